"""The cheat sheet for editors: one page to hang at the wall, and what it shows works as it stands there."""

import re
import shlex
import shutil
import tomllib
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from litfass.check import findings
from litfass.sheets import typeset
from litfass.sheets.cheat_sheet import FILE
from litfass.sheets.plan import Plan

from .conftest import NOW, ROOT, litfass
from .rendered import THEME, site_on, words_of

PARTS = {part["title"]: part for part in tomllib.loads(FILE.read_text(encoding="utf-8"))["parts"]}


@pytest.fixture
def shipped(tmp_path):
    """A copy of the shipped content with every file that the sheet shows."""
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    for part in PARTS.values():
        if part["where"].startswith("content/"):
            (content.parent / part["where"]).write_text(part["code"].strip("\n") + "\n", encoding="utf-8")
    return content


def code(title):
    return PARTS[title]["code"].strip("\n")


def test_sheet_is_one_tagged_page_that_shows_every_line():
    site = site_on(ROOT / "content")
    sheet = Plan(site, words_of(site)).cheat_sheet()
    reader = pypdf.PdfReader(BytesIO(typeset.pdf(THEME / "print", sheet.template, sheet.data(), sheet.pictures)))
    text = bare(reader.pages[0].extract_text())

    assert 1 == len(reader.pages)
    assert "de" == reader.trailer["/Root"]["/Lang"]
    assert b"pdfuaid:part>1<" in reader.trailer["/Root"]["/Metadata"].get_data()
    for part in PARTS.values():
        for line in (part["title"], part["where"], *part["code"].splitlines(), part["note"]):
            assert bare(line) in text, line
    on_lines = [bare(line) for line in reader.pages[0].extract_text().splitlines()]
    for title in ("Absagen", "Verlegen", "Nachsehen und drucken"):
        for line in code(title).splitlines():
            assert bare(line) in on_lines, "a command stands on one line"


def bare(text):
    """A text without what breaks its lines."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def test_files_on_the_sheet_have_no_error(shipped):
    head = code("Einen Termin ankündigen")
    more = f"{code('Was sich wiederholt')}\n{code('Ein Bild')}\n---\nWir kochen"
    series = head.replace("title: Suppenabend", "title: Suppe jeden Monat").replace("---\nWir kochen", more)
    (shipped / "events/suppe-jeden-monat.md").write_text(series.replace("2026-12-10", "2026-12-03"), encoding="utf-8")

    assert [] == [problem.text() for problem in findings(shipped, NOW) if problem.is_error]


@pytest.mark.slow
def test_commands_on_the_sheet_do_what_they_say(shipped, tmp_path):
    for title, said in (("Absagen", "status: cancelled"), ("Verlegen", "start: 2026-12-17 18:00")):
        done = litfass(*shlex.split(code(title))[1:], "--content", shipped, "--now", NOW)
        assert 0 == done.returncode, done.stdout + done.stderr
        assert said in (shipped / "events/suppe.md").read_text(encoding="utf-8")
        (shipped / "events/suppe.md").write_text(code("Einen Termin ankündigen"), encoding="utf-8")
    printed = next(line for line in code("Nachsehen und drucken").splitlines() if "print" in line)
    done = litfass(*shlex.split(printed)[1:], "--content", shipped, "--now", NOW, "--output", tmp_path / "druck")

    assert 0 == done.returncode, done.stdout + done.stderr
    assert 2 == len(list((tmp_path / "druck").rglob("plakat-*.pdf")))
