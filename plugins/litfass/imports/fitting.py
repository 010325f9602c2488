"""Fitting: what our model takes of a thing from elsewhere: all but the keys, or the single values of a list, that it refuses."""

from typing import Any, NamedTuple

from ..model import FOLDERS, TYPES
from ..model.thing import editor_key
from ..parse import Document
from ..problems import Problem
from ..validate import validate
from .taken import Taken


class Fitting(NamedTuple):
    """The fields that fit, what was left out by key, and why; `refused` says why the thing cannot be without one."""

    fields: dict[str, Any]
    left_out: list[tuple[str, Any, Problem]]
    refused: Problem | None = None


def fitting(taken: Taken) -> Fitting:
    """What is left of a thing once it is one of ours."""
    fields, part, left_out = dict(taken.fields), TYPES[FOLDERS[taken.kind]], []
    path = f"{FOLDERS[taken.kind]}/{taken.name or 'x'}.md"
    needed = {"start"} | {editor_key(name) for name, info in part.model_fields.items() if info.is_required()}
    while problems := _problems(path, fields):
        wrong = next((key for key in fields if key in problems and key not in needed), "")
        if not wrong:
            return Fitting(fields, left_out, next(iter(problems.values())))
        rest = _rest(path, fields, wrong)
        left_out += [(wrong, one, problems[wrong]) for one in _lost(fields.pop(wrong), rest)]
        fields |= {wrong: rest} if rest else {}
    return Fitting(fields, left_out)


def _problems(path: str, fields: dict[str, Any]) -> dict[str, Problem]:
    """The first problem with each key; none when the model takes the fields as they are."""
    thing, problems = validate(Document(path, fields, {}))
    found: dict[str, Problem] = {}
    for problem in [] if thing else problems:
        found.setdefault(problem.key.partition(".")[0], problem)
    return found


def _rest(path: str, fields: dict[str, Any], key: str) -> list[Any]:
    """The values of a list that the model takes one by one; none of what is no list, or wrong as a whole."""
    held = fields[key] if isinstance(fields[key], list) else []
    rest = [one for one in held if key not in _problems(path, {**fields, key: [one]})]
    return rest if len(rest) < len(held) else []


def _lost(held: Any, rest: list[Any]) -> list[Any]:
    return [one for one in held if one not in rest] if rest else [held]
