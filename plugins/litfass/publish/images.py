"""Images: every picture that is shown, in the widths a layout needs, re-encoded; originals are never published."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..formats.markup import picture_link, print_link, share_width
from ..model import Thing
from ..model.picture import Picture
from ..pictures.rendition import VERSION, encode
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True
PRINT_QUALITY = 92


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield each rendition of each picture that a published thing shows."""
    endings = ("webp", "avif") if settings["AVIF"] else ("webp",)
    for name in sorted(_shown(site)):
        picture = site.pictures[name]
        for width in picture.widths:
            yield from (_rendition(site, picture, width, ending) for ending in endings)
        yield _rendition(site, picture, share_width(picture), "jpg")
    yield from _for_print(site)


def _shown(site: Site) -> set[str]:
    """Names of the pictures in heads, texts and site.yaml; what only a draft shows is not among them."""
    names = {funder.logo for funder in site.funders if funder.logo}
    for thing in site.things_in_all_languages():
        names |= set(_of(thing))
    return names | {path.removeprefix("images/") for path in site.files_in_texts if path.startswith("images/")}


def _of(thing: Thing) -> Iterator[str]:
    if thing.image:
        yield thing.image.file
    if thing.sign_language_video and thing.sign_language_video.poster:
        yield thing.sign_language_video.poster
    if logo := getattr(thing, "logo", ""):
        yield logo
    if press := getattr(thing, "press", None):
        yield from press.files


def _rendition(site: Site, picture: Picture, width: int, ending: str) -> File:
    link = picture_link(picture, width, site.addresses, ending)
    fingerprint = f"{VERSION}-{picture.digest}-{width}-{ending}"
    return File(link, partial(encode, picture, width, ending), fingerprint, is_loaded=True)


def _for_print(site: Site) -> Iterator[Output]:
    """Pictures for the press as JPEG, logos as PNG with their clear ground; each once, however many pages show it.

    A translation may show others, with words of its language in them.
    """
    pages = [press for thing in site.things_in_all_languages() if (press := getattr(thing, "press", None))]
    wanted = {(one.file, "jpg") for press in pages for one in press.pictures}
    wanted |= {(one.file, "png") for press in pages for one in press.logos}
    for name, ending in sorted(wanted):
        picture = site.pictures[name]
        make = partial(encode, picture, picture.print_size[0], ending, PRINT_QUALITY)
        yield File(print_link(picture, site.addresses, ending), make, f"{VERSION}-{picture.digest}-print-{ending}")
