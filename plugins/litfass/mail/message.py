"""Message: an issue of the newsletter as one message that any mail program can open and send on.

Between words and the commands. Source: RFC 5322, RFC 2046 (multipart/alternative), RFC 2387 (related), RFC 2369.
"""

from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from textwrap import fill

from ..model import Newsletter
from ..site import Site
from ..words import Words
from .newsletter import sections

LINE = 72


def message(site: Site, words: Words, issue: Newsletter, html: str, pictures: Mapping[str, bytes]) -> bytes:
    """The mail as bytes: plain text, and HTML with its pictures, which it names "cid:" and the picture's key.

    It has no recipient and is marked as not sent yet: the mail program opens it as a draft. The same issue gives the
    same bytes.
    """
    mail = EmailMessage(policy=SMTP)
    info, name = site.info, f"newsletter-{issue.from_.year}-{issue.number:02}"
    if sender := info.office.email or info.publisher.email:
        mail["From"] = Address(info.name, addr_spec=sender)
    mail["Subject"] = issue.title
    mail["Date"] = format_datetime(site.now)
    mail["Message-ID"] = f"<{name}@{info.host}>"
    mail["Content-Language"] = words.language
    mail["X-Unsent"] = "1"
    if info.newsletter.unsubscribe:
        mail["List-Unsubscribe"] = f"<mailto:{info.newsletter.unsubscribe}>"
    mail.set_content(plain_text(site, words, issue), cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    shown = mail.get_payload()[1]
    for key, data in pictures.items():
        shown.add_related(
            data, "image", "jpeg", cid=f"<{key}>", disposition="inline", filename=f"{key.partition('@')[0]}.jpg"
        )
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"={name}-{number}=")
    return mail.as_bytes()


def plain_text(site: Site, words: Words, issue: Newsletter) -> str:
    """The issue as plain text, lines folded where mail programs do not, every address written out."""
    parts = [issue.title, "=" * min(len(issue.title), LINE), issue.intro.strip()]
    for title, items in sections(words, issue):
        parts += [f"{title}\n{'-' * len(title)}"]
        parts += [f"{_folded(item.text)}{_link(site, item)}" for item in items]
    parts += [words._("To read on the web: {link}").format(link=site.addresses.absolute(site.addresses.of(issue)))]
    return "\n\n".join([part for part in parts if part] + ["-- \n" + "\n".join(foot(site, words))]) + "\n"


def foot(site: Site, words: Words) -> list[str]:
    """Who sends the mail and answers for it, in lines. Source: § 5 DDG, § 18 MStV."""
    info = site.info
    publisher, responsible = info.publisher, info.editor_responsible
    lines = [
        info.name,
        f"{publisher.name}, {publisher.street}, {publisher.postcode} {publisher.city}",
        ", ".join(part for part in (info.office.telephone, info.office.email) if part),
        (
            f"{words._('Responsible for the content:')} {responsible.name}, {responsible.street}, "
            f"{responsible.postcode} {responsible.city}"
        ),
        *(funder.statement or funder.name for funder in site.funders),
    ]
    if info.newsletter.unsubscribe:
        lines += [words._("No more mails: write to {email}.").format(email=info.newsletter.unsubscribe)]
    if page := site.legal_page("imprint"):
        lines += [f"{page.title}: {site.addresses.absolute(site.addresses.of(page))}"]
    return [line for line in lines if line]


def _folded(text: str) -> str:
    return fill(text, LINE, break_long_words=False, break_on_hyphens=False)


def _link(site: Site, item: object) -> str:
    things = [about.thing for about in item.about]
    return "".join(f"\n{site.addresses.absolute(site.addresses.of(thing))}" for thing in things)
