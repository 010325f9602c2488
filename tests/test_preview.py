"""The live preview, asked over the network as a browser asks it, while files change under it."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from queue import SimpleQueue

import html5lib
import pytest
from litfass.commands import serve
from litfass.preview.server import Preview
from litfass.preview.worker import Result, Worker

from .conftest import NOW, ROOT, TESTS, litfass, missing

pytestmark = pytest.mark.slow
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]
THEME = {str(ROOT / "theme")!r}
LITFASS_STORE = ""
"""


class Seen:
    """A running preview, and the page as it is sent."""

    def __init__(self, address, content, conf, output):
        self.address, self.content, self.conf, self.output = address, content, conf, output

    def get(self, path=""):
        request = urllib.request.Request(self.address + path)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read()

    def text(self, path=""):
        return self.get(path)[2].decode("utf-8")

    def wait_for(self, words, path="", seconds=90):
        """The page once it holds some words."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if words in (text := self.text(path)):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{words!r} is not on {path!r}: {text[:3000]}")


@pytest.fixture
def seen(content, tmp_path):
    conf, output = tmp_path / "conf.py", tmp_path / "preview"
    conf.write_text(CONF)
    words = ["serve", "--port", "0", "--content", content, "--conf", conf, "--output", output, "--now", NOW]
    process = subprocess.Popen(
        [sys.executable, "-m", "litfass", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = re.match(r"(http://localhost:\d+/)", process.stdout.readline())[1]
        seen = Seen(address, content, conf, output)
        seen.wait_for("Sprachcafé")
        yield seen
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def test_what_is_shown_has_a_frame_and_what_is_built_has_none(seen):
    status, kind, data = seen.get()
    page = html5lib.parse(data, namespaceHTMLElements=False)

    assert (200, "text/html; charset=utf-8") == (status, kind)
    frame = page.find(".//body/aside[@aria-label='Vorschau']")
    assert "Dienstag, 24. November 2026" in "".join(frame.itertext())
    assert "vorschau" not in (seen.output / "index.html").read_text(encoding="utf-8").lower()

    assert (404, True) == ((missing := seen.get("gibt/es/nicht"))[0], b"Vorschau" in missing[2])
    assert "--prints" in seen.text("druck/2026-11/liste-a4.pdf")
    assert b'<html lang="tr"' in seen.get("tr/gibt/es/nicht")[2]
    assert 404 == seen.get("../conf.py")[0]
    assert 404 == seen.get("%2e%2e/conf.py")[0]
    assert 404 == seen.get(".litfass.json")[0]
    kinds = {"kalender/alle.ics": "text/calendar", "feeds/aktuelles.xml": "application/xml"}
    for path, expected in kinds.items():
        assert f"{expected}; charset=utf-8" == seen.get(path)[1]
        assert b"_vorschau" not in seen.get(path)[2]


def test_an_address_longer_than_a_file_name_is_not_found(tmp_path, capfd):
    (tmp_path / "404.html").write_text("<html><head></head><body>Nicht gefunden</body></html>", encoding="utf-8")
    with Preview(tmp_path, 0, "de", NOW) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        seen = Seen(server.address, None, None, tmp_path)

        assert [404, 404] == [seen.get("a" * 300)[0], seen.get("a" * 300 + "/b/")[0]]
        server.shutdown()
    assert "" == capfd.readouterr().err


def test_a_worker_that_says_what_nobody_understands_is_given_up(tmp_path):
    worker = Worker(tmp_path / "conf.py", {})
    worker.words = [sys.executable, "-c", "import time; print('kein JSON', flush=True); time.sleep(600)"]
    worker.renew()
    try:
        assert 3 == worker.build().code
    finally:
        worker.close()


def test_before_the_first_build_the_page_says_so_and_loads_anew_when_it_is_there(tmp_path):
    with Preview(tmp_path, 0, "de", NOW) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        seen = Seen(server.address, None, None, tmp_path)
        status, _, data = seen.get()

        assert (503, True) == (status, "Die Seite wird gerade zum ersten Mal gebaut …" in data.decode())
        with urllib.request.urlopen(f"{server.address}_vorschau/ereignisse?/", timeout=30) as news:
            assert version_in(data) == told(news)
            server.show(Result(1, "Der Rechner kann nicht.", (), 0.1))
            assert version_in(seen.get()[2]) == (later := told(news))

        assert later != version_in(data)
        assert "Noch keine Seite" in seen.text()
        server.shutdown()


def version_in(page):
    """Which version a page says it is."""
    return re.search(rb'data-version="(\w+)"', page)[1].decode()


def told(news):
    """Which version there is, as the page that listens is told next."""
    return next(line for line in iter(news.readline, b"") if line.startswith(b"data: "))[6:].decode().strip()


def test_a_page_loads_anew_only_when_it_the_frame_or_what_it_shows_is_another_one(tmp_path):
    well, wrong = Result(0, "", (), 0.1), Result(1, "Der Rechner kann nicht.", (), 0.1)
    for path in ("index.html", "tr/index.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text('<html><head></head><body><img src="/monate.svg"></body></html>')
    with Preview(tmp_path, 0, "de", NOW) as server:

        def version():
            return server.version(server.found("/tr/"), server.frame)

        server.show(well)
        versions = [version()]
        server.show(well)
        (tmp_path / "index.html").write_text("Etwas anderes.")
        assert versions == [version()]

        (tmp_path / "monate.svg").write_text("<svg/>")
        versions.append(version())
        (tmp_path / "tr/index.html").write_text("Etwas anderes.")
        versions.append(version())
        server.show(wrong)
        versions.append(version())
    assert 4 == len(set(versions))


@pytest.mark.browser
def test_a_browser_keeps_a_page_until_there_is_another_one(browser, tmp_path):
    page = "<html><head><title>{title}</title></head><body></body></html>"
    (tmp_path / "tr").mkdir()
    (tmp_path / "tr/index.html").write_text(page.format(title="Eski"))
    with Preview(tmp_path, 0, "de", NOW) as server, contextlib.closing(browser.new_page()) as seen:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with seen.expect_response("**/ereignisse?/tr/"):
            seen.goto(f"{server.address}tr/")
        seen.evaluate("window.isKept = true")

        (tmp_path / "index.html").write_text(page.format(title="Neu"))
        server.show(Result(0, "", (), 0.1))
        seen.wait_for_timeout(500)
        assert seen.evaluate("window.isKept")

        (tmp_path / "tr/index.html").write_text(page.format(title="Yeni"))
        server.show(Result(0, "", (), 0.1))
        seen.wait_for_function("document.title == 'Yeni' && !window.isKept")
        server.shutdown()


@pytest.mark.browser
def test_a_browser_goes_with_a_thing_whose_address_was_changed(browser, tmp_path):
    """By the address that lasts; where the thing itself is gone, the browser says so."""
    page = '<html><head><title>{title}</title><link rel="shortlink" href="/t/kino/"></head><body></body></html>'
    lasting = '<html><head><meta http-equiv="refresh" content="0; url={link}"></head><body></body></html>'

    def put(path, text):
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / path / "index.html").write_text(text)

    put("alt", page.format(title="Alt"))
    put("t/kino", lasting.format(link="/alt/"))
    (tmp_path / "404.html").write_text("<html><head><title>Nicht da</title></head><body></body></html>")
    with Preview(tmp_path, 0, "de", NOW) as server, contextlib.closing(browser.new_page()) as seen:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with seen.expect_response("**/ereignisse?/alt/"):
            seen.goto(f"{server.address}alt/")

        shutil.rmtree(tmp_path / "alt")
        put("neu", page.format(title="Neu"))
        put("t/kino", lasting.format(link="/neu/"))
        with seen.expect_response("**/ereignisse?/neu/"):
            server.show(Result(0, "", (), 0.1))
        assert ("Neu", f"{server.address}neu/") == (seen.title(), seen.url)

        shutil.rmtree(tmp_path / "neu")
        shutil.rmtree(tmp_path / "t")
        server.show(Result(0, "", (), 0.2))
        seen.wait_for_function("document.title == 'Nicht da'")
        server.shutdown()


@pytest.mark.browser
def test_a_page_says_that_the_preview_has_ended_until_it_runs_again(browser, tmp_path):
    (tmp_path / "index.html").write_text("<html><head></head><body>Da</body></html>")
    with Preview(tmp_path, 0, "de", NOW) as server, contextlib.closing(browser.new_page()) as seen:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said = seen.get_by_text("Die Vorschau läuft nicht mehr.")
        seen.goto(server.address)
        assert said.is_hidden()

        seen.route("**/ereignisse?/", lambda route: route.abort("connectionrefused"))
        seen.goto(server.address)
        said.wait_for()
        seen.unroute_all()
        said.wait_for(state="hidden")
        server.shutdown()


def built_with(seen, words):
    return any(words in file.read_text(encoding="utf-8") for file in seen.output.glob("termine/*/index.html"))


def test_a_change_is_shown_and_a_mistake_stands_on_the_page(seen):
    """With file and line; the preview lives on, and the mistake goes when it is mended."""
    path = seen.content / "events/vorlesen.md"
    with urllib.request.urlopen(f"{seen.address}_vorschau/ereignisse", timeout=90) as news:
        path.write_text(path.read_text(encoding="utf-8") + "\nEin ganz neuer Satz.\n", encoding="utf-8")
        told = iter(line for line in iter(news.readline, b"") if line.startswith(b"data:"))
        assert any(built_with(seen, "Ein ganz neuer Satz.") for _ in told)

    broken = seen.content / "events/kaputt.md"
    broken.write_text("---\ntitle: Kaputt\nstrat: 2027-01-01\n---\n", encoding="utf-8")
    text = seen.wait_for("kaputt.md:3")
    assert "Meinten Sie „start“?" in text
    assert '<div role="alert">' in text

    broken.write_text("---\ntitle: Kaputt\nstart: 2027-01-01\n---\n", encoding="utf-8")
    end = time.monotonic() + 90
    while "kaputt.md:3" in seen.text() and time.monotonic() < end:
        time.sleep(0.1)
    assert '<div role="alert">' not in seen.text()
    assert 200 == seen.get("termine/kaputt/")[0]


def test_a_mistake_in_the_program_stands_on_the_page_and_the_preview_lives_on(seen):
    seen.conf.write_text(CONF + "\nLITFASS_LIST_LENGHT = 12\n")
    text = seen.wait_for("LITFASS_LIST_LENGTH")
    assert "Sprachcafé" in text  # the last good state

    seen.conf.write_text(CONF + "\n1 / 0\n")
    assert "conf.py" in seen.wait_for("ZeroDivisionError")

    seen.conf.write_text(CONF)
    end = time.monotonic() + 90
    while "ZeroDivisionError" in seen.text() and time.monotonic() < end:
        time.sleep(0.1)
    assert '<div role="alert">' not in seen.text()


def processes_of(conf):
    """The numbers of all processes that were given a settings file, the oldest first."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (
                str(conf).encode() in (folder / "cmdline").read_bytes()
                and "Z" != (folder / "stat").read_text().split()[2]
            ):
                found.append(int(folder.name))
    return sorted(found)


def wait_until(happened):
    end = time.monotonic() + 30
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)
    assert happened()


def open_files(process):
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def test_a_build_goes_on_as_the_process_for_the_next_one_and_any_may_die(content, tmp_path):
    """And however often, it leaves no file open for the next one."""
    if not Path("/proc/self/stat").exists():
        missing("/proc", "processes of a preview were not counted")
    conf, output = tmp_path / "conf.py", tmp_path / "preview"
    conf.write_text(CONF)
    worker = Worker(
        conf, {"PATH": str(content), "OUTPUT_PATH": str(output), "LITFASS_NOW": NOW, "LITFASS_PUBLISHERS": ["pages"]}
    )
    try:
        opened = set()
        for number in range(5):
            path = content / "events/vorlesen.md"
            path.write_text(path.read_text(encoding="utf-8") + f"\nSatz {number}.\n", encoding="utf-8")
            assert 0 == worker.build().code
            assert f"Satz {number}." in (output / "termine/vorlesestunde/index.html").read_text(encoding="utf-8")
            wait_until(lambda: 2 == len(processes_of(conf)))  # the first one, and that which built last
            opened.add(open_files(processes_of(conf)[-1]))
        assert 1 == len(opened)

        os.kill(processes_of(conf)[-1], signal.SIGKILL)
        wait_until(lambda: 1 == len(processes_of(conf)))
        assert 0 == worker.build().code

        os.kill(worker.process.pid, signal.SIGKILL)
        worker.process.wait()
        assert 0 == worker.build().code
    finally:
        worker.close()
    wait_until(lambda: not processes_of(conf))


def test_a_second_preview_says_that_the_first_one_runs(content, tmp_path):
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        done = litfass("serve", "--port", port, "--content", content, "--output", tmp_path / "preview")

    assert 2 == done.returncode
    assert f"Auf Port {port} läuft schon etwas" in done.stderr
    assert f"--port {port + 1}" in done.stderr


def test_files_of_the_frame_belong_to_no_site():
    assert not list((TESTS / "golden").rglob("vorschau*"))
    assert {"vorschau.css", "vorschau.js"} <= {path.name for path in (ROOT / "plugins/litfass/preview").iterdir()}


def test_a_preview_left_open_goes_with_the_time(monkeypatch):
    """Who looks again in the morning sees what is on that day, but a moment that was given stands still."""
    changes, hours = SimpleQueue(), iter([7200, 7230, 10_800])
    monkeypatch.setattr(serve, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(serve, "time", lambda: next(hours))

    assert set() == serve.next_change(changes, stands_still=False)
    assert [] == list(hours)
    hours = iter([7200])
    changes.put({"events/kino.md"})
    assert {"events/kino.md"} == serve.next_change(changes, stands_still=True)
