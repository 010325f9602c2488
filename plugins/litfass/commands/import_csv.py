"""Take a table (CSV), a row for each thing, into the content.

The first line names the columns, by our keys or in German: Titel, Datum, Uhrzeit, Ort, Beschreibung … Each row becomes a
file once; what editors changed in it stays.
"""

from argparse import ArgumentParser, Namespace

from ..edit.change import Refused
from ..edit.sentences import say
from ..imports.table import NoTable, read_table
from .changing import open_desk
from .importing import name_of, source_bytes, write_down
from .kinds import add_kind
from .options import add_content, add_language, add_now

KINDS = ("event", "actor", "place", "project", "news")


def add_arguments(parser: ArgumentParser) -> None:
    """Take a file or address, and what its rows are."""
    parser.add_argument("source", help="a table (.csv), or the address of one")
    add_kind(parser, "--kind", KINDS, default="event", help="what a row is; default: event")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Write the files and say what became of each row; 1 when it is no table of things."""
    desk = open_desk(chosen)
    try:
        taken, remarks = read_table(source_bytes(chosen.source, desk.language), chosen.kind, desk.site, desk.language)
    except NoTable:
        raise Refused(say("no-table", desk.language, path=chosen.source)) from None
    return write_down(desk, name_of(chosen.source), taken, remarks)
