"""Frame: what every sheet carries: who prints it, who answers for it, who pays, and as of which day."""

from collections.abc import Iterable
from typing import Any

from ..model.site_info import Funder
from ..site import Site
from ..words import Words
from ..words.glue import NBSP

LOGO_PX = 480


def frame(site: Site, words: Words, title: str, funders: Iterable[Funder] | None = None) -> dict[str, Any]:
    """The data all templates share. `funders` of a project stand instead of those valid today for the whole office.

    Source of the responsible person: Art. 8 BayPrG, § 18 MStV.
    """
    info, today = site.info, site.today
    responsible = info.editor_responsible
    payers = site.funders if funders is None else list(funders)
    return {
        "language": words.locale.language,
        "direction": words.direction,
        "date": [today.year, today.month, today.day],
        "title": title,
        "neighbourhood": info.neighbourhood,
        "colour": info.colour,
        "office": {
            "name": info.name,
            "address": info.office.place.address.line if info.office.place else "",
            "telephone": info.office.telephone.replace(" ", NBSP),
            "hours": [" ".join(words.hours(line)) for line in info.office.hours],
        },
        "web": bare(site.addresses.absolute(site.addresses.to("home"))),
        "responsible": f"{words._('Responsible for the content:')} {responsible.name}, {responsible.street}, "
        f"{responsible.postcode} {responsible.city}",
        "funders": [funder.statement or funder.name for funder in payers],
        "logos": [picture(site, funder.logo, LOGO_PX, funder.alt) for funder in payers if funder.logo],
        "as_of": f"{words._('As of')} {words.date_only(today)}",
        "page": words._("Page {number} of {count}"),
        "left_out": words._("More dates on the web: {count}"),
    }


def picture(site: Site, name: str, width_px: int, alt: str) -> dict[str, Any]:
    """A picture as a template is told of it; its bytes come when the sheet is made."""
    found = site.pictures[name]
    return {"file": name, "digest": found.digest, "width": min(width_px, found.widths[-1]), "alt": alt}


def code(words: Words, address: str) -> dict[str, str]:
    """A QR code as a template is told of it, with what it says to those who cannot see it."""
    return {
        "qr": address,
        "qr_alt": words._("QR code to {address}").format(address=address),
        "link": bare(address),
    }


def bare(address: str) -> str:
    """An address as people type it: "hasenbuck.example/termine/2026/12"."""
    return address.partition("://")[2].rstrip("/")
