"""Heads read without YAML: the same fields and lines as YAML gives, and YAML where a line may mean more."""

import random

import pytest
from litfass.parse import head as heads
from litfass.parse.document import ParseFailure
from litfass.parse.plain import plain

from .conftest import ROOT

KEYS = ("title", "summary", "topics", "place", "start", "x_y", "y")
VALUES = (
    *(
        "Fest",
        "Fest: groß",
        "Fest #2",
        "a #b",
        '"Fest"',
        "'Fest'",
        '"a\\nb"',
        "'it''s'",
        "it's",
        '"a" b',
        "'a' #b",
        "\ta",
    ),
    *(
        "[a, b]",
        "[a,b ]",
        "[]",
        "[a, ]",
        "[a: b]",
        "[a b, 'c']",
        "[14:00]",
        "[a] b",
        "{a: b}",
        "[a, [b]]",
        "[-a]",
        "[ ]",
    ),
    *(
        "2026-09-14",
        "14:00",
        "yes",
        "~",
        "",
        "  Fest  ",
        "|",
        ">",
        "- a",
        "-a",
        "*a",
        "&a b",
        "!x y",
        "@x",
        "%x",
        "`x`",
    ),
    *(
        "x: ",
        "x:",
        "x :y",
        "https://a.example/b?c=d",
        "<b>",
        "=",
        "a & b",
        "50 %",
        "a|b",
        "„x“",
        "(x)",
        "+1",
        "a]",
        "? x",
    ),
    *(
        " ' x '",
        '"',
        "''",
        '""',
        "a \u00a0",
        "\u00a0a",
        "\u200b",
        "مرحبا",
        ": x",
        ":x",
        ",x",
        "...",
        "---",
        "a - b",
        "a ? b",
    ),
)


def some_head(chance):
    """A few lines, mostly whole and at times with something odd between them."""
    lines = []
    for _ in range(chance.randint(1, 4)):
        key = chance.choice(KEYS) + chance.choice(("", "_a", "_b", "_c"))
        lines.append(f"{key}:{chance.choice((' ', ' ', ' ', '  ', ''))}{chance.choice(VALUES)}")
        if chance.random() < 0.2:
            lines += [f"{key}_d:", *(f"  {name}: {chance.choice(VALUES)}" for name in chance.sample(KEYS, 2))]
        if chance.random() < 0.1:
            lines.append(chance.choice(("", "# x", "  - x", "  word", " x: y", "    x: y", "---", "? x")))
    return "\n".join(lines) + "\n"


def with_yaml(head, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(heads, "plain", lambda *_: None)
        return said(heads.load(head, 2))


def said(read):
    """In their order, too."""
    return [[*part.items()] for part in read]


def test_a_plain_head_says_what_yaml_says(monkeypatch):
    chance = random.Random(1)
    tried = [some_head(chance) for _ in range(20_000)]
    found = {head: read for head in tried if (read := plain(head, 2))}

    assert len(found) > 1000
    assert [] == [head for head, read in found.items() if said(read) != with_yaml(head, monkeypatch)]


def test_the_shipped_heads_say_what_yaml_says(monkeypatch):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    shipped = [text.split("---\n")[1] for text in texts]
    found = [head for head in shipped if plain(head, 2)]

    assert len(found) > len(shipped) / 2
    assert [] == [head for head in found if said(plain(head, 2)) != with_yaml(head, monkeypatch)]


@pytest.mark.parametrize(
    "head",
    ["a: b\na: c", "a:\n  b: c\n  b: d", "a:\n  b: c\n   d: e", "a: b\n  c: d", "a: [b, c", "a: b: c", "a: 'b", "a\n"],
)
def test_what_is_wrong_is_left_to_yaml(head):
    assert plain(head, 2) is None
    with pytest.raises(ParseFailure):
        heads.load(head, 2)
