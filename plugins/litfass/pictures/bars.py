"""Bars: plots as SVG by matplotlib, readable in black and white; the same figures give the same bytes.

Letters are drawn as outlines, for a picture in a page cannot use the page's fonts; what it says stands in its title and
description and in the table beside it. matplotlib is loaded only when a plot is made.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import Any

# no ground: in the dark the page turns ink into light (report.css), and paper is white by itself
INK, PAPER = "#1d1b18", "#ffffff"
# in inches
WIDTH, ROW, MARGIN = 5.2, 0.42, 0.25
CSS_DPI = 96
# in signs: what is longer stands in two lines
LABEL = 22
# signs that our fonts do not draw, and what looks the same
ALIKE = str.maketrans({"\N{MODIFIER LETTER APOSTROPHE}": "\N{RIGHT SINGLE QUOTATION MARK}"})


def size_px(count: int) -> tuple[int, int]:
    """Width and height of a plot of `count` bars in CSS pixels, for the page to keep its place."""
    return round(WIDTH * CSS_DPI), round((ROW * count + MARGIN) * CSS_DPI)


def bars(  # noqa: PLR0913 - each is said by name
    labels: Sequence[str], values: Sequence[int], *, title: str, text: str, colour: str, fonts: Path, rtl: bool
) -> bytes:
    """Lying bars with their numbers at the end, the first on top; hatched, so that no colour is needed.

    Where `rtl`, they grow from right to left.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - half a second, and only reports need it
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    height = ROW * len(labels) + MARGIN
    settings = {"svg.fonttype": "path", "svg.hashsalt": "litfass", "hatch.linewidth": 1.2, "hatch.color": PAPER}
    with rc_context(settings):
        figure = Figure(figsize=(WIDTH, height), facecolor="none")
        axes = figure.add_axes((0.08, 0.02, 0.52, 0.96) if rtl else (0.4, 0.02, 0.52, 0.96))
        axes.barh(range(len(labels)), values, height=0.66, color=colour, edgecolor=INK, linewidth=1, hatch="///")
        _name(axes, labels, values, fonts, rtl=rtl)
        _put_first_on_top(axes, max([*values, 1]), rtl=rtl)
        data = BytesIO()
        FigureCanvasSVG(figure).print_svg(data, metadata={"Date": None, "Creator": None})
    return _described(data.getvalue().decode(), title, text)


def _name(axes: Any, labels: Sequence[str], values: Sequence[int], fonts: Path, *, rtl: bool) -> None:
    """Write what each bar stands for before it, and its number at its end."""
    regular, bold = _fonts(fonts)
    rows = range(len(labels))
    axes.set_yticks(rows, ["\n".join(wrap(one.translate(ALIKE), LABEL)) for one in labels], color=INK)
    for label in axes.get_yticklabels():
        label.set(fontproperties=regular, linespacing=1.05)
    beside = {"textcoords": "offset points", "va": "center", "ha": "right" if rtl else "left"}
    for row, value in zip(rows, values, strict=True):
        axes.annotate(str(value), (value, row), (-6 if rtl else 6, 0), color=INK, fontproperties=bold, **beside)


def _put_first_on_top(axes: Any, most: int, *, rtl: bool) -> None:
    """Let the bars lie from above, and nothing be seen of the frame but the line they begin at."""
    axes.set_facecolor("none")
    axes.invert_yaxis()
    axes.set_xlim(0, most * 1.08)
    if rtl:
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    axes.xaxis.set_visible(False)
    axes.tick_params(length=0)
    for side in ("top", "left" if rtl else "right", "bottom"):
        axes.spines[side].set_visible(False)


@cache
def _fonts(folder: Path) -> tuple[Any, Any]:
    """Our two faces, each with its Arabic one behind it; under names of their own, so that no other font is taken."""
    from matplotlib.font_manager import FontEntry, FontProperties, fontManager  # noqa: PLC0415

    found = []
    for weight in ("Regular", "Bold"):
        names = [f"{folder}/{face}-{weight}" for face in ("NotoSans", "NotoSansArabic")]
        fontManager.ttflist += [FontEntry(fname=f"{name}.ttf", name=name, size="scalable") for name in names]
        found.append(FontProperties(family=names, size=12))
    return found[0], found[1]


def _described(svg: str, title: str, text: str) -> bytes:
    """The SVG as one picture with a name and a description. Source: SVG 2 §5.8, SVG-AAM."""
    svg = re.sub(r"^.*?(?=<svg)|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    said = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(text)}</desc>'
    head, end, rest = svg.partition(">")
    return f'{head} role="img" aria-labelledby="title desc"{end}{said}{rest}'.encode()
