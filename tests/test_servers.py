"""Web servers with our settings: real ones, asked over the loopback; and hosts that read files."""

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from litfass.policy import OPENER, POLICY, content_policy, desk_headers, security_headers
from litfass.release.kinds import HASHED, KINDS
from litfass.release.servers import Rooms, host_files, server_files

from .conftest import TESTS, missing

PAGE = "<!DOCTYPE html><html lang=de><title>x</title>" + "<p>Guten Tag. " * 200 + "</html>"
FILES = {
    "suche/index.html": PAGE,
    "tr/suche/index.html": "<!DOCTYPE html><title>Arama</title>",
    "admin/index.html": "<!DOCTYPE html><title>Redaktion</title>",
    "admin/decap-cms.js": "0",
    "index.html": PAGE,
    "404.html": "<title>weg</title>",
    "tr/404.html": "<title>yok</title>",
    "neu/index.html": PAGE,
    "alt/index.html": "<title>umgezogen</title>",
    "sw.js": "0" * 999,
    "theme/litfass.1f3c9a20.css": "p{}" * 200,
    "bilder/fest-1f3c9a20-640.webp": "RIFF",
    "kalender/alle.ics": "BEGIN:VCALENDAR\r\n" + "X-A:b\r\n" * 100,
    "feeds/aktuelles.xml": "<rss/>",
    "daten/termine.json": "[]",
    "druck/liste.pdf": "%PDF-",
    ".well-known/security.txt": "Contact: mailto:a@example.org\n",
    ".geheim": "nichts",
}
BACKEND = {"name": "github", "repo": "musterviertel/seite", "branch": "main"}
MOVED = {"/alt/": "/neu/", "/sommer-fest/": "/neu/"}


def free_port():
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(command, port):
    """Run a server until the block ends; what it said when it did not start."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for _ in range(200):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, process.stdout.read()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def laid_out(root):
    """The files and settings of a release in a folder."""
    from litfass.kept.store import Store
    from litfass.release.squeeze import squeeze

    for path, text in FILES.items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_text(text)
    squeeze(root / "site", Store(None))
    (root / "server").mkdir()
    for name, text in server_files(FILES, MOVED, "", Rooms(backend=BACKEND)).items():
        (root / "server" / name).write_text(text)
    for folder in (root, *root.rglob("*")):
        folder.chmod(0o755 if folder.is_dir() else 0o644)
    return root


def nginx(root, port):
    """The command of an nginx with our two files included as publishing.md says."""
    brotli = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    module, on = (f"load_module {brotli};\n", "brotli_static on;") if brotli.exists() else ("", "")
    own = Path(tempfile.mkdtemp(prefix="litfass-nginx-"))
    (own / "nginx.conf").write_text(
        f"{module}user root;\npid {own}/nginx.pid;\nerror_log {own}/error.log;\nworker_processes 2;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; include {root}/current/server/nginx-http.conf;\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}/current/site; {on}\n"
        f"include {root}/current/server/nginx-server.conf; }} }}\n"
    )
    return ["nginx", "-p", str(own), "-c", str(own / "nginx.conf"), "-g", "daemon off;"]


def apache(root, port):
    """The command of an Apache with our rules in a .htaccess."""
    modules = Path("/usr/lib/apache2/modules")
    names = ("mpm_event", "authz_core", "autoindex", "dir", "mime", "alias", "rewrite", "headers", "setenvif")
    loads = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
    shutil.copy(root / "current/server/apache.conf", root / "current/site/.htaccess")
    (root / "apache.conf").write_text(
        f"{loads}ServerName localhost\nUser www-data\nGroup www-data\nListen 127.0.0.1:{port}\nPidFile {root}/apache.pid\nErrorLog {root}/error.log\n"
        f"TypesConfig /etc/mime.types\nDocumentRoot {root}/current/site\n"
        f"<Directory {root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    return ["/usr/sbin/apache2", "-X", "-f", str(root / "apache.conf")]


def caddy(root, port):
    """The command of a Caddy that imports our snippet."""
    (root / "Caddyfile").write_text(
        "{\n    admin off\n    auto_https off\n}\n"
        f"http://127.0.0.1:{port} {{\n    root * {root}/current/site\n    import {root}/current/server/Caddyfile\n}}\n"
    )
    return ["caddy", "run", "--config", str(root / "Caddyfile"), "--adapter", "caddyfile"]


SERVERS = {"nginx": nginx, "apache2": apache, "caddy": caddy}


@pytest.fixture(scope="module", params=SERVERS)
def ask(request):
    """A function that asks a running server for a path."""
    if not shutil.which(request.param):
        missing(request.param, "our rules for it were not tried")
    # servers give up their rights, and pytest's own folders are for their owner alone
    root = Path(tempfile.mkdtemp(prefix=f"litfass-{request.param}-"))
    root.chmod(0o755)
    laid_out(root / "release")
    (root / "current").symlink_to("release")
    port = free_port()

    def asked(path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.text = answer.read()
        connection.close()
        return answer

    with running(SERVERS[request.param](root, port), port):
        yield asked
    shutil.rmtree(root)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/", "/neu/", "/theme/litfass.1f3c9a20.css", "/kalender/alle.ics", "/gibtsnicht/"])
def test_every_answer_carries_the_policy(ask, path):
    answer = ask(path)

    assert security_headers() == {name: answer.getheader(name) for name in security_headers()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "is_search"), [("/suche/", True), ("/tr/suche/", True), ("/suche/index/x.html", False)]
)
@pytest.mark.parametrize("takes", ["identity", "gzip, br"])
def test_only_the_search_may_run_webassembly(ask, path, is_search, takes):
    said = ask(path, **{"Accept-Encoding": takes}).getheader("Content-Security-Policy")

    assert content_policy(of_search=is_search) == said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "is_desk"),
    [("/admin/", True), ("/admin/index.html", True), ("/admin/decap-cms.js", False), ("/neu/admin/", False)],
)
def test_only_the_desk_may_do_what_decap_needs(ask, path, is_desk):
    wanted = security_headers() | (desk_headers(BACKEND) if is_desk else {})

    answer = ask(path)

    assert wanted == {name: answer.getheader(name) for name in wanted}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/neu/", "page"),
        ("/sw.js", "worker"),
        ("/theme/litfass.1f3c9a20.css", "hashed"),
        ("/bilder/fest-1f3c9a20-640.webp", "hashed"),
        ("/kalender/alle.ics", "dates"),
        ("/feeds/aktuelles.xml", "dates"),
        ("/druck/liste.pdf", "other"),
    ],
)
@pytest.mark.parametrize("takes", ["identity", "gzip, br"])
def test_each_kind_is_kept_as_long_as_the_table_says(ask, path, kind, takes):
    """Every browser takes smaller copies; Apache finds those under another name."""
    wanted = next(one for one in KINDS if one.name == kind)

    answer = ask(path, **{"Accept-Encoding": takes})

    assert 200 == answer.status
    assert wanted.keep == answer.getheader("Cache-Control")
    assert ("*" if wanted.is_open else None) == answer.getheader("Access-Control-Allow-Origin")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/theme/litfass.1f3c9a20.css", "text/css; charset=utf-8"),
        ("/kalender/alle.ics", "text/calendar; charset=utf-8"),
        ("/druck/liste.pdf", "application/pdf"),
        ("/bilder/fest-1f3c9a20-640.webp", "image/webp"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_types_are_right(ask, path, type_):
    assert type_ == ask(path).getheader("Content-Type").lower()


@pytest.mark.slow
def test_smaller_copy_is_sent_to_who_can_read_it(ask):
    import gzip

    plain, small = ask("/neu/"), ask("/neu/", **{"Accept-Encoding": "gzip"})

    assert None is plain.getheader("Content-Encoding")
    assert PAGE.encode() == plain.text
    assert "gzip" == small.getheader("Content-Encoding")
    assert plain.getheader("Content-Type") == small.getheader("Content-Type")
    assert PAGE.encode() == gzip.decompress(small.text)
    assert "accept-encoding" in (small.getheader("Vary") or "").lower()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/alt/", "/sommer-fest/", "/sommer-fest"])
def test_old_address_leads_to_the_new_one(ask, path):
    answer = ask(path)

    assert 301 == answer.status
    assert answer.getheader("Location").endswith("/neu/")


@pytest.mark.slow
def test_nginx_behind_a_proxy_sends_nobody_to_its_own_port(ask, request):
    if "nginx" in request.node.callspec.id:
        assert ["/neu/", "/neu/"] == [ask(path).getheader("Location") for path in ("/alt/", "/neu")]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/gibtsnicht/", "/theme/litfass.00000000.css", "/kalender/", "/.geheim"])
def test_what_is_not_there_is_said_with_our_page_and_may_come_soon(ask, path):
    answer = ask(path)

    assert 404 == answer.status
    assert b"<title>weg</title>" == answer.text
    assert next(one for one in KINDS if one.name == "page").keep == answer.getheader("Cache-Control")


@pytest.mark.slow
def test_what_is_not_there_is_said_in_the_language_of_its_address(ask):
    for path, text in {"/tr/yok/": b"yok", "/tr/suche/x.css": b"yok", "/trommeln/": b"weg", "/en/x": b"weg"}.items():
        answer = ask(path)

        assert (404, b"<title>%s</title>" % text) == (answer.status, answer.text), path


@pytest.mark.slow
def test_hidden_files_are_not_served(ask):
    assert 404 == ask("/.geheim").status
    assert 200 == ask("/.well-known/security.txt").status


# --- files for hosts ---------------------------------------------------------------------------------------


def test_host_gets_the_files_it_reads():
    made = server_files(FILES, MOVED, "")

    assert {".htaccess"} == set(host_files(made, ["apache"]))
    assert {"_headers", "_redirects"} == set(host_files(made, ["netlify"]))
    assert {} == host_files(made, [])


def rules_of(text):
    """The lines of a _headers file by address, each address once."""
    found = re.findall(r"^(/\S*)\n((?:  .+\n)+)", text, re.MULTILINE)
    assert len(found) == len({head for head, _ in found})
    return {head: body.strip().splitlines() for head, body in found}


def headers_by(rules, path):
    """All headers of a path as a host adds them up, each with its values. Source: docs.netlify.com, Custom headers."""
    found = {}
    for head, lines in rules.items():
        if re.fullmatch(re.escape(head).replace(r"\*", ".*"), path):
            for line in lines:
                name, _, value = line.strip().partition(": ")
                found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("path", ["/", "/neu/", "/404.html", "/theme/litfass.1f3c9a20.css", "/admin/"])
@pytest.mark.parametrize("base", ["", "/seite"])
def test_headers_file_gives_the_desk_its_own_and_nothing_two_policies(path, base):
    rules = rules_of(server_files(FILES, MOVED, base, Rooms(backend=BACKEND))["_headers"])
    own = desk_headers(BACKEND) if path == "/admin/" else {POLICY: content_policy(of_search=True)}

    found = headers_by(rules, base + path)

    for name, value in (security_headers() | own).items():
        assert [value] == found[name], name


def test_headers_file_says_nothing_twice_for_one_address():
    """Hosts add up the headers of all rules that fit; two values of Cache-Control would be one wrong value."""
    rules = rules_of(server_files(FILES, MOVED, "")["_headers"])

    assert {"/*", "/theme/*", "/bilder/*", "/kalender/*", "/feeds/*", "/daten/*", "/druck/*", "/.well-known/*"} == set(
        rules
    ) - {"/sw.js"}
    assert [] == [line for line in rules["/*"] if "Cache-Control" in line]
    assert f"Content-Security-Policy: {content_policy(of_search=True)}" in rules["/*"]
    assert any("immutable" in line for line in rules["/theme/*"])


def test_redirects_file_has_one_line_for_each_old_address():
    text = server_files(FILES, MOVED, "")["_redirects"]

    assert ["/alt/ /neu/ 301", "/sommer-fest/ /neu/ 301", "/tr/* /tr/404.html 404"] == text.splitlines()[1:]


@pytest.mark.parametrize(
    "name", ["theme/litfass.css", "bilder/fest-640.webp", "termine/12345678/index.html", "dokumente/plan-20261124.pdf"]
)
def test_name_without_a_hash_is_not_kept_for_a_year(name):
    assert not re.search(HASHED, name)


# --- the policy --------------------------------------------------------------------------------------------


def test_policy_allows_nothing_inside_pages_and_nobody_else():
    policy = content_policy()
    said = dict(part.split(" ", 1) for part in policy.split("; "))

    assert {"'self'", "'none'"} == set(said.values())
    # what our own pages load
    assert {f"{kind}-src" for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")} < set(said)
    # what is not named is not allowed, but for what default-src does not speak for. Source: CSP Level 3 §6
    assert ("'none'", "'none'", "'self'") == (said["default-src"], said["base-uri"], said["form-action"])
    assert policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'") == content_policy(of_search=True)
    assert "frame-ancestors 'none'" in policy
    assert "frame-ancestors" not in content_policy(as_meta=True)


def test_every_answer_keeps_the_way_and_the_visitor_to_itself():
    headers = security_headers()

    assert "max-age=31536000" == headers["Strict-Transport-Security"]  # a year, and other names are not ours
    assert ("nosniff", "same-origin") == (headers["X-Content-Type-Options"], headers["Referrer-Policy"])
    assert {"camera=()", "geolocation=()", "microphone=()"} < set(headers["Permissions-Policy"].split(", "))
    assert all(one.endswith("=()") for one in headers["Permissions-Policy"].split(", "))


@pytest.mark.parametrize(
    ("backend", "hosts"),
    [
        ({"name": "test-repo"}, []),
        (BACKEND, ["https://api.github.com"]),
        ({"name": "gitlab", "repo": "a/b", "squash_merges": True}, ["https://gitlab.com"]),
        (
            {"name": "gitlab", "api_root": "https://git.example/api/v4", "base_url": "https://git.example"},
            ["https://git.example"],
        ),
        (
            {"name": "github", "repo": "a/b", "base_url": "https://login.example"},
            ["https://api.github.com", "https://login.example"],
        ),
    ],
)
def test_the_desk_talks_to_its_git_host_and_nobody_else(backend, hosts):
    said = dict(part.split(" ", 1) for part in desk_headers(backend)[POLICY].split("; "))

    assert ["'self'", "blob:", *hosts] == said["connect-src"].split()
    # who logs in does so in a window of that host, which answers ours
    assert "same-origin-allow-popups" == desk_headers(backend)[OPENER]
    assert "*" not in " ".join(said.values())
    assert ("'none'", "'none'", "'self'") == (said["default-src"], said["frame-ancestors"], said["form-action"])


def test_without_a_desk_nothing_is_wider():
    for name, text in server_files(FILES, MOVED, "").items():
        assert "'unsafe-" not in text, name
        assert "allow-popups" not in text, name
    assert security_headers()[OPENER] == "same-origin"


@pytest.mark.slow
def test_pages_say_the_policy_themselves(golden_site):
    pages = list(golden_site.rglob("*.html"))
    of_pages, of_search = (content_policy(as_meta=True, of_search=one).replace("'", "&#39;") for one in (False, True))

    assert pages
    for path in pages:
        meta = of_search if path.parent.name == "suche" else of_pages
        assert f'content="{meta}"' in path.read_text(encoding="utf-8"), path
    assert TESTS.is_dir()
