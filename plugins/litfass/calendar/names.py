"""Names: weekdays, months and small numbers as people write them, German and English, long and short; all in lower case."""

import re

# as office programs and telephones write a hyphen
DASHES = re.compile("[\u2010-\u2015\u2212]")
GERMAN_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GERMAN_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
ENGLISH_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GERMAN_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# 0 is Monday
WEEKDAYS = {
    name: number
    for names in (GERMAN_DAYS, ENGLISH_DAYS, GERMAN_SHORT, ENGLISH_SHORT)
    for number, name in enumerate(names)
} | {"sonnabend": 5}
MONTHS = {name: number for names in (GERMAN_MONTHS, ENGLISH_MONTHS) for number, name in enumerate(names, 1)}
# also as people shorten them
SPOKEN_MONTHS = MONTHS | {name[:3]: number for name, number in MONTHS.items()} | {"jänner": 1, "mrz": 3, "sept": 9}
NUMBERS = {
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "zehn": 10,
    "vierzehn": 14,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "fourteen": 14,
}
# without the German ending: "zweite" stands for "zweiten" too; -1 is the last
ORDINALS = {
    "erste": 1,
    "zweite": 2,
    "dritte": 3,
    "vierte": 4,
    "fünfte": 5,
    "letzte": -1,
    "vorletzte": -2,
    "1.": 1,
    "2.": 2,
    "3.": 3,
    "4.": 4,
    "5.": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}


def weekday_of(word: str) -> int:
    """The number of a weekday; "dienstags", "Di." and "Tuesdays" too."""
    plain = word.lower().rstrip(".")
    return WEEKDAYS[plain] if plain in WEEKDAYS else WEEKDAYS[plain.removesuffix("s")]


def ordinal_of(word: str) -> int:
    """The number of an ordinal, whatever its ending."""
    return ORDINALS[word] if word in ORDINALS else ORDINALS[word.rstrip("nrs")]
