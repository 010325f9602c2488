"""Take the events of a calendar file, from this computer or the web, into the content.

Each entry becomes a file once; what editors changed in it stays, and what cannot be taken is listed.
"""

from argparse import ArgumentParser, Namespace

from ..edit.change import Refused
from ..edit.sentences import say
from ..imports.ics import read_ics
from ..imports.origin import NoCalendar, Origin
from ..model.time_readers import day
from .changing import open_desk
from .importing import name_of, source_bytes, write_down
from .options import add_content, add_language, add_now


def add_arguments(parser: ArgumentParser) -> None:
    """Take a file or address, whose events they are, and from which day on."""
    parser.add_argument("source", help="a file (.ics), or the address of one")
    parser.add_argument("--organizer", default="", help="whose events these are: a file's name in content/actors")
    parser.add_argument("--since", type=day, help="take also what was, from this day on: 2026-01-01; default: today")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Write the files and say what became of each entry; 1 when there is no calendar."""
    desk = open_desk(chosen)
    data = source_bytes(chosen.source, desk.language)
    since = chosen.since or desk.site.today
    fields = (("organizer", chosen.organizer),) if chosen.organizer else ()
    try:
        taken, remarks = read_ics(data, Origin(desk.site, since, fields))
    except NoCalendar:
        raise Refused(say("no-calendar", desk.language, path=chosen.source)) from None
    return write_down(desk, name_of(chosen.source), taken, remarks)
