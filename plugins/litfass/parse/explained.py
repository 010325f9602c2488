"""Explained: what the YAML parser does not understand, said in an editor's words, in the line in which it went wrong."""

import re

import yaml

from .document import ParseFailure
from .indentation import indentation

# a no-break space behind a colon or a dash, of which YAML makes one long name
GLUED = re.compile("^ *(?:- *)?(?:[a-z_]+:|-)\u00a0", re.MULTILINE)
# "room:Saal", which YAML takes for one word
CLOSE = re.compile(r"(?P<name>[a-z_]+):(?=[^\s/])(?P<value>.*)")
# "-28.02.", of which YAML makes one text with all entries below it
CLOSE_DASH = re.compile(r"\s*-(?![a-z_]+:)(?P<value>[^\s-].*)")
# "• gruen" right below "topics:", as office programs begin a list; YAML makes one text of all entries
LIST_SIGN = re.compile("^ *(?:- )?[a-z_]+: *\n *(?P<sign>[•·▪●–—*])[ \u00a0]+(?P<value>.+)", re.MULTILINE)
# the failure of a value that goes on behind what its first sign opened
BEGUN = {'"': "yaml-quote", "'": "yaml-quote", "[": "yaml-bracket", "{": "yaml-bracket"}


def explained(error: yaml.YAMLError, head: str, first_line: int) -> ParseFailure:
    """The failure that a parser's error means; `first_line` is the line of the file on which the head begins."""
    what = glued(head, first_line) or _without_colon(error, head, first_line) or _misplaced(error, head, first_line)
    return what or _explain(error, head, first_line)


def glued(head: str, first_line: int) -> ParseFailure | None:
    """The failure of a line "title:\u00a0Fest"; YAML notices it in a later one, or not at all."""
    found = GLUED.search(head)
    return ParseFailure("no-break-space", head.count("\n", 0, found.start()) + first_line) if found else None


def close_colon(head: str, first_line: int) -> ParseFailure | None:
    """The failure of a head of lines like "title:Fest", which YAML takes for one long text."""
    for number, line in enumerate(head.split("\n"), first_line):
        if close := CLOSE.fullmatch(line):
            return ParseFailure("missing-space", line=number, key=close["name"], **close.groupdict())
    return None


def refuse_list_sign(head: str, first_line: int) -> None:
    """Refuse a list whose entries begin with another sign than a hyphen."""
    if found := LIST_SIGN.search(head):
        line = head.count("\n", 0, found.start("sign")) + first_line
        raise ParseFailure("list-sign", line, sign=found["sign"], value=found["value"].strip())


def refuse_close_dash(written: str, line: int) -> None:
    """Refuse a line of a list whose dash has no space behind it."""
    if found := CLOSE_DASH.fullmatch(written):
        raise ParseFailure("dash-space", line, value=found["value"].strip())


def _without_colon(error: yaml.YAMLError, head: str, first_line: int) -> ParseFailure | None:
    """The failure of a line "place lesestube"; PyYAML notices it in the next one."""
    problem, mark = str(getattr(error, "problem", "")), getattr(error, "problem_mark", None)
    lines = head.split("\n")
    if "could not find expected ':'" in problem:
        number = error.context_mark.line  # type: ignore[attr-defined]
    elif "mapping values are not allowed" in problem and mark and mark.column == lines[mark.line].find(":"):
        number = mark.line - 1
    else:
        return None
    line, written = number + first_line, lines[number].strip().removeprefix("- ")
    refuse_close_dash(written, line)
    if written.startswith("======="):
        return ParseFailure("merge-conflict", line, marker="=======")
    if close := CLOSE.match(written):
        return ParseFailure("missing-space", line, close["name"], name=close["name"], value=close["value"])
    key, _, value = written.partition(" ")
    if ":" in written or not re.fullmatch(r"[a-z_]+", key):
        return None
    return ParseFailure("missing-colon", line, key, name=key, value=f" {value}" if value else "")


def _misplaced(error: yaml.YAMLError, head: str, first_line: int) -> ParseFailure | None:
    """The failure of a line below a key that begins in the wrong column; None when what stands in it is wrong."""
    mark, lines = getattr(error, "problem_mark", None), head.split("\n")
    if not mark or mark.line >= len(lines):
        return None
    written = lines[mark.line]
    key, _, value = written.partition(":")
    is_quoted = value.lstrip().startswith(('"', "'", "|", ">", "*", "&", "?", "[", "{", "@", "`", "%"))
    if is_quoted or mark.column > max(len(key), len(written) - len(written.lstrip())):
        return None
    return indentation(lines, mark.line, first_line)


def _explain(error: yaml.YAMLError, head: str, first_line: int) -> ParseFailure:
    """Say in an editor's words what PyYAML means."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = (mark.line if mark else 0) + first_line
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    lines = head.split("\n")
    written = lines[line - first_line] if line - first_line < len(lines) else ""
    key, _, value = written.strip().partition(":")
    if "could not find expected ':'" in problem:
        return ParseFailure("yaml", error.context_mark.line + first_line)  # type: ignore[attr-defined]
    if "mapping values are not allowed" in problem and mark and mark.column == written.find(":"):
        return _after(lines[line - first_line - 1], written, line)
    if "mapping values are not allowed" in problem and value.strip():
        return ParseFailure("yaml-colon", line, key, value=value.strip().strip('"'))
    if "cannot start any token" in problem:
        char = written[mark.column] if mark and mark.column < len(written) else "@"
        return ParseFailure("yaml-start", line, key, char=char)
    if code := BEGUN.get(value.lstrip()[:1]) if "block mapping" in context else None:
        return ParseFailure(code, line, key)
    if value.lstrip().startswith(("|", ">", "*", "&", "?", "- ")):
        return ParseFailure("yaml-start", line, key, char=value.lstrip()[0])
    return _explain_signs(error, line, key, first_line)


def _after(before: str, written: str, line: int) -> ParseFailure:
    """The failure of a line that YAML takes for more of the value before it, or of that value's line."""
    other, colon, _ = before.partition(":")
    if colon and written[:1] == " ":
        key = written.strip().partition(":")[0]
        return ParseFailure("indent-needless", line, key, name=key, other=other.strip().removeprefix("- "))
    return ParseFailure("yaml", line - 1)  # the line before is no "name: value", and YAML read on


def _explain_signs(error: yaml.YAMLError, line: int, key: str, first_line: int) -> ParseFailure:
    """The failure of a line in which a sign of YAML's stands that was not meant as one."""
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    if "escape" in problem:
        return ParseFailure("yaml-escape", line, key)
    if "flow" in context or "quoted scalar" in context:
        opened, stopped = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        if "flow mapping" in context and "expected ','" in problem and opened.line == stopped.line:  # type: ignore[union-attr]
            return ParseFailure("missing-comma", line, key)
        return ParseFailure("yaml-unclosed", (opened.line if opened else 0) + first_line)
    if "alias" in context or "anchor" in context:
        return ParseFailure("yaml-alias", line)
    if "tag" in problem or "tag" in context:  # "!!! Achtung"
        return ParseFailure("yaml-start", line, key, char="!")
    return ParseFailure("yaml", line)
