"""Texts: the text of every document as HTML: from the store where it was made before, in worker processes when many are new.

A text that takes too long, or ends its process, costs its own file only. Content comes from many hands: what workers send
back is JSON, never pickled objects.
"""

import hashlib
import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import markdown
import nh3

from . import body as body_room
from .body import LONGEST_SECONDS, Body, Target, render
from .crew import can_fork, share
from .parse import Document
from .problems import Problem
from .store import Store

# below that, starting processes takes longer than the texts
WORTH_WORKERS = 60
# a worker whose own watch failed, because it was not in Python, is ended by the system this much later
GRACE_SECONDS = 2
Result = tuple[Body, list[Problem]]


def render_all(documents: Sequence[Document], store: Store) -> list[Result]:
    """The text of each document and what may not be in it, in their order."""
    names = [_fingerprint(document) for document in documents]
    kept = [store.get(name) for name in names]
    new = [number for number, one in enumerate(kept) if one is None]
    for number, made in zip(new, _make([documents[number] for number in new]), strict=True):
        kept[number] = made
        store.keep(names[number], made)
    return [_read(one, document) for one, document in zip(kept, documents, strict=True) if one is not None]


def _make(documents: list[Document]) -> list[bytes]:
    """Texts that are not known from before; in workers where forking is safe and worth it."""
    if len(documents) < WORTH_WORKERS or not can_fork():
        return [_written(*render(document)) for document in documents]

    def make(number: int) -> bytes:
        _limit_time()
        return _written(*render(documents[number]))

    def lost(number: int) -> bytes:
        document = documents[number]
        problem = Problem(document.path, document.body_line, "", "body-too-slow", {"limit": LONGEST_SECONDS})
        return _written(Body("", "", ()), [problem])

    made = dict(share(len(documents), make, lost=lost))
    return [made[number] for number in range(len(documents))]


def _limit_time() -> None:
    """End this process when the next text takes far too long, wherever the processor is then. Source: POSIX RLIMIT_CPU."""
    import resource  # noqa: PLC0415 - there is none on Windows, and no worker either

    used = math.ceil(time.process_time())
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + LONGEST_SECONDS + GRACE_SECONDS, most))


def _written(body: Body, problems: list[Problem]) -> bytes:
    told = [[problem.line, problem.key, problem.code, dict(problem.values)] for problem in problems]
    return json.dumps({"body": asdict(body), "problems": told}).encode()


def _read(data: bytes, document: Document) -> Result:
    said = json.loads(data)
    fields = said["body"] | {"targets": tuple(Target(**target) for target in said["body"]["targets"])}
    return Body(**fields), [Problem(document.path, *told) for told in said["problems"]]


def _fingerprint(document: Document) -> str:
    return "\0".join(("text", _VERSION, document.path, str(document.body_line), document.body))


_SOURCES = b"".join(
    (Path(body_room.__file__).parent / name).read_bytes() for name in ("body.py", "slug.py", "texts.py")
)
_VERSION = hashlib.sha256(_SOURCES + f"{markdown.__version__} {nh3.__version__}".encode()).hexdigest()
