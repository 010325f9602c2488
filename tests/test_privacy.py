"""Names of persons who did not agree: in no file of any output, whatever kind of file it is and wherever they were written."""

import email
import email.policy
import shutil

import icalendar
import pypdf
import pytest
from PIL import Image

from .conftest import NOW, TESTS, build, commit, litfass, settings_in
from .rendered import linked, site_on, write

SECRET = "Gundula Geheimnisvoll"
# where a name needs a consent, or may not stand at all
PLACES = {
    "actors/geheim.md": f"title: Geheim\nkind: association\ncontacts: [{{name: {SECRET}, role: Vorsitz}}]",
    "projects/geheimprojekt.md": f"title: Geheim\nstatus: idea\ncontact: {{name: {SECRET}, role: Leitung}}",
    "projects/zeitung.md": f"title: Zeitung\nstatus: idea\nperiodical: {{frequency: oft, editor: {{name: {SECRET}}}}}",
    "participation/geheimtopf.md": f"title: Geheim\nkind: fund\nfunded: [{{applicant: {SECRET}, purpose: Fest}}]",
    "pages/geheime-seite.md": f"title: Geheim\npress: {{contact: {{name: {SECRET}, role: Presse}}}}",
}
# what nobody may see yet, or never was meant to be read
AGREED = f"{{name: {SECRET}, role: Leitung, consent: yes}}"
HIDDEN = {
    "actors/gruppe.md": f"title: Entwurf {SECRET}\ndraft: yes\nkind: association\ncontacts: [{AGREED}]",
    "projects/vorhaben.md": f"title: Entwurf {SECRET}\ndraft: yes\nstatus: running\ncontact: {AGREED}",
    "events/abend.md": f"title: Entwurf {SECRET}\ndraft: yes\nstart: 2026-12-03 15:00",
    "participation/topf-neu.md": f"title: {SECRET}\ndraft: yes\nkind: fund\nyear: 2026\nbudget: 10.000",
    "places/hof.md": f"title: {SECRET}\ndraft: yes\nwheelchair: yes\naddress: {{street: S 1, postcode: 01067, city: M}}",
    "news/2026-11-20-notiz.md": f"title: Nachricht {SECRET}\ndraft: yes",
    "news/2026-11-25-morgen.md": f"title: Morgen {SECRET}",
    "events/frei.md": f"title: Tanz\nstart: 2026-12-08 19:00\n# gefragt hat {SECRET}\nfree: yes # {SECRET} wollte es so",
}


def everything(content, output):
    """A mail, the site, a report, an archive and a sheet of a folder, all below one folder; what the commands said."""
    conf = ("--conf", TESTS / "strictconf.py")
    days = ("--from", "2026-12-02", "--to", "2026-12-20")
    return [
        litfass("newsletter", *days, "--content", content, "--now", NOW, "--output", output / "mail"),
        build(content, output / "site"),
        litfass("report", "--year", "2026", *conf, "--content", content, "--now", NOW, "--output", output / "report"),
        litfass("freeze", *conf, "--content", content, "--now", NOW, "--output", output / "archive"),
        litfass(
            *("print", "--what", "project", "--project", "garten"),
            *("--content", content, "--now", NOW, "--output", output / "print"),
        ),
    ]


@pytest.mark.slow
def test_a_name_without_consent_is_in_no_file_of_any_output(content, tmp_path):
    """Each place where a name may be written, built as while writing, where a broken file is left out."""
    for path, head in PLACES.items():
        write(content, path, head)
    output = tmp_path / "output"
    conf = settings_in(tmp_path, 'LITFASS_ON_PROBLEM = "report"')

    done = build(content, output, "--conf", conf)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert [] == [path for path in PLACES if path not in done.stdout]
    assert [] == leaks(output, SECRET.split())
    assert len(list(output.rglob("*"))) > 100


@pytest.mark.slow
def test_the_same_names_stop_every_command_that_makes_something(content, tmp_path):
    for path, head in PLACES.items():
        write(content, path, head)

    for done in everything(content, tmp_path / "output"):
        assert 1 == done.returncode, done.args
        assert SECRET not in done.stdout + done.stderr
    assert [] == [path for path in (tmp_path / "output").rglob("*") if path.is_file()]


@pytest.mark.slow
def test_what_is_not_meant_to_be_read_is_in_no_file_of_any_output(content, tmp_path):
    """Drafts, news of tomorrow, remarks in a file, and who took a picture; site, mail, report, archive and sheets."""
    for path, head in HIDDEN.items():
        write(content, path, head, f"<!-- {SECRET} war dabei -->\n\nGuten Tag.")
    with Image.open(content / "images/garten.jpg") as image:
        exif = image.getexif()
        exif[0x013B] = SECRET  # Artist
        image.save(content / "images/garten.jpg", exif=exif, comment=SECRET.encode())
    commit(content)
    output = tmp_path / "output"

    done = everything(content, output)

    assert [0] * 5 == [one.returncode for one in done], "".join(one.stdout + one.stderr for one in done)
    assert [] == leaks(output, SECRET.split())
    kinds = {path.suffix for path in output.rglob("*") if path.is_file()}
    assert {".html", ".xml", ".ics", ".json", ".csv", ".pdf", ".svg", ".jpg", ".webp", ".eml", ".txt"} <= kinds


def leaks(output, words):
    """Files in which one of some words stands, as text or packed away in a document."""
    found = [path for path in sorted(output.rglob("*")) if path.is_file() and any(word in read(path) for word in words)]
    return [str(path.relative_to(output)) for path in found]


def read(path):
    """All that can be read in a file: of a calendar without folds, of a mail each part, of a sheet its text."""
    data = path.read_bytes()
    text = data.decode("utf-8", "ignore")
    if path.suffix == ".pdf" and path.parent.name != "dokumente":  # an editor's own file is published as it is
        sheet = pypdf.PdfReader(path)
        return text + " ".join([*(page.extract_text() for page in sheet.pages), *map(str, sheet.metadata.values())])
    if path.suffix == ".ics":
        return icalendar.Calendar.from_ical(data).to_ical().decode().replace("\r\n ", "")
    if path.suffix == ".eml":
        mail = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        parts = [part.decode("utf-8", "ignore") if isinstance(part, bytes) else part for part in parts]
        return " ".join([*map(str, mail.values()), *parts])
    return text


@pytest.mark.slow
def test_leaks_are_found_in_every_kind_of_file_where_there_are_some(content, tmp_path):
    """The tests above can fail: a name that may be seen is found wherever it stands, also where lines are folded."""
    write(content, "actors/offene.md", f"title: Offen\nkind: association\ncontacts: [{AGREED}]")
    head = f"title: Lange Vorrede über den Tanz im Hof mit {SECRET}\nstart: 2026-12-08 19:00\nproject: garten"
    write(content, "events/offen.md", head)
    write(content, "news/2026-11-20-offen.md", f"title: Neues von {SECRET}\nabout: [garten]")

    done = everything(content, tmp_path / "output")
    found = leaks(tmp_path / "output", [SECRET.split()[1]])

    assert [0] * 5 == [one.returncode for one in done], "".join(one.stdout + one.stderr for one in done)
    assert {".html", ".xml", ".ics", ".json", ".csv", ".pdf", ".eml", ".txt"} == {
        "." + one.rpartition(".")[2] for one in found
    }
    for one in ("site/akteure/offen/index.html", "report/bericht/2026/bericht-2026.pdf", "mail/newsletter-2026-02.eml"):
        assert one in found


@pytest.mark.parametrize("name", ["Frau Beispiel", "Herr Dr. Öhm", "Frau Şahin", "Herrn Čermák", "Fr. Иванова"])
def test_words_that_address_a_person_are_doubted(content, name):
    write(content, "participation/beirat.md", f"title: Beirat\nkind: committee\nmembers: [{{actor: {name}}}]")

    assert "perhaps-a-person" in linked(content)[1]


@pytest.mark.parametrize(
    "head",
    [
        "kind: committee\nmembers: [{actor: Hausverein, role: Vorsitz Frau Beispiel}]",
        "kind: committee\ncontact: Frau Beispiel im Büro",
        "kind: committee\norganizer: Büro von Frau Beispiel",
        "kind: fund\ndecided_by: Jury um Frau Beispiel",
        "kind: fund\nfunded: [{applicant: Privatperson, purpose: Hochbeet von Frau Beispiel}]",
        "kind: fund\nlending: [{title: Zelt, contact: bei Frau Beispiel}]",
    ],
)
def test_a_person_is_doubted_wherever_nobody_asks_for_a_consent(content, head):
    write(content, "participation/neu.md", f"title: Neu\n{head}")

    assert "perhaps-a-person" in linked(content)[1]


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("events/neu.md", "start: 2026-12-01\norganizer: Frau Beispiel"),
        ("events/neu.md", "start: 2026-12-01\npartners: [hausverein, Herr Beispiel]"),
        ("projects/neu.md", "status: running\ngoal: Mehr Grün.\ncarrier: [Familie und Herr Beispiel]"),
        ("projects/neu.md", "status: running\ngoal: Mehr Grün.\npartners: [Frau Beispiel]"),
        ("actors/neu.md", "kind: initiative\ncarrier: Frau Beispiel"),
        (
            "places/neu.md",
            "address: {street: Weg 1, postcode: 01067, city: Musterstadt}\nwheelchair: unknown\nowner: Herr Beispiel",
        ),
    ],
)
def test_a_person_in_place_of_an_actor_is_doubted(content, path, head):
    write(content, path, f"title: Neu\n{head}")

    assert "perhaps-a-person" in linked(content)[1]


@pytest.mark.parametrize("group", ["Frau und Beruf", "Verein Frau im Quartier", "Herr des Hauses"])
def test_words_that_address_nobody_are_a_group(content, group):
    write(content, "participation/beirat.md", f"title: Beirat\nkind: committee\nmembers: [{{actor: {group}}}]")

    assert "perhaps-a-person" not in linked(content)[1]


def test_a_copy_of_the_sample_is_what_the_shipped_content_is(content):
    """No name stands in the shipped content but those of persons who are marked as having agreed."""
    shutil.rmtree(content)
    site = site_on(TESTS.parent / "content")
    named = {person.name for actor in site.actors for person in actor.contacts if person.name}
    named |= {project.contact.name for project in site.projects if project.contact and project.contact.name}

    assert all(person.consent for actor in site.actors for person in actor.contacts if person.name)
    assert {"Erika Mustermann", "Max Beispiel", "Aylin Muster"} <= named
