"""The finished tree as HTML: the same as Markdown's own serializer and line breaks, for any tree of its elements."""

import copy
from xml.etree.ElementTree import Element, SubElement

import markdown
from hypothesis import given
from hypothesis import strategies as st
from litfass.body.writing import Breaks, write
from markdown.serializers import to_html_string
from markdown.treeprocessors import PrettifyTreeprocessor

TAGS = ("p", "ul", "li", "blockquote", "pre", "code", "td", "h2", "em", "a", "abbr", "br", "hr", "img")
WORDS = st.sampled_from(
    ("", " ", "\n", "Wort", " Wort ", "a\nb", "a & b", "&amp;", "&#65;", "<b>", '"x"', "Ä → ẞ", "مرحبا")
)
MD = markdown.Markdown()


def element(tag, text, tail, attributes, children):
    made = Element(tag, attributes)
    made.text, made.tail = text, tail
    made.extend(children)
    return made


def elements(children):
    attributes = st.dictionaries(st.sampled_from(("href", "title", "id", "alt")), WORDS)
    return st.builds(element, st.sampled_from(TAGS), st.none() | WORDS, st.none() | WORDS, attributes, children)


TREES = st.recursive(elements(st.just([])), lambda children: elements(st.lists(children, max_size=4)), max_leaves=15)


@given(TREES)
def test_comes_out_as_markdown_writes_it(tree):
    assert to_html_string(tree) == write(tree)


@given(st.lists(TREES, max_size=4))
def test_line_breaks_stand_where_markdown_puts_them(blocks):
    ours = element("div", "\n", None, {}, blocks)
    stock = copy.deepcopy(ours)

    PrettifyTreeprocessor(MD).run(stock)
    Breaks(MD).run(ours)

    assert to_html_string(stock) == to_html_string(ours)


def test_a_tree_of_any_depth_is_written():
    root = at = Element("p")
    for _ in range(3000):
        at = SubElement(at, "em")

    assert to_html_string(root) == write(root)
