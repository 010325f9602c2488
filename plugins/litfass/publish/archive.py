"""Archive: all that was published as data for whoever comes after: JSON and CSV by kind, their schema, one calendar."""

import json
from collections.abc import Iterator
from typing import Any

from ..formats.markup import absolute, body
from ..formats.record import record, schema
from ..formats.spreadsheet import csv_bytes
from ..model import FOLDERS, TYPES
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True  # the data are those of the first language


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield a JSON and a CSV file of each kind of thing, and what their fields mean; nothing while the site lives."""
    if not site.frozen_on:
        return
    words, to = settings["WORDS"], site.addresses.to
    for kind, folder in FOLDERS.items():
        rows = [record(thing, absolute(str(body(thing, site)), site.addresses)) for thing in site.things[kind]]
        yield File(to("archive_data", name=f"{folder}.json"), _json(rows))
        columns = list(schema(TYPES[folder])["properties"])
        yield File(to("archive_data", name=f"{folder}.csv"), csv_bytes(columns, (_cells(row, columns) for row in rows)))
    schemas = {f"{folder}.json": {"type": "array", "items": schema(TYPES[folder])} for folder in FOLDERS.values()}
    yield File(
        to("archive_data", name="schema.json"),
        _json({"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": schemas}),
    )
    text = words._(
        "All that stood on {name} until {day}, as data. Each kind has a file in JSON and one in CSV; schema.json says what each field holds. Dates are in ISO 8601, rules of repetition as in RFC 5545, other things stand by their id. kalender.ics holds all dates. Pictures and documents lie beside the pages."
    )
    yield File(
        to("archive_data", name="LIESMICH.txt"),
        (text.format(name=site.info.name, day=words.date_only(site.frozen_on)) + "\n").encode(),
    )


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _cells(row: dict[str, Any], columns: list[str]) -> list[Any]:
    """One row: lists of words joined, what is nested as JSON in its cell."""
    return [_cell(row[column]) for column in columns]


def _cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
