"""The tasks as people type them: words without names, in any order."""

import subprocess
import sys

import pytest

from .conftest import NOW, ROOT


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
