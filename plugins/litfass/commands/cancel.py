"""Cancel a date of a series, or a single event, in its file.

The event is named by its file's name; other lines of the file stay as they are.
"""

from argparse import ArgumentParser, Namespace

from .changing import add_event, finish, open_desk


def add_arguments(parser: ArgumentParser) -> None:
    """Take event, day and reason."""
    add_event(parser)
    parser.add_argument("--note", default="", help="why, and what comes instead; people read it")


def run(chosen: Namespace) -> int:
    """Write it, and print what is still wrong with the file; 1 when nothing was changed or an error is left."""
    changed = open_desk(chosen).cancel(chosen.event, chosen.day or "", chosen.note or "")
    return finish(chosen, changed)
