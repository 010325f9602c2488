"""Rendition: a picture at another width, re-encoded, for pages and for paper; originals are never published."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageOps

from .model.picture import FORMATS, Picture

QUALITY = {"webp": 78, "avif": 62, "jpg": 82}
AVIF_SPEED = 8  # below it is slow, and no smaller
VERSION = "1"  # goes up when the same bytes would come out differently


@cache
def cut(picture: Picture, width: int, height: int, focus: str) -> Image.Image:
    """A picture that fills a room in pixels, without EXIF; what does not fit goes where `focus` is not: "left top"."""
    across = 0.0 if "left" in focus else 1.0 if "right" in focus else 0.5
    down = 0.0 if "top" in focus else 1.0 if "bottom" in focus else 0.5
    with Image.open(picture.source, formats=FORMATS) as original:
        original.draft("RGB", (max(width, round(height * picture.width_px / picture.height_px)), height))
        image = ImageOps.exif_transpose(original).convert("RGB")
    return ImageOps.fit(image, (width, height), Image.Resampling.LANCZOS, centering=(across, down))


def encode(picture: Picture, width: int, ending: str, quality: int = 0) -> bytes:
    """A picture at a width, upright, without EXIF or GPS, as WebP, AVIF, JPEG or PNG; `quality` 0: that of the screen."""
    with Image.open(picture.source, formats=FORMATS) as original:
        original.draft("RGB", (width, picture.height_for(width)))
        image = ImageOps.exif_transpose(original)
        has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        image = image.convert("RGBA" if has_alpha else "RGB")
    image = image.resize((width, picture.height_for(width)), Image.Resampling.LANCZOS)
    data = BytesIO()
    if ending == "webp":
        image.save(data, "WEBP", quality=QUALITY["webp"], method=4, exact=False)
    elif ending == "avif":
        image.save(data, "AVIF", quality=QUALITY["avif"], speed=AVIF_SPEED)
    elif ending == "png":
        image.save(data, "PNG", optimize=True)
    else:
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image if has_alpha else None)
        ground.save(data, "JPEG", quality=quality or QUALITY["jpg"], optimize=True, progressive=True)
    return data.getvalue()
