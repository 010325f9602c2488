"""Check, build, verify and make public, all or nothing."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..release.publish import Order, publish
from .options import add_content, add_language, add_now


def add_arguments(parser: ArgumentParser) -> None:
    """Take settings file, folder of releases, and what may go."""
    parser.add_argument("--to", help="folder of the releases; default: the setting LITFASS_RELEASES")
    parser.add_argument("--allow-shrink", action="store_true", help="publish although most pages would vanish")
    parser.add_argument("--conf", default="publishconf.py", help="settings file")
    parser.add_argument("--site-url", help="public address of the site, without a slash at its end")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Publish; options that were not given are as in the settings file."""
    given = {
        "PATH": chosen.content and str(Path(chosen.content).resolve()),
        "SITEURL": chosen.site_url,
        "LITFASS_NOW": chosen.now,
        "LITFASS_MESSAGE_LANGUAGE": chosen.language,
    }
    given = {name: value for name, value in given.items() if value is not None}
    publish(Order(Path(chosen.conf).resolve(), given, chosen.to and Path(chosen.to), chosen.allow_shrink))
    return 0
