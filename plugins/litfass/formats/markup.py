"""Markup: a thing's text with its links filled in, for pages and for feeds."""

import re
from html import escape, unescape

from markupsafe import Markup

from ..address import Addresses
from ..model import Thing
from ..model.picture import Picture
from ..model.thing import SCHEME
from ..site import Site

# only in tags: a text may well say src="litfass:…", but it cannot hold a bare <
ATTRIBUTES = r'(?:[^">]|"[^"]*")*?'
LINK = re.compile(rf'(<a {ATTRIBUTES}href)="{SCHEME}([^"#]*)(#[^"]*)?"')
IMAGE = re.compile(rf'<img ({ATTRIBUTES})src="{SCHEME}images/([^"]+)"({ATTRIBUTES})>')
OWN = re.compile(rf'(<(?:a|img) {ATTRIBUTES}(?:href|src))="(/[^"]*)"')
WIDTHS = re.compile(rf'(<img {ATTRIBUTES}) srcset="[^"]*" sizes="[^"]*"')
SHARE_WIDTH_PX = 1200
BODY_SIZES = "(min-width: 48rem) 40rem, 100vw"


def body(thing: Thing, site: Site, *, avif: bool = False) -> Markup:
    """A thing's text as HTML for a page of the site; `avif` offers its pictures in that format too."""
    html = LINK.sub(lambda match: _href(match, site), str(site.text_of(thing)))
    return Markup(IMAGE.sub(lambda match: _img(match, site, avif=avif), html))  # noqa: S704 - cleaned by body, addresses are ours


def absolute(html: str, addresses: Addresses) -> str:
    """The same HTML with the public host in every address, for readers that show it elsewhere."""

    def whole(match: re.Match[str]) -> str:
        return f'{match[1]}="{addresses.absolute(match[2])}"'

    return OWN.sub(whole, WIDTHS.sub(r"\1", html))


def picture_link(picture: Picture, width_px: int, addresses: Addresses, ending: str = "webp") -> str:
    """The link to one rendition of a picture."""
    return addresses.to("picture", name=picture.stem, digest=picture.digest[:8], width=width_px, ending=ending)


def print_link(picture: Picture, addresses: Addresses, ending: str = "jpg") -> str:
    """The link to a picture in the size of print."""
    return addresses.to("print_picture", name=picture.stem, digest=picture.digest[:8], ending=ending)


def share_link(picture: Picture, addresses: Addresses) -> str:
    """The link to the JPEG that feeds and other sites show."""
    return picture_link(picture, share_width(picture), addresses, "jpg")


def share_width(picture: Picture) -> int:
    """The width in pixels of that JPEG."""
    return min(SHARE_WIDTH_PX, picture.widths[-1])


def srcset(picture: Picture, addresses: Addresses, ending: str = "webp") -> str:
    """All renditions as the value of a srcset. Source: HTML Living Standard, srcset attributes."""
    return ", ".join(f"{picture_link(picture, width, addresses, ending)} {width}w" for width in picture.widths)


def _href(match: re.Match[str], site: Site) -> str:
    path, anchor = _path(match[2]), match[3] or ""
    return f'{match[1]}="{escape(_address(path, site))}{anchor}"'


def _path(written: str) -> str:
    """The path in an attribute, as body put it there."""
    return unescape(written).replace("%23", "#").replace("%25", "%")


def _address(path: str, site: Site) -> str:
    """Where a path of the content stands on the site."""
    if path.startswith("/"):
        return site.addresses.of_path(path)
    folder, _, name = path.partition("/")
    if folder == "documents":
        return site.addresses.to("document", name=name)
    if folder == "images":
        picture = site.pictures[name]
        return picture_link(picture, picture.widths[-1], site.addresses)
    return site.link_to_file(path)


def _img(match: re.Match[str], site: Site, *, avif: bool) -> str:
    name = _path(match[2])
    others = "".join(part for part in (match[1], match[3]) if part).strip(" /")
    picture = site.pictures[name]
    width = min(960, picture.widths[-1])
    link = picture_link(picture, width, site.addresses)
    img = (
        f'<img src="{link}" srcset="{srcset(picture, site.addresses)}" sizes="{BODY_SIZES}" '
        f'width="{width}" height="{picture.height_for(width)}" loading="lazy" decoding="async" {others}>'
    )
    if not avif:
        return img
    better = srcset(picture, site.addresses, "avif")
    return f'<picture><source type="image/avif" srcset="{better}" sizes="{BODY_SIZES}">{img}</picture>'
