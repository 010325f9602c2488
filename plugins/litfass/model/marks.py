"""Marks: the fields of a thing or a part, each with its value and the marks of its type; what walks through models asks here."""

from collections.abc import Iterator
from datetime import date, time
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from .reference import Choice, Reference
from .thing import Part

# types of fields in which nothing else can stand
WORDS_AND_NUMBERS = (str, int, float, date, time, NoneType)


def fields_of(model: Part) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """Name, value and marks of each field of a thing or part, in order."""
    values = model.__dict__
    for name, marks in marks_of(type(model)):
        yield name, values[name], marks


def said_in(model: Part) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """The same of those fields that say something: of thousands of things most fields are empty."""
    values = model.__dict__
    for name, marks in marks_of(type(model)):
        if value := values[name]:
            yield name, value, marks


def linking_in(model: Part) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """The same of those fields that may name other things, or hold parts that do: most hold words and numbers."""
    values = model.__dict__
    for name, marks in _linking(type(model)):
        if value := values[name]:
            yield name, value, marks


@cache
def _linking(kind: type[Part]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    fields = kind.model_fields
    return tuple((name, marks) for name, marks in marks_of(kind) if _may_link(fields[name].annotation, marks))


def _may_link(annotation: Any, marks: tuple[Any, ...]) -> bool:
    """Whether a field of a type may lead to other things; one that is not known may."""
    if any(isinstance(mark, Reference | Choice) for mark in marks):
        return True
    if isinstance(annotation, type):
        return not issubclass(annotation, WORDS_AND_NUMBERS)
    if get_origin(annotation) is Annotated:
        first, *more = get_args(annotation)
        return _may_link(first, tuple(more))
    parts = [one for one in get_args(annotation) if one is not ...]
    return not parts or any(_may_link(one, ()) for one in parts)


@cache
def marks_of(kind: type[Part]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Name and marks of each field of a model."""
    return tuple((name, tuple(info.metadata)) for name, info in kind.model_fields.items())
