"""Subscribed: doubts about a site.yaml whose edit ends what people subscribed to, or shows it to them twice."""

from collections.abc import Iterable, Iterator

from ..link import Material
from ..model import SiteInfo
from ..parse import read
from ..problems import Problem
from ..validate import validate

# lists of site.yaml whose entries have a page and a calendar each, and what stands before the entry's id
LISTS = {
    "topics": {"de": "Das Thema", "en": "The topic"},
    "audiences": {"de": "Die Zielgruppe", "en": "The audience"},
}


def subscribed(material: Material, versions: Iterable[bytes]) -> Iterator[Problem]:
    """One doubt for the name in ids, and for each topic and audience, of earlier versions of site.yaml and no more."""
    now, document = material.info, material.info_document
    earlier = [info for data in versions if (info := info_in(data)) and not info.demo]
    if earlier and earlier[0].host != now.host:
        at = "id_host" if "id_host" in document.fields else "url"
        yield document.problem("host-gone", (at,), value=earlier[0].host, other=now.host)
    for name, kind in LISTS.items():
        known = {slug for item in getattr(now, name) for slug in item.slugs}
        for gone in (item for info in earlier for item in getattr(info, name)):
            if gone.id not in known:
                known.add(gone.id)
                yield document.problem("choice-gone", (name,), kind=kind, value=gone.id, label=gone.label)


def info_in(data: bytes) -> SiteInfo | None:
    """What a version of site.yaml says; None when it was never right."""
    document, _ = read(data, "site.yaml")
    return validate(document)[0] if document else None
