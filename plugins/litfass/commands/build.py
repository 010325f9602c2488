"""Build a site from a content folder."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..build import BUILT, build
from ..problems import say
from ..settings.conf import read_conf
from .options import add_content, add_language, add_now, language_of


def add_arguments(parser: ArgumentParser) -> None:
    """Take settings file, output folder and public address."""
    parser.add_argument("--conf", default="pelicanconf.py", help="settings file")
    parser.add_argument("--output", help="folder to write into")
    parser.add_argument("--site-url", help="public address of the site, without a slash at its end")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Build, and say where the site lies; options that were not given are as in the settings file."""
    conf = Path(chosen.conf).resolve()
    code = build(
        conf,
        PATH=chosen.content and str(Path(chosen.content).resolve()),
        OUTPUT_PATH=chosen.output and str(Path(chosen.output).resolve()),
        SITEURL=chosen.site_url,
        LITFASS_NOW=chosen.now,
        LITFASS_MESSAGE_LANGUAGE=chosen.language,
    )
    if code == BUILT:
        folder = chosen.output or os.path.relpath(read_conf(conf, {}).get("OUTPUT_PATH", "output"))
        print(say("closing-built", language_of(chosen), folder=f"{folder.rstrip('/')}/"))  # noqa: T201
    return code
