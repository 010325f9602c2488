"""Who may import whom: the table of docs/architecture.md, held against every file."""

import ast
import re

import pytest

from .conftest import ROOT

PLUGIN = ROOT / "plugins/litfass"
# from the lowest floor up: each room with those it may import, which all stand before it
MAY_IMPORT = {
    "problems": set(),
    "clock": {"problems"},
    "slug": set(),
    "glyphs": set(),
    "policy": set(),
    "machine": set(),
    "kept": {"machine"},
    "settings": {"problems"},
    "calendar": set(),
    "model": {"calendar", "problems"},
    "address": {"model"},
    "programme": {"calendar", "model"},
    "site": {"address", "calendar", "model", "programme"},
    "words": {"calendar", "model"},
    "parse": {"kept", "problems"},
    "validate": {"model", "parse", "problems", "slug"},
    "body": {"kept", "model", "parse", "problems", "slug"},
    "link": {"address", "body", "calendar", "kept", "model", "parse", "problems", "site", "slug", "validate"},
    "read": {"body", "kept", "link", "machine", "model", "parse", "problems", "validate"},
    "doubts": {
        "body",
        "calendar",
        "glyphs",
        "link",
        "machine",
        "model",
        "parse",
        "problems",
        "site",
        "validate",
        "words",
    },
    "check": {"address", "clock", "doubts", "link", "problems", "read", "settings", "site"},
    "schema": {"calendar", "model"},
    "edit": {
        "calendar",
        "check",
        "clock",
        "link",
        "machine",
        "model",
        "parse",
        "problems",
        "read",
        "site",
        "slug",
        "validate",
    },
    "cms": {"edit", "model", "problems", "schema", "site", "validate", "words"},
    "imports": {
        "body",
        "calendar",
        "check",
        "edit",
        "machine",
        "model",
        "parse",
        "problems",
        "read",
        "schema",
        "site",
        "slug",
        "validate",
    },
    "formats": {"address", "calendar", "model", "site", "words"},
    "pictures": {"model", "site", "words"},
    "account": {"model", "site", "words"},
    "mail": {"model", "site", "words"},
    "sheets": {"account", "calendar", "glyphs", "model", "pictures", "problems", "site", "slug", "words"},
    "printing": {"address", "clock", "link", "problems", "read", "settings", "sheets", "site", "words"},
    "incremental": {"address", "calendar", "clock", "kept", "machine", "model", "programme", "settings", "site"},
    "publish": {
        "account",
        "address",
        "calendar",
        "cms",
        "formats",
        "incremental",
        "kept",
        "model",
        "pictures",
        "problems",
        "programme",
        "sheets",
        "site",
        "words",
    },
    "render": {"body", "formats", "incremental", "model", "publish", "sheets", "site", "words"},
    "make": {
        "address",
        "formats",
        "incremental",
        "kept",
        "link",
        "machine",
        "policy",
        "problems",
        "publish",
        "render",
        "sheets",
        "site",
        "words",
    },
    "generator": {"address", "clock", "kept", "link", "make", "problems", "publish", "read", "settings", "site"},
    "build": {"incremental", "problems", "settings", "site"},
    "preview": {"build", "generator", "kept", "make", "publish"},
    "release": {"address", "build", "kept", "make", "policy", "problems", "settings", "site"},
    "patterns": {"formats", "render", "words"},
    "commands": {
        "address",
        "build",
        "check",
        "clock",
        "cms",
        "edit",
        "imports",
        "link",
        "mail",
        "model",
        "patterns",
        "preview",
        "printing",
        "problems",
        "publish",
        "read",
        "release",
        "render",
        "schema",
        "settings",
        "sheets",
        "site",
        "words",
    },
    "__init__": {"generator"},
    "__main__": {"build", "commands"},
}
ONLY_IN = {
    "pelican": {"__init__", "generator", "build"},
    "jinja2": {"patterns", "render"},
    "pydantic": {"model", "schema", "validate"},
    "boto3": {"release"},
    "ghp_import": {"release"},
    "typst": {"sheets"},
}
FILES = sorted(PLUGIN.rglob("*.py"))


def imports(path):
    """Absolute names of what a file imports; ours begin with "litfass."."""
    package = ("litfass", *path.relative_to(PLUGIN).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (".".join((*base, name)) for name in names)


def room(path):
    return path.relative_to(PLUGIN).with_suffix("").parts[0]


def neighbours(path):
    """The other rooms a file imports from."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("litfass.")} - {room(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_room_imports_only_its_neighbours(path):
    assert set() == neighbours(path) - MAY_IMPORT[room(path)]


def test_nothing_goes_round_in_circles():
    rooms = list(MAY_IMPORT)

    assert [] == [(one, other) for one in rooms for other in MAY_IMPORT[one] if rooms.index(other) >= rooms.index(one)]


def test_no_room_may_what_it_does_not_need():
    used = {one: set().union(*(neighbours(path) for path in FILES if room(path) == one)) for one in MAY_IMPORT}

    assert used == MAY_IMPORT


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_foreign_packages_stay_in_their_rooms(path):
    foreign = {name.partition(".")[0] for name in imports(path)}

    assert set() == {name for name in foreign & set(ONLY_IN) if room(path) not in ONLY_IN[name]}


def test_publishers_do_not_import_each_other():
    publishers = {path.stem for path in (PLUGIN / "publish").glob("*.py")} - {"__init__", "output"}
    found = {
        (path.stem, name)
        for path in (PLUGIN / "publish").glob("*.py")
        for name in imports(path)
        if name.startswith("litfass.publish.") and name.split(".")[2] in publishers
    }

    assert set() == found


def test_the_drawing_names_every_room():
    drawing = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {
        path.name if path.is_file() else path.name + "/"
        for path in PLUGIN.iterdir()
        if not path.name.startswith("__py")
    }

    assert set() == {name for name in rooms if not re.search(rf"^ +{re.escape(name)} ", drawing, re.MULTILINE)}


def test_floors_are_drawn_as_they_are():
    drawing = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    lines = drawing.partition("from rooms on floors below its own")[2].partition("\n- ")[0].splitlines()
    # what stands right of a floor's name
    floors = [re.findall(r"\w+", line[17:]) for line in lines if line.startswith("    ")]
    floor_of = {name: number for number, names in enumerate(reversed(floors)) for name in names if name in MAY_IMPORT}

    assert set(floor_of) == set(MAY_IMPORT)
    assert [] == [(one, other) for one in MAY_IMPORT for other in MAY_IMPORT[one] if floor_of[other] > floor_of[one]]
