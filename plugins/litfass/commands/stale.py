"""List actors whose details nobody checked for a year, each with a mail that asks them."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..address import Addresses
from ..clock import moment
from ..link import link
from ..mail.inquiry import Mail, inquiry
from ..model import Actor
from ..read import read_content
from ..settings import ADDRESSES, read_settings
from ..settings.conf import message_language
from ..site import Site
from ..words import Words
from ..words.catalogue import words_in
from .options import add_content, add_now

THEME = Path("theme")
RULE = "-" * 72


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder and moment."""
    add_content(parser)
    add_now(parser)


def run(chosen: Namespace) -> int:
    """Print the mails, the longest unasked first; 1 when the content cannot be read at all."""
    content = Path(chosen.content or "content")
    material, problems = read_content(content)
    if material is None:
        print("\n".join(problem.text(message_language()) for problem in problems))  # noqa: T201 - what this command is for
        return 1
    own = read_settings({})
    months = {"months_back": own["CALENDAR_MONTHS_BACK"], "months_ahead": own["CALENDAR_MONTHS_AHEAD"]}
    now = moment(chosen.now or "", material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), now, **months)
    words = words_in(THEME, site.info.language)
    files = {entry.thing.key(): f"{content.as_posix()}/{entry.document.path}" for entry in material.entries}
    mails = [_shown(files[actor.key()], actor, inquiry(actor, site, words), words) for actor in stale(site)]
    print("\n".join(mails) or _fresh(words))  # noqa: T201
    return 0


def stale(site: Site) -> list[Actor]:
    """Actors whose details were checked too long ago, the oldest first; those never checked before all others."""
    found = [actor for actor in site.actors if actor.verified is None or actor.is_stale(site.today)]
    return sorted(found, key=lambda actor: (str(actor.verified or ""), actor.id))


def _shown(file: str, actor: Actor, mail: Mail, words: Words) -> str:
    """A mail to copy, below the file whose `verified` is to be changed when the answer has come."""
    _ = words._
    to, subject = _("To"), _("Subject")
    receiver = mail.to or actor.telephone or actor.title
    return f"{RULE}\n{file}\n\n{to}: {receiver}\n{subject}: {mail.subject}\n\n{mail.text}"


def _fresh(words: Words) -> str:
    return words._("All actors were asked within the last year.")
