"""Patterns: the catalogue of the theme's components, made of what they say on the real pages of a site.

`marks` says on a page where a component begins and ends, `examples` finds them again and picks those that differ,
`pages` shows them. Nothing is copied: a component that changes is changed in the catalogue.
"""

from .pages import write_catalogue

__all__ = ["write_catalogue"]
