"""Make the report of a year: a page, a PDF, plots and a table in a folder of their own."""

from argparse import ArgumentParser, Namespace
from datetime import UTC
from pathlib import Path

from ..clock import moment
from ..problems import EnvironmentFault, say
from .on_disk import build_on_disk
from .options import add_content, add_language, add_now, language_of

# further back nothing is known of the site
MOST_YEARS_BACK = 12


def add_arguments(parser: ArgumentParser) -> None:
    """Take the year and where the report goes."""
    parser.add_argument("--year", required=True, help="the year, such as 2026")
    parser.add_argument("--conf", default="pelicanconf.py", help="settings file")
    parser.add_argument("--output", help="folder to write into; default: bericht-YEAR")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Build the report alone: its own files lie beside it, all other links lead to the public site."""
    this_year = moment(chosen.now or "", UTC).year
    if not chosen.year.isdecimal() or not 0 <= this_year - int(chosen.year) < MOST_YEARS_BACK:
        raise EnvironmentFault(say("closing-no-year", language_of(chosen), value=chosen.year, year=this_year))
    year = int(chosen.year)
    return build_on_disk(
        chosen,
        Path(chosen.output or f"bericht-{year}"),
        LITFASS_PUBLISHERS=("assets", "images", "icons", "report"),
        LITFASS_REPORT_YEARS=(year,),
        LITFASS_LINKS="public",
    )
