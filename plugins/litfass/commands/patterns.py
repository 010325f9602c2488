"""Write a catalogue of the theme's components in all their states, for designers and developers."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..build import BUILT, settings_of
from ..build import run as run_build
from ..patterns import write_catalogue
from ..patterns.pages import SITE
from .options import add_content, add_language, add_now

MARKS = "litfass.patterns.marks.Marks"
PUBLISHERS = (
    "assets",
    "images",
    "sheet",
    "icons",
    "pages",
    "quarter",
    "search",
    "shop_window",
    "print_pages",
    "report",
)


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder of the catalogue."""
    parser.add_argument("--output", help="folder to write into; default: muster")
    parser.add_argument("--conf", default="pelicanconf.py", help="settings file")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Build the site with marks around its components, then the catalogue from its pages."""
    conf, folder = Path(chosen.conf).resolve(), Path(chosen.output or "muster").resolve()
    content = chosen.content and str(Path(chosen.content).resolve())
    settings = settings_of(conf, PATH=content)
    jinja = settings["JINJA_ENVIRONMENT"]
    site = run_build(
        conf,
        PATH=content,
        OUTPUT_PATH=str(folder / SITE),
        LITFASS_NOW=chosen.now,
        LITFASS_MESSAGE_LANGUAGE=chosen.language,
        LITFASS_PUBLISHERS=PUBLISHERS,
        LITFASS_ON_PROBLEM="stop",
        LITFASS_SHEET_MONTHS=1,
        LITFASS_POSTER_DAYS=14,
        LITFASS_YEAR_SHEETS=1,
        LITFASS_LINKS="public",
        LITFASS_POLICY_IN_PAGES=False,
        JINJA_ENVIRONMENT={**jinja, "extensions": [*jinja["extensions"], MARKS]},
    )
    unseen = write_catalogue(folder, Path(settings["THEME"]), site.info.all_languages)
    for name in unseen:
        print(f"{name}: no page of this content shows it.", file=sys.stderr)  # noqa: T201 - what a command says
    print(folder / "index.html")  # noqa: T201
    return BUILT
