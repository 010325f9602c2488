"""Picture: a picture file of content/images, known by its header and its bytes' digest."""

from dataclasses import dataclass
from pathlib import Path

WIDTHS_PX = (480, 960, 1440)
PRINT_WIDTH_PX = 3000
# what Pillow may try, by content and not by name; others of its readers start programs
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Picture:
    """One original, never published as it is: name in content/images, upright size in pixels, digest of its bytes."""

    name: str
    width_px: int
    height_px: int
    digest: str
    source: Path

    @property
    def stem(self) -> str:
        """The name as it may stand in an address."""
        return self.name.rpartition(".")[0]

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths it is published in, in pixels, rising; never wider than the original."""
        return tuple(width for width in WIDTHS_PX if width < self.width_px) + (
            (self.width_px,) if self.width_px <= WIDTHS_PX[-1] else ()
        ) or (self.width_px,)

    @property
    def print_size(self) -> tuple[int, int]:
        """Width and height in pixels of the copy for print: 3000 make 25 cm at 300 dpi."""
        width = min(PRINT_WIDTH_PX, self.width_px)
        return width, self.height_for(width)

    def height_for(self, width_px: int) -> int:
        """The height at a width, at least one pixel."""
        return max(1, round(self.height_px * width_px / self.width_px))
