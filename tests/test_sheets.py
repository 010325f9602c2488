"""Sheets of paper, read again by a PDF reader and a QR reader that are not ours."""

import contextlib
import json
import re
import shutil
import sqlite3
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import typst
import zxingcpp
from litfass.__main__ import main
from litfass.address import Addresses
from litfass.commands.explain import meaning
from litfass.kept.store import Store
from litfass.link import link
from litfass.problems import Problem
from litfass.publish import sheet as publisher
from litfass.read import read_content
from litfass.settings import ADDRESSES, THEME
from litfass.sheets import typeset
from litfass.sheets.ask import GERMAN, NotKnown, Wish, asked
from litfass.sheets.correction import corrected
from litfass.sheets.plan import Plan
from litfass.sheets.programme_sheet import A5, LANG, Fold
from litfass.words.catalogue import words_in
from PIL import Image

from .conftest import NOW, ROOT, TESTS, litfass

LANGUAGES = ("de", "tr", "uk", "ar")
DECEMBER = date(2026, 12, 1)
PRINT = THEME / "print"
A4, A4_LYING, A3, A3_LYING = (595, 842), (842, 595), (842, 1191), (1191, 842)
LONG = "Rechtsschutzversicherungsgesellschaften"


def plan_of(content, language="de", now=NOW):
    """The sheets of a content folder in a language, whether site.yaml offers it or not."""
    material, problems = read_content(content)
    assert not [problem for problem in problems if problem.is_error], problems
    others = tuple(one for one in LANGUAGES if one != material.info.language)
    material.info = material.info.model_copy(update={"languages": others})
    now = datetime.fromisoformat(now).replace(tzinfo=material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)
    speaking = next(one for one in site.all_languages if one.language == language)
    words = words_in(THEME, language)
    return Plan(replace(speaking, info=words.at_home(speaking.info)), words)


@cache
def shipped(language="de"):
    return plan_of(ROOT / "content", language)


@cache
def tiny(language="de"):
    return plan_of(TESTS / "site", language)


def pdf(sheet):
    return typeset.pdf(PRINT, sheet.template, sheet.data(), sheet.pictures)


def read(sheet):
    return pypdf.PdfReader(BytesIO(pdf(sheet)))


def bare(text):
    """A text without what breaks and directs lines, so that a title is found over two of them."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b\u2010\u2066-\u2069\u200e\u200f-]", "", text)


def text_of(reader):
    return bare("".join(page.extract_text() for page in reader.pages))


def often(title, text):
    """How often a title stands in a bare text.

    Readers take Arabic letters from the page in the order of the eye: there it stands wherever so many letters in a row
    are the same ones. A word with a vowel sign is not asked for, because they give the sign with a letter too many.
    """
    if "AL" not in {unicodedata.bidirectional(char) for char in title}:
        return text.count(bare(title))
    words = [word for word in title.split() if not any(unicodedata.combining(char) for char in word)]
    wanted, stream = ([char for char in bare(one) if char.isalnum()] for one in ("".join(words), text))
    assert len(wanted) > 3, title
    found = at = 0
    while at + len(wanted) <= len(stream):
        same = sorted(wanted) == sorted(stream[at : at + len(wanted)])
        found, at = (found + 1, at + len(wanted)) if same else (found, at + 1)
    return found


def missing(titles, text):
    """Titles that do not stand in a bare text as often as they should, each with how often it stands and should."""
    counted = {title: (often(title, text), count) for title, count in Counter(titles).items()}
    return {title: both for title, both in counted.items() if both[0] < both[1]}


def event(plan, id_):
    return next(one for one in plan.site.events if one.id == id_)


def every_sheet(plan):
    """One of each kind."""
    one = plan.site.events[0]
    changed = next(event for event in plan.site.events if corrected(plan.site, event, date(2027, 12, 31)))
    yield from plan.of_month(DECEMBER)
    yield plan.of_year(2027)
    yield from plan.posters(one)
    yield plan.handout(one)
    yield plan.correction(changed, corrected(plan.site, changed, date(2027, 12, 31)))
    yield plan.of_project(plan.site.projects[0])
    yield plan.of_actor(plan.site.actors[0])


# --- all of them -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_has_size_title_language_and_tags(language):
    sizes = {"month-grid": (A4_LYING, A3_LYING), "programme-a5": (A4_LYING,), "programme-lang": (A4_LYING,)}
    for sheet in every_sheet(tiny(language)):
        reader = read(sheet)
        root, box = reader.trailer["/Root"], reader.pages[0].mediabox
        expected = sizes.get(sheet.what, (A3_LYING,) if sheet.what == "year" else (A4, A3))

        assert (round(box.width), round(box.height)) in expected, sheet.link
        assert reader.metadata.title, sheet.link
        assert language == root["/Lang"], sheet.link
        assert root["/MarkInfo"]["/Marked"], sheet.link
        assert root["/StructTreeRoot"], sheet.link
        assert b"pdfuaid:part>1<" in root["/Metadata"].get_data(), sheet.link


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_and_an_actor_have_one_sheet_each(language):
    plan = shipped(language)
    sheets = [*map(plan.of_project, plan.site.projects), *map(plan.of_actor, plan.site.actors)]

    assert [] == [sheet.link for sheet in sheets if len(read(sheet).pages) != 1]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_no_name_is_torn_beside_what_a_project_is_about(language):
    plan = shipped(language)
    data = plan.of_project(plan.site.find("project", "hasengarten")).data()

    assert "Musterverein Hasengarten e.\u00a0V." in data
    assert "am 14.\u00a0Januar 2027" in shipped("de").month_list(DECEMBER).data()
    assert "Musterverein Hasengarten e. V." not in data


def test_no_line_of_a_foot_ends_with_a_dot_and_no_number_is_torn():
    texts = [read(sheet).pages[0].extract_text() for sheet in every_sheet(tiny())]
    feet = [text.rpartition("0911\u00a00000")[2].partition("Stand")[0] for text in texts]

    assert "Montag bis Donnerstag" in feet[0]
    assert [] == [foot for foot in feet if re.search(r"· *$", foot, re.MULTILINE)]


@pytest.mark.parametrize("language", ["de", "tr", "ar"])
def test_no_line_ends_or_begins_with_a_dot_and_no_span_of_time_is_torn(language):
    plan = shipped(language)
    sheets = [
        plan.month_list(DECEMBER),
        plan.week_plan(DECEMBER),
        *(plan.programme(DECEMBER, fold) for fold in (A5, LANG)),
    ]
    lines = [
        line.strip() for sheet in sheets for page in read(sheet).pages for line in page.extract_text().splitlines()
    ]

    assert len(lines) > 100
    assert [] == [line for line in lines if re.search(r"^·|·$|\d–$|^–\d", line)]


@pytest.mark.parametrize(("width", "dots"), [("80mm", 1), ("25mm", 0)])
def test_dot_is_drawn_between_parts_of_a_line_but_not_where_it_ends(tmp_path, width, dots):
    page = f"set page(width: {width}, height: 10mm, margin: 0mm); set text(font: body-fonts, size: 10pt)"
    (tmp_path / "parts.typ").write_text(
        f'#import "tokens.typ": *\n#{{ {page}; joined(("mmmmmm", "mmmmmm")) }}', "utf-8"
    )
    shutil.copy(PRINT / "tokens.typ", tmp_path)

    made = typst.Compiler(root=tmp_path, font_paths=[PRINT / "fonts"], ignore_system_fonts=True).compile(
        tmp_path / "parts.typ"
    )

    drawn = pypdf.PdfReader(BytesIO(made)).pages[0].get_contents().get_data()
    assert 2 + 1 == drawn.count(b"BT")
    assert dots == len(re.findall(rb" l\sS", drawn))


def test_sheet_names_who_prints_answers_and_pays():
    plan = tiny()
    for sheet in every_sheet(plan):
        text = text_of(read(sheet))
        for said in ("Quartiersbüro" if "Quartiersbüro" in plan.site.info.name else plan.site.info.name,):
            assert bare(said) in text, sheet.link
        assert bare("Erika Mustermann") in text, sheet.link
        assert bare("Stand: 24. November 2026") in text, sheet.link


def test_funder_is_named_only_while_valid():
    early, late = (plan_of(ROOT / "content", now=f"{year}-11-24T10:00") for year in (2026, 2029))
    texts = [text_of(read(plan.month_list(plan.site.this_month))) for plan in (early, late)]

    assert bare("Unterstützt von der Musterstadt") in texts[0]
    assert bare("Unterstützt von der Musterstadt") not in texts[1]


WAYS = b"""
#import "fit.typ": trial, final
#let square = bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
#let says(way) = (
  strong: (way.strong)[a], strike: (way.strike)[a], heading: (way.heading)(level: 2)[a],
  image: (way.image)(square, format: "svg", alt: "a"), mark: way.mark + [a], dot: [a] + way.dot + [a],
)
#context for (name, measured) in says(trial) {
  let shown = says(final).at(name)
  assert.ne(measured, shown, message: name)
  assert.eq(measure(measured), measure(shown), message: name)
}
"""


def test_what_is_measured_is_as_large_as_what_is_shown_and_never_the_same():
    """Else Typst measures it again when it knows where it stands, which takes nearly twice the time."""
    compiler = typst.Compiler(root=PRINT, font_paths=[PRINT / "fonts"], ignore_system_fonts=True)

    assert compiler.compile(WAYS)


def test_template_asks_nothing_of_the_network():
    for path in PRINT.glob("*.typ"):
        assert "@preview" not in path.read_text(encoding="utf-8"), path.name


# --- months ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["month-list", "month-grid", "programme-a5", "programme-lang"])
def test_every_date_of_the_month_is_on_the_sheet(language, what):
    plan = shipped(language)
    sheet = next(one for one in plan.of_month(DECEMBER) if one.what == what)
    data = pdf(sheet)
    text = text_of(pypdf.PdfReader(BytesIO(data)))
    dates = plan.site.programme.printed(DECEMBER)
    if what != "month-grid":  # there what comes often stands once, with all its days
        months = 2 if "programme" in what else 1
        shown = [plan.site.programme.printed(one) for one in plan.site.programme.months_from(DECEMBER, months)]
        month = plan.site.programme.plan([one for found in shown for one in found])
        dates = [one for _, found in month.days for one in found] + [found[0] for found in month.regular]

    assert 0 == typeset.left_out(data)
    assert 25 < len(dates)
    assert {} == missing([one.title for one in dates], text)


def test_arabic_title_is_missed_when_one_letter_is_wrong():
    text = bare("مقهى اللغة · مقهى التصليح")

    assert {} == missing(["مقهى اللغة", "مقهى التصليح"], text)
    assert ["مقهى اللغه", "نطبخ معًا"] == list(missing(["مقهى اللغه", "نطبخ معًا"], text))
    assert {} == missing(["نطبخ معًا"], bare("معًا نطبخ"))
    assert {"مقهى اللغة": (1, 2)} == missing(["مقهى اللغة"] * 2, text)


def test_month_list_says_all_in_14_points_or_more():
    small = {}

    def visit(text, _cm, matrix, _font, size):
        if bare(text):
            small[text.strip()] = size * abs(matrix[3])

    reader = read(shipped().month_list(DECEMBER))
    for page in reader.pages:
        page.extract_text(visitor_text=visit)
    titles = {bare(one.title) for one in shipped().site.programme.printed(DECEMBER)}
    seen = {
        text: size for text, size in small.items() if any(bare(text) in title for title in titles) and len(text) > 6
    }

    assert 10 < len(seen)
    assert 14 <= min(seen.values()) + 0.01


@pytest.mark.parametrize("month", [date(2026, 11, 1), DECEMBER])
def test_month_list_keeps_the_reason_of_what_is_cancelled_when_room_is_short(month):
    plan = shipped()
    text = text_of(read(plan.month_list(month)))
    dates = plan.site.programme.printed(month)
    reasons = [one.note for one in dates if one.status == "cancelled" and one.start.day >= plan.site.today]

    assert reasons
    assert [] == [reason for reason in reasons if bare(reason) not in text]


def test_series_on_weekdays_in_a_row_names_them_as_a_span():
    text = text_of(read(shipped().programme(date(2027, 1, 1), LANG)))

    assert bare("Warme Stube Montag bis Freitag, 11") in text


def test_month_grid_names_weeks_and_holidays():
    reader = read(shipped().month_grid(DECEMBER, "A4"))
    text = text_of(reader)

    assert "Seite 1" not in reader.pages[0].extract_text()
    assert "Ni-" not in reader.pages[0].extract_text()  # Nikolaus, who has room in the next line
    for said in ("49", "53", "Weihnachtsferien", "Erster Weihnachtstag", "Zweiter Weihnachtstag", "KW"):
        assert bare(said) in text


def test_year_sheet_names_holidays_and_big_dates():
    text = text_of(read(shipped().of_year(2027)))

    for said in ("Karfreitag", "Allerheiligen", "Sommerferien", "Neujahrsfest", "Februar", "Dezember"):
        assert bare(said) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", [2026, 2027])
def test_year_sheet_has_room_for_all_that_is_on(language, year):
    plan = shipped(language)
    data = pdf(plan.of_year(year))
    text = text_of(pypdf.PdfReader(BytesIO(data)))
    found = [one for one in plan.site.programme.occurrences if one.day.year == year and not one.event.is_series]

    assert 0 == typeset.left_out(data)
    assert 10 < len(found)
    assert {} == missing([one.title for one in found], text)


def test_week_plan_holds_series_and_offers():
    text = text_of(read(shipped().week_plan(DECEMBER)))

    for said in ("Donnerstag", "Sprachcafé", "16–18 Uhr", "Spaziergang durchs Quartier", "etwa viermal im Jahr"):
        assert bare(said) in text


# --- folds -------------------------------------------------------------------------------------------------------


def places(page):
    """Texts of a page with where they begin, across and up, in points."""
    found = []

    def visit(text, cm, matrix, _font, _size):
        if text.strip():
            found.append((text.strip(), matrix[4] * cm[0] + matrix[5] * cm[2] + cm[4], matrix[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    return found


def where(page, words):
    return next(x for text, x, _ in places(page) if bare(words) in bare(text))


def test_a5_programme_is_imposed_four_one_two_three():
    first, second = read(shipped().programme(DECEMBER, A5)).pages

    half = float(first.mediabox.width) / 2
    assert where(first, "Seite 4 von 4") < half < where(first, "Januar")
    assert where(second, "Seite 2 von 4") < half < where(second, "Seite 3 von 4")


def test_arabic_programme_is_imposed_from_the_other_side():
    first, second = read(shipped("ar").programme(DECEMBER, A5)).pages
    numbers = {text: (index, x) for index, page in enumerate((first, second)) for text, x, _ in places(page)}
    half = float(first.mediabox.width) / 2
    colour = [x for text, x, _ in places(first) if "2027" in text]

    assert numbers
    assert min(colour) < half


def test_longer_programme_is_imposed_sheet_in_sheet():
    reader = read(shipped().programme(DECEMBER, Fold("A5", months=6, pages=8)))
    half = float(reader.pages[0].mediabox.width) / 2

    assert 4 == len(reader.pages)
    for index, (left, right) in enumerate([(8, None), (2, 7), (6, 3), (4, 5)]):
        page = reader.pages[index]
        assert where(page, f"Seite {left} von 8") < half
        assert right is None or where(page, f"Seite {right} von 8") > half


def test_six_panels_lie_in_the_order_of_the_fold():
    outside, inside = read(shipped().programme(DECEMBER, LANG)).pages

    assert where(outside, "Seite 5 von 6") < where(outside, "Seite 6 von 6")
    assert where(inside, "Seite 2 von 6") < where(inside, "Seite 3 von 6") < where(inside, "Seite 4 von 6")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The tiny neighbourhood with 120 more dates in December, 40 of them on one day."""
    return with_dates(tmp_path_factory.mktemp("full"), 120)


@pytest.fixture(scope="module")
def overfull(tmp_path_factory):
    """The same with three times as many, more than any sheet can hold."""
    return with_dates(tmp_path_factory.mktemp("overfull"), 360)


def with_dates(folder, count):
    content = Path(shutil.copytree(TESTS / "site", folder / "content"))
    for number in range(count):
        day = 5 if number < 40 else 1 + number % 28
        text = f"---\ntitle: Termin {number:03}x\nstart: 2026-12-{day:02} 15:00\nplace: Ort {number:03}x\n---\nText.\n"
        (content / f"events/termin-{number:03}.md").write_text(text, encoding="utf-8")
    return plan_of(content)


@pytest.mark.parametrize(("fold", "panels"), [(A5, 2), (LANG, 3)])
def test_no_entry_lies_over_a_fold(full, fold, panels):
    """A title and its place begin in the same panel."""
    reader = read(full.programme(DECEMBER, fold))
    panel = {}
    for index, page in enumerate(reader.pages):
        for text, x, _ in places(page):
            for name, number in re.findall(r"(Termin|Ort)\s(\d{3})x", text):
                panel.setdefault(number, {})[name] = (index, int(x / (float(page.mediabox.width) / panels)))

    assert 60 < len(panel)
    assert [] == [number for number, one in panel.items() if one.get("Termin") != one.get("Ort")]


# --- too much ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("plan", "count"), [("full", 120), ("overfull", 360)])
@pytest.mark.parametrize("what", ["month-list", "month-grid", "programme-a5", "programme-lang", "year"])
def test_what_has_no_room_is_counted(request, plan, count, what):
    """All dates are either on the sheet, or in the number it says."""
    plan = request.getfixturevalue(plan)
    sheet = next(one for one in (*plan.of_month(DECEMBER), plan.of_year(2026)) if one.what == what)
    data = pdf(sheet)
    reader = pypdf.PdfReader(BytesIO(data))
    text = text_of(reader)
    left = typeset.left_out(data)
    shown = {number for number in range(count) if f"Termin{number:03}x" in text}

    assert 60 < len(shown)
    assert count <= len(shown) + left
    assert left or len(shown) == count
    assert left or count == 120
    if what == "month-grid":
        assert left == sum(int(number) for number in re.findall(r"\+(\d+)weitere", text))
    elif what == "year":
        assert left == sum(int(number) for number in re.findall(r"\+(\d+)", reader.pages[0].extract_text()))
    elif left:
        assert bare(f"Weitere Termine im Netz: {left}") in text


def test_sheet_too_full_tells_the_editor(full):
    settings = {"PRINT_FOLDER": PRINT, "SHEETS": [full.month_list(DECEMBER)], "KEPT": Store(None)}
    file = next(iter(publisher.publish(full.site, settings)))

    problem = file.doubt(file.data())

    assert isinstance(problem, Problem)
    assert not problem.is_error
    assert "druck/2026-12/liste-a4.pdf:1: Auf dem Blatt „Monat als Liste A4“ ist kein Platz mehr" in problem.text("de")


def test_month_list_has_at_most_two_pages_and_the_grid_one(full):
    assert 2 == len(read(full.month_list(DECEMBER)).pages)
    assert 1 == len(read(full.month_grid(DECEMBER, "A4")).pages)


# --- posters -----------------------------------------------------------------------------------------------------


def poster_of(content, head):
    (content / "events/probe.md").write_text(f"---\n{head}\n---\nText.\n", encoding="utf-8")
    plan = plan_of(content)
    return next(iter(plan.posters(event(plan, "probe")))), plan


@pytest.mark.parametrize(
    "head",
    [
        f"title: {LONG}\nstart: 2026-12-03 15:00\nend: 17:00\nplace: laden",
        f"title: {LONG} und {LONG} laden ein zum Gespräch über {LONG}\nstart: 2026-12-03\nplace: laden",
        "title: Ohne Ort\nstart: 2026-12-03 15:00",
        "title: Mit Bild\nstart: 2026-12-03 15:00\nimage: {file: garten.jpg, alt: Garten, credit: Muster}",
        "title: Verschoben\nstatus: postponed\nnote: Ein neuer Termin folgt.",
        "title: Ganz ohne Termin\nrepeat_text: etwa viermal im Jahr",
        "title: 🎉 Fest 🎉\nstart: 2026-12-03 15:00",
        "title: 漢字 Fest\nstart: 2026-12-03 15:00",
    ],
    ids=["long-word", "long-title", "no-place", "picture", "postponed", "no-date", "sign", "script"],
)
def test_poster_shows_the_whole_title_on_one_page(content, head):
    sheet, plan = poster_of(content, head)
    reader = read(sheet)
    page = reader.pages[0]
    title = re.sub(r"[^\w\s-]|漢字", "", event(plan, "probe").title)

    assert 1 == len(reader.pages)
    assert bare(title) in text_of(reader)
    assert all(0 <= x <= float(page.mediabox.width) - 10 and y >= 0 for _, x, y in places(page))


def test_date_is_the_biggest_on_a_poster(content):
    sheet, _ = poster_of(content, "title: Fest\nstart: 2026-12-17 15:00\nplace: laden")
    sizes = {}
    read(sheet).pages[0].extract_text(
        visitor_text=lambda text, cm, matrix, _font, size: sizes.setdefault(text.strip(), size * abs(matrix[3] * cm[3]))
    )

    assert "17" == max(sizes, key=sizes.get)
    assert sizes["17"] > 1.5 * sizes["Fest"]


def test_cancelled_poster_says_so_and_hides_nothing(content):
    head = "title: Fest\nstart: 2026-12-17 15:00\nstatus: cancelled\nnote: Wegen Sturm.\nplace: laden"
    sheet, _ = poster_of(content, head)
    text = text_of(read(sheet))

    for said in ("ABGESAGT", "Fest", "Wegen Sturm.", "17", "Dezember 2026"):
        assert bare(said) in text


def test_moved_date_has_a_correction_strip_with_both_days():
    plan = tiny()
    for one in plan.site.events:
        dates = corrected(plan.site, one, date(2027, 12, 31))
        for day in (found for found in dates if found.previous_starts and found.takes_place):
            text = text_of(read(plan.correction(one, [day])))
            assert bare(day.title) in text
            assert bare(plan.words.when(day)) in text
            assert bare(plan.words.moment(day.previous_starts[0])) in text
            return
    pytest.fail("the tiny neighbourhood has no moved date")


@pytest.mark.parametrize("picture", ["", "\nimage: {file: garten.jpg, alt: Garten, credit: Muster}"])
def test_poster_and_slip_of_a_moved_event_say_from_which_day(content, picture):
    head = "title: Fest\nstart: 2026-12-17 15:00\nstatus: rescheduled\nprevious_start: 2026-12-03 16:00\nnote: Sturm.\n"
    sheet, plan = poster_of(content, f"{head}place: laden{picture}")

    for made in (sheet, plan.handout(event(plan, "probe"))):
        assert bare("Verlegt statt Do., 3.12., 16 Uhr").casefold() in text_of(read(made)).casefold()


def test_poster_of_a_moved_event_that_is_cancelled_names_no_other_day(content):
    head = "title: Treff\nstart: 2026-12-01 18:00\ndates: [2026-12-08]\nplace: laden\nchanges:\n"
    sheet, plan = poster_of(
        content, f"{head}  - {{on: 2026-12-08, start: 2026-12-09 18:00, status: cancelled, note: Eis}}"
    )
    cancelled, _ = plan.posters(event(plan, "probe"), date(2026, 12, 9))

    assert "statt" not in text_of(read(sheet)) + text_of(read(cancelled))


def test_poster_and_slip_of_a_series_say_where_a_moved_date_is(content):
    head = (
        "title: Kartenrunde\nstart: 2026-12-01 18:00\nend: 20:00\nrepeat: alle zwei Wochen dienstags\nplace: laden\n"
        "changes:\n  - on: 2026-12-15\n    start: 2026-12-17 19:00\n    place: Im Bürgersaal"
    )
    sheet, plan = poster_of(content, head)

    for made in (sheet, plan.handout(event(plan, "probe"))):
        assert bare("Do., 17.12., 19–20 Uhr, Im Bürgersaal") in text_of(read(made))


def test_poster_says_for_whom(content):
    head = "title: Werkstatt\nstart: 2026-12-01 18:00\naudience: [kinder, alle]\nages: ab 10"
    sheet, _ = poster_of(content, head)

    assert bare("Für: Kinder und Alle ab 10 Jahren") in text_of(read(sheet))


def test_poster_of_one_date_shows_that_day():
    plan = shipped()
    sheet = next(iter(plan.posters(event(plan, "sprachcafe"), date(2026, 12, 3))))

    assert bare("Donnerstag Dezember 2026") in text_of(read(sheet))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["poster", "handout", "correction", "project", "actor"])
def test_code_leads_to_the_short_address(language, what):
    plan = shipped(language)
    one = event(plan, "sprachcafe")
    sheet, thing = {
        "poster": lambda: (next(iter(plan.posters(one))), one),
        "handout": lambda: (plan.handout(one), one),
        "correction": lambda: (plan.correction(one, corrected(plan.site, one, date(2027, 2, 1))), one),
        "project": lambda: (plan.of_project(plan.site.projects[0]), plan.site.projects[0]),
        "actor": lambda: (plan.of_actor(plan.site.actors[0]), plan.site.actors[0]),
    }[what]()
    picture = Image.open(BytesIO(typeset.pages(PRINT, sheet.template, sheet.data(), sheet.pictures, 110)[0]))

    codes = {code.text for code in zxingcpp.read_barcodes(picture.convert("L"))}

    prefix = "" if language == "de" else f"{language}/"
    assert {f"https://hasenbuck.example/{prefix}t/{thing.id}/"} == codes


# --- in a build --------------------------------------------------------------------------------------------------


def test_short_address_leads_on_and_survives_a_new_slug(content, golden_site):
    from litfass.publish import short

    page = (golden_site / "t/sprachcafe/index.html").read_text(encoding="utf-8")
    file = content / "events/sprachcafe.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\nslug: neu\n", 1), encoding="utf-8")
    pages = {one.link: one.context["target"] for one in short.publish(plan_of(content).site, {})}

    assert '<meta http-equiv="refresh" content="0; url=/termine/sprachcafe/">' in page
    assert '<link rel="canonical" href="https://musterviertel.example/termine/sprachcafe/">' in page
    assert 'content="noindex"' in page
    assert "/termine/neu/" == pages["/t/sprachcafe/"]


def test_print_page_shows_each_sheet_with_its_size(golden_site):
    page = (golden_site / "druck/index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<img [^>]*src="([^"]+)" width="(\d+)" height="(\d+)"', page)

    assert 4 * 6 + 2 == len(shown)
    for link_, width, height in shown:
        with Image.open(golden_site / link_[1:]) as image:
            assert (int(width), int(height)) == image.size, link_
        pdf_size = (golden_site / link_[1:]).with_suffix(".pdf").stat().st_size
        assert f"{-(-pdf_size // 1000)}&#160;kB" in page or f"{-(-pdf_size // 1000)}\u00a0kB" in page, link_


def test_event_page_offers_its_poster(golden_site):
    page = (golden_site / "termine/sprachcafe/index.html").read_text(encoding="utf-8")

    for paper in ("a4", "a3"):
        assert f'href="/termine/sprachcafe/plakat-{paper}.pdf"' in page
        assert (golden_site / f"termine/sprachcafe/plakat-{paper}.pdf").read_bytes().startswith(b"%PDF")


def test_running_project_offers_its_sheet(golden_site):
    running, over = (
        (golden_site / f"projekte/{slug}/index.html").read_text(encoding="utf-8")
        for slug in ("garten-fuer-alle", "neue-lampen")
    )
    link_ = re.search(r'href="(/projekte/garten-fuer-alle/[^"]+\.pdf)"', running)[1]
    text = text_of(pypdf.PdfReader(golden_site / link_[1:]))

    assert bare("Garten für alle") in text
    assert bare("Brunnen") in text
    assert ".pdf" not in over.replace("plan.pdf", "")
    assert f'href="{link_}"' in (golden_site / "druck/index.html").read_text(encoding="utf-8")


def kept_in(folder):
    with contextlib.closing(sqlite3.connect(folder / "kept.sqlite")) as line:
        return line.execute("SELECT count(*) FROM kept").fetchone()[0]


def test_only_what_changed_is_made_again(tmp_path):
    folder = Path(shutil.copytree(PRINT, tmp_path / "print"))
    plan = tiny()
    sheets = [plan.month_list(DECEMBER), *plan.posters(plan.site.events[0])]
    store = Store(tmp_path / "store")
    store.keep("something", b"else")

    def made_new():
        """Links of what was set anew."""
        found = set()
        for one in publisher.publish(plan.site, {"PRINT_FOLDER": folder, "SHEETS": sheets, "KEPT": store}):
            before = kept_in(store.folder)
            assert one.data()
            found |= {one.link} if kept_in(store.folder) > before else set()
        return found

    first, again = made_new(), made_new()
    (folder / "poster.typ").write_text((folder / "poster.typ").read_text() + "\n// another look\n")
    changed = made_new()

    assert not again
    assert {link_ for link_ in first if "plakat" in link_} == changed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("--what", "postr"), "Ein Blatt „postr“ gibt es nicht. Meinten Sie „poster“?"),
        (("--what", "plakat"), "Wovon? Ergänzen Sie --event und den Namen der Datei, ohne .md."),
        (("--what", "poster", "--event", "sprachcaffe"), "Meinten Sie „sprachcafe“?"),
        (("--what", "correction", "--event", "ausflug"), "es gibt nichts zu überkleben."),
        (("--what", "actor", "--actor", "qqq"), "Einen Akteur „qqq“ gibt es nicht."),
        (
            ("--what", "month-list", "--month", "2026-13"),
            "„2026-13“ ist kein Monat. Schreiben Sie ihn so: Dezember, 12 oder 2026-11.",
        ),
        (("--what", "month-list", "--month", "13.2026"), "„13.2026“ ist kein Monat."),
        (("--what", "month-list", "--month", "2090-01"), "nicht für 2090-01."),
        (("--what", "month-list", "--paper", "A3"), "Dieses Blatt gibt es nicht auf A3."),
        (("--what", "programme", "--pages", "5"), "Ein Programm hat 4, 8, 12 … bis 24 Seiten, nicht 5."),
        (
            ("--what", "month-list", "--language", "xx"),
            "Die Sprache „xx“ hat die Seite nicht. Es gibt: de (Deutsch), tr (Türkisch).",
        ),
    ],
)
def test_wrong_name_is_answered_in_german_with_the_nearest(wish, said, tmp_path, capsys):
    code = main(["print", "--content", str(TESTS / "site"), "--now", NOW, "--output", str(tmp_path), *wish])

    assert 1 == code
    assert said in capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


def test_german_names_and_months_are_understood():
    plan = shipped()

    assert set(GERMAN.values()) <= {*plan.names, "month", "programme"}
    assert {name for name in GERMAN if name.capitalize() in re.findall(r"\w+", meaning("print", "what")["de"])} >= {
        next(german for german, ours in GERMAN.items() if ours == what) for what in GERMAN.values()
    }
    (sheet,) = asked(plan, Wish("Monatsliste", month="12/2026"))
    assert ("month-list", DECEMBER) == (sheet.what, sheet.month)


@pytest.mark.parametrize("said", ["3.12.", "Do 3.12.2026", "4.12.", "fr 4. dezember", "2026-12-04"])
def test_a_moved_date_is_printed_by_its_old_day_and_its_new_one(said):
    plan = tiny()
    sheets = list(asked(plan, Wish("poster", event="sprachcafe", date=said)))

    assert ["4"] == list({json.loads(sheet.data())["giant"] for sheet in sheets})


def test_a_day_without_a_date_is_answered_with_the_title_and_the_nearest():
    said = "Am Sa 12.12.2026 findet „Sprachcafé“ nicht statt. Die nächsten Termine sind: Do 19.11.2026; Fr 4.12.2026; Do 17.12.2026"
    with pytest.raises(NotKnown) as refused:
        asked(tiny(), Wish("poster", event="sprachcafe", date="12.12."))

    assert f"{said}; Do 14.1.2027." == refused.value.said("de")
    assert refused.value.said("en").endswith(
        "The nearest dates are: Thu 19.11.2026; Fri 4.12.2026; Thu 17.12.2026; Thu 14.1.2027."
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "Mi 22.12.",
            "In „Mi 22.12.“ passen Wochentag und Datum nicht zusammen; das Datum wäre Di 22.12.2026. Was stimmt?",
        ),
        ("22.12.", "Am Di 22.12.2026 findet „Fest“ nicht statt. Weitere Termine gibt es nicht."),
        ("30.2.", "In „30.2.“ ist kein Tag zu erkennen, den es gibt. Schreiben Sie zum Beispiel: Do 3.12."),
        ("bald", "In „bald“ ist kein Tag zu erkennen, den es gibt. Schreiben Sie zum Beispiel: Do 3.12."),
    ],
)
def test_a_date_that_cannot_be_is_answered_with_what_is_wrong(content, said, answer):
    _, plan = poster_of(content, "title: Fest\nstart: 2026-12-17 15:00\nstatus: cancelled\nnote: Sturm.\nplace: laden")
    with pytest.raises(NotKnown) as refused:
        asked(plan, Wish("poster", event="probe", date=said))

    assert answer == refused.value.said("de")


@pytest.mark.parametrize("name", ["sprachcafe", "Sprachcafe", "Sprachcafé", "sprachcafé"])
def test_an_event_to_print_is_found_by_its_title_too(name):
    assert asked(tiny(), Wish("handout", event=name))


def test_the_beginning_of_an_event_is_guessed():
    with pytest.raises(NotKnown) as refused:
        asked(tiny(), Wish("handout", event="Sprach"))

    assert "Meinten Sie „sprachcafe“?" in refused.value.said("de")
    assert 'Did you mean "sprachcafe"?' in refused.value.said("en")


def test_all_sheets_are_listed_by_the_names_of_the_language():
    with pytest.raises(NotKnown) as refused:
        asked(tiny(), Wish("xyz"))

    assert "Es gibt: Monat, Monatsliste, Monatskalender, Wochenplan, Programm," in refused.value.said("de")
    assert "There are: month, month-list, month-grid, week-plan, programme-a5," in refused.value.said("en")


def test_a_date_at_another_place_does_not_name_the_room(tmp_path):
    """The room belongs to the house that the series is usually in."""
    content = Path(shutil.copytree(TESTS / "site", tmp_path / "content"))
    path = content / "events/sprachcafe.md"
    path.write_text(path.read_text().replace("start: 2026-12-04 16:00,", "start: 2026-12-04 16:00, place: Am Fluss,"))
    plan = plan_of(content, "de")
    usual, moved = (
        json.loads(asked(plan, Wish("poster", event="sprachcafe", date=day))[0].data())["address"]
        for day in ("17.12.", "4.12.")
    )

    assert usual.startswith("Saal, ")
    assert "Saal" not in moved


@pytest.mark.slow
def test_one_sheet_is_made_on_demand(tmp_path):
    options = ("--content", TESTS / "site", "--now", NOW, "--output", tmp_path)
    done = litfass("print", *options, "--what", "month-list", "--month", "2026-12")

    assert 0 == done.returncode, done.stderr
    assert "Dezember" in pypdf.PdfReader(tmp_path / "druck/2026-12/liste-a4.pdf").pages[0].extract_text()
