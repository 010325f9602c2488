"""`invoke coverage`: how much of the rooms that must not fail is run by tests, branches counted too; 1 when it is too little.

Builds and their workers count as well. Tests that drive browsers and web servers have nothing to add and are left out.
"""

import argparse
import io
import shutil
import subprocess
import sys

from coverage import Coverage

from .conftest import ROOT

ROOMS = {
    "parse": "parse/*",
    "validate": "validate/*",
    "link": "link/*",
    "calendar": "calendar/*",
    "publish": "publish/*",
}
LEAST_PERCENT = 95
# what asks these rooms; the rest asks the same once more
TESTS = (
    *("calendar", "corners", "dates", "problems", "hostile_input", "golden", "outputs", "languages", "taking_part"),
    *("facts", "press", "search", "plan", "office", "cms", "edit", "freeze"),
)
# those who need the whole shipped site, a browser or a server take minutes and run the same lines
LEFT_OUT = {"shipped_site", "address", "browser", "npm"}


def pytest_collection_modifyitems(config, items):
    """Leave out what takes minutes; this module is a plugin of the run that it begins."""
    left = [item for item in items if LEFT_OUT & set(item.fixturenames)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def percent(coverage, room):
    """Lines and branches of a room that were run, of a hundred."""
    pattern = [f"*/plugins/litfass/{ROOMS[room]}"]
    return coverage.report(include=pattern, file=io.StringIO())


def main():
    """Run the tests and print the figure of each room."""
    parser = argparse.ArgumentParser(prog="invoke coverage", description=__doc__)
    parser.add_argument("--again", action="store_true", help="only print what the last run found")
    parser.add_argument("--missing", action="store_true", help="name the lines and branches that no test ran")
    args = parser.parse_args()
    data = ROOT / ".cache/coverage"
    coverage = Coverage(config_file=ROOT / "pyproject.toml")
    if not args.again:
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        files = [f"tests/test_{name}.py" for name in TESTS]
        command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-n", "auto", "-p", "tests.covered"]
        code = subprocess.run([*command, *files, "plugins"], cwd=ROOT, check=False).returncode
        if code:
            return code
        coverage.combine([str(data)])
        coverage.save()
    coverage.load()
    if args.missing:
        coverage.report(
            include=[f"*/plugins/litfass/{one}" for one in ROOMS.values()], show_missing=True, skip_covered=True
        )
    figures = {room: percent(coverage, room) for room in ROOMS}
    for room, figure in figures.items():
        print(f"{'ok' if figure >= LEAST_PERCENT else 'NO'}  {room}: {figure:.1f} % of lines and branches")
    return int(min(figures.values()) < LEAST_PERCENT)


if __name__ == "__main__":
    sys.exit(main())
