"""Guards: what would otherwise be forgotten: words without translation, templates without a home, undocumented settings."""

import ast
import re
import runpy
from datetime import datetime
from gettext import NullTranslations
from importlib import import_module

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from litfass.address import Addresses
from litfass.commands import newsletter
from litfass.link import link
from litfass.model import Thing, actor, event_parts, news, participation, place, project
from litfass.model.marks import fields_of, linking_in
from litfass.model.reference import Choice, Reference
from litfass.model.thing import Part
from litfass.problems import Problem, codes
from litfass.publish import PUBLISHERS
from litfass.publish.output import Page
from litfass.read import read_content
from litfass.settings import ADDRESSES, SETTINGS
from litfass.words import Words
from litfass.words.labels import LABELS

from .conftest import NOW, ROOT
from .rendered import site_on

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-installer.txt", "tests/guided/requirements.txt")
LANGUAGES = ("de", "de-simple", "en", "tr", "uk", "ar")
# forms of a word beside a number. Source: Unicode CLDR, plural rules, as gettext counts them
PLURALS = {"ar": 6, "uk": 3}
# what Leichte Sprache does not say: how big a file is, and in which hard language a text stands
LEFT_OUT = {"de-simple": {"%(size)s", "%(language)s"}}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
TEMPLATES = ROOT / "theme/templates"


def catalogue(language):
    return read_po((ROOT / f"theme/translations/{language}/LC_MESSAGES/litfass.po").open("rb"))


def test_every_language_has_its_file():
    assert set(LANGUAGES) == {path.name for path in (ROOT / "theme/translations").iterdir() if path.is_dir()} - {
        "__pycache__"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated(language):
    words = runpy.run_path(str(ROOT / "theme/translations/update.py"))["template"]()
    known = {(message.id, message.context): message for message in catalogue(language)}
    missing = [message.id for message in words if message.id and (message.id, message.context) not in known]
    empty = [
        message.id
        for message in known.values()
        if message.id and not (all(message.string) if message.pluralizable else message.string)
    ]

    assert [] == missing
    assert [] == empty
    assert [] == [message.id for message in known.values() if message.id and message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_beside_numbers_have_all_their_forms(language):
    found = catalogue(language)

    assert PLURALS.get(language, 2) == found.num_plurals
    assert {found.num_plurals} == {len(message.string) for message in found if message.pluralizable}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    """A form for one or two may do without its number: "every other week"."""
    for message in catalogue(language):
        *few, last = message.string if message.pluralizable else (message.string,)
        wanted = set(PLACEHOLDER.findall((message.id[1] if message.pluralizable else message.id) or ""))
        if message.id:
            said = set(PLACEHOLDER.findall(last))
            assert said <= wanted <= said | LEFT_OUT.get(language, set()), message.id
            assert all(set(PLACEHOLDER.findall(text)) <= wanted for text in few), message.id


def test_every_word_of_the_model_has_a_label():
    words = {
        "event status": event_parts.STATES,
        "project status": project.STATES,
        "actor kind": actor.KINDS,
        "participation kind": participation.KINDS,
        "news category": news.CATEGORIES,
        "wheelchair": place.WHEELCHAIR,
        "phase kind": participation.PHASES,
    }

    assert set() == {(group, word) for group, known in words.items() for word in known} - set(LABELS)


def test_templates_write_no_words_of_their_own():
    """German words in a template would never reach another language."""
    for path in TEMPLATES.rglob("*.html"):
        text = re.sub(r"\{[#%{].*?[#%}]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "", text)
        assert not set(re.findall(r"[A-Za-zÄÖÜäöüß]{4,}", text)) - {"JSON", "JPEG"}, path.name


def templates_asked_for():
    """Names of the templates that pages of both sites ask for, by asking the publisher itself."""
    material, _ = read_content(ROOT / "tests/site")
    now = datetime.fromisoformat(NOW).replace(tzinfo=material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)
    own = {setting.name: setting.default for setting in SETTINGS} | {
        "WORDS": Words("de", NullTranslations()),
        "SHEETS": [],
        "PRINT_FOLDER": ROOT / "theme/print",
        "OFFLINE": True,
        "STATIC": {"worker/offline.js": b""},
    }
    modules = [import_module(f"litfass.publish.{name}") for name in PUBLISHERS]
    outputs = [output for module in modules if hasattr(module, "Page") for output in module.publish(site, own)]
    return {output.template for output in outputs if isinstance(output, Page)} | {newsletter.TEMPLATE}


def test_no_template_says_a_fixed_word_through_a_filter_that_knows_a_language():
    """Jinja computes what is fixed when it compiles, once for all languages; "safe" and "format" know none."""
    found = [
        f"{path.name}:{node.lineno}: {node.name}"
        for path in TEMPLATES.rglob("*.html")
        for node in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Filter)
        if isinstance(node.node, nodes.Const) and node.name not in ("safe", "format")
    ]

    assert [] == found


def test_every_template_is_used_and_none_comes_from_pelicans_simple_theme():
    """A missing template is silently taken from there; one that nobody asks for is dead."""
    asked = templates_asked_for()
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    included = set(re.findall(r'(?:from|extends|import|include) "([^"]+)"', "\n".join(texts)))
    there = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}

    assert asked | included == there


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("language", ["de", "en"])
def test_message_says_something_in_both_languages(code, language):
    problem = Problem("x.md", 1, "", code)

    assert problem.what(language)
    assert problem.what(language)[-1] in ".:)}"
    assert "!" not in problem.cure(language).replace("![", "").replace(" ! ", "")


def test_made_pages_of_the_handbook_are_up_to_date():
    for name, make in runpy.run_path(str(ROOT / "docs/editors/make_pages.py"))["PAGES"].items():
        assert make() == (ROOT / "docs/editors" / name).read_text(encoding="utf-8"), name


def test_every_message_stands_once_in_the_handbook_below_what_one_was_writing():
    made = runpy.run_path(str(ROOT / "docs/editors/make_pages.py"))
    page = made["messages"]()
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)

    assert "Weiteres" not in headings
    assert codes() == [code for code in codes() if page.count(f"(`{code}`)") == 1]
    assert headings == re.findall(r"^- \[(.+?)\]\(#", page, re.MULTILINE)
    assert [made["_anchor"](title) for title in headings] == re.findall(r"^- \[.+?\]\(#(.+?)\)", page, re.MULTILINE)
    assert [] == [code for group in made["GROUPS"].values() for code in group if code not in codes()]


def test_the_handbook_shows_only_tasks_and_options_there_are():
    functions = [
        node for node in ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8")).body if hasattr(node, "args")
    ]
    tasks = {
        node.name.replace("_", "-"): {one.arg.strip("_").replace("_", "-") for one in node.args.args}
        for node in functions
    }
    shown = [
        (path.name, *found)
        for path in sorted((ROOT / "docs/editors").glob("*.md"))
        for found in re.findall(r"(?:^ {4}|`)invoke ([a-z-]+)([^`\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert len(shown) > 10
    for name, task, line in shown:
        options = set(re.findall(r"--([a-z-]+)", line.partition("  ")[0]))
        assert set() == options - tasks[task] - {"help"}, (name, task)


def test_settings_are_explained():
    assert [] == [setting.name for setting in SETTINGS if not setting.help.endswith(".")]
    assert len(set(ADDRESSES.values())) == len(ADDRESSES)


def test_every_locked_library_is_listed_with_a_licence():
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    made = runpy.run_path(str(ROOT / "docs/make_licences.py"))
    wanted = {**made["locked"](ROOT / LOCKS[2]), **made["locked"](ROOT / LOCKS[1]), **made["locked"](ROOT / LOCKS[0])}

    listed = dict(re.findall(r"^\| (\S+) \| (\S+) \| [^?|]+ \|", page, re.MULTILINE))

    assert wanted == {name: version for name, version in listed.items() if name != "package"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_library_has_digests_and_no_source_is_named(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^[a-zA-Z0-9].*?(?=^[a-zA-Z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)

    assert blocks
    assert [] == [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]
    assert "://" not in text


@pytest.mark.parametrize("folder", ["content", "tests/site"])
def test_no_field_that_leads_to_another_thing_is_passed_over(folder):
    """Most fields hold words and numbers, by their types; references, links and documents are looked for in the others only."""
    for thing in (thing for kind in site_on(ROOT / folder).things.values() for thing in kind):
        for part in (thing, *_parts_of(thing)):
            leads = {name for name, value, marks in fields_of(part) if _leads(value, marks)}
            assert leads <= {name for name, _, _ in linking_in(part)}, (thing.key(), type(part).__name__)


def _leads(value, marks):
    """Whether a value holds a thing, a part, or words that stand for something written elsewhere."""
    items = value if isinstance(value, tuple) else (value,)
    is_named = any(isinstance(mark, Reference | Choice) for mark in marks)
    return any(isinstance(one, Part | news.About) or (one and is_named) for one in items)


def _parts_of(part):
    for _, value, _ in fields_of(part):
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Part) and not isinstance(one, Thing):
                yield from (one, *_parts_of(one))
