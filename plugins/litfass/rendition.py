"""Rendition: a picture at another width, re-encoded, for pages and for paper; originals are never published."""

from io import BytesIO

from PIL import Image, ImageOps

from .model.picture import FORMATS, Picture

QUALITY = {"webp": 78, "jpg": 82}
VERSION = "1"  # goes up when the same bytes would come out differently


def encode(picture: Picture, width: int, ending: str, quality: int = 0) -> bytes:
    """A picture at a width, upright, without EXIF or GPS, as WebP, JPEG or PNG; `quality` 0: that of the screen."""
    with Image.open(picture.source, formats=FORMATS) as original:
        original.draft("RGB", (width, picture.height_for(width)))
        image = ImageOps.exif_transpose(original)
        has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        image = image.convert("RGBA" if has_alpha else "RGB")
    image = image.resize((width, picture.height_for(width)), Image.Resampling.LANCZOS)
    data = BytesIO()
    if ending == "webp":
        image.save(data, "WEBP", quality=QUALITY["webp"], method=4, exact=False)
    elif ending == "png":
        image.save(data, "PNG", optimize=True)
    else:
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image if has_alpha else None)
        ground.save(data, "JPEG", quality=quality or QUALITY["jpg"], optimize=True, progressive=True)
    return data.getvalue()
