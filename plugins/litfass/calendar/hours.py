"""Hours: when a door is open, from lines such as "Mo-Do 9:00-16:00" or "Di 16-19 (Mai bis September)"."""

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .names import weekday_of
from .season import Season, with_season

# two letters are enough for English days, too
TWO_LETTERS = {"tu": 1, "we": 2, "th": 3, "su": 6}
EVERY_DAY = {"täglich": range(7), "daily": range(7), "werktags": range(6)}
TIME = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:Uhr|h\b))?"
SPAN = re.compile(rf"(?:von\s+|from\s+)?{TIME}\s*(?:[-–—]|bis|to)\s*{TIME}")
DAYS = re.compile(r"([^\W\d_]+)\.?(?:\s*(?:[-–—]|\bbis\b|\bto\b)\s*([^\W\d_]+)\.?)?")
AND = re.compile(r"\s*(?:,|/|\+|&|\bund\b|\bu\.|\band\b)\s*")
# days; what is shut for longer is shut until further notice
LONGEST_PAUSE = 120
# days in which the next opening is looked for
LONGEST_WAIT = 60
# "Fr 20-2" is an evening that ends in the night; "Mo 16-9" more likely two numbers that changed places
EVENING, LATE = time(17), time(6)
LINE = re.compile(r"(?P<days>[^\d:]+?)[\s:]+(?P<spans>(?:(?:von|from)\s+)?\d.*)")
OPEN_END = re.compile(
    r"(?P<days>[^\d:]+?)[\s:,]+(?:ab|from)\s+(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minutes>[0-5]\d))?(?:\s*(?:Uhr|h))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class OpeningHours:
    """Weekdays (0 is Monday) and the spans of time that hold on each of them, all year round or in a season.

    Who closes at 0:00 closes at its end, who closes before opening does so in the night that follows.
    """

    weekdays: tuple[int, ...]
    spans: tuple[tuple[time, time], ...]
    season: Season | None = None

    def hold_on(self, day: date) -> bool:
        """Whether the door opens by this line on a day."""
        return day.weekday() in self.weekdays and self.are_in_season(day)

    def are_in_season(self, day: date) -> bool:
        """Whether they hold at the time of year of a day; always when they name no season."""
        return self.season is None or self.season.holds_on(day)


@dataclass(frozen=True)
class DoorState:
    """Whether a door is open at a moment: `closes` when it is, else `opens`, the next opening (None: none in LONGEST_WAIT days).

    `closure` is the title of the pause that keeps it shut today, "" when there is none.
    """

    closes: time | None = None
    opens: datetime | None = None
    closure: str = ""

    @property
    def is_open(self) -> bool:
        """True while the door is open."""
        return self.closes is not None


@dataclass(frozen=True)
class ClosedTime:
    """A time in which a door stays shut although it has hours.

    `first` is the first day on which people would stand before it, `last` the day before it opens again. `opens` None means: until
    further notice, or later than the data reach; then `last` is None as well. `reasons` are the titles of all pauses in it, in order.
    """

    first: date
    last: date | None
    opens: datetime | None
    reasons: tuple[str, ...]

    def is_on(self, today: date) -> bool:
        """Whether it has begun; what ended is never asked."""
        return self.first <= today


def parse_hours(line: str) -> OpeningHours | None:
    """Read one line of opening hours; None when it is not understood.

    >>> parse_hours("Di, Do 14-18 Uhr").weekdays, parse_hours("Montag bis Freitag von 9 bis 24 Uhr").spans
    ((1, 3), ((datetime.time(9, 0), datetime.time(0, 0)),))
    """
    season, rest = with_season(line)
    match = LINE.fullmatch(rest.strip())
    if not match:
        return None
    weekdays = _weekdays(match["days"])
    spans = [_span(part) for part in AND.split(match["spans"].strip())]
    if not weekdays or None in spans:
        return None
    return OpeningHours(weekdays, tuple(span for span in spans if span), season)


def with_an_end(line: str) -> str:
    """A line that only says from when, "Fr ab 18 Uhr", as one might write it with an end; "" for any other."""
    match = OPEN_END.fullmatch(line.strip())
    if not match or not _weekdays(match["days"]):
        return ""
    last = "22" if int(match["hour"]) < 22 else "24"  # noqa: PLR2004 - when most doors are shut
    return f"{match['days']} {int(match['hour'])}:{match['minutes'] or '00'}-{last}:00"


def door_state(hours: Iterable[OpeningHours], now: datetime, closed: Callable[[date], str]) -> DoorState:
    """Say whether a door with these hours is open at `now`, a wall-clock time; `closed(day)` names a pause or is ""."""
    today_closed = closed(now.date())
    evening_before = now.date() - timedelta(days=1)
    for opens, closes in spans_on(hours, evening_before):
        if now.time() < closes < opens and not closed(evening_before):
            return DoorState(closes=closes)
    for ahead in range(LONGEST_WAIT + 1):
        day = now.date() + timedelta(days=ahead)
        if closed(day):
            continue
        for opens, closes in spans_on(hours, day):
            if ahead == 0 and opens <= now.time() and (now.time() < closes or closes <= opens):
                return DoorState(closes=closes)
            if ahead > 0 or opens > now.time():
                return DoorState(opens=datetime.combine(day, opens), closure=today_closed)
    return DoorState(closure=today_closed)


def closed_time(
    hours: Iterable[OpeningHours], today: date, closed: Callable[[date], str], ahead: int
) -> ClosedTime | None:
    """The time in which a door is shut today, or begins to be within `ahead` days; None when there is none.

    Weekdays without hours neither begin nor end such a time: a break from Friday to Friday lasts until the Sunday.
    """
    first: date | None = None
    reasons: dict[str, None] = {}
    for number in range(-LONGEST_PAUSE, LONGEST_PAUSE + ahead):
        day = today + timedelta(days=number)
        spans = spans_on(hours, day)
        if not spans:
            continue
        if reason := closed(day):
            if first is None and number > ahead:
                return None
            first = first or day
            reasons[reason] = None
        elif first and day > today:
            last = day - timedelta(days=1)
            return ClosedTime(first, last, datetime.combine(day, spans[0][0]), tuple(reasons))
        else:
            first, reasons = None, {}
    return ClosedTime(first, None, None, tuple(reasons)) if first else None


def spans_on(hours: Iterable[OpeningHours], day: date) -> list[tuple[time, time]]:
    """The spans on one day, in order."""
    return sorted(span for line in hours if line.hold_on(day) for span in line.spans)


def ends_today(closes: time) -> bool:
    """False for the midnight at which the day is over."""
    return closes != time()


def _weekdays(text: str) -> tuple[int, ...]:
    """All days that are named; none when one is not understood. A span may go over the end of the week."""
    found: set[int] = set()
    for part in AND.split(text.strip()):
        match = DAYS.fullmatch(part)
        first, last = (_weekday(name or "") for name in match.groups()) if match else ((), ())
        if not first or (match[2] and not last):
            return ()
        found |= {day % 7 for day in range(first[0], last[0] + 7 * (last[0] < first[0]) + 1)} if last else set(first)
    return tuple(sorted(found))


def _weekday(name: str) -> Collection[int]:
    """The day, or days, of one word; empty when it is none."""
    word = name.lower()
    if word in EVERY_DAY or word in TWO_LETTERS:
        return EVERY_DAY.get(word) or (TWO_LETTERS[word],)
    with suppress(KeyError):
        return (weekday_of(word),)
    return ()


def _span(text: str) -> tuple[time, time] | None:
    match = SPAN.fullmatch(text)
    if not match:
        return None
    numbers = [int(part or 0) for part in match.groups()]
    if numbers[2:] == [24, 0]:
        numbers[2] = 0
    try:
        opens, closes = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    except ValueError:
        return None
    is_night = opens >= EVENING and closes <= LATE
    return (opens, closes) if opens < closes or is_night or not ends_today(closes) else None
