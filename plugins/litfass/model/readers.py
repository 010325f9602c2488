"""Readers: how a text an editor wrote becomes a value; each refusal carries a code of messages.toml.

Days and times are read in time_readers.py, rhythms in rhythm_readers.py, amounts in amount_readers.py. Knows no model and no file; fields.py makes types of them.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from babel import localedata
from pydantic_core import PydanticCustomError

from . import contrast
from .german import meant_by

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# a path of plain parts, none of which leads up; it ends like a file or a folder
OLD_PATH = re.compile(r"(?:/(?!\.)[\w.~+,@-]+)+(?:/|(?<=\.html)|(?<=\.htm)|(?<=\.php))")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
AGES = re.compile(
    r"(?P<youngest>\d{1,3})\s*(?:[-–]|bis|to)\s*(?P<oldest>\d{1,3})|(?:ab|from)\s*(?P<least>\d{1,3})|(?P<plus>\d{1,3})\s*(?:\+|plus)"
    r"|(?:bis|to)\s*(?P<most>\d{1,3})",
    re.IGNORECASE,
)
YES = "yes"
FLAGS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nein": False}


def refuse(code: str, **values: Any) -> PydanticCustomError:
    """Make the error that validate/ turns into a Problem with this code."""
    return PydanticCustomError(code, code, values)


def plain(value: Any) -> str:
    """One line of plain text.

    >>> plain("Café & <b>Größe</b>")
    'Café & <b>Größe</b>'
    """
    if not isinstance(value, str):
        raise refuse("want-text")
    if "\n" in value:
        raise refuse("one-line")
    return value


def text(value: Any) -> str:
    """Text of one or more lines."""
    if not isinstance(value, str):
        raise refuse("want-text")
    return value


def limited(limit: int) -> Callable[[Any], str]:
    """Make a reader of plain text of at most `limit` characters."""

    def read(value: Any) -> str:
        if len(plain(value)) > limit:
            raise refuse("too-long", length=len(value), limit=limit)
        return value

    read.limit = limit
    return read


def flag(value: Any) -> bool:
    """Yes or no, in English or German.

    >>> flag("no"), flag("ja")
    (False, True)
    """
    if isinstance(value, bool):
        return value
    if plain(value).lower() not in FLAGS:
        raise refuse("bad-flag", value=value)
    return FLAGS[value.lower()]


def flag_or_text(value: Any) -> bool | str:
    """Yes, no, or words that say more: "Spielecke bis 19 Uhr"."""
    return FLAGS.get(plain(value).lower(), value) if not isinstance(value, bool) else value


def levels(value: Any) -> tuple[str, ...]:
    """One or two levels, the wider one first.

    >>> levels("Süd > Hasenbuck"), levels("Sprachcafé")
    (('Süd', 'Hasenbuck'), ('Sprachcafé',))
    """
    if isinstance(value, tuple):
        return value
    parts = tuple(part.strip() for part in plain(value).split(" > "))
    if len(parts) > 2 or not all(parts):  # noqa: PLR2004 - two levels, as the docstring says
        raise refuse("bad-levels", value=value)
    return parts


def degrees(value: Any) -> float:
    """A geographic coordinate in degrees."""
    if not re.fullmatch(r"-?\d{1,3}([.,]\d{1,12})?°?", plain(value)):
        raise refuse("bad-degrees", value=value)
    return float(value.replace(",", ".").rstrip("°"))


def slug(value: Any) -> str:
    """What may stand in an address."""
    if not SLUG.fullmatch(plain(value)) or len(value) > 80:  # noqa: PLR2004 - bad-input.md's limit
        raise refuse("bad-slug", value=value)
    return value


def old_address(value: Any) -> str:
    """What a thing was found under before: the last part of an address, or a whole path such as "/2019/05/fest.html"."""
    if SLUG.fullmatch(plain(value)):
        return slug(value)
    if not OLD_PATH.fullmatch(value) or len(value) > 200:  # noqa: PLR2004 - longer than any that was printed
        # a whole address of the web, or one without its last stroke
        meant = re.sub(r"^https?://[^/]*", "", value)
        guess = next((one for one in (meant, f"{meant}/", f"/{meant}") if OLD_PATH.fullmatch(one)), "")
        raise refuse("bad-old-address", value=value, guess=guess)
    return value


def url(value: Any) -> str:
    """An address on the web; only http and https."""
    if not re.fullmatch(r"https?://[^\s/?#<>\"']+[^\s<>\"']*", plain(value), re.IGNORECASE):
        is_bare = re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", value, re.IGNORECASE)
        raise refuse("bad-url", value=value, guess=f"https://{value}" if is_bare else "")
    try:
        urlsplit(value)
    except ValueError:  # a bracket of an IPv6 address that is never closed
        raise refuse("bad-url", value=value) from None
    return value


def online(value: Any) -> str:
    """How to take part on the web: an address, YES when that is told elsewhere, or words; "" when one cannot.

    >>> online("ja"), online("nein"), online("https://video.example/rat"), online("Den Link gibt es im Büro")
    ('yes', '', 'https://video.example/rat', 'Den Link gibt es im Büro')
    """
    said = FLAGS.get(plain(value).lower()) if not isinstance(value, bool) else value
    if said is not None:
        return YES if said else ""
    if not re.search(r"[\s.:/]", value):
        raise refuse("bad-online", value=value)
    return value if " " in value else url(value)


def email(value: Any) -> str:
    """An e-mail address, checked for its form only."""
    if not EMAIL.fullmatch(plain(value)):
        # "mailto:…", "<…>", "a (at) b.de"; of two, the first
        found = EMAIL.search(re.sub(r"\s*[(\[]\s*(?:at|ät)\s*[)\]]\s*", "@", value.removeprefix("mailto:")))
        raise refuse("bad-email", value=value, guess=found[0] if found else "")
    return value


def telephone(value: Any) -> str:
    r"""A telephone number as people write it, with spaces and hyphens of one kind.

    >>> telephone("0911\u00a012\u201134")
    '0911 12-34'
    """
    number = " ".join(plain(value).replace("\u2011", "-").split())
    if not re.fullmatch(r"\+?[\d ()/–-]{3,30}", number):
        raise refuse("bad-telephone", value=value)
    return number


def language(value: Any) -> str:
    """A language tag as in BCP 47, lower case, such as "tr" or "de-simple"."""
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{4,8})?", plain(value)):
        raise refuse("bad-language", value=value)
    return value


def written_language(value: Any) -> str:
    """A language in which pages can be written: the names of its days and months are known. Source: CLDR."""
    if not localedata.exists(language(value).partition("-")[0]):
        raise refuse("language-unknown", value=value)
    return value


def colour(value: Any) -> str:
    """A colour as #rrggbb, lower case, in which text can be read."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", plain(value)):
        raise refuse("bad-colour", value=value)
    if not contrast.is_readable(value.lower()):
        raise refuse("weak-colour", value=value, other=contrast.nearest(value.lower()))
    return value.lower()


def focus(value: Any) -> str:
    """Where the important part of a picture is: "left top", "center", "right"."""
    words = plain(value).split()
    known = ("left", "center", "right", "top", "bottom")
    if len(words) > 2 or not set(words) <= set(known):  # noqa: PLR2004 - across and down
        raise refuse("bad-choice", value=value, known=", ".join(known))
    return value


def ages(value: Any) -> tuple[int | None, int | None]:
    """The youngest and oldest age; None where there is no limit.

    >>> ages("6-10"), ages("ab 12 Jahren"), ages("ab 1 Jahr"), ages("60+")
    ((6, 10), (12, None), (1, None), (60, None))
    """
    if isinstance(value, tuple):
        return value
    match = AGES.fullmatch(re.sub(r"(?i)\s*(?:jahr(?:en?)?|years?)$", "", plain(value)).strip())
    if not match or (match["youngest"] and int(match["youngest"]) > int(match["oldest"])):
        raise refuse("bad-ages", value=value)
    youngest, oldest = match["youngest"] or match["least"] or match["plus"], match["oldest"] or match["most"]
    return (int(youngest) if youngest else None, int(oldest) if oldest else None)


def single_or_list(value: Any) -> Any:
    """A lone value where a list may stand is a list of one; a mapping is never."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        raise refuse("want-list")
    return tuple(value) if isinstance(value, list) else value


def names_or_list(value: Any) -> Any:
    """A list of what holds no comma of its own: "kinder, familien" are two."""
    if isinstance(value, str) and "," in value:
        return tuple(one for part in value.split(",") if (one := part.strip()))
    return single_or_list(value)


names_or_list.parted = True


def choice(*known: str) -> Callable[[Any], str]:
    """Make a reader of one word out of a few."""

    def read(value: Any) -> str:
        if plain(value) not in known:
            from ..problems import nearest  # noqa: PLC0415

            guess = meant_by(value, known) or nearest(value, known)
            raise refuse("bad-choice", value=value, known=", ".join(known), guess=guess)
        return value

    read.known = known
    return read
