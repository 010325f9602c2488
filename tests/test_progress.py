"""Progress: seen on a terminal when it takes long, and nowhere else."""

from io import StringIO

from litfass.machine import progress
from rich.console import Console


def seen(monkeypatch, *, terminal, patience):
    """What is drawn while three things are made."""
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    monkeypatch.setattr(progress, "PACE_SECONDS", 0)
    screen = StringIO()
    console = Console(file=screen, force_terminal=terminal)
    assert [1, 2, 3] == list(progress.shown(iter((1, 2, 3)), 3, console))
    return screen.getvalue()


def test_long_work_shows_how_much_is_done(monkeypatch):
    drawn = seen(monkeypatch, terminal=True, patience=-1)

    assert "1/3" in drawn
    assert "3/3" in drawn


def test_short_work_shows_nothing(monkeypatch):
    assert "/3" not in seen(monkeypatch, terminal=True, patience=60)


def test_a_file_or_a_pipe_gets_nothing(monkeypatch):
    assert "" == seen(monkeypatch, terminal=False, patience=-1)
