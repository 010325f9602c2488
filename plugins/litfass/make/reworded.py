"""Reworded: what this process published a moment ago, taken again where nothing but words in texts were edited since.

Whoever writes a text looks at the preview every few seconds, and mostly has changed words below the head of one file. Then no
thing, date or list is another, and of all outputs only those are made anew that show this text.
"""

from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from ..incremental.question import Question
from ..kept.memory import recalled, remember
from ..link import Material, in_language, reworded
from ..problems import Problem
from ..site.lasting import lasts_until
from .publication import Publication

MEMORY = "published"


class Reading(NamedTuple):
    """What was read of a folder, and what is wrong or doubtful in single files and between them."""

    material: Material
    in_files: list[Problem]
    between_files: list[Problem]

    @property
    def problems(self) -> list[Problem]:
        """All of them."""
        return [*self.in_files, *self.between_files]

    @property
    def has_error(self) -> bool:
        """Whether any of them keeps a file from being published."""
        return any(problem.is_error for problem in self.problems)


class Published:
    """A publication, and what was read for it."""

    def __init__(self, publication: Publication, reading: Reading) -> None:
        self.publication, self.reading = publication, reading
        # what is to be asked again because of the words that were taken in last
        self.forgotten: set[Question] = set()

    @cached_property
    def until(self) -> datetime:
        """When the site says something else, though nobody edits anything."""
        return lasts_until(self.publication.site)

    def reword(self, made_of: str, material: Material, problems: list[Problem], now: datetime) -> bool:
        """Take new words into the texts; False when more than that was edited, or `made_of` or the day is another.

        `problems` are those in single files of `material`.
        """
        lasts = self.publication.site.now <= now < self.until
        if not lasts or made_of != self.publication.made_of or problems != self.reading.in_files:
            return False
        edited = reworded(self.reading.material, material)
        if edited is None or any(problem.path in edited for problem in self.reading.between_files):
            return False
        self.reading = self.reading._replace(material=material)
        self.forgotten = self.publication.seen.forget(self._renew_texts(set(edited.values())))
        return True

    def write(self) -> None:
        """Write what shows the new texts."""
        self.publication.writer.write_again(self.forgotten)

    def _renew_texts(self, edited: set[str]) -> set[tuple[str, str]]:
        """Let the site say the new texts of things with these keys; language and key of those that are others now."""
        first, material = self.publication.site, self.reading.material
        found = (entry for entry in material.entries if entry.thing.key() in edited)
        published = [entry for entry in found if first.find(entry.thing.kind, entry.thing.id)]
        changed = set()
        for site in first.all_languages:
            texts = in_language(material, published, site.language)
            changed |= {(site.language, key) for key, text in texts.items() if text.html != site.texts.by_key[key].html}
            site.texts.by_key.update(texts)
        return changed


def last_published(output: str) -> Published | None:
    """What this process published into a folder, if that was the last thing it did.

    It is forgotten at once: who takes it leaves it again when all went well.
    """
    found: Published | None = recalled(MEMORY).get(output)
    remember(MEMORY, {})
    return found


def leave(output: str, published: Published) -> None:
    """Leave it to the next build into the same folder; one with an error, or whose outputs depend on words, is no use to it."""
    is_whole = not published.reading.has_error and not published.publication.asks_for_texts
    remember(MEMORY, {output: published} if is_whole else {})
