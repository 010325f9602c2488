"""Record: a thing as plain data for archives: every field under the editors' key, other things by id, its text; and the schema of it.

Between model and publish. Source: JSON Schema 2020-12.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import UnionType
from typing import Any, Union, get_args, get_origin

from ..calendar.rule import Rule
from ..model import Thing
from ..model.marks import fields_of
from ..model.news import About
from ..model.thing import Part, editor_key

TYPES = {bool: "boolean", int: "integer", float: "number", Decimal: "number"}
ANYTHING: dict[str, Any] = {}


def record(thing: Thing, text: str) -> dict[str, Any]:
    """A thing's fields in the order of the model, ready for JSON, and last its `text`, which is HTML."""
    return {**_fields(thing), "text": text}


def schema(kind: type[Thing]) -> dict[str, Any]:
    """What a record of a kind looks like, as JSON Schema; a field may always be null: not said."""
    return _object(kind, text={"type": "string"})


def _fields(part: Part) -> dict[str, Any]:
    return {editor_key(name): _plain(value) for name, value, _ in fields_of(part)}


def _object(kind: type[Part], **more: dict[str, Any]) -> dict[str, Any]:
    """The schema of a thing or a part, with what it has `more` than fields."""
    fields = {editor_key(name): _type(info.annotation) for name, info in kind.model_fields.items()} | more
    return {
        "type": "object",
        "description": (kind.__doc__ or "").partition("\n")[0],
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral() else float(value)
    if isinstance(value, Thing):
        return value.id
    if isinstance(value, Part):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _written(value)


def _written(value: Any) -> str:
    """A value of the calendar as text: ISO 8601, RFC 5545 for rules, else as the model says it."""
    if isinstance(value, Rule):
        return value.to_rrule()
    if isinstance(value, About):
        named = f"{value.thing.kind}/{value.thing.id}" if value.thing else value.id
        return f"{named}@{value.day}" if value.day else named
    if isinstance(value, date | datetime | time) or hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _type(annotation: Any) -> dict[str, Any]:
    if annotation is Any:
        return ANYTHING
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        options = [_type(one) for one in arguments if one is not type(None)]
        return {"anyOf": [*options, {"type": "null"}]} if ANYTHING not in options else ANYTHING
    if hasattr(annotation, "__metadata__"):
        return _type(arguments[0])
    if origin is tuple:
        # a pair such as ages has other types than a list of one kind
        return {"type": "array", "items": _type(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(arguments[1])}
    if isinstance(annotation, type) and issubclass(annotation, Part) and not issubclass(annotation, Thing):
        return _object(annotation)
    if annotation in TYPES:
        return {"type": TYPES[annotation]}
    return {"type": "string"} if isinstance(annotation, type) and annotation is not object else ANYTHING
