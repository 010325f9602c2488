"""Tasks that measure; tasks.py hands them to invoke."""

import shlex
import sys

from invoke import task


@task(
    help={
        "items": "how many things the made-up neighbourhood has",
        "against": "hugo, eleventy, pelican, with commas between; empty for none",
        "rounds": "how often each build is timed",
        "everything": "also the shipped site with calendars, sheets and pictures",
        "note": "write the figures into bench/results.md",
    }
)
def bench(c, items=1000, against="hugo,eleventy,pelican", rounds=5, everything=True, note=True):
    """Time builds against other generators that make the same pages; installs those into .cache/bench."""
    flags = ("" if everything else " --no-everything") + ("" if note else " --no-note")
    options = f"--items {int(items)} --against {shlex.quote(against)} --rounds {int(rounds)}{flags}"
    c.run(f"{sys.executable} -m bench.builds {options}", env={"PYTHONPATH": "plugins"})


@task(
    help={
        "items": "how many things the made-up neighbourhood has",
        "rounds": "how many edits",
        "note": "into results.md",
    }
)
def bench_preview(c, items=1000, rounds=9, note=True):
    """Time how soon an edit is seen in a running preview, beside Hugo's server."""
    options = f"--items {int(items)} --rounds {int(rounds)}{'' if note else ' --no-note'}"
    c.run(f"{sys.executable} -m bench.preview {options}", env={"PYTHONPATH": "plugins"})


@task(
    help={
        "items": "how many things, with commas between",
        "rounds": "how often each build is timed",
        "note": "into results.md",
    }
)
def bench_growth(c, items="1000,3000,10000,30000", rounds=3, note=True):
    """Time builds of ever more texts; each takes its turn."""
    options = f"--items {shlex.quote(items)} --rounds {int(rounds)}{'' if note else ' --no-note'}"
    c.run(f"{sys.executable} -m bench.growth {options}", env={"PYTHONPATH": "plugins"})


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


@task(help={"rounds": "how often each page is asked about", "note": "write the figures into bench/results.md"})
def bench_lighthouse(c, rounds=3, note=True):
    """Ask Lighthouse about four pages of the published site on a phone; needs nginx, Node.js and Chromium."""
    options = f"--rounds {int(rounds)}{'' if note else ' --no-note'}"
    c.run(f"{sys.executable} -m bench.lighthouse {options}", env={"PYTHONPATH": "plugins"})
