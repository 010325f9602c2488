"""Write what editors' tools need to complete and check files: a JSON Schema for each type."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..schema import schemas
from ..schema.table import as_markdown
from .options import add_content

FOLDER = ".schema"


def add_arguments(parser: ArgumentParser) -> None:
    """Take the content folder, and where the same goes for people."""
    add_content(parser)
    parser.add_argument("--docs", help="write the tables for people into this file too")


def run(chosen: Namespace) -> int:
    """Write content/.schema/*.json, which a build does not read."""
    folder = Path(chosen.content or "content") / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    if chosen.docs:
        Path(chosen.docs).write_text(as_markdown(), encoding="utf-8")
    return 0


def schema_files() -> dict[str, str]:
    """The files by name, as they are written."""
    return {name: json.dumps(found, ensure_ascii=False, indent=1) + "\n" for name, found in schemas().items()}
