"""Watch: who asks what of a site while something is made, so that the answers can be asked for again next time.

Knows that Site, Programme and the like are rooms one asks further; everything else is an answer.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from ..calendar.schedule import Schedule
from ..model import Thing
from ..model.occurrence import Occurrence
from ..programme import Programme
from ..site import Site
from ..site.deadlines import Deadlines
from ..site.opening import Opening
from .digest import Digests, Unknowable
from .question import HAS, ITEM, LOST, Question, decoded, encoded
from .watched import Watched, WatchedMapping


class Watch:
    """Who asks what while something is made; outside of `noting`, questions are answered and forgotten."""

    def __init__(self, rooms: tuple[type, ...], named: Mapping[type, str], read: set[tuple[str, str]]) -> None:
        # language and key of the texts that were read, as the site's texts note them
        self.read = read
        self._texts_in: dict[Question, frozenset[tuple[str, str]]] = {}
        # paths of rooms, and what is asked there that is answered by what was made so far
        self.unsteady: set[tuple[str, str]] = set()
        # types of objects that are asked further and never an answer
        self.rooms = (Site, Programme, Deadlines, Opening, *rooms)
        self.asked: dict[Question, None] | None = None
        self._objects: dict[str, Any] = {}
        self._watched: dict[int, Watched] = {}
        self._answers: dict[Question, str | None] = {}
        self._kept: dict[Any, tuple[Any, dict[Question, None]]] = {}
        found = dict.fromkeys(self.rooms, "") | {Watched: "path", WatchedMapping: "path", ZoneInfo: "key"}
        self.digests = Digests((Thing, Occurrence, Schedule), {**found, **named})

    def watched(self, path: str, room: Any) -> Any:
        """The same room, watched, under the path by which it is found again."""
        found = self._watched.get(id(room))
        if found is None:
            self._objects[path] = room
            found = self._watched[id(room)] = Watched(self, path, room)
        return found

    @contextmanager
    def noting(self) -> Iterator[dict[Question, None]]:
        """Note all questions from here on, also for whoever notes around this."""
        before, self.asked = self.asked, {}
        try:
            yield self.asked
        finally:
            if before is not None:
                before.update(self.asked)
            self.asked = before

    def note(self, *question: Any, arguments: tuple[Any, ...]) -> None:
        """Note a question; one with an argument that cannot be found again becomes one without an answer."""
        if self.asked is None:
            return
        try:
            self.asked[*question, *(encoded(one) for one in arguments)] = None
        except Unknowable as error:
            self.asked[question[0], LOST, str(error)] = None

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once; the questions it asked count for everybody who gets it."""
        if key not in self._kept:
            with self.noting() as asked:
                made = make()
            self._kept[key] = made, asked
        made, asked = self._kept[key]
        if self.asked is not None:
            self.asked.update(asked)
        return made

    def answer(self, question: Question) -> str | None:
        """The digest of what the site of this build says to a question; None when it has no such answer."""
        if question not in self._answers:
            self.read.clear()
            try:
                self._answers[question] = self.digests.of(self._ask(question))
            except (Unknowable, LookupError, StopIteration, AttributeError, TypeError, ValueError):
                self._answers[question] = None
            if self.read:
                self._texts_in[question] = frozenset(self.read)
        return self._answers[question]

    def forget(self, texts: set[tuple[str, str]]) -> set[Question]:
        """Forget what was answered with texts that say something else now, given their language and key, and by what is made.

        The questions that are to be asked again.
        """
        stale = {question for question, read in self._texts_in.items() if read & texts}
        stale |= {question for question in self._answers if self.is_unsteady(question)}
        for question in stale:
            del self._answers[question]
        self._kept = {
            key: (made, asked)
            for key, (made, asked) in self._kept.items()
            if all(question in self._answers for question in asked)
        }
        return stale

    def is_unsteady(self, question: Question) -> bool:
        """Whether a question may be answered otherwise once more was made."""
        return question[:2] in self.unsteady

    def _ask(self, question: Question) -> Any:
        path, what, *rest = question
        if what == LOST:
            raise Unknowable(rest[0])
        room, around = self._found(path), partial(self._site_around, path)
        if what == ITEM:
            return room[decoded(rest[0], around)]
        if what == HAS:
            return decoded(rest[0], around) in room
        answer = getattr(room, what)
        if rest:
            _, named, *arguments = rest
            values = [decoded(one, around) for one in arguments]
            count = len(values) - len(named)
            answer = answer(*values[:count], **dict(zip(named, values[count:], strict=True)))
        return answer

    def _found(self, path: str) -> Any:
        if path not in self._objects:
            parent, _, name = path.rpartition(".")
            room = self._found(parent) if parent else {}
            self._objects[path] = room[name] if isinstance(room, Mapping) else getattr(room, name)
        return self._objects[path]

    def _site_around(self, path: str) -> Site:
        while not isinstance(room := self._found(path), Site):
            path = path.rpartition(".")[0]
        return room
