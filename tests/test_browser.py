"""What only a real browser shows: scripts at work, on the shipped site, with every other host out of reach."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture
def page(browser, address):
    """A phone's page; errors of scripts and requests to other hosts are failures."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(address) else None)
    yield page
    context.close()
    assert [] == faults


def shown(page):
    return page.locator("[data-date]:visible")


def test_filter_shows_only_what_was_chosen_and_says_how_many(page, address):
    page.goto(f"{address}/termine/")
    everything = shown(page).count()
    page.get_by_text("Termine auswählen").click()
    page.locator("select[name=topic]").select_option("gruen")
    chosen = shown(page)

    assert 0 < chosen.count() < everything
    assert all("gruen" in (card.get_attribute("data-topic") or "").split() for card in chosen.all())
    assert f"Termine: {chosen.count()}" == page.locator(".filter output").inner_text()
    assert page.url.endswith("?topic=gruen")
    assert page.locator(".day:visible").count() == len(
        {card.evaluate("it => it.closest('.day').id") for card in chosen.all()}
    )

    page.get_by_role("button", name="Alle zeigen").click()
    page.wait_for_url("**/termine/")  # a function to wait for would be text to evaluate, which the policy refuses
    assert everything == shown(page).count()


def test_a_shared_choice_is_there_again(page, address):
    page.goto(f"{address}/termine/?free=yes&topic=bildung&topic=nonsense&other=1")

    assert page.get_by_label("kostenlos").is_checked()
    assert "bildung" == page.locator("select[name=topic]").input_value()
    assert all(card.get_attribute("data-free") == "yes" for card in shown(page).all())


def test_no_link_leads_to_a_day_that_the_choice_hides(page, address):
    page.goto(f"{address}/termine/2026/12/")
    everything = page.locator(".month-grid a[href]").count()
    page.goto(f"{address}/termine/2026/12/?topic=gruen")
    page.locator(".with-script--ready").wait_for()
    days = page.locator(".day:visible").evaluate_all("days => days.map(it => `#${it.id}`)")
    links = page.locator(".month-grid a[href]").evaluate_all("links => links.map(it => it.getAttribute('href'))")
    assert days == sorted(links)

    page.get_by_role("button", name="Alle zeigen").click()
    page.wait_for_url("**/termine/2026/12/")
    assert everything == page.locator(".month-grid a[href]").count() > len(days)


def test_paper_says_that_it_shows_a_choice(page, address):
    page.goto(f"{address}/termine/?topic=gruen")
    page.locator(".filter__title").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".filter__count").is_visible()
    assert ["topic"] == page.locator(".filter select:visible").evaluate_all("all => all.map(it => it.name)")

    page.goto(f"{address}/termine/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator(".filter").is_visible()


def test_filter_works_with_the_keyboard_alone(page, address):
    page.goto(f"{address}/termine/")
    page.locator(".filter summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("kostenlos").focus()
    page.keyboard.press("Space")

    assert page.get_by_label("kostenlos").is_checked()
    assert "Termine:" in page.locator(".filter output").inner_text()


def test_without_script_all_dates_are_there_and_no_empty_form(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/termine/")

    assert shown(page).count() > 10
    assert not page.locator(".filter").is_visible()
    assert page.locator(".choices a[href='/termine/kostenlos/']").first.is_visible()
    context.close()


@pytest.mark.parametrize("link", ["tr/", "ar/"])
def test_without_script_a_narrow_phone_shows_in_which_language_the_page_is(browser, address, link):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/{link}")
    row, mine = (page.locator(f".language-switch {one}").bounding_box() for one in ("ul", "[aria-current]"))
    context.close()

    assert row["x"] <= mine["x"]
    assert mine["x"] + mine["width"] <= row["x"] + row["width"]


def test_calendar_menu_opens_without_script_and_asks_nobody_else(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/termine/sprachcafe/")
    assert not page.get_by_role("button", name="Teilen").is_visible()

    page.locator(".calendar-menu summary").click()
    links = page.locator(".calendar-menu a").evaluate_all("links => links.map(it => it.getAttribute('href'))")
    visible = [link.is_visible() for link in page.locator(".calendar-menu a").all()]
    context.close()

    assert [True] * 4 == visible
    assert [
        "/termine/sprachcafe/termin.ics",
        "webcal://hasenbuck.example/termine/sprachcafe/termin.ics",
        "webcal://hasenbuck.example/kalender/alle.ics",
        "/abonnieren/",
    ] == links


def test_share_hands_the_address_on_or_copies_it_and_says_so(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(f"{address}/termine/sprachcafe/")
    page.get_by_role("button", name="Teilen").click()
    page.get_by_text("Die Adresse ist kopiert.").wait_for()
    assert "https://hasenbuck.example/termine/sprachcafe/" == page.evaluate("navigator.clipboard.readText()")

    page.add_init_script("navigator.share = async data => { window.shared = data }")
    page.reload()
    page.get_by_role("button", name="Teilen").click()
    title = {"title": "Sprachcafé", "url": "https://hasenbuck.example/termine/sprachcafe/"}
    assert title == page.evaluate("window.shared")
    assert "" == page.locator(".share-said").inner_text()


def test_language_is_remembered_when_it_was_picked_and_sends_nobody_elsewhere(page, address):
    marked = page.locator(".language-switch__picked")
    page.goto(f"{address}/ar/")
    assert 0 == page.evaluate("localStorage.length")

    page.goto(f"{address}/")
    page.locator(".language-switch").get_by_text("Türkçe").click()
    page.wait_for_url(f"{address}/tr/")
    assert 0 == marked.count()

    page.goto(f"{address}/termine/")
    page.wait_for_selector(".language-switch__picked")
    assert ["Türkçe"] == marked.all_inner_texts()
    assert page.url == f"{address}/termine/"
    assert ["/tr/termine/"] == [link.get_attribute("href") for link in marked.all()]
    assert [] == page.context.cookies()


DAY_LATER = "{ const now = Date.now; Date.now = () => now() + 24 * 60 * 60 * 1000 }"


def test_a_tab_one_comes_back_to_on_another_day_is_loaded_anew_where_there_is_network(page, address):
    page.goto(f"{address}/")
    page.evaluate("window.isOld = true")
    page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    with page.expect_navigation():
        page.evaluate(DAY_LATER)
        page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.isOld === undefined")

    page.evaluate(DAY_LATER)
    page.evaluate("{ window.isOld = true; window.fetch = () => Promise.reject(new TypeError('no network')); 0 }")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.wait_for_timeout(500)
    assert page.evaluate("window.isOld")
    assert "Heute im Quartier" == page.locator("h1").inner_text()


SMALL = """() => [...document.querySelectorAll('header a, footer a, .facts a:only-child')]
    .filter(link => link.getBoundingClientRect().height < 43.5).map(link => link.textContent)"""


@pytest.mark.parametrize("link", ["", "ar/", "akteure/quartiersmanagement-hasenbuck/"])
def test_a_finger_hits_what_stands_close(browser, address, link):
    """Source: WCAG 2.5.5, 44 px."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{link}")
    small = page.evaluate(SMALL)
    context.close()

    assert [] == small


def test_a_german_summary_stays_with_its_title_on_an_arabic_page_and_a_text_does_not(page, address):
    page.goto(f"{address}/ar/projekte/")
    beside = page.locator(".project-card p[dir=ltr]").first.evaluate("it => getComputedStyle(it).textAlign")
    page.goto(f"{address}/ar/projekte/lastenrad-fuer-alle/")

    assert "end" == beside
    assert "start" == page.locator(".prose[dir=ltr] p").first.evaluate("it => getComputedStyle(it).textAlign")


def test_holidays_of_a_month_are_seen_in_forced_colours(browser, address):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}/termine/2026/12/")
    edges = {
        name: page.locator(f".holiday-key__sign.month-grid__{name}").first.evaluate(
            "it => getComputedStyle(it).borderStyle"
        )
        for name in ("school", "holiday")
    }
    poster = page.goto(f"{address}/") and page.locator(".date-block--poster").evaluate(
        "it => getComputedStyle(it).borderStyle"
    )
    context.close()

    assert 2 == len(set(edges.values()))
    assert "none" == poster


WIDER = """it => {
    it.style.overflowWrap = "normal"
    it.style.hyphens = "none"
    it.textContent = "Donnerstag"
    return it.scrollWidth - it.clientWidth
}"""


@pytest.mark.parametrize("width", [320, 340, 1024, 1100])
def test_longest_weekday_stands_whole_beside_a_day_of_two_figures(browser, address, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/termine/sprachcafe/")
    page.locator(".date-block--poster .date-block__day").evaluate("it => { it.textContent = '28' }")
    too_wide = page.locator(".date-block--poster .date-block__weekday").evaluate(WIDER)
    page.close()

    assert 0 == too_wide


@pytest.mark.slow
@pytest.mark.parametrize("link", ["abonnieren/", "de-simple/abonnieren/", "uk/abonnieren/"])
def test_no_word_of_what_one_can_subscribe_to_is_torn_on_a_narrow_phone(browser, address, link):
    """Also where nothing hyphenates: in Leichte Sprache, and where the browser knows no rules of a language."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}/{link}")
    torn = page.evaluate(
        """() => [...document.querySelectorAll('.subscriptions th')].flatMap(head => {
            const words = document.createRange(), found = [], text = head.firstChild
            for (const {index, 0: word} of text.data.matchAll(/\\p{L}+/gu)) {
                words.setStart(text, index)
                words.setEnd(text, index + word.length)
                if (words.getClientRects().length > 1) found.push(word)
            }
            return found
        })"""
    )
    page.close()

    assert [] == torn


def test_cards_of_news_end_where_their_words_end(browser, address):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{address}/")
    beyond = page.locator(".news-card").evaluate_all(
        "cards => cards.map(it => it.lastElementChild.getBoundingClientRect().bottom - it.getBoundingClientRect().bottom)"
    )
    page.close()

    assert beyond
    assert max(beyond) < 1


def test_logos_keep_their_white_plate_and_days_left_their_contrast_in_forced_colours(browser, address):
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/")
    plate = page.locator(".funders__logos").evaluate("it => getComputedStyle(it).backgroundColor")
    left = page.locator(".deadline__left").first.evaluate("it => getComputedStyle(it).color")
    text = page.locator("body").evaluate("it => getComputedStyle(it).color")
    context.close()

    assert "rgb(255, 255, 255)" == plate
    assert text == left
