"""What real neighbourhood offices have on their pages can be written down here, and is found on page and calendar.

Each test is one page, its facts restated with invented names; the day it is read on is part of the fact.
"""

import json
import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import icalendar
import pypdf
import pytest
import recurring_ical_events
from litfass.check import findings
from litfass.formats.structured import json_ld
from litfass.model import Place
from litfass.model.place import Geo
from litfass.publish import feed
from litfass.sheets import typeset
from litfass.sheets.plan import Plan
from litfass.sheets.programme_sheet import A5
from litfass.sheets.project_sheet import project_sheet

from .rendered import THEME, XHTML, calendar, linked, main_text, page, site_on, text, words_of, write


def on(content, name, day):
    """What a calendar has on a day under a name that holds `name`, as (summary, start)."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).at(day)
    return sorted((str(one["summary"]), str(one.start)) for one in found if name in str(one["summary"]))


# --- 03: advice that drops out while the office is shut, and says so --------------------------------------------------


@pytest.mark.parametrize(("on_pause", "told"), [("show", []), ("skip", ["no-date-there"])])
def test_03_news_may_tell_of_a_date_that_is_shown_to_drop_out(content, on_pause, told):
    head = "title: Beratung\nstart: 2026-12-01 18:30\nrepeat: dienstags\nuntil: 2027-02-23\npause: [schulferien]\n"
    write(content, "events/beratung.md", f"{head}on_pause: {on_pause}")
    write(content, "news/2026-11-20-faellt-aus.md", "title: Das fällt aus\nabout: [beratung@2026-12-29]")
    site, codes = linked(content)

    assert told == [code for code in codes if code == "no-date-there"]
    shown = main_text(page(site, "aktuelles/2026/faellt-aus/"))
    assert ("entfällt (Weihnachtsferien)" in shown) == (not told)


def test_03_a_date_that_drops_out_cannot_be_changed(content):
    head = "title: Beratung\nstart: 2026-12-01 18:30\nrepeat: dienstags\nuntil: 2027-02-23\npause: [schulferien]\n"
    write(content, "events/beratung.md", f"{head}on_pause: show\nchanges: [{{on: 2026-12-29, note: Anders}}]")

    assert "no-date-there" in linked(content)[1]


# --- 05: a fund with one deadline, what it paid for last year, things to borrow -----------------------------------

YEARLY_FUND = """
title: Verfügungsfonds 2025
kind: fund
year: 2025
budget: 10.000
deadlines: [2025-03-09]
decided_by: quartiersrat
decided: 2025-04
documents: [{file: plan.pdf, title: Antrag}, {url: https://fonds.example/richtlinie.pdf, title: Richtlinie}]
funded:
  - {applicant: hausverein, purpose: Beamer mit kurzer Entfernung, year: 2024}
  - {applicant: buero, purpose: Workshops, year: 2024}
  - {applicant: hausverein, purpose: Müllzangen, year: 2024}
  - {applicant: buero, purpose: Material für Gruppen, year: 2024}
  - {applicant: Privatperson, purpose: Schaukel für Kleinkinder, year: 2024}
  - {applicant: hausverein, purpose: Offenes WLAN, year: 2024}
  - {applicant: hausverein, purpose: Tragbare Stromquelle, year: 2024}
lending:
  - {title: Beamer, contact: hausverein}
"""


@pytest.mark.parametrize(
    ("now", "said", "unsaid"),
    [
        ("2025-03-09T23:59", "nur noch heute", "abgelaufen"),
        ("2025-03-10T00:00", "Die Frist ist abgelaufen: Sonntag, 9. März 2025.", "noch heute"),
    ],
)
def test_05_a_fund_with_one_deadline(content, now, said, unsaid):
    write(content, "participation/verfuegungsfonds.md", YEARLY_FUND)
    site = site_on(content, now)
    shown = main_text(page(site, "mitmachen/verfuegungsfonds-2025/"))

    assert said in shown
    assert unsaid not in shown
    for words in ("10.000 €", "Quartiersrat", "April 2025", "Antrag", "Richtlinie (PDF)", "Privatperson, 2024"):
        assert words in shown
    assert 7 == shown.count(", 2024")
    assert "Beamer" in main_text(page(site, "mitmachen/ausleihen/"))


def test_05_the_deadline_is_an_entry_of_its_own(content):
    write(content, "participation/verfuegungsfonds.md", YEARLY_FUND)
    site = site_on(content, "2025-02-01T10:00")

    assert [("Frist: Verfügungsfonds 2025", "2025-03-09")] == on(
        calendar(site, "kalender/fristen.ics"), "", date(2025, 3, 9)
    )
    assert "Bis Sonntag, 9. März 2025" in main_text(page(site, "mitmachen/verfuegungsfonds-2025/"))


def test_05_the_deadline_is_an_item_of_the_feed_and_the_fund_says_on_what_terms(content):
    write(content, "participation/verfuegungsfonds.md", YEARLY_FUND, "Gefördert wird, was allen im Viertel nützt.")
    site = site_on(content, "2025-02-01T10:00")
    files = feed.publish(site, {"WORDS": words_of(site), "FEED_LENGTH": 40})
    items = ET.fromstring(next(one.data() for one in files if one.link == "/feeds/fristen.xml")).iter("item")

    assert [True] == [
        "9.\u00a0März 2025" in ET.tostring(one, "unicode") for one in items if "Verfügungsfonds" in one[0].text
    ]
    assert "Gefördert wird, was allen im Viertel nützt." in main_text(page(site, "mitmachen/verfuegungsfonds-2025/"))


# --- 06: three days of every year; a week before each meeting -----------------------------------------------------

ACTION_FUND = """
title: Aktionsfonds
kind: fund
max_grant: 500
deadlines: [28.02., 31.05., 31.08.]
eligible: [Verbrauchsmaterial, Öffentlichkeitsarbeit, Honorare]
ineligible: [Anschaffungen, Lebensmittel]
decided_by: Ein Beirat aus dem Quartier
documents: [{url: https://fonds.example/antrag, title: Antrag im Netz}]
"""
ANYTIME_FUND = """
title: Nachbarschaftsfonds
kind: fund
max_grant: 1.000
max_grant_note: in Ausnahmen 2.000 €
own_share: 50
deadlines: [7 days before stadtteilrat]
decided_by: quartiersrat
decided: alle vier Wochen
"""


def test_06_three_deadlines_of_every_year_and_what_can_be_paid(content):
    write(content, "participation/aktionsfonds.md", ACTION_FUND)
    site = site_on(content, "2026-11-24T10:00")
    shown = main_text(page(site, "mitmachen/aktionsfonds/"))

    for words in (
        "noch 96 Tage Bis Sonntag, 28. Februar 2027",
        "jedes Jahr am 28. Februar",
        "jedes Jahr am 31. Mai",
        "jedes Jahr am 31. August",
        "500 € je Antrag",
        "Das wird bezahlt Verbrauchsmaterial Öffentlichkeitsarbeit Honorare",
        "Das nicht Anschaffungen Lebensmittel",
        "Ein Beirat aus dem Quartier",
        "Antrag im Netz",
    ):
        assert words in shown
    deadlines = calendar(site, "kalender/fristen.ics")
    for day in (date(2027, 2, 28), date(2027, 5, 31), date(2027, 8, 31)):
        assert [("Frist: Aktionsfonds", str(day))] == on(deadlines, "Aktionsfonds", day)


def test_06_leap_years_do_not_move_28_february(content):
    write(content, "participation/aktionsfonds.md", ACTION_FUND)
    site = site_on(content, "2027-11-24T10:00")

    assert "Bis Montag, 28. Februar 2028" in main_text(page(site, "mitmachen/aktionsfonds/"))
    assert [] == on(calendar(site, "kalender/fristen.ics"), "Aktionsfonds", date(2028, 2, 29))


def test_06_a_week_before_the_second_monday_of_each_month(content):
    write(
        content,
        "events/stadtteilrat.md",
        "title: Stadtteilrat\nstart: 2026-12-14 18:00\nrepeat: jeden 2. Montag im Monat",
    )
    write(content, "participation/nachbarschaftsfonds.md", ANYTIME_FUND)
    site = site_on(content, "2026-12-01T10:00")
    shown = main_text(page(site, "mitmachen/nachbarschaftsfonds/"))

    for words in (
        "Montag, 7. Dezember 2026",
        "Montag, 4. Januar 2027",
        "Montag, 1. Februar 2027",
        "50 Prozent",
        "2.000 €",
    ):
        assert words in shown
    assert on(calendar(site, "kalender/fristen.ics"), "Nachbarschaftsfonds", date(2027, 1, 4))


# --- 08: a project's fact sheet; a neighbourhood paper ------------------------------------------------------------

OFFICE_PROJECT = """
title: Ein Büro für das Viertel
status: completed
start: 2002
opened: 2002-05-02
audience: [alle]
goal: Ein Ort zum Fragen.
carrier: hausverein
contact: {name: Erika Mustermann, role: Leitung, consent: yes}
places: [laden]
results: Das Büro ist da.
"""
PAPER = """
title: Viertelblatt
status: running
start: 2004
carrier: buero
funders:
  - {funder: vorbei, from: 2004, to: 2006}
  - {funder: topf, from: 2007}
periodical:
  frequency: 2 bis 3 Ausgaben im Jahr
  pages: 12
  own_pages: davon Seite 6 und 7 vom Quartiersmanagement
  editorial_office: Ehrenamtliche, die sich etwa zweimal im Monat treffen
  editor: {name: Max Beispiel, role: Redaktion, consent: yes}
"""


def test_08_dates_keep_their_precision(content):
    write(content, "projects/buerohaus.md", OFFICE_PROJECT)
    site = site_on(content)
    shown = main_text(page(site, "projekte/ein-buero-fuer-das-viertel/"))

    for words in (
        "seit 2002",
        "Eröffnet 2. Mai 2002",
        "Ein Ort zum Fragen.",
        "Erika Mustermann",
        "Laden am Musterplatz",
        "Alle",
    ):
        assert words in shown
    assert "Januar 2002" not in shown


def test_08_a_paper_and_who_paid_for_it_in_turn(content):
    write(content, "projects/blatt.md", PAPER)
    site = site_on(content)
    tree = page(site, "projekte/viertelblatt/")
    shown = main_text(tree)

    for words in (
        "seit 2004",
        "Alter Topf 2004 bis 2006",
        "Beispieltopf, Beispielprogramm seit 2007",
        "2 bis 3 Ausgaben im Jahr",
        "12 Seiten, davon Seite 6 und 7",
        "zweimal im Monat",
        "V. i. S. d. P. Max Beispiel",
    ):
        assert words in shown
    thanks = next(node for node in tree.iter(f"{XHTML}section") if node.get("class") == "thanks")
    assert "Alter Topf" not in text(thanks)


# --- 10: what the printed calendar needs content to say -----------------------------------------------------------


def test_10_a_christmas_party_instead_of_the_regular_meeting(content):
    write(
        content,
        "events/gruppe.md",
        "title: Gruppe am Dienstag\nstart: 2018-12-04 14:00\nrepeat: alle zwei Wochen dienstags\nuntil: 2018-12-31\n"
        "changes: [{on: 2018-12-18, title: Weihnachtsfeier, start: 2018-12-18 15:00}]",
    )
    site = site_on(content, "2018-12-01T10:00")
    shown = main_text(page(site, "termine/gruppe-am-dienstag/"))

    assert "Weihnachtsfeier" in shown
    assert [("Gruppe am Dienstag", "2018-12-04 14:00:00+01:00")] == on(calendar(site), "", date(2018, 12, 4))
    found = on(calendar(site), "", date(2018, 12, 18))
    assert [True] == ["Weihnachtsfeier" in name and start.startswith("2018-12-18 15:00") for name, start in found]


FAMILY_CENTRE = {
    "themenwoche": "title: Woche der Bilder\nstart: 2018-11-19\nend: 2018-11-23",
    "kochen": "title: Kochen\nstart: 2018-11-01 16:00\nrepeat: jeden Donnerstag\nuntil: 2018-12-20",
    "tanz": "title: Kindertanz\nstart: 2018-11-06 15:00\nrepeat: jeden Dienstag\nuntil: 2018-12-18\nages: ab 3",
    "lesen": "title: Lesestunde\nstart: 2018-11-14 16:00\nrepeat: jeden 2. Mittwoch im Monat\nuntil: 2018-12-31",
}


def test_10_a_week_with_a_theme_beside_what_goes_on_regularly(content):
    for id_, head in FAMILY_CENTRE.items():
        write(content, f"events/{id_}.md", head)
    site = site_on(content, "2018-11-12T10:00")

    assert ["Kochen", "Woche der Bilder"] == [name for name, _ in on(calendar(site), "", date(2018, 11, 22))]
    assert ["Kindertanz", "Woche der Bilder"] == [name for name, _ in on(calendar(site), "", date(2018, 11, 20))]
    assert ["Lesestunde"] == [name for name, _ in on(calendar(site), "", date(2018, 12, 12))]
    assert "ab 3" in main_text(page(site, "termine/kindertanz/"))


def sheet_text(sheet):
    """The pages of a sheet as text without spaces, and how many dates had no room."""
    data = typeset.pdf(THEME / "print", sheet.template, sheet.data(), sheet.pictures)
    pages = pypdf.PdfReader(BytesIO(data)).pages
    return [re.sub(r"[\s\u00ad\u2010-]", "", one.extract_text()) for one in pages], typeset.left_out(data)


def test_10_sixty_dates_over_new_year_on_two_sides(content):
    days = [date(2017, 11, 1 + number) for number in range(30)]
    days += [date(2017, 12, 1 + number) for number in range(20)] + [date(2018, 1, 1 + number) for number in range(10)]
    for number, day in enumerate(days):
        write(content, f"events/zettel-{number}.md", f"title: Zettel {number:02}x\nstart: {day} 15:00")
    site = site_on(content, "2017-10-25T10:00")
    sheet = Plan(site, words_of(site)).programme(date(2017, 11, 1), A5._replace(months=3, pages=8))

    pages, left = sheet_text(sheet)

    assert 4 == len(pages)
    assert 0 == left
    assert [] == [number for number in range(60) if not any(f"Zettel{number:02}x" in one for one in pages)]
    assert any("2018" in one for one in pages)


def test_10_a_year_on_one_sheet_names_its_holidays_and_those_of_religions(content):
    """Hatched and named, so that no colour is needed; a feast is a date like any other."""
    write(content, "events/zuckerfest.md", "title: Zuckerfest\nstart: 2018-06-15\nend: 2018-06-17")
    site = site_on(content, "2018-01-02T10:00")
    sheet = Plan(site, words_of(site)).of_year(2018)

    pages, _ = sheet_text(sheet)

    assert "A3" == sheet.paper
    assert 1 == len(pages)
    for said in ("Zuckerfest", "Ostermontag", "Schulferien", "Januar", "Dezember"):
        assert said in pages[0], said


def test_10_words_that_are_true_for_a_week_only_are_doubted(content):
    write(content, "events/basteln.md", "title: Basteln\nstart: 2026-12-02 15:00", "Nächste Woche basteln wir Sterne.")

    assert "soon-no-more" in [problem.code for problem in findings(content, "2026-11-24T10:00")]


# --- 11: an actor -------------------------------------------------------------------------------------------------

ACTOR = """
title: Quartiersbüro Ost
kind: carrier
address: {street: Musterweg 3, postcode: 04315, city: Musterstadt, country: Deutschland}
area: Ost > Musterhain
email: ost@musterviertel.example
telephone: 0341 0000-100
contacts: [{name: Erika Mustermann, role: Leitung, consent: yes}]
carrier: hausverein
funders: [topf]
mandate: Wir arbeiten im Auftrag der Musterstadt.
goals: [Nachbarschaft stärken]
expect: [Wir hören zu., Wir bleiben dran.]
expect_not: [Wir vermitteln keine Wohnungen.]
offers: [Wohnen > Café für alle im Haus, Beratung > Beratung für Ältere, Beratung > Hilfe bei Anträgen]
"""


def test_11_an_actor_with_everything_it_says_of_itself(content):
    write(content, "actors/ost.md", ACTOR, "Wir sind für Sie da.")
    write(content, "events/tee.md", "title: Tee\nstart: 2026-12-01 15:00\norganizer: ost")
    write(content, "projects/bank.md", "title: Bank\nstatus: running\ncarrier: ost")
    write(content, "news/2026-11-20-bank.md", "title: Die Bank steht\nabout: [ost]")
    site = site_on(content)
    tree = page(site, "akteure/quartiersbuero-ost/")
    shown = main_text(tree)

    for words in (
        "Musterweg 3",
        "04315 Musterstadt",
        "Deutschland",
        "Ost, Musterhain",
        "0341 0000-100",
        "ost@musterviertel.example",
        "Erika Mustermann Leitung",
        "Getragen von",
        "Beispieltopf, Beispielprogramm",
        "Wir arbeiten im Auftrag der Musterstadt.",
        "Unsere Ziele Nachbarschaft stärken",
        "Was Sie von uns erwarten können Wir hören zu. Wir bleiben dran.",
        "Was Sie nicht von uns erwarten können Wir vermitteln keine Wohnungen.",
        "Wohnen Café für alle im Haus",
        "Beratung Beratung für Ältere Hilfe bei Anträgen",
        "Tee",
        "Bank",
        "Die Bank steht",
    ):
        assert words in shown


# --- 12: a participation process ----------------------------------------------------------------------------------

PROCESS = """
title: Das Haus wird saniert
kind: process
organizer: hausverein
phases:
  - {title: Befragung, from: 2025-06-01, to: 2025-07-02, kind: survey, url: https://haus.example/fragebogen}
  - {title: Mit-Mach-Workshop, from: 2025-07-02, to: 2025-07-02, kind: workshop, event: workshop}
  - {title: Ergebnisse, from: 2025-10, kind: results}
next_steps: [Die Ergebnisse fließen in die Planung ein.]
"""
WORKSHOP = "title: Mit-Mach-Workshop\nstart: 2025-07-02 17:00\nend: 19:00\nplace: laden\naudience: [alle]\ncall: haus"


@pytest.mark.parametrize(
    ("now", "is_open"), [("2025-07-02T23:59", True), ("2025-07-03T00:00", False), ("2025-05-31T23:59", False)]
)
def test_12_a_survey_ends_with_its_last_day(content, now, is_open):
    write(content, "participation/haus.md", PROCESS)
    write(content, "events/workshop.md", WORKSHOP)
    tree = page(site_on(content, now), "mitmachen/das-haus-wird-saniert/")
    buttons = [node.get("href") for node in tree.iter(f"{XHTML}a") if node.get("class") == "button"]

    assert is_open == ("https://haus.example/fragebogen" in buttons)
    assert is_open == ("nur noch heute" in main_text(tree))
    assert "Die Ergebnisse fließen in die Planung ein." in main_text(tree)


def test_12_the_workshop_is_a_date_on_a_wednesday_that_leads_to_the_process(content):
    write(content, "participation/haus.md", PROCESS)
    write(content, "events/workshop.md", WORKSHOP)
    site = site_on(content, "2025-06-10T10:00")
    shown = page(site, "termine/mit-mach-workshop/")

    assert "Mittwoch" in main_text(shown)
    assert "17–19 Uhr" in main_text(shown).replace("\N{NO-BREAK SPACE}", " ")
    assert "/mitmachen/das-haus-wird-saniert/" in [node.get("href") for node in shown.iter(f"{XHTML}a")]
    assert [("Mit-Mach-Workshop", "2025-07-02 17:00:00+02:00")] == on(calendar(site), "", date(2025, 7, 2))
    survey = on(calendar(site, "kalender/fristen.ics"), "", date(2025, 7, 2))
    assert [True] == ["Das Haus wird saniert" in name for name, _ in survey]


def test_12_a_stall_at_the_may_feast_of_2015_in_an_area_funded_since_1999(content):
    write(
        content,
        "events/stand.md",
        "title: Stand am Maifest\nstart: 2015-05-02 10:00\nend: 15:00\nplace: laden\norganizer: hausverein",
    )
    write(content, "projects/sanierung.md", "title: Sanierung\nstatus: running\nstart: 1999\ncarrier: buero")
    site = site_on(content, "2015-04-24T10:00")
    shown = main_text(page(site, "termine/stand-am-maifest/")).replace("\N{NO-BREAK SPACE}", " ")

    for words in ("Samstag 2 Mai 2015", "10–15 Uhr", "Musterplatz 1"):
        assert words in shown
    assert [("Stand am Maifest", "2015-05-02 10:00:00+02:00")] == on(calendar(site), "", date(2015, 5, 2))
    assert "seit 1999" in main_text(page(site, "projekte/sanierung/"))


# --- 14: an office that is shut; its notice is tested in test_office.py -------------------------------------------


def test_14_hours_and_the_break_are_said_to_machines_too(content):
    (content / "closures/pause.yaml").write_text(
        "title: Pause\nkind: office\nperiods:\n  - {title: Sommerpause, from: 2023-07-28, to: 2023-08-11}\n"
        "valid_through: 2027-12-31\n",
        encoding="utf-8",
    )
    home = page(site_on(content, "2023-07-28T10:00"), "")
    data = json.loads(
        next(text(node) for node in home.iter(f"{XHTML}script") if node.get("type") == "application/ld+json")
    )
    specs = data["openingHoursSpecification"]

    assert ["09:00", "09:00"] == [spec["opens"] for spec in specs if "opens" in spec]
    assert ["16:00", "13:00"] == [spec["closes"] for spec in specs if "closes" in spec]
    assert [4, 1] == [len(spec["dayOfWeek"]) for spec in specs if "opens" in spec]
    assert ("2023-07-28", "2023-08-11") == (specs[-1]["validFrom"], specs[-1]["validThrough"])


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            "2019-10-02T10:00",
            "Geschlossen von Donnerstag, 3. Oktober bis 6. Oktober, wieder ab Montag, 7. Oktober, 10 Uhr",
        ),
        ("2019-10-03T00:00", "Geschlossen bis 6. Oktober, wieder ab Montag, 7. Oktober, 10 Uhr"),
        ("2019-10-06T23:59", "Heute geschlossen, wieder ab Montag, 7. Oktober, 10 Uhr"),
        ("2019-10-07T00:00", ""),
    ],
)
def test_14_a_holiday_and_the_bridging_day_after_it(content, now, said):
    """The holiday is known; the editor writes the Friday only."""
    (content / "closures/pause.yaml").write_text(
        "title: Pause\nkind: office\nperiods:\n  - {title: Brückentag, from: 2019-10-04, to: 2019-10-04}\n"
        "valid_through: 2027-12-31\n",
        encoding="utf-8",
    )
    info = content / "site.yaml"
    info.write_text(info.read_text().replace("Mo-Do 9:00-16:00", "Mo-Do 10:00-16:00"), encoding="utf-8")
    home = page(site_on(content, now), "")
    notice = [text(node) for node in home.iter() if "closing-notice" in (node.get("class") or "")]

    assert bool(said) == bool(notice)
    assert said in " ".join(notice)


def test_14_a_funders_words_cannot_be_misspelt(content):
    path = content / "projects/garten.md"
    path.write_text(path.read_text().replace("{funder: topf,", "{funder: topf, programme: Beispielprogramme,"))

    assert "no-such-programme" in linked(content)[1]


# --- news on the home page ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "ids"),
    [
        ("2026-12-01T23:59", ["alt", "neu", "kurz"]),
        ("2026-12-02T00:00", ["neu", "kurz", "alt"]),
        ("2026-12-03T23:59", ["neu", "kurz", "alt"]),
        ("2026-12-04T00:00", ["neu", "alt"]),
    ],
)
def test_news_stay_on_top_and_on_the_home_page_through_their_last_day(content, now, ids):
    write(content, "news/2026-10-01-alt.md", "id: alt\ntitle: Alt\npinned: 2026-12-01")
    write(content, "news/2026-11-20-kurz.md", "id: kurz\ntitle: Kurz\nexpires: 2026-12-03")
    write(content, "news/2026-11-22-neu.md", "id: neu\ntitle: Neu")

    assert ids == [item.id for item in site_on(content, now).latest_news(9) if item.id in ids]
    assert ("kurz" in ids) == ("kurz" in [item.id for item in site_on(content, now).latest_news(9)])


# --- pages of places, and pages of a choice ------------------------------------------------------------------------


def test_a_place_shows_only_the_dates_that_are_there(content):
    """A series at home in one place comes to another once: each page has its own next date."""
    path = content / "events/sprachcafe.md"
    path.write_text(path.read_text().replace("changes:\n", "changes:\n  - {on: 2027-01-14, place: wiese}\n"))
    site = site_on(content)
    shown = {
        name: [node.get("datetime") for node in page(site, f"orte/{name}/").iter(f"{XHTML}time")]
        for name in ("laden-am-musterplatz", "wiese")
    }

    assert "2026-12-04" in shown["laden-am-musterplatz"]
    assert "2027-01-14" not in shown["laden-am-musterplatz"]
    assert "2027-01-14" in shown["wiese"]
    assert "2026-12-04" not in shown["wiese"]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-24T10:00", ["14.–18. Dezember 2026 Wasserschaden", "Freitag, 1. Januar 2027 Inventur"]),
        ("2026-12-18T23:59", ["14.–18. Dezember 2026 Wasserschaden", "Freitag, 1. Januar 2027 Inventur"]),
        ("2026-12-19T00:00", ["Freitag, 1. Januar 2027 Inventur"]),
    ],
)
def test_a_place_says_when_it_is_closed_and_why_until_that_is_over(content, now, said):
    """A time without a reason of its own has that of its file."""
    head = "title: Wasserschaden\nkind: place\nplace: laden\nvalid_through: 2027-12-31\nperiods:\n"
    periods = "  - {from: 2026-12-14, to: 2026-12-18}\n  - {title: Inventur, from: 2027-01-01, to: 2027-01-01}\n"
    (content / "closures/laden-zu.yaml").write_text(head + periods, encoding="utf-8")
    tree = page(site_on(content, now), "orte/laden-am-musterplatz/")
    notices = [node for node in tree.iter() if node.get("class") == "notice" and "Geschlossen:" in text(node)]

    assert said == [
        " ".join(text(one) for one in node.iter(f"{XHTML}p")).removeprefix("Geschlossen: ") for node in notices
    ]


def test_what_nobody_else_holds_is_the_offices_and_nothing_more(content):
    write(content, "events/tee.md", "title: Tee\nstart: 2026-12-01 15:00")
    write(content, "events/chor.md", "title: Chor\nstart: 2026-12-01 15:00\norganizer: Singkreis Süd")
    write(content, "events/fest.md", "title: Fest\nstart: 2026-12-01 15:00\norganizer: hausverein")
    write(content, "events/markt.md", "title: Markt\nstart: 2026-12-01 15:00\norganizer: hausverein\npartners: [buero]")
    site = site_on(content)
    names = {"tee", "chor", "fest", "markt"}
    held = {
        actor: names & {event.id for event in site.events_of(site.find("actor", actor))}
        for actor in ("buero", "hausverein")
    }

    assert {"buero": {"tee", "markt"}, "hausverein": {"fest", "markt"}} == held


def test_the_calendar_of_a_place_holds_only_the_dates_that_are_there(content):
    path = content / "events/sprachcafe.md"
    path.write_text(path.read_text().replace("changes:\n", "changes:\n  - {on: 2027-01-14, place: wiese}\n"))
    site = site_on(content)
    there = calendar(site, "kalender/orte/wiese.ics")

    assert [("Sprachcafé", "2027-01-14 15:00:00+01:00")] == [
        (name.rpartition(": ")[2], start) for name, start in on(there, "Sprachcafé", date(2027, 1, 14))
    ]
    assert [] == on(there, "Sprachcafé", date(2027, 1, 21))
    assert on(calendar(site, "kalender/orte/laden-am-musterplatz.ics"), "Sprachcafé", date(2027, 1, 21))


def test_what_is_over_at_a_place_goes_on_elsewhere(content):
    path = content / "events/sprachcafe.md"
    path.write_text(path.read_text().replace("changes:\n", "changes:\n  - {on: 2026-10-01, place: wiese}\n"))
    shown = main_text(page(site_on(content), "orte/wiese/"))

    assert "Schon vorbei" in shown
    assert "1. Oktober 2026" in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_an_exhibition_that_runs_says_until_when_on_the_page_of_what_is_free(content):
    write(content, "events/bilder.md", "title: Bilder\nstart: 2026-10-12\nend: 2027-01-29\nfree: yes\nplace: laden")
    card = next(
        node for node in page(site_on(content), "termine/kostenlos/").iter(f"{XHTML}article") if "Bilder" in text(node)
    )

    assert "bis 29 Jan" in text(card)
    assert "seit 12. Oktober" in text(card).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("price", ["kostenlos", "0 €", "gratis", "umsonst\nfree: yes"])
def test_a_price_that_is_none_counts_as_free_everywhere(content, price):
    write(content, "events/bilder.md", f"title: Bilder\nstart: 2026-12-03 15:00\nprice: {price}\nplace: laden")
    site = site_on(content)
    shown = page(site, "termine/bilder/")

    assert "Bilder" in main_text(page(site, "termine/kostenlos/"))
    assert "Kostenlos" in main_text(shown)
    assert '"isAccessibleForFree": true' in ET.tostring(shown, encoding="unicode")
    told = icalendar.Calendar.from_ical(calendar(site, "kalender/alle.ics")).walk("VEVENT")
    assert "kostenlos" in next(str(one["DESCRIPTION"]) for one in told if "Bilder" in one["SUMMARY"])


def test_a_price_that_is_none_and_free_no_contradict_each_other(content):
    write(
        content, "events/bilder.md", "title: Bilder\nstart: 2026-12-03 15:00\nprice: kostenlos\nfree: no\nplace: laden"
    )

    assert ["either-or"] == [one.code for one in findings(content) if one.path == "events/bilder.md"]


@pytest.mark.parametrize(
    ("written", "lat", "lon"),
    [
        ("49.4291, 11.0885", 49.4291, 11.0885),
        ("49.4291,11.0885", 49.4291, 11.0885),
        ("49,4291 11,0885", 49.4291, 11.0885),
        ("49,4291; 11,0885", 49.4291, 11.0885),
        ("49.4291° N, 11.0885° E", 49.4291, 11.0885),
    ],
)
def test_a_point_may_stand_in_one_line_as_maps_on_the_web_say_it(written, lat, lon):
    fields = {"title": "Ort", "id": "ort", "slug": "ort", "address": {"street": "Weg 1"}, "wheelchair": "yes"}

    assert Geo(lat=str(lat), lon=str(lon)) == Place.model_validate({**fields, "geo": written}).geo


@pytest.mark.parametrize("written", ["49,4,11,1", "11 49", "Musterplatz", "49.4", "49,42,11,08"])
def test_a_point_is_never_guessed(content, written):
    write(content, "places/ort.md", f"title: Ort\naddress: {{street: Weg 1}}\nwheelchair: yes\ngeo: {written}")

    assert ["want-map"] == [one.code for one in findings(content) if one.path == "places/ort.md"]


@pytest.mark.parametrize("written", ["topf", "[topf]", "\n  - topf", "\n  - funder: topf"])
def test_who_only_names_a_funder_says_nothing_else_of_it(content, written):
    write(content, "projects/neu.md", f"title: Neu\nstatus: running\nfunders: {written}")
    site = site_on(content)

    assert ["topf"] == [one.funder for project in site.projects if project.id == "neu" for one in project.funders]
    assert "Beispieltopf" in main_text(page(site, "projekte/neu/"))


@pytest.mark.parametrize(
    ("written", "guess"),
    [("baeckerei", ""), ("tof", "topf"), ("Beispieltopf", "topf"), ("Beispiel-Topf", "topf"), ("Topff", "topf")],
)
def test_a_funder_is_guessed_by_name_and_none_where_no_name_is_like_it(content, written, guess):
    write(content, "projects/neu.md", f"title: Neu\nstatus: running\nfunders: [{written}]")

    (problem,) = [one for one in findings(content) if one.path == "projects/neu.md"]

    assert guess == problem.values["guess"]


@pytest.mark.parametrize(
    "written", ["[topf, Bäckerei Beispiel]", "\n  - topf\n  - {funder: Bäckerei Beispiel, amount: 200}"]
)
def test_who_gives_once_is_named_with_the_funders_of_a_project(content, written):
    """On its page, sheet and in what machines read; not in the footer, where those stand who pay for all of it."""
    write(content, "projects/neu.md", f"title: Neu\nstatus: running\nfunders: {written}")
    site = site_on(content)
    tree, project = page(site, "projekte/neu/"), site.find("project", "neu")

    assert [] == [one.code for one in findings(content) if one.path == "projects/neu.md"]
    assert "Beispieltopf, Beispielprogramm Bäckerei Beispiel" in main_text(tree)
    assert ["Beispieltopf", "Bäckerei Beispiel"] == [
        one["name"] for one in json.loads(json_ld(project, site)[0])["funder"]
    ]
    assert "Bäckerei Beispiel" in str(project_sheet(site, words_of(site), project)["facts"])
    assert "Bäckerei Beispiel" not in [one.name for one in site.funders]


def test_a_person_who_gives_is_not_named_without_a_question(content):
    write(content, "projects/neu.md", "title: Neu\nstatus: running\nfunders: [Frau Dr. Muster]")

    assert ["perhaps-a-person"] == [one.code for one in findings(content) if one.path == "projects/neu.md"]


def test_a_funder_nobody_knows_is_told_wherever_it_is_written(content):
    write(content, "projects/neu.md", "title: Neu\nstatus: running\nfunders: topf, tof")

    assert [("no-such-choice", 4)] == [
        (one.code, one.line) for one in findings(content) if one.path == "projects/neu.md"
    ]
