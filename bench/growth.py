"""Growth: how much more a build takes for ten times as many texts; `invoke bench-growth` runs it.

All sizes take turns in each round. What grows with the square of something shows as a share per text that rises.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from . import tools
from .builds import OUTPUT, Taken, heading, medians, prepare, rounds_of
from .corpus import make
from .measure import Figures, run
from .sites import write

ROWS = ("cold", "edit")


def main() -> None:
    """Measure, print, and write down."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--items", default="1000,3000,10000,30000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--note", action=argparse.BooleanOptionalAction, default=True)
    chosen = parser.parse_args()
    sizes = [int(one) for one in chosen.items.split(",")]
    shared = Path("/dev/shm")  # noqa: S108 - memory as a disk; a folder of our own in it
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shared if shared.is_dir() else None) as folder:
        taken = measure(sizes, Path(folder), chosen.rounds)
    how = f"Litfass, pages and feeds. Medians of {chosen.rounds} rounds; the peak is that of all processes together."
    lines = [heading("growth", how), *_table(sizes, taken)]
    print("\n".join(lines))
    if chosen.note:
        tools.write_down(lines)


def measure(sizes: Sequence[int], folder: Path, rounds: int) -> Taken:
    """Figures by row and number of texts; the first of each is from the round that looks at memory."""
    tool, taken = tools.litfass(), defaultdict(list)
    made = {size: make(size) for size in sizes}
    for size, items in made.items():
        write(tool.name, items, folder / str(size))
    for number in rounds_of(rounds):
        for size, items in made.items():
            for row in ROWS:
                place = folder / str(size)
                prepare(tool, row, place, items, number)
                taken[row, str(size)].append(run(tool.into(OUTPUT), place, tool.env, watch_memory=number == 0))
    return taken


def _table(sizes: Sequence[int], taken: Taken) -> Iterator[str]:
    """A line per row and figure: as measured, and in brackets how often the least."""
    yield f"| | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield "|---" * (len(sizes) + 1) + "|"
    for row in ROWS:
        figures: Mapping[int, Figures] = {size: medians(taken[row, str(size)]) for size in sizes}
        for index, (unit, digits) in enumerate((("wall s", 2), ("computing s", 2), ("peak MB", 0))):
            least = figures[sizes[0]][index]
            cells = (f"{one[index]:.{digits}f} ({one[index] / least:.1f})" for one in figures.values())
            yield f"| {row}, {unit} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
