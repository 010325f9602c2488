"""new, cancel and move, driven as a person would on a copy of the shipped content; nothing else in a file may change."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from difflib import SequenceMatcher

import pexpect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litfass.check import findings
from litfass.edit.change import Desk, Refused
from litfass.edit.draft import QUESTIONS, Draft
from litfass.edit.sentences import catalogue
from litfass.edit.splice import CannotSplice, Splice, scalar
from litfass.edit.when import NotUnderstood, read_when
from litfass.model import FOLDERS
from litfass.parse import read
from litfass.validate import validate

from .conftest import NOW, ROOT, litfass

TODAY = date(2026, 11, 24)


@pytest.fixture
def shipped(tmp_path):
    return shutil.copytree(ROOT / "content", tmp_path / "content")


def desk(content, language="de"):
    return Desk.of(content, NOW, language)


def fields(content, path):
    return read((content / path).read_bytes(), path)[0].fields


def added_and_lost(before, after):
    """Lines that are new, and lines that are gone."""
    lost, added = [], []
    for tag, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            lost += before[first:last]
            added += after[begin:end]
    return added, lost


# --- when -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("Do 3.12. 15-17 Uhr", "2026-12-03 15:00", "17:00"),
        ("do 3. dezember 15 uhr", "2026-12-03 15:00", ""),
        ("do 3.12. 15 Uhr", "2026-12-03 15:00", ""),
        ("Donnerstag, 3. Dezember 2026, 15.30 bis 17 Uhr", "2026-12-03 15:30", "17:00"),
        ("3.12.", "2026-12-03", ""),
        ("1.1. 10 Uhr", "2027-01-01 10:00", ""),
        ("2027-03-11 16:00", "2027-03-11 16:00", ""),
        ("Sa 5.12. 19 Uhr bis 0.30 Uhr", "2026-12-05 19:00", "00:30"),
        ("Di 1.12. 22-6 Uhr", "2026-12-01 22:00", "06:00"),
        ("31.12. 20-24 Uhr", "2026-12-31 20:00", "00:00"),
        ("01.12.2026 17:00 bis 02.12.2026 16:00", "2026-12-01 17:00", "2026-12-02 16:00"),
        ("5.-7.12.", "2026-12-05", "2026-12-07"),
        ("5.12. bis 7.12.", "2026-12-05", "2026-12-07"),
        ("Sa 5.12. ab 10 Uhr bis So 6.12. 12 Uhr", "2026-12-05 10:00", "2026-12-06 12:00"),
        ("Thu, 3 December 15:00", "2026-12-03 15:00", ""),
        ("24.11. 18 Uhr", "2026-11-24 18:00", ""),
    ],
)
def test_a_time_is_read_as_people_say_it(said, start, end):
    when = read_when(said, TODAY)

    assert (start, end) == (when.start_text, when.end_text)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("bald", "when-no-day"),
        ("Fr 3.12.", "when-weekday"),
        ("30.2.", "when-no-such-day"),
        ("3.12. um drei", "when-unclear"),
        ("3.12. 25 Uhr", "when-unclear"),
        ("3.12. 24 Uhr", "when-unclear"),
        ("30.12. 20 Uhr bis 31.12. 24 Uhr", "when-unclear"),
        ("7.12. bis 5.12.2026", "when-backwards"),
        ("Di 1.12. 17-16 Uhr", "when-end-first"),
    ],
)
def test_what_is_not_clear_is_never_guessed(said, code):
    with pytest.raises(NotUnderstood) as caught:
        read_when(said, TODAY)

    assert code == caught.value.code
    assert {"de", "en"} == set(catalogue()[code])


# --- splice -----------------------------------------------------------------------------------------------

NOTES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40)
NOTES = NOTES.map(lambda text: unicodedata.normalize("NFC", " ".join(text.split()))).filter(bool)
ENTRIES = [
    "  - on: 2027-01-07\n    note: Alt  # Bemerkung\n",
    "  - {on: 2027-01-07, note: Alt}\n",
    "  -   on: 2027-01-07\n      # darunter\n      note: |\n        Zwei\n        Zeilen\n",
    "- on: 2027-01-07\n",
]
HEADS = [f"changes:\n{entry}" for entry in ENTRIES]
HEADS += ["changes: [{on: 2027-01-07}]\n", "changes:\n", "", "changes: [\n  {on: 2027-01-07},\n  ]\n"]
OTHERS = ["# Bemerkung am Ende\n", "place:   'Am Platz'   # hier\n", "\n", 'room: "Saal"\n']


FRAMES = st.permutations(OTHERS).map(lambda lines: (lines[0], lines[1]))
FORMS = st.tuples(st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"]))


@given(changes=st.sampled_from(HEADS), frame=FRAMES, form=FORMS, note=NOTES)
@settings(max_examples=150, deadline=None)
def test_only_the_lines_that_say_something_new_change(changes, frame, form, note):
    newline, bom = form
    head = f"title: Ein Treff\nstart: 2027-01-07\nrepeat: donnerstags\n{frame[0]}{changes}{frame[1]}"
    data = bom + f"---\n{head}---\n\nText: bleibt.\n".replace("\n", newline).encode()
    added = Splice(data, "events/x.md")
    added.add("changes", {"on": "2027-02-04", "note": note}, after=("start", "repeat"))
    results = [(added.data, -1, "2027-02-04")]
    if "2027-01-07" in changes:
        replaced = Splice(data, "events/x.md")
        replaced.set(("changes", 0), "note", note)
        results.append((replaced.data, 0, "2027-01-07"))

    for done, index, on in results:
        assert {"on": on, "note": note} == read(done, "events/x.md")[0].fields["changes"][index]
        new, lost = added_and_lost(data.split(b"\n"), done.split(b"\n"))
        assert new
        # gone are only lines of the list itself: a flow list, or the note that was there
        assert [] == [line for line in lost if line.strip() and line.strip().decode() not in changes]
        assert len(lost) <= (3 if "|" in changes else 1)
        assert done.startswith(bom)
        assert newline == "\n" or all(line.endswith(b"\r") for line in done.split(b"\n")[:-1])


@given(NOTES)
@settings(deadline=None)
def test_every_note_comes_back_as_it_was_said(note):
    for is_flow in (False, True):
        written = scalar(note, is_flow=is_flow)
        head = f"k: {{note: {written}}}" if is_flow else f"k:\n  note: {written}"
        document, problems = read(f"---\n{head}\n---\n".encode(), "events/x.md")
        assert [] == problems
        assert {"k": {"note": note}} == document.fields


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("events/x.yaml", "title: X\nplace: a\n", "title: X\nchanges:\n  - on: 2027-02-04\nplace: a\n"),
        ("events/x.md", "---\n{title: X}\n---\n", "---\n{title: X, changes: [{on: 2027-02-04}]}\n---\n"),
        (
            "events/x.md",
            "---\nchanges:\n    - {on: 2027-01-07}\n    - on: 2027-01-14\n---\n",
            "---\nchanges:\n    - {on: 2027-01-07}\n    - on: 2027-01-14\n    - on: 2027-02-04\n---\n",
        ),
        (
            "events/x.md",
            "---\nchanges:\n- on: 2027-01-07\n- {on: 2027-01-14}\n---\n",
            "---\nchanges:\n- on: 2027-01-07\n- {on: 2027-01-14}\n- {on: 2027-02-04}\n---\n",
        ),
    ],
)
def test_an_entry_is_added_as_the_file_and_its_last_one_are_written(path, before, after):
    splice = Splice(before.encode(), path)
    splice.add("changes", {"on": "2027-02-04"}, after=("title",))

    assert after == splice.data.decode()


@pytest.mark.parametrize("written", ["# nichts", '"offen'])
def test_what_would_not_say_what_was_meant_is_not_given_back(written, monkeypatch):
    """Whatever is wrong with what we write: an editor's file is as it was."""
    monkeypatch.setattr("litfass.edit.splice.scalar", lambda *_, **__: written)
    splice = Splice(b"---\ntitle: X\n---\nText\n", "events/x.md")
    splice.set((), "note", "Neu")

    with pytest.raises(CannotSplice):
        _ = splice.data


@pytest.mark.parametrize("data", [b"Nur Text\n", b"---\ntitle: X\nText\n", b"---\ntitle: [\n---\n", b""])
def test_a_file_without_a_whole_head_is_left_to_a_person(data):
    with pytest.raises(CannotSplice):
        Splice(data, "events/x.md").set((), "note", "Neu")


def test_a_value_that_is_a_list_is_left_to_a_person():
    splice = Splice(b"---\nchanges: morgen\n---\n", "events/x.md")
    with pytest.raises(CannotSplice):
        splice.add("changes", {"on": "2027-02-04"})

    splice = Splice(b"---\ntitle: X\nplace: [a, b]\n---\n", "events/x.md")

    with pytest.raises(CannotSplice):
        splice.set((), "place", "c")


def test_every_shipped_event_can_be_changed_and_says_so(shipped):
    """Cancel the first coming date of each event there is: only lines are added, and check has nothing against it."""
    here = desk(shipped)
    for event in here.site.events:
        entry = here.entry(event.id)
        coming = [one for one in here.site.programme.dates_of(event) if one.day >= TODAY and one.status == "scheduled"]
        if not coming or event.status != "scheduled":
            continue
        path = shipped / entry.document.path
        before = path.read_bytes().split(b"\n")
        here.cancel(event.id, str(coming[0].on), "Probe: fällt aus")
        added, lost = added_and_lost(before, path.read_bytes().split(b"\n"))
        assert len(lost) <= 1, event.id  # a note that was there
        assert b"cancelled" in b"".join(added)
    errors = [problem.text() for problem in findings(shipped, NOW) if problem.is_error]
    assert [] == errors


# --- cancel and move --------------------------------------------------------------------------------------


def test_a_date_of_a_series_is_cancelled(shipped):
    before = (shipped / "events/sprachcafe.md").read_text(encoding="utf-8").splitlines()
    done = litfass("cancel", "sprachcafe", "2027-03-04", "--note", "Krankheit", "--content", shipped, "--now", NOW)

    assert 0 == done.returncode, done.stderr
    assert "Abgesagt: Sprachcafé, Donnerstag, 4. März 2027" in done.stdout
    added, lost = added_and_lost(before, (shipped / "events/sprachcafe.md").read_text(encoding="utf-8").splitlines())
    assert (["  - on: 2027-03-04", "    status: cancelled", "    note: Krankheit"], []) == (added, lost)


@pytest.mark.slow
def test_the_tasks_take_what_the_handbook_shows(shipped):
    text = (ROOT / "docs/editors/README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    (invoke (?:cancel|move) .*)$", text, re.MULTILINE)
    assert 2 == len(shown)
    for line, place in zip(shown, ("cancelled", "lesestube"), strict=True):
        words = [*shlex.split(line)[1:], "--content", str(shipped), "--now", NOW]
        done = subprocess.run(
            [sys.executable, "-m", "invoke", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert 0 == done.returncode, done.stdout + done.stderr
        assert place in fields(shipped, "events/sprachcafe.md")["changes"][-1].values()


def test_a_date_that_was_changed_already_gets_no_second_entry(shipped):
    desk(shipped).cancel("chorprobe", "Di 16.2.", "Doch nicht")

    changes = fields(shipped, "events/chorprobe.md")["changes"]
    assert 2 == len(changes)
    assert {"on": "2027-02-16", "place": "schulaula", "note": "Doch nicht", "status": "cancelled"} == changes[0]


def test_a_day_on_which_nothing_falls_is_refused_with_the_nearest(shipped):
    before = (shipped / "events/sprachcafe.md").read_bytes()
    with pytest.raises(Refused, match=r"findet „Sprachcafé“ nicht statt.*4\.3\.2027"):
        desk(shipped).cancel("sprachcafe", "2027-03-05", "Krank")

    assert before == (shipped / "events/sprachcafe.md").read_bytes()


def test_a_day_that_was_cancelled_is_not_among_the_nearest(shipped):
    desk(shipped).cancel("sprachcafe", "2027-03-04", "Krank")

    with pytest.raises(Refused) as refused:
        desk(shipped).cancel("sprachcafe", "2027-03-05", "Krank")

    assert "nicht statt" in str(refused.value)
    assert "4.3.2027" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "day", "note", "says"),
    [
        ("sprachcaffee", "", "", "Meinten Sie „sprachcafe“"),
        ("sprachcafe", "", "x", "viele Termine"),
        ("adventskonzert", "2026-12-14", "x", "nicht statt"),
        ("sprachcafe", "Fr 4.3.", "x", "passen Wochentag und Datum nicht"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(shipped, name, day, note, says):
    before = {path: path.read_bytes() for path in (shipped / "events").iterdir()}
    with pytest.raises(Refused, match=re.escape(says)):
        desk(shipped).cancel(name, day, note)

    assert before == {path: path.read_bytes() for path in (shipped / "events").iterdir()}


def test_a_single_event_is_cancelled_in_its_own_keys(shipped):
    desk(shipped).cancel("adventskonzert", "", "Die Heizung ist kaputt")

    found = fields(shipped, "events/adventskonzert.md")
    assert ("cancelled", "Die Heizung ist kaputt") == (found["status"], found["note"])


def test_a_single_event_cancelled_without_a_reason_says_what_the_page_shows(shipped):
    """A single event needs a note; nobody is sent back to write one first."""
    done = litfass("cancel", "adventskonzert", "--content", shipped, "--now", NOW)

    assert 0 == done.returncode, done.stderr
    assert "Auf der Seite steht an diesem Tag: Abgesagt – „Der Termin fällt aus.“" in done.stdout
    assert "Mit --note sagen Sie, warum" in done.stdout
    assert "Der Termin fällt aus." == fields(shipped, "events/adventskonzert.md")["note"]


def test_a_date_cancelled_without_a_reason_has_none(shipped):
    changed = desk(shipped).cancel("sprachcafe", "2027-03-04", "")

    assert "Abgesagt, ohne Grund" in changed.sentence
    assert {"on": "2027-03-04", "status": "cancelled"} == fields(shipped, "events/sprachcafe.md")["changes"][-1]


def test_what_is_cancelled_already_is_said_to_be_and_takes_a_new_reason(shipped):
    desk(shipped).cancel("sprachcafe", "2027-03-04", "Krank")
    before = (shipped / "events/sprachcafe.md").read_bytes()
    for note in ("", "Krank"):
        with pytest.raises(Refused, match=r"4\. März 2027, 16:00 Uhr, ist schon abgesagt"):
            desk(shipped).cancel("sprachcafe", "4.3.", note)
    assert before == (shipped / "events/sprachcafe.md").read_bytes()

    changed = desk(shipped).cancel("sprachcafe", "4.3.", "Wasserschaden")

    assert changed.sentence.startswith("War schon abgesagt: Sprachcafé")
    found = fields(shipped, "events/sprachcafe.md")["changes"][-1]
    assert {"on": "2027-03-04", "status": "cancelled", "note": "Wasserschaden"} == found


def test_a_moved_date_is_found_under_its_new_day_too(shipped):
    changes = len(fields(shipped, "events/sprachcafe.md")["changes"])
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3. 17-18 Uhr", "", "Konferenz")
    moved = desk(shipped).move("sprachcafe", "Fr 12.3.", "Sa 13.3. 11-12 Uhr", "", "")

    assert "Freitag, 12. März 2027, 17:00 Uhr → Samstag, 13. März 2027, 11:00–12:00 Uhr" in moved.sentence
    assert "Die Notiz „Konferenz“ bleibt stehen; eine neue schreiben Sie mit --note." in moved.sentence

    desk(shipped).cancel("sprachcafe", "13.3.", "")

    found = fields(shipped, "events/sprachcafe.md")["changes"]
    assert changes + 1 == len(found)
    expected = {"on": "2027-03-11", "start": "2027-03-13 11:00", "end": "12:00", "status": "cancelled"}
    assert expected | {"previous_start": "2027-03-12 17:00", "note": "Der Termin fällt aus."} == found[-1]


def test_all_days_a_date_was_moved_to_keep_a_hint(shipped):
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3. 17-18 Uhr", "", "Konferenz")
    desk(shipped).move("sprachcafe", "12.3.", "Fr 12.3. 16 Uhr", "", "")
    desk(shipped).move("sprachcafe", "12.3.", "Sa 13.3. 11 Uhr", "", "")
    desk(shipped).move("sprachcafe", "12.3.", "So 14.3. 11 Uhr", "", "")

    last = fields(shipped, "events/sprachcafe.md")["changes"][-1]
    assert ("2027-03-14 11:00", "2027-03-12 16:00 und 2027-03-13 11:00") == (last["start"], last["previous_start"])
    assert [] == wrong_in(shipped, "events/sprachcafe.md")
    traces = [one for one in desk(shipped).site.programme.traces if one.on == date(2027, 3, 11)]
    assert [(3, 11), (3, 12), (3, 13)] == [(one.day.month, one.day.day) for one in traces]
    assert {date(2027, 3, 14)} == {one.moved_to.day for one in traces}

    desk(shipped).move("sprachcafe", "14.3.", "Fr 12.3. 10 Uhr", "", "")
    assert (
        "2027-03-13 11:00 und 2027-03-14 11:00"
        == fields(shipped, "events/sprachcafe.md")["changes"][-1]["previous_start"]
    )

    desk(shipped).move("sprachcafe", "12.3.", "Do 11.3. 16 Uhr", "", "")
    assert "previous_start" not in fields(shipped, "events/sprachcafe.md")["changes"][-1]


def test_all_days_of_a_single_event_keep_a_hint(shipped):
    desk(shipped).move("adventskonzert", "", "So 13.12. 18 Uhr", "", "")
    assert "2026-12-13 17:00" == fields(shipped, "events/adventskonzert.md")["previous_start"]

    desk(shipped).move("adventskonzert", "", "Sa 19.12. 20 Uhr", "", "")
    desk(shipped).move("adventskonzert", "", "So 20.12. 17 Uhr", "", "")

    told = fields(shipped, "events/adventskonzert.md")["previous_start"]
    assert "2026-12-13 17:00 und 2026-12-19 20:00" == told
    assert [] == wrong_in(shipped, "events/adventskonzert.md")


def test_a_single_event_that_was_moved_is_found_under_its_old_day_too(shipped):
    desk(shipped).move("adventskonzert", "", "Sa 19.12. 20 Uhr", "", "")
    changed = desk(shipped).cancel("adventskonzert", "13.12.", "Sturm")

    assert changed.sentence.startswith("Abgesagt: ")
    assert "Samstag, 19. Dezember 2026, 20:00 Uhr" in changed.sentence


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("Do 18.3.", "18. März 2027, 16:00 Uhr: Da findet „Sprachcafé“ ohnehin statt.*cancel sprachcafe 2027-03-11"),
        ("Do 11.3. 16 Uhr", "ist schon auf Donnerstag, 11. März 2027, 16:00 Uhr angesetzt"),
    ],
)
def test_a_date_is_not_moved_onto_one_of_its_series(shipped, to, says):
    before = (shipped / "events/sprachcafe.md").read_bytes()
    with pytest.raises(Refused, match=says):
        desk(shipped).move("sprachcafe", "2027-03-11", to, "", "")

    assert before == (shipped / "events/sprachcafe.md").read_bytes()


def test_a_date_may_be_moved_to_where_a_cancelled_one_was(shipped):
    desk(shipped).cancel("sprachcafe", "2027-03-18", "Krank")
    desk(shipped).move("sprachcafe", "2027-03-11", "Do 18.3.", "", "")
    desk(shipped).move("sprachcafe", "2027-04-15", "Do 22.4. 18 Uhr", "", "")

    assert [] == [one.code for one in findings(shipped, NOW) if one.code == "moved-onto"]


def test_a_date_is_moved_to_another_day_time_and_place(shipped):
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3. 17-18 Uhr", "lesestube", "")

    expected = {"on": "2027-03-11", "start": "2027-03-12 17:00", "end": "18:00", "place": "lesestube"}
    assert expected == fields(shipped, "events/sprachcafe.md")["changes"][-1]
    site = desk(shipped).site
    moved = next(one for one in site.occurrences if one.event.id == "sprachcafe" and one.on == date(2027, 3, 11))
    assert ("2027-03-12T17:00", "2027-03-12T18:00") == (moved.start.isoformat(), moved.end.isoformat())
    assert "lesestube" == moved.place.id


def test_who_names_only_a_day_means_the_hour_that_a_date_has_now(shipped):
    path = shipped / "events/spaet.md"
    path.write_text(
        "---\ntitle: Spät\nstart: 2026-12-03 10:00\nrepeat: donnerstags\nuntil: 2027-03-01\nchanges:\n"
        "  - {on: 2026-12-10, start: 19 Uhr, note: Später}\n---\n",
        encoding="utf-8",
    )

    desk(shipped).move("spaet", "2026-12-10", "11.12.", "", "")
    assert "2026-12-11 19:00" == fields(shipped, "events/spaet.md")["changes"][0]["start"]

    desk(shipped).move("spaet", "2026-12-10", "10.12.", "", "")
    assert "2026-12-10 10:00" == fields(shipped, "events/spaet.md")["changes"][0]["start"]


def test_a_date_is_moved_to_another_time_of_its_day(shipped):
    desk(shipped).move("sprachcafe", "2027-03-11", "18-19 Uhr", "", "")

    expected = {"on": "2027-03-11", "start": "2027-03-11 18:00", "end": "19:00"}
    assert expected == fields(shipped, "events/sprachcafe.md")["changes"][-1]


@pytest.mark.parametrize(("event", "day"), [("adventskonzert", ""), ("sprachcafe", "2027-03-11")])
def test_who_moves_the_start_alone_is_told_when_it_ends(event, day, shipped):
    moved = desk(shipped).move(event, day, "17:30 Uhr", "", "")

    ends = "18:30" if event == "adventskonzert" else "18:00"
    assert f"17:30–{ends} Uhr" in moved.sentence
    site = desk(shipped).site
    one = next(one for one in site.occurrences if one.event.id == event and day in ("", str(one.on)))
    assert ends == f"{one.end.time:%H:%M}"


def test_who_moves_a_date_again_is_not_told_an_end_that_it_has_no_more(shipped):
    """Two hours from 18:00 on, as of a series that ends at 17:00, are two hours from 19:00 on as well."""
    head = "---\ntitle: Spät\nstart: 2026-12-03 15:00\nend: 17:00\nrepeat: donnerstags\nuntil: 2027-03-01\n"
    changes = "changes:\n  - {on: 2026-12-10, start: 18 Uhr}\n---\n"
    (shipped / "events/spaet.md").write_text(head + changes, encoding="utf-8")

    moved = desk(shipped).move("spaet", "2026-12-10", "19 Uhr", "", "")

    assert moved.sentence.endswith("10. Dezember 2026, 19:00 Uhr")
    one = next(one for one in desk(shipped).site.occurrences if one.event.id == "spaet" and one.on.day == 10)
    assert "21:00" == f"{one.end.time:%H:%M}"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("doors: 16:30\n", "Als Einlass steht weiter da: 16:30."),
        ("doors: 16:30\nrepeat: donnerstags\nuntil: 2027-03-01\n", "Als Einlass steht an allen Tagen da: 16:30."),
        ("status: full\nnote: Voll.\n", "ausgebucht ist, steht nicht mehr da"),
        ("status: moved-online\nnote: Glatteis.\n", "nur online stattfindet, steht nicht mehr da"),
    ],
)
def test_who_moves_an_event_is_told_what_else_its_file_says_or_says_no_more(more, says, shipped):
    text = f"---\ntitle: Konzert\nstart: 2026-12-03 17:00\n{more}---\n"
    (shipped / "events/konzert.md").write_text(text, encoding="utf-8")

    assert says in desk(shipped).move("konzert", "3.12.", "Fr 4.12. 19 Uhr", "", "").sentence
    assert says not in desk(shipped).move("konzert", "4.12.", "Fr 4.12. 19 Uhr", "Saal am Bach", "").sentence


def test_a_cancelled_date_that_is_moved_takes_place_after_all(shipped):
    desk(shipped).cancel("sprachcafe", "2027-03-11", "Krank")
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3.", "", "Doch noch")

    expected = {"on": "2027-03-11", "status": "rescheduled", "note": "Doch noch", "start": "2027-03-12 16:00"}
    assert expected == fields(shipped, "events/sprachcafe.md")["changes"][-1]


def test_why_a_date_was_cancelled_is_not_why_it_is_moved(shipped):
    desk(shipped).cancel("sprachcafe", "2027-03-11", "Krank. Weiter geht es am 18. März.")
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3.", "", "")

    assert "Der Termin wurde verlegt." == fields(shipped, "events/sprachcafe.md")["changes"][-1]["note"]


def test_why_a_single_event_was_cancelled_is_not_why_it_is_moved(shipped):
    desk(shipped).cancel("adventskonzert", "", "Die Heizung ist kaputt")
    desk(shipped).move("adventskonzert", "", "Sa 19.12. 20 Uhr", "", "")

    found = fields(shipped, "events/adventskonzert.md")
    assert ("rescheduled", "Der Termin wurde verlegt.") == (found["status"], found["note"])


def test_a_single_event_that_is_moved_keeps_its_length_and_remembers(shipped):
    """17:00 to 18:30 moved to 20:00 would end before it starts, were the end left alone."""
    desk(shipped).move("adventskonzert", "", "Sa 19.12. 20 Uhr", "", "Der Saal war belegt")

    found = fields(shipped, "events/adventskonzert.md")
    assert ("2026-12-19 20:00", "21:30", "rescheduled") == (found["start"], found["end"], found["status"])
    assert ("2026-12-13 17:00", "Der Saal war belegt") == (found["previous_start"], found["note"])
    assert [] == [
        problem.code
        for problem in findings(shipped, NOW)
        if problem.path == "events/adventskonzert.md" and problem.is_error
    ]


def wrong_in(content, path):
    """Codes of what check says of a file, but for what lies in the day it is asked."""
    return [one.code for one in findings(content, NOW) if one.path == path and one.code != "series-ends"]


def test_a_single_event_moved_and_moved_back_is_as_it_was(shipped):
    path = "events/adventskonzert.md"
    before = (shipped / path).read_text(encoding="utf-8").splitlines()
    desk(shipped).move("adventskonzert", "", "Sa 19.12. 20 Uhr", "", "Der Saal war belegt")
    back = desk(shipped).move("adventskonzert", "", "So 13.12. 17 Uhr", "", "")

    assert back.sentence.startswith("Findet doch wie geplant statt: ")
    assert "Sonntag, 13. Dezember 2026, 17:00–18:30 Uhr (war verlegt auf Samstag, 19. Dezember" in back.sentence
    assert "Die alte Notiz „Der Saal war belegt“ steht nicht mehr da." in back.sentence
    added, lost = added_and_lost(before, (shipped / path).read_text(encoding="utf-8").splitlines())
    assert (["status: scheduled", "note: Findet doch wie geplant statt."], []) == (added, lost)
    assert [] == wrong_in(shipped, path)


def test_a_date_of_a_series_moved_back_ends_when_its_series_does(shipped):
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3. 17-18 Uhr", "", "Konferenz")
    desk(shipped).move("sprachcafe", "Fr 12.3.", "Do 11.3. 16 Uhr", "", "")

    expected = {"on": "2027-03-11", "start": "2027-03-11 16:00", "note": "Findet doch wie geplant statt."}
    assert expected == fields(shipped, "events/sprachcafe.md")["changes"][-1]
    assert [] == [one for one in desk(shipped).site.occurrences if one.on == date(2027, 3, 11) and one.end is None]


def test_a_date_moved_back_in_time_but_not_in_place_is_not_as_planned(shipped):
    desk(shipped).move("sprachcafe", "2027-03-11", "17 Uhr", "lesestube", "Der Saal ist belegt.")
    back = desk(shipped).move("sprachcafe", "2027-03-11", "16 Uhr", "", "")

    assert "wie geplant" not in back.sentence
    assert "Die Notiz „Der Saal ist belegt.“ bleibt stehen" in back.sentence
    assert "Der Saal ist belegt." == fields(shipped, "events/sprachcafe.md")["changes"][-1]["note"]


def test_a_date_that_is_moved_twice_does_not_end_before_it_starts(shipped):
    desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3. 17-18 Uhr", "", "Konferenz")
    desk(shipped).move("sprachcafe", "Fr 12.3.", "Fr 12.3. 19 Uhr", "", "")

    assert "20:00" == fields(shipped, "events/sprachcafe.md")["changes"][-1]["end"]
    assert [] == wrong_in(shipped, "events/sprachcafe.md")


@pytest.mark.parametrize(
    ("event", "day", "to", "status"),
    [
        ("sprachcafe", "2027-03-11", "Do 11.3. 16 Uhr", "scheduled"),
        ("sprachcafe", "2027-03-11", "Fr 12.3. 16 Uhr", "rescheduled"),
        ("adventskonzert", "", "So 13.12. 17 Uhr", "scheduled"),
        ("adventskonzert", "", "Sa 19.12. 17 Uhr", "rescheduled"),
    ],
)
def test_who_moves_what_was_cancelled_is_told_that_it_takes_place(shipped, event, day, to, status):
    desk(shipped).cancel(event, day, "Wasserschaden")
    moved = desk(shipped).move(event, day, to, "", "")

    path = f"events/{event}.md"
    assert moved.sentence.startswith("War abgesagt; findet jetzt statt: ")
    assert "Die alte Notiz „Wasserschaden“ steht nicht mehr da." in moved.sentence
    found = fields(shipped, path)
    assert status == (found["changes"][-1] if day else found)["status"]
    assert "Wasserschaden" not in (shipped / path).read_text(encoding="utf-8")
    assert [] == wrong_in(shipped, path)
    assert "previous_start" not in found or status == "rescheduled"


@pytest.mark.parametrize(("to", "status"), [("Do 11.3. 16 Uhr", "scheduled"), ("Fr 12.3. 16 Uhr", "rescheduled")])
def test_one_date_of_a_series_that_is_called_off_as_a_whole_can_take_place(shipped, to, status):
    file = shipped / "events/sprachcafe.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("---\n", "---\nstatus: cancelled\nnote: Wasserschaden\n", 1), encoding="utf-8")
    moved = desk(shipped).move("sprachcafe", "2027-03-11", to, "", "Einmal doch")

    assert moved.sentence.startswith("War abgesagt; findet jetzt statt: ")
    assert status == fields(shipped, "events/sprachcafe.md")["changes"][-1]["status"]
    dates = [one.on for one in desk(shipped).site.occurrences if one.event.id == "sprachcafe" and one.takes_place]
    assert date(2027, 3, 11) in dates


def test_an_event_that_was_moved_can_be_cancelled(shipped):
    desk(shipped).move("adventskonzert", "", "Sa 19.12. 20 Uhr", "", "")
    desk(shipped).cancel("adventskonzert", "", "Sturm")

    assert [] == wrong_in(shipped, "events/adventskonzert.md")


@pytest.mark.parametrize(
    ("event", "day", "to", "expected"),
    [
        ("sprachcafe", "2027-03-11", "16 Uhr", {"on": "2027-03-11", "place": "lesestube"}),
        ("adventskonzert", "", "17 Uhr", {"place": "lesestube", "note": "Neuer Ort: Lesestube Hasenbuck"}),
    ],
)
def test_a_new_place_alone_is_no_move(shipped, event, day, to, expected):
    moved = desk(shipped).move(event, day, to, "lesestube", "")

    assert moved.sentence.startswith(f"Neuer Ort: {desk(shipped).site.find('place', 'lesestube').title} (")
    assert "Verlegt" not in moved.sentence
    found = fields(shipped, f"events/{event}.md")
    if day:
        assert expected == found["changes"][-1]
    else:
        assert "lesestube" == found["place"]
        assert "status" not in found
        assert "previous_start" not in found


def test_another_end_alone_is_no_move(shipped):
    moved = desk(shipped).move("sprachcafe", "2027-03-11", "16-19 Uhr", "", "")

    assert moved.sentence.startswith("Neue Zeit: Sprachcafé, Donnerstag, 11. März 2027, 16:00–19:00 Uhr")
    assert {"on": "2027-03-11", "end": "19:00"} == fields(shipped, "events/sprachcafe.md")["changes"][-1]


def test_an_end_before_the_start_is_asked_about(shipped):
    before = (shipped / "events/sprachcafe.md").read_bytes()
    with pytest.raises(Refused, match=r"liegt das Ende \(16:00\) vor dem Anfang \(17:00\).*nennen Sie beide Tage"):
        desk(shipped).move("sprachcafe", "2027-03-11", "Do 11.3. 17-16 Uhr", "", "")

    assert before == (shipped / "events/sprachcafe.md").read_bytes()


@pytest.mark.parametrize(
    ("head", "key", "left"),
    [
        ("a: 1\nb: 2  # Bemerkung\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nb: |\n  Zwei\n  Zeilen\nc: 3\n", "b", "a: 1\nc: 3\n"),
        ("a: 1\nb: 2\n", "a", "b: 2\n"),
        ("a: 1\nb: 2\n", "b", "a: 1\n"),
        ("a: 1\n", "nie", "a: 1\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_key_is_removed_and_nothing_else(head, key, left, newline):
    for around in ("---\n{}---\nText\n", "---\nk:\n  - {}---\nText\n"):
        where = ("k", 0) if "k:" in around else ()
        inner, rest = (text.replace("\n", "\n    ").rstrip(" ") if where else text for text in (head, left))
        splice = Splice(around.format(inner).replace("\n", newline).encode(), "events/x.md")
        splice.remove(where, key)

        assert around.format(rest).replace("\n", newline).encode() == splice.data


def test_a_key_is_removed_from_a_line_of_them():
    splice = Splice(b"---\nk: [{on: 2027-01-07, end: 17:00, note: X}]\n---\n", "events/x.md")
    splice.remove(("k", 0), "end")
    splice.remove(("k", 0), "on")

    assert b"---\nk: [{note: X}]\n---\n" == splice.data


@pytest.mark.parametrize(
    ("name", "says"),
    [("nikolaus", "Meinten Sie „nikolausbasteln“"), ("Sprachkaffee", "Meinten Sie „sprachcafe“")],
)
def test_the_beginning_of_a_name_is_enough_for_a_guess(shipped, name, says):
    with pytest.raises(Refused, match=says):
        desk(shipped).cancel(name, "", "")


@pytest.mark.parametrize("name", ["SPRACHCAFE", "sprachcafé", "events/sprachcafe.md"])
def test_an_event_is_found_however_its_name_is_spelt(shipped, name):
    assert "sprachcafe" == desk(shipped).entry(name).thing.id


def test_of_events_with_one_title_the_one_is_meant_that_comes_or_is_on_the_day(shipped):
    """Offices have a summer party each year; last year's is not cancelled for this year's."""
    for year in (2025, 2027, 2028):
        text = f"---\ntitle: Sommerfest am Bach\nstart: {year}-07-03 15:00\n---\n"
        (shipped / f"events/bachfest-{year}.md").write_text(text, encoding="utf-8")
    one = desk(shipped)

    with pytest.raises(Refused, match="heißen mehrere Termine: bachfest-2025; bachfest-2027; bachfest-2028"):
        one.cancel("Sommerfest am Bach", "", "")
    assert "events/bachfest-2028.md" == one.cancel("sommerfest am bach", "3.7.2028", "").path
    (shipped / "events/bachfest-2028.md").unlink()
    assert "events/bachfest-2027.md" == desk(shipped).cancel("Sommerfest am Bach", "", "").path


def test_name_of_a_file_goes_before_the_title_of_another_event(shipped):
    text = "---\ntitle: sprachcafe\nstart: 2027-07-03 15:00\n---\n"
    (shipped / "events/a-sprachcafe.md").write_text(text, encoding="utf-8")

    assert "sprachcafe" == desk(shipped).entry("sprachcafe").thing.id


@pytest.mark.parametrize("name", ["content/events/von-verein/lesung.md", "events/von-verein/lesung.md", "lesung"])
def test_event_in_a_folder_of_its_own_is_found_by_its_path(shipped, name):
    (shipped / "events/von-verein").mkdir()
    text = "---\ntitle: Lesung im Garten\nstart: 2027-07-03 15:00\n---\n"
    (shipped / "events/von-verein/lesung.md").write_text(text, encoding="utf-8")

    assert "events/von-verein/lesung.md" == desk(shipped).entry(name).document.path


def test_where_nothing_is_left_no_days_are_named(shipped):
    desk(shipped).cancel("adventskonzert", "", "Sturm")
    with pytest.raises(Refused, match=r"nicht statt\. Weitere Termine hat „.*“ nicht\.$"):
        desk(shipped).move("adventskonzert", "2.12.", "3.12.", "", "")


def test_an_unknown_place_is_refused_and_guessed(shipped):
    with pytest.raises(Refused, match="Meinten Sie „lesestube“"):
        desk(shipped).move("sprachcafe", "2027-03-11", "Fr 12.3.", "lesestub", "")


def test_windows_line_ends_stay(shipped):
    path = shipped / "events/sprachcafe.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    desk(shipped).cancel("sprachcafe", "2027-03-04", "Krank")

    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


# --- new --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_event_is_made_in_a_conversation(shipped):
    """What is not understood is asked again; enter takes what is offered."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "LC_ALL": "C.UTF-8"}
    words = ["-m", "litfass", "new", "event", "--content", str(shipped), "--now", NOW]
    talk = pexpect.spawn(sys.executable, words, env=environment, encoding="utf-8", timeout=60, dimensions=(60, 200))
    talk.expect("Titel.*> ")
    talk.sendline("Suppe: für alle")
    talk.expect("Wann.*> ")
    talk.sendline("Fr 3.12. 15 Uhr")
    talk.expect("passen Wochentag und Datum nicht")
    talk.expect("Wann.*> ")
    talk.sendline("Do 3.12. 15-17 Uhr")
    talk.expect("Verstanden: Donnerstag, 3. Dezember 2026, 15:00–17:00 Uhr")
    talk.expect("Wiederholt.*> ")
    talk.sendline("jeden Donnerstag")
    talk.expect("Letzter Tag der Reihe.*> ")
    talk.sendline("Fr 25.3.")
    talk.expect("passen Wochentag und Datum nicht")
    talk.expect("Letzter Tag der Reihe.*> ")
    talk.sendline("25.3.")
    talk.expect("Verstanden: Donnerstag, 25. März 2027")
    talk.expect(r"In welchen Pausen.*Bekannt: schulferien, feiertage, buero.*\[schulferien, feiertage\] > ")
    talk.sendline("schulfereien")
    talk.expect("Meinten Sie „schulferien“")
    talk.expect("In welchen Pausen.*> ")
    talk.sendline("")
    talk.expect(r"Ort.*Bekannt:.*\[nachbarschaftsbuero\] > ")
    talk.sendline("")
    talk.expect("Geschrieben: .*suppe-fuer-alle.md")
    talk.expect(pexpect.EOF)
    talk.close()

    assert 0 == talk.exitstatus
    expected = {"title": "Suppe: für alle", "start": "2026-12-03 15:00", "end": "17:00", "repeat": "jeden Donnerstag"}
    expected |= {"until": "2027-03-25", "pause": ["schulferien", "feiertage"], "place": "nachbarschaftsbuero"}
    assert expected == fields(shipped, "events/suppe-fuer-alle.md")
    text = (shipped / "events/suppe-fuer-alle.md").read_text(encoding="utf-8")
    assert "# yaml-language-server: $schema=../.schema/events.json\n" in text
    assert (shipped / "events/../.schema/events.json").is_file()


@pytest.mark.slow
def test_a_conversation_that_ends_early_leaves_nothing(shipped):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "LC_ALL": "C.UTF-8"}
    before = sorted(shipped.rglob("*"))
    words = ["-m", "litfass", "new", "news", "--content", str(shipped), "--now", NOW]
    talk = pexpect.spawn(sys.executable, words, env=environment, encoding="utf-8", timeout=60)
    talk.expect("Titel.*> ")
    talk.sendcontrol("d")
    talk.expect("Es wurde nichts geschrieben")
    talk.expect(pexpect.EOF)
    talk.close()

    assert 1 == talk.exitstatus
    assert before == sorted(shipped.rglob("*"))


MORE = {
    "event": ["--when", "3.12. 15-17 Uhr", "--topics", "kultur, gruen"],
    "news": ["--summary", "Ein Satz."],
    "project": [],
    "actor": ["--kind", "association", "--email", "post@beispiel.example"],
    "place": ["--street", "Musterweg 3", "--postcode", "01067", "--city", "Musterstadt"],
    "participation": ["--kind", "fund", "--deadlines", "28.02., 30.09."],
    "page": [],
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_every_kind_is_made_without_questions_and_is_right(shipped, kind):
    done = litfass("new", kind, "--title", "Ganz neu", *MORE[kind], "--content", shipped, "--now", NOW)

    assert 0 == done.returncode, done.stdout + done.stderr
    stem = "2026-11-24-ganz-neu" if kind == "news" else "ganz-neu"
    path = shipped / FOLDERS[kind] / f"{stem}.md"
    assert path.is_file()
    assert "Noch zu klären" not in done.stdout


@pytest.mark.slow
def test_a_series_is_made_by_a_task_in_one_line(shipped):
    """Whoever writes all answers is asked nothing; a machine that names no pause gets none."""
    words = ["new", "event", "--title", "Suppe", "--when", "3.12. 15-17 Uhr", "--repeat", "jeden Donnerstag"]
    words += ["--until", "31. Juli", "--pause", "Schulferien in Bayern, feiertage", "--place", "lesestube"]
    done = subprocess.run(
        [sys.executable, "-m", "invoke", *words, "--content", str(shipped), "--now", NOW],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )

    assert 0 == done.returncode, done.stdout + done.stderr
    found = fields(shipped, "events/suppe.md")
    assert ("2027-07-31", ["schulferien", "feiertage"]) == (found["until"], found["pause"])


@pytest.mark.parametrize(
    ("said", "stem"), [("1.12.2026", "2026-12-01-neu"), ("Do 19. November", "2026-11-19-neu"), ("gestern", "")]
)
def test_the_day_of_news_is_read_as_people_say_it_and_no_other_word_becomes_a_name(said, stem, shipped):
    before = {path.stem for path in shipped.glob("news/*")}

    done = litfass("new", "news", "--title", "Neu", "--date", said, "--content", shipped, "--now", NOW)

    assert {stem} - {""} == {path.stem for path in shipped.glob("news/*")} - before
    assert bool(stem) == (done.returncode == 0)
    assert stem or "„gestern“ ist kein Tag" in done.stderr


@pytest.mark.parametrize("kind", ["actor", "Akteur", "organisation"])
def test_a_german_word_is_taken_for_ours(kind, shipped):
    done = litfass("new", kind, "--title", "Chor Süd", "--kind", "Verein", "--content", shipped, "--now", NOW)

    assert 0 == done.returncode
    assert "\nkind: association\n" in (shipped / "actors/chor-sued.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_nothing_is_overwritten(shipped):
    before = (shipped / "events/sprachcafe.md").read_bytes()
    done = litfass("new", "event", "--title", "Sprachcafé", "--when", "3.12.", "--content", shipped, "--now", NOW)

    assert 1 == done.returncode
    assert "gibt es schon" in done.stderr
    assert before == (shipped / "events/sprachcafe.md").read_bytes()


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_every_remark_counts_once_its_sign_is_gone(kind):
    said = {
        "title": "Ein Versuch",
        "status": "idea",
        "kind": "association",
        "date": "2026-11-24",
        "start": "2026-12-03",
    }
    said |= {"street": "Weg 1", "wheelchair": "yes"}
    if kind == "participation":
        said["kind"] = "fund"
    wanted = {"event": {"start"}, "project": {"status"}, "actor": {"kind"}, "participation": {"kind"}, "news": {"date"}}
    keys = {"title"} | wanted.get(kind, {"street", "wheelchair"} if kind == "place" else set())
    text = Draft(kind, {key: value for key, value in said.items() if key in keys}, "").as_file("Mehr:")
    used = re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE)
    if kind == "event":
        used = used.replace("free: yes\n", "")  # or a price

    document, problems = read(used.encode(), Draft(kind, said, "").path)

    assert [] == problems
    assert [] == [problem.text() for problem in validate(document)[1]]
    assert len(document.fields) > 2


def test_every_sentence_is_said_somewhere_in_both_languages_with_the_same_values():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins/litfass").rglob("*.py"))
    for name, texts in catalogue().items():
        assert f'"{name}"' in code or re.fullmatch(r"count-[\w-]+|was-\w+-now-on|\w+-days-none", name), name
        assert {"de", "en"} == set(texts), name
        assert set(re.findall(r"\{\w+\}", texts["de"])) == set(re.findall(r"\{\w+\}", texts["en"])), name
