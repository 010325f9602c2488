"""Summary: the first sentence of a text, which stands for it in lists where nobody wrote one."""

import re

import nh3

SUMMARY_LENGTH = 200
NO_TAGS = nh3.Cleaner(tags=set())
MARKUP = re.compile("[<>&\xa0]")
# a full stop that ends no sentence: "z. B.", "3. Dezember", "Str."
LONGEST_NO_END = 8  # characters of it, and more
NO_END = re.compile(r"(?:\b[A-Za-zÄÖÜäöü]|\b\d{1,2}|\b(?:Nr|Str|St|Dr|Tel|ca|bzw|usw|vgl|inkl|max|min|Abs))$")


def first_sentence(html: str) -> str:
    """The first sentence of the first paragraph as plain text, at most 200 characters; "" when there is none.

    >>> first_sentence("<p>Am 3. Dezember ist <b>Fest</b>. Kommen Sie.</p>")
    'Am 3. Dezember ist Fest.'
    """
    _, is_there, rest = html.partition("<p>")
    text, is_whole, _ = rest.partition("</p>")
    if not is_there or not is_whole:
        return ""
    if MARKUP.search(text):
        text = NO_TAGS.clean(text)
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
    text = " ".join(text.split())
    for match in re.finditer(r"[.!?…][“\")]?(?=\s+[A-ZÄÖÜ„\d])", text):
        if not NO_END.search(text[max(0, match.start() - LONGEST_NO_END) : match.start()]):
            text = text[: match.end()]
            break
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;–- ") + "…"
