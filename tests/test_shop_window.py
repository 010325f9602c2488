"""The screen in the shop window: nothing beyond its edge, a code one can scan, and it goes on without the network."""

import io
import re
from datetime import datetime

import html5lib
import pytest
import zxingcpp
from litfass.address import Addresses
from litfass.formats.window import MOST_SLIDES, slides
from litfass.link import link
from litfass.read import read_content
from litfass.settings import ADDRESSES
from PIL import Image

from .conftest import NOW, build, served
from .rendered import site_on
from .test_words import GERMAN

SCREENS = [(1080, 1920), (1920, 1080), (1366, 768), (1280, 1024)]
# what stands outside of its slide, and what stands outside of the screen
OUTSIDE = """() => {
  const found = [];
  const beyond = (one, frame) => one.left < frame.left - 1 || one.right > frame.right + 1
    || one.top < frame.top - 1 || one.bottom > frame.bottom + 1;
  for (const slide of document.querySelectorAll('.slide')) {
    const frame = slide.getBoundingClientRect();
    for (const node of [...slide.querySelectorAll('*')].filter(one => one.textContent))
      if (beyond(node.getBoundingClientRect(), frame)) found.push(node.textContent);
  }
  const screen = new DOMRect(0, 0, innerWidth, innerHeight);
  for (const node of document.querySelectorAll('.window, .window__side *, .window__name *, .window__strip'))
    if (beyond(node.getBoundingClientRect(), screen)) found.push(node.outerHTML);
  const pages = [...document.querySelectorAll('.window__side, .window__name')];
  return found.concat(pages.filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.className));
}"""


def cut(content, now=NOW):
    material, _ = read_content(content)
    moment = datetime.fromisoformat(now).replace(tzinfo=material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), moment, months_back=36, months_ahead=18)
    return slides(site, GERMAN)


HOURS = """  hours:
    - Mo 9-12:30, 13:30-17
    - Di, Do 9:30-12, 14-18:30
    - Mi 9-12
    - Fr 9-13
    - Sa 10-12 (November bis März)
    - Sa 10-14 (15. April bis 31. Oktober)
"""


def crowd(content):
    """Fill today and the days after it with what no screen holds at once, titles as long as they may be, and the week with hours."""
    path = content / "site.yaml"
    path.write_text(re.sub(r"  hours:\n(    - .*\n)+", HOURS, path.read_text(encoding="utf-8")), encoding="utf-8")
    long = (
        "Donaudampfschifffahrtsgesellschaft" * 3
        + " lädt ein zum großen gemeinsamen Fest aller Häuser und Höfe im Quartier"
    )
    for number in range(40):
        day = 24 + number % 7
        (content / f"events/voll-{number}.md").write_text(
            f"---\ntitle: {number} {long if number % 3 else 'Kurz'}\nstart: 2026-11-{day} 18:00\nstatus: cancelled\n"
            f"place: {'Im großen Saal hinter dem Haus ' * 3}\nnote: {'Weil es leider gar nicht anders geht. ' * 6}\n---\n",
            encoding="utf-8",
        )


def test_every_date_of_the_day_is_on_a_slide_in_order(content):
    crowd(content)

    made = cut(content)

    today = [entry.title.split()[0] for slide in made for entry in slide.entries if slide.name == "today"]
    assert len({*today}) == len(today) >= 6
    assert MOST_SLIDES >= len(made)
    assert [one.number for one in made if one.name == "today"] == list(range(1, made[0].count + 1))


def test_the_last_day_of_a_feast_says_until_when_it_goes_on(content):
    text = "---\ntitle: Hoffest\nstart: 2026-11-23 18:00\nend: 2026-11-24 20:00\nplace: laden\n---\n"
    (content / "events/hoffest.md").write_text(text, encoding="utf-8")

    (entry,) = [one for slide in cut(content) for one in slide.entries if one.title == "Hoffest"]

    assert ("bis", "20:00") == (entry.unit, entry.when)


def test_a_day_without_dates_says_so(content):
    made = cut(content, "2027-06-26T10:00")

    assert ("today", ()) == (made[0].name, made[0].entries)


def test_only_hours_of_this_time_of_year_take_room(content):
    crowd(content)

    def seasons(now):
        return [one.season for one in site_on(content, now).opening.hours_now if one.season]

    assert [((11, 1), (3, 31))] == [(one.first, one.last) for one in seasons("2026-12-01T10:00")]
    assert [] == seasons("2026-04-10T10:00")


def test_deadlines_stand_with_the_days_that_are_left(golden_site):
    page = html5lib.parse((golden_site / "schaufenster/index.html").read_text(encoding="utf-8"))
    calls = ["".join(node.itertext()) for node in page.iter() if "slide--calls" in (node.get("class") or "")]

    assert re.search(r"noch 7 Tage · bis Dienstag, 1\. Dezember 2026", re.sub(r"\s+", " ", calls[0]), re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize("full", [False, True], ids=["tiny", "crowded"])
def test_nothing_stands_beyond_the_edge_of_any_screen(browser, content, tmp_path, full):
    if full:
        crowd(content)
    assert 0 == build(content, tmp_path / "output").returncode

    with served(tmp_path / "output") as url:
        for width, height in SCREENS:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{url}/schaufenster/")
            page.evaluate("document.fonts.ready")
            assert [] == page.evaluate(OUTSIDE), (width, height)
            page.close()


@pytest.mark.slow
def test_the_code_can_be_scanned_from_the_screen_and_slides_change(browser, shipped_site):
    with served(shipped_site) as url:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{url}/schaufenster/")
        picture = Image.open(io.BytesIO(page.screenshot()))
        tops = page.evaluate(
            """() => [0, 13000, 25000].map(time => {
              const [move] = document.getAnimations().filter(one => one.animationName === 'window-slides');
              move.pause(); move.currentTime = time;
              return [...document.querySelectorAll('.slide')].findIndex(one => one.getBoundingClientRect().top === 0);
            })"""
        )
        still = browser.new_page(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
        still.goto(f"{url}/schaufenster/")
        moving = still.evaluate("document.getAnimations().filter(one => one.animationName === 'window-slides').length")

    assert ["https://hasenbuck.example/"] == [code.text for code in zxingcpp.read_barcodes(picture)]
    assert [0, 1, 2] == tops
    assert 0 == moving


@pytest.mark.slow
def test_it_renews_itself_and_goes_on_when_the_network_is_gone(browser, content, tmp_path):
    output = tmp_path / "output"
    assert 0 == build(content, output).returncode
    page = browser.new_page()
    page.clock.install(time=datetime.fromisoformat(f"{NOW}:00+01:00"))
    with served(output) as url:
        page.goto(f"{url}/schaufenster/")
        page.wait_for_load_state("networkidle")
        assert not page.locator(".window__stale").is_visible()
        (content / "events/neu.md").write_text(
            "---\ntitle: Eben erst\nstart: 2026-11-24 18:00\n---\n", encoding="utf-8"
        )
        assert 0 == build(content, output).returncode
        page.clock.run_for(10 * 60 * 1000)
        page.wait_for_selector("text=Eben erst", state="attached")
    page.clock.run_for(15 * 3600 * 1000)

    page.wait_for_selector(".window__stale", state="visible")
    assert 1 == page.locator("text=Eben erst").count()


def test_the_page_loads_nothing_but_its_own(golden_site):
    text = (golden_site / "schaufenster/index.html").read_text(encoding="utf-8")
    loaded = re.findall(r'(?:src|href)="(/theme/[^"]+)"', text)

    assert 2 == len(loaded)
    assert 1 == len([name for name in loaded if name.endswith(".js")])
    assert 'http-equiv="refresh"' not in text
    assert ["2026-11-24"] == re.findall(r'data-day="([^"]+)"', text)
