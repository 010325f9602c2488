"""The bench: its neighbourhood is the same each time, is good content, and becomes the pages that all tools must make."""

import sys
from collections import Counter

import pytest

from bench import builds, growth, lighthouse, preview, tools
from bench.corpus import FEWEST_WORDS, MOST_WORDS, counts, make
from bench.measure import Failed, run
from bench.sites import DIALECTS, add_sentence, pages_of, write

from .rendered import linked

ITEMS = 60


@pytest.fixture(scope="module")
def items():
    return make(ITEMS)


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix != ".pyc"
        if path.is_file()
    }


def test_the_same_seed_makes_the_same_neighbourhood(items):
    assert items == make(ITEMS)
    assert items != make(ITEMS, seed=2)


def test_kinds_have_their_shares(items):
    assert {"news": 600, "event": 250, "project": 80, "actor": 70} == counts(1000)
    assert counts(ITEMS) == Counter(item.kind for item in items)
    assert 3 == sum("repeat" in item.fields for item in items)  # each fifth of fifteen events


def test_every_thing_has_an_address_of_its_own(items):
    assert ITEMS == len({item.address for item in items}) == len({item.file for item in items})


def test_texts_are_as_long_as_people_write_and_use_what_is_promised():
    bodies = [item.body for item in make(300)]

    assert all(FEWEST_WORDS <= len(body.split()) <= MOST_WORDS + 10 for body in bodies)
    for mark in ("\n## ", "\n- ", "\n1. ", "\n|---", "\n:   ", "\n> ", "\n*[", "](../", "](https:", "**"):
        assert any(mark in body for body in bodies), mark


def test_litfass_has_nothing_to_say_against_its_content(items, tmp_path):
    write("litfass", items, tmp_path)

    site, problems = linked(tmp_path / "content", tools.NOW)

    assert [] == problems
    assert counts(ITEMS) == {kind: len(site.things[kind]) for kind in counts(ITEMS)}
    assert {f"/{item.address}" for item in items} == {
        site.addresses.of(thing) for kind in counts(1) for thing in site.things[kind]
    }


@pytest.mark.parametrize("tool", DIALECTS)
def test_each_tool_gets_every_text_the_same_each_time(items, tool, tmp_path):
    write(tool, items, tmp_path / "one")
    write(tool, items, tmp_path / "two")

    found = files_of(tmp_path / "one")

    assert found == files_of(tmp_path / "two")
    assert all(item.title in found[f"content/{item.file}"].decode() for item in items)


@pytest.mark.slow
@pytest.mark.parametrize("tool", [tools.litfass(), tools.pelican()], ids=lambda tool: tool.name)
def test_the_tools_at_hand_make_the_same_pages(items, tool, tmp_path):
    write(tool.name, items, tmp_path)
    run(tool.into("output"), tmp_path, tool.env)

    builds.check(tool, tmp_path / "output", items)

    (tmp_path / "output" / items[0].address / "index.html").unlink()
    with pytest.raises(builds.Different, match="1 pages differ"):
        builds.check(tool, tmp_path / "output", items)


def test_lists_are_cut_into_pages(items):
    pages = pages_of(items, length=12)

    assert {"aktuelles/", "aktuelles/seite/2/", "aktuelles/seite/3/"} == {
        link for link, name in pages.items() if name == "Aktuelles"
    }


def test_an_edit_adds_a_sentence(tmp_path):
    (tmp_path / "text.md").write_text("Anfang.\n")

    add_sentence(tmp_path / "text.md", "Ende.")

    assert "Anfang.\n\nEnde.\n" == (tmp_path / "text.md").read_text()


def test_memory_is_that_of_all_processes_together(tmp_path):
    hungry = "import os, time; kept = os.urandom(40_000_000); time.sleep(0.5)"
    both = f"import subprocess, sys; one = subprocess.Popen([sys.executable, '-c', {hungry!r}]); {hungry}; one.wait()"

    alone = run([sys.executable, "-c", hungry], tmp_path, {}, watch_memory=True)
    together = run([sys.executable, "-c", both], tmp_path, {}, watch_memory=True)

    assert alone.wall >= 0.5
    assert 38 < together.peak_mb - alone.peak_mb


def test_a_tool_that_fails_says_why(tmp_path):
    with pytest.raises(Failed, match="kaputt"):
        run([sys.executable, "-c", "raise SystemExit('kaputt')"], tmp_path, {})


@pytest.mark.slow
def test_the_pages_lighthouse_is_asked_about_are_there(shipped_site):
    for link in lighthouse.PAGES.values():
        assert (shipped_site / link / "index.html").is_file(), link


def test_what_costs_points_is_named_and_what_has_no_weight_is_not():
    refs = [{"id": "paint", "weight": 10}, {"id": "hint", "weight": 0}, {"id": "fine", "weight": 1}]
    audits = {
        "paint": {"title": "First paint", "score": 0.9, "displayValue": "1.2 s"},
        "hint": {"title": "Only a hint", "score": 0},
        "fine": {"title": "Fine", "score": 1},
    }
    said = {"audits": audits, "categories": {name: {"auditRefs": []} for name in lighthouse.CATEGORIES}}
    said["categories"]["performance"]["auditRefs"] = refs

    assert ["speed: First paint 1.2 s"] == lighthouse.failed(said)


def test_the_table_has_medians():
    titles = [*lighthouse.CATEGORIES.values(), *(title for title, _, _ in lighthouse.FIGURES)]
    asked = [dict.fromkeys(titles, value) for value in (100, 90, 97.254)]

    rows = lighthouse.table({"home page": asked})

    assert f"| home page | {' | '.join(['97.25'] * len(titles))} |" == rows[-1]


def test_preview_is_timed_until_the_page_shows_what_was_saved(tmp_path):
    same, *_ = preview.previews_in(tmp_path)

    taken = preview.compare([same], make(12), 2)

    assert [same.title] == [*taken]
    assert 2 == len(taken[same.title])
    assert all(0.01 < seconds < preview.LONGEST_SECONDS for seconds in taken[same.title])


@pytest.mark.slow
def test_growth_is_timed_for_each_number_of_texts(tmp_path):
    taken = growth.measure([12, 24], tmp_path, 1)

    assert {(row, size) for row in growth.ROWS for size in ("12", "24")} == set(taken)
    assert all(0 < figures.wall for found in taken.values() for figures in found)
