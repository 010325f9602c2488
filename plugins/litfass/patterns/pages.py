"""Pages: the catalogue as a folder that opens from the disk, beside the marked site it is made of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..render import environment
from ..words import direction
from .examples import Example, examples, shown

SITE, STATES = "site", "states"
MACRO = re.compile(r"{%-? macro (\w+)\(([^%]*)\) -?%}")
REMARK = re.compile(r"{#-?\s*(.*?)\s*-?#}", re.DOTALL)
STYLE = re.compile(r'<link rel="stylesheet" href="(?:\.\./)*([^"]+)"')
ALL = "all"
PHONE_PX, DESK_PX = 390, 1280


class Component(NamedTuple):
    """A macro's file: its name, what it says of itself, and its macros."""

    name: str
    remarks: tuple[str, ...]
    macros: tuple[str, ...]


class Looks(NamedTuple):
    """What is set beside each other: a language, a width in pixels and a scheme of colours."""

    language: str
    width: int
    scheme: str


def components(templates: Path) -> list[Component]:
    """The components of a theme, by name; a macro that begins with an underscore is its file's own."""
    found = []
    for path in sorted((templates / "components").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        macros = tuple(name for name, _ in MACRO.findall(text) if not name.startswith("_"))
        found.append(Component(path.stem, tuple(" ".join(one.split()) for one in REMARK.findall(text)), macros))
    return found


def write_catalogue(folder: Path, theme: Path, languages: Sequence[str]) -> list[str]:
    """Write the catalogue into a folder that holds the marked site in SITE; give the components nothing was found of.

    `languages` are those of the site, its first one first. Shown are the first, and the first that is written the other way.
    """
    known = components(theme / "templates")
    component_of = {macro: one.name for one in known for macro in one.macros}
    two = _two(languages)
    site = folder / SITE
    texts = {language: _texts(site, language, languages) for language in two}
    picked = {language: examples(texts[language], component_of) for language in two}
    env = environment(theme / "patterns")
    looks = [
        Looks(language, width, scheme)
        for width in (PHONE_PX, DESK_PX)
        for language in two
        for scheme in ("light", "dark")
    ]
    (folder / STATES).mkdir(exist_ok=True)

    def write(path: str, template: str, **context: object) -> None:
        (folder / path).write_text(env.get_template(template).render(**context), encoding="utf-8")

    for language in two:
        style = sorted({link for text in texts[language].values() for link in STYLE.findall(text)})
        of_language = {"language": language, "direction": direction(language), "styles": style, "site": SITE}
        for names in ([one] for one in known):
            parts = list(_parts(names, picked[language], texts[language]))
            write(f"{STATES}/{names[0].name}.{language}.html", "states.html", parts=parts, **of_language)
        parts = list(_parts(known, picked[language], texts[language]))
        write(f"{STATES}/{ALL}.{language}.html", "states.html", parts=parts, **of_language)
    found = {name: said for language in reversed(two) for name, said in picked[language].items()}
    for before, one, after in zip([None, *known], known, [*known[1:], None], strict=False):
        write(f"{one.name}.html", "component.html", one=one, before=before, after=after, looks=looks, states=STATES)
    write("index.html", "index.html", known=known, found=found, languages=two, states=STATES, site=SITE)
    for path in (theme / "patterns").iterdir():
        if path.suffix in {".css", ".js"}:
            (folder / path.name).write_bytes(path.read_bytes())
    return [one.name for one in known if one.name not in found]


def _two(languages: Sequence[str]) -> list[str]:
    first = languages[0]
    return [first, *[one for one in languages if direction(one) != direction(first)][:1]]


def _texts(site: Path, language: str, languages: Sequence[str]) -> dict[str, str]:
    """The pages of one language by their path in the site."""
    others = set(languages[1:])
    folder = site / language if language in others else site
    paths = (path for path in sorted(folder.rglob("*.html")))
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if language in others or path.relative_to(site).parts[0] not in others
    }


def _parts(
    known: Sequence[Component], picked: Mapping[str, list[Example]], texts: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """Each component with its examples as HTML; ids stay apart on the whole page."""
    number = 0
    for one in known:
        said = []
        for example in picked.get(one.name, ()):
            number += 1
            html, is_head = shown(texts[example.path], example, number, f"../{SITE}")
            said.append({"html": html, "is_head": is_head, "path": example.path, "shows": example.shows})
        yield {"name": one.name, "examples": said}
