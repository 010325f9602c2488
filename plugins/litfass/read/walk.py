"""Walk: which files the content folder holds, and which of them may be read.

Looks at names, kinds and sizes only; parse reads what is inside.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..parse.document import LANGUAGE
from ..problems import Problem, nearest

TEXT_ENDINGS = {".md", ".yaml"}
# as texts end in other programs; behind another ending they are one too many
OTHER_TEXT_ENDINGS = (".md", ".txt", ".markdown", ".mdown", ".mkd", ".text")
PICTURE_ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}
# what iPhones take, unless told otherwise; browsers do not show it
TELEPHONE_ENDINGS = {".heic", ".heif"}
DOCUMENT_ENDINGS = {".pdf"}
VIDEO_ENDINGS = {".mp4", ".webm"}
# the one map there may be
OUTLINE = "quartier.geojson"
LIMIT_KB = {"text": 256, "outline": 500, "picture": 25_000, "document": 25_000, "video": 60_000}
# what editors and systems leave behind: neither read nor published
LEFTOVERS = (
    *(".", "~$", "Thumbs.db", "thumbs.db", "ehthumbs", "desktop.ini", "Desktop.ini", "$RECYCLE.BIN"),
    *("__MACOSX", "Icon\r"),
)
BACKUPS = ("~", "#", ".swp", ".bak", ".orig", ".tmp")
# who publishes the site, and the same in another language; whose dates are fetched
SITE_FILE = re.compile(rf"site(\.{LANGUAGE})?\.yaml|partners\.yaml")
DEEPEST_FOLDER = 40
# cannot be checked out on Windows
NO_NAME = re.compile(r'[<>:"\\|?*]')


@dataclass(frozen=True)
class Found:
    """The content folder's files by use, each as a path relative to it, in a fixed order."""

    texts: list[str]
    pictures: list[str]
    documents: list[str]
    videos: list[str]
    outlines: list[str]
    problems: list[Problem]


def walk(root: Path, text_folders: set[str]) -> Found:
    """List the files below `root`; what has no business there becomes a Problem."""
    found = Found([], [], [], [], [], [])
    seen: dict[str, str] = {}
    for path, info in _files(root, ""):
        if stat.S_ISDIR(info.st_mode):
            found.problems.append(Problem(path, 1, "", "folder-too-deep", {"limit": DEEPEST_FOLDER}))
            continue
        if not stat.S_ISREG(info.st_mode):
            found.problems.append(Problem(path, 1, "", "not-regular"))
            continue
        if not path.isprintable() or NO_NAME.search(path):
            found.problems.append(Problem(path, 1, "", "file-name", {"name": path.rpartition("/")[2]}))
            continue
        name = unicodedata.normalize("NFC", path).casefold()
        if name in seen:
            found.problems.append(Problem(path, 1, "", "same-name", {"other": seen[name]}))
        seen[name] = path
        _sort_in(path, info.st_size, text_folders, found)
    return found


def _files(root: Path, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    """Paths and what lstat says of them; folders are entered, links are not followed."""
    with os.scandir(root / prefix) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(LEFTOVERS) or entry.name.endswith(BACKUPS):
            continue
        path = f"{prefix}/{entry.name}" if prefix else entry.name
        if entry.is_dir(follow_symlinks=False) and prefix.count("/") < DEEPEST_FOLDER:
            yield from _files(root, path)
        else:
            yield path, entry.stat(follow_symlinks=False)


def _sort_in(path: str, size: int, text_folders: set[str], found: Found) -> None:
    folder, (stem, ending) = path.partition("/")[0], os.path.splitext(path)  # noqa: PTH122 - thousands of paths
    ending = ending.lower()
    if ending in TEXT_ENDINGS:
        use, target = "text", found.texts
        if not SITE_FILE.fullmatch(path) and folder not in text_folders:
            known, guess = ", ".join(sorted(text_folders)), nearest(folder, text_folders) if "/" in path else ""
            found.problems.append(Problem(path, 1, "", "stray-file", {"known": known, "guess": guess}))
            return
        if stem.endswith(OTHER_TEXT_ENDINGS):
            found.problems.append(_no_text_name(path))
            return
    elif ending in PICTURE_ENDINGS and folder == "images":
        use, target = "picture", found.pictures
    elif ending in DOCUMENT_ENDINGS and folder == "documents":
        use, target = "document", found.documents
    elif ending in VIDEO_ENDINGS and folder == "videos":
        use, target = "video", found.videos
    elif path == OUTLINE:
        use, target = "outline", found.outlines
    else:
        found.problems.append(_unfit(path, ending, folder in text_folders))
        return
    if size > LIMIT_KB[use] * 1000:
        values = {"size": size // 1000, "limit": LIMIT_KB[use]}
        found.problems.append(Problem(path, 1, "", "file-too-big", values))
        return
    target.append(path)


def _unfit(path: str, ending: str, is_among_texts: bool) -> Problem:
    """What is wrong with a file that is not of the kind its folder holds."""
    if (ending in OTHER_TEXT_ENDINGS or not ending) and is_among_texts:
        return _no_text_name(path)
    if ending in TELEPHONE_ENDINGS:
        return Problem(path, 1, "", "heic", {"ending": ending})
    for endings, home in ((PICTURE_ENDINGS, "images"), (DOCUMENT_ENDINGS, "documents"), (VIDEO_ENDINGS, "videos")):
        if ending in endings:
            return Problem(path, 1, "", "wrong-folder", {"ending": ending, "folder": home})
    return Problem(path, 1, "", "file-type", {"ending": ending or path.rpartition("/")[2]})


def _no_text_name(path: str) -> Problem:
    """That a text's name ends as it does in other programs, or twice, and how it has to be."""
    name = path.rpartition("/")[2]
    while (parts := os.path.splitext(name))[1].lower() in OTHER_TEXT_ENDINGS:  # noqa: PTH122 - see _sort_in
        name = parts[0]
    return Problem(path, 1, "", "text-ending", {"name": f"{name}.md"})
