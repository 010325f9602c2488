"""Icons: the neighbourhood's sign for tabs, bookmarks and telephones, in its colour, and the manifest that names them."""

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any

from PIL import Image

from ..sheets import typeset
from ..sheets.share import PAPER, sign_in
from ..site import Site
from .output import File, Output

TEMPLATE = "icon"
FAVICON_PX = (16, 32, 48)
TOUCH_PX = 180  # source: Apple, Configuring Web Applications
# how much of the square the sign fills. A maskable one is cut to any shape: all that counts lies within four fifths
FILLED = {"any": 0.8, "maskable": 0.6}
# source: W3C Web Application Manifest, icons
SIZES_PX = (("any", 192), ("any", 512), ("maskable", 512))


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the manifest of each language and, once, the icons."""
    yield File(site.addresses.to("manifest"), _manifest(site, settings["WORDS"].direction))
    if not site.is_first:
        return
    sign = settings["STATIC"]["icons/column.svg"].decode()
    yield File(site.addresses.to("icon_svg"), sign_in(site.info.colour, sign).encode())
    for link, how, sizes in _wanted(site):
        data = {"sign": sign_in(PAPER, sign), "colour": site.info.colour, "logos": []}
        data |= {"filled": FILLED[how], "round": link == site.addresses.to("favicon")}
        text = json.dumps(data, sort_keys=True)
        make = partial(_drawn, settings["PRINT_FOLDER"], text, sizes, is_ico=link.endswith(".ico"))
        sources = typeset.sources(settings["PRINT_FOLDER"], TEMPLATE)
        made_of = hashlib.sha256(f"{text}\0{sources}\0{sizes}".encode()).hexdigest()
        yield File(link, make, f"icon-{made_of}")


def _wanted(site: Site) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Link, how much is cut off, and sizes in pixels of each file."""
    yield site.addresses.to("favicon"), "any", FAVICON_PX
    yield site.addresses.to("touch_icon"), "any", (TOUCH_PX,)
    for how, size in SIZES_PX:
        yield site.addresses.to("icon", how=how, size=size), how, (size,)


def _drawn(folder: Any, data: str, sizes: tuple[int, ...], *, is_ico: bool) -> bytes:
    target = BytesIO()
    with Image.open(BytesIO(typeset.picture(folder, TEMPLATE, data, {}, "png"))) as image:
        if is_ico:
            image.save(target, "ICO", sizes=[(size, size) for size in sizes])
        else:
            image.convert("RGB").resize((sizes[0], sizes[0]), Image.Resampling.LANCZOS).save(
                target, "PNG", optimize=True
            )
    return target.getvalue()


def _manifest(site: Site, direction: str) -> bytes:
    """What a telephone needs to put the site beside its programs. Source: W3C Web Application Manifest."""
    home = site.addresses.to("home")
    data = {
        "id": home,
        "start_url": home,
        "scope": home,
        "name": site.info.name,
        "short_name": site.info.neighbourhood,
        "description": site.info.claim,
        "lang": site.language.partition("-")[0],
        "dir": direction,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": site.info.colour,
        "icons": [
            {
                "src": site.addresses.to("icon", how=how, size=size),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": how,
            }
            for how, size in SIZES_PX
        ],
    }
    given = {key: value for key, value in data.items() if value}
    return (json.dumps(given, ensure_ascii=False, indent=2) + "\n").encode()
