"""Validate: a Document becomes a typed thing, or Problems in the editor's words.

Knows the models and their fields; what other files say is link's business.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .model import TYPES, Partners, SiteInfo, Thing
from .model.thing import Part, editor_key
from .overlay import overlaid, spoken
from .parse import Document, Path
from .problems import Problem, nearest
from .slug import slugify

# how often a file with mistakes is read again without them, to find what they hid
MOST_PASSES = 5
DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)")
# the key to look at for errors that concern a whole model
BLAMED = {
    "end-before-start": "end",
    "end-mixed": "end",
    "until-before-start": "until",
    "except-alone": "except",
    "budget-sum": "budget",
    "budget-year": "budget_by_year",
    "session-twice": "sessions",
}
PYDANTIC_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown-key",
    "tuple_type": "want-list",
    "model_type": "want-map",
    "string_type": "want-text",
}
# stands in for the date of a news item that has none
ANY_DAY = "2000-01-01"
EXAMPLES = {
    "title": "title: Sommerfest im Probeweg",
    "start": "start: 2026-12-03 15:00",
    "status": "status: running",
    "wheelchair": "wheelchair: yes",
}


def validate(document: Document) -> tuple[Thing | SiteInfo | Partners | None, list[Problem]]:
    """Check one document against its type: the thing, or None and what must be mended."""
    if document.path == "site.yaml":
        return _build(SiteInfo, document, document.fields)
    if document.path == "partners.yaml":
        return _build(Partners, document, document.fields)
    kind = TYPES[document.folder]
    fields, problems = _with_names(kind, document)
    thing, more = _build(kind, document, fields)
    return (None if problems else thing), problems + more


def validate_translation(document: Document, original: Document | None) -> tuple[Any, list[Problem]]:
    """The original with the words of a translation in it; None without an original, or with what must be mended."""
    kind = TYPES[document.folder] if document.folder else SiteInfo
    document, problems = spoken(kind, document)
    if original is None:
        return None, problems
    merged, more = overlaid(original, document)
    fields = merged.fields
    if issubclass(kind, Thing):
        # names are the original's; what is wrong with them was said there
        fields, _ = _with_names(kind, replace(merged, path=original.path))
    thing, wrong = _build(kind, merged, fields)
    return (None if problems else thing), problems + more + wrong


def _with_names(kind: type[Thing], document: Document) -> tuple[dict[str, Any], list[Problem]]:
    """The fields, with id, slug and a news item's date taken from the file's name where they are not said."""
    stem, fields = document.stem, dict(document.fields)
    dated = DATED.match(stem) if kind.kind == "news" else None
    if dated:
        fields.setdefault("date", dated[1])
    problems = []
    if kind.kind == "news" and "date" not in fields:
        problems.append(document.problem("no-news-date"))
        fields["date"] = ANY_DAY
    if "id" not in fields and slugify(stem) != stem:
        problems.append(document.problem("file-name", name=stem))
        stem = slugify(stem) or "x"
    fields.setdefault("id", stem)
    if isinstance(fields.get("title"), str):
        # a page's address is its file's name; a news item's leaves the date out
        named = {"page": stem, "news": stem[dated.end() :] if dated else ""}.get(kind.kind)
        fields.setdefault("slug", named or slugify(fields["title"]) or stem)
    else:
        fields.setdefault("slug", stem)
    return fields, problems


def _build(kind: type[Part], document: Document, fields: dict[str, Any]) -> tuple[Any, list[Problem]]:
    """The thing, or all that is wrong with it: what is wrong is left out, and the rest is looked at again."""
    problems: dict[Problem, None] = {}
    left_out: set[tuple[Path, str]] = set()
    for _ in range(MOST_PASSES):
        try:
            thing = kind.model_validate(fields)
        except ValidationError as errors:
            found = errors.errors(include_url=False)
        else:
            return (None if problems else thing), list(problems)
        sound = [error for error in found if not left_out or _stands_alone(kind, fields, error, left_out)]
        problems |= dict.fromkeys(_problem(kind, document, error) for error in sound)
        fields, gone = _without(kind, fields, found)
        if not gone:
            break
        left_out |= gone
    return None, list(problems)


def _stands_alone(kind: type[Part], fields: Any, error: ErrorDetails, left_out: set[tuple[Path, str]]) -> bool:
    """Whether an error would be there as well if what was left out had been right."""
    path = _path_in(fields, error["loc"])
    if error["type"] == "missing" and "ctx" not in error:
        return (path, str(error["loc"][-1])) not in left_out
    part, weighs = _part_at(kind, path), error.get("ctx", {}).get("weighs")
    gone = {key for where, key in left_out if where == path}
    if weighs:
        return gone.isdisjoint(weighs)
    return all(key in part.apart or key not in part.editor_keys() for key in gone)


def _without(kind: type[Part], fields: Any, errors: list[ErrorDetails]) -> tuple[Any, set[tuple[Path, str]]]:
    """The fields without those that are wrong, and which these are, each with the group it stood in."""
    rest, gone = deepcopy(fields), set()
    for error in errors:
        path = _path_in(fields, error["loc"])
        if not path and error["type"] == "missing" and error["loc"] == ("title",):
            rest["title"] = "…"
        elif error["type"] == "extra_forbidden":
            known = _unknown(_part_at(kind, path[:-1]), str(path[-1]))
            gone |= {(path[:-1], known["guess"])} if known["guess"] else set()
        # an entry leaves with its whole list, for others must keep their place in it
        while path and isinstance(path[-1], int):
            path = path[:-1]
        if path:
            _leave_out(rest, path)
            gone.add((path[:-1], str(path[-1])))
    return rest, gone


def _leave_out(fields: Any, path: Path) -> None:
    """Remove what stands at a path, when what it stands in is still there."""
    *groups, key = path
    for part in groups:
        fields = fields.get(part, {}) if isinstance(fields, dict) else fields[part]
    fields.pop(key, None)


def _path_in(fields: Any, loc: Sequence[Any]) -> Path:
    """A location as it stands in the file: pydantic adds names of its own in between, and what is missing."""
    return tuple(_path_parts(fields, loc))


def _path_parts(fields: Any, loc: Sequence[Any]) -> Iterator[str | int]:
    for part in loc:
        if (isinstance(fields, dict) and part in fields) or (
            isinstance(fields, list) and isinstance(part, int) and part < len(fields)
        ):
            fields = fields[part]
            yield part


def _problem(kind: type[Part], document: Document, error: ErrorDetails) -> Problem:
    """Turn one of pydantic's errors into ours; their texts never reach an editor."""
    loc: Path = tuple(part for part in error["loc"] if part in _written(document.fields, error["loc"]))
    code, values = PYDANTIC_CODES.get(error["type"], error["type"]), dict(error.get("ctx", {}))
    values.pop("weighs", None)
    if error["type"] == "missing":
        name = str(values.get("name") or error["loc"][-1])
        values = {"name": name, "example": _for_example(name)}
        loc = loc[:-1] if loc and loc[-1] == name else loc
        if groups := [part for part in loc if isinstance(part, str)]:
            code, values["group"] = "missing-below", groups[-1]
    elif error["type"] == "extra_forbidden":
        values = _unknown(_part_at(kind, error["loc"][:-1]), str(error["loc"][-1]))
        if group := _group_before(kind, document, loc):
            code, values["group"] = "not-below", group
    elif code.startswith("want-"):
        code, values = _wanted(kind, code, error, loc)
    elif code == "needs":
        values = {**values, "line": values["other"] if ":" in values["other"] else f"{values['other']}: …"}
    elif "-" not in code:
        code, values = "bad-value", {"value": error.get("input", "")}
    problem = document.problem(code, _blamed(code, values, loc), **values)
    # the sentence names the key already
    return replace(problem, key="") if code in ("unknown-key", "not-below") else problem


def _wanted(kind: type[Part], code: str, error: ErrorDetails, loc: Path) -> tuple[str, dict[str, Any]]:
    """The code and values that tell how a value of another shape has to be written."""
    part, given = _part_at(kind, error["loc"]), error.get("input", "")
    is_entry = bool(loc) and isinstance(loc[-1], int)
    if code == "want-map" and is_entry:
        return "want-named", {"known": ", ".join(part.editor_keys()), "first": _first_key(part), "value": given}
    if code == "want-map":
        first = next((key for key in part.editor_keys() if key in ("file", "name", "title", "required", "on")), "…")
        said = given if first == "file" and isinstance(given, str) else "…"
        return code, {"known": ", ".join(part.editor_keys()), "name": loc[-1], "first": first, "value": said}
    if code == "want-list" and isinstance(given, dict) and loc and loc[-1] in kind.parts():
        return "want-dashes", {"name": loc[-1], "first": next(iter(given), "…")}
    if code == "want-text" and is_entry and isinstance(given, dict):
        return "entry-colon", {"value": ", ".join(f"{name}: {said}" for name, said in given.items())}
    return code, {}


def _first_key(part: type[Part]) -> str:
    """The key with which an entry of a list begins: the first that it must have, else its first."""
    needed = [editor_key(name) for name, info in part.model_fields.items() if info.is_required()]
    return (needed or part.editor_keys())[0]


def _group_before(kind: type[Part], document: Document, loc: Path) -> str:
    """The key below which an unknown one belongs that stands as far left as it: "image" before "file"."""
    if len(loc) != 1:
        return ""
    parts = {key: part for key, part in kind.parts().items() if not document.fields.get(key)}
    return next((key for key, part in parts.items() if loc[0] in part.editor_keys() and (key,) in document.lines), "")


def _for_example(name: str) -> dict[str, str] | str:
    """A line an editor may copy, in the words of both languages; "" when there is none."""
    line = EXAMPLES.get(name)
    return {"de": f"Zum Beispiel „{line}“.", "en": f'For example "{line}".'} if line else ""


def _blamed(code: str, values: dict[str, Any], loc: Path) -> Path:
    """The line an editor should look at for errors that concern a whole model."""
    key = BLAMED.get(code)
    if code in ("needs", "not-for-kind", "either-or"):
        key = str(values.get("name") or values["value"]).partition(":")[0]
    return (*loc, key) if key and (not loc or loc[-1] != key) else loc


def _written(fields: Any, loc: Sequence[Any]) -> set[Any]:
    """The parts of a location that stand in the file; pydantic adds names of its own in between."""
    found = set()
    for part in loc:
        if (isinstance(fields, dict) and part in fields) or (
            isinstance(fields, list) and isinstance(part, int) and part < len(fields)
        ):
            fields = fields[part]
        elif part != loc[-1]:
            continue
        found.add(part)
    return found


def _unknown(part: type[Part], name: str) -> dict[str, str]:
    known = part.editor_keys()
    guess = part.synonyms.get(name.lower()) or nearest(name, known)
    return {"name": name, "known": ", ".join(known), "guess": guess}


def _part_at(kind: type[Part], loc: Sequence[Any]) -> type[Part]:
    """The model that checks the group of fields at a location."""
    for key in loc:
        kind = kind.parts().get(key, kind)
    return kind
