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

from .problems import Problem

TEXT_ENDINGS = {".md", ".yaml"}
PICTURE_ENDINGS = {".jpg", ".jpeg", ".png", ".webp"}
# what iPhones take, unless told otherwise; browsers do not show it
TELEPHONE_ENDINGS = {".heic", ".heif"}
DOCUMENT_ENDINGS = {".pdf"}
VIDEO_ENDINGS = {".mp4", ".webm"}
# the one map there may be
OUTLINE = "quartier.geojson"
LIMIT_KB = {"text": 256, "outline": 500, "picture": 25_000, "document": 25_000, "video": 60_000}
# what editors and systems leave behind: neither read nor published
LEFTOVERS = (".", "~$", "Thumbs.db", "desktop.ini", "__MACOSX")
BACKUPS = ("~", "#", ".swp", ".bak", ".orig", ".tmp")
# how a language stands in a file's name: "tr" in sommerfest.tr.md, "zh-Hant"; "12" in 1.12.2026-titel.md is none
LANGUAGE = r"[^\W\d_]{2,}(?:-\w+)*"
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
    folder, ending = path.partition("/")[0], os.path.splitext(path)[1].lower()  # noqa: PTH122 - thousands of paths
    if ending in TEXT_ENDINGS:
        use, target = "text", found.texts
        if not SITE_FILE.fullmatch(path) and folder not in text_folders:
            known = ", ".join(sorted(text_folders))
            found.problems.append(Problem(path, 1, "", "stray-file", {"known": known}))
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
        code = "heic" if ending in TELEPHONE_ENDINGS else "file-type"
        found.problems.append(Problem(path, 1, "", code, {"ending": ending or path}))
        return
    if size > LIMIT_KB[use] * 1000:
        values = {"size": size // 1000, "limit": LIMIT_KB[use]}
        found.problems.append(Problem(path, 1, "", "file-too-big", values))
        return
    target.append(path)
