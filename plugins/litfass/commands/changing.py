"""Changing: what cancel, move and new have in common: how an event is named, and what is said at the end."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..check import findings
from ..edit.change import Changed, Desk
from ..edit.sentences import say
from ..problems import in_order
from .options import add_content, add_language, add_now, language_of


def add_event(parser: ArgumentParser) -> None:
    """Take an event, one of its days, and what all commands take."""
    parser.add_argument("event", help="the event: its file's name in content/events, without .md")
    parser.add_argument("day", nargs="?", help='the day: 2027-03-04 or "Do 4.3."; not needed for a single event')
    add_content(parser)
    add_now(parser)
    add_language(parser)


def open_desk(chosen: Namespace) -> Desk:
    """The content folder, ready to be changed."""
    return Desk.of(Path(chosen.content or "content"), chosen.now or "", language_of(chosen))


def finish(chosen: Namespace, changed: Changed) -> int:
    """Say what was done and what is still open in that file; 1 when an error is left."""
    language, content = language_of(chosen), Path(chosen.content or "content")
    print(changed.sentence)  # noqa: T201 - what these commands are for
    lines = ", ".join(map(str, changed.lines))
    print(say("changed", language, path=(content / changed.path).as_posix(), lines=lines))  # noqa: T201
    return tell_rest(content, changed.path, chosen.now or "", language)


def tell_rest(content: Path, path: str, now: str, language: str) -> int:
    """Print what check says of one file; 1 when an error is among it."""
    left = [problem for problem in in_order(findings(content, now)) if problem.path == path]
    if left:
        texts = [problem.text(language, f"{content.as_posix()}/") for problem in left]
        print("\n".join(["", say("still-open", language), *texts]))  # noqa: T201
    return int(any(problem.is_error for problem in left))
