"""Dates of partners: fetched from a server on this computer, kept when it is broken, shown with their source, built without it."""

import contextlib
import http.server
import re
import socket
import threading
import time
import zlib

import html5lib
import icalendar
import pytest
from litfass.__main__ import main
from litfass.check import findings
from litfass.imports.fetch import LOCAL, MOST_BYTES, Answer, NotFetched, fetch
from litfass.machine import internet
from litfass.parse import read

from .conftest import NOW, build

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Verein</title>
<item><title>Kaffee &amp;amp; Kuchen</title><guid>1</guid><link>https://verein.example/1</link>
<description>&lt;p onclick="x"&gt;Komm &lt;b&gt;vorbei&lt;/b&gt;&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description>
<ev:startdate>2026-12-10T15:00:00+01:00</ev:startdate><ev:enddate>2026-12-10T17:00:00+01:00</ev:enddate></item>
<item><title>Flohmarkt am Sa 12.12. 10-14 Uhr</title><guid>2</guid></item>
<item><title>Wir haben gewählt</title><guid>3</guid><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate></item>
</channel></rss>"""
BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;&b; 12.12.2026</title></item></channel></rss>'


def entry(uid, title, day, more=""):
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{title}\r\nDTSTART;TZID=Europe/Berlin:{day}T150000\r\n{more}END:VEVENT\r\n"


def calendar(*entries):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(entries) + "END:VCALENDAR\r\n").encode()


THREE = (
    entry("1", "Beetpflege", "20261209", "CATEGORIES:Offen für alle\r\n"),
    entry("2", "Vorstand", "20261210"),
    entry("3", "Ernte", "20261211"),
)


def mark_of(data):
    """The ETag of an answer."""
    return f'"{zlib.crc32(data)}"'


class Server(http.server.BaseHTTPRequestHandler):
    """Gives what the test put into `answers`: bytes, a status, or an address to go to; remembers what it was asked."""

    answers: dict = {}  # noqa: RUF012 - of one test
    asked: list = []  # noqa: RUF012

    def do_GET(self):
        """Answer."""
        self.asked.append((self.path, self.headers.get("If-None-Match")))
        answer = self.answers.get(self.path, 404)
        if isinstance(answer, bytes) and self.headers.get("If-None-Match") == mark_of(answer):
            self.send_response(304)
            self.end_headers()
        elif isinstance(answer, bytes):
            self.send_response(200)
            self.send_header("ETag", mark_of(answer))
            self.end_headers()
            self.wfile.write(answer)
        else:
            self.send_response(302 if isinstance(answer, str) else answer)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv(LOCAL, "1")
    monkeypatch.setattr(Server, "answers", {})
    monkeypatch.setattr(Server, "asked", [])
    one = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{one.server_port}"
    one.shutdown()
    one.server_close()


def partners(content, *lines):
    text = "partners:\n" + "".join(f"  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:]))
    (content / "partners.yaml").write_text(text, encoding="utf-8")


def fetch_them(content):
    return main(["fetch-partners", "--content", str(content), "--now", NOW])


def files(content):
    return {
        path.name: read(path.read_bytes(), "events/x.md")[0].fields
        for path in (content / "events/von-hausverein").glob("*.md")
    }


def test_dates_of_a_partner_are_shown_as_theirs_with_their_source_and_built_without_a_network(
    content, server, tmp_path
):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics", "topics: [gruen]")

    assert 0 == fetch_them(content)

    found = files(content)["hausverein-beetpflege.md"]
    assert {"hausverein", "2026-12-09 15:00"} == {found["organizer"], found["start"]}
    assert ["gruen"] == found["topics"]
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]
    Server.answers.clear()
    asked = len(Server.asked)
    done = build(content, tmp_path / "output")
    assert 0 == done.returncode, done.stdout + done.stderr
    assert asked == len(Server.asked)
    page = html5lib.parse(
        (tmp_path / "output/termine/beetpflege/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False
    )
    facts = {
        re.sub(r"\s+", " ", "".join(row.find("dt").itertext())).strip(): row
        for row in page.iter("div")
        if row.find("dt") is not None
    }
    assert (
        "".join(facts["Quelle"].find("dd").itertext()).strip()
        == "".join(facts["Veranstaltet von"].find("dd").itertext()).strip()
    )
    texts = [path.read_bytes() for path in (tmp_path / "output").rglob("*.ics")]
    described = [
        str(one["DESCRIPTION"])
        for data in texts
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
        if one["SUMMARY"] == "Beetpflege"
    ]
    assert described
    assert all("Quelle: " in text or "Kaynak: " in text for text in described)


def test_a_second_time_asks_only_whether_something_is_new(content, server, capsys):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}

    fetch_them(content)

    assert [None, mark_of(Server.answers["/a.ics"])] == [mark for _, mark in Server.asked]
    assert "3 unverändert" in capsys.readouterr().out
    assert before == {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "broken",
    [
        b"<html>Wartung</html>",
        500,
        b"",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n",
        "http://anderswo.example/",
        b"x" * (MOST_BYTES + 1),
        "http://[::1/",
        calendar(*THREE[:2]).removesuffix(b"END:VCALENDAR\r\n"),
        b"BEGIN:VEVENT\r\nX:1\r\n" * 20_000,
    ],
)
def test_a_broken_feed_keeps_the_last_good_state_and_warns(broken, content, server, capsys):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    before = files(content)
    Server.answers["/a.ics"] = broken

    assert 0 == fetch_them(content)

    assert 3 == len(before)
    assert before == files(content)
    assert "bleiben, wie sie zuletzt waren" in capsys.readouterr().out


@pytest.mark.parametrize("kept", ["<<<<<<< HEAD\n{}\n", "[1]", '{"a": {}}'])
def test_list_of_what_came_that_cannot_be_read_stops_before_anything_is_written(kept, content, server, capsys):
    """As after a merge in Git that nobody finished: an editor's file might be written anew."""
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    (content / ".imports.json").write_text(kept)

    assert 1 == fetch_them(content)

    assert f"{content}/.imports.json" in capsys.readouterr().err
    assert {} == files(content)
    assert kept == (content / ".imports.json").read_text()


def test_actor_named_by_its_title_gets_a_folder_inside_of_the_content(content, server):
    Server.answers["/a.ics"] = calendar(*THREE)
    actor = content / "actors/hausverein.md"
    actor.write_text(actor.read_text().replace("title: Musterverein „Haus & Hof“", "title: ../../Haus/Verein"))
    partners(content, "actor: ../../Haus/Verein", f"ical: {server}/a.ics")
    before = {path for path in content.parent.rglob("*") if path.is_file()}

    assert 0 == fetch_them(content)

    new = {path for path in content.parent.rglob("*") if path.is_file()} - before
    assert 3 == sum(path.parent == content / "events/von-haus-verein" for path in new), new
    assert {content} == {path.parents[2] for path in new if path.suffix == ".md"}


def test_server_that_dribbles_or_goes_in_the_middle_has_not_answered(monkeypatch):
    """Else one partner holds up the night, or dates that were cut off would be called cancelled."""
    monkeypatch.setenv(LOCAL, "1")
    monkeypatch.setattr("litfass.imports.fetch.LONGEST_SECONDS", 0.3)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
    for pieces, pause in (([b"x"] * 100, 0.05), ([calendar(*THREE)], 0)):
        with socket.create_server(("127.0.0.1", 0)) as listening:
            threading.Thread(target=_dribble, args=(listening, [head, *pieces], pause), daemon=True).start()
            started = time.monotonic()

            with pytest.raises(NotFetched) as refused:
                fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/a.ics")

        assert "fetch-no-answer" == refused.value.name
        assert 3 > time.monotonic() - started


def test_a_line_that_breaks_before_the_answer_is_tried_once_more(monkeypatch):
    monkeypatch.setenv(LOCAL, "1")
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    for answers, said in (([[], [answer]], b"ok"), ([[], []], None)):
        with socket.create_server(("127.0.0.1", 0)) as listening:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/a.ics"
            threading.Thread(target=_dribble_each, args=(listening, answers), daemon=True).start()

            with contextlib.nullcontext() if said else pytest.raises(NotFetched):
                assert said == fetch(url).data


def _dribble_each(listening, answers):
    for pieces in answers:
        _dribble(listening, pieces, 0)


def _dribble(listening, pieces, pause):
    """Answer one question piece by piece, and go."""
    with contextlib.suppress(OSError), listening.accept()[0] as line:
        line.recv(10_000)
        for piece in pieces:
            line.sendall(piece)
            time.sleep(pause)


def test_what_is_no_longer_in_the_calendar_is_marked_and_comes_back(content, server, capsys):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    Server.answers["/a.ics"] = calendar(*THREE[:2])

    fetch_them(content)
    gone = files(content)["hausverein-ernte.md"]
    assert "cancelled" == gone["status"]
    assert "steht nicht mehr" in gone["note"]
    assert "1 nicht mehr im Kalender" in capsys.readouterr().out
    assert [] == [problem for problem in findings(content, NOW) if problem.is_error]

    Server.answers["/a.ics"] = calendar(*THREE, entry("4", "Neu", "20261212"))
    fetch_them(content)
    assert "status" not in files(content)["hausverein-ernte.md"]


def test_what_took_place_is_not_called_off_when_its_calendar_forgets_it(content, server):
    """Many calendars hold only what is to come."""
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    Server.answers["/a.ics"] = calendar(THREE[1])

    assert 0 == main(["fetch-partners", "--content", str(content), "--now", "2026-12-10T10:00"])

    states = {name: one.get("status") for name, one in files(content).items()}
    over, coming, gone = (f"hausverein-{name}.md" for name in ("beetpflege", "vorstand", "ernte"))
    assert {over: None, coming: None, gone: "cancelled"} == states


def test_calendar_that_gives_its_entries_other_names_cancels_none_of_them(content, server, capsys):
    """As when a club moves to another program or domain: each UID is new, and what takes place is as before."""
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    before = files(content)
    Server.answers["/a.ics"] = calendar(*(one.replace("UID:", "UID:neu-") for one in THREE))

    fetch_them(content)

    assert before == files(content)
    assert "hausverein: 3 unverändert." in capsys.readouterr().out
    Server.answers["/a.ics"] = calendar(entry("neu-1", "Beetpflege", "20261216"), *THREE[2:])
    fetch_them(content)
    after = {name: one.get("status", one["start"]) for name, one in files(content).items()}
    assert {
        "hausverein-beetpflege.md": "2026-12-16 15:00",
        "hausverein-vorstand.md": "cancelled",
        "hausverein-ernte.md": "2026-12-11 15:00",
    } == after


def test_entry_whose_name_is_an_address_is_found_again(content, server):
    address = "https://verein.example/termine"
    Server.answers["/a.ics"] = calendar(entry(f"{address}/1", "Beetpflege", "20261209"))
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    Server.answers["/a.ics"] += calendar(entry(f"{address}/2", "Ernte", "20261211"))

    fetch_them(content)

    assert [None, None] == [one.get("status") for one in files(content).values()]


def test_single_dates_of_a_series_that_is_not_there_itself_are_found_again(content, server):
    other = entry("1", "Beetpflege", "20261209", "RECURRENCE-ID;TZID=Europe/Berlin:20261208T150000\r\n")
    Server.answers["/a.ics"] = calendar(other)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    Server.answers["/a.ics"] = calendar(other, THREE[2])

    fetch_them(content)

    assert [None, None] == [one.get("status") for one in files(content).values()]


def test_what_is_said_anew_of_a_partner_holds_though_its_calendar_is_the_same(content, server):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics", "only: [Ernte]")
    fetch_them(content)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics", "topics: [gruen]")

    fetch_them(content)

    assert 3 * [["gruen"]] == [one.get("topics") for one in files(content).values()]
    assert [None, None] == [mark for _, mark in Server.asked]


def test_what_an_editors_file_was_in_the_way_of_comes_once_it_is_not(content, server, capsys):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    path = content / "events/ernte.md"
    path.write_text("---\ntitle: Ernte\nstart: 2026-12-11 15:00\n---\n", encoding="utf-8")
    fetch_them(content)
    assert "Ernte: gibt es schon" in capsys.readouterr().out
    path.unlink()

    fetch_them(content)

    assert 3 == len(files(content))
    fetch_them(content)
    assert [None, None, mark_of(Server.answers["/a.ics"])] == [mark for _, mark in Server.asked]


def test_partner_whose_actor_is_gone_is_said_and_keeps_nothing_from_the_next(content, server, capsys):
    Server.answers["/a.ics"] = calendar(*THREE)
    text = "".join(f"  - actor: {actor}\n    ical: {server}/a.ics\n" for actor in ("aufgeloest", "hausverein"))
    (content / "partners.yaml").write_text(f"partners:\n{text}", encoding="utf-8")

    assert 0 == fetch_them(content)

    assert 3 == len(files(content))
    assert "aufgeloest" in capsys.readouterr().out
    assert not (content / "events/von-aufgeloest").exists()


def test_only_what_the_list_allows_comes_in(content, server):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics", "only: [offen für alle]")

    fetch_them(content)

    assert {"hausverein-beetpflege.md"} == set(files(content))


def test_what_an_editor_changed_stays(content, server, capsys):
    Server.answers["/a.ics"] = calendar(*THREE)
    partners(content, "actor: hausverein", f"ical: {server}/a.ics")
    fetch_them(content)
    path = content / "events/von-hausverein/hausverein-ernte.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Ernte", "title: Große Ernte"), encoding="utf-8")
    Server.answers["/a.ics"] = calendar(*THREE[:2], entry("3", "Ernte", "20261218"))

    fetch_them(content)

    assert "Große Ernte" == files(content)["hausverein-ernte.md"]["title"]
    assert "wurde hier bearbeitet" in capsys.readouterr().out
    Server.answers["/a.ics"] = calendar(*THREE[:2])
    fetch_them(content)
    assert "status" not in files(content)["hausverein-ernte.md"]
    assert "Große Ernte: steht dort nicht mehr im Kalender" in capsys.readouterr().out
    Server.answers["/a.ics"] = calendar(THREE[0])
    fetch_them(content)
    assert "Große Ernte" not in capsys.readouterr().out  # said once is enough


def test_a_feed_gives_what_says_when_it_is_and_nothing_that_runs(content, server, capsys):
    Server.answers["/f.xml"] = FEED.encode()
    partners(content, "actor: hausverein", f"rss: {server}/f.xml")

    fetch_them(content)

    found = files(content)
    assert ("2026-12-10 15:00", "17:00", "Kaffee & Kuchen") == tuple(
        found["hausverein-kaffee-kuchen.md"][key] for key in ("start", "end", "title")
    )
    assert ("2026-12-12 10:00", "14:00") == tuple(
        found["hausverein-flohmarkt-am-sa-12-12-10-14-uhr.md"][key] for key in ("start", "end")
    )
    text = (content / "events/von-hausverein/hausverein-kaffee-kuchen.md").read_text(encoding="utf-8")
    assert "Komm **vorbei**" in text
    assert "script" not in text
    assert "Wir haben gewählt: nicht übernommen" in capsys.readouterr().out


def test_what_a_feed_says_to_go_on_until_later_has_not_ended_with_its_first_day(content, server, capsys):
    """As an exhibition of some weeks."""
    kept = FEED.replace("2026-12-10T15:00:00+01:00", "2026-11-02").replace("2026-12-10T17:00:00+01:00", "{}")
    partners(content, "actor: hausverein", f"rss: {server}/f.xml")
    for end, is_over in (("2026-11-23", True), ("2026-11-24", False)):
        Server.answers["/f.xml"] = kept.format(end).encode()

        fetch_them(content)

        assert is_over == ("1 schon vorbei" in capsys.readouterr().out)
        assert is_over == ("hausverein-kaffee-kuchen.md" not in files(content))


def test_a_feed_reads_no_file_of_this_computer(content, server):
    Server.answers["/f.xml"] = BOMB.encode()
    partners(content, "actor: hausverein", f"rss: {server}/f.xml")

    fetch_them(content)

    assert "root:" not in "".join(path.read_text(encoding="utf-8") for path in content.rglob("*.md"))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ical: kein-netz", "bad-url"),
        ("topics: [gruen]", "needs"),
        ("ical: https://x.example/a\n    rss: https://x.example/b", "either-or"),
    ],
)
def test_check_says_what_is_wrong_in_the_list_of_partners(line, code, content):
    partners(content, "actor: hausverein", line)

    assert [code] == [problem.code for problem in findings(content, NOW) if problem.path == "partners.yaml"]


def test_check_knows_the_actors_of_the_list(content):
    partners(content, "actor: hausverin", "ical: https://x.example/a")

    (problem,) = [problem for problem in findings(content, NOW) if problem.path == "partners.yaml"]

    assert ("no-such-thing", "hausverein", 2) == (problem.code, problem.values["guess"], problem.line)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:9/", "http://localhost/", "http://169.254.169.254/latest", "http://224.0.0.1/"),
        # 10.0.0.1 as IPv6 says it, by NAT64 and by tunnels
        *(
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::10.0.0.1]/",
            "http://[64:ff9b:1::1]/",
            "http://[2002:a00:1::1]/",
        ),
    ],
)
def test_an_address_in_the_own_network_is_not_asked(url):
    with pytest.raises(NotFetched) as refused:
        fetch(url)

    assert "eigenen Netz" in refused.value.why("de")


@pytest.mark.parametrize(
    ("moves", "ends"),
    [
        (["/neu.ics"], "https://verein.example/neu.ics"),
        (["http://www.verein.example/a"], "http://www.verein.example/a"),
        (["https://cdn.example/a"], "https://cdn.example/a"),
        (["/1", "/2", "/3"], "https://verein.example/3"),
        (["/1", "/2", "/3", "/4"], None),
        (["https://fremd.example/a"], None),
        (["https://verein.example.fremd.example/a"], None),
        (["/1", "https://fremd.example/a"], None),
        (["ftp://verein.example/a"], None),
        (["file:///etc/passwd"], None),
        (["file://verein.example/etc/passwd"], None),
    ],
)
def test_an_address_that_moved_is_followed_to_its_own_host_on_the_web_only(moves, ends, monkeypatch):
    answers, asked = iter([*moves, Answer(b"x")]), []
    monkeypatch.setattr("litfass.imports.fetch._asked", lambda url, _: (asked.append(url), next(answers))[1])

    with contextlib.nullcontext() if ends else pytest.raises(NotFetched):
        assert b"x" == fetch("https://verein.example/a.ics", hosts=("cdn.example",)).data
    assert ends in {None, asked[-1]}
    assert not [url for url in asked if "fremd" in url or not url.startswith("http")]


def test_a_name_is_looked_up_once_and_what_was_looked_at_is_connected_to(monkeypatch):
    """DNS rebinding: a server that answers for its name differently a moment later leads into no other network."""
    answers, connected = iter(["1.1.1.1", "127.0.0.1"]), []

    def looked_up(_host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def refused(address, _timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(internet.socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(internet.socket, "create_connection", refused)

    with pytest.raises(NotFetched):
        fetch("https://partner.example/a.ics")

    assert [("1.1.1.1", 443)] == connected
