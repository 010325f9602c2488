"""Fetch: asks another server for a file, politely: only what changed, not too much, not for long, nobody's own network."""

import os
import time
from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from ..edit.sentences import say
from ..machine.internet import OwnNetworkError, handlers
from ..problems import LitfassError

AGENT = "litfass-import (a neighbourhood's site looks for its partners' dates)"
MOST_BYTES = 5_000_000
# how long a server may be silent, and how long all of an answer may take
TIMEOUT_SECONDS, LONGEST_SECONDS = 20, 60
AT_ONCE_BYTES = 1 << 16
MOST_MOVES = 3
MOVED = {301, 302, 303, 307, 308}
ACCEPT = "text/calendar, application/rss+xml, application/atom+xml, */*;q=0.5"
# for tests, which serve on this computer
LOCAL = "LITFASS_FETCH_LOCAL"


class NotFetched(LitfassError):
    """There is no answer that could be used; `name` is a sentence of edit/sentences.toml."""

    exitcode = 1

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.name, self.values = name, values

    def why(self, language: str) -> str:
        """One sentence for people."""
        return say(self.name, language, **self.values)


@dataclass(frozen=True)
class Answer:
    """What a server sent, and by which marks it may be asked next time; `data` None means: nothing is new."""

    data: bytes | None
    etag: str = ""
    modified: str = ""


def fetch(url: str, *, etag: str = "", modified: str = "", hosts: Collection[str] = ()) -> Answer:
    """What stands under an address; it may move to the same host or to one of `hosts` only.

    Source: RFC 9110 §13.1 (If-None-Match, If-Modified-Since).

    Raises:
        NotFetched: no server, no answer in time, an error, too much.

    """
    first = (urlsplit(url).hostname or "").removeprefix("www.")
    marks = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {"User-Agent": AGENT, "Accept": ACCEPT} | {name: value for name, value in marks.items() if value}
    for _ in range(MOST_MOVES + 1):
        answer = _asked(url, headers)
        if isinstance(answer, Answer):
            return answer
        url, scheme, host = _moved(url, answer)
        if scheme not in ("http", "https") or host not in {first, f"www.{first}", *hosts}:
            raise NotFetched("fetch-moved", host=host)
    raise NotFetched("fetch-moved", host=urlsplit(url).hostname or "")


def _moved(url: str, to: str) -> tuple[str, str, str]:
    """The address that an answer leads on to, with its scheme and host; each "" when it is no address at all."""
    try:
        new = urljoin(url, to)
        return new, urlsplit(new).scheme, urlsplit(new).hostname or ""
    except ValueError:
        return "", "", ""


class _Stay(HTTPRedirectHandler):
    """Follows nothing: where an address leads is looked at first."""

    def redirect_request(self, *_: object) -> None:
        """No new request."""


def _asked(url: str, headers: dict[str, str]) -> Answer | str:
    """The answer, or the address it leads on to."""
    request = Request(url, headers=headers)  # noqa: S310 - http and https only, see fetch
    try:
        opener = build_opener(_Stay(), *handlers(allows_local=bool(os.environ.get(LOCAL))))
        with _opened(opener, request) as answer:
            data = _read(answer)
            headers = answer.headers
    except HTTPError as error:
        error.close()
        if error.code == HTTPStatus.NOT_MODIFIED:
            return Answer(None)
        if error.code in MOVED and error.headers.get("Location"):
            return str(error.headers["Location"])
        raise NotFetched("fetch-error", status=error.code) from None
    except OwnNetworkError:
        raise NotFetched("fetch-own-network") from None
    except (OSError, ValueError, HTTPException):
        raise NotFetched("fetch-no-answer") from None
    if len(data) > MOST_BYTES:
        raise NotFetched("fetch-too-big", limit=MOST_BYTES // 1_000_000)
    return Answer(data, headers.get("ETag", ""), headers.get("Last-Modified", ""))


def _opened(opener: OpenerDirector, request: Request) -> HTTPResponse:
    """The beginning of an answer; where the line broke before it came, of a second try. Source: RFC 9110 §9.2.2."""
    try:
        return opener.open(request, timeout=TIMEOUT_SECONDS)
    except (URLError, ConnectionError) as error:
        if not isinstance(getattr(error, "reason", error), ConnectionError):
            raise
    return opener.open(request, timeout=TIMEOUT_SECONDS)


def _read(answer: HTTPResponse) -> bytes:
    """All that comes, up to some bytes too many; a server that dribbles, or goes in the middle, has not answered.

    Raises:
        OSError: it takes too long, or less comes than was announced.

    """
    data, end = b"", time.monotonic() + LONGEST_SECONDS
    while len(data) <= MOST_BYTES and (more := answer.read1(AT_ONCE_BYTES)):
        data += more
        if time.monotonic() > end:
            raise TimeoutError
    if answer.length and len(data) <= MOST_BYTES:
        raise ConnectionError
    return data
