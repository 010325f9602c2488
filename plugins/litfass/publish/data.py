"""Data: every date as JSON and as CSV, for whoever wants to count or show them elsewhere."""

import json
from collections.abc import Iterator
from typing import Any

from ..calendar.month import next_month
from ..formats.spreadsheet import csv_bytes
from ..model.occurrence import Occurrence
from ..model.thing import name_of
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True  # titles are as their editors wrote them
COLUMNS = ("id", "title", "start", "end", "all_day", "status", "original_start", "place", "organizer", "url")
MONTHS_BACK = 12


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield every date from one year back to the horizon, also what began before and runs on, once as JSON and once as CSV."""
    first = next_month(site.this_month, -MONTHS_BACK)
    rows = [row(site, one) for one in site.occurrences if one.last_day >= first and not one.pause]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    yield File(site.addresses.to("data_json"), f"{text}\n".encode())
    yield File(site.addresses.to("data_csv"), csv_bytes(COLUMNS, ([one[column] for column in COLUMNS] for one in rows)))


def row(site: Site, one: Occurrence) -> dict[str, Any]:
    """One date: `start` and `end` in ISO 8601 with offset, a day alone when it lasts all day; None for not said.

    `end` of whole days is the last day, included. `original_start` is set where the date was moved: when it was to be at first.
    `place` is where people should go: none for what moved online.
    """
    original = next(iter(one.previous_starts), None)
    return {
        "id": one.id,
        "title": one.title,
        "start": one.start.isoformat_in(one.zone),
        "end": one.end and one.end.isoformat_in(one.zone),
        "all_day": one.start.is_all_day,
        "status": "rescheduled" if one.was_moved and one.status == "scheduled" else one.status,
        "original_start": original and original.isoformat_in(one.zone),
        "place": one.shown_place or None,
        "organizer": name_of(one.event.organizer) or site.info.name,
        "url": site.addresses.absolute(site.addresses.of(one.event)),
    }
