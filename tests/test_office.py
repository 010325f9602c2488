"""When the office is open, and what the home page says before, while and after it is shut; the clock on both sides."""

import json
import re
from datetime import date, datetime, time
from xml.etree import ElementTree as ET

import pytest
from litfass.calendar.hours import closed_time, door_state, parse_hours
from litfass.formats.structured import organization
from litfass.site.lasting import lasts_until

from .rendered import XHTML, main_text, page, site_on, text

HOURS = [parse_hours("Mo-Do 9:00-16:00"), parse_hours("Fr 9:00-13:00")]
BREAK = {date(2023, 7, 28): "Sommerpause", date(2023, 8, 11): "Sommerpause"}


def summer_break(day):
    return "Sommerpause" if date(2023, 7, 28) <= day <= date(2023, 8, 11) else ""


def office(content, periods, now, more=""):
    (content / "closures/pause.yaml").write_text(
        f"title: Pause\nkind: office\nperiods:\n{periods}valid_through: 2027-12-31\n", encoding="utf-8"
    )
    if more:
        path = content / "site.yaml"
        path.write_text(path.read_text().replace("  pause: [feiertage, pause]", f"  pause: [feiertage, pause]\n{more}"))
    return site_on(content, now)


def notice(site):
    """What the home page says of the office before everything else; "" when it says nothing."""
    found = [node for node in page(site, "").iter() if "closing-notice" in (node.get("class") or "")]
    return text(found[0]) if found else ""


def now_line(site):
    return next(text(node) for node in page(site, "").iter() if node.get("class") == "office__now")


def test_behind_a_shut_door_is_no_office(content):
    """A place is closed where the office is; nobody thought of naming it there as well."""
    (content / "closures/laden.yaml").write_text(
        "title: Wasserschaden\nkind: place\nplace: laden\nvalid_through: 2026-12-31\nperiods: [{from: 2026-11-24, to: 2026-11-25}]\n",
        encoding="utf-8",
    )
    (content / "closures/laden.tr.yaml").write_text("title: Su hasarı\n", encoding="utf-8")
    (content / "closures/wiese.yaml").write_text(
        "title: Rasen\nkind: place\nplace: wiese\nvalid_through: 2026-12-31\nperiods: [{from: 2026-11-26, to: 2026-11-26}]\n",
        encoding="utf-8",
    )
    site = site_on(content, "2026-11-24T10:00")
    turkish = site.translations["tr"]

    assert ["Wasserschaden", "Wasserschaden", ""] == [
        site.opening.office_closed(date(2026, 11, day)) for day in (24, 25, 26)
    ]
    assert "Su hasarı" == turkish.opening.office_closed(date(2026, 11, 24))
    assert not site.opening.office_state.is_open
    assert "Wasserschaden" in main_text(page(site, ""))
    assert "Heute geöffnet" not in main_text(page(site, ""))
    closed = [
        one for one in json.loads(organization(site))["openingHoursSpecification"] if one.get("name") == "Wasserschaden"
    ]
    assert [("2026-11-24", "2026-11-25")] == [(one["validFrom"], one["validThrough"]) for one in closed]


LIMBURG = "  - {title: Sommerpause, from: 2023-07-28, to: 2023-08-11}\n"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023-07-20T23:59", ""),
        ("2023-07-21T00:00", "Geschlossen von Freitag, 28. Juli bis 13. August, wieder ab Montag, 14. August, 9 Uhr"),
        ("2023-07-27T23:59", "Geschlossen von Freitag, 28. Juli bis 13. August, wieder ab Montag, 14. August, 9 Uhr"),
        ("2023-07-28T00:00", "Geschlossen bis 13. August, wieder ab Montag, 14. August, 9 Uhr"),
        ("2023-08-12T23:59", "Geschlossen bis 13. August, wieder ab Montag, 14. August, 9 Uhr"),
        ("2023-08-13T23:59", "Heute geschlossen, wieder ab Montag, 14. August, 9 Uhr"),
        ("2023-08-14T00:00", ""),
    ],
)
def test_the_notice_comes_before_the_break_and_goes_with_its_end(content, now, said):
    """Fourteen days in summer, from a Friday to a Friday: the weekend after it belongs to it."""
    site = office(content, LIMBURG, now)

    assert said in notice(site)
    assert bool(said) == bool(notice(site))


@pytest.mark.parametrize(("now", "rows"), [("2023-07-27T10:00", 1), ("2023-07-28T10:00", 0), ("2023-08-14T10:00", 1)])
def test_today_does_not_say_again_what_the_notice_has_just_said(content, now, rows):
    nodes = page(office(content, LIMBURG, now), "").iter()

    assert rows == sum(node.get("class") == "today__office" for node in nodes)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023-07-27T15:59", "Heute geöffnet bis 16 Uhr"),
        ("2023-07-27T16:00", "Wieder geöffnet am Montag, 14. August ab 9 Uhr"),
        ("2023-07-28T10:00", "Geschlossen bis 13. August, wieder ab Montag, 14. August, 9 Uhr"),
        ("2023-08-14T08:59", "Öffnet heute um 9 Uhr"),
        ("2023-08-14T09:00", "Heute geöffnet bis 16 Uhr"),
    ],
)
def test_the_office_says_how_it_stands_on_both_sides_of_each_edge(content, now, said):
    assert said in now_line(office(content, LIMBURG, now))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-05-12T10:00", "Geschlossen von Donnerstag, 14. Mai bis 17. Mai, wieder ab Montag, 18. Mai, 9 Uhr"),
        ("2026-05-14T10:00", "Geschlossen bis 17. Mai, wieder ab Montag, 18. Mai, 9 Uhr"),
        ("2026-05-18T09:00", "Am Montag, 25. Mai geschlossen, wieder ab Dienstag, 26. Mai, 9 Uhr"),
        ("2026-05-26T09:00", ""),
        ("2026-06-04T10:00", "Heute geschlossen, wieder ab Freitag, 5. Juni, 9 Uhr"),
        ("2026-06-03T10:00", "Am Donnerstag, 4. Juni geschlossen, wieder ab Freitag, 5. Juni, 9 Uhr"),
    ],
)
def test_a_holiday_and_the_day_after_are_one_break(content, now, said):
    """Ascension Day and the Friday after it; Corpus Christi alone, without any entry of the editors."""
    site = office(content, "  - {title: Brückentag, from: 2026-05-15, to: 2026-05-15}\n", now)

    assert said in notice(site)
    assert bool(said) == bool(notice(site))


def test_the_notice_names_all_reasons(content):
    site = office(content, "  - {title: Brückentag, from: 2026-05-15, to: 2026-05-15}\n", "2026-05-12T10:00")

    assert "Christi Himmelfahrt, Brückentag" in notice(site)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T10:00", ""),
        ("2026-11-24T10:00", "Ab Dienstag, 1. Dezember bis auf Weiteres geschlossen"),
        ("2026-12-01T00:00", "Bis auf Weiteres geschlossen"),
        ("2027-11-01T10:00", "Bis auf Weiteres geschlossen"),
    ],
)
def test_hours_can_be_suspended_until_further_notice(content, now, said):
    site = office(content, LIMBURG, now, "  suspended: {from: 2026-12-01, reason: Wasserschaden}")

    assert said in notice(site)
    assert ("Wasserschaden" in main_text(page(site, ""))) == bool(said)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-24T09:59", "Öffnet heute um 10 Uhr"),
        ("2026-11-24T10:00", "Heute geöffnet bis 13 Uhr"),
        ("2026-11-24T12:59", "Heute geöffnet bis 13 Uhr"),
        ("2026-11-24T13:00", "Öffnet heute um 15 Uhr"),
        ("2026-11-24T17:59", "Heute geöffnet bis 18 Uhr"),
        ("2026-11-24T18:00", "Wieder geöffnet am Mittwoch, 25. November ab 10 Uhr"),
        ("2026-11-26T18:00", "Wieder geöffnet am Montag, 30. November ab 10 Uhr"),
        ("2026-12-30T13:00", "Wieder geöffnet am Donnerstag, 31. Dezember ab 10 Uhr"),
        ("2026-12-31T18:00", "Wieder geöffnet am Montag, 4. Januar ab 10 Uhr"),
    ],
)
def test_an_office_that_shuts_at_noon_and_opens_again(content, now, said):
    """Two times a day, a weekend, and New Year on a Friday."""
    info = content / "site.yaml"
    info.write_text(
        info.read_text().replace(
            "    - Mo-Do 9:00-16:00\n    - Fr 9:00-13:00", "    - Mo-Do 10:00-13:00\n    - Di, Do 15:00-18:00"
        ),
        encoding="utf-8",
    )

    assert said in now_line(office(content, LIMBURG, now))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-10-25T02:30", "Wieder geöffnet am Montag, 26. Oktober ab 9 Uhr"),
        ("2026-10-26T08:59", "Öffnet heute um 9 Uhr"),
        ("2026-10-26T09:00", "Heute geöffnet bis 16 Uhr"),
        ("2027-03-28T03:00", "Geschlossen bis 29. März, wieder ab Dienstag, 30. März, 9 Uhr"),
        ("2027-03-30T08:59", "Öffnet heute um 9 Uhr"),
        ("2027-03-30T09:00", "Heute geöffnet bis 16 Uhr"),
    ],
)
def test_the_office_keeps_its_hours_when_the_clocks_change(content, now, said):
    """In spring the clocks change on Easter Sunday: the office opens after Easter Monday."""
    assert said in now_line(office(content, LIMBURG, now))


@pytest.mark.parametrize("day", ["2026-03-30", "2026-10-26"])
def test_hours_stay_on_the_wall_clock_when_the_clocks_change(day):
    """The Mondays after both changes: nine o'clock is nine o'clock."""
    before = door_state(HOURS, datetime.fromisoformat(f"{day}T08:59"), lambda _: "")
    after = door_state(HOURS, datetime.fromisoformat(f"{day}T09:00"), lambda _: "")

    assert datetime.fromisoformat(f"{day}T09:00") == before.opens
    assert after.is_open


def test_a_weekend_begins_no_break():
    assert closed_time(HOURS, date(2023, 7, 1), lambda _: "", 7) is None
    assert closed_time(HOURS, date(2023, 8, 12), summer_break, 7).first == date(2023, 7, 28)


def test_an_office_without_hours_is_never_said_to_be_shut():
    assert closed_time([], date(2023, 8, 1), summer_break, 7) is None


@pytest.mark.parametrize(
    ("written", "weekdays", "spans"),
    [
        ("Fr 18-24 Uhr", (4,), ["18:00–00:00"]),
        ("So 0-24 Uhr", (6,), ["00:00–00:00"]),
        ("täglich 9-12", tuple(range(7)), ["09:00–12:00"]),
        ("werktags 8-12", tuple(range(6)), ["08:00–12:00"]),
        ("Montag bis Freitag 9 bis 17 Uhr", tuple(range(5)), ["09:00–17:00"]),
        ("Mo–Fr von 9:00 bis 17:00 Uhr", tuple(range(5)), ["09:00–17:00"]),
        ("dienstags und donnerstags 15 Uhr bis 18 Uhr", (1, 3), ["15:00–18:00"]),
        ("Di 9-12 u. 14-18 Uhr", (1,), ["09:00–12:00", "14:00–18:00"]),
        ("Di 9-12 / 14-18 Uhr", (1,), ["09:00–12:00", "14:00–18:00"]),
        ("Mo 9.30h-12.00h", (0,), ["09:30–12:00"]),
        ("Mo + Mi 9-12", (0, 2), ["09:00–12:00"]),
        ("Mo.-Mi., Fr. 9-12", (0, 1, 2, 4), ["09:00–12:00"]),
        ("Sa-Mo 9-12 Uhr", (0, 5, 6), ["09:00–12:00"]),
        ("Mo-Do: 9-16 Uhr", (0, 1, 2, 3), ["09:00–16:00"]),
        ("Tue and Thu 9-12", (1, 3), ["09:00–12:00"]),
        ("Fr 20-2 Uhr", (4,), ["20:00–02:00"]),
    ],
)
def test_hours_are_read_as_people_write_them(written, weekdays, spans):
    read = parse_hours(written)

    assert weekdays == read.weekdays
    assert spans == [f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in read.spans]


@pytest.mark.parametrize(
    "written",
    [
        "Mo 16-9",
        "Mo 9-5",
        "Di ab 18 Uhr",
        "1. Di im Monat 14-16",
        "Di geschlossen",
        "Xy 9-12",
        "Mo-Xy 9-12",
        "Di 9-25",
        "Di 24-3",
        "9-12",
    ],
)
def test_hours_that_are_none_are_not_guessed(written):
    assert parse_hours(written) is None


def test_hours_of_a_day_may_stand_in_any_order():
    hours = [parse_hours("Mo-Fr 14-18"), parse_hours("Mo 9-12")]

    def opens(now):
        return door_state(hours, datetime.fromisoformat(now), lambda _: "").opens

    assert datetime(2026, 11, 23, 9) == opens("2026-11-23T08:00")
    assert datetime(2026, 11, 30, 9) == opens("2026-11-27T18:00")
    assert (
        datetime(2026, 11, 23, 9) == closed_time(hours, date(2026, 11, 20), lambda day: "zu" * (day.day < 23), 0).opens
    )


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-27T01:00", "Öffnet heute um 20 Uhr"),
        ("2026-11-27T23:00", "Heute geöffnet bis 2 Uhr"),
        ("2026-11-28T01:59", "Heute geöffnet bis 2 Uhr"),
        ("2026-11-28T02:00", "Wieder geöffnet am Freitag, 4. Dezember ab 20 Uhr"),
    ],
)
def test_an_evening_may_end_in_the_night(content, now, said):
    path = content / "site.yaml"
    path.write_text(path.read_text().replace("    - Mo-Do 9:00-16:00\n    - Fr 9:00-13:00\n", "    - Fr 20-2\n"))
    site = site_on(content, now)

    assert said == now_line(site).replace("\N{NO-BREAK SPACE}", " ")
    assert lasts_until(site_on(content, "2026-11-28T01:00")).hour == 2


def test_the_night_before_a_closed_day_is_open_and_the_one_after_it_is_not():
    hours = [parse_hours("Fr, Sa 20-2")]

    def closed(day):
        return "Ruhetag" if day == date(2026, 11, 28) else ""

    assert door_state(hours, datetime(2026, 11, 28, 1), closed).is_open
    assert not door_state(hours, datetime(2026, 11, 29, 1), closed).is_open


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-27T17:59", "Öffnet heute um 18 Uhr"),
        ("2026-11-27T23:59", "Heute geöffnet bis 24 Uhr"),
        ("2026-11-28T00:00", "Wieder geöffnet am Freitag, 4. Dezember ab 18 Uhr"),
    ],
)
def test_an_office_may_be_open_until_midnight(content, now, said):
    path = content / "site.yaml"
    head, _, rest = path.read_text().partition("  hours:\n")
    path.write_text(head + "  hours: [Fr 18-24 Uhr]\n" + re.sub(r"\A(?:    - .*\n)+", "", rest))
    site = site_on(content, now)

    assert said == now_line(site).replace("\N{NO-BREAK SPACE}", " ")
    assert '"closes": "23:59"' in ET.tostring(page(site, ""), encoding="unicode")


# --- hours of a season ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "season"),
    [
        ("Di 16-19 (Mai-September)", ((5, 1), (9, 30))),
        ("Mai–Sept. Di 16-19 Uhr", ((5, 1), (9, 30))),
        ("von Mai bis September: Di 16-19", ((5, 1), (9, 30))),
        ("Di 16-19 Uhr, Mai bis Ende September", ((5, 1), (9, 30))),
        ("Di 16-19 vom 15. Mai bis zum 3. Oktober", ((5, 15), (10, 3))),
        ("1.4.–30.9.: Di 16-19", ((4, 1), (9, 30))),
        ("Di 16-19 (15.10.-Februar)", ((10, 15), (2, 29))),
        ("nur im August Di 16-19", ((8, 1), (8, 31))),
        ("May to Oct: Tue 16-19", ((5, 1), (10, 31))),
        ("Di 16-19", None),
    ],
)
def test_hours_may_hold_in_a_part_of_each_year(written, season):
    read = parse_hours(written)

    assert ((1,), ((time(16), time(19)),)) == (read.weekdays, read.spans)
    assert season == (read.season and (read.season.first, read.season.last))


@pytest.mark.parametrize(
    "written",
    ["Di 16-19 (30.2.-1.5.)", "1.13.-1.5. Di 16-19", "1. April Di 16-19", "ab Mai Di 16-19", "Di 16-19 April und Mai"],
)
def test_a_season_that_is_none_is_not_guessed(written):
    assert parse_hours(written) is None


@pytest.mark.parametrize(
    ("day", "current", "holds"),
    [
        ("2026-03-31", ("2026-10-01", "2027-03-31"), True),
        ("2026-04-01", ("2026-10-01", "2027-03-31"), False),
        ("2026-09-30", ("2026-10-01", "2027-03-31"), False),
        ("2026-10-01", ("2026-10-01", "2027-03-31"), True),
        ("2026-12-31", ("2026-10-01", "2027-03-31"), True),
    ],
)
def test_a_season_goes_over_new_year(day, current, holds):
    season, today = parse_hours("Di 16-19 (Oktober-März)").season, date.fromisoformat(day)

    assert holds == season.holds_on(today)
    expected = ("2025-10-01", "2026-03-31") if day == "2026-03-31" else current
    assert expected == tuple(map(str, season.around(today)))


def test_a_february_ends_with_its_last_day():
    season = parse_hours("Di 16-19 (Februar)").season

    assert season.holds_on(date(2028, 2, 29))
    assert (date(2027, 2, 1), date(2027, 2, 28)) == season.around(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-09-29T16:30", "Heute geöffnet bis 19 Uhr"),
        ("2026-09-30T12:00", "Wieder geöffnet am Dienstag, 6. Oktober ab 10 Uhr"),
        ("2026-10-06T16:30", "Wieder geöffnet am Dienstag, 13. Oktober ab 10 Uhr"),
    ],
)
def test_the_office_is_open_as_the_season_says_and_each_line_says_its_season(content, now, said):
    path = content / "site.yaml"
    head, _, rest = path.read_text().partition("  hours:\n")
    lines = '  hours:\n    - "Mai bis September: Di 16-19 Uhr"\n    - Di 10-12 (Oktober-April)\n'
    path.write_text(head + lines + re.sub(r"\A(?:    - .*\n)+", "", rest))
    site = site_on(content, now)

    assert said == now_line(site).replace("\N{NO-BREAK SPACE}", " ")
    told = [text(node) for node in page(site, "").iter(f"{XHTML}dt")]
    assert {"Dienstag (Mai bis September)", "Dienstag (Oktober bis April)"} <= set(told)
    data = ET.tostring(page(site, ""), encoding="unicode")
    assert '"validFrom": "2026-10-01", "validThrough": "2027-04-30"' in data


@pytest.mark.parametrize(
    ("now", "until"),
    [
        # of what began yesterday in the evening
        ("2026-11-28T00:30", "2026-11-28T02:00"),
        ("2026-11-28T02:00", "2026-11-28T09:00"),
        # of what has no end nothing changes before midnight
        ("2026-11-27T21:59", "2026-11-27T22:00"),
        ("2026-11-29T10:00", "2026-11-29T15:00"),
        ("2026-11-29T15:00", "2026-11-30T00:00"),
        # its own minute belongs to a last moment
        ("2026-12-05T17:00", "2026-12-05T18:01"),
        ("2026-12-05T18:00", "2026-12-05T18:01"),
        ("2026-12-05T18:01", "2026-12-05T19:00"),
        # the second day of a feast
        ("2026-12-13T08:00", "2026-12-13T17:00"),
    ],
)
def test_a_site_lasts_until_something_begins_ends_or_falls_due(content, now, until):
    (content / "events/nacht.md").write_text("---\ntitle: Nacht\nstart: 2026-11-27 22:00\nend: 2:00\n---\n")
    (content / "events/tee.md").write_text("---\ntitle: Tee\nstart: 2026-11-29 15:00\n---\n")
    (content / "events/fest.md").write_text("---\ntitle: Fest\nstart: 2026-12-12 15:00\nend: 2026-12-13 17:00\n---\n")
    (content / "participation/topf.md").write_text("---\ntitle: Topf\nkind: fund\ndeadlines: [2026-12-05 18:00]\n---\n")
    site = site_on(content, now)

    assert until == f"{lasts_until(site):%Y-%m-%dT%H:%M}"
