"""Random series for the oracles: heads of event files, changes of their dates, and Sites made of them."""

from datetime import date, datetime, timedelta
from gettext import NullTranslations

from hypothesis import strategies as st
from litfass.address import Addresses
from litfass.body import render
from litfass.calendar.grammar import FORMS
from litfass.link import Entry, link
from litfass.parse import read
from litfass.publish import calendar_file
from litfass.read import read_content
from litfass.settings import ADDRESSES
from litfass.validate import validate
from litfass.words import Words

from .conftest import TESTS

FIRST, LAST = date(2024, 2, 1), date(2028, 4, 1)
RRULES = (
    *(
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU",
        "FREQ=MONTHLY;BYMONTHDAY=29,31",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
    ),
    *(
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=-2TU",
        "FREQ=WEEKLY",
    ),
)
days = st.dates(date(2024, 1, 1), date(2027, 6, 30))


@st.composite
def heads(draw):
    """The head of an event file: any kind of rule or list, with or without a time, an end, exceptions, additions, pauses and only times."""
    start = draw(days)
    at = draw(st.sampled_from(["", " 00:00", " 09:30", " 15:00", " 23:45"]))
    lines = ["title: Reihe", f"start: {start}{at}"]
    if at:
        lines += draw(st.sampled_from([[], ["end: 17:00"], ["end: 00:30"]]))
    rule = st.sampled_from([*(f"repeat: {form}" for form in FORMS), *(f"rrule: {rule}" for rule in RRULES)])
    lines.append(draw(rule | lists(start, has_times=bool(at))))
    if not lines[-1].startswith("dates") and (until := draw(st.none() | st.integers(0, 900))):
        lines.append(f"until: {start + timedelta(days=until)}")
    for key, span in (("except", 60), ("also", 300)):
        if offsets := draw(st.lists(st.integers(-5, span), max_size=3, unique=True)):
            lines.append(f"{key}: [{', '.join(str(start + timedelta(days=offset)) for offset in offsets)}]")
    if pauses := draw(st.lists(st.sampled_from(["schulferien", "feiertage", "pause"]), max_size=3, unique=True)):
        lines.append(f"pause: [{', '.join(pauses)}]")
    only = sorted({"schulferien", "feiertage"} - set(pauses))
    if only and not any(line.startswith("dates") for line in lines) and draw(st.booleans()):
        lines.append(f"only: [{', '.join(only)}]")
    return lines


def lists(start, *, has_times):
    """A list of days from a first one on, some of which have times of their own."""
    own = st.sampled_from(["", " 10:00", " 12:00-18:00", " 20:00-01:30"]) if has_times else st.just("")
    days_of_it = st.lists(st.tuples(st.integers(0, 200), own), min_size=1, max_size=6, unique_by=lambda one: one[0])
    return days_of_it.map(
        lambda found: "dates: [" + ", ".join(f"{start + timedelta(days=day)}{times}" for day, times in found) + "]"
    )


changes = st.tuples(
    st.integers(0, 30), st.sampled_from(["moved", "later", "cancelled", "renamed"]), st.integers(-20, 60)
)


def entry(lines, number):
    head = "\n".join([*lines, f"id: reihe-{number}", f"slug: reihe-{number}"])
    document, _ = read(f"---\n{head}\n---\n".encode(), f"events/reihe-{number}.md")
    thing, _ = validate(document)
    return Entry(document, thing, render(document)[0]) if thing else None


def linked(entries):
    """A Site of the tiny neighbourhood's places and pauses with these events only."""
    material, _ = read_content(TESTS / "site")
    material.info = material.info.model_copy(update={"languages": ()})  # dates are the same in all
    material.entries = [*(one for one in material.entries if one.thing.kind in {"place", "actor", "closure"}), *entries]
    now = datetime(2026, 3, 1, 12, tzinfo=material.info.timezone)
    return link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=36)[0]


def with_changes(lines, site, number, wanted):
    """The same event, some of its dates moved, cancelled or renamed."""
    event = site.find("event", f"reihe-{number}")
    dates = site.programme.dates_of(event) if event else []
    rows, taken = [], {one.day for one in dates}
    for index, what, offset in wanted:
        if index >= len(dates) or any(str(dates[index].on) in row for row in rows):
            continue
        on, new = dates[index].on, dates[index].on + timedelta(days=offset)
        at = dates[index].start.isoformat()[10:].replace("T", " ")
        if what == "moved" and new not in taken:
            taken.add(new)
            rows.append(f"  - {{on: {on}, start: {new}{at}, note: verlegt}}")
        elif what == "later" and at:
            rows.append(f"  - {{on: {on}, start: {on} 18:00, end: 19:00, note: später}}")
        elif what in {"cancelled", "renamed"}:
            rows.append(
                f"  - {{on: {on}, {'status: cancelled' if what == 'cancelled' else 'title: Anders'}, note: so}}"
            )
    return [*lines, "changes:", *rows] if rows else lines


def ours(site, event):
    shown = [one for one in site.programme.dates_of(event) if FIRST <= one.day < LAST]
    return sorted(str(one.starts_at() if one.start.time else one.day) for one in shown)


def written(site):
    """The .ics of each event that has dates, by the event's id, as it is published."""
    files = {file.link: file.data() for file in calendar_file.publish(site, {"WORDS": Words("de", NullTranslations())})}
    return {
        event.id: files[f"/termine/{event.slug}/termin.ics"] for event in site.events if site.programme.dates_of(event)
    }


def batch(series):
    """A Site of some series with the changes wanted of them, and their heads by event id."""
    first = linked([one for number, (lines, _) in enumerate(series) if (one := entry(lines, number))])
    changed = [with_changes(lines, first, number, wanted) for number, (lines, wanted) in enumerate(series)]
    site = linked([one for number, lines in enumerate(changed) if (one := entry(lines, number))])
    return site, {f"reihe-{number}": lines for number, lines in enumerate(changed)}


many = st.lists(st.tuples(heads(), st.lists(changes, max_size=3)), min_size=25, max_size=25)
