"""Report: a year's account as a page, as a table for spreadsheets, and as plots."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..account import Account, Figure, account
from ..plots import bars, size_px
from ..site import Site
from ..spreadsheet import csv_bytes
from ..words import Words
from .output import File, Output, Page

COLUMNS = ("area", "figure", "number", "unit")


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the report of each year that site.yaml or the command asks for."""
    for year in sorted({*site.info.report_years, *settings["REPORT_YEARS"]}):
        made, words = account(site, year), settings["WORDS"]
        plots = _plots(made, words)
        sizes = {name: size_px(len(labels)) for name, (_, _, labels, _) in plots.items()}
        yield Page(
            site.addresses.to("report", year=year), "report.html", {"account": made, "plots": plots, "sizes": sizes}
        )
        yield File(site.addresses.to("report_csv", year=year), csv_bytes(COLUMNS, _rows(made, words)))
        for name, (title, text, labels, values) in plots.items():
            draw = {
                "title": title,
                "text": text,
                "colour": site.info.colour,
                "fonts": settings["PRINT_FOLDER"] / "fonts",
            }
            link = site.addresses.to("report_plot", year=year, name=name)
            yield File(link, partial(bars, labels, values, **draw), f"plot-1-{title}-{text}-{site.info.colour}")


def _plots(made: Account, words: Words) -> dict[str, tuple[str, str, list[str], list[int]]]:
    """Title, text, labels and values of each plot by its name; the text says all that is drawn."""
    groups = {
        "months": (words._("Dates by month"), [(words.month_name(month), figure) for month, figure in made.by_month]),
        "topics": (words._("Dates by field of action"), [(topic.title, figure) for topic, figure in made.by_topic]),
        "audiences": (words._("Dates by audience"), [(label.title, figure) for label, figure in made.by_audience]),
    }
    return {name: _plot(f"{title} {made.year}", pairs) for name, (title, pairs) in groups.items() if pairs}


def _plot(title: str, pairs: list[tuple[str, Figure]]) -> tuple[str, str, list[str], list[int]]:
    labels, values = [label for label, _ in pairs], [figure.count for _, figure in pairs]
    return title, ", ".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True)), labels, values


def _rows(made: Account, words: Words) -> Iterator[tuple[Any, ...]]:
    """Every number of the report, one a line."""
    dates, projects, money = words._("Dates"), words._("Projects"), words._("Money")
    for label, figure in (
        (words._("took place"), made.dates), (words._("called off"), made.cancelled),
        (words._("free of charge"), made.free), (words._("step-free"), made.step_free),
    ):  # fmt: skip
        yield dates, label, figure.count, ""
    for title, pairs in (
        (words._("Dates by month"), [(words.month_name(month), figure) for month, figure in made.by_month]),
        (words._("Dates by field of action"), [(topic.title, figure) for topic, figure in made.by_topic]),
        (words._("Dates by audience"), [(label.title, figure) for label, figure in made.by_audience]),
    ):
        yield from ((title, label, figure.count, "") for label, figure in pairs)
    yield projects, words._("all"), made.projects.count, ""
    for state, figure in made.projects_by_state.items():
        yield projects, words.label(state, "project status"), figure.count, ""
    for topic, states in made.projects_by_topic:
        for state, figure in states.items():
            yield projects, f"{topic.title}, {words.label(state, 'project status')}", figure.count, ""
    yield from ((money, project.title, amount, "EUR") for project, amount in made.money)
    for one in made.funds:
        yield money, f"{one.fund.title}, {words._('granted')}", one.granted, "EUR"
        if one.left is not None:
            yield money, f"{one.fund.title}, {words._('left')}", one.left, "EUR"
    yield words._("Cooperation"), words._("Actors that took part"), len(made.actors.counted), ""
    yield words._("Cooperation"), words._("New links"), len(made.new_links), ""
    yield words._("News"), words._("News"), made.news.count, ""
    yield words._("News"), words._("Press releases"), made.press.count, ""
    yield projects, words._("Milestones reached"), len(made.milestones), ""
