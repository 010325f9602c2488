"""Take the posts of a Hugo site into content/news; their old addresses lead to the new ones."""

from argparse import ArgumentParser, Namespace

from .importing import add_site, import_posts


def add_arguments(parser: ArgumentParser) -> None:
    """Take the site's folder and the form of its addresses."""
    add_site(parser)


def run(chosen: Namespace) -> int:
    """Write the news and say what became of each post; 1 when there are none."""
    return import_posts("hugo", chosen)
