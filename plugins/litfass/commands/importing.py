"""Importing: what import-pelican, import-jekyll and import-hugo have in common: posts become news, old addresses stay."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..edit.change import Desk, Refused
from ..edit.sentences import say
from ..imports.older_sites import SITES
from ..imports.posts import NoPosts, as_news, copy_pictures
from ..imports.shelf import Shelf
from .options import add_content, add_language, add_now


def add_site(parser: ArgumentParser) -> None:
    """Take the old site's folder, the form of its addresses, and what all commands take."""
    parser.add_argument("folder", help="the old site's folder")
    parser.add_argument("--address", default="", help="the form of its posts' addresses, if its settings do not say it")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def import_posts(kind: str, chosen: Namespace) -> int:
    """Write the news, copy the pictures they show, and say what could not be taken; 1 when there are no posts."""
    root = Path(chosen.folder).resolve()
    desk = Desk.of(Path(chosen.content or "content"), chosen.now or "", chosen.language or "de")
    try:
        taken, remarks, pictures = as_news(root, SITES[kind](root, chosen.address), desk.site)
    except NoPosts:
        raise Refused(say("no-posts", desk.language, path=chosen.folder)) from None
    copy_pictures(pictures, desk.content)
    shelf = Shelf(desk, say("imported-line", desk.language, source=root.name))
    for remark in remarks:
        shelf.report.tell(remark)
    print(shelf.put_all(taken).text(desk.language))  # noqa: T201 - what these commands are for
    return 0
