"""Take the events of a calendar file, from this computer or the web, into the content.

Each entry becomes a file once; what editors changed in it stays, and what cannot be taken is listed.
"""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from ..edit.change import Desk, Refused
from ..edit.sentences import say
from ..imports.fetch import NotFetched, fetch
from ..imports.ics import NoCalendar, Origin, read_ics
from ..imports.shelf import Shelf
from .options import add_content, add_language, add_now

LONGEST_NAME = 80


def add_arguments(parser: ArgumentParser) -> None:
    """Take a file or address, whose events they are, and from which day on."""
    parser.add_argument("source", help="a file (.ics), or the address of one")
    parser.add_argument("--organizer", default="", help="whose events these are: a file's name in content/actors")
    parser.add_argument("--since", default="", help="take also what was, from this day on: 2026-01-01; default: today")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Write the files and say what became of each entry; 1 when there is no calendar."""
    desk = Desk.of(Path(chosen.content or "content"), chosen.now or "", chosen.language or "de")
    data = source_bytes(chosen.source, desk.language)
    since = date.fromisoformat(chosen.since) if chosen.since else desk.site.today
    fields = (("organizer", chosen.organizer),) if chosen.organizer else ()
    try:
        taken, remarks = read_ics(data, Origin(desk.site, since, fields))
    except NoCalendar:
        raise Refused(say("no-calendar", desk.language, path=chosen.source)) from None
    shelf = Shelf(desk, say("imported-line", desk.language, source=name_of(chosen.source)))
    for remark in remarks:
        shelf.report.tell(remark)
    print(shelf.put_all(taken).text(desk.language))  # noqa: T201 - what this command is for
    return 0


def source_bytes(source: str, language: str) -> bytes:
    """What stands in a file, or under an address on the web."""
    if source.startswith(("http://", "https://")):
        try:
            return fetch(source).data
        except NotFetched as failed:
            raise Refused(say("not-fetched", language, path=source, why=failed.why(language))) from None
    return Path(source).read_bytes()


def name_of(source: str) -> str:
    """What a source is called in the files that come from it: no secret of its address, nothing that ends the line."""
    name = source.partition("?")[0].rstrip("/").rpartition("/")[2]
    return "".join(char for char in name if char.isprintable())[:LONGEST_NAME] or "–"
