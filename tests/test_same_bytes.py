"""Same input, same bytes: whatever the machine's zone, locale or hash seed, and whatever was there before."""

import shutil
from dataclasses import replace

import pytest
from litfass.release.manifest import digests as tree

from . import strange
from .conftest import TESTS, build, missing


@pytest.mark.slow
def test_a_turkish_machine_elsewhere_of_another_user_with_one_processor(golden_site, tmp_path):
    """Nothing kept from before; zone, locale, path, user, rights of files, processors, home, hash seed: all at once.

    `invoke same` does this with the shipped site on three machines.
    """
    if not strange.can_be_stranger():
        missing("the right to be another user", "a build by one was not compared")
    machine = replace(strange.machines()[1], is_stranger=True)
    assert strange.is_turkish(machine.environment)

    site = machine.build(TESTS / "site", tmp_path)

    assert {strange.STRANGER} == {path.stat().st_uid for path in site.rglob("*")}
    assert [] == strange.different(golden_site, site)


@pytest.mark.slow
def test_source_date_epoch_sets_the_moment(golden_site, tmp_path, content):
    from .conftest import litfass

    where = ("--conf", TESTS / "strictconf.py", "--content", content, "--output", tmp_path / "output")
    done = litfass("build", *where, SOURCE_DATE_EPOCH="1795510800")

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
