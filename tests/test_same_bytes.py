"""Same input, same bytes: whatever the machine's zone, locale or hash seed, and whatever was there before."""

import hashlib
import os
import shutil
import subprocess
import sys

import pytest

from .conftest import NOW, ROOT, TESTS, build


def tree(folder):
    """Digest of every file by its path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_another_zone_locale_and_hash_seed(golden_site, tmp_path):
    done = build(TESTS / "site", tmp_path / "output", TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="7")

    assert 0 == done.returncode, done.stderr
    assert tree(golden_site) == tree(tmp_path / "output")


STRANGE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"}


@pytest.mark.slow
def test_a_strange_machine_elsewhere_with_other_rights_and_one_core(golden_site, tmp_path, content):
    """Path, rights of new files, number of processors, a cache or none, home and everything above at once."""
    home = tmp_path / "heim mit Leerzeichen & Größe"
    home.mkdir()
    moved = content.rename(home / "inhalt")
    command = [sys.executable, "-m", "litfass", "build", "--conf", TESTS / "strictconf.py"]
    options = ["--content", moved, "--output", home / "aus", "--now", NOW]
    pinned = ["taskset", "--cpu-list", "0"] if shutil.which("taskset") else []

    done = subprocess.run(
        [*pinned, *map(str, command + options)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins", "HOME": str(home), **STRANGE},
        umask=0o077,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    assert tree(golden_site) == tree(home / "aus")


@pytest.mark.slow
def test_source_date_epoch_sets_the_moment(golden_site, tmp_path, content):
    from .conftest import litfass

    done = litfass("build", "--content", content, "--output", tmp_path / "output", SOURCE_DATE_EPOCH="1795510800")

    assert 0 == done.returncode, done.stderr
    assert tree(golden_site) == tree(tmp_path / "output")


@pytest.mark.slow
def test_building_again_over_an_older_site_leaves_nothing_behind(golden_site, tmp_path, content):
    output = tmp_path / "output"
    extra = content / "events/vergangen.md"
    extra.write_text("---\ntitle: Nur kurz da\nstart: 2027-05-01 15:00\n---\n", encoding="utf-8")
    assert 0 == build(content, output).returncode
    assert (output / "termine/nur-kurz-da/index.html").is_file()
    extra.unlink()
    shutil.rmtree(output / "kalender")

    done = build(content, output)

    assert 0 == done.returncode, done.stderr
    assert tree(golden_site) == tree(output)
    assert not (output / "termine/nur-kurz-da").exists()


@pytest.mark.slow
def test_nothing_changed_writes_nothing(tmp_path, content):
    output = tmp_path / "output"
    assert 0 == build(content, output).returncode
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}

    assert 0 == build(content, output).returncode
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
