"""Ledger: what each output was made of last time, kept in the store as one file; damage means: all is made again."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from ..kept.memory import later, recalled, remember
from ..kept.store import Store
from .question import Question, as_text, of_text
from .watch import Watch

FORMAT = "2"


class Noted(NamedTuple):
    """Outputs by path, each with what it was made of, the numbers of its questions, and the digest of its bytes.

    `questions`, as text, and `answers`, their digests, stand at their numbers; `numbers` says where a question stands.
    """

    outputs: dict[str, tuple[str, list[int], str]]
    questions: list[str]
    answers: list[str | None]
    numbers: dict[str, int]


class Ledger:
    """Which outputs would come out as they did: `made_of` the same, and the same answers to all that they asked."""

    def __init__(self, store: Store, name: str, watch: Watch) -> None:
        self.store, self.watch, self.output = store, watch, name
        self.name = f"ledger\0{FORMAT}\0{name}"
        # what is remembered may be newer than what is kept; either only holds where the files that are there bear it out
        self._old: Noted = recalled(self.name).get(self.output) or _read(store.get(self.name))
        # numbers of questions that were not asked yet, and of those that are answered otherwise now
        self._open, self._otherwise = set(range(len(self._old.questions))), set[int]()
        self._outputs: dict[str, tuple[str, list[int], str]] = {}
        self._answers: dict[int, str | None] = {}

    def next(self, forgotten: Iterable[Question]) -> "Ledger":
        """That of the next build of the same site, once this one is saved; only what was forgotten is asked again."""
        one = Ledger(self.store, self.output, self.watch)
        numbers = one._old.numbers
        one._open = {numbers[text] for text in map(as_text, forgotten) if text in numbers}
        return one

    def holds(self, path: str, made_of: str, there: str) -> bool:
        """Whether making an output again would give the bytes whose digest is that of `there`; it is then noted as made."""
        known = self._old.outputs.get(path)
        if known is None or (made_of, there) != (known[0], known[2]):
            return False
        for number in self._open.intersection(known[1]):
            self._open.remove(number)
            if self.watch.answer(of_text(self._old.questions[number])) != self._old.answers[number]:
                self._otherwise.add(number)
        if not self._otherwise.isdisjoint(known[1]):
            return False
        self._outputs[path] = known
        return True

    def note(self, path: str, made_of: str, asked: Iterable[tuple[str, str | None]], digest: str) -> None:
        """Note what an output was made of, unless an answer in it has no name.

        `asked` are its questions as text, each with the digest of its answer; `digest` is that of the bytes.
        """
        answers = {self._number(question): answer for question, answer in asked}
        if None not in answers.values():
            self._answers |= answers
            self._outputs[path] = made_of, list(answers), digest

    def is_noted(self, path: str) -> bool:
        """Whether an output was noted in this build."""
        return path in self._outputs

    def reopen(self) -> None:
        """Ask once more what was answered by what was made until then; no output that asked it counts as noted."""
        again = {number for number, text in enumerate(self._old.questions) if self.watch.is_unsteady(of_text(text))}
        self._open |= again
        self._otherwise -= again
        self._outputs = {path: one for path, one in self._outputs.items() if again.isdisjoint(one[1])}
        self._answers = {number: answer for number, answer in self._answers.items() if number not in again}

    def save(self) -> None:
        """Keep the notes for the next build; without a change nothing is written."""
        _, questions, answers, numbers = self._old
        answers = answers + [None] * (len(questions) - len(answers))
        for number, answer in self._answers.items():
            answers[number] = answer
        noted = Noted(self._outputs, questions, answers, numbers)
        self.watch.digests.remember()
        remember(self.name, {self.output: noted})
        later(partial(self._keep, noted))

    def _number(self, question: str) -> int:
        """Where a question stands, at the end when it is new."""
        number = self._old.numbers.setdefault(question, len(self._old.questions))
        if number == len(self._old.questions):
            self._old.questions.append(question)
        return number

    def _keep(self, noted: Noted) -> None:
        data = json.dumps(_in_order(noted), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if data != self.store.get(self.name):
            self.store.keep(self.name, data)


def _in_order(noted: Noted) -> dict[str, Any]:
    """The notes for JSON, always alike: outputs by path, and the questions that they ask in that order."""
    numbers: dict[int, int] = {}
    outputs = {
        path: (made_of, [numbers.setdefault(number, len(numbers)) for number in asked], digest)
        for path, (made_of, asked, digest) in sorted(noted.outputs.items())
    }
    questions = [noted.questions[number] for number in numbers]
    return {"questions": questions, "answers": [noted.answers[number] for number in numbers], "outputs": outputs}


def _read(data: bytes | None) -> Noted:
    """What was kept; all empty for nothing."""
    if data is None:
        return Noted({}, [], [], {})
    said = json.loads(data.decode("utf-8", "surrogatepass"))
    numbers = {question: number for number, question in enumerate(said["questions"])}
    outputs = {path: tuple(one) for path, one in said["outputs"].items()}
    return Noted(outputs, said["questions"], said["answers"], numbers)
