"""Link: turns checked things into one Site; ids become objects, rules become dates, links are followed.

The last room that knows files and lines; the Site it makes knows none.
"""

from datetime import datetime
from functools import partial

from ..address import Addresses
from ..calendar.month import next_month
from ..calendar.pauses import Pause
from ..model import FOLDERS, Closure
from ..problems import Problem
from ..site import Site
from ..site.texts import Texts
from .again import Again, around
from .backlinks import both_ways
from .checks import Checks
from .dates import Dates
from .deadlines import check_meetings, due_dates, passed_deadlines
from .flags import flagged
from .material import Entry, Material, Translation, Unfinished
from .order import in_order, nearest_first
from .pauses import pauses_of
from .references import References
from .taking_part import check_taking_part
from .translate import in_all_languages
from .wording import files_in_texts, in_language, originals, reworded

__all__ = ["Entry", "Material", "Translation", "Unfinished", "in_language", "link", "reworded"]


def link(
    material: Material, addresses: Addresses, now: datetime, *, months_back: int, months_ahead: int
) -> tuple[Site, list[Problem]]:
    """Make one Site of everything, in each of its languages, and list each reference that leads nowhere with its file and line.

    Dates of series are computed from `months_back` months before `now` to the end of the month `months_ahead` later.
    Entries of `material` hold the linked things afterwards, so that thousands do not lie in memory twice: who wants to link again
    gives `material.as_read()`.
    """
    problems: list[Problem] = []
    pauses: dict[str, Pause] = {}
    today = now.date()
    first, last = next_month(today, -months_back), next_month(today, months_ahead)
    checks = Checks(material, addresses, today, problems)
    again = Again(around(material, checks.known_links, today, first, last, addresses.url), problems)
    dates = Dates(material.info.timezone, today, pauses, problems)
    references = References(material, today, dates, problems)
    checks.run(again)
    for entry in material.entries:
        entry.thing = again.linked(entry, references.by_id, partial(references.resolve, entry))
        if isinstance(entry.thing, Closure):
            pauses[entry.thing.id] = pauses_of(entry.thing, material.info.state, now.year)
    for one in material.unfinished:
        references.check_written(one)
    occurrences = dates.all_occurrences(references.published("event"), first, next_month(last), again)
    things = {kind: in_order(kind, [entry.thing for entry in references.published(kind)]) for kind in FOLDERS}
    occurrences = list(flagged(occurrences, things["closure"], things["news"]))
    references.resolve_partners()
    check_meetings(references)
    problems += check_taking_part(material, occurrences)
    due = due_dates(things, occurrences, now)
    things["participation"] = nearest_first(things["participation"], due)
    published = [entry for kind in FOLDERS for entry in references.published(kind)]
    site = Site(
        info=references.resolve_info(),
        language=material.info.language,
        now=now,
        addresses=addresses,
        things=things,
        texts=Texts(material.info.language, originals(published), set()),
        occurrences=tuple(sorted(occurrences, key=lambda one: one.sort_key)),
        first_month=first,
        last_month=last,
        links=both_ways(things, again),
        pictures=material.pictures,
        documents=material.documents,
        pauses=pauses,
        schedules=dates.schedules,
        due=tuple(due),
        passed=passed_deadlines(things["participation"], occurrences, now),
        document_sizes=material.document_sizes,
        files_in_texts=files_in_texts(material, published),
        outline=material.outline,
        ids_by_file={entry.document.path: entry.thing.id for entry in material.entries},
    )
    again.remember()
    return in_all_languages(site, material.translations, partial(in_language, material, published)), problems
