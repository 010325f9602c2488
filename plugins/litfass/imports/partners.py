"""Partners: the calendars that partners.yaml lists, fetched into files of the content, so that no build needs the network.

What a partner's calendar no longer has is marked as cancelled; what a broken one sends changes nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..edit.change import Desk
from ..edit.sentences import say
from ..edit.splice import Splice
from ..machine.disk import put_whole
from ..model.partner import Partner
from ..problems import LitfassError
from ..slug import slugify
from .feed import read_feed
from .fetch import NotFetched, fetch
from .ics import read_ics
from .ics_file import is_whole, uids
from .origin import NoCalendar, Origin
from .report import Report
from .shelf import Shelf
from .taken import Remark, Taken

MARKS = ".partners.json"
FEW = 3  # a calendar with so many dates does not become empty overnight


def fetch_all(content: Path, now: str, language: str) -> Iterator[tuple[str, Report]]:
    """Ask each partner in turn: its actor's id, and what became of its dates."""
    marks = _marks(content)
    seen: dict[str, int] = {}
    material = Desk.of(content, now, language).material
    for partner in material.partners[1].partners if material.partners else ():
        seen[partner.actor] = seen.get(partner.actor, 0) + 1
        name = partner.actor if seen[partner.actor] == 1 else f"{partner.actor}-{seen[partner.actor]}"
        desk = Desk.of(content, now, language)  # as the one before left it
        yield name, _fetch_one(partner, name, desk, marks)
        _keep(content, marks)


def _fetch_one(partner: Partner, name: str, desk: Desk, marks: dict[str, dict[str, str]]) -> Report:
    actor = next((one for one in desk.site.things["actor"] if partner.actor in {one.id, one.title}), None)
    shelf = Shelf(desk, say("partner-line", desk.language, actor=partner.actor), name, f"von-{slugify(name)}")
    if actor is None:
        return _warned(shelf, name, say("no-such-actor", desk.language))
    known = marks.get(name, {}) if marks.get(name, {}).get("address") == partner.address else {}
    fields = {
        "organizer": actor.id,
        "source": {"title": actor.title, "url": actor.url or partner.address},
    }
    fields |= {"topics": list(partner.topics)} if partner.topics else {}
    origin = Origin(desk.site, desk.site.today, tuple(fields.items()))
    try:
        answer = fetch(
            partner.address, etag=known.get("etag", ""), modified=known.get("modified", ""), hosts=partner.hosts
        )
        if answer.data is None:
            shelf.report.counts["same"] += len(shelf.of_source())
            return shelf.report
        if partner.ical and not is_whole(answer.data):
            raise NoCalendar("no-calendar")
        taken, remarks = (read_ics if partner.ical else read_feed)(answer.data, origin)
    except NotFetched as failed:
        return _warned(shelf, actor.title, failed.why(desk.language))
    except LitfassError:
        return _warned(shelf, actor.title, say("partner-no-calendar", desk.language))
    there = uids(answer.data) if partner.ical else set()
    if partner.ical and not there and len(shelf.of_source()) >= FEW:
        return _warned(shelf, actor.title, say("partner-empty", desk.language))
    for remark in remarks:
        shelf.report.tell(remark)
    shelf.put_all(one for one in taken if _may_come(one, partner))
    if partner.ical:
        _withdraw(shelf, there)
    marks[name] = {
        "address": partner.address,
        "etag": answer.etag,
        "modified": answer.modified,
        "digest": hashlib.sha256(answer.data).hexdigest(),
    }
    return shelf.report


def _may_come(taken: Taken, partner: Partner) -> bool:
    """Whether a date passes the partner's allow-list; without one all do."""
    text = " ".join([taken.title, *taken.words]).casefold()
    return not partner.only or any(word.casefold() in text for word in partner.only)


def _withdraw(shelf: Shelf, there: set[str]) -> None:
    """Mark as cancelled what lies ahead and is no longer in the calendar; the past stays as it was."""
    site = shelf.desk.site
    events = {event.id: event for event in site.things["event"]}
    for uid, path in sorted(shelf.of_source().items()):
        event = events.get(site.ids_by_file.get(path, ""))
        if (
            uid.partition("/")[0] in there
            or event is None
            or event.status == "cancelled"
            or not shelf.is_untouched(path)
        ):
            continue
        if all(site.programme.is_over(one) for one in site.programme.dates_of(event)):
            continue
        splice = Splice((shelf.desk.content / path).read_bytes(), path)
        splice.set((), "status", "cancelled", after=("start", "end"))
        splice.set(
            (),
            "note",
            say(
                "withdrawn-note",
                site.language if site.language in ("de", "en") else "de",
                actor=event.source.title if event.source else "–",
            ),
            after=("status",),
        )
        shelf.rewrite(uid, splice.data)
        shelf.report.counts["withdrawn"] += 1


def _warned(shelf: Shelf, title: str, why: str) -> Report:
    shelf.report.tell(Remark(title, "partner-kept", {"why": why}))
    return shelf.report


def _marks(content: Path) -> dict[str, dict[str, Any]]:
    path = content / MARKS
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError:
        return {}  # all is asked again


def _keep(content: Path, marks: dict[str, dict[str, str]]) -> None:
    if marks:
        text = json.dumps(marks, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        put_whole(content / MARKS, text.encode())
