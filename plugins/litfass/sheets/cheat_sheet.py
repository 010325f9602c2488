"""Cheat sheet: what editors do most, on one A4 to hang at the wall; its words are in cheat_sheet.toml, in German."""

import tomllib
from pathlib import Path
from typing import Any

from ..site import Site
from ..words import Words
from .frame import frame

FILE = Path(__file__).with_suffix(".toml")


def cheat_sheet(site: Site, words: Words) -> dict[str, Any]:
    """Each thing one does with the lines one writes; left as they are in every language, for they are the editors'."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    parts = [{**part, "code": part["code"].strip("\n")} for part in written["parts"]]
    return {
        **frame(site, words, f"{written['title']} – {site.info.name}"),
        "language": "de",
        "direction": "ltr",
        "head": written["title"],
        "summary": written["summary"],
        "more": written["more"],
        "parts": parts,
    }
