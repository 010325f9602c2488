"""What the head of every page says to search engines and to those who share a link, read by html5lib and json."""

import json
from datetime import date
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest
from babel import Locale

from .rendered import XHTML, page, site_on, write

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# source: schema.org, and what Google's documentation of each kind asks for
MUST_SAY = {
    "BreadcrumbList": {"itemListElement"},
    "Event": {"name", "url", "inLanguage", "organizer"},
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "inLanguage"},
    "Organization": {"name", "url"},
    "Place": {"name", "address"},
    "Project": {"name", "url"},
    "WebPage": {"name", "url"},
    "WebSite": {"name", "url", "inLanguage"},
}


@pytest.fixture(scope="module", params=["golden_site", "shipped_site"])
def heads(request):
    """Every page that search engines may list: its link, what its head says, and the data in it."""
    site = request.getfixturevalue(request.param)
    found = {}
    for path in sorted(site.rglob("index.html")):
        tree = html5lib.parse(path.read_text(encoding="utf-8"))
        metas = {one.get("name") or one.get("property"): one.get("content") for one in tree.iter(f"{XHTML}meta")}
        if "noindex" not in metas.get("robots", ""):
            data = [
                json.loads(one.text) for one in tree.iter(f"{XHTML}script") if one.get("type") == "application/ld+json"
            ]
            links = [(one.get("rel"), one.get("hreflang"), one.get("href")) for one in tree.iter(f"{XHTML}link")]
            title = next(tree.iter(f"{XHTML}title")).text
            link = f"/{path.relative_to(site).parent.as_posix()}/".replace("/./", "/")
            found[link] = {"title": title, "lang": tree.get("lang"), "metas": metas, "links": links, "data": data}
    return site, found


def one(head, rel):
    return next(href for name, _, href in head["links"] if name == rel)


def test_every_page_describes_itself_and_its_link(heads):
    _, found = heads
    for link, head in found.items():
        metas = head["metas"]
        assert metas["description"].strip(), link
        assert metas["description"] == metas["og:description"], link
        assert metas["og:title"] in head["title"], link
        assert metas["og:url"].endswith(link), link
        assert metas["og:site_name"], link
        assert metas["og:type"] in ("website", "article"), link
        assert metas["og:image"].startswith("https://"), link
        assert "summary_large_image" == metas["twitter:card"], link
        assert head["lang"].partition("-")[0] == Locale.parse(metas["og:locale"]).language, link


def test_pages_of_one_language_differ_in_title(heads):
    """The week by its number and this week are the same page by design; a title that many share says nothing."""
    _, found = heads
    for language in {head["lang"] for head in found.values()}:
        titles = [head["title"] for head in found.values() if head["lang"] == language]
        doubled = {title for title in titles if titles.count(title) > 2}
        assert set() == doubled


def test_canonical_is_the_page_itself_or_its_original(heads):
    _, found = heads
    for link, head in found.items():
        canonical = unquote(urlsplit(one(head, "canonical")).path)
        assert canonical in found, link
        assert link.endswith(canonical), link
        if canonical == link:
            languages = {hreflang: unquote(urlsplit(href).path) for rel, hreflang, href in head["links"] if hreflang}
            assert link in languages.values() or not languages, link
            assert all(other in found for other in languages.values()), link
            # each of them names this page in return. Source: Google Search Central, localized versions
            for other in languages.values():
                back = {href for _, hreflang, href in found[other]["links"] if hreflang}
                assert one(head, "canonical") in back, (link, other)


def walk(data):
    """Every object in a tree of JSON-LD."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from walk(value)


def test_data_of_each_kind_say_what_they_must(heads):
    _, found = heads
    kinds = set()
    for link, head in found.items():
        for data in head["data"]:
            assert "https://schema.org" == data["@context"], link
            kinds.add(data["@type"])
            assert set() == MUST_SAY[data["@type"]] - set(data), (link, data["@type"])
            for part in walk(data):
                assert not [name for name, value in part.items() if value in ("", None, [])], link

    assert set(MUST_SAY) == kinds


def test_the_way_from_home_leads_over_pages_that_exist(heads):
    _, found = heads
    ways = [(link, data) for link, head in found.items() for data in head["data"] if data["@type"] == "BreadcrumbList"]
    for link, data in ways:
        steps = data["itemListElement"]
        assert list(range(1, len(steps) + 1)) == [step["position"] for step in steps], link
        assert all(step["name"].strip() for step in steps), link
        assert all(unquote(urlsplit(step["item"]).path) in found for step in steps), link

        if any(link.startswith(folder) and link != folder for folder in ("/projekte/", "/akteure/", "/orte/")):
            assert link == unquote(urlsplit(steps[-1]["item"]).path)

    assert 30 < len(ways)


def test_sitemap_lists_each_page_that_may_be_listed_with_its_languages(heads):
    site, found = heads
    rows = ET.parse(site / "sitemap.xml").getroot().findall(f"{SITEMAP}url")
    listed = [unquote(urlsplit(row.find(f"{SITEMAP}loc").text).path) for row in rows]
    itself = {link for link, head in found.items() if link == unquote(urlsplit(one(head, "canonical")).path)}

    assert len(listed) == len(set(listed))
    assert set() == set(listed) - set(found)
    # the rest are lists that change by the day, pages two and more of a list, and what is for paper or a screen
    parts = ("/heute/", "/woche/", "/archiv", "/seite-", "/druck/", "/bericht/", "/schaufenster/")
    assert set() == {link for link in itself - set(listed) if not any(part in link for part in parts)}
    for row, link in zip(rows, listed, strict=True):
        others = {one.get("hreflang"): unquote(urlsplit(one.get("href")).path) for one in row if one.get("hreflang")}
        said = {name: unquote(urlsplit(href).path) for _, name, href in found[link]["links"] if name}
        assert said == others, link
        for changed in row.findall(f"{SITEMAP}lastmod"):
            assert date.fromisoformat(changed.text)


def test_robots_may_read_everything_and_find_the_sitemap(heads):
    site, found = heads
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()

    assert ["User-agent: *", "Allow: /"] == lines[:2]
    assert one(found["/"], "canonical") + "sitemap.xml" == lines[2].removeprefix("Sitemap: ")


def test_what_has_no_summary_is_described_by_its_date(content):
    write(content, "events/fest.md", "title: Fest\nstart: 2026-12-03 15:00\nplace: laden\norganizer: buero")
    write(
        content,
        "events/netz.md",
        "title: Netz\nstart: 2026-12-03 15:00\nstatus: moved-online\nnote: Wir treffen uns im Netz\nplace: laden",
    )
    write(content, "places/hof.md", "title: Hof\naddress: {street: Hof 1}\nwheelchair: limited")
    site = site_on(content)

    def described(address):
        metas = {one.get("name"): one.get("content") for one in page(site, address).iter(f"{XHTML}meta")}
        return metas["description"]

    assert "Donnerstag, 3.\xa0Dezember 2026, ab 15\xa0Uhr, Laden am Musterplatz" == described("termine/fest/")
    assert "Laden am Musterplatz" not in described("termine/netz/")
    assert "Hof, Büro am Musterplatz" == described("orte/hof/")
