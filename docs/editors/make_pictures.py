"""Makes the handbook's pictures from the real site: builds what they show, and looks at it with Debian's Chromium.

Run it by `python docs/editors/make_pictures.py` when the site looks different; needs chromium, and npm for the last one.
"""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "bilder"
NOW = "2026-11-24T10:00"
WIDTH, HEIGHT = 900, 578  # of the desk
NARROW = 720  # of the site, so that words can be read on paper too
SERIES = """---
title: Spieleabend
start: 2026-12-03 18:00
end: 20:00
repeat: jeden 1. Donnerstag im Monat
until: 2027-07-31
pause: [schulferien, feiertage]
changes:
  - on: 2027-02-04
    status: cancelled
    note: Wegen Krankheit.
place: nachbarschaftsbuero
free: yes
---
Brettspiele für alle ab 8 Jahren. Bringen Sie gern Ihr Lieblingsspiel mit.
"""
# only what the pictures show
CONF = """import sys
sys.path.insert(0, "{root}")
from pelicanconf import *
THEME, PLUGIN_PATHS = "{root}/theme", ["{root}/plugins"]
LITFASS_SHEET_MONTHS, LITFASS_POSTER_DAYS, LITFASS_YEAR_SHEETS, LITFASS_SHARE_DAYS = 1, 0, 0, 0
"""


def main() -> None:
    """Write docs/editors/bilder/*.png."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        content = shutil.copytree(ROOT / "content", folder / "content")
        (content / "events/spieleabend.md").write_text(SERIES, encoding="utf-8")
        (folder / "conf.py").write_text(CONF.format(root=ROOT), encoding="utf-8")
        in_one_language(content)
        litfass(
            "build", "--conf", folder / "conf.py", "--content", content, "--output", folder / "output", "--now", NOW
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE")
            with_site(page, folder / "output")
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            with_desk(page, content)
            browser.close()


def in_one_language(content: Path) -> None:
    """Leave the translations out: a sixth of the pages, and none of the others is shown."""
    site = content / "site.yaml"
    text = re.sub(r"^languages: .*$", "languages: [de]", site.read_text(encoding="utf-8"), flags=re.MULTILINE)
    site.write_text(text, encoding="utf-8")
    for path in [one for one in content.rglob("*.*.*") if one.suffix in {".md", ".yaml"}]:
        path.unlink()


def with_site(page: Page, output: Path) -> None:
    """What visitors see of the example in erste-schritte.md."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=output)
    server = http.server.ThreadingHTTPServer(("localhost", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name, path, find, above, height in (
        ("reihe", "termine/spieleabend/", ".event-poster", 0, 500),
        ("absage", "termine/spieleabend/", ".section__head:has-text('Die nächsten Termine')", 24, 458),
        ("drucken", "druck/", "h2", 24, 408),
    ):
        page.set_viewport_size({"width": NARROW, "height": height})
        page.goto(f"http://localhost:{server.server_port}/{path}")
        top = "(element, above) => scrollTo(0, scrollY + element.getBoundingClientRect().top - above)"
        page.locator(find).first.evaluate(top, above)
        shoot(page, name)
    server.shutdown()


def with_desk(page: Page, content: Path) -> None:
    """The same event in the editors' desk."""
    words = [sys.executable, "-m", "litfass", "edit", "--content", str(content), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": "plugins"}
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as desk:
        address = (desk.stdout.readline() if desk.stdout else "").split()[0]
        page.goto(address)
        page.get_by_role("button", name="Login").click()
        page.locator('a[href="#/collections/events/entries/spieleabend"]').click()
        title = page.locator('input[id^="title-field"]').first
        title.evaluate("element => element.scrollIntoView({ block: 'center' })")
        shoot(page, "redaktion")
        desk.terminate()


def shoot(page: Page, name: str) -> None:
    """One picture of what is to be seen now."""
    page.wait_for_timeout(500)
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")


def litfass(*words: object) -> None:
    """Run one command of the plugin."""
    environment = {**os.environ, "PYTHONPATH": "plugins"}
    subprocess.run([sys.executable, "-m", "litfass", *map(str, words)], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
