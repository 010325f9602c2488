"""How long the dates of a big programme take: 5,000 events, a fifth of them series, over two years.

`invoke bench-dates` prints medians in seconds; the old series begin 16 years ago, the new ones today.
"""

import random
import statistics
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from litfass.link.again import Again
from litfass.link.dates import Dates
from litfass.link.material import Entry
from litfass.parse import read
from litfass.validate import validate

ROUNDS = 5
# how the regular dates of a real neighbourhood are spread
SERIES = (
    "dienstags",
    "jeden Dienstag und Donnerstag",
    "alle zwei Wochen mittwochs",
    "jeden 1. Donnerstag im Monat",
    "jeden letzten Mittwoch im Monat",
    "jeden zweiten und vierten Samstag im Monat",
    "montags bis freitags",
    "Oktober bis Dezember dienstags",
    "am letzten Freitag im Mai",
)
TODAY = date(2026, 11, 24)
OLD = date(2010, 11, 24)
ZONE = ZoneInfo("Europe/Berlin")


def event(number: int, chance: random.Random, begins: date) -> Entry:
    """One event; each fifth repeats from `begins` on, the others stand somewhere in the next two years."""
    is_series = number % 5 == 0
    day = begins if is_series else TODAY + timedelta(days=chance.randrange(730))
    head = f"title: Termin {number}\nstart: {day} {chance.randrange(8, 21):02}:00\nend: 22:00\n"
    head += f"repeat: {SERIES[number // 5 % len(SERIES)]}\n" if is_series else ""
    document, _ = read(f"---\n{head}---\n".encode(), f"events/termin-{number}.md")
    return Entry(document, validate(document)[0], None)


def seconds(entries: list[Entry]) -> tuple[float, int]:
    """The median of all rounds, and how many dates there are."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        found = Dates(ZONE, TODAY, {}, []).all_occurrences(entries, TODAY, TODAY + timedelta(days=730), Again(None, []))
        times.append(time.perf_counter() - started)
    return statistics.median(times), len(found)


def main() -> None:
    """Print one line for new and one for old series."""
    print(f"dates of 5,000 events over two years, median of {ROUNDS} rounds, {datetime.now(ZONE):%Y-%m-%d}")
    for name, begins in (("series that begin today", TODAY), ("series that began in 2010", OLD)):
        chance = random.Random(1)
        median, count = seconds([event(number, chance, begins) for number in range(5_000)])
        print(f"{name:28} {median:6.3f} s  {count:7} dates")


if __name__ == "__main__":
    main()
