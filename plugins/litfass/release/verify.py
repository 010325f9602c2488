"""Verify: reads the built folder again and says what must not be published; trusts nothing that made it."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..address import Addresses
from ..problems import LitfassError
from ..site import Site
from .facts import Facts, read_facts
from .kinds import is_page

LEGAL = ("imprint", "privacy", "accessibility")
MOST_SHOWN = 20
Book = Mapping[str, Facts]


class NotAsItMustBe(LitfassError):
    """The built site has faults; its text lists them."""


def read_site(folder: Path, each: Callable[[], None] = lambda: None) -> dict[str, Facts]:
    """The facts of every file below a folder, by path; `each` is called after each file."""
    book = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        book[name] = read_facts(name, path.read_bytes())
        each()
    return book


def verify(book: Book, site: Site) -> None:
    """Check everything there is to check.

    Raises:
        NotAsItMustBe: with one line for each fault, sorted by file.

    """
    faults = sorted(
        {*_own_faults(book, site), *_references(book, site.addresses), *_missing(book, site), *_legal(book, site)}
    )
    if faults:
        more = [f"… and {len(faults) - MOST_SHOWN} more"] if len(faults) > MOST_SHOWN else []
        lines = "\n".join([*faults[:MOST_SHOWN], *more])
        raise NotAsItMustBe(
            f"{lines}\n\nThe built site is not as it must be. Nothing was published; the public site is unchanged."
        )


def moved(book: Book, addresses: Addresses) -> dict[str, str]:
    """Old links and where they lead now, taken from the pages that stand at old addresses."""
    return {_link_of(path, addresses): facts.moved_to for path, facts in sorted(book.items()) if facts.moved_to}


def _own_faults(book: Book, site: Site) -> Iterator[str]:
    """What is broken in our own files; documents of the editors are as programs of the world write them."""
    theirs = {site.addresses.save_as(site.addresses.to("document", name=name)) for name in site.documents}
    yield from (f"{path}: {fault}" for path, facts in book.items() if path not in theirs for fault in facts.wrong)


def _references(book: Book, addresses: Addresses) -> Iterator[str]:
    """What leads nowhere, and what is fetched from somebody else."""
    for path, facts in book.items():
        here = addresses.absolute(_link_of(path, addresses))
        for written in facts.loads:
            if written.startswith("data:"):
                yield f"{path}: holds {written[:30]}… instead of a file"
            elif (target := target_of(here, written, addresses)) is None:
                yield f"{path}: loads {written} from somebody else"
            elif addresses.save_as(target[0]) not in book:
                yield f"{path}: loads {written}, which is not there"
        for written in facts.links:
            if (target := target_of(here, written, addresses)) is not None:
                yield from _dead(path, written, target, book, addresses)


def _dead(path: str, written: str, target: tuple[str, str], book: Book, addresses: Addresses) -> Iterator[str]:
    link, anchor = target
    facts = book.get(addresses.save_as(link))
    if facts is None:
        yield f"{path}: the link {written} leads nowhere"
    elif anchor and is_page(addresses.save_as(link)) and anchor not in facts.anchors:
        yield f"{path}: the link {written} leads to a place that is not on that page"


def target_of(here: str, written: str, addresses: Addresses) -> tuple[str, str] | None:
    """Link and anchor of what is written on the page `here`; None when it is somebody else's or no web address."""
    scheme, _, rest = written.partition(":")
    # a calendar's address by the scheme that asks for a subscription
    whole = urlsplit(urljoin(here, f"https:{rest}" if scheme.lower() in ("webcal", "webcals") else written))
    own = urlsplit(addresses.url)
    if whole.scheme not in ("http", "https") or whole.netloc != own.netloc:
        return None
    is_ours = f"{whole.path}/".startswith(f"{addresses.base}/")
    return (whole.path or "/", unquote(whole.fragment)) if is_ours else None


def _missing(book: Book, site: Site) -> Iterator[str]:
    """Published things without a page."""
    for one in site.all_languages:
        for thing in (thing for kind, things in one.things.items() if kind != "closure" for thing in things):
            path = one.addresses.save_as(one.addresses.of(thing))
            if path not in book:
                yield f"{path}: the page of {thing.key()} is missing"


def _legal(book: Book, site: Site) -> Iterator[str]:
    """Legal pages that are missing, or that one cannot reach from everywhere. Source: § 5 DDG, § 18 MStV.

    A screen in a window shows no foot, and search engines do not find it: from there the home page is near enough.
    """
    homes = {one.addresses.to("home") for one in site.all_languages}
    for kind in LEGAL:
        links = {one.addresses.of(page) for one in site.all_languages if (page := one.legal_page(kind))}
        if not links:
            yield f"site.yaml: there is no {kind} page"
            continue
        for path, facts in book.items():
            near = links if facts.is_listed else links | homes
            if is_page(path) and not facts.moved_to and not near & {one.partition("#")[0] for one in facts.links}:
                yield f"{path}: has no link to the {kind} page"


def _link_of(path: str, addresses: Addresses) -> str:
    """The link under which a file of the site is asked for."""
    return f"{addresses.base}/{path.removesuffix('index.html')}"
