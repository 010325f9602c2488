"""Doubts: what may be meant so, but often is a mistake; asked by `check` only, after linking.

Knows files and lines as link does. What is certainly wrong is an error of validate or link and never stands here.
"""

from collections.abc import Iterator
from pathlib import Path

from ..link import Material
from ..problems import Problem
from ..site import Site
from ..words.catalogue import po_of
from .facts import facts
from .prose import prose

__all__ = ["doubts"]


def doubts(material: Material, site: Site, theme: Path) -> list[Problem]:
    """Every doubt about the material of a site, in no particular order; `theme` is the folder of its words and of fonts to print."""
    return [
        *prose(material, site.today, theme / "print/fonts"),
        *facts(material, site),
        *_without_words(material, theme),
    ]


def _without_words(material: Material, theme: Path) -> Iterator[Problem]:
    """A doubt for each language of the site in which menus and buttons are not said."""
    for language in material.info.all_languages:
        if not (po := po_of(theme, language)).is_file():
            values = {"value": language, "file": po.relative_to(theme.parent).as_posix()}
            yield material.info_document.problem("language-without-words", ("languages",), **values)
