"""Words: the account with the names people read, in the order of the report; for page, table and paper.

Between account and publish or sheets: knows words, no format.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..words import Words
from .figures import Account, Figure

Named = tuple[str, Figure]


class Group(NamedTuple):
    """Figures that one compares with each other; `name` stands in addresses."""

    name: str
    title: str
    rows: list[Named]


def key_dates(made: Account, words: Words) -> list[Named]:
    """The four numbers about dates that everybody asks for."""
    return [
        (words._("took place"), made.dates),
        (words._("free of charge"), made.free),
        (words._("step-free"), made.step_free),
        (words._("called off"), made.cancelled),
    ]


def key_projects(made: Account, words: Words) -> list[Named]:
    """How many projects there were, and in how many of them a milestone was reached."""
    return [(words._("Projects in this year"), made.projects), (words._("Milestones reached"), made.steps)]


def key_cooperation(made: Account, words: Words) -> list[Named]:
    """Who worked with whom, and what was written about it."""
    return [
        (words._("Actors that took part"), made.actors),
        (words._("Done together by several actors"), made.together),
        (words._("News"), made.news),
        (words._("Press releases"), made.press),
    ]


def groups(made: Account, words: Words) -> list[Group]:
    """What is drawn as a plot and stands as a table beside it; a group of nothing is left out."""
    kinds = {"series": words._("Regular offers"), "single": words._("Single dates")}
    found = (
        Group("months", words._("Dates by month"), [(words.month_name(day), one) for day, one in made.by_month]),
        Group("kinds", words._("Dates by kind"), [(kinds[kind], one) for kind, one in made.by_kind.items()]),
        Group("topics", words._("Dates by field of action"), [(topic.title, one) for topic, one in made.by_topic]),
        Group("audiences", words._("Dates by audience"), [(label.title, one) for label, one in made.by_audience]),
    )
    return [group for group in found if group.rows]


def projects(made: Account, words: Words) -> tuple[list[str], list[tuple[str, list[Figure]]]]:
    """Projects as a table: the states at its head, and a row of figures for each field of action and for all."""
    states = [words.label(state, "project status") for state in made.projects_by_state]
    rows = [(topic.title, list(by_state.values())) for topic, by_state in made.projects_by_topic]
    return states, [*rows, (words._("All projects, each once"), list(made.projects_by_state.values()))]


def counted(made: Account, words: Words) -> list[Named]:
    """Every figure for which something was counted, each once, with a name that says what it is out of its place."""
    states, table = projects(made, words)
    *by_topic, (_, of_all) = table
    every = [
        *((f"{words._('Dates')}: {label}", one) for label, one in key_dates(made, words)),
        *((f"{group.title}: {label}", one) for group in groups(made, words) for label, one in group.rows),
        *key_projects(made, words),
        *((f"{words._('Projects')}: {state}", one) for state, one in zip(states, of_all, strict=True)),
        *(
            (f"{words._('Projects')}: {title}, {state}", one)
            for title, row in by_topic
            for state, one in zip(states, row, strict=True)
        ),
        *key_cooperation(made, words),
    ]
    return [(title, one) for title, one in every if one.count]


def rows(made: Account, words: Words) -> Iterator[tuple[Any, ...]]:
    """Every number of the report for a spreadsheet: area, figure, number and unit."""
    dates, in_projects, money = words._("Dates"), words._("Projects"), words._("Money")
    share = words._("share of all dates")
    for label, figure in key_dates(made, words):
        yield dates, label, figure.count, ""
        if figure in (made.free, made.step_free):
            yield dates, f"{label}, {share}", figure.share_of(made.dates), "%"
    for group in groups(made, words):
        yield from ((group.title, label, figure.count, "") for label, figure in group.rows)
    states, table = projects(made, words)
    *by_topic, (_, of_all) = table
    yield from ((in_projects, label, one.count, "") for label, one in key_projects(made, words))
    yield from ((in_projects, state, one.count, "") for state, one in zip(states, of_all, strict=True))
    for title, row in by_topic:
        yield from ((in_projects, f"{title}, {state}", one.count, "") for state, one in zip(states, row, strict=True))
    yield from ((money, project.title, amount, "EUR") for project, amount in made.money)
    for one in made.funds:
        yield money, f"{one.fund.title}, {words._('granted')}", one.granted, "EUR"
        if one.left is not None:
            yield money, f"{one.fund.title}, {words._('left')}", one.left, "EUR"
    cooperation, news = words._("Cooperation"), words._("News")
    for label, figure in key_cooperation(made, words):
        yield (news if figure in (made.news, made.press) else cooperation), label, figure.count, ""
    yield cooperation, words._("New links"), len(made.new_links), ""
    took_part = words._("Took part in so many events and projects")
    yield from ((took_part, one.thing.title, one.times, "") for one in made.actors.counted)
