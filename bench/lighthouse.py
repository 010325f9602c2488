"""Lighthouse: what Google's checker says of the public site on a phone; `invoke bench-lighthouse` runs it.

The shipped content is published as it would be, and served by nginx with the settings and smaller copies of its release, over
the loopback. Lighthouse reckons a middling phone on a slow line from that; its score for speed falls when the machine is busy.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.test_servers import free_port, nginx, running

from . import tools
from .tools import CACHE, LITFASS_ENV, NOW, ROOT

PAGES = {
    "home page": "",
    "calendar": "termine/",
    "event": "termine/sprachcafe/",
    "project": "projekte/hasengarten/",
}
CATEGORIES = {
    "performance": "speed",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
# title, audit and how many of its units make one of ours
FIGURES = (
    ("first paint (s)", "first-contentful-paint", 1000),
    ("largest paint (s)", "largest-contentful-paint", 1000),
    ("blocked (ms)", "total-blocking-time", 1),
    ("shift", "cumulative-layout-shift", 1),
    ("sent (kB)", "total-byte-weight", 1000),
)


def main() -> None:
    """Publish, serve, ask, print, and write down."""
    chosen = _arguments()
    release = CACHE / "published"
    command = [sys.executable, "-m", "litfass", "publish", "--to", str(release), "--now", NOW]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **LITFASS_ENV}, check=True)
    program, port = tools.lighthouse(), free_port()
    with running(nginx(release, port), port):
        taken = {
            title: [_ask(program, f"http://127.0.0.1:{port}/{link}") for _ in range(chosen.rounds)]
            for title, link in PAGES.items()
        }
    version = next(iter(taken.values()))[0]["lighthouse"]
    lines = [
        f"## Lighthouse {version}, {datetime.now(tz=UTC):%Y-%m-%d}",
        "",
        f"`invoke bench-lighthouse`, its phone, medians of {chosen.rounds} rounds, load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores.",
        "",
        *table(taken),
    ]
    print("\n".join([*lines, *_wanting(taken)]))
    if chosen.note:
        tools.write_down(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--note", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


def _ask(program: Path, address: str) -> dict[str, Any]:
    """Scores from 0 to 100 by category, figures by title, and the titles of audits that found something."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
    command = [
        "node",
        program,
        address,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium, "NO_UPDATE_NOTIFIER": "1", "CI": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    said = json.loads(done.stdout)
    if said.get("runtimeError"):
        raise RuntimeError(said["runtimeError"]["message"])
    return {
        "lighthouse": said["lighthouseVersion"],
        **{title: round(100 * said["categories"][name]["score"]) for name, title in CATEGORIES.items()},
        **{title: said["audits"][audit]["numericValue"] / unit for title, audit, unit in FIGURES},
        "wanting": failed(said),
    }


def failed(said: Mapping[str, Any]) -> list[str]:
    """Audits that count and did not get all their points, each with its category."""
    return [
        f"{CATEGORIES[name]}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for name in CATEGORIES
        for one in said["categories"][name]["auditRefs"]
        if one["weight"] and (audit := said["audits"][one["id"]])["score"] not in {None, 1}
    ]


def table(taken: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """Lines of a Markdown table: for each page the median of each score and figure."""
    titles = [*CATEGORIES.values(), *(title for title, _, _ in FIGURES)]
    rows = [["page", *titles], ["---"] * (len(titles) + 1)]
    rows += [[page, *(_median(asked, title) for title in titles)] for page, asked in taken.items()]
    return [f"| {' | '.join(row)} |" for row in rows]


def _median(asked: Sequence[Mapping[str, Any]], title: str) -> str:
    return f"{round(statistics.median(one[title] for one in asked), 2):g}"


def _wanting(taken: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    return sorted({f"{page}: {words}" for page, asked in taken.items() for one in asked for words in one["wanting"]})


if __name__ == "__main__":
    main()
