"""What comes from many hands: broken, hostile and strange files end in a message or a whole site, never in a crash."""

import pytest
from litfass.parse import read

from .test_problems import about, problems_of


def event(content, head="start: 2027-01-14", body="Text.", title="Test"):
    """Write one event and list what is wrong with it: code and line of each problem."""
    text = f"---\ntitle: {title}\n{head}\n---\n{body}\n"
    (content / "events/fremd.md").write_text(text, encoding="utf-8")
    return [(problem.code, problem.line) for problem in about(problems_of(content), "events/fremd.md")]


# --- YAML --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nested", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_endless_nesting_is_a_message_and_does_not_end_the_process(nested):
    document, problems = read(f"---\ntitle: A\ntopics:\n  {nested}\n---\n".encode(), "events/tief.md")

    assert document is None
    assert ["yaml-deep"] == [problem.code for problem in problems]


@pytest.mark.parametrize("start", ["*Fest*", "&Fest im Hof", "! Fest", "| Fest", "> Fest", "? Fest", "- Fest"])
def test_title_that_begins_with_a_sign_of_yaml_is_named(start, content):
    assert [("yaml-start", 2)] == event(content, title=start)


@pytest.mark.parametrize("title", ["Treff #2 im Hof", "#Fest"])
def test_text_behind_a_hash_is_not_lost_silently(title, content):
    assert [("yaml-hash", 2)] == event(content, title=title)


def test_remark_behind_a_value_is_allowed(content):
    assert [] == event(content, "start: 2027-01-14  # noch zu klären")


@pytest.mark.parametrize("line", ["title:A", "title:\u00a0A", "title\uff1a A"])
def test_missing_space_behind_the_colon_is_found_on_its_own_line(line):
    _, problems = read(f"---\n{line}\nstart: 2027-01-14\n---\n".encode(), "events/a.md")

    assert [("yaml", 2)] == [(problem.code, problem.line) for problem in problems]


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", ">>>>>>> zweig"])
def test_half_of_a_merge_conflict_is_found(marker, content):
    assert [("merge-conflict", 6)] == event(content, body=f"Eins\n{marker}\nZwei")


def test_event_without_start_is_a_message(content):
    assert [("missing", 2)] == event(content, "summary: Wann, weiß niemand.")
