"""Pictures: looks at a picture file's header and bytes, decodes nothing."""

import hashlib
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from .model.picture import Picture
from .problems import Problem

MOST_MEGAPIXELS = 60
ORIENTATION = 0x0112
LYING = {5, 6, 7, 8}


def inspect(root: Path, path: str) -> tuple[Picture | None, Problem | None]:
    """The picture at `path` below the content folder, or what is wrong with it."""
    source = root / path
    data = source.read_bytes()
    if data.startswith(b"version https://git-lfs"):
        return None, Problem(path, 1, "", "bad-picture", {"reason": "Git LFS, git lfs pull"})
    try:
        with Image.open(source) as image:
            width, height = image.size
            lying = image.getexif().get(ORIENTATION) in LYING
            if width * height > MOST_MEGAPIXELS * 1_000_000:
                size = {"size": width * height // 1_000_000, "limit": MOST_MEGAPIXELS}
                return None, Problem(path, 1, "", "picture-too-big", size)
            if image.format == "JPEG" and not data.rstrip(b"\0").endswith(b"\xff\xd9"):
                return None, Problem(path, 1, "", "bad-picture", {"reason": "JPEG"})
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return None, Problem(path, 1, "", "bad-picture", {"reason": path.rpartition(".")[2].upper()})
    size = (height, width) if lying else (width, height)
    digest = hashlib.sha256(data).hexdigest()
    return Picture(path.removeprefix("images/"), *size, digest, source), None
