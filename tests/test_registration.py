"""Registration: until when one may sign up for a date, also where each date of a series has its own last day."""

from datetime import date

import icalendar
import pytest
from litfass.parse import read as parse
from litfass.sheets.poster import poster
from litfass.validate import validate
from litfass.words.catalogue import words_in

from .rendered import THEME, calendar, main_text, page, site_on, words_of, write

COOKING = """
title: Suppe für alle
start: 2026-12-02 17:00
repeat: mittwochs
registration: {by: 2 Tage vorher, telephone: 0911 0000-123}
changes:
  - {on: 2026-12-09, start: 2026-12-11 17:00, note: Der Herd kommt erst am Freitag.}
  - {on: 2026-12-16, status: full, note: Alle Plätze sind vergeben.}
  - {on: 2026-12-23, status: cancelled, note: Ferien.}
"""


def cooking(content, now, head=COOKING):
    write(content, "events/suppe.md", head)
    return site_on(content, now)


def suppers(site, address):
    """The components of a calendar that are about the suppers."""
    found = icalendar.Calendar.from_ical(calendar(site, address))
    return [one for one in found.walk("VEVENT") if "Suppe" in one["summary"]]


def due(site):
    return [(str(one.day), str(one.meeting)) for one in site.due if one.thing.id == "suppe"]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2 Tage vorher", 2),
        ("bis 3 Tage vorher", 3),
        ("1 Tag davor", 1),
        ("zwei Tage vorher", 2),
        ("sieben Tage vorher", 7),
        ("eine Woche vorher", 7),
        ("2 Wochen vorher", 14),
        ("Vortag", 1),
        ("am Vortag", 1),
        ("am Tag vorher", 1),
        ("2 days before", 2),
        ("one week before", 7),
        ("the day before", 1),
    ],
)
def test_how_long_before_is_read_as_people_write_it(written, days):
    head = f"---\ntitle: Suppe\nstart: 2026-12-02\nregistration: {{by: {written}}}\n---\n"
    event, problems = validate(parse(head.encode(), "events/suppe.md")[0])

    assert not problems
    assert days == event.registration.days_before
    assert days == (date(2026, 12, 2) - event.registration.last_day(date(2026, 12, 2))).days


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *((word, {"required": "no"}) for word in ("no", "nein", "Keine", "nicht nötig", "Nicht erforderlich.")),
        *((word, {"required": "yes"}) for word in ("yes", "ja", "erforderlich")),
        ("erwünscht", {"required": "recommended"}),
        ("nur telefonisch Di 10-12 Uhr", {"note": "nur telefonisch Di 10-12 Uhr"}),
        ("im Büro oder 0911 0000-120", {"note": "im Büro oder 0911 0000-120"}),
        ("Post@verein.example", {"email": "Post@verein.example"}),
        ("0911 0000-120", {"telephone": "0911 0000-120"}),
        ("https://verein.example/fest", {"url": "https://verein.example/fest"}),
        ("2026-12-01", {"by": "2026-12-01"}),
        ("zwei Tage vorher", {"by": "zwei Tage vorher"}),
    ],
)
def test_one_line_is_read_as_the_group_that_says_the_same(written, read):
    head = "---\ntitle: Suppe\nstart: 2026-12-02\nregistration:"
    group = "".join(f"\n  {key}: {value}" for key, value in read.items())
    short, long = (
        validate(parse(f"{head}{said}\n---\n".encode(), "events/suppe.md")[0]) for said in (f" {written}", group)
    )

    assert [] == long[1] == short[1]
    assert long[0].registration == short[0].registration


def test_a_translation_may_say_in_its_words_what_stands_in_one_line(content):
    """The number stays where the note is another; a sentence is missed where nobody has translated it."""
    write(content, "events/suppe.md", COOKING.replace("{by: 2 Tage vorher, telephone: 0911 0000-123}", "0911 0000-123"))
    write(content, "events/suppe.tr.md", "registration: {note: Türkçe konuşuyoruz}")
    write(content, "events/tanz.md", "title: Tanz\nstart: 2026-12-02 17:00\nregistration: nur am Telefon")
    write(content, "events/tanz.tr.md", "registration: yalnızca telefonla")
    turkish = next(one for one in site_on(content).all_languages if one.language == "tr")
    soup, dance = (turkish.find("event", id_).registration for id_ in ("suppe", "tanz"))

    assert ("0911 0000-123", "Türkçe konuşuyoruz") == (soup.telephone, soup.note)
    assert ("yes", "yalnızca telefonla") == (dance.required, dance.note)


@pytest.mark.parametrize("written", ["0 Tage vorher", "dienstags", "Tage vorher", "2 Tage nachher", "bald"])
def test_what_is_no_last_day_is_told(written):
    head = f"---\ntitle: Suppe\nstart: 2026-12-02\nregistration: {{by: {written}}}\n---\n"

    assert ["bad-last-day"] == [one.code for one in validate(parse(head.encode(), "events/suppe.md")[0])[1]]


def test_each_date_has_its_last_day_and_takes_it_along_when_it_is_moved(content):
    """Neither a full nor a cancelled one has any; no more than four are told ahead."""
    site = cooking(content, "2026-11-30T10:00")

    assert due(site) == [
        ("2026-11-30", "2026-12-02"),
        ("2026-12-09", "2026-12-11"),
        ("2026-12-28", "2026-12-30"),
        ("2027-01-04", "2027-01-06"),
    ]


def test_a_date_moved_far_away_takes_no_place_among_the_next_four(content):
    head = COOKING.replace("start: 2026-12-11 17:00", "start: 2027-03-01 17:00")

    assert ["2026-12-02", "2026-12-30", "2027-01-06", "2027-01-13"] == [
        meeting for _, meeting in due(cooking(content, "2026-11-30T10:00", head))
    ]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            "2026-11-30T23:59",
            "Bitte bis Montag, 30. November 2026 für den Termin am Mittwoch, 2. Dezember 2026 jeweils bis 2 Tage vorher",
        ),
        ("2026-12-01T00:00", "Bitte bis Mittwoch, 9. Dezember 2026 für den Termin am Freitag, 11. Dezember 2026"),
        ("2026-12-10T10:00", "Bitte bis Montag, 28. Dezember 2026 für den Termin am Mittwoch, 30. Dezember 2026"),
    ],
)
def test_the_page_says_until_when_for_the_next_date_one_may_still_come_to(content, now, said):
    assert said in main_text(page(cooking(content, now), "termine/suppe-fuer-alle/"))


def test_who_comes_too_late_for_the_last_date_is_told_so(content):
    head = COOKING.replace("repeat: mittwochs", "repeat: mittwochs\nuntil: 2026-12-30")
    said = main_text(page(cooking(content, "2026-12-29T10:00", head), "termine/suppe-fuer-alle/"))

    assert "Die Anmeldung ist geschlossen. war bis Montag, 28. Dezember 2026 möglich" in said
    assert "Bitte bis" not in said


@pytest.mark.parametrize("status", ["full", "cancelled", "postponed"])
@pytest.mark.parametrize("by", ["2 Tage vorher", "2026-12-10"])
@pytest.mark.parametrize("repeat", ["", "repeat: mittwochs\nuntil: 2026-12-30"])
def test_nobody_is_asked_to_register_for_what_is_full_or_off(content, status, by, repeat):
    head = f"title: Suppe für alle\nstart: 2026-12-16 17:00\n{repeat}\nregistration: {{by: {by}}}\nstatus: {status}\nnote: Leider."
    site = cooking(content, "2026-12-01T10:00", head)
    said = main_text(page(site, "termine/suppe-fuer-alle/"))

    assert "Leider." in said
    assert "Bitte bis" not in said
    assert due(site) == []
    assert "Anmeldung" not in " ".join(poster(site, words_of(site), site.find("event", "suppe"), "a4")["facts"])


@pytest.mark.parametrize("by", ["2 Tage vorher", "2026-12-10"])
def test_nobody_is_asked_to_register_for_a_date_that_news_call_off(content, by):
    write(content, "news/2026-11-30-absage.md", "title: Aus\ncategory: cancellation\nabout: events/suppe@2026-12-16")
    head = f"title: Suppe für alle\nstart: 2026-12-16 17:00\nregistration: {{by: {by}}}"
    site = cooking(content, "2026-12-01T10:00", head)

    assert due(site) == []
    assert "Bitte bis" not in main_text(page(site, "termine/suppe-fuer-alle/"))


def test_nobody_is_asked_to_register_for_what_comes_no_more(content):
    """A date that took place is none one may still come to."""
    head = "title: Suppe für alle\nstart: 2026-11-03 17:00\ndates: [2026-11-03, 2026-12-16]\nregistration: {by: 2026-12-10}"
    on = due(cooking(content, "2026-12-01T10:00", head))
    off = cooking(
        content, "2026-12-01T10:00", f"{head}\nchanges: [{{on: 2026-12-16, status: cancelled, note: Leider.}}]"
    )

    assert [("2026-12-10", "None")] == on
    assert [] == due(off)
    assert "Bitte bis" not in main_text(page(off, "termine/suppe-fuer-alle/"))


def test_a_single_date_has_one_last_day(content):
    head = "title: Suppe für alle\nstart: 2026-12-02 17:00\nregistration: {by: eine Woche vorher}"
    site = cooking(content, "2026-11-24T10:00", head)
    said = main_text(page(site, "termine/suppe-fuer-alle/"))

    assert "Bitte bis Mittwoch, 25. November 2026" in said
    assert "vorher" not in said
    assert due(site) == [("2026-11-25", "2026-12-02")]


def test_an_offer_without_dates_says_how_long_before(content):
    head = "title: Suppe für alle\nrepeat_text: etwa viermal im Jahr\nregistration: {by: am Vortag}"
    site = cooking(content, "2026-11-24T10:00", head)

    assert "jeweils bis zum Tag vorher" in main_text(page(site, "termine/suppe-fuer-alle/"))
    assert due(site) == []
    assert due(cooking(content, "2026-11-24T10:00", head.replace("am Vortag", "2026-12-10"))) == [
        ("2026-12-10", "None")
    ]


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("de", 7, "jeweils bis eine Woche vorher"),
        ("de", 14, "jeweils bis 2 Wochen vorher"),
        ("de", 10, "jeweils bis 10 Tage vorher"),
        ("uk", 14, "щоразу не пізніше ніж за 2 тижні"),
        ("uk", 35, "щоразу не пізніше ніж за 5 тижнів"),
        ("ar", 7, "في كل مرة حتى أسبوع واحد قبل الموعد"),
        ("ar", 14, "في كل مرة حتى أسبوعين قبل الموعد"),
    ],
)
def test_whole_weeks_are_said_as_weeks(language, days, said):
    assert said == words_in(THEME, language).days_before(days)


def test_a_calendar_says_of_the_whole_series_how_long_before(content):
    described = [one["description"] for one in suppers(cooking(content, "2026-11-30T10:00"), "kalender/alle.ics")]

    assert len(described) > 1
    assert "jeweils bis 2 Tage vorher" in described[0]
    assert not [one for one in described if "Bitte bis" in one]


def test_the_calendar_of_deadlines_names_the_date_each_is_for(content):
    found = suppers(cooking(content, "2026-11-30T10:00"), "kalender/fristen/anmeldung.ics")

    said = found[0]["description"].replace("\u00a0", " ")
    assert "bis Montag, 30. November 2026, für den Termin am Mittwoch, 2. Dezember 2026" in said
    assert len({one["uid"] for one in found}) == len(found) == 4


def test_a_poster_of_one_date_says_its_day_and_one_of_a_series_how_long_before(content):
    site = cooking(content, "2026-11-30T10:00")
    words, event = words_of(site), site.find("event", "suppe")
    series = poster(site, words, event, "a4")["facts"]
    one = poster(site, words, event, "a4", date(2026, 12, 30))["facts"]

    assert "Anmeldung nötig, jeweils bis 2 Tage vorher: 0911 0000-123" in " ".join(series).replace("\u00a0", " ")
    assert "bis 28. Dezember" in " ".join(one).replace("\u00a0", " ")
