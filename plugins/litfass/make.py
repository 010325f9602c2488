"""Make: turns outputs into bytes: not at all where they are known to come out the same, else in worker processes when many.

Between the publishers, which yield what is to be made, and write.py, which puts it on the disk.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from .crew import can_fork, share
from .incremental.digest import Unknowable
from .incremental.ledger import Ledger
from .incremental.question import Question, as_asked
from .incremental.watch import Watch
from .memory import stays
from .publish.output import File, Output, Page
from .store import Store

# below that, starting processes takes longer than making
WORTH_WORKERS = 24
# between the questions of an output and its bytes; JSON has no line end in it
END = b"\n\n"


class Recipe(NamedTuple):
    """What is to be made for a path, and the digest of all it is made of, "" when that has none."""

    path: str
    output: Output
    made_of: str


class Maker:
    """Makes outputs of one build; `render` turns a page into HTML, `basis` names what it is made of besides the site."""

    def __init__(
        self,
        render: Callable[[Page], str],
        basis: Callable[[Output], str],
        store: Store,
        watch: Watch,
        ledger: Ledger | None,
    ) -> None:
        self.render, self.basis, self.store, self.watch, self.ledger = render, basis, store, watch, ledger

    def begin_again(self, forgotten: Iterable[Question]) -> None:
        """Make those outputs once more that asked what was forgotten and is answered otherwise now."""
        if self.ledger:
            self.ledger = self.ledger.next(forgotten)

    def recipe(self, path: str, output: Output) -> Recipe:
        """What an output is made of."""
        return Recipe(path, output, self._made_of(output) if self.ledger else "")

    def holds(self, recipe: Recipe, there: str) -> bool:
        """Whether the bytes that are there, given their digest, are those that would be made."""
        return (
            bool(recipe.made_of) and self.ledger is not None and self.ledger.holds(recipe.path, recipe.made_of, there)
        )

    def make(self, recipes: Sequence[Recipe]) -> Iterator[tuple[Recipe, bytes]]:
        """Each with its bytes, as they get ready."""
        read = cache(_read)  # each is asked by many outputs
        for number, packed in self._packed(recipes):
            recipe = recipes[number]
            lines, _, data = packed.partition(END)
            asked = [read(line) for line in lines.splitlines()]
            if recipe.made_of and self.ledger:
                self.ledger.note(recipe.path, recipe.made_of, asked, data)
            yield recipe, data

    def save(self) -> None:
        """Keep for the next build what was noted."""
        if self.ledger:
            self.ledger.save()

    def _packed(self, recipes: Sequence[Recipe]) -> Iterable[tuple[int, bytes]]:
        written = cache(_written)

        def one(number: int) -> bytes:
            """The questions of an output, each on a line of its own, and its bytes."""
            with self.watch.noting() as asked:
                data = self._data(recipes[number].output)
            return b"\n".join(map(written, asked)) + END + data

        if (len(recipes) >= WORTH_WORKERS or _begins_threads(recipes)) and can_fork():
            return share(len(recipes), one, lost=one)
        return ((number, one(number)) for number in range(len(recipes)))

    def _made_of(self, output: Output) -> str:
        basis = self.basis(output)
        if isinstance(output, Page):
            names = "\0".join((basis, output.link, output.template, *output.context))
            said: tuple[Any, ...] = (names, *output.context.values(), output.made_late)
        else:
            said = (basis, output.link, output.fingerprint or output.data)
        try:
            return self.watch.digests.of(said)
        except Unknowable:
            return ""

    def _data(self, output: Output) -> bytes:
        if isinstance(output, Page):
            return self.render(output).encode()
        if isinstance(output.data, bytes):
            return output.data
        return self.store.get_or_make(output.fingerprint, output.data) if output.fingerprint else output.data()


def _begins_threads(recipes: Iterable[Recipe]) -> bool:
    """Whether making this here would keep later copies of a process that stays from making the like: they wait for ever.

    Typst begins threads of its own, which a copy does not have and counts on. Source: POSIX fork; rayon, ThreadPool
    """
    files = (recipe.output for recipe in recipes if isinstance(recipe.output, File))
    return stays() and any(not isinstance(file.data, bytes) for file in files)


def _written(question: Question) -> bytes:
    return json.dumps(question).encode()


def _read(line: bytes) -> Question:
    question: Question = as_asked(json.loads(line))
    return question
