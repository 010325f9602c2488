"""What a browser says to our pages: nothing refused by our own policy, nothing fetched from anybody else, no cookie."""

import pytest

from .conftest import served


@pytest.fixture(scope="module")
def address(golden_site):
    """Where the tiny neighbourhood is served."""
    with served(golden_site) as url:
        yield url


@pytest.fixture(scope="module")
def page(browser):
    """A page of a new browser that knows nothing, with lists of what it said and asked for."""
    context = browser.new_context()
    made = context.new_page()
    made.said, made.asked = [], []
    made.on("console", lambda message: made.said.append((made.url, message.type, message.text)))
    made.on("pageerror", lambda error: made.said.append((made.url, "error", str(error))))
    made.on("dialog", lambda dialog: made.said.append((made.url, "dialog", dialog.message)))
    made.on("request", lambda request: made.asked.append(request.url))
    yield made
    context.close()


def one_of_each_kind(site):
    """Links of pages, one for each shape of page: the folder's name, and how deep; moved ones lead elsewhere."""
    kinds = {}
    for path in sorted(site.rglob("index.html")):
        parts = path.relative_to(site).parent.parts
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            kinds.setdefault((parts[:1], len(parts)), "/".join((*parts, "")))
    return sorted(kinds.values())


@pytest.mark.slow
def test_browser_refuses_nothing_and_asks_nobody_else(golden_site, address, page):
    links = one_of_each_kind(golden_site)

    for link in links:
        assert page.goto(f"{address}/{link}").ok, link

    assert 10 < len(links)
    assert [] == page.said
    assert [] == [url for url in page.asked if not url.startswith(address)]
    assert "Noto Sans" in page.evaluate("getComputedStyle(document.body).fontFamily")


@pytest.mark.slow
def test_nothing_is_left_on_the_visitors_device(address, page):
    page.goto(f"{address}/")

    assert [] == page.context.cookies()
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")


@pytest.mark.slow
def test_script_that_somebody_smuggled_in_does_not_run(address, page):
    page.goto(f"{address}/")

    refused = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.violatedDirective))
            const bad = document.createElement('script')
            bad.textContent = 'window.bad = 1'
            document.head.append(bad)
            setTimeout(() => done('nothing'), 2000)
        })"""
    )

    assert "script-src-elem" == refused
    assert page.evaluate("window.bad") is None
