"""How heavy the home page is on a bad line, and whether anything jumps while it loads, measured in Chromium."""

import gzip

import pytest

from .conftest import LateLetters, served

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MOST_BYTES = 60_000  # of HTML, style, script and letters, squeezed as servers send them; pictures come on top
MOST_SHIFT = 0.04  # Core Web Vitals call 0.1 good
KINDS = ("document", "stylesheet", "script", "font")
# where rows of buttons may break, tables grow, and scripts add forms
JUMPY = ("", "termine/", "termine/2026/12/", "projekte/", "akteure/", "suche/")
# added up as Core Web Vitals ask. Source: W3C Layout Instability
SHIFT = """
window.shifted = 0
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value
}).observe({type: 'layout-shift', buffered: true})
"""


def opened(browser, link):
    """A page that a phone has never seen, loaded as far as anything moves by itself, and all that was answered."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(SHIFT)
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it marks what it is given
    assert page.goto(link, wait_until="load").ok, link
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 200)))")
    return page, answers


def shifted(browser, link):
    """How much moves on a phone while a page loads, and while somebody reads on and letters and pictures come late."""
    page, _ = opened(browser, link)
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(200)
    found = page.evaluate("window.shifted")
    page.context.close()
    return found


def test_home_is_light_in_german(browser, address):
    page, answers = opened(browser, f"{address}/")
    sizes = dict.fromkeys(KINDS, 0)
    for answer in answers:
        if (kind := answer.request.resource_type) in KINDS:
            body = answer.body()
            sizes[kind] += len(body) if kind == "font" else len(gzip.compress(body, 9))
    page.context.close()

    assert sizes["document"] > 1_000
    assert sum(sizes.values()) < MOST_BYTES, sizes


@pytest.mark.parametrize("language", ["", "tr/", "uk/", "ar/"])
def test_nothing_jumps_while_a_page_loads(browser, shipped_site, language):
    """Also where a script adds a form and letters come late.

    Whatever letters a telephone has of its own: they are as wide as ours, or stay for the page.
    """
    with served(shipped_site, LateLetters) as address:
        found = {link: shifted(browser, f"{address}/{language}{link}") for link in JUMPY}

    assert {} == {link: moved for link, moved in found.items() if moved >= MOST_SHIFT}
