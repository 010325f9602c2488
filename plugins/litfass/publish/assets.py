"""Assets: style sheets joined into one, fonts, icons and scripts, under names that hold their content's hash."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..address import Addresses
from ..model import SiteInfo
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True  # the generator asks once, with the first language's site
STYLE = "litfass.css"
# the order in which layers are declared; components follow each other by name
SHEETS = ("css/fonts.css", "css/tokens.css", "css/base.css", "css/layout.css", "css/components/", "css/print.css")
NO_FILES = ("icons/", "worker/")  # what stands inside pages, and what becomes /sw.js
PUBLISHED = (".woff2", ".js", ".png", ".ico", ".svg")
URL = re.compile(r'url\("?(?:\.\./)*([^")]+)"?\)')


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the style sheet, and every other file of theme/static that a page may load; documents of the editors too."""
    for name, data in bundle(settings["STATIC"], site.info, site.addresses).items():
        yield File(name, data, is_loaded=True)
    for name, source in sorted(_linked_documents(site).items()):
        yield File(site.addresses.to("document", name=name), source.read_bytes)
    for name in sorted({video.file for one in site.things_in_all_languages() if (video := one.sign_language_video)}):
        video = site.documents[f"videos/{name}"]
        yield File(site.addresses.to("video", name=name), video.read_bytes, is_loaded=True)


def bundle(static: Mapping[str, bytes], info: SiteInfo, addresses: Addresses) -> dict[str, bytes]:
    """Links and contents of all assets; `static` are the files of theme/static by their path in it."""
    links = asset_links(static, info, addresses)
    style = _style(static, info, addresses)
    # of these only what a style sheet loads is a file
    loaded = {name for name in static if links.get(name, "-") in style.decode()}
    found = {
        links[name]: static[name]
        for name in links
        if name in static and (name in loaded or not name.startswith(NO_FILES))
    }
    return found | {links[STYLE]: style}


def asset_links(static: Mapping[str, bytes], info: SiteInfo, addresses: Addresses) -> dict[str, str]:
    """The link of each asset by its name in theme/static; the joined style sheet is "litfass.css"."""
    links = {name: _link(name, data, addresses) for name, data in static.items() if name.endswith(PUBLISHED)}
    return links | {STYLE: _link(STYLE, _style(static, info, addresses), addresses)}


def _link(name: str, data: bytes, addresses: Addresses) -> str:
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    return addresses.to("asset", name=f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{ending}")


def _style(static: Mapping[str, bytes], info: SiteInfo, addresses: Addresses) -> bytes:
    """All style sheets as one, with the neighbourhood's colours at the end."""
    names = [name for part in SHEETS for name in sorted(static) if name.startswith(part) and name.endswith(".css")]
    css = "\n".join(static[name].decode() for name in names)

    def hashed(match: re.Match[str]) -> str:
        name = match[1]
        return f'url("{_link(name, static[name], addresses)}")' if name in static else match[0]

    return (_squeeze(URL.sub(hashed, css)) + _colours(info)).encode()


def _colours(info: SiteInfo) -> str:
    """The neighbourhood's colour and those of its topics, as settings of site.yaml."""
    topics = "".join(f".topic-{topic.id}{{--topic:{topic.colour}}}" for topic in info.topics)
    return f"@layer tokens{{:root{{--brand:{info.colour}}}{topics}}}\n"


def _squeeze(css: str) -> str:
    """Without comments, indents and empty lines; nothing cleverer, so that nothing breaks."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", css).strip() + "\n"


def _linked_documents(site: Site) -> dict[str, Any]:
    """Documents that a published thing links to, by name."""
    names: set[str] = set()
    for thing in site.things_in_all_languages():
        names |= {document.file for document in getattr(thing, "papers", thing.documents) if document.file}
    names |= {path.removeprefix("documents/") for path in site.files_in_texts if path.startswith("documents/")}
    return {name: site.documents[name] for name in names}
