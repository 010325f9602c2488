"""Ledger: what each output was made of last time, kept in the store as one file; damage means: all is made again."""

import hashlib
import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from ..memory import later, recalled, remember
from ..store import Store
from .question import Question, as_asked
from .watch import Watch

FORMAT = "1"


class Ledger:
    """Which outputs would come out as they did: `made_of` the same, and the same answers to all that they asked."""

    def __init__(self, store: Store, name: str, watch: Watch) -> None:
        self.store, self.watch, self.output = store, watch, name
        self.name = f"ledger\0{FORMAT}\0{name}"
        # what is remembered may be newer than what is kept; either only holds where the files that are there bear it out
        self._old, self._questions, self._answers = recalled(self.name).get(self.output) or _read(store.get(self.name))
        self._stands: dict[int, bool] = {}
        # per path: what it was made of, what it asked, the digest of its bytes
        self._new: dict[str, tuple[str, tuple[Question, ...], str]] = {}

    def next(self) -> "Ledger":
        """That of the next build of the same site, once this one is saved."""
        return Ledger(self.store, self.output, self.watch)

    def holds(self, path: str, made_of: str, there: str) -> bool:
        """Whether making an output again would give the bytes whose digest is that of `there`; it is then noted as made."""
        if path not in self._old:
            return False
        was_made_of, asked, digest = self._old[path]
        if there != digest or was_made_of != made_of or not all(self._is_answered_alike(number) for number in asked):
            return False
        self._new[path] = made_of, tuple(self._questions[number] for number in asked), digest
        return True

    def note(self, path: str, made_of: str, asked: Iterable[Question], data: bytes) -> None:
        """Note what an output was made of, unless an answer in it has no name."""
        questions = tuple(asked)
        if all(self.watch.answer(question) is not None for question in questions):
            self._new[path] = made_of, questions, hashlib.sha256(data).hexdigest()

    def save(self) -> None:
        """Keep the notes for the next build; without a change nothing is written."""
        numbers: dict[Question, int] = {}
        outputs = {
            path: (made_of, [numbers.setdefault(one, len(numbers)) for one in asked], digest)
            for path, (made_of, asked, digest) in sorted(self._new.items())
        }
        questions = list(numbers)
        answers = [self.watch.answer(question) for question in questions]
        self.watch.digests.remember()
        remember(self.name, {self.output: (outputs, questions, answers)})
        later(partial(self._keep, {"questions": questions, "answers": answers, "outputs": outputs}))

    def _keep(self, said: dict[str, Any]) -> None:
        data = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if data != self.store.get(self.name):
            self.store.keep(self.name, data)

    def _is_answered_alike(self, number: int) -> bool:
        if number not in self._stands:
            self._stands[number] = self.watch.answer(self._questions[number]) == self._answers[number]
        return self._stands[number]


def _read(data: bytes | None) -> tuple[dict[str, tuple[str, list[int], str]], list[Question], list[str]]:
    """Outputs, questions and answers as they were kept; all empty for nothing."""
    if data is None:
        return {}, [], []
    said = json.loads(data.decode("utf-8", "surrogatepass"))
    questions = [as_asked(one) for one in said["questions"]]
    return {path: tuple(one) for path, one in said["outputs"].items()}, questions, said["answers"]
