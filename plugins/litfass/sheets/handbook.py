"""Handbook: docs/editors as one book to print, in German: a title with contents, a chapter for each page, its pictures."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image

from ..model.picture import Picture
from ..site import Site
from ..slug import slugify
from ..words import Words
from .frame import frame
from .written import words_of, written

DOCS = Path(__file__).resolve().parents[3] / "docs"
FOLDER = DOCS / "editors"
# as one reads them: first what a beginner does, last what is looked up
CHAPTERS = (
    "erste-schritte.md",
    "README.md",
    "repeat.md",
    "mitmachen.md",
    "uebernehmen.md",
    "berichten.md",
    "drucken.md",
    "messages.md",
    "../content-model.md",
)
# the first page of the folder has the title of the whole
TITLES = {"README.md": "Alles im Überblick"}
LOOKED_UP = {"messages.md", "../content-model.md"}
TITLE = "Handbuch für die Redaktion"
SUMMARY = "Termine ankündigen, absagen und drucken; Meldungen, Bilder, Übersetzungen. Und was die Meldungen bedeuten."
PICTURE_PX = 1350  # 900 are sharp enough on a screen only


def handbook(site: Site, words: Words) -> dict[str, Any]:
    """The whole book; its words are German in every language, as those of the pages it is made of."""
    chapters = [_chapter(name) for name in CHAPTERS]
    shown = [{"file": name, "width": min(PICTURE_PX, one.width_px)} for name, one in handbook_pictures().items()]
    return {
        **frame(site, words, f"{TITLE} – {site.info.name}"),
        "language": "de",
        "direction": "ltr",
        "head": TITLE,
        "kicker": site.info.name,
        "summary": SUMMARY,
        "contents": "Inhalt",
        "on_page": "Seite",
        "chapters": chapters,
        "gallery": shown,
    }


@cache
def handbook_pictures() -> Mapping[str, Picture]:
    """The pictures of the handbook by the name its pages give them."""
    found = {}
    for path in sorted((FOLDER / "bilder").glob("*.png")):
        with Image.open(path, formats=("PNG",)) as image:
            name = path.relative_to(FOLDER).as_posix()
            found[name] = Picture(name, *image.size, sha256(path.read_bytes()).hexdigest(), path)
    return found


def _chapter(name: str) -> dict[str, Any]:
    """A page: its title, the key others refer to it by, whether it is to be looked things up in, and its blocks."""
    _, *blocks = written((FOLDER / name).read_text(encoding="utf-8"), _follow(name))
    key = _key(name)
    deeper = 0
    for block in blocks:
        if block["is"] == "heading":
            deeper = 1 if block["level"] == 1 else deeper  # a page with two titles is one chapter
            block |= {"level": block["level"] + deeper, "key": f"{key}-{slugify(words_of(block['text']))}"}
    return {"key": key, "title": _title(name), "looked_up": name in LOOKED_UP, "blocks": blocks}


def _title(name: str) -> str:
    return TITLES.get(name) or (FOLDER / name).read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def _key(name: str) -> str:
    return "chapter-" + Path(name).stem.lower()


def _follow(name: str) -> Any:
    """What becomes of a link on a page: a page's name becomes its chapter's title, for there are no files in a book."""
    keys = {Path(one).name: one for one in CHAPTERS}
    headings = set(_headings(name))

    def follow(written_to: str, said: str) -> tuple[str, str]:
        path, _, anchor = written_to.partition("#")
        if not path and anchor in headings:
            return f"#{_key(name)}-{anchor}", ""
        if Path(path).name in keys and "://" not in path:
            chapter = keys[Path(path).name]
            return f"#{_key(chapter)}", f"„{_title(chapter)}“" if said.endswith(".md") else ""
        return written_to, ""

    return follow


def _headings(name: str) -> Iterator[str]:
    for line in re.findall(r"^##+ (.+)$", (FOLDER / name).read_text(encoding="utf-8"), re.MULTILINE):
        yield slugify(line.replace("`", ""))
