"""Contrast: whether a colour can be read on the site's grounds, light and dark, and the nearest that can.

Source: WCAG 2.2, 1.4.3; the mixing is that of CSS Color 4, color-mix() in OKLab, as theme/static/css/tokens.css does it.
"""

from functools import cache
from math import copysign

PAPER, MOON, NIGHT = "#f7f2e8", "#f5eee0", "#191714"
MOON_SHARE = 0.46  # of a colour in the dark
LEAST = 4.5
# below them light grows evenly. Source: IEC 61966-2-1
DARK_CODED, DARK_LIGHT = 0.04045, 0.0031308
STEP = 0.005  # of OKLab's lightness: smaller than anybody sees

Parts = tuple[float, float, float]


def is_readable(colour: str) -> bool:
    """Whether text in a colour, and paper on it, can be read by day and by night.

    >>> is_readable("#a8321d"), is_readable("#ffcc00"), is_readable("#000000")
    (True, False, False)
    """
    return ratio(colour, PAPER) >= LEAST and ratio(mixed_with_moon(colour), NIGHT) >= LEAST


def mixed_with_moon(colour: str) -> str:
    """What a colour becomes in the dark."""
    lightness, a, b = (
        (1 - MOON_SHARE) * own + MOON_SHARE * moon for own, moon in zip(_lab(colour), _lab(MOON), strict=True)
    )
    return _hex((lightness, a, b))


@cache
def nearest(colour: str) -> str:
    """The colour of the same hue that is readable and differs least in lightness."""
    lightness, a, b = _lab(colour)
    for step in range(int(1 / STEP)):
        for other in (lightness - step * STEP, lightness + step * STEP):
            if 0 < other < 1 and is_readable(found := _hex((other, a, b))):
                return found
    return "#1d4f91"


def ratio(one: str, other: str) -> float:
    """How much two colours differ in lightness: 1 to 21. Source: WCAG 2.2, contrast ratio.

    >>> round(ratio("#ffffff", "#000000"))
    21
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Parts:
    """Red, green and blue of "#rrggbb" as light, 0 to 1. Source: IEC 61966-2-1."""
    found = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= DARK_CODED else ((one + 0.055) / 1.055) ** 2.4 for one in found)
    return red, green, blue


def _lab(colour: str) -> Parts:
    """Lightness and two opponents. Source: CSS Color 4, sample code for OKLab."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _hex(lab: Parts) -> str:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    light = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, _coded(one)))):02x}" for one in light)


def _coded(light: float) -> float:
    size = abs(light)
    return copysign(12.92 * size if size <= DARK_LIGHT else 1.055 * size ** (1 / 2.4) - 0.055, light)
