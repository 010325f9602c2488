"""Words: dates, times, amounts and repeat rules as the people of one language read them.

Between Site and the publishers: knows Babel and gettext, no format.
"""

from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from ..calendar.rule import Rule
from ..model.closure import Closure
from ..model.ending import end_of
from ..model.event import Event
from ..model.occurrence import Occurrence
from .amounts import Amounts
from .language import direction, load_translations, meant, name_in, named, own_name
from .times import Times

__all__ = ["Words", "direction", "filters", "load_translations", "meant", "name_in", "named", "own_name"]

# what templates ask of a language by the name it has here
FILTERS = (
    *("day", "date_only", "day_of_month", "weekday_and_day", "short_day", "days", "weekday", "month", "month_name"),
    *("clock", "doors", "time_only", "times", "when", "state", "moment", "short_moment", "previous_starts", "hours"),
    *("money", "price", "number", "size", "ages", "days_before", "days_before_date", "language_name", "label"),
    *("repeats", "rhythm", "pauses"),
)


class Words(Times, Amounts):
    """Everything that is said in one language."""

    def on_the_web(self, one: Occurrence) -> str:
        """How to take part in a date without going there: "auch online: https://…", or the editor's words; "" when nobody said."""
        said = one.event.online_address or one.event.own_words_online
        if not one.is_mixed:
            return said
        also = self._("also online")
        return f"{also}: {said}" if said else also

    def repeats(self, event: Event) -> str:
        """How an event repeats, written back from its rule: "jeden 1. Donnerstag im Monat"; "" for a single one."""
        return self._in_one_line(self._repeating(event))

    def rule(self, rule: Rule) -> str:
        """A repeat rule in words."""
        return self._rules.rule(rule)

    def named_weekdays(self, weekdays: Iterable[int]) -> str:
        """Weekdays, Monday is 0, in words: "Dienstag und Donnerstag", "Montag bis Freitag"."""
        return self._rules.weekdays(weekdays)

    def schedule(self, event: Event) -> str:
        """How an event repeats, when, and when not, in one line; "" for a single one.

        "jeden 1. Donnerstag im Monat, 15–17 Uhr, nicht in den Schulferien und an Feiertagen"
        """
        return self._in_one_line([*self.rhythm(event), *self.pauses(event)])

    def rhythm(self, event: Event) -> list[str]:
        """How an event repeats, and at what time: ["jeden 1. Donnerstag im Monat", "15–17 Uhr"]; none for a single one."""
        parts = self._repeating(event)
        if event.rule and event.start and event.start.time:
            end = event.end if isinstance(event.end, time) else event.end and event.end.time
            # an hour alone is of the same day or night; who stays the weekend reads the last day with each date
            is_near = end is not None and end_of(event.start, end, event.start) == end_of(
                event.start, event.end, event.start
            )
            parts.append(self.span(event.start.time, end if is_near else None))
        return parts

    def pauses(self, event: Event) -> list[str]:
        """When an event that repeats does not take place, as one part; in Leichte Sprache a part for each."""
        if not event.rule or event.start is None or not event.pause:
            return []
        kinds = self._kinds(event.pause)
        return [self._("not {pauses}").format(pauses=one) for one in (kinds if self.is_easy else [self.join(kinds)])]

    def _repeating(self, event: Event) -> list[str]:
        """How an event repeats, and in which times only: ["jeden Montag bis Freitag", "nur in den Schulferien"]."""
        if not event.rule:
            return [event.repeat_text] if event.repeat_text else []
        only = self.join(self._kinds(event.only))
        return [self._rules.rule(event.rule), *([self._("only {pauses}").format(pauses=only)] if only else [])]

    def _kinds(self, closures: Iterable[Closure]) -> list[str]:
        """What kinds of times some closures are, each once: "in den Schulferien"."""
        return list(dict.fromkeys(self.label(closure.closure_kind, "pause") for closure in closures))

    def _in_one_line(self, parts: list[str]) -> str:
        return ". ".join(parts) if self.is_easy else self.comma.join(parts)


def filters(words: Words) -> dict[str, Callable[..., Any]]:
    """The words a template may use as filters."""
    return {name: getattr(words, name) for name in FILTERS} | {"join_words": words.join}
