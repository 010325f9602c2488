"""Weeks: even and odd ones by their number, as ISO 8601 counts them and German calendars print them; and until when they take turns."""

from datetime import date

EVEN, ODD = 0, 1
LONG_YEAR = 53
# the numbers of all even and of all odd weeks a year may have
NUMBERS = {EVEN: tuple(range(2, LONG_YEAR, 2)), ODD: tuple(range(1, LONG_YEAR + 1, 2))}


def parity_of(day: date) -> int:
    """EVEN or ODD, by the number of the day's week."""
    return day.isocalendar().week % 2


def turns_end(day: date) -> date:
    """The Sunday from a day on up to which even and odd weeks take turns: that of the next week 53, for week 1 after it is odd too.

    >>> str(turns_end(date(2026, 12, 1))), str(turns_end(date(2027, 1, 4)))
    ('2027-01-03', '2033-01-02')
    """
    year = day.isocalendar().year
    while _weeks_of(year) < LONG_YEAR:
        year += 1
    return date.fromisocalendar(year, LONG_YEAR, 7)


def _weeks_of(year: int) -> int:
    return date(year, 12, 28).isocalendar().week  # always in the last one
