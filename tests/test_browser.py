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
    page.wait_for_function("!location.search")
    assert everything == shown(page).count()


def test_a_shared_choice_is_there_again(page, address):
    page.goto(f"{address}/termine/?free=yes&topic=bildung&topic=nonsense&other=1")

    assert page.get_by_label("kostenlos").is_checked()
    assert "bildung" == page.locator("select[name=topic]").input_value()
    assert all(card.get_attribute("data-free") == "yes" for card in shown(page).all())


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
