"""Doubts: what may be meant so, but often is a mistake; asked by `check` only, after linking.

Knows files and lines as link does. What is certainly wrong is an error of validate or link and never stands here.
"""

from pathlib import Path

from ..link import Material
from ..problems import Problem
from ..site import Site
from .facts import facts
from .prose import prose

__all__ = ["doubts"]


def doubts(material: Material, site: Site, fonts: Path) -> list[Problem]:
    """Every doubt about the material of a site, in no particular order; `fonts` is the folder of those that print."""
    return [*prose(material, site.today, fonts), *facts(material, site)]
