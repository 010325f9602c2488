"""Document: a file as written, every value as text with its line; or the failure that keeps it from becoming one."""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..kept.aside import Slip
from ..problems import Problem

Path = tuple[str | int, ...]
# how a language stands in a file's name: "tr" in sommerfest.tr.md, "zh-Hant"; "12" in 1.12.2026-titel.md is none
LANGUAGE = r"[^\W\d_]{2,}(?:-\w+)*"
# a name, a language, and the ending
NAME = re.compile(rf"(?P<stem>[^.]*)\.(?P<language>{LANGUAGE})\.\w+")


@dataclass(frozen=True)
class Document:
    """A file as written: `fields` holds text, lists and mappings of text only.

    `path` is relative to the content folder; `places` are its lines, as `lines` or as JSON of their items. `text` stands below the
    head, `body_line` is the line on which it begins. Both may wait aside: of thousands hardly one is asked for.
    """

    path: str
    fields: dict[str, Any]
    places: dict[Path, int] | Slip = field(repr=False)
    text: str | Slip = ""
    body_line: int = 1

    @cached_property
    def lines(self) -> dict[Path, int]:
        """The line (from 1) of each field by its path, such as ("changes", 0, "on")."""
        if isinstance(self.places, dict):
            return self.places
        return {tuple(path): line for path, line in json.loads(self.places.text())}

    @property
    def body(self) -> str:
        """The text below the head."""
        return self.text.text() if isinstance(self.text, Slip) else self.text

    @property
    def folder(self) -> str:
        """The folder that decides the type: "events"; "" for site.yaml."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def stem(self) -> str:
        """The file's name without endings: "sommerfest" for sommerfest.tr.md."""
        name = self.path.rpartition("/")[2]
        found = NAME.fullmatch(name)
        return found["stem"] if found else name.rpartition(".")[0]

    @property
    def language(self) -> str:
        """The language a translation's name carries, "tr" for sommerfest.tr.md; "" for an original."""
        found = NAME.fullmatch(self.path.rpartition("/")[2])
        return found["language"] if found else ""

    def line(self, path: Path = ()) -> int:
        """The line of a field, or of the nearest one around it that is written down."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, code: str, path: Path = (), **values: Any) -> Problem:
        """Make a Problem at a field of this document."""
        key = ".".join(str(part) for part in path if isinstance(part, str))
        return Problem(self.path, self.line(path), key, code, values)


class ParseFailure(Exception):
    """Carries the one Problem that keeps a file from being read further."""

    def __init__(self, code: str, line: int, key: str = "", **values: Any) -> None:
        self.code, self.line, self.key, self.values = code, line, key, values
