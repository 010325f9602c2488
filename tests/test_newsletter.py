"""The newsletter: a mail that Python's own parser and html5lib read, and an archive that says what was sent."""

import email
import email.policy
import re
import shutil
from datetime import date
from io import BytesIO

import html5lib
import pytest
import yaml
from litfass.check import findings
from litfass.mail.message import message
from litfass.mail.newsletter import draft, line
from PIL import Image

from .conftest import NOW, TESTS, build, litfass
from .rendered import main_text, page, site_on, words_of, write

DAYS = ("--from", "2026-12-01", "--to", "2026-12-31", "--now", NOW)
HTML_LIMIT = 100_000


@pytest.fixture
def issue(content, tmp_path):
    """The issue of December, written anew: the command's answer, the content, and the folder of mail and texts."""
    shutil.rmtree(content / "newsletters")
    info = content / "site.yaml"
    info.write_text(
        info.read_text(encoding="utf-8") + "newsletter: {unsubscribe: aus@musterviertel.example}\n", encoding="utf-8"
    )
    output = tmp_path / "mail"
    return litfass("newsletter", *DAYS, "--content", content, "--output", output), content, output


def mail_of(output):
    return email.message_from_bytes((output / "newsletter-2026-01.eml").read_bytes(), policy=email.policy.default)


@pytest.mark.slow
def test_mail_is_read_by_pythons_email_and_html5lib(issue):
    done, _, output = issue
    assert 0 == done.returncode, done.stderr

    mail = mail_of(output)
    plain, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)

    assert [] == mail.defects + [defect for part in mail.walk() for defect in part.defects]
    assert "multipart/alternative" == mail.get_content_type()
    assert ["text/plain", "multipart/related"] == [part.get_content_type() for part in mail.iter_parts()]
    assert [] == parser.errors
    assert len(html.encode()) < HTML_LIMIT
    assert "Büro am Musterplatz" in str(mail["From"])
    assert "buero@musterviertel.example" == mail["From"].addresses[0].addr_spec
    assert "2026-11-24T10:00:00+01:00" == mail["Date"].datetime.isoformat()
    assert "<newsletter-2026-01@musterviertel.example>" == mail["Message-ID"]
    assert "<mailto:aus@musterviertel.example>" == mail["List-Unsubscribe"]
    for text in (plain, "".join(tree.itertext())):
        assert "Erika Mustermann, Musterplatz 1, 01067 Musterstadt" in text
        assert "aus@musterviertel.example" in text
    assert not [node for node in tree.iter() if node.tag in {"script", "style", "link", "form"}]


@pytest.mark.parametrize("address", ["buero@musterviertel.example", ""])
def test_a_mail_has_one_sender_whatever_the_office_is_called_and_none_without_an_address(content, address):
    info = content / "site.yaml"
    text = info.read_text(encoding="utf-8").replace("name: Büro am Musterplatz", "name: Büro am Platz, e. V.", 1)
    info.write_text(re.sub(r"(?m)^  email: .*\n", f"  email: {address}\n" if address else "", text), encoding="utf-8")
    site = site_on(content)

    data = message(site, words_of(site), site.newsletters[0], "<p>Guten Tag</p>", {})

    senders = email.message_from_bytes(data, policy=email.policy.default)["From"]
    found = [(one.display_name, one.addr_spec) for one in senders.addresses] if senders else []
    assert found == ([("Büro am Platz, e. V.", address)] if address else [])


@pytest.mark.slow
def test_pictures_are_small_inside_and_named_by_the_html(issue):
    _, _, output = issue
    mail = mail_of(output)
    parts = {part["Content-ID"].strip("<>"): part.get_content() for part in mail.walk() if part["Content-ID"]}
    wanted = re.findall(r'src="([^"]+)"', mail.get_body(("html",)).get_content())

    assert wanted == [f"cid:{key}" for key in parts] != []
    for data in parts.values():
        picture = Image.open(BytesIO(data))
        assert picture.width <= 480
        assert not picture.getexif()
        assert len(data) < 40_000


@pytest.mark.slow
def test_every_date_of_the_days_is_in_mail_paper_and_messenger(issue):
    _, content, output = issue
    written = yaml.safe_load((content / "newsletters/2026-01.yaml").read_text(encoding="utf-8"))
    plain = " ".join(mail_of(output).get_body(("plain",)).get_content().split())
    paper = (output / "newsletter-2026-01-zeitung.txt").read_text(encoding="utf-8")
    messenger = (output / "newsletter-2026-01-messenger.txt").read_text(encoding="utf-8")

    assert written["dates"]
    for entry in written["dates"]:
        assert re.match(r"(Mo|Di|Mi|Do|Fr|Sa|So)\.,\s\d{1,2}\.12\.", entry["text"])
        assert " ".join(entry["text"].split()) in plain
        assert entry["text"] in paper.splitlines()
        assert entry["text"].split(": ", 1)[1] in messenger
    assert f"*{written['dates'][0]['text'].split(': ')[0]}:*" in messenger
    assert "https://musterviertel.example/newsletter/2026-01/" in messenger


@pytest.mark.slow
def test_the_same_issue_gives_the_same_bytes_and_keeps_what_was_edited(issue):
    _, content, output = issue
    path = content / "newsletters/2026-01.yaml"
    before = (output / "newsletter-2026-01.eml").read_bytes()

    again = litfass("newsletter", *DAYS, "--content", content, "--output", output, PYTHONHASHSEED="5", TZ="Asia/Tokyo")
    same = (output / "newsletter-2026-01.eml").read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("Guten Tag!", "Hallo Nachbarn!"), encoding="utf-8")
    litfass("newsletter", *DAYS, "--content", content, "--output", output)

    assert 0 == again.returncode, again.stderr
    assert before == same
    assert "Hallo Nachbarn!" in mail_of(output).get_body(("plain",)).get_content()
    assert "Hallo Nachbarn!" in path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("key", ["draft: yes", "date: 2026-12-01"])
def test_an_issue_that_is_to_be_seen_later_is_sent_as_it_was_edited_and_none_is_made_beside_it(issue, key):
    _, content, output = issue
    path = content / "newsletters/2026-01.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(key[:5])]
    path.write_text("\n".join([*lines, key, ""]).replace("Guten Tag!", "Hallo Nachbarn!"), encoding="utf-8")

    done = litfass("newsletter", *DAYS, "--content", content, "--output", output)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert [path] == [*path.parent.iterdir()]
    assert "Hallo Nachbarn!" in mail_of(output).get_body(("plain",)).get_content()


def test_what_comes_every_week_is_one_entry_and_what_is_otherwise_that_week_stands_with_the_dates(content):
    moved = "{on: 2026-12-29, start: 2027-01-06 20:00}"
    changes = f"changes:\n  - {{on: 2026-12-08, status: cancelled, note: Krank}}\n  - {moved}"
    weekly = "repeat: jeden Dienstag\nuntil: 2027-01-26\nplace: laden"
    write(content, "events/chor.md", f"title: Chor\nstart: 2026-12-01 19:00\n{weekly}\n{changes}")
    write(
        content, "events/turnen.md", "title: Turnen\nstart: 2026-12-01 9:00\nrepeat: jeden Dienstag\nuntil: 2026-12-08"
    )
    write(content, "events/markt.md", "title: Markt\nstart: 2026-12-05\nend: 2026-12-06")
    site = site_on(content)

    made = draft(site, words_of(site), date(2026, 12, 1), date(2026, 12, 31), 1)

    ours = tuple(f"events/{name}" for name in ("chor", "turnen", "markt"))
    dates = [one for one in made["dates"] if one["about"].startswith(ours)]
    assert [
        ("events/turnen@2026-12-01", "Di., 1.12., ab 9 Uhr: Turnen"),
        ("events/markt", "Sa., 5.12. – So., 6.12.: Markt"),
        ("events/turnen@2026-12-08", "Di., 8.12., ab 9 Uhr: Turnen"),
        ("events/chor@2026-12-08", "Di., 8.12., ab 19 Uhr: Abgesagt: Chor, Laden am Musterplatz (Krank)"),
        ("events/chor@2026-12-29", "Di., 29.12.: verlegt auf Mi., 6.1., 20 Uhr: Chor, Laden am Musterplatz"),
    ] == [(one["about"], one["text"].replace("\N{NO-BREAK SPACE}", " ")) for one in dates]
    assert ["events/chor"] == [one["about"] for one in made["regular"]]


def test_news_that_came_out_on_the_day_of_an_issue_are_in_one_of_the_two(content):
    """What this issue told is told; what came out after it was written waits for the next one, unless it is over by then.

    What calls off a date stands with the date.
    """
    issue = content / "newsletters/2026-01.yaml"
    issue.write_text(re.sub(r"(?m)^date: .*", "date: 2026-11-20", issue.read_text(encoding="utf-8")), encoding="utf-8")
    write(content, "news/2026-11-20-abends.md", "title: Am Abend", "Danach.")
    write(content, "news/2026-11-21-vorbei.md", "title: Vorbei\nexpires: 2026-11-22", "Nur zwei Tage.")
    about = "about: [sprachcafe@2026-12-17]"
    write(content, "news/2026-11-21-abgesagt.md", f"title: Fällt aus\ncategory: cancellation\n{about}", "Krank.")
    site = site_on(content)

    made = draft(site, words_of(site), date(2027, 1, 1), date(2027, 1, 31), 1)

    assert ["news/2026-11-20-abends"] == [one["about"] for one in made["news"]]


def test_file_of_another_issue_with_that_number_in_its_name_stays(content, tmp_path):
    """Editors may count otherwise than their files are named."""
    (content / "newsletters/2026-01.yaml").rename(content / "newsletters/2026-02.yaml")
    other = content / "newsletters/2026-02.yaml"
    before = other.read_text(encoding="utf-8")
    days = ("--from", "2026-10-01", "--to", "2026-10-31", "--now", NOW)

    done = litfass("newsletter", *days, "--content", content, "--output", tmp_path / "mail")

    assert 0 == done.returncode, done.stderr + done.stdout
    assert before == other.read_text(encoding="utf-8")
    assert "number: 3" in (content / "newsletters/2026-03.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_issue_is_published_from_its_file_and_content_stays_sound(issue, tmp_path):
    _, content, _ = issue

    assert 0 == build(content, tmp_path / "output").returncode
    assert (tmp_path / "output/newsletter/2026-01/index.html").is_file()


def test_archive_says_what_was_sent_and_escapes_it(golden_site):
    text = (golden_site / "newsletter/2026-01/index.html").read_text(encoding="utf-8")
    tree = html5lib.parse(text, namespaceHTMLElements=False)

    assert "Café & <b>Größe</b> für alle." in "".join(tree.itertext())
    assert ["/aktuelles/2026/neues-beet/"] == [node.get("href") for node in tree.iter("a") if node.text == "Neues Beet"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Do., 10.12.: Abgesagt: Sprachcafé, Laden", ("Do., 10.12.", "Abgesagt: ", "Sprachcafé", ", Laden")),
        ("Do., 10.12.: Wir trinken Kaffee", ("Do., 10.12.", "", "Wir trinken Kaffee", "")),
        ("Sprachcafé: Kommen Sie", ("", "", "Sprachcafé", ": Kommen Sie")),
        ("Kommen Sie", ("", "", "Kommen Sie", "")),
    ],
)
def test_the_title_in_an_entry_leads_to_its_page(content, text, pieces):
    """Or all words where the editor says it otherwise."""
    path = content / "newsletters/2026-01.yaml"
    path.write_text(path.read_text().replace("Do., 10.12., 15–17 Uhr: Sprachcafé, Laden", text), encoding="utf-8")

    assert pieces == site_on(content).newsletters[0].dates[0].pieces


def test_the_own_title_of_a_date_leads_to_its_page(content):
    event = content / "events/sprachcafe.md"
    event.write_text(event.read_text().replace("note: Krankheit}", "title: Advent im Café}"), encoding="utf-8")
    path = content / "newsletters/2026-01.yaml"
    path.write_text(path.read_text().replace("Sprachcafé, Laden", "Abgesagt: Advent im Café, Laden"), encoding="utf-8")

    pieces = site_on(content).newsletters[0].dates[0].pieces

    assert ("Do., 10.12., 15–17 Uhr", "Abgesagt: ", "Advent im Café", ", Laden") == pieces


def test_in_another_language_nothing_is_called_off_twice(content):
    """The entry says it in the language in which it was sent."""
    path = content / "newsletters/2026-01.yaml"
    path.write_text(path.read_text().replace("Sprachcafé, Laden", "Abgesagt: Sprachcafé, Laden"), encoding="utf-8")
    site = site_on(content).in_language("tr")

    shown = main_text(page(site, "tr/newsletter/2026-01/"))

    assert "Abgesagt: Sprachcafé" in shown
    assert words_of(site).label("cancelled", "event status") not in shown
    assert "Bu sayfa henüz çevrilmedi" in shown


def test_archive_in_another_language_says_in_which_the_words_are(golden_site):
    text = (golden_site / "tr/newsletter/2026-01/index.html").read_text(encoding="utf-8")
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    said = {(node.text or "").strip(): node.get("lang") for node in tree.iter() if node.tag in {"h1", "p", "span"}}

    assert "de" == said["Was im Dezember los ist"]
    assert "de" == said["Im ganzen Dezember Glühwein"]
    assert ["de"] == [language for words, language in said.items() if words.startswith("Guten Tag,")]


@pytest.mark.slow
def test_archive_tells_what_was_called_off_since(content, tmp_path):
    path = content / "events/sprachcafe.md"
    text = path.read_text(encoding="utf-8")
    head, changes, rest = text.partition("changes:\n")
    path.write_text(f"{head}{changes}  - {{on: 2026-12-17, status: cancelled, note: Krank}}\n{rest}", encoding="utf-8")
    issue = content / "newsletters/2026-01.yaml"
    issue.write_text(issue.read_text(encoding="utf-8").replace("@2026-12-10", "@2026-12-17"), encoding="utf-8")

    done = build(content, tmp_path / "output")

    assert 0 == done.returncode, done.stdout
    page = (tmp_path / "output/newsletter/2026-01/index.html").read_text(encoding="utf-8")
    assert "Abgesagt" in page
    assert "Do., 10.12., 15–\N{WORD JOINER}17\N{NO-BREAK SPACE}Uhr" in page


def test_a_moved_date_says_in_its_line_which_day_it_has_left(content):
    site = site_on(content)
    dates = {one.id: line(words_of(site), one).replace("\N{NO-BREAK SPACE}", " ") for one in site.programme.upcoming}

    said = "Fr., 4.12., 16–17 Uhr: Verlegt (statt Do., 3.12., 15 Uhr): Sprachcafé, Laden am Musterplatz (Ausnahmsweise am Freitag)"
    assert said == dates["sprachcafe@2026-12-03"]
    assert "statt" not in dates["sprachcafe@2026-12-10"]


@pytest.mark.slow
def test_wrong_day_is_the_callers_mistake(content):
    done = litfass("newsletter", "--from", "1.12.", "--to", "2026-12-31", "--content", content)

    assert 2 == done.returncode
    assert "„1.12.“ ist kein Tag. Schreiben Sie ihn mit Jahr: 2026-12-03 oder 3.12.2026." in done.stderr
    assert (TESTS / "site/newsletters/2026-01.yaml").is_file()


def test_days_that_run_backwards_write_nothing(content, tmp_path):
    before = sorted(content.rglob("*"))

    done = litfass(
        *("newsletter", "--from", "2027-12-01", "--to", "2026-12-31", "--content", content, "--now", NOW),
        *("--output", tmp_path / "out"),
    )

    assert 2 == done.returncode
    assert "--to (2026-12-31) liegt vor --from (2027-12-01)" in done.stdout + done.stderr
    assert before == sorted(content.rglob("*"))
    assert not (tmp_path / "out").exists()


def test_an_issue_whose_days_run_backwards_is_told_with_its_own_keys(content):
    path = content / "newsletters/2026-01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("to: 2026-12-31", "to: 2026-11-01"), encoding="utf-8")

    assert ["ends-first"] == [one.code for one in findings(content, NOW) if one.is_error]
