"""List everything wrong or doubtful in the content, and write nothing."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..address import Addresses
from ..clock import moment
from ..link import link
from ..problems import report
from ..read import read_content
from ..settings import ADDRESSES, read_settings
from .options import add_content, add_language, add_now


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder, moment and language."""
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Print every problem of a content folder; 1 when one of them is an error."""
    content = Path(chosen.content or "content")
    material, problems = read_content(content)
    if material:
        own = read_settings({})
        months = {"months_back": own["CALENDAR_MONTHS_BACK"], "months_ahead": own["CALENDAR_MONTHS_AHEAD"]}
        now = moment(chosen.now or "", material.info.timezone)
        problems += link(material, Addresses(ADDRESSES, material.info.url), now, **months)[1]
    if text := report(problems, chosen.language or "de", f"{content}/"):
        print(text)  # noqa: T201 - what this command is for
    return 1 if any(problem.is_error for problem in problems) else 0
