"""Options that several commands share, so that they are called and explained the same everywhere."""

from argparse import ArgumentParser, Namespace

from ..settings.conf import message_language


def add_content(parser: ArgumentParser) -> None:
    """Add --content: the folder of texts and pictures."""
    parser.add_argument("--content", help="content folder; default: content")


def add_now(parser: ArgumentParser) -> None:
    """Add --now: the moment to pretend."""
    parser.add_argument("--now", help="the moment to pretend, such as 2026-11-23T12:00")


def add_language(parser: ArgumentParser) -> None:
    """Add --language: that of messages."""
    parser.add_argument("--language", choices=("de", "en"), help="language of messages")


def language_of(chosen: Namespace) -> str:
    """The language of messages: the one given, else that of the site's settings."""
    return chosen.language or message_language()
