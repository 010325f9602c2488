"""Sites: the corpus written down for each tool: its texts in its own dialect, with the templates that lie in sites/.

News, events, projects and actors are what Litfass understands of them; to the others all are posts of four sections.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from .corpus import LISTS, TOPICS, Item

SITES = Path(__file__).parent / "sites"
SECTIONS = {"news": "Aktuelles", "event": "Termine", "project": "Projekte", "actor": "Akteure"}


def write(tool: str, items: Sequence[Item], folder: Path) -> None:
    """Put the whole site into a folder: what the tool needs, and content/ with the texts."""
    shutil.copytree(SITES / tool, folder, dirs_exist_ok=True)
    for item in items:
        path = folder / "content" / item.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DIALECTS[tool](item), encoding="utf-8")
    if tool == "hugo":
        _hugo_sections(folder / "content")


def add_sentence(path: Path, sentence: str) -> None:
    """Edit one text as an editor would: a sentence more at its end."""
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{sentence}\n", encoding="utf-8")


def pages_of(items: Sequence[Item], length: int) -> dict[str, str]:
    """Address and main heading of every page that each tool must make; lists have so many entries to a page."""
    pages = {"": "Büro Messmuster"} | {item.address: item.title for item in items}
    for kind, section in SECTIONS.items():
        count = sum(item.kind == kind for item in items)
        pages |= {page_address(LISTS[kind], number): section for number in range(1, -(-count // length) + 1)}
    return pages | {f"themen/{topic}/": topic.title() for topic in TOPICS}


def page_address(section: str, number: int) -> str:
    """Where the page of a list stands; the first has no number."""
    return f"{section}/" if number == 1 else f"{section}/seite/{number}/"


def _litfass(item: Item) -> str:
    fields = {"title": item.title, "topics": f"[{', '.join(item.topics)}]", **item.fields}
    return _front_matter(fields) + item.body


def _pelican(item: Item) -> str:
    """Pelican's own head; links as it wants them."""
    head = {
        "Title": item.title,
        "Date": item.day,
        "Slug": item.slug,
        "Address": item.address,
        "Category": SECTIONS[item.kind],
        "Tags": ", ".join(topic.title() for topic in item.topics),
    }
    lines = "".join(f"{name}: {value}\n" for name, value in head.items())
    return f"{lines}\n{item.body.replace('](../', ']({filename}/')}"


def _post(item: Item) -> str:
    """What Hugo and Eleventy both take."""
    fields = {"title": item.title, "date": item.day, "slug": item.slug, "topics": f"[{', '.join(item.topics)}]"}
    return _front_matter(fields) + item.body


def _front_matter(fields: dict[str, object]) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{lines}---\n"


def _hugo_sections(content: Path) -> None:
    """Hugo takes the headings of lists and topics from files of their own."""
    for kind, section in SECTIONS.items():
        folder = next(path for path in content.iterdir() if path.name.startswith(kind))
        (folder / "_index.md").write_text(
            _front_matter({"title": section, "url": f"/{LISTS[kind]}/"}), encoding="utf-8"
        )
    for topic in TOPICS:
        folder = content / "themen" / topic
        folder.mkdir(parents=True)
        (folder / "_index.md").write_text(_front_matter({"title": topic.title()}), encoding="utf-8")


DIALECTS: dict[str, Callable[[Item], str]] = {
    "litfass": _litfass,
    "pelican": _pelican,
    "hugo": _post,
    "eleventy": _post,
}
