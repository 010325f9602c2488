"""Every command has a module, a help text and a task, and none of them is forgotten."""

import re
from importlib import import_module

import pytest
from litfass.commands import COMMANDS

from .conftest import ROOT, litfass

SHARED = {"__init__", "changing", "importing", "options"}


def test_every_module_is_a_command():
    files = {path.stem for path in (ROOT / "plugins/litfass/commands").glob("*.py")}

    assert {name.replace("-", "_") for name in COMMANDS} == files - SHARED


@pytest.mark.parametrize("name", COMMANDS)
def test_command_explains_itself_and_has_a_task(name):
    module = import_module(f"litfass.commands.{name.replace('-', '_')}")
    tasks = (ROOT / "tasks.py").read_text(encoding="utf-8")

    assert module.__doc__.partition("\n")[0].endswith(".")
    assert callable(module.run)
    assert re.search(rf'_litfass\(\s*"{name}"', tasks)


@pytest.mark.slow
def test_help_names_every_command():
    done = litfass("--help")

    assert 0 == done.returncode
    assert [] == [name for name in COMMANDS if not re.search(rf"^    {name}(?: |$)", done.stdout, re.MULTILINE)]


@pytest.mark.slow
def test_unknown_command_is_named_with_the_known_ones():
    done = litfass("chekc")

    assert 2 == done.returncode
    assert "'chekc'" in done.stderr
    assert "check" in done.stderr
