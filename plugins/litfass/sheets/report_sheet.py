"""Report sheet: the account of a year on A4 for funders: plots, tables, pictures, and what stands behind each number."""

from functools import partial
from typing import Any

from ..account import words as account_words
from ..account.figures import Account, Counted, Figure
from ..model import Thing
from ..words import Words
from .dates import spoken
from .frame import code, frame, picture
from .sheet import Sheet

PICTURE_PX = 640


def report(made: Account, words: Words) -> Sheet:
    """The sheet of a year's account."""
    site, name = made.site, words._("Report %(year)s") % {"year": made.year}
    link = site.addresses.to("report_sheet", year=made.year)
    show = partial(report_sheet, made, words)
    return Sheet("report", name, "A4", link, "report", show, site.pictures, year=made.year)


def report_sheet(made: Account, words: Words) -> dict[str, Any]:
    """Every number of the year, each leading to what was counted, and that to its page."""
    site, head = made.site, words._("Report %(year)s") % {"year": made.year}
    said = words._("The year %(year)s in figures: dates, projects, money and cooperation.") % {"year": made.year}
    until = words._("Interim report up to %(day)s.") % {"day": words.date_only(made.through)}
    published = made.year in site.info.report_years
    return {
        **frame(site, words, f"{head} – {site.info.name}"),
        **(code(words, site.addresses.absolute(site.addresses.to("report", year=made.year))) if published else {}),
        "head": head,
        "kicker": site.info.name,
        "summary": said if made.is_whole else f"{said} {until}",
        "more": words._("With all links on the web:"),
        "dates": {
            "title": words._("Dates"),
            "key": [_key(words, made, label, one) for label, one in account_words.key_dates(made, words)],
            "note": words._("A date with several fields of action or audiences counts in each of them."),
            "groups": [_group(words, group) for group in account_words.groups(made, words)],
        },
        "projects": _projects(words, made),
        "money": _money(words, made),
        "cooperation": _cooperation(words, made),
        "pictures_title": words._("Pictures of the year"),
        "gallery": [
            {**picture(site, one.image.file, PICTURE_PX, one.image.alt), "credit": one.image.credit, **_named(words, made, one)}
            for one in made.pictures
        ],
        "counted_title": words._("What was counted"),
        "counted": [
            {"key": one.key, "title": title, "number": words.number(one.count), "things": [_part(words, made, part) for part in one.counted]}
            for title, one in account_words.counted(made, words)
        ],
    }  # fmt: skip


def _number(words: Words, one: Figure) -> dict[str, Any]:
    """A number and where it leads: to its key among what was counted; "" for nothing."""
    return {"number": words.number(one.count), "to": one.key if one.count else ""}


def _key(words: Words, made: Account, label: str, one: Figure) -> dict[str, Any]:
    share = f"{one.share_of(made.dates)} %" if one in (made.free, made.step_free) else ""
    return {"label": label, "share": share, **_number(words, one)}


def _group(words: Words, group: account_words.Group) -> dict[str, Any]:
    rows = [{"label": label, "value": one.count, **_number(words, one)} for label, one in group.rows]
    return {"title": group.title, "rows": rows}


def _projects(words: Words, made: Account) -> dict[str, Any]:
    states, rows = account_words.projects(made, words)
    return {
        "title": words._("Projects"),
        "key": [_key(words, made, label, one) for label, one in account_words.key_projects(made, words)],
        "head": [words._("Field of action"), *states],
        "rows": [{"label": label, "cells": [_number(words, one) for one in row]} for label, row in rows],
        "steps_title": words._("Milestones reached"),
        "steps": [
            {"day": words.day(step.date), "step": step.title, **_named(words, made, project)}
            for project, step in made.milestones
        ],
    }


def _money(words: Words, made: Account) -> dict[str, Any]:
    return {
        "title": words._("Money"),
        "head": [words._("What for"), words._("granted"), words._("left")],
        "rows": [
            {**_named(words, made, thing), "granted": words.money(granted), "left": "" if left is None else words.money(left)}
            for thing, granted, left in made.budgets
        ],
    }  # fmt: skip


def _cooperation(words: Words, made: Account) -> dict[str, Any]:
    return {
        "title": words._("Cooperation"),
        "key": [_key(words, made, label, one) for label, one in account_words.key_cooperation(made, words)],
        "links_title": f"{words._('New links')}: {words.number(len(made.new_links))}",
        "links": [[_named(words, made, one) for one in pair] for pair in made.new_links],
    }


def _named(words: Words, made: Account, thing: Thing) -> dict[str, Any]:
    """A thing by its title, with its page on the web."""
    link = made.site.addresses.absolute(made.site.addresses.of(thing))
    return {"title": thing.title, "lang": spoken(words, thing.title), "link": link}


def _part(words: Words, made: Account, part: Counted) -> dict[str, Any]:
    return {**_named(words, made, part.thing), "times": f"{part.times}×" if part.times > 1 else ""}
