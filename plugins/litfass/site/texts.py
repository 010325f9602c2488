"""Texts: what stands below the heads of things; apart from the things, for only their own pages show it."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from markupsafe import Markup


class HasHtml(Protocol):
    """A text; thousands of them may wait on a disk until they are asked."""

    @property
    def html(self) -> Markup:
        """The text as HTML."""


class Texts(Mapping[str, Markup]):
    """The texts of a site in one language by the keys of their things, as HTML ready for a page but for addresses.

    They note which of them are asked for, so that of what was made it can be known which text it shows. `read` holds language
    and key of each; it is one set for all languages of a site, and who wants to know empties it first.
    """

    def __init__(self, language: str, by_key: dict[str, HasHtml], read: set[tuple[str, str]]) -> None:
        self.language, self.by_key, self.read = language, by_key, read

    def __getitem__(self, key: str) -> Markup:
        """The text of the thing with this key."""
        self.read.add((self.language, key))
        return self.by_key[key].html

    def __iter__(self) -> Iterator[str]:
        """All keys of things that have a text."""
        return iter(self.by_key)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.by_key)
