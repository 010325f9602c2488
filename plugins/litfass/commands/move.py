"""Move a date of a series, or a single event, to another time or place, in its file.

The event is named by its file's name; other lines of the file stay as they are.
"""

from argparse import ArgumentParser, Namespace

from .changing import add_event, finish, open_desk


def add_arguments(parser: ArgumentParser) -> None:
    """Take event, day, the new time, place and reason."""
    add_event(parser)
    parser.add_argument("--to", required=True, help='the new time: "Do 11.3. 16-18 Uhr", or "18 Uhr" on the same day')
    parser.add_argument("--place", default="", help="the new place: a file's name in content/places, or words")
    parser.add_argument("--note", default="", help="why; people read it")


def run(chosen: Namespace) -> int:
    """Write it, and print what is still wrong with the file; 1 when nothing was changed or an error is left."""
    changed = open_desk(chosen).move(chosen.event, chosen.day or "", chosen.to, chosen.place or "", chosen.note or "")
    return finish(chosen, changed)
