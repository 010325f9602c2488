"""Drawing: places the nodes, labels and lines of a network in a picture, in whole units, the same on every machine.

networkx says who belongs near whom; then everybody gets a cell of a grid, so that no name covers another. All that is
decided after that is decided in whole numbers: the last digits of a layout may differ from machine to machine.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil, hypot

from .glue import glued
from .model import Thing
from .network import Network, Tie

# one cell, in units of the picture; odd rows stand half a cell further in
CELL_WIDTH, CELL_HEIGHT = 172, 132
COLUMNS = 6
MARGIN = 14
RADIUS = 11
FONT_SIZE, LINE_HEIGHT = 17, 20
# of the font's size; the widest letters are wider, the mean of a German name is 0.52
LETTER_WIDTH = 0.6
MOST_LINES = 3
SEED = 7
# a line through a name is as bad as one that is this much longer, in thousands of square units
CROSSED = 120
# as many times everybody may look for a better cell
MOST_ROUNDS = 12
# how far apart the lines of one tie lie, one for each kind
BESIDE = 7

# a consonant before a vowel; ch, ck, sch, ph, th and qu stay together
SYLLABLE = re.compile(
    r"(?<=[a-zäöüß]{2})(?:sch|ch|ph|th|(?<!c)k|(?<![cspt])h|(?<!q)[bcdfgjlmnprstvwxzß])(?=[aeiouäöüy])"
)

Cell = tuple[int, int]
Cells = dict[str, Cell]
# two keys and how much they share
Ends = tuple[str, str, int]


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
    cells = _placed(keys, tuple(sorted(pairs)), columns, rows)
    nodes = {thing.key(): _node(thing, cells[thing.key()]) for thing in network.nodes}
    lines = tuple(line for tie in network.ties for line in _lines(tie, nodes))
    width = columns * CELL_WIDTH + (CELL_WIDTH // 2 if rows > 1 else 0)
    height = max((node.box[3] for node in nodes.values()), default=0) + MARGIN
    return Picture(width, height, tuple(nodes.values()), lines)


def wrapped(name: str, most: int = int(CELL_WIDTH / (FONT_SIZE * LETTER_WIDTH))) -> tuple[str, ...]:
    """A name in at most three lines of `most` letters; what is too long is broken, and at the end left out.

    >>> wrapped("Baugenossenschaft Probeweg")
    ('Baugenossen-', 'schaft Probeweg')
    """
    lines = [""]
    words = glued(name).split(" ")
    while words:
        word = words.pop(0)
        room = most - len(lines[-1]) - (1 if lines[-1] else 0)
        if len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) <= most:
            lines.append(word)
        else:
            start = lines.pop() if not lines[-1] else ""
            cut = _cut(word, most - 1)
            lines.append(f"{start}{word[:cut]}-")
            words.insert(0, word[cut:])
            lines.append("")
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        return (*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: most - 1]}…")
    return tuple(lines)


def _cut(word: str, most: int) -> int:
    """Where a long word may be broken: before the consonant that begins a syllable, as late as possible."""
    found = [match.start() for match in SYLLABLE.finditer(word.lower(), 0, most + 2)]
    return next((cut for cut in reversed(found) if most // 3 < cut <= most), most)


@cache
def _placed(keys: tuple[str, ...], ends: tuple[Ends, ...], columns: int, rows: int) -> Cells:
    """The cell of each key; the same in all languages, so it is found once."""
    return _improved(_cells(keys, ends, columns, rows), ends, columns, rows)


def _cells(keys: tuple[str, ...], ends: tuple[Ends, ...], columns: int, rows: int) -> Cells:
    """A cell for everybody, those with most ties choosing first what is nearest to where networkx puts them."""
    import networkx as nx  # noqa: PLC0415 - 0.2 s, for one page

    graph = nx.Graph()
    graph.add_nodes_from(keys)
    graph.add_edges_from((one, other, {"weight": count}) for one, other, count in ends)
    if not graph:
        return {}
    spots = nx.spring_layout(graph, seed=SEED, iterations=200)
    low = [min(spot[axis] for spot in spots.values()) for axis in (0, 1)]
    high = [max(spot[axis] for spot in spots.values()) for axis in (0, 1)]
    free = {(column, row) for row in range(rows) for column in range(columns)}
    cells: Cells = {}
    for key in sorted(graph, key=lambda key: (-graph.degree[key], key)):
        wanted = [
            round((spots[key][axis] - low[axis]) / ((high[axis] - low[axis]) or 1) * 100) * (count - 1)
            for axis, count in ((0, columns), (1, rows))
        ]
        cells[key] = min(
            free,
            key=lambda cell: ((cell[0] * 100 - wanted[0]) ** 2 + (cell[1] * 100 - wanted[1]) ** 2, cell),
        )
        free.remove(cells[key])
    return cells


def _improved(cells: Cells, ends: tuple[Ends, ...], columns: int, rows: int) -> Cells:
    """Neighbouring cells change places as long as lines become shorter or leave names alone."""
    for _ in range(MOST_ROUNDS):
        better = False
        for first, second in _neighbours(columns, rows):
            changed = _swapped(cells, first, second)
            if changed and _cost(changed, ends, first, second) < _cost(cells, ends, first, second):
                cells, better = changed, True
        if not better:
            return cells
    return cells


def _neighbours(columns: int, rows: int) -> Iterator[tuple[Cell, Cell]]:
    """Pairs of cells at most two columns and rows apart."""
    for row in range(rows):
        for column in range(columns):
            for down in range(min(3, rows - row)):
                for aside in range(-2, 3):
                    if (down, aside) > (0, 0) and 0 <= column + aside < columns:
                        yield (column, row), (column + aside, row + down)


def _swapped(cells: Cells, first: Cell, second: Cell) -> Cells | None:
    """The cells with two of them exchanged; None when both are empty."""
    change = {first: second, second: first}
    moved = {key: change[cell] for key, cell in cells.items() if cell in change}
    return {**cells, **moved} if moved else None


def _cost(cells: Cells, ends: tuple[Ends, ...], first: Cell, second: Cell) -> int:
    """How long the lines are and how many names they cross, counting only what two changed cells can change."""
    taken = set(cells.values())
    concerned = {first, second}
    near = concerned & taken
    cost = 0
    for one, other, _ in ends:
        start, end = cells[one], cells[other]
        mine = start in concerned or end in concerned
        cost += _length(start, end) if mine else 0
        cost += CROSSED * sum(_crosses(start, end, cell) for cell in (taken if mine else near))
    return cost


@cache
def _length(start: Cell, end: Cell) -> int:
    """The square of a line's length, in thousands of units."""
    (left, top), (right, bottom) = _middle(start), _middle(end)
    return ((right - left) ** 2 + (bottom - top) ** 2) // 1000


@cache
def _crosses(first: Cell, last: Cell, cell: Cell) -> bool:
    """Whether a line between two cells comes nearer than a third of a cell's height to the dot of another."""
    if cell in (first, last):
        return False
    start, end, spot = _middle(first), _middle(last), _middle(cell)
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = (spot[0] - start[0]) * across + (spot[1] - start[1]) * down
    beside = (spot[0] - start[0]) * down - (spot[1] - start[1]) * across
    return 0 < along < length and beside * beside * 9 < CELL_HEIGHT * CELL_HEIGHT * length


def _middle(cell: Cell) -> Cell:
    """Where the dot of a cell is."""
    column, row = cell
    return (
        column * CELL_WIDTH + CELL_WIDTH // 2 + (CELL_WIDTH // 2 if row % 2 else 0),
        MARGIN + row * CELL_HEIGHT + RADIUS + 6,
    )


def _node(thing: Thing, cell: Cell) -> Node:
    x, y = _middle(cell)
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
