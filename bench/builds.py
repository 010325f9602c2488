"""Builds: how long Litfass takes beside other generators that make the same pages; `invoke bench` runs it.

Each round goes through the rows, and in each row through the tools in turn, so that a machine that gets slower gets slower
for all. The first round warms up, looks at memory and compares the pages; times are the medians of the others.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree, html

from . import tools
from .corpus import Item, make
from .measure import Figures, run
from .sites import add_sentence, pages_of, write
from .tools import ROOT, Tool

# at night everything is made into another folder, as on another machine: what is known of the first counts for nothing
OUTPUT, NIGHT = "output", "night"
LIST_LENGTH, FEED_LENGTH = 12, 40
ROWS = ("cold", "unchanged", "edit", "nightly")
SAYS = {
    "cold": "cold: nothing kept",
    "nightly": "nightly: what may be kept is back, no output",
    "edit": "edit: one text changed, all kept",
    "unchanged": "unchanged: all kept",
}
HOW = """`invoke bench`. Medians of {} interleaved rounds; the peak is that of all processes together, from a round of its own.
× is Litfass divided by the tool before it. A tool that keeps nothing has its cold figures in the row nightly."""
Taken = dict[tuple[str, str], list[Figures]]


class Different(Exception):
    """A tool made other pages than it should."""


def main() -> None:
    """Measure, print, and write down."""
    chosen = _arguments()
    others = [tools.OTHERS[name]() for name in chosen.against.split(",") if name]
    shared = Path("/dev/shm")  # noqa: S108 - memory as a disk; a folder of our own in it
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shared if shared.is_dir() else None) as folder:
        compared = [tools.litfass(), *others]
        taken = _compare(compared, make(chosen.items), Path(folder), chosen.rounds)
        lines = [heading(f"{chosen.items:,} items", HOW.format(chosen.rounds)), *_table(compared, taken)]
        if chosen.everything:
            lines += [
                "",
                "Litfass with everything, the shipped content:",
                "",
                *_everything(Path(folder), chosen.rounds),
            ]
    print("\n".join(lines))
    if chosen.note:
        tools.write_down(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--against", default="hugo,eleventy,pelican")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--everything", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--note", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


def _compare(compared: Sequence[Tool], items: Sequence[Item], folder: Path, rounds: int) -> Taken:
    """All figures by row and tool; the first of each is from the round that looks at memory.

    Raises:
        Different: a tool did not make the pages that all should make.

    """
    for tool in compared:
        write(tool.name, items, folder / tool.name)
        for name, target in tool.links.items():
            (folder / tool.name / name).symlink_to(target)
    taken: Taken = defaultdict(list)
    for number in rounds_of(rounds):
        turn = number % len(compared)
        for row in ROWS:
            for tool in (*compared[turn:], *compared[:turn]):
                if row == "nightly" and not tool.kept:
                    continue  # it keeps nothing: that is its cold build
                place = folder / tool.name
                changed = prepare(tool, row, place, items, number)
                output = NIGHT if row == "nightly" else OUTPUT
                command = tool.into(output, is_warm=row != "cold")
                taken[row, tool.name].append(run(command, place, tool.env, watch_memory=number == 0))
                if number == 0:
                    check(tool, place / output, items)
                if changed and changed not in _page(place, items[0]):
                    raise Different(f"{tool.title} did not show what was edited.")
                if tool.warm and row == "cold":
                    run(tool.into(OUTPUT, is_warm=True), place, tool.env)
    return taken


def rounds_of(rounds: int) -> Iterator[int]:
    """The numbers of all rounds, the one that warms up included; says on which it is, for thousands of items take long."""
    for number in range(rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
        yield number


def prepare(tool: Tool, row: str, place: Path, items: Sequence[Item], number: int) -> str:
    """Bring a tool's folder into the state a row begins with; the sentence that was added to a text, else ""."""
    if row == "cold":
        for name in (OUTPUT, NIGHT, *tool.kept):
            shutil.rmtree(place / name, ignore_errors=True)
    if row != "edit":
        return ""
    sentence = f"Nachtrag Nummer {number + 1}."
    add_sentence(place / "content" / items[0].file, sentence)
    return sentence


def _page(place: Path, item: Item) -> str:
    return (place / OUTPUT / item.address / "index.html").read_text(encoding="utf-8")


def check(tool: Tool, output: Path, items: Sequence[Item]) -> None:
    """Compare the addresses, headings and links of all pages, the feed's length and the sitemap with what should be.

    Raises:
        Different: something is missing, too much or called otherwise.

    """
    made = {path.parent.relative_to(output).as_posix(): path for path in output.rglob("index.html")}
    found = {"" if link == "." else f"{link}/": _h1(path) for link, path in made.items()}
    wanted = pages_of(items, LIST_LENGTH)
    if different := sorted(found.items() ^ wanted.items()):
        raise Different(f"{tool.title}: {len(different)} pages differ: {different[:6]}")
    if unresolved := [link for link, path in made.items() if b'.md"' in path.read_bytes()]:
        raise Different(f"{tool.title}: links to files are left in {unresolved[:6]}")
    feed = etree.parse(output / "feeds/aktuelles.xml").findall(".//item")
    fed = sum(item.kind == "news" or tool.feeds_all for item in items)
    if len(feed) != min(FEED_LENGTH, fed):
        raise Different(f"{tool.title}: {len(feed)} items in the feed")
    listed = {element.text or "" for element in etree.parse(output / "sitemap.xml").iterfind(".//{*}loc")}
    if missing := {item.address for item in items if f"https://messmuster.example/{item.address}" not in listed}:
        raise Different(f"{tool.title}: not in the sitemap: {sorted(missing)[:6]}")


def _h1(path: Path) -> str:
    headings = html.fromstring(path.read_bytes()).findall(".//h1")
    return " | ".join(heading.text_content() for heading in headings)


def _everything(folder: Path, rounds: int) -> list[str]:
    """Lines on all that Litfass makes of the shipped content, from nothing and again."""
    tool = tools.litfass("everythingconf.py", str(ROOT / "content"))
    place = folder / "everything"
    place.mkdir()
    taken: Taken = defaultdict(list)
    for number in rounds_of(rounds):
        for row in ("cold", "unchanged"):
            prepare(tool, row, place, (), number)
            taken[row, tool.name].append(run(tool.into(OUTPUT), place, tool.env, watch_memory=number == 0))
    count = sum(path.is_file() for path in (place / OUTPUT).rglob("*"))
    return [f"{count:,} files.", "", *_table([tool], taken)]


# --- what is printed ---------------------------------------------------------------------------------------


def heading(what: str, how: str) -> str:
    """The heading of a table of figures: what was timed, when, on which machine, of which state of the code, and how."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"
    )
    return (
        f"## Builds: {what}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n{machine}, at {commit or 'no commit'}. {how}\n"
    )


def _table(compared: Sequence[Tool], taken: Taken) -> list[str]:
    """The medians as Markdown: a line per row and figure."""
    names = [compared[0].title, *(cell for tool in compared[1:] for cell in (tool.title, "×"))]
    lines = [f"| | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for row, says in SAYS.items():
        if (row, compared[0].name) not in taken:
            continue
        of_row = {tool.name: medians(taken.get((row, tool.name)) or taken["cold", tool.name]) for tool in compared}
        for index, (unit, digits) in enumerate((("wall s", 2), ("computing s", 2), ("peak MB", 0))):
            lines.append(f"| {says}, {unit} | {' | '.join(_cells(compared, of_row, index, digits))} |")
    return lines


def medians(figures: Sequence[Figures]) -> Figures:
    """Times of all rounds but the first, and the memory of that one."""
    walls, cpus, _ = zip(*figures[1:], strict=True)
    return Figures(statistics.median(walls), statistics.median(cpus), figures[0].peak_mb)


def _cells(compared: Sequence[Tool], of_row: Mapping[str, Figures], index: int, digits: int) -> list[str]:
    ours = of_row[compared[0].name][index]
    cells = [f"{ours:.{digits}f}"]
    for tool in compared[1:]:
        theirs = of_row[tool.name][index]
        cells += [f"{theirs:.{digits}f}", f"{ours / theirs:.2f}"]
    return cells


if __name__ == "__main__":
    main()
