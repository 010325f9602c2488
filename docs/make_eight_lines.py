"""Makes eight-lines.png: eight lines of text beside the page, the calendar entry and the sheet they become.

Everything in it is real: the page is photographed by Chromium, the entry is read from the .ics, the sheet is the PDF.
Needs Debian's chromium and poppler-utils.
"""

import html
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import icalendar

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-11-24T10:00"
EVENT = """\
---
title: Suppenabend
start: 2026-12-10 18:00
end: 20:00
place: nachbarschaftsbuero
free: yes
---
Wir kochen Linsensuppe. Kommen Sie dazu.
"""
PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>
@font-face {{ font-family: "Noto Sans"; src: url("NotoSans-Regular.ttf"); }}
@font-face {{ font-family: "Noto Sans"; font-weight: 700 900; src: url("NotoSans-Bold.ttf"); }}
body {{ margin: 0; width: 1600px; height: 900px; background: #e6d9bf; color: #1d1b18; font: 22px "Noto Sans", sans-serif; position: relative; }}
figure {{ position: absolute; margin: 0; }}
figcaption {{ font: 900 26px "Noto Sans"; margin-bottom: 14px; }}
pre {{ background: #1d1b18; color: #f7f2e8; margin: 0; padding: 28px 30px; font: 20px/1.6 "DejaVu Sans Mono", monospace; white-space: pre-wrap; }}
.phone {{ border: 12px solid #1d1b18; border-radius: 38px; overflow: hidden; width: 390px; height: 760px; background: #f7f2e8; }}
.entry {{ background: #fff; border-inline-start: 14px solid #a8321d; padding: 20px 24px; line-height: 1.45; overflow-wrap: anywhere; font-size: 20px; }}
.entry b {{ font-size: 28px; }}
.sheet {{ box-shadow: 0 6px 30px #0005; width: 440px; display: block; }}
</style>
<figure style="left:50px;top:60px;width:560px"><figcaption>Eight lines in a file</figcaption><pre>{text}</pre></figure>
<figure style="left:50px;top:575px;width:560px"><figcaption>Calendar of a phone</figcaption><div class="entry">{entry}</div></figure>
<figure style="left:665px;top:60px"><figcaption>Page</figcaption><div class="phone"><img src="page.png" width="390"></div></figure>
<figure style="left:1115px;top:60px"><figcaption>Month sheet</figcaption><img class="sheet" src="sheet.png"></figure>
</html>"""


def main() -> None:
    """Build the shipped quarter with the event in it, photograph it, and put the picture together."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "content", folder / "content")
        (folder / "content/events/suppenabend.md").write_text(EVENT, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "litfass",
            "build",
            "--now",
            NOW,
            "--content",
            folder / "content",
            "--output",
            folder / "site",
        ]
        subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": "plugins", "PATH": "/usr/bin"}, check=True)
        photograph(serve(folder / "site") + "/termine/suppenabend/", folder / "page.png", 390, 790)
        sheet = folder / "site/druck/2026-12/liste-a4.pdf"
        subprocess.run(
            ["pdftoppm", "-r", "130", "-f", "1", "-l", "1", "-singlefile", "-png", sheet, folder / "sheet"], check=True
        )
        page = PAGE.format(text=html.escape(EVENT), entry=entry(folder / "site/termine/suppenabend/termin.ics"))
        (folder / "picture.html").write_text(page, encoding="utf-8")
        for font in (ROOT / "theme/print/fonts").glob("NotoSans-*.ttf"):
            shutil.copy(font, folder)
        photograph(f"file://{folder}/picture.html", ROOT / "docs/eight-lines.png", 1600, 900)


def entry(path: Path) -> str:
    """What a calendar shows of an event, read from its file."""
    event = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0]
    lines = [f"{event.start:%d.%m.%Y, %H:%M} – {event.end:%H:%M}", str(event["location"]), str(event["url"])]
    return f"<b>{html.escape(event['summary'])}</b><br>" + "<br>".join(map(html.escape, lines))


class Silent(SimpleHTTPRequestHandler):
    """Answers without a word on the terminal."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(folder: Path) -> str:
    """Serve a folder as long as this process lives; its address."""
    handler = partial(Silent, directory=str(folder))
    server = ThreadingHTTPServer(("localhost", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://localhost:{server.server_port}"


def photograph(address: str, target: Path, width: int, height: int) -> None:
    """A picture of a page at a width; narrow ones through a frame, for a window is never narrower than 500 pixels."""
    if width < 500:  # noqa: PLR2004
        frame = target.with_suffix(".frame.html")
        style = f"border:0;width:{width}px;height:{height}px"
        frame.write_text(f'<body style="margin:0"><iframe style="{style}" src="{address}"></iframe>', encoding="utf-8")
        address = f"file://{frame}"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
    size = f"--window-size={max(width, 500)},{height}"
    subprocess.run(
        ["chromium", *flags, size, "--virtual-time-budget=3000", f"--screenshot={target}", address],
        check=True,
        capture_output=True,
    )
    if width < 500:  # noqa: PLR2004
        from PIL import Image  # noqa: PLC0415

        with Image.open(target) as image:
            image.crop((0, 0, width, height)).save(target)


if __name__ == "__main__":
    main()
