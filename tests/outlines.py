"""Broken maps of a quarter, by the code of the message each must give."""

import json

BORDER = [[11.08, 49.42], [11.09, 49.42], [11.09, 49.43], [11.08, 49.42]]


def feature(coordinates, kind="border", shape="Polygon"):
    """One feature of a map as GeoJSON has it."""
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": geometry}


def collection(*features):
    """A whole map, each feature on a line of its own, as programs write it."""
    lines = ",\n".join(json.dumps(one) for one in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


GOOD = collection(feature([BORDER]))
BROKEN = {
    "outline-json": GOOD.replace("]]]", "]]"),
    "outline-collection": json.dumps(feature([BORDER])),
    "outline-geometry": collection(feature([BORDER]), feature([11.084, 49.425], "street", "Point")),
    "outline-kind": collection(feature([BORDER]), feature([BORDER], "gren")),
    "outline-corners": collection(
        feature([BORDER]), feature([[11.084, "49.425"], [11.085, 49.425]], "street", "LineString")
    ),
    "outline-turned": collection(feature([[[lat, lon] for lon, lat in BORDER]])),
    "outline-far": collection(feature([[[4432000, 5476000]] * 4])),
    "outline-no-border": collection(feature([BORDER], "green")),
    "outline-extent": collection(feature([[[11.0, 49.0], [11.1, 49.0], [11.1, 49.5], [11.0, 49.0]]])),
    "outline-too-fine": collection(
        feature([BORDER]), feature([[11.08 + n / 10**6, 49.42] for n in range(4001)], "street", "LineString")
    ),
}
