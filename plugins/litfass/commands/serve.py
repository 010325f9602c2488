"""Show the site on this computer while writing it: every change at once, every mistake on the page."""

import gc
import threading
from argparse import ArgumentParser, Namespace
from pathlib import Path
from queue import Empty, SimpleQueue
from time import time

from watchfiles import watch

from ..preview.server import Preview
from ..preview.worker import Result, Worker
from ..problems import EnvironmentFault, say
from ..publish import PUBLISHERS
from ..settings import read_settings
from ..settings.conf import read_conf
from .options import add_content, add_language, add_now, language_of
from .usage import port

PLUGIN = Path(__file__).parents[1]
# costly to make, and nobody looks at them while writing a text
PRINTS = ("sheet", "share")
HOUR_SECONDS, LOOK_SECONDS = 3600, 30


def add_arguments(parser: ArgumentParser) -> None:
    """Take port, folder, moment and language."""
    parser.add_argument("--conf", default="pelicanconf.py", help="settings file")
    parser.add_argument("--port", type=port, default=8000, help="port on this computer; default: 8000")
    parser.add_argument("--output", default=".cache/preview", help="folder for the preview's files")
    parser.add_argument("--prints", action="store_true", help="make printable sheets too")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Serve until Ctrl-C."""
    gc.enable()  # unlike other commands this one stays
    conf, language = Path(chosen.conf).resolve(), language_of(chosen)
    content, output = Path(chosen.content or "content").resolve(), Path(chosen.output).resolve()
    try:
        server = Preview(output, chosen.port, language, chosen.now or "")
    except OSError:
        raise EnvironmentFault(say("closing-port-taken", language, port=chosen.port, other=chosen.port + 1)) from None
    options = {
        "PATH": str(content),
        "OUTPUT_PATH": str(output),
        "SITEURL": server.address.rstrip("/"),
        "LITFASS_NOW": chosen.now or "",
        "LITFASS_MESSAGE_LANGUAGE": language,
        "LITFASS_ON_PROBLEM": "report",
        "LITFASS_POLICY_IN_PAGES": False,  # the frame's script and style are not the site's
    }
    if not chosen.prints:
        wanted = read_settings(read_conf(conf, {}))["PUBLISHERS"] or PUBLISHERS
        options["LITFASS_PUBLISHERS"] = [name for name in wanted if name not in PRINTS]
    worker = Worker(conf, options)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    changes: SimpleQueue[set[str]] = SimpleQueue()
    watched = [path for path in (content, PLUGIN, conf.parent / "theme", conf) if path.exists()]
    threading.Thread(target=_watch, args=(watched, changes), daemon=True).start()
    print(f"{server.address}  (Ctrl-C)", flush=True)  # noqa: T201 - what this command is for
    try:
        while True:
            _tell(server, worker.build(server.show))
            changed = next_change(changes, stands_still=bool(chosen.now))
            if any(path.endswith(".py") or Path(path).is_relative_to(PLUGIN) for path in changed):
                worker.renew()
    except KeyboardInterrupt:
        return 0
    finally:
        worker.close()
        server.shutdown()


def _watch(paths: list[Path], changes: "SimpleQueue[set[str]]") -> None:
    """Put down what changed, also while something is being built."""
    for found in watch(*paths, step=5, raise_interrupt=False):
        changes.put({path for _, path in found})


def next_change(changes: "SimpleQueue[set[str]]", *, stands_still: bool) -> set[str]:
    """Which files changed next; none where only another hour has begun, for pages say what is on today and who is there now.

    It is looked for often, since the clock of a waiting process stops while a computer sleeps.
    """
    hour = time() // HOUR_SECONDS
    while True:
        try:
            return changes.get(timeout=None if stands_still else LOOK_SECONDS)
        except Empty:
            if time() // HOUR_SECONDS != hour:
                return set()


def _tell(server: Preview, result: Result) -> None:
    server.show(result)
    state = result.said.strip() or "✓"
    print(f"{state}  {result.seconds:.2f} s", flush=True)  # noqa: T201
