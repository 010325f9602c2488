"""Texts in workers: the same as alone, and what ends a worker costs its own file only."""

import os
import runpy
import signal
import subprocess
import sys
import time

import pytest
from litfass.kept import store
from litfass.kept.store import USUAL, Store
from litfass.read import read_content, texts

from .conftest import ROOT
from .test_architecture import imports

NONE = Store(None)
# what those on a text's way ask for and that changes no text that is kept: problems are kept by code and put into words when
# they are told, of the model only the name of our links is used, the others share, keep and give back
BESIDE = {"problems", "model.thing", "kept.aside", "kept.memory", "kept.store", "machine.crew"}
# foreign libraries whose versions count
LIBRARIES = {"markdown", "markupsafe", "nh3", "yaml"}


def file(number, body):
    return f"events/fest-{number}.md", f"---\ntitle: Fest {number}\n\n---\n{body}".encode()


@pytest.fixture
def many(monkeypatch):
    """Some texts that count as many."""
    monkeypatch.setattr(texts, "WORTH_WORKERS", 3)
    monkeypatch.setattr(texts, "can_fork", lambda: True)
    return [file(number, f"## Fest {number}\n\n[Ort](../places/saal.md) <b onclick=x>fett</b>") for number in range(9)]


def said(text):
    """All that a text says, wherever its long parts wait."""
    one = text.document
    return (
        one.path,
        one.fields,
        one.lines,
        one.body,
        one.body_line,
        text.body.html,
        text.body.summary,
        text.body.targets,
        text._replace(document=None, body=None),
    )


def test_workers_make_the_same_as_one_alone(many, monkeypatch):
    together = texts.read_all(many, NONE)
    monkeypatch.setattr(texts, "WORTH_WORKERS", 99)

    assert [said(text) for text in together] == [said(text) for text in texts.read_all(many, NONE)]
    assert "<h2" in together[8].body.html
    assert ["body-html"] == [problem.code for problem in together[8].doubts]
    assert "places/saal.md" == together[8].body.targets[0].path


@pytest.mark.parametrize("how", ["killed", "away"])
def test_text_that_ends_its_process_costs_its_own_file_only(how, many, monkeypatch):
    render = texts.render

    def fatal(one):
        if one.path == "events/fest-4.md":
            os.kill(os.getpid(), signal.SIGKILL) if how == "killed" else os._exit(0)
        return render(one)

    monkeypatch.setattr(texts, "render", fatal)

    made = texts.read_all(many, NONE)

    assert ["body-too-slow"] == [problem.code for problem in made[4].doubts]
    assert [(4, "")] == [(number, one.body.html) for number, one in enumerate(made) if not one.body.html]


def test_text_that_is_slow_outside_python_is_ended_by_the_system(many, monkeypatch):
    """The watch in Python is asleep while a foreign library computes; signals for it are held back here."""
    render = texts.render

    def deaf(one):
        if one.path == "events/fest-4.md":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGVTALRM})
            while True:
                pass
        return render(one)

    monkeypatch.setattr(texts, "render", deaf)
    monkeypatch.setattr(texts, "LONGEST_SECONDS", 0)
    monkeypatch.setattr(texts, "GRACE_SECONDS", 1)

    made = texts.read_all(many, NONE)

    assert ["body-too-slow"] == [problem.code for problem in made[4].doubts]
    assert 8 == sum(bool(one.body.html) for one in made)


def test_a_text_that_took_too_long_is_tried_again_by_the_next_build(many, monkeypatch, tmp_path):
    """A busy machine, or one with too little memory, is no fault of the text."""
    render = texts.render
    monkeypatch.setattr(texts, "render", lambda one: os._exit(0) if one.path == "events/fest-4.md" else render(one))
    assert [4] == [number for number, one in enumerate(texts.read_all(many, Store(tmp_path))) if not one.body.html]

    monkeypatch.setattr(texts, "render", render)

    assert all(one.body.html for one in texts.read_all(many, Store(tmp_path)))


def test_commands_that_only_look_know_the_texts_of_the_last_build(content, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "USUAL", tmp_path / "kept")
    assert read_content(content)[0]
    assert not store.USUAL.exists()  # where nobody has built, nothing is kept

    store.USUAL.mkdir()
    assert read_content(content)[0]
    monkeypatch.setattr(texts, "render", None)

    assert read_content(content)[0].entries[0].body.html
    assert str(ROOT / USUAL) == runpy.run_path(str(ROOT / "pelicanconf.py"))["LITFASS_STORE"]


def test_text_that_is_known_is_not_made_again(tmp_path, monkeypatch):
    store, one = Store(tmp_path), file(1, "Ein [Fest](nix.md) im **Hof**. <u>x</u>")
    first = texts.read_all([one], store)
    monkeypatch.setattr(texts, "render", None)
    monkeypatch.setattr(texts, "read", None)

    assert [said(text) for text in first] == [said(text) for text in texts.read_all([one], store)]


def test_same_text_elsewhere_is_another_one(tmp_path):
    """Its links lead elsewhere, and its problems stand elsewhere."""
    store = Store(tmp_path)
    _, data = file(1, "[Fest](nix.md)")
    texts.read_all([("events/fest-1.md", data)], store)

    body = texts.read_all([("news/2026-01-01-a.md", data)], store)[0].body

    assert ("news/nix.md", 5) == (body.targets[0].path, body.targets[0].line)


def test_whatever_a_text_goes_through_counts_when_kept_texts_are_made_anew():
    """What is not on the way by `texts.WAY`, or of a version that counts, could change, and kept texts would stay as they were."""
    names = {name for path in texts.way() for name in imports(path)}
    ours = {name.removeprefix("litfass.") for name in names if name.startswith("litfass.")} - BESIDE
    foreign = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"litfass"}

    assert set() == {
        name for name in ours if not {name.partition(".")[0], f"{name.partition('.')[0]}.py"} & {*texts.WAY}
    }
    assert foreign == LIBRARIES
    assert all(path.is_file() for path in texts.way())


BUILDER = """
import sys
sys.path.insert(0, "plugins")
from litfass.kept.store import Store
from litfass.read import read_content, texts
import os, time
texts.WORTH_WORKERS = 1
texts.render = lambda document: (open(os.path.join(sys.argv[1], str(os.getpid())), "w").close(), time.sleep(1))
texts.read_all([(f"events/{n}.md", b"---\\n---\\nx") for n in range(99)], Store(None))
"""


@pytest.mark.slow
def test_workers_end_with_their_builder(tmp_path):
    builder = subprocess.Popen([sys.executable, "-c", BUILDER, tmp_path], cwd=ROOT, stderr=subprocess.DEVNULL)
    while not list(tmp_path.iterdir()):
        assert builder.poll() is None
        time.sleep(0.05)
    builder.kill()
    builder.wait()

    workers = [int(path.name) for path in tmp_path.iterdir()]
    deadline = time.monotonic() + 60
    while any(os.path.exists(f"/proc/{worker}/status") for worker in workers) and time.monotonic() < deadline:  # noqa: PTH110
        time.sleep(0.1)

    assert [] == [worker for worker in workers if os.path.exists(f"/proc/{worker}/status")]  # noqa: PTH110
