"""Month: where it begins and ends, those before and after it, and how many days it may have."""

from datetime import date, timedelta

MONTHS_OF_A_YEAR = 12
# in which each day of a year is one
LEAP_YEAR = 2028
# how many days each month has at most, January first
MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_start(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return next_month(day) - timedelta(days=1)


def next_month(day: date, count: int = 1) -> date:
    """The first day of the month `count` months after a day's month; before it for a negative count."""
    months = day.year * MONTHS_OF_A_YEAR + day.month - 1 + count
    return date(months // MONTHS_OF_A_YEAR, months % MONTHS_OF_A_YEAR + 1, 1)


def is_far(day: date, today: date) -> bool:
    """Whether a day lies so far ahead that its month would be taken for a nearer one, were the year not said."""
    return day >= next_month(today, MONTHS_OF_A_YEAR)
