"""Config: the models as collections of Decap CMS, in German. Source: decapcms.org/docs/configuration-options, /widgets.

Days and times are plain texts with a pattern: no widget that knows time zones can move 15:00.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..edit.draft import OFTEN, QUESTIONS
from ..model import FOLDERS, TYPES
from ..model.participation import OWN_KEYS
from ..schema import NAMES
from ..site import Site
from ..words import Words
from .field import Field, edited
from .shape import YAML_ONLY, extension
from .translating import languages_field, translations_of
from .whole import whole
from .wording import wording

# where Git has the content, seen from the repository's root
CONTENT = "content"
# the order in which editors look for things
COLLECTIONS = ("events", "news", "projects", "actors", "places", "participation", "pages", "closures", "newsletters")
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
# what was announced is cancelled, what was sent was sent; an issue is begun by the command that collects what is in it
NEVER_DELETED = {"events", "newsletters"}
NEVER_BEGUN = {"newsletters"}
# an issue is what was sent, in one language
NEVER_TRANSLATED = {"newsletters"}
# of a translation, which has none, nothing
START = "{{start | ternary(' · ', '')}}{{start}}"
LAST = ("modified", "formerly")
# fields in the place of what `invoke new` asks for in one question, or one by one
GROUPED = {"when": ("start", "end"), "street": ("address",), "wheelchair": ("wheelchair", "wheelchair_note")}
SERIES = ("dates", "until", "except", "changes", "pause", "only", "status", "note", "previous_start")
NEEDED = {
    "closures": ("kind", "place", "periods", "valid_through", "except"),
    "newsletters": ("intro", "dates", "regular", "news", "calls", "number", "date", "from", "to"),
}


def config(site: Site, words: Words, backend: Mapping[str, Any]) -> dict[str, Any]:
    """Decap's whole configuration for a site; `backend` says where the files are kept."""
    originals = [_collection(folder, site, words) for folder in COLLECTIONS]
    several = [one for one in originals if _is_translated(one["name"], site)]
    translations = [translations_of(one, TYPES[one["name"]], site, words) for one in several]
    return {
        "backend": dict(backend),
        "locale": "de",
        "site_url": site.info.url,
        "display_url": site.info.url,
        "media_folder": f"{CONTENT}/images",
        "public_folder": "/",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "publish_mode": "simple",
        "collections": [*originals, *whole(CONTENT, site, words), *translations],
    }


def _collection(folder: str, site: Site, words: Words) -> dict[str, Any]:
    part = TYPES[folder]
    singular = NAMES[folder]
    fields = [found for key in _order(folder) if (found := Field(folder, part, site, words).of(key))]
    after = next(number for number, field in enumerate(fields, 1) if field["name"] == "summary")
    more = [BODY] if folder not in YAML_ONLY else []
    fields[after:after] = more + ([languages_field(folder, site)] if _is_translated(folder, site) else [])
    is_dated = folder == "news"
    return {
        "name": folder,
        "label": wording()["plurals"][folder],
        "label_singular": singular,
        "folder": f"{CONTENT}/{folder}",
        "create": folder not in NEVER_BEGUN,
        "delete": folder not in NEVER_DELETED,
        "slug": "{{year}}-{{month}}-{{day}}-{{slug}}" if is_dated else "{{slug}}",
        "identifier_field": "title",
        "summary": "{{title}}" + (START if folder == "events" else "") + " · {{filename}}",
        "sortable_fields": ["title", "start"] if folder == "events" else ["title"],
        "format": f"litfass-{folder}",
        "extension": extension(folder),
        "editor": {"preview": False},
        "fields": fields,
    }


def _is_translated(folder: str, site: Site) -> bool:
    return bool(site.translations) and folder not in NEVER_TRANSLATED


def _order(folder: str) -> Iterator[str]:
    """The keys of a type: what has to be said, what is said often, and all others."""
    kind = next(kind for kind, known in FOLDERS.items() if known == folder)
    keys = edited(TYPES[folder])
    asked = [part for key in (*QUESTIONS.get(kind, ()), *NEEDED.get(folder, ())) for part in GROUPED.get(key, (key,))]
    more = [key for names in OWN_KEYS.values() for key in names] if kind == "participation" else []
    series = SERIES if folder == "events" else ()
    first = ("title", "date", *asked, *series, *OFTEN.get(kind, ()), *more)
    rest = [key for key in keys if key not in LAST]
    yield from dict.fromkeys(key for key in (*first, *rest, *LAST) if key in keys)
