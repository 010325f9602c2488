"""Draft: the text of a new file, each of its keys explained, and what has to be asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model import FOLDERS, TYPES
from ..model.help import Help, help_of, keys_of
from ..model.participation import OWN_KEYS
from ..model.thing import Part
from ..parse import Document
from ..problems import Problem
from ..slug import slugify
from ..validate import validate
from .splice import scalar

# what is asked for; "when" becomes start and end
QUESTIONS = {
    "event": ("title", "when", "repeat", "until", "pause", "place"),
    "news": ("title", "date", "summary"),
    "project": ("title", "status", "goal"),
    "actor": ("title", "kind", "telephone", "email"),
    "place": ("title", "street", "postcode", "city", "wheelchair"),
    "participation": ("title", "kind", "deadlines"),
    "page": ("title", "summary"),
}
NEEDED = {"title", "when", "date", "status", "kind", "street", "wheelchair"}
DEFAULTS = {"status": "idea", "wheelchair": "unknown"}
# what stands in the file as a remark, ready to be used
OFTEN = {
    "event": (
        *("summary", "topics", "organizer", "partners", "room", "pause", "free", "price", "audience", "registration"),
        *("image", "project"),
    ),
    "news": ("about", "category", "topics", "author", "expires", "image"),
    "project": ("summary", "topics", "start", "carrier", "partners", "places", "funders", "contact", "image"),
    "actor": ("summary", "topics", "place", "address", "url", "hours", "languages", "offers", "verified", "image"),
    "place": ("summary", "wheelchair_note", "toilet", "transit", "rooms", "owner", "image"),
    "participation": ("summary", "topics", "contact"),
    "page": ("menu", "image"),
}
GROUPS = {
    "image": ("file", "alt", "credit"),
    "registration": ("by", "email", "note"),
    "address": ("street", "postcode", "city"),
    "menu": ("label", "order"),
    "funders": ("funder", "programme", "amount"),
}
LISTS = {"funders"}
LISTS_OF_WORDS = {"topics", "deadlines", "pause"}


@dataclass(frozen=True)
class Draft:
    """A new thing: its kind ("event") and what was said of it, by key; "" means: nothing."""

    kind: str
    said: Mapping[str, str]
    name: str = ""
    text: str = ""

    @property
    def stem(self) -> str:
        """The file's name without ending; "" when the title makes none. A news item's begins with its day."""
        stem = self.name or slugify(self.said.get("title", ""))
        return f"{self.said['date']}-{stem}" if self.kind == "news" and stem and not self.name else stem

    @property
    def path(self) -> str:
        """Where it will be, in the content folder."""
        return f"{FOLDERS[self.kind]}/{self.stem}.md"

    @property
    def fields(self) -> dict[str, Any]:
        """The head as values: an address as a group, words with commas between them as a list."""
        said = {key: value for key, value in self.said.items() if value}
        if self.kind == "news" and not self.name:
            said.pop("date", None)  # the file's name says it
        if self.kind != "place":
            return {key: _words(value) if key in LISTS_OF_WORDS else value for key, value in said.items()}
        address = {key: said.pop(key) for key in GROUPS["address"] if key in said}
        title = {"title": said.pop("title", "")}
        return {**title, "address": address, **said}

    def as_file(self, more: str, schema: str = "") -> str:
        """The file: what was said, then what else could be as remarks under the sentence `more`."""
        part, fields = TYPES[FOLDERS[self.kind]], self.fields
        lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
        for key, value in fields.items():
            lines += [f"# {help_for(part, key).meaning}", *_written(key, value)]
        lines += ["", f"# {more}"]
        for key in (*OFTEN[self.kind], *OWN_KEYS.get(self.said.get("kind", ""), ())):
            lines += [] if key in fields else remark(part, key)
        return "\n".join(["---", *lines, "---", self.text, ""])

    def wrong(self, key: str) -> Problem | None:
        """What is wrong with the value at a key, by the model; None when it may stand."""
        fields = self.fields
        if self.kind == "news":
            fields["date"] = self.said.get("date") or "2000-01-01"
        document = Document(f"{FOLDERS[self.kind]}/x.md", fields, {})
        return next((problem for problem in validate(document)[1] if problem.key.rpartition(".")[2] == key), None)


def help_for(part: type[Part], key: str) -> Help:
    """The help for an editor's key of a type."""
    return help_of(part, next(name for name, known in keys_of(part).items() if known == key))


def remark(part: type[Part], key: str) -> list[str]:
    """A key as a remark: what it means, and an example that counts once its # is gone."""
    found = help_for(part, key)
    if found.example:
        return [f"# {found.meaning}", f"#{key}: {found.example}"]
    inner, group = GROUPS.get(key, ()), part.parts()[key]
    first, other = ("- ", "  ") if key in LISTS else ("", "")
    lines = [
        f"{first if number == 0 else other}{name}: {help_for(group, name).example}" for number, name in enumerate(inner)
    ]
    return [f"# {found.meaning}", f"#{key}:", *(f"#  {line}" for line in lines)] if lines else []


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def _written(key: str, value: Any) -> list[str]:
    """A key with its value as lines of a head."""
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {name}: {scalar(text)}" for name, text in value.items())]
    if isinstance(value, list):
        return [f"{key}: [{', '.join(scalar(word, is_flow=True) for word in value)}]"]
    return [f"{key}: {scalar(value)}"]
