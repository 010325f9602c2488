"""Translating: translations as collections of their own, with the fields that they may say and no others.

Decap makes a file's name of a template and turns dots in it into hyphens, but not those of the template itself. So
`sprachcafe.uk.md` is begun in a collection that the list at the side does not show; translations.js leads there.
"""

from collections.abc import Mapping
from typing import Any

from ..model.thing import Part
from ..site import Site
from ..words import Words, name_in
from .field import TranslatedField, edited
from .shape import translated
from .wording import wording

# in the fields of Decap, never in a file: which original a new translation is of, and its language
OF, LANGUAGE = "litfass_of", "litfass_language"
# what is translated first
FIRST = ("title", "summary", "body")


def languages_field(name: str, site: Site, *, is_alone: bool = False, translates: bool = False) -> dict[str, Any]:
    """The field that leads from an original to its translations, and back; drawn by translations.js.

    `is_alone` for a file that has a name of its own: its translation has one as well, and is not made of two fields.
    """
    languages = [{"code": code, "name": name_in(code, "de")} for code in site.translations]
    begin = "entries/{of}.{language}" if is_alone else f"new?{OF}={{of}}&{LANGUAGE}={{language}}"
    return {
        "name": OF,
        "label": wording()["translating"]["one" if translates else "several"],
        "widget": "litfass-translations",
        "required": False,
        "languages": languages,
        "begin": f"#/collections/{translated(name)}/{begin}",
        "original": f"#/collections/{name}/entries/",
        "words": wording()["translating"],
    }


def translations_of(collection: Mapping[str, Any], part: type[Part], site: Site, words: Words) -> dict[str, Any]:
    """The collection with the translations of another's files, in the same order of fields."""
    name = collection["name"]
    fields = translated_fields(collection["fields"], name, part, site, words)
    return {
        **collection,
        "name": translated(name),
        "label_singular": wording()["translating"]["one"],
        "hide": True,
        "create": True,
        "delete": True,
        "slug": f"{{{{fields.{OF}}}}}.{{{{fields.{LANGUAGE}}}}}",
        "identifier_field": OF,
        # nothing is listed twice, nor found twice
        "filter": {"field": OF, "value": "-"},
        "summary": "{{title}} · {{filename}}",
        "sortable_fields": ["title"],
        "format": f"litfass-{translated(name)}",
        "fields": [
            languages_field(name, site, translates=True),
            {"name": LANGUAGE, "widget": "hidden", "required": False},
            *fields,
        ],
    }


def translated_fields(
    fields: list[dict[str, Any]], name: str, part: type[Part], site: Site, words: Words
) -> list[dict[str, Any]]:
    """Those of an original's fields that hold words, as a translation has them; the text as it is."""
    known, made = edited(part, translates=True), TranslatedField(name, part, site, words)
    names = dict.fromkeys((*FIRST, *(field["name"] for field in fields)))
    body = next((field for field in fields if field["name"] == "body"), None)
    found = (body if key == "body" else made.of(key) for key in names if key == "body" or key in known)
    return [field for field in found if field]
