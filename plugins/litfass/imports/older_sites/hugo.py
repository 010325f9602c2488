"""Hugo: its pages with a date, alone or as a folder's index, and the addresses its permalinks gave them."""

from collections.abc import Iterator
from pathlib import Path

from ...slug import slugify
from ..clean import decoded
from .post import Post, day_of, of_file, words_of
from .static_site import MARKDOWN, files, filled, settings_of, split_head


def posts(root: Path, pattern: str = "") -> Iterator[Post]:
    """Pages with a date of a Hugo site's content folder; `pattern` is its permalink, if its settings do not say one."""
    content = root / "content" if (root / "content").is_dir() else root
    config = settings_of(root, "hugo.toml", "config.toml", "hugo.yaml", "config.yaml", "hugo.yml", "config.yml")
    permalinks = config.get("permalinks") or {}
    permalinks = permalinks.get("page", permalinks) if isinstance(permalinks, dict) else {}
    for path in files(content, {*MARKDOWN, ".html"}):
        head, body = split_head(decoded(path.read_bytes()))
        day = day_of(head.get("date"))
        if not day or path.stem == "_index":
            continue
        folders = path.relative_to(content).parts[:-1]
        folders, name = (folders[:-1], folders[-1]) if path.stem == "index" and folders else (folders, path.stem)
        section = folders[0] if folders else ""
        slug = str(head.get("slug") or name)
        form = pattern or str(permalinks.get(section) or "/".join([*map(slugify, folders), ":contentbasename"]) + "/")
        parts = {
            "slug": slug,
            "contentbasename": slug,
            "slugorcontentbasename": slug,
            "filename": slug,
            "slugorfilename": slug,
            "title": slugify(str(head.get("title") or name)),
            "section": section,
            "sections": "/".join(folders),
        }
        address = str(head.get("url") or filled(form, day, parts))
        words = (*words_of(head.get("tags")), *words_of(head.get("categories")))
        yield Post(
            **of_file(path, root),
            title=str(head.get("title") or name),
            day=day,
            addresses=(address, *words_of(head.get("aliases"))),
            body=body,
            summary=str(head.get("summary") or head.get("description") or ""),
            words=words,
            is_draft=bool(head.get("draft")),
        )
