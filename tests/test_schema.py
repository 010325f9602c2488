"""Schemas for editors' tools: every file that is right passes, what is wrong does not, and each key is explained."""

import json
import re
import tomllib

import jsonschema
import pytest
import yaml
from litfass.commands.schema import schema_files
from litfass.model import SiteInfo, site_info, thing
from litfass.model.help import help_of, keys_of
from litfass.model.thing import Part
from litfass.parse import read
from litfass.schema import schemas
from litfass.schema.table import as_markdown

from .conftest import ROOT, TESTS

FILES = [
    path
    for root in (ROOT / "content", TESTS / "site")
    for path in sorted(root.rglob("*"))
    if path.suffix in {".md", ".yaml"} and path.name.count(".") == 1
]


class Typed(yaml.SafeLoader):
    """Types a file's scalars as editors' tools do. Source: YAML 1.2, core schema."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - yaml's way


for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?\d+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Typed.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
Typed.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))


def schema_for(path):
    return schemas()["site.json" if path.name == "site.yaml" else f"{path.relative_to(path.parents[1]).parts[0]}.json"]


def head_of(path):
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".yaml" else text.split("\n---", 1)[0].removeprefix("---")


def as_json(value):
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_passes_as_text_and_as_tools_type_it(path):
    document, _ = read(path.read_bytes(), path.name if path.name == "site.yaml" else f"{path.parent.name}/{path.name}")
    check = jsonschema.Draft7Validator(schema_for(path))

    assert [] == [error.message for error in check.iter_errors(document.fields)]
    assert [] == [error.message for error in check.iter_errors(as_json(yaml.load(head_of(path), Loader=Typed)))]


BROKEN = ["bad-choice", "bad-day", "bad-flag", "bad-moment", "bad-number", "bad-slug", "bad-time", "bad-url"]
BROKEN += ["too-long", "unknown-key", "want-list", "want-map"]


@pytest.mark.parametrize("code", BROKEN)
def test_broken_file_fails(code):
    path = next((TESTS / "problems/events").glob(f"{code}.md"))
    document, _ = read(path.read_bytes(), f"events/{path.name}")

    assert list(jsonschema.Draft7Validator(schemas()["events.json"]).iter_errors(document.fields))


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_a_schema(name):
    jsonschema.Draft7Validator.check_schema(schemas()[name])


def all_parts(part=Part):
    for one in part.__subclasses__():
        yield one
        yield from all_parts(one)


@pytest.mark.parametrize(
    "part", sorted(set(all_parts()), key=lambda part: part.__name__), ids=lambda part: part.__name__
)
def test_every_key_is_explained(part):
    for name in keys_of(part):
        meaning, _ = help_of(part, name)  # a new field needs a line in model/help.toml
        assert meaning.strip(), name
        assert not meaning.endswith("."), name


def test_every_explanation_belongs_to_a_key():
    tables = tomllib.loads((ROOT / "plugins/litfass/model/help.toml").read_text(encoding="utf-8"))
    known = {part.__name__: set(keys_of(part).values()) for part in all_parts()}

    assert {} == {
        name: set(table) - known.get(name, set())
        for name, table in tables.items()
        if set(table) - known.get(name, set())
    }
    assert SiteInfo.__name__ in tables
    assert site_info.Office.__name__ in tables
    assert thing.Image.__name__ in tables


def test_made_files_are_up_to_date():
    """`invoke schema` writes them anew."""
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "content/.schema").iterdir()}

    assert schema_files() == there
    assert as_markdown() == (ROOT / "docs/content-model.md").read_text(encoding="utf-8")
