"""Licences: writes docs/licences.md from the locks and what each installed package says of itself.

Run in the environment that `make test` makes. What a package does not say is looked up once and stands in SAID_ELSEWHERE.
"""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """# Licences

Made by `docs/make_licences.py` from the locks; Litfass itself is under the MIT licence, its fonts under the OFL
(`theme/static/fonts/OFL.txt`). "site" is needed to build and publish, "tests" to test only, "installing" brings both.

| package | version | licence | needed for |
|---|---|---|---|
"""
# packages of other systems than the one this was made on, and packages whose metadata name no licence
SAID_ELSEWHERE = {"colorama": "BSD-3-Clause", "pywin32": "PSF-2.0", "winrt-runtime": "MIT", "tzdata": "Apache-2.0"}
LONGEST_NAME = 60  # longer ones are whole licences
LOCKED = re.compile(r"^([a-zA-Z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def page() -> str:
    """The page as it should be."""
    needed = {
        (name, version): needs
        for needs, lock in (("tests", "-dev"), ("installing", "-installer"), ("site", ""))
        for name, version in locked(ROOT / f"requirements{lock}.txt").items()
    }
    rows = [f"| {name} | {version} | {licence(name)} | {needs} |" for (name, version), needs in sorted(needed.items())]
    return HEAD + "\n".join(rows) + "\n"


def locked(path: Path) -> dict[str, str]:
    """Names and versions of a lock."""
    return dict(LOCKED.findall(path.read_text(encoding="utf-8")))


def licence(name: str) -> str:
    """The licence a package gives, in the words of its metadata: expression, classifiers, or a short text."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return SAID_ELSEWHERE.get(name, "?")
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    short = str(said.get("License") or "").strip().splitlines()
    named = " or ".join(one for one in classifiers if one != "OSI Approved")
    return named or (short[0] if short and len(short[0]) < LONGEST_NAME else "") or SAID_ELSEWHERE.get(name, "?")


if __name__ == "__main__":
    (ROOT / "docs/licences.md").write_text(page(), encoding="utf-8")
