"""Writes messages.md: every message an editor may read, with the broken lines that cause it, from tests/problems."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "plugins"))

from litfass.problems import Problem, codes  # noqa: E402 - the plugin is not installed, only found

HEAD = """# Was die Meldungen bedeuten

Jede Meldung nennt die Datei und die Zeile, sagt, was nicht stimmt, und wie Sie es beheben. Ein **Fehler** hält die
Veröffentlichung auf; ein **Hinweis** nicht. Die öffentliche Seite bleibt in jedem Fall, wie sie ist.

Diese Seite wird aus den Meldungen selbst erzeugt (`python docs/editors/make_messages.py`).
"""


def page() -> str:
    """The whole page as Markdown, one section a message, in the order of messages.toml."""
    cases = {_code(path): path for path in sorted((ROOT / "tests/problems").rglob("*.txt"))}
    return HEAD + "".join(_section(code, cases.get(code)) for code in codes())


def _code(path: Path) -> str:
    stem = re.sub(r"^(\d{4}-\d{2}-\d{2}-|zz-)", "", path.name.partition(".")[0])
    return {"File_Name": "file-name", "sprachcafe": "language-not-offered", "music": "file-type"}.get(stem, stem)


def _section(code: str, case: Path | None) -> str:
    problem = Problem("", 1, "", code)
    kind = "Fehler" if problem.is_error else "Hinweis"
    text = f"\n## {code}\n\n{kind}: {problem.what('de')}\n{problem.cure('de')}\n"
    text = re.sub(r"\{\w+\}", "…", text)
    if case is None:
        return text
    german = case.read_text(encoding="utf-8").split("\n\n")[0]
    return f"{text}\nZum Beispiel:\n\n```\n{german}\n```\n"


if __name__ == "__main__":
    (Path(__file__).parent / "messages.md").write_text(page(), encoding="utf-8")
