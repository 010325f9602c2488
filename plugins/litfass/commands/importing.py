"""Importing: what the commands that import have in common: where it comes from, and what is said at the end."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from ..edit.change import Desk, Refused
from ..edit.sentences import say
from ..imports.fetch import NotFetched, fetch
from ..imports.moving import copy_files
from ..imports.older_sites import SITES
from ..imports.older_sites.post import NoAddress, NoPosts, OldSite
from ..imports.posts import as_ours
from ..imports.shelf import Shelf
from ..imports.taken import Remark, Taken
from .changing import open_desk
from .options import add_content, add_language, add_now

LONGEST_NAME = 80


def add_site(parser: ArgumentParser) -> None:
    """Take the old site's folder, the form of its addresses, and what all commands take."""
    parser.add_argument("folder", help="the old site's folder")
    parser.add_argument("--address", default="", help="the form of its posts' addresses, if its settings do not say it")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def import_posts(kind: str, chosen: Namespace) -> int:
    """Posts become news, their pictures come along, old addresses stay; 1 when there are no posts."""
    root, desk = Path(chosen.folder).resolve(), open_desk(chosen)
    try:
        return move(OldSite(root, SITES[kind](root, chosen.address)), root.name, desk)
    except NoPosts:
        raise Refused(say("no-posts", desk.language, path=chosen.folder)) from None
    except NoAddress as form:
        raise Refused(say("no-address", desk.language, value=form)) from None


def move(old: OldSite, source: str, desk: Desk) -> int:
    """Write an older site's posts as news, and its pages as drafts, with what they show, and say what became of them.

    Raises:
        NoPosts: there are none.

    """
    shelf = _shelf(desk, source)
    taken, files = as_ours(old, desk.site, desk.content, shelf.stem_of)
    copy_files(files, desk.content)
    return _put(shelf, taken, old.remarks)


def source_bytes(source: str, language: str) -> bytes:
    """What stands in a file, or under an address on the web."""
    if source.startswith(("http://", "https://")):
        try:
            return fetch(source).data
        except NotFetched as failed:
            raise Refused(say("not-fetched", language, path=source, why=failed.why(language))) from None
    try:
        return Path(source).read_bytes()
    except FileNotFoundError:
        raise Refused(say("no-file", language, path=source)) from None


def name_of(source: str) -> str:
    """What a source is called in the files that come from it: no secret of its address, nothing that ends the line."""
    name = source.partition("?")[0].rstrip("/").rpartition("/")[2]
    return "".join(char for char in name if char.isprintable())[:LONGEST_NAME] or "–"


def write_down(desk: Desk, source: str, taken: Iterable[Taken], remarks: Iterable[Remark]) -> int:
    """Write the files, and say what became of each thing and what could not be taken."""
    return _put(_shelf(desk, source), taken, remarks)


def _shelf(desk: Desk, source: str) -> Shelf:
    """Where things from a source are put."""
    return Shelf(desk, say("imported-line", desk.language, source=source))


def _put(shelf: Shelf, taken: Iterable[Taken], remarks: Iterable[Remark]) -> int:
    """Write the files, and say what became of each thing and what could not be taken."""
    for remark in remarks:
        shelf.report.tell(remark)
    print(shelf.put_all(taken).text(shelf.desk.language))  # noqa: T201 - what these commands are for
    return 0
