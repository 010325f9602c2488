"""Texts: every text file as its Document and its HTML: from the store where it was made before, in workers when many are new.

A text that takes too long, or ends its process, costs its own file only. Content comes from many hands: what workers send
back is JSON, never pickled objects.
"""

import hashlib
import json
import math
import time
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from sys import intern
from typing import NamedTuple, TypeVar

import markdown
import nh3
import yaml

from ..body import EMPTY, LONGEST_SECONDS, Body, render
from ..body.links import Target
from ..kept.aside import Aside
from ..kept.memory import recalled, remember
from ..kept.store import Store
from ..machine.crew import can_fork, share
from ..parse import Document, read
from ..problems import Problem

# below that, starting processes takes longer than the texts
WORTH_WORKERS = 60
# a worker whose own watch failed, because it was not in Python, is ended by the system this much later
GRACE_SECONDS = 2
# so many are in hand between the store, the workers and us
AT_ONCE = 100
Item = TypeVar("Item")
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
# the files and folders of our own that a text goes through: when one of them changes, every text is made anew
WAY = ("body", "parse", "slug.py", "read/texts.py")


class Text(NamedTuple):
    """A file as written and as HTML: no document when it cannot be read, no HTML when there is no text in it.

    `problems` are what keeps it from being read, `doubts` what may not be in its text.
    """

    document: Document | None
    problems: list[Problem]
    body: Body
    doubts: list[Problem]


def read_all(files: Iterable[tuple[str, bytes]], store: Store) -> list[Text]:
    """What each file says, given its path in the content and its bytes, in their order."""
    known: dict[str, Text] = recalled("texts")
    names: list[str] = []
    texts: dict[str, Text] = {}
    unknown: dict[str, tuple[str, bytes]] = {}
    unpack = _Unpacking()
    for some in _batches(files):  # of those that are kept nobody needs the bytes any more
        found = [_fingerprint(*file) for file in some]
        names += found
        new = dict(zip(found, some, strict=True))
        texts |= {name: known[name] for name in new if name in known}
        asked = [name for name in new if name not in known]
        for name, kept in zip(asked, store.get_all(asked), strict=True):
            if kept is None:
                unknown[name] = new[name]
            else:
                texts[name] = unpack(new[name][0], kept)
    for name, data in _made_and_kept(unknown, store):
        texts[name] = unpack(unknown[name][0], data)
    remember("texts", texts)
    return [texts[name] for name in names]


def _made_and_kept(files: Mapping[str, tuple[str, bytes]], store: Store) -> Iterator[tuple[str, bytes]]:
    """Each fingerprint with its file, packed, as they get ready."""
    names = [*files]
    for batch in _batches(_make([*files.values()])):
        made = {names[number]: data for number, data in batch}
        store.keep_all({name: data for name, data in made.items() if not _ran_out(data)})
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
        return _packed(Text(document, problems, EMPTY, [problem]))

    return share(len(files), make, lost=lost)


def _made(path: str, data: bytes) -> bytes:
    document, problems = read(data, path)
    if document is None or not (document.folder or document.language):  # site.yaml has no text
        return _packed(Text(document, problems, EMPTY, []))
    return _packed(Text(document, problems, *render(document)))


def _limit_time() -> None:
    """End this process when the next text takes far too long, wherever the processor is then. Source: POSIX RLIMIT_CPU."""
    import resource  # noqa: PLC0415 - there is none on Windows, and no worker either

    used = math.ceil(time.process_time())
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + LONGEST_SECONDS + GRACE_SECONDS, most))


def _packed(text: Text) -> bytes:
    """A line of JSON, and below it the lines of the head's fields, the text as it was written, and as HTML.

    What is long or seldom asked for need not be quoted, nor read.
    """
    one = text.document
    said = one and [one.fields, one.body_line]
    places, source = (_bytes(_encode([*one.lines.items()])), _bytes(one.body)) if one else (b"", b"")
    lengths = len(places), len(source)
    parts = [said, _told(text.problems), text.body.summary, text.body.targets, _told(text.doubts), lengths]
    return b"".join((_bytes(_encode(parts)), b"\n", places, source, _bytes(text.body.html)))


def _ran_out(data: bytes) -> bool:
    """Whether a text took too long this time: of another machine, or one with less to do, it may be true no more."""
    return b'"body-too-slow"' in data.partition(b"\n")[0]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _told(problems: list[Problem]) -> list[list[object]]:
    return [[problem.line, problem.key, problem.code, dict(problem.values)] for problem in problems]


class _Unpacking:
    """Makes texts of what was packed; all but their heads wait aside. Keys are one object in thousands of files."""

    def __init__(self) -> None:
        self._aside = Aside()

    def __call__(self, path: str, data: bytes) -> Text:
        head, _, rest = data.partition(b"\n")
        said, problems, summary, targets, doubts, lengths = json.loads(head.decode("utf-8", "surrogatepass"))
        places, source, html = self._aside.put(rest).cut(*lengths)
        document = None
        if said:
            fields, line = said
            document = Document(path, {intern(key): value for key, value in fields.items()}, places, source, line)
        return Text(
            document,
            [Problem(path, *told) for told in problems],
            Body(html, summary, tuple(Target(*target) for target in targets)),
            [Problem(path, *told) for told in doubts],
        )


def _fingerprint(path: str, data: bytes) -> str:
    return f"text\0{_VERSION}\0{path}\0{hashlib.sha256(data).hexdigest()}"


def way() -> Iterator[Path]:
    """Every file of the way, in the same order each time."""
    for place in (Path(__file__).parents[1] / name for name in WAY):
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


_SOURCES = b"".join(path.read_bytes() for path in way())
_VERSIONS = (
    f"{markdown.__version__} {version('markupsafe')} {nh3.__version__} {yaml.__version__} {yaml.__with_libyaml__}"
)
_VERSION = hashlib.sha256(_SOURCES + _VERSIONS.encode()).hexdigest()
