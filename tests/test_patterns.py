"""The catalogue of components: made of real pages, with each component in it, and readable for everyone."""

import shutil

import pytest
from litfass.patterns.examples import examples, shown
from litfass.patterns.pages import ALL, STATES, components
from playwright.sync_api import expect

from .conftest import ROOT, TESTS, litfass, served
from .rendered import write
from .test_accessibility import TAGS

# when the pause of the winter has begun, and a deadline has just passed
NOW = "2026-12-24T10:00"
# what the tiny neighbourhood lacks: a file's key and its value, put in before the last line of its head
MORE = {
    "actors/buero.md": "goals: [Gute Nachbarschaft]\nexpect: [Zeit]\nexpect_not: [Geld]\nmandate: Im Auftrag der Stadt.",
    "events/sprachcafe.md": "sign_language_video: {file: film.mp4, poster: garten.jpg}",
    "events/lange-nacht.md": "source: {title: Haus der Nacht, url: 'https://nacht.example'}",
    "participation/platz.md": "documents: [{file: plan.pdf, title: Der Plan}]",
    "projects/garten.md": "periodical: {frequency: vierteljährlich, pages: 8}",
}
# only parts of a page, without its landmarks and headings
OF_PARTS = [tag for tag in TAGS if tag != "best-practice"]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """The catalogue of the tiny neighbourhood in German and Arabic, with something of everything."""
    folder = tmp_path_factory.mktemp("patterns")
    content = folder / "content"
    shutil.copytree(TESTS / "site", content, ignore=shutil.ignore_patterns("*.tr.*"))
    info = content / "site.yaml"
    info.write_text(info.read_text().replace("languages: [de, tr]", "languages: [de, ar]"))
    for path, lines in MORE.items():
        head, text = (content / path).read_text().split("\n---\n", 1)
        (content / path).write_text(f"{head}\n{lines}\n---\n{text}")
    (content / "videos").mkdir()
    (content / "videos/film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    for number in range(13):
        write(content, f"news/2026-10-01-nachricht-{number}.md", f"title: Nachricht {number}\ndate: 2026-10-01")
    options = ("--conf", TESTS / "strictconf.py", "--content", content, "--output", folder / "made", "--now", NOW)
    done = litfass("patterns", *options)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "" == done.stderr
    return folder / "made"


@pytest.mark.slow
def test_every_component_has_an_entry_with_examples(catalogue):
    index = (catalogue / "index.html").read_text(encoding="utf-8")

    for one in components(ROOT / "theme/templates"):
        assert f'href="{one.name}.html"' in index
        assert (catalogue / f"{one.name}.html").is_file()
        texts = [(catalogue / STATES / f"{one.name}.{code}.html").read_text(encoding="utf-8") for code in ("de", "ar")]
        assert any(">from " in text for text in texts), one.name


@pytest.mark.slow
def test_states_that_must_be_told_apart_are_all_shown(catalogue):
    badges = (catalogue / STATES / "status_badge.de.html").read_text(encoding="utf-8")

    assert {"cancelled", "rescheduled", "full"} <= {
        name for name in ("cancelled", "rescheduled", "full", "online") if f"status-badge--{name}" in badges
    }


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("look", [("de", 320, "dark"), ("ar", 1280, "light")], ids=str)
def test_axe_finds_nothing_in_the_catalogue(npm, browser, catalogue, look):
    language, width, scheme = look
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.add_init_script(path=npm / "axe-core/axe.min.js")
    page = context.new_page()
    with served(catalogue) as address:
        page.goto(f"{address}/{STATES}/{ALL}.{language}.html")
        whole = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        found = page.evaluate(whole, OF_PARTS)["violations"]
    context.close()

    assert [] == [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


@pytest.mark.slow
@pytest.mark.browser
def test_frames_show_a_component_in_both_schemes_and_directions(npm, browser, catalogue):
    context = browser.new_context(viewport={"width": 1700, "height": 900}, color_scheme="null")
    context.add_init_script(path=npm / "axe-core/axe.min.js")
    page = context.new_page()
    with served(catalogue) as address:
        page.goto(f"{address}/index.html")
        page.get_by_role("link", name="date_block", exact=True).click()
        page.locator(".frame--390").nth(3).wait_for()
        expect(page.locator(".frame--390:not([style*=block-size])")).to_have_count(0, timeout=60_000)
        bodies = [page.frame_locator(".frame--390").nth(number).locator("body") for number in range(4)]
        shown = [
            body.evaluate("one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).direction, innerWidth]")
            for body in bodies
        ]
        whole = "rules => axe.run({exclude: ['iframe']}, {runOnly: rules, resultTypes: ['violations']})"
        found = page.evaluate(whole, TAGS)["violations"]
    context.close()

    paper, night = "rgb(247, 242, 232)", "rgb(25, 23, 20)"
    assert [[paper, "ltr", 390], [night, "ltr", 390], [paper, "rtl", 390], [night, "rtl", 390]] == shown
    assert [] == [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_the_first_example_shows_most_and_what_adds_nothing_is_left_out():
    card = '<!--[card--><p class="card{}">x</p><!--]card-->'
    states = ("", " card--off topic-a", " card--off topic-b", " card--new")
    text = "<body>" + "".join(card.format(state) for state in states)

    found = examples({"a.html": text}, {"card": "card"})["card"]

    assert ["card card--off topic-a", "card card--new"] == [text[one.start : one.end].split('"')[1] for one in found]
    assert [(), ("card--new",)] == [one.shows for one in found]


def test_an_example_stands_in_the_elements_it_stood_in():
    text = (
        '<html><body><main><div class="day"><h3 class="day__date">1</h3><ul class="day__list"><li>gone</li><li>'
        '<!--[card--><p id="a"><a href="../x/index.html">x</a><a href="#a">y</a></p><!--]card--></li></ul></div></main>'
    )
    one = examples({"t/y/index.html": text}, {"card": "card"})["card"][0]

    html, is_head = shown(text, one, 7, "../site")

    assert not is_head
    assert (
        '<main><div class="day"><h3 class="states__hollow day__date"></h3><ul class="day__list"><li>'
        '<p id="a-7"><a href="../site/t/x/index.html">x</a><a href="#a-7">y</a></p></li></ul></div></main>'
    ) == html


def test_the_column_of_an_icon_stays_beside_what_is_shown_without_it():
    text = '<html><body><div class="office"><svg class="icon"><use href="#a"></use></svg><p><b>x</b><!--[now-->open<!--]now--></p></div>'
    one = examples({"index.html": text}, {"now": "now"})["now"][0]

    html, _ = shown(text, one, 1, "../site")

    assert (
        '<div class="office"><svg class="states__hollow icon"></svg><p><b class="states__hollow"></b>open</p></div>'
        == html
    )


@pytest.mark.slow
@pytest.mark.browser
def test_the_list_of_components_fits_a_telephone(browser, catalogue):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    with served(catalogue) as address:
        page.goto(f"{address}/index.html")
        width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert 390 == width
