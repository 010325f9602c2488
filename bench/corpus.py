"""Corpus: a made-up neighbourhood of any size, the same for the same seed; sites.py writes it down for each tool.

60 % news, 25 % events of which each fifth repeats, 8 % projects, 7 % actors, with texts of 150 to 400 words that use what
body promises: headings, lists, tables, definitions, abbreviations, quotations, links to other things and to the web.
"""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 23)
# what the ids of topics in site.yaml are; their labels are the same words with a capital
TOPICS = ("begegnung", "bildung", "klima", "kultur", "wohnen", "gesundheit", "arbeit", "sport")
SHARES = {"event": 0.25, "project": 0.08, "actor": 0.07}
REPEATING = 5  # each fifth event
FEWEST_WORDS, MOST_WORDS = 150, 400
FOLDERS = {"news": "news", "event": "events", "project": "projects", "actor": "actors"}
LISTS = {"news": "aktuelles", "event": "termine", "project": "projekte", "actor": "akteure"}
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})


@dataclass(frozen=True)
class Item:
    """One thing: what all tools show of it, and `fields` that only Litfass understands."""

    kind: str
    slug: str
    title: str
    day: date
    topics: tuple[str, ...]
    body: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Its path in a content folder, the same for each tool."""
        dated = f"{self.day}-" if self.kind == "news" else ""
        return f"{FOLDERS[self.kind]}/{dated}{self.slug}.md"

    @property
    def address(self) -> str:
        """Where its page stands on the site, the same for each tool."""
        year = f"{self.day.year}/" if self.kind == "news" else ""
        return f"{LISTS[self.kind]}/{year}{self.slug}/"


def counts(number: int) -> dict[str, int]:
    """How many things of each kind there are among so many."""
    others = {kind: round(number * share) for kind, share in SHARES.items()}
    return {"news": number - sum(others.values()), **others}


def make(number: int, seed: int = 1) -> list[Item]:
    """So many things; each links to things that exist."""
    chance = random.Random(seed)
    kinds = [kind for kind, count in counts(number).items() for _ in range(count)]
    bare = [_bare(kind, index + 1, chance) for index, kind in enumerate(kinds)]
    by_kind = {kind: [item for item in bare if item.kind == kind] for kind in LISTS}
    return [
        _filled(item, index, bare, by_kind, chance) for items in by_kind.values() for index, item in enumerate(items)
    ]


def _bare(kind: str, number: int, chance: random.Random) -> Item:
    """A thing without text: enough for others to link to it. The number keeps addresses apart."""
    title = f"{chance.choice(WORDS['openings'])} {chance.choice(WORDS['matters'])} {number}"
    slug = title.lower().translate(UMLAUTS)
    ahead = {"news": 0, "event": 500}.get(kind, 0)
    day = TODAY - timedelta(days=1) + timedelta(days=chance.randrange(-1000, ahead + 1))
    return Item(kind, slug, title, day, tuple(sorted(chance.sample(TOPICS, chance.choice((1, 1, 2))))))


def _filled(
    item: Item, index: int, things: Sequence[Item], by_kind: Mapping[str, Sequence[Item]], chance: random.Random
) -> Item:
    body = "\n\n".join(_blocks(things, chance)) + "\n"
    fields = _fields(item, index, by_kind, chance)
    return Item(item.kind, item.slug, item.title, item.day, item.topics, body, fields)


# --- what Litfass knows of a thing -------------------------------------------------------------------------


def _fields(item: Item, index: int, others: Mapping[str, Sequence[Item]], chance: random.Random) -> dict[str, str]:
    """What stands in the head of a thing besides title and topics."""

    def some(kind: str, share: float = 1) -> str:
        return chance.choice(others[kind]).slug if others[kind] and chance.random() <= share else ""

    if item.kind == "news":
        about = [id_ for id_ in (some("project", 0.4), some("event", 0.4)) if id_]
        return {"about": f"[{', '.join(about)}]"} if about else {}
    if item.kind == "event":
        links = {"organizer": some("actor"), "project": some("project")}
        return _when(item, index, chance) | {name: id_ for name, id_ in links.items() if id_}
    if item.kind == "project":
        carrier = some("actor")
        fields = {"status": "running", "start": str(item.day), "goal": _sentence(chance)}
        return fields | ({"carrier": carrier} if carrier else {})
    return {"kind": "association", "place": "laden", "verified": str(TODAY - timedelta(days=chance.randrange(100)))}


def _when(item: Item, index: int, chance: random.Random) -> dict[str, str]:
    """Two hours on its day; for each fifth event, again each week or second week."""
    hour = chance.randrange(9, 20)
    fields = {"start": f"{item.day} {hour}:00", "end": f"{hour + 2}:00", "place": "laden", "free": "yes"}
    if index % REPEATING:
        return fields
    weekday = WEEKDAYS[item.day.weekday()]
    every = chance.choice((f"jeden {weekday}", f"alle zwei Wochen {weekday.lower()}s"))
    return fields | {"repeat": every, "until": str(item.day + timedelta(days=chance.randrange(60, 360)))}


# --- texts -------------------------------------------------------------------------------------------------


def _blocks(things: Sequence[Item], chance: random.Random) -> Iterator[str]:
    """Paragraphs, and now and then something else, until there are enough words."""
    left = chance.randrange(FEWEST_WORDS, MOST_WORDS - 50)
    others = [_list, _steps, _table, _terms, _quotation, _heading, _short_form]
    chance.shuffle(others)
    yield (first := _paragraph(things, chance))
    left -= len(first.split())
    while left > 0:
        block = others.pop()(chance) if others and chance.random() < 0.4 else _paragraph(things, chance)  # noqa: PLR2004
        left -= len(block.split())
        yield block


def _sentence(chance: random.Random) -> str:
    moment, who, place = (chance.choice(WORDS[part]) for part in ("moments", "who", "places"))
    verb, rest = chance.choice(WORDS["does"])
    return f"{moment} {verb} {who} {place} {rest}."


def _paragraph(things: Sequence[Item], chance: random.Random) -> str:
    """Two to four sentences; one in three paragraphs links to another thing, one in ten to the web."""
    sentences = [_sentence(chance) for _ in range(chance.randrange(2, 5))]
    what = chance.random()
    if what < 0.33:  # noqa: PLR2004
        other = chance.choice(things)
        sentences.append(f"Mehr dazu: [{other.title}](../{other.file}).")
    elif what < 0.43:  # noqa: PLR2004
        sentences.append(
            f"Alles **ohne Anmeldung**, *auch für Gäste*: [Seite {chance.randrange(99)}](https://verein.example/)."
        )
    return " ".join(sentences)


def _heading(chance: random.Random) -> str:
    return f"## {chance.choice(WORDS['headings'])}\n\n{_sentence(chance)}"


def _list(chance: random.Random) -> str:
    return "\n".join(f"- {one}" for one in chance.sample(WORDS["goods"], 4))


def _steps(chance: random.Random) -> str:
    return "\n".join(f"{number}. {_sentence(chance)}" for number in (1, 2, 3))


def _table(chance: random.Random) -> str:
    rows = (
        f"| {hour}:00 | {chance.choice(WORDS['matters'])} | {chance.choice(WORDS['places'])} |" for hour in (14, 15, 16)
    )
    return "\n".join(("| Uhrzeit | Was | Wo |", "|---|---|---|", *rows))


def _terms(chance: random.Random) -> str:
    return "\n\n".join(f"{term}\n:   {text}" for term, text in chance.sample(WORDS["terms"], 2))


def _quotation(chance: random.Random) -> str:
    return f"> {_sentence(chance)}\n> {_sentence(chance)}"


def _short_form(chance: random.Random) -> str:
    short, long = chance.choice(WORDS["short_forms"])
    return f"Noch Fragen zu {short}? Wir antworten gern.\n\n*[{short}]: {long}"
