"""A build that knows the last one gives what a clean one gives, byte by byte, whatever changed in between."""

import errno
import json
import os
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from litfass import generator
from litfass.build import build as build_site
from litfass.incremental import basis, ledger
from litfass.kept import memory
from litfass.kept.store import Store
from litfass.make import write
from litfass.preview.worker import Worker
from litfass.site.lasting import lasts_until
from PIL import Image

from .conftest import NOW, ROOT, TESTS, litfass, once, settings_in
from .rendered import site_on
from .test_same_bytes import tree

PLUGIN, UNWRITTEN = basis.PLUGIN, shutil.ignore_patterns("__pycache__")
# more rounds than each change once: LITFASS_CHANGES=200 pytest tests/test_incremental.py
ROUNDS = int(os.environ.get("LITFASS_CHANGES", "0"))


class Place:
    """A content folder, a theme, a settings file, and the site that is built of them again and again."""

    def __init__(self, folder):
        self.folder, self.output = folder, folder / "output"
        self.content = Path(shutil.copytree(TESTS / "site", folder / "content"))
        self.theme = Path(shutil.copytree(ROOT / "theme", folder / "theme"))
        self.now = NOW
        self.setting("")

    def setting(self, line):
        """Set one thing otherwise than the tests' settings file."""
        own = f"THEME, LITFASS_STORE = {str(self.theme)!r}, {str(self.folder / 'store')!r}"
        # a few sheets stand for all of them
        few = "LITFASS_SHEET_MONTHS, LITFASS_YEAR_SHEETS, LITFASS_POSTER_DAYS, LITFASS_SHARE_DAYS = 1, 0, 12, 12"
        self.conf = settings_in(self.folder, own, few, line)

    def build(self, output, **environment):
        options = ("--conf", self.conf, "--content", self.content, "--output", output, "--now", self.now)
        done = litfass("build", *options, **environment)
        assert 0 == done.returncode, done.stdout + done.stderr
        return done.stdout

    def differing(self):
        """Paths at which a build that knows the last one and a clean one differ.

        The clean one has another folder, of which no notes are kept; texts and sheets may come from the store.
        """
        self.build(self.output)
        return self.unlike_a_clean_build()

    def unlike_a_clean_build(self):
        """The same of what is there already."""
        clean = self.folder / "clean"
        self.build(clean)
        known, new = tree(self.output), tree(clean)
        shutil.rmtree(clean)
        return {path for path in known | new if known.get(path) != new.get(path)}

    def edit(self, path, old, new):
        text = (self.content / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (self.content / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def words(place, path, key, value):
    """Give a key of a head another value."""
    file = place.content / path
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    found = [number for number, line in enumerate(lines) if line.startswith(f"{key}:")]
    at = found[0] if found else 1
    lines[at : at + len(found)] = [f"{key}: {value}\n"]
    file.write_text("".join(lines), encoding="utf-8")


def body(place):
    file = place.content / "events/kino.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nNoch ein Satz.\n", encoding="utf-8")


def title(place):
    words(place, "events/sprachcafe.md", "title", "Sprachtreff")


def topic(place):
    words(place, "projects/lampen.md", "topics", "[gruen]")


def date_(place):
    words(place, "events/kino.md", "start", "2027-01-15 19:00")


def a_last_day_for_each_date(place):
    words(place, "events/sprachcafe.md", "registration", "{by: 3 Tage vorher, note: Am besten am Telefon}")


def two_of_equal_date(place):
    for name in ("zwilling-a", "zwilling-b"):
        text = f"---\ntitle: Zwilling\nid: {name}\nslug: {name}\nstart: 2027-01-16 18:00\nplace_note: Platz\n---\n"
        (place.content / f"events/{name}.md").write_text(text, encoding="utf-8")


def add(place):
    text = "---\ntitle: Ein neuer Tag\nabout: [projects/garten]\n---\nText mit [Garten](../projects/garten.md).\n"
    (place.content / "news/2026-11-21-neu.md").write_text(text, encoding="utf-8")


def delete(place):
    (place.content / "news/2025-05-01-rueckblick.md").unlink()


def rename(place):
    (place.content / "events/ausflug.md").rename(place.content / "events/tagesausflug.md")


def slug(place):
    words(place, "events/kino.md", "slug", "filmabend")
    words(place, "events/kino.md", "formerly", "[kino]")


def a_linked_thing(place):
    words(place, "actors/hausverein.md", "title", "Hausverein Neu e. V.")


def the_place(place):
    words(place, "places/laden.md", "title", "Anderer Laden")


def a_picture(place):
    Image.new("RGB", (1200, 800), "#336699").save(place.content / "images/garten.jpg")


def a_template(place):
    file = place.theme / "templates/components/event_card.html"
    file.write_text(file.read_text(encoding="utf-8").replace("<article", "<article data-neu", 1), encoding="utf-8")


def a_style(place):
    with (place.theme / "static/css/base.css").open("a", encoding="utf-8") as file:
        file.write("@layer base{q{color:inherit}}\n")


def a_word(place):
    file = place.theme / "translations/tr/LC_MESSAGES/litfass.po"
    text = file.read_text(encoding="utf-8")
    at = text.index('msgstr "', text.index('msgid "Dates"')) + len('msgstr "')
    file.write_text(text[:at] + "Yeni " + text[at:], encoding="utf-8")


def a_sheet_template(place):
    file = place.theme / "print/month_list.typ"
    file.write_text(file.read_text(encoding="utf-8").replace("14pt", "15pt"), encoding="utf-8")


def a_setting(place):
    place.setting("LITFASS_LIST_LENGTH = 2")


def site_yaml(place):
    words(place, "site.yaml", "claim", "Anderer Satz")


def a_translation(place):
    words(place, "events/sprachcafe.tr.md", "title", "Dil kahvesi")


def no_translation(place):
    (place.content / "events/sprachcafe.tr.md").unlink()


def a_closure(place):
    file = place.content / "closures/pause.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Winter", "Weihnachts"), encoding="utf-8")


def the_day(place):
    place.now = "2026-11-26T10:00"


def the_hour(place):
    place.now = place.now[:-5] + "18:31"


def the_year(place):
    place.now = "2027-01-02T08:00"


def an_output_removed(place):
    (place.output / "termine/index.html").unlink()
    shutil.rmtree(place.output / "kalender")


def an_output_damaged(place):
    file = place.output / "index.html"
    data = file.read_bytes()
    file.write_bytes(data[:-20] + b"x" * 20)  # as long as before


def two_edits_in_one_tick(place):
    place.edit("events/kino.md", "title: ", "title: A")
    stat = (place.content / "events/kino.md").stat()
    place.build(place.output)
    place.edit("events/kino.md", "title: A", "title: B")
    os.utime(place.content / "events/kino.md", ns=(stat.st_atime_ns, stat.st_mtime_ns))


def a_kill_in_mid_write(place):
    """The pages are new and the notes of old, as after a power cut between the two."""
    kept = shutil.copytree(place.folder / "store", place.folder / "kept")
    words(place, "events/sommerfest.md", "title", "Sommerfest am Platz")
    place.build(place.output)
    shutil.rmtree(place.folder / "store")
    Path(kept).rename(place.folder / "store")


def damaged_notes(place):
    for file in (place.folder / "store").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-3])


def no_store(place):
    shutil.rmtree(place.folder / "store")


CHANGES = (
    *(body, title, topic, date_, two_of_equal_date, add, delete, rename, slug, a_linked_thing, the_place, a_picture),
    *(a_template, a_style, a_word, a_sheet_template, a_setting, site_yaml, a_translation, no_translation, a_closure),
    *(the_hour, the_day, the_year, an_output_removed, an_output_damaged, two_edits_in_one_tick, a_kill_in_mid_write),
    *(damaged_notes, no_store, a_last_day_for_each_date),
)
# what can be done more than once
AGAIN = (body, the_hour, the_day, an_output_removed, an_output_damaged, two_edits_in_one_tick, a_picture, a_style)


# each chain is one test, so that they run beside each other
CHAINS = 3


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A store with texts and sheets of the tiny neighbourhood, so that each place need not set them for itself."""

    def make(folder):
        made = Place(folder)
        made.build(made.output)

    return once(tmp_path_factory, "kept", make) / "store"


@pytest.fixture
def place(tmp_path, kept):
    """A site that was built once."""
    made = Place(tmp_path)
    shutil.copytree(kept, tmp_path / "store")
    made.build(made.output)
    return made


@pytest.mark.slow(seconds=45)
@pytest.mark.parametrize("chain", range(CHAINS))
def test_after_each_change_the_site_is_that_of_a_clean_build(place, chain):
    changes = random.Random(7).sample(CHANGES, len(CHANGES))[chain::CHAINS]
    chance = random.Random(chain)
    for change in [*changes, *(chance.choice(AGAIN) for _ in range(ROUNDS))]:
        change(place)
        assert set() == place.differing(), change.__name__


# what can happen beside a running preview: its moment and its settings are given once
BESIDE_A_PREVIEW = (
    *(body, title, topic, date_, two_of_equal_date, add, rename, delete, slug, a_linked_thing, the_place, a_picture),
    *(a_template, a_style, a_word, site_yaml, a_translation, no_translation, a_closure, an_output_damaged),
)


@pytest.mark.slow(seconds=45)
def test_a_preview_that_remembers_shows_what_a_clean_build_would(place):
    """Each build in the process that made the one before, two changes at a time, and compared after each four."""
    shown = place.folder / "preview"
    options = {"PATH": str(place.content), "OUTPUT_PATH": str(shown), "LITFASS_NOW": place.now}
    worker = Worker(place.conf, options)
    place.output = shown
    try:
        assert 0 == worker.build().code
        for number in range(0, len(BESIDE_A_PREVIEW), 2):
            for change in BESIDE_A_PREVIEW[number : number + 2]:
                change(place)
            assert 0 == worker.build().code
            if number % 4:
                assert set() == place.unlike_a_clean_build(), BESIDE_A_PREVIEW[number].__name__
    finally:
        worker.close()
    assert set() == place.unlike_a_clean_build()


def a_sentence(path):
    def more(place):
        with (place.content / path).open("a", encoding="utf-8") as file:
            file.write("\nNoch ein Satz.\n")

    return more


def a_first_sentence(place):
    """Shown in lists where a thing has no summary."""
    file = place.content / "events/sprachcafe.md"
    head, mark, text = file.read_text(encoding="utf-8").rpartition("---\n")
    file.write_text(f"{head}{mark}Ein neuer Anfang.\n\n{text}", encoding="utf-8")


@pytest.mark.slow
def test_a_sheet_in_another_font_is_set_anew_although_it_was_kept(place):
    """The clean build has nothing kept: it is what one gets who never had the old font."""
    fonts = place.theme / "print/fonts"
    shutil.copy(fonts / "NotoSans-Regular.ttf", fonts / "NotoSans-Bold.ttf")
    place.build(place.output)
    shutil.rmtree(place.folder / "store")

    assert set() == place.unlike_a_clean_build()


def test_all_that_our_code_is_written_in_belongs_to_every_output(monkeypatch, tmp_path):
    """The editors' desk too is made of pages and scripts that lie in the plugin."""
    monkeypatch.setattr(basis, "PLUGIN", shutil.copytree(PLUGIN, tmp_path / "litfass", ignore=UNWRITTEN))
    kinds = {path.suffix: path for path in basis.PLUGIN.rglob("*") if path.is_file()}
    digests = {basis.code_digest.__wrapped__()}
    for path in kinds.values():
        path.write_bytes(path.read_bytes() + b" ")
        digests.add(basis.code_digest.__wrapped__())

    assert ".js" in kinds
    assert len(kinds) + 1 == len(digests)


def a_picture_in_a_text(place):
    with (place.content / "news/2026-11-20-neues-beet.md").open("a", encoding="utf-8") as file:
        file.write("\n![Der Garten](../images/garten.jpg)\n")


def a_link_in_a_text(place):
    with (place.content / "projects/lampen.md").open("a", encoding="utf-8") as file:
        file.write("\nWie im [Garten](garten.md).\n")


def no_text_any_more(place):
    file = place.content / "events/sprachcafe.md"
    head, mark, _ = file.read_text(encoding="utf-8").rpartition("---\n")
    file.write_text(head + mark, encoding="utf-8")


@pytest.fixture
def rebuilt(place, monkeypatch):
    """Makes a change, builds as a preview does that remembers the last build, and says how often things were linked."""
    monkeypatch.setattr(memory, "_memory", {})
    place.output = place.folder / "preview"
    linked, link_all = [], generator.link
    monkeypatch.setattr(generator, "link", lambda *args, **named: linked.append(1) or link_all(*args, **named))

    def build(change, *, is_compared=True):
        change(place)
        linked.clear()
        options = {"PATH": str(place.content), "OUTPUT_PATH": str(place.output), "LITFASS_NOW": place.now}
        assert 0 == build_site(place.conf, **options, LITFASS_PROBLEMS_FILE=str(place.folder / "problems.json"))
        memory.catch_up()
        assert not is_compared or set() == place.unlike_a_clean_build(), change.__name__
        return len(linked)

    build(lambda _: None)
    return build


@pytest.mark.slow
def test_words_in_texts_are_taken_without_linking_anything_anew(rebuilt):
    """In every language, one text after the other and two at once; nor is anything forgotten by what follows."""
    paths = (
        "events/sprachcafe.md",
        "events/sprachcafe.tr.md",
        "actors/buero.md",
        "pages/impressum.md",
        "events/sprachcafe.md",
    )

    assert [0] * 5 == [rebuilt(a_sentence(path)) for path in paths]
    assert 1 == rebuilt(title)
    assert 0 == rebuilt(a_sentence("actors/buero.md"))
    assert 0 == rebuilt(an_output_damaged)
    assert 0 == rebuilt(an_output_removed)


MORE_THAN_WORDS = (
    *(a_first_sentence, a_picture_in_a_text, a_link_in_a_text, a_style, a_word, a_template, a_picture, add),
    no_text_any_more,
)


@pytest.mark.slow
def test_more_than_words_is_linked_anew_and_then_words_are_taken_again(rebuilt):
    """One after the other in one process: sheets are set in each of its copies, however few there are."""
    for change in MORE_THAN_WORDS:
        assert 1 == rebuilt(change, is_compared=False), change.__name__
        assert 0 == rebuilt(a_sentence("actors/buero.md")), change.__name__  # and nothing mends what was wrong before


def told(place):
    """What the editor was told in the last build: in which file and line, and what."""
    problems = json.loads((place.folder / "problems.json").read_text(encoding="utf-8"))["problems"]
    return {(Path(one["path"]).name, one["line"], one["code"]) for one in problems}


def without_a_heading(place):
    place.edit("projects/garten.md", "## Was es gibt", "Was es gibt:")


def with_the_heading_again(place):
    place.edit("projects/garten.md", "Was es gibt:", "## Was es gibt")


def a_link_to_a_heading(place):
    with (place.content / "projects/lampen.md").open("a", encoding="utf-8") as file:
        file.write("\nWie im [Garten](garten.md#was-es-gibt).\n")


@pytest.mark.slow
def test_a_preview_tells_of_links_to_a_heading_that_another_file_has_no_more(place, rebuilt):
    """The file with the link is as it was; so it is when the heading comes back."""
    rebuilt(a_link_to_a_heading, is_compared=False)
    before = told(place)

    rebuilt(without_a_heading, is_compared=False)
    without = told(place)
    rebuilt(with_the_heading_again)

    assert {("lampen.md", 11, "no-such-anchor")} == without - before
    assert before == told(place)


def a_remark_above(place):
    place.edit("projects/lampen.md", "title: ", "# Zwölf Stück\ntitle: ")


@pytest.mark.slow
def test_a_preview_names_the_line_of_today_when_only_a_remark_came_before_it(place, rebuilt):
    rebuilt(a_link_to_a_heading, is_compared=False)
    rebuilt(without_a_heading, is_compared=False)

    rebuilt(a_remark_above, is_compared=False)

    assert ("lampen.md", 12, "no-such-anchor") in told(place)


def a_remark_on_the_site(place):
    place.edit("site.tr.yaml", "claim: ", "# Bir not\nclaim: ")


@pytest.mark.slow
def test_a_remark_in_a_translation_of_the_site_changes_nothing(rebuilt):
    assert 0 == rebuilt(a_remark_on_the_site)


def turkish_first(place):
    """The same languages, of which the other is now that of the originals."""
    no_translation(place)
    place.edit("site.yaml", "language: de", "language: tr")


@pytest.mark.slow
def test_a_preview_says_in_which_language_words_are_when_the_sites_first_language_is_another(place, rebuilt):
    """The words are those they were, now taken for Turkish; that each is marked so is seen beside a clean build."""
    before = (place.output / "index.html").read_text(encoding="utf-8")

    assert 1 == rebuilt(turkish_first)

    after = (place.output / "index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in before
    assert '<html lang="tr"' in after


@pytest.mark.slow
def test_words_that_could_not_be_written_are_not_lost(place, rebuilt, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(write, "move_into", lambda *_: 1 / 0)
        a_sentence("actors/buero.md")(place)
        assert 3 == build_site(
            place.conf, PATH=str(place.content), OUTPUT_PATH=str(place.output), LITFASS_NOW=place.now
        )

    assert 1 == rebuilt(lambda _: None)


def a_minute_later(place):
    place.now = place.now[:-1] + "1"


@pytest.mark.slow
def test_what_was_published_lasts_until_something_on_the_site_begins_or_ends(rebuilt):
    assert [0, 1, 0] == [rebuilt(change) for change in (a_minute_later, the_hour, a_sentence("actors/buero.md"))]


@pytest.mark.slow
def test_that_nothing_changed_is_seen_without_pelican_and_models(place):
    place.build(place.output)

    done = litfass(
        *("build", "--conf", place.conf, "--content", place.content, "--output", place.output, "--now", place.now),
        PYTHONPROFILEIMPORTTIME="1",
    )

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "litfass.incremental.seal" in imported
    assert set() == imported & {"pelican", "pydantic", "litfass.site", "litfass.generator"}


def inodes(place):
    """Each file of the output with what changes when it is written anew."""
    found = [path for path in place.output.rglob("*") if path.is_file()]
    return {path.relative_to(place.output).as_posix(): path.stat().st_ino for path in found}


@pytest.mark.slow
def test_one_text_changed_makes_few_files_again(place):
    before = inodes(place)
    body(place)

    place.build(place.output)

    after = inodes(place)
    made = {path for path in after if before.get(path) != after[path]}
    # its page, and the feeds that tell its text since it was put off
    its_own = ("termine/kino-im-hof/index.html", "feeds/termine.xml", "feeds/akteure/buero-am-musterplatz.xml")
    assert {f"{language}{path}" for language in ("", "tr/") for path in its_own} == made


@pytest.mark.slow
def test_a_sentence_more_in_any_text_is_seen_on_its_own_pages_only(place):
    """Not in lists, feeds, header or footer, where others name the thing."""
    for path, link in (
        ("projects/garten.md", "projekte/garten-fuer-alle/index.html"),
        ("actors/buero.md", "akteure/buero-am-musterplatz/index.html"),
        ("places/laden.md", "orte/laden-am-musterplatz/index.html"),
    ):
        before = inodes(place)
        text = (place.content / path).read_text(encoding="utf-8")
        (place.content / path).write_text(f"{text}\nUnd noch ein Satz.\n", encoding="utf-8")

        place.build(place.output)

        after = inodes(place)
        assert {link} == {one.removeprefix("tr/") for one in after if before.get(one) != after[one]}


@pytest.mark.slow
def test_when_nothing_changed_the_build_is_over_before_it_began(place):
    """Not even the store is written, and the editor is told the same doubts again."""
    first = place.build(place.output)
    before = {path: path.stat().st_mtime_ns for path in place.folder.rglob("*")}

    again = place.build(place.output)

    assert "2026-12-24-zukunft.md:2" in again
    assert first == again
    assert before == {path: path.stat().st_mtime_ns for path in place.folder.rglob("*")}


@pytest.mark.slow
def test_what_a_build_without_a_seal_added_goes_when_all_is_as_it_was_before(place):
    """As one during which somebody went on editing; an old address adds pages and changes none."""
    path = place.content / "news/2025-05-01-rueckblick.md"
    before = path.read_text(encoding="utf-8")
    place.build(place.output)
    path.write_text(before.replace("\ntitle:", "\nformerly: [/alter-weg.html]\ntitle:", 1), encoding="utf-8")
    place.setting(f"LITFASS_PROBLEMS_FILE = {str(place.folder / 'problems.json')!r}")
    place.build(place.output)
    assert (place.output / "alter-weg.html").exists()
    path.write_text(before, encoding="utf-8")
    place.setting("")

    assert set() == place.differing()


@pytest.mark.slow
def test_until_the_moment_that_is_named_nothing_on_the_site_changes(place):
    """Through a day with dates, office hours and a deadline, in steps from one such moment to the next."""
    words(place, "participation/aufruf.md", "deadline", "2026-12-03 12:10")
    place.now, checked = "2026-12-03T08:00", 0
    place.build(place.output)
    while (until := lasts_until(site_on(place.content, place.now))).date().isoformat() == "2026-12-03":
        before = tree(place.output)
        place.now = (until - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
        place.build(place.folder / "clean")
        assert before == tree(place.folder / "clean"), place.now
        place.now, checked = until.strftime("%Y-%m-%dT%H:%M"), checked + 1
        place.build(place.output)
    assert 3 < checked


def test_every_output_can_be_known_again(place):
    """A page whose questions have no answer that can be digested would be made each time, and nobody would notice."""
    place.build(place.output)
    known = json.loads(Store(place.folder / "store").get(f"ledger\0{ledger.FORMAT}\0{place.output}"))["outputs"]

    manifest = json.loads((place.output / ".litfass.json").read_text(encoding="utf-8"))["files"]

    assert set() == {path for path in set(manifest) - set(known) if not path.endswith(".pdf")}


@pytest.mark.slow
def test_a_full_disk_is_told_once_and_nothing_is_published(place, monkeypatch, capfd):
    """Workers write what they make; who asked them says in one sentence what hindered them."""

    def is_full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place.output))

    settings = {"PATH": str(place.content), "OUTPUT_PATH": str(place.output), "LITFASS_NOW": place.now}
    assert 0 == build_site(place.conf, **settings)
    before = tree(place.output)
    a_minute_later(place)
    place.setting("SITEURL = 'https://elsewhere.example'")
    monkeypatch.setattr(write, "put", is_full)
    capfd.readouterr()

    assert 2 == build_site(place.conf, **settings)
    assert [f"{place.output}: No space left on device"] == capfd.readouterr().err.splitlines()
    assert before == tree(place.output)
