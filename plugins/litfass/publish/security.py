"""Security: whom to tell when somebody finds a hole in the site. Source: RFC 9116."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True  # one file for all
# less than a year, so that nobody writes to an office that moved; each build moves it on
VALID = timedelta(days=180)


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield /.well-known/security.txt."""
    link, to = site.addresses.to("security"), site.addresses.absolute
    email = site.info.publisher.email or site.info.office.email
    imprint = site.legal_page("imprint")
    contact = f"mailto:{email}" if email or imprint is None else to(site.addresses.of(imprint))
    expires = datetime.combine(site.today + VALID, time(), site.now.tzinfo)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(site.info.all_languages)}",
        f"Canonical: {to(link)}",
    ]
    yield File(link, "".join(f"{line}\n" for line in lines).encode())
