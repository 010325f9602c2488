"""Characters: what no text may hold, in a file or in what its escapes stand for."""

import re

from .document import ParseFailure

# C0 and C1 controls but tab and line feed, line and paragraph separators, bidi overrides, surrogates, BOM, and what is
# no character at all
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def refuse_controls(text: str, first_line: int) -> None:
    """Refuse a text with a forbidden character, whose first line is `first_line`."""
    # quick, and nothing forbidden is printable
    if text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable():
        return
    if found := FORBIDDEN.search(text):
        name = f"U+{ord(found.group()):04X}"
        raise ParseFailure("control-character", text.count("\n", 0, found.start()) + first_line, name=name)
