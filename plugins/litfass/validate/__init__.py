"""Validate: a Document becomes a typed thing, or Problems in the editor's words.

Knows the models and their fields; what other files say is link's business.
"""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..model import TYPES, Partners, SiteInfo, Thing
from ..model.german import meant_by
from ..model.thing import Part
from ..parse import Document, Path
from ..problems import Problem
from ..slug import slugify
from .complaints import as_problem, part_at, path_in, unknown
from .overlay import in_groups, overlaid, spoken

# how often a file with mistakes is read again without them, to find what they hid
MOST_PASSES = 5
DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-|$)")
# what may stand in a file's name and is one hyphen in an address: the desk in the browser makes "sommer_fest.md" of a title
STROKES = re.compile("[-_]+")
# stands in for the date of a news item that has none
ANY_DAY = "2000-01-01"


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
    merged, more = overlaid(in_groups(kind, original), in_groups(kind, document))
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
        if slugify(stem) != STROKES.sub("-", stem).strip("-"):
            problems.append(document.problem("file-name", name=stem, guess=slugify(stem)))
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
    """The thing, or all that is wrong with it: what is wrong is left out, or read as it was meant, and the rest is looked at again."""
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
        problems |= dict.fromkeys(as_problem(kind, document, error) for error in sound)
        before, (fields, gone) = fields, _without(kind, fields, found)
        if fields == before:
            break
        left_out |= gone
    return None, list(problems)


def _stands_alone(kind: type[Part], fields: Any, error: ErrorDetails, left_out: set[tuple[Path, str]]) -> bool:
    """Whether an error would be there as well if what was left out had been right."""
    path = path_in(fields, error["loc"])
    if error["type"] == "missing" and "ctx" not in error:
        return (path, str(error["loc"][-1])) not in left_out
    part, weighs = part_at(kind, path), error.get("ctx", {}).get("weighs")
    gone = {key for where, key in left_out if where == path}
    if weighs:
        return gone.isdisjoint(weighs)
    return all(key in part.apart or key not in part.editor_keys() for key in gone)


def _without(kind: type[Part], fields: Any, errors: list[ErrorDetails]) -> tuple[Any, set[tuple[Path, str]]]:
    """The fields without those that are wrong, and which these are, each with the group it stood in.

    A German word for one of ours stays, as ours: what that one needs is told as well.
    """
    rest, gone = deepcopy(fields), set()
    for error in errors:
        path = path_in(fields, error["loc"])
        if word := _word_meant(error):
            _group_at(rest, path)[path[-1]] = word
            continue
        if not path and error["type"] == "missing" and error["loc"] == ("title",):
            rest["title"] = "…"
        elif error["type"] == "extra_forbidden":
            known = unknown(part_at(kind, path[:-1]), str(path[-1]))
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
    _group_at(fields, path).pop(path[-1], None)


def _group_at(fields: Any, path: Path) -> Any:
    """The group of keys in which something stands; an empty one where it was left out."""
    for part in path[:-1]:
        fields = fields.get(part, {}) if isinstance(fields, dict) else fields[part]
    return fields


def _word_meant(error: ErrorDetails) -> str:
    """The word of ours that stands for a German one that was refused; "" for other errors."""
    refused = error.get("ctx", {}) if error["type"] == "bad-choice" else {}
    return meant_by(refused["value"], tuple(refused["known"].split(", "))) if refused else ""
