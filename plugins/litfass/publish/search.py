"""Search: the page one looks things up on, and the index that Pagefind makes for the visitor's own browser."""

import hashlib
import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from html import escape
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile, ZipInfo

from ..formats.searchable import Entry, entries, groups
from ..problems import EnvironmentFault
from ..site import Site
from .output import File, Output, Page

SCRIPT = "pagefind.js"
# a word nobody types, by which one finds all of a kind: Pagefind's filters come out in another order each time
KIND_WORD = "{}xq"
VERSION = "2"  # goes up when the same entries would make another index
# what our own form and list stand for
LEFT_OUT = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight", "pagefind-worker")
# of the title, the text, and what stands beside it; what is over comes last
WEIGHTS = {False: (9, 1.5, 0.3), True: (3, 0.6, 0.1)}


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the page and, when SEARCH says so, the index; it is made anew only when something found by it changed."""
    has_index = bool(settings["SEARCH"])
    script = site.addresses.to("search_index", name=SCRIPT) if has_index else ""
    kinds = {KIND_WORD.format(kind): name for kind, name in groups(settings["WORDS"]).items() if site.things[kind]}
    yield Page(site.addresses.to("search"), "search.html", {"script": script, "kinds": kinds})
    if not has_index:
        return
    found = list(entries(site, settings["WORDS"]))
    text = json.dumps([asdict(entry) for entry in found], ensure_ascii=False, sort_keys=True)
    try:
        made_with = version("pagefind")
    except PackageNotFoundError:
        raise EnvironmentFault(
            "The search needs Pagefind. Run make site again, or set LITFASS_SEARCH = False."
        ) from None
    made_of = hashlib.sha256(f"{VERSION}\0{site.language}\0{made_with}\0{text}".encode()).hexdigest()
    packed = settings["KEPT"].get_or_make(f"search-{made_of}", partial(_packed, found, site.language.partition("-")[0]))
    with ZipFile(BytesIO(packed)) as archive:
        for name in archive.namelist():
            yield File(site.addresses.to("search_index", name=name), archive.read(name))


def _packed(found: Iterable[Entry], language: str) -> bytes:
    """All files of the index as one, so that the store can keep them together."""
    target = BytesIO()
    files = _indexed({f"{unquote(entry.link).strip('/')}/index.html": _page(entry, language) for entry in found})
    left_out = (*LEFT_OUT, *(["wasm.unknown"] if f"wasm.{language}.pagefind" in files else []))
    with ZipFile(target, "w") as archive:
        for name, data in sorted(files.items()):
            if not name.startswith(left_out):
                archive.writestr(ZipInfo(name), _in_order(data) if name.endswith(".json") else data)
    return target.getvalue()


def _indexed(pages: Mapping[str, str]) -> dict[str, bytes]:
    """What Pagefind makes of pages, in their order; a folder of them it would read in that of the file system.

    It is asked for one thing after the other, as its own module for Python asks it, which waits a tenth of a second each time.

    Raises:
        EnvironmentFault: it could not be started, or ended, or found fault with something.

    """
    from pagefind.service import get_executable  # noqa: PLC0415 - only when an index is made

    command = (get_executable() or "pagefind", "--service")
    adds = [{"type": "AddFile", "file_path": path, "file_contents": page} for path, page in pages.items()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:  # noqa: S603 - our own words only
        index = _answer(asked, {"type": "NewIndex"})["index_id"]
        for add in adds:
            _answer(asked, add | {"index_id": index})
        files = _answer(asked, {"type": "GetFiles", "index_id": index})["files"]
    return {file["path"]: b64decode(file["content"]) for file in files}


def _answer(asked: "subprocess.Popen[bytes]", request: dict[str, Any]) -> dict[str, Any]:
    """What Pagefind answers to a request. Source: pagefind.service; each is JSON in base64, with a comma at its end."""
    said = bytearray()
    try:
        asked.stdin.write(b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b",")
        asked.stdin.flush()
    except BrokenPipeError:
        # it has ended; what it did not read is forgotten, else closing the pipe would fail once more
        with suppress(BrokenPipeError):
            asked.stdin.close()
    while not said.endswith(b",") and (more := asked.stdout.read1()):
        said += more
    answer = json.loads(b64decode(said))["payload"] if said.endswith(b",") else {"type": "Error", "message": "it ended"}
    if answer["type"] == "Error":
        raise EnvironmentFault(f"Pagefind could not make the index of the search: {answer['message'][-300:]}")
    return answer


def _in_order(data: bytes) -> bytes:
    """What Pagefind says of its index, always in the same order: it writes a set as it comes."""
    said = json.loads(data)
    said["include_characters"] = sorted(said.get("include_characters", []))
    return json.dumps(said, sort_keys=True).encode()


def _page(entry: Entry, language: str) -> str:
    """What Pagefind reads: the whole page would bring menus and notices into the index."""
    title, text, said = WEIGHTS[entry.is_past]
    shown = {
        "title": entry.title,
        "line": entry.line,
        "summary": entry.summary,
        "language": entry.language,
        "group": entry.group,
    }
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in shown.items()
        if value
    )
    return (
        f'<html lang="{language}"><head>{meta}</head><body data-pagefind-body data-pagefind-weight="{text}"><h1 data-pagefind-weight="{title}">'
        f"{escape(entry.title)} {escape(' '.join(entry.title_words))}</h1><p>{escape(entry.summary)}</p><p>{escape(entry.text)}</p>"
        f'<p data-pagefind-weight="{said}">{escape(entry.said)}</p>'
        f"<p>{escape(' '.join(entry.words))}</p>"
        f'<p data-pagefind-weight="0.1">{KIND_WORD.format(entry.kind)}</p></body></html>'
    )
