"""Partners: the calendars that partners.yaml lists, fetched into files of the content, so that no build needs the network.

What a partner's calendar no longer has is marked as cancelled; what a broken one sends changes nothing.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..edit.change import Desk
from ..edit.sentences import say
from ..edit.splice import Splice
from ..machine.disk import put_whole
from ..model import Actor
from ..model.partner import Partner
from ..problems import LitfassError
from ..site import Site
from ..slug import slugify
from .feed import read_feed
from .fetch import Answer, NotFetched, fetch
from .ics import read_ics
from .ics_file import is_whole, uids
from .ledger import digest, keep_ledger
from .origin import NoCalendar, Origin
from .report import Report
from .shelf import Shelf
from .taken import Remark, Taken

MARKS = ".partners.json"
# what is in the way lies in the content, and may be mended there while the calendar stays the same
MAY_COME_LATER = {"refused", "left-out-key", "there-already"}
GONE = "gone"  # instead of the digest of what an origin has
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
    """Put what a partner has now into its files; `marks`, by name, are those by which each is asked next time."""
    actor = next((one for one in desk.site.things["actor"] if partner.actor in {one.id, one.title}), None)
    shelf = Shelf(desk, say("partner-line", desk.language, actor=partner.actor), name, f"von-{slugify(name)}")
    if actor is None:
        return _warned(shelf, name, say("no-such-actor", desk.language))
    try:
        origin = _origin(partner, actor, desk.site)
        wanted = {"address": partner.address, "wanted": digest(repr((partner.only, origin.fields)).encode())}
        answer = _asked(partner, wanted, marks.get(name, {}))
        if answer.data is None:
            shelf.report.counts["same"] += len(shelf.of_source())
            return shelf.report
        taken, remarks = _read(partner, answer.data, origin)
    except NotFetched as failed:
        return _warned(shelf, actor.title, failed.why(desk.language))
    except LitfassError:
        return _warned(shelf, actor.title, say("partner-no-calendar", desk.language))
    there = uids(answer.data) if partner.ical else set()
    if partner.ical and not there and len(shelf.of_source()) >= FEW:
        return _warned(shelf, actor.title, say("partner-empty", desk.language))
    for remark in remarks:
        shelf.report.tell(remark)
    taken = [one for one in taken if _may_come(one, partner)]
    if partner.ical:
        shelf.recognise(taken, [uid for uid in shelf.of_source() if not _is_there(uid, there)])
    shelf.put_all(taken)
    if partner.ical:
        _withdraw(shelf, there)
    marks[name] = wanted
    if not any(remark.name in MAY_COME_LATER for remark in shelf.report.remarks):
        marks[name] |= {"etag": answer.etag, "modified": answer.modified}
    return shelf.report


def _asked(partner: Partner, wanted: Mapping[str, str], marks: Mapping[str, str]) -> Answer:
    """What the partner's server says; marks do not count that were given when something else was `wanted` of it than today."""
    known = marks if wanted.items() <= marks.items() else {}
    etag, modified = known.get("etag", ""), known.get("modified", "")
    return fetch(partner.address, etag=etag, modified=modified, hosts=partner.hosts)


def _origin(partner: Partner, actor: Actor, site: Site) -> Origin:
    """What all that comes from a partner gets: whose it is, where it stands, and its topics."""
    fields: dict[str, Any] = {
        "organizer": actor.id,
        "source": {"title": actor.title, "url": actor.url or partner.address},
    }
    fields |= {"topics": list(partner.topics)} if partner.topics else {}
    return Origin(site, site.today, tuple(fields.items()))


def _read(partner: Partner, data: bytes, origin: Origin) -> tuple[list[Taken], list[Remark]]:
    """The events of a partner's calendar or feed, and what was not taken.

    Raises:
        NoCalendar: it is none, or only a part of one: what is missing in it may be there still.

    """
    if partner.ical and not is_whole(data):
        raise NoCalendar("no-calendar")
    return (read_ics if partner.ical else read_feed)(data, origin)


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
        if _is_there(uid, there) or event is None or event.status == "cancelled":
            continue
        if all(site.programme.is_over(one) for one in site.programme.dates_of(event)):
            continue
        if not shelf.is_untouched(path):
            _tell_gone(shelf, uid, event.title)
            continue
        splice = Splice((shelf.desk.content / path).read_bytes(), path)
        splice.set((), "status", "cancelled", after=("start", "end"))
        language = site.language if site.language in ("de", "en") else "de"
        note = say("withdrawn-note", language, actor=event.source.title if event.source else "–")
        splice.set((), "note", note, after=("status",))
        shelf.rewrite(uid, splice.data)
        shelf.report.counts["withdrawn"] += 1


def _tell_gone(shelf: Shelf, uid: str, title: str) -> None:
    """Say once that what an editor changed is no longer in the calendar."""
    known = shelf.ledger[shelf.key(uid)]
    if known.get("origin") != GONE:
        shelf.report.tell(Remark(title, "gone-there", {"path": f"{shelf.desk.content.as_posix()}/{known['file']}"}))
        known["origin"] = GONE
        keep_ledger(shelf.desk.content, shelf.ledger)


def _is_there(uid: str, there: set[str]) -> bool:
    """Whether a calendar has an entry, or one of which this is a single date."""
    return uid in there or uid.rpartition("/")[0] in there


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
