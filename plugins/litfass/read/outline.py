"""Outline: the map file of the content folder becomes the quarter's Outline, or Problems in the editor's words.

Knows GeoJSON as drawing programs and the tools around OpenStreetMap write it; pictures/plan.py draws what is found.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from ..model.outline import KINDS, Feature, Outline, Position
from ..parse import conflict_in
from ..problems import Problem, nearest
from .walk import OUTLINE

# inside of pages: more corners than this are more than a phone can show
MOST_CORNERS = 4000
# west, south, east, north: Germany and what is around it
PLAUSIBLE = (5.0, 46.5, 16.0, 55.5)
# degrees; about 20 kilometres from south to north
WIDEST = 0.2
LINES = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
FEATURE = re.compile(r'"type"\s*:\s*"Feature"')


class OutlineFailure(Exception):
    """Carries the one Problem that keeps the map from being drawn."""

    def __init__(self, code: str, line: int = 1, **values: Any) -> None:
        self.code, self.line, self.values = code, line, values


def read_outline(data: bytes) -> tuple[Outline | None, list[Problem]]:
    """The outline a file holds, or None and what must be mended."""
    try:
        outline = Outline(tuple(_features(data)))
        _check_extent(outline)
    except OutlineFailure as failure:
        return None, [Problem(OUTLINE, failure.line, "", failure.code, failure.values)]
    return outline, []


def _features(data: bytes) -> Iterator[Feature]:
    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise OutlineFailure("not-utf8", data.count(b"\n", 0, error.start) + 1, name="Windows-1252") from None
    except json.JSONDecodeError as error:
        if conflict := conflict_in(text):
            raise OutlineFailure("merge-conflict", conflict[0], marker=conflict[1]) from None
        raise OutlineFailure("outline-json", error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, a bracket in a bracket in a bracket
        raise OutlineFailure("outline-json", column=1) from None
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise OutlineFailure("outline-collection")
    features = content.get("features")
    if not isinstance(features, list) or not features:
        raise OutlineFailure("outline-collection")
    starts = [text.count("\n", 0, match.start()) + 1 for match in FEATURE.finditer(text)]
    corners = 0
    for number, feature in enumerate(features):
        line = starts[number] if len(starts) == len(features) else 1
        found = _feature(feature, number + 1, line)
        corners += sum(len(one) for one in found.lines)
        if corners > MOST_CORNERS:
            raise OutlineFailure("outline-too-fine", line, limit=MOST_CORNERS)
        yield found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _feature(feature: Any, number: int, line: int) -> Feature:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    shape = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(shape, str) or shape not in LINES:
        raise OutlineFailure("outline-geometry", line, number=number, value=str(shape or "–"))
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    kind, name = properties.get("kind"), properties.get("name") or ""
    if kind not in KINDS:
        guess = nearest(str(kind), KINDS)
        raise OutlineFailure("outline-kind", line, number=number, value=str(kind), known=", ".join(KINDS), guess=guess)
    closed = shape.endswith("Polygon")
    if kind == "border" and not closed:
        raise OutlineFailure("outline-geometry", line, number=number, value=shape)
    lines = tuple(_lines(geometry.get("coordinates"), LINES[shape], number, line))
    if any(len(one) < (4 if closed else 2) for one in lines) or not lines:
        raise OutlineFailure("outline-corners", line, number=number)
    return Feature(kind, " ".join(str(name).split())[:80], lines, closed)


def _lines(coordinates: Any, depth: int, number: int, line: int) -> Iterator[tuple[Position, ...]]:
    """The lines of a geometry, however deep they lie in lists."""
    if not isinstance(coordinates, list):
        raise OutlineFailure("outline-corners", line, number=number)
    if depth > 1:
        for part in coordinates:
            yield from _lines(part, depth - 1, number, line)
    else:
        yield tuple(_position(corner, number, line) for corner in coordinates)


def _position(corner: Any, number: int, line: int) -> Position:
    if not isinstance(corner, list) or len(corner) < 2 or not all(type(one) in (int, float) for one in corner[:2]):  # noqa: PLR2004
        raise OutlineFailure("outline-corners", line, number=number)
    lon, lat = corner[:2]
    west, south, east, north = PLAUSIBLE
    if not (west <= lon <= east and south <= lat <= north):
        turned = west <= lat <= east and south <= lon <= north
        code = "outline-turned" if turned else "outline-far"
        raise OutlineFailure(code, line, number=number, lon=f"{lon:.6g}", lat=f"{lat:.6g}")
    return float(lon), float(lat)


def _check_extent(outline: Outline) -> None:
    if not any(feature.kind == "border" for feature in outline.features):
        raise OutlineFailure("outline-no-border")
    west, south, east, north = outline.bounds
    if north - south > WIDEST or east - west > 2 * WIDEST or north == south or east == west:
        raise OutlineFailure("outline-extent", height=f"{(north - south) * 111:.1f}")
