"""What comes from many hands: broken, hostile and strange files end in a message or a whole site, never in a crash."""

import os
import re
import shutil
import unicodedata
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from litfass.address import Addresses
from litfass.body import render
from litfass.formats import markup
from litfass.link import link
from litfass.parse import read
from litfass.parse.characters import FORBIDDEN
from litfass.problems import report
from litfass.read import read_content
from litfass.settings import ADDRESSES
from pypdf import PdfReader

from .conftest import NOW, build
from .test_problems import about, problems_of


def event(content, head="start: 2027-01-14", body="Text.", title="Test"):
    """Write one event and list what is wrong with it: code and line of each problem."""
    text = f"---\ntitle: {title}\n{head}\n---\n{body}\n"
    (content / "events/fremd.md").write_text(text, encoding="utf-8")
    return [(problem.code, problem.line) for problem in about(problems_of(content), "events/fremd.md")]


def site_of(content):
    """The Site that is made of the content."""
    material, _ = read_content(content)
    now = datetime.fromisoformat(NOW).replace(tzinfo=material.info.timezone)
    return link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)[0]


# --- YAML --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nested", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_endless_nesting_is_a_message_and_does_not_end_the_process(nested):
    document, problems = read(f"---\ntitle: A\ntopics:\n  {nested}\n---\n".encode(), "events/tief.md")

    assert document is None
    assert ["yaml-deep"] == [problem.code for problem in problems]


@pytest.mark.parametrize("signs", ["? ", ": ", "?\t", "-\t", "? - ", "?\u2003"])
def test_endless_signs_at_the_top_do_not_end_the_process(signs):
    document, problems = read(f"---\n{signs * 100_000}a\n---\n".encode(), "events/tief.md")

    assert document is None
    assert 1 == len(problems)


@pytest.mark.parametrize("start", ["*Fest*", "&Fest im Hof", "! Fest", "| Fest", "> Fest", "? Fest", "- Fest"])
def test_title_that_begins_with_a_sign_of_yaml_is_named(start, content):
    assert [("yaml-start", 2)] == event(content, title=start)


@pytest.mark.parametrize("title", ["Treff #2 im Hof", "#Fest"])
def test_text_behind_a_hash_is_not_lost_silently(title, content):
    assert [("yaml-hash", 2)] == event(content, title=title)


def test_remark_behind_a_value_is_allowed(content):
    assert [] == event(content, "start: 2027-01-14  # noch zu klären")


@pytest.mark.parametrize(("line", "code"), [("title:A", "missing-space"), ("title\uff1a A", "yaml")])
def test_missing_space_behind_the_colon_is_found_on_its_own_line(line, code):
    _, problems = read(f"---\n{line}\nstart: 2027-01-14\n---\n".encode(), "events/a.md")

    assert [(code, 2)] == [(problem.code, problem.line) for problem in problems]


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", ">>>>>>> zweig"])
def test_half_of_a_merge_conflict_is_found(marker, content):
    assert [("merge-conflict", 6)] == event(content, body=f"Eins\n{marker}\nZwei")


def test_event_without_start_is_a_message(content):
    assert [("missing", 2)] == event(content, "summary: Wann, weiß niemand.")


@pytest.mark.parametrize("written", ["\\0", "\\a", "\\N", "\\L", "\\u202e", "\\uFFFE"])
def test_control_character_cannot_hide_in_an_escape(written, content):
    assert [("control-character", 2)] == event(content, title=f'"A {written} B"')


# --- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=1MO",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    ],
)
def test_rule_that_never_falls_is_refused_at_once(rule, content):
    assert [("bad-rrule", 4)] == event(content, f"start: 2027-01-14\nrrule: {rule}")


# --- files -------------------------------------------------------------------------------------------------


def test_file_name_cannot_fake_a_message(content):
    (content / "events/\n::error file=x::y.md").write_text("---\ntitle: A\n---\n")

    lines = report(problems_of(content)).splitlines()

    assert [] == [line for line in lines if line.startswith("::")]
    assert any("file=x: :y.md“ kann keine Adresse werden" in line for line in lines)


def test_name_in_other_bytes_is_a_message(content):
    (content / "images" / os.fsdecode(b"gr\xfc\xdfe.jpg")).write_bytes(b"")

    assert "file-name" in {problem.code for problem in problems_of(content)}


def test_names_of_a_mac_are_found_as_they_are_written(content):
    for folder, name in (("images", "garten.jpg"), ("documents", "plan.pdf")):
        new = unicodedata.normalize("NFD", f"grüße{Path(name).suffix}")
        shutil.copy(content / folder / name, content / folder / new)
    (content / unicodedata.normalize("NFD", "events/grüße.md")).write_text(
        "---\nid: gruesse\ntitle: Grüße\nstart: 2027-01-14\n---\n"
    )
    head = (
        "start: 2027-01-14\nimage: {file: grüße.jpg, alt: A, credit: B}\ndocuments:\n  - {title: Plan, file: grüße.pdf}"
    )
    body = "[a](grüße.md) ![b](../images/grüße.jpg) [c](../documents/gru%CC%88%C3%9Fe.pdf)"

    assert [] == event(content, head, body)


def test_leftovers_of_editors_are_no_content(content):
    for name in ("events/#x.md#", "events/.#x.md", "events/x.md~", "images/._garten.jpg", ".DS_Store"):
        (content / name).write_text("kaputt")
    (content / "__MACOSX").mkdir()
    (content / "__MACOSX/x").write_text("kaputt")

    assert {"future-news"} == {problem.code for problem in problems_of(content)}


# --- pictures ----------------------------------------------------------------------------------------------


def test_picture_with_something_behind_its_end_is_no_damaged_one(content):
    path = content / "images/garten.jpg"
    path.write_bytes(path.read_bytes() + b"\0\0MotionPhoto_Data")

    assert [] == about(problems_of(content), "images/garten.jpg")


def test_cut_off_picture_is_a_message(content):
    path = content / "images/garten.jpg"
    path.write_bytes(path.read_bytes()[:-2000])

    assert ["bad-picture"] == [problem.code for problem in about(problems_of(content), "images/garten.jpg")]


def test_a_picture_that_cannot_be_used_is_told_once_with_all_that_use_it(content):
    path = content / "images/garten.jpg"
    path.write_bytes(path.read_bytes()[:-2000])
    event(
        content, "start: 2027-01-14\nimage: {file: garten.jpg, alt: Beete, credit: X}", "![Beete](../images/garten.jpg)"
    )
    problems = [problem for problem in problems_of(content) if problem.is_error]
    told = report(problems, "de", "content/")

    assert told.startswith("content/images/garten.jpg:1: Das Bild lässt sich nicht lesen: JPG.\n  Öffnen Sie es")
    assert "Verwendet wird es in events/fremd.md:4, events/fremd.md:6, " in told
    assert told.endswith(
        "\n\n1 Fehler und 0 Hinweise in 1 Datei. Nichts wurde veröffentlicht; die öffentliche Seite ist unverändert."
    )
    assert {"events/fremd.md", "images/garten.jpg"} < {problem.path for problem in problems}


def test_picture_of_a_kind_that_needs_a_program_is_not_tried(content):
    (content / "images/x.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n/x\n")

    assert ["bad-picture"] == [problem.code for problem in about(problems_of(content), "images/x.jpg")]


# --- links and HTML ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[x](../site.yaml)", "dead-link"),
        ("[x](%2e%2e/site.yaml)", "dead-link"),
        ("![x](../documents/plan.pdf)", "dead-link"),
        ("![x](kino.md)", "dead-link"),
        ("![x](/)", "dead-link"),
        ('<a href="nix.md">x</a>', "dead-link"),
        ('<img src="https://fremd.example/x.png" alt="x">', "outside-picture"),
        ('<img src="//fremd.example/x.png" alt="x">', "outside-picture"),
        ('<img src="../images/garten.jpg">', "body-alt"),
        ('<a href="litfass:nix/nix.md">x</a>', "body-html"),
        ('<img src="litfass:images/nix.jpg" alt="x">', "body-html"),
        ('<a href="java&#9;script:alert(1)">x</a>', "body-html"),
        ("[x](javascript:alert(1))", "bad-link"),
        ("[x](https://../)", "bad-link"),
        ("[x](www.verein.example/fest)", "bad-link"),
        ("[x](buero@verein.example)", "bad-link"),
        ('<img src="#" alt="x">', "outside-picture"),
    ],
)
def test_link_of_markdown_and_of_html_is_checked_alike(body, code, content):
    assert [(code, 5)] == event(content, body=body)


def rendered(body):
    """A text as HTML, and the codes of what is told about it."""
    made, problems = render(read(f"---\ntitle: A\n---\n{body}\n".encode(), "events/a.md")[0])
    return str(made.html).strip(), [problem.code for problem in problems]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "<script>fremd()</script>",
            "<style>p { fremd }</style>",
            '<svg onload="fremd()"></svg>',
            '<math href="fremd"></math>',
        ),
        *(
            '<iframe src="https://fremd.example">',
            '<object data="https://fremd.example">',
            '<embed src="//fremd.example">',
        ),
        *(
            '<video src="https://fremd.example">',
            '<audio src="//fremd.example">',
            '<source srcset="//fremd.example 1x">',
        ),
        *('<form action="https://fremd.example">', '<input name="fremd">', '<button formaction="//fremd.example">'),
        *('<base href="https://fremd.example">', '<link rel="stylesheet" href="//fremd.example">'),
        *('<meta http-equiv="refresh" content="0; url=https://fremd.example">', '<template id="fremd">'),
        *('<b onclick="fremd()">x</b>', '<b style="fremd">x</b>', '<b class="fremd">x</b>', "<B OnClick=fremd()>x</B>"),
        '<img src="../images/garten.jpg" alt="x" onerror="fremd()">',
        *(
            '<a href="javascript:fremd()">x</a>',
            '<a href=" JavaScript:fremd()">x</a>',
            '<a href="vbscript:fremd()">x</a>',
        ),
        *('<a href="data:text/html,fremd">x</a>', '<a href="file:///fremd">x</a>', '<img src="data:fremd" alt="x">'),
    ],
)
def test_what_runs_looks_otherwise_or_asks_a_stranger_is_dropped_from_a_text_and_told(written):
    html, told = rendered(f"Ein {written} Wort")

    assert "Ein" in html
    assert "fremd" not in html.lower()
    assert told


@pytest.mark.parametrize(
    "written",
    [
        "<p><em>a</em><strong>b</strong><del>c</del><ins>d</ins><kbd>e</kbd><q>f</q><cite>g</cite><small>h</small></p>",
        '<p lang="tr" dir="ltr"><mark>a</mark><sup>b</sup><sub>c</sub><code>d</code><b>e</b><i>f</i><br></p>',
        '<p><abbr title="Deutsche Bahn">DB</abbr></p>',
        '<p><a href="https://a.example/" title="t" hreflang="tr" lang="tr" rel="noopener">a</a></p>',
        '<p><a href="mailto:a@a.example" rel="noopener">a</a> <a href="tel:+49911" rel="noopener">b</a></p>',
        '<h2 id="da">a</h2>',
        '<ol start="3"><li>a</li></ol>',
        "<ul><li>a</li></ul>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<blockquote><p>a</p></blockquote>",
        "<pre>a</pre>",
        "<hr>",
        '<table><caption>a</caption><thead><tr><th scope="col">b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>',
        '<figure><img src="litfass:images/a.jpg" alt="a" title="b"><figcaption>c</figcaption></figure>',
    ],
)
def test_html_that_says_what_a_text_means_stays_as_it_is_written(written):
    body = written.replace(' rel="noopener"', "").replace("litfass:", "../")

    assert (written, []) == rendered(body)


@pytest.mark.parametrize("body", ["[a](" * 20_000, "`" * 30_000 + "<b>x</b>", "x\n=\n" * 20_000])
def test_text_that_takes_for_ever_is_ended_with_a_message(body, content, monkeypatch):
    monkeypatch.setattr("litfass.body.LONGEST_SECONDS", 0.3)  # each of them takes many seconds

    assert [("body-too-slow", 5)] == event(content, body=body)


@pytest.mark.parametrize(
    "body",
    [
        'Schreiben Sie src="litfass:images/nix.jpg" und href="litfass:nix/x.md".',
        '`<img src="litfass:images/nix.jpg">`',
        '[href="litfass:nix/x.md"](kino.md) ![src="litfass:images/nix.jpg"](../images/garten.jpg)',
        "<img alt='a > b' title='src=\"litfass:images/nix.jpg\"' src=\"../images/garten.jpg\">",
    ],
)
def test_text_about_links_is_no_link(body, content):
    event(content, body=body)
    site = site_of(content)

    html = markup.body(site.find("event", "fremd"), site)

    assert not re.search(r'<[^>]*(?:src|href)="litfass:', re.sub(r"title=\"[^\"]*\"|title='[^']*'", "", html))


@pytest.mark.parametrize("written", ["&#1;", "&\\#1;", "&#x1;", "<b title='&#1;'>b</b>", "[&\\#1;](https://a.example)"])
def test_control_character_in_a_text_is_dropped(written, content):
    event(content, body=f"a {written} b")

    site = site_of(content)
    text = site.text_of(site.find("event", "fremd"))
    assert text
    assert not FORBIDDEN.search(text)


def test_many_backticks_alone_are_a_text(content):
    assert [] == event(content, body="`" * 30_000)


@pytest.mark.slow
def test_strange_letters_reach_every_output_whole(content, tmp_path):
    """Signs without a glyph in the print fonts, and control characters as references, once ended the build."""
    problems = event(content, "start: 2026-12-02", "a &#0; b &#x1; c &#xFFFE; d", "'🎉 社区 👨‍👩‍👧'")
    assert {"no-glyph"} == {code for code, _ in problems}  # which is told, and ends nothing
    output = tmp_path / "output"

    done = build(content, output)

    assert 0 == done.returncode, done.stderr
    for path in output.rglob("*.xml"):
        ET.fromstring(path.read_bytes())
    for path in output.rglob("termin.ics"):
        Calendar.from_ical(path.read_bytes())
    text = PdfReader(output / "druck/2026-12/liste-a4.pdf").pages[0].extract_text()
    assert "??" in text


@pytest.mark.parametrize(
    "left", ["<a name=x>Text</a>", "[Text](https://[::1/)", "Text <img alt=x srcset='//x.example/1 1x'>"]
)
def test_tag_that_lost_its_address_is_no_tag_of_ours(left, content):
    event(content, body=left)

    html = render(read(f"---\ntitle: A\n---\n{left}\n".encode(), "events/a.md")[0])[0].html

    assert "Text" in html
    assert not re.search(r"<img|<a [^>]*rel", html)


# --- site.yaml ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("state: DE-BY", "state: DE-XX"),
        ("\nlanguage: de", "\nlanguage: xx"),
        ("url: https://musterviertel.example", "url: https://[::1"),
        ("id_host: musterviertel.example", 'id_host: "a b<>"'),
    ],
)
def test_value_of_the_site_that_nothing_can_be_made_of_is_a_message(old, new, content):
    path = content / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    line = path.read_text(encoding="utf-8").partition(new.strip())[0].count("\n") + 1

    assert [line] == [problem.line for problem in about(problems_of(content), "site.yaml")]
