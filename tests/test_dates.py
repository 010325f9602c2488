"""What happens to single dates: moved, cancelled by others, paused, and how that is seen everywhere."""

from datetime import date, datetime

import html5lib
import pytest
from icalendar import Calendar
from litfass.address import Addresses
from litfass.formats.structured_event import said_of
from litfass.link import link
from litfass.model.passage import language_of
from litfass.parse import read
from litfass.read import read_content
from litfass.settings import ADDRESSES
from litfass.sheets.week_plan import week_plan
from litfass.validate import validate
from litfass.words import Words, load_translations

from .conftest import NOW, ROOT, build
from .rendered import calendar, main_text, page, site_on, words_of

GERMAN = ROOT / "theme/translations/de/LC_MESSAGES/litfass.po"


def linked(content, now=NOW):
    material, problems = read_content(content)
    moment = datetime.fromisoformat(now).replace(tzinfo=material.info.timezone)
    site, more = link(material, Addresses(ADDRESSES, material.info.url), moment, months_back=36, months_ahead=18)
    return site, [problem.code for problem in problems + more]


def write(content, path, head):
    (content / path).write_text(f"---\n{head}\n---\n", encoding="utf-8")


def dates(site, id_):
    return {str(one.day): one for one in site.programme.dates_of(site.find("event", id_))}


def test_closed_place_cancels_what_would_take_place_in_it(content):
    (content / "closures/laden-zu.yaml").write_text(
        "title: Laden zu\nkind: place\nplace: laden\nperiods:\n  - {title: Der Boden wird erneuert, from: 2026-12-14, to: 2026-12-18}\n"
        "valid_through: 2026-12-31\n",
        encoding="utf-8",
    )
    site, _ = linked(content)
    one = dates(site, "sprachcafe")["2026-12-17"]

    assert ("cancelled", "Der Boden wird erneuert") == (one.status, one.note)
    assert "scheduled" == dates(site, "sprachcafe")["2027-01-14"].status


@pytest.mark.parametrize(
    ("end", "shut_until", "status"),
    [
        ("2027-02-28", "2026-12-02", "scheduled"),
        ("2026-12-16", "2026-12-15", "scheduled"),
        ("2026-12-16", "2026-12-16", "cancelled"),
        ("2026-12-10", "2026-12-02", "cancelled"),
    ],
)
def test_an_exhibition_of_weeks_does_not_fall_to_a_few_days_on_which_its_place_is_shut(
    content, end, shut_until, status
):
    write(content, "events/schau.md", f"title: Schau\nstart: 2026-12-01\nend: {end}\nplace: laden")
    head = "title: Laden zu\nkind: place\nplace: laden\nvalid_through: 2026-12-31\n"
    periods = f"periods: [{{from: 2026-11-30, to: {shut_until}}}]\n"
    (content / "closures/laden-zu.yaml").write_text(head + periods, encoding="utf-8")

    assert status == dates(linked(content)[0], "schau")["2026-12-01"].status


def test_who_has_a_place_on_a_full_date_is_told_that_it_is_off(content):
    """By news, or because its place is shut; why nobody could come any more is no reason now."""
    changes = "changes:\n" + "".join(
        f"  - {{on: {day}, status: full, note: Alle Plätze sind weg.}}\n"
        for day in ("2026-12-01", "2026-12-08", "2026-12-15")
    )
    head = f"title: Kurs\nstart: 2026-12-01 15:00\nrepeat: dienstags\nuntil: 2026-12-22\nplace: laden\n{changes}"
    write(content, "events/kurs.md", head)
    write(
        content,
        "news/2026-11-23-absage.md",
        "title: Die Lehrerin ist krank\ncategory: cancellation\nabout: kurs@2026-12-08",
    )
    (content / "closures/laden-zu.yaml").write_text(
        "title: Wasserschaden\nkind: place\nplace: laden\nvalid_through: 2026-12-31\nperiods: [{from: 2026-12-15, to: 2026-12-15}]\n",
        encoding="utf-8",
    )
    site, _ = linked(content)

    assert [
        ("full", "Alle Plätze sind weg."),
        ("cancelled", "Die Lehrerin ist krank"),
        ("cancelled", "Wasserschaden"),
        ("scheduled", ""),
    ] == [(one.status, one.note) for one in dates(site, "kurs").values()]


@pytest.mark.parametrize(
    ("end", "shown"), [("2026-12-01", "2026-12-04"), ("2026-12-03", "2026-12-06"), ("19:30", "2026-12-04 23:30")]
)
def test_a_date_moved_to_another_hour_keeps_its_last_day_or_how_long_it_lasts(content, end, shown):
    changes = "changes: [{on: 2026-12-01, start: 2026-12-04 22:00}]"
    head = f"title: Kurs\nstart: 2026-12-01 18:00\nend: {end}\nrepeat: dienstags\nuntil: 2026-12-22\n{changes}"
    write(content, "events/kurs.md", head)
    site, codes = linked(content)

    assert ["future-news"] == codes
    assert shown == dates(site, "kurs")["2026-12-04"].end.as_written


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("dates: [2026-12-08, 2026-12-29]", ["listed-in-pause"]),
        ("start: 2026-12-29 15:00\ndates: [2027-01-12]", ["listed-in-pause"]),
        ("dates: [2026-12-08]\nalso: [2026-12-29]", []),
        ("dates: [2026-12-08, 2026-12-29]\nexcept: [2026-12-29]", []),
        ("dates: [2026-12-08, 2026-12-29]\non_pause: show", []),
        ("start: 2025-12-30 15:00\ndates: [2026-12-08]", []),
        ("dates: [2026-12-08, 2028-03-07]", ["pause-data-ends"]),
        ("dates: [2026-12-08, 2027-12-07]", []),
    ],
)
def test_no_day_that_was_written_by_hand_is_lost_without_a_word(content, head, told):
    """In the holidays, or after the last day of which their data tell."""
    start = "" if "start" in head else "start: 2026-12-01 15:00\n"
    write(content, "events/kurs.md", f"title: Kurs\npause: [schulferien]\n{start}{head}")

    assert [*told, "future-news"] == sorted(
        linked(content)[1], key=["listed-in-pause", "pause-data-ends", "future-news"].index
    )


HOLIDAYS_ONLY = "title: Ferienspiele\nstart: 2026-12-24 10:00\nend: 12:00\nrepeat: werktags\nonly: [schulferien]"


def test_a_holiday_programme_is_on_in_the_holidays_only_and_as_far_as_they_are_known(content):
    """Days outside are left out without a word; the rest is as in any series."""
    write(content, "events/ferien.md", f"{HOLIDAYS_ONLY}\npause: [feiertage]\non_pause: show\nalso: [2027-01-23]")
    site, codes = linked(content)
    shown = dates(site, "ferien")

    assert ["future-news"] == codes
    assert ["25", "26", "01", "06"] == [day[-2:] for day, one in shown.items() if one.pause and day < "2027-02"]
    there = [day for day, one in shown.items() if not one.pause and "2027" > day]
    assert [f"2026-12-{day}" for day in (24, 28, 29, 30, 31)] == there
    assert ["2027-01-23", "2027-02-08"] == [day for day in shown if "2027-01-08" < day < "2027-02-09"]
    assert not [day for day, one in shown.items() if one.pause and "2027-03-31" < day < "2027-05-18"]
    assert "2027-12-31" == max(shown)
    assert "pause-data-ends" in linked(content, "2027-10-05T10:00")[1]


def test_a_holiday_programme_says_wherever_it_says_its_days_that_it_is_on_in_the_holidays_only(content):
    write(content, "events/ferien.md", HOLIDAYS_ONLY)
    site = site_on(content)
    said = "jeden Montag bis Samstag, nur in den Schulferien"

    assert f"{said}, 10–" in main_text(page(site, "termine/ferienspiele/"))
    assert said in main_text(page(site, "termine/wochenplan/"))
    assert said == week_plan(site, words_of(site), date(2026, 12, 1))["days"][0]["dates"][0]["rule"]


def test_a_series_may_not_pause_when_alone_it_is_on_however_both_are_named(content):
    write(content, "events/ferien.md", f"{HOLIDAYS_ONLY}\npause: [feiertage, Schulferien]")

    assert "pause-and-only" in linked(content)[1]


@pytest.mark.parametrize(
    ("repeat", "told"),
    [
        ("werktags in den Schulferien", "repeat-only werktags"),
        ("Mo–Fr (nur in den Ferien)", "repeat-only Mo–Fr"),
        ("werktags, nur während der bayerischen Sommerferien, bis 2028", "repeat-only werktags"),
        ("every Tuesday in the school holidays", "repeat-only every Tuesday"),
        ("werktags, nicht in den Ferien", "repeat-too-much werktags"),
        ("dienstags in den Ferien nicht", "bad-repeat"),
        ("dienstags, nur außerhalb der Ferien", "bad-repeat"),
    ],
)
def test_who_writes_into_the_rhythm_that_it_is_so_in_the_holidays_learns_of_only(repeat, told):
    head = f"---\ntitle: Kurs\nstart: 2026-12-01 15:00\nrepeat: {repeat}\n---\n".encode()
    problem = validate(read(head, "events/kurs.md")[0])[1][0]

    assert told == " ".join(filter(None, (problem.code, problem.values.get("repeat"))))


def test_why_a_place_is_closed_is_said_in_each_language_that_it_was_translated_to(content):
    head = "title: Laden zu\nkind: place\nplace: laden\nvalid_through: 2026-12-31\nperiods:\n"
    period = "  - {title: Der Boden wird erneuert, from: 2026-12-14, to: 2026-12-18}\n"
    (content / "closures/laden-zu.yaml").write_text(head + period, encoding="utf-8")
    (content / "closures/laden-zu.tr.yaml").write_text("periods:\n  - title: Zemin yenileniyor\n", encoding="utf-8")
    site, _ = linked(content)

    assert "Zemin yenileniyor" == dates(site.translations["tr"], "sprachcafe")["2026-12-17"].note


def test_the_reason_of_a_cancellation_is_told_and_not_what_is_said_of_every_date(content):
    head = "title: Kurs\nstart: 2026-12-15 15:00\nrepeat: dienstags\nplace: laden\nnote: Bitte Hausschuhe mitbringen."
    write(content, "events/kurs.md", head)
    write(content, "news/2026-11-23-absage.md", "title: Wasserschaden\ncategory: cancellation\nabout: kurs@2026-12-15")
    site, _ = linked(content)

    assert "Wasserschaden" == dates(site, "kurs")["2026-12-15"].note
    assert "Bitte Hausschuhe mitbringen." == dates(site, "kurs")["2026-12-22"].note


def test_an_event_in_another_language_borrows_the_reason_in_that_of_the_page(content):
    write(content, "events/kurs.md", "title: Türkçe kursu\nlanguage: tr\nstart: 2026-12-15 15:00\nplace: laden")
    head = "title: Laden zu\nkind: place\nplace: laden\nvalid_through: 2026-12-31\nperiods: [{from: 2026-12-14, to: 2026-12-18}]\n"
    (content / "closures/laden-zu.yaml").write_text(head, encoding="utf-8")
    reasons = [dates(site, "kurs")["2026-12-15"].note for site in linked(content)[0].all_languages]
    (content / "closures/laden-zu.tr.yaml").write_text("title: Dükkân kapalı\n", encoding="utf-8")
    translated = [dates(site, "kurs")["2026-12-15"].note for site in linked(content)[0].all_languages]

    assert [("Laden zu", ""), ("Laden zu", "de")] == [(one, language_of(one)) for one in reasons]
    assert [("Laden zu", ""), ("Dükkân kapalı", "")] == [(one, language_of(one)) for one in translated]


def test_one_news_item_cancels_many_dates_and_lists_them_in_order(content):
    write(
        content,
        "news/2026-11-23-absagen.md",
        "title: Wegen Krankheit fällt aus\ncategory: cancellation\nabout: [sprachcafe@2027-01-21, sprachcafe@2026-12-17, vorlesen@2026-12-03]",
    )
    site, codes = linked(content)
    item = site.find("news", "2026-11-23-absagen")

    assert [] == [code for code in codes if code != "future-news"]
    assert ["2026-12-03", "2026-12-17", "2027-01-21"] == [str(one.day) for one in site.dates_about(item)]
    assert {"cancelled"} == {one.status for one in site.dates_about(item)}


@pytest.mark.parametrize("category", ["report", "announcement", "press"])
def test_news_about_a_date_cancel_it_only_when_that_is_what_they_say(content, category):
    head = f"title: Wir freuen uns darauf\ncategory: {category}\nabout: [sprachcafe@2026-12-17]"
    write(content, "news/2026-11-23-bald.md", head)

    assert "scheduled" == dates(linked(content)[0], "sprachcafe")["2026-12-17"].status


def test_news_that_is_not_out_yet_cancels_nothing(content):
    write(
        content, "news/2026-12-01-absage.md", "title: Fällt aus\ncategory: cancellation\nabout: [sprachcafe@2026-12-17]"
    )

    assert "scheduled" == dates(linked(content)[0], "sprachcafe")["2026-12-17"].status


def test_a_moved_date_leaves_its_old_day(content):
    site, _ = linked(content)
    found = dates(site, "sprachcafe")

    assert "2026-12-03" not in found
    assert date(2026, 12, 3) == found["2026-12-04"].on


def test_change_on_a_day_without_a_date_names_the_nearest(content):
    write(
        content,
        "events/falsch.md",
        "title: Falsch\nstart: 2026-12-01 15:00\nrepeat: dienstags\nuntil: 2027-03-01\nchanges: [{on: 2026-12-09, status: cancelled, note: x}]",
    )

    assert "no-date-there" in linked(content)[1]


def test_a_day_added_after_the_end_of_a_series_is_one_of_its_dates(content):
    head = (
        "title: Chor\nstart: 2026-12-01 19:00\nrepeat: dienstags\nuntil: 2026-12-15\nalso: [2026-12-22, 2026-12-29]\n"
    )
    write(content, "events/chor.md", head + "changes: [{on: 2026-12-29, status: cancelled, note: Krankheit}]")
    site, codes = linked(content)
    listed = calendar(site, "termine/chor/termin.ics").decode().replace("\r\n ", "")

    assert "change-after-end" not in codes
    assert {"2026-12-22": "scheduled", "2026-12-29": "cancelled"} == {
        day: one.status for day, one in dates(site, "chor").items() if day > "2026-12-15"
    }
    assert "UNTIL=20261215" in listed
    assert "RDATE;TZID=Europe/Berlin:20261222T190000,20261229T190000" in listed


def test_first_tuesday_with_an_exception_in_january(content):
    """The old day must not appear, the new one must; from February on the rule holds again."""
    write(
        content,
        "events/erzaehlcafe.md",
        "title: Erzählcafé\nstart: 2017-12-05 15:00\nrepeat: jeden 1. Dienstag im Monat\nuntil: 2018-04-30\nchanges: [{on: 2018-01-02, start: 2018-01-09 15:00, note: Neujahr}]",
    )
    site, _ = linked(content, "2018-01-01T10:00")

    assert ["2017-12-05", "2018-01-09", "2018-02-06", "2018-03-06", "2018-04-03"] == sorted(dates(site, "erzaehlcafe"))


def test_offers_in_words_never_enter_a_day(content):
    site, _ = linked(content)

    assert ["Ausflug"] == [event.title for event in site.programme.offers]
    assert not any(one.event.id == "ausflug" for one in site.occurrences)


def test_an_evening_past_midnight_belongs_to_its_first_day(content):
    one = dates(linked(content)[0], "lange-nacht")["2026-12-05"]

    assert one.last_day == one.day
    assert not one.is_over(datetime(2026, 12, 6, 0, 15, tzinfo=one.zone))
    assert one.is_over(datetime(2026, 12, 6, 0, 30, tzinfo=one.zone))


@pytest.mark.parametrize(
    ("start", "end", "ends", "said"),
    [
        ("2026-12-31 20:00", "24:00", "2027-01-01T00:00:00+01:00", "20–24 Uhr"),
        ("2026-12-31 20:00", "00:00", "2027-01-01T00:00:00+01:00", "20–24 Uhr"),
        ("2026-12-31 9:00", "24 Uhr", "2027-01-01T00:00:00+01:00", "9–24 Uhr"),
        ("2026-12-29 20:00", "31.12.2026 24:00", "2027-01-01T00:00:00+01:00", "20 Uhr – Do., 31.12. 24 Uhr"),
        ("2026-12-29 20:00", "2027-01-01 00:00", "2027-01-01T00:00:00+01:00", "20 Uhr – Do., 31.12. 24 Uhr"),
    ],
)
def test_midnight_is_the_end_of_the_day_before(start, end, ends, said, content):
    write(content, "events/feier.md", f"title: Feier\nstart: {start}\nend: {end}")
    site, codes = linked(content)
    (one,) = site.programme.dates_of(site.find("event", "feier"))

    assert (ends, date(2026, 12, 31)) == (one.ends_at().isoformat(), one.last_day)
    assert said == Words("de", load_translations(GERMAN.read_bytes())).times(one).replace("\xa0", " ")
    assert ["future-news"] == codes


def test_a_long_run_is_one_entry_that_still_runs(content):
    write(content, "events/ausstellung.md", "title: Ausstellung\nstart: 2026-11-02\nend: 2027-01-29")
    site, _ = linked(content)

    assert ["Ausstellung"] == [one.title for one in site.programme.running]
    assert ["Ausstellung"] == [one.title for one in site.programme.into_month(date(2026, 12, 1))]
    assert not any(one.title == "Ausstellung" for one in site.programme.upcoming)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-11-24T10:00", ["2026-12-01", "2026-12-07", "2027-02-01", "2027-02-28"]),
        ("2026-12-02T00:00", ["2026-12-07", "2027-02-01", "2027-02-28"]),
    ],
)
def test_deadlines_dated_yearly_and_before_each_meeting(content, now, left):
    site, _ = linked(content, now)

    assert left == [str(due.day) for due in site.deadlines.of(site.find("participation", "topf"))][: len(left)]


def test_a_day_of_every_year_may_have_its_month_in_words(content):
    before, _ = linked(content)
    due = [str(one.day) for one in before.deadlines.of(before.find("participation", "topf"))]
    file = content / "participation/topf.md"
    file.write_text(file.read_text(encoding="utf-8").replace("28.02.", "28. Februar"), encoding="utf-8")
    site, problems = linked(content)

    assert "28. Februar" in file.read_text(encoding="utf-8")
    assert "bad-moment" not in problems
    assert due == [str(one.day) for one in site.deadlines.of(site.find("participation", "topf"))]


def test_a_cancelled_meeting_has_no_deadline_and_a_moved_one_takes_it_along(content):
    rat = content / "events/rat.md"
    rat.write_text(
        rat.read_text().replace(
            "place: laden",
            "place: laden\nchanges:\n  - {on: 2026-12-14, status: cancelled, note: x}\n  - {on: 2027-02-08, start: 2027-02-15 18:00, note: y}",
        )
    )
    site, _ = linked(content)
    days = [str(due.day) for due in site.deadlines.of(site.find("participation", "topf"))]

    assert "2026-12-07" not in days
    assert "2027-02-01" not in days
    assert "2027-02-08" in days


def test_a_deadline_expires_after_its_last_day(content):
    before, _ = linked(content, "2027-01-29T11:59")
    after, _ = linked(content, "2027-01-29T12:01")

    assert ["2027-01-29"] == [str(due.day) for due in before.deadlines.of(before.find("participation", "aufruf"))]
    assert [] == after.deadlines.of(after.find("participation", "aufruf"))


def test_last_day_to_register_is_a_deadline(content):
    site, _ = linked(content)

    assert ["2026-11-27"] == [str(due.day) for due in site.deadlines.of(site.find("event", "sommerfest"))]


def test_a_moved_start_takes_an_end_along_that_would_come_too_early(content):
    write(
        content,
        "events/spaet.md",
        "title: Spät\nstart: 2026-12-01 18:00\nend: 20:00\nrepeat: dienstags\nuntil: 2027-01-31\nchanges: [{on: 2026-12-15, start: 2026-12-15 21:00, note: später}]",
    )
    one = dates(linked(content)[0], "spaet")["2026-12-15"]

    assert ("2026-12-15T21:00", "2026-12-15T23:00") == (one.start.isoformat(), one.end.isoformat())


@pytest.mark.parametrize(
    ("series", "change", "code"),
    [
        ("start: 2026-12-01 18:00\nend: 20:00", "end: 2026-12-14 21:00", "end-before-start"),
        ("start: 2026-12-01 18:00", "end: 2026-12-14", "end-before-start"),
        ("start: 2026-12-01", "start: 2026-12-17, end: 2026-12-16", "end-before-start"),
        ("start: 2026-12-01", "end: 18:00", "end-mixed"),
        ("start: 2026-12-01", "start: 10:00, end: 18:00", ""),
        ("start: 2026-12-01", "end: 2026-12-16", ""),
        ("start: 2026-12-01 18:00\nend: 20:00", "end: 2026-12-16", ""),
        ("start: 2026-12-01 18:00\nend: 20:00", "start: 21:00", ""),
    ],
)
def test_a_change_that_ends_before_it_starts_is_an_error_as_in_an_event(content, series, change, code):
    repeat = "repeat: dienstags\nuntil: 2027-01-31"
    write(content, "events/falsch.md", f"title: Falsch\n{series}\n{repeat}\nchanges: [{{on: 2026-12-15, {change}}}]")

    codes = {"end-before-start", "end-mixed"} & {*linked(content)[1]}
    assert {code} - {""} == codes


def test_one_date_of_a_full_series_can_have_room_again(content):
    write(
        content,
        "events/voll.md",
        "title: Voll\nstart: 2026-12-01 18:00\nrepeat: dienstags\nuntil: 2027-01-31\nstatus: full\nnote: voll\nchanges: [{on: 2026-12-15, status: scheduled, note: Wieder Platz}]",
    )
    found = dates(linked(content)[0], "voll")

    assert ("full", "scheduled") == (found["2026-12-08"].status, found["2026-12-15"].status)


def test_a_single_date_far_ahead_is_not_lost(content):
    write(content, "events/fern.md", "title: Fern\nstart: 2029-06-01 10:00")

    assert ["2029-06-01"] == sorted(dates(linked(content)[0], "fern"))


def test_a_series_over_for_years_keeps_its_last_date_and_is_no_offer(content):
    """The language café ended in July 2027, the readings were on single days; five years later both are still over."""
    write(content, "events/lesung.md", "title: Lesung\nstart: 2026-12-02 19:00\ndates: [2027-02-03]\nplace: laden")
    site, _ = linked(content, "2032-06-02T10:00")
    events = [site.find("event", name) for name in ("sprachcafe", "lesung")]

    assert ["2027-07-29"] == sorted(dates(site, "sprachcafe"))
    assert ["2027-02-03"] == sorted(dates(site, "lesung"))
    assert [] == site.programme.undated_of(events) == site.programme.next_of(events)
    assert {"2027-07-29", "2027-02-03"} == {str(one.day) for one in site.programme.past_of(events)}


def test_what_is_over_is_remembered_by_the_last_date_that_took_place(content):
    """A choir that sang all year was not called off because its last evening was; what never took place says so."""
    head = "place: laden\nuntil: 2026-12-16\nrepeat: jeden Mittwoch"
    last = "{on: 2026-12-16, status: cancelled}"
    write(content, "events/chor.md", f"title: Chor\nstart: 2026-12-02 19:00\n{head}\nchanges:\n  - {last}")
    write(content, "events/nie.md", f"title: Nie\nstart: 2026-12-16 19:00\n{head}\nchanges:\n  - {last}")
    programme = linked(content, "2027-02-01T10:00")[0].programme
    events = [event for event in programme.events if event.id in ("chor", "nie")]

    told = {one.event.id: (str(one.day), one.takes_place) for _, dates in programme.archive for one in dates}

    assert ("2026-12-09", True) == told["chor"]
    assert ("2026-12-16", False) == told["nie"]
    assert [told["nie"], told["chor"]] == [(str(one.day), one.takes_place) for one in programme.past_of(events)]


def test_a_pause_of_long_ago_is_not_forgotten(content):
    """The last Thursday before the end lay in Bavaria's autumn holidays."""
    head = "title: Chor\nstart: 2026-10-01 18:00\nrepeat: donnerstags\nuntil: 2026-11-05\npause: [schulferien]\nplace: laden"
    write(content, "events/chor.md", head)

    assert ["2026-10-29"] == sorted(dates(linked(content, "2034-06-02T10:00")[0], "chor"))


@pytest.mark.parametrize(
    ("until", "told"),
    [("", True), ("until: 2027-12-31", False), ("until: 2028-12-31", True), ("until: 2028-05-01", False)],
)
def test_a_series_whose_pauses_are_no_longer_known_is_asked_about_until_it_is_over(content, until, told):
    """It has left the calendar at the end of 2027, and nobody would see why."""
    write(
        content,
        "events/chor.md",
        f"title: Chor\nstart: 2026-12-03 18:00\nrepeat: donnerstags\n{until}\npause: [schulferien]",
    )

    assert told == ("pause-data-ends" in linked(content, "2028-06-02T10:00")[1])


def test_what_comes_in_a_year_says_its_year(content):
    """Else people would come a year too early, for it stands among "the next days" when little is known yet."""
    write(content, "events/fest.md", "title: Fest\nstart: 2028-05-31 16:00\nrepeat: jährlich am 31. Mai")
    said = main_text(page(site_on(content, "2029-05-01T10:00"), ""))

    assert "31 Mai ab 16 Uhr Fest" in said
    assert "31 Mai 2030 ab 16 Uhr Fest" in said


@pytest.mark.parametrize(("now", "said"), [("2028-01-31", "bis Di., 15.2. "), ("2028-02-16", "bis Do., 15.2.2029")])
def test_a_deadline_that_lies_in_a_year_says_its_year(content, now, said):
    write(content, "participation/topf2.md", "title: Zettelfonds\nkind: fund\ndeadlines: [15.02.]")
    shown = main_text(page(site_on(content, f"{now}T10:00"), "mitmachen/"))

    assert f"Zettelfonds {said}" in f"{shown} "


def test_a_series_far_ahead_has_its_first_date(content):
    write(content, "events/fern.md", "title: Fern\nstart: 2029-06-01 10:00\nrepeat: freitags\nexcept: 2029-06-01")

    assert ["2029-06-08"] == sorted(dates(linked(content)[0], "fern"))


def test_a_day_of_a_week_holds_what_goes_on_from_the_day_before(content):
    """A Sunday of a feast that began on Saturday is no day without dates; what is cancelled does not go on."""
    write(content, "events/markt.md", "title: Markt\nstart: 2026-12-12 14:00\nend: 2026-12-14 18:00")
    write(
        content, "events/lager.md", "title: Lager\nstart: 2026-12-11\nend: 2026-12-13\nstatus: cancelled\nnote: Sturm"
    )
    site = site_on(content, "2026-12-13T10:00")
    said = main_text(page(site, "termine/woche/"))

    assert "Samstag 12. Dezember 14 Uhr – Mo., 14.12. 18 Uhr Markt" in said
    assert "Sonntag 13. Dezember Heute bis Mo., 14.12. Markt" in said
    assert "Montag 14. Dezember bis Mo., 14.12. Markt" in main_text(page(site, "termine/woche/2026-51/"))


def test_week_plan_names_each_series_once_under_its_weekday(content):
    write(
        content,
        "events/sport.md",
        "title: Sport\nstart: 2026-11-03 18:00\nrepeat: jeden Dienstag und Donnerstag\nuntil: 2027-06-30",
    )
    site, _ = linked(content)
    plan = {f"{day:%a}": [one.title for one in found] for day, found in site.programme.week_plan()}

    assert {"Tue": ["Sport"], "Thu": ["Sprachcafé", "Sport"]} == plan


def test_choices_hold_what_they_say(content):
    site, _ = linked(content)

    assert ["Sprachcafé"] == [event.title for event in site.free_events]
    assert ["Sitzung des Rats", "Sprachcafé", "Vorlesestunde"] == [event.title for event in site.step_free_events]
    assert ["Vorlesestunde"] == [event.title for event in site.for_audience(site.info.audiences[0])]


def test_month_table_marks_every_day_of_what_lasts_several(content):
    site, _ = linked(content)
    weeks = dict(site.programme.month_grid(date(2026, 11, 1)))
    last = weeks[48]

    assert [date(2026, 11, 28), date(2026, 11, 28)] == [
        day.target for day in last if day.day in (date(2026, 11, 28), date(2026, 11, 29))
    ]
    assert [False, True] == [weeks[44][0].in_month, weeks[44][6].in_month]


def test_what_names_a_draft_stays_unseen_with_it(content, tmp_path):
    write(content, "actors/geheim.md", "title: Geheimer Verein\nkind: initiative\ndraft: yes")
    write(content, "events/geheime-sitzung.md", "title: Geheime Sitzung\nstart: 2026-12-20 18:00\ndraft: yes")
    topf = content / "participation/topf.md"
    topf.write_text(
        topf.read_text()
        .replace("7 days before rat", "7 days before geheime-sitzung")
        .replace("applicant: hausverein", "applicant: geheim")
    )
    assert 0 == build(content, tmp_path / "output").returncode
    page = (tmp_path / "output/mitmachen/kleiner-topf/index.html").read_text(encoding="utf-8")

    assert "None" not in page
    assert "eheim" not in page
    assert "Privatperson" in page


def test_an_end_in_the_hour_the_clocks_skip_is_an_error_and_so_is_a_later_date_of_a_series(content):
    write(content, "events/nacht.md", "title: Nacht\nstart: 2027-03-27 22:00\nend: 02:30")
    write(
        content, "events/sonntags.md", "title: Sonntags\nstart: 2027-03-07 02:30\nrepeat: sonntags\nuntil: 2027-06-30"
    )

    assert 2 == linked(content)[1].count("no-such-time")


def told(site, day):
    """What a list of a day says: title and state of each date."""
    words = Words("de", load_translations(GERMAN.read_bytes()))
    return [
        (one.title, words.state(one).replace("\u00a0", " "))
        for _, found in site.programme.days(day, day)
        for one in found
    ]


def fair(content, dates="[2026-12-12, 2026-12-13 12:00-18:00, 2026-12-14 ab 10 Uhr]", more=""):
    write(content, "events/markt.md", f"title: Markt\nstart: 2026-12-12 14:00\nend: 20:00\ndates: {dates}{more}")
    site, codes = linked(content)
    return site, [code for code in codes if code != "future-news"]


def test_each_day_of_a_list_may_have_times_of_its_own_and_none_is_a_change(content):
    site, codes = fair(content)

    assert [] == codes
    found = site.programme.dates_of(site.find("event", "markt"))
    ends = [(f"{one.start.time:%H:%M}", f"{one.end.time:%H:%M}", one.shown_status) for one in found]
    assert [("14:00", "20:00", "scheduled"), ("12:00", "18:00", "scheduled"), ("10:00", "20:00", "scheduled")] == ends
    ics = Calendar.from_ical(calendar(site, "termine/markt/termin.ics"))
    assert {"Markt"} == {str(one["summary"]) for one in ics.walk("VEVENT")}
    assert "13. Dezember" in main_text(page(site, "termine/markt/"))


def test_a_change_of_a_listed_day_is_told_beside_its_own_times(content):
    change = "\nchanges:\n  - {on: 2026-12-13, start: 13:00}\n  - {on: 2026-12-14, start: 2026-12-15 10:00}"
    site, codes = fair(content, more=change)

    assert [] == codes
    found = {one.on.day: one for one in site.programme.dates_of(site.find("event", "markt"))}
    assert {12: "scheduled", 13: "new-time", 14: "rescheduled"} == {on: one.shown_status for on, one in found.items()}
    assert "18:00" == f"{found[13].end.time:%H:%M}"
    assert ["2026-12-14 10:00"] == [moment.as_written for moment in found[14].previous_starts]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13.12.2026 12–18 Uhr", "2026-12-13 12:00-18:00"),
        ("2026-12-13 von 12 bis 18:30 Uhr", "2026-12-13 12:00-18:30"),
        ("2026-12-13 ab 12 Uhr", "2026-12-13 12:00"),
        ("2026-12-13", "2026-12-13"),
    ],
)
def test_times_of_a_listed_day_are_read_as_people_write_them(content, written, read):
    site, codes = fair(content, f"[2026-12-12, {written}]")

    assert [] == codes
    assert read == site.find("event", "markt").dates[1].as_written


def test_a_listed_day_that_is_none_is_told(content):
    for wrong in ("2026-12-13 vielleicht", "2026-12-13 12-18-20", "13.12."):
        assert fair(content, f"[2026-12-12, {wrong}]")[1], wrong


def test_the_day_a_date_has_left_says_where_it_went(content):
    site, _ = linked(content)

    assert ("Sprachcafé", "verlegt auf Fr., 4.12., 16 Uhr") in told(site, date(2026, 12, 3))
    assert ("Sprachcafé", "Verlegt") in told(site, date(2026, 12, 4))


def test_a_single_event_says_on_its_old_day_that_it_was_moved(content):
    head = "title: Fest\nstart: 2026-12-12 14:00\nstatus: rescheduled\nnote: Der Saal war belegt.\n"
    write(content, "events/winterfest.md", f"{head}previous_start: 2026-12-05 14:00")
    site, codes = linked(content)
    event = site.find("event", "winterfest")

    assert [] == [code for code in codes if code != "future-news"]
    assert ("Fest", "verlegt auf Sa., 12.12., 14 Uhr") in told(site, date(2026, 12, 5))
    assert [date(2026, 12, 12)] == [one.day for one in site.programme.dates_of(event)]
    assert [date(2026, 12, 5), date(2026, 12, 12)] == [one.day for one in site.programme.next_days(event)]


@pytest.mark.parametrize(
    "written",
    [
        "previous_start: 2026-12-05 14:00 und 2026-12-12 15:00",
        "previous_start: 5.12.2026, 14 Uhr, 12.12.2026, 15 Uhr",
        "previous_start: [2026-12-05 14:00, 2026-12-12 15:00]",
    ],
)
def test_an_event_that_was_moved_twice_says_so_on_both_days(content, written):
    head = "title: Fest\nstart: 2026-12-19 14:00\nstatus: rescheduled\nnote: Sturm.\n"
    write(content, "events/winterfest.md", f"{head}{written}")
    site, codes = linked(content)
    (one,) = site.programme.dates_of(site.find("event", "winterfest"))

    assert [] == [code for code in codes if code != "future-news"]
    for day in (date(2026, 12, 5), date(2026, 12, 12)):
        assert ("Fest", "verlegt auf Sa., 19.12., 14 Uhr") in told(site, day)
    words = Words("de", load_translations(GERMAN.read_bytes()))
    assert "Sa., 5.12., 14 Uhr und Sa., 12.12., 15 Uhr" == words.previous_starts(one, short=True).replace("\u00a0", " ")
    before = ["2026-12-05T14:00:00+01:00", "2026-12-12T15:00:00+01:00"]
    assert before == next(said_of(one.event, site))["previousStartDate"]


def test_a_date_of_a_series_that_was_moved_twice_says_so_on_both_days(content):
    path = content / "events/sprachcafe.md"
    new = "start: 2026-12-05 16:00, previous_start: 2026-12-04 16:00"
    path.write_text(path.read_text(encoding="utf-8").replace("start: 2026-12-04 16:00", new), encoding="utf-8")
    site, _ = linked(content)

    for day in (date(2026, 12, 3), date(2026, 12, 4)):
        assert ("Sprachcafé", "verlegt auf Sa., 5.12., 16 Uhr") in told(site, day)
    assert ("Sprachcafé", "Verlegt") in told(site, date(2026, 12, 5))


def test_a_date_cannot_have_left_the_day_it_has(content):
    head = "title: Fest\nstart: 2026-12-19 14:00\nstatus: rescheduled\nnote: Sturm.\n"
    write(content, "events/winterfest.md", f"{head}previous_start: 2026-12-05 14:00 und 2026-12-19 14:00")
    (content / "events/kreis.md").write_text(
        "---\ntitle: Kreis\nstart: 2026-12-01 14:00\nrepeat: dienstags\nuntil: 2026-12-29\n"
        "changes:\n  - {on: 2026-12-08, start: 2026-12-09 14:00, previous_start: 2026-12-09 14:00}\n---\n",
        encoding="utf-8",
    )

    assert 2 == linked(content)[1].count("moved-nowhere")


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("18:00", "17:00", "end-next-day"),
        ("10:00", "9:30", "end-next-day"),
        ("19:00", "0:30", ""),
        ("22:00", "6:00", ""),
        ("18:00", "2026-12-09 17:00", ""),
        ("18:00", "18:00", "end-equals-start"),
    ],
)
def test_an_end_before_the_start_or_at_it_is_asked_about_unless_it_is_a_night(content, start, end, code):
    one = f"title: Fest\nstart: 2026-12-08 {start}\nend: {end}\n"
    other = f"  - {{on: 2026-12-15, start: 2026-12-15 {start}, end: {end.replace('-09 ', '-16 ')}}}"
    write(content, "events/eins.md", one)
    write(
        content,
        "events/reihe.md",
        f"title: Treff\nstart: 2026-12-08 15:00\nrepeat: dienstags\nuntil: 2026-12-29\nchanges:\n{other}",
    )
    _, codes = linked(content)

    assert ([code] * 2 if code else []) == [one for one in codes if one != "future-news"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("{on: 2026-12-08, status: rescheduled, note: Sturm}", ["moved-to-when"]),
        ("{on: 2026-12-08, start: 2026-12-08 15:00, status: rescheduled, note: Sturm}", ["moved-nowhere"]),
        ("{on: 2026-12-08, start: 2026-12-08 16:00, status: rescheduled, note: Sturm}", []),
        ("{on: 2026-12-08, start: 2026-12-09, status: rescheduled, note: Sturm}", []),
    ],
)
def test_a_date_that_is_called_moved_says_to_when(content, change, codes):
    head = "title: Treff\nstart: 2026-12-01 15:00\nrepeat: dienstags\nuntil: 2026-12-29\nchanges:\n"
    write(content, "events/reihe.md", f"{head}  - {change}")

    assert codes == [one for one in linked(content)[1] if one != "future-news"]


def test_a_moved_date_that_is_cancelled_later_is_cancelled_on_both_days(content):
    write(
        content,
        "events/lauf.md",
        "title: Lauf\nstart: 2026-12-01 10:00\nrepeat: dienstags\nuntil: 2026-12-15\n"
        "changes:\n  - {on: 2026-12-08, start: 2026-12-09 10:00, status: cancelled, note: Glatteis}",
    )
    site, _ = linked(content)

    assert ("Lauf", "Abgesagt") in told(site, date(2026, 12, 8))
    assert ("Lauf", "Abgesagt") in told(site, date(2026, 12, 9))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("start: 2026-12-08 11:00", "Andere Uhrzeit"),
        ("place: lager", "Anderer Ort"),
        ("start: 2026-12-08 11:00, place: Beispielplatz", "Andere Uhrzeit, anderer Ort"),
        ("title: Weihnachtslauf", ""),
    ],
)
def test_a_change_is_said_as_a_word(content, change, word):
    write(
        content,
        "events/lauf.md",
        "title: Lauf\nstart: 2026-12-01 10:00\nrepeat: dienstags\nuntil: 2026-12-15\nplace: Treffpunkt am Tor\n"
        f"changes:\n  - {{on: 2026-12-08, {change.replace('lager', 'Am Lager')}}}",
    )
    site, _ = linked(content)

    assert word in [state for _, state in told(site, date(2026, 12, 8))]


# seen on Tuesday, 24 November 2026, at ten
ON = {
    "schau": ("2026-11-01", "2026-11-30"),
    "seit-gestern-lang": ("2026-11-23", "2026-12-08"),
    "seit-gestern-kurz": ("2026-11-23", "2026-12-07"),
    "letzter-tag": ("2026-11-23 10:00", "2026-11-24 18:00"),
    "eben-vorbei": ("2026-11-23 18:00", "2026-11-24 10:00"),
    "nacht": ("2026-11-22 20:00", "2026-11-23 08:00"),
    "laenger-als-eine-nacht": ("2026-11-22 20:00", "2026-11-23 08:30"),
    "ab-heute-lang": ("2026-11-24", "2026-12-31"),
    "frueh": ("2026-11-24 08:00", "2026-11-24 09:00"),
    "abends": ("2026-11-24 19:00", "2026-11-24 21:00"),
    "morgen": ("2026-11-25 09:00", "2026-11-25 10:00"),
    "letzter-der-agenda": ("2026-12-31 09:00", "2026-12-31 10:00"),
    "danach": ("2027-01-01 09:00", "2027-01-01 10:00"),
}


def test_each_list_holds_what_is_on_and_nothing_that_is_over(content):
    for path in (content / "events").iterdir():
        path.unlink()
    for name, (start, end) in ON.items():
        write(content, f"events/{name}.md", f"title: {name}\nstart: {start}\nend: {end}")
    programme = linked(content, "2026-11-24T10:00")[0].programme
    events = {event.id: event for event in reversed(programme.events)}
    today = ["ab-heute-lang", "abends"]
    ahead = [*today, "morgen", "letzter-der-agenda", "danach"]
    before = ["eben-vorbei", "nacht", "laenger-als-eine-nacht"]

    def ids(dates):
        return [one.event.id for one in dates]

    assert ["schau", "seit-gestern-lang"] == ids(programme.running)
    assert ["schau", "seit-gestern-kurz", "seit-gestern-lang", "letzter-tag"] == ids(programme.still_on)
    assert ["seit-gestern-kurz", "letzter-tag", *today] == ids(programme.on_today)
    assert ["seit-gestern-kurz", "letzter-tag", *ahead] == ids(programme.upcoming_of(events.values()))
    assert ahead[2:4] == ids(programme.coming(2))
    assert ahead[:-1] == [one.event.id for _, dates in programme.agenda() for one in dates]
    assert date(2027, 1, 1) == programme.month_after_agenda()
    assert ["ab-heute-lang", "abends", "morgen"] == [
        event.id for event in programme.events_until(date(2026, 11, 25)) if event.start.day >= programme.today
    ]
    over = ["frueh", "eben-vorbei", "nacht", "laenger-als-eine-nacht"]
    assert over == ids(programme.past_of(events.values()))
    assert [(2026, over)] == [(year, ids(dates)) for year, dates in programme.archive]
    last_days = {name: programme.dates_of(events[name])[0].last_day.day for name in before}
    assert {"eben-vorbei": 24, "nacht": 22, "laenger-als-eine-nacht": 23} == last_days


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("start: 2026-08-24", ["2026-08-24"]),
        ("start: 2026-08-23", []),
        ("start: 2026-08-20\nend: 2026-08-24", ["2026-08-20"]),
        ("start: 2027-11-24", ["2027-11-24"]),
        (
            "start: 2026-11-10\nrepeat: dienstags\nuntil: 2027-01-31",
            [f"2026-{day}" for day in ("11-24", "12-01", "12-08", "12-15", "12-22")],
        ),
        (
            "start: 2026-09-01\nrepeat: jeden 1. Dienstag im Monat\nchanges: [{on: 2026-10-06, status: full, note: Voll}, {on: 2027-02-02, start: 2027-02-03}]",
            ["2026-10-06", "2026-12-01", "2027-02-03"],
        ),
        (
            "start: 2026-10-01\nrepeat: donnerstags\nuntil: 2027-03-31\npause: schulferien\non_pause: show",
            [f"2026-{day}" for day in ("11-05", "11-26", "12-03", "12-10", "12-17")],
        ),
    ],
)
def test_subscribers_are_told_of_single_dates_changes_and_four_weeks_of_a_series(content, head, told):
    write(content, "events/neu.md", f"title: Neu\n{head}")
    programme = linked(content, "2026-11-24T10:00")[0].programme

    assert told == [str(one.day) for one in programme.announced if one.event.id == "neu"]


def test_the_date_shown_largest_is_the_next_that_takes_place_or_the_next_or_the_last(content):
    head = "title: Chor\nstart: 2026-11-03 19:00\nrepeat: dienstags\nuntil: 2026-12-08\n"
    off = ", ".join(f"{{on: 2026-{day}, status: cancelled, note: Krank}}" for day in ("11-24", "12-08"))
    write(content, "events/chor.md", f"{head}changes: [{off}]")

    for now, day in (("2026-11-24", "2026-12-01"), ("2026-12-02", "2026-12-08"), ("2026-12-09", "2026-12-08")):
        site, _ = linked(content, f"{now}T10:00")
        assert day == str(site.programme.next_date(site.find("event", "chor")).day)


def test_holidays_are_named_in_the_month_table(content):
    site, _ = linked(content)
    named = [
        (kind, str(period.first), str(period.last))
        for kind, period in site.opening.holidays_between(date(2026, 11, 1), date(2026, 11, 30))
    ]

    assert ("school-holidays", "2026-11-18", "2026-11-18") in named
    assert ("public-holidays", "2026-11-01", "2026-11-01") in named
    assert "" == site.opening.holiday_on(date(2026, 8, 15))
    assert "Allerheiligen" == site.opening.holiday_on(date(2026, 11, 1))


def test_the_month_page_says_the_names_of_holidays(golden_site):
    page = html5lib.parse((golden_site / "termine/2026/12/index.html").read_text(encoding="utf-8"))
    html = "{http://www.w3.org/1999/xhtml}"
    cells = [" ".join("".join(cell.itertext()).split()) for cell in page.iter(f"{html}td")]

    assert "2525. Dezember Erster Weihnachtstag" in cells, "the number is seen, the day is heard"
    assert any(
        "Weihnachtsferien, Do., 24.12. – Fr., 8.1." in " ".join("".join(item.itertext()).split())
        for item in page.iter(f"{html}li")
    )
