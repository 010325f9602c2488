"""Cells: who stands where in the picture of a network: each has a cell of a grid, so that no name covers another.

networkx says who belongs near whom; all that is decided after that is decided in whole numbers: the last digits of a layout may
differ from machine to machine.
"""

from collections.abc import Iterator
from functools import cache

# one cell, in units of the picture; odd rows stand half a cell further in
CELL_WIDTH, CELL_HEIGHT = 172, 132
MARGIN = 14
RADIUS = 11
SEED = 7
# a line through a name is as bad as one that is this much longer, in thousands of square units
CROSSED = 120
# as many times everybody may look for a better cell
MOST_ROUNDS = 12

Cell = tuple[int, int]
Cells = dict[str, Cell]
# two keys and how much they share
Ends = tuple[str, str, int]


@cache
def placed(keys: tuple[str, ...], ends: tuple[Ends, ...], columns: int, rows: int) -> Cells:
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
    (left, top), (right, bottom) = middle(start), middle(end)
    return ((right - left) ** 2 + (bottom - top) ** 2) // 1000


@cache
def _crosses(first: Cell, last: Cell, cell: Cell) -> bool:
    """Whether a line between two cells comes nearer than a third of a cell's height to the dot of another."""
    if cell in (first, last):
        return False
    start, end, spot = middle(first), middle(last), middle(cell)
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = (spot[0] - start[0]) * across + (spot[1] - start[1]) * down
    beside = (spot[0] - start[0]) * down - (spot[1] - start[1]) * across
    return 0 < along < length and beside * beside * 9 < CELL_HEIGHT * CELL_HEIGHT * length


def middle(cell: Cell) -> Cell:
    """Where the dot of a cell is."""
    column, row = cell
    return (
        column * CELL_WIDTH + CELL_WIDTH // 2 + (CELL_WIDTH // 2 if row % 2 else 0),
        MARGIN + row * CELL_HEIGHT + RADIUS + 6,
    )
