"""Watched: a site, or a room of it, that answers as ever and tells its watch each question."""

from collections.abc import Callable, Iterator, Mapping
from types import MethodType
from typing import TYPE_CHECKING, Any

from ..address import Addresses
from ..site import Site
from .question import CALL, HAS, ITEM

if TYPE_CHECKING:
    from .watch import Watch


class Watched:
    """A room that notes what it is asked."""

    def __init__(self, watch: "Watch", path: str, room: Any) -> None:
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

    def __init__(self, watch: "Watch", path: str, mapping: Mapping[Any, Any]) -> None:
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
