"""Fetch the dates of the partners that content/partners.yaml lists into the content.

The only command that asks partners' servers: a build reads what lies in the content. A calendar that does not answer, or
sends something strange, leaves everything as it was.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..imports.partners import fetch_all
from .options import add_content, add_language, add_now, language_of


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder, moment and language."""
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Say for each partner what became of its dates; a partner that cannot be asked is a warning, no failure."""
    language = language_of(chosen)
    for name, report in fetch_all(Path(chosen.content or "content"), chosen.now or "", language):
        print(f"{name}: {report.text(language)}", flush=True)  # noqa: T201 - what this command is for
    return 0
