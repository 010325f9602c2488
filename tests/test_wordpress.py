"""The export of a WordPress site becomes news: what everybody could read comes, at its address, and nothing else."""

import re
import shutil
from pathlib import Path

import pytest
from litfass.__main__ import main
from litfass.check import findings
from litfass.imports.clean import from_html
from litfass.imports.older_sites.media import Media
from litfass.imports.older_sites.wordpress_text import as_html, paragraphs
from litfass.parse import read
from PIL import Image

from .conftest import NOW, TESTS, build

HOST = "https://www.musterviertel.example"
PICTURES = {
    "2019/05/fest.jpg": (1200, 800),
    "2019/05/fest-300x200.jpg": (300, 200),
    "2019/05/plakat-800x600.jpg": (800, 600),  # was given under this name
    "2019/05/plakat.jpg": (80, 60),
    "2019/05/gross.jpg": (3000, 2000),
    "2019/05/gross-scaled.jpg": (2560, 1707),
    "2020/03/beet.jpg": (1600, 1067),
    "2020/03/unbeschrieben.jpg": (800, 600),
}
HEAD = (TESTS / "wordpress/export.xml").read_text(encoding="utf-8").partition("<item>")[0]


def run(export, content, *more):
    return main(["import-wordpress", str(export), *more, "--content", str(content), "--now", NOW])


def news(content, name):
    document, _ = read((content / "news" / name).read_bytes(), f"news/{name}")
    return document.fields, document.body.strip()


def errors(content):
    return [problem for problem in findings(content, NOW) if problem.is_error]


def put_pictures(folder):
    for number, (name, size) in enumerate(PICTURES.items()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, (number * 30, 90, 90)).save(folder / name)
    shutil.copy(next((TESTS / "site/documents").glob("*.pdf")), folder / "2020/03/Gartenordnung.pdf")


@pytest.fixture
def export(tmp_path):
    """A small office's export, with its pictures beside it."""
    put_pictures(tmp_path / "alt/uploads")
    return Path(shutil.copy(TESTS / "wordpress/export.xml", tmp_path / "alt"))


def one_post(tmp_path, body, post_id=1, link=f"{HOST}/2020/05/fest/"):
    """An export of a single post."""
    said = {"wp:post_date": "2020-05-03 10:00:00", "wp:status": "publish", "wp:post_type": "post"}
    rest = "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in said.items())
    item = (
        f"<item><title>Fest</title><link>{link}</link><content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<wp:post_id>{post_id}</wp:post_id>{rest}</item>"
    )
    path = tmp_path / "alt/einer.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{HEAD}{item}</channel></rss>", encoding="utf-8")
    return path


def written(body):
    """A text of WordPress as Markdown."""
    return from_html(as_html(body, Media(Path("/nowhere"), {}, frozenset({"musterviertel.example"})), []), HOST)


def test_posts_become_news_at_their_addresses(export, content, capsys):
    assert 0 == run(export, content)

    fields, body = news(content, "2019-05-04-sommerfest-am-bach.md")
    assert "Sommerfest am Bach & Flohmarkt" == fields["title"]
    assert "Wir feiern mit allen am Bach – kommen Sie vorbei." == fields["summary"]
    assert ["/2019/05/sommerfest-am-bach/"] == fields["formerly"]
    assert ["fest", "gruen"] == sorted(fields["topics"])
    assert {"file": "plakat-800x600.jpg", "alt": "Plakat mit Hase & Luftballon"} == fields["image"]
    assert body.startswith("![Lange Tafel unter Wimpeln](../images/fest.jpg)\n\nSo war es *letztes* Jahr\n\nAm Samstag")
    assert "Das gibt es:\n\n- Waffeln und Kaffee\n- Musik von 15 bis 18 Uhr\n\n### So kommen Sie hin\n\nMit" in body
    assert "„Bachstraße“,  \ndann fünf Minuten" in body
    assert (
        "im [Beitrag über den Garten](2020-03-10-der-neue-garten.md) und auf der [Kontaktseite](../pages/kontakt.md)."
        in body
    )
    assert "> Ein Fest für alle.\n>\n> So soll es sein." in body
    assert body.endswith("Anmelden können Sie sich hier:\n\n\\[gallery\\] und \\[sic\\] bleiben stehen.")
    assert ["/2021/06/straßenfest/"] == news(content, "2021-06-01-strassenfest.md")[0]["formerly"]
    said = capsys.readouterr().out
    assert "10 neu." in said
    assert "ohne, was nur die alte Seite konnte: [contact-form-7]" in said
    assert "ohne, was nur die alte Seite konnte: [vc_row], [vc_column]" in said
    assert "„tribe_events“: 1" in said
    assert "nav_menu_item" not in said
    assert [] == errors(content)


def test_blocks_come_with_pictures_and_documents(export, content, capsys):
    run(export, content)

    fields, body = news(content, "2020-03-10-der-neue-garten.md")
    assert "image" not in fields
    assert (
        "einen [Nachbarn des Sommerfests](2019-05-04-sommerfest-am-bach.md): den Garten  \nam Bach.\n\n"
        "![Hochbeet mit Salat](../images/beet.jpg)\n\n*Das erste Beet*\n\n## Wer darf gärtnern?\n\n"
        "1. Nachbarinnen und *Nachbarn*\n1. Schulklassen\n    - mit Aufsicht\n\n> Endlich Tomaten."
    ) in body
    assert "[Gartenordnung](../documents/gartenordnung.pdf)\n\n<https://video.example/watch?v=abc>\n\n" in body
    assert "<https://karte.example/embed?x=1>" in body
    assert "[Mitmachen](<mailto:garten@musterviertel.example>)" in body
    assert not re.search(r"alert|Herunterladen|Foto ohne Beschreibung|unbeschrieben|<!--", body)
    assert (content / "documents/gartenordnung.pdf").is_file()
    said = capsys.readouterr().out
    assert "wp:latest-posts" in said
    assert "ohne das Bild /uploads/2020/03/unbeschrieben.jpg" in said


def test_the_largest_picture_that_may_come_is_taken(export, content):
    run(export, content)

    body = news(content, "2019-05-12-bilder-vom-fest.md")[1]
    assert (
        "![Lange Tafel unter bunten Wimpeln](../images/fest.jpg)\n\n![Hochbeet mit Salat](../images/beet.jpg)\n\n"
        "![Viele Menschen auf der Wiese](../images/gross-scaled.jpg)\n\n<https://video.example/watch?v=fest>"
    ) in body
    assert (1200, 800) == Image.open(content / "images/fest.jpg").size
    assert "[Logo](<https://verein.example/logo.png>)" in body


def test_without_the_folder_of_pictures_one_is_told_where_to_put_it(export, content, capsys):
    shutil.rmtree(export.parent / "uploads")

    assert 0 == run(export, content)

    assert "![" not in "".join(path.read_text(encoding="utf-8") for path in (content / "news").glob("20??-*.md"))
    said = capsys.readouterr().out
    assert "Legen Sie den Ordner wp-content/uploads der alten Seite als „uploads“ neben diese Datei" in said
    assert "ohne das Bild /wp-content/uploads/2019/05/fest-300x200.jpg" in said

    put_pictures(export.parent / "wp-content/uploads")
    assert 0 == run(export, content)

    assert "3 aktualisiert; 7 unverändert." in capsys.readouterr().out
    assert "../images/fest.jpg" in news(content, "2019-05-04-sommerfest-am-bach.md")[1]
    assert [] == errors(content)


def test_what_was_not_for_everybody_never_comes(export, content, capsys):
    run(export, content)

    everything = b"".join(path.read_bytes() for path in content.rglob("*") if path.is_file() and path.suffix != ".jpg")
    for secret in (b"GEHEIM", b"geheim", b"Kommentar, der", b"Max Beispiel"):
        assert secret not in everything
    said = capsys.readouterr().out
    assert "Beiträge: 4 (Protokoll des Beirats; Für Helferinnen; Weggeworfen; Beirat intern)" in said
    assert "GEHEIM" not in said


def test_drafts_stay_drafts_on_the_day_they_were_last_written(export, content, capsys):
    run(export, content)

    fields, _ = news(content, "2026-11-02-ein-entwurf.md")
    assert "yes" == fields["draft"]
    assert "formerly" not in fields
    assert "Ein Entwurf ohne jeden Tag: nicht übernommen, der Eintrag hat keinen Tag." in capsys.readouterr().out


def test_pages_become_drafts_and_lead_to_each_other(export, content, capsys):
    before = (content / "pages/impressum.md").read_bytes()

    assert 0 == run(export, content)

    document, _ = read((content / "pages/ueber-das-viertel.md").read_bytes(), "pages/ueber-das-viertel.md")
    expected = {"title": "Über uns & das Viertel", "draft": "yes"}
    expected["formerly"] = ["/verein/ueber-das-viertel/", "/verein/ueber-uns/", "/verein/wir/"]
    assert expected == document.fields
    garden = "[Garten](../news/2020-03-10-der-neue-garten.md)"
    assert f"siehe {garden}, [Kontakt](kontakt.md) und [Team](team.md)." in document.body
    # it will stand where it stood
    assert "formerly" not in (content / "pages/team.md").read_text(encoding="utf-8")
    assert before == (content / "pages/impressum.md").read_bytes()
    assert not (content / "pages/aktuelles.md").exists()
    said = capsys.readouterr().out
    assert "Seiten kommen als Entwürfe nach content/pages: 4 (Impressum; Kontakt; Über uns & das Viertel; Team)" in said
    assert re.search(r"Impressum: gibt es schon: \S+/pages/impressum\.md", said)
    assert "Aktuelles: nicht übernommen, auf der Seite steht kein Text." in said
    assert [] == errors(content)


def test_two_pages_of_one_name_both_come(tmp_path, content):
    pages = "".join(
        f"<item><title>Team {part}</title><link>{HOST}/{part}/team/</link><content:encoded>Wir.</content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>"
        for number, part in enumerate(("verein", "garten"))
    )
    path = tmp_path / "seiten.xml"
    path.write_text(f"{HEAD}{pages}</channel></rss>", encoding="utf-8")

    assert 0 == run(path, content)
    assert 0 == run(path, content)

    addresses = [
        read(file.read_bytes(), file.name)[0].fields["formerly"] for file in sorted(content.glob("pages/team*.md"))
    ]
    assert [["/garten/team/"], ["/verein/team/"]] == sorted(addresses)
    assert [] == errors(content)


def test_old_addresses_of_a_post_lead_to_it(export, content):
    run(export, content)

    fields, _ = news(content, "2020-03-10-der-neue-garten.md")
    assert ["/2020/03/der-neue-garten/", "/2020/03/garten-am-bach/"] == fields["formerly"]


def test_addresses_that_are_only_a_question_lead_nowhere_and_are_not_kept(tmp_path, content):
    export = one_post(tmp_path, f'<a href="{HOST}/?p=7">ich</a>', post_id=7, link=f"{HOST}/?p=7")

    assert 0 == run(export, content)

    fields, body = news(content, "2020-05-03-fest.md")
    assert "formerly" not in fields
    assert "[ich](2020-05-03-fest.md)" == body
    assert [] == errors(content)


def test_what_stands_at_an_address_of_ours_comes_without_it(tmp_path, content, capsys):
    assert 0 == run(one_post(tmp_path, f'Zur <a href="{HOST}/">Startseite</a>', link=f"{HOST}/termine/"), content)

    fields, body = news(content, "2020-05-03-termine.md")
    assert "formerly" not in fields
    assert "Zur [Startseite](/)" == body
    assert "ohne die Angabe „formerly: /termine/“." in capsys.readouterr().out
    assert [] == errors(content)


def test_news_of_two_years_keep_one_name_in_their_addresses(export, content):
    run(export, content)

    for year in ("2019", "2020"):
        assert "slug" not in news(content, f"{year}-08-01-sommerpause.md")[0]
    assert "Wie [letztes Jahr](2019-08-01-sommerpause.md)." == news(content, "2020-08-01-sommerpause.md")[1]


def test_a_second_import_takes_nothing_twice_and_leaves_what_was_edited(export, content, capsys):
    run(export, content)
    path = content / "news/2019-08-01-sommerpause.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Schöne", "Sehr schöne"), encoding="utf-8")
    (content / "news/2021-06-01-strassenfest.md").unlink()
    before = sorted((content / "news").iterdir())
    capsys.readouterr()

    assert 0 == run(export, content)

    assert before == sorted((content / "news").iterdir())
    assert "Sehr schöne" in path.read_text(encoding="utf-8")
    assert "9 unverändert." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("classic", "expected"),
    [
        ("Ein\nZweiter\n\nDritter", "Ein  \nZweiter\n\nDritter"),
        ("Davor<ol>\n<li>a\n</li>\n<li>b\n\nc</li>\n</ol>danach", "Davor\n\n1. a\n1. b  \n  c\n\ndanach"),
        ('<div class="kasten">Eins\n\nZwei</div>\nDrei', "Eins\n\nZwei\n\nDrei"),
        ("<pre>a\n\n  b</pre>\nc", "    a\n\n      b\n\nc"),
        ("<p>Schon ein\nAbsatz</p>\n\n&nbsp;\n\nNoch einer", "Schon ein  \nAbsatz\n\nNoch einer"),
        ("<h2>Titel</h2>\nText", "## Titel\n\nText"),
        ("a < b & c", "a < b & c"),
        ("https://verein.example/a_b", "<https://verein.example/a_b>"),
        ('<a href="https://verein.example/a_b">https://verein.example/a_b</a>', "<https://verein.example/a_b>"),
        ("[Update] [E-Mail] info [at] hase [1]", r"\[Update\] \[E-Mail\] info \[at\] hase \[1\]"),
        ("[box farbe=rot]Innen [knopf]Klick[/knopf][/box]", "Innen Klick"),
        ("[embed]https://video.example/x[/embed]", "<https://video.example/x>"),
        ('[video mp4="https://video.example/x.mp4"][/video]', "<https://video.example/x.mp4>"),
        ('<iframe src="//video.example/x"></iframe>', "<https://video.example/x>"),
        ('<iframe src="javascript:alert(1)">x</iframe>', ""),
        ("[caption]nur Text[/caption]", "nur Text"),
        ("[caption id='x']nie geschlossen", "nie geschlossen"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;<script>x()</script>", "&lt;script>alert(1)&lt;/script>"),
    ],
)
def test_classic_texts_read_as_they_were_shown(classic, expected):
    assert expected == written(classic)


def test_bare_text_has_no_paragraph_of_nothing():
    assert "" == paragraphs("\n \n")


HOSTILE = {
    "no-xml": (b"Das ist ein Brief.", "keine Export-Datei von WordPress"),
    "page": (b"<!DOCTYPE html><html><body>Anmelden</body></html>", "keine Export-Datei von WordPress"),
    "feed": (b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", "keine Export-Datei"),
    "empty": (b"", "keine Export-Datei"),
    "zip": (b"PK\x03\x04....", "ZIP-Archiv"),
    "cut": (HEAD.encode() + b"<item><title>x</title><content:encoded><![CDATA[Mitten im", "nicht ganz heruntergeladen"),
    "no-posts": (HEAD.encode() + b"</channel></rss>", "kein Beitrag, den alle lesen durften"),
    "laughs": (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "'
        + b"&a;" * 50_000
        + b'">]><rss><channel>&b;</channel></rss>',
        "keine Export-Datei",
    ),
    "fetches": (
        b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD.encode().partition(b"?>")[2],
        "keine Export-Datei",
    ),
    "unknown-entity": (HEAD.encode() + b"<item><title>&geheim;</title></item></channel></rss>", "nicht ganz"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_export_is_told(name, tmp_path, content, capsys):
    data, expected = HOSTILE[name]
    (tmp_path / "x.xml").write_bytes(data)
    before = sorted(content.rglob("*"))

    assert 1 == run(tmp_path / "x.xml", content)

    said = capsys.readouterr().err
    assert expected in said
    assert "Es wurde nichts geändert." in said
    assert before == sorted(content.rglob("*"))


@pytest.mark.parametrize("name", ["fehlt.xml", "", "ordner"])
def test_a_file_that_is_not_there_is_told(name, tmp_path, content, capsys):
    (tmp_path / "ordner").mkdir()

    assert 1 == run(tmp_path / name, content)
    assert "Es wurde nichts geändert." in capsys.readouterr().err


def test_an_export_in_another_encoding_and_with_strange_characters_can_be_read(tmp_path, content):
    export = one_post(tmp_path, "Grüße aus dem Büro\x0b und \x08 mehr")
    text = export.read_text(encoding="utf-8").replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    export.write_bytes(text.encode("iso-8859-1"))

    assert 0 == run(export, content)
    assert "Grüße aus dem Büro und mehr" == news(content, "2020-05-03-fest.md")[1]


def test_a_picture_in_the_text_itself_is_left_out_and_an_endless_text_is_cut(tmp_path, content, capsys):
    data = "A" * 12_000_000
    body = f'<p>Anfang</p><img alt="Foto" src="data:image/png;base64,{data}"><p>{"Ende und mehr " * 600_000}</p>'

    assert 0 == run(one_post(tmp_path, body), content)

    text = news(content, "2020-05-03-fest.md")[1]
    assert text.startswith("Anfang")
    assert len(text) <= 100_000
    said = capsys.readouterr().out
    assert "ist sehr lang und wurde am Ende gekürzt." in said
    assert "ohne das Bild" in said
    assert [] == errors(content)


@pytest.mark.parametrize(
    "body",
    [
        "[caption]" * 50_000,
        "[a][b][/a]" * 50_000,
        "<!--" * 100_000,
        "<!-- wp:x " * 50_000,
        "<pre>" * 50_000,
        "<div>" * 50_000 + "x",
        "<li>" * 50_000,
        "<a href='" * 50_000,
        "[" * 300_000,
        "<blockquote>" * 300 + "tief",
        '<a href="http://[">x</a><img alt="y" src="http://[">',
    ],
    ids=map(str, range(11)),
)
def test_a_text_that_nobody_would_write_ends_in_words(body, tmp_path, content):
    assert 0 == run(one_post(tmp_path, body), content)
    assert [] == errors(content)


def test_of_one_sign_again_and_again_a_line_is_kept(tmp_path, content, capsys):
    assert 0 == run(one_post(tmp_path, f"<p>Vorher</p><p>{'…' * 5_000}</p><p>Nachher</p>"), content)

    text = news(content, "2020-05-03-fest.md")[1]
    assert text.startswith("Vorher")
    assert text.endswith("Nachher")
    assert 200 == text.count("…")
    assert "„…“ hintereinander: Davon bleiben 200." in capsys.readouterr().out


def test_pictures_outside_the_folder_are_not_taken(tmp_path, content, capsys):
    outside = tmp_path / "geheim.jpg"
    Image.new("RGB", (80, 60)).save(outside)
    uploads = tmp_path / "alt/uploads"
    uploads.mkdir(parents=True)
    (uploads / "link.jpg").symlink_to(outside)
    (uploads / "ordner").symlink_to(tmp_path)
    names = (
        "../../geheim.jpg",
        "%2e%2e/%2e%2e/geheim.jpg",
        "link.jpg",
        "ordner/geheim.jpg",
        "a" * 300 + ".jpg",
        "%00.jpg",
    )
    body = "".join(f'<p>Bild:<img alt="Bild" src="{HOST}/wp-content/uploads/{name}"></p>' for name in names)

    assert 0 == run(one_post(tmp_path, body), content)

    assert "geheim" not in (content / "news/2020-05-03-fest.md").read_text(encoding="utf-8")
    assert not list((content / "images").glob("*geheim*"))
    assert not list((content / "images").glob("*link*"))
    assert len(names) == capsys.readouterr().out.count("ohne das Bild")


@pytest.mark.slow
def test_who_follows_an_old_address_gets_to_the_news_item(export, content, tmp_path):
    run(export, content)

    done = build(content, tmp_path / "output")

    assert 0 == done.returncode, done.stdout + done.stderr
    page = (tmp_path / "output/2019/05/sommerfest-am-bach/index.html").read_text(encoding="utf-8")
    assert "noindex" in page
    target = re.search(r'rel="canonical" href="https?://[^/]+([^"]+)"', page)[1]
    assert "Flohmarkt" in (tmp_path / f"output{target}index.html").read_text(encoding="utf-8")
