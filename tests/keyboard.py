"""A walk by keyboard: the next stop, and whether one sees where one is."""

STOP = """() => {
    const it = document.activeElement
    // a link that fills its card draws the outline around the card
    const style = getComputedStyle(it, it.matches('.stretched') ? '::after' : null)
    const box = it.getBoundingClientRect()
    const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/^rgba.* 0\\)$/.test(style.outlineColor)
    const there = box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    return {
        name: (it.getAttribute('aria-label') || it.labels?.[0]?.textContent || it.textContent || '').trim().replace(/\\s+/g, ' '),
        place: `${it.outerHTML.slice(0, 120)} ${style.outline} ${JSON.stringify(box)}`,
        seen: it !== document.body && drawn && there,
    }
}"""


def tab(page, key="Tab"):
    """The name of the next stop; where one cannot see it, the walk ends.

    Raises:
        AssertionError: nothing is drawn around it, or it lies outside of the screen.

    """
    page.keyboard.press(key)
    stop = page.evaluate(STOP)
    assert stop["seen"], stop["place"]
    return stop["name"]


def tab_to(page, name, most=80):
    """Go on until the stop with a name; the names of all on the way.

    Raises:
        AssertionError: it is not among the next `most` stops.

    """
    names = []
    while not names or not names[-1].startswith(name):
        assert len(names) < most, names
        names.append(tab(page))
    return names
