"""Language: one language: its catalogue, the way it is written, how its words are put in a row."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

from babel import Locale, lists
from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ..model.passage import Passage, language_of
from ..model.site_info import SiteInfo
from .rules import RuleWords

# who reads English here reads "3 December" and "15:00"
LOCALES = {"en": "en_GB"}
COMMA = {"ar": "، "}
# small letters whose capital is another one than elsewhere
CAPITALS = {"tr": str.maketrans({"i": "İ", "ı": "I"})}
EASY = "de-simple"
# where a sentence ends and the next begins; not after the number of a day or a month
SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?])[ \n]+(?=[A-ZÄÖÜ0-9„(])")


def load_translations(po: bytes) -> NullTranslations:
    """A gettext catalogue from the text of a .po file; no compiled file is kept."""
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po)))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def direction(language: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return Locale.parse(language.partition("-")[0]).text_direction


@cache
def script(language: str) -> str:
    """Which letters a language is written with, by its likely subtags: "Latn", "Cyrl", "Arab". Source: ISO 15924, UTS 35.

    >>> script("uk"), script("de-simple")
    ('Cyrl', 'Latn')
    """
    return get_global("likely_subtags")[language.partition("-")[0]].split("_")[1]


@cache
def own_name(language: str) -> str:
    """What its speakers call a language: "Türkçe" for "tr"."""
    if language == EASY:
        return "Leichte Sprache"
    name = Locale.parse(language.partition("-")[0]).display_name or language
    return name[:1].upper() + name[1:]


def named(languages: Iterable[str], of: str = "de") -> str:
    """Languages as somebody may ask for them, each with its name: "tr (Türkisch), uk (Ukrainisch)"."""
    return ", ".join(f"{code} ({name_in(code, of)})" for code in languages)


def meant(word: str, languages: Iterable[str]) -> str:
    """Which of some languages a word stands for: its code, or its name in German, in English or its own; "" when none.

    >>> meant("türkisch", ["tr", "uk"]), meant("Українська", ["tr", "uk"]), meant("Leichte Sprache", ["de-simple"])
    ('tr', 'uk', 'de-simple')
    """
    said = word.strip().casefold()
    names = ((code, (code, own_name(code), name_in(code, "de"), name_in(code, "en"))) for code in languages)
    return next((code for code, known in names if said in map(str.casefold, known)), "")


def name_in(code: str, of: str) -> str:
    """What a language is called in another, German or English: "Türkisch" for "tr" in "de"."""
    if code == EASY:
        return "Leichte Sprache" if of == "de" else "easy German"
    return Locale.parse(of).languages.get(code.partition("-")[0], code)


class Language:
    """What everything that is said in a language needs to know of it."""

    def __init__(
        self, language: str, translations: NullTranslations, others: Callable[[str], Any] | None = None
    ) -> None:
        self.language = language
        self._others = cache(others) if others else None
        base = language.partition("-")[0]
        self.locale = Locale.parse(LOCALES.get(base, base))
        self.translations = translations
        self._: Callable[[str], str] = translations.gettext
        self._rules = RuleWords(self.locale, translations)

    def of(self, text: str) -> Any:
        """The words of the language that a text is in: these, or those of a passage's own."""
        language = language_of(text)
        return self._others(language) if self._others and language not in ("", self.language) else self

    @property
    def direction(self) -> str:
        """Which way it is written: "ltr" or "rtl"."""
        return direction(self.language)

    @property
    def script(self) -> str:
        """Which letters it is written with: "Latn", "Cyrl", "Arab"."""
        return script(self.language)

    @property
    def is_easy(self) -> bool:
        """Whether this is Leichte Sprache: nothing shortened, one sentence on each line. Source: DIN SPEC 33429."""
        return self.language == EASY

    def lines(self, text: str) -> str:
        """A text with each sentence on a line of its own, in Leichte Sprache; others keep it as it is."""
        return SENTENCE_END.sub("\n", text) if self.is_easy else text

    def capitals(self, text: str) -> str:
        """A word in capitals, as its language writes them; Leichte Sprache writes none.

        >>> Language("tr", NullTranslations()).capitals("iptal"), Language("de", NullTranslations()).capitals("Abgesagt")
        ('İPTAL', 'ABGESAGT')
        """
        return text if self.is_easy else text.translate(CAPITALS.get(self.locale.language, {})).upper()

    @property
    def comma(self) -> str:
        """What stands between the words of a list."""
        return COMMA.get(self.locale.language, ", ")

    def label(self, value: str, group: str) -> str:
        """What people read for a word of the model, such as "running" of the group "project status"."""
        return self.translations.pgettext(group, value)

    def at_home(self, info: SiteInfo) -> SiteInfo:
        """The same site.yaml, its neighbourhood as it stands in a sentence of this language: "in Gostenhof"."""
        here = info.here if info.here and not isinstance(info.here, Passage) else ""
        return info.model_copy(update={"here": here or self._("in {place}").format(place=info.neighbourhood)})

    def join(self, items: Iterable[str]) -> str:
        """Words joined as people say them: "a, b und c"."""
        return lists.format_list(list(items), locale=self.locale)
