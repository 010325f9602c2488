"""Markdown without the searches that find nothing: the same as Markdown's own."""

import random

import markdown
from litfass.body.inline import MARKS, Inline

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
EXTENSIONS = ["tables", "def_list", "abbr", "sane_lists", "toc"]


def both():
    ours = markdown.Markdown(extensions=EXTENSIONS)
    ours.treeprocessors.register(Inline(ours), "inline", 20)
    return markdown.Markdown(extensions=EXTENSIONS), ours


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
