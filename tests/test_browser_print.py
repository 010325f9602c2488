"""What comes out of the printer when somebody prints a page: Chromium makes the PDF, pypdf reads it."""

from io import BytesIO

import pypdf
import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGES = {
    "": (2, "Heute im Quartier"),
    "termine/": (3, "Dezember 2026"),
    "termine/2026/12/": (2, "Winterlichter am Hasenbuck"),
    "termine/woche/": (1, "Hallenflohmarkt"),
    "termine/sprachcafe/": (1, "Donnerstag, 10. Dezember 2026"),
    "termine/kinderdisco-im-jugendhaus/": (1, "ABGESAGT"),
    "termine/winterlichter-am-hasenbuck/": (1, "Winterlichter am Hasenbuck"),
    "termine/fristen/": (2, "Später: Bis Sonntag, 31. Januar 2027"),
    "termine/wochenplan/": (1, "Tischtennis für alle"),
    "karte/": (1, "Jugendhaus Probeweg"),
    "projekte/": (1, "Dachgarten auf dem Parkdeck"),
    "druck/": (2, "Monat als Liste"),
    "druck/2026-12/": (2, "Redaktionssitzung der Hasenpost"),
    "projekte/ankommen-am-hasenbuck/": (2, "So weit sind wir"),
    "akteure/jugendtreff-probe-e-v/": (1, "Offenes Haus für junge Leute"),
    "aktuelles/2026/hundert-mal-repariert/": (1, "Nummer hundert war ein Kofferradio"),
    "mitmachen/verfuegungsfonds-hasenbuck/": (1, "Die nächsten Fristen"),
    "orte/aula-der-beispielschule/": (1, "Aula der Beispielschule"),
    "ar/termine/sprachcafe/": (1, "0911 0000-120"),
    "tr/termine/2026/12/": (3, "Aralık"),
}


@pytest.fixture(scope="module")
def printed(browser, address):
    """What a page becomes on A4 paper."""
    page = browser.new_page()

    def pdf(link):
        page.goto(f"{address}/{link}")
        return pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))

    yield pdf
    page.close()


@pytest.mark.parametrize("link", PAGES)
def test_page_needs_few_sheets_of_paper(printed, link):
    most, said = PAGES[link]
    reader = printed(link)
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]

    assert len(texts) <= most
    assert said in " ".join(texts)
    assert all(len(text) > 60 for text in texts)
    assert {(595, 842)} == {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}


@pytest.mark.parametrize("link", ["", "termine/2026/12/", "termine/sprachcafe/", "projekte/ankommen-am-hasenbuck/"])
def test_paper_shows_nothing_one_would_have_to_click(printed, link):
    text = " ".join(" ".join(page.extract_text().split()) for page in printed(link).pages)

    for words in (
        "Zum Inhalt springen",
        "Mitmachen Aktuelles Projekte",
        "Hasenbuck Suche",
        "Türkçe",
        "Kalender und RSS",
        "In meinen Kalender",
    ):
        assert words not in text
    assert "0911 0000-120" in text
    assert "Gefördert aus Mitteln des Förderprogramms Beispiel" in text
    assert "Stand: Dienstag, 24. November 2026" in text


@pytest.mark.parametrize(
    "link", ["projekte/ankommen-am-hasenbuck/", "mitmachen/verfuegungsfonds-hasenbuck/", "termine/2026/12/"]
)
def test_first_sheet_is_used_to_its_end(printed, link):
    """A page goes on because the first sheet is full, and not because all of it was kept together."""
    pages = printed(link).pages
    heights = []

    def visit(text, cm, tm, _font, _size):
        if text.strip():
            heights.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    pages[0].extract_text(visitor_text=visit)

    assert len(pages) == 1 or min(heights) < float(pages[0].mediabox.height) / 4


GAPS = """() => {
    const boxes = [...document.querySelectorAll('.site-footer address > :not(br)')].map((one) => one.getBoundingClientRect())
    boxes.sort((one, other) => one.left - other.left)
    return boxes.slice(1).map((box, index) => box.left - boxes[index].right)
}"""


@pytest.mark.parametrize("link", ["termine/sprachcafe/", "ar/termine/sprachcafe/"])
def test_address_and_telephone_stand_apart_in_the_foot(browser, address, link):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/{link}")
    page.emulate_media(media="print")
    gaps = page.evaluate(GAPS)
    page.close()

    assert 3 == len(gaps)
    assert 8 < min(gaps), gaps
