"""Posts: articles of an older site become news and pages of ours, with their old addresses leading to the new ones."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..parse.characters import FORBIDDEN
from ..site import Site
from .clean import LONGEST_TEXT, from_html, line
from .moving import Moving
from .older_sites.post import LONGEST_SOURCE, NoPosts, OldSite, Post, kept
from .origin import topics_of
from .taken import Remark, Taken

HTML_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
# a link or a picture whose address only the old site could fill in
LEADS_NOWHERE = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*\)")
LONGEST_SUMMARY = 200  # the model's limit
# one sign again and again: 200 of them are a line across any page, and of thousands each costs Markdown more than the one before
ENDLESS = re.compile(r"(([^\w\s])\2{199})\2+")


def as_ours(
    old: OldSite, site: Site, content: Path, stem_of: Callable[[Taken], str]
) -> tuple[list[Taken], dict[Path, str]]:
    """The posts as news and pages, and the files they show or link to, by the path in the content they are to get.

    `stem_of` says what a thing's file will be called.

    Raises:
        NoPosts: there are none.

    """
    ordered = sorted(old.posts, key=lambda post: (post.day, post.name))
    if not ordered:
        raise NoPosts("no-posts")
    stems = {post.name: stem_of(_taken(post, {"title": _title(post)})) for post in ordered}
    moving = Moving(old, stems, ordered, content)
    return [_thing(post, moving, site) for post in ordered], moving.files


def _taken(post: Post, fields: dict[str, Any], body: str = "", remarks: Iterable[Remark] = ()) -> Taken:
    return Taken(f"post:{post.name}", post.kind, fields, body, name=post.stem, remarks=tuple(remarks))


def _title(post: Post) -> str:
    return line(post.title)[:200] or post.stem


def _thing(post: Post, moving: Moving, site: Site) -> Taken:
    remarks = list(post.remarks)
    body = _body(post, moving, remarks)
    fields: dict[str, Any] = {"title": _title(post)}
    addresses = dict.fromkeys(map(kept, post.addresses))
    if post.kind == "page":  # it may stand where it stood
        own_link = site.addresses.to("page", slug=moving.stems[post.name])
        addresses = {one: None for one in addresses if f"{site.addresses.base}{one}" != own_link}
    own = [one for one in addresses if f"{site.addresses.base}{one}" in site.addresses.fixed()]
    if formerly := [one for one in addresses if one not in own]:
        fields["formerly"] = formerly
    # where a list of ours stands, such as "/termine/", nothing can lead on
    remarks += [Remark(post.title, "left-out-key", {"key": "formerly", "value": one, "why": ""}) for one in own]
    if summary := line(HTML_TAG.sub("", post.summary)):
        is_short = len(summary) <= LONGEST_SUMMARY
        fields["summary"] = summary if is_short else summary[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
    if topics := topics_of(post.words, site):
        fields["topics"] = topics
    if post.is_draft:
        fields["draft"] = "yes"
    if post.picture:
        written, alt = post.picture
        if file := moving.picture(written, post) if alt else "":
            fields["image"] = {"file": file, "alt": alt}
        else:
            remarks.append(Remark(post.title, "picture-left-out", {"value": written[:80]}))
    return _taken(post, fields, body, remarks)


def _body(post: Post, moving: Moving, remarks: list[Remark]) -> str:
    """The text with links that lead where they did; what only the old site could do is taken out and said."""
    text = FORBIDDEN.sub("", post.body.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    is_long = post.is_html and len(text) > LONGEST_SOURCE
    if row := ENDLESS.search(text):
        remarks.append(Remark(post.title, "row-cut", {"value": row[2]}))
        text = ENDLESS.sub(r"\1", text)
    if post.is_html:
        text = from_html(text[:LONGEST_SOURCE], post.base)
    text = moving.addressed(text)
    if post.template and (found := post.template.search(text)):
        remarks.append(Remark(post.title, "template-left-out", {"value": line(found[0])[:60]}))
        text = LEADS_NOWHERE.sub(lambda match: "" if match[1] else match[2], post.template.sub("", text))
    text = moving.linked(text, post, remarks)
    if is_long or len(text) > LONGEST_TEXT * 5:
        remarks.append(Remark(post.title, "was-cut", {}))
        text = text[: LONGEST_TEXT * 5].rsplit("\n", 1)[0]
    return re.sub(r"\n{3,}", "\n\n", text).strip()
