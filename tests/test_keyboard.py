"""The keyboard alone: menu, language, dates, calendar and search, and one always sees where one is."""

import pytest

from .keyboard import tab, tab_to

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(params=["light", "dark"])
def page(browser, request):
    """A desk's page, in light and in dark."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=request.param)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert [] == faults


def test_from_the_top_one_skips_chooses_a_page_and_a_language(page, address):
    page.goto(f"{address}/")
    assert "Zum Inhalt springen" == tab(page)
    page.keyboard.press("Enter")
    assert "content" == page.evaluate("document.activeElement.id")

    page.goto(f"{address}/")
    names = tab_to(page, "Projekte")
    assert ["Suche", "Termine", "Mitmachen", "Aktuelles", "Projekte"] == names[-5:]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/projekte/")

    names = tab_to(page, "Türkçe")
    assert ["Deutsch", "Leichte Sprache", "English", "Türkçe"] == names[-4:]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/tr/projekte/")


def test_dates_are_chosen_and_all_shown_again(page, address):
    page.goto(f"{address}/termine/")
    tab_to(page, "Termine auswählen")
    page.keyboard.press("Enter")
    assert not page.locator(".filter__form").is_visible()
    page.keyboard.press("Enter")
    everything = page.locator("[data-date]:visible").count()

    tab_to(page, "Thema")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**/termine/?topic=*")
    assert page.locator("[data-date]:visible").count() < everything
    tab_to(page, "kostenlos")
    page.keyboard.press("Space")
    page.wait_for_url("**/termine/?topic=*&free=yes")
    tab_to(page, "Alle zeigen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/termine/")
    assert everything == page.locator("[data-date]:visible").count()


def test_a_date_comes_into_the_calendar_and_the_whole_page_can_be_walked(page, address):
    page.goto(f"{address}/termine/sprachcafe/")
    tab_to(page, "In meinen Kalender")
    page.keyboard.press("Enter")
    names = [tab(page) for _ in range(4)]
    assert ["Als Datei sichern", "Diese Reihe abonnieren", "Alle Termine abonnieren", "So geht das Abonnieren"] == names

    for _ in names:
        tab(page, "Shift+Tab")
    page.keyboard.press("Space")
    assert not page.locator(".calendar-menu__ways").is_visible()
    assert "Erklärung zur Barrierefreiheit" == tab_to(page, "Erklärung zur Barrierefreiheit")[-1]
