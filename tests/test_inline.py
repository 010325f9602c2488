"""Markdown without the passes and searches that find nothing: the same as Markdown's own."""

import random

import markdown
from litfass.body.inline import MARKS, _is_marked
from litfass.body.passes import HeadingIds, Passes
from markdown.extensions.toc import TocExtension, slugify

from .conftest import ROOT

# in any order these make nearly every construct there is, whole and broken
PIECES = (
    *("*", "**", "_", "__", "`", "``", "[", "](", ")", "![", "][", "]", "<", ">", "<b>", "</b>", "&", "&amp;", "&#65;"),
    *(
        "\\",
        "\\*",
        "  \n",
        "\n\n",
        "\n",
        "- ",
        "# ",
        "> ",
        "    ",
        "| a | b |\n|---|---|\n",
        "[a]: https://a.example\n",
        *(
            "1. ",
            "* ",
            "+ ",
            ": ",
            "\n:   ",
            "===\n",
            "---\n",
            "***\n",
            "|",
            "\t",
            "\n  ",
            "\r\n",
            "\n\n\n",
            "<div>",
            "<!-- ",
        ),
    ),
    *(
        "<mail@haus.example>",
        "<https://a.example>",
        "THW",
        "*[THW]: Technisches Hilfswerk\n",
        "Wort",
        "ä",
        " ",
        "!",
        "(",
    ),
)
EXTENSIONS = ["tables", "def_list", "abbr", "sane_lists"]


def both():
    stock = markdown.Markdown(extensions=[*EXTENSIONS, TocExtension(marker="")], output_format="html")
    ours = markdown.Markdown(extensions=[*EXTENSIONS, HeadingIds(slugify), Passes()], output_format="html")
    return stock, ours


def test_comes_out_the_same_for_any_text():
    stock, ours = both()
    chance = random.Random(1)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(1, 25))) for _ in range(2000)]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]

    assert [] == [text for text in texts if stock.reset().convert(text) != ours.reset().convert(text)]


def test_every_pattern_of_markdown_is_known():
    """An unknown one would be looked with in every text, and nobody would notice."""
    stock, _ = both()

    assert set(MARKS) == {name for name in MARKS if name in stock.inlinePatterns}
    assert len(MARKS) == len(stock.inlinePatterns)


def test_a_text_with_a_mark_is_seen_to_be_marked():
    assert [] == [mark for marks in MARKS.values() for mark in marks if not _is_marked(mark)]


def test_every_pass_of_markdown_is_replaced_under_its_name():
    """Under another name ours would run beside Markdown's own."""
    stock, ours = both()

    assert len(ours.preprocessors) == len(stock.preprocessors)
    assert len(ours.treeprocessors) == len(stock.treeprocessors)
    assert len(ours.parser.blockprocessors) == len(stock.parser.blockprocessors) + len(["plain"])
