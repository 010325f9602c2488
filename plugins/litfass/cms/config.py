"""Config: the models as collections of Decap CMS, in German. Source: decapcms.org/docs/configuration-options, /widgets.

Days and times are plain texts with a pattern: no widget that knows time zones can move 15:00.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..edit.draft import OFTEN, QUESTIONS
from ..model import FOLDERS, TYPES
from ..model.help import keys_of
from ..model.participation import OWN_KEYS
from ..model.place import Geo
from ..model.project import Funding
from ..model.thing import Contact, Part
from ..schema import NAMES, accepts
from ..site import Site
from ..words import Words
from .field import HIDDEN, Field, is_flag, is_list, is_parted, is_picture
from .wording import wording

# where Git has the content, seen from the repository's root
CONTENT = "content"
# the order in which editors look for things
COLLECTIONS = ("events", "news", "projects", "actors", "places", "participation", "pages", "closures")
# groups that may be said in one line: a point, whose money it is, whom to ask
IN_ONE_LINE: dict[type[Part], list[str]] = {Geo: ["lat", "lon"], Funding: ["funder"], Contact: ["role"]}
BODY = {
    "name": "body",
    "label": "Text",
    "widget": "markdown",
    "required": False,
    "modes": ["rich_text", "raw"],
    # what a page shows as it was meant: words struck through would keep their ~~
    "buttons": ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"],
    "editor_components": ["image"],
    "hint": "Was auf der Seite zu lesen ist; Knöpfe für Fettes, Listen und Verweise stehen darüber",
}
YAML_ONLY = {"closures"}
# of a translation, which has none, nothing
START = "{{start | ternary(' · ', '')}}{{start}}"
LAST = ("modified", "formerly")
# fields in the place of what `invoke new` asks for in one question, or one by one
GROUPED = {"when": ("start", "end"), "street": ("address",), "wheelchair": ("wheelchair", "wheelchair_note")}
SERIES = ("dates", "until", "except", "changes", "pause", "status", "note", "previous_start")
NEEDED = {"closures": ("kind", "place", "periods", "valid_through", "except")}


def config(site: Site, words: Words, backend: Mapping[str, Any]) -> dict[str, Any]:
    """Decap's whole configuration for a site; `backend` says where the files are kept."""
    return {
        "backend": dict(backend),
        "locale": "de",
        "site_url": site.info.url,
        "display_url": site.info.url,
        "media_folder": f"{CONTENT}/images",
        "public_folder": "/",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "publish_mode": "simple",
        "collections": [_collection(folder, site, words) for folder in COLLECTIONS],
    }


def shapes() -> dict[str, dict[str, Any]]:
    """How keys may be written shorter than their fields show them, by collection, for format.js; see `_shape`."""
    return {folder: {"extension": _extension(folder), "shape": _shape(TYPES[folder])} for folder in COLLECTIONS}


def _extension(folder: str) -> str:
    return "yaml" if folder in YAML_ONLY else "md"


def _shape(part: type[Part], where: str = "") -> dict[str, Any]:
    """What is needed to show each key.

    `list`: one value is a list of one; `parted`: in its line commas part two; `line`: the group's keys under which the
    parts of a line belong; `flag`: yes or no, in whatever words; `picture`: a file that is shown; `fields`: the shape of
    a group.
    """
    found: dict[str, Any] = {}
    groups = part.parts()
    for name, key in keys_of(part).items():
        info = part.model_fields[name]
        marks = tuple(info.metadata)
        allowed = accepts(info.annotation, marks)
        shape = {
            "list": is_list(allowed, part, key),
            "parted": is_parted(marks, info.annotation),
            "flag": is_flag(allowed),
            "picture": is_picture(where, key),
            "line": IN_ONE_LINE.get(groups[key], []) if key in groups else [],
            "fields": _shape(groups[key], key) if key in groups else {},
        }
        found[key] = {one: value for one, value in shape.items() if value}
    return {key: shape for key, shape in found.items() if shape}


def _collection(folder: str, site: Site, words: Words) -> dict[str, Any]:
    part = TYPES[folder]
    singular = NAMES[folder]
    fields = [found for key in _order(folder) if (found := Field(folder, part, site, words).of(key))]
    if folder not in YAML_ONLY:
        after = next(number for number, field in enumerate(fields, 1) if field["name"] == "summary")
        fields.insert(after, BODY)
    is_dated = folder == "news"
    return {
        "name": folder,
        "label": wording()["plurals"][folder],
        "label_singular": singular,
        "folder": f"{CONTENT}/{folder}",
        "create": True,
        "delete": folder != "events",  # what was announced is cancelled, not deleted
        "slug": "{{year}}-{{month}}-{{day}}-{{slug}}" if is_dated else "{{slug}}",
        "identifier_field": "title",
        "summary": "{{title}}" + (START if folder == "events" else "") + " · {{filename}}",
        "sortable_fields": ["title", "start"] if folder == "events" else ["title"],
        "format": f"litfass-{folder}",
        "extension": _extension(folder),
        "editor": {"preview": False},
        "fields": fields,
    }


def _order(folder: str) -> Iterator[str]:
    """The keys of a type: what has to be said, what is said often, and all others."""
    kind = next(kind for kind, known in FOLDERS.items() if known == folder)
    keys = [key for key in keys_of(TYPES[folder]).values() if key not in HIDDEN]
    asked = [part for key in (*QUESTIONS.get(kind, ()), *NEEDED.get(folder, ())) for part in GROUPED.get(key, (key,))]
    more = [key for names in OWN_KEYS.values() for key in names] if kind == "participation" else []
    series = SERIES if folder == "events" else ()
    first = ("title", "date", *asked, *series, *OFTEN.get(kind, ()), *more)
    rest = [key for key in keys if key not in LAST]
    yield from dict.fromkeys(key for key in (*first, *rest, *LAST) if key in keys)
