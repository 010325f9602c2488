"""Hours: when a door is open, from lines such as "Mo-Do 9:00-16:00"."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
ENGLISH = ("mo", "tu", "we", "th", "fr", "sa", "su")
SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?(?:\s*Uhr)?")
DAYS = re.compile(r"([A-Za-z]{2})\.?(?:\s*[-–]\s*([A-Za-z]{2})\.?)?")
# days; what is shut for longer is shut until further notice
LONGEST_PAUSE = 120
LINE = re.compile(r"(?P<days>[A-Za-z.,\s–-]+?)[\s:]+(?P<spans>\d.*)")


@dataclass(frozen=True)
class OpeningHours:
    """Weekdays (0 is Monday) and the spans of time that hold on each of them."""

    weekdays: tuple[int, ...]
    spans: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class DoorState:
    """Whether a door is open at a moment: `closes` when it is, else `opens`, the next opening (None: none in 60 days).

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

    `first` is the first day on which people would stand before it, `last` the day before it opens again. `opens` None means: until further notice, or later than the data reach; then `last` is None as well. `reasons` are
    the titles of all pauses in it, in order.
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

    >>> parse_hours("Di, Do 14-18 Uhr").weekdays
    (1, 3)
    """
    match = LINE.fullmatch(line.strip())
    if not match:
        return None
    weekdays = _weekdays(match["days"])
    spans = [_span(part) for part in re.split(r"\s*(?:,|und)\s*", match["spans"].strip())]
    if not weekdays or None in spans:
        return None
    return OpeningHours(weekdays, tuple(span for span in spans if span))


def door_state(hours: Iterable[OpeningHours], now: datetime, closed: Callable[[date], str]) -> DoorState:
    """Say whether a door with these hours is open at `now`, a wall-clock time; `closed(day)` names a pause or is ""."""
    today_closed = closed(now.date())
    for ahead in range(61):
        day = now.date() + timedelta(days=ahead)
        if closed(day):
            continue
        for opens, closes in spans_on(hours, day):
            if ahead == 0 and opens <= now.time() < closes:
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
    return sorted(span for line in hours if day.weekday() in line.weekdays for span in line.spans)


def _weekdays(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in re.split(r"\s*(?:,|und)\s*", text.strip()):
        match = DAYS.fullmatch(part)
        numbers = [_weekday(name) for name in match.groups() if name] if match else []
        if not numbers or -1 in numbers or numbers[0] > numbers[-1]:
            return ()
        found.extend(range(numbers[0], numbers[-1] + 1))
    return tuple(sorted(set(found)))


def _weekday(name: str) -> int:
    name = name.lower()
    return WEEKDAYS.index(name) if name in WEEKDAYS else ENGLISH.index(name) if name in ENGLISH else -1


def _span(text: str) -> tuple[time, time] | None:
    match = SPAN.fullmatch(text)
    if not match:
        return None
    numbers = [int(part or 0) for part in match.groups()]
    try:
        opens, closes = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    except ValueError:
        return None
    return (opens, closes) if opens < closes else None
