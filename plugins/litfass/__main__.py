"""The command line: python -m litfass build | check."""

import argparse
import sys
from pathlib import Path

from .build import build, guarded
from .problems import report


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is that of build.py."""
    parser = argparse.ArgumentParser(prog="litfass", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build a site from a content folder")
    building.add_argument("--conf", default="pelicanconf.py", help="settings file")
    building.add_argument("--output", help="folder to write into")
    building.add_argument("--site-url", help="public address of the site, without a slash at its end")
    checking = commands.add_parser("check", help="list everything wrong or doubtful, and write nothing")
    for command in (building, checking):
        command.add_argument("--content", help="content folder")
        command.add_argument("--now", help="the moment to pretend, such as 2026-11-23T12:00")
        command.add_argument("--language", choices=("de", "en"), help="language of messages")
    chosen = parser.parse_args(arguments)
    if chosen.command == "check":
        return guarded(lambda: check(Path(chosen.content or "content"), chosen.now, chosen.language or "de"))
    return build(
        Path(chosen.conf).resolve(),
        PATH=chosen.content and str(Path(chosen.content).resolve()),
        OUTPUT_PATH=chosen.output and str(Path(chosen.output).resolve()),
        SITEURL=chosen.site_url,
        LITFASS_NOW=chosen.now,
        LITFASS_MESSAGE_LANGUAGE=chosen.language,
    )


def check(content: Path, now: str | None, language: str) -> int:
    """Print every problem of a content folder; 1 when one of them is an error."""
    from .address import Addresses  # noqa: PLC0415
    from .clock import moment  # noqa: PLC0415
    from .link import link  # noqa: PLC0415
    from .read import read_content  # noqa: PLC0415
    from .settings import ADDRESSES, read_settings  # noqa: PLC0415

    material, problems = read_content(content)
    if material:
        own = read_settings({})
        months = {"months_back": own["CALENDAR_MONTHS_BACK"], "months_ahead": own["CALENDAR_MONTHS_AHEAD"]}
        problems += link(
            material, Addresses(ADDRESSES, material.info.url), moment(now or "", material.info.timezone), **months
        )[1]
    if text := report(problems, language, f"{content}/"):
        print(text)  # noqa: T201 - what this command is for
    return 1 if any(problem.is_error for problem in problems) else 0


if __name__ == "__main__":
    sys.exit(main())
