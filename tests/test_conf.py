"""What a settings file says, read without Pelican."""

import sys

import pytest
from litfass.incremental.seal import inputs
from litfass.settings.conf import read_conf

from .conftest import litfass


def written(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_folders_are_meant_from_the_file_on_and_what_is_given_counts(tmp_path):
    written(tmp_path, conf='PATH = "texte"\nTHEME = "../thema"\nOUTPUT_PATH = "/srv/www"\nklein = 1\n')

    said = read_conf(tmp_path / "conf.py", {"LITFASS_NOW": "2026-11-24T10:00"})

    assert {
        "PATH": str(tmp_path / "texte"),
        "THEME": str(tmp_path.parent / "thema"),
        "OUTPUT_PATH": "/srv/www",
        "LITFASS_NOW": "2026-11-24T10:00",
    } == said


def test_what_pelican_writes_into_a_file_that_was_imported_is_not_what_was_said(tmp_path, monkeypatch):
    written(tmp_path, base_of_conf="JINJA_ENVIRONMENT = {}\n", conf="from base_of_conf import *\n")
    monkeypatch.setattr(sys, "path", [*sys.path])

    said = read_conf(tmp_path / "conf.py", {})
    sys.modules.pop("base_of_conf").JINJA_ENVIRONMENT["trim_blocks"] = True

    assert {} == said["JINJA_ENVIRONMENT"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PATH = 'texte'\nTHEME = (\n", "line 2: '(' was never closed."),
        ("PATH = 'texte'\nTHEME = thema\n", "line 2: NameError: name 'thema' is not defined"),
        ("import pelicanconv\n", "line 1: ModuleNotFoundError: No module named 'pelicanconv'"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path, text, said):
    written(tmp_path, conf=text)

    done = litfass("build", "--conf", tmp_path / "conf.py")

    assert (2, f"{tmp_path / 'conf.py'}, {said}\n") == (done.returncode, done.stderr)


def test_a_file_that_leaves_a_folder_to_pelican_is_built_each_time(tmp_path):
    for name in ("texte", "thema"):
        (tmp_path / name).mkdir()
    written(tmp_path, conf='PATH = "texte"\nTHEME = "thema"\n')
    said = read_conf(tmp_path / "conf.py", {})

    assert "" == inputs(said)
    assert inputs(said | {"OUTPUT_PATH": "/srv/www"})
