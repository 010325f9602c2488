"""Admin: the editors' desk at /admin/, Decap CMS for the Git host that the setting EDITING names; nothing without it."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from ..cms.config import config, list_keys
from ..cms.install import decap_files
from ..model.page import LEGAL
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True  # one desk for all


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield all that /admin/ consists of; some 6 MB, which only who edits ever loads."""
    backend = settings["EDITING"]
    if not backend or site.frozen_on:
        return
    link = site.addresses.to("admin")
    for name, path in sorted(decap_files().items()):
        target = f"{link}{'' if name == 'index.html' else name}"
        data = path.read_bytes()
        yield File(
            target, data.replace(b"</noscript>", _legal(site) + b"</noscript>") if name == "index.html" else data
        )
    # YAML holds all of JSON
    text = json.dumps(config(site, settings["WORDS"], backend), ensure_ascii=False, indent=1)
    yield File(f"{link}config.yml", text.encode())
    yield File(f"{link}lists.json", json.dumps(list_keys()).encode())


def _legal(site: Site) -> bytes:
    """Links to the legal pages, which every page of the site has, also this one."""
    pages = filter(None, (site.legal_page(kind) for kind in LEGAL))
    return "".join(f'<p><a href="{site.addresses.of(page)}">{escape(page.title)}</a></p>' for page in pages).encode()
