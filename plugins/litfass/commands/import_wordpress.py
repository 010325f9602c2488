"""Take the posts of a WordPress site, from its export, into content/news; their old addresses lead to the new ones."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..edit.change import Refused
from ..edit.sentences import say
from ..imports.older_sites import wordpress
from ..imports.older_sites.post import NoPosts
from ..imports.older_sites.wxr import NoExport
from .changing import open_desk
from .importing import move, name_of
from .options import add_content, add_language, add_now


def add_arguments(parser: ArgumentParser) -> None:
    """Take the export; pictures are looked for in a folder beside it."""
    parser.add_argument("export", help="the file (.xml) that WordPress writes under Tools > Export")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Write the news and say what became of each post; 1 when there are none."""
    desk, path = open_desk(chosen), chosen.export
    try:
        return move(wordpress.site(Path(path)), name_of(path), desk)
    except (FileNotFoundError, IsADirectoryError):
        raise Refused(say("no-file", desk.language, path=path)) from None
    except NoExport as error:
        raise Refused(say(error.name, desk.language, path=path, **error.values)) from None
    except NoPosts:
        raise Refused(say("no-posts-in-export", desk.language, path=path)) from None
