"""Taking part: money, deadlines, phases and meetings, on both sides of each edge."""

import re
from decimal import Decimal

import icalendar
import pytest
from litfass.check import findings
from litfass.commands.stale import stale
from litfass.mail.inquiry import inquiry
from litfass.parse import read as parse
from litfass.validate import validate

from .conftest import NOW, TESTS, build, litfass
from .rendered import XHTML, calendar, linked, main_text, page, site_on, text, words_of, write

FUND = """
title: Topf
kind: fund
year: 2027
budget: 10.000
max_grant: 1.000
max_grant_note: in Ausnahmen 2.000 €
own_share: 50
deadlines: [28.02., 31.05., 31.08.]
eligible: [Material]
ineligible: [Essen]
decided_by: quartiersrat
decided: zwei Wochen nach jeder Frist
funded:
  - {applicant: hausverein, purpose: Bank, amount: "300,50"}
  - {applicant: Privatperson, purpose: Fest, amount: 200}
  - {applicant: hausverein, purpose: Beamer, amount: 900, year: 2026}
"""


def fund(content, now=NOW, head=FUND):
    write(content, "participation/geld.md", head)
    site = site_on(content, now)
    return site, site.find("participation", "geld")


# --- money ----------------------------------------------------------------------------------------------------


def test_what_is_left_counts_only_the_funds_own_year(content):
    site, item = fund(content)

    assert (Decimal("500.50"), Decimal("9499.50")) == (item.granted, item.left)
    said = main_text(page(site, "mitmachen/topf/"))
    assert "Noch 9.499,50 € von 10.000 €" in said or "9.499,50 €" in said
    assert "bis zu" not in said or "1.000 €" in said


def test_a_fund_without_a_year_counts_what_it_paid_in_any(content):
    """What stands below the list as its sum is one of all its lines."""
    site, item = fund(content, head=FUND.replace("\nyear: 2027", ""))

    assert (Decimal("1400.50"), Decimal("8599.50")) == (item.granted, item.left)
    assert "Zusammen1.400,50" in main_text(page(site, "mitmachen/topf/")).replace(" ", "")


def test_what_was_paid_for_may_stand_without_its_amount(content):
    head = FUND.replace("purpose: Fest, amount: 200", "purpose: Fest")
    site, item = fund(content, head=head)

    assert Decimal("300.50") == item.granted
    assert "Fest" in main_text(page(site, "mitmachen/topf/"))


def test_a_fund_says_how_much_for_what_and_who_decides_when(content):
    site, _ = fund(content)
    said = main_text(page(site, "mitmachen/topf/"))

    for words in (
        "1.000 € je Antrag, in Ausnahmen 2.000 €",
        "50 Prozent",
        "zwei Wochen nach jeder Frist",
        "Quartiersrat",
    ):
        assert words in said
    assert said.index("Das wird bezahlt") < said.index("Material") < said.index("Das nicht") < said.index("Essen")
    assert "Beamer Musterverein „Haus & Hof“, 2026" in said


@pytest.mark.parametrize("name", ["Erika Beispielfrau", "Familie Muster", "privatperson", "Frau B."])
def test_a_private_applicant_has_no_name(content, name):
    write(content, "participation/geld.md", FUND.replace("Privatperson", f'"{name}"'))
    codes = linked(content)[1]

    assert {"private-applicant", "no-such-thing"} & set(codes)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("10,000", "10.000 €"),
        ("10.000", "10.000 €"),
        ("10,50", "10,50 €"),
        ("1,250,000", "1.250.000 €"),
        ("1,250.50 €", "1.250,50 €"),
        ("1.250,5", "1.250,50 €"),
    ],
)
def test_three_digits_behind_a_mark_are_thousands(content, written, shown):
    site, _ = fund(content, head=FUND.replace("budget: 10.000", f"budget: {written}"))

    assert shown in main_text(page(site, "mitmachen/topf/")).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("written", ["10.00.000", "1.0000", "0,125", "1.250.50", "10,0,0"])
def test_an_amount_that_may_mean_two_is_refused(content, written):
    write(content, "participation/geld.md", FUND.replace("budget: 10.000", f"budget: {written}"))

    assert ["bad-number"] == [code for code in linked(content)[1] if code == "bad-number"]


def test_years_of_a_call_add_up(content):
    head = "title: Ruf\nkind: call\nperiod: {from: 2027-03, to: 2028-12}\nbudget: 40.000\nbudget_by_year: {2027: 20.000, 2028: 20.000}"
    write(content, "participation/ruf.md", head)
    site = site_on(content)
    said = main_text(page(site, "mitmachen/ruf/"))

    assert "März 2027 bis Dezember 2028" in said
    assert "40.000 €" in said
    assert "2027: 20.000 €" in said
    write(content, "participation/ruf.md", head.replace("40.000", "41.000"))
    assert ["budget-sum"] == [code for code in linked(content)[1] if code.startswith("budget")]
    write(content, "participation/ruf.md", head.replace("2028: 20.000", "2029: 20.000"))
    assert ["budget-year"] == [code for code in linked(content)[1] if code.startswith("budget")]


# --- deadlines ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "left", "until", "passed"),
    [
        ("2027-02-16T10:00", "noch 12 Tage", "Bis Sonntag, 28. Februar 2027", ""),
        ("2027-02-28T23:59", "nur noch heute", "Bis Sonntag, 28. Februar 2027", ""),
        (
            "2027-03-01T00:00",
            "noch 91 Tage",
            "Bis Montag, 31. Mai 2027",
            "Die Frist am 28. Februar 2027 ist abgelaufen – nächste Frist: 31. Mai 2027",
        ),
        (
            "2027-03-28T10:00",
            "noch 64 Tage",
            "Bis Montag, 31. Mai 2027",
            "Die Frist am 28. Februar 2027 ist abgelaufen – nächste Frist: 31. Mai 2027",
        ),
        ("2027-03-29T10:00", "noch 63 Tage", "Bis Montag, 31. Mai 2027", ""),
        (
            "2027-09-01T00:00",
            "noch 180 Tage",
            "Bis Montag, 28. Februar 2028",
            "Die Frist am 31. August 2027 ist abgelaufen – nächste Frist: 28. Februar 2028",
        ),
        ("2028-02-28T10:00", "nur noch heute", "Bis Montag, 28. Februar 2028", ""),
    ],
)
def test_yearly_deadlines_on_both_sides_of_each_edge(content, now, left, until, passed):
    """28 February stays 28 February in the leap year 2028."""
    site, _ = fund(content, now)
    said = main_text(page(site, "mitmachen/topf/"))

    assert left in said
    assert until in said
    assert passed in said
    assert bool(passed) == ("abgelaufen" in said)


def test_a_fund_whose_last_deadline_is_over_says_so(content):
    site, _ = fund(content, "2026-11-24T10:00", FUND.replace("[28.02., 31.05., 31.08.]", "[2026-03-15]"))
    said = main_text(page(site, "mitmachen/topf/"))

    assert "Die Frist ist abgelaufen: Sonntag, 15. März 2026." in said
    assert re.search(r"500,50\s€ von 10\.000\s€ sind bewilligt\.", said)
    assert "sind da" not in said
    assert "Die Frist ist abgelaufen" in main_text(page(site, "mitmachen/"))


@pytest.mark.parametrize(
    ("now", "day"),
    [("2027-02-28T10:00", "2028-02-29"), ("2028-02-29T10:00", "2028-02-29"), ("2028-03-01T10:00", "2032-02-29")],
)
def test_29_february_is_a_deadline_in_leap_years_only(content, now, day):
    site, item = fund(content, now, FUND.replace("[28.02., 31.05., 31.08.]", "[29.02.]"))

    assert day == str(site.deadlines.of(item)[0].day)


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2026-12-01T10:00", ["2026-12-07", "2027-02-01"]),
        ("2026-12-07T23:59", ["2026-12-07", "2027-02-01"]),
        ("2026-12-08T00:00", ["2027-02-01", "2027-04-05"]),
    ],
)
def test_a_deadline_a_week_before_each_meeting(content, now, days):
    site, item = fund(content, now, FUND.replace("[28.02., 31.05., 31.08.]", "[7 days before rat]"))

    assert days == [str(due.day) for due in site.deadlines.of(item)][:2]


@pytest.mark.parametrize(
    ("change", "days"),
    [
        ("{on: 2026-12-14, status: cancelled, note: Krank}", ["2027-02-01"]),
        ("{on: 2026-12-14, status: postponed, note: Später}", ["2027-02-01"]),
        ("{on: 2026-12-14, start: 2026-12-21 18:00}", ["2026-12-14", "2027-02-01"]),
        ("{on: 2026-12-14, start: 2026-12-10 18:00}", ["2026-12-03", "2027-02-01"]),
    ],
)
def test_a_moved_meeting_takes_its_deadline_along_and_a_cancelled_one_has_none(content, change, days):
    path = content / "events/rat.md"
    path.write_text(path.read_text().replace("place: laden", f"place: laden\nchanges: [{change}]"))
    head = FUND.replace("[28.02., 31.05., 31.08.]", "[7 days before rat]")
    site, item = fund(content, "2026-11-30T10:00", head)

    assert days == [str(due.day) for due in site.deadlines.of(item)][: len(days)]
    found = icalendar.Calendar.from_ical(calendar(site, "kalender/fristen.ics"))
    stamps = [
        str(one["dtstart"].dt)
        for one in found.walk("VEVENT")
        if str(one["summary"]).endswith(" Topf") and "Kleiner" not in one["summary"]
    ]
    assert days == [stamp for stamp in stamps if stamp <= days[-1]]


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2026-12-11T23:59", ["2026-12-11", "2027-01-01", "2027-01-08"]),
        ("2026-12-12T00:00", ["2027-01-01", "2027-01-08", "2027-01-15"]),
        ("2027-01-02T00:00", ["2027-01-08", "2027-01-15", "2027-01-22"]),
    ],
)
def test_a_meeting_that_a_holiday_takes_away_has_no_deadline(content, now, days):
    """Christmas and New Year fall on the Friday of the meeting; the deadline before them is none."""
    write(
        content,
        "events/runde.md",
        "title: Runde\nstart: 2026-12-18 18:00\nrepeat: jeden Freitag\nuntil: 2027-06-30\npause: [feiertage]",
    )
    head = FUND.replace("[28.02., 31.05., 31.08.]", "[7 days before runde]")
    site, item = fund(content, now, head)

    assert days == [str(due.day) for due in site.deadlines.of(item)][:3]


def test_a_deadline_before_a_meeting_that_nobody_may_see_yet_is_told(content):
    write(content, "events/sitzung.md", "title: Sitzung\nstart: 2027-01-20 18:00\ndraft: yes")
    write(content, "participation/geld.md", FUND.replace("[28.02., 31.05., 31.08.]", "[14 days before sitzung]"))
    write(content, "projects/blatt.md", "title: Blatt\nstatus: running\neditorial_deadlines: [7 days before sitzung]")
    site, codes = linked(content)

    assert 2 == codes.count("hidden-reference")
    assert [] == site.deadlines.of(site.find("participation", "geld"))


def test_a_deadline_before_no_meeting_is_told_in_either_language(content):
    write(content, "participation/geld.md", FUND.replace("[28.02., 31.05., 31.08.]", "[7 days before raat]"))

    problem = next(one for one in findings(content, NOW) if one.code == "no-such-thing" and one.key == "deadlines")
    assert "Es gibt den Termin „raat“ nicht." == problem.what("de")
    assert 'There is no event "raat".' == problem.what("en")
    assert "rat" == problem.values["guess"]


@pytest.mark.parametrize(
    ("now", "left", "day"),
    [
        ("2026-12-31T23:59", 2, "2027-01-02"),
        ("2027-01-01T00:00", 1, "2027-01-02"),
        ("2027-01-02T23:59", 0, "2027-01-02"),
        ("2027-01-03T00:00", 364, "2028-01-02"),
    ],
)
def test_a_yearly_deadline_just_after_new_year(content, now, left, day):
    site, item = fund(content, now, FUND.replace("[28.02., 31.05., 31.08.]", "[02.01.]"))
    due = site.deadlines.of(item)[0]

    assert (left, day) == (due.days_left, str(due.day))


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2027-03-26T23:30", "noch 3 Tage"),
        ("2027-03-27T00:30", "noch 2 Tage"),
        ("2027-03-28T03:30", "noch 1 Tag"),
        ("2027-03-29T23:59", "nur noch heute"),
        ("2026-10-24T23:30", "noch 156 Tage"),
        ("2026-10-25T23:30", "noch 155 Tage"),
    ],
)
def test_days_that_are_left_are_days_also_when_the_clocks_change(content, now, left):
    """A day of 23 or 25 hours is one day."""
    site, _ = fund(content, now, FUND.replace("[28.02., 31.05., 31.08.]", "[2027-03-29]"))

    assert left in main_text(page(site, "mitmachen/topf/"))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2027-03-27T12:01", "noch 1 Tag Bis Sonntag, 28. März 2027, 12 Uhr"),
        ("2027-03-28T03:00", "nur noch heute Bis Sonntag, 28. März 2027, 12 Uhr"),
        ("2027-03-28T12:00", "nur noch heute Bis Sonntag, 28. März 2027, 12 Uhr"),
        ("2027-03-28T12:01", "Die Frist ist abgelaufen: Sonntag, 28. März 2027, 12 Uhr"),
    ],
)
def test_a_call_ends_at_its_hour(content, now, said):
    """On the day on which the clocks go forward."""
    write(content, "participation/ruf.md", "title: Ruf\nkind: call\nbudget: 40.000\ndeadline: 2027-03-28 12:00")
    shown = main_text(page(site_on(content, now), "mitmachen/ruf/")).replace("\N{NO-BREAK SPACE}", " ")

    assert said in shown


@pytest.mark.parametrize(("now", "is_due"), [("2026-11-27T23:59", True), ("2026-11-28T00:00", False)])
def test_the_last_day_to_register_counts_until_midnight(content, now, is_due):
    """The feast of the tiny neighbourhood asks for registration until 27 November."""
    site = site_on(content, now)

    assert is_due == any(due.kind == "registration" for due in site.due)


def test_the_year_of_a_fund_has_four_digits():
    document = parse(b"---\ntitle: Topf\nkind: fund\nyear: 27\n---\n", "participation/zwei.md")[0]

    assert ["bad-year"] == [problem.code for problem in validate(document)[1]]


def test_a_fund_one_may_apply_to_on_any_day_is_open(content):
    site, _ = fund(content, head=FUND.replace("deadlines: [28.02., 31.05., 31.08.]", "anytime: yes"))

    assert "Anträge sind jederzeit möglich." in main_text(page(site, "mitmachen/topf/"))
    opened = next(node for node in page(site, "mitmachen/").iter() if node.get("class") == "open-calls")
    assert "bis zu 1.000 € · jederzeit" in text(opened)


def test_the_list_says_how_much_and_until_when_in_one_line(content):
    site, _ = fund(content, "2027-02-16T10:00")
    lines = {
        text(next(node.iter(f"{XHTML}h3"))): text(node)
        for node in page(site, "mitmachen/").iter(f"{XHTML}article")
        if node.get("class") == "open-call"
    }

    assert "12 Tage" in lines["Topf"]
    assert "bis zu 1.000 € · bis So., 28.2." in lines["Topf"]


# --- processes ------------------------------------------------------------------------------------------------

PROCESS = """
title: Umbau
kind: process
organizer: hausverein
phases:
  - {title: Umfrage, from: 2026-10-15, to: 2026-12-13, kind: survey, url: https://umfrage.example/haus}
  - {title: Werkstatt, from: 2027-01-30, to: 2027-01-30, kind: workshop, event: sommerfest}
  - {title: Ergebnis, from: 2027-04, to: 2027-05, kind: results}
next_steps: [Auswertung im Januar]
"""


@pytest.mark.parametrize(
    ("now", "states", "survey"),
    [
        ("2026-10-14T23:59", ["als Nächstes", "kommt noch", "kommt noch"], False),
        ("2026-10-15T00:00", ["läuft gerade", "kommt noch", "kommt noch"], True),
        ("2026-12-13T23:59", ["läuft gerade", "kommt noch", "kommt noch"], True),
        ("2026-12-14T00:00", ["vorbei", "als Nächstes", "kommt noch"], False),
        ("2027-01-30T12:00", ["vorbei", "läuft gerade", "kommt noch"], False),
        ("2027-05-31T23:59", ["vorbei", "vorbei", "läuft gerade"], False),
        ("2027-06-01T00:00", ["vorbei", "vorbei", "vorbei"], False),
    ],
)
def test_a_process_says_where_it_stands(content, now, states, survey):
    """An ordered list with a word for each step; the one that runs is marked for screen readers as well."""
    write(content, "participation/umbau.md", PROCESS)
    site = site_on(content, now)
    tree = page(site, "mitmachen/umbau/")
    steps = next(node for node in tree.iter(f"{XHTML}ol") if node.get("class") == "phases")

    assert states == [text(node) for node in steps.iter() if node.get("class") == "phases__state"]
    assert [state == "läuft gerade" for state in states] == [step.get("aria-current") == "step" for step in steps]
    buttons = [node.get("href") for node in tree.iter(f"{XHTML}a") if node.get("class") == "button"]
    assert survey == ("https://umfrage.example/haus" in buttons)


@pytest.mark.parametrize(
    ("now", "survey", "workshop"),
    [
        ("2026-10-14T10:00", "als Nächstes Umfrage ab 15. Oktober 2026", "kommt noch Werkstatt ab Januar 2027"),
        (
            "2026-10-16T10:00",
            "läuft gerade Umfrage seit 15. Oktober 2026 Zur Umfrage",
            "kommt noch Werkstatt ab Januar",
        ),
        ("2027-02-01T00:00", "läuft gerade Umfrage seit 15. Oktober 2026 Zur Umfrage", "vorbei Werkstatt Januar 2027"),
    ],
)
def test_a_survey_without_a_last_day_runs_and_what_is_over_is_not_since(content, now, survey, workshop):
    head = PROCESS.replace(", to: 2026-12-13", "").replace("from: 2027-01-30, to: 2027-01-30", "from: 2027-01")
    write(content, "participation/umbau.md", head)
    tree = page(site_on(content, now), "mitmachen/umbau/")
    steps = [text(node) for node in tree.iter(f"{XHTML}li") if "phases__step" in node.get("class", "")]

    assert steps[0].startswith(survey), steps
    assert steps[1].startswith(workshop), steps


@pytest.mark.parametrize(
    ("now", "day"),
    [("2026-12-13T23:59", "None"), ("2026-12-14T00:00", "2026-12-13"), ("2027-02-05T10:00", "2026-12-13")],
)
def test_of_a_process_only_the_end_of_its_survey_is_a_deadline_that_passes(content, now, day):
    write(content, "participation/umbau.md", PROCESS)
    site = site_on(content, now)
    over = site.deadlines.just_passed(site.find("participation", "umbau"))

    assert day == (str(over.day) if over else "None")


def test_a_survey_is_a_link_and_never_embedded(content):
    write(content, "participation/umbau.md", PROCESS)
    tree = page(site_on(content), "mitmachen/umbau/")

    assert [] == [
        node for node in tree.iter() if str(node.tag) in (f"{XHTML}iframe", f"{XHTML}object", f"{XHTML}embed")
    ]


def test_a_process_says_what_came_of_it(content):
    write(content, "participation/umbau.md", PROCESS + "outcome: Der Brunnen kommt, die Bühne nicht.\n")
    said = main_text(page(site_on(content, "2027-06-01T10:00"), "mitmachen/umbau/"))

    assert "Was wurde daraus? Der Brunnen kommt, die Bühne nicht." in said
    assert "Begleitet von Musterverein" in said
    assert "Auswertung im Januar" in said


# --- committees -----------------------------------------------------------------------------------------------

COMMITTEE = """
title: Beirat
kind: committee
members: [{actor: hausverein, role: Vorsitz}, {actor: Bewohnerinnen und Bewohner, role: acht Plätze}]
meetings: [rat]
sessions:
  - on: 2026-12-14
    agenda: [Anträge, Verschiedenes]
    present: 11
    guests: 1
    decisions: [Alle Anträge angenommen]
    minutes: {file: plan.pdf, title: Protokoll, language: tr}
"""


@pytest.mark.parametrize(
    ("now", "said", "unsaid"),
    [
        ("2026-12-14T10:00", "Tagesordnung für den 14. Dezember 2026 Anträge Verschiedenes", "11 Mitglieder anwesend"),
        ("2026-12-15T00:00", "11 Mitglieder anwesend, 1 Gast", "Tagesordnung für den"),
    ],
)
def test_a_meeting_has_an_agenda_before_and_minutes_after_it(content, now, said, unsaid):
    write(content, "participation/beirat.md", COMMITTEE)
    shown = main_text(page(site_on(content, now), "mitmachen/beirat/"))

    assert said in shown
    assert unsaid not in shown


def test_minutes_say_type_size_and_language(content):
    write(content, "participation/beirat.md", COMMITTEE)
    site = site_on(content, "2026-12-15T10:00")
    tree = page(site, "mitmachen/beirat/")
    link = next(node for node in tree.iter(f"{XHTML}a") if (node.get("href") or "").endswith("plan.pdf"))

    assert re.fullmatch(r"Protokoll \(PDF, \d+ kB, Türkisch\)", text(link))
    assert "tr" == link.get("hreflang")


@pytest.mark.slow
def test_documents_of_minutes_are_published(content, tmp_path):
    for path in content.glob("projects/garten.md"):
        path.write_text(
            path.read_text().replace(
                "  - {file: plan.pdf, title: Plan des Gartens}", "  - {url: https://x.example, title: Plan}"
            )
        )
    write(content, "participation/beirat.md", COMMITTEE)

    assert 0 == build(content, tmp_path / "output").returncode
    assert (tmp_path / "output/dokumente/plan.pdf").is_file()


# --- borrowing ------------------------------------------------------------------------------------------------


def test_things_to_borrow_say_where_and_who_paid(content):
    head = FUND + "lending: [{title: Zelt, contact: hausverein, note: drei mal drei Meter}]\n"
    site, item = fund(content, head=head)
    listed = next(node for node in page(site, "mitmachen/ausleihen/").iter() if node.get("class") == "lending")

    assert "Zelt" in text(listed)
    assert "drei mal drei Meter" in text(listed)
    links = [node.get("href") for node in listed.iter(f"{XHTML}a")]
    assert {site.addresses.of(item), site.addresses.of(site.find("actor", "hausverein"))} <= set(links)


# --- funders --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "thanked"),
    [
        ("2023-12-31T23:59", False),
        ("2024-01-01T00:00", True),
        ("2026-12-31T23:59", True),
        ("2027-01-01T00:00", False),
    ],
)
def test_logo_and_statement_stand_in_footer_and_project_while_valid(content, now, thanked):
    site = site_on(content, now)
    tree = page(site, "projekte/garten-fuer-alle/")
    for place in ("thanks", "funders"):
        found = [node for node in tree.iter(f"{XHTML}section") if node.get("class") == place]
        alts = [image.get("alt") for node in found for image in node.iter(f"{XHTML}img")]
        assert thanked == ("Gefördert aus dem Beispieltopf." in " ".join(map(text, found)))
        assert thanked == ("Ein Haus als Zeichen des Beispieltopfs" in alts)
    assert "Beispieltopf, Beispielprogramm" in main_text(tree)


def test_money_that_has_ended_is_history_and_not_thanked(content):
    path = content / "projects/garten.md"
    path.write_text(path.read_text().replace("{funder: topf,", "{funder: topf, from: 2024, to: 2025-06,"))
    tree = page(site_on(content), "projekte/garten-fuer-alle/")

    assert [] == [node for node in tree.iter(f"{XHTML}section") if node.get("class") == "thanks"]
    assert "2024 bis Juni 2025" in main_text(tree)


def test_a_programmes_name_comes_from_site_yaml(content):
    path = content / "projects/garten.md"
    path.write_text(path.read_text().replace("{funder: topf,", "{funder: topf, programme: Beispielprogram,"))

    assert "no-such-programme" in linked(content)[1]


# --- fresh details --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "is_old"), [("2027-10-01T23:59", False), ("2027-10-02T00:00", True)])
def test_details_are_old_after_twelve_months(content, now, is_old):
    site = site_on(content, now)

    assert is_old == (site.find("actor", "buero") in stale(site))
    said = main_text(page(site, "akteure/buero-am-musterplatz/"))
    assert "Angaben geprüft am 1. Oktober 2026" in said
    assert is_old == ("Manches kann sich geändert haben." in said)


@pytest.mark.slow
def test_stale_prints_a_mail_for_each_actor_with_all_that_is_to_be_checked():
    done = litfass("stale", "--content", TESTS / "site", "--now", "2027-11-01T10:00")
    first, second = re.split(r"^-{72}$", done.stdout, flags=re.MULTILINE)[1:]

    assert 0 == done.returncode
    assert f"{TESTS}/site/actors/hausverein.md" in first
    assert "Bisher haben wir noch nie nachgefragt." in first
    for line in (
        f"{TESTS}/site/actors/buero.md",
        "An: buero@musterviertel.example",
        "Betreff: Stimmt das noch? Büro am Musterplatz auf unserer Seite",
        "https://musterviertel.example/akteure/buero-am-musterplatz/",
        "Zuletzt haben wir am 1. Oktober 2026 nachgefragt.",
        "Adresse: Musterplatz 1, 01067 Musterstadt",
        "Telefon: 0911 0000-100",
        "Öffnungszeiten: Montag bis Donnerstag: 9–16 Uhr; Freitag: 9–13 Uhr",
        "Ansprechperson: Erika Mustermann, Leitung, erika@musterviertel.example",
        "Sprachen: Deutsch, Türkisch",
        "Was es gibt: Beratung; Raum",
        "Sind die genannten Personen weiter damit einverstanden",
    ):
        assert line in second.replace("\N{NO-BREAK SPACE}", " "), line


def test_an_actor_is_asked_whether_what_it_says_of_itself_is_still_right(content):
    """Its page shows it, so it belongs to what is checked: topics, whom it belongs to, what it is for and what not."""
    path = content / "actors/hausverein.md"
    more = "goals: [Ein Haus]\nexpect: [Rat]\nexpect_not: [Geld]\nmandate: Für alle\ncarrier: Träger e. V.\n"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", f"{more}title:", 1), encoding="utf-8")
    site = site_on(content)

    text = inquiry(site.find("actor", "hausverein"), site, words_of(site)).text

    for line in (
        "Themen: Grün & Klima",
        "Gehört zu: Büro am Musterplatz",
        "Getragen von: Träger e. V.",
        "Unsere Ziele: Ein Haus",
        "Was Sie von uns erwarten können: Rat",
        "Was Sie nicht von uns erwarten können: Geld",
        "In wessen Auftrag: Für alle",
    ):
        assert f"  {line}\n" in text, line


@pytest.mark.slow
def test_stale_says_when_nobody_needs_to_be_asked(content):
    path = content / "actors/hausverein.md"
    path.write_text(path.read_text().replace("topics:", "verified: 2026-11-01\ntopics:"))
    done = litfass("stale", "--content", content, "--now", NOW)

    assert "Alle Akteure wurden im letzten Jahr gefragt." == done.stdout.strip()


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("[2027-02-28]", ["2027-02-28"]),
        ("[2027-02-28, 28.02.]", ["2027-02-28", "2028-02-28"]),
        ("[2027-02-28 18:00, 2027-02-28 12:00]", ["2027-02-28-1200", "2027-02-28"]),
        ("[2027-02-28 12:00, 2027-02-28]", ["2027-02-28-2400", "2027-02-28"]),
        ("[7 days before treffen, 3 days before treffen]", ["treffen", "treffen-3"]),
    ],
)
def test_deadlines_of_one_day_or_meeting_have_names_of_their_own_and_the_first_keeps_its(content, written, keys):
    write(content, "events/treffen.md", "title: Treffen\nstart: 2027-03-04 18:00")
    write(content, "participation/hof.md", f"title: Hoftopf\nkind: fund\ndeadlines: {written}")
    site = site_on(content, "2027-02-01T10:00")
    found = icalendar.Calendar.from_ical(calendar(site, "kalender/fristen.ics")).walk("VEVENT")
    uids = [str(one["uid"]) for one in found if "Hoftopf" in one["summary"]]

    assert [f"participation/hof/{key}" for key in keys] == [
        due.key for due in site.deadlines.of(site.find("participation", "hof"))
    ]
    assert len(keys) == len({*uids})


def test_what_is_over_takes_no_name_from_another_of_its_day(content):
    write(
        content, "participation/hof.md", "title: Hoftopf\nkind: fund\ndeadlines: [2027-02-28 12:00, 2027-02-28 18:00]"
    )
    site = site_on(content, "2027-02-28T15:00")

    assert ["participation/hof/2027-02-28-1800"] == [
        due.key for due in site.deadlines.of(site.find("participation", "hof"))
    ]


def test_each_thing_stands_once_among_the_deadlines_of_its_kind(content):
    site, item = fund(content)
    shown = next(dues for kind, dues in site.deadlines.by_kind() if kind == "fund")
    nearest, later = next((due, later) for due, later in shown if due.thing is item)

    assert 1 == sum(due.thing is item for due, _ in shown)
    assert site.deadlines.of(item) == [nearest, *later]
    assert ["2027-02-28", "2027-05-31"] == [str(due.day) for due in (nearest, *later)][:2]
    assert all(dues for _, dues in site.deadlines.by_kind())
