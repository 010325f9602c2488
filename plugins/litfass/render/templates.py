"""Templates: Jinja itself: one environment for each language, templates compiled once, what each is made of."""

import hashlib
import re
from collections.abc import Callable, MutableMapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, Template
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

# what wants no context unless it says so
PLAIN = frozenset((FunctionType, MethodType, BuiltinMethodType))
# another template a template names; all do it in quotes
REFERRED = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')


class Sources:
    """What each template is made of: its text and that of all it extends, includes or imports, as a digest."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self._texts: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The digest of a template and all it refers to."""
        if name not in self._digests:
            found: dict[str, None] = {}
            waiting = [name]
            while waiting:
                one = waiting.pop()
                if one not in found:
                    found[one] = None
                    waiting += REFERRED.findall(self._text(one))
            text = "\0".join(f"{one}\0{self._text(one)}" for one in sorted(found))
            self._digests[name] = hashlib.sha256(text.encode()).hexdigest()
        return self._digests[name]

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self.env.loader.get_source(self.env, name)[0]  # type: ignore[union-attr]
        return self._texts[name]


def keep_compiled(env: Environment, folder: str) -> None:
    """Take compiled templates from a folder, and put new ones there; "" keeps them in memory only.

    A file in it is named after a digest of its template's text, and what is damaged is compiled again.
    """
    if folder:
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(folder)


def for_one_language(env: Environment) -> Environment:
    """An environment for one build with filters and words of its own; nothing a language says is compiled into a template."""
    if env.bytecode_cache is None:
        env.bytecode_cache = _Compiled()
    own = env.overlay(optimized=False, auto_reload=False, cache_size=-1)
    own.filters, own.tests, own.globals = dict(env.filters), dict(env.tests), dict(env.globals)
    own.loader = _Loader(env.loader)  # type: ignore[arg-type]
    if env.context_class is Context:  # else an extension wants calls for itself, as the catalogue of components
        own.context_class = _Context
    own.add_extension("jinja2.ext.i18n")
    return own


def speak(env: Environment, translations: NullTranslations) -> None:
    """Let templates say their words in a language, by `_` and what else Jinja knows of gettext."""
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    env.globals["_"] = env.globals["gettext"] = _gettext(translations)


def _gettext(translations: NullTranslations) -> Callable[..., Markup]:
    """What Jinja's own does, once for each sentence without values: pages say the same ones again and again."""

    @cache
    def plain(text: str) -> Markup:
        return Markup(translations.gettext(text)) % {}  # noqa: S704 - words of ours and of the theme

    def gettext(text: str, /, **values: Any) -> Markup:
        return Markup(translations.gettext(text)) % values if values else plain(text)  # noqa: S704

    return gettext


class _Loader(BaseLoader):
    """Templates made quicker in two ways, the same for all else.

    Their globals lie in one dictionary: Jinja's are a chain, and it asks for each name at each import. What is safe already is not
    copied before it is put into a page.
    """

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner
        self.has_source_access = inner.has_source_access

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """What the loader behind it finds."""
        return self.inner.get_source(environment, template)

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002 - Jinja's word
        """A template that knows what the environment knows now."""
        template = self.inner.load(environment, name, dict(globals or {}))
        template.root_render_func.__globals__["escape"] = _escaped  # by this name compiled templates call it
        return template


def _escaped(value: Any) -> Markup:
    return value if type(value) is Markup else escape(value)


class _Context(Context):
    """Calls most things at once. Jinja asks each first whether it wants to know the context, in six steps."""

    def call(self, what: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        """What something says that a template calls."""
        kind = type(what)
        if kind is Macro:
            values = (self.eval_ctx, *values)
        elif kind not in PLAIN or hasattr(what, "jinja_pass_arg"):
            return super().call(what, *values, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return what(*values, **named)


def environment(folder: Path) -> Environment:
    """A bare Jinja for templates of a folder that are no pages of the site, such as the mail."""
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)


class _Compiled(BytecodeCache):
    """Templates compiled once for all languages, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled for another language."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()
