"""Every command has a module, a help text and a task, and none of them is forgotten."""

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module

import pytest
from litfass.__main__ import main
from litfass.commands import COMMANDS

from .conftest import NOW, ROOT, TESTS, litfass

SHARED = {"__init__", "changing", "explain", "importing", "kinds", "on_disk", "options", "usage"}


def test_every_module_is_a_command():
    files = {path.stem for path in (ROOT / "plugins/litfass/commands").glob("*.py")}

    assert {name.replace("-", "_") for name in COMMANDS} == files - SHARED


@pytest.mark.parametrize("name", COMMANDS)
def test_command_explains_itself_and_has_a_task(name):
    module = import_module(f"litfass.commands.{name.replace('-', '_')}")
    tasks = (ROOT / "tasks.py").read_text(encoding="utf-8")

    assert module.__doc__.partition("\n")[0].endswith(".")
    assert callable(module.run)
    assert re.search(rf'_litfass\(\s*"{name}"', tasks)


@pytest.mark.slow
def test_help_names_every_command():
    done = litfass("--help")

    assert 0 == done.returncode
    assert [] == [name for name in COMMANDS if not re.search(rf"^    {name}(?: |$)", done.stdout, re.MULTILINE)]


@pytest.mark.slow
def test_unknown_command_is_named_with_the_known_ones():
    done = litfass("chekc")

    assert 2 == done.returncode
    assert "„chekc“ ist hier nicht möglich" in done.stderr
    assert "Meinten Sie „check“?" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["cancel"], "Für „invoke cancel“ fehlt noch eine Angabe: event. Zum Beispiel: invoke cancel sprachcafe"),
        (["move", "sprachcafe"], "fehlt noch eine Angabe: --to. Zum Beispiel: invoke move"),
        (
            ["serve", "--port", "abc"],
            "„abc“ ist kein Port. Schreiben Sie eine Zahl bis 65535, zum Beispiel --port 8080.",
        ),
        (["serve", "--port", "99999"], "„99999“ ist kein Port."),
        (["serve", "--port"], "Hinter --port fehlt, was gemeint ist."),
        (["newsletter", "--from", "morgen", "--to", "3.1.2027"], "„morgen“ ist kein Tag. Schreiben Sie ihn mit Jahr"),
        (["import-ics", "x.ics", "--since", "1.12."], "„1.12.“ ist kein Tag."),
        (["print", "--what", "year", "--year", "bald"], "„bald“ ist keine Zahl."),
        (["new", "evnt"], "„evnt“ ist hier nicht möglich. Möglich sind: Termin, Meldung, "),
        (["new", "evnt"], "Seite, event, news, project, actor, place, participation, page. Meinten Sie „event“?"),
        (["new", "Trmin"], "Meinten Sie „Termin“?"),
        (
            ["new", "evnt", "--language", "en"],
            "Possible are: event, news, project, actor, place, participation, page. Did",
        ),
        (
            ["import-csv", "x.csv", "--kind", "Chor"],
            "Möglich sind: Termin, Akteur, Ort, Projekt, Meldung, event, actor",
        ),
        (["check", "--contnt", "x"], "„--contnt x“ ist hier nicht bekannt. Meinten Sie „--content“?"),
        (["check", "--language", "en", "--format", "xml"], '"xml" is not possible here. Possible are: text, json'),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(words, says, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["litfass", *words])
    with pytest.raises(SystemExit) as ended:
        main(words)

    told = capsys.readouterr().err
    assert 2 == ended.value.code
    assert says in told
    assert 1 == told.count("\n")


def test_messages_are_in_the_language_of_the_settings(tmp_path, monkeypatch, capsys):
    shutil.copytree(TESTS / "site", tmp_path / "content")
    (tmp_path / "pelicanconf.py").write_text('LITFASS_MESSAGE_LANGUAGE = "en"\n')
    monkeypatch.chdir(tmp_path)

    assert 1 == main(["cancel", "sprachcaffe", "--now", NOW])
    assert 'There is no event "sprachcaffe". Did you mean "sprachcafe"?' in capsys.readouterr().err
    assert 0 == main(["translations", "--now", NOW])
    told = capsys.readouterr().out
    assert re.match(r"tr: \d+ of \d+ are translated\.\n", told)
    assert "content/events/vorlesen.tr.md: missing" in told
    assert 1 == main(["print", "--what", "postr", "--now", NOW])
    assert 'There is no sheet "postr". Did you mean "poster"?\n' == capsys.readouterr().err
    (tmp_path / "content/events/leer.md").write_text("")
    assert 1 == main(["print", "--what", "month", "--now", NOW])
    told = capsys.readouterr().err
    assert told.startswith("content/events/leer.md:1: The file is empty.")
    assert told.endswith("Nothing was printed. Mend this first; else something wrong might stand on the sheet.\n")
    with pytest.raises(SystemExit):
        main(["serve", "--port", "abc"])
    assert '"abc" is no port.' in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path, capsys):
    for command in (["check"], ["cancel", "sprachcafe"], ["print", "--what", "month"]):
        assert 2 == main([*command, "--content", str(tmp_path / "inhalt")])
        assert f"Den Inhaltsordner „{tmp_path / 'inhalt'}“ gibt es nicht." in capsys.readouterr().err


@pytest.mark.slow
def test_a_reader_that_had_enough_is_no_fault(content):
    """As behind "| head"; what nobody reads is not said, and nothing is said about that either."""
    for number in range(400):  # more than a pipe holds
        (content / f"events/kaputt-{number}.md").write_text("---\ntitle: Kaputt\nstrat: 2027-01-01\n---\n")
    command = [sys.executable, "-m", "litfass", "check", "--content", str(content), "--now", NOW]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": "plugins"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read()

    assert b"" == told
