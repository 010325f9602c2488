"""The workflows to copy are YAML, ask for each other's right things, and the commands in them that are ours work."""

import os
import re
import runpy
import shlex
import subprocess
from functools import cache

import pytest
import yaml

from .conftest import ROOT, commit, litfass

# where invoke's tasks are
TASKS = [ROOT / name for name in ("tasks.py", "bench/tasks.py", "tests/tasks.py")]

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


@cache
def help_of(command):
    return litfass(command, "--help")


def test_there_are_workflows_for_both_hosts():
    assert {"check.yml", "publish.yml"} == {path.name for path in GITHUB}
    assert {"check", "partners", "pages"} == set(jobs(GITLAB))


@pytest.mark.parametrize("path", [*GITHUB, GITLAB], ids=lambda path: path.name)
def test_commands_that_are_ours_exist_and_know_their_options(path):
    ours = [found for line in commands(path) for found in re.findall(r"\.venv/bin/invoke[^>|;]*", line)]
    assert ours
    for line in ours:
        words = shlex.split(line)
        done = help_of(words[1])
        assert 0 == done.returncode, line
        assert [] == [word for word in words[2:] if word.startswith("--") and word not in done.stdout], line


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_actions_of_others_are_named_by_commit_and_version(path):
    """A tag can be moved to other code, a commit cannot."""
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))

    assert used
    assert [] == [one for one in used if not re.fullmatch(r"[\w-]+(?:/[\w-]+)+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", one)]


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


def test_run_that_ends_at_once_takes_nobodys_place():
    """A host lets one run of a group wait; the next that comes, whatever it does, takes its place."""
    workflow = load(FOLDER / "github/publish.yml")

    assert "concurrency" not in workflow
    groups = {name: job["concurrency"]["group"] for name, job in workflow["jobs"].items() if "concurrency" in job}
    assert {"build", "publish"} == set(groups)
    assert "needs.when.outputs.go == 'yes' && 'build' || github.run_id" in groups["build"]
    assert "needs.build.result == 'success' && 'pages' || github.run_id" in groups["publish"]


def test_nightly_runs_are_asked_for_at_midnight_of_both_seasons():
    crons = {one["cron"] for one in load(FOLDER / "github/publish.yml")["on"]["schedule"]}

    assert {"15 22 * * *", "15 23 * * *"} == crons
    assert "15 0 * * *" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_nobody_gets_more_rights_than_needed():
    for path in GITHUB:
        assert {"contents": "read"} == load(path)["permissions"]
    own = {name: job["permissions"] for path in GITHUB for name, job in jobs(path).items() if "permissions" in job}

    assert {"partners": {"contents": "write"}, "publish": {"pages": "write", "id-token": "write"}} == own


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_only_actions_of_the_host_itself_are_used_and_each_by_its_commit(path):
    lines = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))

    assert lines
    assert [] == [line for line in lines if not re.match(r"actions/[\w/-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", line)]


def test_an_action_has_one_commit_everywhere():
    text = "".join(path.read_text(encoding="utf-8") for path in GITHUB)
    used = set(re.findall(r"(actions/[\w-]+)(?:/\w+)?@(\w+)", text))

    assert len({name for name, _ in used}) == len(used)


def test_what_was_costly_is_kept_and_no_compiled_template():
    kept = [
        step["with"]["path"]
        for path in GITHUB
        for job in jobs(path).values()
        for step in job["steps"]
        if "cache" in step.get("uses", "")
    ]
    of_gitlab = [path for one in load(GITLAB)["default"]["cache"] for path in one["paths"]]

    assert [".cache/litfass", ".cache/litfass"] == kept
    assert [".cache/litfass"] == of_gitlab
    assert str(ROOT / ".cache/litfass") == runpy.run_path(str(ROOT / "pelicanconf.py"))["LITFASS_STORE"]


def test_partners_are_asked_before_the_build_and_at_night_only():
    github, gitlab = jobs(FOLDER / "github/publish.yml"), jobs(GITLAB)

    assert {"when", "partners"} == set(github["build"]["needs"])
    assert "github.event_name != 'push'" in github["partners"]["if"]
    assert "!cancelled()" in github["build"]["if"]  # a partner's failure is no failure of the site
    stages = load(GITLAB)["stages"]
    assert stages.index(gitlab["partners"]["stage"]) < stages.index(gitlab["pages"]["stage"])
    assert 'CI_PIPELINE_SOURCE == "schedule"' in gitlab["partners"]["rules"][0]["if"]
    assert "true" == gitlab["partners"]["allow_failure"]


def steps_of_partners(host):
    """What the job does after it is installed, as one script."""
    if host == "gitlab":
        lines = jobs(GITLAB)["partners"]["script"]
        # the address of the host is replaced by the one that is there
        return "\n".join(re.sub(r'push -o ci.skip "[^"]*"', "push origin", line) for line in lines)
    steps = jobs(FOLDER / "github/publish.yml")["partners"]["steps"]
    return "\n".join(step["run"] for step in steps if step.get("name", "").split(" ")[0] in ("Fetch", "Commit"))


@pytest.mark.parametrize("host", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("fetches", "checks", "commits"),
    [
        ("true", "true", 0),
        ("echo neu > content/x.md", "true", 1),
        ("echo falsch > content/x.md", "false", 0),
        ("false", "true", 0),
    ],
    ids=["nothing new", "something new", "something wrong", "no answer"],
)
def test_what_partners_sent_is_committed_when_it_changed_and_is_right(tmp_path, host, fetches, checks, commits):
    """Runs the steps themselves in a repository with a remote; `invoke` is replaced."""
    work, remote = tmp_path / "work", tmp_path / "remote.git"
    (work / ".venv/bin").mkdir(parents=True)
    (work / "content").mkdir()
    (work / "content/a.md").write_text("alt\n")
    (work / ".gitignore").write_text(".venv\n")
    invoke = work / ".venv/bin/invoke"
    invoke.write_text(f'#!/bin/sh\ncase "$1" in fetch-partners) {fetches};; check) {checks};; esac\n')
    invoke.chmod(0o755)
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    commit(work)
    subprocess.run(["git", "-C", str(work), "remote", "add", "origin", str(remote)], check=True)
    subprocess.run(["git", "-C", str(work), "push", "-q", "-u", "origin", "main"], check=True)
    environment = {**os.environ, "CI_COMMIT_BRANCH": "main", "CI_SERVER_HOST": "git.example"}

    done = subprocess.run(["bash", "-e", "-c", steps_of_partners(host)], cwd=work, env=environment, check=False)

    count = ["git", "-C", str(remote), "rev-list", "--count", "main"]
    assert 1 + commits == int(subprocess.run(count, capture_output=True, check=True).stdout)
    # GitLab shows a warning for a job that may fail; GitHub for a line in the log
    assert (0 if host == "github" or "false" not in (fetches, checks) else 1) == done.returncode


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_what_is_shown_was_read_again_and_holds_hidden_files_and_what_the_host_can_use(tmp_path, host):
    """Runs the steps themselves; `invoke publish` is replaced by one that leaves what the real one leaves."""
    if host == "gitlab":
        lines, shown = jobs(GITLAB)["pages"]["script"], jobs(GITLAB)["pages"]["artifacts"]["paths"][0]
    else:
        steps = jobs(FOLDER / "github/publish.yml")["build"]["steps"]
        lines = [step["run"] for step in steps if "run" in step and step["name"] != "Install"]
        upload = next(step["with"] for step in steps if "upload-pages-artifact" in step.get("uses", ""))
        assert "true" == upload["include-hidden-files"]
        shown = upload["path"]
    invoke = tmp_path / ".venv/bin/invoke"
    invoke.parent.mkdir(parents=True)
    invoke.write_text(
        '#!/bin/sh\n[ "$1 $2" = "publish --to" ] || exit 1\nmkdir -p "$3/releases/000001/site/.well-known"\n'
        'ln -s releases/000001 "$3/current"\ncd "$3/current/site"\n'
        "touch index.html index.html.br index.html.gz .well-known/security.txt .well-known/security.txt.gz\n"
    )
    invoke.chmod(0o755)

    subprocess.run(["bash", "-e", "-c", "\n".join(lines)], cwd=tmp_path, check=True)

    there = {path.relative_to(tmp_path / shown).as_posix() for path in (tmp_path / shown).rglob("*") if path.is_file()}
    copies = {"index.html.br", "index.html.gz", ".well-known/security.txt.gz"} if host == "gitlab" else set()
    assert {"index.html", ".well-known/security.txt"} | copies == there
    assert host == "github" or not (tmp_path / shown).is_symlink()


def test_contributing_names_what_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / link).exists(), link
    tasks = "".join(path.read_text(encoding="utf-8") for path in TASKS)
    for name in re.findall(r"`invoke ([a-z][a-z-]*)", text):
        assert f"def {name.replace('-', '_')}(" in tasks, name
