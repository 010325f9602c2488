"""On disk: a build into a folder of its own that opens without a server; what the report and the archive share."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from ..build import BUILT, build
from ..problems import say
from .options import language_of


def build_on_disk(chosen: Namespace, output: Path, **settings: Any) -> int:
    """Build with `settings` besides what was chosen on the command line, and say which page to open: the one that lies highest."""
    code = build(
        Path(chosen.conf).resolve(),
        PATH=chosen.content and str(Path(chosen.content).resolve()),
        OUTPUT_PATH=str(output.resolve()),
        LITFASS_NOW=chosen.now,
        LITFASS_MESSAGE_LANGUAGE=chosen.language,
        LITFASS_POLICY_IN_PAGES=False,
        **settings,
    )
    if code == BUILT:
        page = min(output.rglob("index.html"), key=lambda path: (len(path.parts), path))
        print(say("closing-to-open", language_of(chosen), page=page.as_posix()))  # noqa: T201 - what this is for
    return code
