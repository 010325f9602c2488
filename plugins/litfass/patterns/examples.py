"""Examples: what components say on marked pages, and of all that those few that show every state.

Reads finished pages as text; knows no Jinja and no Site.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import NamedTuple

from ..formats.relative import ADDRESS, TAG

MARK = re.compile(r"<!--([\[\]])(\w+)-->")
CLASSES = re.compile(r'\bclass="([^"]*)"')
# what tells states apart besides classes
SIGNS = re.compile(r'<(\w+)|\b(aria-current|datetime|hreflang|dir="\w+"|open|hidden)\b')
# of these every site has as many as it likes; one is as good as the other
ANY = re.compile(r"^(topic-|icon--).*")
MOST, MUCH = 6, 1.3
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
HIDDEN = re.compile(r"(<\w[^>]*?) hidden(?=[ >])")
ID = re.compile(r'\bid="([^"]+)"')
REFERENCE = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|aria-controls|headers|href)="([^"]*)"')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
KEPT_OF_PARENTS = ("class", "lang", "dir")
HOLLOW, NEAR = "states__hollow", 4
# members of a list, of which one more or less changes nothing; and what is no box
ONE_OF_MANY = {"li", "article", "tr", "script", "style", "path"}


class Example(NamedTuple):
    """One saying of a component: its page, where it stands in its text, and what sets it apart from the others."""

    path: str
    start: int
    end: int
    shows: tuple[str, ...]


class _Said(NamedTuple):
    example: Example
    signs: frozenset[str]
    length: int


def examples(pages: Mapping[str, str], component_of: Mapping[str, str]) -> dict[str, list[Example]]:
    """For each component the examples in which all its states are seen, at most MOST, and one with much more text.

    `pages` are texts by path, `component_of` names the component of each macro. The first example shows most, each further
    one adds something.
    """
    found: dict[str, dict[str, _Said]] = {}
    for path, text in sorted(pages.items()):
        for macro, start, end in _marked(text):
            if component := component_of.get(macro):
                said = MARK.sub("", text[start:end])
                kept = found.setdefault(component, {})
                if said not in kept:
                    kept[said] = _Said(Example(path, start, end, ()), _signs(said), len(said))
    return {component: _telling(said.values()) for component, said in sorted(found.items())}


def _marked(text: str) -> Iterator[tuple[str, int, int]]:
    """Macro, start and end of all between marks, the marks themselves left out."""
    waiting: list[tuple[str, int]] = []
    for mark in MARK.finditer(text):
        if mark[1] == "[":
            waiting.append((mark[2], mark.end()))
        else:
            macro, start = waiting.pop()
            yield macro, start, mark.start()


def _signs(said: str) -> frozenset[str]:
    classes = {ANY.sub(r"\1", name) for names in CLASSES.findall(said) for name in names.split()}
    return frozenset(classes | {sign or f"<{tag}>" for tag, sign in SIGNS.findall(said)})


def _telling(said: Iterable[_Said]) -> list[Example]:
    """The examples that add most to those before; of equals the shortest, then the first."""
    left = sorted(said, key=lambda one: (one.length, one.example.path, one.example.start))
    longest, picked, seen = left[-1], [], frozenset()
    lengths = {one.example[:3]: one.length for one in left}
    while len(picked) < MOST:
        best = max(left, key=lambda one: len(one.signs - seen))
        new = best.signs - seen
        if picked and not new:
            break
        picked.append(best.example._replace(shows=tuple(sorted(new)) if picked else ()))
        seen |= best.signs
    if longest.length > MUCH * max(lengths[one[:3]] for one in picked):
        picked.append(longest.example._replace(shows=("most text",)))
    return picked


class _Element(NamedTuple):
    """An open element: its name, what is kept of its attributes, and the elements in it that are closed already."""

    name: str
    given: str
    before: list[tuple[str, str]]


class _Parents(HTMLParser):
    """The elements that are open at a place in a text."""

    def __init__(self, text: str, place: int) -> None:
        super().__init__()
        self.open = [_Element("", "", [])]
        self.feed(text[:place])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if name in KEPT_OF_PARENTS)
        if tag not in VOID:
            self.open.append(_Element(tag, given, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing is open after it."""

    def handle_endtag(self, tag: str) -> None:
        names = [one.name for one in self.open]
        if tag in names:
            place = len(names) - 1 - names[::-1].index(tag)
            closed = self.open[place]
            del self.open[place:]
            if tag not in ONE_OF_MANY:
                self.open[-1].before.append((closed.name, closed.given))

    def around(self) -> tuple[str, str]:
        """Start tags of the elements below body, and their end tags.

        The nearest get hollow ones of those before, so that the columns and distances of a style sheet stay right.
        """
        names = [one.name for one in self.open]
        chain = self.open[names.index("body") + 1 :] if "body" in names else []
        opened = ""
        for place, one in enumerate(chain):
            opened += f"<{one.name}{one.given}{' open' if one.name == 'details' else ''}>"
            if place >= len(chain) - NEAR:
                opened += "".join(_hollow(name, given) for name, given in one.before[-1:])
        return opened, "".join(f"</{one.name}>" for one in reversed(chain))

    @property
    def is_head(self) -> bool:
        """Whether the place is in a page's head."""
        return "body" not in [one.name for one in self.open]


def _hollow(name: str, given: str) -> str:
    marked = given.replace('class="', f'class="{HOLLOW} ') if "class=" in given else f'{given} class="{HOLLOW}"'
    return f"<{name}{marked}></{name}>"


def shown(text: str, example: Example, number: int, root: str) -> tuple[str, bool]:
    """An example as HTML between the elements it stands in, and whether it belongs to a page's head.

    Its links lead from the folder `root` on; its ids get a number, for examples stand beside each other. What only a script
    would show is shown, for none runs.
    """
    parents = _Parents(text, example.start)
    said = HIDDEN.sub(r"\1", SCRIPT.sub("", MARK.sub("", text[example.start : example.end])))
    folder = join(root, dirname(example.path))
    said = TAG.sub(lambda match: ADDRESS.sub(lambda one: _moved(one, folder), match[0]), said)
    said = _numbered(said, number)
    before, after = parents.around()
    return before + said + after, parents.is_head


def _moved(match: re.Match[str], folder: str) -> str:
    """An attribute whose addresses lead from the catalogue instead of from the page."""
    name, value = match[1], match[2]
    if name == "srcset":
        parts = [part.split(" ") for part in value.split(", ")]
        return f'{name}="{", ".join(" ".join([normpath(join(folder, one[0])), *one[1:]]) for one in parts)}"'
    if re.match(r"[a-z]+:|//|#|$", value):
        return match[0]
    return f'{name}="{normpath(join(folder, value))}"'


def _numbered(said: str, number: int) -> str:
    """The same with a number behind each id of its own and each reference to one."""
    own = set(ID.findall(said))

    def renamed(match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        if name == "href":
            return f'href="{value}-{number}"' if value[:1] == "#" and value[1:] in own else match[0]
        return f'{name}="{" ".join(f"{one}-{number}" if one in own else one for one in value.split(" "))}"'

    return REFERENCE.sub(renamed, said)
