"""The archive after the funding: a banner, all data, no dead link, and nothing only a living site can say."""

import csv
import json
import re

import html5lib
import icalendar
import jsonschema
import pytest
from litfass.model import TYPES

from .conftest import NOW, TESTS, litfass


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The tiny neighbourhood, frozen."""
    output = tmp_path_factory.mktemp("frozen") / "archive"
    conf = TESTS / "strictconf.py"
    done = litfass("freeze", "--conf", conf, "--content", TESTS / "site", "--output", output, "--now", NOW)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert f"Zum Öffnen im Browser: {output.as_posix()}/index.html\n" in done.stdout
    return output


def pages(archive):
    paths = sorted(archive.rglob("*.html"))
    assert paths
    for path in paths:
        yield path, html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


@pytest.mark.slow
def test_every_page_says_that_it_is_an_archive_and_nothing_of_today(archive):
    for path, tree in pages(archive):
        text = " ".join("".join(tree.itertext()).split())
        if (tree.find(".//meta[@http-equiv='refresh']")) is None:
            line = next("".join(one.itertext()) for one in tree.iter("p") if one.get("class") == "archive-line")
            assert "2026" in line, path
            if tree.get("lang") == "de":
                assert "Archiv: Diese Seite wird seit dem 24.\u00a0November 2026 nicht mehr gepflegt." in line, path
        assert not re.search(r"[Hh]eute geöffnet|Wieder offen|Noch \d+ Tag|Heute im Quartier|abonnieren", text), path


@pytest.mark.slow
def test_the_worker_visitors_have_from_the_living_site_ends_itself_and_no_other_begins(archive):
    assert "registration.unregister()" in (archive / "sw.js").read_text(encoding="utf-8")
    assert not (archive / "offline/index.html").exists()
    assert not [path for path, _ in pages(archive) if "sw.js" in path.read_text(encoding="utf-8")]


@pytest.mark.slow
def test_the_archives_home_page_has_no_empty_column_and_its_jumps_all_lead_somewhere(archive):
    home = html5lib.parse((archive / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    dates = html5lib.parse((archive / "termine/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    split = next(one for one in home.iter("div") if "split" in (one.get("class") or "").split())
    jumps = next(one for one in dates.iter("nav") if one.get("class") == "choices")

    assert ["h1", "h2"] == [one.tag for one in split[0].iter() if one.tag in ("h1", "h2")]
    assert [] == ["".join(one.itertext()) for one in jumps.iter("li") if one.find("a") is None]


@pytest.mark.slow
def test_every_link_is_relative_and_leads_to_a_file_on_the_disk(archive):
    for path, tree in pages(archive):
        for node in tree.iter():
            for address in filter(None, (node.get("href"), node.get("src"))):
                if re.match(r"[a-z]+:|#", address):
                    assert not address.startswith("webcal:"), path
                    continue
                assert not address.startswith("/"), (path, address)
                assert (path.parent / address.partition("#")[0]).is_file(), (path, address)
    for path in archive.rglob("*.css"):
        for address in re.findall(r'url\("?([^")]+)', path.read_text(encoding="utf-8")):
            assert (path.parent / address).is_file(), address


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("t/sprachcafe/index.html", "../../termine/sprachcafe/index.html"),
        ("projekte/alte-lampen/index.html", "../neue-lampen/index.html"),
    ],
)
def test_codes_on_paper_and_old_addresses_lead_on_wherever_the_archive_lies(archive, old, now):
    tree = html5lib.parse((archive / old).read_text(encoding="utf-8"), namespaceHTMLElements=False)

    assert f"0; url={now}" == tree.find(".//meta[@http-equiv='refresh']").get("content")


@pytest.mark.slow
def test_every_kind_is_there_with_its_texts_as_json_and_csv_and_fits_its_schema(archive):
    folder = archive / "archiv-daten"
    schemas = json.loads((folder / "schema.json").read_text(encoding="utf-8"))["$defs"]

    for name in TYPES:
        data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schemas[f"{name}.json"])
        jsonschema.validate(data, schemas[f"{name}.json"])
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        assert [(one["id"], one["text"]) for one in data] == [(one["id"], one["text"]) for one in read]
        assert data
    texts = {one["id"]: one["text"] for one in json.loads((folder / "events.json").read_text(encoding="utf-8"))}
    assert "<p>Kaffee &amp; Gespräche. Kommen Sie einfach vorbei.</p>" == texts["sprachcafe"].strip()
    assert ' href="https://' in texts["sommerfest"]


@pytest.mark.slow
def test_calendar_of_the_archive_holds_every_event_with_dates(archive):
    calendar = icalendar.Calendar.from_ical((archive / "archiv-daten/kalender.ics").read_bytes())
    events = json.loads((archive / "archiv-daten/events.json").read_text(encoding="utf-8"))
    found = {str(part["uid"]).partition("@")[0] for part in calendar.walk("VEVENT")}

    assert {one["id"] for one in events if one["start"]} == found


@pytest.mark.slow
def test_drafts_and_private_persons_are_not_in_the_data(archive):
    text = "\n".join(path.read_text(encoding="utf-8") for path in (archive / "archiv-daten").iterdir())

    assert "entwurf" not in text.lower()
    for thing in json.loads((archive / "archiv-daten/actors.json").read_text(encoding="utf-8")):
        assert all(not contact["name"] or contact["consent"] for contact in thing["contacts"])
