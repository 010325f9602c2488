"""Collects the words of templates and code into the translators' files; new ones come untranslated.

No dates and no line numbers are written, so that a file changes only when words do.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
METHODS = [("plugins/litfass/**.py", "python"), ("theme/templates/**.html", "jinja2")]


def template() -> Catalog:
    """All words with their plural and group, none translated."""
    catalog = Catalog()
    for _, _, words, _, group in extract_from_dir(
        ROOT, METHODS, {"**.html": {"silent": "false"}}, directory_filter=_may_hold_words
    ):
        catalog.add(words, context=group)
    return catalog


def update(path: Path, words: Catalog) -> None:
    """Bring one .po file up to date: words that are gone go, words that are new come empty."""
    catalog = read_po(path.open("rb"))
    catalog.update(words, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    header = "".join(
        f'"{name}: {value}\\n"\n'
        for name, value in catalog.mime_headers
        if name in ("Language", "Content-Type", "Plural-Forms")
    )
    with path.open("wb") as file:
        file.write(f'msgid ""\nmsgstr ""\n{header}\n'.encode())
        write_po(file, catalog, width=120, no_location=True, omit_header=True, sort_output=True)


def _may_hold_words(folder: str) -> bool:
    return Path(folder).name not in {".venv", ".cache", ".git", "output", "tests", "content", "docs"}


if __name__ == "__main__":
    for po in sorted(Path(__file__).parent.glob("*/LC_MESSAGES/litfass.po")):
        update(po, template())
