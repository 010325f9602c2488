"""Maker: turns outputs into bytes: not at all where they are known to come out the same, else in worker processes when many.

Between the publishers, which yield what is to be made, and make/write.py, which says where the bytes go. Whoever makes them puts them
there at once, so that they need not be sent to another process.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..incremental.digest import Unknowable
from ..incremental.ledger import Ledger
from ..incremental.question import Question, as_text, of_text
from ..incremental.watch import Watch
from ..kept.memory import stays
from ..kept.store import Store
from ..machine.crew import can_fork, share
from ..publish.output import File, Output, Page

# below that, starting processes takes longer than making
WORTH_WORKERS = 24


class Recipe(NamedTuple):
    """What is to be made for a path."""

    path: str
    output: Output


class Laid(NamedTuple):
    """What became of an output's bytes: their digest, how many they are, and whether the file that was there is another one."""

    digest: str
    size: int
    is_new: bool


# puts the bytes of a recipe where they belong, in whatever process they were made
Lay = Callable[[Recipe, bytes], Laid]


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
        # the digest of all that an output is made of, by path; "" when that has none
        self._made_of: dict[str, str] = {}

    def begin_again(self, forgotten: Iterable[Question]) -> None:
        """Make those outputs once more that asked what was forgotten and is answered otherwise now."""
        if self.ledger:
            self.ledger = self.ledger.next(forgotten)

    def is_done(self, recipe: Recipe) -> bool:
        """Whether an output was made in this build, or is known to come out the same, whatever else is made in it."""
        return self.ledger is not None and self.ledger.is_noted(recipe.path)

    def ask_again(self) -> None:
        """Take no output as done that asked about what was made; the answer may be another one when more was."""
        self.watch.forget(set())
        if self.ledger:
            self.ledger.reopen()

    def holds(self, recipe: Recipe, there: str) -> bool:
        """Whether the bytes that are there, given their digest, are those that would be made."""
        made_of = self._known_made_of(recipe)
        return bool(made_of) and self.ledger is not None and self.ledger.holds(recipe.path, made_of, there)

    def make(self, recipes: Sequence[Recipe], lay: Lay) -> Iterator[tuple[Recipe, Laid]]:
        """Each with what `lay` made of its bytes, as they get ready.

        Raises:
            OSError: `lay` could not put bytes where they belong.

        """
        for number, told in self._told(recipes, lay):
            recipe = recipes[number]
            said, made_of, *asked = told.decode().split("\n")
            laid = Laid(*json.loads(said))
            if self.ledger and (made_of := self._known_made_of(recipe, made_of)):
                answered = (one.split(" ", 1) for one in asked)
                answers = [(text, answer or self.watch.answer(of_text(text))) for answer, text in answered]
                self.ledger.note(recipe.path, made_of, answers, laid.digest)
            yield recipe, laid

    def save(self) -> None:
        """Keep for the next build what was noted."""
        if self.ledger:
            self.ledger.save()

    def _told(self, recipes: Sequence[Recipe], lay: Lay) -> Iterable[tuple[int, bytes]]:
        """What became of each output, what it is made of, and its questions, on a line of their own with the digest of the answer.

        A process that stays finds out these digests itself: it keeps what it learns by that.
        """
        answer = (lambda _: None) if stays() else self.watch.answer
        line = cache(lambda question: f"{answer(question) or ''} {as_text(question)}")

        def one(number: int) -> bytes:
            recipe = recipes[number]
            with self.watch.noting() as asked:
                data = self._data(recipe.output)
            laid, made_of = lay(recipe, data), "" if stays() else self._known_made_of(recipe)
            return "\n".join((json.dumps(laid), made_of, *map(line, asked if self.ledger else ()))).encode()

        def tried(number: int) -> bytes:
            try:
                return one(number)
            except OSError:  # who asked finds out for itself, and tells the editor in its own words
                return b""

        if (len(recipes) >= WORTH_WORKERS or _begins_threads(recipes)) and can_fork():
            # pages are made by our own code alone, which ends no process and begins no threads
            joins = all(isinstance(recipe.output, Page) for recipe in recipes)
            shared = share(len(recipes), tried, lost=one, joins=joins)
            return ((number, told or one(number)) for number, told in shared)
        return ((number, one(number)) for number in range(len(recipes)))

    def _known_made_of(self, recipe: Recipe, said: str = "") -> str:
        """The digest of all an output is made of, as somebody `said` or found out here; "" where nothing is noted."""
        if recipe.path not in self._made_of:
            self._made_of[recipe.path] = said or (self._digest(recipe.output) if self.ledger else "")
        return self._made_of[recipe.path]

    def _digest(self, output: Output) -> str:
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
