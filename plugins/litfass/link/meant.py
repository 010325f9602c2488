"""Meant: which thing somebody perhaps meant whose words were read as plain text; strict, for most words mean themselves."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from difflib import SequenceMatcher

from ..slug import slugify

# how like two words must be, 1 being the same; "Ost" and "West" are not, "Lesestueb" and "lesestube" are
ALIKE = 0.85
# shorter words mean something of their own: "Haus A", "Kita Ost"
SHORTEST_GUESS = 5


class Names:
    """Ids and titles of one kind; finds the id whose name is written almost so.

    `quarter` is the neighbourhood's name, which people add or leave out: "Lesestube Hasenbuck".
    """

    def __init__(self, quarter: str) -> None:
        # "&" leaves nothing in an address, "und" does
        self.unsaid = {*_words(quarter), "und", "and"}
        self.by_name: dict[str, str] = {}
        # by how many words and the letter they begin with, in which few slip: there may be thousands of texts
        self.by_start: dict[tuple[int, str], list[tuple[list[str], str]]] = defaultdict(list)
        self.asked: dict[str, str] = {}

    def add(self, id_: str, title: str) -> None:
        """Know one more thing."""
        for name in (id_, title):
            if words := self._bare(name):
                self.by_name.setdefault("".join(words), id_)
                self.by_start[len(words), words[0][0]].append((words, id_))

    def meant(self, written: str, own: Iterable[str] = ()) -> str:
        """The id that was perhaps meant, "" when the words are like no name; never one of `own`."""
        if written not in self.asked:
            self.asked[written] = self._nearest(self._bare(written))
        return self.asked[written] if self.asked[written] not in own else ""

    def _nearest(self, words: list[str]) -> str:
        if not words:
            return ""
        if same := self.by_name.get("".join(words)):
            return same
        near = self.by_start.get((len(words), words[0][0]), ())
        return next((id_ for known, id_ in near if _are_alike(words, known)), "")

    def _bare(self, text: str) -> list[str]:
        """The words of a text without the quarter's name, unless there is nothing else."""
        words = _words(text)
        return [word for word in words if word not in self.unsaid] or words


def _words(text: str) -> list[str]:
    return [word for word in slugify(text).split("-") if word]


def _are_alike(words: list[str], known: list[str]) -> bool:
    """Whether each word is the other's, or a long one with a slip in it."""
    return all(one == other or _is_slip(one, other) for one, other in zip(words, known, strict=True))


def _is_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST_GUESS or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def looks_like_id(written: str) -> bool:
    """Whether a text could be the name of a file."""
    is_plain = written.isascii() and written == written.lower()
    return is_plain and written.replace("-", "").isalnum()


def several_ids(written: str, known: Container[str]) -> list[str]:
    """The ids a text consists of, "chor-probenton und jugendtreff", which nobody wants to read; [] for other words."""
    names = [name for name in re.split(r"\s*(?:[,;/&+]|\bund\b|\band\b)\s*", written) if name]
    return names if len(names) > 1 and all(looks_like_id(name) and name in known for name in names) else []
