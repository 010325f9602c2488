"""Encoding: a file's bytes become its text, or it is said as what they were saved."""

import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from .characters import refuse_controls
from .document import ParseFailure

# how files begin that office programs and cameras make, whatever their name ends in
NO_TEXT = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG")
# of plain letters in UTF-16 every second byte is zero
MANY = 4


def text_of(data: bytes) -> str:
    """Text in NFC with Unix line ends and without a byte order mark."""
    if data.startswith(NO_TEXT):
        raise ParseFailure("not-text", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise ParseFailure("empty-file", 1)
    try:
        refuse_controls(text, 1)
    except ParseFailure:
        if _is_utf16(data):
            raise _not_utf8(data, 0) from None
        raise
    return text


def _not_utf8(data: bytes, at: int) -> ParseFailure:
    """The failure of what no UTF-8 can be from the byte `at` on."""
    if _is_utf16(data):
        return ParseFailure("not-utf8", 1, name="UTF-16")
    return ParseFailure("not-utf8", data.count(b"\n", 0, at) + 1, name="Windows-1252")


def _is_utf16(data: bytes) -> bool:
    """Whether Windows calls it "Unicode"."""
    return data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or data.count(0) > len(data) // MANY
