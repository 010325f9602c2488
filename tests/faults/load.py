"""Many visitors while the site is published again and again: nobody gets an error, no page misses what it loads."""

import http.client
import re
import subprocess
import threading
import time

from litfass.release.facts import read_facts

from ..test_servers import free_port, nginx, running
from .publishing import run

CLIENTS = 200
THREADS = 2
# what wrk says when something did not go well
WRONG = re.compile(r"(Non-2xx or 3xx responses|Socket errors): (.*)")
PAGES = ("/", "/aktuelles/", "/termine/", "/termine/2026/12/", "/projekte/", "/mitmachen/")


class Visitor(threading.Thread):
    """Opens a page, and then, as a browser on a slow line, everything the page loads."""

    def __init__(self, port, until):
        super().__init__(daemon=True)
        self.port, self.until = port, until
        self.pages, self.failed, self.missing = 0, 0, []

    def run(self):
        while not self.until.is_set():
            for link in PAGES:
                status, data = self.get(link)
                self.failed += status != 200
                time.sleep(0.05)
                facts = read_facts("index.html", data)
                self.missing += [load for load in facts.loads if load[:1] == "/" and self.get(load)[0] != 200]
                self.pages += 1

    def get(self, link):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", link)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def under_load(street, publications, clients=CLIENTS):
    """Publish under load: (answers, failed answers, pages looked at, assets that were missing)."""
    for folder in (street.to, *street.to.parents[:2]):
        folder.chmod(0o755)
    port, over = free_port(), threading.Event()
    command = nginx(street.to, port)
    with running(command, port):
        load = subprocess.Popen(
            ["wrk", f"-t{THREADS}", f"-c{clients}", "-d3600s", "--timeout", "20s", f"http://127.0.0.1:{port}/termine/"],
            stdout=subprocess.PIPE,
            text=True,
        )
        visitors = [Visitor(port, over) for _ in range(3)]
        for visitor in visitors:
            visitor.start()
        for number in range(publications):
            _recolour(street.contents[number % 2], number)
            code, said = run(street.contents[number % 2], street.to)
            assert code == 0, said
        over.set()
        for visitor in visitors:
            visitor.join()
        load.send_signal(2)
        said, _ = load.communicate(timeout=60)
    answers = int(re.search(r"(\d+) requests in", said)[1])
    wrong = [match[0] for match in WRONG.finditer(said)] + ["a visitor"] * sum(visitor.failed for visitor in visitors)
    missing = [load for visitor in visitors for load in visitor.missing]
    return answers, wrong, sum(visitor.pages for visitor in visitors), missing


def _recolour(content, number):
    """Another style sheet each time, so that no page uses the one before any more."""
    path = content / "site.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r'^colour: "#..', f'colour: "#{0x10 + number:02x}', text, flags=re.MULTILINE), encoding="utf-8"
    )
