"""Pictures: looks at a picture file's header and bytes, decodes only what seems cut off."""

import hashlib
import unicodedata
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from ..model.picture import FORMATS, Picture
from ..problems import Problem

MOST_MEGAPIXELS = 60
MOST_HEIGHT_PX = 16_000  # WebP ends at 16,383
END_OF_JPEG = b"\xff\xd9"
ORIENTATION = 0x0112
LYING = {5, 6, 7, 8}


def inspect(root: Path, path: str) -> tuple[Picture | None, Problem | None]:
    """The picture at `path` below the content folder, or what is wrong with it."""
    source = root / path
    try:
        data = source.read_bytes()
    except OSError:
        return None, Problem(path, 1, "", "unreadable")
    if data.startswith(b"version https://git-lfs"):
        return None, Problem(path, 1, "", "bad-picture", {"reason": "Git LFS, git lfs pull"})
    try:
        with Image.open(source, formats=FORMATS) as image:
            width, height = image.size
            lying = image.getexif().get(ORIENTATION) in LYING
            if width * height > MOST_MEGAPIXELS * 1_000_000:
                size = {"size": width * height // 1_000_000, "limit": MOST_MEGAPIXELS}
                return None, Problem(path, 1, "", "picture-too-big", size)
            if image.format in ("JPEG", "MPO") and not data.endswith(END_OF_JPEG):
                # cut off, or a telephone has put something behind it: only decoding tells, at an eighth of the size
                image.draft("RGB", (1, 1))
                image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return None, Problem(path, 1, "", "bad-picture", {"reason": path.rpartition(".")[2].upper()})
    size = (height, width) if lying else (width, height)
    digest = hashlib.sha256(data).hexdigest()
    picture = Picture(unicodedata.normalize("NFC", path).removeprefix("images/"), *size, digest, source)
    if picture.height_for(picture.widths[-1]) > MOST_HEIGHT_PX:
        values = {"width": size[0], "height": size[1], "limit": MOST_HEIGHT_PX}
        return None, Problem(path, 1, "", "picture-too-long", values)
    return picture, None
