"""History: doubts that only Git can tell: what was published and is gone, what is new and over, translations left behind."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from ..calendar.moment import Moment
from ..link import Entry, Material
from ..model import TYPES, Event, Thing
from ..parse import Document, read
from ..problems import Problem
from ..site import Site
from ..validate import validate
from .git import Git
from .left_behind import left_behind
from .subscribed import subscribed

LOOK_BACK = timedelta(days=60)  # later nobody remembers, and nobody can act
# what is edited when a thing gets another name
NAMES = {"title", "summary", "slug", "formerly", "id", "modified"}


def history(content: Path, material: Material, site: Site) -> list[Problem]:
    """Doubts about what the content folder has lost, as far as Git knows."""
    git = Git(content)
    base = git.published()
    if not base:
        return []
    translations_and_new = [*left_behind(git, material), *_over(git, base, material, site)]
    if git.is_sample(base):
        return translations_and_new
    came, versions = git.earlier(base, str(site.today - LOOK_BACK))
    old = list(versions)
    return [
        *_gone(old, git.published_paths(base) - came, material, site),
        *subscribed(material, (data for path, data in old if path == "site.yaml")),
        *translations_and_new,
    ]


def _gone(versions: list[tuple[str, bytes]], old_paths: set[str], material: Material, site: Site) -> Iterator[Problem]:
    """One doubt for each address and each id of earlier versions that led somewhere and does not any more."""
    now = {entry.thing.key(): entry for entry in material.entries}
    known = {address for entry in material.entries for address in _addresses(site, entry.thing)}
    told = set()
    for path, data in versions:
        document, thing = _thing(path, data)
        if thing is None or path in material.broken or not thing.published(site.today):
            continue
        entry, heir = now.get(thing.key()), None
        if entry is None:
            may_be = (
                one for one in material.entries if one.document.path == path or one.document.path not in old_paths
            )
            heir = next((one for one in may_be if _is_renamed(document, thing, one)), None)
        if heir and thing.key() not in told:
            yield heir.document.problem(
                "id-gone", ("id",), value=thing.id, address=site.addresses.to("short", id=thing.id)
            )
        if entry and not entry.thing.published(site.today) and thing.key() not in told:
            yield entry.document.problem("taken-back", ("draft",), value=thing.title, address=site.addresses.of(thing))
        told.add(thing.key())
        if (address := site.addresses.of(thing)) not in known:
            known.add(address)
            yield _address_gone(path, thing, entry or heir, address, site)


def _address_gone(path: str, thing: Thing, entry: Entry | None, address: str, site: Site) -> Problem:
    values = {"address": address, "slug": thing.slug}
    if entry:
        return entry.document.problem(
            "address-gone", ("slug",) if "slug" in entry.document.fields else ("title",), **values
        )
    if isinstance(thing, Event) and thing.status != "cancelled" and _lies_ahead(thing, site):
        return Problem(path, 1, "", "event-deleted", {"value": thing.title})
    return Problem(path, 1, "", "address-gone", values)


def _is_renamed(document: Document, thing: Thing, entry: Entry) -> bool:
    """Whether an entry is a thing of old under another name: its title stayed, or all but its title."""
    if thing.kind != entry.thing.kind:
        return False
    return thing.slug == entry.thing.slug or _without_names(document) == _without_names(entry.document)


def _without_names(document: Document) -> tuple[dict[str, object], str]:
    return {key: value for key, value in document.fields.items() if key not in NAMES}, document.body.strip()


def _thing(path: str, data: bytes) -> tuple[Document, Thing] | tuple[None, None]:
    """What a file said then; None for translations, closures and what was never right."""
    if path.partition("/")[0] not in TYPES or path.count(".") > 1 or path.startswith("closures/"):
        return None, None
    document, _ = read(data, path)
    thing = validate(document)[0] if document else None
    return (document, thing) if thing else (None, None)


def _addresses(site: Site, thing: Thing) -> Iterator[str]:
    if thing.kind != "closure":
        for slug in (thing.slug, *thing.formerly):
            yield site.addresses.former(thing, slug)


def _lies_ahead(event: Event, site: Site) -> bool:
    """Whether an event would still take place, by its own file alone."""
    if event.rule:
        return event.until is None or max((event.until, *event.also)) >= site.today
    ends = [event.start.day] if event.start else []
    ends += [event.end.day] if isinstance(event.end, Moment) else []
    return max([*ends, *event.days, *event.also], default=site.today - LOOK_BACK) >= site.today


def _over(git: Git, base: str, material: Material, site: Site) -> Iterator[Problem]:
    """One doubt for each event that is new and over already: often its year is wrong."""
    known = git.published_paths(base)
    for entry in material.entries:
        if entry.thing.kind != "event" or entry.document.path in known or entry.thing.source:
            continue
        dates = site.programme.dates_of(entry.thing)
        last = max((one.last_day for one in dates), default=site.today)
        if last < site.today:
            yield entry.document.problem("new-and-over", ("start",), day=last)
