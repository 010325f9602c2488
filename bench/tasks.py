"""Tasks that measure; tasks.py hands them to invoke."""

import shlex
import sys

from invoke import task

ROUNDS = "how often each build is timed"
NOTE = "write the figures into bench/results.md"


@task(
    help={
        "items": "how many things the made-up neighbourhood has",
        "against": "hugo, eleventy, pelican, with commas between; empty for none",
        "rounds": ROUNDS,
        "everything": "also the shipped site with calendars, sheets and pictures",
        "note": NOTE,
    }
)
def bench(c, items=1000, against="hugo,eleventy,pelican", rounds=5, everything=True, note=True):
    """Time builds against other generators that make the same pages; installs those into .cache/bench."""
    _measure(c, "builds", items=items, against=against, rounds=rounds, everything=everything, note=note)


@task(help={"items": "how many things the made-up neighbourhood has", "rounds": "how many edits", "note": NOTE})
def bench_preview(c, items=1000, rounds=9, note=True):
    """Time how soon an edit is seen in a running preview, beside Hugo's server."""
    _measure(c, "preview", items=items, rounds=rounds, note=note)


@task(help={"items": "how many things, with commas between", "rounds": ROUNDS, "note": NOTE})
def bench_growth(c, items="1000,3000,10000,30000", rounds=3, note=True):
    """Time builds of ever more texts; each takes its turn."""
    _measure(c, "growth", items=items, rounds=rounds, note=note)


@task
def bench_parsers(c):
    """Compare parsers of Markdown: time per text, and what each reads as it is meant."""
    c.run(f"{sys.executable} -m bench.parsers")


@task
def bench_dates(c):
    """Time the dates of 5,000 events over two years."""
    c.run(f"{sys.executable} bench/dates.py", env={"PYTHONPATH": "plugins"})


@task
def bench_sheets(c):
    """Time 500 posters of 5,000 events, a month list and a programme of twelve pages."""
    c.run(f"{sys.executable} bench/sheets.py")


@task(help={"rounds": "how often each page is asked about", "note": NOTE})
def bench_lighthouse(c, rounds=3, note=True):
    """Ask Lighthouse about four pages of the published site on a phone; needs nginx, Node.js and Chromium."""
    _measure(c, "lighthouse", rounds=rounds, note=note)


def _measure(c, module, **options):
    """Run a module of the bench; what is said with yes or no becomes a flag."""
    flags = [f"--{'' if value else 'no-'}{name}" for name, value in options.items() if isinstance(value, bool)]
    said = [f"--{name} {shlex.quote(str(value))}" for name, value in options.items() if not isinstance(value, bool)]
    c.run(f"{sys.executable} -m bench.{module} {' '.join([*said, *flags])}", env={"PYTHONPATH": "plugins"})
