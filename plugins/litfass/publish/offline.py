"""Offline: the page shown when there is no network, and /sw.js, which answers then; a farewell to it where it is not wanted."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ..site import Site
from .output import File, Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the page of each language and, once, the worker; without OFFLINE only one that ends those of before."""
    is_kept = is_wanted(settings) and not site.frozen_on
    if is_kept:
        yield Page(site.addresses.to("offline"), "offline.html")
    if site.is_first:
        source = settings["STATIC"][f"worker/{'offline' if is_kept else 'farewell'}.js"].decode()
        yield File(site.addresses.to("worker"), _worker(source, site).encode())


def is_wanted(settings: dict[str, Any]) -> bool:
    """Whether pages are kept for when there is no network: as is set, and not where links lead to files on the disk."""
    return bool(settings["OFFLINE"] and not settings["LINKS"])


def _worker(source: str, site: Site) -> str:
    """The worker's text for this site; another text has another version, and so caches of its own."""
    pages = {one.addresses.to("home"): one.addresses.to("offline") for one in site.all_languages}
    text = source.replace("@BASE@", f"{site.addresses.base}/").replace("@OFFLINE@", json.dumps(pages))
    return text.replace("@VERSION@", hashlib.sha256(text.encode()).hexdigest()[:8])
