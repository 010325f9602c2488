"""What people read: rules written back, spans, amounts; each exact."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path

import holidays
import pytest
from babel.messages.mofile import read_mo
from litfass.address import Addresses
from litfass.calendar.grammar import FORMS
from litfass.calendar.moment import Moment
from litfass.calendar.phrase import parse_phrase
from litfass.calendar.rule import Rule
from litfass.link import link
from litfass.model.amount_readers import is_free, price
from litfass.model.passage import Passage
from litfass.parse import read as parse
from litfass.read import read_content
from litfass.settings import ADDRESSES
from litfass.validate import validate
from litfass.words import Words, load_translations
from litfass.words.catalogue import words_in
from litfass.words.glue import glued
from litfass.words.labels import HOLIDAYS

from .conftest import NOW, ROOT, TESTS

GERMAN = Words("de", load_translations((ROOT / "theme/translations/de/LC_MESSAGES/litfass.po").read_bytes()))
EASY = Words(
    "de-simple", load_translations((ROOT / "theme/translations/de-simple/LC_MESSAGES/litfass.po").read_bytes())
)
ENGLISH = Words("en", NullTranslations())
TURKISH = words_in(ROOT / "theme", "tr")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", [GERMAN, ENGLISH], ids=["de", "en"])
def test_phrase_to_rule_to_phrase_to_rule(form, words):
    rule = parse_phrase(form)

    assert rule == parse_phrase(words.rule(rule))


@pytest.mark.parametrize(
    ("rrule", "german"),
    [
        ("FREQ=MONTHLY;BYDAY=1TH", "jeden 1. Donnerstag im Monat"),
        ("FREQ=MONTHLY;BYDAY=-1WE", "jeden letzten Mittwoch im Monat"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "alle 2 Wochen am Freitag"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "jeden Montag bis Freitag"),
        ("FREQ=WEEKLY;BYMONTH=1,2,11,12;BYDAY=TU", "November bis Februar jeden Dienstag"),
        ("FREQ=WEEKLY;BYMONTH=1,3;BYDAY=TU", "jeden Dienstag, nur im Januar und März"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "am letzten Tag im Monat"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21", "jedes Jahr am 21. Juni"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=21", "alle 2 Jahre am 21. Juni"),
        ("FREQ=YEARLY;INTERVAL=3;BYMONTH=5;BYDAY=-1FR", "alle 3 Jahre am letzten Freitag im Mai"),
        ("FREQ=YEARLY;BYMONTHDAY=3", "am 3. im Monat"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=TU", "jeden Dienstag, nur im Mai"),
        ("FREQ=MONTHLY;BYDAY=TU,FR", "jeden Dienstag und Freitag"),
        ("FREQ=DAILY;BYDAY=MO,WE", "jeden Montag und Mittwoch"),
        ("FREQ=DAILY;BYMONTHDAY=15", "am 15. im Monat"),
    ],
)
def test_rule_in_german(rrule, german):
    assert german == GERMAN.rule(Rule.from_rrule(rrule))


def event(id_):
    material, _ = read_content(TESTS / "site")
    now = datetime.fromisoformat(NOW).replace(tzinfo=material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)
    return site, site.find("event", id_)


def test_schedule_says_rule_time_and_pauses_in_one_line():
    _, vorlesen = event("vorlesen")

    assert (
        "jeden 1. Donnerstag im Monat, 15–15:45\u00a0Uhr, nicht in den Schulferien und an Feiertagen"
        == GERMAN.schedule(vorlesen)
    )


@pytest.mark.parametrize(
    ("language", "narrow", "said"),
    [("de", True, "Mo"), ("ar", True, "ن"), ("ar", False, "الاثنين"), ("tr", True, "Pzt")],
)
def test_weekdays_fit_where_a_language_shortens_none(language, narrow, said):
    words = Words(language, NullTranslations())

    assert said == words.weekdays(narrow=narrow)[0][0]
    assert words.weekdays()[0][1] == words.weekdays(narrow=narrow)[0][1]


def test_spans_of_days_and_times():
    site, sommerfest = event("sommerfest")

    assert "28.–29.\u00a0November 2026" == GERMAN.when(site.programme.next_date(sommerfest))
    assert "15–17\u00a0Uhr" == GERMAN.span(time(15), time(17))
    assert "ab 9:30\u00a0Uhr" == GERMAN.span(time(9, 30), None)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *((five, "5 €") for five in ("5", "5 €", "5 Euro", "5,- Euro", "5,– €", "5.-", "5,-€", "5,00 EUR", "€ 5")),
        ("3,5 €", "3,50 €"),
        ("1.250,- Euro", "1.250 €"),
        ("5 € für Kinder", "5 € für Kinder"),
        ("2–4 €", "2–4 €"),
        ("3 Euro 50", "3 Euro 50"),
        ("1,200 €", "1.200 €"),
        ("12,5555", "12,5555"),
    ],
)
def test_a_price_is_read_however_people_write_it(written, said):
    assert said == GERMAN.price(price(written)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("written", "free"),
    [
        *(
            (one, True)
            for one in ("kostenlos", "Frei", "gratis!", "umsonst", "0 €", "0,00 Euro", "0", "free", "ücretsiz")
        ),
        *((one, False) for one in ("", "frei für Kinder", "0-5 €", "10 €", "0,50 €", "auf Anfrage", "10", "0 bis 5")),
    ],
)
def test_a_price_that_is_none(written, free):
    assert free == is_free(written)


def test_amounts_and_days():
    assert "8.000\u00a0€" == GERMAN.money(Decimal(8000))
    assert "12,50\u00a0€" == GERMAN.money(Decimal("12.5"))
    assert "Donnerstag, 3.\u00a0Dezember 2026" == GERMAN.day(date(2026, 12, 3))


def test_leichte_sprache_shortens_nothing():
    assert "10\u00a0Uhr" == EASY.time_only(time(10))
    assert "9:30\u00a0Uhr bis 11\u00a0Uhr" == EASY.span(time(9, 30), time(11))
    assert "8.000\u00a0Euro" == EASY.money(Decimal(8000))
    assert "6 bis 10 Jahre" == EASY.ages((6, 10))
    assert "Donnerstag, 24.\u00a0Dezember bis Freitag, 8.\u00a0Januar" == EASY.short_days(
        date(2026, 12, 24), date(2027, 1, 8)
    )
    assert "3.\u00a0Dezember 2026 bis 5.\u00a0Dezember 2026" == EASY.days(date(2026, 12, 3), date(2026, 12, 5))


def test_leichte_sprache_says_each_thing_about_a_series_alone():
    _, vorlesen = event("vorlesen")

    assert ["jeden 1. Donnerstag im Monat", "15\u00a0Uhr bis 15:45\u00a0Uhr"] == EASY.rhythm(vorlesen)
    assert ["Nicht: in den Schul-Ferien", "Nicht: an Feiertagen"] == EASY.pauses(vorlesen)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Es gibt Tee. Und Kaffee? Ja! Kommen Sie.", ["Es gibt Tee.", "Und Kaffee?", "Ja!", "Kommen Sie."]),
        ("Das Fest ist am 3. Dezember.", ["Das Fest ist am 3. Dezember."]),
    ],
)
def test_leichte_sprache_has_one_sentence_on_each_line(text, lines):
    assert "\n".join(lines) == EASY.lines(text)
    assert text == GERMAN.lines(text)


def test_an_arabic_line_has_arabic_commas_and_units():
    words = words_in(ROOT / "theme", "ar")
    moment = Moment(date(2027, 1, 14), time(15))

    assert "," not in words.moment(moment) + words.short_moment(moment)
    assert "34\u00a0كيلوبايت" == words.size(34_000)


def test_nothing_is_torn_at_the_end_of_a_line():
    said = "Chor e. V., Musterstraße 12, 90461 Nürnberg, am 3. Dezember um 15 Uhr, Tür 80 cm breit"

    assert ["e.\u00a0V.", "90461\u00a0Nürnberg", "3.\u00a0Dezember", "15\u00a0Uhr", "80\u00a0cm"] == re.findall(
        r"\w+\.?\u00a0\w+\.?", glued(said)
    )
    assert "3\u00a0грудня" in words_in(ROOT / "theme", "uk").day(date(2026, 12, 3))


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ((1, None), "ab 1 Jahr"),
        ((None, 1), "bis 1 Jahr"),
        ((0, 1), "0–1 Jahr"),
        ((12, None), "ab 12 Jahren"),
        ((None, 6), "bis 6 Jahre"),
        ((6, 10), "6–10 Jahre"),
    ],
)
def test_ages_are_said_as_one_says_one_year_and_several(ages, said):
    assert said == GERMAN.ages(ages)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("22:00", "18–22 Uhr"),
        ("2026-12-04 22:00", "18–22 Uhr"),
        ("2:00", "18–2 Uhr"),
        ("2026-12-05 02:00", "18–2 Uhr"),
        ("24:00", "18–24 Uhr"),
        ("2026-12-06 12:00", "ab 18 Uhr"),
        ("2026-12-05 20:00", "ab 18 Uhr"),
        ("2026-12-06", "ab 18 Uhr"),
    ],
)
def test_the_rhythm_of_a_weekend_does_not_end_on_its_first_day(end, said):
    head = f"---\ntitle: Lager\nstart: 2026-12-04 18:00\nend: {end}\nrepeat: jeden 1. Freitag im Monat\n---\n"
    camp, problems = validate(parse(head.encode(), "events/lager.md")[0])

    assert not problems
    assert ["jeden 1. Freitag im Monat", said] == [
        one.replace("\N{NO-BREAK SPACE}", " ") for one in GERMAN.rhythm(camp)
    ]


# --- spans of days, also over New Year ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "said", "easily"),
    [
        ((2026, 12, 8), (2026, 12, 8), "Dienstag, 8. Dezember 2026", "Dienstag, 8. Dezember 2026"),
        ((2026, 12, 8), (2026, 12, 14), "8.–14. Dezember 2026", "8. Dezember 2026 bis 14. Dezember 2026"),
        ((2026, 11, 30), (2026, 12, 3), "30. November – 3. Dezember 2026", "30. November 2026 bis 3. Dezember 2026"),
        ((2026, 12, 24), (2027, 1, 6), "24. Dezember 2026 – 6. Januar 2027", "24. Dezember 2026 bis 6. Januar 2027"),
        ((2026, 12, 8), (2027, 12, 8), "8. Dezember 2026 – 8. Dezember 2027", "8. Dezember 2026 bis 8. Dezember 2027"),
    ],
)
def test_a_span_of_days_says_each_year_and_month_that_differs(first, last, said, easily):
    spans = [words.days(date(*first), date(*last)).replace("\N{NO-BREAK SPACE}", " ") for words in (GERMAN, EASY)]

    assert [said, easily] == spans


# --- holidays ----------------------------------------------------------------------------------------------


def test_every_holiday_the_library_may_name_has_a_name_in_each_language():
    """Its own catalogue of Germany says which there are; after an update new ones must be named here too."""
    with (Path(holidays.__file__).parent / "locale/en_US/LC_MESSAGES/DE.mo").open("rb") as file:
        named = {one.id for one in read_mo(file) if one.id}

    assert named == {name for _, name in HOLIDAYS}


def test_holidays_are_called_by_their_names_in_the_pages_language():
    """What editors called so stays as it is, and knows its language."""
    own = Passage("Brückentag", "de")

    assert "Noel’in birinci günü" == TURKISH.label(Passage("Erster Weihnachtstag", "de"), "holiday")
    assert "Herbst-Ferien" == EASY.label("Herbstferien", "holiday")
    assert own is TURKISH.label(own, "holiday")


def test_before_a_title_a_turkish_word_has_its_own_capitals():
    assert "İPTAL" == TURKISH.capitals("iptal")
    assert "Abgesagt" == EASY.capitals("Abgesagt")
