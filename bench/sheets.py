"""How fast sheets are made: 500 posters with codes, a month list after the first, a programme of twelve pages.

`invoke bench-sheets` on a site of 5,000 invented events; prints medians in seconds, by the clock on the wall and, since a
machine may be busy with other things, of computing. The posters are made in worker processes, as a build makes them.
"""

import multiprocessing
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from litfass.address import Addresses  # noqa: E402 - the plugin is not installed, only found
from litfass.link import link  # noqa: E402
from litfass.machine.crew import share  # noqa: E402
from litfass.printing import THEME  # noqa: E402
from litfass.read import read_content  # noqa: E402
from litfass.settings import ADDRESSES  # noqa: E402
from litfass.sheets import typeset  # noqa: E402
from litfass.sheets.plan import Plan  # noqa: E402
from litfass.sheets.programme_sheet import Fold  # noqa: E402
from litfass.sheets.sheet import Sheet  # noqa: E402
from litfass.words.catalogue import words_in  # noqa: E402

EVENTS, POSTERS, MONTHS, ROUNDS = 5000, 500, 8, 3
FIRST = date(2026, 12, 1)


def write_events(content: Path) -> None:
    """Put so many single events into a content folder, about 27 a day."""
    for number in range(EVENTS):
        day = FIRST + timedelta(days=number % 183)
        text = f"---\ntitle: Treffen {number} im Laden\nstart: {day} {9 + number % 10}:00\nplace: laden\nfree: yes\n---\nText.\n"
        (content / f"events/treffen-{number}.md").write_text(text, encoding="utf-8")


def plan_of(content: Path) -> Plan:
    """The sheets of a content folder, in German."""
    material, _ = read_content(content)
    now = datetime(2026, 11, 24, 10, tzinfo=material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)
    return Plan(site, words_in(THEME, "de"))


def make(sheet: Sheet) -> bytes:
    """The sheet as PDF, its data included."""
    return typeset.pdf(THEME / "print", sheet.template, sheet.data(), sheet.pictures)


def make_all(posters: list[Sheet]) -> None:
    """All posters in one worker process for each core."""

    def one(number: int) -> bytes:
        return make(posters[number])

    made = dict(share(len(posters), one, lost=one))
    assert len(posters) == sum(data.startswith(b"%PDF") for data in made.values())
    for worker in multiprocessing.active_children():  # else their computing is not counted
        worker.join()


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long something takes: by the clock, and computing, of all processes together."""
    wall, cpu = time.perf_counter(), computing()
    work()
    return time.perf_counter() - wall, computing() - cpu


def computing() -> float:
    """Seconds of computing of this process and of its workers that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def report(name: str, taken: list[tuple[float, float]]) -> None:
    """Print the medians."""
    wall, cpu = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{name:32} {wall:7.3f} s  computing {cpu:7.3f} s")


def main() -> None:
    """Measure and print; of the months and programmes the first warms up.

    The posters come first: the compiler has threads of its own, and a process with threads should not be copied.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = Path(shutil.copytree(ROOT / "tests/site", Path(folder) / "content"))
        write_events(content)
        many, shipped = plan_of(content), plan_of(ROOT / "content")
        posters = [next(iter(many.posters(event))) for event in many.site.events[:POSTERS]]
        report(f"{POSTERS} posters of {EVENTS} events", [seconds(partial(make_all, posters)) for _ in range(ROUNDS)])
        months = shipped.site.programme.months_from(FIRST, MONTHS)
        make(shipped.month_list(months[0]))
        report("month list after the first", [seconds(partial(make, shipped.month_list(one))) for one in months[1:]])
        folds = [shipped.programme(month, Fold("A5", months=6, pages=12)) for month in months]
        make(folds[0])
        report("programme of 12 pages", [seconds(partial(make, fold)) for fold in folds[1:]])


if __name__ == "__main__":
    main()
