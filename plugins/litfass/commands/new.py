"""Make a new file: asks a few questions, or takes the answers as options; explains each key in it."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ..edit.change import Desk, Refused
from ..edit.draft import DEFAULTS, LISTS_OF_WORDS, NEEDED, QUESTIONS, Draft, help_for
from ..edit.sentences import no_such, say, spoken_when
from ..edit.when import NotUnderstood, read_when
from ..model import FOLDERS, TYPES
from ..model.german import MEANT, meant_by
from ..schema import words_for
from .changing import tell_rest
from .kinds import add_kind
from .options import add_content, add_language, add_now, language_of

ONLY_OF_SERIES = {"until", "pause"}
HOLIDAYS = ("school-holidays", "public-holidays")
NONE = {"-", "–", "nein", "nie", "kein", "keine", "no", "none", "never"}
ALSO = ("summary", "topics", "organizer")
MOST_KNOWN = 12
HALF_A_YEAR = timedelta(days=182)
# whose German words are written with a capital
NOUNS = {"kind", "category"}


def add_arguments(parser: ArgumentParser) -> None:
    """Take the kind, and each answer as an option."""
    add_kind(parser, "what", QUESTIONS, help="what it is")
    for key in dict.fromkeys([key for keys in QUESTIONS.values() for key in keys] + list(ALSO)):
        parser.add_argument(f"--{key}", help='the day and time: "Do 3.12. 15-17 Uhr"' if key == "when" else None)
    parser.add_argument("--name", default="", help="name of the file, without ending; default: from the title")
    parser.add_argument("--text", default="", help="the text below the head")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Write the file, and print what is still wrong with it; 1 when none was written or an error is left."""
    content, language = Path(chosen.content or "content"), language_of(chosen)
    desk = Desk.of(content, chosen.now or "", language)
    try:
        draft = _Talk(chosen, desk).draft()
    except (EOFError, KeyboardInterrupt):
        raise Refused("\n" + say("gave-up", language)) from None
    path = content / draft.path
    if not draft.stem:
        raise Refused(say("no-name", language, title=draft.said["title"]))
    if any(path.with_suffix(ending).exists() for ending in (".md", ".yaml")):
        raise Refused(say("exists", language, path=path.as_posix()))
    schema = f"../.schema/{FOLDERS[draft.kind]}.json"
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:  # never over a file that somebody just made
        file.write(draft.as_file(say("more-keys", language), schema if (path.parent / schema).is_file() else ""))
    print(say("written", language, path=path.as_posix()))  # noqa: T201 - what this command is for
    print(say("write-on", language))  # noqa: T201
    return tell_rest(content, draft.path, chosen.now or "", language)


class _Talk:
    """Asks what was not given; a machine is not asked, and gets the defaults."""

    def __init__(self, chosen: Namespace, desk: Desk) -> None:
        self.chosen, self.desk, self.language, self.kind = chosen, desk, desk.language, chosen.what
        self.asks = sys.stdin.isatty()
        self.said: dict[str, str] = {}

    def draft(self) -> Draft:
        for key in dict.fromkeys((*QUESTIONS[self.kind], *ALSO)):
            given = getattr(self.chosen, key, None)
            if key in QUESTIONS[self.kind] or given:
                self._settle(key, given)
        return Draft(self.kind, self.said, self.chosen.name, self.chosen.text)

    def _settle(self, key: str, given: str | None) -> None:
        """Take an answer, ask again while it cannot be, and note it."""
        if key in ONLY_OF_SERIES and not given and not self.said.get("repeat"):
            return
        default = self._default(key)
        while True:
            asked = given is None and self.asks
            answer = self._ask(key, default) if asked else default if given is None else given.strip()
            wrong = self._note(key, answer)
            if not wrong:
                return
            if not asked:
                raise Refused(wrong)
            print(wrong)  # noqa: T201 - a conversation

    def _ask(self, key: str, default: str) -> str:
        part = TYPES[FOLDERS[self.kind]]
        asked = {"when": "ask-when", "repeat": "ask-repeat", "until": "ask-until", "pause": "ask-pause"}.get(key)
        label = say(asked, self.language) if asked else self._label(key)
        words = words_for(part, key)
        hints = [say("one-of", self.language, known=", ".join(self._explained(key, words)))] if words else []
        if key in {"place", "pause"}:
            known = self._places() if key == "place" else [one.id for one in self._pauses()]
            hints = [say("known-ones", self.language, known=", ".join(known))] if known else []
        print("\n".join(["", label, *hints]))  # noqa: T201
        return input(f"[{default}] > " if default else "> ").strip() or default

    def _label(self, key: str) -> str:
        part = TYPES[FOLDERS[self.kind]]
        group = part if key not in {"street", "postcode", "city"} else None
        if group is None:
            from ..model.place import Address  # noqa: PLC0415 - a place's address is asked line by line

            group = Address
        return help_for(group, key).meaning

    def _explained(self, key: str, words: Iterable[str]) -> list[str]:
        """Our words with the German ones that are understood too: "association (Verein)"."""
        if self.language != "de":
            return list(words)
        german = {word: MEANT[word][0] for word in words if word in MEANT}
        named = {word: one.capitalize() if key in NOUNS else one for word, one in german.items()}
        return [f"{word} ({named[word]})" if word in named else word for word in words]

    def _places(self) -> list[str]:
        return [place.id for place in self.desk.site.places][:MOST_KNOWN]

    def _pauses(self) -> list[Any]:
        """Closures that are not of one place only, holidays first."""
        known = [one for one in self.desk.site.things["closure"] if one.closure_kind != "place"]
        return sorted(
            known, key=lambda one: HOLIDAYS.index(one.closure_kind) if one.closure_kind in HOLIDAYS else len(HOLIDAYS)
        )

    def _default(self, key: str) -> str:
        if key == "pause":  # a machine sees no offer, and so takes none
            return ", ".join(one.id for one in self._pauses() if one.closure_kind in HOLIDAYS) if self.asks else ""
        office = self.desk.site.info.office.place
        own = {"date": str(self.desk.site.today), "place": office.id if office and self.kind == "event" else ""}
        return own.get(key) or DEFAULTS.get(key, "")

    def _note(self, key: str, answer: str) -> str:
        """Note an answer; the sentence to be told when it cannot be, else ""."""
        if key in {"repeat", *ONLY_OF_SERIES} and answer.lower() in NONE:
            answer = ""
        answer = meant_by(answer, tuple(words_for(TYPES[FOLDERS[self.kind]], key))) or answer
        if not answer:
            return say("needed", self.language, label=self._needed(key)) if key in NEEDED else self._keep(key, "")
        if key == "when":
            try:
                when = read_when(answer, self.desk.site.today)
            except NotUnderstood as error:
                return say(error.code, self.language, **error.values)
            print(say("understood", self.language, when=spoken_when(when, self.language)))  # noqa: T201
            self.said |= {"start": when.start_text, "end": when.end_text}
            return ""
        if key in {"until", "date"}:
            answer, wrong = self._day(key, answer)
        elif key == "pause":
            answer, wrong = self._known_pauses(answer)
        else:
            wrong = ""
        if wrong:
            return wrong
        if key == "place":
            try:
                answer = "" if answer == "-" else self.desk.place(answer)
            except Refused as error:
                return str(error)
        return self._keep(key, answer)

    def _day(self, key: str, answer: str) -> tuple[str, str]:
        """A day as files write it, and the sentence to be told when it cannot be; what is no day is left to the model.

        The year that was not said is that of the next such day after the start; of news, of the nearest.
        """
        first = date.fromisoformat(self.said["start"][:10]) if key == "until" else self.desk.site.today - HALF_A_YEAR
        try:
            when = read_when(answer, first)
        except NotUnderstood as error:
            return answer, "" if error.code == "when-no-day" else say(error.code, self.language, **error.values)
        print(say("understood", self.language, when=when.start.day))  # noqa: T201
        return str(when.start.day), ""

    def _known_pauses(self, answer: str) -> tuple[str, str]:
        """Pauses as files name them, and the sentence to be told when there is no such one; titles are understood too."""
        known = {name.casefold(): one.id for one in self.desk.site.things["closure"] for name in (one.title, one.id)}
        found = []
        for word in filter(None, (part.strip(" []") for part in answer.split(","))):
            if word.casefold() not in known:
                return "", no_such("pause", word, known.values(), self.language)
            found.append(known[word.casefold()])
        return ", ".join(dict.fromkeys(found)), ""

    def _needed(self, key: str) -> str:
        return say("ask-when", self.language) if key == "when" else self._label(key)

    def _keep(self, key: str, answer: str) -> str:
        tried = Draft(self.kind, {**self.said, key: answer}, self.chosen.name)
        wrong = tried.wrong(key) if answer and key not in LISTS_OF_WORDS else None
        if wrong:
            return f"{wrong.what(self.language)} {wrong.cure(self.language)}".strip()
        self.said[key] = answer
        return ""
