"""Files nobody would write: made at random, and from lists of what broke other programs; a message or a whole site, never else.

`FUZZ=20 pytest tests/test_fuzz.py` takes twenty times as many examples.
"""

import json
import os
import random
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litfass.calendar.phrase import parse_phrase
from litfass.imports import report
from litfass.parse import read
from litfass.validate import validate

from .chain import House, faults
from .conftest import TESTS, missing, served
from .guided import targets
from .guided.targets import well_said
from .naughty import strings

TIMES = int(os.environ.get("FUZZ", "1"))
# every so manieth string of the lists
STEP = 1 if TIMES > 1 else 9
SLOW = {"deadline": None, "suppress_health_check": list(HealthCheck)}
NASTY = st.sampled_from(
    (
        *(
            "[",
            "](",
            ")",
            "!",
            "`",
            "```",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "> ",
            "- ",
            "1. ",
            "#",
            "---\n",
            "***",
            "|",
            "\n|-|-|\n",
            ":",
            '"',
        ),
        *(
            "'",
            "<b>",
            "</div>",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&",
            "<",
        ),
        *(
            "&#1;",
            "&lt;",
            "javascript:alert(1)",
            'https://a.example/?a=1&b="2"',
            "mailto:a@b.example",
            "<a href='//x'>",
            "{{ 7*7 }}",
            "{% x %}",
        ),
        *(
            "ä",
            "İ",
            "ß",
            "\u00a0",
            "\u200b",
            "\u202e",
            "\u2028",
            "\u0000",
            "\u0085",
            "\ufeff",
            "👩‍👩‍👧",
            "ﷺ",
            "Z͑ͫ̓ͪ̂ͫ̽",
            "\r\n",
            "BEGIN:VEVENT",
            "END:VCALENDAR",
        ),
        *(
            "../",
            "../../etc/passwd",
            "kino.md",
            "{filename}/events/kino.md",
            "#anker",
            "%",
            "%00",
            "\\",
            "\\n",
            ";",
            ",",
            "=",
            "[TOC]",
            "*[X]: y",
        ),
    )
)
WORDS = st.lists(st.one_of(NASTY, st.text(max_size=8)), max_size=30).map("".join)
LINE = WORDS.map(lambda text: text.replace("\n", " ").replace("\r", " "))
KEYS = st.sampled_from(
    (
        "title",
        "start",
        "end",
        "repeat",
        "until",
        "except",
        "pause",
        "place",
        "organizer",
        "summary",
        "topics",
        "image",
        "status",
        "url",
        "slug",
        "id",
        "changes",
        "free",
        "price",
        "audience",
        "rrule",
        "draft",
        "formerly",
        "documents",
        "registration",
        "nix",
        "language",
    )
)
VALUES = st.one_of(
    LINE,
    st.sampled_from(
        (
            "2027-01-14",
            "2027-01-14 15:00",
            "15:00",
            "jeden 1. Freitag im Monat",
            "FREQ=WEEKLY;BYDAY=MO",
            "yes",
            "no",
            "[a, b]",
        )
    ),
    st.datetimes().map(str),
    st.lists(LINE, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
    st.integers().map(str),
    st.dictionaries(KEYS, LINE, max_size=3).map(json.dumps),
)


def heads(**known):
    """Heads of files with some keys that are right and some that are anything."""
    lines = st.dictionaries(KEYS, VALUES, max_size=5)
    return lines.map(lambda more: "".join(f"{key}: {value}\n" for key, value in {**more, **known}.items()))


@pytest.fixture(scope="module")
def house():
    return House()


@settings(max_examples=1000 * TIMES, **SLOW)
@given(
    st.one_of(
        st.binary(max_size=300), heads().map(lambda head: f"---\n{head}---\nText".encode("utf-8", "surrogatepass"))
    )
)
def test_any_bytes_become_a_thing_or_a_message(data):
    document, problems = read(data, "events/fremd.md")
    thing, more = validate(document) if document else (None, [])

    assert well_said([*problems, *more])
    assert thing or problems or more


@settings(max_examples=1000 * TIMES, **SLOW)
@given(
    st.one_of(
        LINE,
        st.lists(
            st.sampled_from(
                [
                    "jeden",
                    "alle",
                    "1.",
                    "2.",
                    "letzten",
                    "Freitag",
                    "Montag",
                    "im",
                    "Monat",
                    "Wochen",
                    "zwei",
                    "und",
                    "am",
                    "15.",
                    "jährlich",
                    "31.",
                    "Februar",
                    "bis",
                ]
            )
        ).map(" ".join),
    )
)
def test_any_phrase_is_a_rule_or_none(phrase):
    rule = parse_phrase(phrase)

    assert rule is None or rule == parse_phrase(phrase)


@pytest.mark.slow
@settings(max_examples=150 * TIMES, **SLOW)
@given(title=LINE, head=heads(start="2026-12-14 15:00"), text=WORDS)
def test_any_event_is_a_message_or_whole_in_every_output(house, title, head, text):
    problems, outputs = house.take(f"---\ntitle: {json.dumps(title)}\n{head}---\n{text}\n", "events/fremd.md")

    assert well_said(problems)
    assert outputs or any(problem.is_error for problem in problems)
    assert {} == {link: found for link, data in outputs.items() if (found := faults(link, data))}


@pytest.mark.slow
@settings(max_examples=150 * TIMES, **SLOW)
@given(title=st.text(min_size=1, max_size=60), text=WORDS)
def test_any_news_that_is_only_text_is_whole_in_every_output(house, title, text):
    problems, outputs = house.take(f"---\ntitle: {json.dumps(title)}\n---\n{text}\n", "news/2026-11-20-fremd.md")

    assert well_said(problems)
    assert outputs or any(problem.is_error for problem in problems)
    assert {} == {link: found for link, data in outputs.items() if (found := faults(link, data))}


# --- what guided fuzzing found, and what it begins with -----------------------------------------------------


CASES = sorted((TESTS / "guided/cases").iterdir())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(path):
    """Each target asserts what must hold of any answer."""
    targets.TARGETS[path.name.partition("-")[0]][0](path.read_bytes())


def test_what_was_found_once_would_be_found_again(monkeypatch):
    """The targets' own asserts bite: without the mend, the case fails."""
    monkeypatch.setattr(report, "one_line", lambda text: text)
    (case,) = (path for path in CASES if path.name == "table-unknown-column-with-a-control-character")

    with pytest.raises(AssertionError):
        targets.a_table(case.read_bytes())


@pytest.mark.parametrize("name", targets.TARGETS)
def test_guided_fuzzing_begins_with_what_is_right(name):
    """Cut and exchanged bytes of it are as good as any: `invoke fuzz --atheris 3600` does this at length."""
    target, seeds = targets.TARGETS[name]
    chance = random.Random(name)

    assert seeds()
    for seed in seeds():
        target(seed)
        for _ in range(3):
            cut, put = chance.randrange(len(seed) + 1), bytes([chance.randrange(256)])
            target(seed[:cut] + put + seed[cut + 1 :])
            target(seed[:cut])


# --- lists of what broke other programs --------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken_by_others(house, npm):
    """Problems and outputs of events that have such a string as title, and of events that have it as text."""
    start = "start: 2026-12-14"
    texts = {}
    for number, text in enumerate(strings(npm)[::STEP]):
        texts[f"events/titel-{number}.md"] = f"---\ntitle: {json.dumps(text)}\nslug: titel-{number}\n{start}\n---\nText"
        texts[f"events/text-{number}.md"] = f"---\ntitle: Text {number}\n{start}\n---\n{text}\n"
    problems, outputs = house.take_all(texts)
    return texts, problems, outputs


@pytest.mark.slow
def test_string_that_broke_others_is_a_message_or_whole_in_every_output(broken_by_others):
    texts, problems, outputs = broken_by_others
    refused = {problem.path for problem in problems if problem.is_error}

    assert well_said(problems)
    assert len(outputs) >= len(texts) - len(refused)
    assert len(refused) < len(texts) / 3
    assert {} == {link: found for link, data in outputs.items() if (found := faults(link, data))}


@pytest.fixture(scope="module")
def folder(broken_by_others, golden_site, tmp_path_factory):
    """The pages of all those strings, in a copy of the site that they belong to."""
    site = tmp_path_factory.mktemp("strings") / "site"
    shutil.copytree(golden_site, site)
    pages = []
    for link, data in broken_by_others[2].items():
        if link.endswith("/"):
            (site / link[1:]).mkdir(parents=True, exist_ok=True)
            (site / link[1:] / "index.html").write_bytes(data)
            pages.append(link)
    return site, pages


@pytest.mark.slow
def test_vnu_finds_no_error_in_any_of_them(folder, npm):
    if not shutil.which("java"):
        missing("java", "vnu was not asked")
    site, pages = folder
    command = [
        "java",
        "-jar",
        npm / "vnu-jar/build/dist/vnu.jar",
        "--format",
        "json",
        "--errors-only",
        "--exit-zero-always",
    ]

    done = subprocess.run(
        [*map(str, command), *(str(site / link[1:] / "index.html") for link in pages)],
        check=False,
        capture_output=True,
        text=True,
    )

    messages = json.loads(done.stderr)["messages"]
    assert [] == [(one.get("url"), one["message"]) for one in messages if one["type"] == "error"]


@pytest.mark.slow
def test_no_script_of_theirs_runs_and_nobody_else_is_asked(folder, browser):
    site, pages = folder
    page, dialogs, asked = browser.new_context().new_page(), [], []
    page.on("dialog", lambda dialog: (dialogs.append((page.url, dialog.message)), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    with served(site) as address:
        for link in pages[:: 1 if TIMES > 1 else 8]:
            page.goto(address + link)
    page.context.close()

    assert pages
    assert [] == dialogs
    assert [] == [url for url in asked if not url.startswith((address, "data:"))]
