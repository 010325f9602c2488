"""Whole: what stands once for the whole site, as collections of single files: site.yaml, its translations, the partners."""

from collections.abc import Iterator
from typing import Any

from ..model.thing import Part
from ..site import Site
from ..words import Words, name_in
from .field import Field
from .shape import ALONE, translated
from .translating import languages_field, translated_fields
from .wording import wording

# What offices change, in the order in which they do. Address, languages, time zone and the like are set up once, and a
# slip in them would break more than a page.
KEYS = {
    "site": (
        *("office", "claim", "name", "publisher", "editor_responsible", "carrier", "funders", "topics", "audiences"),
        *("newsletter", "report_years"),
    ),
    "partners": ("partners",),
}


def whole(folder: str, site: Site, words: Words) -> Iterator[dict[str, Any]]:
    """The collections; `folder` is where the content is, seen from the repository's root."""
    for name, part in ALONE.items():
        made = Field(name, part, site, words)
        fields = [field for key in KEYS[name] if (field := made.of(key))]
        is_translated = name == "site" and bool(site.translations)
        more = [languages_field(name, site, is_alone=True)] if is_translated else []
        opened = {**fields[0], "collapsed": False}  # what is changed most
        yield _collection(name, [_file(name, folder, wording()["files"][name], [opened, *fields[1:], *more])])
        if is_translated:
            yield {**_collection(translated(name), list(_translations(name, folder, part, site, words))), "hide": True}


def _translations(name: str, folder: str, part: type[Part], site: Site, words: Words) -> Iterator[dict[str, Any]]:
    keys = [{"name": key} for key in ("here", *KEYS[name])]
    fields = translated_fields(keys, name, part, site, words)
    for code in site.translations:
        head = languages_field(name, site, is_alone=True, translates=True)
        yield _file(f"{name}.{code}", folder, f"{wording()['files'][name]} · {name_in(code, 'de')}", [head, *fields])


def _collection(name: str, files: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "label": wording()["plurals"][name.partition("-")[0]],
        "format": f"litfass-{name}",
        "editor": {"preview": False},
        "files": files,
    }


def _file(name: str, folder: str, label: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "label": label, "file": f"{folder}/{name}.yaml", "fields": fields}
