"""Problems: what an editor should mend, where it stands, and how it is said.

Knows no models and no formats; everybody left of Site reports here.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

QUOTED = (("„{}“", str.maketrans("„“", "‚‘")), ('"{}"', str.maketrans('"', "'")))
LONGEST_VALUE = 800
SHORTEST_BEGINNING = 4
# what has a command of its own to list it
OF_TRANSLATIONS = {"translation-behind", "translation-older"}


class LitfassError(Exception):
    """The root of all errors meant for programmers; `exitcode` is what the process should end with."""

    exitcode = 3

    def said(self, language: str) -> str:  # noqa: ARG002 - who has sentences of messages.toml says them in it
        """What is printed of it, in the language of messages where there are words for it."""
        return str(self)


class EnvironmentFault(LitfassError):
    """The machine lacks something: a right, a tool, space. Its text is one plain sentence."""

    exitcode = 2


class SaidFault(EnvironmentFault):
    """A fault that editors meet: its sentence is in messages.toml under `code`."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(say(code, "en", **values))
        self.code, self.values = code, values

    def said(self, language: str) -> str:
        """The sentence in the language of messages."""
        return say(self.code, language, **self.values)


class NoContent(SaidFault):
    """There is no content folder."""

    def __init__(self, path: Any) -> None:
        super().__init__("closing-no-content", path=path)


@dataclass(frozen=True)
class Problem:
    """One thing to mend: a code of messages.toml, its place and the values its sentences name.

    `path` is relative to the content folder, `line` counts from 1. `key` is the editor's key, "" when the
    whole file is meant. A value that is words of ours comes in both languages: {"de": "den Ort", "en": "place"}.
    """

    path: str
    line: int
    key: str
    code: str
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def is_error(self) -> bool:
        """True when nothing may be published; False for a doubt, which is only shown."""
        return _catalogue()[self.code].get("level", "error") == "error"

    def what(self, language: str = "de") -> str:
        """Say what is wrong, in one line."""
        return _fill(_catalogue()[self.code][language][0], self._said(language))

    def cure(self, language: str = "de") -> str:
        """Say what to write instead, with the nearest guess; "" when `what` says it all."""
        guess = self.values.get("guess")
        meant = {"de": "Meinten Sie „{guess}“? ", "en": 'Did you mean "{guess}"? '}[language] if guess else ""
        cure = "" if guess and _catalogue()[self.code].get("guess_says_all") else _catalogue()[self.code][language][1]
        used = " " + say("closing-used-in", language, value=self.values["used"]) if "used" in self.values else ""
        return _fill(meant + cure, self._said(language)).strip() + used

    def _said(self, language: str) -> dict[str, Any]:
        """The values of the sentences; where one is words of ours, those of the language."""
        spoken = {name: value[language] for name, value in self.values.items() if isinstance(value, dict)}
        return {"key": self.key, **self.values, **spoken}

    def text(self, language: str = "de", root: str = "") -> str:
        """Two lines for a terminal: `path:line: key: what`, then the cure, indented; never wrapped."""
        key = f"{one_line(self.key)[:LONGEST_VALUE]}: " if self.key else ""
        first = f"{root}{one_line(self.path)[:LONGEST_VALUE]}:{self.line}: {key}{self.what(language)}"
        cure = self.cure(language)
        return f"{first}\n  {cure}" if cure else first


def report(
    problems: Iterable[Problem],
    language: str = "de",
    root: str = "",
    *,
    is_published: bool = False,
    edited: Collection[str] | None = None,
) -> str:
    """All problems, each once, and a closing line that counts them: errors, doubts about `edited` files, other doubts.

    Where there are errors, a line says where the doubts begin. What is wrong with a picture is told once, with all
    places that use it. `root` stands before each path, so that a terminal makes it clickable. `is_published` says that
    the rest is shown without the broken files. Who says what was edited gets translations left behind in one line.
    "" when there are none.
    """
    found = sorted(for_people(problems), key=lambda p: (not p.is_error, p.path not in (edited or ())))
    if not found:
        return ""
    errors = [problem for problem in found if problem.is_error]
    behind = [one for one in found if one.code in OF_TRANSLATIONS] if edited is not None else []
    behind = behind if len(behind) > 1 else []
    doubts = [problem.text(language, root) for problem in found[len(errors) :] if problem not in behind]
    doubts += [say("closing-behind", language, count=len(behind))] if behind else []
    texts = [problem.text(language, root) for problem in errors]
    texts += [say("closing-from-here", language)] if errors and doubts else []
    counts = {"errors": len(errors), "doubts": len(found) - len(errors), "files": len({p.path for p in found})}
    phrases = {name: _counted(name, count, language) for name, count in counts.items()}
    name = "closing-doubts" if not errors else "closing-left-out" if is_published else "closing-errors"
    closing = _catalogue()[name][language][0]
    return "\n\n".join([*texts, *doubts, _fill(closing, phrases)])


def all_well(language: str = "de") -> str:
    """The sentence that there is nothing to mend."""
    return _catalogue()["closing-well"][language][0]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file and line; two of one kind in a line are two when they say different things."""
    found = {(one.path, one.line, one.key, one.code, one.what()): one for one in problems}
    return [found[place] for place in sorted(found)]


def for_people(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in order; what is wrong with a picture is told of the picture alone, which names the places that use it."""
    found = in_order(problems)
    pictures = {normalize("NFC", one.path): one for one in reversed(found) if one.path.startswith("images/")}
    used: dict[Problem, list[Problem]] = {}
    for one in found:
        if one.code == "picture-unusable" and (picture := pictures.get(f"images/{one.values['value']}")):
            used.setdefault(picture, []).append(one)
    told = {one for places in used.values() for one in places}
    return [_used_in(one, used.get(one, [])) for one in found if one not in told]


def _used_in(picture: Problem, places: list[Problem]) -> Problem:
    if not places:
        return picture
    names = ", ".join(dict.fromkeys(f"{one.path}:{one.line}" for one in places))
    return replace(picture, values={**picture.values, "used": names})


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, else the shortest that begins so; "" when there is none."""
    lowered, said = {candidate.casefold(): candidate for candidate in known}, word.casefold()
    found = get_close_matches(said, lowered, n=1, cutoff=0.7)
    if not found and len(said) >= SHORTEST_BEGINNING:
        found = sorted((one for one in lowered if one.startswith(said)), key=len)
    return lowered[found[0]] if found else ""


def say(code: str, language: str, **values: Any) -> str:
    """One sentence of the catalogue that is no problem, such as "closing-published"."""
    return _fill(_catalogue()[code][language][0], values)


def codes() -> list[str]:
    """All codes a Problem may have, in the order of the catalogue."""
    return [code for code in _catalogue() if not code.startswith("closing-")]


def _counted(name: str, count: int, language: str) -> str:
    one, many = _catalogue()[f"closing-count-{name}"][language]
    return _fill(one if count == 1 else many, {"count": count})


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "messages.toml").read_text(encoding="utf-8"))


def _fill(text: str, values: Mapping[str, Any]) -> str:
    for name, value in values.items():
        said = one_line(str(value))[:LONGEST_VALUE]
        # quotation marks within quotation marks are single ones
        for marks, inner in QUOTED:
            text = text.replace(marks.format("{" + name + "}"), marks.format(said.translate(inner)))
        text = text.replace("{" + name + "}", said)
    return text


def one_line(text: str) -> str:
    r"""Words of strangers kept on their line, so that they cannot look like another message or a CI command.

    >>> one_line("::error::Fest\nim Hof")
    ': :error: :Fest�im Hof'
    """
    return "".join(char if char.isprintable() else "�" for char in text).replace("::", ": :")
