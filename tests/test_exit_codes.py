"""How a build ends: 0 built, 1 content, 2 environment, 3 our own mistake."""

import json
import re
from zoneinfo import ZoneInfo

import pytest
from litfass.clock import moment
from litfass.problems import EnvironmentFault

from .conftest import NOW, TESTS, build, litfass

pytestmark = pytest.mark.slow


def test_foreign_output_folder_is_refused_and_kept(tmp_path):
    (tmp_path / "meins.txt").write_text("bleibt")

    done = build(TESTS / "site", tmp_path)

    assert 2 == done.returncode
    assert "liegen Dateien, die nicht von Litfass sind" in done.stderr
    assert ["meins.txt"] == [path.name for path in tmp_path.iterdir()]


def test_missing_content_folder_is_the_environment(tmp_path):
    assert 2 == build(tmp_path / "nirgends", tmp_path / "output").returncode


def test_bad_moment_is_the_environment(tmp_path):
    done = litfass("build", "--content", TESTS / "site", "--output", tmp_path / "output", "--now", "bald")

    assert 2 == done.returncode
    assert "„bald“ ist kein Zeitpunkt. Schreiben Sie 2026-11-23T12:00.\n" == done.stderr


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


def test_report_mode_survives_mistakes_between_files(content, tmp_path):
    """A reference that leads nowhere leaves out its file, and then what refers to that one."""
    (content / "projects/falsch.md").write_text(
        "---\ntitle: Falsch\nstatus: idea\ntopics: [gibtsnicht]\n---\n![Bild](../images/weg.jpg)\n"
    )
    (content / "news/2026-11-21-folge.md").write_text(
        "---\ntitle: Folge\nabout: [falsch]\n---\nMehr [dort](../projects/falsch.md).\n"
    )
    conf = tmp_path / "writing.py"
    conf.write_text("from pelicanconf import *\nLITFASS_ON_PROBLEM = 'report'\n")
    done = litfass(
        "build",
        "--conf",
        conf,
        "--content",
        content,
        "--output",
        tmp_path / "output",
        "--now",
        NOW,
        PYTHONPATH="plugins:.",
    )

    assert 0 == done.returncode, done.stderr
    assert "fehlen in dieser Vorschau" in done.stdout
    assert not (tmp_path / "output/projekte/falsch").exists()


def break_in_ways(content):
    (content / "events/neu.md").write_text("---\ntitle: Neu\nstart: bald\nplace: nirgendwo\n---\n[x](nix.md)\n")
    (content / "events/sprachcafe.tr.md").write_text("---\ntitle: Kafe\n---\n[x](nix.md)\n")
    (content / "events/sprachcafe.pl.md").write_text("---\ntitle: Kafe\n---\nTekst.\n")
    (content / "partners.yaml").write_text("partners:\n  - {actor: niemand, ical: https://x.example/a.ics}\n")
    (content / "pages/impressum.md").unlink()


def test_report_mode_shows_the_rest_whatever_kind_of_file_is_broken(content, tmp_path):
    break_in_ways(content)
    conf = tmp_path / "writing.py"
    conf.write_text("from pelicanconf import *\nLITFASS_ON_PROBLEM = 'report'\nLITFASS_PUBLISHERS = ['pages']\n")
    output = tmp_path / "output"
    done = litfass(
        "build", "--conf", conf, "--content", content, "--output", output, "--now", NOW, PYTHONPATH="plugins:."
    )

    assert 0 == done.returncode, done.stderr
    assert (output / "termine/sprachcafe/index.html").is_file()
    assert not (output / "termine/neu").exists()


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [("2026-11-24T10:00", "10:00"), ("2026-11-24T09:00Z", "10:00"), ("2026-11-24T10:00:59", "10:00")],
)
def test_moment_is_of_the_wall_clock_unless_it_says_its_zone(setting, wanted):
    found = moment(setting, ZoneInfo("Europe/Berlin"))

    assert f"2026-11-24T{wanted}:00+01:00" == found.isoformat()


def test_moment_that_is_none_is_a_sentence(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 20)

    for setting in ("", "morgen", "0001-01-01T00:00+14:00"):
        with pytest.raises(EnvironmentFault, match="is no moment"):
            moment(setting, ZoneInfo("Europe/Berlin"))


def test_address_without_scheme_is_refused(tmp_path):
    done = build(TESTS / "site", tmp_path / "output", "--site-url", "example.org/x")

    assert 2 == done.returncode
    assert "https://example.org" in done.stderr


def test_a_build_cut_off_leaves_a_folder_that_can_be_built_again(tmp_path):
    (tmp_path / "output/.litfass-abcd").mkdir(parents=True)
    (tmp_path / "output/.litfass-abcd/0").write_text("halb")
    (tmp_path / "output/.litfass.json").write_text('{"files": null}')

    assert 0 == build(TESTS / "site", tmp_path / "output").returncode
    assert not list((tmp_path / "output").glob(".litfass-*"))


def test_a_build_deletes_nothing_outside_its_folder_and_nothing_that_others_put_there(tmp_path):
    output, beside = tmp_path / "output", tmp_path / "neben.html"
    files = ["../neben.html", "alt/../../neben.html", str(beside), "alt/alt.html", "mit/alt.html"]
    for path in (beside, output / "alt/alt.html", output / "mit/alt.html", output / "mit/fremd.html"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (output / ".litfass.json").write_text(json.dumps({"made_by": "Litfass", "files": files}))

    assert 0 == build(TESTS / "site", output).returncode

    assert [beside, output / "mit/fremd.html"] == [
        path for path in (beside, *output.rglob("fremd.html")) if path.exists()
    ]
    assert not (output / "alt").exists()
    assert not (output / "mit/alt.html").exists()


def test_site_below_a_path_has_no_link_beside_it(tmp_path):
    assert 0 == build(TESTS / "site", tmp_path / "output", "--site-url", "https://example.org/quartier").returncode
    text = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="(/[^"]*)"', text)

    assert links
    assert [] == [link for link in links if not link.startswith("/quartier/")]
