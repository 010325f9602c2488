"""Watch: a site that answers as ever and notes each question, so that the answer can be asked for again next time.

A question is a tuple that JSON can hold: where it was asked ("de.programme"), what, and the arguments. Things stand in it by
their key. Knows that Site, Programme and the like are rooms one asks further; everything else is an answer.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from types import MethodType
from typing import Any
from zoneinfo import ZoneInfo

from ..address import Addresses
from ..deadlines import Deadlines
from ..model import Thing
from ..model.occurrence import Occurrence
from ..model.site_info import Funder, Label, Topic
from ..opening import Opening
from ..programme import Programme
from ..site import Site
from .digest import Digests, Unknowable

Question = tuple[Any, ...]
# how a room was asked, besides by the name of an attribute
CALL, ITEM, HAS, LOST = "()", "[]", "in", "?"
PLAIN = (type(None), bool, int, str)
# parts of site.yaml that are arguments, and the list they stand in
IN_INFO = {Topic: "topics", Label: "audiences", Funder: "funders"}


class Watch:
    """Who asks what while something is made; outside of `noting`, questions are answered and forgotten."""

    def __init__(self, rooms: tuple[type, ...], named: Mapping[type, str]) -> None:
        # types of objects that are asked further and never an answer
        self.rooms = (Site, Programme, Deadlines, Opening, *rooms)
        self.asked: dict[Question, None] | None = None
        self._objects: dict[str, Any] = {}
        self._watched: dict[int, Watched] = {}
        self._answers: dict[Question, str | None] = {}
        self._kept: dict[Any, tuple[Any, dict[Question, None]]] = {}
        found = dict.fromkeys(self.rooms, "") | {Watched: "path", WatchedMapping: "path", ZoneInfo: "key"}
        self.digests = Digests((Thing, Occurrence), {**found, **named})

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
            self.asked[*question, *(_encoded(one) for one in arguments)] = None
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
            try:
                self._answers[question] = self.digests.of(self._ask(question))
            except (Unknowable, LookupError, StopIteration, AttributeError, TypeError, ValueError):
                self._answers[question] = None
        return self._answers[question]

    def _ask(self, question: Question) -> Any:
        path, what, *rest = question
        if what == LOST:
            raise Unknowable(rest[0])
        room = self._found(path)
        if what == ITEM:
            return room[self._decoded(rest[0], path)]
        if what == HAS:
            return self._decoded(rest[0], path) in room
        answer = getattr(room, what)
        if rest:
            _, named, *arguments = rest
            values = [self._decoded(one, path) for one in arguments]
            count = len(values) - len(named)
            answer = answer(*values[:count], **dict(zip(named, values[count:], strict=True)))
        return answer

    def _found(self, path: str) -> Any:
        if path not in self._objects:
            parent, _, name = path.rpartition(".")
            room = self._found(parent) if parent else {}
            self._objects[path] = room[name] if isinstance(room, Mapping) else getattr(room, name)
        return self._objects[path]

    def _decoded(self, argument: Any, path: str) -> Any:
        """The value that `encoded` wrote down."""
        if not isinstance(argument, tuple):
            return argument
        kind, *parts = argument
        if kind == "list":
            return [self._decoded(one, path) for one in parts]
        if kind in ("day", "moment"):
            return (date if kind == "day" else datetime).fromisoformat(parts[0])
        site = self._site_around(path)
        if kind == "info":
            return next(one for one in getattr(site.info, parts[0]) if one.id == parts[1])
        thing = site.find(*parts[0].split("/", 1))
        if thing is None or kind == "thing":
            return _there(thing)
        dates = site.programme.dates_of(thing)
        if kind == "trace":
            dates = [one.trace() for one in dates if one.original_start]
        return next(one for one in dates if [str(one.on), one.start.isoformat()] == parts[1:])

    def _site_around(self, path: str) -> Site:
        while not isinstance(room := self._found(path), Site):
            path = path.rpartition(".")[0]
        return room


def _there(thing: Thing | None) -> Thing:
    if thing is None:
        raise LookupError
    return thing


def _encoded(value: Any) -> Any:
    """An argument as it stands in a question.

    Raises:
        Unknowable: it cannot be found again in another build's site.

    """
    if value is None or isinstance(value, bool | int | str):
        return value if type(value) in PLAIN else _plain(value)
    if isinstance(value, Thing):
        return "thing", value.key()
    if isinstance(value, Occurrence):
        return "trace" if value.moved_to else "date", value.event.key(), str(value.on), value.start.isoformat()
    if isinstance(value, datetime):
        return "moment", value.isoformat()
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, list | tuple):
        return "list", *(_encoded(one) for one in value)
    if name := IN_INFO.get(type(value)):
        return "info", name, value.id
    raise Unknowable(f"{value!r} cannot be found again")


def _plain(value: int | str) -> int | str:
    return str(value) if isinstance(value, str) else int(value)


class Watched:
    """A room that notes what it is asked."""

    def __init__(self, watch: Watch, path: str, room: Any) -> None:
        self._watch, self.path, self._room = watch, path, room

    def __getattr__(self, name: str) -> Any:
        """An answer; what is asked with arguments or leads to another room is kept, for it notes by itself."""
        answer = getattr(self._room, name)
        if isinstance(answer, Addresses):  # the same in every build with the same settings
            kept = answer
        elif isinstance(answer, MethodType):
            kept = self._asker(name, answer)
        elif isinstance(answer, Mapping):
            kept = WatchedMapping(self._watch, f"{self.path}.{name}", answer)
        elif isinstance(answer, self._watch.rooms):
            kept = self._watch.watched(f"{self.path}.{name}", answer)
        elif isinstance(answer, tuple) and answer and isinstance(answer[0], Site):
            return tuple(self._site(one) for one in answer)
        else:
            if self._watch.asked is not None:
                self._watch.asked[self.path, name] = None
            return answer
        self.__dict__[name] = kept
        return kept

    def _asker(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        watch, path = self._watch, self.path

        def ask(*arguments: Any, **named: Any) -> Any:
            if watch.asked is not None:
                watch.note(path, name, CALL, tuple(named), arguments=(*arguments, *named.values()))
            answer = method(*arguments, **named)
            return self._site(answer) if isinstance(answer, Site) else answer

        return ask

    def _site(self, site: Site) -> Any:
        return self._watch.watched(f"{self.path}.translations.{site.language}", site)


class WatchedMapping(Mapping[Any, Any]):
    """A mapping that notes under which keys somebody looked."""

    def __init__(self, watch: Watch, path: str, mapping: Mapping[Any, Any]) -> None:
        self._watch, self.path, self._mapping = watch, path, mapping

    def _note(self, how: str, key: Any) -> None:
        if self._watch.asked is not None:
            self._watch.note(self.path, how, arguments=(key,))

    def __getitem__(self, key: Any) -> Any:
        """The value under a key; in a site's translations a watched site."""
        self._note(HAS, key)
        answer = self._mapping[key]
        if isinstance(answer, Site):
            return self._watch.watched(f"{self.path}.{key}", answer)
        self._note(ITEM, key)
        return answer

    def __contains__(self, key: object) -> bool:
        """Whether there is such a key."""
        self._note(HAS, key)
        return key in self._mapping

    def __iter__(self) -> Iterator[Any]:
        """All keys; whoever asks for them depends on all of it."""
        self._note_all()
        return iter(self._mapping)

    def __len__(self) -> int:
        """How many there are."""
        self._note_all()
        return len(self._mapping)

    def _note_all(self) -> None:
        if self._watch.asked is not None:
            path, _, name = self.path.rpartition(".")
            self._watch.asked[path, name] = None


def beside(site: Any, name: str, room: Any) -> Any:
    """A room that belongs to a site and is asked like it: watched when the site is."""
    return site._watch.watched(f"{site.path}.{name}", room) if isinstance(site, Watched) else room  # noqa: SLF001


def once(site: Any, key: Any, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once a build where the site is watched."""
    return site._watch.once((site.path, key), make) if isinstance(site, Watched) else make()  # noqa: SLF001


def as_asked(said: Any) -> Any:
    """A question as it was asked, from JSON, which has lists where it has tuples."""
    return tuple(as_asked(one) for one in said) if isinstance(said, list) else said
