"""The page for journalists: what may be printed, in print size, without what a camera wrote into it."""

import html5lib
from litfass.publish import images
from litfass.read import read_content
from PIL import Image

from .conftest import TESTS
from .rendered import XHTML, site_on, write
from .rendered import page as page_at


def page(site):
    return html5lib.parse((site / "presse/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)


def words(node):
    return " ".join("".join(node.itertext()).split())


def test_figures_texts_and_whom_to_call(golden_site):
    tree = page(golden_site)
    figures = [words(node) for node in tree.iter("div") if node.find("dt") is not None]
    texts = [words(node) for node in tree.iter("p") if node.get("class") == "press__text"]

    assert ["Menschen wohnen hier1.200 Zählung 2025", "sind jünger als 1812 %"] == figures
    assert ["Ein <b>kurzer</b> Satz.", "Ein langer Text. In zwei Absätzen."] == texts
    assert "23 Zeichen" in words(tree)
    assert "0911 0000-103" in words(tree)


def test_picture_is_offered_in_its_own_size_without_what_the_camera_wrote(golden_site):
    links = [node.get("href") for node in page(golden_site).iter("a") if node.get("download") is not None]
    picture, logo = (Image.open(golden_site / link.lstrip("/")) for link in links)

    assert ("JPEG", (1000, 667)) == (picture.format, picture.size)
    assert not picture.getexif()
    assert b"secret place" in (TESTS / "site/images/garten.jpg").read_bytes()
    assert b"secret place" not in (golden_site / links[0].lstrip("/")).read_bytes()
    assert ("PNG", "RGBA", (200, 120)) == (logo.format, logo.mode, logo.size)


def test_releases_are_the_news_for_the_press_newest_first(shipped_site):
    text = words(page(shipped_site))

    assert text.index("Hasenbuck zählt seine Bäume") < text.index("Das Wandbild ist fertig")
    assert "Kinderdisco" not in text


def test_picture_without_licence_or_consent_may_not_be_printed(content):
    path = content / "pages/presse.md"
    text = path.read_text(encoding="utf-8")
    for key in (", licence: CC0 1.0", ", consent: not-needed", ", credit: Beispielbild"):
        path.write_text(text.replace(key, ""), encoding="utf-8")

        problems = [one for one in read_content(content)[1] if one.path == "pages/presse.md"]

        assert ["needs"] == [one.code for one in problems]
        assert key.split(":")[0].strip(", ") in problems[0].what()


def test_contact_is_named_only_with_consent(content):
    path = content / "pages/presse.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{role: Auskunft", "{name: Erna Beispiel"), encoding="utf-8"
    )

    assert ["no-consent"] == [one.code for one in read_content(content)[1] if one.path == "pages/presse.md"]


def test_press_picture_that_is_not_there_is_named_with_its_line(content):
    from .test_problems import problems_of

    path = content / "pages/presse.md"
    path.write_text(path.read_text(encoding="utf-8").replace("file: haus.png", "file: hauss.png"), encoding="utf-8")

    problems = [one for one in problems_of(content) if one.path == "pages/presse.md"]

    assert [("no-such-picture", 17)] == [(one.code, one.line) for one in problems]
    assert "haus.png" in problems[0].cure()


def test_a_logo_of_another_language_can_be_had_for_print_too(content):
    """It has words in it; the page of that language leads to it."""
    Image.new("RGB", (800, 400), "#336699").save(content / "images/ev.png")
    said = "title: Basın\npress:\n  logos:\n    - {file: ev.png, title: İşaretimiz, alt: Bir ev}"
    write(content, "pages/presse.tr.md", said)
    site = site_on(content)

    made = {file.link for file in images.publish(site, {"AVIF": False})}

    page_of_it = page_at(site.in_language("tr"), "tr/presse/")
    downloads = {node.get("href") for node in page_of_it.iter(f"{XHTML}a") if "ev-" in node.get("href", "")}
    assert set() < downloads <= made
