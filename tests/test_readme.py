"""Each command of the README, run in order on a fresh copy that has no .venv."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pypdf
import pytest

from .conftest import ROOT

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """The files Git knows or would take, and nothing that was made from them."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    copy = tmp_path_factory.mktemp("fresh") / "litfass"
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.mark.parametrize(
    ("python", "said"),
    [
        ('case "$1" in -c) echo "Litfass needs Python 3.11" >&2; exit 1;; esac', "needs Python 3.11"),
        (
            'case "$1" in -c) exit 0;; esac\nmkdir -p .venv/bin; touch .venv/bin/python; echo no ensurepip >&2; exit 1',
            "ensurepip",
        ),
    ],
    ids=["too old", "without venv"],
)
def test_machine_that_lacks_something_is_told_so_and_can_go_on_once_it_has_it(python, said, tmp_path):
    """A .venv that was made by half would be taken for whole by the next `make site`."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    fake = tmp_path / "python3"
    fake.write_text(f"#!/bin/sh\n{python}\n")
    fake.chmod(0o755)

    done = run(f"make site PYTHON={fake}", tmp_path)

    assert 0 != done.returncode
    assert said in done.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("uv", "installs"),
    [
        ("exit 0", ["pip requirements-installer.txt", "uv requirements.txt"]),
        ("exit 2", ["pip requirements-installer.txt", "uv requirements.txt", "pip requirements.txt"]),
        (None, ["pip requirements-installer.txt", "pip requirements.txt"]),
    ],
    ids=["uv", "uv without a way to the net", "no uv for this machine"],
)
def test_uv_installs_and_where_it_cannot_pip_does(uv, installs, tmp_path):
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    programs = {"python": f"echo pip ${{!#}} >> said\n[[ ${{!#}} != *installer* || '{uv}' != None ]]"}
    programs |= {"uv": f"echo uv ${{!#}} >> said\n{uv}"} if uv else {}
    (tmp_path / ".venv/bin").mkdir(parents=True)
    for name, does in programs.items():
        (tmp_path / ".venv/bin" / name).write_text(f"#!/bin/bash\n{does}\n")
        (tmp_path / ".venv/bin" / name).chmod(0o755)

    done = run("make .venv/site-ready", tmp_path)

    assert 0 == done.returncode, done.stderr
    assert installs == (tmp_path / "said").read_text().splitlines()
    assert (tmp_path / ".venv/site-ready").exists()


def run(command, folder):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV", "PYTHONPATH"}
    }
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow(seconds=140)
def test_every_command_does_what_the_readme_says(fresh):
    outputs, installed = {}, set()
    for command in COMMANDS:
        if command.strip() == "make serve":
            check_serve(fresh)
            continue
        outputs[command] = run(command, fresh)
        expected = 1 if command.strip().endswith("invoke check") else 0
        assert expected == outputs[command].returncode, command + outputs[command].stdout + outputs[command].stderr
        installed.add((fresh / ".venv/site-ready").stat().st_mtime_ns)

    assert 1 == len(installed), "what is installed already was installed again"
    check_the_message_shown(outputs)
    assert (fresh / "output/termine/suppenabend/index.html").is_file()
    assert "Suppenabend" in (fresh / "output/kalender/alle.ics").read_text(encoding="utf-8")
    assert "Suppenabend" in pypdf.PdfReader(fresh / "output/druck/2027-01/liste-a4.pdf").pages[0].extract_text()


def check_the_message_shown(outputs):
    """The README shows the real message, shortened only where it writes an ellipsis at a line's end."""
    printed = next(done.stdout for command, done in outputs.items() if "invoke check" in command)
    shown = re.search(r"```text\n(content/.*?)```", TEXT, re.DOTALL)[1]
    for line in filter(None, shown.splitlines()):
        assert line.removesuffix("…") in printed


def check_serve(folder):
    with socket.socket() as free:
        busy = free.connect_ex(("localhost", 8000)) == 0
    assert not busy, "port 8000 is taken; stop what listens there"
    server = subprocess.Popen(
        ["make", "serve"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert "Hasenbuck" in fetch("http://localhost:8000/")
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def fetch(address):
    for _ in range(1200):  # the preview answers at once, and with a page when it has built
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(address)


def test_ci_runs_make_test():
    assert "make test" in (ROOT / ".ci/run").read_text()
    assert "`make test`" in TEXT


def test_the_picture_and_every_link_exist():
    for link in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (ROOT / link).exists(), link


def test_the_tree_shows_what_is_there():
    for name in re.findall(
        r"^(\S+)  ", re.search(r"```text\n(content/            .*?)```", TEXT, re.DOTALL)[1], re.MULTILINE
    ):
        assert (ROOT / Path(name)).exists(), name
