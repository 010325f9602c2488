"""Kinds: the option that says what a thing is; apart from options.py, for it loads the models, which others start without."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable

from ..model.german import KINDS, kind_meant
from .usage import language_in


def add_kind(parser: ArgumentParser, name: str, kinds: Iterable[str], **more: str) -> None:
    """Add what a thing is, in our word or a German one; a German editor is shown the German ones first."""
    ours = tuple(kinds)
    german = tuple(KINDS[kind][0] for kind in ours)
    shown = (*german, *ours) if language_in(sys.argv) == "de" else ours
    parser.add_argument(name, type=kind_meant, choices=shown, **more)
