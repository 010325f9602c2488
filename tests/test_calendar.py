"""The traps of the field: dates that real offices got wrong, each exact."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from litfass.calendar.grammar import FORMS
from litfass.calendar.hours import DoorState, door_state, parse_hours
from litfass.calendar.moment import Moment, PartialDay, exists, happens_twice
from litfass.calendar.pauses import Pause, Period, computed_periods, without
from litfass.calendar.phrase import parse_phrase, two_meanings
from litfass.calendar.rule import Rule, RuleError
from litfass.calendar.schedule import Schedule, expand
from litfass.calendar.wording import both_ways
from litfass.model.ending import end_of

from .series import RRULES

BERLIN = ZoneInfo("Europe/Berlin")
EVEN_WEEKS = ",".join(map(str, range(2, 54, 2)))
ODD_WEEKS = ",".join(map(str, range(1, 54, 2)))


def days(phrase, start, first, end, **more):
    schedule = Schedule(Moment(date.fromisoformat(start)), parse_phrase(phrase), **more)
    return [str(day) for day in expand(schedule, start=date.fromisoformat(first), end=date.fromisoformat(end))]


def bavarian(kind):
    return Pause(kind, kind, date(2027, 12, 31), computed_periods(kind, "DE-BY", 2026, 2027))


def test_first_thursday_outside_holidays():
    pauses = (bavarian("school-holidays"), bavarian("public-holidays"))

    found = days("jeden 1. Donnerstag im Monat", "2026-08-06", "2026-08-01", "2027-08-01", pauses=pauses)

    assert ["2026-10-01", "2026-12-03", "2027-02-04", "2027-03-04", "2027-06-03", "2027-07-01"] == found


def test_office_break_over_new_year():
    pause = Pause("buero", "Pause", date(2020, 12, 31), (Period(date(2019, 12, 24), date(2020, 1, 1), "Pause"),))

    found = days("dienstags", "2019-12-03", "2019-12-10", "2020-01-08", pauses=(pause,))

    assert ["2019-12-10", "2019-12-17", "2020-01-07"] == found


def test_every_two_weeks_counts_over_new_year():
    assert ["2026-12-18", "2027-01-01", "2027-01-15"] == days(
        "14-tägig freitags", "2026-12-18", "2026-12-01", "2027-01-20"
    )


@pytest.mark.parametrize(
    ("weeks", "found"),
    [
        ("mittwochs in geraden Wochen", ["2026-12-23", "2027-01-13", "2027-01-27"]),
        ("mittwochs in ungeraden Wochen", ["2026-12-16", "2026-12-30", "2027-01-06", "2027-01-20"]),
    ],
)
def test_weeks_of_one_parity_go_by_the_number_on_the_calendar(weeks, found):
    """2026 has a week 53, after which week 1 is odd too."""
    assert found == days(weeks, "2026-09-01", "2026-12-10", "2027-01-28")


@pytest.mark.parametrize(
    "phrase",
    [
        *(
            "jede gerade Woche mittwochs",
            "mittwochs (gerade KW)",
            "in geraden Kalenderwochen mittwochs",
            "Mi, gerade KW",
        ),
        *("in jeder geraden Woche am Mittwoch", "Wednesdays in even weeks", "every even-numbered week on Wednesday"),
    ],
)
def test_even_weeks_are_said_in_many_ways(phrase):
    assert Rule("WEEKLY", weekdays=((0, 2),), parity=0) == parse_phrase(phrase)


def test_even_weeks_may_be_of_a_season_or_on_the_weekday_of_the_first_day():
    assert Rule("WEEKLY", weekdays=((0, 2),), months=(1, 2, 11, 12), parity=1) == parse_phrase(
        "mittwochs in ungeraden Wochen von November bis Februar"
    )
    assert ["2026-12-22", "2027-01-12"] == days("in geraden Wochen", "2026-12-01", "2026-12-20", "2027-01-20")


def test_fifth_friday_skips_months_and_is_said_to():
    rule = parse_phrase("jeden 5. Freitag im Monat")

    assert rule.skips_months()
    assert ["2027-01-29", "2027-04-30"] == days("jeden 5. Freitag im Monat", "2027-01-01", "2027-01-01", "2027-05-31")


@pytest.mark.parametrize(
    ("phrase", "skips"),
    [
        ("am 28. jedes Monats", False),
        ("am 29. jedes Monats", True),
        ("am 15. und 31. jedes Monats", True),
        ("am letzten Tag im Monat", False),
        ("am 31. Dezember jedes Jahr", False),
        ("jeden 4. Freitag im Monat", False),
        ("jeden ersten und fünften Freitag im Monat", True),
    ],
)
def test_months_are_skipped_that_lack_a_day(phrase, skips):
    assert skips == parse_phrase(phrase).skips_months()


@pytest.mark.parametrize(
    ("rrule", "found"),
    [
        ("FREQ=YEARLY;INTERVAL=3;BYMONTH=5;BYDAY=1SU", ["2029-05-06", "2032-05-02"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29", "2032-02-29"]),
        ("FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=10", ["2027-03-10", "2027-08-10"]),
    ],
)
def test_every_few_years_or_months_counts_from_the_first_however_long_ago(rrule, found):
    days = Rule.from_rrule(rrule).days(date(2020, 2, 29), first=date(2027, 1, 1))

    assert found == [str(next(days)), str(next(days))]


def test_leap_day_comes_every_four_years():
    schedule = Schedule(Moment(date(2024, 2, 29)), Rule("YEARLY", month_days=(29,), months=(2,)))

    assert [date(2024, 2, 29), date(2028, 2, 29)] == expand(schedule, start=date(2024, 1, 1), end=date(2030, 1, 1))


def test_assumption_day_is_no_holiday_in_nuremberg():
    holidays = computed_periods("public-holidays", "DE-BY", 2026, 2026)

    assert not any(date(2026, 8, 15) in period for period in holidays)


def test_until_is_included():
    assert ["2026-06-02", "2026-06-09"] == days(
        "dienstags", "2026-06-02", "2026-06-01", "2026-07-01", until=date(2026, 6, 9)
    )


def test_exceptions_go_and_additions_come():
    found = days(
        "dienstags", "2026-06-02", "2026-06-01", "2026-06-20", except_=(date(2026, 6, 9),), also=(date(2026, 6, 11),)
    )

    assert ["2026-06-02", "2026-06-11", "2026-06-16"] == found


def test_an_added_day_may_come_after_the_last_of_the_rule():
    pause = Pause("kurz", "Kurz", date(2026, 6, 10), ())
    added = (date(2026, 6, 18), date(2026, 6, 23))

    for end in ({"until": date(2026, 6, 9)}, {"pauses": (pause,)}):
        assert ["2026-06-02", "2026-06-09", "2026-06-18", "2026-06-23"] == days(
            "dienstags", "2026-06-02", "2026-06-01", "2026-07-01", also=added, **end
        )


def test_series_ends_where_its_pause_data_end():
    pause = Pause("kurz", "Kurz", date(2026, 6, 10), ())

    assert ["2026-06-02", "2026-06-09"] == days("dienstags", "2026-06-02", "2026-06-01", "2027-01-01", pauses=(pause,))


@pytest.mark.parametrize(
    ("start", "more", "found"),
    [
        ("2026-12-29", {}, ["2026-12-29"]),
        ("2028-02-01", {}, ["2028-02-01"]),
        ("2026-12-22", {"dates": ("2026-12-29", "2027-01-12")}, ["2026-12-22", "2027-01-12"]),
        ("2026-12-22", {"dates": ("2027-01-12", "2028-02-01")}, ["2026-12-22", "2027-01-12"]),
        ("2026-12-22", {"also": ("2026-12-29", "2027-01-12")}, ["2026-12-22", "2026-12-29", "2027-01-12"]),
        ("2026-12-29", {"also": ("2027-01-12",)}, ["2027-01-12"]),
    ],
)
def test_a_pause_holds_for_a_list_of_days_not_for_a_single_one_nor_an_added_one(start, more, found):
    pause = Pause("ferien", "Ferien", date(2027, 6, 30), (Period(date(2026, 12, 24), date(2027, 1, 6)),))
    listed = {key: tuple(map(date.fromisoformat, days)) for key, days in more.items()}
    schedule = Schedule(Moment(date.fromisoformat(start)), pauses=(pause,), **listed)

    assert found == [str(day) for day in expand(schedule, start=date(2026, 1, 1), end=date(2029, 1, 1))]


def test_a_series_confined_to_some_times_is_on_in_any_of_them_and_on_added_days():
    spring = Pause("ostern", "Ostern", date(2026, 12, 31), (Period(date(2026, 6, 8), date(2026, 6, 10)),))
    summer = Pause("sommer", "Sommer", date(2026, 7, 10), (Period(date(2026, 6, 30), date(2026, 8, 20)),))

    found = days(
        "dienstags", "2026-06-02", "2026-06-01", "2027-01-01", only=(spring, summer), also=(date(2026, 6, 19),)
    )

    assert ["2026-06-09", "2026-06-19", "2026-06-30", "2026-07-07"] == found


def test_a_list_of_days_takes_place_on_these_days_only_whatever_their_order():
    listed = [date(2026, 11, number) for number in (30, 3, 24, 9, 17, 10, 2, 16)]
    schedule = Schedule(Moment(date(2026, 12, 7)), dates=tuple(listed))

    assert [2, 3, 9, 10, 16, 17, 24, 30, 7] == [day.day for day in schedule.planned(end=date(2026, 12, 31))]
    assert [9, 10, 16] == [day.day for day in schedule.planned(first=date(2026, 11, 9), end=date(2026, 11, 16))]
    assert [True, False] == [schedule.takes_place_on(day) for day in (date(2026, 12, 7), date(2026, 12, 8))]


def test_wall_clock_stays_over_both_changes_of_time():
    summer = Moment(date(2026, 10, 24), time(15)).aware(BERLIN)
    winter = Moment(date(2026, 10, 25), time(15)).aware(BERLIN)

    assert (datetime(2026, 10, 24, 13, tzinfo=UTC), datetime(2026, 10, 25, 14, tzinfo=UTC)) == (summer, winter)


def test_the_hour_that_does_not_exist_and_the_one_that_comes_twice():
    assert not exists(Moment(date(2027, 3, 28), time(2, 30)), BERLIN)
    assert happens_twice(Moment(date(2026, 10, 25), time(2, 30)), BERLIN)
    assert "+02:00" == Moment(date(2026, 10, 25), time(2, 30)).aware(BERLIN).isoformat()[-6:]


def test_end_before_the_start_of_the_day_is_the_next_day():
    start = Moment(date(2026, 12, 5), time(19))

    assert Moment(date(2026, 12, 6), time(0, 30)) == end_of(start, time(0, 30), start)


def test_far_years_are_right():
    assert ["2038-01-19"] == days("am 19. Januar jedes Jahr", "2026-01-19", "2038-01-01", "2038-12-31")


@pytest.mark.parametrize("form", FORMS)
def test_known_form_is_understood_and_survives_as_rrule(form):
    rule = parse_phrase(form)

    assert rule == Rule.from_rrule(rule.to_rrule())


@pytest.mark.parametrize(
    ("phrase", "rrule"),
    [
        ("jeden Dienstag und Donnerstag", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("alle zwei Wochen mittwochs", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("jeden zweiten und vierten Samstag im Monat", "FREQ=MONTHLY;BYDAY=2SA,4SA"),
        ("jeden letzten Mittwoch im Monat", "FREQ=MONTHLY;BYDAY=-1WE"),
        ("alle zwei Monate am 1. Dienstag", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
        ("am 21. Juni jedes Jahr", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21"),
        ("jährlich", "FREQ=YEARLY"),
        ("Oktober bis Februar dienstags", "FREQ=WEEKLY;BYMONTH=1,2,10,11,12;BYDAY=TU"),
        ("every last Friday of May", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1FR"),
        ("alle 14 Tage dienstags", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("alle vierzehn Tage", "FREQ=WEEKLY;INTERVAL=2"),
        ("Oktober bis März alle 14 Tage", "FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,2,3,10,11,12"),
        ("alle 10 Tage", "FREQ=DAILY;INTERVAL=10"),
        ("14tägig", "FREQ=WEEKLY;INTERVAL=2"),
        ("14\u2011tägig", "FREQ=WEEKLY;INTERVAL=2"),
        ("jede Woche", "FREQ=WEEKLY"),
        ("jede Woche dienstags", "FREQ=WEEKLY;BYDAY=TU"),
        ("jede 2. Woche am Dienstag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("dienstags alle zwei Wochen", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Dienstag", "FREQ=WEEKLY;BYDAY=TU"),
        ("jeden Di.", "FREQ=WEEKLY;BYDAY=TU"),
        ("di. und do.", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("Mo-Fr", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("sonnabends", "FREQ=WEEKLY;BYDAY=SA"),
        ("monatlich am 15.", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("jeden zweiten Monat am 1. Di", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
        ("jeden ersten Dienstag", "FREQ=MONTHLY;BYDAY=1TU"),
        ("jeder letzte Freitag des Monats", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("jeden zweiten und vierten Samstag", "FREQ=MONTHLY;BYDAY=2SA,4SA"),
        ("every 14 days on Tuesdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("von April bis Juni samstags", "FREQ=WEEKLY;BYMONTH=4,5,6;BYDAY=SA"),
        ("jeden 1. Samstag im Monat, nur April bis Juni", "FREQ=MONTHLY;BYMONTH=4,5,6;BYDAY=1SA"),
        ("14-tägig freitags (November–Januar)", "FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,11,12;BYDAY=FR"),
        ("Saturdays from April to June", "FREQ=WEEKLY;BYMONTH=4,5,6;BYDAY=SA"),
        ("jeweils am ersten Montag im Monat", "FREQ=MONTHLY;BYDAY=1MO"),
        ("von April bis Juni jeweils mittwochs", "FREQ=WEEKLY;BYMONTH=4,5,6;BYDAY=WE"),
        ("jeden Werktag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("letzten Freitag im Quartal", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=-1FR"),
        ("every 2nd Monday of the quarter", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=2MO"),
        ("jeden 1. Montag im März und im Oktober", "FREQ=YEARLY;BYMONTH=3,10;BYDAY=1MO"),
        ("Mo–Fr außer Mi", "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR"),
        ("montags bis freitags, nicht am Mittwoch und Freitag", "FREQ=WEEKLY;BYDAY=MO,TU,TH"),
        ("täglich (außer sonntags)", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("täglich außer montags von April bis Mai", "FREQ=WEEKLY;BYMONTH=4,5;BYDAY=TU,WE,TH,FR,SA,SU"),
        ("daily except Sundays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("jedes Jahr am 15. März und September", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15"),
    ],
)
def test_phrase_means_this_rule(phrase, rrule):
    assert rrule == parse_phrase(phrase).to_rrule()


@pytest.mark.parametrize(
    "phrase",
    [
        *("ab und zu", "jeden 31. Juni", "alle 0 Wochen mittwochs", "am 31. April jedes Jahr", ""),
        *("alle 10 Tage dienstags", "jede erste Woche", "jede letzte Woche am Montag", "monatlich"),
        *(
            "alle zwei Wochen in geraden Wochen",
            "täglich in geraden Wochen",
            "jeden 1. Montag im Monat in geraden Wochen",
        ),
        *(
            "jeden 5. Montag im Quartal",
            "jeden ersten und letzten Montag im Quartal",
            "am 31. März und Juni jedes Jahr",
        ),
        *("dienstags außer mittwochs", "dienstags außer dienstags", "jeden 1. Montag im Monat außer montags"),
        *("alle 2 Tage außer sonntags", "täglich außer feiertags", "ab und zu außer montags"),
    ],
)
def test_what_is_not_understood_is_no_rule(phrase):
    assert parse_phrase(phrase) is None


@pytest.mark.parametrize("phrase", ["jeden zweiten Dienstag", "jeden 2. Di", "every second Tuesday"])
def test_each_second_weekday_may_be_of_weeks_or_of_the_month(phrase):
    assert parse_phrase(phrase) is None
    assert ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=MONTHLY;BYDAY=2TU"] == [
        rule.to_rrule() for rule in two_meanings(phrase)
    ]


def test_phrases_offered_for_each_second_weekday_mean_one_thing():
    two = two_meanings("Oktober bis März jeden dritten Mittwoch")
    offered = both_ways(*two)

    assert "alle 3 Wochen mittwochs" == offered["weekly"]["de"]
    for key, rule in zip(("weekly", "monthly"), two, strict=True):
        assert {replace(rule, months=())} == {parse_phrase(phrase) for phrase in offered[key].values()}


def test_without_a_weekday_it_falls_on_that_of_the_first_day():
    assert ["2026-12-01", "2026-12-15", "2026-12-29"] == days("alle 14 Tage", "2026-12-01", "2026-12-01", "2027-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;COUNT=3",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=DAILY;BYHOUR=3",
        "FREQ=WEEKLY;INTERVAL=,",
        "FREQ=WEEKLY;INTERVAL=1,2",
        "FREQ=MONTHLY;BYDAY=1MO,3WE",
        "FREQ=MONTHLY;BYDAY=MO,1MO",
        "FREQ=MONTHLY;BYDAY=-3TU",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=3",
        "FREQ=YEARLY;BYWEEKNO=1,2;BYDAY=WE",
        f"FREQ=WEEKLY;BYWEEKNO={EVEN_WEEKS};BYDAY=WE",
        f"FREQ=YEARLY;BYWEEKNO={EVEN_WEEKS};BYDAY=WE;WKST=SU",
        f"FREQ=YEARLY;INTERVAL=2;BYWEEKNO={EVEN_WEEKS};BYDAY=WE",
        f"FREQ=YEARLY;BYWEEKNO={EVEN_WEEKS};BYDAY=1WE",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=WEEKLY;WKST=XX",
        "nonsense",
    ],
)
def test_refused_rrules(text):
    with pytest.raises(RuleError):
        Rule.from_rrule(text)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYDAY=MO,WE",
        "FREQ=DAILY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=TU,SU",
        "FREQ=MONTHLY;BYMONTH=4,6;BYDAY=TU",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=TU",
        "FREQ=MONTHLY;BYMONTH=3,6,12;BYDAY=1MO,1TH",
        "FREQ=MONTHLY;BYMONTH=1,6;BYMONTHDAY=31,-1",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3,6,8;BYDAY=-1MO",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
        f"FREQ=YEARLY;INTERVAL=1;BYWEEKNO={EVEN_WEEKS};BYDAY=WE,SU",
        f"FREQ=YEARLY;BYMONTH=1,2,12;BYWEEKNO={ODD_WEEKS};BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SA",
        "FREQ=WEEKLY;INTERVAL=2;WKST=WE;BYDAY=WE,SU",
        "FREQ=WEEKLY;WKST=SU;BYDAY=TU,SU",
    ],
)
def test_rrule_read_more_plainly_gives_the_same_days(text):
    start, until = date(2026, 6, 3), date(2036, 12, 31)
    said = rrulestr(text, dtstart=datetime.combine(start, time())).replace(until=datetime.combine(until, time()))

    assert [one.date() for one in said] == list(Rule.from_rrule(text).days(start, until=until))


def test_lower_case_rrule_is_written_in_upper_case():
    assert "FREQ=WEEKLY;BYDAY=MO" == Rule.from_rrule("freq=weekly;byday=mo").to_rrule()


def test_single_days_are_cut_out_of_periods():
    cut = without([Period(date(2026, 8, 1), date(2026, 8, 3), "Ferien")], [date(2026, 8, 2)])

    assert [(date(2026, 8, 1), date(2026, 8, 1)), (date(2026, 8, 3), date(2026, 8, 3))] == [
        (one.first, one.last) for one in cut
    ]


def test_door_is_open_until_and_again_from():
    lines = [parse_hours("Mo-Do 9-16"), parse_hours("Fr 9:00-13:00")]
    pause = Period(date(2023, 7, 28), date(2023, 8, 11), "Sommerpause")

    def closed(day):
        return pause.title if day in pause else ""

    assert DoorState(closes=time(16)) == door_state(lines, datetime(2023, 7, 27, 10), closed)
    assert DoorState(opens=datetime(2023, 8, 14, 9)) == door_state(lines, datetime(2023, 7, 27, 16), closed)
    assert DoorState(opens=datetime(2023, 8, 14, 9), closure="Sommerpause") == door_state(
        lines, datetime(2023, 8, 1, 10), closed
    )


def test_precision_survives():
    assert ["2002", "2002-05", "2002-05-02"] == [
        PartialDay(2002).isoformat(),
        PartialDay(2002, 5).isoformat(),
        PartialDay(2002, 5, 2).isoformat(),
    ]
    assert date(2002, 12, 31) == PartialDay(2002).last


@given(
    form=st.sampled_from([*FORMS, *RRULES]),
    start=st.dates(date(2000, 1, 1), date(2020, 12, 31)),
    years=st.integers(0, 20),
)
def test_days_of_an_old_series_are_found_without_counting_from_its_start(form, start, years):
    rule = parse_phrase(form) or Rule.from_rrule(form)
    first = start + timedelta(days=years * 366 + years)
    until = first + timedelta(days=800)

    counted = [day for day in rule.days(start, until=until) if day >= first]
    assert counted == list(rule.days(start, first=first, until=until))
