"""Outline: the quarter's shape, streets, green and water as the editors' map file has them. Source: RFC 7946."""

from dataclasses import dataclass

KINDS = ("border", "green", "water", "rail", "street")
# longitude, latitude, in degrees, as GeoJSON orders them
Position = tuple[float, float]


@dataclass(frozen=True)
class Feature:
    """One thing of the map: lines, or the rings of areas when it is `closed`."""

    kind: str
    name: str
    lines: tuple[tuple[Position, ...], ...]
    closed: bool


@dataclass(frozen=True)
class Outline:
    """Everything that is drawn below the places; at least one border."""

    features: tuple[Feature, ...]

    @property
    def positions(self) -> list[Position]:
        """All corners."""
        return [position for feature in self.features for line in feature.lines for position in line]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north, in degrees."""
        lons, lats = zip(*self.positions, strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    def holds(self, position: Position) -> bool:
        """Whether a position is on the map, which ends with its outermost corners."""
        west, south, east, north = self.bounds
        return west <= position[0] <= east and south <= position[1] <= north
