"""Newsletter: what goes into an issue, each entry in the words that will be sent; and the texts to copy from it.

Between Site and the commands: knows words, no files and no mail.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ..model import Newsletter
from ..model.event import Event
from ..model.newsletter import Item
from ..model.occurrence import Occurrence
from ..site import Site
from ..words import Words

NEWS_BACK = timedelta(days=31)
MOST_NEWS = 5
# what comes so often is one entry with its rule
OFTEN = 3


def draft(site: Site, words: Words, first: date, last: date, number: int) -> dict[str, Any]:
    """An issue for the days from `first` to `last`, both included, as an editor would write it: keys and texts.

    A day that a date has left says so: who comes every week would stand before a locked door.
    """
    ahead = [one for _, dates in site.programme.days(first, last) for one in dates]
    often = {event.id for event in {one.event for one in ahead} if _is_regular(event, ahead)}
    regular = {one.event.id: one for one in reversed(ahead) if one.event.id in often and one.is_usual}
    return {
        "title": words._("What is on: {days}").format(days=words.days(first, last)),
        "number": number,
        "date": str(site.today),
        "from": str(first),
        "to": str(last),
        "intro": words._("Good day! This is what is on {place}. Everybody is welcome.").format(
            place=site.info.in_place
        ),
        "dates": [_date(words, one) for one in ahead if one.event.id not in often or not one.is_usual],
        "regular": [_regular(words, one) for one in sorted(regular.values(), key=_weekday)],
        "news": [_news(item) for item in _recent(site)],
        "calls": [
            {
                "text": f"{words._('until {day}').format(day=words.short_moment(due.moment, site.today))}: {due.thing.title}",
                "about": f"participation/{due.thing.id}",
            }
            for due in site.deadlines.open_calls
        ],
    }


def line(words: Words, one: Occurrence) -> str:
    """A date in one line for a newspaper: "Do., 3.12., 15–17 Uhr: Sprachcafé, Nachbarschaftsbüro"."""
    when = words.short_days(one.day, one.last_day) if one.last_day != one.day else words.short_day(one.day)
    times = words.times(one) if one.start.time and one.last_day == one.day else ""
    instead = words.instead(one, short=True)
    state = words.state(one) + (f" ({instead})" if instead else "")
    said = ", ".join(part for part in (one.title, one.shown_place) if part)
    note = f" ({one.note})" if state and one.note else ""
    return f"{', '.join(part for part in (when, times) if part)}: {f'{state}: ' if state else ''}{said}{note}"


def messenger_text(site: Site, words: Words, issue: Newsletter) -> str:
    """A short text for messengers: the day between asterisks, which most of them show bold, and one link."""
    lines = [_with_strong_day(item.text) for item in issue.dates]
    link = site.addresses.absolute(site.addresses.of(issue))
    more = words._("Everything in one place: {link}").format(link=link)
    return "\n\n".join(part for part in (f"*{issue.title}*", "\n".join(lines), more) if part) + "\n"


def paper_text(site: Site, words: Words, issue: Newsletter) -> str:
    """A text for the neighbourhood's paper: all dates line by line, then what comes regularly, and who says so."""
    parts = [f"{issue.title}\n"]
    for title, items in sections(words, issue):
        parts += [f"{title}\n" + "\n".join(item.text for item in items) + "\n"]
    office = site.info.office
    contact = ", ".join(part for part in (site.info.name, office.telephone, office.email) if part)
    return "\n".join([*parts, contact]) + "\n"


def sections(words: Words, issue: Newsletter) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """The issue's parts that hold something, each with its heading, in the order of reading."""
    named = (
        (words._("Dates"), issue.dates),
        (words._("Regularly"), issue.regular),
        (words._("What is new"), issue.news),
        (words._("Take part"), issue.calls),
    )
    return ((title, items) for title, items in named if items)


def _is_regular(event: Event, ahead: list[Occurrence]) -> bool:
    return event.is_series and sum(one.event.id == event.id and one.is_usual for one in ahead) >= OFTEN


def _weekday(one: Occurrence) -> tuple[Any, ...]:
    return (one.day.weekday(), *one.sort_key[1:])


def _date(words: Words, one: Occurrence) -> dict[str, str]:
    # a date in a pause is none of the series, so only the series can be named
    named = f"@{one.on}" if one.event.is_series and not one.pause else ""
    about = f"events/{one.event.id}{named}"
    return {"text": line(words, one), "about": about}


def _regular(words: Words, one: Occurrence) -> dict[str, str]:
    said = ", ".join(part for part in (one.title, one.place_name) if part)
    schedule = words.schedule(one.event)
    return {"text": f"{schedule[:1].upper()}{schedule[1:]}: {said}", "about": f"events/{one.event.id}"}


def _recent(site: Site) -> list[Any]:
    """News since the last issue, or of a month; what only calls off a date stands with the date."""
    issues = site.things["newsletter"]
    since = max((issue.published_on for issue in issues), default=site.today - NEWS_BACK)
    # what came out on the day of an issue may have come after it
    told = {about.thing.key() for issue in issues for item in issue.news for about in item.about if about.thing}
    fresh = [item for item in site.news if item.published_on >= since and item.key() not in told]
    return [item for item in fresh if item.is_current(site.today) and item.category != "cancellation"][:MOST_NEWS]


def _news(item: Any) -> dict[str, str]:
    return {"text": f"{item.title}: {item.summary}" if item.summary else item.title, "about": f"news/{item.id}"}


def _with_strong_day(text: str) -> str:
    when, colon, said = text.partition(": ")
    return f"*{when}:* {said}" if colon else text
