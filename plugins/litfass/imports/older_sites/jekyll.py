"""Jekyll: its posts, whose file names begin with their day, and the addresses its permalink styles gave them."""

import re
from collections.abc import Iterator
from pathlib import Path

from ...slug import slugify
from ..clean import decoded
from .post import Post, day_of, of_file, words_of
from .static_site import MARKDOWN, files, filled, settings_of, split_head

JEKYLL_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
# Source: jekyllrb.com/docs/permalinks, built-in formats
JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}


def posts(root: Path, pattern: str = "") -> Iterator[Post]:
    """Posts of a Jekyll site: _posts and _drafts; `pattern` is its permalink, if it is not in _config.yml."""
    config = settings_of(root, "_config.yml", "_config.yaml", "_config.toml")
    pattern = pattern or str(config.get("permalink") or "date")
    for path in files(root, {*MARKDOWN, ".html"}):
        named = JEKYLL_NAME.fullmatch(path.stem)
        parts = path.relative_to(root).parts
        if "_posts" not in parts or not named:
            continue
        head, body = split_head(decoded(path.read_bytes()))
        day = day_of(head.get("date")) or day_of(named[1])
        if not day:
            continue
        folders = parts[: parts.index("_posts")]
        categories = [*folders, *words_of(head.get("categories") or head.get("category"))]
        own = str(head.get("permalink") or "")
        address = filled(
            own or JEKYLL_STYLES.get(pattern, pattern),
            day,
            {
                "title": str(head.get("slug") or named[2]),
                "slug": slugify(str(head.get("slug") or named[2])),
                "categories": "/".join(map(slugify, categories)),
                "output_ext": ".html",
            },
        )
        more = words_of(head.get("redirect_from"))
        title = str(head.get("title") or named[2].replace("-", " ").capitalize())
        words = (*words_of(head.get("tags")), *categories)
        yield Post(
            **of_file(path, root),
            title=title,
            day=day,
            addresses=(address, *more),
            body=body,
            summary=str(head.get("excerpt") or head.get("description") or ""),
            words=words,
            is_draft=head.get("published") is False,
        )
