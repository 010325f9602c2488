"""Who may import whom: the table of docs/architecture.md, held against every file."""

import ast
import re

import pytest

from .conftest import ROOT

PLUGIN = ROOT / "plugins/litfass"
MAY_IMPORT = {
    "problems": set(),
    "settings": {"problems"},
    "slug": set(),
    "clock": {"problems"},
    "disk": set(),
    "store": set(),
    "calendar": set(),
    "model": {"calendar", "problems"},
    "walk": {"problems"},
    "aside": set(),
    "parse": {"aside", "problems", "walk"},
    "body": {"aside", "model", "parse", "problems", "slug"},
    "pictures": {"model", "problems"},
    "overlay": {"model", "parse", "problems"},
    "outline": {"model", "problems", "walk"},
    "complaints": {"model", "parse", "problems"},
    "validate": {"complaints", "model", "overlay", "parse", "problems", "slug"},
    "crew": set(),
    "memory": set(),
    "texts": {"aside", "body", "crew", "memory", "parse", "problems", "store"},
    "read": {
        "link",
        "memory",
        "model",
        "outline",
        "parse",
        "pictures",
        "problems",
        "store",
        "texts",
        "untouched",
        "validate",
        "walk",
    },
    "link": {
        "address",
        "body",
        "calendar",
        "deadlines",
        "memory",
        "model",
        "overlay",
        "parse",
        "problems",
        "site",
        "slug",
    },
    "address": {"model"},
    "grouping": {"model"},
    "programme": {"calendar", "grouping", "model"},
    "deadlines": {"calendar", "model"},
    "opening": {"calendar", "model"},
    "site": {"address", "calendar", "deadlines", "model", "opening", "programme"},
    "network": {"model", "site"},
    "cells": set(),
    "drawing": {"cells", "glue", "model", "network"},
    "plan": {"model", "site"},
    "rule_words": {"calendar", "labels"},
    "rendition": {"model"},
    "sheets": {"account", "account_words", "calendar", "model", "problems", "rendition", "site", "slug", "words"},
    "glue": set(),
    "words": {"calendar", "glue", "model", "rule_words"},
    "catalogue": {"words"},
    "labels": set(),
    "inquiry": {"model", "site", "words"},
    "markup": {"address", "model", "site"},
    "choices": {"model", "site"},
    "searchable": {"model", "site", "words"},
    "structured": {"calendar", "markup", "model", "site"},
    "account": {"model", "site"},
    "account_words": {"account", "words"},
    "record": {"calendar", "model"},
    "relative": {"address"},
    "plots": set(),
    "spreadsheet": set(),
    "window": {"deadlines", "model", "site", "words"},
    "newsletter": {"model", "site", "words"},
    "mail": {"model", "newsletter", "site", "words"},
    "vevent": {"calendar", "deadlines", "model", "site", "words"},
    "lasting": {"calendar", "site"},
    "incremental": {
        "address",
        "calendar",
        "clock",
        "conf",
        "disk",
        "deadlines",
        "memory",
        "model",
        "opening",
        "programme",
        "settings",
        "site",
        "store",
    },
    "speaking": {"catalogue", "incremental", "network", "publish", "sheets", "site", "store", "words"},
    "publish": {
        "address",
        "account",
        "account_words",
        "calendar",
        "deadlines",
        "cms",
        "drawing",
        "incremental",
        "markup",
        "model",
        "network",
        "plan",
        "plots",
        "problems",
        "programme",
        "record",
        "rendition",
        "searchable",
        "sheets",
        "site",
        "spreadsheet",
        "store",
        "vevent",
        "window",
        "words",
    },
    "render": {
        "body",
        "choices",
        "glue",
        "incremental",
        "markup",
        "model",
        "network",
        "publish",
        "sheets",
        "site",
        "structured",
        "words",
    },
    "make": {"crew", "incremental", "memory", "publish", "store"},
    "progress": set(),
    "untouched": {"disk", "memory"},
    "early": {"publish"},
    "write": {"address", "disk", "early", "incremental", "make", "problems", "progress", "publish", "untouched"},
    "policy": set(),
    "patterns": {"relative", "render", "words"},
    "release": {"address", "build", "policy", "problems", "settings", "site", "store", "write"},
    "publication": {
        "catalogue",
        "disk",
        "incremental",
        "make",
        "policy",
        "publish",
        "relative",
        "render",
        "site",
        "speaking",
        "store",
        "write",
    },
    "reworded": {"incremental", "lasting", "link", "memory", "problems", "publication"},
    "generator": {
        "address",
        "annotate",
        "clock",
        "early",
        "link",
        "memory",
        "problems",
        "publication",
        "publish",
        "read",
        "reworded",
        "settings",
        "site",
        "store",
    },
    "conf": {"problems"},
    "build": {"conf", "incremental", "lasting", "problems"},
    "__init__": {"generator"},
    "doubts": {"body", "calendar", "link", "model", "overlay", "parse", "problems", "site", "validate"},
    "check": {"address", "clock", "doubts", "link", "problems", "read", "settings", "site"},
    "annotate": {"problems"},
    "schema": {"calendar", "model"},
    "preview": {"build", "early", "generator", "memory", "publish"},
    "edit": {
        "calendar",
        "check",
        "clock",
        "disk",
        "link",
        "model",
        "parse",
        "problems",
        "read",
        "site",
        "slug",
        "validate",
    },
    "cms": {"calendar", "edit", "model", "problems", "schema", "site", "words"},
    "imports": {
        "body",
        "calendar",
        "check",
        "disk",
        "edit",
        "model",
        "parse",
        "problems",
        "schema",
        "site",
        "slug",
        "validate",
        "walk",
    },
    "commands": {
        "conf",
        "catalogue",
        "address",
        "annotate",
        "build",
        "check",
        "clock",
        "cms",
        "edit",
        "generator",
        "imports",
        "inquiry",
        "link",
        "mail",
        "model",
        "newsletter",
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
        "usage",
        "words",
    },
    "printing": {"catalogue", "address", "clock", "link", "problems", "read", "settings", "sheets", "site", "words"},
    "explain": {"problems"},
    "usage": {"conf", "explain", "problems"},
    "__main__": {"build", "commands", "usage"},
}
ONLY_IN = {
    "pelican": {"__init__", "generator", "build"},
    "jinja2": {"patterns", "render"},
    "pydantic": {"complaints", "model", "schema", "validate"},
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


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLUGIN)))
def test_room_imports_only_its_neighbours(path):
    mine = room(path)
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("litfass.")} - {mine}

    assert set() == ours - MAY_IMPORT[mine]


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
