"""A release: whole or not there, the old one kept, nothing of other people touched."""

import errno
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
from unittest.mock import Mock

import brotli
import pytest
from litfass.problems import EnvironmentFault
from litfass.release.carry import KEPT_SECONDS, carry_over
from litfass.release.folder import ReleaseFolder
from litfass.release.lock import only_one
from litfass.release.manifest import Manifest, digests, read_manifest
from litfass.release.publish import Shrunk, refuse_shrinking

from .conftest import NOW, ROOT, TESTS, litfass


def publish(content, to, *more, now=NOW, **environment):
    """Publish at the tests' moment."""
    options = ("--conf", TESTS / "strictconf.py", "--content", content, "--to", to, "--now", now)
    return litfass("publish", *options, *more, **environment)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The tiny neighbourhood, published twice: the second time with one news item more."""
    folder = tmp_path_factory.mktemp("published")
    content = shutil.copytree(TESTS / "site", folder / "content")
    first = publish(content, folder / "www")
    (content / "news/2026-11-23-neu.md").write_text("---\ntitle: Neu\n---\nEs gibt etwas Neues.\n")
    second = publish(content, folder / "www")
    assert (0, 0) == (first.returncode, second.returncode), first.stderr + second.stderr
    made = ReleaseFolder(folder / "www")
    made.content, made.outcome = content, second
    return made


def release(folder, files, now="2026-11-24T10:00:00+01:00", left_over=None):
    """Make a release of some texts by path, without a build."""
    part = folder.begin()
    for path, text in files.items():
        (part / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (part / "site" / path).write_text(text)
    return folder.admit(part, Manifest(now, digests(part / "site"), left_over or {}))


@pytest.fixture
def folder(tmp_path):
    """An empty folder of releases."""
    made = ReleaseFolder(tmp_path / "www")
    made.open()
    return made


# --- what a publication leaves -----------------------------------------------------------------------------


@pytest.mark.slow
def test_link_leads_to_the_newest_release_and_the_older_one_is_whole(published):
    assert "releases/000002" == str((published.root / "current").readlink())
    assert (published.root / "current/site/index.html").is_file()
    assert published.is_whole("000001")
    assert published.is_whole("000002")
    assert [] == [path.name for path in published.releases.iterdir() if path.name.endswith(".part")]


@pytest.mark.slow
def test_only_the_site_is_served(published):
    assert ["manifest.json", "server", "site"] == sorted(path.name for path in published.path("000002").iterdir())
    hidden = {path.name for path in published.site("000002").rglob(".*")}
    assert {".well-known"} == hidden


@pytest.mark.slow
def test_unchanged_files_are_the_same_file_and_keep_their_date(published):
    old, new = published.site("000001"), published.site("000002")

    assert (old / "impressum/index.html").stat().st_ino == (new / "impressum/index.html").stat().st_ino
    assert (old / "aktuelles/index.html").stat().st_ino != (new / "aktuelles/index.html").stat().st_ino


@pytest.mark.slow
def test_smaller_copies_hold_the_same_text_and_are_smaller(published):
    site = published.site("000002")
    texts = [path for path in site.rglob("*") if path.suffix in {".html", ".css", ".ics", ".xml", ".json"}]

    for path in texts:
        for ending, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
            copy = path.with_name(path.name + ending)
            if copy.exists():
                assert unpack(copy.read_bytes()) == path.read_bytes()
                assert copy.stat().st_size < path.stat().st_size
                assert copy.stat().st_mtime_ns == path.stat().st_mtime_ns
    assert len(texts) * 2 * 0.9 < len([*site.rglob("*.gz"), *site.rglob("*.br")])
    assert [] == [*site.rglob("*.webp.gz"), *site.rglob("*.pdf.br"), *site.rglob("*.woff2.gz")]


@pytest.mark.slow
def test_web_server_may_read_what_was_published_under_a_strict_umask(tmp_path):
    """Many administrators forbid everything to others; a server that runs as somebody else then shows nothing."""
    to = tmp_path / "srv/www"
    words = ("publish", "--conf", TESTS / "strictconf.py", "--content", TESTS / "site", "--to", to, "--now", NOW)
    own = [sys.executable, "-m", "litfass", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": "plugins"}

    done = subprocess.run(own, cwd=ROOT, env=environment, umask=0o077, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr
    shown = [path for name in ("site", "server") for path in (to / "current" / name).rglob("*")]
    above = [to.parent, to, to / "releases", to / "current/", to / "current/site", to / "current/server"]
    modes = {path: path.stat().st_mode & 0o777 for path in [*shown, *above]}
    assert {} == {path: oct(mode) for path, mode in modes.items() if mode != (0o755 if path.is_dir() else 0o644)}


def test_disk_without_locks_is_named(tmp_path, monkeypatch):
    """Some network disks have none; that is no other publication."""

    def refuse(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.lockf", refuse)

    with pytest.raises(EnvironmentFault, match="on a disk without locks"), only_one(tmp_path / "lock"):
        pass


def test_folder_that_was_there_keeps_the_rights_it_was_given(tmp_path):
    (tmp_path / "www").mkdir(mode=0o750)

    ReleaseFolder(tmp_path / "www").open()

    assert 0o750 == (tmp_path / "www").stat().st_mode & 0o777


@pytest.mark.slow
def test_rollback_goes_back_one_and_says_so(published):
    done = litfass("rollback", "--to", published.root)

    assert 0 == done.returncode, done.stderr
    assert "000001" in done.stdout
    assert "000001" == published.current
    assert 2 == litfass("rollback", "--to", published.root).returncode
    assert 0 == litfass("rollback", "--to", published.root, "--release", "000002").returncode
    assert "000002" == published.current


@pytest.mark.slow
def test_way_back_is_told_as_one_has_to_type_it(published):
    assert published.outcome.stdout.endswith(f"invoke rollback --to {published.root}\n")


def test_rollback_in_a_folder_that_is_not_there_says_so_and_makes_none(tmp_path):
    done = litfass("rollback", "--to", tmp_path / "ww")

    assert 2 == done.returncode
    assert f"In {tmp_path}/ww liegen keine veröffentlichten Stände." in done.stderr
    assert not (tmp_path / "ww").exists()


@pytest.mark.slow
def test_wrong_content_changes_nothing(published, content):
    (content / "events/falsch.md").write_text("---\ntitle: Falsch\nstrat: 2027-01-01\n---\n")
    before = digests(published.root)

    done = publish(content, published.root)

    assert 1 == done.returncode
    assert "events/falsch.md:3:" in done.stderr
    assert before == digests(published.root)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["impressum.md", "datenschutz.md", "barrierefreiheit.md"])
def test_nothing_is_published_without_a_legal_page(name, published, content):
    (content / "pages" / name).unlink()

    done = publish(content, published.root)

    assert 1 == done.returncode
    assert "site.yaml:" in done.stderr
    assert "000002" == published.current


@pytest.mark.slow
def test_nothing_is_published_without_the_person_responsible(published, content):
    text = (content / "site.yaml").read_text(encoding="utf-8")
    without = re.sub(r"^editor_responsible:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
    (content / "site.yaml").write_text(without, encoding="utf-8")

    done = publish(content, published.root)

    assert text != without
    assert 1 == done.returncode
    assert "editor_responsible" in done.stderr


@pytest.mark.slow
def test_most_pages_do_not_vanish_by_mistake(published):
    current = published.current
    old = published.manifest(current)
    grown = {**old.files, **{f"alt/{number}/index.html": "0" for number in range(900)}}
    (published.path(current) / "manifest.json").write_text(Manifest(old.now, grown).text())
    try:
        done = publish(published.content, published.root)
    finally:
        (published.path(current) / "manifest.json").write_text(old.text())

    assert 1 == done.returncode
    assert "900 of" in done.stderr
    assert "--allow-shrink" in done.stderr


def test_half_of_the_pages_may_go_and_one_more_may_not():
    before = {**{f"{number}/index.html": "0" for number in range(10)}, "bild.webp": "0"}

    refuse_shrinking(before, {f"{number}/index.html": "1" for number in range(5)})
    with pytest.raises(Shrunk, match="6 of 10 pages"):
        refuse_shrinking(before, {f"{number}/index.html": "1" for number in range(4)})
    refuse_shrinking({}, {})


@pytest.mark.slow
def test_clock_that_woke_up_in_1970_publishes_nothing(published):
    current = published.current
    options = ("--conf", TESTS / "strictconf.py", "--content", TESTS / "site", "--to", published.root)

    done = litfass("publish", *options, SOURCE_DATE_EPOCH="0")

    assert 2 == done.returncode
    assert "1970-01-01" in done.stderr
    assert current == published.current


@pytest.mark.slow
def test_progress_is_for_a_terminal_and_a_log_holds_the_outcome(published):
    assert "" == published.outcome.stderr
    assert "\x1b" not in published.outcome.stdout
    assert "als 000002, davon" in published.outcome.stdout


# --- the folder --------------------------------------------------------------------------------------------


def test_folder_of_somebody_else_is_refused(tmp_path):
    (tmp_path / "brief.txt").write_text("bleibt")

    with pytest.raises(EnvironmentFault, match="did not write"):
        ReleaseFolder(tmp_path).open()
    assert ["brief.txt"] == [path.name for path in tmp_path.iterdir()]


def test_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "www").write_text("bleibt")

    with pytest.raises(EnvironmentFault, match="did not write"):
        ReleaseFolder(tmp_path / "www").open()
    with pytest.raises(EnvironmentFault, match="cannot be written: Not a directory"):
        ReleaseFolder(tmp_path / "www/quartier").open()
    assert "bleibt" == (tmp_path / "www").read_text()


def test_what_others_laid_beside_the_releases_is_none_of_them_and_stays(folder):
    for name in ("lost+found", "000009.bak", "000003 alt"):
        (folder.releases / name).mkdir()
    (folder.root / "current").mkdir()
    assert ("", "000001") == (folder.current, release(folder, {"index.html": "1"}))
    (folder.root / "current").rmdir()

    folder.sweep()
    folder.prune(0)

    assert {"lost+found", "000009.bak", "000003 alt"} == {path.name for path in folder.releases.iterdir()}


def test_releases_are_counted_as_numbers_go(folder):
    names = [release(folder, {"index.html": str(number)}) for number in range(2)]
    (folder.path(names[1])).rename(folder.path("999999"))

    assert "1000000" == release(folder, {"index.html": "2"})
    assert ["000001", "999999", "1000000"] == folder.names()


def test_release_that_was_never_finished_is_removed_and_none_of_the_others(folder):
    one = release(folder, {"index.html": "1"})
    folder.switch(one)
    part = folder.begin()
    (part / "site/index.html").write_text("halb")
    (folder.root / "current.part").symlink_to("releases/000009")

    folder.sweep()

    assert [one] == [path.name for path in folder.releases.iterdir()]
    assert [".litfass-lock", ".litfass-releases", "current", "releases"] == sorted(
        path.name for path in folder.root.iterdir()
    )


def test_release_that_people_see_stays_though_its_manifest_is_lost(folder):
    """Else the site would be gone while the next release is made, and for good when that fails."""
    one, two = (release(folder, {"index.html": text}) for text in "12")
    folder.switch(two)
    (folder.path(one) / "manifest.json").unlink()
    (folder.path(two) / "manifest.json").unlink()

    folder.begin()

    assert "2" == (folder.root / "current/site/index.html").read_text()
    assert not folder.path(one).exists()
    assert "" == folder.current


def test_as_many_old_releases_stay_as_asked_for_and_the_public_one_always(folder):
    names = [release(folder, {"index.html": str(number)}) for number in range(6)]
    folder.switch(names[1])

    folder.prune(2)

    assert [names[1], names[4], names[5]] == folder.names()


def test_damaged_release_is_not_whole(folder):
    name = release(folder, {"index.html": "1", "a/index.html": "2"})
    assert folder.is_whole(name)

    (folder.site(name) / "index.html").write_text("3")

    assert not folder.is_whole(name)


def test_damaged_manifest_is_nobodys():
    assert read_manifest("{") is None
    assert read_manifest('["made_by"]') is None
    assert read_manifest('{"made_by": "somebody", "files": {"a": "b"}}') is None


def test_manifest_names_nothing_outside_its_folder():
    files = {"../../etc/passwd": "1", "/etc/passwd": "1", "a/../../b": "1", "": "1", "index.html": "1"}
    text = json.dumps({"made_by": "Litfass", "files": files})

    assert {"index.html": "1"} == read_manifest(text).files


# --- taking over -------------------------------------------------------------------------------------------


def test_files_of_the_page_before_stay_for_a_day(folder, tmp_path):
    """Somebody has the old page open and asks for its style sheet."""
    name = release(folder, {"theme/a.11111111.css": "a", "bilder/x-22222222-640.webp": "x", "alt.txt": "alt"})
    new = tmp_path / "new"
    new.mkdir()

    left_over = carry_over(folder.site(name), folder.manifest(name), new, {}, 1000)

    assert {"theme/a.11111111.css": 1000, "bilder/x-22222222-640.webp": 1000} == left_over
    assert "a" == (new / "theme/a.11111111.css").read_text()
    assert not (new / "alt.txt").exists()


@pytest.mark.parametrize("has_links", [True, False])
def test_what_is_the_same_is_taken_over_with_its_smaller_copies_and_nothing_covers_what_is_new(
    folder, tmp_path, monkeypatch, has_links
):
    old = {"a.html": "same", "b.html": "old", "c.11111111.css": "old", "d.22222222.css": "gone"}
    name = release(folder, old | {f"{path}{ending}": "old copy" for path in old for ending in (".gz", ".br")})
    new = tmp_path / "new"
    new.mkdir()
    for path, text in (("a.html", "same"), ("b.html", "new"), ("c.11111111.css", "new")):
        (new / path).write_text(text)
    if not has_links:
        monkeypatch.setattr(os, "link", Mock(side_effect=OSError("no links here")))

    left_over = carry_over(folder.site(name), folder.manifest(name), new, digests(new), 1000)

    assert {"d.22222222.css": 1000} == left_over
    taken = {f"{path}{ending}": "old copy" for path in ("a.html", "d.22222222.css") for ending in (".gz", ".br")}
    there = {"a.html": "same", "b.html": "new", "c.11111111.css": "new", "d.22222222.css": "gone", **taken}
    assert there == {path.name: path.read_text() for path in new.iterdir()}
    linked = {path.name for path in new.iterdir() if (folder.site(name) / path.name).samefile(path)}
    assert linked == ({"a.html", "d.22222222.css", *taken} if has_links else set())


def test_what_was_damaged_or_changed_by_hand_in_the_public_release_is_not_taken_over(folder, tmp_path):
    paths = ("a.html", "a.html.gz", "a.html.br", "d.22222222.css", "d.22222222.css.gz")
    name = release(folder, dict.fromkeys(paths, "made"))
    for path in ("a.html", "a.html.gz", "d.22222222.css"):
        (folder.site(name) / path).write_text("kaputt")
    new = tmp_path / "new"
    new.mkdir()
    (new / "a.html").write_text("made")

    left_over = carry_over(folder.site(name), folder.manifest(name), new, digests(new), 1000)

    assert {} == left_over
    assert {"a.html": "made", "a.html.br": "made"} == {path.name: path.read_text() for path in new.iterdir()}


def test_files_nobody_can_ask_for_any_more_go(folder, tmp_path):
    path = "theme/a.11111111.css"
    name = release(folder, {path: "a"}, left_over={path: 1000})

    assert {path: 1000} == carry_over(folder.site(name), folder.manifest(name), tmp_path / "b", {}, 999 + KEPT_SECONDS)
    assert {} == carry_over(folder.site(name), folder.manifest(name), tmp_path / "c", {}, 1000 + KEPT_SECONDS)


# --- one at a time -----------------------------------------------------------------------------------------

HOLDER = """
import sys, time
sys.path.insert(0, "plugins")
from pathlib import Path
from litfass.release.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_publication_is_refused_and_a_killed_one_locks_nothing(tmp_path):
    lock = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, lock], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert "held\n" == holder.stdout.readline()
        with pytest.raises(EnvironmentFault, match=f"process {holder.pid}"), only_one(lock):
            pass
    finally:
        holder.kill()
        holder.wait()

    with only_one(lock) as was_cut_off:
        assert was_cut_off
    with only_one(lock) as was_cut_off:
        assert not was_cut_off


@pytest.mark.slow
def test_wish_to_end_leaves_nothing_behind(content, tmp_path):
    arguments = ("--conf", TESTS / "strictconf.py", "--content", content, "--to", tmp_path / "www", "--now", NOW)
    process = subprocess.Popen(
        [sys.executable, "-m", "litfass", "publish", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins"},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list((tmp_path / "www").glob("releases/*.part")):
        assert process.poll() is None
        time.sleep(0.01)
    process.terminate()

    assert 2 == process.wait()
    assert "Stopped" in process.stderr.read()
    assert [] == list((tmp_path / "www/releases").iterdir())
    assert not (tmp_path / "www/current").is_symlink()
