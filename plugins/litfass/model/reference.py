"""Reference: a field that names another thing by id, and what link may put in its place."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

from .fields import Names, Plain
from .readers import names_or_list, plain, single_or_list

# what stands where a place would when people meet on the web
ONLINE = "Online"


@dataclass(frozen=True)
class Reference:
    """Marks a field whose text names a thing.

    `kind` is the thing's kind. With `or_text` plain words may stand there as well. A `late` reference points
    against the direction of types: it is checked, but stays an id, and Site is asked for the thing.
    """

    kind: str
    or_text: bool = False
    late: bool = False
    # when not empty, the only words allowed
    words: tuple[str, ...] = ()
    # a word that looks like a file's name and is none, unless there is such a file
    own_word: str = ""


@dataclass(frozen=True)
class Choice:
    """Marks a field whose words are ids of a list in site.yaml, such as `topics`; with `or_text` plain words may stand there as well."""

    list: str
    or_text: bool = False


def one_or_all(key: str, names: list[str]) -> dict[str, str]:
    """Several names behind a key, for a message: the one to keep where only one may stand, and all of them."""
    return {"name": key, "first": names[0], "names": ", ".join(names)}


def _one(kind: str, *, or_text: bool = False, late: bool = False) -> Any:
    return Annotated[Any, BeforeValidator(plain), Reference(kind, or_text, late)]


def _many(kind: str, *, or_text: bool = False, late: bool = False) -> Any:
    return Annotated[tuple[Any, ...], BeforeValidator(_texts if or_text else _names), Reference(kind, or_text, late)]


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(plain(item) for item in single_or_list(value))


def _names(value: Any) -> tuple[str, ...]:
    return tuple(plain(item) for item in names_or_list(value))


_names.parted = True


# After linking: a Place, or text; when people meet on the web ONLINE, however it was written
PlaceOrText = Annotated[Any, BeforeValidator(plain), Reference("place", or_text=True, own_word=ONLINE)]
PlaceRef = _one("place")
PlaceRefs = _many("place")
# After linking: Actors, or text
Applicant = Annotated[Any, BeforeValidator(plain), Reference("actor", or_text=True, words=("Privatperson",))]
ActorOrText = _one("actor", or_text=True)
ActorRef = _one("actor")
ActorsOrText = _many("actor", or_text=True)
ProjectRef = _one("project")
EventRef = _one("event")
EventRefs = _many("event")
ClosureRefs = _many("closure")
# Against the direction of types: ids before and after linking
ActorIds = _many("actor", late=True)
ActorIdOrText = _one("actor", or_text=True, late=True)
PlaceId = _one("place", late=True)
ParticipationId = _one("participation", late=True)
ParticipationIdOrText = _one("participation", or_text=True, late=True)
# Ids of lists in site.yaml
Topics = Annotated[Names, Choice("topics")]
Audiences = Annotated[Names, Choice("audiences")]
FunderOrText = Annotated[Plain, Choice("funders", or_text=True)]
FunderIds = Annotated[Names, Choice("funders")]
