"""Plan: the quarter's outline, its places and actors as shapes of one picture, and the list that belongs to it.

One degree of longitude is drawn as long as it is at the quarter's own latitude, so nothing looks squeezed. Source:
equirectangular projection.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, hypot, radians

from ..model import Actor, Place, Thing
from ..model.outline import Feature, Outline, Position
from ..model.place import Geo
from ..model.thing import sort_text
from ..site import Site

WIDTH = 640
MARGIN = 20
# no quarter is drawn higher than this many times its width
HIGHEST = 1.5
# of a marker with its number, and how far two of them stay apart
RADIUS, APART = 17, 37
FONT_SIZE, LETTER_WIDTH = 14, 0.56
# directions in which a marker may step aside, in this order
ASIDE = ((0, -1), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
# shares of a street at which its name may stand
ALONG = (50, 30, 70, 20, 80)

Spot = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """A feature as a path of SVG; `text_path` and `share` say where along it its name stands, "" when it has no room.

    The name of an area stands at `middle` instead.
    """

    feature: Feature
    path: str
    text_path: str = ""
    share: int = 0
    middle: Spot | None = None


@dataclass(frozen=True)
class Marker:
    """A number on the map: where the thing is, and where its number stands when the spot itself is taken.

    `guests` are actors that have no place of their own but this one.
    """

    number: int
    thing: Place | Actor
    spot: Spot
    drawn: Spot
    geo: Geo
    guests: tuple[Actor, ...]
    radius: int = RADIUS

    @property
    def steps_aside(self) -> bool:
        """Whether a line must lead from the number to its spot."""
        return self.spot != self.drawn


@dataclass(frozen=True)
class Plan:
    """The map of a quarter, and places that are not on it."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    markers: tuple[Marker, ...]
    elsewhere: tuple[Place, ...]


def plan(site: Site) -> Plan:
    """The map of the site; without shapes and markers when the content holds no outline."""
    if site.outline is None:
        return Plan(0, 0, (), (), site.places)
    frame = _Frame(site.outline)
    located = [(thing, geo) for thing, geo in _located(site) if site.outline.holds((geo.lon, geo.lat))]
    markers = tuple(_markers(site, located, frame))
    shown = {marker.thing for marker in markers}
    taken = [_around(marker.drawn, RADIUS) for marker in markers]
    # areas first, then lines: who comes later is drawn above
    features = sorted(site.outline.features, key=lambda feature: not feature.closed)
    shapes = tuple(_shape(feature, frame, taken) for feature in features)
    return Plan(WIDTH, frame.height, shapes, markers, tuple(place for place in site.places if place not in shown))


class _Frame:
    """Turns degrees into whole units of the picture."""

    def __init__(self, outline: Outline) -> None:
        self.west, self.south, self.east, self.north = outline.bounds
        self.squeeze = cos(radians((self.south + self.north) / 2))
        across, up = (self.east - self.west) * self.squeeze, self.north - self.south
        self.scale = min((WIDTH - 2 * MARGIN) / across, (WIDTH * HIGHEST - 2 * MARGIN) / up)
        self.left = (WIDTH - across * self.scale) / 2
        self.height = ceil(up * self.scale) + 2 * MARGIN

    def spot(self, position: Position) -> Spot:
        """Where a position stands in the picture."""
        lon, lat = position
        return (
            round(self.left + (lon - self.west) * self.squeeze * self.scale),
            round(MARGIN + (self.north - lat) * self.scale),
        )


def _located(site: Site) -> list[tuple[Place | Actor, Geo]]:
    """Places, and actors with a point of their own, from north to south and west to east."""
    found: list[tuple[Place | Actor, Geo]] = [(place, place.geo) for place in site.places if place.geo]
    found += [(actor, actor.geo) for actor in site.actors if actor.geo]
    return sorted(found, key=lambda pair: (-pair[1].lat, pair[1].lon, pair[0].key()))


def _markers(site: Site, located: list[tuple[Place | Actor, Geo]], frame: _Frame) -> Iterator[Marker]:
    drawn: list[Spot] = []
    for number, (thing, geo) in enumerate(located, 1):
        spot = frame.spot((geo.lon, geo.lat))
        drawn.append(_free(spot, drawn, frame))
        guests = [actor for actor in site.actors if actor.place == thing and not actor.geo]
        yield Marker(number, thing, spot, drawn[-1], geo, tuple(sorted(guests, key=_name)))


def _name(thing: Thing) -> tuple[tuple[str, str], str]:
    return sort_text(thing.title), thing.id


def _free(spot: Spot, taken: list[Spot], frame: _Frame) -> Spot:
    """The spot itself, or the nearest one aside where its number covers no other."""
    for step in range(12):
        for across, down in ASIDE if step else ((0, 0),):
            x, y = spot[0] + across * step * APART // 2, spot[1] + down * step * APART // 2
            inside = RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= frame.height - RADIUS
            if inside and all(hypot(x - left, y - top) >= APART for left, top in taken):
                return x, y
    return spot


Box = tuple[float, float, float, float]


def _around(spot: Spot, radius: float) -> Box:
    return spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _shape(feature: Feature, frame: _Frame, taken: list[Box]) -> Shape:
    """A feature's path; where its name finds room, that room is taken from then on."""
    lines = [[frame.spot(position) for position in line] for line in feature.lines]
    path = "".join(_path(line) + ("Z" if feature.closed else "") for line in lines)
    length = len(feature.name) * FONT_SIZE * LETTER_WIDTH
    if not feature.name or feature.kind == "border":
        return Shape(feature, path)
    if feature.closed:
        spots = lines[0]
        middle = (sum(x for x, _ in spots[:-1]) // (len(spots) - 1), sum(y for _, y in spots[:-1]) // (len(spots) - 1))
        box = (middle[0] - length / 2, middle[1] - FONT_SIZE, middle[0] + length / 2, middle[1] + FONT_SIZE / 2)
        wide = max(x for x, _ in spots) - min(x for x, _ in spots)
        if length > wide or any(_meets(box, other) for other in taken):
            return Shape(feature, path)
        taken.append(box)
        return Shape(feature, path, middle=middle)
    line = max(lines, key=_length)
    line = line if line[-1][0] >= line[0][0] else line[::-1]  # names are read from left to right
    for share in ALONG:
        boxes = list(_boxes(line, share, length))
        if boxes and not any(_meets(box, other) for box in boxes for other in taken):
            taken += boxes
            return Shape(feature, path, _path(line), share)
    return Shape(feature, path)


def _path(line: list[Spot]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in line)


def _length(line: list[Spot]) -> float:
    return sum(hypot(x - left, y - top) for (left, top), (x, y) in pairwise(line))


def _boxes(line: list[Spot], share: int, length: float) -> Iterator[Box]:
    """Boxes around the letters of a name in the middle of which the line has come so many percent of its way."""
    first = _length(line) * share / 100 - length / 2
    if first < 0 or first + length > _length(line):
        return
    for step in range(int(length // FONT_SIZE) + 1):
        yield _around(_at(line, first + step * FONT_SIZE), FONT_SIZE * 0.6)


def _at(line: list[Spot], way: float) -> Spot:
    """Where one is after so much of the way."""
    for (left, top), (x, y) in pairwise(line):
        part = hypot(x - left, y - top)
        if part and way <= part:
            return round(left + (x - left) * way / part), round(top + (y - top) * way / part)
        way -= part
    return line[-1]
