"""Make an older release the public one again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..release.publish import Order, roll_back
from .options import add_language


def add_arguments(parser: ArgumentParser) -> None:
    """Take settings file, folder of releases, and which one."""
    parser.add_argument("--to", help="folder of the releases; default: the setting LITFASS_RELEASES")
    parser.add_argument("--release", default="", help="name of the release, such as 000017; default: the one before")
    parser.add_argument("--conf", default="publishconf.py", help="settings file")
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Go back."""
    given = {"LITFASS_MESSAGE_LANGUAGE": chosen.language} if chosen.language else {}
    roll_back(Order(Path(chosen.conf).resolve(), given, chosen.to and Path(chosen.to)), chosen.release)
    return 0
