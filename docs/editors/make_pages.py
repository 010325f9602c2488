"""Writes the pages of the handbook that are made from the code itself.

messages.md: every message an editor may read, with the broken lines that cause it, from tests/problems.
repeat.md: every form in which a repetition may be written, from the grammar.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "plugins"))

from litfass.calendar.phrase import FORMS, parse_phrase  # noqa: E402 - the plugin is not installed, only found
from litfass.catalogue import words_in  # noqa: E402
from litfass.problems import Problem, codes  # noqa: E402

HEAD = """# Was die Meldungen bedeuten

Jede Meldung nennt die Datei und die Zeile, sagt, was nicht stimmt, und wie Sie es beheben. Ein **Fehler** hält die
Veröffentlichung auf; ein **Hinweis** nicht. Die öffentliche Seite bleibt in jedem Fall, wie sie ist.

Diese Seite wird aus den Meldungen selbst erzeugt (`python docs/editors/make_pages.py`).
"""

REPEAT = """# Was sich als Wiederholung schreiben lässt

Hinter `repeat:` steht eine dieser Formen, mit anderen Tagen, Zahlen und Monaten. Gezählt wird ab `start`; steht kein Wochentag
da, gilt der von `start`, und die Seite nennt ihn. „Jeden zweiten Dienstag“ kann zweierlei heißen: Schreiben Sie „alle zwei
Wochen dienstags“ oder „jeden zweiten Dienstag im Monat“. Tage dürfen kurz sein: „Di“ oder „Di.“. Die Seite schreibt die
Wiederholung selbst wieder hin, wie in der zweiten Spalte; so können Text und Termine sich nicht widersprechen. „Werktags“ sind
Montag bis Samstag. Statt einer Form kann unter `rrule:` auch stehen, was in der dritten Spalte steht, und unter `dates:` eine
Liste von Tagen.

| So geschrieben | So gelesen | Im Kalender (RFC 5545) |
|---|---|---|
"""


def messages() -> str:
    """The whole page as Markdown, one section a message, in the order of messages.toml."""
    cases = {_code(path): path for path in sorted((ROOT / "tests/problems").rglob("*.txt"))}
    return HEAD + "".join(_section(code, cases.get(code)) for code in codes())


def _code(path: Path) -> str:
    if code := {"sprachcafe.tr.md.txt": "no-such-change"}.get(path.name):
        return code
    stem = re.sub(r"^(\d{4}-\d{2}-\d{2}-|zz-)", "", path.name.partition(".")[0])
    return {
        "File_Name": "file-name",
        "sprachcafe": "language-not-offered",
        "music": "file-type",
        "garten": "translation-older",
        "topf": "no-such-entry",
        "vorlesen": "not-to-translate",
    }.get(stem, stem)


def _section(code: str, case: Path | None) -> str:
    problem = Problem("", 1, "", code)
    kind = "Fehler" if problem.is_error else "Hinweis"
    said = re.sub(r"([\[*])", r"\\\1", f"{problem.what('de')}\n{problem.cure('de')}")  # it shows Markdown, and is none
    said = said.replace("<", "&lt;")
    text = re.sub(r"\{\w+\}", "…", f"\n## {code}\n\n**{kind}:** {said}\n")
    if case is None:
        return text
    german = case.read_text(encoding="utf-8").split("\n\n")[0]
    return f"{text}\nZum Beispiel:\n\n```\n{german}\n```\n"


def repeat() -> str:
    """The table of all repeat forms, each as it is read back and as calendars get it."""
    words = words_in(ROOT / "theme", "de")
    rules = [(form, parse_phrase(form)) for form in FORMS]
    rows = [f"| `{form}` | {words.rule(rule)} | `{rule.to_rrule()}` |" for form, rule in rules if rule]
    return REPEAT + "\n".join(rows) + "\n"


PAGES = {"messages.md": messages, "repeat.md": repeat}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (Path(__file__).parent / name).write_text(make(), encoding="utf-8")
