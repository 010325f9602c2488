"""WordPress' texts: what stands in its database, classic or in blocks, becomes the HTML that its readers saw."""

import re
from urllib.parse import unquote

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .media import Media, host_of
from .shortcodes import filled

BLOCKS = "<!-- wp:"
# blocks without a text of their own, which WordPress makes when it shows the page
MADE_LATE = re.compile(r"<!--\s*wp:([a-z0-9-]+(?:/[a-z0-9-]+)?)\s.*/-->", re.DOTALL)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# pictures that stand in the text itself
DATA = re.compile(r"(?<=[\"'])data:image/[^\"'\s<>]*")
INSIDE = "bild-im-text"
WORDS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "figure", "figcaption"),
    "summary",
}
PASSAGES = ("div", "blockquote", "section", "article", "aside", "header", "footer", "details", "form", "address")
OTHERS = ("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "hr", "pre", "script", "style")
# tags after which nothing is written that closes them
SINGLE = {"hr"}
UNCLOSED = {"p", "li", "dt", "dd", "td", "th", "tr"}
TAG = re.compile(rf"(</?(?:{'|'.join((*sorted(WORDS), *PASSAGES, *OTHERS))})\b[^<>]*>)", re.IGNORECASE)


def tidied(text: str) -> str:
    """A text with lines that end as ours, and without pictures as columns of letters."""
    return DATA.sub(INSIDE, text.replace("\r\n", "\n").replace("\r", "\n"))


def as_html(text: str, media: Media, left_out: list[str]) -> str:
    """The HTML of a text, with the addresses of files that lie beside the export; what cannot come is noted by its name."""
    is_classic = BLOCKS not in text
    late = [found[1] for one in COMMENT.findall(text) if (found := MADE_LATE.fullmatch(one))]
    left_out += [f"wp:{name}" for name in dict.fromkeys(late)]
    text = filled(COMMENT.sub("", text), media, left_out)
    return _arranged(paragraphs(text) if is_classic else text, media) if text.strip() else ""


def paragraphs(text: str) -> str:
    r"""A classic text with its paragraphs and lines as tags: empty lines part paragraphs, where no tag does.

    >>> paragraphs("Am Bach.\n\nMit Musik\nund Kuchen.<ul>\n<li>Waffeln</li>\n</ul>")
    '<p>Am Bach.</p><p>Mit Musik<br>und Kuchen.</p><ul><li>Waffeln</li></ul>'
    """
    parts, around = [], [""]
    for number, piece in enumerate(TAG.split(text)):
        if number % 2:
            parts.append(piece)
            _enter(piece, around)
        elif around[-1] in {"pre", "script", "style"}:
            parts.append(piece)
        elif around[-1] in WORDS:
            parts.append(re.sub(r"\s*\n\s*", "<br>", piece.strip("\n")))
        else:
            chunks = filter(str.strip, re.split(r"\n[ \n]*\n", piece))
            parts += ["<p>" + re.sub(r" *\n", "<br>", one.strip()) + "</p>" for one in chunks]
    return "".join(parts)


def _enter(tag: str, around: list[str]) -> None:
    """Note in which elements the text behind a tag stands, as far as its author was tidy."""
    name = (re.search(r"\w+", tag) or [""])[0].lower()
    if name in SINGLE:
        return
    if not tag.startswith("</"):
        if around[-1] == "p":
            around.pop()
        around.append(name)
        return
    while around[-1] != name and around[-1] in UNCLOSED:
        around.pop()
    if around[-1] == name:
        around.pop()


def _arranged(text: str, media: Media) -> str:
    """The HTML with what WordPress' themes and scripts made of some elements."""
    whole = lxml_html.fragment_fromstring(text, create_parent="div")
    for element in list(whole.iter("a", "img", "iframe", "audio", "video", "object", "ul")):
        if element.tag == "img":
            _picture(element, media)
        elif element.tag == "a":
            _link(element, media)
        elif element.tag == "object":  # shows a document that is linked beside it
            element.drop_tree()
        elif element.tag != "ul":
            _player(element)
        elif "blocks-gallery-grid" in _classes(element):
            for item in [*element.findall("li"), element]:
                item.drop_tag()
    _without_lost_words(whole, media)
    return str(lxml_html.tostring(whole, encoding="unicode"))


def _classes(element: HtmlElement) -> set[str]:
    return set(element.get("class", "").split())


def _picture(picture: HtmlElement, media: Media) -> None:
    """A picture from where it lies now, described as in its text or else in the library; a sign for a feeling as that sign."""
    classes = _classes(picture)
    if classes & {"emoji", "wp-smiley"}:
        picture.tail = picture.get("alt", "") + (picture.tail or "")
        picture.drop_tree()
        return
    late = picture.get("data-src") or picture.get("data-lazy-src") or ""
    picture.set("src", media.address(late if late.startswith("http") else picture.get("src", "")))
    number = next((one.removeprefix("wp-image-") for one in classes if one.startswith("wp-image-")), "")
    if not picture.get("alt", "").strip() and (alt := media.alt(number or picture.get("data-id", ""))):
        picture.set("alt", alt)


def _without_lost_words(whole: HtmlElement, media: Media) -> None:
    """Take out what is said below pictures that nobody is going to see."""
    for figure in whole.iter("figure"):
        pictures = figure.findall(".//img")
        if pictures and all(_is_lost(one, media) for one in pictures):
            for words in figure.findall(".//figcaption"):
                words.drop_tree()


def _is_lost(picture: HtmlElement, media: Media) -> bool:
    """Whether it neither comes along nor lies on another server."""
    src = picture.get("src", "")
    is_elsewhere = host_of(src) and host_of(src) not in media.all_hosts
    return not is_elsewhere and not (media.has(src) and picture.get("alt", "").strip())


def _link(link: HtmlElement, media: Media) -> None:
    href = link.get("href", "")
    if "wp-block-file__button" in _classes(link):  # leads where the name beside it does
        link.drop_tree()
    elif link.find(".//img") is not None and not link.text_content().strip() and host_of(href) in media.all_hosts:
        link.drop_tag()  # to the picture in large, or to a page of its own
    elif href:
        link.set("href", media.address(href))


def _player(player: HtmlElement) -> None:
    """A link to what a player or a frame shows; it is fetched by nobody who does not follow it."""
    source = player.find("source")
    address = player.get("src") or player.get("data-src") or (source.get("src", "") if source is not None else "")
    address = re.sub(r"^(?=//)", "https:", address)
    if not address.startswith(("https://", "http://")):
        player.drop_tree()
        return
    tail, player.tail = player.tail, None
    link = lxml_html.Element("a", href=address)
    link.text = address if player.tag == "iframe" else unquote(re.split(r"[?#]", address)[0].rpartition("/")[2])
    paragraph = lxml_html.Element("p")
    paragraph.append(link)
    paragraph.tail = tail
    player.getparent().replace(player, paragraph)
