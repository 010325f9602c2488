"""Printing: makes sheets on demand from a content folder, without building the site."""

from dataclasses import replace
from pathlib import Path

from .address import Addresses
from .clock import moment
from .link import link
from .problems import LitfassError, Problem, for_people, say
from .read import read_content
from .settings import ADDRESSES, THEME, read_settings
from .sheets import typeset
from .sheets.ask import Wish, asked, unknown, with_date
from .sheets.plan import Plan
from .sheets.sheet import Sheet
from .site import Site
from .words import meant, named
from .words.catalogue import words_in


class NotPrinted(LitfassError):
    """The content has errors, which are to be mended first."""

    exitcode = 1

    def __init__(self, errors: list[Problem], root: str) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors, self.root = errors, root

    def said(self, language: str) -> str:
        """All of them, and that nothing was printed."""
        told = [problem.text(language, self.root) for problem in self.errors]
        return "\n\n".join([*told, say("closing-not-printed", language)])


def print_sheets(content: Path, now: str, language: str, wish: Wish, output: Path) -> list[tuple[Path, int]]:
    """Write the sheets that are wished for below `output`: each one's path, and how many dates had no room on it.

    `language` "" is the site's first.

    Raises:
        NotKnown: there is no such sheet, language, event, project, actor, month or date.
        NotPrinted: the content is broken.

    """
    site = _site(content, now)
    speaking = {one.language: one for one in site.all_languages}
    asked_for = meant(language or site.language, speaking)
    if not asked_for:
        raise unknown("language", language, speaking, {of: named(speaking, of) for of in ("de", "en")})
    words = words_in(THEME, asked_for)
    plan = Plan(replace(speaking[asked_for], info=words.at_home(speaking[asked_for].info)), words)
    wish = with_date(plan.site, wish)
    return [_write(sheet, output, wish.date) for sheet in asked(plan, wish)]


def _site(content: Path, now: str) -> Site:
    material, problems = read_content(content)
    site = None
    if material:
        own = read_settings({})
        months = {"months_back": own["CALENDAR_MONTHS_BACK"], "months_ahead": own["CALENDAR_MONTHS_AHEAD"]}
        site, more = link(
            material, Addresses(ADDRESSES, material.info.url), moment(now, material.info.timezone), **months
        )
        problems += more
    errors = [problem for problem in for_people(problems) if problem.is_error]
    if site is None or errors:
        raise NotPrinted(errors, f"{content}/")
    return site


def _write(sheet: Sheet, output: Path, day: str | None) -> tuple[Path, int]:
    """Put a sheet where the site would have it, below the output folder; that of a single date says its day."""
    path = output / sheet.link.strip("/")
    if day:
        path = path.with_stem(f"{path.stem}-{day}")
    path.parent.mkdir(parents=True, exist_ok=True)
    data = typeset.pdf(THEME / "print", sheet.template, sheet.data(), sheet.pictures)
    path.write_bytes(data)
    return path, typeset.left_out(data)
