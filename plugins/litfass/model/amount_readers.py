"""Amount readers: numbers, sums of money and prices, as people write them; see readers.py."""

import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from .readers import plain, refuse

# "5", "1.250,50 €", "EUR 12.5"; "5,-" and "5.– Euro" are five
AMOUNT = re.compile(
    r"(?:€|EUR|Euro)?\s*(\d(?:[\d.,]|\s(?=\d))*)(?:[.,][-–—]{1,2})?(?:\s*(?:€|EUR|Euro))?", re.IGNORECASE
)
# thousands are parted by one kind of mark, cents by the other
SUM = re.compile(
    r"(?P<euros>\d+|[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<cents>\d{1,2}))?"
)

# what people write where a price would stand, in the languages that pages have
FREE = {
    *("kostenlos", "kostenfrei", "frei", "gratis", "umsonst", "eintritt frei", "freier eintritt", "free"),
    *("free of charge", "ücretsiz", "bedava", "безкоштовно", "бесплатно", "مجاني", "مجانًا"),
}


def number(value: Any) -> int:
    """A whole number, not negative."""
    if not plain(value).isdecimal() or len(value) > 9:  # noqa: PLR2004 - more is a telephone number
        raise refuse("bad-number", value=value)
    return int(value)


def decimal(value: Any) -> Decimal:
    """An amount, written the German or the English way, with or without its currency.

    Cents are one or two digits; three behind a point or a comma are thousands.

    >>> [str(decimal(written)) for written in ("8.000", "10,000", "1,250.50", "1250,50", "12.5", "5,- Euro")]
    ['8000', '10000', '1250.50', '1250.50', '12.5', '5']
    """
    found = AMOUNT.fullmatch(plain(value).strip())
    written = found and SUM.fullmatch(re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", found[1]))
    if not written:
        raise refuse("bad-number", value=value)
    amount = Decimal(re.sub("[.,]", "", written["euros"]) + (f".{written['cents']}" if written["cents"] else ""))
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


def is_free(value: Any) -> bool:
    """Whether a price says that there is none to pay: a word for it, or no euros.

    >>> is_free("Kostenlos"), is_free("0,00 €"), is_free("frei für Kinder")
    (True, True, False)
    """
    if not isinstance(value, str):
        return False
    words = value.strip(" .!").casefold()
    if words[:1].isalpha():
        return words in FREE
    return "0" in words and price(value) == "0"
