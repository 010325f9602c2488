"""Ask: from what a person asks for to the sheets that are meant; what there is not is answered with the nearest."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from ..calendar.schedule import around
from ..calendar.spoken import as_spoken, capitalised, spoken_days, spoken_month
from ..problems import LitfassError, nearest, say
from ..site import Site
from .correction import corrected
from .plan import Plan
from .programme_sheet import A5, LANG, Fold
from .sheet import Sheet

MOST_PAGES = 24
MOST_NAMED = 30
FAR = timedelta(days=3650)
# what stands on the sheets and in the names of their files
GERMAN = {
    "monat": "month",
    "monatsliste": "month-list",
    "monatsblatt": "month-list",
    "liste": "month-list",
    "monatskalender": "month-grid",
    "kalender": "month-grid",
    "wochenplan": "week-plan",
    "programm": "programme",
    "faltprogramm": "programme-a5",
    "faltblatt": "programme-lang",
    "jahresplaner": "year",
    "plakat": "poster",
    "handzettel": "handout",
    "aufkleber": "correction",
    "projekt": "project",
    "akteur": "actor",
    "spickzettel": "cheat-sheet",
    "handbuch": "handbook",
}


class NotKnown(LitfassError):
    """Something was asked for that there is not; what is said of it names the nearest. `code` is one of messages.toml."""

    exitcode = 1

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.sentences = [(code, values)]

    def but(self, code: str, **values: Any) -> Self:
        """The same with another sentence behind it."""
        self.sentences.append((code, values))
        return self

    def said(self, language: str) -> str:
        """All sentences in the language of messages."""
        return " ".join(
            say(code, language, **{name: _in_words(value, language) for name, value in values.items()})
            for code, values in self.sentences
        )


class Wish(NamedTuple):
    """What is asked for, in the words of the command line; None and 0 stand for what is usual."""

    what: str
    month: str | None = None
    months: int = 2
    pages: int = 4
    year: int = 0
    event: str | None = None
    date: str | None = None
    project: str | None = None
    actor: str | None = None
    paper: str | None = None


def asked(plan: Plan, wish: Wish) -> list[Sheet]:
    """The sheets that are meant, those of the other format left out.

    Raises:
        NotKnown: there is no such sheet, event, project, actor, month or date.

    """
    makers: dict[str, Callable[[], Iterable[Sheet]]] = {
        "month": lambda: plan.of_month(_month(plan.site, wish.month)),
        "month-list": lambda: [plan.month_list(_month(plan.site, wish.month))],
        "month-grid": lambda: [plan.month_grid(_month(plan.site, wish.month), paper) for paper in ("A4", "A3")],
        "week-plan": lambda: [plan.week_plan(_month(plan.site, wish.month))],
        "programme-a5": lambda: [plan.programme(_month(plan.site, wish.month), _fold(A5, wish))],
        "programme-lang": lambda: [plan.programme(_month(plan.site, wish.month), _fold(LANG, wish))],
        "programme": lambda: [plan.programme(_month(plan.site, wish.month), _fold(fold, wish)) for fold in (A5, LANG)],
        "year": lambda: [plan.of_year(wish.year or plan.site.today.year)],
        "poster": lambda: plan.posters(_thing(plan.site, "event", wish.event), _day(plan.site, wish)),
        "handout": lambda: [plan.handout(_thing(plan.site, "event", wish.event), _day(plan.site, wish))],
        "correction": lambda: [_correction(plan, wish)],
        "project": lambda: [plan.of_project(_thing(plan.site, "project", wish.project))],
        "actor": lambda: [plan.of_actor(_thing(plan.site, "actor", wish.actor))],
        "cheat-sheet": lambda: [plan.cheat_sheet()],
        "handbook": lambda: [plan.handbook()],
    }
    what = GERMAN.get(wish.what.casefold(), wish.what.casefold())
    if what not in makers:
        raise unknown("sheet", wish.what, [*GERMAN, *makers], {"de": _german_names(), "en": ", ".join(makers)})
    sheets = [sheet for sheet in makers[what]() if wish.paper in (None, sheet.paper)]
    if not sheets:
        raise NotKnown("closing-no-such-paper", value=wish.paper)
    return sheets


def _fold(fold: Fold, wish: Wish) -> Fold:
    """The fold with as many months and, on A5, pages as are wanted."""
    if wish.pages % A5.pages or not A5.pages <= wish.pages <= MOST_PAGES:
        raise NotKnown("closing-no-such-fold", value=wish.pages, most=MOST_PAGES)
    pages = wish.pages if fold == A5 else fold.pages
    return fold._replace(months=max(1, wish.months), pages=pages)


def _month(site: Site, written: str | None) -> date:
    if not written:
        return site.this_month
    month = spoken_month(written, site.today)
    if month is None:
        raise NotKnown("closing-no-month", value=written, month=f"{site.this_month:%Y-%m}")
    if not site.first_month <= month <= site.last_month:
        known = {"first": f"{site.first_month:%Y-%m}", "last": f"{site.last_month:%Y-%m}"}
        raise NotKnown("closing-far-month", value=f"{month:%Y-%m}", **known)
    return month


def _thing(site: Site, kind: str, id_: str | None) -> Any:
    if not id_:
        raise NotKnown("closing-which-one", value=kind)
    for spelt in (str, str.casefold):  # as its file is called, or by its title
        for thing in site.things[kind]:
            if spelt(id_) in (spelt(thing.id), spelt(thing.title)):
                return thing
    raise unknown(kind, id_, [one.id for one in site.things[kind]])


def with_date(site: Site, wish: Wish) -> Wish:
    """The same wish with its date as files write it: it may be said as people say it, by its old day or its new one.

    Raises:
        NotKnown: the event has no such date; the sentence names the nearest.

    """
    if not wish.date:
        return wish
    event = _thing(site, "event", wish.event)
    dates = site.programme.dates_of(event)
    spoken = next(spoken_days(capitalised(wish.date)), None)
    days = {day for one in dates for day in (one.day, one.on)} if spoken else set()
    meant = [day for day in days if spoken.in_year(day.year) == day and spoken.weekday in (None, day.weekday())]
    if meant:
        return wish._replace(date=str(min(meant, key=lambda day: (day < site.today, abs(day - site.today)))))
    day = spoken and spoken.near(site.today)
    if day is None:
        raise NotKnown("closing-no-day", value=wish.date)
    if spoken.weekday not in (None, day.weekday()):
        raise NotKnown("closing-weekday", value=wish.date, day=day)
    near = around([one.day for one in dates if one.takes_place], day)
    code = "closing-no-date" if near else "closing-no-dates"
    raise NotKnown(code, title=event.title, value=day, near=near)


def _day(site: Site, wish: Wish) -> date | None:
    """The date asked for, which the event must have; None when all are meant."""
    said = with_date(site, wish).date
    return date.fromisoformat(said) if said else None


def _correction(plan: Plan, wish: Wish) -> Sheet:
    event = _thing(plan.site, "event", wish.event)
    dates = corrected(plan.site, event, plan.site.today + FAR, _day(plan.site, wish))
    if not dates:
        raise NotKnown("closing-nothing-changed", value=event.title)
    return plan.correction(event, dates)


def unknown(name: str, value: str, known: Iterable[str], shown: Mapping[str, str] | None = None) -> NotKnown:
    """What to raise for a name that is not among the known ones, with the nearest of them.

    `shown` is the list of them by language, where it is not the same in all.
    """
    known = list(known)
    refused = NotKnown(f"closing-no-{name}", value=value)
    if near := nearest(value, known):
        return refused.but("closing-meant", value=near)
    return refused.but("closing-known" if known else "closing-known-none", value=shown or ", ".join(known[:MOST_NAMED]))


def _german_names() -> str:
    """Each sheet by one German name, the first that is understood."""
    first = {what: name for name, what in reversed(GERMAN.items())}
    return ", ".join(name.capitalize() for name in GERMAN if name in first.values())


def _in_words(value: Any, language: str) -> Any:
    """A value as it stands in a sentence: words of ours in its language, days as somebody may type them again."""
    if isinstance(value, Mapping):
        return value[language]
    if isinstance(value, list):
        return "; ".join(as_spoken(day, language) for day in value)
    return as_spoken(value, language) if isinstance(value, date) else value
