"""Network: nodes, labels and lines of the ties that site/network.py finds as a picture, in whole units, the same on every machine."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, hypot

from ..model import Thing
from ..site.network import Network, Tie
from ..words.glue import glued
from .cells import CELL_WIDTH, MARGIN, RADIUS, Cell, middle, placed

COLUMNS = 6
FONT_SIZE, LINE_HEIGHT = 17, 20
# of the font's size; the widest letters are wider, the mean of a German name is 0.52
LETTER_WIDTH = 0.6
# of a name, and letters in each
MOST_LINES, MOST_LETTERS = 3, int(CELL_WIDTH / (FONT_SIZE * LETTER_WIDTH))
# how far apart the lines of one tie lie, one for each kind
BESIDE = 7

# a consonant before a vowel; ch, ck, sch, ph, th and qu stay together
SYLLABLE = re.compile(
    r"(?<=[a-zäöüß]{2})(?:sch|ch|ph|th|(?<!c)k|(?<![cspt])h|(?<!q)[bcdfgjlmnprstvwxzß])(?=[aeiouäöüy])"
)


@dataclass(frozen=True)
class Node:
    """A thing in the picture: the middle of its dot, and its name in lines that begin below the dot."""

    thing: Thing
    x: int
    y: int
    lines: tuple[str, ...]
    radius: int = RADIUS

    @property
    def label_ys(self) -> list[tuple[int, str]]:
        """Base line and text of each line of the name."""
        return [(self.y + RADIUS + 4 + (number + 1) * LINE_HEIGHT - 5, line) for number, line in enumerate(self.lines)]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of dot and name together."""
        half = max(RADIUS, *(ceil(len(line) * FONT_SIZE * LETTER_WIDTH / 2) for line in self.lines))
        return self.x - half, self.y - RADIUS, self.x + half, self.y + RADIUS + 4 + len(self.lines) * LINE_HEIGHT


@dataclass(frozen=True)
class Line:
    """One kind of a tie as a straight line."""

    tie: Tie
    kind: str
    ends: tuple[int, int, int, int]


@dataclass(frozen=True)
class Picture:
    """A network as it is drawn."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def draw(network: Network) -> Picture:
    """Make the picture of a network; empty when nobody works with anybody."""
    columns = min(COLUMNS, max(1, ceil(len(network.nodes) ** 0.5)))
    rows = ceil(len(network.nodes) / columns)
    keys = tuple(sorted(thing.key() for thing in network.nodes))
    pairs = [(*sorted((tie.one.key(), tie.other.key())), len(tie.shared)) for tie in network.ties]
    cells = placed(keys, tuple(sorted(pairs)), columns, rows)
    nodes = {thing.key(): _node(thing, cells[thing.key()]) for thing in network.nodes}
    lines = tuple(line for tie in network.ties for line in _lines(tie, nodes))
    width = columns * CELL_WIDTH + (CELL_WIDTH // 2 if rows > 1 else 0)
    height = max((node.box[3] for node in nodes.values()), default=0) + MARGIN
    return Picture(width, height, tuple(nodes.values()), lines)


def wrapped(name: str) -> tuple[str, ...]:
    """A name in at most three lines that fit into a cell; what is too long is broken, and at the end left out.

    >>> wrapped("Baugenossenschaft Probeweg")
    ('Baugenossen-', 'schaft Probeweg')
    """
    lines = [""]
    words = glued(name).split(" ")
    while words:
        word = words.pop(0)
        room = MOST_LETTERS - len(lines[-1]) - (1 if lines[-1] else 0)
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) <= MOST_LETTERS:
            lines.append(word)
        else:
            cut = _cut(word, MOST_LETTERS - 1)
            lines += [f"{word[:cut]}-", ""]
            words.insert(0, word[cut:])
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        return (*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: MOST_LETTERS - 1]}…")
    return tuple(lines)


def _cut(word: str, most: int) -> int:
    """Where a long word may be broken: before the consonant that begins a syllable, as late as possible."""
    found = [match.start() for match in SYLLABLE.finditer(word.lower(), 0, most + 2)]
    return next((cut for cut in reversed(found) if most // 3 < cut <= most), most)


def _node(thing: Thing, cell: Cell) -> Node:
    x, y = middle(cell)
    return Node(thing, x, y, wrapped(thing.title))


def _lines(tie: Tie, nodes: Mapping[str, Node]) -> Iterator[Line]:
    """A line for each kind of a tie, side by side."""
    one, other = nodes[tie.one.key()], nodes[tie.other.key()]
    across, down = other.x - one.x, other.y - one.y
    length = hypot(across, down)
    for number, kind in enumerate(tie.kinds):
        aside = (2 * number - len(tie.kinds) + 1) * BESIDE / 2
        x, y = round(-down / length * aside), round(across / length * aside)
        yield Line(tie, kind, (one.x + x, one.y + y, other.x + x, other.y + y))
