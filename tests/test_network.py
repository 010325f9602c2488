"""Who works with whom: the picture and the table say the same, no name covers another, and the bytes stay the same."""

import pytest
from litfass.pictures.network import MOST_LINES, draw, wrapped
from litfass.site.network import network

from .conftest import ROOT
from .rendered import XHTML, main_text, page, site_on, text, write

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def shipped():
    site = site_on(ROOT / "content")
    return site, page(site, "netzwerk/")


def picture_ties(tree):
    """Kind by kind what the picture shows."""
    return sorted(tuple(node.get("data-tie").split()) for node in tree.iter(f"{SVG}line") if node.get("data-tie"))


def table_ties(tree):
    found = []
    for row in tree.iter(f"{XHTML}tr"):
        if written := row.get("data-tie"):
            one, other, *kinds = written.split()
            found += [(one, other, kind) for kind in kinds]
    return sorted(found)


def test_picture_and_table_hold_the_same_ties(shipped):
    site, tree = shipped

    assert picture_ties(tree) == table_ties(tree)
    assert len(table_ties(tree)) == sum(len(tie.kinds) for tie in network(site).ties) > 20


def test_rows_say_in_words_what_the_picture_draws(shipped):
    """The table is read by people, not by its marks: names and shared things stand in its cells."""
    site, tree = shipped
    rows = {row.get("data-tie"): [text(cell) for cell in row] for row in tree.iter(f"{XHTML}tr")}
    for tie in network(site).ties:
        cells = rows[f"{tie.one.key()} {tie.other.key()} {' '.join(tie.kinds)}"]
        assert [tie.one.title, tie.other.title] == cells[:2]
        assert [] == [thing.title for thing in tie.things if thing.title not in cells[2]]


def test_ties_are_those_of_the_files(shipped):
    """Recomputed from the linked things themselves, without the room that is tested."""
    site, _ = shipped
    expected = set()
    office = site.info.office.actor
    for project in site.projects:
        leading = [one for one in project.carrier or [office] if one in site.actors]
        expected |= {frozenset((one, other)) for one in leading for other in project.partners if other in site.actors}
    for event in site.events:
        leading = [one for one in [event.organizer or office] if one in site.actors]
        expected |= {frozenset((one, other)) for one in leading for other in event.partners if other in site.actors}
    for item in site.participation:
        expected |= {frozenset((item, one.actor)) for one in item.members if one.actor in site.actors}
    for actor in site.actors:
        expected |= {frozenset((actor, site.find("actor", id_))) for id_ in actor.networks}
    found = {frozenset((tie.one, tie.other)) for tie in network(site).ties}

    assert {pair for pair in expected if len(pair) == 2} - found == set()


@pytest.mark.parametrize(("organizer", "tied"), [("", True), ("organizer: Viele Leute", False)])
def test_the_office_is_tied_to_no_event_that_others_hold_in_words(content, organizer, tied):
    write(content, "events/hoffest.md", f"title: Hoffest\nstart: 2026-12-05\npartners: [hausverein]\n{organizer}")

    things = [thing.id for tie in network(site_on(content)).ties for thing in tie.things]

    assert tied == ("hoffest" in things)


def test_every_name_in_the_picture_is_a_link(shipped):
    site, tree = shipped
    links = {node.get("href") for node in tree.iter(f"{SVG}a")}

    assert {site.addresses.of(thing) for thing in network(site).nodes} == links


def test_a_name_in_the_picture_is_read_aloud_without_its_hyphens(shipped):
    site, tree = shipped
    links = list(tree.iter(f"{SVG}a"))

    assert {thing.title for thing in network(site).nodes} == {node.findtext(f"{SVG}title") for node in links}
    assert {"true"} == {node.find(f"{SVG}text").get("aria-hidden") for node in links}


def overlapping(picture):
    boxes = [(node.thing.id, node.box) for node in picture.nodes]
    return [
        (one, other)
        for number, (one, a) in enumerate(boxes)
        for other, b in boxes[number + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def test_no_name_covers_another(shipped):
    picture = draw(network(shipped[0]))

    assert [] == overlapping(picture)
    assert all(
        0 <= node.box[0] and node.box[2] <= picture.width and node.box[3] <= picture.height for node in picture.nodes
    )


def test_long_names_and_many_actors_do_not_cover_each_other(content):
    partners = []
    for number in range(40):
        title = f"Donaudampfschifffahrtsgesellschaftskapitäne und Freundinnen des Hauses {number} e. V."
        write(content, f"actors/verein-{number}.md", f"title: {title}\nkind: association")
        partners.append(f"verein-{number}")
    write(content, "projects/alle.md", f"title: Alle\nstatus: running\npartners: [{', '.join(partners)}]")
    picture = draw(network(site_on(content)))

    assert 43 == len(picture.nodes)
    assert [] == overlapping(picture)


def test_the_same_content_gives_the_same_picture(shipped):
    ties = network(shipped[0])

    assert draw(ties) == draw(ties)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Chor Probenton", ("Chor Probenton",)),
        ("Quartiersmanagement Hasenbuck", ("Quartiersmanage-", "ment Hasenbuck")),
        ("Ää " * 40, None),
        ("x" * 200, None),
        ("İstanbul & <b>Söhne</b>", ("İstanbul &", "<b>Söhne</b>")),
    ],
)
def test_names_are_wrapped_into_few_lines(name, lines):
    found = wrapped(name)

    assert lines in (None, found)
    assert 1 <= len(found) <= MOST_LINES
    assert all(len(line) <= 17 for line in found)


def test_nobody_tied_is_no_picture_but_a_sentence(content):
    for path in (*content.glob("projects/*"), *content.glob("participation/*"), *content.glob("news/*")):
        path.unlink()
    for path in (*content.glob("events/*"), *content.glob("newsletters/*")):
        path.unlink()
    (content / "pages/ueber-uns.md").write_text("---\ntitle: Über uns\n---\nText.\n")
    (content / "actors/hausverein.md").write_text("---\ntitle: Haus\nkind: association\n---\n")

    tree = page(site_on(content), "netzwerk/")

    assert "Wer mit wem zusammenarbeitet, steht hier bald." in main_text(tree)
    assert [] == list(tree.iter(f"{SVG}line"))


def test_an_actors_page_names_those_it_works_with_and_on_what(shipped):
    site, _ = shipped
    tree = page(site, "akteure/musterverein-hasengarten-e-v/")
    section = next(node for node in tree.iter(f"{XHTML}section") if node.get("aria-labelledby") == "partners")

    partners = network(site).partners_of(site.find("actor", "musterverein-hasengarten"))
    assert partners
    for partner, things in partners:
        assert partner.title in text(section)
        assert [] == [one.title for one in things if one != partner and one.title not in text(section)]
