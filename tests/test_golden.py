"""The tiny neighbourhood must become exactly these files.

`invoke update-golden` makes them anew; the difference is looked at like code. Pictures and sheets are compared by name
only: their bytes depend on the encoder, what they hold is read in test_outputs.py.
"""

import shutil
import tempfile
from pathlib import Path

from .conftest import TESTS, build, golden_names, golden_text

GOLDEN = TESTS / "golden"
LIST = "FILES.txt"
TEXT = {".html", ".ics", ".xml", ".txt"}
# of a further language a few are enough: a translated page, an untranslated one, a list, a feed, a calendar
TURKISH = {
    "tr/index.html",
    "tr/termine/sprachcafe/index.html",
    "tr/termine/kino-im-hof/index.html",
    "tr/projekte/garten-fuer-alle/index.html",
    "tr/feeds/termine.xml",
    "tr/kalender/alle.ics",
}


def texts(site):
    """Text outputs of a built site by their path."""
    paths = sorted(path for path in site.rglob("*") if path.suffix in TEXT)
    names = {str(path.relative_to(site)): path for path in paths}
    return {name: golden_text(path) for name, path in names.items() if not name.startswith("tr/") or name in TURKISH}


def test_same_files(golden_site):
    assert (GOLDEN / LIST).read_text(encoding="utf-8").splitlines() == golden_names(golden_site)


def test_same_texts(golden_site):
    expected = {
        str(path.relative_to(GOLDEN)): path.read_bytes().decode()
        for path in sorted(GOLDEN.rglob("*"))
        if path.is_file()
    }
    del expected[LIST]
    made = {name: text.encode().decode() for name, text in texts(golden_site).items()}

    assert sorted(expected) == sorted(made)
    for name, text in expected.items():
        assert text.splitlines() == made[name].splitlines(), name


def update():
    """Write what the tiny neighbourhood becomes today."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "output"
        done = build(TESTS / "site", site)
        assert done.returncode == 0, done.stdout + done.stderr
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in texts(site).items():
            target = GOLDEN / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        (GOLDEN / LIST).write_text("\n".join(golden_names(site)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    update()
