"""Components: macros that are made once for all pages, so nothing in them may depend on one page but by its arguments."""

import re
from gettext import NullTranslations

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, meta, nodes, pass_context
from litfass.model.passage import MarkupPassage
from litfass.render import keep_compiled
from litfass.render.templates import for_one_language, speak
from markupsafe import Markup

from .conftest import ROOT

TEMPLATES = ROOT / "theme/templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
COMPONENTS = [name for name in NAMES if name.startswith("components/")]
# what only a page knows: its own address, and what its publisher gives it
OF_THE_PAGE = {"here", "account", "original"}
IMPORTED = re.compile(r'{% from "([^"]+)" import [^%]*?( with context)? %}')


class _Any(dict):
    """Filters and tests of any name: here nobody calls them."""

    def get(self, _name, _default=None):
        return str

    def __contains__(self, _name):
        return True


def parsed(name):
    env = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"])
    env.filters, env.tests = _Any(env.filters), _Any(env.tests)
    return env.parse(env.loader.get_source(env, name)[0])


def wants_context():
    """Components that ask for something of the page, or import one that does."""
    asking = {name for name in COMPONENTS if meta.find_undeclared_variables(parsed(name)) & OF_THE_PAGE}
    while more := {name for name in COMPONENTS if asking & set(meta.find_referenced_templates(parsed(name)))} - asking:
        asking |= more
    return asking


@pytest.mark.parametrize("name", COMPONENTS)
def test_at_the_top_of_a_component_are_only_macros(name):
    """What stands beside them would be computed for the first page and shown on all."""
    blank = [
        node
        for node in parsed(name).body
        if isinstance(node, nodes.Output)
        and all(isinstance(one, nodes.TemplateData) and not one.data.strip() for one in node.nodes)
    ]

    others = [node for node in parsed(name).body if not isinstance(node, nodes.Macro | nodes.FromImport)]

    assert blank == others


def test_only_components_that_ask_for_the_page_get_its_context():
    asking = wants_context()
    found = {
        (name, component, bool(context))
        for name in NAMES
        for component, context in IMPORTED.findall((TEMPLATES / name).read_text(encoding="utf-8"))
    }

    assert found
    assert set() == {one for one in found if one[2] != (one[1] in asking)}


def test_a_damaged_compiled_template_is_compiled_again(tmp_path):
    kept = tmp_path / "kept"

    def made():
        env = Environment(loader=DictLoader({"page": "{% for one in [1, 2] %}{{ one }}{% endfor %}"}))
        keep_compiled(env, str(kept))
        return env.get_template("page").render()

    first = made()
    files = list(kept.iterdir())
    for file in files:
        file.write_bytes(file.read_bytes()[:-5])

    assert files
    assert "12" == first == made()


class Turkish(NullTranslations):
    """Two sentences, one with a value and one with a sign that stands for values elsewhere."""

    def gettext(self, message):
        return {"%(count)s & more": "%(count)s & daha", "100%% free": "<b>100%%</b>"}.get(message, message)


MACROS = "{% macro shout(text) %}{{ text }}{{ caller() if caller else '' }}!{% endmacro %}"
ASKING = """{% from "macros" import shout %}
{{ shout("a<b") }}{% call shout("c") %}{{ here }}{% endcall %}
{{ _("%(count)s & more", count="<3") }}|{{ _("100%% free") }}|{{ _("100%% free") }}
{% for one in [1, 2] %}{{ whole(one) }}{{ "x".upper() }}{{ loop.cycle("p", "q") }}{% endfor %}
{{ ngettext("%(num)s day", "%(num)s days", 2) }}{{ nothing is defined }}{{ safe }}{{ safe_passage }}"""


@pass_context
def whole(context, one):
    """What a function is told that wants to know the context."""
    return f"{context['here']}{one}"


def test_templates_of_a_language_say_what_jinja_itself_says():
    theirs = Environment(loader=DictLoader({"macros": MACROS, "page": ASKING}), autoescape=True)
    theirs.globals.update(whole=whole, safe=Markup("<i>"), safe_passage=MarkupPassage("<u>", "tr"))
    ours = for_one_language(theirs)
    speak(ours, Turkish())
    theirs.add_extension("jinja2.ext.i18n")
    theirs.install_gettext_translations(Turkish(), newstyle=True)

    said = ours.get_template("page").render(here="/")

    assert "a&lt;b!c/!" in said
    assert "&lt;3 & daha|<b>100%</b>|<b>100%</b>\n/1Xp/2Xq" in said
    assert theirs.get_template("page").render(here="/") == said
