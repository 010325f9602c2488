"""Make an archive of the site after the funding: pages with a banner, and all data."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from .on_disk import build_on_disk
from .options import add_content, add_language, add_now

# "short" is where codes on paper lead that still hang; "offline" makes the worker that ends the one visitors have from the living site
PUBLISHERS = ("assets", "images", "icons", "pages", "short", "report", "calendar_file", "archive", "offline")
# an archive holds all dates there ever were
EVER_MONTHS = 240


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder of the archive."""
    parser.add_argument("--output", required=True, help="folder to write into")
    parser.add_argument("--conf", default="pelicanconf.py", help="settings file")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Build everything that stays true without anybody's care, so that it opens from a disk without a server."""
    return build_on_disk(
        chosen,
        Path(chosen.output),
        LITFASS_PUBLISHERS=PUBLISHERS,
        LITFASS_CALENDAR_MONTHS_BACK=EVER_MONTHS,
        LITFASS_FROZEN=True,
        LITFASS_LINKS="archive",
    )
