"""Check: everything wrong and everything doubtful in a content folder; what `check` prints and `new` looks at."""

from datetime import datetime
from pathlib import Path

from .address import Addresses
from .clock import moment
from .link import Material, link
from .problems import Problem
from .read import read_content
from .settings import ADDRESSES, THEME, read_settings
from .site import Site

LINKS_SEEN = Path(".cache/links.json")


def findings(content: Path, now: str = "", *, asks_outside: bool = False) -> list[Problem]:
    """Every error and doubt about a content folder at a moment, in no particular order.

    `now` is written as for clock.moment; with `asks_outside` links to the web are tried too.
    """
    material, problems = read_content(content)
    if material is None:
        return problems
    site, more = linked(material, moment(now, material.info.timezone))
    return [*problems, *more, *asked(content, material, site, asks_outside=asks_outside)]


def linked(material: Material, now: datetime) -> tuple[Site, list[Problem]]:
    """The Site of a material with the settings nobody changed, and what link found."""
    own = read_settings({})
    months = {"months_back": own["CALENDAR_MONTHS_BACK"], "months_ahead": own["CALENDAR_MONTHS_AHEAD"]}
    return link(material.as_read(), Addresses(ADDRESSES, material.info.url), now, **months)


def asked(content: Path, material: Material, site: Site, *, asks_outside: bool = False) -> list[Problem]:
    """The doubts: about texts and facts, about what Git remembers, about the web if wanted."""
    from .doubts import doubts  # noqa: PLC0415 - errors of parsing are told without it
    from .doubts.history import history  # noqa: PLC0415

    found = [*doubts(material, site, THEME), *history(content, material, site)]
    if asks_outside:
        from .doubts.outside import Asker, outside  # noqa: PLC0415 - few ask for it, and it loads much

        found += outside(material, Asker(LINKS_SEEN))
    return found


def edited(content: Path) -> set[str]:
    """The files of a content folder that somebody changed and has not committed, as far as Git knows."""
    from .doubts.git import Git  # noqa: PLC0415

    return Git(content).edited()


def behind(content: Path, material: Material) -> set[str]:
    """The translations whose originals say something else since, as far as Git knows."""
    from .doubts.git import Git  # noqa: PLC0415
    from .doubts.left_behind import left_behind  # noqa: PLC0415

    return {problem.path for problem in left_behind(Git(content), material)}
