"""Parsers: what another parser of Markdown would give and cost; `invoke bench-parsers` runs it.

Time per text over the bench's corpus, parser alone, and which of the constructs that our texts use it reads as they are meant.
Each parser is told to know all it can; it is installed into .cache/bench/parsers, for the product needs none of them.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .corpus import make
from .tools import CACHE

PACKAGES = (
    "mistune==3.4.0",
    "pyromark==0.10.3",
    "cmarkgfm==2025.10.22",
    "markdown-it-py==4.3.0",
    "mdit-py-plugins==0.7.0",
)
PARSERS = ("python-markdown", "mistune", "markdown-it-py", "cmarkgfm", "pyromark")
ITEMS, ROUNDS = 1000, 5
# a construct, a text with it, and what HTML must hold when it is read as it is meant
CONSTRUCTS = (
    ("table", "| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>"),
    ("definition list", "Kosten\n:   Keine.", "<dt>Kosten</dt>"),
    ("abbreviation", "Das THW hilft.\n\n*[THW]: Technisches Hilfswerk", '<abbr title="Technisches Hilfswerk">'),
    ("heading with an id", "## Am Abend", "id="),
    ("HTML between words", "Ein <kbd>Wort</kbd>.", "<kbd>Wort</kbd>"),
    ("list right after a line", "Bitte mitbringen:\n- Stifte", "<li>Stifte"),
    ("list by four spaces", "- a\n\n    - b", "<ul>\n<li>b"),
)


def main() -> None:
    """Print the table."""
    python = _installed()
    texts = json.dumps([item.body for item in make(ITEMS)])
    say = {name: _ask(sys.executable if name == "python-markdown" else python, name, texts) for name in PARSERS}
    first = say["python-markdown"]["milliseconds"]
    print("| parser | ms per text | × |", *(f" {name} |" for name, _, _ in CONSTRUCTS), sep="")
    print("|---" * (3 + len(CONSTRUCTS)) + "|")
    for name, said in say.items():
        known = "".join(f" {'yes' if one else 'no'} |" for one in said["constructs"])
        print(f"| {name} | {said['milliseconds']:.3f} | {said['milliseconds'] / first:.2f} |{known}")


def answer(name: str) -> None:
    """Read texts as JSON, and say as JSON how long one took at best and which constructs are read as they are meant."""
    convert = MAKERS[name]()
    texts = json.load(sys.stdin)
    best = min(_time(convert, texts) for _ in range(ROUNDS))
    constructs = [wanted in convert(text) for _, text, wanted in CONSTRUCTS]
    print(json.dumps({"milliseconds": best * 1000 / len(texts), "constructs": constructs}))


def _time(convert: Callable[[str], str], texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        convert(text)
    return time.process_time() - started


def _installed() -> str:
    folder = CACHE / "parsers"
    python = folder / "bin/python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", *PACKAGES], check=True)
    return str(python)


def _ask(python: str, name: str, texts: str) -> dict[str, object]:
    code = f"from bench.parsers import answer; answer({name!r})"
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run([python, "-c", code], input=texts, cwd=root, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def _python_markdown() -> Callable[[str], str]:
    import markdown  # noqa: PLC0415 - each is there in one of two places only

    sys.path.insert(0, "plugins")
    from litfass.body.passes import Passes  # noqa: PLC0415

    converter = markdown.Markdown(extensions=["tables", "def_list", "abbr", "sane_lists", "toc", Passes()])
    return lambda text: str(converter.reset().convert(text))


def _mistune() -> Callable[[str], str]:
    import mistune  # noqa: PLC0415

    return mistune.create_markdown(escape=False, plugins=["table", "def_list", "abbr"])


def _markdown_it() -> Callable[[str], str]:
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.anchors import anchors_plugin  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": True}).enable("table").use(deflist_plugin).use(anchors_plugin).render


def _cmark() -> Callable[[str], str]:
    import cmarkgfm  # noqa: PLC0415
    from cmarkgfm.cmark import Options  # noqa: PLC0415

    return lambda text: cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)


def _pyromark() -> Callable[[str], str]:
    import pyromark  # noqa: PLC0415

    return pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_DEFINITION_LIST).html


MAKERS = {
    "python-markdown": _python_markdown,
    "mistune": _mistune,
    "markdown-it-py": _markdown_it,
    "cmarkgfm": _cmark,
    "pyromark": _pyromark,
}

if __name__ == "__main__":
    main()
