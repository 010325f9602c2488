"""Edit the content in the browser, on this computer: Decap CMS against the working tree; what is saved is in the files.

Nothing is sent anywhere: it listens to this computer only.
"""

import functools
import gc
import http.server
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from ..check import linked
from ..clock import moment
from ..cms.desk import desk
from ..cms.install import server_script
from ..edit.change import Refused
from ..problems import EnvironmentFault, say
from ..read import read_content
from ..settings.conf import message_language
from ..words.catalogue import words_in
from .options import add_content
from .usage import port

THEME = Path("theme")


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder and port."""
    add_content(parser)
    parser.add_argument("--port", type=port, default=8001, help="port on this computer; default: 8001")


def run(chosen: Namespace) -> int:
    """Serve until Ctrl-C."""
    content = Path(chosen.content or "content").resolve()
    if content.name != "content":
        raise EnvironmentFault(say("closing-folder-name", message_language()))
    node = shutil.which("node")
    if not node:
        raise EnvironmentFault(say("closing-no-node", message_language()))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it, the writer ends with it
    with tempfile.TemporaryDirectory(prefix="litfass-edit-") as folder:
        return _serve(node, content, Path(folder), chosen.port)


def _serve(node: str, content: Path, folder: Path, port: int) -> int:
    """Show the editor and run the program beside it that writes the files, both for this computer only."""
    gc.enable()  # unlike other commands this one stays
    writer_port = _free_port()
    backend = {"name": "proxy", "proxy_url": f"http://localhost:{writer_port}/api/v1"}
    fill_again = functools.partial(fill, folder / "admin", content, backend)
    handler = functools.partial(_Quiet, folder, content / "images", fill_again)
    try:  # before anything is fetched
        server = http.server.ThreadingHTTPServer(("localhost", port), handler)
    except OSError:
        raise EnvironmentFault(say("closing-port-taken", message_language(), port=port, other=port + 1)) from None
    fill_again()
    environment = os.environ | {
        "PORT": str(writer_port),
        "BIND_HOST": "localhost",
        "MODE": "fs",
        "GIT_REPO_DIRECTORY": str(content.parent),
        "ORIGIN": f"http://localhost:{server.server_port}",
        "LOG_LEVEL": "error",
    }
    with subprocess.Popen([node, str(server_script().resolve())], env=environment) as writer:  # noqa: S603 - installed by us
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://localhost:{server.server_port}/admin/  (Ctrl-C)", flush=True)  # noqa: T201 - what this command is for
        try:
            writer.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            writer.terminate()
            server.shutdown()
    raise EnvironmentFault(say("closing-writer-ended", message_language()))


def fill(folder: Path, content: Path, backend: dict[str, Any]) -> None:
    """Put all that /admin/ consists of into a folder."""
    material, problems = read_content(content)
    if material is None:
        raise Refused(problems[0].text("de", f"{content.as_posix()}/"))
    site = linked(material, moment("", material.info.timezone))[0]
    for name, data in desk(site, words_in(THEME, "de"), backend):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".yml": "text/yaml",
    }

    def __init__(self, folder: Path, images: Path, fill_again: Callable[[], None], *given: Any) -> None:
        self.images, self.fill_again = images, fill_again
        super().__init__(*given, directory=str(folder))

    def do_GET(self) -> None:
        """Send a file; the settings as they are now, so that what was saved since can be chosen."""
        if self.path.partition("?")[0] == "/admin/config.yml":
            with suppress(Refused):
                self.fill_again()
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """A file of the folder; at the top, where Decap looks for pictures, one of the content."""
        found = super().translate_path(path)
        name = Path(found)
        is_picture = name.parent == Path(self.directory) and not name.exists()
        return str(self.images / name.name) if is_picture and name.name else found

    def log_message(self, *_: object) -> None:
        """Say nothing; the browser shows what is wrong."""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return int(one.getsockname()[1])
