"""Catalogue: the interface words of a language, from the theme's gettext files."""

import hashlib
from functools import partial
from gettext import NullTranslations
from pathlib import Path

from . import Words, load_translations


def words_in(theme: Path, language: str) -> Words:
    """Everything that is said in a language; in the code's English where the theme has no file for it."""
    po = po_of(theme, language)
    translations = load_translations(po.read_bytes()) if po.is_file() else NullTranslations()
    return Words(language, translations, partial(words_in, theme))


def po_of(theme: Path, language: str) -> Path:
    """The file that translators edit."""
    return theme / "translations" / language / "LC_MESSAGES" / "litfass.po"


def digest(theme: Path) -> str:
    """A digest of the words of all languages."""
    found = hashlib.sha256()
    for po in sorted((theme / "translations").rglob("*.po")):
        found.update(po.read_bytes())
    return found.hexdigest()
