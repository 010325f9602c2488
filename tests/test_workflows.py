"""The workflows to copy are YAML, ask for each other's right things, and the commands in them that are ours work."""

import os
import re
import shlex
import subprocess

import pytest
import yaml

from .conftest import ROOT, litfass

FOLDER = ROOT / "docs/workflows"
GITHUB = sorted((FOLDER / "github").glob("*.yml"))
GITLAB = FOLDER / "gitlab/gitlab-ci.yml"


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def jobs(path):
    found = load(path)
    return found["jobs"] if "jobs" in found else {name: job for name, job in found.items() if "script" in job}


def commands(path):
    """Every shell line of a workflow."""
    for job in jobs(path).values():
        steps = [step.get("run", "") for step in job.get("steps", [])]
        for text in [*steps, *job.get("before_script", []), *job.get("script", [])]:
            yield from text.splitlines()


def test_there_are_workflows_for_both_hosts():
    assert {"check.yml", "publish.yml"} == {path.name for path in GITHUB}
    assert {"check", "pages"} == set(jobs(GITLAB))


@pytest.mark.parametrize("path", [*GITHUB, GITLAB], ids=lambda path: path.name)
def test_commands_that_are_ours_exist_and_know_their_options(path):
    ours = [line for line in commands(path) if "invoke" in line]
    assert ours
    for line in ours:
        words = shlex.split(re.split(r"[>|]", line)[0])
        done = litfass(words[1], "--help")
        assert 0 == done.returncode, line
        assert [] == [word for word in words[2:] if word.startswith("--") and word not in done.stdout], line


@pytest.mark.slow
def test_the_checks_of_both_hosts_run(content, tmp_path):
    for form in ("github", "gitlab"):
        assert 0 == litfass("check", "--content", content, "--format", form, "--now", "2026-11-24T10:00").returncode
    done = litfass("build", "--conf", "publishconf.py", "--content", content, "--output", tmp_path / "preview")
    assert 0 == done.returncode, done.stdout + done.stderr
    assert (tmp_path / "preview/index.html").is_file()


@pytest.mark.parametrize(
    ("event", "cron", "offset", "goes"),
    [
        ("schedule", "15 22 * * *", "+0200", "yes"),
        ("schedule", "15 23 * * *", "+0200", "no"),
        ("schedule", "15 22 * * *", "+0100", "no"),
        ("schedule", "15 23 * * *", "+0100", "yes"),
        ("push", "", "+0100", "yes"),
        ("workflow_dispatch", "", "+0200", "yes"),
    ],
)
def test_one_of_the_two_nightly_runs_goes_on(tmp_path, event, cron, offset, goes):
    """Runs the step itself; `date` is replaced by one that knows the season."""
    step = jobs(FOLDER / "github/publish.yml")["when"]["steps"][0]
    date = tmp_path / "bin/date"
    date.parent.mkdir()
    date.write_text(f'#!/bin/sh\n[ "$TZ" = Europe/Berlin ] && echo {offset}\n')
    date.chmod(0o755)
    environment = {"PATH": f"{date.parent}:{os.environ['PATH']}", "EVENT": event, "CRON": cron}
    environment["GITHUB_OUTPUT"] = str(tmp_path / "output")
    subprocess.run(["bash", "-e", "-c", step["run"]], env=environment, check=True)

    assert f"go={goes}\n" == (tmp_path / "output").read_text()


def test_nightly_runs_are_asked_for_at_midnight_of_both_seasons():
    crons = {one["cron"] for one in load(FOLDER / "github/publish.yml")["on"]["schedule"]}

    assert {"15 22 * * *", "15 23 * * *"} == crons
    assert "15 0 * * *" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_nobody_gets_more_rights_than_needed():
    for path in GITHUB:
        rights = load(path)["permissions"]
        assert "read" == rights["contents"]
        assert path.name == "publish.yml" or {"contents"} == set(rights)


def test_only_actions_of_the_host_itself_are_used():
    used = {step["uses"] for path in GITHUB for job in jobs(path).values() for step in job["steps"] if "uses" in step}

    assert used
    assert [] == [name for name in used if not name.startswith("actions/")]


def test_contributing_names_what_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / link).exists(), link
    tasks = (ROOT / "tasks.py").read_text(encoding="utf-8")
    for name in re.findall(r"`invoke ([a-z][a-z-]*)", text):
        assert f"def {name.replace('-', '_')}(" in tasks, name
