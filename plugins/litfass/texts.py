"""Texts: every text file as its Document and its HTML: from the store where it was made before, in workers when many are new.

A text that takes too long, or ends its process, costs its own file only. Content comes from many hands: what workers send
back is JSON, never pickled objects.
"""

import hashlib
import json
import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from sys import intern
from typing import NamedTuple, TypeVar

import markdown
import nh3
import yaml

from .body import LONGEST_SECONDS, Body, render
from .body.links import Target
from .crew import can_fork, share
from .memory import recalled, remember
from .parse import Document, read
from .problems import Problem
from .store import Store

# below that, starting processes takes longer than the texts
WORTH_WORKERS = 60
# a worker whose own watch failed, because it was not in Python, is ended by the system this much later
GRACE_SECONDS = 2
# so many are in hand between the store, the workers and us
AT_ONCE = 100
Item = TypeVar("Item")
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
EMPTY = Body("", "", ())
# the files and folders of our own that a text goes through: when one of them changes, every text is made anew
WAY = ("body", "parse", "slug.py", "texts.py")


class Text(NamedTuple):
    """A file as written and as HTML: no document when it cannot be read, no HTML when there is no text in it.

    `problems` are what keeps it from being read, `doubts` what may not be in its text.
    """

    document: Document | None
    problems: list[Problem]
    body: Body
    doubts: list[Problem]


def read_all(files: Sequence[tuple[str, bytes]], store: Store) -> list[Text]:
    """What each file says, given its path in the content and its bytes, in their order."""
    names = [_fingerprint(*file) for file in files]
    known: dict[str, Text] = recalled("texts")
    texts = {name: known[name] for name in names if name in known}
    new = {name: file for name, file in zip(names, files, strict=True) if name not in known}
    unpack = _Unpacking()
    for name, data in _kept_or_made(new, store):
        texts[name] = unpack(new[name][0], data)
    remember("texts", texts)
    return [texts[name] for name in names]


def _kept_or_made(files: Mapping[str, tuple[str, bytes]], store: Store) -> Iterator[tuple[str, bytes]]:
    """Each fingerprint with its file as JSON: from the store, or made and kept there; never many of them at once."""
    unknown = []
    for some in _batches(files):
        for name, kept in zip(some, store.get_all(some), strict=True):
            if kept is None:
                unknown.append(name)
            else:
                yield name, kept
    for batch in _batches(_make([files[name] for name in unknown])):
        made = {unknown[number]: data for number, data in batch}
        store.keep_all(made)
        yield from made.items()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _make(files: list[tuple[str, bytes]]) -> Iterable[tuple[int, bytes]]:
    """Texts that are not known from before, by number, as they get ready; in workers where forking is safe and worth it."""
    if len(files) < WORTH_WORKERS or not can_fork():
        return ((number, _made(*file)) for number, file in enumerate(files))

    def make(number: int) -> bytes:
        _limit_time()
        return _made(*files[number])

    def lost(number: int) -> bytes:
        path, data = files[number]
        document, problems = read(data, path)
        line = document.body_line if document else 1
        problem = Problem(path, line, "", "body-too-slow", {"limit": LONGEST_SECONDS})
        return _as_json(Text(document, problems, EMPTY, [problem]))

    return share(len(files), make, lost=lost)


def _made(path: str, data: bytes) -> bytes:
    document, problems = read(data, path)
    if document is None or not (document.folder or document.language):  # site.yaml has no text
        return _as_json(Text(document, problems, EMPTY, []))
    return _as_json(Text(document, problems, *render(document)))


def _limit_time() -> None:
    """End this process when the next text takes far too long, wherever the processor is then. Source: POSIX RLIMIT_CPU."""
    import resource  # noqa: PLC0415 - there is none on Windows, and no worker either

    used = math.ceil(time.process_time())
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + LONGEST_SECONDS + GRACE_SECONDS, most))


def _as_json(text: Text) -> bytes:
    one = text.document
    said = one and [one.fields, [*one.lines.items()], one.body, one.body_line]
    body = [text.body.html, text.body.summary, text.body.targets]
    return _encode([said, _told(text.problems), body, _told(text.doubts)]).encode("utf-8", "surrogatepass")


def _told(problems: list[Problem]) -> list[list[object]]:
    return [[problem.line, problem.key, problem.code, dict(problem.values)] for problem in problems]


class _Unpacking:
    """Makes texts of JSON; keys and places that stand in thousands of files are one object in all of them."""

    def __init__(self) -> None:
        self._places: dict[tuple[str | int, ...], tuple[str | int, ...]] = {}

    def __call__(self, path: str, data: bytes) -> Text:
        said, problems, (html, summary, targets), doubts = json.loads(data.decode("utf-8", "surrogatepass"))
        document = None
        if said:
            fields, lines, body, body_line = said
            places = {self._shared(tuple(place)): line for place, line in lines}
            document = Document(path, {intern(key): value for key, value in fields.items()}, places, body, body_line)
        return Text(
            document,
            [Problem(path, *told) for told in problems],
            Body(html, summary, tuple(Target(*target) for target in targets)),
            [Problem(path, *told) for told in doubts],
        )

    def _shared(self, place: tuple[str | int, ...]) -> tuple[str | int, ...]:
        return self._places.setdefault(place, place)


def _fingerprint(path: str, data: bytes) -> str:
    return f"text\0{_VERSION}\0{path}\0{hashlib.sha256(data).hexdigest()}"


def way() -> Iterator[Path]:
    """Every file of the way, in the same order each time."""
    for place in (Path(__file__).parent / name for name in WAY):
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


_SOURCES = b"".join(path.read_bytes() for path in way())
_VERSIONS = f"{markdown.__version__} {nh3.__version__} {yaml.__version__} {yaml.__with_libyaml__}"
_VERSION = hashlib.sha256(_SOURCES + _VERSIONS.encode()).hexdigest()
