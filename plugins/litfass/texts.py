"""Texts: every text file as its Document and its HTML: from the store where it was made before, in workers when many are new.

A text that takes too long, or ends its process, costs its own file only. Content comes from many hands: what workers send
back is JSON, never pickled objects.
"""

import hashlib
import json
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

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
_encode = json.JSONEncoder(ensure_ascii=False).encode
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
    new = [(name, file) for name, file in zip(names, files, strict=True) if name not in known]
    for (name, (path, _)), data in zip(new, _kept_or_made(new, store), strict=True):
        texts[name] = _from_json(path, data)
    remember("texts", texts)
    return [texts[name] for name in names]


def _kept_or_made(files: list[tuple[str, tuple[str, bytes]]], store: Store) -> list[bytes]:
    """Each file, given with its fingerprint, as JSON: from the store, or made and kept there."""
    kept = store.get_all([name for name, _ in files])
    new = [file for file, one in zip(files, kept, strict=True) if one is None]
    made = dict(zip([name for name, _ in new], _make([file for _, file in new]), strict=True))
    if made:
        store.keep_all(made)
    return [made[name] if one is None else one for (name, _), one in zip(files, kept, strict=True)]


def _make(files: list[tuple[str, bytes]]) -> list[bytes]:
    """Texts that are not known from before; in workers where forking is safe and worth it."""
    if len(files) < WORTH_WORKERS or not can_fork():
        return [_made(*file) for file in files]

    def make(number: int) -> bytes:
        _limit_time()
        return _made(*files[number])

    def lost(number: int) -> bytes:
        path, data = files[number]
        document, problems = read(data, path)
        line = document.body_line if document else 1
        problem = Problem(path, line, "", "body-too-slow", {"limit": LONGEST_SECONDS})
        return _as_json(Text(document, problems, EMPTY, [problem]))

    made = dict(share(len(files), make, lost=lost))
    return [made[number] for number in range(len(files))]


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
    body = [text.body.html, text.body.summary, [*map(_parts, text.body.targets)]]
    return _encode([said, _told(text.problems), body, _told(text.doubts)]).encode("utf-8", "surrogatepass")


def _parts(target: Target) -> tuple[str, str, int, bool]:
    return target.written, target.path, target.line, target.is_picture


def _told(problems: list[Problem]) -> list[list[object]]:
    return [[problem.line, problem.key, problem.code, dict(problem.values)] for problem in problems]


def _from_json(path: str, data: bytes) -> Text:
    said, problems, (html, summary, targets), doubts = json.loads(data.decode("utf-8", "surrogatepass"))
    document = None
    if said:
        fields, lines, body, body_line = said
        document = Document(path, fields, {tuple(place): line for place, line in lines}, body, body_line)
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
    for place in (Path(__file__).parent / name for name in WAY):
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


_SOURCES = b"".join(path.read_bytes() for path in way())
_VERSIONS = f"{markdown.__version__} {nh3.__version__} {yaml.__version__} {yaml.__with_libyaml__}"
_VERSION = hashlib.sha256(_SOURCES + _VERSIONS.encode()).hexdigest()
