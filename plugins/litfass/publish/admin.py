"""Admin: the editors' desk at /admin/, Decap CMS for the Git host that the setting EDITING names; nothing without it."""

from collections.abc import Iterator
from html import escape
from typing import Any

from ..cms.desk import desk
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True  # one desk for all


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield all that /admin/ consists of; some 6 MB, which only who edits ever loads."""
    backend = settings["EDITING"]
    if not backend or site.frozen_on:
        return
    link = site.addresses.to("admin")
    for name, data in desk(site, settings["WORDS"], backend):
        if name == "index.html":
            yield File(link, data.replace(b"</noscript>", _legal(site) + b"</noscript>"))
        else:
            yield File(f"{link}{name}", data)


def _legal(site: Site) -> bytes:
    """Links to the legal pages, which every page of the site has, also this one."""
    return "".join(f'<p><a href="{link}">{escape(title)}</a></p>' for link, title in site.legal_links).encode()
