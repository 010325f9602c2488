"""Plots: bars as SVG by matplotlib, readable in black and white; the same figures give the same bytes.

Letters are drawn as outlines, for a picture in a page cannot use the page's fonts; what it says stands in its title and
description and in the table beside it. matplotlib is loaded only when a plot is made.
"""

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path

INK, PAPER = "#1d1b18", "#ffffff"
# in inches
WIDTH, ROW, MARGIN = 8.0, 0.42, 0.35
CSS_DPI = 96


def size_px(count: int) -> tuple[int, int]:
    """Width and height of a plot of `count` bars in CSS pixels, for the page to keep its place."""
    return round(WIDTH * CSS_DPI), round((ROW * count + MARGIN) * CSS_DPI)


def bars(  # noqa: PLR0913 - each is said by name
    labels: Sequence[str], values: Sequence[int], *, title: str, text: str, colour: str, fonts: Path
) -> bytes:
    """Lying bars with their numbers at the end, the first on top; hatched, so that no colour is needed."""
    from matplotlib import rc_context  # noqa: PLC0415 - half a second, and only reports need it
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    regular, bold = (FontProperties(fname=fonts / f"NotoSans-{one}.ttf", size=13) for one in ("Regular", "Bold"))
    height = ROW * len(labels) + MARGIN
    settings = {"svg.fonttype": "path", "svg.hashsalt": "litfass", "hatch.linewidth": 1.2, "hatch.color": PAPER}
    with rc_context(settings):
        figure = Figure(figsize=(WIDTH, height), facecolor=PAPER)
        axes = figure.add_axes((0.34, 0.02, 0.58, 0.96))
        rows = range(len(labels))
        axes.barh(rows, values, height=0.66, color=colour, edgecolor=INK, linewidth=1, hatch="///")
        axes.set_yticks(rows, labels, fontproperties=regular, color=INK)
        for row, value in zip(rows, values, strict=True):
            axes.annotate(
                str(value),
                (value, row),
                (6, 0),
                textcoords="offset points",
                va="center",
                color=INK,
                fontproperties=bold,
            )
        axes.invert_yaxis()
        axes.set_xlim(0, max([*values, 1]) * 1.08)
        axes.xaxis.set_visible(False)
        axes.tick_params(length=0)
        for side in ("top", "right", "bottom"):
            axes.spines[side].set_visible(False)
        data = BytesIO()
        FigureCanvasSVG(figure).print_svg(data, metadata={"Date": None, "Creator": None})
    return _described(data.getvalue().decode(), title, text)


def _described(svg: str, title: str, text: str) -> bytes:
    """The SVG as one picture with a name and a description. Source: SVG 2 §5.8, SVG-AAM."""
    svg = re.sub(r"^.*?(?=<svg)|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    said = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(text)}</desc>'
    head, end, rest = svg.partition(">")
    return f'{head} role="img" aria-labelledby="title desc"{end}{said}{rest}'.encode()
