"""Typeset: data and a template become a PDF/UA-1 or a small picture; the only room that knows Typst.

One compiler is kept per process and thread: it knows the fonts, and a second sheet takes a few milliseconds.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from threading import local
from typing import Any

import segno
from PIL import Image

from ..glyphs import missing
from ..model.picture import Picture
from ..pictures.rendition import WEBP_METHOD, cut, encode
from .sheet import PREVIEW_PPI

IMPORTED = re.compile(r'^#import "([\w-]+\.typ)"', re.MULTILINE)
LEFT_OUT = re.compile(rb"litfass-left-out=(\d+)")
PREVIEW_QUALITY = 70
PICTURE_QUALITY = 84
POINTS_PER_INCH = 72
_own = local()


def sources(folder: Path, template: str) -> str:
    """What a template is made of besides its data: its text, that of what it imports, our fonts, and the version of Typst."""
    found: dict[str, str] = {}
    waiting = [f"{template}.typ"]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = (folder / name).read_text(encoding="utf-8")
            waiting.extend(IMPORTED.findall(found[name]))
    return "\0".join([*(found[name] for name in sorted(found)), fonts_digest(folder / "fonts"), _version()])


def fonts_digest(folder: Path) -> str:
    """A digest of all fonts in a folder, which are read again when one of them was written."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return _digest_of(tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _digest_of(files: tuple[tuple[Path, int, int], ...]) -> str:
    """The digest of files as they were at such sizes and times."""
    found = hashlib.sha256()
    for path, size, _ in files:
        found.update(f"{path.name}\0{size}\0".encode() + path.read_bytes())
    return found.hexdigest()


def pdf(folder: Path, template: str, data: str, pictures: Mapping[str, Picture]) -> bytes:
    """A sheet as PDF/UA-1 from a template of `folder` and its data as JSON text."""
    return _compiled(folder, template, data, _drawings(data, pictures), pdf_standards=["ua-1"])


def preview(folder: Path, template: str, data: str, pictures: Mapping[str, Picture]) -> bytes:
    """The first page of a sheet as a small WebP."""
    target = BytesIO()
    with Image.open(BytesIO(pages(folder, template, data, pictures, PREVIEW_PPI)[0])) as image:
        image.convert("RGB").save(target, "WEBP", quality=PREVIEW_QUALITY, method=WEBP_METHOD)
    return target.getvalue()


def pages(folder: Path, template: str, data: str, pictures: Mapping[str, Picture], ppi: int) -> list[bytes]:
    """The pages of a sheet as PNG, with so many pixels per inch."""
    made = _compiled(folder, template, data, _drawings(data, pictures), format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def picture(folder: Path, template: str, data: str, pictures: Mapping[str, Picture], ending: str) -> bytes:
    """A page as a picture, one pixel for each point; signs that no font has are left out.

    "png" as it is drawn, or "jpg" with the photo that its data name laid into a box.
    """
    known = data.translate({ord(char): None for char in missing(data, folder / "fonts") if not char.isalpha()})
    drawn = pages(folder, template, known, pictures, POINTS_PER_INCH)[0]
    if ending == "png":
        return drawn
    target = BytesIO()
    with Image.open(BytesIO(drawn)) as image:
        whole = image.convert("RGB")
    photo = json.loads(data)["photo"]
    left, top, right, bottom = photo["box"]
    whole.paste(cut(pictures[photo["file"]], right - left, bottom - top, photo["focus"]), (left, top))
    whole.save(target, "JPEG", quality=PICTURE_QUALITY)
    return target.getvalue()


def left_out(data: bytes) -> int:
    """How many dates had no room on a sheet: it says so among its keywords."""
    found = LEFT_OUT.search(data)
    return int(found[1]) if found else 0


@cache
def _version() -> str:
    """The version of Typst, which is read from the disk each time that Python is asked for it."""
    return version("typst")


@lru_cache(maxsize=64)
def qr_svg(address: str) -> str:
    """A QR code as SVG with a quiet zone; kept for the other sheets of the same thing. Source: ISO/IEC 18004."""
    data = BytesIO()
    segno.make(address, error="m", micro=False).save(data, kind="svg", border=2, xmldecl=False)
    return data.getvalue().decode()


def _drawings(data: str, pictures: Mapping[str, Picture]) -> str:
    """What is costly and follows from the data: the pictures they name and the QR code, as SVG; in JSON, by name."""
    known = json.loads(data)
    named = [*known["logos"], *([known["picture"]] if known.get("picture") else []), *known.get("gallery", ())]
    drawn = {f"picture {one['file']}": _svg(pictures[one["file"]], one["width"]) for one in named}
    return json.dumps(drawn | ({"qr": qr_svg(known["qr"])} if "qr" in known else {}))


@cache
def _svg(picture: Picture, width: int) -> str:
    """A picture as an SVG that holds it as JPEG, without EXIF: so it reaches Typst as data and not as a file."""
    size = f'width="{width}" height="{picture.height_for(width)}"'
    data = b64encode(encode(picture, width, "jpg")).decode()
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/jpeg;base64,{data}"/></svg>'


def _compiled(folder: Path, template: str, data: str, drawings: str, **options: Any) -> Any:
    """The result of Typst.

    PDF/UA has no empty boxes: signs that no font draws, such as 🎉, are left out, and letters of such a script are "?".
    """
    import typst  # noqa: PLC0415 - loads 40 MB, and an unchanged sheet needs none of it

    def of(data: str) -> Any:
        # one input, for several come in another order each time, and what was set for a PDF is set anew for its preview
        inputs = {"all": f'{{"data": {data}, "drawings": {drawings}}}'}
        return _compiler(folder).compile(folder / f"{template}.typ", sys_inputs=inputs, **options)

    try:
        return of(data)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    unknown = missing(data, folder / "fonts")
    without_signs = data.translate({ord(char): None for char in unknown if not char.isalpha()})
    try:
        return of(without_signs)
    except typst.TypstError:
        return of(without_signs.translate({ord(char): "?" for char in unknown}))


def _compiler(folder: Path) -> Any:
    import typst  # noqa: PLC0415

    kept = _own.__dict__.setdefault("compilers", {})
    if folder not in kept:
        fonts = [folder / "fonts"]
        kept[folder] = typst.Compiler(root=folder, font_paths=fonts, ignore_system_fonts=True)
    return kept[folder]
