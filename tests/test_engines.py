"""Style sheets and scripts in browsers other than Chromium: what Safari or an older browser does not know has something in its place.

See docs/decisions/0075.
"""

import re

import pytest

from .conftest import ROOT

STATIC = ROOT / "theme/static"
SHEETS = sorted((STATIC / "css").rglob("*.css"))
SCRIPTS = sorted([*STATIC.glob("js/*.js"), *STATIC.glob("worker/*.js")])
# what may stand in a block only that asks for it first, and where it is missing or does harm
ASKED_FOR = {
    r"text-wrap(-style)?: *pretty": "ends the process of a page in Safari 26",
    r"color-mix\(|light-dark\(|oklch\(": "a role that cannot be worked out leaves out lines and fills areas black; before Safari 16.2",
    r"@container|@scope|@starting-style|\bpopover\b|anchor-name": "before Safari 16 to 26",
}
# what has another name in Safari, and the name
OTHER_NAMES = {"hyphens": "-webkit-hyphens", "user-select": "-webkit-user-select"}
# what scripts do without, as it throws in browsers of people whom everything else reaches: Safari 15.4, Firefox 102
TOO_NEW = (
    r"\(\?<[=!]|AbortSignal\.(timeout|any)\(|Promise\.withResolvers|Array\.fromAsync|(Object|Map)\.groupBy|\.checkVisibility\(|"
    r"\.to(Sorted|Reversed|Spliced)\(|\.aria[A-Z]\w+|URL\.(canParse|parse)\(|showPopover|startViewTransition|requestIdleCallback\("
)


def text_of(path):
    """A style sheet or script without its comments."""
    return re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def unasked(css):
    """A style sheet without its blocks that ask first whether a browser knows something.

    >>> unasked("a { b: c } @supports (d: e) { @media print { f { g: h } } } i { j: k }")
    'a { b: c }  i { j: k }'
    """
    block = re.search(r"@supports[^{]*\{", css)
    if not block:
        return css
    depth, end = 1, block.end()
    while depth:
        depth += {"{": 1, "}": -1}.get(css[end], 0)
        end += 1
    return css[: block.start()] + unasked(css[end:])


@pytest.mark.parametrize("what", ASKED_FOR)
def test_what_is_missing_or_does_harm_somewhere_is_asked_for_first(what):
    assert [] == [path.name for path in SHEETS if re.search(what, unasked(text_of(path)))], ASKED_FOR[what]


@pytest.mark.parametrize(("name", "other"), OTHER_NAMES.items())
def test_what_safari_calls_otherwise_has_both_names(name, other):
    for path in SHEETS:
        css = text_of(path)
        values = re.findall(rf"(?<![-\w]){name}: *([\w-]+)", css)

        assert values == re.findall(rf"{other}: *([\w-]+)", css), path.name


def test_a_line_under_words_has_its_thickness_by_itself():
    """Safari passes over a `text-decoration` with a thickness altogether, and the page one is on would not be marked."""
    css = "".join(text_of(path) for path in SHEETS)

    assert [] == [value for value in re.findall(r"text-decoration: *([^;}]+?) *[;}]", css) if " " in value]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_run_in_older_browsers(path):
    assert not re.search(TOO_NEW, text_of(path))
