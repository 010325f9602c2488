"""Allowed: which HTML a text may hold, and a doubt for each tag that is dropped."""

import re

from ..parse import Document
from ..problems import Problem

TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "hr", "br"),
    *("a", "em", "strong", "abbr", "sup", "sub", "del", "ins", "kbd", "q", "cite", "small", "mark", "b", "i", "img"),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "figcaption"),
}
ATTRIBUTES = {
    "a": {"href", "title", "hreflang", "lang"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
}
GLOBAL_ATTRIBUTES = {"lang", "dir"}
SCHEMES = {"http", "https", "mailto", "tel"}
RAW_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?=[\s/>])[^>\n]*>?")
REFUSED_ATTRIBUTE = re.compile(
    r"""\s(?:on\w+|style|class|srcdoc)\s*=|\s(?:href|src)\s*=\s*["']?\s*(?!(?:https?|mailto|tel):)[\w+.&#;-]+:""",
    re.IGNORECASE,
)
ALT = re.compile(r"""\salt\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s]|[^"'\s>])""", re.IGNORECASE)
CODE = re.compile(r"^( {4}|\t).*$|^(```|~~~).*?^\2|(`+).+?\3", re.MULTILINE | re.DOTALL)


def refused_html(document: Document) -> list[Problem]:
    """A doubt for each raw tag that the allow-list drops."""
    if "<" not in document.body:
        return []
    source = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), document.body)
    found = []
    for match in RAW_TAG.finditer(source):
        line = document.body_line + source.count("\n", 0, match.start())
        if match[1].lower() not in TAGS or REFUSED_ATTRIBUTE.search(match[0]):
            found.append(Problem(document.path, line, "", "body-html", {"value": match[0][:60]}))
        elif match[1].lower() == "img" and not ALT.search(match[0]):
            found.append(Problem(document.path, line, "", "body-alt", {"value": match[0][:60]}))
    return found
