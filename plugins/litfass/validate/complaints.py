"""Complaints: what pydantic found wrong, as a Problem in the editor's words; its own texts never reach an editor."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError

from ..model.help import help_of
from ..model.marks import marks_of
from ..model.reference import Reference, one_or_all
from ..model.rhythm_readers import hours
from ..model.thing import Part, editor_key
from ..parse import Document, Path
from ..problems import Problem, nearest

# the key to look at for errors that concern a whole model
BLAMED = {
    "end-before-start": "end",
    "end-mixed": "end",
    "expires-first": "expires",
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
COUNTS = {2: {"de": "zwei", "en": "two"}, 4: {"de": "vier", "en": "four"}, 6: {"de": "sechs", "en": "six"}}


def as_problem(kind: type[Part], document: Document, error: ErrorDetails) -> Problem:
    """One of pydantic's errors about a document of a kind, as ours."""
    # what is wrong is named though it is not there
    loc = (*path_in(document.fields, error["loc"][:-1]), *error["loc"][-1:])
    code, values = PYDANTIC_CODES.get(error["type"], error["type"]), dict(error.get("ctx", {}))
    values.pop("weighs", None)
    if error["type"] == "missing":
        name = str(values.get("name") or error["loc"][-1])
        values = {"name": name, "example": _for_example(part_at(kind, error["loc"][:-1]), name)}
        loc = loc[:-1] if loc and loc[-1] == name else loc
        if groups := [part for part in loc if isinstance(part, str)]:
            code, values["group"] = "missing-below", groups[-1]
    elif error["type"] == "extra_forbidden":
        values = unknown(part_at(kind, error["loc"][:-1]), str(error["loc"][-1]))
        if group := _group_before(kind, document, loc):
            code, values["group"] = "not-below", group
    elif code.startswith("want-"):
        code, values = _wanted(kind, code, error, loc)
    elif code == "needs":
        values = {**values, "line": values["other"] if ":" in values["other"] else f"{values['other']}: …"}
    elif "-" not in code:
        code, values = "bad-value", {"value": _as_written(error.get("input", ""))}
    if code == "bad-value":
        keys = [part for part in loc if isinstance(part, str)]
        values |= {"example": _for_example(part_at(kind, loc[:-1]), keys[-1]) if keys else ""}
    problem = document.problem(code, _blamed(code, values, loc), **values)
    # the sentence names the key already
    return replace(problem, key="") if code in ("unknown-key", "not-below") else problem


def _wanted(kind: type[Part], code: str, error: ErrorDetails, loc: Path) -> tuple[str, dict[str, Any]]:
    """The code and values that tell how a value of another shape has to be written."""
    part, given = part_at(kind, error["loc"]), error.get("input", "")
    is_entry = bool(loc) and isinstance(loc[-1], int)
    if code == "want-map" and is_entry:
        return "want-named", {"known": ", ".join(part.editor_keys()), "first": _first_key(part), "value": given}
    if code == "want-map":
        named = (key for key in part.editor_keys() if key in ("file", "name", "title", "required", "on"))
        first = next(named, _first_key(part))
        said = given if first == "file" and isinstance(given, str) else "…"
        deep = 2 * len(loc)
        further = {"count": COUNTS.get(deep, str(deep)), "indent": " " * deep}
        return code, {"known": ", ".join(part.editor_keys()), "name": loc[-1], "first": first, "value": said, **further}
    if code == "want-list" and isinstance(given, str) and loc and loc[-1] in kind.parts():
        part = kind.parts()[loc[-1]]
        return "want-named", {"known": ", ".join(part.editor_keys()), "first": _first_key(part), "value": given}
    if code == "want-list" and isinstance(given, dict) and loc and loc[-1] in kind.parts():
        return "want-dashes", {"name": loc[-1], "first": next(iter(given), "…")}
    if code == "want-text" and isinstance(given, list) and _names_a_thing(part_at(kind, loc[:-1]), loc[-1]):
        return "one-name", {"value": _as_written(given), **one_or_all(str(loc[-1]), list(map(str, given)))}
    if code == "want-text" and is_entry and isinstance(given, dict):
        written = ", ".join(f"{name}: {said}" for name, said in given.items())
        if loc[-2:-1] == ("hours",):
            try:  # quotes alone do not make hours of "Sommer: Mo-Fr 15-20 Uhr"
                hours(written)
            except PydanticCustomError as refusal:
                return refusal.type, dict(refusal.context or {})
        return "entry-colon", {"value": written}
    return code, {}


def _names_a_thing(part: type[Part], key: str | int) -> bool:
    """Whether the id of one thing belongs behind a key."""
    marks = next((marks for name, marks in marks_of(part) if editor_key(name) == key), ())
    return any(isinstance(mark, Reference) for mark in marks)


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


def _for_example(part: type[Part], name: str) -> dict[str, str] | str:
    """The words among which one chooses, or a line an editor may copy, in both languages; "" when there is neither."""
    field = next((field for field in part.model_fields if editor_key(field) == name), "")
    marks = part.model_fields[field].metadata if field else []
    known = ", ".join(next((mark.func.known for mark in marks if hasattr(getattr(mark, "func", None), "known")), ()))
    if known:
        return {"de": f"Möglich sind: {known}.", "en": f"Possible are: {known}."}
    line = f"{name}: {example}" if field and (example := help_of(part, field).example) else ""
    return {"de": f"Zum Beispiel „{line}“.", "en": f'For example "{line}".'} if line else ""


def _as_written(value: Any) -> str:
    """A value as one line: a list with commas."""
    return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)


def _blamed(code: str, values: dict[str, Any], loc: Path) -> Path:
    """The line an editor should look at for errors that concern a whole model."""
    key = BLAMED.get(code)
    if code in ("needs", "not-for-kind", "either-or"):
        key = str(values.get("name") or values["value"]).partition(":")[0]
    return (*loc, key) if key and (not loc or loc[-1] != key) else loc


def unknown(part: type[Part], name: str) -> dict[str, str]:
    """What is said of a key that is not known, with the one that may be meant, "" for none."""
    known = part.editor_keys()
    guess = part.synonyms.get(name.lower()) or nearest(name, known)
    return {"name": name, "known": ", ".join(known), "guess": guess}


def part_at(kind: type[Part], loc: Sequence[Any]) -> type[Part]:
    """The model that checks the group of fields at a location."""
    for key in loc:
        kind = kind.parts().get(key, kind)
    return kind


def path_in(fields: Any, loc: Sequence[Any]) -> Path:
    """A location as it stands in the file: pydantic adds names of its own in between, and what is missing."""
    return tuple(_path_parts(fields, loc))


def _path_parts(fields: Any, loc: Sequence[Any]) -> Iterator[str | int]:
    for part in loc:
        if (isinstance(fields, dict) and part in fields) or (
            isinstance(fields, list) and isinstance(part, int) and part < len(fields)
        ):
            fields = fields[part]
            yield part
