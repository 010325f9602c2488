"""Reading a built site again: every fault a template or a publisher could make is found, by name."""

from dataclasses import replace

import pytest
from litfass.address import Addresses
from litfass.build import run
from litfass.release.facts import Facts, read_facts
from litfass.release.verify import NotAsItMustBe, moved, read_site, target_of, verify

from .conftest import NOW, TESTS

PAGE = '<!DOCTYPE html><html lang="de"><head><title>x</title>{}</head><body>{}</body></html>'
FEED = "<rss><channel><title>x</title><link>https://a.example/</link>{}</channel></rss>"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
ENTRY = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:20261124T100000Z\r\n{}END:VEVENT\r\n"
MOVED_DATE = "RECURRENCE-ID:20261201T100000Z\r\n"
PDF_TABLE = "%PDF-1.7\nxref\n" + 2000 * " " + "\nstartxref\n9\n%%EOF\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A built site, and what is in it as read again."""
    output = tmp_path_factory.mktemp("verify") / "output"
    given = {"PATH": str(TESTS / "site"), "OUTPUT_PATH": str(output), "LITFASS_NOW": NOW}
    site = run((TESTS / "strictconf.py").resolve(), **given)
    (output / ".litfass.json").unlink()
    return site, read_site(output)


@pytest.mark.slow
def test_site_as_it_is_has_no_fault(built):
    site, book = built

    verify(book, site)

    assert len(book) > 100
    assert moved(book, site.addresses)


@pytest.mark.slow
def test_what_may_be_is_no_fault(built):
    """A place in a file that is no page, as the second page of a sheet; somebody else's page; a page that only leads on."""
    site, book = built
    home = book["index.html"]
    links = (*home.links, "/kalender/alle.ics#seite=2", "https://fremd.example/weg/#weg", "mailto:a@fremd.example")

    book = {**book, "index.html": replace(home, links=links), "alt/index.html": Facts(links=("/",), moved_to="/")}

    verify(book, site)

    assert "/" == moved(book, site.addresses)["/alt/"]
    with pytest.raises(NotAsItMustBe):  # so the page was looked at
        verify({**book, "index.html": replace(home, links=(*links, "/weg/"))}, site)


BELOW = Addresses({}, "https://a.example/quartier")


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("../y/#da", ("/quartier/y/", "da")),
        ("#%C3%A4", ("/quartier/x/", "ä")),
        ("", ("/quartier/x/", "")),
        ("https://a.example/quartier", ("/quartier", "")),
        ("//a.example/quartier/y/", ("/quartier/y/", "")),
        ("webcal://a.example/quartier/y.ics", ("/quartier/y.ics", "")),
        ("WEBCALS://a.example/quartier/y.ics", ("/quartier/y.ics", "")),
        ("https://a.example/quartiere/", None),
        ("https://a.example/", None),
        ("https://a.example:8443/quartier/", None),
        ("https://b.example/quartier/", None),
        ("webcal://b.example/quartier/y.ics", None),
        ("mailto:a@a.example", None),
        ("tel:+49911", None),
    ],
)
def test_what_a_link_means_is_told_by_where_it_stands_and_what_is_ours(written, target):
    assert target == target_of("https://a.example/quartier/x/", written, BELOW)


def test_only_pages_that_moved_become_redirects():
    book = {
        "index.html": Facts(),
        "alt/index.html": Facts(moved_to="/quartier/neu/"),
        "alt.html": Facts(moved_to="/quartier/"),
        "neu/index.html": Facts(),
    }

    assert {"/quartier/alt/": "/quartier/neu/", "/quartier/alt.html": "/quartier/"} == moved(book, BELOW)


def without(book, name):
    return {path: facts for path, facts in book.items() if path != name}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "facts", "fault"),
    [
        ("index.html", {"links": ("/nirgends/",)}, "the link /nirgends/ leads nowhere"),
        ("index.html", {"links": ("/impressum/#weg",)}, "a place that is not on that page"),
        ("index.html", {"links": ("https://musterviertel.example/weg/",)}, "leads nowhere"),
        ("index.html", {"links": ("webcal://musterviertel.example/weg.ics",)}, "leads nowhere"),
        ("index.html", {"loads": ("https://fonts.example/a.css",)}, "from somebody else"),
        ("index.html", {"loads": ("//cdn.example/a.js",)}, "from somebody else"),
        ("index.html", {"loads": ("/theme/weg.css",)}, "which is not there"),
        ("index.html", {"loads": ("data:text/css,x",)}, "instead of a file"),
        ("feeds/termine.xml", {"links": ("https://musterviertel.example/termine/weg/",)}, "leads nowhere"),
        ("kalender/alle.ics", {"wrong": ("is no calendar: x",)}, "is no calendar"),
        ("neu/index.html", {}, "has no link to the imprint page"),
    ],
)
def test_fault_is_found_and_named(path, facts, fault, built):
    site, book = built

    with pytest.raises(NotAsItMustBe) as raised:
        verify({**book, path: Facts(**facts)}, site)

    assert any(line.startswith(f"{path}: ") and fault in line for line in str(raised.value).splitlines())
    assert 3 == raised.value.exitcode


@pytest.mark.slow
def test_missing_page_of_a_published_thing_is_found(built):
    site, book = built
    path = site.addresses.save_as(site.addresses.of(site.events[0]))

    with pytest.raises(NotAsItMustBe, match=f"{path}: the page of event/"):
        verify(without(book, path), site)


@pytest.mark.slow
def test_screen_needs_no_legal_pages_but_a_way_home(built):
    site, book = built

    verify({**book, "schirm/index.html": Facts(links=("/",), is_listed=False)}, site)
    with pytest.raises(NotAsItMustBe, match=r"schirm/index\.html: has no link to the imprint page"):
        verify({**book, "schirm/index.html": Facts(links=("/termine/",), is_listed=False)}, site)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("a.html", PAGE.format("<style>p{}</style>", ""), "has a style inside <style>"),
        ("a.html", PAGE.format("", '<p style="color:red">'), "has a style inside <p>"),
        ("a.html", PAGE.format("<script>x()</script>", ""), "has a script inside the page"),
        ("a.html", PAGE.format("", '<p onclick="x()">'), "has onclick on <p>"),
        ("a.html", PAGE.format("", '<a href="javascript:x()">'), "has a script as address of <a>"),
        ("a.html", PAGE.format("", '<i id="a"></i><b id="a"></b>'), 'has the id "a" twice'),
        ("a.html", "<!DOCTYPE html><html lang=de><title>x</title><p>halb", "ends in the middle"),
        ("a.html", PAGE.format("", '<a href=" JavaScript:x()">'), "has a script as address of <a>"),
        ("a.html", "<html><title></title></html>", "has no language"),
        ("a.html", "<html lang=de><title> </title></html>", "has no title"),
        ("a.xml", "<rss><channel></rss>", "is no XML"),
        ("a.svg", "<svg><g></svg>", "is no XML"),
        ("a.xml", "<rss><channel><title>x</title></channel></rss>", "without title or link"),
        ("a.xml", "<rss><channel><link>https://a.example/</link></channel></rss>", "without title or link"),
        ("a.xml", FEED.format(2 * "<item><guid>a</guid></item>"), "readers cannot tell apart"),
        ("a.xml", FEED.format("<item><guid>a</guid></item><item/>"), "readers cannot tell apart"),
        ("a.ics", "BEGIN:VCALENDAR", "is no calendar"),
        ("a.ics", CALENDAR.format(ENTRY.format("a", "").replace("UID:a\r\n", "")), "without UID or DTSTAMP"),
        ("a.ics", CALENDAR.format(ENTRY.format("a", "").replace("DTSTAMP", "X-NO")), "without UID or DTSTAMP"),
        ("a.ics", CALENDAR.format(2 * ENTRY.format("a", "")), "two entries with one UID"),
        ("a.ics", CALENDAR.format(2 * ENTRY.format("a", "").replace("VEVENT", "VTODO")), "two entries with one UID"),
        ("a.ics", CALENDAR.format(2 * ENTRY.format("a", MOVED_DATE)), "two entries with one UID"),
        ("a.ics", CALENDAR.format(ENTRY.format("a", "DTSTART:morgen\r\n")), "has a wrong line: DTSTART"),
        ("a.pdf", PDF_TABLE.replace("%PDF", "----"), "is no whole PDF"),
        ("a.pdf", "%PDF-1.7 halb", "is no whole PDF"),
        ("a.pdf", "%PDF-1.7\nstartxref\n3\n%%EOF", "whose table is missing"),
        ("a.json", "[", "is no JSON"),
        ("a.webmanifest", "[", "is no JSON"),
        ("a.webp", "", "is empty"),
    ],
)
def test_file_that_is_broken_says_so(name, text, fault):
    assert any(fault in wrong for wrong in read_facts(name, text.encode()).wrong)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", PAGE.format("", '<script type="application/json">{}</script>') + "\n"),
        ("a.xml", FEED.format("<item><guid>a</guid></item><item><guid>b</guid></item>")),
        ("a.xml", "<urlset/>"),
        ("a.ics", CALENDAR.format(ENTRY.format("a", "") + ENTRY.format("a", MOVED_DATE) + ENTRY.format("b", ""))),
        ("a.pdf", PDF_TABLE),
        ("a.json", "[]"),
        ("a.woff2", "x"),
    ],
)
def test_file_that_is_whole_has_no_fault(name, text):
    assert () == read_facts(name, text.encode()).wrong


@pytest.mark.parametrize(
    "element",
    [
        f'<link rel="{rel}" href="/x">'
        for rel in (
            *("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"),
            *("preconnect", "dns-prefetch", "alternate icon"),
        )
    ]
    + [f'<{tag} src="/x">' for tag in ("audio", "embed", "iframe", "img", "input", "script", "track", "video")]
    + ['<object data="/x">', '<svg><image href="/x"/></svg>', '<svg><use href="/x"/></svg>', '<video poster="/x">']
    + ['<picture><source srcset="/x 1x, "></picture>', '<video><source src="/x">', '<link imagesrcset="/x 1x">'],
)
def test_whatever_makes_a_browser_ask_a_server_is_told(element):
    assert ("/x",) == read_facts("a.html", PAGE.format("", element).encode()).loads


@pytest.mark.parametrize(
    ("name", "text", "facts"),
    [
        ("a.css", '@import "/b.css"; p { background: url( "/c.png" ) }', Facts(loads=("/b.css", "/c.png"))),
        (
            "a.xml",
            FEED.format('<item><link> /b/ </link><link/><link> </link><guid>a</guid><enclosure url="/c.jpg"/></item>'),
            Facts(links=("https://a.example/", "/b/"), loads=("/c.jpg",)),
        ),
        (
            "sitemap.xml",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/b/</loc></url></urlset>',
            Facts(links=("/b/",)),
        ),
        (
            "a.ics",
            CALENDAR.format(
                ENTRY.format("a", "URL:https://a.ex\r\n ample/b/\r\nATTACH;FMTTYPE=a/b:https://a.example/c\r\n")
            ),
            Facts(links=("https://a.example/b/", "https://a.example/c")),
        ),
    ],
)
def test_style_feed_sitemap_and_calendar_say_what_they_refer_to(name, text, facts):
    assert facts == read_facts(name, text.encode())


def test_page_that_is_whole_says_what_it_refers_to():
    page = PAGE.format(
        '<link rel="stylesheet" href="/a.css"><link rel="canonical" href="/x/"><meta name="robots" content="noindex">'
        '<meta name="description" content="5; url=/nirgends/">',
        '<h2 id="da"><a href="/b/#c">b</a></h2><img src="/d.jpg" srcset="/e.webp 320w, /f.webp 640w">'
        '<script src="/g.js"></script><script type="application/ld+json">{}</script><form action="/h/"></form><map><area href="/i/"></map>',
    )

    facts = read_facts("a.html", page.encode())

    assert ("/x/", "/b/#c", "/h/", "/i/") == facts.links
    assert "" == facts.moved_to
    assert {"/a.css", "/d.jpg", "/e.webp", "/f.webp", "/g.js"} == set(facts.loads)
    assert {"da"} == facts.anchors
    assert not facts.is_listed
    assert () == facts.wrong


def test_moved_page_says_where_to():
    page = PAGE.format('<meta http-equiv="Refresh" content="0; url=/neu/ ">', "")

    facts = read_facts("a.html", page.encode())

    assert ("/neu/", ("/neu/",)) == (facts.moved_to, facts.links)
    assert "" == read_facts("a.html", page.replace("0; url=/neu/ ", "300").encode()).moved_to
