"""Calendars and tables of others become files: real ones of other projects, twenty looked at by hand, and what people do next."""

import fcntl
import importlib.util
import json
import shutil
import subprocess
import sys
import tarfile
import warnings
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from litfass.__main__ import main
from litfass.calendar.grammar import FORMS
from litfass.calendar.phrase import parse_phrase
from litfass.calendar.wording import phrase_for
from litfass.check import findings
from litfass.edit.change import Desk
from litfass.imports.clean import markdown
from litfass.imports.ics import read_ics
from litfass.imports.origin import NoCalendar, Origin
from litfass.imports.recurrence import local
from litfass.imports.shelf import Shelf
from litfass.imports.taken import Taken
from litfass.link.dates import Dates
from litfass.parse import Document, read
from litfass.validate import validate

from .conftest import NOW, ROOT, TESTS, missing

EVER = date(1900, 1, 1)
# whose tests come with the package itself, as Python's installer unpacked it
INSTALLED = ("icalendar", "recurring_ical_events")
BY_NPM = (
    "cozy-ical@1.1.22",
    "ical@0.8.0",
    "icalendar@0.7.1",
    "icalts@0.0.2",
    "ics-parser@0.1.5",
    "jsical@0.0.4",
)
BY_PIP = "khal==0.14.1"


@pytest.fixture(scope="session")
def corpus():
    """All .ics files of other projects' tests, brought by the installers that are there; none of them is ours to keep."""
    folder = ROOT / ".cache/calendars"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _download(folder)
    roots = [Path(importlib.util.find_spec(name).origin).parent for name in INSTALLED]
    return sorted(path for root in (*roots, folder) for path in root.rglob("*") if path.suffix.lower() == ".ics")


def _download(folder):
    """Fetch what is not there yet, each once; cal-parser has one calendar more, with 548 dates that take half a minute."""
    if not shutil.which("npm"):
        missing("npm", "calendars of other projects were not imported")
    if wanted := [name for name in BY_NPM if not (folder / f"{name.replace('@', '-')}.tgz").exists()]:
        subprocess.run(["npm", "pack", "--silent", *wanted], cwd=folder, check=True, capture_output=True)
    if not list(folder.glob(f"{BY_PIP.replace('==', '-')}*")):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", folder, BY_PIP]
        subprocess.run(pip, check=True, capture_output=True)
    for archive in [*folder.glob("*.tgz"), *folder.glob("*.tar.gz")]:
        if not (folder / archive.stem).exists():
            with tarfile.open(archive) as packed:
                packed.extractall(folder / archive.stem, filter="data")


@pytest.fixture(scope="module")
def desk():
    return Desk.of(TESTS / "site", NOW, "de")


def run(*words, content):
    return main([*map(str, words), "--content", str(content), "--now", NOW])


def fields(path):
    return read(path.read_bytes(), path.name)[0].fields


# --- real calendars -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_three_hundred_calendars_of_others_come_in_and_none_breaks_the_site(corpus, desk, content):
    things, strange = [], []
    for number, path in enumerate(corpus):
        try:
            taken, remarks = read_ics(path.read_bytes(), Origin(desk.site, EVER))
        except NoCalendar:
            strange.append(path.name)
            continue
        assert all(remark.name and remark.title for remark in remarks)
        things += [type(one)(f"{number}/{one.uid}", one.kind, one.fields, one.body) for one in taken]

    report = Shelf(Desk.of(content, NOW, "de"), "Aus fremden Kalendern.").put_all(things)

    different = {path.read_bytes() for path in corpus}
    assert len([data for data in different if b"BEGIN:VEVENT" in data.upper()]) >= 300
    assert len(strange) < 30  # tests of failures, or files with to-dos only
    assert report.counts["new"] > 900
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def dates_of(taken, zone):
    """The dates of what was taken, by the house's own way from file to calendar, with the window that was asked."""
    event, problems = validate(Document("events/x.md", dict(taken.fields), {}))
    assert event, problems
    dates = Dates(zone, date(2026, 11, 24), {}, [])
    first, end = event.start.day - timedelta(days=2), event.start.day + timedelta(days=500)
    window = (first, end) if event.is_series else (date.min, date.max)
    found = dates._occurrences(event, dates.schedule(event), *window)  # noqa: SLF001 - as a build does it
    return {one.start for one in found if one.status != "cancelled"}, first, end


def by_oracle(data, taken, zone, first, end):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        calendar = icalendar.Calendar.from_ical(data)
        around = (first - timedelta(days=1), end + timedelta(days=1))
        components = recurring_ical_events.of(calendar, skip_bad_series=True).between(*around)
    own = [one for one in components if str(one.get("UID")) == taken.uid and one.get("STATUS") != "CANCELLED"]
    return {moment for one in own if first <= (moment := local(one["DTSTART"].dt, zone)).day < end}


def days(*texts):
    """Moments from "2014-06-30 07:00" and "14", the same time on another day of the month before it."""
    found = []
    for text in texts:
        found.append(text if len(text) > 2 else f"{found[-1][:8]}{text}{found[-1][10:]}")
    return found


# read in the file by a person, written down before anything was computed; times on a clock in Berlin
BY_HAND = {
    "event_rrule_recuid.ics": days(
        "2014-06-30 07:00", "2014-07-07 09:00", "2014-07-14 07:00", "21", "28", "2014-08-04 07:00"
    ),
    "event_rrule_recuid_cancelled.ics": days(
        "2014-06-30 07:00", "2014-07-07 09:00", "2014-07-21 07:00", "28", "2014-08-04 07:00"
    ),
    "event_rrule_recuid_update.ics": days("2014-06-30 07:00", "2014-07-07 07:00", "21", "28", "2014-08-04 07:00"),
    "event_invalid_exdate.ics": days("2011-11-12 21:50", "19", "2011-12-03 21:50"),
    "event_dtr_exdatez.ics": days("2014-06-30 07:30", "2014-07-07 07:30", "14"),
    "event_dt_two_rd.ics": days("2014-04-09 09:30", "10", "11", "12"),
    "event_d_rr.ics": days("2014-04-09", *map(str, range(10, 19))),
    "event_d_rdate.ics": days("2015-08-12", "13", "14", "15"),
    "event_dt_rrule_invalid_until.ics": ["2007-12-01", "2008-01-01", "2008-02-01"],
    "each_week_but_two_deleted.ics": days("2019-03-04 00:30", "18", "2019-04-01 00:30", "08", "15", "22"),
    "three_events.ics": days("2019-03-04 00:00", "07", "10"),
    "event_10_times.ics": days("2020-01-13 07:45", *map(str, range(14, 23))),
    "issue_18_cancel_status.ics": ["2020-01-28 22:00", "2020-01-30 22:00"],
    "issue_4_weidenrinde.ics": days("2019-08-23", "30"),
    "issue_4_rrule_until.ics": days(
        "2019-08-01 15:00", "08", "15", "22", "29", "2019-09-05 15:00", "12", "19", "26", "2019-10-03 15:00", "10", "17"
    ),
    "issue_148_exdate_and_rdate_unedited.ics": days("2024-07-01", "17", "29"),
    "issue_148_exdate_and_rdate_updated.ics": days("2024-07-01", "15", "30"),
    "issue_148_edge_case_2.ics": days("2024-07-01", "02", "29"),
    "period_with_timezone.ics": [
        *("2023-09-20 21:00", "2023-10-18 21:00", "2023-11-15 21:00", "2023-12-13 21:00", "2024-01-17 21:00"),
        *("2024-02-21 21:00", "2024-03-20 20:00", "2024-04-17 21:00", "2024-05-15 21:00"),  # clocks change there first
    ],
    "issue_112_missing_tzinfo_on_exdate.ics": days(
        "2013-09-07 18:00", "13", "14", "20", "21", "27", "28", "2013-10-04 18:00", "05", "18", "19"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BY_HAND)
def test_dates_are_those_a_person_and_the_oracle_find(name, corpus, desk):
    """Twenty calendars of others: by hand, by recurring-ical-events, and by our file all the same, date by date."""
    data = next(path for path in corpus if path.name == name).read_bytes()
    zone = desk.site.info.timezone
    (taken,), _ = read_ics(data, Origin(desk.site, EVER))

    ours, first, end = dates_of(taken, zone)

    assert BY_HAND[name] == sorted(moment.isoformat().replace("T", " ") for moment in ours)
    assert ours == by_oracle(data, taken, zone, first, end)


# --- what an entry becomes ----------------------------------------------------------------------------------


def calendar(*events, head=""):
    """A calendar file of entries given as lines."""
    blocks = "".join(
        f"BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n{text.replace(chr(10), chr(13) + chr(10))}\r\nEND:VEVENT\r\n"
        for text in events
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}{blocks}END:VCALENDAR\r\n".encode()


DRUMS = """UID:trommeln@x
DTSTART;TZID=Europe/Berlin:20261203T150000
DTEND;TZID=Europe/Berlin:20261203T170000
RRULE:FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1;COUNT=6
EXDATE;TZID=Europe/Berlin:20270204T150000
SUMMARY:Trommeln: laut & <leise>
LOCATION:Laden
DESCRIPTION:Bitte <b>warm</b> anziehen.<script>alert(1)</script><br>Mehr: <a href="javascript:x">hier</a>"""


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("LOCATION:https://video.example/rat", ("Online", "https://video.example/rat")),
        ("LOCATION:Laden\nCONFERENCE;VALUE=URI:tel:+49911\nCONFERENCE;VALUE=URI:https://video.example/rat",
         ("laden", "https://video.example/rat")),
        ("LOCATION:Laden\nCONFERENCE;VALUE=URI:javascript:alert(1)", ("laden", None)),
    ],
)  # fmt: skip
def test_addresses_of_meetings_on_the_web_come_in(content, tmp_path, said, wanted):
    (tmp_path / "a.ics").write_bytes(calendar(DRUMS.replace("LOCATION:Laden", said)))

    assert 0 == run("import-ics", tmp_path / "a.ics", content=content)

    found = fields(content / "events/trommeln-laut-leise.md")
    assert wanted == (found["place"], found.get("online"))
    assert [] == [one for one in findings(content, NOW) if one.is_error]


def test_a_series_becomes_a_phrase_with_its_exceptions(content, tmp_path, capsys):
    moved = DRUMS.replace(
        "DTSTART;TZID=Europe/Berlin:20261203T150000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20270107T150000\nDTSTART;TZID=Europe/Berlin:20270108T160000",
    )
    moved = moved.replace("20261203T170000", "20270108T180000").replace(
        "RRULE:FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1;COUNT=6\nEXDATE;TZID=Europe/Berlin:20270204T150000\n", ""
    )
    (tmp_path / "a.ics").write_bytes(calendar(DRUMS, moved))

    assert 0 == run("import-ics", tmp_path / "a.ics", content=content)

    found = fields(content / "events/trommeln-laut-leise.md")
    assert found == {
        "title": "Trommeln: laut & <leise>",
        "start": "2026-12-03 15:00",
        "end": "17:00",
        "repeat": "jeden 1. Donnerstag im Monat",
        "until": "2027-05-06",
        "except": ["2027-02-04"],
        "changes": [{"on": "2027-01-07", "start": "2027-01-08 16:00", "end": "18:00"}],
        "place": "laden" if "laden" in found["place"] else "Laden",
    }
    text = (content / "events/trommeln-laut-leise.md").read_text(encoding="utf-8")
    assert "Bitte **warm** anziehen." in text
    assert "script" not in text
    assert "1 neu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ("DTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261215", {"start": "2026-12-08", "end": "2026-12-14"}),
        ("DTSTART;VALUE=DATE:20261208\nDTEND;VALUE=DATE:20261209", {"start": "2026-12-08"}),
        ("DTSTART:20261208T140000Z\nDURATION:PT90M", {"start": "2026-12-08 15:00", "end": "16:30"}),
        ("DTSTART:20261208T220000\nDTEND:20261209T020000", {"start": "2026-12-08 22:00", "end": "02:00"}),
        ("DTSTART:20261208T220000\nDTEND:20261210T020000", {"start": "2026-12-08 22:00", "end": "2026-12-10 02:00"}),
        ("DTSTART;TZID=W. Europe Standard Time:20261208T100000", {"start": "2026-12-08 10:00"}),
        ("DTSTART:20261208T100000\nRRULE:FREQ=WEEKLY;INTERVAL=2", {"start": "2026-12-08 10:00", "repeat": "alle 2 Wochen dienstags"}),
        (
            "DTSTART:20261130T100000\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
            {"start": "2026-11-30 10:00", "dates": ["2026-12-31", "2027-01-29"]},
        ),
        (
            "DTSTART:20261208T100000\nSTATUS:CANCELLED",
            {"start": "2026-12-08 10:00", "status": "cancelled", "note": "Der Termin wurde abgesagt."},
        ),
    ],
)  # fmt: skip
def test_times_are_written_as_editors_write_them(entry, wanted, desk):
    (taken,), remarks = read_ics(calendar(f"UID:1\nSUMMARY:Probe\n{entry}"), Origin(desk.site, EVER))

    assert {"title": "Probe", **wanted} == taken.fields
    assert [] == remarks


def test_a_calendar_in_utc_that_says_where_it_is_repeats_by_the_clock_there(desk):
    data = calendar(
        "UID:1\nSUMMARY:Probe\nDTSTART:20261020T130000Z\nRRULE:FREQ=WEEKLY;COUNT=3",
        head="X-WR-TIMEZONE:Europe/Berlin\r\n",
    )

    (taken,), _ = read_ics(data, Origin(desk.site, EVER))

    assert {
        "start": "2026-10-20 15:00",
        "repeat": "jeden Dienstag",
        "until": "2026-11-03",
    }.items() <= taken.fields.items()
    assert "changes" not in taken.fields


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("DTSTART:20261208T100000\nCLASS:PRIVATE", "is-private"),
        ("DTSTART:20200101T100000", "is-over"),
        ("SUMMARY:Ohne Tag", "has-no-start"),
        ("DTSTART:morgen", "not-understood"),
        ("DTSTART:20270101T100000\nRRULE:FREQ=YEARLY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30", "not-understood"),
    ],
)
def test_what_cannot_be_taken_is_said(entry, name, desk):
    taken, remarks = read_ics(calendar(f"UID:1\n{entry}"), Origin(desk.site, date(2026, 11, 24)))

    assert [] == taken
    assert [name] == [remark.name for remark in remarks]


def test_names_and_addresses_of_people_stay_outside(desk):
    data = calendar(
        "UID:1\nSUMMARY:Probe\nDTSTART:20261208T100000\nORGANIZER;CN=Erika Muster:mailto:e@x.example\nATTENDEE;CN=Max:mailto:m@x.example"
    )

    (taken,), _ = read_ics(data, Origin(desk.site, EVER))

    assert "x.example" not in str(taken)


# --- a second time ------------------------------------------------------------------------------------------


def test_a_second_import_changes_nothing_and_a_newer_one_only_what_nobody_touched(content, tmp_path, capsys):
    file, path = tmp_path / "a.ics", content / "events/trommeln-laut-leise.md"
    other = "UID:2\nSUMMARY:Anderes\nDTSTART:20261210T100000"
    file.write_bytes(calendar(DRUMS, other))
    run("import-ics", file, content=content)
    first = path.read_bytes()

    run("import-ics", file, content=content)
    assert "2 unverändert" in capsys.readouterr().out
    assert first == path.read_bytes()

    path.write_text(path.read_text(encoding="utf-8").replace("end: 17:00", "end: 17:30"), encoding="utf-8")
    mine = path.read_bytes()
    file.write_bytes(calendar(DRUMS.replace("T170000", "T180000"), other.replace("T10", "T11")))
    run("import-ics", file, content=content)

    assert mine == path.read_bytes()
    assert "2026-12-10 11:00" == fields(content / "events/anderes.md")["start"]
    said = capsys.readouterr().out
    assert "1 aktualisiert" in said
    assert "wurde hier bearbeitet" in said


def test_what_an_editor_deleted_does_not_come_back(content, tmp_path, capsys):
    (tmp_path / "a.ics").write_bytes(calendar(DRUMS))
    run("import-ics", tmp_path / "a.ics", content=content)
    (content / "events/trommeln-laut-leise.md").unlink()

    run("import-ics", tmp_path / "a.ics", content=content)

    assert not (content / "events/trommeln-laut-leise.md").exists()
    assert "kommt nicht wieder" in capsys.readouterr().out


def test_two_of_one_title_get_an_address_each_and_one_that_is_there_is_not_doubled(content, tmp_path):
    twice = ["UID:1\nSUMMARY:Sprachcafé\nDTSTART:20261209T100000", "UID:2\nSUMMARY:Sprachcafé\nDTSTART:20260917T150000"]
    (tmp_path / "a.ics").write_bytes(calendar(*twice))

    run("import-ics", tmp_path / "a.ics", content=content)

    made = {one["file"] for one in json.loads((content / ".imports.json").read_text()).values()}
    assert {"events/sprachcafe-2.md"} == made
    assert "sprachcafe-2" == fields(content / "events/sprachcafe-2.md")["slug"]
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]


def test_what_is_no_calendar_changes_nothing(content, tmp_path, capsys):
    (tmp_path / "a.ics").write_text("<html>Anmelden</html>")

    assert 1 == run("import-ics", tmp_path / "a.ics", content=content)
    assert "keine Kalenderdatei" in capsys.readouterr().err
    assert not (content / ".imports.json").exists()


# --- tables -------------------------------------------------------------------------------------------------


def test_a_table_of_an_office_program_becomes_events(content, tmp_path, capsys):
    text = 'Titel;Datum;Uhrzeit;bis;Ort;Beschreibung;Farbe\r\nKürbisfest;Sa 5.12.2026;15 Uhr;18:00;Wiese am Bach;"Mit *Suppe*";rot\r\nKaputt;gestern;;;;;\r\n'
    (tmp_path / "t.csv").write_bytes(text.encode("cp1252"))

    assert 0 == run("import-csv", tmp_path / "t.csv", content=content)

    assert {"title": "Kürbisfest", "start": "2026-12-05 15:00", "end": "18:00", "place": "Wiese am Bach"} == fields(
        content / "events/kuerbisfest.md"
    )
    said = capsys.readouterr().out
    assert "1 neu" in said
    assert "Farbe" in said
    assert "Kaputt: nicht übernommen" in said


def test_a_table_is_read_in_german_words_and_with_the_seconds_of_office_programs(content, tmp_path, capsys):
    (tmp_path / "a.csv").write_text(
        "Name;Art;Straße;PLZ;Ort;Web\nSchachclub;Verein;Musterweg 3;90461;Nürnberg;https://schach.example\n"
    )
    (tmp_path / "t.csv").write_text("Titel;Datum;Uhrzeit;bis;Wo\nTurnier;06.12.2026;18:00:00;24:00:00;Wiese am Bach\n")
    (tmp_path / "u.csv").write_text("Titel;Von;Bis\nFahrt;06.12.2026 18:00:00;07.12.2026 17:00:00\n")

    run("import-csv", tmp_path / "a.csv", "--kind", "actor", content=content)
    run("import-csv", tmp_path / "t.csv", content=content)
    run("import-csv", tmp_path / "u.csv", content=content)

    address = {"street": "Musterweg 3", "postcode": "90461", "city": "Nürnberg"}
    assert {
        "title": "Schachclub",
        "kind": "association",
        "address": address,
        "url": "https://schach.example",
    } == fields(content / "actors/schachclub.md")
    when = {"start": "2026-12-06 18:00", "end": "24:00"}
    assert {"title": "Turnier", **when, "place": "Wiese am Bach"} == fields(content / "events/turnier.md")
    assert {"title": "Fahrt", "start": "2026-12-06 18:00", "end": "07.12.2026 17:00"} == fields(
        content / "events/fahrt.md"
    )
    assert "Bitte ansehen" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (
            "sep=;\r\nVeranstaltung;Datum;von;bis\r\nFest;5.12.2026;10:00;12 Uhr",
            {"start": "2026-12-05 10:00", "end": "12:00"},
        ),
        ("Titel;Beginn;Datum;Ende\nFest;10 Uhr;5.12.2026;12:00", {"start": "2026-12-05 10:00", "end": "12:00"}),
        ("Titel;Datum;Wochentag;Uhrzeit\nFest;5.12.2026;Sa;10-12 Uhr", {"start": "2026-12-05 10:00", "end": "12:00"}),
        ("Titel;Datum;Uhrzeit\nFest;5.12.2026 - 6.12.2026;ganztägig", {"start": "2026-12-05", "end": "2026-12-06"}),
        ("Titel;Datum;Anmeldung\nFest;5.12.2026;nein", {"start": "2026-12-05", "registration": {"required": "no"}}),
        (
            "Titel;Datum;Anmeldung\nFest;5.12.2026;bis 1.12.",
            {"start": "2026-12-05", "registration": {"note": "bis 1.12."}},
        ),
        ("Titel;Datum;Anmeldung\nFest;5.12.2026;x", {"start": "2026-12-05", "registration": {"required": "yes"}}),
        (
            "Titel;Datum;Anmeldung\nFest;5.12.2026;0911 0000-120",
            {"start": "2026-12-05", "registration": {"telephone": "0911 0000-120"}},
        ),
    ],
)
def test_columns_are_read_as_offices_fill_them(table, wanted, content, tmp_path, capsys):
    (tmp_path / "t.csv").write_bytes(f"{table}\r\n".encode("cp1252"))

    run("import-csv", tmp_path / "t.csv", content=content)

    assert "Bitte ansehen" not in capsys.readouterr().out
    assert {"title": "Fest", **wanted} == fields(content / "events/fest.md")


def test_what_a_table_says_twice_or_against_itself_is_told(content, tmp_path, capsys):
    (tmp_path / "t.csv").write_text(
        "Titel;Datum;Wochentag;Beschreibung;Text\nFest;5.12.2026;Sa;Mit Suppe;Bunt\nFest;5.12.2026;Sa;Mit Kuchen;\n"
        "Markt;6.12.2026;Sa;;\n"
    )

    run("import-csv", tmp_path / "t.csv", content=content)

    said = capsys.readouterr().out
    assert "Fest: steht mit demselben Anfang noch einmal in der Tabelle; übernommen ist nur die erste Zeile." in said
    assert "nicht übernommen: Text" in said
    assert "Markt: nicht übernommen. In „Sa 6.12.2026“ passen Wochentag und Datum nicht zusammen" in said
    assert "Mit Suppe" in (content / "events/fest.md").read_text(encoding="utf-8")


def test_a_table_of_places_is_checked_by_their_model(content, tmp_path):
    (tmp_path / "t.csv").write_text(
        "Name,Straße,PLZ,Stadt,Rollstuhl\nAula,Musterweg 3,90461,Nürnberg,ja\nKeller,Musterweg 4,90461,Nürnberg,vielleicht\n"
    )

    run("import-csv", tmp_path / "t.csv", "--kind", "place", content=content)

    assert not (content / "places/keller.md").exists()
    assert {"street": "Musterweg 3", "postcode": "90461", "city": "Nürnberg"} == fields(content / "places/aula.md")[
        "address"
    ]


def test_a_row_that_cannot_be_taken_says_what_is_possible(content, tmp_path, capsys):
    (tmp_path / "t.csv").write_text(
        "Name;Art;Telefon;PLZ;Ort\nSchachclub;Kegeln;1;90461;Nürnberg\nChor;;0911 1;;\n"
        "Bläser;e. V.;0911 1234 (AB);90461;Nürnberg\n"
    )

    run("import-csv", tmp_path / "t.csv", "--kind", "actor", content=content)

    said = capsys.readouterr().out
    kinds = "association, school, nursery, religious-community"
    assert f"Schachclub: nicht übernommen. kind: „Kegeln“ ist hier nicht möglich. Möglich sind: {kinds}" in said
    assert (
        f"Chor: nicht übernommen. Die Angabe „kind“ fehlt. Ergänzen Sie im Kopf eine Zeile „kind: …“. Möglich sind: {kinds}"
        in said
    )
    assert "Bläser: ohne die Angabe „telephone: 0911 1234 (AB)“. „0911 1234 (AB)“ ist keine Telefonnummer." in said
    assert "Bläser: ohne die Angabe „address: 90461, Nürnberg“. Unter „address“ fehlt die Angabe „street“." in said
    assert 3 == said.count("Schachclub") + said.count("Chor:") + said.count("Kegeln")
    assert {"title": "Bläser", "kind": "association"} == fields(content / "actors/blaeser.md")


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("Termin", "Titel;Datum\nMuster;5.12.2026"),
        ("Akteur", "Titel;Art\nMuster;Verein"),
        ("Ort", "Titel;Straße;PLZ;Ort;Rollstuhl\nMuster;Musterstraße 1;90461;Nürnberg;ja"),
        ("Projekt", "Titel;Status\nMuster;läuft"),
        ("Meldung", "Titel;Datum\nMuster;5.11.2026"),
    ],
)
def test_table_of_every_kind_may_call_its_first_column_titel(kind, table, content, tmp_path, capsys):
    (tmp_path / "t.csv").write_text(f"{table}\n", encoding="utf-8")

    assert 0 == run("import-csv", tmp_path / "t.csv", "--kind", kind, content=content)
    assert "1 neu." in capsys.readouterr().out


def test_words_of_a_table_are_those_people_read(content, tmp_path, capsys):
    (tmp_path / "t.csv").write_text(
        "Titel;Datum;Zielgruppe;Kosten;Kostenlos\nFest;5.12.2026;Kinder, Alle;;ja\nMarkt;6.12.2026;Hunde;Eintritt frei;\n;7.12.2026;;;\n"
    )

    assert 0 == run("import-csv", tmp_path / "t.csv", content=content)

    assert {"title": "Fest", "start": "2026-12-05", "audience": ["kinder", "alle"], "free": "yes"} == fields(
        content / "events/fest.md"
    )
    assert {"title": "Markt", "start": "2026-12-06", "free": "yes"} == fields(content / "events/markt.md")
    assert "7.12.2026: nicht übernommen. Die Angabe „title“ fehlt." in capsys.readouterr().out


def test_one_change_that_cannot_be_takes_none_of_the_others_along(content):
    """Else a date that is called off would take place here."""
    changes = [{"on": "2026-12-03", "end": "nie"}, {"on": "2026-12-10", "status": "cancelled"}]
    fields = {"title": "Chor", "start": "2026-11-26 18:00", "repeat": "donnerstags", "changes": changes}
    report = Shelf(Desk.of(content, NOW, "de"), "x").put_all([Taken("1", "event", fields)])

    assert changes[1:] == read((content / report.written[0]).read_bytes(), "events/chor.md")[0].fields["changes"]
    assert ["left-out-key"] == [remark.name for remark in report.remarks]


def test_a_table_that_is_not_there_is_said_in_german(content, tmp_path, capsys):
    assert 1 == run("import-csv", tmp_path / "nix.csv", content=content)
    assert "nix.csv gibt es nicht. Es wurde nichts geändert." in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_table_may_come_in_the_encodings_of_windows(content, tmp_path, encoding):
    (tmp_path / "t.csv").write_bytes("Titel\tDatum\tUhrzeit\r\nKürbisfest\t5.12.2026\t15 Uhr\r\n".encode(encoding))

    run("import-csv", tmp_path / "t.csv", content=content)

    assert {"title": "Kürbisfest", "start": "2026-12-05 15:00"} == fields(content / "events/kuerbisfest.md")


# --- parts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phrase", FORMS)
def test_a_rule_is_written_as_a_phrase_that_means_it(phrase):
    rule = parse_phrase(phrase)

    assert phrase_for(rule) == "" or parse_phrase(phrase_for(rule)) == rule
    assert phrase_for(rule) or (rule.freq == "WEEKLY" and rule.months)  # seasons stay rules


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Zeile\nZeile", "Zeile  \nZeile"),
        ("Bitte:\n- eins\n• zwei", "Bitte:\n\n- eins\n- zwei"),
        ("1. Januar", "1\\. Januar"),
        ("Kommt <b>alle</b>!\n\nMit Kuchen\nund Musik", "Kommt **alle**!\n\nMit Kuchen  \nund Musik"),
        ("<p>Kommt\nalle</p>", "Kommt alle"),
        ("    kein Code", "kein Code"),
        ("5 < 6 & <b", "5 < 6 & &lt;b"),
        ("Siehe https://x.example/a_b.", "Siehe <https://x.example/a_b>."),
        ('<p>Hallo <a href="https://x.example/">da</a></p>', "Hallo [da](<https://x.example/>)"),
        ('<img src="javascript:x" alt="y"><p onclick="x">Text</p>', "Text"),
        ("<ul><li>eins<li>zwei</ul>", "- eins\n- zwei"),
        ("<ol><li>eins<li>zwei<ul><li>drei</ul></ol>", "1. eins\n1. zwei\n    - drei"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h6>F</h6>", "## A\n\n## B\n\n### C\n\n###### F"),
        ("<p><strong>a</strong> <em>c</em> <i>d</i> <code>e*f</code></p>", "**a** *c* *d* `e*f`"),
        ("<table><tr><th>Tag</th><td>Mo</td></tr><tr><th>Zeit</th><td>15</td></tr></table>", "Tag Mo\n\nZeit 15"),
        ("<p>a</p><dl><dt>b</dt><dd>c</dd></dl><hr><pre>d</pre>", "a\n\nb\n\nc\n\n    d"),
        ("<p>a</p><figure>b<figcaption>c</figcaption></figure>", "a\n\nb\n\n*c*"),
        ("<blockquote><p>Zitat</p></blockquote>", "> Zitat"),
        ('<p><a href="javascript:x">a</a> <a href="//y.example">b</a> <a href="tel:1">c</a></p>', "a b [c](<tel:1>)"),
        ("<p>[x](javascript:x) &lt;script&gt;</p>", "\\[x\\](javascript:x) &lt;script>"),
        ("![x](https://x.example/x.png)", "!\\[x\\](<https://x.example/x.png>)"),
        ("[1]: https://x.example", "\\[1\\]: <https://x.example>"),
        ("A\n: b\n===\n> c\n+ d\n# e\n---", "A  \n&#58; b  \n&#61;==  \n\\> c  \n\\+ d  \n\\# e  \n\\---"),
    ],
)
def test_a_strangers_text_is_markdown_that_can_do_nothing(text, wanted):
    assert wanted == markdown(text)
