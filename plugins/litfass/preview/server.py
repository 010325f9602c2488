"""Server: sends the built files with the preview's frame, and tells open pages when there is something new."""

import mimetypes
import threading
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
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


class Preview(ThreadingHTTPServer):
    """Serves one output folder on this computer only."""

    daemon_threads = True

    def __init__(self, output: Path, port: int, language: str, now: str) -> None:
        super().__init__(("127.0.0.1", port), _Answer)
        self.output, self.language, self.now = output, language, now
        self.result: Result | None = None
        self.version, self.news = 0, threading.Condition()

    @property
    def address(self) -> str:
        """Where it is seen."""
        return f"http://localhost:{self.server_port}/"

    @cached_property
    def own_files(self) -> dict[str, bytes]:
        """Style and script of the frame."""
        return {name: Path(__file__).with_name(name).read_bytes() for name in OWN_FILES}

    def show(self, result: Result) -> None:
        """Take the result of a build, and let open pages load anew."""
        with self.news:
            self.result, self.version = result, self.version + 1
            self.news.notify_all()


class _Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Preview
    version = 0
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == f"{HOME}ereignisse":
            self._tell_news()
        elif path.removeprefix(HOME) in OWN_FILES:
            name = path.removeprefix(HOME)
            self._send(self.server.own_files[name], TYPES[Path(name).suffix])
        else:
            self._send_file(path)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what is wrong with the content."""

    def _send_file(self, path: str) -> None:
        # before the file is read: a build that ends meanwhile is another version, and the page loads anew
        self.version = self.server.version
        root = self.server.output.resolve()
        file = (root / path.lstrip("/")).resolve() if "\0" not in path else root / "?"
        if file.is_dir() and not path.endswith("/") and file.is_relative_to(root):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{urlsplit(self.path).path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        if file.is_file() and file.is_relative_to(root) and not file.name.startswith("."):
            self._send_page(file.read_bytes(), file.suffix)
        elif file.suffix == ".pdf":
            self._send_words("no-prints", HTTPStatus.NOT_FOUND)
        elif (root / "404.html").is_file():
            self._send_page((root / "404.html").read_bytes(), ".html", HTTPStatus.NOT_FOUND)
        else:
            is_first = self.server.result is None
            self._send_words("building" if is_first else "nothing", HTTPStatus.SERVICE_UNAVAILABLE)

    def _send_words(self, name: str, status: HTTPStatus) -> None:
        """A page of the preview's own, with one sentence."""
        title = WORDS[self.server.language][name]
        head = f'<meta charset="utf-8"><title>{title}</title>'
        page = f"<!doctype html><html><head>{head}</head><body><h1>{title}</h1></body></html>"
        self._send_page(page.encode(), ".html", status)

    def _send_page(self, data: bytes, ending: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        if ending == ".html":
            frame = frame_of(self.server.result, self.server.language, self.server.now)
            data = framed(data.decode("utf-8"), frame, self.version).encode("utf-8")
        kind = TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
        self._send(data, kind, status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _tell_news(self) -> None:
        """Send the number of the last build, and again whenever it changes. Source: HTML, Server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told = -1
        try:
            while True:
                with self.server.news:
                    if told == self.server.version:
                        self.server.news.wait(HEARTBEAT_SECONDS)
                    told = self.server.version
                self.wfile.write(f"data: {told}\n\n".encode())
                self.wfile.flush()
        except OSError:  # the page was closed
            self.close_connection = True
