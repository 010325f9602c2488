"""The search: what is found by which words, when its index is made, and its page in a real browser."""

import importlib.util
import json
import re
import shutil
import subprocess

import pytest
from litfass.formats.searchable import entries, other_words
from litfass.kept.store import Store
from litfass.problems import EnvironmentFault
from litfass.publish import search

from .conftest import TESTS, build, missing, served, settings_in
from .keyboard import tab_to
from .rendered import site_on, words_of, write

CONF = ("LITFASS_SEARCH = True", 'LITFASS_PUBLISHERS = ("assets", "icons", "images", "pages", "search")')


def with_pagefind():
    if not importlib.util.find_spec("pagefind"):
        missing("pagefind", "nobody looked anything up in the search")


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Straßenfest", "fest"),
        ("Sommerfest am See", "feier"),
        ("Kinderflohmarkt", "flohmarkt"),
        ("Lastenrad zum Ausleihen", "fahrrad"),
        ("Verfügungsfonds", "geld"),
        ("Sprachcafé", "deutschkurs"),
        ("kostenlos", "gratis"),
    ],
)
def test_people_find_it_by_their_own_words(written, typed):
    assert typed in other_words(written, "de")
    assert typed in other_words(written, "de-simple")


@pytest.mark.parametrize("written", ["Interessen", "Festival", "Adressen", "Literatur", "Aufgabe"])
def test_words_that_only_look_as_if_bring_nothing(written):
    assert () == other_words(written, "de")


def test_words_of_other_languages_are_their_own():
    assert "ödünç" in other_words("kiralık", "tr")
    assert "عيد" in other_words("احتفال", "ar")
    assert () == other_words("Straßenfest", "en")


def test_every_thing_with_a_page_is_found_and_nothing_else():
    site = site_on(TESTS / "site")
    found = list(entries(site, words_of(site)))

    things = [thing for kind, things in site.things.items() if kind != "closure" for thing in things]
    assert sorted(site.addresses.of(thing) for thing in things) == sorted(entry.link for entry in found)
    assert not [entry for entry in found if "Entwurf" in entry.title or "Zukunft" in entry.title]
    cinema = next(entry for entry in found if entry.link == "/termine/kino-im-hof/")
    assert ("Termine", False) == (cinema.group, cinema.is_past)


def test_untranslated_things_are_found_by_facts_in_the_page_s_language():
    site = site_on(TESTS / "site").in_language("tr")
    found = {entry.link: entry for entry in entries(site, words_of(site))}

    assert "" == found["/tr/termine/sprachcafe/"].language
    assert "de" == found["/tr/termine/kino-im-hof/"].language


def published(site, **more):
    own = {"SEARCH": True, "KEPT": Store(None), "WORDS": words_of(site)} | more
    return {output.link: output for output in search.publish(site, own)}


def test_without_the_setting_there_is_a_page_and_no_index():
    assert ["/suche/"] == list(published(site_on(TESTS / "site"), SEARCH=False))


def test_a_missing_pagefind_is_said_in_words(monkeypatch):
    def nothing(_):
        raise search.PackageNotFoundError

    monkeypatch.setattr(search, "version", nothing)
    with pytest.raises(EnvironmentFault, match="LITFASS_SEARCH = False"):
        published(site_on(TESTS / "site"))


def test_a_pagefind_that_fails_is_said_in_words(monkeypatch):
    with_pagefind()
    monkeypatch.setattr("pagefind.service.get_executable", lambda: shutil.which("false"))

    with pytest.raises(EnvironmentFault, match="could not make the index"):
        published(site_on(TESTS / "site"))


def test_a_pagefind_that_ended_before_it_was_asked_is_said_in_words(monkeypatch):
    with_pagefind()
    monkeypatch.setattr("pagefind.service.get_executable", lambda: shutil.which("false"))
    monkeypatch.setattr(subprocess.Popen, "__enter__", lambda process: (process.wait(), process)[1])

    with pytest.raises(EnvironmentFault, match="could not make the index"):
        published(site_on(TESTS / "site"))


@pytest.mark.slow
def test_same_things_make_the_same_index_and_are_indexed_once(tmp_path, content, monkeypatch):
    with_pagefind()
    first = published(site_on(content), KEPT=Store(tmp_path / "a"))
    again = published(site_on(content), KEPT=Store(tmp_path / "b"))
    made = {link: output.data for link, output in first.items() if link != "/suche/"}
    assert made == {link: output.data for link, output in again.items() if link != "/suche/"}

    def refuse(*_):
        raise AssertionError("indexed again")

    monkeypatch.setattr(search, "_packed", refuse)
    assert set(first) == set(published(site_on(content), KEPT=Store(tmp_path / "a")))
    write(content, "events/neu.md", "title: Neu\nstart: 2026-12-03 15:00\nplace: laden\norganizer: buero")
    with pytest.raises(AssertionError, match="indexed again"):
        published(site_on(content), KEPT=Store(tmp_path / "a"))


@pytest.mark.slow
def test_nothing_of_pagefinds_own_looks_is_published():
    with_pagefind()
    names = [link for link in published(site_on(TESTS / "site")) if link != "/suche/"]

    assert "/suche/index/pagefind.js" in names
    assert [] == [name for name in names if name.endswith(".css") or "-ui" in name or "worker" in name]
    assert any(re.fullmatch(r"/suche/index/wasm\.de\.pagefind", name) for name in names)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a site with the search is served."""
    with_pagefind()
    folder = tmp_path_factory.mktemp("search")
    content = shutil.copytree(TESTS / "site", folder / "content")
    head = "start: 2026-12-0{} 15:00\nplace: laden\norganizer: buero"
    write(content, "events/strasse.md", "title: Straßenfest\nsummary: Mit Musik.\n" + head.format(3))
    write(content, "events/messe.md", "title: Messe\nsummary: Fremde Interessen.\n" + head.format(4))
    for number in range(12):
        write(content, f"events/lauf-{number}.md", f"title: Dauerlauf {number}\n" + head.format(5))
    done = build(content, folder / "output", "--conf", settings_in(folder, *CONF))
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder / "output") as url:
        yield url


@pytest.fixture
def page(browser, address):
    """A phone's page; whatever the browser complains of, and each request to another host, is a failure."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(address) else None)
    yield page
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert [] == faults


def titles(page, count=1):
    """Titles of what was found, once so many are there: each is fetched after their number is said."""
    found = page.locator(".search__title")
    if count:
        found.nth(count - 1).wait_for()
    return found.all_inner_texts()


def said(page, text):
    page.get_by_role("status").filter(has_text=text).wait_for()


@pytest.mark.slow
@pytest.mark.browser
def test_fest_finds_a_strassenfest_with_the_keyboard_alone(page, address):
    page.goto(f"{address}/")
    tab_to(page, "Suche")
    page.keyboard.press("Enter")
    page.get_by_label("Was suchen Sie?").wait_for()
    tab_to(page, "Was suchen Sie?")
    page.keyboard.type("Fest")
    page.keyboard.press("Enter")
    said(page, "Gefunden: ")

    assert "Straßenfest" in titles(page)
    assert "Messe" not in titles(page)
    assert page.url.endswith("/suche/?q=Fest")
    tab_to(page, "Straßenfest", most=12)
    page.keyboard.press("Enter")
    page.wait_for_url("**/termine/strassenfest/")
    page.go_back()
    said(page, "Gefunden: ")
    assert "Straßenfest" in titles(page)


@pytest.mark.slow
@pytest.mark.browser
def test_results_come_ten_at_a_time_and_the_next_gets_the_focus(page, address):
    page.goto(f"{address}/suche/?q=Dauerlauf")
    said(page, "Gefunden: 12")
    assert 10 == len(titles(page, 10))
    page.get_by_role("button", name="Mehr zeigen").click()

    assert 12 == len(set(titles(page, 12)))
    assert titles(page)[10] == page.evaluate("document.activeElement.textContent")
    assert not page.get_by_role("button", name="Mehr zeigen").is_visible()


@pytest.mark.slow
@pytest.mark.browser
def test_one_may_choose_a_kind_and_hears_when_there_is_nothing(page, address):
    page.goto(f"{address}/suche/?q=Musterplatz")
    said(page, "Gefunden: ")
    everything = int(page.get_by_role("status").inner_text().partition(": ")[2])
    page.get_by_label("Nur").select_option("Orte")
    said(page, "Gefunden: 2")
    assert everything > 2
    assert all("Orte" in line for line in page.locator(".search__line").all_inner_texts())

    page.get_by_label("Nur").select_option("")
    page.get_by_label("Was suchen Sie?").fill("<b>xyzzy")
    said(page, "Nichts gefunden für: <b>xyzzy")
    assert [] == titles(page, 0)


@pytest.mark.slow
@pytest.mark.browser
def test_two_taps_bring_nothing_twice_and_what_was_typed_is_said_as_it_is(page, address):
    page.goto(f"{address}/suche/?q=Dauerlauf")
    titles(page, 10)
    page.get_by_role("button", name="Mehr zeigen").evaluate("it => { it.click(); it.click() }")
    assert 12 == len(set(titles(page, 12))) == len(titles(page))

    page.get_by_label("Was suchen Sie?").fill("xyzzy $& $'")
    said(page, "Nichts gefunden für: xyzzy $& $'")


@pytest.fixture
def bad_line(browser, address):
    """The search on a phone whose line fails as a test wants it; what the browser says of that is no fault."""
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{address}/suche/")
    yield page
    context.close()


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("lost", ["pagefind.js", "pf_meta", "pf_index", "pf_fragment"])
def test_a_line_that_fails_once_does_not_end_the_search_and_finds_no_nothing(bad_line, lost):
    gone = re.compile(re.escape(lost))
    bad_line.route(gone, lambda route: route.fulfill(status=404, body="<h1>Nicht da</h1>"))
    field = bad_line.get_by_label("Was suchen Sie?")
    field.fill("Dauerlauf")
    said(bad_line, "Die Suche geht gerade nicht.")
    assert not bad_line.locator(".search__results").is_visible()

    bad_line.unroute(gone)
    field.press("Enter")
    said(bad_line, "Gefunden: 12")
    assert 10 == len(titles(bad_line, 10))


@pytest.mark.slow
@pytest.mark.browser
def test_more_that_does_not_come_is_said_beside_its_button_and_comes_later(bad_line):
    bad_line.get_by_label("Was suchen Sie?").fill("Dauerlauf")
    said(bad_line, "Gefunden: 12")
    bad_line.context.set_offline(True)
    more = bad_line.get_by_role("button", name="Mehr zeigen")
    more.click()
    bad_line.locator(".search__failed", has_text="Die Suche geht gerade nicht.").wait_for()
    said(bad_line, "Die Suche geht gerade nicht.")
    assert 10 == len(titles(bad_line))

    bad_line.context.set_offline(False)
    more.click()
    assert 12 == len(titles(bad_line, 12))
    assert "" == bad_line.locator(".search__failed").inner_text()


@pytest.mark.slow
@pytest.mark.browser
def test_who_waits_is_told_so(bad_line):
    bad_line.route(re.compile("pf_index"), lambda route: (bad_line.wait_for_timeout(1500), route.continue_()))
    bad_line.get_by_label("Was suchen Sie?").fill("Dauerlauf")
    said(bad_line, "Suche läuft")
    said(bad_line, "Gefunden: 12")
    assert 10 == len(titles(bad_line, 10))


@pytest.mark.slow
@pytest.mark.browser
def test_each_language_has_a_search_of_its_own(page, address):
    page.goto(f"{address}/tr/suche/?q=kahve")
    said(page, "Bulunan: ")

    assert "Dil kafesi" in titles(page)
    page.goto(f"{address}/tr/suche/?q=Kino")
    said(page, "Bulunan: ")
    assert "de" == page.get_by_role("link", name="Kino im Hof").get_attribute("lang")


@pytest.mark.slow
@pytest.mark.browser
def test_words_of_another_language_are_looked_up_there(page, address):
    page.goto(f"{address}/suche/?q=kahve")
    said(page, "Nichts gefunden für: kahve")
    page.get_by_role("list", name="In einer anderen Sprache suchen").get_by_role("link", name="Türkçe").click()
    said(page, "Bulunan: ")

    assert "Dil kafesi" in titles(page)
    assert not page.locator(".search__elsewhere").is_visible()


@pytest.mark.slow
@pytest.mark.browser
def test_without_script_there_are_other_ways_and_no_dead_form(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/suche/")

    assert not page.locator("form").is_visible()
    assert page.get_by_role("main").get_by_role("link", name="Grün").is_visible()
    assert page.get_by_role("main").get_by_role("link", name="Was war").is_visible()
    context.close()


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_is_loaded_before_somebody_searches(browser, address):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/suche/", wait_until="networkidle")
    assert [] == [url for url in asked if "/index/" in url]
    page.get_by_label("Was suchen Sie?").fill("Fest")
    said(page, "Gefunden: ")

    assert json.loads(context.request.get(f"{address}/suche/index/pagefind-entry.json").text())["languages"]["de"]
    assert [url for url in asked if "/suche/index/" in url]
    context.close()
