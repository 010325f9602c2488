"""Without network: what was read today is there, what is older is not, and the worker goes when it is not wanted."""

import re
import shutil

import pytest
from litfass.publish import offline
from litfass.release.kinds import HASHED, kind_of
from litfass.release.servers import server_files

from .conftest import ROOT, TESTS, Silent, served
from .rendered import site_on

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MOST_SECONDS = 30
KEPT = """async () => {
    const found = []
    for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname)
    return found
}"""
# what is kept was kept a day and an hour ago; the clock of the worker would go right again when it is begun anew
A_DAY_OLDER = """async () => {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
            const answer = await cache.match(request)
            const saved = answer.headers.get("litfass-saved")
            if (!saved) continue
            const headers = new Headers(answer.headers)
            headers.set("litfass-saved", Number(saved) - 25 * 60 * 60 * 1000)
            await cache.put(request, new Response(await answer.blob(), { headers }))
        }
    }
}"""
STATIC = {
    f"worker/{name}.js": (ROOT / f"theme/static/worker/{name}.js").read_bytes() for name in ("offline", "farewell")
}


def worker(*, wanted):
    """The text of /sw.js when the setting says so."""
    outputs = offline.publish(site_on(TESTS / "site"), {"OFFLINE": wanted, "LINKS": "", "STATIC": STATIC})
    return next(one.data for one in outputs if one.link == "/sw.js")


@pytest.fixture
def page(browser):
    """A phone that was never here."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def site(golden_site, tmp_path):
    """A built site that a test may change."""
    return shutil.copytree(golden_site, tmp_path / "site", ignore=shutil.ignore_patterns("*.pdf", "bilder"))


def wait_for(page, question, arg=None):
    """Ask a page until the answer is yes; wait_for_function takes a promise for a yes."""
    for _ in range(MOST_SECONDS * 5):
        if page.evaluate(question, arg):
            return
        page.wait_for_timeout(200)
    pytest.fail(f"never true: {question} {arg} {page.evaluate(KEPT)}")


def read(page, address, *links):
    """Open pages one after the other, and wait until they, and all they need, are kept."""
    for link in links:
        page.goto(f"{address}{link}")
        style = page.locator("link[rel=stylesheet]").get_attribute("href")
        for path in (link, style, "/offline/"):
            wait_for(page, "path => caches.match(path).then(Boolean)", path)


def test_pages_that_were_read_are_there_without_network_for_a_day(page, golden_site):
    with served(golden_site) as address:
        read(page, address, "/", "/termine/sprachcafe/", "/projekte/")
        page.evaluate("fetch('/kalender/alle.ics').then(() => fetch('/feeds/aktuelles.xml'))")
        kept = page.evaluate(KEPT)

        assert not page.locator(".kept-line").is_visible()

    # the server is gone
    page.goto(f"{address}/termine/sprachcafe/")
    assert "Sprachcafé" in page.title()
    assert "vom Dienstag, 24.\N{NO-BREAK SPACE}November 2026: Termine" in page.locator(".kept-line").inner_text()
    assert "Noto Sans" in page.evaluate("getComputedStyle(document.body).fontFamily")

    page.goto(f"{address}/projekte")  # as one types it
    assert "Projekte" == page.locator("h1").inner_text()

    page.goto(f"{address}/akteure/")
    assert "Gerade haben Sie kein Netz" == page.locator("h1").inner_text()
    assert "0911 0000-100" in page.locator(".office").inner_text()
    assert page.locator(".office__hours").is_visible()
    page.locator(".saved a").first.wait_for()
    links = page.locator(".saved a").evaluate_all("links => links.map(it => it.getAttribute('href'))")
    assert ["/", "/projekte/", "/termine/sprachcafe/"] == sorted(links)

    assert page.context.service_workers[0].url == f"{address}/sw.js"
    page.evaluate(A_DAY_OLDER)
    page.goto(f"{address}/termine/sprachcafe/")
    assert "Gerade haben Sie kein Netz" == page.locator("h1").inner_text()

    assert [] == [path for path in kept if path.endswith((".ics", ".xml")) or path.startswith("/admin/")]
    assert [] == page.faults


def test_a_line_that_brings_nothing_does_not_keep_a_reader_waiting_for_what_is_there(page, golden_site):
    with served(golden_site, Silent) as address:
        read(page, address, "/", "/termine/sprachcafe/")
        Silent.may_answer.clear()
        page.goto(f"{address}/termine/sprachcafe/")
        assert page.locator(".kept-line").is_visible()
        assert "Sprachcafé" in page.title()

        Silent.may_answer.set()
        page.reload()
        assert not page.locator(".kept-line").is_visible()
    assert [] == page.faults


def test_what_was_taken_down_is_not_kept(page, site):
    with served(site) as address:
        read(page, address, "/", "/termine/sprachcafe/")
        shutil.rmtree(site / "termine/sprachcafe")
        page.goto(f"{address}/termine/sprachcafe/")
        wait_for(page, "path => caches.match(path).then(found => !found)", "/termine/sprachcafe/")

    page.goto(f"{address}/termine/sprachcafe/")
    assert "Gerade haben Sie kein Netz" == page.locator("h1").inner_text()
    assert "/" in page.evaluate(KEPT)


def test_a_new_worker_keeps_the_page_at_which_it_came(page, site):
    with served(site) as address:
        read(page, address, "/")
        old = page.evaluate("caches.keys()")
        text = (site / "sw.js").read_text(encoding="utf-8")
        (site / "sw.js").write_text(re.sub(r"(?<=pages )[0-9a-f]{8}|(?<=files )[0-9a-f]{8}", "0" * 8, text))
        page.goto(f"{address}/projekte/")
        wait_for(page, "old => caches.keys().then(names => names.every(name => !old.includes(name)))", old)
        for path in ("/projekte/", "/offline/"):
            wait_for(page, "path => caches.match(path).then(Boolean)", path)

    page.goto(f"{address}/projekte/")
    assert page.locator(".kept-line").is_visible()
    assert [] == page.faults


def test_worker_that_is_not_wanted_any_more_clears_away_what_it_kept(page, site):
    with served(site) as address:
        read(page, address, "/")
        (site / "sw.js").write_bytes(worker(wanted=False))
        for path in site.rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("/theme/offline.", "/theme/none."), encoding="utf-8")
        page.goto(f"{address}/projekte/")
        wait_for(page, "navigator.serviceWorker.getRegistrations().then(found => !found.length)")
        wait_for(page, "caches.keys().then(names => !names.length)")

        page.goto(f"{address}/akteure/")
        assert [] == page.evaluate("caches.keys()")
    assert [] == page.faults


def test_worker_is_small_asked_for_anew_and_knows_names_with_a_hash():
    text = worker(wanted=True).decode()

    assert len(text) < 8_000
    assert "@" not in text
    assert HASHED in text
    assert "no-cache" == kind_of("sw.js").keep == kind_of("quartier/sw.js").keep
    settings = server_files(["sw.js", "index.html"], {}, "/quartier")
    assert "/quartier/sw.js\n  Cache-Control: no-cache\n" in settings["_headers"]
    for name in ("nginx-http.conf", "apache.conf", "Caddyfile"):
        assert "sw\\.js" in settings[name]
        assert "no-cache" in settings[name]
    assert all("worker-src 'self'" in settings[name] for name in ("nginx-http.conf", "apache.conf", "_headers"))
