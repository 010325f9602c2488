"""The map of the quarter: what it refuses, where it puts things, and that its list says the same."""

import json
from math import cos, hypot, radians

import pytest
from litfass.pictures.plan import APART, plan
from litfass.read.outline import read_outline

from .conftest import ROOT
from .outlines import GOOD, collection, feature
from .rendered import XHTML, main_text, page, site_on, text, write

SVG = "{http://www.w3.org/2000/svg}"


def test_a_good_map_is_read():
    outline, problems = read_outline(GOOD.encode())

    assert [] == problems
    assert (11.08, 49.42, 11.09, 49.43) == outline.bounds
    assert outline.holds((11.08, 49.43))
    assert not outline.holds((11.0799, 49.43))


def test_conflict_that_git_left_is_called_one():
    _, [problem] = read_outline(GOOD.replace("\n{", "\n<<<<<<< HEAD\n{", 1).encode())

    assert ("merge-conflict", 2) == (problem.code, problem.line)


def test_the_message_names_the_line_of_the_wrong_feature():
    text = collection(feature([[[11.08, 49.42], [11.09, 49.42], [11.09, 49.43], [11.08, 49.42]]]), feature([], "see"))

    assert [3] == [problem.line for problem in read_outline(text.encode())[1]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"type": "FeatureCollection", "features": [NaN]}',
        b'{"type": "FeatureCollection", "features": [' + b"9" * 5000 + b"]}",
        b'{"type": "FeatureCollection", "features": {"a": 1}}',
        b'{"type": "FeatureCollection", "features": [null]}',
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Polygon"}, "properties": []}]}',
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": ["x"]}, "properties": null}]}',
        collection(feature([[[True, False]] * 4])).encode(),
        collection(feature([[[1e999, 49.42]] * 4])).encode(),
        collection(feature([[[11.08, 49.42]] * 4])).encode(),
    ],
)
def test_hostile_maps_are_one_problem_and_no_traceback(data):
    outline, problems = read_outline(data)

    assert outline is None
    assert 1 == len(problems)
    assert problems[0].is_error
    assert problems[0].text()


def test_a_map_of_another_name_is_no_map(content):
    from litfass.read import read_content

    (content / "karte.geojson").write_text(GOOD)

    assert [("karte.geojson", "file-type")] == [(problem.path, problem.code) for problem in read_content(content)[1]]


def test_names_of_streets_cannot_become_markup(content):
    shape = feature([[11.0805, 49.4205], [11.0895, 49.4290]], "street", "LineString")
    shape["properties"]["name"] = "<script>alert(1)</script>"
    border = feature([[[11.08, 49.42], [11.09, 49.42], [11.09, 49.43], [11.08, 49.43], [11.08, 49.42]]])
    (content / "quartier.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [border, shape]}))

    tree = page(site_on(content), "karte/")

    assert [] == [
        node
        for node in tree.iter()
        if str(node.tag).endswith("}script") and node.text and node.get("type") != "application/ld+json"
    ]
    assert "<script>alert(1)</script>" in main_text(tree)


def test_a_metre_east_is_as_long_as_a_metre_north():
    """The quarter is as wide on paper as it is on the ground."""
    site = site_on(ROOT / "content")
    one, other = plan(site).markers[0], plan(site).markers[-1]
    metres = hypot((other.geo.lon - one.geo.lon) * cos(radians(49.425)), other.geo.lat - one.geo.lat) * 111_195
    north = abs(other.geo.lat - one.geo.lat) * 111_195
    drawn = hypot(other.spot[0] - one.spot[0], other.spot[1] - one.spot[1])

    assert abs(drawn / abs(other.spot[1] - one.spot[1]) - metres / north) < 0.02


def test_the_list_says_what_the_numbers_mean():
    site = site_on(ROOT / "content")
    tree = page(site, "karte/")
    drawn = {node.get("href"): text(node) for node in tree.iter(f"{SVG}a")}
    listed = {}
    for entry in (node for node in tree.iter(f"{XHTML}ol") if node.get("class") == "map-list"):
        for item in entry:
            links = [node.get("href") for node in item.iter(f"{XHTML}a")]
            listed[links[0]] = text(next(item.iter(f"{XHTML}span")))
            assert [] != [link for link in links if link.startswith("https://www.openstreetmap.org/?mlat=49.42")]

    assert drawn == listed
    assert {site.addresses.of(place) for place in site.places if place.geo} <= set(drawn)


def test_numbers_do_not_cover_each_other(content):
    for number in range(12):
        write(
            content,
            f"places/dicht-{number}.md",
            f"title: Dicht {number}\naddress: {{street: Musterplatz {number}}}\nwheelchair: yes\n"
            f"geo: {{lat: 49.425, lon: 11.08{number:02}}}",
        )
    markers = plan(site_on(content)).markers

    assert 13 == len(markers)
    assert [] == [
        (one.number, other.number)
        for number, one in enumerate(markers)
        for other in markers[number + 1 :]
        if hypot(one.drawn[0] - other.drawn[0], one.drawn[1] - other.drawn[1]) < APART
    ]


def test_places_that_are_not_on_the_map_stand_below_it(content):
    tree = page(site_on(content), "karte/")

    assert "Nicht auf der Karte Wiese" in main_text(tree)


def test_without_a_map_the_places_are_a_list(content):
    (content / "quartier.geojson").unlink()
    site = site_on(content)
    tree = page(site, "karte/")

    assert site.outline is None
    assert [] == [node for node in tree.iter(f"{SVG}svg") if node.get("class") == "map"]
    assert "Laden am Musterplatz" in main_text(tree)


def test_an_actor_with_a_point_of_its_own_has_a_number(content):
    path = content / "actors/hausverein.md"
    path.write_text(path.read_text().replace("topics:", "geo: {lat: 49.428, lon: 11.082}\ntopics:"))
    markers = plan(site_on(content)).markers

    assert ["hausverein", "laden"] == [marker.thing.id for marker in markers]
    assert [[], ["buero"]] == [[guest.id for guest in marker.guests] for marker in markers]
