"""Config: the models as collections of Decap CMS, in German. Source: decapcms.org/docs/configuration-options, /widgets.

Days and times are plain texts with a pattern: no widget that knows time zones can move 15:00.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..edit.draft import OFTEN, QUESTIONS
from ..model import FOLDERS, TYPES
from ..model.help import keys_of
from ..model.participation import OWN_KEYS
from ..schema import NAMES, accepts
from ..site import Site
from ..words import Words
from .field import HIDDEN, Field, is_list, is_parted

FORMAT = "litfass"
# where Git has the content, seen from the repository's root
CONTENT = "content"
PLURALS = {
    "places": "Orte",
    "closures": "Pausen",
    "actors": "Akteure",
    "projects": "Projekte",
    "events": "Termine",
    "participation": "Beteiligung",
    "news": "Meldungen",
    "newsletters": "Newsletter",
    "pages": "Seiten",
}
# the order in which editors look for things
COLLECTIONS = ("events", "news", "projects", "actors", "places", "participation", "pages", "closures")
# groups that may be said in one line: a point, and whose money it is
IN_ONE_LINE = {"geo": ["lat", "lon"], "funders": ["funder"]}
YAML_ONLY = {"closures"}


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


def shapes() -> dict[str, Any]:
    """How keys at the top of a head may be written in one line, for format.js.

    `lists`: one value is a list of one; `parted`: those of them in which a comma parts two; `groups`: the group's keys
    under which the parts of the line belong.
    """
    found: dict[str, set[bool]] = {}
    parted: set[str] = set()
    for part in TYPES.values():
        for name, key in keys_of(part).items():
            info = part.model_fields[name]
            found.setdefault(key, set()).add(is_list(accepts(info.annotation, tuple(info.metadata)), part, key))
            parted |= {key} if is_parted(tuple(info.metadata), info.annotation) else set()
    lists = sorted(key for key, kinds in found.items() if kinds == {True})
    return {"lists": lists, "parted": sorted(parted), "groups": IN_ONE_LINE}


def _collection(folder: str, site: Site, words: Words) -> dict[str, Any]:
    part = TYPES[folder]
    singular = NAMES[folder]
    fields = [found for key in _order(folder) if (found := Field(folder, part, site, words).of(key))]
    if folder not in YAML_ONLY:
        fields.append(
            {
                "name": "body",
                "label": "Text",
                "widget": "markdown",
                "required": False,
                "modes": ["rich_text", "raw"],
                "hint": "Zwei Zeilenumbrüche beginnen einen neuen Absatz.",
            }
        )
    is_dated = folder == "news"
    return {
        "name": folder,
        "label": PLURALS[folder],
        "label_singular": singular,
        "folder": f"{CONTENT}/{folder}",
        "create": True,
        "delete": folder != "events",  # what was announced is cancelled, not deleted
        "slug": "{{fields.date}}-{{slug}}" if is_dated else "{{slug}}",
        "identifier_field": "title",
        "summary": "{{title}} · {{start}}" if folder == "events" else "{{title}}",
        "format": FORMAT,
        "extension": "yaml" if folder in YAML_ONLY else "md",
        "editor": {"preview": False},
        "fields": fields,
    }


def _order(folder: str) -> Iterator[str]:
    """The keys of a type: what has to be said, what is said often, and all others."""
    kind = next(kind for kind, known in FOLDERS.items() if known == folder)
    keys = [key for key in keys_of(TYPES[folder]).values() if key not in HIDDEN]
    asked = [part for key in QUESTIONS.get(kind, ()) for part in (("start", "end") if key == "when" else (key,))]
    more = [key for names in OWN_KEYS.values() for key in names] if kind == "participation" else []
    first = [
        "title",
        "date",
        *asked,
        *(["until", "except", "changes", "pause", "status", "note"] if folder == "events" else []),
        *OFTEN.get(kind, ()),
        *more,
    ]
    yield from dict.fromkeys(key for key in (*first, *keys) if key in keys)
