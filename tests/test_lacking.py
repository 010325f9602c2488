"""A neighbourhood that has none of a kind: its pages are whole, and none has a list, a heading or a fact without anything."""

import re
import shutil

import pytest
import yaml

from .rendered import XHTML, all_pages, main_text, page, site_on, text

# a button's answer, filled in by a script
LATER = {"share-said", "search__count"}
LISTS = ("ul", "ol", "dl", "nav", "table", "tbody", "section", "p", "li", "dd", "aside")
LEVELS = {f"{XHTML}h{level}": level for level in range(1, 7)}
DRAWN = {f"{XHTML}{name}" for name in ("img", "svg", "input", "button", "video", "a")}


def without(content, folder="", keys=(), of_site=(), of_office=()):
    """Take a kind of thing out of a content folder, and every key that names one."""
    if folder:
        shutil.rmtree(content / folder)
    for path in (*content.glob("*/*.md"), *content.glob("*/*.yaml"), content / "site.tr.yaml"):
        said = path.read_text(encoding="utf-8")
        for key in (*keys, *of_site):
            said = re.sub(rf"(?m)^{key}:.*\n(?:[ \t]+.*\n)*", "", said)
        said = re.sub(r"\[([^\]]*)\]\((?!http)[^)]*\)", r"\1", said)
        path.write_text(said, encoding="utf-8")
    path = content / "site.yaml"
    told = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for key in of_site:
        told.pop(key, None)
    for key in of_office:
        told["office"].pop(key, None)
    path.write_text(yaml.dump(told, allow_unicode=True), encoding="utf-8")


LACKING = {
    "projects": {"folder": "projects", "keys": ("project", "about")},
    "actors": {
        "folder": "actors",
        "keys": ("organizer", "partners", "carrier", "owner", "networks", "members", "funded"),
        "of_site": ("carrier",),
        "of_office": ("actor",),
    },
    "events": {"folder": "events", "keys": ("about", "meetings", "phases", "deadlines", "dates")},
    "participation": {"folder": "participation", "keys": ("call", "calls")},
    "news": {"folder": "news", "keys": ("news",)},
    "closures": {"folder": "closures", "keys": ("pause", "on_pause"), "of_office": ("pause",)},
    "newsletters": {"folder": "newsletters"},
    "topics": {"of_site": ("topics",)},
    "audiences": {"keys": ("audience",), "of_site": ("audiences",)},
    "funders": {"of_site": ("funders",)},
    "hours": {"of_office": ("hours",)},
}


def empty_parts(tree):
    """Lists and the like in which nothing stands, headings of sections below which nothing stands."""
    main = next(tree.iter(f"{XHTML}main"))
    for node in (node for node in main.iter() if str(node.tag).removeprefix(XHTML) in LISTS):
        if not text(node) and node.get("class") not in LATER and not any(one.tag in DRAWN for one in node.iter()):
            yield f"{node.tag.removeprefix(XHTML)}.{node.get('class')}"
    for section in main.iter(f"{XHTML}section"):
        told = [one for one in section.iter() if one.tag in LEVELS]
        if len(told) == 1 and text(section) == text(told[0]) and not any(one.tag in DRAWN for one in section.iter()):
            yield f"only a heading: {text(section)}"


@pytest.mark.parametrize("lacking", [*([one] for one in LACKING), list(LACKING)], ids="-".join)
def test_who_has_none_of_a_kind_has_whole_pages(content, lacking):
    for one in lacking:
        without(content, **LACKING[one])
    site = site_on(content)
    pages = list(all_pages(site))

    assert {link: [] for link, _ in pages} == {link: list(empty_parts(tree)) for link, tree in pages}


def test_without_topics_nothing_leads_to_them(content):
    without(content, **LACKING["topics"])
    site = site_on(content)

    assert "Noch keine." in main_text(page(site, "themen/"))
    assert "Nach Thema" not in main_text(page(site, "termine/"))
    assert "/themen/" not in [node.get("href") for node in page(site, "").iter(f"{XHTML}a")]
