"""Sheets of what is too long, too much or not there: nothing is lost, and nothing is printed over something else."""

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from litfass.sheets import typeset
from litfass.sheets.correction import corrected
from PIL import Image, ImageChops

from .conftest import TESTS
from .test_sheets import A5, DECEMBER, LANG, LONG, PRINT, bare, event, plan_of, read, text_of, with_dates

TWICE = f"{LONG} und {LONG}"
FILES = {
    "events/lang.md": f"title: {LONG}\nstart: 2026-12-03 15:00\nstatus: cancelled\nnote: {TWICE}",
    "events/zweimal.md": f"title: {TWICE}\nstart: 2026-12-10 15:00\nend: 17:00",
    "events/reihe.md": f"title: {LONG}\nstart: 2026-12-01 15:00\nend: 16:00\nrepeat: dienstags",
    "projects/lang.md": f"title: {LONG}\nstatus: running\nsummary: {TWICE}\ngoal: {TWICE}\nresults: {TWICE}\n"
    f"milestones:\n  - {{date: 2026-03, title: {LONG}, done: yes}}\n  - {{date: 2027-03, title: {TWICE}}}",
    "actors/lang.md": f"title: {LONG}\nkind: association\nsummary: {TWICE}\noffers: [{LONG}, {TWICE}]\n"
    f"email: {LONG.lower()}@{LONG.lower()}.example",
}
KINDS = (
    "month-list",
    "month-grid",
    "week-plan",
    "programme-a5",
    "programme-lang",
    "year",
    "poster",
    "cancelled-poster",
    "handout",
    "correction",
    "project",
    "actor",
)
PPI = 60
EDGE = round(4 / 25.4 * PPI)  # 4 mm
INK, ASLANT = 128, 4


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """One sheet of each kind, all of things whose names are one very long word, without picture and without place."""
    content = Path(shutil.copytree(TESTS / "site", tmp_path_factory.mktemp("long") / "content"))
    for name, head in FILES.items():
        (content / name).write_text(f"---\n{head}\n---\nText.\n", encoding="utf-8")
    plan = plan_of(content)
    cancelled, twice = event(plan, "lang"), event(plan, "zweimal")
    found = {
        "year": plan.of_year(2026),
        "poster": next(iter(plan.posters(twice))),
        "cancelled-poster": next(iter(plan.posters(cancelled))),
        "handout": plan.handout(twice),
        "correction": plan.correction(cancelled, corrected(plan.site, cancelled, date(2027, 12, 31))),
        "project": plan.of_project(next(one for one in plan.site.projects if one.id == "lang")),
        "actor": plan.of_actor(next(one for one in plan.site.actors if one.id == "lang")),
    }
    return {sheet.what: sheet for sheet in plan.of_month(DECEMBER)} | found


@pytest.mark.parametrize("kind", KINDS)
def test_long_word_is_read_whole_on_every_sheet(sheets, kind):
    reader = read(sheets[kind])

    assert b"pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert bare(LONG) in text_of(reader)
    assert (2 if "programme" in kind else 1) == len(reader.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_long_word_does_not_run_off_the_paper(sheets, kind):
    """The edge of a sheet stays of one colour in each row, white or that of a poster's band, but for what lies aslant."""
    for page in images(sheets[kind]):
        width, height = page.size
        for left in (1, width - EDGE):
            rows = [page.crop((left, y, left + EDGE - 1, y + 1)).getextrema() for y in range(height)]
            assert sum(most - least > INK for least, most in rows) <= ASLANT


def test_address_is_broken_without_a_hyphen(sheets):
    """A hyphen at the end of a line would seem to be part of it."""
    text = text_of(read(sheets["actor"]))
    raw = "".join(page.extract_text() for page in read(sheets["actor"]).pages)
    address = f"{LONG.lower()}@{LONG.lower()}.example"

    assert address in text
    assert address in "".join(raw.replace("\u200b", "").split())


def test_code_of_a_strip_is_not_printed_over(sheets):
    """The quiet zone beside the code is white, so that a telephone finds it."""
    page = typeset.pages(PRINT, *made(sheets["correction"]), 110)[0]
    codes = zxingcpp.read_barcodes(Image.open(BytesIO(page)).convert("L"))

    assert ["https://musterviertel.example/t/lang/"] == [code.text for code in codes]


def test_cancelled_without_place_and_picture_says_all_it_knows(sheets):
    for kind in ("cancelled-poster", "correction", "month-list", "month-grid", "programme-a5"):
        text = text_of(read(sheets[kind]))

        assert "ABGESAGT" in text, kind
        assert "None" not in text, kind


def test_arabic_title_on_a_german_poster_keeps_clear_of_the_band_above_it(tmp_path):
    content = Path(shutil.copytree(TESTS / "site", tmp_path / "content"))
    head = "title: تعلّم الألمانية مع الجيران\nlanguage: ar\nstart: 2026-12-08 16:00\nplace: laden"
    (content / "events/probe.md").write_text(f"---\n{head}\n---\nText.\n", encoding="utf-8")
    plan = plan_of(content)
    page = images(next(iter(plan.posters(event(plan, "probe")))))[0]
    width, height = page.size
    band = next(y for y in range(height) if page.getpixel((1, y)) > INK)

    assert all(page.crop((0, y, width, y + 1)).getextrema()[0] > INK for y in range(band, band + 4))


def test_few_dates_are_set_large(tmp_path):
    content = Path(shutil.copytree(TESTS / "site", tmp_path / "content"))
    for path in (content / "events").iterdir():
        path.unlink()
    for folder in ("news", "participation", "newsletters"):
        shutil.rmtree(content / folder)
    head = "title: Adventssingen\nstart: 2026-12-12 16:00\nplace: wiese"
    (content / "events/probe.md").write_text(f"---\n{head}\n---\nText.\n", encoding="utf-8")
    sizes = []

    def visit(text, _cm, matrix, _font, size):
        if "Adventssingen" in text:
            sizes.append(size * abs(matrix[3]))

    read(plan_of(content).month_list(DECEMBER)).pages[0].extract_text(visitor_text=visit)

    assert [23] == [round(size) for size in sizes]


def test_hundred_and_twenty_dates_fill_every_page_of_a_programme(tmp_path):
    """What is left out is left out because the paper is full: each page but the last is printed down to its foot."""
    plan = with_dates(tmp_path, 360)
    for fold, panels in ((A5, 2), (LANG, 3)):
        inside = images(plan.programme(DECEMBER, fold))[1]
        width, height = inside.size
        for index in range(panels):
            panel = inside.crop((width * index // panels, 0, width * (index + 1) // panels, int(height * 0.93)))
            lowest = ImageChops.invert(panel).getbbox()[3]
            assert lowest > height * 0.84, (fold.name, index)


def made(sheet):
    return sheet.template, sheet.data(), sheet.pictures


def images(sheet):
    """The pages in grey."""
    return [Image.open(BytesIO(page)).convert("L") for page in typeset.pages(PRINT, *made(sheet), PPI)]
