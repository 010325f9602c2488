"""Each message has a broken file in tests/problems, with the message it must give beside it.

A case lies in the folder it would have in the content; its name is the message's code. What cannot lie in Git as one
text file is made here.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from litfass.check import findings
from litfass.kept import untouched
from litfass.machine import disk
from litfass.parse import read as parse
from litfass.problems import Problem, codes, report
from litfass.validate import validate

from .conftest import NOW, TESTS, build, commit
from .outlines import BROKEN

CASES = sorted(
    path.relative_to(TESTS / "problems") for path in (TESTS / "problems").rglob("*") if path.suffix not in {".txt", ""}
)
# found in files named otherwise, because the name itself or a second file is the mistake
NAMED_OTHERWISE = {
    "file-name": "events/File_Name.md",
    "language-not-offered": "events/sprachcafe.fr.md",
    "stray-file": "stray-file.md",
    "file-type": "music.mp3",
    "bad-picture": "images/bad-picture.jpg",
    "same-address": "events/zz-same-address.md",
    "same-id": "events/zz-same-id.md",
    "told-twice": "events/zz-told-twice.md",
    "translation-older": "projects/garten.tr.md",
    "no-such-entry": "participation/topf.tr.md",
    "not-to-translate": "events/vorlesen.tr.md",
    "language-own": "events/sommerfest.de.md",
    "no-such-change": "events/sprachcafe.tr.md",
    "closed-days-end": "closures/pause.yaml",
}
HELPERS = {"closures/pause-data-ends-kurz.yaml", "images/unbrauchbar.heic"}


def problems_of(root):
    return findings(root, NOW)


def about(problems, path):
    return [problem for problem in problems if problem.path == path]


@pytest.mark.parametrize("case", [str(case) for case in CASES if str(case) not in HELPERS])
def test_broken_file_gives_its_message(case, content):
    source = TESTS / "problems" / case
    (content / case).parent.mkdir(exist_ok=True)
    shutil.copy(source, content / case)
    for helper in HELPERS:
        shutil.copy(TESTS / "problems" / helper, content / helper)

    problems = about(problems_of(content), case)

    expected = source.with_name(source.name + ".txt").read_text(encoding="utf-8")
    assert expected == report(problems, "de", "content/") + "\n" + report(problems, "en", "content/") + "\n"


ALL_AT_ONCE = """---
title: Alles auf einmal
end: abends
image:
  file: fehlt.jpg
place: laade
topics: [festt]
organizer: hausverin
changes:
  - on: 2027-03-32
    place: wiesse
documents:
  - {title: Plan, file: plaan.pdf}
---
[Weg](../pages/weg.md)
"""


@pytest.mark.parametrize(
    ("path", "head", "told"),
    [
        ("events/a.md", "start: 2026-12-10\nstatus: abgesagt", ["bad-choice status", "needs status"]),
        ("events/a.md", "start: 2026-12-10\nstatus: Abgesagt\nnote: Sturm", ["bad-choice status"]),
        ("projects/a.md", "status: abgeschlossen", ["bad-choice status", "needs status"]),
        ("participation/a.md", "kind: Gremium\nbudget: 500", ["bad-choice kind", "not-for-kind budget"]),
        ("closures/a.yaml", "kind: Ort\nvalid_through: 2027-12-31", ["bad-choice kind", "needs kind"]),
        # a word that stands for none of ours says nothing of what belongs to it
        ("events/a.md", "start: 2026-12-10\nstatus: abgesagtt", ["bad-choice status"]),
    ],
)
def test_what_belongs_to_a_german_word_is_told_together_with_ours(path, head, told):
    text = f"title: A\n{head}\n" if path.endswith("yaml") else f"---\ntitle: A\n{head}\n---\n"

    assert told == [f"{one.code} {one.key}" for one in validate(parse(text.encode(), path)[0])[1]]


def test_all_that_is_wrong_in_a_file_is_told_at_once(content):
    (content / "events/alles.md").write_text(ALL_AT_ONCE, encoding="utf-8")

    told = [(one.line, one.key, one.code) for one in about(problems_of(content), "events/alles.md")]

    assert [
        (2, "", "missing"),
        (3, "end", "bad-end"),
        (4, "image", "missing-alt"),
        (5, "image.file", "no-such-picture"),
        (6, "place", "no-such-thing"),
        (7, "topics", "no-such-choice"),
        (8, "organizer", "no-such-thing"),
        (10, "changes.on", "no-such-day"),
        (11, "changes.place", "no-such-thing"),
        (13, "documents.file", "no-such-document"),
        (15, "", "dead-link"),
    ] == sorted(told)


@pytest.mark.parametrize(
    ("head", "line", "code"),
    [
        ("changes:\n    - on: 2027-02-04\n      status: cancelled\n      note: Sturm", 0, ""),
        ("changes:\n- on: 2027-02-04\n  status: cancelled\n  note: Sturm", 0, ""),
        ("changes:\n  - on: 2027-02-04\n      status: cancelled", 8, "list-indent"),
        ("changes:\n  - on: 2027-02-04\n   status: cancelled", 8, "list-indent"),
        ("changes:\n  -on: 2027-02-04\n   status: cancelled", 7, "list-indent"),
        ("changes:\n  - on: 2027-02-04\n    note: Sturm\n    - on: 2027-02-11", 9, "list-indent"),
        ("changes:\n  - on: 2027-02-04\n    note: Sturm\n- on: 2027-02-11", 9, "list-indent"),
        ("changes:\n  on: 2027-02-04\n  note: Sturm", 6, "want-dashes"),
        ("changes:\n- on: 2027-02-04\nstatus: cancelled\nnote: Sturm", 7, "change-nothing"),
        ("changes:\n  - on: 2027-02-04\n    note: Sturm\n    on: 2027-02-11", 9, "duplicate-in-entry"),
        ("image:\n    file: haus.png\n  alt: Ein Haus", 8, "group-indent"),
        ("image:\nfile: haus.png", 7, "not-below"),
        ("image: haus.png", 6, "want-map"),
        ("room: Saal\n  price: 5 €", 7, "indent-needless"),
        (" room: Saal", 6, "indent-needless"),
        ("room:Saal", 6, "missing-space"),
        ("room:Saal\nprice: 5 €", 6, "missing-space"),
        ("url: https://verein.example\nroom:Saal", 7, "missing-space"),
        ("registration: {by:2027-01-05}", 6, "missing-space"),
        ("registration: {by:2027-01-05, capacity:20}", 6, "missing-space"),
        ("registration: {by: 2027-01-05 capacity: 20}", 6, "missing-comma"),
        ("registration: {by: 2027-01-05, note: Bitte: bald}", 6, "missing-comma"),
        ("registration: {by: 2027-01-05\nroom: Saal", 6, "yaml-unclosed"),
        ("topics:\n  -gruen\n  - fest", 7, "dash-space"),
        ("topics:\n  - gruen\n  -fest\nroom: Saal", 8, "dash-space"),
        ("topics:\n• gruen\n• fest", 7, "list-sign"),
        ("topics:\n  – gruen\n  – fest\nroom: Saal", 7, "list-sign"),
        ("topics:\n  * gruen", 7, "list-sign"),
        ("note: |\n  • Sturm\n  • Regen\n  – und Schnee", 0, ""),
        ("price: -5 €", 0, ""),
        ("=======\nroom: Saal", 6, "merge-conflict"),
        ("room: Saal\n=======", 7, "merge-conflict"),
        ("(Saal)\nroom: Saal", 6, "yaml"),
        ("room: [EG] Saal", 6, "yaml-bracket"),
        ("room: !Saal", 6, "yaml-start"),
        ("room: '!Saal'\nnote: !!! Achtung", 7, "yaml-start"),
        ("room: !!python/name:os.system", 6, "yaml-tag"),
    ],
)
def test_each_slip_in_indentation_is_told_by_its_name_and_line(head, line, code):
    text = f"---\ntitle: X\nstart: 2027-01-07 15:00\nrepeat: donnerstags\nuntil: 2027-05-06\n{head}\n---\n"
    document, problems = parse(text.encode(), "events/x.md")
    problems += validate(document)[1] if document else []

    assert ([(line, code)] if code else []) == [(one.line, one.code) for one in problems]


HEAD = "---\ntitle: Für alle\nstart: 2027-01-07 15:00\n---\nTee.\n"


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (HEAD.encode("utf-16"), 1, "UTF-16"),
        (b"\xfe\xff" + HEAD.encode("utf-16-be"), 1, "UTF-16"),
        (HEAD.encode("utf-16-le"), 1, "UTF-16"),
        (HEAD.replace("ü", "u").encode("utf-16-le"), 1, "UTF-16"),
        (HEAD.encode("cp1252"), 2, "Windows-1252"),
        (HEAD.replace("Tee", "Te\0e").encode(), 5, "U+0000"),
        (rb"{\rtf1\ansi title: Fest}", 1, "keine Textdatei"),
        (b"%PDF-1.4\n%\xe2\xe3", 1, "keine Textdatei"),
        (HEAD.replace("---", " ---", 1).encode(), 1, "drei kurze Striche"),
        (b"\n\n" + HEAD.replace("---", "\N{EM DASH}", 1).encode(), 3, "drei kurze Striche"),
        (HEAD.replace("\n---", "\n ---").encode(), 4, "drei kurze Striche"),
        (b"\n" + HEAD.partition("\n---")[0].encode(), 2, "endet nicht"),
    ],
)
def test_how_a_file_was_saved_is_told_in_one_message(data, line, said):
    document, (problem,) = parse(data, "events/x.md")

    assert document is None
    assert line == problem.line
    assert said in problem.what()


def test_empty_lines_above_the_head_do_no_harm():
    document, problems = parse(b"\r\n \n" + HEAD.replace("start", "strat").encode(), "events/x.md")

    assert [] == problems
    assert [(5, "unknown-key")] == [(one.line, one.code) for one in validate(document)[1] if one.code != "missing"]
    assert ("Tee.\n", 7) == (document.body, document.body_line)


@pytest.mark.parametrize(
    ("head", "line", "code"),
    [
        ("title:Fest\nstart:2027-02-04\nplace:laden", 2, "missing-space"),
        ("https://verein.example\ntitle:Fest", 3, "missing-space"),
        ("Ein Fest im Hof", 2, "yaml-not-a-map"),
        ("title: Treff # 3\nstart: 2027-02-04", 2, "yaml-hash"),
        ("start: 2027-02-04\ndocuments:\n  - title: Plan # 3", 4, "yaml-hash"),
    ],
)
def test_what_yaml_would_swallow_is_told_where_it_stands(head, line, code):
    document, problems = parse(f"---\n{head}\n---\n".encode(), "events/a.md")

    assert (None, [(line, code)]) == (document, [(one.line, one.code) for one in problems])


def test_a_remark_may_stand_behind_all_but_a_title():
    text = b"---\ntitle: 'Treff #3'\n# Arbeitstitel\nstart: 2027-02-04 # ein Donnerstag\n---\n"

    assert {"title": "Treff #3", "start": "2027-02-04"} == parse(text, "events/a.md")[0].fields


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("events/suppe.md.md", "Benennen Sie die Datei um in suppe.md."),
        ("events/suppe.md.txt", "Benennen Sie die Datei um in suppe.md."),
        ("events/suppe.txt", "Benennen Sie die Datei um in suppe.md."),
        ("events/suppe.markdown", "Benennen Sie die Datei um in suppe.md."),
        ("events/suppe", "Benennen Sie die Datei um in suppe.md."),
        ("events/suppe.png", "Verschieben Sie sie nach content/images/."),
        ("images/plan.pdf", "Verschieben Sie sie nach content/documents/."),
        ("event/suppe.md", "Meinten Sie „events“? Inhalte gehören in einen dieser Ordner"),
        ("Events/suppe.md", "Meinten Sie „events“? Inhalte gehören in einen dieser Ordner"),
        ("events/Suppe für alle.md", "Meinten Sie „suppe-fuer-alle“?"),
        ("notizen.txt", "Texte enden auf .md oder .yaml"),
    ],
)
def test_a_file_with_a_wrong_name_or_place_is_told_once_and_where_it_belongs(content, path, cure):
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_text(HEAD)

    (problem,) = about(problems_of(content), path)

    assert problem.cure().startswith(cure)


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("events/sprachcafe.md", "../events/sprachcafe.md"),
        ("../Events/Sprachcafe.md", "../events/sprachcafe.md"),
        ("../events/sprachcafe", "../events/sprachcafe.md"),
        ("../documents/flyr.pdf", "../documents/flyer.pdf"),
        ("2026-11-05-nx.md", "2026-11-05-nix.md"),
        ("", ""),
    ],
)
def test_what_a_dead_link_may_mean_can_be_copied(content, written, guess):
    (content / "documents").mkdir(exist_ok=True)
    (content / "documents/flyer.pdf").write_bytes(b"%PDF-1.4")
    (content / "news/2026-11-05-nix.md").write_text(f"---\ntitle: Nix\n---\n[Zum Treff]({written})\n")

    (problem,) = about(problems_of(content), "news/2026-11-05-nix.md")

    assert ("dead-link", guess) == (problem.code, problem.values["guess"])


@pytest.mark.parametrize(
    ("anchor", "told"), [("was-es-gibt", []), ("was-es-gib", ["was-es-gibt"]), ("nix", [""]), ("", [])]
)
def test_a_link_to_a_heading_is_looked_up(content, anchor, told):
    (content / "news/2026-11-05-nix.md").write_text(
        f"---\ntitle: Nix\n---\n[Zum Garten](../projects/garten.md#{anchor})\n"
    )

    found = about(problems_of(content), "news/2026-11-05-nix.md")

    assert [("no-such-anchor", guess) for guess in told] == [(one.code, one.values["guess"]) for one in found]


@pytest.mark.parametrize(
    ("status", "end", "is_told"),
    [("running", "2026-10", True), ("running", "2026-11", False), ("completed", "2026-10", False)],
)
def test_a_project_that_ended_and_is_running_is_asked_about(content, status, end, is_told):
    head = f"title: Alt\nstatus: {status}\nend: {end}\nresults: Viel\nfunding: none"
    (content / "projects/alt.md").write_text(f"---\n{head}\n---\nText.\n")

    assert is_told == ("project-over" in [one.code for one in about(problems_of(content), "projects/alt.md")])


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "thumbs.db", "Desktop.ini", ".DS_Store", "~$plan.docx", ".~lock.plan.odt#", "Icon\r"]
)
def test_what_systems_leave_behind_is_no_problem(content, name):
    before = problems_of(content)
    (content / "events" / name).write_bytes(b"x")

    assert before == problems_of(content)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Mo 7.12. 19 Uhr", "JJJJ-12-07 19:00, mit dem Jahr für JJJJ;"),
        ("7. Dezember 2026, um 19.30 Uhr", "2026-12-07 19:30;"),
        ("„2026-12-10 18:00“", "2026-12-10 18:00;"),
        ("2026-12-10 6 pm", "2026-12-10 18:00;"),
        ("10.12.2026 ab 8 Uhr abends", "2026-12-10 20:00;"),
        ("2026-12-10T18:00:00+01:00", "2026-12-10 18:00;"),
        ("2027-12-03 18h30 oder so", "2027-12-03 18:30;"),
    ],
)
def test_a_moment_as_people_say_it_is_told_as_it_has_to_be_written(said, written):
    document = parse(f"---\ntitle: A\nstart: {said}\n---\n".encode(), "events/a.md")[0]

    assert f"Schreiben Sie {written}" in validate(document)[1][0].cure()


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("7.-9.5.2027", "2027-05-07", "2027-05-09"),
        ("7. bis 9. Mai 2027", "2027-05-07", "2027-05-09"),
        ("30.4.-2.5.2027", "2027-04-30", "2027-05-02"),
        ("2027-05-07 bis 2027-05-09", "2027-05-07", "2027-05-09"),
        ("2027-12-03 18:00 - 20:00", "2027-12-03 18:00", "20:00"),
        ("Fr 3.12.2027, 18–20.30 Uhr", "2027-12-03 18:00", "20:30"),
    ],
)
def test_a_start_that_says_the_end_too_is_parted(said, start, end):
    document = parse(f"---\ntitle: A\nstart: {said}\n---\n".encode(), "events/a.md")[0]

    (problem,) = validate(document)[1]

    assert f"„start: {start}“" in problem.cure()
    assert f"„end: {end}“" in problem.cure()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Mo 10.12.2026 18 Uhr", "weekday-or-day"),
        ("Montag, 10. Dezember 2026, 18-20 Uhr", "weekday-or-day"),
        ("Do 10.12.2026 18 Uhr", "bad-moment"),
        ("Mo 10.12. 18 Uhr", "bad-moment"),
        ("10.12.2026 vormittags", "no-clock"),
        ("Donnerstag, 10.12.2026, abends", "no-clock"),
        ("10.12.2026 ab 8 Uhr abends", "bad-moment"),
        ("10.12.2026 ganztägig", "bad-moment"),
    ],
)
def test_a_moment_that_is_not_sure_is_asked_about_before_it_is_written_anew(said, code):
    document = parse(f"---\ntitle: A\nstart: {said}\n---\n".encode(), "events/a.md")[0]

    assert [code] == [problem.code for problem in validate(document)[1]]


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("Mai 2024", "2024-05"),
        ("11/2025", "2025-11"),
        ("Okt. 2026", "2026-10"),
        ("Frühjahr 2024", "2024"),
        ("ab 3.5.2024", "2024-05-03"),
        ("2024/25 und 2026", ""),
        ("seit Kurzem", ""),
    ],
)
def test_a_date_as_people_say_it_gets_ours_as_guess(said, guess):
    document = parse(f"---\ntitle: A\nstatus: running\nstart: {said}\n---\n".encode(), "projects/a.md")[0]

    assert [guess] == [problem.values["guess"] for problem in validate(document)[1]]


def valid(head, path="events/a.md"):
    """The thing that a head makes, which must be without a mistake."""
    thing, problems = validate(parse(f"---\ntitle: A\n{head}\n---\n".encode(), path)[0])
    assert [] == problems
    return thing


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("6 - 10 Jahre", (6, 10)),
        ("6 bis 10", (6, 10)),
        ("ab 6 Jahren", (6, None)),
        ("Ab 6", (6, None)),
        ("60+", (60, None)),
        ("60 plus", (60, None)),
        ("bis 3 Jahre", (None, 3)),
    ],
)
def test_ages_are_read_as_people_write_them(written, read):
    assert read == valid(f"start: 2027-01-07 15:00\nages: {written}").ages


def test_names_and_days_may_stand_in_one_line_with_commas():
    head = "start: 2027-01-07 15:00\nrepeat: donnerstags\nuntil: 2027-03-25"
    event = valid(
        f"{head}\nexcept: 14.1.2027, 21.1.2027\npause: schulferien, feiertage\ntopics: fest,\nlanguages: de, tr"
    )

    assert ["2027-01-14", "2027-01-21"] == [str(day) for day in event.except_]
    assert ("schulferien", "feiertage") == event.pause
    assert (("fest",), ("de", "tr")) == (event.topics, event.languages)


def test_a_change_may_say_only_the_new_time():
    head = "start: 2027-01-07 15:00\nend: 17:00\nrepeat: donnerstags\nuntil: 2027-03-25"
    event = valid(f"{head}\nchanges:\n  - on: 14.1.2027\n    start: 19 Uhr")

    assert "2027-01-14 19:00" == event.changes[0].start.as_written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("funded: [{applicant: Privatperson, purpose: Fest, amount: 350,50}]", 'amount: "350,50"'),
        (
            "funded: [{applicant: Privatperson, purpose: Kaffee, Saft und Brot, Tee}]",
            'purpose: "Kaffee, Saft und Brot, Tee"',
        ),
        ('contact: {name: Das „Büro“, sagt "man", links}', "name: 'Das „Büro“, sagt \"man\", links'"),
        ("topics: {gruen, fest}", "[gruen, fest]"),
    ],
)
def test_words_behind_a_comma_in_braces_are_not_lost(written, meant):
    _, problems = parse(f"---\ntitle: A\n{written}\n---\n".encode(), "participation/a.md")

    assert [("comma-in-braces", 3, meant)] == [(one.code, one.line, one.values["example"]) for one in problems]


def test_keys_with_nothing_behind_them_may_stand_in_braces():
    document, problems = parse(b"---\ntitle: A\nregistration: {by: , email: , required: yes, }\n---\n", "events/a.md")

    assert ([], {"required": "yes"}) == (problems, document.fields["registration"])


def test_a_deadline_at_24_is_the_end_of_its_day():
    fund = "kind: fund\nyear: 2027\nbudget: 100\ndeadlines: 2027-02-28 24:00"

    assert "2027-02-28" == valid(fund, "participation/a.md").deadlines[0].moment.as_written
    call = "kind: call\nbudget: 100\ndeadline: 2027-02-28 24 Uhr"
    assert "2027-02-28" == valid(call, "participation/a.md").deadline.as_written


def test_a_point_on_earth_may_have_a_german_comma():
    place = valid(
        'address: {street: A, postcode: 90461, city: B}\nwheelchair: yes\ngeo: {lat: "49,43", lon: 11.08°}',
        "places/a.md",
    )

    assert (49.43, 11.08) == (place.geo.lat, place.geo.lon)


def test_a_pause_that_ends_before_it_begins_names_its_own_lines():
    head = "kind: office\nvalid_through: 2027-12-31\nperiods:\n  - {from: 2027-02-01, to: 2027-01-30}"
    (problem,) = validate(parse(f"---\ntitle: A\n{head}\n---\n".encode(), "closures/a.md")[0])[1]

    assert "Prüfen Sie „from“ und „to“." == problem.cure()


@pytest.mark.parametrize(("written", "guess"), [("Feste & Feiern", "fest"), ("Fest", "fest"), ("nix", "")])
def test_a_label_of_a_topic_gets_its_name_as_guess(content, written, guess):
    text = (content / "site.yaml").read_text().replace("label: Fest", "label: Feste & Feiern", 1)
    (content / "site.yaml").write_text(text)
    (content / "events/a.md").write_text(f"---\ntitle: A\nstart: 2027-01-07\ntopics: [{written}]\n---\n")

    (problem,) = about(problems_of(content), "events/a.md")

    assert ("no-such-choice", guess) == (problem.code, problem.values["guess"])


@pytest.mark.parametrize(
    ("head", "cure"),
    [
        ("previous_start: 2026-12-09", "eine Zeile „status: rescheduled“."),
        ("image:\n  - file: garten.jpg", "zum Beispiel „  file: …“."),
        ("end: ca. 20 Uhr", "Schreiben Sie 20:00;"),
        ("end: 8 pm", "Schreiben Sie 20:00;"),
        ("end: offen", "Schreiben Sie 17:00; steht das Ende nicht fest, lassen Sie die Angabe weg."),
        ("end: 12.12. 20 Uhr", "Schreiben Sie JJJJ-12-12 20:00, mit dem Jahr für JJJJ;"),
        ("Uhrzeit: 18 Uhr", "Meinten Sie „start“?"),
        ("Eintritt: frei", "Meinten Sie „price“?"),
        ("registration:\n  required: erwünscht", "Meinten Sie „recommended“?"),
        ("registration:\n  required: nicht nötig", "Meinten Sie „no“?"),
        ("end: 14-16 Uhr", "Schreiben Sie 16:00;"),
        ("end: 13.12.2026 12-18 Uhr", "Schreiben Sie „end: 2026-12-13 18:00“."),
        ("end: Fr 10.12.2026", "Stimmt das Datum, schreiben Sie 2026-12-10."),
        ("until: Ende Januar 2027", "Jahr-Monat-Tag: 2027-01-TT, mit dem Tag für TT."),
        ("until: Mo 14.1.2027", "Stimmt das Datum, schreiben Sie 2027-01-14."),
        ("registration:\n  by: Mo 9.12.2026", "Stimmt das Datum, schreiben Sie 2026-12-09."),
        ("dates: 17.12.2026, 7.1. und 14.1.2027", "[JJJJ-01-07, 2027-01-14], mit dem Jahr für JJJJ."),
        ("dates: 17.12.2026 und 7.1.2027", "als Liste: [2026-12-17, 2027-01-07]."),
        ("until: 14. Januar 2027", "Jahr-Monat-Tag: 2027-01-14."),
        ("until: 2027-01-14 18:00", "Jahr-Monat-Tag: 2027-01-14."),
        ("until: Ostern", "Jahr-Monat-Tag: 2026-12-03."),
        ("image:\n  datei: fest.jpg\n  file: fest.jpg\n  alt: Ein Fest", "Meinten Sie „file“?"),
        ("image:\n  file: fest.jpg\n  alt: Ein Fest\n  consent: ja", "Meinten Sie „on-file“?"),
        ("accessibility: ja", "mit zwei Leerzeichen, zum Beispiel „  wheelchair: …“"),
        ("registration: www.verein.example/fest", "Meinten Sie „https://www.verein.example/fest“?"),
        ("documents: [{file: plan.pdf}]", "Zum Beispiel „title: Protokoll vom 3. Dezember“."),
        ("url: www.verein.example/fest", "Meinten Sie „https://www.verein.example/fest“?"),
        ("registration:\n  email: mailto:post@verein.example", "Meinten Sie „post@verein.example“?"),
        ("registration:\n  email: post (at) verein.example", "Meinten Sie „post@verein.example“?"),
        ("formerly: https://verein.example/alt/fest/", "Meinten Sie „/alt/fest/“?"),
        ("formerly: [/alt/fest]", "Meinten Sie „/alt/fest/“?"),
        ("formerly: fest.html", "Meinten Sie „/fest.html“?"),
        ("repeat: einmal im Monat", "„jeden 1. Dienstag im Monat“"),
        ("repeat: vierteljährlich", "„jeden 1. Dienstag im Monat“"),
        ("changes: 2026-12-17", "Schreiben Sie „  - on: 2026-12-17“."),
    ],
)
def test_a_cure_can_be_copied(head, cure):
    document = parse(f"---\ntitle: A\nstart: 2026-12-10\n{head}\n---\n".encode(), "events/a.md")[0]

    assert cure in validate(document)[1][0].cure()


def test_two_wrong_names_in_a_line_are_told_both(content):
    (content / "events/a.md").write_text(
        "---\ntitle: A\nstart: 2027-01-07 15:00\nrepeat: donnerstags\nuntil: 2027-03-04\npause: [ferie, feiertog]\n---\n",
        encoding="utf-8",
    )

    told = [problem.what() for problem in about(problems_of(content), "events/a.md")]

    assert 2 == len([one for one in told if "„ferie“" in one or "„feiertog“" in one])


def test_quotation_marks_in_quotation_marks_are_single_ones():
    problem = Problem("a.md", 1, "", "bad-day", {"value": "am „Tag“"})

    assert "„am ‚Tag‘“" in problem.what("de")
    assert '"am „Tag“"' in problem.what("en")


@pytest.mark.parametrize(("said", "meant"), [("abgesagt", "cancelled"), ("Verlegt", "rescheduled"), ("voll", "full")])
def test_german_word_gets_ours_as_guess(said, meant):
    text = f"---\ntitle: X\nstart: 2027-01-07 15:00\nstatus: {said}\nnote: Sturm\n---\n"

    (problem,) = validate(parse(text.encode(), "events/x.md")[0])[1]

    assert f"Meinten Sie „{meant}“?" in problem.cure("de")


@pytest.mark.parametrize(
    ("said", "code"), [("Sommer: Mo-Fr 15-20 Uhr", "bad-hours"), ("Mo: 15:00-20:00", "entry-colon")]
)
def test_hours_are_put_in_quotes_only_when_they_are_hours(said, code):
    document = parse(f"---\ntitle: A\nkind: association\nhours:\n  - {said}\n---\n".encode(), "actors/a.md")[0]

    assert [(code, said)] == [(problem.code, problem.values["value"]) for problem in validate(document)[1]]


def test_easy_language_by_its_german_name_gets_ours_as_guess(content):
    info = content / "site.yaml"
    info.write_text(re.sub(r"^languages:.*", "languages: [de, de-simple]", info.read_text(), flags=re.MULTILINE))
    (content / "events/sommerfest.leicht.md").write_text("---\ntitle: Das Fest\n---\nText.\n")

    (problem,) = about(problems_of(content), "events/sommerfest.leicht.md")

    assert ("language-not-offered", "de-simple") == (problem.code, problem.values["guess"])


@pytest.mark.parametrize("path", sorted((TESTS / "site").glob("*/*.md")), ids=lambda path: path.name)
def test_one_mistake_is_told_as_one(path):
    """What was left out for being wrong must not be missed by other rules."""
    document, _ = parse(path.read_bytes(), f"{path.parent.name}/{path.name}")
    for key in document.fields if not document.language else ():
        broken = replace(document, fields={**document.fields, key: {"nichts": ["davon"]}})

        problems = validate(broken)[1]

        assert problems, key
        assert [] == [
            one.text() for one in problems if key != one.key.partition(".")[0] and one.line != document.line((key,))
        ]


SERIES = "---\ntitle: Treff\nstart: 2027-01-07 15:00\nrepeat: donnerstags\nuntil: 2027-03-25\n"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("slug: tr", "same-address"),
        ("formerly: tr", "same-address"),
        ("slug: kalender", "same-address"),
        ("slug: termine", "same-address"),
        ("slug: uk", None),
    ],
)
def test_no_page_stands_where_the_site_itself_or_one_of_its_languages_does(content, head, code):
    (content / "pages/neu.md").write_text(f"---\ntitle: Neu\n{head}\n---\nText.\n")

    assert ([code] if code else []) == [one.code for one in about(problems_of(content), "pages/neu.md")]


def test_a_film_that_only_a_translation_names_must_be_there(content):
    path = "events/sprachcafe.tr.md"
    text = (content / path).read_text()
    (content / path).write_text(text.replace("\n---\n", "\nsign_language_video: film.mp4\n---\n", 1))

    assert "no-such-video" in [one.code for one in about(problems_of(content), path)]


@pytest.mark.parametrize(
    ("image", "codes"),
    [
        ("alt: Bir bahçe", []),
        ("{file: yok.jpg, alt: Bir bahçe}", ["no-such-picture", "no-credit"]),
    ],
)
def test_a_translation_is_told_only_of_pictures_that_it_names_itself(content, image, codes):
    """What is wrong with those of the original can be mended nowhere else."""
    original = (content / "projects/garten.md").read_text()
    (content / "projects/garten.md").write_text(
        re.sub("  credit: .*\n", "", original.replace("file: garten.jpg", "file: weg.jpg"))
    )
    (content / "projects/garten.tr.md").write_text(f"---\nmodified: 2026-11-02\ntitle: Bahçe\nimage:\n  {image}\n---\n")
    press = (content / "pages/presse.md").read_text()
    (content / "pages/presse.md").write_text(press.replace("haus.png", "weg.png"))
    (content / "pages/presse.tr.md").write_text("---\ntitle: Basın\n---\n")
    told = problems_of(content)

    assert ["no-such-picture", "no-credit"] == [one.code for one in about(told, "projects/garten.md")]
    assert codes == [one.code for one in about(told, "projects/garten.tr.md")]
    assert ["no-such-picture"] == [one.code for one in about(told, "pages/presse.md")]
    assert [] == about(told, "pages/presse.tr.md")


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ("", ""),
        ("changes:\n  - {on: 2027-02-04, status: cancelled, note: Sturm}\n", " Das Original nennt: 2027-02-04."),
    ],
)
def test_what_the_original_no_longer_says_is_to_be_deleted_in_its_translation(content, changes, known):
    (content / "events/treff.md").write_text(f"{SERIES}{changes}---\nTee.\n")
    (content / "events/treff.tr.md").write_text(
        "---\ntitle: Bulusma\nchanges:\n  - on: 2027-04-08\n    note: Firtina\n---\nCay.\n"
    )

    told = [one for one in about(problems_of(content), "events/treff.tr.md") if one.is_error]

    assert ["Wurde er dort gelöscht, löschen Sie ihn auch hier." + known] == [one.cure("de") for one in told]
    assert ["Für den 2027-04-08 steht im Original kein Eintrag."] == [one.what("de") for one in told]


def make_no_site(content):
    (content / "site.yaml").unlink()
    return "site.yaml"


def make_not_regular(content):
    (content / "events/verknuepft.md").symlink_to(content / "events/sprachcafe.md")
    return "events/verknuepft.md"


def make_file_too_big(content):
    (content / "events/dick.md").write_text("---\ntitle: Dick\nstart: 2027-01-01\n---\n" + "Wort " * 60_000)
    return "events/dick.md"


def make_same_name(content):
    (content / "events/SPRACHCAFE.md").write_text("---\ntitle: Laut\nstart: 2027-01-01\n---\n")
    return "events/sprachcafe.md"


def make_same_title(content):
    for year in (2026, 2027):
        fund = f"---\ntitle: Hoffonds\nslug: hoffonds-{year}\nkind: fund\nyear: {year}\n---\n"
        (content / f"participation/hof-{year}.md").write_text(fund)
    (content / "events/hoffest.md").write_text("---\ntitle: Hoffest\nstart: 2027-05-01\ncall: Hoffonds\n---\n")
    return "events/hoffest.md"


def make_picture_too_big(content):
    from PIL import Image

    Image.new("1", (10_000, 7_000)).save(content / "images/riese.png")
    return "images/riese.png"


def make_body_too_slow(content):
    text = "---\ntitle: Klammern\nstart: 2027-01-01\n---\n" + "[" * 20_000
    (content / "events/klammern.md").write_text(text)
    return "events/klammern.md"


def make_picture_too_long(content):
    from PIL import Image

    Image.new("1", (10, 17_000)).save(content / "images/band.png")
    return "images/band.png"


def make_folder_too_deep(content):
    deep = "events" + "/x" * 41
    (content / deep).mkdir(parents=True)
    return deep


def make_legal_page(content):
    (content / "pages/impressum.md").unlink()
    return "site.yaml"


def make_bad_colour(content):
    path = content / "site.yaml"
    path.write_text(path.read_text().replace('"#1f5f66"', "blau"))
    return "site.yaml"


def make_weak_colour(content):
    path = content / "site.yaml"
    path.write_text(path.read_text().replace('"#1f5f66"', '"#ffcc00"'))
    return "site.yaml"


def make_small_picture(content):
    from PIL import Image

    Image.new("RGB", (320, 200)).save(content / "images/winzig.jpg")
    text = "---\ntitle: Winzig\nstart: 2027-01-01\nimage: {file: winzig.jpg, alt: Nichts, credit: Niemand}\n---\n"
    (content / "events/winzig.md").write_text(text)
    return "events/winzig.md"


def make_event_deleted(content):
    commit(content)
    (content / "events/sommerfest.md").unlink()
    return "events/sommerfest.md"


def make_new_and_over(content):
    commit(content)
    (content / "events/rodeln.md").write_text("---\ntitle: Rodeln\nstart: 2026-01-10 15:00\nplace: laden\n---\n")
    return "events/rodeln.md"


def make_address_gone(content):
    commit(content)
    path = content / "actors/hausverein.md"
    path.write_text(re.sub("^title:.*", "title: Ganz anders", path.read_text(), flags=re.MULTILINE))
    return "actors/hausverein.md"


def make_id_gone(content):
    commit(content)
    (content / "actors/hausverein.md").rename(content / "actors/haus-und-hof.md")
    return "actors/haus-und-hof.md"


def make_taken_back(content):
    commit(content)
    path = content / "actors/hausverein.md"
    path.write_text(path.read_text().replace("---\n", "---\ndraft: yes\n", 1))
    return "actors/hausverein.md"


def edit_site(content, old, new):
    """Put a site into Git, and edit its site.yaml."""
    commit(content)
    path = content / "site.yaml"
    path.write_text(path.read_text().replace(old, new))
    return "site.yaml"


def make_host_gone(content):
    return edit_site(content, "id_host: musterviertel.example\n", "id_host: anderswo.example\n")


def make_choice_gone(content):
    return edit_site(content, "  - {id: alle, label: Alle}\n", "")


def make_no_such_id(content):
    path = content / "site.tr.yaml"
    path.write_text(path.read_text().replace("id: kinder", "id: cocuk"))
    return "site.tr.yaml"


def make_translation_behind(content):
    commit(content)
    (content / "events/vorlesen.tr.md").write_text("---\ntitle: Okuma\n---\n")
    commit(content)
    path = content / "events/vorlesen.md"
    path.write_text(path.read_text() + "\nNeu: mit Tee.\n")
    return "events/vorlesen.tr.md"


def make_no_enforcement_body(content):
    path = content / "site.yaml"
    path.write_text(path.read_text().replace("state: DE-BY", "state: DE-HE"))
    return "site.yaml"


def make_language_without_words(content):
    path = content / "site.yaml"
    path.write_text(path.read_text().replace("languages: [de, tr]", "languages: [de, tr, pl]"))
    return "site.yaml"


def make_fewer_entries(content):
    head = "title: Dil kafesi\nchanges:\n  - note: Bu kez cuma"
    (content / "events/sprachcafe.tr.md").write_text(f"---\n{head}\n---\nKahve.\n")
    return "events/sprachcafe.tr.md"


MADE = {
    "fewer-entries": make_fewer_entries,
    "language-without-words": make_language_without_words,
    "small-picture": make_small_picture,
    "event-deleted": make_event_deleted,
    "new-and-over": make_new_and_over,
    "address-gone": make_address_gone,
    "id-gone": make_id_gone,
    "host-gone": make_host_gone,
    "choice-gone": make_choice_gone,
    "no-such-id": make_no_such_id,
    "taken-back": make_taken_back,
    "translation-behind": make_translation_behind,
    "no-enforcement-body": make_no_enforcement_body,
    "no-site": make_no_site,
    "not-regular": make_not_regular,
    "file-too-big": make_file_too_big,
    "same-name": make_same_name,
    "same-title": make_same_title,
    "picture-too-big": make_picture_too_big,
    "body-too-slow": make_body_too_slow,
    "picture-too-long": make_picture_too_long,
    "folder-too-deep": make_folder_too_deep,
    "legal-page": make_legal_page,
    "bad-colour": make_bad_colour,
    "weak-colour": make_weak_colour,
}


def map_maker(text):
    def make(content):
        (content / "quartier.geojson").write_text(text)
        return "quartier.geojson"

    return make


MADE |= {code: map_maker(text) for code, text in BROKEN.items()}
# have tests of their own: root may read everything (below); a server must answer (test_doubts.py);
# a sheet must be full (test_sheets.py)
TESTED_BELOW = {"unreadable", "dead-outside-link", "sheet-left-out"}


@pytest.mark.parametrize("code", sorted(MADE))
def test_made_case_gives_its_message(code, content):
    path = MADE[code](content)

    problems = about(problems_of(content), path)

    assert [code] == [problem.code for problem in problems if problem.code != "language-not-offered"]


def test_unreadable_file_is_named(content, monkeypatch):
    def refuse(path):
        if path.endswith("/sprachcafe.md"):
            raise PermissionError(13, "Permission denied")
        return disk.content(path)

    monkeypatch.setattr(untouched, "content", refuse)

    assert ["unreadable"] == [problem.code for problem in about(problems_of(content), "events/sprachcafe.md")]


def test_required_page_with_a_mistake_is_not_missing_as_well(content):
    path = content / "pages/impressum.md"
    path.write_text(path.read_text().replace("title:", "titel_:", 1))

    assert "legal-page" not in {problem.code for problem in problems_of(content)}


def test_every_message_has_a_broken_file():
    shown = {case.name.partition(".")[0] for case in CASES} | {case.name.partition(".")[0][11:] for case in CASES}

    assert [] == [code for code in codes() if code not in shown | set(NAMED_OTHERWISE) | set(MADE) | TESTED_BELOW]


@pytest.mark.parametrize("case", [str(case) for case in CASES if str(case) not in HELPERS])
def test_case_shows_the_message_it_is_named_after(case, content):
    names = {name: code for code, name in NAMED_OTHERWISE.items()}
    stem = Path(case).name.partition(".")[0]
    code = names.get(case) or (stem if stem in codes() else stem[11:])
    (content / case).parent.mkdir(exist_ok=True)
    shutil.copy(TESTS / "problems" / case, content / case)
    for helper in HELPERS:
        shutil.copy(TESTS / "problems" / helper, content / helper)

    assert code in {problem.code for problem in about(problems_of(content), case)}


@pytest.mark.slow
def test_broken_content_leaves_the_output_alone(content, tmp_path):
    output = tmp_path / "output"
    assert 0 == build(content, output).returncode
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    shutil.copy(TESTS / "problems/events/dead-link.md", content / "events/dead-link.md")
    shutil.copy(TESTS / "problems/events/bad-flag.md", content / "events/bad-flag.md")

    done = build(content, output)

    assert 1 == done.returncode
    assert "events/dead-link.md:5:" in done.stderr
    assert "events/bad-flag.md:4:" in done.stderr
    assert "Traceback" not in done.stderr
    assert before == {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
