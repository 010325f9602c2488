"""Passage: words in another language than the site around them; they know it, so that pages can say so.

A Passage is a text like any other to everybody who does not ask.
"""

from typing import Self

from markupsafe import Markup

# fields that hold words for people, in a thing or in any of its parts; a translation may say them anew
SPOKEN = frozenset(
    {
        *("title", "summary", "note", "label", "name", "alt", "role", "purpose"),
        *("here", "neighbourhood", "claim", "statement", "programme"),
        *("doors", "meeting_point", "room", "rain", "repeat_text", "place_note", "online", "price", "price_note"),
        *("sign_language", "induction_loop", "toilet", "childcare"),
        *("wheelchair_note", "transit", "rooms", "offers", "goal", "results", "contact"),
        *("short", "medium", "long"),
        *("own_share", "eligible", "ineligible", "next_steps", "max_grant_note", "decided", "outcome"),
        *("agenda", "decisions", "goals", "expect", "expect_not", "mandate", "area", "reason"),
        *("frequency", "own_pages", "editorial_office"),
        *("intro", "text"),
    }
)

# a translation may name another picture or document too: a sheet in that language
TRANSLATABLE = SPOKEN | {"file", "poster", "sign_language_video"}


class Passage(str):
    """Plain text in a language of its own, such as "tr"."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str = "") -> Self:
        """The text, which remembers its language."""
        passage = super().__new__(cls, text)
        passage.language = language
        return passage


class MarkupPassage(Markup):
    """HTML in a language of its own."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, html: str = "", language: str = "") -> Self:
        """The HTML, which remembers its language."""
        passage = super().__new__(cls, html)
        passage.language = language
        return passage


def language_of(text: str) -> str:
    """The language of a passage; "" for what is in the site's."""
    return getattr(text, "language", "") if isinstance(text, Passage | MarkupPassage) else ""
