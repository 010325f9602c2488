"""Corners of the rooms that must not fail: what nobody writes often, and what `invoke coverage` found that no test asked."""

import importlib.util
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from litfass import parse
from litfass.calendar.hours import DoorState, door_state, parse_hours
from litfass.calendar.moment import Moment
from litfass.calendar.phrase import parse_phrase
from litfass.calendar.rule import Rule, RuleError
from litfass.calendar.schedule import MOST_OCCURRENCES, Schedule, expand
from litfass.calendar.spoken import spoken_days, spoken_month
from litfass.calendar.wording import phrase_for
from litfass.parse import head
from litfass.slug import slugify

from .conftest import ROOT, TESTS
from .test_problems import problems_of

FIRST = date(2026, 12, 1)


def said(content):
    """Path, line and code of all that is wrong or leads to what nobody may see yet."""
    found = [one for one in problems_of(content) if one.is_error or one.code == "hidden-reference"]
    return {(one.path, one.line, one.code) for one in found}


# --- parse -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "code", "line"),
    [
        ("topics:\n  - *\n", "yaml-alias", 3),
        ("topics: [*, a]\n", "yaml-alias", 2),
        ("topics:\n  - !e!x y\n", "yaml-start", 3),
        ("title: !<abc\n", "yaml-start", 2),
        ("title: !%zz x\n", "yaml-escape", 2),
        ("? [a]\n: b\n", "yaml", 2),
        ("title: x\n%TAG ! x\n", "yaml", 4),
        ("title: x\nstart:\u00a02026-12-10\nend: 18:00\n", "no-break-space", 3),
        ("title:\u00a0x\nstart:\u00a02026-12-10\n", "no-break-space", 2),
        ("changes:\n  -\u00a0on: 2026-12-10\n    note: x\n", "no-break-space", 3),
    ],
)
def test_strange_yaml_is_named_with_its_line(head, code, line):
    document, problems = parse.read(f"---\n{head}---\n".encode(), "events/fremd.md")

    assert document is None
    assert [(code, line)] == [(problem.code, problem.line) for problem in problems]


@pytest.mark.parametrize(("first", "last", "line"), [("—", "---", 1), ("---", "—", 4), ("–-", "---", 1)])
def test_dashes_that_a_program_made_one_are_named(first, last, line):
    document, problems = parse.read(f"{first}\ntitle: x\nstart: 2026-12-10\n{last}\nText\n".encode(), "events/fremd.md")

    assert document is None
    assert [("wrong-dashes", line)] == [(problem.code, problem.line) for problem in problems]


@pytest.mark.parametrize("head", ["", "# nur eine Bemerkung\n", "\n\n"])
def test_a_head_without_keys_is_a_document_without_fields(head):
    document, problems = parse.read(f"---\n{head}---\nText\n".encode(), "events/leer.md")

    assert ({}, "Text", []) == (document.fields, document.body.strip(), problems)


def test_without_the_c_parser_every_file_says_the_same(monkeypatch):
    monkeypatch.delattr(yaml, "CBaseLoader")
    spec = importlib.util.spec_from_file_location("litfass.parse.head_slowly", head.__file__)
    slowly = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(slowly)
    assert slowly._Loader is yaml.BaseLoader  # noqa: SLF001
    files = [path for path in sorted((TESTS / "site").rglob("*")) if path.suffix in {".md", ".yaml"}]

    quick = [parse.read(path.read_bytes(), path.name) for path in files]
    monkeypatch.setattr(parse, "load", slowly.load)
    slow = [parse.read(path.read_bytes(), path.name) for path in files]

    assert quick == slow
    assert all(document for document, _ in quick)


# --- calendar ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["", "geschlossen", "Mo-Fr", "Mo 9-25", "Mo 9:70-10", "Fr 22-9", "Mi-Xy 9-12"])
def test_what_are_no_opening_hours(line):
    assert parse_hours(line) is None


def test_english_weekdays_are_opening_hours_too():
    assert parse_hours("Mi, So 9-12") == parse_hours("We, Su 9-12")


def test_a_door_without_hours_never_opens():
    now = datetime(2026, 12, 1, 10)

    assert DoorState(closure="Umbau") == door_state([], now, lambda _: "Umbau")
    assert DoorState(closure="Umbau") == door_state([parse_hours("Mo-So 9-12")], now, lambda _: "Umbau")


@pytest.mark.parametrize(
    ("rule", "phrase"),
    [
        ("FREQ=DAILY", "täglich"),
        ("FREQ=DAILY;INTERVAL=3", "alle 3 Tage"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "jeden Montag und Mittwoch"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "alle 2 Wochen dienstags"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "am 15. jedes Monats"),
        ("FREQ=MONTHLY;BYDAY=1TH,3TH", "jeden 1. und 3. Donnerstag im Monat"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "jeden letzten Freitag im Monat"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TH", "alle 2 Monate am 1. Donnerstag"),
        ("FREQ=YEARLY;BYMONTHDAY=6;BYMONTH=12", "am 6. Dezember jedes Jahr"),
        ("FREQ=YEARLY;BYMONTHDAY=6;BYMONTH=11,12", "am 6. November und Dezember jedes Jahr"),
        ("FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=3,6", ""),
        ("FREQ=YEARLY;BYMONTH=3,6;BYDAY=1MO", "am 1. Montag im März und Juni"),
        ("FREQ=MONTHLY;BYMONTH=3,6;BYDAY=1MO", "am 1. Montag im März und Juni"),
        ("FREQ=MONTHLY;BYMONTH=5;BYMONTHDAY=1", "am 1. Mai jedes Jahr"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=6;BYMONTH=12", ""),
    ],
)
def test_a_rule_is_the_phrase_that_means_it_or_none(rule, phrase):
    assert phrase == phrase_for(Rule.from_rrule(rule))
    assert not phrase or parse_phrase(phrase) == Rule.from_rrule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=YEARLY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=3",
    ],
)
def test_a_rule_beyond_days_is_refused(rule):
    with pytest.raises(RuleError):
        Rule.from_rrule(rule)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Rule("WEEKLY"), ["2026-12-01", "2026-12-08"]),
        (Rule("MONTHLY"), ["2026-12-01", "2027-01-01"]),
        (Rule("YEARLY"), ["2026-12-01", "2027-12-01"]),
    ],
)
def test_a_rule_takes_what_it_does_not_say_from_its_first_day(rule, days):
    found = rule.days(FIRST)

    assert days == [str(next(found)), str(next(found))]


def test_an_added_day_on_which_the_rule_falls_anyway_is_one_date():
    schedule = Schedule(Moment(FIRST), Rule("WEEKLY"), also=(date(2026, 12, 8), date(2026, 12, 9)))

    days = expand(schedule, start=FIRST, end=date(2026, 12, 16))

    assert ["2026-12-01", "2026-12-08", "2026-12-09", "2026-12-15"] == [str(day) for day in days]


def test_a_series_has_an_end_also_where_nobody_asked_for_one():
    days = expand(Schedule(Moment(FIRST), Rule("DAILY")), start=FIRST, end=date(2099, 1, 1))

    assert len(days) == MOST_OCCURRENCES


@pytest.mark.parametrize(
    ("text", "near", "coming"),
    [
        ("29.2.", None, date(2028, 2, 29)),
        ("31.2.", None, None),
        ("3.1.", date(2027, 1, 3), date(2027, 1, 3)),
        ("30.11.", date(2026, 11, 30), date(2027, 11, 30)),
        ("30.11.2026", date(2026, 11, 30), date(2026, 11, 30)),
    ],
)
def test_a_spoken_day_is_the_nearest_or_the_next(text, near, coming):
    (day,) = spoken_days(text)

    assert (near, coming) == (day.near(FIRST), day.next_from(FIRST))


# --- link --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("Dezember", "2026-12-01"), ("dez.", "2026-12-01"), ("12", "2026-12-01"), ("12/2026", "2026-12-01")),
        *(("2026-12", "2026-12-01"), ("Dezember 2027", "2027-12-01"), ("November", "2026-11-01"), ("1.", "2027-01-01")),
        *(("May", "2027-05-01"), ("13", None), ("2026-13", None), ("bald", None), ("", None), ("12 0000", None)),
    ],
)
def test_a_month_is_read_as_people_say_it(text, month):
    found = spoken_month(text, date(2026, 11, 24))

    assert month == (found and str(found))


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("news/2026-11-21-x.md", "title: X\nabout: [entwurf]\n---\n", {(3, "no-such-thing")}),
        ("news/2026-11-21-x.md", "title: X\nabout: [2026-11-01-entwurf]\n---\n", {(3, "hidden-reference")}),
        ("news/2026-11-21-x.md", "title: X\nabout: [sommerfest@2026-01-01]\n---\n", {(3, "no-date-there")}),
        ("news/2026-11-21-x.md", "title: X\n---\n[E](2026-11-01-entwurf.md)\n", {(4, "hidden-reference")}),
        ("news/2026-11-21-x.md", "title: X\n---\n[E](../closures/pause.yaml)\n", {(4, "dead-link")}),
        ("news/2026-11-21-x.md", "title: X\n---\n[E](/nirgends/)\n", {(4, "dead-link")}),
        ("news/2026-11-21-x.md", "title: X\n---\n[E](/termine/) [P](../documents/plan.pdf)\n", set()),
        ("news/2026-11-21-x.md", "title: X\n---\n[P](../documents/fehlt.pdf)\n", {(4, "dead-link")}),
        ("news/2026-11-21-x.md", "title: X\n---\n[B](../images/haus.png) [C](../images/fehlt.png)\n", {(4, "dead-link")}),
        (
            "participation/x.md",
            "title: X\nkind: fund\nyear: 2026\ndeadlines: [7 days before ratt]\n---\n",
            {(5, "no-such-thing")},
        ),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_named_where_it_stands(path, text, expected, content):
    (content / path).write_text(f"---\n{text}", encoding="utf-8")

    assert expected == {(line, code) for where, line, code in said(content) if where == path}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("news/19.11.2026-titel.md", {"file-name", "no-news-date"}),
        ("news/2026-11-19-fest-am-12.12.md", {"file-name"}),
        ("events/Nr. 7 am Markt.md", {"file-name"}),
        ("events/kino.türkisch.md", {"language-not-offered"}),
        ("site.2.yaml", {"stray-file"}),
    ],
)
def test_a_point_in_a_name_makes_no_translation(path, expected, content):
    start = "start: 2026-12-01\n" if path == "events/Nr. 7 am Markt.md" else ""
    (content / path).write_text(f"---\ntitle: X\n{start}---\n", encoding="utf-8")

    assert expected == {code for where, _, code in said(content) if where == path}


def test_what_refers_to_a_broken_file_is_not_blamed_too(content):
    for folder in ("projects", "events"):
        (content / folder / "kaputt.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    fund = "---\ntitle: X\nkind: fund\ndeadlines: [7 days before kaputt]\n---\n"
    (content / "participation/frist.md").write_text(fund, encoding="utf-8")
    head = "title: X\nabout: [kaputt]\nproject: kaputt\n"
    (content / "events/x.md").write_text("---\ntitle: X\nstart: 2026-12-01\nproject: kaputt\n---\n", encoding="utf-8")
    (content / "news/2026-11-21-x.md").write_text(
        f"---\n{head.replace('project: kaputt', '')}---\n[K](../projects/kaputt.md)\n", encoding="utf-8"
    )

    assert {"events/kaputt.md", "projects/kaputt.md"} == {path for path, _, _ in said(content)}


def test_a_partner_must_be_an_actor_of_the_quarter(content):
    text = "partners:\n  - title: Kino\n    feed: https://kino.example/a.ics\n    actor: niemand\n"
    (content / "partners.yaml").write_text(text, encoding="utf-8")

    assert "partners.yaml" in {path for path, _, _ in said(content)}


def test_every_room_that_is_measured_is_there():
    from .covered import ROOMS

    for pattern in ROOMS.values():
        assert list(Path(ROOT / "plugins/litfass").glob(pattern))


def test_a_stroke_below_the_line_in_a_name_is_a_hyphen_in_the_address(content):
    """The desk in the browser names files so, and nobody can rename them there."""
    head = "---\ntitle: Sommer_Fest\nstart: 2027-06-01\n---\n"
    (content / "events/sommer_fest_.md").write_text(head, encoding="utf-8")
    (content / "news/2026-11-21-x.md").write_text(
        "---\ntitle: X\nabout: [events/sommer-fest]\n---\n[Fest](../events/sommer_fest_.md)\n", encoding="utf-8"
    )

    assert set() == {one for one in said(content) if one[0].endswith(("sommer_fest_.md", "-x.md"))}


# --- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Straße „Am Hasenbuck“ 5/7", "strasse-am-hasenbuck-5-7"),
        ("ÖKO – GROẞ & Ärger", "oeko-gross-aerger"),
        ("Juni–August, 10−12 Uhr", "juni-august-10-12-uhr"),
        ("Vereins\u2011Fest", "vereins-fest"),
        ("Kahvaltı", "kahvalt"),
        ("– ? –", ""),
        ("a" * 60 + " " + "b" * 19, "a" * 60 + "-" + "b" * 19),
        ("a" * 60 + " " + "b" * 20, "a" * 60),
        ("a" * 60 + " b " + "c" * 30, "a" * 60 + "-b"),
        ("a" * 90, "a" * 80),
    ],
)
def test_an_address_stays_what_it_is_and_ends_with_a_whole_word(title, slug):
    assert slug == slugify(title)
