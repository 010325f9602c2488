"""Glue: where no line may end, as a typesetter would say: "e. V.", "80 cm", "3. Dezember", "15:00–17:00".

Between Site and the publishers: knows letters only.
"""

import re

NBSP = "\u00a0"
WORD_JOINER = "\u2060"
MONTHS = "Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"
UNITS = "mm|cm|m|km|g|kg|kB|MB|€|Euro|%|Uhr"
# the space comes first, so that only spaces are looked at; then what a look at one character rules out
HOLDS = re.compile(
    r" (?<=[.\d] )(?:(?=V\.)(?<=\be\. )|(?=B\.)(?<=\bz\. )"
    r"|(?=\d)(?:(?<=\b0\d\d )|(?<=\b0\d{3} )|(?<=\b0\d{4} ))"
    rf"|(?=(?:{UNITS})(?!\w))(?<=\d )"
    rf"|(?=(?:{MONTHS}))(?<=\d\. )"
    r"|(?=[A-ZÄÖÜ])(?<=\b\d{5} ))"
)
SPAN = re.compile("–(?=\\d)")
HYPHEN = re.compile("[-–](?=\\w)")
DAY = re.compile(r"(?<!\d)(\d{1,2}\.?) (?=[^\W\d])")


def glued(text: str) -> str:
    """A text whose lines end where nothing is torn.

    >>> glued("1.–3. Dezember, 15–18 Uhr") == f"1.–{WORD_JOINER}3.{NBSP}Dezember, 15–{WORD_JOINER}18{NBSP}Uhr"
    True
    """
    return SPAN.sub(f"–{WORD_JOINER}", held(text))


def held(text: str) -> str:
    """The same where addresses may stand among the words, which no sign is put into: HTML.

    >>> held("Chor e. V., 90461 Nürnberg, 0911 0000-300, am 3. Dezember, 5 Euro").count(NBSP)
    5
    """
    return HOLDS.sub(NBSP, text)


def unparted(text: str) -> str:
    """A text that no line parts at a hyphen or dash between two signs: "15:00–17:00", "step-free".

    >>> unparted("15:00–17:00") == f"15:00–{WORD_JOINER}17:00"
    True
    """
    return HYPHEN.sub(rf"\g<0>{WORD_JOINER}", text)


def with_its_month(text: str) -> str:
    """A day in the words of any language, its number and what follows never torn: "3. Dezember", "3 грудня"."""
    return DAY.sub(rf"\1{NBSP}", text)
