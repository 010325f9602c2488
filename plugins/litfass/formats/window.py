"""Window: what the screen in the office's window shows, cut into slides that fit on it.

Between Site and publish: knows words, and how much a slide holds; how it looks is the style sheet's business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from textwrap import shorten, wrap

from ..model.occurrence import Occurrence
from ..site import Site
from ..site.deadlines import DueDate
from ..words import Words

DAYS_AHEAD = 7
# more would keep a passer-by waiting; the style sheet knows as many
MOST_SLIDES = 12
TITLE_SIGNS, PLACE_SIGNS, NOTE_SIGNS = 90, 60, 110


@dataclass(frozen=True)
class Stage:
    """A slide's list at one shape of screen, in hundredths of the shorter side: its height, and signs in a line."""

    height: float
    title_signs: int
    facts_signs: int


# wide and upright; the same cut must fit on both, for nobody knows which the page will meet
STAGES = (Stage(78, 34, 42), Stage(91, 24, 30))
TITLE_LINE, FACTS_LINE, STATE_LINE, GAP, LEAST = 6.3, 5.0, 6.2, 4.2, 17.0


@dataclass(frozen=True)
class Entry:
    """One date or deadline: `when` stands large with `unit` above it; `state` is the word it must carry."""

    when: str
    unit: str
    title: str
    facts: tuple[str, ...]
    state: str = ""
    language: str = ""

    def height_on(self, stage: Stage) -> float:
        """How much of a stage it takes."""
        lines = len(wrap(self.title, stage.title_signs)) * TITLE_LINE
        lines += len(wrap(" · ".join(self.facts), stage.facts_signs)) * FACTS_LINE + (STATE_LINE if self.state else 0)
        return max(lines + GAP, LEAST)


@dataclass(frozen=True)
class Slide:
    """What is seen at once: its name ("today", "tomorrow", "days", "running", "calls"), entries, and which part of how many."""

    name: str
    entries: tuple[Entry, ...]
    day: date | None = None
    number: int = 1
    count: int = 1


def slides(site: Site, words: Words) -> list[Slide]:
    """Today first, also when nothing is on; then what comes, what still runs, and what one can take part in.

    When there is too much, the days farthest away are left out: the QR code leads to all of them.
    """
    programme, today = site.programme, site.today
    tomorrow = today + timedelta(days=1)
    ahead = [one for one in programme.upcoming if today < one.day <= today + timedelta(days=DAYS_AHEAD)]
    first = list(_cut("today", [_on_day(words, one, today) for one in programme.on_today], today))
    last = [
        *_cut("running", [_running(words, one) for one in programme.running]),
        *_cut("calls", [_call(words, due) for due in site.deadlines.open_calls]),
    ]
    middle = [
        *_cut("tomorrow", [_on_day(words, one, tomorrow) for one in ahead if one.day == tomorrow], tomorrow),
        *_cut("days", [_later(words, one) for one in ahead if one.day > tomorrow]),
    ]
    first = first or [Slide("today", (), today)]
    return [*first, *middle[: max(0, MOST_SLIDES - len(first) - len(last))], *last][:MOST_SLIDES]


def _cut(name: str, entries: Iterable[Entry], day: date | None = None) -> Iterator[Slide]:
    """The entries on as many slides as they need, about equally full."""
    groups = _groups(list(entries), 1.0)
    if len(groups) > 1:  # the same number of slides, but not a full one and then a single line
        fills = (_groups([one for group in groups for one in group], share / 20) for share in range(8, 20))
        groups = next((fill for fill in fills if len(fill) == len(groups)), groups)
    for number, group in enumerate(groups, 1):
        yield Slide(name, tuple(group), day, number, len(groups))


def _groups(entries: list[Entry], share: float) -> list[list[Entry]]:
    """Entries in order, a new group where one more would not fit into this share of either stage."""
    groups: list[list[Entry]] = []
    for entry in entries:
        if not groups or any(_height([*groups[-1], entry], stage) > stage.height * share for stage in STAGES):
            groups.append([])
        groups[-1].append(entry)
    return groups


def _height(entries: list[Entry], stage: Stage) -> float:
    return ceil(sum(entry.height_on(stage) for entry in entries))


def _on_day(words: Words, one: Occurrence, day: date) -> Entry:
    began = one.day < day
    if began and one.end and one.end.time and one.end.day == day:
        return _entry(words, one, words.time_only(one.end.time), words._("until"), "")
    when = words.time_only(one.start.time) if one.start.time and not began else ""
    until = words._("until {day}").format(day=words.short_day(one.last_day, one.day)) if one.last_day > day else ""
    return _entry(words, one, when, "" if when else words._("all day"), until)


def _later(words: Words, one: Occurrence) -> Entry:
    return _entry(words, one, _day(words, one.day), _weekday(words, one.day), words.times(one))


def _running(words: Words, one: Occurrence) -> Entry:
    return _entry(words, one, _day(words, one.last_day), words._("until"), "")


def _day(words: Words, day: date) -> str:
    """A day as it stands large: "3.12."; in Leichte Sprache "3. Dezember"."""
    return words.day_of_month(day) if words.is_easy else words.day(day, "Md")


def _weekday(words: Words, day: date) -> str:
    return words.weekday(day, "wide" if words.is_easy else "abbreviated")


def _entry(words: Words, one: Occurrence, when: str, unit: str, times: str) -> Entry:
    place = shorten(one.shown_place, PLACE_SIGNS, placeholder=" …")
    note = shorten(one.note, NOTE_SIGNS, placeholder=" …")
    good = [
        words._("free of charge") if one.event.free else "",
        words._("step-free") if one.wheelchair == "yes" else "",
    ]
    facts = (times, place, note) if words.state(one) else (times, place, *good)
    title = shorten(one.title, TITLE_SIGNS, placeholder=" …")
    return Entry(when, unit, title, tuple(filter(None, facts)), words.state(one), one.event.language)


def _call(words: Words, due: DueDate) -> Entry:
    until = words.until(due.moment)
    left = words.translations.ngettext("%(number)s day left", "%(number)s days left", due.days_left)
    facts = (left % {"number": due.days_left} if due.days_left else words._("only today"), until)
    title = shorten(due.thing.title, TITLE_SIGNS, placeholder=" …")
    return Entry(_day(words, due.day), _weekday(words, due.day), title, facts, language=due.thing.language)
