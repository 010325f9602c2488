"""Done as docs/editors/erste-schritte.md and uebernehmen.md say, from their own words, on a copy of the shipped content."""

import re
import shutil
import textwrap
from datetime import date

import pytest
from litfass.__main__ import main
from litfass.check import findings, linked
from litfass.clock import moment
from litfass.read import read_content
from PIL import Image

from .conftest import NOW, ROOT

PAGES = ROOT / "docs/editors"
PATH = "events/spieleabend.md"


def blocks(name):
    """The indented blocks of a page, as one would copy them."""
    text = (PAGES / name).read_text(encoding="utf-8")
    return [
        textwrap.dedent(block)
        for block in re.findall(r"(?:^(?: {4}.*)?\n)*^ {4}.*\n(?:^(?: {4}.*)?\n)*", text, re.MULTILINE)
    ]


def block(name, begin, number=0):
    """The only block that begins so, or one of several."""
    found = [one.strip("\n") + "\n" for one in blocks(name) if one.strip("\n").startswith(begin)]
    assert len(set(found)) == len(found)
    return found[number]


@pytest.fixture
def shipped(tmp_path):
    return shutil.copytree(ROOT / "content", tmp_path / "content")


def into_head(path, lines):
    """Put lines above the second fence, as the page says."""
    head, fence, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    path.write_text("---\n" + head + lines + fence + body, encoding="utf-8")


def test_first_steps_lead_where_they_say(shipped):
    file = shipped / PATH
    file.write_text(block("erste-schritte.md", "---"), encoding="utf-8")
    into_head(file, block("erste-schritte.md", "changes:"))
    Image.new("RGB", (1600, 1000), "teal").save(shipped / "images/spieleabend.jpg")
    into_head(file, block("erste-schritte.md", "image:"))

    material, problems = read_content(shipped)
    site, more = linked(material, moment(NOW, material.info.timezone))

    event = next(one for one in site.things["event"] if one.id == "spieleabend")
    dates = {one.on: one for one in site.programme.dates_of(event) if not one.pause}
    assert [] == [problem.text() for problem in (*problems, *more) if problem.path == PATH]
    assert date(2026, 12, 3) == min(dates)
    assert {"cancelled"} == {dates[date(2027, 2, 4)].status}
    assert {"scheduled"} == {one.status for day, one in dates.items() if day != date(2027, 2, 4)}
    assert "spieleabend.jpg" == event.image.file


def test_a_cancellation_is_taken_back_and_a_series_ended_as_the_page_says(shipped):
    file = shipped / PATH
    file.write_text(block("erste-schritte.md", "---"), encoding="utf-8")
    into_head(file, block("erste-schritte.md", "changes:", 1))

    material, problems = read_content(shipped)
    site, more = linked(material, moment(NOW, material.info.timezone))
    back = next(one for one in site.occurrences if one.event.id == "spieleabend" and one.on == date(2027, 2, 4))

    assert [] == [problem.text() for problem in (*problems, *more) if problem.path == PATH]
    assert (True, "Findet doch statt.") == (back.takes_place, back.note)

    text = file.read_text(encoding="utf-8")
    text = re.sub(r"^until: .*\n", lambda _: block("erste-schritte.md", "until:"), text, count=1, flags=re.MULTILINE)
    file.write_text(text, encoding="utf-8")
    material, problems = read_content(shipped)
    site, more = linked(material, moment(NOW, material.info.timezone))

    assert [] == [problem.text() for problem in (*problems, *more) if problem.path == PATH]
    assert date(2027, 3, 4) == max(one.on for one in site.occurrences if one.event.id == "spieleabend")


def test_the_examples_of_a_series_are_right_together(shipped):
    """Those of the handbook's first page; `except` and `also` are named in its words."""
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    lists = [re.search(rf"`({name}: \[.*?\])`", text)[1] for name in ("except", "also")]
    head = "\n".join(["title: Probe", block("README.md", "start: 2026-12-03"), *lists, block("README.md", "changes:")])
    (shipped / PATH).write_text(f"---\n{head}---\nText.\n", encoding="utf-8")

    assert [] == [problem.text() for problem in findings(shipped, NOW) if problem.path == PATH]


def test_the_list_of_partners_is_right_as_it_stands_there(shipped):
    (shipped / "partners.yaml").write_text(block("uebernehmen.md", "partners:"), encoding="utf-8")

    assert [] == [problem.text() for problem in findings(shipped, NOW) if problem.path == "partners.yaml"]


def test_the_table_of_the_page_comes_in(shipped, tmp_path):
    (tmp_path / "t.csv").write_text(block("uebernehmen.md", "Titel;"), encoding="utf-8")

    main(["import-csv", str(tmp_path / "t.csv"), "--content", str(shipped), "--now", NOW])

    assert "start: 2026-12-05 15:00\nend: 18:00\nplace: gemeindesaal\n" in (
        shipped / "events/kuerbisfest.md"
    ).read_text(encoding="utf-8")
