"""Ics: a calendar file of somebody else becomes our events. Source: RFC 5545.

Knows what an entry means and our keys: ics_file.py reads the bytes, ics_values.py single properties, recurrence.py says
which days are meant, shelf.py writes the files.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from icalendar import Component

from ..calendar.moment import Moment
from .clean import line, markdown
from .ics_file import Found, by_uid, named, without_guesses
from .ics_values import (
    categories_of,
    conference_of,
    day_of,
    end_of,
    end_text,
    instants_of,
    later_end,
    length_of,
    moment_of,
    number_of,
    rules_of,
    status_of,
)
from .origin import LONGEST_TITLE, STRANGE, Origin, place_fields, topics_of
from .recurrence import Days, Pattern, Span, days_of, local, written
from .taken import Remark, Taken

HORIZON = timedelta(days=550)
HIDDEN = {"PRIVATE", "CONFIDENTIAL"}


def read_ics(data: bytes, origin: Origin) -> tuple[list[Taken], list[Remark]]:
    """The events of a calendar file, each UID once, and what was not taken.

    Raises:
        NoCalendar: there is no calendar in it.

    """
    with without_guesses():
        return _read(data, origin)


def _read(data: bytes, origin: Origin) -> tuple[list[Taken], list[Remark]]:
    taken: list[Taken] = []
    remarks: list[Remark] = []
    for uid, components in by_uid(data, remarks).items():
        title = line(str(components[-1][0].get("SUMMARY", ""))) or uid
        try:
            taken += _Entry(uid, components, origin).events()
        except _NotTaken as refused:
            remarks.append(Remark(title, refused.name, refused.values))
        except STRANGE as error:
            remarks.append(Remark(title, "not-understood", {"value": named(error)}))
    return taken, remarks


class _NotTaken(Exception):
    def __init__(self, name: str, **values: Any) -> None:
        super().__init__(name)
        self.name, self.values = name, values


class _Entry:
    """One UID: its entry, and those for single dates that differ."""

    def __init__(self, uid: str, components: list[Found], origin: Origin) -> None:
        self.uid, self.origin, self.remarks = uid, origin, []
        ordered = sorted(components, key=lambda one: number_of(one[0].get("SEQUENCE")))
        own = [one for one in ordered if "RECURRENCE-ID" not in one[0]]
        self.own = own[-1] if own else None
        if len(own) > 1:
            self._remark("same-uid", own[-1][0], count=len(own))
        self.others: dict[Any, Found] = {}
        for one in ordered:
            if "RECURRENCE-ID" in one[0]:
                self.others[moment_of(one, "RECURRENCE-ID")] = one

    def events(self) -> Iterator[Taken]:
        """The event; without an entry of its own, each of its single dates."""
        if self.own:
            yield from self._event(self.own, self.uid, self.others)
            return
        for on, found in self.others.items():
            yield from self._event(found, f"{self.uid}/{on}", {})

    def _event(self, found: Found, uid: str, others: dict[Any, Found]) -> Iterator[Taken]:
        component = found[0]
        if line(str(component.get("CLASS", ""))).upper() in HIDDEN:
            raise _NotTaken("is-private")
        start = moment_of(found, "DTSTART")
        if start is None:
            raise _NotTaken("has-no-start")
        span = Span(self.origin.zone, max(self.origin.site.today, day_of(start)) + HORIZON)
        pattern = Pattern(start, rules_of(component), instants_of(found, "RDATE"), instants_of(found, "EXDATE"))
        days = days_of(pattern, span)
        fields = written(pattern, days, span)
        if not fields:
            raise _NotTaken("has-no-dates")
        if days.is_crowded:
            self._remark("more-a-day", component)
        if days.is_endless and "dates" in fields:
            self._remark("list-until", component, day=span.horizon)
        if _is_over(days, found, self.origin):
            raise _NotTaken("is-over")
        first = date.fromisoformat(fields["start"][:10])
        fields |= self._said(found, local(start, span.zone), first)
        if changes := self._changes(found, others, days, fields, span):
            fields["changes"] = changes
        body = markdown(str(component.get("DESCRIPTION", "")))
        yield Taken(
            uid,
            "event",
            {**fields, **dict(self.origin.fields)},
            body,
            remarks=tuple(self.remarks),
            words=tuple(categories_of(component)),
        )

    def _said(self, found: Found, start: Moment, first: date) -> dict[str, Any]:
        """What an entry that starts at `start` says beside its dates; its end as of a date on the day `first`."""
        component, site = found[0], self.origin.site
        fields: dict[str, Any] = {"title": line(str(component.get("SUMMARY", "")))[:LONGEST_TITLE] or "Ohne Titel"}
        if end := end_text(start, end_of(found, self.origin.zone), first - start.day):
            fields["end"] = end
        fields |= place_fields(line(str(component.get("LOCATION", ""))), site)
        if online := conference_of(component):
            fields["online"] = online
        if (url := line(str(component.get("URL", "")))).startswith(("http://", "https://")):
            fields["url"] = url
        if topics := topics_of(categories_of(component), site):
            fields["topics"] = topics
        if status_of(component) == "CANCELLED":
            fields |= {"status": "cancelled", "note": "Der Termin wurde abgesagt."}
        elif status_of(component) == "TENTATIVE":
            self._remark("is-tentative", component)
        return fields

    # --- single dates that differ ---------------------------------------------------------------------------

    def _changes(
        self, found: Found, others: dict[Any, Found], days: Days, fields: dict[str, Any], span: Span
    ) -> list[dict[str, str]]:
        by_day: dict[date, dict[str, str]] = {}
        for day in days.taking_place:
            start = days.planned[day].as_written
            if start[10:] != fields["start"][10:]:  # in its own zone it is always at the same time
                by_day[day] = {"start": start} | later_end(days.planned[day], length_of(found))
        for on, other in others.items():
            day = local(on, span.zone).day if isinstance(on, date) else None
            if day is None or day not in days.taking_place:
                self._remark("no-date-to-change", other[0], day=day or "–")
                continue
            if str(getattr(other[0].get("RECURRENCE-ID"), "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE":
                self._remark("only-this-date", other[0], day=day)
            by_day[day] = by_day.get(day, {}) | self._change(other, days.planned[day], fields, span)
        if len(days.planned) == 1 and not days.is_endless:  # no series, so there is nothing to be changed in it
            fields |= {key: value for key, value in next(iter(by_day.values()), {}).items() if key != "on"}
            return []
        return [{"on": str(day), **change} for day, change in sorted(by_day.items()) if change]

    def _change(self, other: Found, usual: Moment, fields: dict[str, Any], span: Span) -> dict[str, str]:
        """What one date says differently."""
        if status_of(other[0]) == "CANCELLED":
            return {"status": "cancelled", "note": "Dieser Termin wurde abgesagt."}
        said = moment_of(other, "DTSTART")
        start = local(said, span.zone) if said else usual
        new = self._said(other, start, start.day)
        change: dict[str, str] = {}
        if start != usual:
            change["start"] = start.as_written
        if new.get("end") and (change or new["end"] != fields.get("end")):
            change["end"] = new["end"]
        if new["title"] != fields["title"] and new["title"] != "Ohne Titel":
            change["title"] = new["title"]
        if new.get("place") and new["place"] != fields.get("place"):
            change["place"] = new["place"]
        return change

    def _remark(self, name: str, component: Component, **values: Any) -> None:
        self.remarks.append(Remark(line(str(component.get("SUMMARY", ""))) or self.uid, name, values))


def _is_over(days: Days, found: Found, origin: Origin) -> bool:
    """Whether its last date ended before those that are wanted."""
    last = days.taking_place[-1] + max(length_of(found) or timedelta(), timedelta())
    return not days.is_endless and last < origin.since
