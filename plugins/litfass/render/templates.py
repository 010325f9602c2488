"""Templates: Jinja itself: one environment for each language, templates compiled once, what each is made of."""

import hashlib
import re
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket

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
    own = env.overlay(optimized=False, auto_reload=False)
    own.filters, own.tests, own.globals = dict(env.filters), dict(env.tests), dict(env.globals)
    own.add_extension("jinja2.ext.i18n")
    return own


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
