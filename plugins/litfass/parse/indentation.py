"""Indentation: whether a head cannot be read because lines below a key begin in the wrong column, and how they should."""

import re

from .document import ParseFailure

# "-on: 2027-02-04", of which YAML makes a key named "-on"
NO_SPACE = re.compile(r"\s*-(?=[a-z_]+:)")
KEY = re.compile(r"\s*(?:-\s*)?([a-z_]+):")


def indentation(lines: list[str], at: int, first_line: int) -> ParseFailure | None:
    """The failure to tell when the line at which reading stopped stands below a key; None when it does not."""
    if at >= len(lines) or not KEY.match(lines[at]):
        return None
    top = next((number for number in range(at, -1, -1) if _is_key(lines[number])), None)
    if top is None or top == at or lines[top].rstrip() != f"{_key(lines[top])}:":
        return None
    end = next((number for number in range(top + 1, len(lines)) if _is_key(lines[number])), len(lines))
    block = lines[top + 1 : end]
    glued = next((number for number, line in enumerate(block, top + 1) if NO_SPACE.match(line)), None)
    if any(line.lstrip().startswith("-") for line in block):
        values = {"name": _key(lines[top]), "first": _key(block[0]) or "…"}
        return ParseFailure("list-indent", (at if glued is None else glued) + first_line, **values)
    return ParseFailure("group-indent", at + first_line, name=_key(lines[top]))


def _is_key(line: str) -> bool:
    return bool(line[:1].strip()) and not line.startswith(("-", "#")) and bool(KEY.match(line))


def _key(line: str) -> str:
    found = KEY.match(line)
    return found[1] if found else ""
