"""Schema: the models as JSON Schema for editors' tools; for people they stand in tables, see table.py.

The models say which keys there are and what reads them; help.toml says what they mean. Neither is said twice.
"""

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BeforeValidator

from ..calendar.grammar import FORMS
from ..model import TYPES, Partners, SiteInfo, Thing, amount_readers, readers, rhythm_readers, time_readers
from ..model.help import help_of, keys_of
from ..model.reference import Choice, Reference
from ..model.thing import Part, editor_key

DRAFT = "http://json-schema.org/draft-07/schema#"
NAMES = {
    "places": "Ort",
    "closures": "Pause",
    "actors": "Akteur",
    "projects": "Projekt",
    "events": "Termin",
    "participation": "Beteiligung",
    "news": "Meldung",
    "newsletters": "Ausgabe des Newsletters",
    "pages": "Seite",
}
# validate/ fills these in from the file's name
FILLED_IN = {"id", "slug", "date"}
# editors' tools read "no" as a text or as false, 90461 as a number: all of them are texts to us
TEXT = {"type": ["string", "number", "boolean"]}
_DAY = r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})"
_BEFORE = r".*([Vv]orher|[Dd]avor|[Bb]efore|[Vv]ortag)"
_TIME = r"([01]?\d|2[0-3])([:.h][0-5]\d)?(\s*(Uhr|h))?"
_MOMENT = rf"{_DAY}([T ,]\s*{_TIME})?"
_UNTIL = rf"({_TIME}|24([:.h]00)?(\s*(Uhr|h))?)"
FLAG = {"enum": ["yes", "no", "ja", "nein", "true", "false", True, False]}
_LANGUAGE = {"type": ["string", "boolean"], "pattern": "^[a-z]{2,3}(-[a-z]{4,8})?$"}
_NUMBER = {"type": ["integer", "string"], "pattern": r"^\d{1,9}$"}
# what reads a text, and which texts it may be
READ_BY: dict[Callable[..., Any], dict[str, Any]] = {
    readers.flag: FLAG,
    time_readers.day: {"type": "string", "pattern": f"^{_DAY}$"},
    time_readers.listed_day: {
        "type": "string",
        "pattern": rf"^{_DAY}([\sT]+((ab|von|from)\s+)?{_TIME}(\s*(-|–|bis|to)\s*{_TIME})?)?$",
    },
    time_readers.day_or_days_before: {"type": "string", "pattern": rf"^({_DAY}|{_BEFORE})$"},
    time_readers.clock: {"type": ["string", "integer"], "pattern": f"^{_TIME}$"},
    time_readers.moment: {"type": "string", "pattern": f"^{_MOMENT}$"},
    time_readers.moments: {"type": ["string", "array"], "pattern": rf"^{_MOMENT}(\s*([,;&]|und|and)\s*{_MOMENT})*$"},
    time_readers.last_moment: {"type": "string", "pattern": rf"^{_DAY}([T ,]\s*{_UNTIL})?$"},
    time_readers.changed_start: {
        "type": ["string", "integer", "number"],
        "pattern": rf"^({_TIME}|{_DAY}([T ,]\s*{_TIME})?)$",
    },
    time_readers.end: {"type": ["string", "integer", "number"], "pattern": rf"^({_UNTIL}|{_DAY}([T ,]\s*{_UNTIL})?)$"},
    time_readers.partial_day: {"type": ["string", "number"], "pattern": rf"^(\d{{4}}(-\d{{1,2}})?|{_DAY})$"},
    amount_readers.number: _NUMBER,
    time_readers.year: {"type": ["integer", "string"], "pattern": r"^\d{4}$"},
    amount_readers.decimal: {
        "type": ["number", "string"],
        "pattern": r"^((€|EUR)\s*)?\d[\d.,\s]*[-–]?\s*(€|EUR|Euro)?$",
    },
    readers.degrees: {"type": ["number", "string"], "pattern": r"^-?\d{1,3}([.,]\d{1,12})?°?$"},
    readers.slug: {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80},
    readers.old_address: {"type": ["string", "integer"], "maxLength": 200},
    readers.url: {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    readers.email: {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"},
    readers.telephone: {"type": ["string", "integer"], "pattern": r"^\+?[\d ()/–-]{3,30}$"},
    readers.language: _LANGUAGE,
    readers.written_language: _LANGUAGE,
    readers.colour: {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
    rhythm_readers.repeat: {"type": "string", "examples": list(FORMS)},
    rhythm_readers.rrule: {"type": "string", "pattern": "FREQ="},
    readers.ages: {"type": "string"},
    rhythm_readers.hours: {"type": "string"},
    readers.focus: {"type": "string"},
}


def schema(kind: type[Part], title: str) -> dict[str, Any]:
    """The JSON Schema (draft 7) of one type's head, every text with its meaning in German."""
    parts: dict[str, dict[str, Any]] = {}
    root = _object(kind, parts)
    root["properties"]["body"] = {"type": "string", "description": "Der Text, in Dateien mit der Endung .yaml"}
    head = {"$schema": DRAFT, "title": title, "description": f"Was in einer Datei für „{title}“ stehen kann"}
    return {**head, **root, "definitions": dict(sorted(parts.items()))}


def schemas() -> dict[str, dict[str, Any]]:
    """All schemas by the name of their file: one for each folder of the content, and one for site.yaml."""
    found = {f"{folder}.json": schema(kind, NAMES[folder]) for folder, kind in TYPES.items()}
    return found | {"site.json": schema(SiteInfo, "site.yaml"), "partners.json": schema(Partners, "partners.yaml")}


def _object(part: type[Part], parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A model as an object with its keys; groups of keys inside it are noted in `parts`."""
    properties, required = {}, []
    for name, key in keys_of(part).items():
        info, help_ = part.model_fields[name], help_of(part, name)
        found = _value(info.annotation, tuple(info.metadata), parts)
        properties[key] = {"description": help_.meaning, **_or_nothing(found)}
        if help_.example and not help_.example.startswith("{") and "examples" not in found:
            properties[key]["examples"] = [_example(help_.example)]
        if is_needed(part, name):
            required.append(key)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def is_needed(part: type[Part], name: str) -> bool:
    """Whether a field has to be written; what validate/ fills in need not be."""
    return part.model_fields[name].is_required() and not (issubclass(part, Thing) and editor_key(name) in FILLED_IN)


def accepts(annotation: Any, marks: tuple[Any, ...]) -> dict[str, Any]:
    """What may stand for a field of a model, as JSON Schema without its groups' definitions."""
    return _value(annotation, marks, {})


def takes_several(allowed: dict[str, Any]) -> bool:
    """Whether a list may stand for a field; `allowed` is what it accepts."""
    return any(one.get("type") == "array" for one in (allowed, *allowed.get("anyOf", ())))


def _or_nothing(found: dict[str, Any]) -> dict[str, Any]:
    """The same, or nothing: "end:" without a value is as good as no line."""
    if "type" in found:
        kinds = found["type"] if isinstance(found["type"], list) else [found["type"]]
        return {**found, "type": [*kinds, "null"]}
    if "enum" in found:
        return {**found, "enum": [*found["enum"], None]}
    return {"anyOf": [*found.get("anyOf", [found]), {"type": "null"}]}


def _example(text: str) -> Any:
    """An example of help.toml as a value: a list where it is one."""
    return text[1:-1].split(", ") if text.startswith("[") else text.strip('"')


def _value(annotation: Any, marks: tuple[Any, ...], parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What may stand for an annotated type."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _value(inner, (*more, *marks), parts)
    if get_origin(annotation) in (Union, UnionType):
        chosen = [one for one in get_args(annotation) if one is not type(None)]
        if len(chosen) == 1:
            return _value(chosen[0], marks, parts)
    read = next((mark.func for mark in marks if isinstance(mark, BeforeValidator)), None)
    if read in READ_BY:
        return READ_BY[read]
    if get_origin(annotation) is tuple and get_args(annotation)[-1] is Ellipsis:
        return _list(get_args(annotation)[0], read, marks, parts)
    if get_origin(annotation) is dict:
        item = _value(get_args(annotation)[1], (), parts)
        several = {"type": "object", "additionalProperties": item}
        return {"anyOf": [several, TEXT]} if read else several
    if isinstance(annotation, type) and issubclass(annotation, Part):
        if annotation.__name__ not in parts:
            parts[annotation.__name__] = {}  # a part may hold itself
            parts[annotation.__name__].update(_object(annotation, parts))
        several = {"$ref": f"#/definitions/{annotation.__name__}"}
        return {"anyOf": [several, TEXT]} if read else several
    return _text(read)


def _list(item: Any, read: Any, marks: tuple[Any, ...], parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A list; where one value counts as a list of one, or a word may stand instead, that too."""
    referring = any(isinstance(mark, Reference | Choice) for mark in marks)
    one = TEXT if referring and item is Any else _value(item, (), parts)
    several = {"type": "array", "items": one}
    if read is None:
        return several
    return {"anyOf": [several, TEXT if "$ref" in one else one]}


def _text(read: Any) -> dict[str, Any]:
    if known := getattr(read, "known", None):
        more = [True, False] if {"yes", "no"} & set(known) else []
        return {"enum": [*known, *more]}
    if limit := getattr(read, "limit", None):
        return {**TEXT, "maxLength": limit}
    return dict(TEXT)


def words_for(part: type[Part], key: str) -> tuple[str, ...]:
    """The words among which one chooses for a key; () where there is no such key, or a text is free, or it is yes or no."""
    info = next((part.model_fields[name] for name, known in keys_of(part).items() if known == key), None)
    words = accepts(info.annotation, tuple(info.metadata)).get("enum", []) if info else []
    return () if words == FLAG["enum"] else tuple(word for word in words if isinstance(word, str))
