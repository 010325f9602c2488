"""Makes docs/pictures: pages of the shipped quarter as Chromium shows them, for the README.

`--site FOLDER` photographs a site that is built already. Needs Debian's chromium.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from make_eight_lines import NOW, ROOT, serve
from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = ROOT / "docs/pictures"
PHONE, DESK = (390, 844), (1280, 960)
# dots for each pixel of a page, and what WebP may lose
DOTS = {PHONE: 1.5, DESK: 1}
QUALITY = 82
MOST_BYTES = 150_000


class Shot(NamedTuple):
    """A picture: its name, the page's link, the window's size and the scheme of colours."""

    name: str
    link: str
    size: tuple[int, int]
    scheme: str = "light"


SHOTS = (
    Shot("home", "/", DESK),
    Shot("event-dark", "/termine/sprachcafe/", DESK, "dark"),
    Shot("home-phone", "/", PHONE),
    Shot("taking-part-phone", "/mitmachen/mitreden-beim-spielplatz-am-probeweg/", PHONE),
    Shot("arabic-phone", "/ar/termine/sprachcafe/", PHONE),
    Shot("easy-german-phone", "/de-simple/", PHONE, "dark"),
)


def main() -> None:
    """Build the shipped quarter, or take a built one, and photograph it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site; default: one is built")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        site = chosen.site or Path(name) / "site"
        if not chosen.site:
            command = [sys.executable, "-m", "litfass", "build", "--now", NOW, "--output", site]
            subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": "plugins"}, check=True)
        photograph(serve(site))


def photograph(address: str) -> None:
    """Write all pictures of a site that is served at an address."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in SHOTS:
            width, height = shot.size
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=shot.scheme,
                device_scale_factor=DOTS[shot.size],
            )
            if not page.goto(address + shot.link, wait_until="networkidle").ok:
                raise SystemExit(f"{shot.link}: there is no such page.")
            target = FOLDER / f"{shot.name}.webp"
            with Image.open(BytesIO(page.screenshot())) as image:
                image.convert("RGB").save(target, quality=QUALITY, method=6)
            page.close()
            if target.stat().st_size > MOST_BYTES:
                raise SystemExit(f"{target}: {target.stat().st_size} bytes are too many.")
        browser.close()


if __name__ == "__main__":
    main()
