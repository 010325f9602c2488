"""Usage: a command line that cannot be read, answered in the language of messages: one sentence, an example, exit code 2.

Knows the sentences of argparse and invoke, which are English.
"""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any, NoReturn

from ..problems import nearest, say
from ..settings.conf import message_language
from .explain import example

WRONG = 2
LARGEST_PORT = 65_535
# half of a day: "Sa 5.12." without quotation marks is two words
UNQUOTED = re.compile(r"\d{1,2}\.")
# what they say, and the end of our sentence's name; groups are its values
_SENTENCES = (
    (r"the following arguments are required: (?P<value>.*)", "missing"),
    (r".* did not receive required positional arguments: (?P<value>.*)", "missing"),
    (
        r"argument (?P<name>\S+): invalid choice: '?(?P<value>.*?)'? \((?:choose|maybe).*? from (?P<known>.*)\)",
        "choice",
    ),
    (r"argument (?P<name>\S+): invalid port value: '(?P<value>.*)'", "port"),
    (r"argument (?P<name>\S+): invalid day value: '(?P<value>.*)'", "day"),
    (r"argument (?P<name>\S+): invalid \w+ value: '(?P<value>.*)'", "number"),
    (r"invalid literal for int\(\).*: '(?P<value>.*)'", "number"),
    (r"argument (?P<name>\S+): expected .*", "no-value"),
    (r"Flag .*<Argument: (?P<name>[\w-]+).* needed value and was not given one!", "no-value"),
    (r"unrecognized arguments: (?P<value>.*)", "unknown"),
    (r"No idea what '(?P<value>.*)' is!", "unknown"),
)


class Parser(ArgumentParser):
    """A parser that says in plain words what it does not understand."""

    def error(self, message: str) -> NoReturn:
        """Print one line and end with 2."""
        command = self.prog.partition(" ")[2]
        options = [option for action in self._actions for option in action.option_strings]
        print(said(message, command, options), file=sys.stderr)  # noqa: T201 - what it is for
        raise SystemExit(WRONG)


def port(text: str) -> int:
    """A port of this computer.

    Raises:
        ValueError: it is none.

    """
    number = int(text)
    if not 0 <= number <= LARGEST_PORT:
        raise ValueError(text)
    return number


def said(message: str, command: str, known: Iterable[str] = (), words: Iterable[str] | None = None) -> str:
    """What is to be told instead of a message of argparse or invoke; `known` are words that may have been meant.

    `words` are those of the command line, in which a language may be named.
    """
    language = language_in(list(sys.argv if words is None else words))
    for pattern, name in _SENTENCES:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            values = {key: re.sub(r"['\"{}]|_\b", "", value) for key, value in match.groupdict().items()}
            if name == "no-value":
                values["name"] = f"--{values['name'].lstrip('-')}"
            return _sentence(f"closing-usage-{name}", language, command, values, known)
    return _sentence("closing-usage-unclear", language, command, {}, ())


def _sentence(code: str, language: str, command: str, values: dict[str, Any], known: Iterable[str]) -> str:
    more = []
    if code in {"closing-usage-unknown", "closing-usage-choice"}:
        first = values["value"].split(" ")[0]
        if guess := nearest(first, values.get("known", "").split(", ") if "known" in values else known):
            more.append(say("closing-meant", language, value=guess))
        if UNQUOTED.match(first):
            more.append(say("closing-usage-quotes", language))
    if code != "closing-usage-choice":
        more.append(_shown(command, language))
    return " ".join([say(code, language, **{"command": command, **values}), *more])


def _shown(command: str, language: str) -> str:
    """A line as one may type it, else where to read more."""
    if line := example(command, language):
        return say("closing-usage-example", language, value=line)
    return say("closing-usage-help", language, value=f"invoke --help {command}" if command else "invoke --list")


def language_in(words: list[str]) -> str:
    """The language of messages that a command line asks for, else that of the settings."""
    for before, word in zip(["", *words], words, strict=False):
        if before == "--language" and word in {"de", "en"}:
            return word
        if word in {"--language=de", "--language=en"}:
            return word[-2:]
    return message_language()
