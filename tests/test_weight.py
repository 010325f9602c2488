"""How heavy the home page is on a bad line, and whether anything jumps while it loads, measured in Chromium."""

import gzip

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MOST_BYTES = 60_000  # of HTML, style, script and letters, squeezed as servers send them; pictures come on top
MOST_SHIFT = 0.02
KINDS = ("document", "stylesheet", "script", "font")
# added up as Core Web Vitals ask. Source: W3C Layout Instability
SHIFT = """
window.shifted = 0
new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value
}).observe({type: 'layout-shift', buffered: true})
"""


def loaded(browser, link):
    """What a phone loads for a page that it has never seen: its bytes by kind, and how much moved meanwhile."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(SHIFT)
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it marks what it is given
    page.goto(link, wait_until="networkidle")
    sizes = dict.fromkeys(KINDS, 0)
    for answer in answers:
        if (kind := answer.request.resource_type) in KINDS:
            body = answer.body()
            sizes[kind] += len(body) if kind == "font" else len(gzip.compress(body, 9))
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(300)
    shifted = page.evaluate("window.shifted")
    context.close()
    return sizes, shifted


def test_home_is_light_in_german(browser, address):
    sizes, _ = loaded(browser, f"{address}/")

    assert sizes["document"] > 1_000
    assert sum(sizes.values()) < MOST_BYTES, sizes


@pytest.mark.parametrize("link", ["", "termine/sprachcafe/", "projekte/"])
def test_nothing_jumps_while_a_page_loads(browser, address, link):
    _, shifted = loaded(browser, f"{address}/{link}")

    assert shifted < MOST_SHIFT
