"""Table: a table as office programs save it (CSV) becomes things, a row each; its columns are named as our keys are.

German names do as well, those that check would guess; days and times are read as people write them.
"""

import csv
import hashlib
import io
import re
from datetime import date
from typing import Any

from ..edit.draft import LISTS_OF_WORDS
from ..edit.sentences import say
from ..edit.when import NotUnderstood, read_when
from ..model import FOLDERS, TYPES
from ..model.amount_readers import is_free
from ..model.event_parts import Registration
from ..model.german import meant_by
from ..model.place import Address
from ..model.thing import Part
from ..problems import LitfassError, Problem
from ..schema import words_for
from ..site import Site
from .clean import decoded, line, markdown
from .origin import ids_of, place_fields
from .taken import Remark, Taken

DELIMITERS = ";,\t|"
# what tables call things, beside what the models know
COLUMNS = {
    "beschreibung": "body",
    "text": "body",
    "kurztext": "summary",
    "uhrzeit": "time",
    "zeit": "time",
    "von": "start",
    "wochentag": "weekday",
    "bis": "end",
    "wo": "place",
    "veranstaltungsort": "place",
    "raum": "room",
    "eintritt": "price",
    "kostenlos": "free",
    "link": "url",
    "web": "url",
    "webseite": "url",
    "homepage": "url",
    "website": "url",
    "kennung": "uid",
    "nr": "uid",
    "telefon": "telephone",
    "mail": "email",
    "e-mail": "email",
    "straße": "street",
    "strasse": "street",
    "plz": "postcode",
    "stadt": "city",
    "name": "title",
    "titel": "title",
    "bezeichnung": "title",
    "veranstaltung": "title",
    "art": "kind",
    "rollstuhl": "wheelchair",
    "status": "status",
}
WORDS = {"ja": "yes", "nein": "no", "x": "yes", "teilweise": "limited", "unbekannt": "unknown"}
ADDRESS = tuple(Address.editor_keys())
# of two columns that say when something starts, that of the day; the other one has the time
DAYS = ("datum", "date", "tag", "wann")
WHOLE_DAY = ("ganztägig", "ganztags", "all day")
# the first line by which a table tells office programs what separates its cells
SEPARATOR = re.compile(r'"?sep=(?P<delimiter>[;,\t|])"?\r?\n')
# "18:00:00", as office programs save a time
SECONDS = re.compile(r"(?<=\d:\d\d):\d\d(?!\d)")


class NoTable(LitfassError):
    """There is no table of things in it."""

    exitcode = 1


def read_table(data: bytes, kind: str, site: Site, language: str) -> tuple[list[Taken], list[Remark]]:
    """A thing for each row that says something, and what could not be taken.

    Raises:
        NoTable: no column holds titles.

    """
    rows = _rows(data)
    keys = _keys(rows[0] if rows else [], TYPES[FOLDERS[kind]])
    if "title" not in keys:
        raise NoTable("no-table")
    unknown = [name for name, key in zip(rows[0], keys, strict=True) if not key and name.strip()]
    remarks = [Remark(FOLDERS[kind], "unknown-columns", {"known": ", ".join(unknown)})] if unknown else []
    taken: dict[str, Taken] = {}
    for row in rows[1:]:
        said = {key: value.strip() for key, value in zip(keys, row, strict=False) if key and value.strip()}
        if not said:
            continue
        if "title" not in said:
            why = Problem("", 1, "", "missing", {"name": "title"}).what(language)
            remarks.append(Remark("; ".join(said.values())[:80], "refused", {"why": why}))
            continue
        title = said["title"]
        try:
            thing = _thing(said, kind, site)
        except NotUnderstood as error:
            why = say(error.code, language, **error.values)
            remarks.append(Remark(title, "refused", {"why": why}))
            continue
        if taken.setdefault(thing.uid, thing) is not thing and taken[thing.uid] != thing:
            remarks.append(Remark(title, "row-twice"))
    return [*taken.values()], remarks


def _rows(data: bytes) -> list[list[str]]:
    """All cells; separated by whatever separates most in the first line, as German office programs use semicolons."""
    text = decoded(data)
    told = SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    first = text.partition("\n")[0]
    delimiter = told["delimiter"] if told else max(DELIMITERS, key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _keys(names: list[str], part: type[Part]) -> list[str]:
    """The keys the columns mean; beside a postcode "Ort" is the town, beside "Datum" "von" is the time; none stands twice."""
    keys = [_key(name, part) for name in names]
    if keys.count("start") > 1 and any(line(name).casefold() in DAYS for name in names):
        keys = [
            "time" if key == "start" and line(name).casefold() not in DAYS else key
            for name, key in zip(names, keys, strict=True)
        ]
    keys = ["" if key in keys[:at] else key for at, key in enumerate(keys)]
    if "postcode" not in keys or "address" not in part.editor_keys():
        return keys
    return ["city" if line(name).casefold() == "ort" else key for name, key in zip(names, keys, strict=True)]


def _key(name: str, part: type[Part]) -> str:
    """The key a column means; "" for one that we do not know."""
    written = line(name).casefold()
    known = {key.casefold(): key for key in part.editor_keys()}
    if written in known and written != "date":
        return known[written]
    return (
        COLUMNS.get(written)
        or part.synonyms.get(written)
        or (written if written in {*ADDRESS, "body", "uid"} else known.get(written, ""))
    )


def _thing(said: dict[str, str], kind: str, site: Site) -> Taken:
    body, uid = markdown(said.pop("body", "")), said.pop("uid", "")
    fields: dict[str, Any] = {"title": line(said.pop("title", ""))[:200]}
    if kind == "event":
        fields |= _when(said, site.today)
        fields |= place_fields(line(said.pop("place", "")), site)
    if written := said.pop("registration", ""):
        fields["registration"] = Registration.from_text(line(WORDS.get(written.casefold(), written)))
    if address := {key: line(said.pop(key)) for key in ADDRESS if key in said}:
        fields["address"] = address
    for key, known in (("topics", site.info.topics), ("audience", site.info.audiences)):
        if key in said:
            words = re.split(r"\s*[,;/]\s*", said.pop(key))
            fields |= {key: found} if (found := ids_of(words, known)) else {}
    if is_free(said.get("price")):
        fields |= {"free": "yes"}
        del said["price"]
    for key, value in said.items():
        fields[key] = (
            [line(one) for one in value.split(",")]
            if key in LISTS_OF_WORDS | {"languages", "offers"}
            else WORDS.get(value.casefold()) or meant_by(value, words_for(TYPES[FOLDERS[kind]], key)) or line(value)
        )
    start = fields.get("start", "")
    uid = uid or hashlib.sha256(f"{kind}|{fields['title']}|{start}".encode()).hexdigest()[:16]
    return Taken(f"csv-{kind}-{uid}", kind, fields, body)


def _when(said: dict[str, str], today: date) -> dict[str, str]:
    """Start and end, from one column or several: "Do 3.12. 15-17 Uhr", or a day, a beginning and an end."""
    first, clock, end, weekday = (said.pop(key, "") for key in ("start", "time", "end", "weekday"))
    if not first:
        return {}
    first = f"{weekday} {first}" if weekday and first[:1].isdecimal() else first
    clock = "" if clock.casefold() in WHOLE_DAY else clock
    when = read_when(SECONDS.sub("", f"{first} {clock}".strip()), today)
    found = {"start": when.start_text} | ({"end": when.end_text} if when.end_text else {})
    return found | ({"end": _end(SECONDS.sub("", end))} if end else {})


def _end(written: str) -> str:
    """An end as a file has it: 17 Uhr, 17:00, or a day."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:Uhr)?", written.strip())
    return f"{int(match[1]):02}:{match[2] or '00'}" if match else line(written)
