"""Outside: links to the web that lead nowhere any more; asked for with `check --external` only.

Polite: HEAD before GET, one question at a time to each host with a pause between, and an answer is kept for days.
Knows no models: the caller says which addresses stand where.
"""

import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

from ..link import Material
from ..machine.internet import OwnNetworkError, handlers
from ..parse import Document
from ..problems import Problem

AGENT = "litfass-check (a neighbourhood's site looks whether its links still work)"
DEAD = {404, 410}
# answers to HEAD that may be different for GET
ASK_AGAIN = {400, 403, 404, 405, 501}
MOST_HOSTS_AT_ONCE = 8
GOOD_SECONDS, BAD_SECONDS = 7 * 86_400, 86_400
# names that never exist. Source: RFC 2606, RFC 6761
RESERVED = (".example", ".invalid", ".test", ".localhost")
_WEB = re.compile(r"""(?:href=")(https?://[^"]+)""")


@dataclass(frozen=True)
class Asker:
    """How addresses are asked; a redirect is an answer and not followed.

    `pause_seconds` lies between two questions to one host; `allows_local` lets tests ask this machine.
    """

    cache: Path | None = None
    timeout_seconds: float = 10
    pause_seconds: float = 1
    allows_local: bool = False

    def states(self, urls: Iterable[str], now: float | None = None) -> dict[str, int]:
        """For each address its HTTP status; 0 when there is no such host, -1 when nothing certain was found out."""
        moment = time.time() if now is None else now
        known = self._kept(moment)
        hosts: dict[str, list[str]] = defaultdict(list)
        for url in sorted({urldefrag(url).url for url in urls} - set(known)):
            hosts[_host(url)].append(url)
        with ThreadPoolExecutor(MOST_HOSTS_AT_ONCE) as pool:
            for found in pool.map(self._ask_host, hosts.values()):
                known |= {url: (status, moment) for url, status in found.items()}
        self._keep(known)
        return {url: status for url, (status, _) in known.items()}

    def _kept(self, now: float) -> dict[str, tuple[int, float]]:
        try:
            kept = json.loads(self.cache.read_text(encoding="utf-8")) if self.cache else {}
            return {url: (int(status), float(at)) for url, (status, at) in kept.items() if now - at < _lasts(status)}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # it may be deleted at any time, and so it is when it is damaged

    def _keep(self, known: Mapping[str, tuple[int, float]]) -> None:
        if self.cache:
            self.cache.parent.mkdir(parents=True, exist_ok=True)
            self.cache.write_text(json.dumps(known, indent=0, sort_keys=True), encoding="utf-8")

    def _ask_host(self, urls: list[str]) -> dict[str, int]:
        found = {}
        for number, url in enumerate(urls):
            if number:
                time.sleep(self.pause_seconds)
            found[url] = self._ask(url)
        return found

    def _ask(self, url: str) -> int:
        host = _host(url)
        is_nobodys = not host or host.endswith(RESERVED) or host == "localhost"
        return -1 if is_nobodys and not self.allows_local else self._status(url)

    def _status(self, url: str) -> int:
        status = self._request(url, "HEAD")
        return self._request(url, "GET") if status in ASK_AGAIN else status

    def _request(self, url: str, method: str) -> int:
        request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - http and https only, see _web_addresses
        opener = urllib.request.OpenerDirector()
        answering = (urllib.request.HTTPErrorProcessor(), urllib.request.HTTPDefaultErrorHandler())
        for handler in (*handlers(allows_local=self.allows_local), *answering):
            opener.add_handler(handler)
        try:
            with opener.open(request, timeout=self.timeout_seconds) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, UnicodeError) as error:
            is_unknown = isinstance(getattr(error, "reason", None), socket.gaierror) or isinstance(error, UnicodeError)
            return 0 if is_unknown and _is_online() else -1
        except (OSError, ValueError, HTTPException, OwnNetworkError):  # a server may answer with anything
            return -1


def outside(material: Material, asker: Asker) -> list[Problem]:
    """A doubt for each address on the web that is certainly gone."""
    places = [place for entry in material.entries for place in _web_addresses(entry.document, entry.body.html)]
    others = (*(one.document for one in material.translations), material.info_document)
    places += [place for document in others for place in _web_addresses(document)]
    states = asker.states(url for _, _, _, url in places)
    return [
        Problem(path, line, key, "dead-outside-link", {"value": url, "status": states[urldefrag(url).url] or "–"})
        for path, line, key, url in places
        if states[urldefrag(url).url] in {0, *DEAD}
    ]


def _web_addresses(document: Document, html: str = "") -> Iterator[tuple[str, int, str, str]]:
    """Path, line, key and address of each link to the web in a file."""
    for path, line in document.lines.items():
        value: Any = document.fields
        for part in path:
            value = value.get(part) if isinstance(value, dict) else value[part] if isinstance(value, list) else None
        if isinstance(value, str) and path and re.match("https?://", value):
            yield document.path, line, str(path[-1]), value
    for written in _WEB.findall(html):
        url = written.replace("&amp;", "&")
        at = document.body.find(url)
        yield document.path, document.body_line + (document.body.count("\n", 0, at) if at >= 0 else 0), "", url


def _host(url: str) -> str:
    """The host of an address; "" for one that cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _lasts(status: int) -> int:
    return GOOD_SECONDS if 0 < status < 400 else BAD_SECONDS  # noqa: PLR2004 - from 400 on it is an error


def _is_online() -> bool:
    """Whether names are answered at all: without a network nothing is dead."""
    try:
        return bool(socket.getaddrinfo("example.com", 443))
    except OSError:
        return False
