"""Slug: a text as it may stand in an address or mark a heading."""

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"})
# as office programs and telephones write a hyphen
HYPHENS = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
SLUG_BYTES = 80


def slugify(title: str) -> str:
    """A title as it may stand in an address; "" when nothing of it can.

    >>> slugify("Größe zählt: Café & Müll")
    'groesse-zaehlt-cafe-muell'
    >>> slugify("Juni–August")
    'juni-august'
    """
    plain = unicodedata.normalize("NFKD", title.translate(UMLAUTS | HYPHENS)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:SLUG_BYTES].rsplit("-", 1)[0] if len(slug) > SLUG_BYTES else slug
