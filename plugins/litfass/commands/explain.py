"""Explain: what tasks there are and what each takes, in the language of messages; its sentences are in tasks.toml.

Knows no invoke: who has its tasks hands over their names, docstrings and options. Tasks that are not in tasks.toml are
for who carries the project on, and speak English.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from ..problems import say

NARROWEST = 30


def listing(docs: Mapping[str, str], language: str) -> str:
    """All tasks, each with one sentence: editors' by what one wants to do, then the others. `docs` are their docstrings."""
    ours = editors_tasks()
    parts = {
        part[language]: {name: _sentence(name, docs[name], language) for name in part["tasks"]} for part in _parts()
    }
    others = {name: docs[name].partition("\n")[0] for name in sorted(docs) if name not in ours}
    parts[say("closing-tasks-others", language)] = others
    width = max(map(len, docs)) + 2
    tables = [f"{title}\n\n{_columns(tasks, width)}" for title, tasks in parts.items()]
    return "\n\n".join([*tables, _filled(say("closing-tasks-more", language))])


def explained(task: str, doc: str, options: Iterable[str], language: str) -> str:
    """What a task of editors is for, an example where it needs words, and what each of its options means."""
    lines = [f"invoke {task}", "", _filled(_sentence(task, doc, language))]
    if shown := example(task, language):
        lines += [say("closing-usage-example", language, value=shown)]
    words = {f"--{option}": meaning(task, option)[language] for option in options}
    return "\n".join([*lines, "", _columns(words, max(map(len, words)) + 2)])


def meaning(task: str, option: str) -> dict[str, str]:
    """What an option of a task means, by language."""
    own = editors_tasks()[task].get("options", {})
    return own[option] if option in own else _catalogue()["options"][option]


def example(task: str, language: str) -> str:
    """A line as one may type it; "" for a task that needs no words, or is not an editor's."""
    return editors_tasks().get(task, {}).get("example", {}).get(language, "")


def editors_tasks() -> dict[str, dict[str, Any]]:
    """What tasks.toml says of each task, in the order in which editors see them."""
    return {name: words for part in _parts() for name, words in part["tasks"].items()}


def _sentence(task: str, doc: str, language: str) -> str:
    return editors_tasks()[task].get(language) or doc.partition("\n")[0]


def _columns(rows: Mapping[str, str], width: int) -> str:
    """Names, and beside them what they mean, as wide as the terminal."""
    room = max(get_terminal_size().columns - width - 3, NARROWEST)
    return "\n".join(line for name, text in rows.items() for line in _row(name, _wrapped(text, room), width))


def _row(name: str, lines: list[str], width: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {'' if number else name:{width}}{line}"


def _filled(text: str) -> str:
    return "\n".join(_wrapped(text, max(get_terminal_size().columns - 1, NARROWEST)))


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of a text in which paths and options stay whole."""
    return wrap(text, width, break_on_hyphens=False, break_long_words=False)


def _parts() -> list[dict[str, Any]]:
    return _catalogue()["parts"]


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("tasks.toml").read_text(encoding="utf-8"))
