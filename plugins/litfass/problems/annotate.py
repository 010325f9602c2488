"""Annotate: problems in the forms other programs read: JSON, GitHub's workflow commands, GitLab's code quality."""

import hashlib
import json
from collections.abc import Collection, Iterable

from . import Problem, all_well, in_order, report


def as_text(problems: Iterable[Problem], language: str, root: str, edited: Collection[str] = ()) -> str:
    """For people: each problem with its cure, what they changed themselves first, and how many there are."""
    return report(problems, language, root, edited=edited) or all_well(language)


def as_json(problems: Iterable[Problem], language: str, root: str) -> str:
    """An object with `errors`, `doubts` and `problems`, each of these with path, line, key, code, level, what, cure."""
    found = in_order(problems)
    items = [
        {
            "path": root + problem.path,
            "line": problem.line,
            "key": problem.key,
            "code": problem.code,
            "level": "error" if problem.is_error else "doubt",
            "what": problem.what(language),
            "cure": problem.cure(language),
        }
        for problem in found
    ]
    errors = sum(problem.is_error for problem in found)
    return json.dumps(
        {"errors": errors, "doubts": len(found) - errors, "problems": items}, ensure_ascii=False, indent=2
    )


def as_github(problems: Iterable[Problem], language: str, root: str) -> str:
    """One workflow command a line. Source: GitHub Docs, "Workflow commands for GitHub Actions"."""
    return "\n".join(
        f"::{'error' if problem.is_error else 'warning'} file={_property(root + problem.path)},line={problem.line},"
        f"title={_property(problem.code)}::{_data(_said(problem, language))}"
        for problem in in_order(problems)
    )


def as_gitlab(problems: Iterable[Problem], language: str, root: str) -> str:
    """A code quality report. Source: GitLab Docs, "Code Quality", report format."""
    return json.dumps(
        [
            {
                "description": _said(problem, language),
                "check_name": problem.code,
                "fingerprint": _fingerprint(problem),
                "severity": "major" if problem.is_error else "minor",
                "location": {"path": root + problem.path, "lines": {"begin": problem.line}},
            }
            for problem in in_order(problems)
        ],
        ensure_ascii=False,
        indent=2,
    )


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "gitlab": as_gitlab}


def _said(problem: Problem, language: str) -> str:
    key = f"{problem.key}: " if problem.key else ""
    return f"{key}{problem.what(language)} {problem.cure(language)}".strip()


def _fingerprint(problem: Problem) -> str:
    """The same for the same mistake when lines above it come and go."""
    words = (problem.path, problem.key, problem.code, problem.what("en"))
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:32]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
