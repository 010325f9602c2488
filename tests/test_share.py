"""Pictures for those who pass on a link, icons for tabs and telephones, and pictures in another format."""

import json
import shutil
from io import BytesIO
from urllib.parse import urlsplit

import html5lib
import pytest
from litfass.model.picture import Picture
from litfass.pictures import rendition
from litfass.sheets import typeset
from litfass.sheets.share import SIZE_PX, cards
from litfass.words import Words, load_translations
from PIL import Image

from .conftest import ROOT, TESTS, build, settings_in
from .rendered import site_on, words_of, write

XHTML = "{http://www.w3.org/1999/xhtml}"
FOLDER = ROOT / "theme/print"


def meta(site, address):
    """What the head of a page says, by property or name."""
    tree = html5lib.parse((site / address / "index.html").read_text(encoding="utf-8"))
    return {one.get("property") or one.get("name"): one.get("content") for one in tree.iter(f"{XHTML}meta")}


def picture_of(site, address):
    """The picture that a page names for those who share its link."""
    return Image.open(site / urlsplit(meta(site, address)["og:image"]).path.lstrip("/"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "termine/",
        "termine/cafe-b-groesse-b-alles-fuer-5/",
        "termine/sprachcafe/",
        "tr/termine/sprachcafe/",
        "aktuelles/2026/neues-beet/",
        "projekte/garten-fuer-alle/",
    ],
)
def test_a_shared_link_has_a_picture_of_the_size_that_networks_show_uncut(golden_site, address):
    said = meta(golden_site, address)
    image = picture_of(golden_site, address)

    assert (1200, 630) == image.size == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert said["og:image:alt"]
    assert "summary_large_image" == said["twitter:card"]
    assert not image.getexif()


def test_words_beside_the_picture_say_what_is_on_it(golden_site):
    said = meta(golden_site, "tr/termine/sprachcafe/")["og:image:alt"]

    assert "TARİH DEĞİŞTİ, Dil kafesi, 4\u00a0Aralık 2026 Cuma, 16:00–17:00, Laden am Musterplatz" == said


def test_what_is_not_translated_shows_the_picture_of_the_original(golden_site):
    assert (
        meta(golden_site, "termine/kino-im-hof/")["og:image"]
        == meta(golden_site, "tr/termine/kino-im-hof/")["og:image"]
    )


def test_a_picture_to_share_stays_until_it_shows_something_else():
    """Networks keep what they have seen under a link: another date is another link, another day is not."""
    links = []
    for now in ("2026-11-24T10:00", "2026-11-25T08:00", "2026-12-05T10:00"):
        site = site_on(TESTS / "site", now)
        links.append({card.key: card.link for card in cards(site, words_of(site), 365)})

    assert links[0] == links[1]
    assert links[0]["event/sprachcafe"] != links[2]["event/sprachcafe"]
    assert links[0]["project/garten"] == links[2]["project/garten"]


def test_only_what_is_not_long_over_has_a_picture_to_share():
    site = site_on(TESTS / "site")

    assert "news/2026-11-20-neues-beet" in {card.key for card in cards(site, words_of(site), 365)}
    assert "news/2025-05-01-rueckblick" not in {card.key for card in cards(site, words_of(site), 365)}
    assert "news/2025-05-01-rueckblick" in {card.key for card in cards(site, words_of(site), 3650)}
    assert [] == list(cards(site, words_of(site), 0))


def drawn(site, key, words=None):
    """The picture of one thing, its sign left white."""
    card = next(card for card in cards(site, words or words_of(site), 365) if card.key == key)
    sign = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    data = json.dumps({**card.data, "sign": sign, "light_sign": sign}, ensure_ascii=False)
    return Image.open(BytesIO(typeset.picture(FOLDER, "share", data, card.pictures, card.ending))).convert("RGB")


def test_arabic_begins_on_the_right():
    site = site_on(TESTS / "site")
    arabic = Words("ar", load_translations((ROOT / "theme/translations/ar/LC_MESSAGES/litfass.po").read_bytes()))

    german, mirrored = drawn(site, "event/rat"), drawn(site, "event/rat", arabic)

    assert SIZE_PX == german.size
    assert german.getpixel((2, 2)) == mirrored.getpixel((SIZE_PX[0] - 3, 2)) != mirrored.getpixel((2, 2))


def test_signs_that_no_font_has_are_left_out_of_the_picture(content):
    head = "title: Fest{}\nstart: 2026-12-03 15:00\nplace: laden\norganizer: buero\nsummary: Ein Fest."
    write(content, "events/a.md", head.format("") + "\nslug: a")
    write(content, "events/b.md", head.format(" 🎉") + "\nslug: b")
    site = site_on(content)

    assert drawn(site, "event/a").tobytes() == drawn(site, "event/b").tobytes()


def test_what_is_cut_off_is_not_where_the_focus_is(tmp_path):
    image = Image.new("RGB", (300, 100), "blue")
    image.paste("red", (0, 0, 100, 100))
    image.save(tmp_path / "x.png")
    picture = Picture("x.png", 300, 100, "0" * 64, tmp_path / "x.png")

    assert (255, 0, 0) == rendition.cut(picture, 50, 50, "left top").getpixel((25, 25))
    assert (0, 0, 255) == rendition.cut(picture, 50, 50, "right").getpixel((25, 25))
    assert (0, 0, 255) == rendition.cut(picture, 50, 50, "").getpixel((25, 25))


def test_icons_are_there_in_the_sizes_they_claim(golden_site):
    for manifest in ("site.webmanifest", "tr/site.webmanifest"):
        said = json.loads((golden_site / manifest).read_text(encoding="utf-8"))
        for icon in said["icons"]:
            image = Image.open(golden_site / icon["src"].lstrip("/"))
            assert icon["sizes"] == "x".join(map(str, image.size))
            assert icon["type"] == Image.MIME[image.format]
        assert {"any", "maskable"} == {icon["purpose"] for icon in said["icons"]}
        assert said["start_url"] == f"/{manifest.removesuffix('site.webmanifest')}"
        assert "#1f5f66" == said["theme_color"]

    assert {(16, 16), (32, 32), (48, 48)} == Image.open(golden_site / "favicon.ico").info["sizes"]
    assert (180, 180) == Image.open(golden_site / "apple-touch-icon.png").size


def test_an_icon_that_is_cut_to_a_circle_loses_nothing(golden_site):
    """Source: W3C Web Application Manifest, maskable icons: the safe zone is a circle of four fifths of the width."""
    image = Image.open(golden_site / "zeichen/maskable-512.png").convert("RGB")
    ground = image.getpixel((0, 0))
    outside = [
        (x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2
    ]

    assert (0x1F, 0x5F, 0x66) == ground
    assert {ground} == {image.getpixel(one) for one in outside}
    assert ground != image.getpixel((256, 220))


def test_every_page_names_its_icons_and_manifest(golden_site):
    tree = html5lib.parse((golden_site / "tr/index.html").read_text(encoding="utf-8"))
    links = {one.get("rel"): one.get("href") for one in tree.iter(f"{XHTML}link")}

    for rel in ("icon", "apple-touch-icon", "manifest"):
        assert (golden_site / links[rel].lstrip("/")).is_file()
    assert "/tr/site.webmanifest" == links["manifest"]


@pytest.mark.slow
def test_pictures_come_as_avif_too_when_a_setting_says_so(content, tmp_path):
    conf = settings_in(tmp_path, "LITFASS_AVIF = True", 'LITFASS_PUBLISHERS = ("assets", "images", "pages")')
    shutil.copy(content / "images/garten.jpg", content / "images/beet.jpg")
    write(content, "pages/bild.md", "title: Bild", "Text\n\n![Ein Beet](../images/beet.jpg)\n")
    done = build(content, tmp_path / "output", "--conf", conf)
    assert done.returncode == 0, done.stdout + done.stderr
    for page in ("bild", "projekte/garten-fuer-alle"):
        tree = html5lib.parse((tmp_path / "output" / page / "index.html").read_text(encoding="utf-8"))
        source = next(tree.iter(f"{XHTML}picture")).find(f"{XHTML}source")
        links = [part.split()[0] for part in source.get("srcset").split(", ")]

        assert "image/avif" == source.get("type")
        assert {"AVIF"} == {Image.open(tmp_path / "output" / link.lstrip("/")).format for link in links}
