"""Editing in the browser: what Decap shows comes from the models, what it saves is what an editor would have written."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from litfass.calendar.hours import parse_hours
from litfass.check import findings, linked
from litfass.clock import moment
from litfass.cms.config import COLLECTIONS, config
from litfass.cms.field import HIDDEN
from litfass.cms.install import decap_files
from litfass.cms.shape import ALONE, shapes, translated
from litfass.model import TYPES
from litfass.model.help import keys_of
from litfass.model.page import LEGAL
from litfass.parse import read
from litfass.policy import POLICY, desk_headers
from litfass.publish import admin
from litfass.read import read_content
from litfass.release.servers import Rooms, server_files
from litfass.validate import validate, validate_translation
from litfass.validate.overlay import spoken
from litfass.words.catalogue import words_in
from playwright.sync_api import expect

from .conftest import NOW, ROOT, TESTS, build, litfass, missing, settings_in
from .test_servers import free_port, nginx, running

BACKEND = {"name": "github", "repo": "musterviertel/seite", "branch": "main"}
# options of one small word
GERMAN = {"ja", "nein", "empfohlen", "rollstuhlgerecht"}
# what is translated, and all that has a form
TRANSLATED = [folder for folder in COLLECTIONS if folder != "newsletters"]
SHOWN = [*COLLECTIONS, *ALONE, *map(translated, [*TRANSLATED, "site"])]
HOSTED = {**BACKEND, "base_url": "https://anmelden.example", "auth_endpoint": "auth"}


@pytest.fixture(scope="module")
def collections():
    material, _ = read_content(ROOT / "content")
    site = linked(material, moment(NOW, material.info.timezone))[0]
    words = words_in(ROOT / "theme", "de")
    return {one["name"]: one for one in config(site, words, BACKEND)["collections"]}


@pytest.fixture(scope="module")
def decap(tmp_path_factory):
    """The files of /admin/ in one folder, as they are served."""
    if not shutil.which("npm") or not shutil.which("node"):
        missing("npm", "editing in the browser was not tried")
    folder = tmp_path_factory.mktemp("admin")
    for name, path in decap_files(ROOT / ".cache/cms").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def test_two_may_fetch_the_desk_at_once(tmp_path, monkeypatch):
    npm = tmp_path / "bin/npm"
    npm.parent.mkdir()
    pack = "mkdir -p package/dist; echo 1 > package/dist/decap-cms.js; tar czf x.tgz package; rm -r package; sleep 0.2"
    npm.write_text(f"#!/bin/sh\n{pack}\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}:{os.environ['PATH']}")

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(decap_files, [tmp_path / "cms"] * 2)
    assert first == second
    assert first["decap-cms.js"].is_file()
    assert {"decap-cms-3.16.3", "yaml-2.8.1"} == {path.name for path in (tmp_path / "cms").iterdir()}


# --- the configuration --------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", COLLECTIONS)
def test_every_key_of_a_model_has_a_field_in_german(folder, collections):
    fields = {field["name"]: field for field in collections[folder]["fields"]}
    wanted = {key for key in keys_of(TYPES[folder]).values() if key not in HIDDEN}

    left_out = wanted - set(fields)
    assert left_out <= {"registration", "wheelchair_at", "rooms"} | {
        key for key in wanted if key in ("amounts", "years")
    }
    assert all(field["label"] for field in fields.values())
    assert not [
        name for name, field in fields.items() if field["widget"] in ("datetime", "date")
    ]  # these know time zones


def test_phrases_have_examples_and_words_are_german(collections):
    fields = {field["name"]: field for field in collections["events"]["fields"]}

    assert "jeden 1. Donnerstag im Monat" in fields["repeat"]["hint"]
    assert {"cancelled": "abgesagt"}.items() <= {
        one["value"]: one["label"].lower() for one in fields["status"]["options"]
    }.items()
    assert re.fullmatch(fields["start"]["pattern"][0], "2026-12-03 15:00")
    assert not re.fullmatch(fields["start"]["pattern"][0], "2026-12-03T15:00:00.000Z")
    changed = {field["name"]: field for field in fields["changes"]["fields"]}
    assert re.fullmatch(changed["start"]["pattern"][0], "19 Uhr")
    assert re.fullmatch(changed["start"]["pattern"][0], "2027-03-11 15:00")
    assert {"nachbarschaft"} <= {one["value"] for one in fields["topics"]["options"]}


def test_a_hint_does_not_repeat_its_heading(collections):
    fields = {field["name"]: field for field in collections["events"]["fields"]}

    assert "hint" not in fields["audience"]
    assert [] == [
        one["name"] for one in fields.values() if re.match(re.escape(one["label"]) + "[;:]", one.get("hint", ""))
    ]


def test_a_hint_speaks_of_what_its_form_is_for(collections):
    """A place is not called as a feast is, what has no text has no first sentence, and a committee decides."""
    hints = {
        (name, field["name"]): field.get("hint", "") for name in COLLECTIONS for field in collections[name]["fields"]
    }

    assert ["events"] == [name for name in COLLECTIONS if "Sommerfest" in hints[name, "title"]]
    assert [] == [name for name, key in hints if "des Textes" in hints[name, key] and (name, "body") not in hints]
    assert "Gremium" in hints["participation", "decided_by"]


@pytest.mark.parametrize("folder", ["actors", "site"])
def test_hours_are_hinted_at_as_they_can_be_written_also_those_of_a_season(folder, collections):
    fields = {field["name"]: field for field in fields_in(fields_of(collections[folder]))}
    usual, of_summer = (parse_hours(text.rpartition(": ")[2]) for text in fields["hours"]["hint"].split(";"))

    assert usual.season is None
    assert (5, 1) == of_summer.season.first


def fields_of(collection):
    """The fields of a collection; of single files, those of the first, for the others are translations of it."""
    return collection["fields"] if "fields" in collection else collection["files"][0]["fields"]


def fields_in(fields):
    """All fields, those of groups too."""
    for field in fields:
        yield field
        yield from fields_in(field.get("fields", []))


@pytest.mark.parametrize("folder", SHOWN)
def test_who_only_has_a_browser_reads_no_words_of_files(folder, collections):
    """No folder, no yes and no, no key: what is chosen is said in German."""
    fields = [field for field in fields_in(fields_of(collections[folder])) if field["widget"] != "hidden"]
    texts = [text for field in fields for text in (field["label"], field.get("hint", ""))]
    said = [option["label"] for field in fields for option in field.get("options", [])]

    assert [] == [text for text in texts if re.search(r"content/|\.yaml|invoke|\b(yes|no|kind|note|none)\b", text)]
    assert [] == [
        text for text in said if re.search(r"^(yes|no|[a-z]+(-[a-z]+)+|[a-z]+)$", text) and text not in GERMAN
    ]
    assert [] == [text for text in texts if text and not (text[0].isupper() or text[0] in "„.")]


@pytest.mark.parametrize(
    ("key", "pasted"),
    [
        ("start", " 2026-12-03\u00a015:00 "),
        ("start", "2026\u201112\u201103 15 Uhr"),
        ("end", "2026-12-03\u00a022:00"),
        ("url", "HTTPS://sommerfest.example/x?y=1#z "),
        ("until", "31.\u00a07.\u00a02027"),
    ],
)
def test_what_was_pasted_from_a_letter_is_no_mistake(key, pasted, collections):
    """Spaces that do not break and other hyphens look like any others, and the program reads them."""
    field = next(field for field in collections["events"]["fields"] if field["name"] == key)

    assert re.search(field["pattern"][0], pasted)
    head = f"---\ntitle: A\nstart: 2026-12-03 15:00\nrepeat: donnerstags\n{key}: {pasted}\n---\n"
    lines = head.replace("start: 2026-12-03 15:00\n", "") if key == "start" else head
    assert [] == [one for one in validate(read(lines.encode(), "events/x.md")[0])[1] if one.key == key]


def test_a_translation_is_not_asked_for_what_stands_in_its_original(collections):
    """Nor is a news item for the day that its file's name says."""
    asked = {field["name"] for one in collections.values() for field in fields_in(fields_of(one)) if field["required"]}

    assert {"title"} == asked
    assert "{{year}}-{{month}}-{{day}}-{{slug}}" == collections["news"]["slug"]


@pytest.mark.parametrize("folder", TRANSLATED)
def test_a_translation_has_the_fields_of_what_it_may_say(folder, collections):
    """And no others: the program refuses a time of its own."""
    fields = {field["name"]: field for field in collections[translated(folder)]["fields"]}
    said = {key: "x" for key, field in fields.items() if "fields" not in field and not key.startswith("litfass_")}
    document, _ = read(json.dumps(said).encode(), f"{folder}/x.tr.yaml")

    assert {"title", "draft", "modified"} <= said.keys()
    assert [] == spoken(TYPES[folder], document)[1]
    assert fields.keys() & {"start", "place", "status", "kind", "formerly", "topics"} == set()


def test_all_that_the_shipped_translations_say_has_a_field(collections):
    def keys_said(value, fields, path):
        known = {field["name"]: field.get("fields", []) for field in fields}
        for key, inner in value.items():
            if key not in known:
                yield f"{path}.{key}"
            for group in inner if isinstance(inner, list) else [inner]:
                yield from keys_said(group, known.get(key, []), f"{path}.{key}") if isinstance(group, dict) else ()

    paths = [path.relative_to(ROOT / "content") for path in sorted((ROOT / "content").rglob("*.*.*"))]
    documents = [read((ROOT / "content" / path).read_bytes(), path.as_posix())[0] for path in paths]
    left = [
        key
        for document in documents
        for key in keys_said(
            document.fields, fields_of(collections[translated(document.folder or "site")]), document.path
        )
    ]

    assert len(documents) > 100
    # films lie in a folder of their own, whoever puts one there names it in the file
    assert [] == [key for key in left if "sign_language_video" not in key]


def test_a_site_in_one_language_has_no_translations_to_begin():
    material, _ = read_content(ROOT / "content")
    site = replace(linked(material, moment(NOW, material.info.timezone))[0], translations={})

    made = config(site, words_in(ROOT / "theme", "de"), BACKEND)["collections"]

    assert [*COLLECTIONS, *ALONE] == [one["name"] for one in made]
    assert "litfass_of" not in json.dumps(made)


def test_sentences_with_commas_are_entries_of_their_own(collections):
    """A list in one line is parted at its commas, and "Erst dies, dann das" would become two."""
    fields = {field["name"]: field for field in collections["participation"]["fields"]}

    assert "string" == fields["next_steps"]["field"]["widget"]
    assert "string" == fields["deadlines"]["field"]["widget"]
    events = {field["name"]: field for field in collections["events"]["fields"]}
    assert "string" == events["partners"]["field"]["widget"]
    assert "field" not in events["except"]


def test_what_every_new_entry_needs_comes_first(collections):
    def names(folder):
        return [field["name"] for field in collections[folder]["fields"]]

    assert ["title", "start", "end"] == names("events")[:3]
    assert ["title", "address", "wheelchair"] == names("places")[:3]
    assert ["title", "kind", "place", "periods"] == names("closures")[:4]
    assert ["title", "date", "summary", "body"] == names("news")[:4]


def test_pictures_ask_for_their_description(collections):
    image = next(field for field in collections["events"]["fields"] if field["name"] == "image")

    assert {"file", "alt", "credit"} <= {field["name"] for field in image["fields"]}


# --- the format ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def save(decap):
    """Saves changes of files as Decap would: a list of (text, changes) → the new texts."""

    def saved(*requests, order=(), folder="events"):
        lines = "".join(
            json.dumps({"text": text, "change": change, "order": list(order), "folder": folder}) + "\n"
            for text, change in requests
        )
        words = ["node", str(ROOT / "tests/cms_format.mjs"), str(decap / "format.js"), json.dumps(shapes())]
        done = subprocess.run(words, input=lines, capture_output=True, text=True, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return saved


def changed_lines(before, after):
    """The lines that are not in both texts, with the sign of where they are."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [one for one in lines if not one.startswith(("---", "+++", "@@"))]


def test_saving_without_a_change_changes_no_byte_of_any_file(save):
    for folder in (*COLLECTIONS, "site"):
        paths = (ROOT / "content").glob("site.*yaml") if folder == "site" else (ROOT / "content" / folder).iterdir()
        texts = [path.read_bytes().decode() for path in sorted(paths) if path.is_file()]

        assert texts
        assert texts == save(*((text, {}) for text in texts), folder=folder)
        assert texts == save(*((text, {}) for text in texts), folder=translated(folder))


def test_what_offices_change_of_the_whole_site_is_a_line_each(save):
    text = (ROOT / "content/site.yaml").read_text(encoding="utf-8").replace("  hours:\n", "  # seit Mai\n  hours:\n")
    office = read(text.encode(), "site.yaml")[0].fields["office"]
    first, *others = office["contacts"]
    changes = {"telephone": "0911 0000-130", "hours": [office["hours"][0], "Di, Do 14:00-17:00"]}

    more = {"hours": [*office["hours"], "Fr 9:00-11:00"], "pause": ["feiertage", "buero", "schulferien"]}

    changed, closed, added, gone = save(
        (text, {"office": {**office, **changes, "contacts": [{**first, "email": "neu@hasenbuck.example"}, *others]}}),
        (text, {"office": {**office, "suspended": {"from": "2026-12-01", "reason": "Wasserschaden"}}}),
        (text, {"office": {**office, **more}}),
        (text, {"office": {**office, "contacts": others}}),
        folder="site",
    )

    assert [
        *("-  telephone: 0911 0000-120", "+  telephone: 0911 0000-130"),
        *("-    - Di, Do 15:00-18:00", "+    - Di, Do 14:00-17:00"),
        *("-      email: erika.mustermann@hasenbuck.example", "+      email: neu@hasenbuck.example"),
    ] == changed_lines(text, changed)
    assert ["+  suspended:", "+    from: 2026-12-01", "+    reason: Wasserschaden"] == changed_lines(text, closed)
    assert [
        *("-  pause: [feiertage, buero]", "+    - Fr 9:00-11:00", "+  pause: [feiertage, buero, schulferien]"),
    ] == changed_lines(text, added)
    assert not [line for line in changed_lines(text, gone) if line.startswith("+")]
    assert others == read(gone.encode(), "site.yaml")[0].fields["office"]["contacts"]


def test_entries_of_a_translation_keep_their_places(save):
    """One that says nothing stands for that of the original in its place; without it the next one's words would."""
    original = read(
        b"---\ntitle: A\nstatus: running\nmilestones: [{date: 2027, title: Eins}, {date: 2028, title: Zwei}]\n---\n",
        "projects/x.md",
    )[0]
    wanted = {"milestones": [{"title": ""}, {"title": "Deux"}, {}]}
    before = "---\ntitle: B\nmilestones:\n  - title: Un\n  - title: Deux\n---\n"

    new, emptied, again = save(
        (None, {"litfass_of": "x", "litfass_language": "fr", "title": "B", **wanted}),
        (before, wanted),
        ("---\ntitle: B\nmilestones:\n  - {}\n  - title: Deux\n---\n", {"title": "C"}),
        folder="projects-translations",
    )

    assert "---\ntitle: B\nmilestones:\n  - {}\n  - title: Deux\n---\n" == new == emptied
    assert new.replace("title: B", "title: C") == again
    thing, problems = validate_translation(read(new.encode(), "projects/x.fr.md")[0], original)
    assert [] == problems
    assert ["Eins", "Deux"] == [one.title for one in thing.milestones]


def test_a_file_in_which_nothing_is_left_is_not_empty(save):
    """The program takes an empty file for a mistake, and would publish nothing."""
    text = "# von Hand\npartners:\n  - actor: a\n    ical: https://a.example/a.ics\n"
    partners = [{"actor": "b", "rss": "https://b.example/f.xml"}]

    emptied, none, again, same = save(
        (text, {"partners": []}),
        (None, {"partners": [{"actor": ""}]}),
        ("# von Hand\n{}\n", {"partners": partners}),
        ("# von Hand\n{}\n", {}),
        folder="partners",
    )

    assert ["# von Hand\n{}\n", "{}\n", "# von Hand\n{}\n"] == [emptied, none, same]
    assert "# von Hand\npartners:\n  - actor: b\n    rss: https://b.example/f.xml\n" == again
    assert [] == validate(read(none.encode(), "partners.yaml")[0])[1]


def test_partners_are_begun_and_changed(save):
    text = "# vom Verein am Telefon\npartners:\n  - actor: a\n    ical: https://a.example/a.ics  # neu\n"
    one = {"actor": "a", "ical": "https://a.example/a.ics"}
    new, more = save(
        (None, {"partners": [one]}),
        (text, {"partners": [one, {"actor": "b", "rss": "https://b.example/f.xml", "only": []}]}),
        folder="partners",
    )

    assert "partners:\n  - actor: a\n    ical: https://a.example/a.ics\n" == new
    assert f"{text}  - actor: b\n    rss: https://b.example/f.xml\n" == more


@pytest.mark.parametrize(
    ("change", "lost", "added"),
    [
        ({"end": "18:30"}, ["end: 18:00"], ["end: 18:30"]),
        ({"title": "Café: neu"}, ["title: Sprachcafé"], ['title: "Café: neu"']),
        ({"room": None}, ["room: Großer Raum"], []),
        ({"price": "5 €"}, [], ["price: 5 €"]),
        ({"topics": ["bildung"]}, ["topics: [bildung, nachbarschaft]"], ["topics: [bildung]"]),
        ({"draft": True}, [], ["draft: yes"]),
        ({"body": "Neu"}, None, ["Neu"]),
    ],
)
def test_only_the_lines_of_what_was_changed_are_other(change, lost, added, save):
    text = (
        (ROOT / "content/events/sprachcafe.md")
        .read_text(encoding="utf-8")
        .replace("end: 18:00\n", "# wichtig\nend: 18:00\n")
    )

    (saved,) = save((text, change))

    lines = changed_lines(text, saved)
    assert added == [one[1:] for one in lines if one.startswith("+")]
    assert lost is None or lost == [one[1:] for one in lines if one.startswith("-")]
    assert "# wichtig" in saved
    for key, value in change.items():
        if key not in ("body", "draft"):
            assert value == read(saved.encode(), "events/x.md")[0].fields.get(key)


def test_a_further_change_of_a_series_leaves_the_others_as_they_are(save):
    text = (ROOT / "content/events/sprachcafe.md").read_text(encoding="utf-8")
    changes = [
        *read(text.encode(), "events/x.md")[0].fields["changes"],
        {"on": "2027-02-04", "status": "cancelled", "note": "Krank: leider", "start": ""},
    ]

    (saved,) = save((text, {"changes": changes}))

    added = ["+  - on: 2027-02-04", "+    status: cancelled", '+    note: "Krank: leider"']
    assert added == changed_lines(text, saved)


@pytest.mark.parametrize(
    ("folder", "head"),
    [
        (
            "events",
            "title: A\nstart: 2026-12-03 15:00\nrepeat: donnerstags\nchanges:\n  - {on: 2026-12-10, start: 19 Uhr}\n",
        ),
        ("events", "title: A\ntopics: bildung, nachbarschaft\naudience: kinder\nprice: kostenlos\nfree: ja\n"),
        ("events", "title: A\nregistration: nicht nötig\n"),
        ("places", "title: A\ngeo: 49.4291, 11.0885\n"),
        ("projects", "title: A\nfunding: none\nfunders: none\n"),
        ("projects", "title: A\nfunders: topf, stadt\ncontact: Nachbarschaftsbüro, am Platz\n"),
        ("projects", "title: A\nperiodical:\n  frequency: oft\n  editor: Büro\n"),
        ("actors", "title: A\nfunders: [topf, stadt]\ncontacts:\n  - {role: Büro, languages: 'de, tr'}\n"),
        (
            "participation",
            "title: A\ncontact: Büro\nsessions:\n  - on: 2026-12-10\n    agenda: Eines, und noch eines\n",
        ),
    ],
)
def test_what_stands_in_one_line_stays_there_while_nobody_changes_it(folder, head, save):
    text = f"\n\n---\n{head}---\nText.\n"
    saved, titled = save((text, {}), (text, {"title": "B"}), folder=folder)

    assert text == saved
    assert text.replace("title: A", "title: B") == titled


@pytest.mark.parametrize(
    ("folder", "line", "change", "fields"),
    [
        ("events", "topics: bildung, nachbarschaft", {}, {"topics": ["bildung", "nachbarschaft"]}),
        ("projects", "funders: topf, stadt", {}, {"funders": [{"funder": "topf"}, {"funder": "stadt"}]}),
        ("projects", "funders: none", {"funders": [{"funder": "stadt"}]}, {"funders": [{"funder": "stadt"}]}),
        ("projects", "contact: Büro", {}, {"contact": {"role": "Büro"}}),
        ("actors", "funders: topf, stadt", {}, {"funders": ["topf", "stadt"]}),
        ("events", "registration: nicht nötig", {}, {"registration": {"required": "no"}}),
        ("events", "registration: 0911 0000-1", {}, {"registration": {"telephone": "0911 0000-1"}}),
        ("events", "registration: a@b.example", {}, {"registration": {"email": "a@b.example"}}),
        ("events", "registration: am Vortag", {}, {"registration": {"by": "am Vortag"}}),
        ("events", "registration: nur am Telefon", {}, {"registration": {"note": "nur am Telefon"}}),
        ("places", "geo: 49.4291, 11.0885", {}, {"geo": {"lat": "49.4291", "lon": "11.0885"}}),
        ("places", "geo: 49,4291 11,0885", {}, {"geo": {"lat": "49,4291", "lon": "11,0885"}}),
        ("places", "geo: 49.4291,11.0885", {}, {"geo": {"lat": "49.4291", "lon": "11.0885"}}),
    ],
)
def test_fields_show_each_part_of_what_stands_in_one_line(folder, line, change, fields, save):
    key = line.partition(":")[0]
    (shown,) = save((None, {**fields, "title": "A"}), folder=folder)
    (saved,) = save((f"---\ntitle: A\n{line}\n---\n", {**change, key: fields[key]}), folder=folder)

    assert fields[key] == read(shown.encode(), "events/x.md")[0].fields[key]
    # what is the same as before is not written anew
    assert (line in saved) is (not change)


@pytest.mark.parametrize(
    ("before", "shown", "after"),
    [
        (
            "previous_start: [2026-11-21 13:30, 2026-11-28]",
            {"previous_start": "2026-11-21 13:30 und 2026-11-28"},
            "previous_start: 2026-11-21 13:30 und 2026-12-01",
        ),
        (
            "changes:\n  - on: 2026-12-10\n    start: 2026-12-17\n    previous_start: [2026-12-15, 2026-12-16]",
            {"changes": [{"on": "2026-12-10", "start": "2026-12-17", "previous_start": "2026-12-15 und 2026-12-16"}]},
            "changes:\n  - on: 2026-12-10\n    start: 2026-12-17\n    previous_start: 2026-12-15 und 2026-12-01",
        ),
    ],
)
def test_days_that_stand_as_a_list_are_one_line_in_their_field(before, shown, after, save):
    """The field holds one text; it would show a list as „List [ "2026-11-21" ]“, and nobody could mend that."""
    text = f"---\ntitle: A\n{before}\n---\n"
    last = re.compile(r"2026-\d\d-\d\d(?=\"[^\"]*$)")
    saved, changed = save((text, shown), (text, json.loads(last.sub("2026-12-01", json.dumps(shown)))))

    assert text == saved
    assert text.replace(before, after) == changed


@pytest.mark.parametrize(
    ("folder", "before", "changes", "after"),
    [
        # one word of a group, in lines with a remark and in braces
        (
            "events",
            "image:\n  file: a.jpg  # vom Fest\n  # bitte lassen\n  alt: 'Eine Bank'\n",
            {"image": {"file": "a.jpg", "alt": "Eine Bank, rot"}},
            "image:\n  file: a.jpg  # vom Fest\n  # bitte lassen\n  alt: Eine Bank, rot\n",
        ),
        (
            "events",
            "image: {file: a.jpg, alt: Eine Bank}\n",
            {"image": {"file": "a.jpg", "alt": "Eine Bank, rot"}},
            'image: {file: a.jpg, alt: "Eine Bank, rot"}\n',
        ),
        # a word of one entry of a list
        (
            "events",
            "changes:\n  # Saal belegt\n  - on: 2027-01-07  # Do\n    note: Krank\n  - {on: 2027-01-14, note: Zu}\n",
            {"changes": [{"on": "2027-01-07", "note": "Aus"}, {"on": "2027-01-14", "note": "Offen"}]},
            "changes:\n  # Saal belegt\n  - on: 2027-01-07  # Do\n    note: Aus\n  - {on: 2027-01-14, note: Offen}\n",
        ),
        # a key more in a group, and one less
        (
            "events",
            "registration:\n  by: 2027-01-07\n  # ab neun\n  telephone: 0911 1\nroom: Saal\n",
            {"registration": {"by": "2027-01-07", "email": "a@b.example"}},
            "registration:\n  by: 2027-01-07\n  # ab neun\n  email: a@b.example\nroom: Saal\n",
        ),
        # what stands in one line stays in one line
        ("projects", "contact: Büro\n", {"contact": {"role": "Büro, am Platz"}}, "contact: Büro, am Platz\n"),
        (
            "projects",
            "milestones:\n- title: Eins\n  date: 2027\n- title: Zwei\n  date: 2028\n",
            {"milestones": [{"title": "Eins", "date": "2027", "done": "yes"}, {"title": "Zwei", "date": "2028"}]},
            "milestones:\n- title: Eins\n  date: 2027\n  done: yes\n- title: Zwei\n  date: 2028\n",
        ),
        (
            "participation",
            "next_steps:\n  - Erst dies, dann das  # so\n  - Ende\n",
            {"next_steps": ["Erst dies, dann das", "Das Ende"]},
            "next_steps:\n  - Erst dies, dann das  # so\n  - Das Ende\n",
        ),
        # an entry more in a list of a group, and one less
        (
            "participation",
            "sessions:\n  - on: 2026-12-10  # Do\n    agenda:\n      - Eins\n      - Zwei  # lang\n",
            {"sessions": [{"on": "2026-12-10", "agenda": ["Eins", "Zwei", "Drei"]}]},
            "sessions:\n  - on: 2026-12-10  # Do\n    agenda:\n      - Eins\n      - Zwei  # lang\n      - Drei\n",
        ),
        (
            "actors",
            "contacts:\n  - role: Büro  # vorn\n    languages: [de, tr, uk]  # gut\n    consent: yes\n",
            {"contacts": [{"role": "Büro", "languages": ["de", "uk"], "consent": "yes"}]},
            "contacts:\n  - role: Büro  # vorn\n    languages: [de, uk]  # gut\n    consent: yes\n",
        ),
        # several where one stood
        (
            "actors",
            "contacts:\n  - role: Büro  # vorn\n    languages: de\n    consent: yes\n",
            {"contacts": [{"role": "Büro", "languages": ["de", "uk"], "consent": "yes"}]},
            "contacts:\n  - role: Büro  # vorn\n    languages: [de, uk]\n    consent: yes\n",
        ),
    ],
)
def test_one_word_of_a_group_is_one_line_of_the_file(folder, before, changes, after, save):
    text, wanted = (f"---\ntitle: A\n{lines}---\nText\n" for lines in (before, after))

    assert [wanted] == save((text, changes), folder=folder)
    assert [wanted.replace("\n", "\r\n")] == save((text.replace("\n", "\r\n"), changes), folder=folder)


def test_the_text_keeps_the_lines_around_it(save):
    texts = ["---\ntitle: A\n---\nEins\n", "---\ntitle: A\n---\n\n\nEins", "---\ntitle: A\n---\n"]

    saved = save(*((text, {"body": "Zwei"}) for text in texts))

    assert [*(text.replace("Eins", "Zwei") for text in texts[:2]), f"{texts[2]}\nZwei\n"] == saved


def test_lists_keep_their_dashes_and_lines_their_ends(save):
    """Decap writes every list with stars, and where a line ends a stroke, as soon as a word of the text is another."""
    dashes, stars = "Da:\n\n- Eins\n- Zwei\n", "Da:\n\n* Eins\n* Zwei\n"
    typed = "Da:\n\n* Eins\n* **Zwei** neu\n\n* * *\n\nHier\\\nund da\n"

    saved = save(
        (f"---\ntitle: A\n---\n{dashes}", {"body": typed}),
        (f"---\ntitle: A\n---\n{stars}", {"body": typed}),
        (None, {"title": "A", "body": typed}),
    )

    dashed = "Da:\n\n- Eins\n- **Zwei** neu\n\n* * *\n\nHier  \nund da\n"
    starred = typed.replace("Hier\\", "Hier  ")
    assert [f"---\ntitle: A\n---\n{text}" for text in (dashed, starred, f"\n{dashed}")] == saved


def test_a_picture_put_into_a_text_is_found(save):
    (saved,) = save((None, {"title": "A", "body": 'Da:\n\n![Ein Chor](/chor.jpg "Chor") und [mehr](/termine/)'}))

    assert '![Ein Chor](../images/chor.jpg "Chor") und [mehr](/termine/)\n' == saved.rpartition("\n\n")[2]


def test_signs_that_mean_nothing_here_are_not_masked(save):
    r"""Decap masks all that some Markdown might mean something by; on our pages the stroke would be read."""
    (saved,) = save((None, {"title": "A", "body": r"\~ 20 Leute, \== gleich, 5\*3, \[x], \_y\_, C:\Ordner"}))

    assert r"~ 20 Leute, == gleich, 5\*3, \[x], \_y\_, C:\Ordner" == saved.rpartition("\n\n")[2].strip()


def test_a_picture_is_named_by_its_file_alone(save):
    """Decap shows it under a path of its own."""
    text = "---\ntitle: A\nimage: {file: a.jpg, alt: Eins}\n---\n"
    chosen = {"image": {"file": "/b.jpg", "alt": "Eins"}}

    assert [text, text.replace("a.jpg", "b.jpg")] == save((text, {}), (text, chosen))


def test_a_pause_is_a_file_of_yaml_alone(save):
    new, changed = save(
        (None, {"title": "Pause", "kind": "office", "periods": [{"from": "2027-01-01", "to": "2027-01-02"}]}),
        ("# ab 2027\ntitle: A\nbody: Zu\n", {"title": "B"}),
        folder="closures",
    )

    assert "title: Pause\nkind: office\nperiods:\n  - from: 2027-01-01\n    to: 2027-01-02\n" == new
    assert "# ab 2027\ntitle: B\nbody: Zu\n" == changed


def test_texts_stay_texts(save):
    text = "---\ntitle: Probe\nstart: 2027-03-01 9:00\nprice: no\nroom: 01067\nnote: 1.10\n---\n"

    (saved,) = save((text, {"title": "no"}))

    assert {"title": "no", "start": "2027-03-01 9:00", "price": "no", "room": "01067", "note": "1.10"} == read(
        saved.encode(), "events/x.md"
    )[0].fields


def test_windows_line_ends_stay(save):
    (saved,) = save(("---\r\ntitle: A\r\nroom: B\r\n---\r\nText\r\n", {"room": "C"}))

    assert "---\r\ntitle: A\r\nroom: C\r\n---\r\nText\r\n" == saved


def test_a_new_file_is_in_order(save):
    (saved,) = save(
        (
            None,
            {
                "body": "Text",
                "start": "2027-03-01 15:00",
                "title": "Neu",
                "topics": [],
                "image": {"file": "/a.jpg", "alt": ""},
            },
        ),
        order=("title", "start"),
    )

    assert "---\ntitle: Neu\nstart: 2027-03-01 15:00\nimage:\n  file: a.jpg\n---\n\nText\n" == saved


# --- as part of the site ------------------------------------------------------------------------------------


def test_the_desk_is_part_of_the_site_only_by_setting(decap):  # noqa: ARG001 - it says whether npm is there
    material, _ = read_content(TESTS / "site")
    site = linked(material, moment(NOW, material.info.timezone))[0]
    own = {"EDITING": BACKEND, "WORDS": words_in(ROOT / "theme", "de")}

    files = {output.link: output.data for output in admin.publish(site, own)}

    assert [] == list(admin.publish(site, {**own, "EDITING": {}}))
    assert {"/admin/", "/admin/config.yml", "/admin/decap-cms.js", "/admin/yaml/index.js", "/admin/format.js"} <= set(
        files
    )
    assert BACKEND == json.loads(files["/admin/config.yml"])["backend"]
    page = files["/admin/"].decode()
    assert "//" not in re.sub(r"<!--.*?-->", "", page).replace("</", "")  # nothing from elsewhere
    assert all(site.addresses.of(site.legal_page(kind)) in page for kind in LEGAL)
    assert not [line for line in page.splitlines() if re.search(r"<script(?! [^>]*src=)", line)]


# --- in the browser -----------------------------------------------------------------------------------------


def _free_port():
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return one.getsockname()[1]


def test_port_that_is_taken_is_said_before_anything_is_fetched(content):
    if not shutil.which("node"):
        missing("node", "editing on a port that is taken was not tried")
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]

        done = litfass("edit", "--content", content, "--port", port)

    assert 2 == done.returncode
    assert f"--port {port + 1}" in done.stderr


@pytest.fixture
def desk(tmp_path, decap):  # noqa: ARG001 - it says whether npm is there
    """`invoke edit` on a copy of the shipped content; the address of /admin/ and the folder."""
    folder = shutil.copytree(ROOT / "content", tmp_path / "content")
    port = _free_port()
    words = [sys.executable, "-m", "litfass", "edit", "--content", str(folder), "--port", str(port)]
    with subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, "PYTHONPATH": "plugins"}, stdout=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline()
        assert str(port) in line
        time.sleep(1)  # the writer, a process of its own, begins to listen
        yield line.split()[0], folder
        process.terminate()


@pytest.mark.slow
@pytest.mark.browser
def test_an_event_is_made_and_a_date_cancelled_in_the_browser(desk, browser, tmp_path):
    address, folder = desk
    before = (folder / "events/sprachcafe.md").read_text(encoding="utf-8")
    page = browser.new_page(locale="de-DE")
    page.set_default_timeout(60_000)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(address)
    page.get_by_role("button", name="Login").click()
    page.get_by_role("link", name="Termine", exact=True).wait_for()
    page.goto(f"{address}#/collections/events/new")
    page.locator('input[id^="title-field"]').first.fill("Löwenzahn & Limo")
    page.locator('input[id^="start-field"]').first.fill("2026-12-08 15:00")
    page.locator('input[id^="end-field"]').first.fill("17:00")
    page.locator('input[id^="place-field"]').first.fill("nachbarschaftsbuero")
    _publish(page)
    page.wait_for_url(re.compile("/entries/l"))
    page.goto(f"{address}#/collections/events")
    page.locator('a[href="#/collections/events/entries/sprachcafe"]').click()
    expect(page.locator("input[id^=title-field]").first).to_have_value("Sprachcafé", timeout=60_000)
    expect(page.get_by_text("Zurück zu: Termine")).to_be_visible()
    page.get_by_role("button", name="Absage oder Verlegung").click()
    day = page.locator('input[id^="on-field"]').last
    day.fill("2026-12-10")
    state = day.locator('xpath=following::input[starts-with(@id, "status-field")][1]')
    state.focus()
    page.keyboard.type("Abgesagt")
    page.keyboard.press("Enter")
    day.locator('xpath=following::textarea[starts-with(@id, "note-field")][1]').fill("Krankheit")
    _publish(page)
    page.close()

    made = next((folder / "events").glob("l*wenzahn*limo.md")).read_text(encoding="utf-8")
    assert {
        "title": "Löwenzahn & Limo",
        "start": "2026-12-08 15:00",
        "end": "17:00",
        "place": "nachbarschaftsbuero",
    } == read(made.encode(), "events/x.md")[0].fields
    after = (folder / "events/sprachcafe.md").read_text(encoding="utf-8")
    added = ["+  - on: 2026-12-10", "+    status: cancelled", "+    note: Krankheit"]
    assert added == changed_lines(before, after)
    assert [] == [problem for problem in findings(folder, NOW) if problem.is_error]
    assert {"localhost"} == {re.match(r"\w+://([^:/]+)", url)[1] for url in asked if url.startswith("http")}
    done = build(folder, tmp_path / "output", "--conf", settings_in(tmp_path, 'LITFASS_PUBLISHERS = ["pages"]'))
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "Krankheit" in (tmp_path / "output/termine/sprachcafe/index.html").read_text(encoding="utf-8")
    assert list((tmp_path / "output/termine").glob("l*wenzahn-limo/index.html"))


def opened(page, address, place):
    """A page of the desk, begun anew so that it shows what is in the files now."""
    page.set_default_timeout(60_000)
    page.goto(f"{address}#/{place}")
    page.reload()
    login = page.get_by_role("button", name="Login")
    login.or_(page.locator("label").first).first.wait_for()
    if login.count():
        login.click()
    return page


@pytest.mark.slow
@pytest.mark.browser
def test_a_translation_is_begun_in_the_browser(desk, browser):
    """From its original, under its own name; whoever begins it again finds it, also in the list."""
    address, folder = desk
    page = opened(browser.new_page(locale="de-DE"), address, "collections/events/entries/gartenvormittag")
    path = folder / "events/gartenvormittag.uk.md"
    others = {one: one.read_bytes() for one in folder.rglob("*.*") if one.is_file()}

    def begun():
        with page.expect_popup() as opening:
            page.get_by_role("link", name="Ukrainisch").click()
        form = opening.value
        form.set_default_timeout(60_000)
        form.locator("input[id^=title-field]").first.wait_for()
        return form

    form, late = begun(), begun()
    assert 0 == form.locator("input[id^=start-field]").count()
    expect(form.get_by_text("Ukrainisch · Zum Original")).to_be_visible()
    form.locator("input[id^=title-field]").first.fill("Ранок у саду")
    _publish(form)
    first = path.read_text(encoding="utf-8")
    late.locator("input[id^=title-field]").first.fill("Noch einmal")
    late.get_by_role("button", name="Veröffentlichen").first.click()
    late.get_by_text("Jetzt veröffentlichen").click()
    expect(late.get_by_text("Diese Übersetzung gibt es schon")).to_be_visible(timeout=60_000)
    again = begun()
    expect(again.locator("input[id^=title-field]").first).to_have_value("Ранок у саду", timeout=60_000)
    again.locator("textarea[id^=summary-field]").first.fill("Працюємо разом.")
    _publish(again)
    again.get_by_text("Zurück zu: Termine").click()
    again.locator('a[href="#/collections/events/entries/gartenvormittag.uk"]').click()
    expect(again.locator("textarea[id^=summary-field]").first).to_have_value("Працюємо разом.", timeout=60_000)
    assert again.url.endswith("#/collections/events-translations/entries/gartenvormittag.uk")

    assert "---\ntitle: Ранок у саду\n---\n" == first
    assert "---\ntitle: Ранок у саду\nsummary: Працюємо разом.\n---\n" == path.read_text(encoding="utf-8")
    assert {*others, path} == {one for one in folder.rglob("*.*") if one.is_file()}
    assert others == {one: one.read_bytes() for one in others}
    assert [] == [problem for problem in findings(folder, NOW) if problem.is_error]


@pytest.mark.slow
@pytest.mark.browser
def test_a_translation_that_has_no_original_is_not_begun(desk, browser):
    address, folder = desk
    page = opened(browser.new_page(locale="de-DE"), address, "collections/news-translations/new")
    before = {*folder.rglob("*.*")}

    page.locator("input[id^=title-field]").first.fill("Ohne")
    page.get_by_role("button", name="Veröffentlichen").first.click()
    page.get_by_text("Jetzt veröffentlichen").click()

    expect(page.locator("li", has_text="beginnen Sie in ihrem Original")).to_be_visible(timeout=60_000)
    assert before == {*folder.rglob("*.*")}


@pytest.mark.slow
@pytest.mark.browser
def test_the_office_a_newsletter_and_partners_are_edited_in_the_browser(desk, browser):
    address, folder = desk

    def texts():
        paths = [*folder.glob("*.yaml"), *folder.glob("newsletters/*.yaml")]
        return {path.name: path.read_text(encoding="utf-8") for path in paths}

    before = texts()

    page = opened(browser.new_page(locale="de-DE"), address, "collections/site/entries/site")
    page.locator("input[id^=telephone-field]").first.fill("0911 0000-130")
    page.locator('xpath=//input[contains(@value, "Di, Do 15:00-18:00")]').fill("Di, Do 14:00-17:00")
    _publish(page)
    opened(page, address, "collections/site-translations/entries/site.tr")
    page.locator("input[id^=claim-field]").first.fill("Yan evde ne var?")
    _publish(page)
    opened(page, address, "collections/newsletters/entries/2026-01")
    page.locator("textarea[id^=intro-field]").first.fill("Guten Tag!")
    _publish(page)
    opened(page, address, "collections/partners/entries/partners")
    page.get_by_role("button", name="Akteur hinzufügen").click()
    page.locator("input[id^=actor-field]").first.focus()
    page.keyboard.type("Musterverein Hasengarten")
    page.keyboard.press("Enter")
    page.locator("input[id^=ical-field]").first.fill("https://musterverein.example/termine.ics")
    _publish(page)

    after = texts()
    changed = {name: changed_lines(before.get(name, ""), text) for name, text in after.items()}
    assert {
        "site.yaml": [
            *("-  telephone: 0911 0000-120", "+  telephone: 0911 0000-130"),
            *("-    - Di, Do 15:00-18:00", "+    - Di, Do 14:00-17:00"),
        ],
        "site.tr.yaml": ['-claim: "Yan evde ne var, bilmek güzel."', "+claim: Yan evde ne var?"],
        "2026-01.yaml": ["-intro: Guten Tag! Das ist am Hasenbuck los. Alle sind willkommen.", "+intro: Guten Tag!"],
        "partners.yaml": [
            *("+partners:", "+  - actor: musterverein-hasengarten"),
            "+    ical: https://musterverein.example/termine.ics",
        ],
    } == {name: lines for name, lines in changed.items() if lines}
    assert [] == [problem for problem in findings(folder, NOW) if problem.is_error]


@pytest.mark.slow
@pytest.mark.browser
def test_a_word_that_cannot_be_chosen_is_shown_and_stays(desk, browser):
    """Decap's own field shows nothing for it, and loses it as soon as another is chosen."""
    address, folder = desk
    path = folder / "events/sprachcafe.md"
    text = path.read_text(encoding="utf-8").replace("topics: [bildung, ", "topics: [bildung, garten, ")
    path.write_text(text, encoding="utf-8")

    page = opened(browser.new_page(locale="de-DE"), address, "collections/events/entries/sprachcafe")
    topics = page.locator("input[id^=topics-field]").first
    topics.focus()
    page.keyboard.type("Kultur")
    page.keyboard.press("Enter")
    expect(page.get_by_text("garten", exact=True)).to_be_visible()
    _publish(page)

    saved = path.read_text(encoding="utf-8")
    assert text.replace("[bildung, garten, nachbarschaft]", "[bildung, garten, nachbarschaft, kultur]") == saved


@pytest.mark.slow
def test_what_was_saved_since_can_be_chosen_and_pictures_are_seen(desk):
    address, folder = desk
    before = urlopen(f"{address}config.yml").read().decode()
    (folder / "projects/neu.md").write_text("---\ntitle: Ganz neues Projekt\nstatus: idea\n---\n", encoding="utf-8")

    after = urlopen(f"{address}config.yml").read().decode()

    assert "Ganz neues Projekt" not in before
    assert '"label": "Ganz neues Projekt"' in after
    picture = folder / "images/chor.jpg"
    assert picture.read_bytes() == urlopen(address.replace("admin/", "chor.jpg")).read()
    with pytest.raises(HTTPError):
        urlopen(address.replace("admin/", "..%2fsite.yaml"))


@pytest.fixture
def hosted(decap):  # noqa: ARG001 - it says whether npm is there
    """The address of a site with /admin/ under nginx with our headers; what is saved goes to GitHub."""
    if not shutil.which("nginx"):
        missing("nginx", "/admin/ was not tried behind our headers")
    material, _ = read_content(TESTS / "site")
    site = linked(material, moment(NOW, material.info.timezone))[0]
    own = {"EDITING": HOSTED, "WORDS": words_in(ROOT / "theme", "de")}
    # servers give up their rights, and pytest's own folders are for their owner alone
    root = Path(tempfile.mkdtemp(prefix="litfass-desk-"))
    files = {
        f"{one.link[1:]}index.html" if one.link[-1] == "/" else one.link[1:]: one.data
        for one in admin.publish(site, own)
    }
    for name, data in {**files, "index.html": b"<!DOCTYPE html><title>Start</title>"}.items():
        (root / "current/site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "current/site" / name).write_bytes(data)
    (root / "current/server").mkdir()
    for name, text in server_files(files, {}, "", Rooms(backend=HOSTED)).items():
        (root / "current/server" / name).write_text(text)
    root.chmod(0o755)
    port = free_port()
    with running(nginx(root, port), port):
        yield f"http://127.0.0.1:{port}"
    shutil.rmtree(root)


# the window to log in, which tells the one that opened it how it went. Source: decapcms.org, External OAuth Clients
LOGIN = """<!DOCTYPE html><script>
addEventListener("message", event => opener.postMessage('authorization:github:success:{"token": "t"}', event.origin))
opener.postMessage("authorizing:github", "*")
</script>"""


class GitHub:
    """As much of GitHub as Decap asks for: a repository with one event and one picture. Source: docs.github.com/rest."""

    def __init__(self):
        self.saved, self.asked = [], set()
        self.event = (TESTS / "site/events/sommerfest.md").read_bytes()
        self.picture = next((TESTS / "site/images").glob("*.jpg")).read_bytes()

    def answer(self, route):
        request = route.request
        self.asked.add(re.match(r"https://[^/]+", request.url)[0])
        if request.url.startswith(HOSTED["base_url"]):
            return route.fulfill(body=LOGIN, content_type="text/html")
        path = request.url.partition("musterviertel/seite")[2].partition("?")[0]
        if request.method in ("POST", "PATCH"):
            self.saved.append((path, request.post_data_json))
            return route.fulfill(status=201, json={"sha": "new", "tree": {"sha": "tree"}, "object": {"sha": "new"}})
        if path.startswith("/git/blobs/"):
            data = self.event if path.endswith("event") else self.picture
            return route.fulfill(json={"content": b64encode(data).decode(), "encoding": "base64"})
        tree = {"events": ("sommerfest.md", "event"), "images": ("garten.jpg", "picture")}
        named = tree.get(path.rpartition("/")[2].rpartition("%2F")[2]) if "/git/trees/" in path else None
        entries = [{"path": named[0], "type": "blob", "mode": "100644", "sha": named[1], "size": 9}] if named else []
        known = {
            "": {"owner": {"login": "musterviertel"}, "permissions": {"push": True}, "default_branch": "main"},
            "/branches/main": {"name": "main", "commit": {"sha": "old", "commit": {"tree": {"sha": "tree"}}}},
            "/commits": [
                {"sha": "old", "commit": {"author": {"name": "E", "email": "e@x.example", "date": "2026-11-20"}}}
            ],
        }
        if request.url.endswith("/user"):
            return route.fulfill(json={"login": "erika", "name": "Erika"})
        return route.fulfill(json=known.get(path, {"sha": "tree", "tree": entries, "truncated": False}))


@pytest.mark.slow
@pytest.mark.browser
def test_the_desk_works_behind_our_headers(hosted, browser, tmp_path):
    """Logs in, opens an event, puts in a new picture, saves; the policy refuses nothing, and nobody else is asked."""
    github, said = GitHub(), []
    context = browser.new_context(locale="de-DE")
    context.route(re.compile("^https://"), github.answer)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda one: said.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    shutil.copy(next((TESTS / "site/images").glob("*.jpg")), tmp_path / "neu.jpg")

    answer = page.goto(f"{hosted}/admin/#/collections/events/entries/sommerfest")
    page.get_by_role("button", name="Mit GitHub einloggen").click()
    page.locator('xpath=//*[@data-testid="expand-button"][contains(.., "Bild")]').first.click()
    page.get_by_role("button", name=re.compile("Wähle ein")).first.click()
    page.get_by_text("garten.jpg").wait_for()
    page.set_input_files("input[type=file]", tmp_path / "neu.jpg")
    page.get_by_role("button", name="Ausgewähltes Element verwenden").click()
    page.locator('input[id^="title-field"]').first.fill("Sommerfest mit Tafel")
    page.get_by_role("button", name="Veröffentlichen").first.click()
    page.get_by_text("Jetzt veröffentlichen").click()
    page.get_by_text("Änderungen gespeichert").first.wait_for()
    context.close()

    assert desk_headers(HOSTED)[POLICY] == answer.headers["content-security-policy"]
    assert [] == [one for one in said if "404" not in one]  # the new picture is not on the site yet
    assert {"https://api.github.com", HOSTED["base_url"]} == github.asked
    blobs = [b64decode(sent["content"]) for path, sent in github.saved if path == "/git/blobs"]
    assert (tmp_path / "neu.jpg").read_bytes() in blobs
    assert any(b"title: Sommerfest mit Tafel\n" in blob and b"file: neu.jpg" in blob for blob in blobs)
    assert "/git/refs/heads/main" == github.saved[-1][0]


@pytest.mark.slow
@pytest.mark.browser
def test_a_translation_is_begun_on_a_git_host(hosted, browser):
    """There Decap is given an empty text for a file that is not there."""
    github = GitHub()
    context = browser.new_context(locale="de-DE")
    context.route(re.compile("^https://"), github.answer)
    page = context.new_page()
    page.set_default_timeout(60_000)

    page.goto(f"{hosted}/admin/#/collections/events/entries/sommerfest")
    with page.expect_popup():  # where one logs in; it is not the one that is meant below
        page.get_by_role("button", name="Mit GitHub einloggen").click()
    with page.expect_popup() as opening:
        page.get_by_role("link", name="Türkisch").click()
    form = opening.value
    form.set_default_timeout(60_000)
    form.locator("input[id^=title-field]").first.fill("Yaz şenliği")
    _publish(form)
    context.close()

    (tree,) = [sent["tree"] for path, sent in github.saved if path == "/git/trees"]
    assert ["content/events/sommerfest.tr.md"] == [one["path"] for one in tree]
    blobs = [b64decode(sent["content"]).decode() for path, sent in github.saved if path == "/git/blobs"]
    assert ["---\ntitle: Yaz şenliği\n---\n"] == blobs


def _publish(page):
    page.get_by_role("button", name="Veröffentlichen").first.click()
    page.get_by_text("Jetzt veröffentlichen").click()
    page.get_by_text("Änderungen gespeichert").first.wait_for()
