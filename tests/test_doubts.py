"""What check asks beyond errors: texts, Git's memory, the web; and in which forms it answers."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litfass.calendar.names import ENGLISH_DAYS, ENGLISH_MONTHS, GERMAN_DAYS, GERMAN_MONTHS
from litfass.calendar.spoken import spoken_days
from litfass.check import findings
from litfass.doubts.outside import Asker, outside
from litfass.link.meant import Names
from litfass.problems import Problem
from litfass.problems.annotate import FORMATS
from litfass.read import read_content

from .conftest import NOW, ROOT, TESTS, commit, litfass


def codes_of(content, path=None):
    return [one.code for one in findings(content, NOW) if path is None or one.path == path]


def write(content, name, body, head="start: 2027-03-04"):
    (content / name).write_text(f"---\ntitle: Versuch {name[-4]}\n{head}\n---\n{body}\n", encoding="utf-8")


# --- texts ------------------------------------------------------------------------------------------------


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_right_weekday_is_read_in_every_spelling(day):
    number, year, short = day.day, day.year, GERMAN_DAYS[day.weekday()][:2].capitalize()
    german, english = GERMAN_DAYS[day.weekday()].capitalize(), ENGLISH_DAYS[day.weekday()].capitalize()
    month, month_en = GERMAN_MONTHS[day.month - 1].capitalize(), ENGLISH_MONTHS[day.month - 1].capitalize()
    spellings = [
        f"Am {german}, {number}. {month} {year} ist Fest.",
        f"Am {german}, den {number:02}.{day.month:02}.{year}, ist Fest.",
        f"{short} {number}.{day.month}.{year}",
        f"{short}., {number}. {month[:3]}. {year}" if month != "Mai" else f"{short}., {number}. Mai {year}",
        f"On {english}, {number} {month_en} {year} we meet.",
        f"On {english}, {month_en} {number}, {year} we meet.",
        f"{english[:3]} {year}-{day.month:02}-{number:02}",
    ]
    for text in spellings:
        found = list(spoken_days(text))
        assert [(day.weekday(), day)] == [(one.weekday, one.in_year(1)) for one in found], text


@pytest.mark.parametrize(
    "text",
    [
        "Das kostet 3.50 € und 12.000 Euro.",
        "Telefon 0911 0000-120",
        "von 10.30 bis 11.45 Uhr",
        "Kapitel 3.1.2 der Satzung",
        "Im Mai 2027 fangen wir an.",
    ],
)
def test_what_is_no_day_is_read_as_none(text):
    assert [] == list(spoken_days(text))


def test_year_that_was_not_said_is_the_one_near_the_events_date(content):
    write(content, "events/a.md", "Am Donnerstag, 4. März.")
    write(content, "events/b.md", "Am Freitag, 4. März.", head="start: 2027-03-04\nslug: b")

    assert [] == codes_of(content, "events/a.md")
    assert ["weekday-wrong"] == codes_of(content, "events/b.md")


def test_page_without_a_date_is_right_when_any_near_year_fits(content):
    """4 March is a Tuesday in 2025, a Wednesday in 2026, a Thursday in 2027."""
    write(content, "pages/a.md", "Am Mittwoch, 4. März.", head="slug: a")
    write(content, "pages/b.md", "Am Sonntag, 4. März.", head="slug: b")

    assert [] == codes_of(content, "pages/a.md")
    assert ["weekday-wrong"] == codes_of(content, "pages/b.md")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Kommen Sie morgen vorbei.", True),
        ("Wir sehen uns nächste Woche.", True),
        ("Am kommenden Dienstag ist Sitzung.", True),
        ("See you next Monday.", True),
        ("Am Morgen ist das Büro zu.", False),
        ("Die Stadt von morgen planen wir heute.", False),
        ("Jeden letzten Dienstag im Monat.", False),
        ("Am nächsten Tag war alles aufgeräumt.", False),
    ],
)
def test_words_that_are_true_for_a_short_time(content, text, doubt):
    write(content, "events/a.md", text)

    assert ["soon-no-more"] * doubt == codes_of(content, "events/a.md")


def cures(content, path):
    return [one.cure() for one in findings(content, NOW) if one.path == path]


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("Wir sehen uns morgen.", ": „am Samstag, 21. November“"),
        ("Wir sehen uns übermorgen.", ": „am Sonntag, 22. November“"),
        ("Heute Abend gibt es Suppe.", ": „am Freitag, 20. November“"),
        ("Nächsten Freitag gibt es Suppe.", ": „am Freitag, 27. November“"),
        ("Nächste Woche gibt es Suppe.", ""),
    ],
)
def test_what_news_call_tomorrow_is_counted_from_their_day(content, text, example):
    write(content, "news/2026-11-20-a.md", text, head="")

    assert [f"Schreiben Sie das Datum{example}."] == cures(content, "news/2026-11-20-a.md")


@pytest.mark.parametrize(
    ("head", "text", "told"),
    [
        ("", "Sperrfrist: 1.12., 10 Uhr", "2026-12-01"),
        ("category: press", "**Embargo until 1 December 2026**", "2026-12-01"),
        ("", "Bitte die Sperrfrist beachten.", "2026-11-25"),
        ("summary: Sperrfrist 1.12.2026", "Der Hof wird ein Garten.", "2026-12-01"),
        ("", "Sperrfrist: 23.11.2026", ""),
        ("date: 2026-12-01", "Sperrfrist: 1.12.2026", ""),
        ("date: 2026-09-01", "Bitte die Sperrfrist beachten.", ""),
        ("", "Ohne Sperrfrist, keine Sperrfrist, und das Embargo der Staaten.", ""),
    ],
)
def test_news_that_are_public_already_keep_no_embargo(content, head, text, told):
    (content / "news/2026-11-20-hof.md").write_text(f"---\ntitle: Hof\n{head}\n---\n{text}\n", encoding="utf-8")
    found = [one for one in findings(content, NOW) if one.code == "public-at-once"]

    assert [told] * bool(told) == [str(one.values["day"]) for one in found]


def test_what_an_event_calls_tomorrow_is_its_day_and_a_page_has_none(content):
    write(content, "events/a.md", "Morgen kommt morgen.")
    write(content, "pages/b.md", "Wir sind übermorgen zu.", head="slug: b")

    assert ["Schreiben Sie das Datum: „am Donnerstag, 4. März“."] == cures(content, "events/a.md")
    assert ["Schreiben Sie das Datum."] == cures(content, "pages/b.md")


SERIES = "start: 2027-03-04\nrepeat: jeden Donnerstag\nuntil: 2027-07-29"


@pytest.mark.parametrize("text", ["Wer fehlt, kommt nächste Woche.", "Morgen? Nein, übermorgen.", "Heute um 15 Uhr."])
def test_nobody_knows_from_which_date_of_a_series_tomorrow_is_counted(content, text):
    write(content, "events/a.md", text, SERIES)

    assert ["soon-no-more"] == codes_of(content, "events/a.md")


def test_what_is_said_of_one_date_of_a_series_names_its_day(content):
    changes = "changes:\n  - {on: 2027-03-11, status: cancelled, note: Heute krank}"
    write(content, "events/a.md", "Kaffee.", f"{SERIES}\n{changes}")

    assert ["Schreiben Sie das Datum: „am Donnerstag, 11. März“."] == cures(content, "events/a.md")


def test_a_translation_of_a_note_speaks_of_its_day_too(content):
    changes = [f"  - {{on: 2027-03-{day}, note: Fenster}}" for day in (11, 18)]
    write(content, "events/a.md", "Kaffee.", "\n".join([SERIES, "changes:", *changes]))
    (content / "events/a.en.md").write_text("---\nchanges:\n  - {on: 2027-03-18, note: Windows tomorrow}\n---\n")

    assert "Schreiben Sie das Datum: „am Donnerstag, 18. März“." in cures(content, "events/a.en.md")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Am Donnerstag, 5. Februar, in der Aula.", True),  # so in 2026, when it had not begun
        ("Am Freitag, 5. Februar, in der Aula.", False),
        ("Anmeldung bis Sonntag, 30. August.", False),
        ("Anmeldung bis Samstag, 30. August.", True),  # so in 2025
    ],
)
def test_a_day_without_a_year_in_a_series_is_of_the_years_it_runs(content, text, doubt):
    write(content, "events/a.md", text, "start: 2026-09-17\nrepeat: jeden Donnerstag\nuntil: 2027-07-01")

    assert ["weekday-wrong"] * doubt == codes_of(content, "events/a.md")


def test_a_weekday_in_a_note_is_of_its_dates_year(content):
    """5 February is a Thursday in 2026 and a Saturday in 2028."""
    changes = "changes:\n  - {on: 2028-02-03, note: 'Weiter geht es am Donnerstag, 5. Februar.'}"
    write(
        content, "events/a.md", "Kaffee.", f"start: 2026-01-01\nrepeat: jeden Donnerstag\nuntil: 2028-07-27\n{changes}"
    )

    assert ["weekday-wrong"] == codes_of(content, "events/a.md")


def test_sentences_of_easy_language_are_counted_one_by_one(content):
    body = "# Eine Überschrift ohne Punkt\n\n- Erster Punkt der Liste\n- Zweiter Punkt z. B. mit Abkürzung\n\n"
    write(content, "pages/a.md", body + "Kurz. " * 20, head="language: de-simple\nslug: a")

    assert [] == codes_of(content, "pages/a.md")


def test_shipped_content_has_no_doubt(tmp_path):
    copy = shutil.copytree(ROOT / "content", tmp_path / "content")  # what Git remembers of it is another matter

    assert [] == [problem.text() for problem in findings(copy, NOW)]


def test_shipped_content_names_many_weekdays_and_all_are_checked():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "content").rglob("*.md")]

    assert 20 < sum(one.weekday is not None for text in texts for one in spoken_days(text))


# --- words that stand for themselves ----------------------------------------------------------------------

NAMES = {
    "laden": "Laden am Musterplatz",
    "lesestube": "Lesestube Musterstraße",
    "turnhalle-1": "Turnhalle 1",
    "sporthalle-west": "Sporthalle West",
    "buero": "Nachbarschaftsbüro",
}


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("Lesestube", "lesestube"),
        ("Lese-Stube", "lesestube"),
        ("Lesestueb", "lesestube"),
        ("Lesestube Musterviertel", "lesestube"),
        ("Laden am Musterplaz", "laden"),
        ("Nachbarschaftsbuero", "buero"),
        # these mean themselves
        ("Vor dem Laden", ""),
        ("Lesestube, 2. Stock", ""),
        ("Turnhalle 2", ""),
        ("Sporthalle Ost", ""),
        ("Halden", ""),
        ("Musterviertel", ""),
        ("Спортзал", ""),
    ],
)
def test_words_are_taken_for_a_name_only_when_they_are_nearly_one(written, id_):
    names = Names("Musterviertel")
    for known, title in NAMES.items():
        names.add(known, title)

    assert id_ == names.meant(written)


@pytest.mark.parametrize(
    ("alt", "is_doubt"),
    [("garten.jpg", True), ("Garten", True), ("Foto 2", True), ("IMG_2041", True), ("Bild vom Garten", False)],
)
def test_description_must_say_what_can_be_seen(alt, is_doubt, content):
    write(
        content, "events/a.md", "Text.", head=f"start: 2027-03-04\nimage: {{file: garten.jpg, credit: B, alt: {alt}}}"
    )

    assert is_doubt == ("alt-says-nothing" in codes_of(content, "events/a.md"))


def test_title_of_a_place_means_the_place(content):
    write(content, "events/a.md", "Text.", head="start: 2027-03-04\nplace: Laden am Musterplatz")

    assert [] == codes_of(content, "events/a.md")


def test_title_of_two_places_means_the_one_that_may_be_seen(content):
    draft = (content / "places/laden.md").read_text().replace("\n---\n", "\nslug: alt\ndraft: yes\n---\n", 1)
    (content / "places/alter-laden.md").write_text(draft)
    write(content, "events/a.md", "Text.", head="start: 2027-03-04\nplace: Laden am Musterplatz")

    assert [] == codes_of(content, "events/a.md")


# --- Git --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("start: 2026-01-10 15:00", ["new-and-over"]),
        ("start: 2026-11-23 15:00", ["new-and-over"]),
        ("start: 2026-11-24 09:00", []),
        ("start: 2026-11-20\nend: 2026-11-28", []),
        ("start: 2026-01-06 15:00\nrepeat: dienstags\nuntil: 2026-03-31", ["new-and-over"]),
        ("start: 2026-01-06 15:00\nrepeat: dienstags\nuntil: 2027-03-30", []),
        ("start: 2026-01-10 15:00\nsource: {title: Kalender}", []),
    ],
)
def test_a_new_event_that_is_over_is_asked_about(content, head, codes):
    commit(content)
    (content / "events/neu.md").write_text(f"---\ntitle: Neu\n{head}\n---\n", encoding="utf-8")

    assert codes == [one for one in codes_of(content, "events/neu.md") if one == "new-and-over"]


def test_an_event_that_became_over_is_not_asked_about(content):
    (content / "events/neu.md").write_text("---\ntitle: Neu\nstart: 2026-01-10\n---\n", encoding="utf-8")
    commit(content)

    assert "new-and-over" not in codes_of(content, "events/neu.md")


@pytest.mark.parametrize(
    ("head", "about", "is_doubt"),
    [
        ("start: 2026-12-01 15:00", "[kurs]", True),
        ("start: 2026-12-01 15:00", "[kurs, garten]", True),
        ("start: 2026-12-01 15:00", "[kurs@2026-12-01]", False),
        ("start: 2026-12-01 15:00\nstatus: cancelled\nnote: Leider.", "[kurs]", False),
        ("start: 2026-11-24 08:00\nend: 09:00", "[kurs]", False),
        ("start: 2026-10-06 15:00\nrepeat: dienstags", "[kurs]", True),
        ("start: 2026-10-06 15:00\nrepeat: dienstags", "[kurs, kurs@2026-12-01]", False),
        # what was called off in November and has long gone on is not asked about for ever
        ("start: 2026-11-21 15:00\nrepeat: samstags", "[kurs]", False),
        ("repeat_text: nach Absprache", "[kurs]", False),
    ],
)
def test_a_cancellation_in_the_news_that_cancels_nothing_is_asked_about(content, head, about, is_doubt):
    (content / "events/kurs.md").write_text(f"---\ntitle: Kurs\n{head}\n---\n", encoding="utf-8")
    news = f"---\ntitle: Kurs fällt aus\ncategory: cancellation\nabout: {about}\n---\n"
    (content / "news/2026-11-21-absage.md").write_text(news, encoding="utf-8")

    assert is_doubt == ("still-on" in codes_of(content, "news/2026-11-21-absage.md"))


def test_without_git_there_is_no_doubt_and_no_fault(content, monkeypatch):
    commit(content)
    (content / "events/sommerfest.md").unlink()
    monkeypatch.setenv("PATH", "")

    assert "event-deleted" not in codes_of(content)


def test_renamed_address_with_formerly_is_no_doubt(content):
    commit(content)
    path = content / "actors/hausverein.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("^title:.*", "title: Anders\nformerly: [musterverein-haus-hof]", text, flags=re.MULTILINE))

    assert "address-gone" not in codes_of(content)


def test_renamed_file_with_another_title_is_the_same_event(content):
    commit(content)
    text = (content / "events/sommerfest.md").read_text(encoding="utf-8")
    (content / "events/sommerfest.md").unlink()
    (content / "events/fest.md").write_text(re.sub("^title:.*", "title: Fest", text, flags=re.MULTILINE))
    commit(content, "2026-11-21T10:00+01:00")

    assert [] == codes_of(content, "events/sommerfest.md")
    assert ["address-gone", "id-gone"] == sorted(codes_of(content, "events/fest.md"))


def test_renamed_file_with_its_id_is_no_doubt(content):
    commit(content)
    text = (content / "events/sommerfest.md").read_text(encoding="utf-8")
    (content / "events/sommerfest.md").unlink()
    (content / "events/fest.md").write_text(text.replace("---\n", "---\nid: sommerfest\n", 1))

    assert [] == codes_of(content, "events/fest.md") + codes_of(content, "events/sommerfest.md")


def test_topic_with_its_old_id_is_no_doubt(content):
    commit(content)
    path = content / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: alle,", "id: jede, formerly: [alle],"))

    assert [] == [code for code in codes_of(content) if code in ("choice-gone", "no-such-choice", "no-such-id")]


def make_own_site(content):
    path = content / "site.yaml"
    text = (
        path.read_text(encoding="utf-8").replace("demo: yes\n", "").replace("id_host: musterviertel", "id_host: anders")
    )
    path.write_text(text.replace("  - {id: alle, label: Alle}\n", ""), encoding="utf-8")
    (content / "events/sommerfest.md").unlink()


def test_sample_that_becomes_a_site_of_its_own_was_never_published(content):
    commit(content, is_sample=True)
    make_own_site(content)
    asked = {"host-gone", "choice-gone", "event-deleted", "address-gone"}
    assert not asked & set(codes_of(content))

    commit(content, "2026-11-21T10:00+01:00")
    assert not asked & set(codes_of(content))


def test_what_a_site_of_its_own_loses_is_told_after_the_sample_too(content):
    commit(content, is_sample=True)
    make_own_site(content)
    commit(content, "2026-11-21T10:00+01:00")
    (content / "events/vorlesen.md").unlink()
    commit(content, "2026-11-22T10:00+01:00")

    assert ["event-deleted"] == codes_of(content, "events/vorlesen.md")


def test_new_address_with_the_old_id_host_is_no_doubt(content):
    path = content / "site.yaml"
    text = path.read_text(encoding="utf-8").replace("id_host: musterviertel.example\n", "")
    path.write_text(text, encoding="utf-8")
    commit(content)
    moved = text.replace("https://musterviertel.example", "https://anderswo.example")
    path.write_text(moved, encoding="utf-8")
    assert "host-gone" in codes_of(content, "site.yaml")

    path.write_text(moved + "id_host: musterviertel.example\n", encoding="utf-8")
    assert "host-gone" not in codes_of(content, "site.yaml")


def test_link_to_a_renamed_file_is_told_its_new_name(content):
    text = (content / "events/sommerfest.md").read_text(encoding="utf-8")
    (content / "events/sommerfest.md").unlink()
    (content / "events/fest.md").write_text(text.replace("---\n", "---\nid: sommerfest\n", 1))
    write(content, "events/neu.md", "[Fest](sommerfest.md)", head="start: 2027-03-04")

    [found] = [one for one in findings(content, NOW) if one.path == "events/neu.md"]
    assert ("dead-link", "fest.md") == (found.code, found.values["guess"])


def test_deleted_event_has_no_heir_in_another_with_the_same_text(content):
    write(content, "events/eins.md", "Wir gehen los.", head="start: 2027-03-04")
    write(content, "events/zwei.md", "Wir gehen los.", head="start: 2027-04-04")
    commit(content)
    (content / "events/eins.md").unlink()

    assert ["event-deleted"] == codes_of(content, "events/eins.md")
    assert "id-gone" not in codes_of(content)


@pytest.mark.parametrize(("added", "code"), [("2026-12-22", "event-deleted"), ("2026-11-10", "address-gone")])
def test_a_series_that_is_deleted_before_a_day_added_to_it_is_told(content, added, code):
    rule = "start: 2026-10-06\nrepeat: dienstags\nuntil: 2026-11-17"
    write(content, "events/eins.md", "Wir gehen los.", head=f"{rule}\nalso: [{added}]")
    commit(content)
    (content / "events/eins.md").unlink()

    assert [code] == codes_of(content, "events/eins.md")


def test_what_was_deleted_and_committed_is_still_told(content):
    commit(content)
    (content / "events/sommerfest.md").unlink()
    commit(content, "2026-11-21T10:00+01:00")
    write(content, "events/neu.md", "Neu.")
    commit(content, "2026-11-22T10:00+01:00")

    assert ["event-deleted"] == codes_of(content, "events/sommerfest.md")


def test_what_was_deleted_long_ago_is_forgotten(content):
    commit(content, "2026-01-02T10:00+01:00")
    (content / "events/sommerfest.md").unlink()
    commit(content, "2026-01-03T10:00+01:00")

    assert [] == codes_of(content, "events/sommerfest.md")


def test_deleted_draft_was_never_published(content):
    write(content, "events/plan.md", "Plan.", head="start: 2027-03-04\ndraft: yes")
    commit(content)
    (content / "events/plan.md").unlink()

    assert [] == codes_of(content, "events/plan.md")


def test_translation_saved_with_its_original_is_up_to_date(content):
    (content / "events/vorlesen.tr.md").write_text("---\ntitle: Okuma\n---\n", encoding="utf-8")
    commit(content)
    for name in ("events/vorlesen.md", "events/vorlesen.tr.md"):
        with (content / name).open("a", encoding="utf-8") as file:
            file.write("\nNeu.\n")

    assert "translation-behind" not in codes_of(content)
    commit(content, "2026-11-21T10:00+01:00")
    assert "translation-behind" not in codes_of(content)


@pytest.mark.parametrize(
    ("name", "before", "after", "behind"),
    [
        ("site.yaml", "hours:\n    - Mo-Do 9:00-16:00", "hours:\n    - Mo-Do 9:00-17:00", []),
        ("site.yaml", 'label: Grün & Klima, colour: "#4a7035"', 'label: Grün & Klima, colour: "#2d4f8a"', []),
        ("site.yaml", "id: gruen,", "id: natur, formerly: [gruen],", []),
        ("site.yaml", "label: Grün & Klima", "label: Grün und Wasser", ["site.tr.yaml"]),
        ("site.yaml", "audiences:\n", "audiences:\n  - {id: neue, label: Neue}\n", ["site.tr.yaml"]),
        ("events/sprachcafe.md", "15:00", "15:30", []),
        ("events/sprachcafe.md", "\n---\n", "\nprice: 3 €\n---\n", []),
        ("events/sprachcafe.md", "\n---\n", "\nrain: Im Saal\n---\n", ["events/sprachcafe.tr.md"]),
        ("events/sprachcafe.md", "\n---\n", "\n---\nNeu: mit Tee.\n", ["events/sprachcafe.tr.md"]),
    ],
)
def test_translation_is_left_behind_by_words_not_by_what_all_languages_share(content, name, before, after, behind):
    commit(content)
    text = (content / name).read_text(encoding="utf-8")
    assert before in text
    (content / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    told = [one.path for one in findings(content, NOW) if one.code == "translation-behind"]
    commit(content, "2026-11-21T10:00+01:00")
    later = [one.path for one in findings(content, NOW) if one.code == "translation-behind"]

    assert (behind, behind) == (told, later)


def test_translation_that_says_a_price_is_left_behind_by_another(content):
    for name in ("vorlesen.md", "vorlesen.tr.md"):
        head = "start: 2027-03-04 15:00" if name == "vorlesen.md" else "room: Salon"
        write(content, f"events/{name}", "Metin.", head=f"{head}\nprice: 3 €")
    commit(content)
    write(content, "events/vorlesen.md", "Metin.", head="start: 2027-03-04 15:00\nprice: 4 €")

    assert "translation-behind" in codes_of(content, "events/vorlesen.tr.md")


# --- the web ----------------------------------------------------------------------------------------------


class Host(BaseHTTPRequestHandler):
    """Answers by path; notes what it was asked."""

    asked: list[tuple[str, str]]

    def answer(self):
        type(self).asked.append((self.command, self.path))
        status = {"/weg": 404, "/nur-get": 405, "/kaputt": 500}.get(self.path, 200)
        self.send_response(200 if self.path == "/nur-get" and self.command == "GET" else status)
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 - http.server's names

    def log_message(self, *_):
        """Keep quiet."""


@pytest.fixture
def host():
    Host.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def outside_of(content, tmp_path, **more):
    material, _ = read_content(content)
    return outside(material, Asker(tmp_path / "links.json", pause_seconds=0, allows_local=True, **more))


def test_only_a_link_that_is_certainly_gone_is_told(content, tmp_path, host):
    links = "\n".join(f"[Ziel {name}]({host}/{name})" for name in ("da", "weg", "nur-get", "kaputt"))
    write(content, "events/a.md", f"\n{links}", head=f"start: 2027-03-04\nurl: {host}/weg")

    found = outside_of(content, tmp_path)

    assert [("events/a.md", 4, "url"), ("events/a.md", 8, "")] == sorted((one.path, one.line, one.key) for one in found)
    assert {"dead-outside-link"} == {one.code for one in found}
    assert "404" in found[0].what("de")
    assert ("GET", "/nur-get") in Host.asked
    assert ("GET", "/da") not in Host.asked


def test_answers_are_kept_for_days(content, tmp_path, host):
    write(content, "events/a.md", f"[Ziel]({host}/da)")
    outside_of(content, tmp_path)
    outside_of(content, tmp_path)

    assert 1 == Host.asked.count(("HEAD", "/da"))
    (tmp_path / "links.json").write_text("kaputt")
    outside_of(content, tmp_path)
    assert 2 == Host.asked.count(("HEAD", "/da"))


def test_an_old_answer_is_asked_for_again(tmp_path, host):
    asker = Asker(tmp_path / "links.json", allows_local=True)

    assert {f"{host}/da": 200} == asker.states([f"{host}/da#oben"], now=0)
    asker.states([f"{host}/da"], now=86_400 * 6)
    assert 1 == len(Host.asked)
    asker.states([f"{host}/da"], now=86_400 * 8)
    assert 2 == len(Host.asked)


@pytest.mark.parametrize("answer", [b"Guten Tag\r\n\r\n", b"HTTP/1.1 9x OK\r\n\r\n", b""])
def test_server_that_answers_with_anything_is_no_dead_link(answer):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk():
            for _ in range(2):
                with contextlib.suppress(OSError), listening.accept()[0] as line:
                    line.recv(10_000)
                    line.sendall(answer)

        threading.Thread(target=talk, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/da"

        assert {url: -1} == Asker(None, allows_local=True).states([url])


@pytest.mark.parametrize("url", ["https://[::1/da", "https://a b.example/", "https://x.example:99999999/"])
def test_address_that_cannot_be_read_is_not_asked(url):
    assert {url: -1} == Asker(None).states([url])


def test_a_text_cannot_make_the_machine_ask_its_own_network(host):
    assert {f"{host}/weg": -1} == Asker(None).states([f"{host}/weg"])
    assert [] == Host.asked


# --- forms ------------------------------------------------------------------------------------------------

PROBLEMS = [
    Problem("events/a,b:c.md", 3, "start", "bad-day", {"value": "50% mehr\n::error::x"}),
    Problem("events/b.md", 1, "", "no-credit"),
]


def test_json_holds_everything_once():
    found = json.loads(FORMATS["json"](PROBLEMS * 2, "de", "content/"))

    assert (1, 1, 2) == (found["errors"], found["doubts"], len(found["problems"]))
    assert {"path", "line", "key", "code", "level", "what", "cure"} == set(found["problems"][0])
    assert "content/events/a,b:c.md" == found["problems"][0]["path"]


def test_github_gets_one_command_a_line_and_no_other():
    lines = FORMATS["github"](PROBLEMS, "de", "content/").splitlines()

    assert 2 == len(lines)
    assert lines[0].startswith("::error file=content/events/a%2Cb%3Ac.md,line=3,title=bad-day::start: ")
    assert "50%25 mehr" in lines[0]
    assert lines[1].startswith("::warning file=content/events/b.md,line=1,title=no-credit::")
    assert 1 == sum("::error" in line for line in lines)


def test_errors_come_first_then_what_one_changed_and_translations_are_one_line(content):
    """In Git a doubt of old, two translations left behind, and a doubt and an error in what is being written."""
    write(content, "events/alt.md", "Bis [hier](../pages/presse.md).")
    for name in ("vorlesen", "kino"):
        (content / f"events/{name}.tr.md").write_text("---\ntitle: Okuma\n---\nMetin.\n")
    commit(content)
    for name in ("vorlesen", "kino"):
        path = content / f"events/{name}.md"
        path.write_text(path.read_text() + "\nNeu: mit Tee.\n")
    commit(content)
    write(content, "events/neu.md", "Bis [hier](../pages/presse.md).", head="start: 2027-03-05")
    write(content, "events/zz.md", "Text.", head="strat: 2027-03-05")
    write(content, "pages/wir.md", "Wir treffen uns nächste Woche.", head="topics: [fest]")

    done = litfass("check", "--content", content, "--now", NOW)
    paths = re.findall(rf"^{content}/([^:]*):\d+", done.stdout, re.MULTILINE)
    told = json.loads(litfass("check", "--content", content, "--now", NOW, "--format", "json").stdout)["problems"]

    assert "events/zz.md" == paths[0]
    assert paths.index("events/neu.md") < paths.index("pages/wir.md") < paths.index("events/alt.md")
    assert "2 Übersetzungen sind vielleicht älter als ihr Original" in done.stdout
    assert not [path for path in paths if path.endswith(".tr.md")]
    assert 2 == len([one for one in told if one["code"] == "translation-behind"])
    listed = litfass("translations", "--content", content, "--now", NOW).stdout
    assert 2 == listed.count("das Original wurde danach geändert")


def test_gitlab_gets_what_its_report_must_have():
    found = json.loads(FORMATS["gitlab"](PROBLEMS, "en", "content/"))

    assert ["major", "minor"] == [one["severity"] for one in found]
    assert {"path": "content/events/b.md", "lines": {"begin": 1}} == found[1]["location"]
    assert 2 == len({one["fingerprint"] for one in found})
    moved = [Problem(one.path, one.line + 5, one.key, one.code, one.values) for one in PROBLEMS]
    again = json.loads(FORMATS["gitlab"](moved, "en", "content/"))
    assert [one["fingerprint"] for one in found] == [one["fingerprint"] for one in again]


def test_nothing_wrong_is_said_in_every_form():
    said = {form: write([], "de", "content/") for form, write in FORMATS.items()}

    assert ("Alles in Ordnung: kein Fehler, kein Hinweis.", "") == (said["text"], said["github"])
    assert {"errors": 0, "doubts": 0, "problems": []} == json.loads(said["json"])
    assert [] == json.loads(said["gitlab"])


@pytest.mark.slow
def test_check_prints_the_form_asked_for():
    done = litfass("check", "--content", TESTS / "site", "--now", NOW, "--format", "json", "--language", "en")

    assert 0 == done.returncode, done.stderr
    assert "appears on" in json.loads(done.stdout)["problems"][0]["what"]


@pytest.mark.slow
def test_check_loads_nothing_it_does_not_need():
    """Half of a second is what a check of a small site takes; each of these would add to it."""
    heavy = {"pelican", "jinja2", "typst", "feedgen", "icalendar", "holidays.countries.france", "urllib.request"}
    code = (
        "import sys; from litfass.__main__ import main; "
        f"main(['check', '--content', 'tests/site', '--now', {NOW!r}, '--format', 'json']); "
        f"print('loaded:', sorted(set({sorted(heavy)!r}) & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "loaded: []" in done.stdout, done.stdout[-300:] + done.stderr
