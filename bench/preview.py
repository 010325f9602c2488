"""Preview: how long it takes from saving a text to its new page on the disk, in a preview that runs; `invoke bench-preview`.

Litfass with the pages that Hugo makes too, Litfass with the theme as it is shipped, and Hugo's server writing to the disk as
they do. All run at once and are asked in turn; only one of them works at a time. Then the shipped content in its six languages, where
another time in a date's head makes hundreds of outputs anew.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from . import tools
from .builds import heading
from .corpus import Item, make
from .sites import add_sentence, write

LONGEST_SECONDS = 600
LOOK_SECONDS = 0.002
# until nothing works any more on what was saved before
REST_SECONDS = 1.5
SERVE = (sys.executable, "-m", "litfass", "serve", "--port", "0", "--content", "content", "--output", "output")


class Running(NamedTuple):
    """A preview: what it is called, the dialect of its texts, its folder and what starts it there."""

    title: str
    dialect: str
    folder: Path
    command: Sequence[str]

    def page(self, item: Item) -> Path:
        """The page of a thing."""
        return self.folder / "output" / item.address / "index.html"

    def text(self, item: Item) -> Path:
        """The text of a thing."""
        return self.folder / "content" / item.file


def main() -> None:
    """Measure, print, and write down."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--note", action=argparse.BooleanOptionalAction, default=True)
    chosen = parser.parse_args()
    items = make(chosen.items)
    shared = Path("/dev/shm")  # noqa: S108 - memory as a disk; a folder of our own in it
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shared if shared.is_dir() else None) as folder:
        lines = [
            *_table(compare(previews_in(Path(folder)), items, chosen.rounds)),
            *_everyday(Path(folder), chosen.rounds),
        ]
    lines = [heading(f"preview, {chosen.items:,} items", f"Medians of {chosen.rounds} edits of each in turn."), *lines]
    print("\n".join(lines))
    if chosen.note:
        tools.write_down(lines)


def previews_in(folder: Path) -> list[Running]:
    """What is compared, each in a folder of its own; Hugo comes last."""
    conf = "bench/sites/litfass/{}conf.py"
    hugo = [*tools.hugo().command[:1], "server", "--port", "13131", "--destination", "output"]
    return [
        Running("Litfass, the same pages", "litfass", folder / "same", [*SERVE, *_options(conf.format("minimal"))]),
        Running("Litfass as shipped", "litfass", folder / "shipped", [*SERVE, *_options(conf.format("full"))]),
        Running(f"Hugo {tools.HUGO}", "hugo", folder / "hugo", hugo),
    ]


def _options(conf: str) -> list[str]:
    return ["--conf", str(tools.ROOT / conf), "--now", tools.NOW]


def compare(previews: Sequence[Running], items: Sequence[Item], rounds: int) -> dict[str, list[float]]:
    """Seconds by preview, of each of so many edits; one more before them warms up.

    Raises:
        TimeoutError: a page never shows what was saved.

    """
    taken: dict[str, list[float]] = {one.title: [] for one in previews}
    for one in previews:
        write(one.dialect, items, one.folder)
    with ExitStack() as running:
        for one in previews:
            running.enter_context(_started(one))
        for one in previews:
            _wait(one.page(items[-1]), "<h1")
        for number in range(rounds + 1):
            print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
            for one in previews:
                time.sleep(REST_SECONDS)
                taken[one.title].append(_edit(one, items[number % len(items)], f"Nachtrag Nummer {number}."))
    return {title: seconds[1:] for title, seconds in taken.items()}


def _edit(one: Running, item: Item, sentence: str) -> float:
    started = time.perf_counter()
    add_sentence(one.text(item), sentence)
    _wait(one.page(item), sentence)
    return time.perf_counter() - started


def _wait(page: Path, words: str) -> None:
    """Wait until a page says some words.

    Raises:
        TimeoutError: it never does.

    """
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        try:
            if words in page.read_text(encoding="utf-8"):
                return
        except OSError:
            pass
        time.sleep(LOOK_SECONDS)
    raise TimeoutError(f"{words!r} is not on {page}")


def _everyday(folder: Path, rounds: int) -> list[str]:
    """A line on the shipped content: from another time in the head of a date to its page in the first and in the last language."""
    place = folder / "everyday"
    shutil.copytree(tools.ROOT / "content", place / "content")
    one = Running("", "", place, [*SERVE, *_options("bench/sites/litfass/fullconf.py")])
    file = place / "content/events/sprachcafe.md"
    pages = [place / "output" / language / "termine/sprachcafe/index.html" for language in ("", "ar")]
    head, taken = file.read_text(encoding="utf-8"), []
    with _started(one):
        for page in pages:
            _wait(page, "<h1")
        for number in range(rounds + 1):
            time.sleep(REST_SECONDS)
            started, minutes = time.perf_counter(), 10 + number % 50
            file.write_text(head.replace("end: 18:00", f"end: 18:{minutes}"), encoding="utf-8")
            for page in pages:
                _wait(page, f"18:{minutes}")
                taken.append(time.perf_counter() - started)
        time.sleep(REST_SECONDS)
    first, last = (statistics.median(taken[start::2]) for start in (2, 3))
    return ["", f"Shipped content, another time in a head: {first:.2f} s, in all six languages {last:.2f} s."]


@contextmanager
def _started(one: Running) -> Iterator[None]:
    with (one.folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            one.command, cwd=one.folder, env={**os.environ, **tools.LITFASS_ENV}, stdout=log, stderr=log
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _table(taken: dict[str, list[float]]) -> Iterator[str]:
    medians = {title: statistics.median(seconds) for title, seconds in taken.items()}
    *_, peer = medians.values()
    yield "| | save → page, s | × Hugo |"
    yield "|---|---|---|"
    for title, median in medians.items():
        yield f"| {title} | {median:.2f} | {median / peer:.2f} |"


if __name__ == "__main__":
    main()
