"""Rhythm readers: how a text an editor wrote becomes opening hours or a rule; refuses as readers.py does."""

from typing import Any

from ..calendar.hours import OpeningHours, parse_hours, with_an_end
from ..calendar.rule import Rule, RuleError
from .readers import plain, refuse


def hours(value: Any) -> OpeningHours:
    """One line of opening hours."""
    if isinstance(value, OpeningHours):
        return value
    parsed = parse_hours(plain(value))
    if parsed is None:
        example = with_an_end(value)
        raise refuse("hours-no-end", value=value, example=example) if example else refuse("bad-hours", value=value)
    return parsed


def repeat(value: Any) -> Rule:
    """A repeat phrase, read by the closed grammar of calendar/phrase.py."""
    from ..calendar import grammar, phrase, wording  # noqa: PLC0415 - only events with a phrase pay for it
    from ..problems import nearest  # noqa: PLC0415

    written = plain(value)
    rule = phrase.parse_phrase(written)
    if rule is not None:
        return rule
    if two := phrase.two_meanings(written):
        raise refuse("repeat-two-ways", value=value, **wording.both_ways(*two))
    if phrase.is_month_alone(written):
        raise refuse("repeat-which-day", value=value)
    if rest := phrase.without_holidays(written):
        raise refuse("repeat-only", value=value, repeat=rest)
    if beginning := phrase.readable_beginning(written):
        raise refuse("repeat-too-much", value=value, repeat=beginning)
    raise refuse("bad-repeat", value=value, guess=nearest(value, grammar.FORMS))


def rrule(value: Any) -> Rule:
    """An RRULE for experts, limited to what a calendar of days needs."""
    try:
        return Rule.from_rrule(plain(value))
    except RuleError as error:
        raise refuse("bad-rrule", value=value, reason=str(error)) from None
