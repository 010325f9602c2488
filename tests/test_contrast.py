"""Colours of a neighbourhood: what is refused, what is offered instead, and that the sums are those of the style sheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litfass.model import contrast

from .conftest import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOURS)
def test_what_is_offered_can_be_read_and_is_then_taken(colour):
    offered = contrast.nearest(colour)

    assert contrast.is_readable(offered)
    assert offered == contrast.nearest(offered)
    assert not contrast.is_readable(colour) or colour == offered


# source: WebAIM's contrast checker
@pytest.mark.parametrize(("one", "ratio"), [("#777777", 4.48), ("#ff0000", 4.0), ("#0000ff", 8.59), ("#767676", 4.54)])
def test_contrast_is_that_of_wcag(one, ratio):
    assert ratio == pytest.approx(contrast.ratio(one, "#ffffff"), abs=0.01)


def test_grounds_are_those_of_the_style_sheet():
    css = (ROOT / "theme/static/css/tokens.css").read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--(paper|moon|night): (#[0-9a-f]{6});", css))

    assert {"paper": contrast.PAPER, "moon": contrast.MOON, "night": contrast.NIGHT} == tokens
    assert {f"{contrast.MOON_SHARE:.0%}"} == set(re.findall(r"in oklab, [^;]*var\(--moon\) (\d+%)", css))


@pytest.mark.browser
def test_a_browser_mixes_as_we_do(browser):
    page = browser.new_page()
    for colour in ("#a8321d", "#1f5f66", "#8a5a00"):
        mixed = page.evaluate(
            """([colour, moon, share]) => {
                const box = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
                const probe = document.body.appendChild(document.createElement('i'))
                probe.style.color = `color-mix(in oklab, ${colour}, ${moon} ${share * 100}%)`
                box.fillStyle = getComputedStyle(probe).color
                box.fillRect(0, 0, 1, 1)
                return [...box.getImageData(0, 0, 1, 1).data].slice(0, 3)
            }""",
            [colour, contrast.MOON, contrast.MOON_SHARE],
        )
        ours = contrast.mixed_with_moon(colour)
        assert all(abs(int(ours[1 + 2 * i : 3 + 2 * i], 16) - mixed[i]) <= 1 for i in range(3)), (ours, mixed)
    page.close()
