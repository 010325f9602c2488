"""Server: sends the built files with the preview's frame, and tells open pages which version of them there is."""

import hashlib
import mimetypes
import re
import threading
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from .frame import HOME, WORDS, frame_of, framed
from .worker import Result

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
HEARTBEAT_SECONDS = 10
OWN_FILES = {"vorschau.css", "vorschau.js"}
# what a page shows that another build may have made anew under the same address
SHOWN = re.compile(rb' src="(/[^"]+)"')


class Found(NamedTuple):
    """What is sent for a path, the ending that says its kind, and with which status."""

    data: bytes
    ending: str
    status: HTTPStatus = HTTPStatus.OK


class Preview(ThreadingHTTPServer):
    """Serves one output folder on this computer only."""

    daemon_threads = True

    def __init__(self, output: Path, port: int, language: str, now: str) -> None:
        super().__init__(("127.0.0.1", port), _Answer)
        self.output, self.language, self.now = output, language, now
        self.result: Result | None = None
        self.told, self.news = 0, threading.Condition()

    @property
    def address(self) -> str:
        """Where it is seen."""
        return f"http://localhost:{self.server_port}/"

    @cached_property
    def own_files(self) -> dict[str, bytes]:
        """Style and script of the frame."""
        return {name: Path(__file__).with_name(name).read_bytes() for name in OWN_FILES}

    def show(self, result: Result) -> None:
        """Take the result of a build, or of what is shown early of it, and tell open pages."""
        with self.news:
            self.result, self.told = result, self.told + 1
            self.news.notify_all()

    def found(self, path: str) -> Found:
        """What is sent for a path of the site, without the frame."""
        if found := self._file(path):
            return found
        if path.endswith(".pdf"):
            return self._words("no-prints", HTTPStatus.NOT_FOUND)
        language = path.lstrip("/").partition("/")[0]
        if missing := self._file(f"{language}/404.html") or self._file("404.html"):
            return missing._replace(status=HTTPStatus.NOT_FOUND)
        return self._words("building" if self.result is None else "nothing", HTTPStatus.SERVICE_UNAVAILABLE)

    def _file(self, path: str) -> Found | None:
        """What lies there for a path of the site; None when nothing does that is ours."""
        try:
            file = self.place(path)
            file = file / "index.html" if file.is_dir() else file
            is_ours = file.is_relative_to(self.output.resolve()) and not file.name.startswith(".")
            return Found(file.read_bytes(), file.suffix) if is_ours and file.is_file() else None
        except OSError:  # removed by a build a moment ago, or a name longer than a disk has
            return None

    def is_folder(self, path: str) -> bool:
        """Whether a path of the site leads to a folder of it."""
        place = self.place(path)
        try:
            return place.is_dir() and place.is_relative_to(self.output.resolve())
        except OSError:
            return False

    def place(self, path: str) -> Path:
        """Where it lies; perhaps nowhere, or outside of the folder."""
        root = self.output.resolve()
        return (root / path.lstrip("/")).resolve() if "\0" not in path else root / "?"

    @property
    def frame(self) -> str:
        """The frame as it is now."""
        return frame_of(self.result, self.language, self.now)

    def version(self, page: Found, frame: str) -> str:
        """A name for all that one sees of a page: itself, its frame, and the files it shows, which may follow later."""
        digest = hashlib.sha256(page.data + frame.encode())
        for path in SHOWN.findall(page.data):
            digest.update(_signature(self.place(unquote(path.decode()))))
        return digest.hexdigest()[:16]

    def _words(self, name: str, status: HTTPStatus) -> Found:
        """A page of the preview's own, with one sentence."""
        title = WORDS[self.language][name]
        head = f'<meta charset="utf-8"><title>{title}</title>'
        page = f"<!doctype html><html><head>{head}</head><body><h1>{title}</h1></body></html>"
        return Found(page.encode(), ".html", status)


class _Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == f"{HOME}ereignisse":
            self._tell_news(unquote(asked.query))
        elif path.removeprefix(HOME) in OWN_FILES:
            name = path.removeprefix(HOME)
            self._send(self.server.own_files[name], TYPES[Path(name).suffix])
        else:
            self._send_file(path)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what is wrong with the content."""

    def _send_file(self, path: str) -> None:
        if not path.endswith("/") and self.server.is_folder(path):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{urlsplit(self.path).path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        found = self.server.found(path)
        data = found.data
        if found.ending == ".html":
            frame = self.server.frame
            data = framed(data.decode("utf-8"), frame, self.server.version(found, frame)).encode("utf-8")
        kind = TYPES.get(found.ending) or mimetypes.types_map.get(found.ending, "application/octet-stream")
        self._send(data, kind, found.status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell_news(self, page: str) -> None:
        """Send the version of a page, and again whenever something was built. Source: HTML, Server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told = -1
        try:
            while True:
                with self.server.news:
                    if told == self.server.told:
                        self.server.news.wait(HEARTBEAT_SECONDS)
                    told = self.server.told
                version = self.server.version(self.server.found(page), self.server.frame)
                self.wfile.write(f"data: {version}\n\n".encode())
                self.wfile.flush()
        except OSError:  # the page was closed
            self.close_connection = True


def _signature(file: Path) -> bytes:
    """Another one once a file was written anew; empty where there is none."""
    try:
        info = file.stat()
    except OSError:
        return b""
    return f"{info.st_size} {info.st_mtime_ns}".encode()
