"""Amount readers: numbers, sums of money and prices, as people write them; see readers.py."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic_core import PydanticCustomError

from .readers import plain, refuse

# "5", "1.250,50 €", "EUR 12.5"; "5,-" and "5.– Euro" are five
AMOUNT = re.compile(
    r"(?:€|EUR|Euro)?\s*(\d(?:[\d.,]|\s(?=\d))*)(?:[.,][-–—]{1,2})?(?:\s*(?:€|EUR|Euro))?", re.IGNORECASE
)


def number(value: Any) -> int:
    """A whole number, not negative."""
    if not plain(value).isdecimal() or len(value) > 9:  # noqa: PLR2004 - more is a telephone number
        raise refuse("bad-number", value=value)
    return int(value)


def decimal(value: Any) -> Decimal:
    """An amount, written the German or the English way, with or without its currency.

    >>> decimal("8.000"), decimal("1250,50"), decimal("12.5"), decimal("5,- Euro")
    (Decimal('8000'), Decimal('1250.50'), Decimal('12.5'), Decimal('5'))
    """
    found = AMOUNT.fullmatch(plain(value).strip())
    if not found:
        raise refuse("bad-number", value=value)
    written = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", found[1])
    if "," in written or re.fullmatch(r"\d{1,3}(\.\d{3})+", written):
        written = written.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(written)
    except InvalidOperation:
        raise refuse("bad-number", value=value) from None
    if amount >= 10**9:
        raise refuse("bad-number", value=value)
    return amount


def price(value: Any) -> str:
    """A price: an amount of euros as a bare number, however it is written; words stay.

    >>> price("5 €"), price("3,50 Euro"), price("5.-"), price("5 € für Kinder")
    ('5', '3.50', '5', '5 € für Kinder')
    """
    words = plain(value)
    try:
        amount = decimal(words)
    except PydanticCustomError:
        return words
    in_cents = amount.quantize(Decimal("0.01"))
    return f"{in_cents:f}".removesuffix(".00") if in_cents == amount else words
