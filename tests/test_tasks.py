"""The tasks as people type them: words without names, in any order."""

import subprocess
import sys

import pytest
from invoke import Collection
from litfass.commands import COMMANDS
from litfass.commands.explain import editors_tasks, example, explained, listing, meaning

import tasks

from .conftest import NOW, ROOT

OURS = Collection.from_module(tasks)
OPTIONS = {name: list(context.args) for name, context in ((one.name, one) for one in OURS.to_contexts())}
DOCS = {name: one.__doc__ for name, one in OURS.tasks.items()}
# for who carries the project on
OF_ENGINEERS = {"schema", "patterns"}


def invoke(*words):
    """Run a task as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["sommerfest", "--note", "Sturm"], "events/sommerfest.md"),
        (["--note", "Sturm", "sommerfest"], "events/sommerfest.md"),
        (["sprachcafe", "2026-12-03", "--note", "Sturm"], "events/sprachcafe.md"),
        (["sprachcafe", "--note=Sturm", "2026-12-03"], "events/sprachcafe.md"),
    ],
)
def test_a_single_event_is_cancelled_without_its_day(words, path, content):
    done = invoke("cancel", *words, "--content", content, "--now", NOW)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert "status: cancelled" in (content / path).read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_series_asks_for_the_day(content):
    done = invoke("cancel", "sprachcafe", "--note", "Sturm", "--content", content, "--now", NOW)

    assert 1 == done.returncode
    assert "hat viele Termine" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["cancel"],
            'Für „invoke cancel“ fehlt noch eine Angabe: event. Zum Beispiel: invoke cancel sprachcafe "Do 4.3."',
        ),
        (["move", "sprachcafe", "4.3.", "--to"], "Hinter --to fehlt, was gemeint ist. Zum Beispiel: invoke move"),
        (["cancel", "sprachcafe", "4.3.", "--nte", "x"], "„--nte“ ist hier nicht bekannt. Meinten Sie „--note“?"),
        (["serve", "--port", "abc"], "„abc“ ist kein Port."),
        (["cancel", "sprachcafe", "Do", "4.3."], "„4.3.“ ist hier nicht bekannt. Setzen Sie Tag und Uhrzeit zusammen"),
        (["chekc"], "„chekc“ ist hier nicht bekannt. Meinten Sie „check“?"),
        (["bench", "--items", "viele"], "„viele“ ist keine Zahl."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(words, says):
    done = invoke(*words)

    assert 2 == done.returncode
    assert done.stderr.startswith(says)
    assert 1 == done.stderr.count("\n")
    assert "" == done.stdout


def test_every_command_is_explained_to_editors():
    assert {*COMMANDS} - OF_ENGINEERS == {*editors_tasks()}


@pytest.mark.parametrize("name", editors_tasks())
def test_a_task_explains_each_of_its_options_and_no_other(name):
    own = {*editors_tasks()[name].get("options", {})}

    assert own <= {*OPTIONS[name]}
    assert [] == [option for option in OPTIONS[name] if {*meaning(name, option)} != {"de", "en"}]


def test_tasks_are_listed_in_the_language_of_messages(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    german, english = listing(DOCS, "de"), listing(DOCS, "en")

    assert german.startswith("Schreiben und nachsehen\n\n  new               Legt eine neue Datei an: fragt nach")
    assert english.startswith("Write and look\n\n  new               Make a new file: asks a few questions,")
    for text in (german, english):
        assert [] == [name for name in DOCS if f"\n  {name} " not in text]


def test_a_task_is_explained_in_the_language_of_messages(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    german, english = (explained("print", DOCS["print"], OPTIONS["print"], language) for language in ("de", "en"))

    assert (
        "Zum Beispiel: invoke print --what Plakat --event sprachcafe\n\n  --what      welches Blatt: Monat," in german
    )
    assert "For example: invoke print --what poster --event sprachcafe\n\n  --what      which sheet: month," in english


@pytest.mark.parametrize("name", [name for name in editors_tasks() if example(name, "de")])
def test_examples_name_options_that_there_are(name):
    for language in ("de", "en"):
        line = example(name, language)

        assert line.startswith(f"invoke {name} ")
        assert {word[2:] for word in line.split() if word.startswith("--")} <= {*OPTIONS[name]}


@pytest.mark.slow
@pytest.mark.parametrize("words", [["print", "--help"], ["--help", "print"], ["print", "Plakat", "-h"]])
def test_help_is_shown_wherever_it_is_asked_for(words):
    """For invoke the word behind a task that waits for one is that one, whatever it is."""
    done = invoke(*words)

    assert 0 == done.returncode, done.stderr
    assert done.stdout.startswith("invoke print\n\nSetzt Blätter zum Drucken")


@pytest.mark.slow
def test_who_only_says_invoke_is_shown_what_there_is():
    done = invoke()

    assert 0 == done.returncode
    assert done.stdout == invoke("--list").stdout
    assert done.stdout.startswith("Schreiben und nachsehen\n")
