"""Model: what a neighbourhood is made of, one file per type; frozen, typed, in schema.org's words.

Types point one way: Closure, Place ← Actor ← Project ← Event ← Participation ← News ← Newsletter. The way back is a question to Site.
"""

from .actor import Actor
from .closure import Closure
from .event import Event
from .news import News
from .newsletter import Newsletter
from .page import Page
from .participation import Participation
from .partner import Partners
from .place import Place
from .project import Project
from .site_info import SiteInfo
from .thing import Thing

# The folder decides the type; the order is the order of linking.
TYPES: dict[str, type[Thing]] = {
    "places": Place,
    "closures": Closure,
    "actors": Actor,
    "projects": Project,
    "events": Event,
    "participation": Participation,
    "news": News,
    "newsletters": Newsletter,
    "pages": Page,
}
FOLDERS = {kind.kind: folder for folder, kind in TYPES.items()}

__all__ = [
    "FOLDERS",
    "TYPES",
    "Actor",
    "Closure",
    "Event",
    "News",
    "Newsletter",
    "Page",
    "Participation",
    "Partners",
    "Place",
    "Project",
    "SiteInfo",
    "Thing",
]
