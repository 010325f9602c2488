"""Make sheets of paper: lists, calendars, programmes, posters, hand-outs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..printing import print_sheets
from ..problems import say
from ..settings.conf import message_language
from ..sheets.ask import Wish
from ..sheets.plan import TEMPLATES
from .options import add_content, add_now


def add_arguments(parser: ArgumentParser) -> None:
    """Take what is to be made, of what, and where it is put."""
    parser.add_argument(
        "--what", required=True, help=f"the sheet: {', '.join(TEMPLATES)}; or month, programme for several"
    )
    parser.add_argument("--month", help="for sheets of a month, such as Dezember or 2026-12; default: this month")
    parser.add_argument("--months", type=int, default=2, help="how many months a programme shows; default: 2")
    parser.add_argument("--pages", type=int, default=4, help="folded pages of an A5 programme, 4, 8, 12 …; default: 4")
    parser.add_argument("--year", type=int, default=0, help="for the year planner; default: this year")
    parser.add_argument("--event", help="for posters, hand-outs and correction strips: the event's id")
    parser.add_argument("--date", help="only that date of a series, such as 3.12.")
    parser.add_argument("--project", help="for a project's sheet: its id")
    parser.add_argument("--actor", help="for an organisation's sheet: its id")
    parser.add_argument("--paper", choices=("A3", "A4"), help="only this format")
    parser.add_argument("--language", help="language of the sheet; default: the site's first")
    parser.add_argument("--output", default="druck", help="folder to write into; default: druck")
    add_content(parser)
    add_now(parser)


def run(chosen: Namespace) -> int:
    """Write the sheets asked for, and name them; 1 when there is no such thing."""
    wish = Wish(**{name: getattr(chosen, name) for name in Wish._fields})
    content = Path(chosen.content or "content")
    for path, left in print_sheets(content, chosen.now or "", chosen.language or "", wish, Path(chosen.output)):
        print(say("closing-no-room", message_language(), path=path, count=left) if left else path)  # noqa: T201
    return 0
