"""List everything wrong or doubtful in the content; nothing is built."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..check import edited, findings
from ..problems.annotate import FORMATS, as_text
from .options import add_content, add_language, add_now, language_of


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder, moment, language and form."""
    add_content(parser)
    add_now(parser)
    add_language(parser)
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="text", help="for people, or for GitHub's or GitLab's checks"
    )
    parser.add_argument("--external", action="store_true", help="try links to the web too; needs a network")


def run(chosen: Namespace) -> int:
    """Print every problem of a content folder; 1 when one of them is an error."""
    content = Path(chosen.content or "content")
    problems = findings(content, chosen.now or "", asks_outside=chosen.external)
    language, root = language_of(chosen), f"{content.as_posix()}/"
    form = FORMATS[chosen.format]
    own = (edited(content),) if form is as_text else ()
    if text := form(problems, language, root, *own):
        print(text)  # noqa: T201 - what this command is for
    return 1 if any(problem.is_error for problem in problems) else 0
