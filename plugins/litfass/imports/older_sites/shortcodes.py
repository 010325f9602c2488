"""Shortcodes: what WordPress fills in between brackets when it shows a text, such as [gallery ids="1,2"]."""

import html
import re
from functools import partial

from .media import Media

CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\[\]]*)\]((?:(?!\[/?(?:wp_)?caption\b).)*+)\[/(?:wp_)?caption\]", re.DOTALL
)
PICTURE = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
CODE = re.compile(r"\[(\[?)(/?)([a-z][a-z0-9_-]*)((?:[\s=][^\[\]]*)?)/?\](\]?)")
ENDS = re.compile(r"\[/([a-z][a-z0-9_-]*)\]")
ATTRIBUTE = re.compile(r"""[\w-]\s*=\s*["'\w]""")
ADDRESS = re.compile(r"https?://[^\s\"'<>\[\]]+")
KNOWN = {"gallery", "playlist", "audio", "video", "embed", "youtube", "vimeo", "toc"}
# those that show what lies under an address
SHOWING = {"audio", "video", "embed", "youtube"}


def filled(text: str, media: Media, left_out: list[str]) -> str:
    """A text without its shortcodes: captions and galleries as HTML, players as addresses; what had to go is noted."""
    text = CAPTION.sub(_caption, text)
    ends = set(ENDS.findall(text))
    return CODE.sub(partial(_filled, media=media, ends=ends, left_out=left_out), text)


def _caption(match: re.Match[str]) -> str:
    """A picture with its words below it; the words stand behind the picture, or once stood among the attributes."""
    found = PICTURE.match(match[2])
    if not found:
        return match[2]
    named = re.search(r'\bcaption="([^"]*)"', match[1])
    words = found[2].strip() or (named[1] if named else "")
    return f"\n\n<figure>{found[1]}<figcaption>{words}</figcaption></figure>\n\n"


def _filled(match: re.Match[str], media: Media, ends: set[str], left_out: list[str]) -> str:
    opened, end, name, rest, closed = match.groups()
    if opened and closed:  # [[gallery]] is how one writes about it
        return match[0][1:-1]
    if name not in KNOWN and name not in ends and "_" not in name and not ATTRIBUTE.search(rest):
        return match[0]  # words in brackets
    if end:
        return opened + closed
    address = ADDRESS.search(html.unescape(rest)) if name in SHOWING else None
    pictures = _gallery(rest, media) if name == "gallery" else ""
    if not address and not pictures and name != "embed" and f"[{name}]" not in left_out:
        left_out.append(f"[{name}]")
    return opened + (f"\n\n{address[0]}\n\n" if address else pictures) + closed


def _gallery(rest: str, media: Media) -> str:
    found = re.search(r"""\b(?:ids|include)\s*=\s*["']?([\d,\s]+)""", rest)
    numbers = [one.strip() for one in found[1].split(",")] if found else []
    known = [(media.items[one]["attachment_url"], media.alt(one)) for one in numbers if one in media.items]
    pictures = (f'<img src="{html.escape(address)}" alt="{html.escape(alt)}">' for address, alt in known)
    return "".join(f"\n\n<figure>{one}</figure>\n\n" for one in pictures)
