"""Pages: every HTML page of the site, its template and what it is given."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ..model import Thing
from ..model.site_info import Label
from ..site import Site
from .output import Output, Page

NEWS_ON_HOME = 3
KINDS = ("news", "event", "project", "actor", "place", "participation", "newsletter", "page")


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the home page, lists, one page per thing, topics, and the pages of the site itself."""
    ahead = settings["CLOSED_DAYS_AHEAD"]
    yield _page(site, "home", "home.html", news=site.latest_news(NEWS_ON_HOME), closed_days_ahead=ahead)
    yield from _news_list(site, settings["LIST_LENGTH"])
    printed = site.programme.coming_months(settings["SHEET_MONTHS"])
    yield from _calendar(site, printed, settings["WEEKS_BACK"], settings["WEEKS_AHEAD"])
    for name in (
        "offers",
        "project_list",
        "actor_list",
        "place_list",
        "topic_list",
        "participation_list",
        "lending_list",
        "deadline_list",
        "newsletter_list",
        "report_list",
        "subscribe",
    ):
        if not (site.frozen_on and name in ("subscribe", "deadline_list")):
            yield _page(site, name, f"{name}.html")
    for kind in KINDS:
        for thing in site.things[kind]:
            yield Page(site.addresses.of(thing), f"{kind}.html", {"thing": thing, kind: thing})
            links = (site.addresses.former(thing, old) for old in thing.formerly)
            yield from _moved(thing, site.addresses.of(thing), links)
    for topic in site.info.topics:
        link, *former = (site.addresses.to("topic", slug=slug) for slug in topic.slugs)
        yield Page(link, "topic.html", {"topic": topic})
        yield from _moved(topic, link, former)
    yield _page(site, "not_found", "not_found.html")


def _page(site: Site, name: str, template: str, **context: Any) -> Page:
    return Page(site.addresses.to(name), template, context)


def _news_list(site: Site, length: int) -> Iterator[Page]:
    """The news, cut into pages: /aktuelles/, /aktuelles/seite-2/ and so on."""
    first = site.addresses.to("news_list")

    def link(number: int) -> str:
        return first if number == 1 else f"{first}seite-{number}/"

    for number, count, news in _cut(list(site.news), length):
        links = [link(one) for one in range(1, count + 1)]
        yield Page(link(number), "news_list.html", {"news": news, "number": number, "links": links})


def _calendar(site: Site, printed: list[date], back: int, ahead: int) -> Iterator[Page]:
    """What comes, by day; each month, with a link to its sheet when there is one; what was.

    `back` and `ahead` are the weeks before and after this one that have a page.
    """
    yield _page(site, "event_list", "event_list.html", days=site.programme.agenda())
    months = site.programme.months()
    for index, month in enumerate(months):
        context = {
            "month": month,
            "dates": site.programme.month(month),
            "is_printed": month in printed,
            "before": months[index - 1] if index else None,
            "after": months[index + 1] if index + 1 < len(months) else None,
        }
        yield Page(site.addresses.to("event_month", year=month.year, month=month.month), "event_month.html", context)
    yield from _days_and_weeks(site, back, ahead)
    years = [year for year, _ in site.programme.archive]
    yield _page(site, "event_archive", "event_archive.html", shown=years[0] if years else None)
    for year in years:
        yield Page(site.addresses.to("event_archive_year", year=year), "event_archive.html", {"shown": year})
    yield _page(site, "week_plan", "week_plan.html", days=site.programme.week_plan())
    yield from _choices(site)


def _days_and_weeks(site: Site, back: int, ahead: int) -> Iterator[Page]:
    """Today and this week under an address that stays, and each week under its number. Source: ISO 8601, week dates."""
    if not site.frozen_on:
        yield _page(site, "today", "event_today.html")
    weeks = site.programme.weeks(back, ahead)
    for index, monday in enumerate(weeks):
        context = {
            "monday": monday,
            "before": weeks[index - 1] if index else None,
            "after": weeks[index + 1] if index + 1 < len(weeks) else None,
        }
        if monday == site.programme.this_week:
            yield Page(site.addresses.to("week"), "event_week.html", context)
        year, week, _ = monday.isocalendar()
        yield Page(site.addresses.to("event_week", year=year, week=week), "event_week.html", context)


def _choices(site: Site) -> Iterator[Page]:
    """Dates for some only, as pages of their own, so that choosing needs no script."""
    yield _page(site, "free_events", "event_choice.html", events=site.free_events, choice="free")
    yield _page(site, "step_free_events", "event_choice.html", events=site.step_free_events, choice="step-free")
    for label in site.info.audiences:
        context = {"events": site.for_audience(label), "choice": "", "label": label}
        link, *former = (site.addresses.to("audience_events", slug=slug) for slug in label.slugs)
        yield Page(link, "event_choice.html", context)
        yield from _moved(label, link, former)


def _moved(thing: Thing | Label, target: str, former: Iterable[str]) -> Iterator[Page]:
    """A page at each former link of a thing, a topic or an audience that leads to where it stands now."""
    for link in former:
        yield Page(link, "moved.html", {"thing": thing, "target": target})


def _cut(things: list[Any], length: int) -> Iterator[tuple[int, int, list[Any]]]:
    """A list cut into pages: number from 1, count of pages, the entries; one empty page when there are none."""
    count = max(1, -(-len(things) // length))
    for number in range(count):
        yield number + 1, count, things[number * length : (number + 1) * length]
