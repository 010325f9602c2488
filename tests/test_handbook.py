"""The handbook as a book: every page of docs/editors is a chapter, and nothing that stands there is lost on paper."""

import re
from io import BytesIO

import pypdf
import pytest
from litfass.glyphs import signs_missing
from litfass.settings import THEME
from litfass.sheets import typeset
from litfass.sheets.ask import GERMAN
from litfass.sheets.handbook import CHAPTERS, FOLDER, LOOKED_UP, handbook_pictures
from litfass.sheets.plan import TEMPLATES, Plan
from litfass.sheets.written import words_of as said_in
from litfass.sheets.written import written

from .conftest import TESTS
from .rendered import site_on, words_of

LONG = 200
FONTS = THEME / "print/fonts"


def bare(text):
    """A text without what breaks its lines."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


@pytest.fixture(scope="module")
def sheet():
    site = site_on(TESTS / "site")
    return Plan(site, words_of(site)).handbook()


@pytest.fixture(scope="module")
def book(sheet):
    return pypdf.PdfReader(BytesIO(typeset.pdf(THEME / "print", sheet.template, sheet.data(), sheet.pictures)))


@pytest.fixture(scope="module")
def pages(book):
    return [bare(page.extract_text()) for page in book.pages]


def test_printing_names_every_sheet_in_both_languages():
    """As one may type them; what the table says of a name is what is made."""
    text = (FOLDER / "drucken.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| `([a-z0-9-]+)` \|", text, re.MULTILINE))
    typed = set(re.findall(r"^\| [^|`]+ \| `([a-z-]+)` \|", text, re.MULTILINE))

    assert rows == {name: GERMAN[name] for name in rows}
    assert set(GERMAN.values()) == set(rows.values()) >= set(TEMPLATES)
    assert typed
    assert typed <= set(rows)


def lines_of(name):
    """Every line of code and every cell, paragraph and heading of a page, as it must be found on paper."""

    def walk(blocks):
        for block in blocks:
            yield from block.get("code", "").splitlines()
            yield from (block["text"],) if "text" in block else ()
            for row in [block.get("head", []), *block.get("rows", [])]:
                yield from row
            for item in block.get("items", []):
                yield from walk(item)

    # links into the book say the page behind their words: what is before and after is asked for
    for one in walk(written((FOLDER / name).read_text(encoding="utf-8"), lambda to, _: (to, "\0"))):
        yield from (one if isinstance(one, str) else said_in(one)).split("\0")


def test_every_page_of_the_handbook_is_a_chapter():
    assert {path.name for path in FOLDER.glob("*.md")} == {name for name in CHAPTERS if "/" not in name}
    assert {f"bilder/{path.name}" for path in (FOLDER / "bilder").iterdir()} == set(handbook_pictures())


@pytest.mark.parametrize("name", CHAPTERS)
def test_nothing_of_a_page_is_lost_on_paper(name, pages):
    text = "".join(pages)
    # a longer paragraph may go on behind the foot of a page
    lines = [line for line in lines_of(name) if bare(line) and len(line) < LONG]

    assert len(lines) > 5
    # of the message about signs that sheets leave out, they do leave out the sign
    assert [] == [line for line in lines if bare(line) not in text and not signs_missing(line, FONTS)]


def test_contents_chapters_and_links_lead_to_their_pages(book, pages, sheet):
    outline = [one for one in book.outline if not isinstance(one, list)]

    assert len(CHAPTERS) == len(outline)
    for one in outline:
        number = book.get_destination_page_number(one)
        assert bare(one.title) in pages[number]
        assert f"{bare(one.title)}{number + 1}" in re.sub(r"\.", "", pages[0]), one.title
    links = [note.get_object() for page in book.pages for note in page.get("/Annots", ())]
    assert len([one for one in links if "/Dest" in one or one["/A"].get("/S") == "/GoTo"]) > 100
    assert f"Seite1von{len(pages)}" in pages[0]
    assert '"to": "#' in sheet.data()
    assert [] == re.findall(r'"to": "[^"]*\.md"', sheet.data())


def test_it_is_pdf_ua_with_every_picture_described(book):
    assert "de" == book.trailer["/Root"]["/Lang"]
    assert b"pdfuaid:part>1<" in book.trailer["/Root"]["/Metadata"].get_data()
    assert len(book.pages) == int(re.search(r"Seite \d+ von (\d+)", book.pages[0].extract_text())[1])
    kinds, described = tagged(book)
    assert {"Document", "Table", "TH", "L", "Link", "Figure", "TOC", "H1", "H2"} <= kinds
    assert len(handbook_pictures()) <= len(described)
    assert all(described)
    assert sum("![" in (FOLDER / name).read_text(encoding="utf-8") for name in set(CHAPTERS) - LOOKED_UP)


def tagged(book):
    """The kinds of a book's structure, and the alternative texts of its figures."""
    kinds, described, waiting = set(), [], [book.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if not hasattr(one, "get"):
            waiting += one
            continue
        kind = str(one.get("/S", ""))[1:]
        kinds.add(kind)
        described += [str(one.get("/Alt", ""))] if kind == "Figure" else []
        children = one.get("/K")
        waiting += children if isinstance(children, list) else [children] if hasattr(children, "get_object") else []
        waiting = [each for each in waiting if not isinstance(each, int)]
    return kinds, described


def test_code_stands_in_a_face_of_fixed_width(book):
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in book.pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert "DejaVuSansMono" in fonts


def test_a_command_stands_on_one_line(book):
    """Who types what is broken in two types two commands."""
    on_paper = [bare(line) for page in book.pages for line in page.extract_text().splitlines()]
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in set(CHAPTERS) - LOOKED_UP]
    commands = re.findall(r"^    (invoke .*)$", "\n".join(texts), flags=re.MULTILINE)

    assert 20 < len(commands)
    assert [] == [line for line in commands if bare(line) not in on_paper]


def test_code_in_a_list_keeps_its_lines():
    (block,) = written("1. Eins\n\n       image:\n         file: a.jpg\n", lambda to, _: (to, ""))

    assert {"is": "code", "code": "image:\n  file: a.jpg"} == block["items"][0][1]


def test_spaces_that_a_message_counts_stay_on_paper():
    (said,) = written("Schreiben Sie „\u00a0\u00a0- on: …“.", lambda to, _: (to, ""))

    assert "„\u00a0\u00a0- on" in said_in(said["text"])


def test_no_word_and_no_page_number_is_divided_in_the_tables_of_keys(book):
    texts = [page.extract_text() for page in book.pages]
    start = next(number for number, text in enumerate(texts) if text.startswith("Was in den Dateien steht\n"))
    lines = [line for text in texts[start:] for line in text.splitlines()]

    assert not [line for line in lines if re.search(r"[a-zäöüß][-\u2010\u00ad]$", line)]


def test_small_tables_stand_on_one_page(book):
    """Their heading, their head and their last row."""
    for first, last in (("PressPicture", "Laternenzug im Probeweg"), ("Publisher", "post@hasenbuck.example")):
        texts = [page.extract_text() for page in book.pages]
        assert [True] == [bare(last) in bare(text) for text in texts if f"\n{first}\n" in f"\n{text}"]
