"""How a build ends: 0 built, 1 content, 2 environment, 3 our own mistake."""

import pytest

from .conftest import TESTS, build, litfass

pytestmark = pytest.mark.slow


def test_foreign_output_folder_is_refused_and_kept(tmp_path):
    (tmp_path / "meins.txt").write_text("bleibt")

    done = build(TESTS / "site", tmp_path)

    assert 2 == done.returncode
    assert "did not write" in done.stderr
    assert ["meins.txt"] == [path.name for path in tmp_path.iterdir()]


def test_missing_content_folder_is_the_environment(tmp_path):
    assert 2 == build(tmp_path / "nirgends", tmp_path / "output").returncode


def test_bad_moment_is_the_environment(tmp_path):
    done = litfass("build", "--content", TESTS / "site", "--output", tmp_path / "output", "--now", "bald")

    assert 2 == done.returncode
    assert "Traceback" not in done.stderr


def test_our_own_mistake_is_three(tmp_path):
    conf = tmp_path / "broken.py"
    conf.write_text("from pelicanconf import *\nLITFASS_LIST_LENGTH = 'zwölf'\n")
    done = litfass(
        "build", "--conf", conf, "--content", TESTS / "site", "--output", tmp_path / "output", PYTHONPATH="plugins:."
    )

    assert 3 == done.returncode
    assert "mistake in Litfass" in done.stderr


def test_unknown_setting_is_guessed(tmp_path):
    conf = tmp_path / "typo.py"
    conf.write_text("from pelicanconf import *\nLITFASS_LIST_LENGHT = 12\n")
    done = litfass(
        "build", "--conf", conf, "--content", TESTS / "site", "--output", tmp_path / "output", PYTHONPATH="plugins:."
    )

    assert 2 == done.returncode
    assert 'Did you mean "LITFASS_LIST_LENGTH"?' in done.stderr


def test_check_lists_problems_in_english_when_asked(content):
    (content / "events/tippfehler.md").write_text("---\ntitle: Test\nstrat: 2027-01-01\n---\n")

    done = litfass("check", "--content", content, "--language", "en", "--now", "2026-11-24T10:00")

    assert 1 == done.returncode
    assert '"strat" is not known here.' in done.stdout
    assert 'Did you mean "start"?' in done.stdout


def test_report_mode_leaves_the_broken_file_out_and_goes_on(content, tmp_path):
    (content / "events/tippfehler.md").write_text("---\ntitle: Tippfehler\nstrat: 2027-01-01\n---\n")
    conf = tmp_path / "writing.py"
    conf.write_text("from pelicanconf import *\nLITFASS_ON_PROBLEM = 'report'\n")
    done = litfass(
        "build", "--conf", conf, "--content", content, "--output", tmp_path / "output", PYTHONPATH="plugins:."
    )

    assert 0 == done.returncode, done.stderr
    assert "events/tippfehler.md:3:" in done.stdout
    assert (tmp_path / "output/index.html").is_file()
    assert not (tmp_path / "output/termine/tippfehler").exists()
