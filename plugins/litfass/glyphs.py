"""Glyphs: which signs the fonts of a folder can draw; who prints and who checks asks here.

Web pages need none of it: what their fonts lack, a device draws with one of its own.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from unicodedata import category

from PIL import ImageFont

# letters and signs of European languages, which every font of ours has
PLAIN = 0x250
# what only says how the sign before or after it is set
SILENT = ("Cf", "Mn", "Cc")
NEVER_DRAWN = "\U0010fffd"


def missing(text: Iterable[str], fonts: Path) -> set[str]:
    """The signs of a text that no font of a folder draws; those that only say how others are set are not among them."""
    return {one for one in set(text) if not one.isascii() and category(one) != "Cf" and not _is_drawn(one, fonts)}


def signs_missing(text: str, fonts: Path) -> list[str]:
    """The signs of a text that a sheet leaves out, in order and each once: emoji and the like; letters are no signs."""
    odd = {one for one in text if ord(one) >= PLAIN and not one.isalpha() and category(one) not in SILENT}
    return sorted(missing(odd, fonts), key=text.index) if odd else []


@cache
def _is_drawn(char: str, fonts: Path) -> bool:
    """Whether one of the fonts draws a character otherwise than one that surely has no glyph."""
    return any(bytes(font.getmask(char)) != bytes(font.getmask(NEVER_DRAWN)) for font in _fonts(fonts))


@cache
def _fonts(folder: Path) -> list[ImageFont.FreeTypeFont]:
    basic = ImageFont.Layout.BASIC
    return [ImageFont.truetype(path, 32, layout_engine=basic) for path in sorted(folder.glob("*.ttf"))]
