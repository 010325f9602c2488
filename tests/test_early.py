"""A preview shows first what is looked at: pages of the first language are there and told of before the rest is made."""

import os
import signal

import pytest
from litfass.build import build as build_site
from litfass.kept import memory
from litfass.make import write
from litfass.make.early import showing_early
from litfass.preview.server import Preview
from litfass.preview.worker import Worker

from .test_incremental import Place, a_picture, a_sentence, a_style, add, date_, title, words
from .test_same_bytes import tree

pytestmark = pytest.mark.slow
PAGE, OTHERS_PAGE = "termine/kino-im-hof/index.html", "tr/termine/kino-im-hof/index.html"
CALENDAR = "termine/kino-im-hof/termin.ics"


class Shown:
    """A site that is built again and again by a process that remembers, and the files that were there when it told of it early."""

    def __init__(self, place):
        self.place, self.early = place, []

    def build(self, tell=None):
        """Build, and give the exit code; `tell` is called instead of looking what is there."""
        self.early.clear()
        settings = {"PATH": str(self.place.content), "OUTPUT_PATH": str(self.place.output)}
        with showing_early(tell or (lambda: self.early.append(tree(self.place.output)))):
            code = build_site(
                self.place.conf,
                **settings,
                LITFASS_NOW=self.place.now,
                LITFASS_PROBLEMS_FILE=str(self.place.folder / "problems.json"),
            )
        memory.catch_up()
        return code


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """One that was built once."""
    monkeypatch.setattr(memory, "_memory", {})
    shown = Shown(Place(tmp_path))
    assert 0 == shown.build()
    return shown


def differing(before, after):
    return {path for path in before | after if before.get(path) != after.get(path)}


def is_page_of_another_language(path):
    return path.startswith("tr/") and path.endswith(".html")


def test_pages_of_the_first_language_are_there_before_all_others(shown):
    before = tree(shown.place.output)
    date_(shown.place)

    assert 0 == shown.build()

    after, (early,) = tree(shown.place.output), shown.early
    first, then = differing(before, early), differing(early, after)
    assert PAGE in first
    assert set() == {path for path in first if not path.endswith(".html") or is_page_of_another_language(path)}
    assert {OTHERS_PAGE, CALENDAR, "feeds/termine.xml"} <= then
    assert set() == {path for path in then if path.endswith(".html") and not is_page_of_another_language(path)}
    assert set() == shown.place.unlike_a_clean_build()


def test_what_a_page_loads_is_there_when_it_is_shown(shown):
    before = tree(shown.place.output)
    a_picture(shown.place)
    a_style(shown.place)

    assert 0 == shown.build()

    early, after = shown.early[0].keys(), tree(shown.place.output).keys()
    for ending in (".css", ".webp"):
        added = {path for path in after - before.keys() if path.endswith(ending)}
        assert set() < added <= early


def test_a_page_that_says_how_large_a_file_is_says_it_right_in_the_end(shown):
    """Early it says how large the file is that lies there; here it is gone."""
    page = "termine/vorlesestunde/index.html"
    (shown.place.output / "termine/vorlesestunde/plakat-a4.pdf").unlink()
    words(shown.place, "events/vorlesen.md", "summary", "Ein anderer Satz.")

    assert 0 == shown.build()

    assert page in differing(shown.early[0], tree(shown.place.output))
    assert set() == shown.place.unlike_a_clean_build()


def a_new_folder(place):
    place.output = place.folder / "another"
    place.output.mkdir()


def test_a_build_that_is_killed_after_it_showed_something_is_mended_by_the_next(shown):
    """In a process that remembers the build before it, and in one that does not."""
    for change in (date_, title, add, a_new_folder):
        change(shown.place)
        before = tree(shown.place.output)
        if (copy := os.fork()) == 0:
            shown.build(tell=lambda: os.kill(os.getpid(), signal.SIGKILL))
            os._exit(0)
        assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        assert before != tree(shown.place.output)

        if change is title:
            shown.place.build(shown.place.output)
        else:
            assert 0 == shown.build()
        assert set() == shown.place.unlike_a_clean_build(), change.__name__


def test_what_cannot_be_made_in_another_language_is_told_and_mended_by_the_next(shown, capfd):
    template = shown.place.theme / "templates/event.html"
    good = template.read_text(encoding="utf-8")
    start = "{% block main %}\n"
    template.write_text(good.replace(start, start + '{{ 1 // (words.language != "tr") }}\n'), encoding="utf-8")
    capfd.readouterr()

    assert (3, 1) == (shown.build(), len(shown.early))
    assert "ZeroDivisionError" in capfd.readouterr().err

    template.write_text(good, encoding="utf-8")
    assert 0 == shown.build()
    assert set() == shown.place.unlike_a_clean_build()


def test_words_alone_are_shown_early_too_and_nothing_is_told_when_others_only_changed(shown):
    for path, count in (("events/sprachcafe.md", 1), ("events/sprachcafe.tr.md", 0), ("events/sprachcafe.md", 1)):
        a_sentence(path)(shown.place)
        assert (0, count) == (shown.build(), len(shown.early)), path
        assert set() == shown.place.unlike_a_clean_build(), path


def test_what_is_built_to_be_published_is_moved_at_the_end_and_at_once(shown, monkeypatch):
    moved, move_into = [], write.move_into
    monkeypatch.setattr(write, "move_into", lambda *given: moved.append(1) or move_into(*given))
    date_(shown.place)

    settings = {"PATH": str(shown.place.content), "OUTPUT_PATH": str(shown.place.output)}
    assert 0 == build_site(shown.place.conf, **settings, LITFASS_NOW=shown.place.now)

    assert [1] == moved


def test_an_open_page_loads_anew_once_early_in_the_first_language_and_at_the_end_in_another(tmp_path):
    place = Place(tmp_path)
    options = {"PATH": str(place.content), "OUTPUT_PATH": str(place.output), "LITFASS_NOW": place.now}
    worker, server = Worker(place.conf, options), Preview(place.output, 0, "de", place.now)
    told = []

    def show(result):
        server.show(result)
        told.append([server.version(server.found(path), server.frame) for path in (PAGE, OTHERS_PAGE)])

    try:
        show(worker.build())
        date_(place)
        show(worker.build(show))
    finally:
        worker.close()
        server.server_close()

    (page, others), (early, others_early), (late, others_late) = told
    assert page != early == late
    assert others == others_early != others_late
