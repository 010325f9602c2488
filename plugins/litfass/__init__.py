"""Litfass: a neighbourhood's public relations out of text files, as one Pelican plugin."""

from typing import Any


def register() -> None:
    """Connect our one generator to Pelican."""
    from pelican import signals  # noqa: PLC0415 - `import litfass` must not cost Pelican's start

    signals.get_generators.connect(get_generators)


def get_generators(pelican: Any) -> type:  # noqa: ARG001 - Pelican's signature; a lambda would be forgotten
    """The generator of the whole site."""
    from .generator import SiteGenerator  # noqa: PLC0415

    return SiteGenerator
