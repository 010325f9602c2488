"""Every output read again by a parser that is not ours."""

import csv
import json
import re
import warnings
from datetime import date, datetime, timedelta
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from itertools import pairwise
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import feedparser
import html5lib
import icalendar
import pypdf
import pytest
import recurring_ical_events
from litfass.address import Addresses
from litfass.formats.vevent import event_components
from litfass.link import link
from litfass.publish import calendar_file
from litfass.publish import data as data_file
from litfass.publish import feed as feed_file
from litfass.read import read_content
from litfass.settings import ADDRESSES
from litfass.words import Words
from PIL import Image

from .conftest import NOW, ROOT, TESTS, build
from .rendered import calendar as calendar_of
from .rendered import site_on, words_of, write

BERLIN = ZoneInfo("Europe/Berlin")
XHTML = "{http://www.w3.org/1999/xhtml}"
OTHER_LANGUAGES = {"de-simple", "en", "tr", "uk", "ar"}
PAGES = {"tiny": "golden_site", "shipped": "shipped_site"}


@pytest.fixture(params=sorted(PAGES))
def site(request):
    """Both sites, one after the other."""
    return request.getfixturevalue(PAGES[request.param])


@cache
def parsed(site):
    """Every page as (path, tree, errors of its markup), read once for all tests; of the shipped site those in German.

    html5lib takes its time, and vnu reads the pages in all languages (test_accessibility.py).
    """
    found = []
    for path in sorted(site.rglob("*.html")):
        if path.relative_to(site).parts[0] in OTHER_LANGUAGES:
            continue
        parser = html5lib.HTMLParser()
        found.append((path, parser.parse(path.read_text(encoding="utf-8")), parser.errors[:3]))
    return found


def documents(site):
    found = [(path, tree) for path, tree, _ in parsed(site)]
    assert found
    return found


# --- pages ---------------------------------------------------------------------------------------------------


def test_every_page_is_valid_to_html5lib(site):
    assert [] == [(str(path.relative_to(site)), errors) for path, _, errors in parsed(site) if errors]


def test_projects_that_run_stand_before_those_that_ended(shipped_site):
    page = (shipped_site / "themen/gruen/index.html").read_text(encoding="utf-8")

    states = re.findall(r"status-badge--state status-badge--(\w+)", page)

    assert sorted(states, key=["running", "approved", "idea", "completed", "cancelled"].index) == states
    assert len(set(states)) > 1


def test_a_sentence_says_the_place_as_the_editors_do(shipped_site, golden_site):
    pages = [(site / "themen/index.html").read_text(encoding="utf-8") for site in (shipped_site, golden_site)]

    assert "Worum es am Hasenbuck geht." in pages[0]
    assert "Worum es in Musterviertel geht." in pages[1]


def test_no_dead_link(site):
    known = {"/" + str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    anchors = {path: {node.get("id") for node in tree.iter() if node.get("id")} for path, tree in documents(site)}
    dead = []
    for path, tree in documents(site):
        for address in links(tree):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = unquote(parts.path) or "/" + str(path.relative_to(site))
            target += "index.html" if target.endswith("/") else ""
            missing_anchor = parts.fragment and unquote(parts.fragment) not in anchors.get(site / target[1:], ())
            if target not in known or missing_anchor:
                dead.append((str(path.relative_to(site)), address))

    assert [] == dead


def links(tree):
    for node in tree.iter():
        for name in ("href", "src"):
            if value := node.get(name):
                yield value
        if srcset := node.get("srcset"):
            yield from (part.split()[0] for part in srcset.split(", "))


def test_style_sheets_load_only_files_that_exist(site):
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    addresses = [address for style in styles for address in re.findall(r'url\("?([^")]+)', style)]

    assert addresses
    assert [] == [address for address in addresses if not (site / address.lstrip("/")).is_file()]


def test_nothing_is_loaded_from_elsewhere(site):
    for path, tree in documents(site):
        for node in tree.iter():
            name = str(node.tag).removeprefix(XHTML)
            if name in {"script", "img", "iframe", "source", "video", "audio", "embed", "object"}:
                assert not urlsplit(node.get("src") or "").netloc, path
            if name == "link" and set((node.get("rel") or "").split()) & {"stylesheet", "icon", "preload", "manifest"}:
                assert not urlsplit(node.get("href")).netloc, path


def test_no_inline_script_or_style(site):
    for path, tree in documents(site):
        for node in tree.iter():
            name = str(node.tag).removeprefix(XHTML)
            assert name != "style", path
            is_data = node.get("type") == "application/ld+json"
            assert name != "script" or is_data or (node.get("src", "").startswith("/theme/") and not node.text), path
            assert not [key for key in node.attrib if key == "style" or key.startswith("on")], path


def test_outline_of_every_page(site):
    for path, tree in documents(site):
        levels = [
            int(str(node.tag)[-1]) for node in tree.iter() if re.fullmatch(rf"{re.escape(XHTML)}h[1-6]", str(node.tag))
        ]
        assert 1 == levels.count(1), path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_every_page_has_language_title_description_and_feeds(site):
    for path, tree in documents(site):
        head = tree.find(f"{XHTML}head")
        assert tree.get("lang"), path
        assert head.find(f"{XHTML}title").text.strip(), path
        feeds = [link for link in head.iter(f"{XHTML}link") if link.get("type") == "application/rss+xml"]
        assert 2 == len(feeds), path


def test_every_picture_has_alt_and_size(site):
    for path, tree in documents(site):
        for image in tree.iter(f"{XHTML}img"):
            assert image.get("alt") is not None, path
            assert int(image.get("width")), path
            assert int(image.get("height")), path


def test_every_table_of_ours_says_what_it_is_of(site):
    """Those in texts of editors have the text around them."""
    for path, tree in documents(site):
        ids = {node.get("id") for node in tree.iter()}
        for table in tree.iter(f"{XHTML}table"):
            if table.get("class"):
                named = table.find(f"{XHTML}caption") is not None or table.get("aria-labelledby") in ids
                assert named, (path, table.get("class"))


def test_links_of_one_page_that_lead_elsewhere_are_called_otherwise(shipped_site):
    for name in ("termine/fristen", "abonnieren", "druck"):
        tree = html5lib.parse((shipped_site / name / "index.html").read_text(encoding="utf-8"))
        links = {(" ".join("".join(it.itertext()).split()), it.get("href")) for it in tree.iter(f"{XHTML}a")}
        words = [word for word, _ in links]

        assert [] == sorted({word for word in words if words.count(word) > 1})


def test_embedded_data_is_json(site):
    kinds = set()
    for path, tree in documents(site):
        for script in tree.iter(f"{XHTML}script"):
            if script.get("src"):
                continue
            data = json.loads(script.text)
            assert "https://schema.org" == data["@context"], path
            kinds.add(data["@type"])

    assert {"Event", "NewsArticle", "Organization", "Place", "Project"} <= kinds


def test_event_data_carries_status_and_aware_times(golden_site):
    text = (golden_site / "termine/sprachcafe/index.html").read_text(encoding="utf-8")
    scripts = [
        json.loads(script)
        for script in re.findall(r"<script type=.application/ld.json.>(.*?)</script>", text, re.DOTALL)
    ]
    found = [data for data in scripts if data["@type"] == "Event"]
    moved, cancelled = found[0], found[1]

    assert "2026-12-04T16:00:00+01:00" == moved["startDate"]
    assert "2026-12-03T15:00:00+01:00" == moved["previousStartDate"]
    assert "https://schema.org/EventRescheduled" == moved["eventStatus"]
    assert "01067" == moved["location"]["address"]["postalCode"]
    assert ["de", "tr"] == moved["inLanguage"]
    assert ("0", "EUR") == (moved["offers"]["price"], moved["offers"]["priceCurrency"])
    assert "https://schema.org/EventCancelled" == cancelled["eventStatus"]
    assert len(found) == len({data["@id"] for data in found}) == 6


def test_a_title_is_text_and_not_markup(golden_site):
    title = 'Café & <b>Größe</b>: "alles" für 5 €'
    page = html5lib.parse(
        (golden_site / "termine/cafe-b-groesse-b-alles-fuer-5/index.html").read_text(encoding="utf-8")
    )
    feed = feedparser.parse((golden_site / "feeds/termine.xml").read_bytes())
    calendar = icalendar.Calendar.from_ical((golden_site / "kalender/alle.ics").read_bytes())

    assert title.replace(" €", "\u00a0€") in "".join(page.find(f".//{XHTML}h1").itertext())
    assert any(title in entry.title.replace("&lt;", "<").replace("&gt;", ">") for entry in feed.entries)
    assert title in {str(event["summary"]) for event in calendar.walk("VEVENT")}


# --- what must not be seen -------------------------------------------------------------------------------------


def test_drafts_and_the_future_are_nowhere(golden_site):
    def telling(folder):
        found = ((path, path.read_bytes()) for path in folder.rglob("*") if path.is_file())
        return [path for path, data in found if b"Geheim" in data or b"geheim" in data]

    assert telling(TESTS / "site")
    assert [] == telling(golden_site)


def test_pictures_lose_their_metadata(golden_site):
    pictures = [*golden_site.rglob("*.webp"), *golden_site.rglob("*.jpg")]
    for path in pictures:
        assert b"secret place" not in path.read_bytes()
        with Image.open(path) as image:
            assert not image.getexif()

    assert {"webp", "jpg"} == {path.suffix[1:] for path in pictures}


def test_the_first_sentence_of_a_text_stands_once_on_its_page_and_a_summary_above_it(content, tmp_path):
    (content / "projects/mit.md").write_text(
        "---\ntitle: Mit\nstatus: running\nsummary: Kurz gesagt.\n---\nLang und breit. Mehr davon.\n", encoding="utf-8"
    )
    assert 0 == build(content, tmp_path / "output").returncode

    def main(link):
        page = html5lib.parse((tmp_path / "output" / link / "index.html").read_text(encoding="utf-8"))
        return " ".join("".join(next(page.iter(f"{XHTML}main")).itertext()).split())

    assert 1 == main("akteure/buero-am-musterplatz").count("Wir sind da.")
    assert 1 == main("tr/projekte/garten-fuer-alle").count("Wir gärtnern seit 2017.")
    assert re.search(r"Kurz gesagt\..*Lang und breit\. Mehr davon\.", main("projekte/mit"))


def test_originals_are_not_published(golden_site):
    assert not list(golden_site.rglob("garten.jpg"))


def test_funder_is_thanked_only_while_valid(golden_site):
    home = (golden_site / "index.html").read_text(encoding="utf-8")

    assert "Gefördert aus dem Beispieltopf." in home
    assert "Alter Topf" not in home


# --- feeds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["aktuelles", "termine"])
def test_feed_reads_well(site, name):
    data = (site / f"feeds/{name}.xml").read_bytes()
    feed = feedparser.parse(data)

    assert not feed.bozo, feed.get("bozo_exception")
    assert "rss20" == feed.version
    assert feed.feed.title
    assert any(link.rel == "self" and link.href.endswith(f"/feeds/{name}.xml") for link in feed.feed.links)
    assert feed.entries
    assert len(feed.entries) == len({entry.id for entry in feed.entries})
    for entry in feed.entries:
        assert entry.id.startswith("tag:")
        assert entry.link.startswith("https://")
        assert 'href="/' not in entry.content[0].value
        assert 'src="/' not in entry.content[0].value


def test_news_feed_carries_categories_picture_and_date(golden_site):
    entry = feedparser.parse((golden_site / "feeds/aktuelles.xml").read_bytes()).entries[0]

    assert "tag:musterviertel.example,2026:news/2026-11-20-neues-beet" == entry.id
    assert ["Grün & Klima"] == [tag.term for tag in entry.tags]
    assert "image/jpeg" == entry.enclosures[0].type
    assert "Fri, 20 Nov 2026 00:00:00 +0100" == entry.published


def test_a_feed_holds_as_much_news_as_is_set_the_newest_first(content):
    for day in range(1, 6):
        write(
            content, f"news/2026-11-2{day}-neu-{day}.md", f"title: Neu {day}\ntopics: [gruen]\nabout: [garten]", "Ja."
        )
    write(content, "news/2026-11-24-neu-9.md", "title: Neu 9\nsummary: Nur das.\ntopics: [gruen]\nabout: [garten]")
    site = site_on(content)
    made = {one.link: one for one in feed_file.publish(site, {"WORDS": words_of(site), "FEED_LENGTH": 3})}

    for address in ("/feeds/aktuelles.xml", "/feeds/themen/gruen.xml", "/feeds/projekte/garten-fuer-alle.xml"):
        entries = [entry for entry in feedparser.parse(made[address].data()).entries if "Neu" in entry.title]
        assert [["Neu 4", "Neu 9"], "Neu 3"] == [sorted(one.title for one in entries[:2]), entries[2].title], address
        assert 3 == len(entries), address
        assert any(entry.content[0].value.startswith("Nur das.") for entry in entries), address


def test_a_text_in_a_feed_leads_to_whole_addresses_and_says_what_its_editor_wrote(content):
    said = 'Schreiben Sie href="/x/" und sizes="1" hin.'
    links = "[a](../events/sprachcafe.md#da) [b](/karte/) [c](https://a.example/) ![Beet](../images/garten.jpg)"
    write(content, "news/2026-11-23-neu.md", "title: Neu", f"{said} {links}")
    site = site_on(content)
    made = {one.link: one for one in feed_file.publish(site, {"WORDS": words_of(site), "FEED_LENGTH": 3})}

    entries = feedparser.parse(made["/feeds/aktuelles.xml"].data(), sanitize_html=False).entries
    tree = html5lib.parse(
        next(one.content[0].value for one in entries if "Neu" == one.title), namespaceHTMLElements=False
    )
    (picture,) = tree.iter("img")
    whole = "https://musterviertel.example"

    assert [f"{whole}/termine/sprachcafe/#da", f"{whole}/karte/", "https://a.example/"] == [
        node.get("href") for node in tree.iter("a")
    ][:3]
    assert picture.get("src").startswith(f"{whole}/bilder/garten-")
    assert not {"srcset", "sizes"} & set(picture.keys())
    assert said in "".join(tree.itertext())


def test_a_cancelled_date_is_a_new_item(golden_site):
    feed = feedparser.parse((golden_site / "feeds/termine.xml").read_bytes())
    found = [entry for entry in feed.entries if "sprachcafe@2026-12-10" in entry.id]

    assert ["tag:musterviertel.example,2026:event/sprachcafe@2026-12-10:cancelled"] == [entry.id for entry in found]
    assert "ABGESAGT: Sprachcafé – Do.,\u00a010.12." == found[0].title
    assert "Krankheit" in found[0].summary


def test_the_offices_feed_holds_the_dates_that_stand_beside_it_on_its_page(golden_site):
    """Also of events that name no organizer: these are the office's, as in its calendar."""
    calendar = icalendar.Calendar.from_ical((golden_site / "kalender/akteure/buero-am-musterplatz.ics").read_bytes())
    feed = feedparser.parse((golden_site / "feeds/akteure/buero-am-musterplatz.xml").read_bytes())

    ids = {re.search(r"event/([\w-]+)", entry.id)[1] for entry in feed.entries if "event/" in entry.id}
    single = {str(one["UID"]).partition("@")[0] for one in calendar.walk("VEVENT") if "RRULE" not in one}

    assert "lange-nacht" in single
    assert single <= ids


def test_a_feed_says_loudly_what_is_off_as_its_language_writes_capitals(golden_site):
    feed = feedparser.parse((golden_site / "tr/feeds/termine.xml").read_bytes())
    titles = [entry.title for entry in feed.entries]

    assert any(title.startswith("İPTAL EDİLDİ: ") for title in titles)
    assert any(title.startswith("Yapılmayacak (Sonbahar tatili): ") for title in titles)


def test_a_feed_of_dates_holds_what_is_new_and_each_entry_ends_with_its_page(golden_site):
    entries = feedparser.parse((golden_site / "feeds/termine.xml").read_bytes()).entries
    ids = [entry.id.partition("event/")[2] for entry in entries]
    moved = next(entry for entry in entries if "sprachcafe@2026-12-03" in entry.id)

    assert "sprachcafe@2026-12-17" in ids
    assert "sprachcafe@2027-02-04" not in ids, "as planned and far ahead: no news"
    assert "published" not in moved, "a change is new when a reader first sees it"
    for entry in entries:
        assert entry.content[0].value.rstrip().endswith(f'<a href="{entry.link}">{entry.link}</a></p>')


def test_nothing_in_a_feed_says_that_it_was_published_later_than_today(golden_site):
    """A deadline months away is there, but counts as announced four weeks before it only."""
    feeds = [feedparser.parse(path.read_bytes()) for path in golden_site.rglob("feeds/**/*.xml")]
    published = [entry.published_parsed for feed in feeds for entry in feed.entries if "published" in entry]
    far = [entry.id for entry in feedparser.parse((golden_site / "feeds/fristen.xml").read_bytes()).entries]

    assert max(published) <= datetime.fromisoformat(NOW).timetuple()
    assert any("topf/2027-02-28" in one for one in far)


def test_each_kind_of_deadline_has_its_calendar_feed_and_part_of_the_list(shipped_site):
    page = html5lib.parse((shipped_site / "termine/fristen/index.html").read_text(encoding="utf-8"))
    headings = ["".join(node.itertext()) for node in page.iter(f"{XHTML}h2")]
    papers = icalendar.Calendar.from_ical((shipped_site / "kalender/fristen/redaktion.ics").read_bytes())
    money = feedparser.parse((shipped_site / "feeds/fristen/fonds.xml").read_bytes())

    assert {"Anmeldung", "Anträge auf Geld", "Redaktionsschluss"} <= set(headings)
    assert [date(2027, 2, 1), date(2027, 6, 1)] == [event.start for event in papers.walk("VEVENT")][:2]
    assert all("verfuegungsfonds" in entry.link for entry in money.entries)
    assert money.entries


def test_among_all_deadlines_each_says_what_it_is_for_and_how_to_register(shipped_site):
    """A date's title alone would look as if the date itself were until then."""
    calendar = icalendar.Calendar.from_ical((shipped_site / "kalender/fristen.ics").read_bytes())
    feed = feedparser.parse((shipped_site / "feeds/fristen.xml").read_bytes())
    told = {str(event["summary"]): str(event["description"]) for event in calendar.walk("VEVENT")}
    titles = [entry.title.partition(" – ")[0] for entry in feed.entries]

    assert {"Basteln zum Nikolaus (Anmeldung)", "Verfügungsfonds Hasenbuck"} <= set(titles)
    assert "Frist: Stadtteilzeitung Hasenpost (Redaktionsschluss)" in told
    course = told["Frist: Basteln zum Nikolaus (Anmeldung)"].replace("\N{NO-BREAK SPACE}", " ")
    assert "bis Mittwoch, 2. Dezember 2026, für den Termin am Samstag, 5. Dezember 2026\n" in course
    assert "Anmeldung nötig\n0911 0000-320\n" in course


# --- weeks and years ---------------------------------------------------------------------------------------------


def test_a_week_has_seven_days_in_order_and_today_is_marked(golden_site):
    page = html5lib.parse((golden_site / "termine/woche/index.html").read_text(encoding="utf-8"))
    days = [node for node in page.iter(f"{XHTML}li") if "week__day" in node.get("class", "").split()]

    assert [f"2026-11-{number}" for number in range(23, 30)] == [
        day.find(f".//{XHTML}time").get("datetime") for day in days
    ]
    assert [1] == [index for index, day in enumerate(days) if "week__day--today" in day.get("class")]


def test_weeks_lead_to_each_other_over_new_year(golden_site):
    page = html5lib.parse((golden_site / "termine/woche/2026-53/index.html").read_text(encoding="utf-8"))
    steps = {node.get("rel"): node.get("href") for node in page.iter(f"{XHTML}a") if node.get("rel")}

    assert {"prev": "/termine/woche/2026-52/", "next": "/termine/woche/2027-01/"} == steps


def test_the_archive_has_a_page_for_each_year(shipped_site):
    years = sorted(path.name for path in (shipped_site / "termine/archiv").iterdir() if path.is_dir())
    newest = (shipped_site / "termine/archiv/index.html").read_text(encoding="utf-8")

    assert years
    assert all(f'href="/termine/archiv/{year}/"' in newest for year in years if len(years) > 1)


# --- calendars ---------------------------------------------------------------------------------------------------


def occurrences(site, first, last, name="kalender/alle.ics"):
    calendar = icalendar.Calendar.from_ical((site / name).read_bytes())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return recurring_ical_events.of(calendar).between(first, last)


def starts(events, uid):
    return sorted(event.start for event in events if event["uid"] == uid)


def components(content, name, more=""):
    """What calendars get of an event whose head has some lines more."""
    file = content / f"events/{name}.md"
    written = file.read_text(encoding="utf-8")
    file.write_text(written.replace("---\n", f"---\n{more}", 1), encoding="utf-8")
    here = site_on(content, "2026-11-01T10:00")
    file.write_text(written, encoding="utf-8")
    return list(event_components(here, Words("de", NullTranslations()), here.find("event", name)))


def test_what_was_last_changed_long_ago_has_a_sequence_that_calendars_allow(content):
    """RFC 5545 §3.8.7.4: never below zero."""
    (component,) = components(content, "sommerfest", "modified: 2014-05-01\n")

    assert (0, "2014-05-01") == (component["sequence"], str(component["dtstamp"].dt.date()))


def test_a_file_changed_on_a_later_day_is_a_newer_version_to_calendars(content):
    older, newer = (components(content, "sommerfest", f"modified: 2026-10-{day}\n")[0] for day in (30, 31))

    assert 1 == newer["sequence"] - older["sequence"]
    assert ["2026-10-31"] * 2 == [str(newer[name].dt.date()) for name in ("last-modified", "dtstamp")]
    assert "last-modified" not in components(content, "sommerfest")[0]


@pytest.mark.parametrize(
    ("by", "repeat", "told"),
    [
        ("2026-11-05", "", "Please by Donnerstag, 5. November"),
        ("2026-11-01", "", "Please by Sonntag, 1. November"),
        ("2026-10-31", "", ""),
        ("3 Tage vorher", "", "Please by Mittwoch, 2. Dezember"),
        ("3 Tage vorher", "repeat: jeden Samstag\nuntil: 2027-02-27\n", "each time up to 3 days before"),
    ],
)
def test_a_calendar_tells_how_to_register_as_long_as_one_can(by, repeat, told, content):
    head = f"title: Kurs\nstart: 2026-12-05 15:00\n{repeat}registration: {{by: {by}, telephone: 0911 0000-7}}\n"
    (content / "events/kurs.md").write_text(f"---\n{head}---\nEin Kurs.\n", encoding="utf-8")

    (component,) = components(content, "kurs")

    said = component["description"].replace("\N{NO-BREAK SPACE}", " ")
    assert bool(told) == ("0911 0000-7" in said)
    assert told in said


def test_a_series_tells_calendars_its_note_and_a_date_that_differs_its_own(content):
    series, moved, cancelled = components(content, "sprachcafe", "note: Bitte klingeln\n")

    assert [True, False, False] == ["Bitte klingeln" in one["description"] for one in (series, moved, cancelled)]
    assert ("Ausnahmsweise am Freitag", "Krankheit") == tuple(
        one["description"].partition("\n")[0] for one in (moved, cancelled)
    )
    assert ["2026-12-03", "2026-12-10"] == [str(one["recurrence-id"].dt.date()) for one in (moved, cancelled)]


@pytest.mark.parametrize(
    ("head", "is_there"),
    [
        ("start: 2026-08-24", True),
        ("start: 2026-08-23", False),
        ("start: 2026-08-01\nend: 2026-08-24", True),
        ("start: 2024-01-04 15:00\nrepeat: jeden Donnerstag\nuntil: 2027-03-25", True),
        ("start: 2024-01-04 15:00\nrepeat: jeden Donnerstag\nuntil: 2026-03-26", False),
    ],
)
def test_a_subscription_holds_what_comes_and_for_three_months_what_is_over(head, is_there, content):
    (content / "events/kurs.md").write_text(f"---\ntitle: Kurs\n{head}\n---\nEin Kurs.\n", encoding="utf-8")

    found = icalendar.Calendar.from_ical(calendar_of(site_on(content)))

    assert is_there == ("kurs@musterviertel.example" in {str(event["uid"]) for event in found.walk("VEVENT")})


def test_first_thursdays_are_the_same_to_a_foreign_reader(golden_site):
    found = starts(occurrences(golden_site, date(2026, 8, 1), date(2027, 8, 1)), "vorlesen@musterviertel.example")

    assert [
        *(datetime(2026, 10, 1, 15, tzinfo=BERLIN), datetime(2026, 12, 3, 15, tzinfo=BERLIN)),
        *(datetime(2027, 2, 4, 15, tzinfo=BERLIN), datetime(2027, 3, 4, 15, tzinfo=BERLIN)),
        *(datetime(2027, 6, 3, 15, tzinfo=BERLIN), datetime(2027, 7, 1, 15, tzinfo=BERLIN)),
    ] == found


def test_moved_cancelled_and_dropped_dates(golden_site):
    found = [
        event
        for event in occurrences(golden_site, date(2026, 11, 20), date(2026, 12, 20))
        if event["uid"].startswith("sprachcafe@")
    ]

    # 26 November is an exception; 3 December moved to the 4th; 10 December is cancelled and stays
    assert [date(2026, 12, 4), date(2026, 12, 10), date(2026, 12, 17)] == sorted(event.start.date() for event in found)
    assert {"CANCELLED"} == {str(event["status"]) for event in found if event.start.date() == date(2026, 12, 10)}
    assert {16} == {event.start.hour for event in found if event.start.date() == date(2026, 12, 4)}


def test_series_is_one_component_with_its_rule(golden_site):
    calendar = icalendar.Calendar.from_ical((golden_site / "termine/vorlesestunde/termin.ics").read_bytes())
    events = calendar.walk("VEVENT")

    assert 1 == len(events)
    assert {
        "FREQ": ["MONTHLY"],
        "BYDAY": ["1TH"],
        "UNTIL": [datetime(2027, 7, 31, 21, 59, 59, tzinfo=ZoneInfo("UTC"))],
    } == dict(events[0]["rrule"])
    assert "Europe/Berlin" == events[0]["dtstart"].params["TZID"]
    assert ["Europe/Berlin"] == [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")]


def test_even_weeks_are_two_weeks_apart_to_calendars_until_a_year_has_53(content):
    """Not every calendar program knows BYWEEKNO; the date that drops out belongs to the part in which it lies."""
    head = "title: Kreis\nstart: 2026-12-09 16:00\nrepeat: mittwochs in geraden Wochen\n"
    changes = "changes:\n  - {on: 2027-01-13, status: cancelled, note: Glatteis}\n"
    (content / "events/kreis.md").write_text(f"---\n{head}{changes}---\n", encoding="utf-8")
    here = site_on(content, "2026-12-01T10:00")

    found = list(event_components(here, Words("de", NullTranslations()), here.find("event", "kreis")))
    named = [(str(one["uid"]).partition("@")[0], str(one["dtstart"].dt.date()), "rrule" in one) for one in found]

    assert [
        ("kreis", "2026-12-09", True),
        ("kreis-from-2027-01-13", "2027-01-13", True),
        ("kreis-from-2027-01-13", "2027-01-13", False),
    ] == named
    assert [([2], ["WE"])] * 2 == [(one["rrule"]["INTERVAL"], one["rrule"]["BYDAY"]) for one in found[:2]]


def test_whole_days_end_excluded_and_nights_end_on_the_next(golden_site):
    events = {event["uid"]: event for event in occurrences(golden_site, date(2026, 11, 28), date(2026, 12, 7))}

    assert (date(2026, 11, 28), date(2026, 11, 30)) == (
        events["sommerfest@musterviertel.example"].start,
        events["sommerfest@musterviertel.example"].end,
    )
    assert datetime(2026, 12, 6, 0, 30, tzinfo=BERLIN) == events["lange-nacht@musterviertel.example"].end


def test_whole_days_take_up_nobodys_time_and_hours_do(shipped_site):
    calendar = icalendar.Calendar.from_ical((shipped_site / "kalender/alle.ics").read_bytes())
    events = calendar.walk("VEVENT")

    assert {(True, "TRANSPARENT"), (False, "OPAQUE")} == {
        (not isinstance(event.decoded("dtstart"), datetime), str(event.get("transp", "OPAQUE"))) for event in events
    }


def test_a_calendar_tells_price_steps_and_how_to_register(shipped_site):
    calendar = icalendar.Calendar.from_ical((shipped_site / "kalender/alle.ics").read_bytes())
    said = {str(event["uid"]).partition("@")[0]: str(event["description"]) for event in calendar.walk("VEVENT")}

    assert "\n\n2\N{NO-BREAK SPACE}€ · stufenlos\n\nAnmeldung nötig\nBitte bis" in said["nikolausbasteln"]
    assert "0911 0000-320" in said["nikolausbasteln"]
    assert "€" not in said["kinderdisco"], "cancelled"
    assert "Anmeldung" not in said["erste-hilfe-am-kind"], "full"


def test_what_moved_online_sends_nobody_to_its_place(shipped_site):
    calendar = icalendar.Calendar.from_ical((shipped_site / "kalender/alle.ics").read_bytes())
    feed = feedparser.parse((shipped_site / "feeds/termine.xml").read_bytes())
    events = [event for event in calendar.walk("VEVENT") if "FINDET ONLINE STATT: Sprachcafé" == event["summary"]]
    items = [entry for entry in feed.entries if entry.title.startswith("FINDET ONLINE STATT: Sprachcafé")]

    assert 1 == len(events) == len(items)
    assert {"LOCATION", "GEO"}.isdisjoint(events[0])
    assert "Nachbarschaftsbüro Musterstraße" not in items[0].summary


def test_a_square_is_not_named_twice(shipped_site):
    calendar = icalendar.Calendar.from_ical((shipped_site / "kalender/alle.ics").read_bytes())
    page = (shipped_site / "termine/winterlichter-am-hasenbuck/index.html").read_text(encoding="utf-8")

    assert "Beispielplatz, 90461 Nürnberg" in {str(event.get("location")) for event in calendar.walk("VEVENT")}
    assert "Beispielplatz, 90461" not in page.replace("\N{NO-BREAK SPACE}", " ")


def test_calendar_of_all_agrees_with_the_pages(shipped_site):
    """Each day a foreign reader finds in the calendar stands on the month's page, and no other."""
    found = occurrences(shipped_site, date(2026, 12, 1), date(2027, 1, 1))
    days = {str(event.start)[:10] for event in found if str(event.start) >= "2026-12"}
    tree = html5lib.parse((shipped_site / "termine/2026/12/index.html").read_text(encoding="utf-8"))
    main = tree.find(f".//{XHTML}main")
    shown = {
        node.get("datetime")[:10]
        for node in main.iter(f"{XHTML}time")
        if node.get("datetime", "").startswith("2026-12-")
    }

    dropped = {str(one.day) for one in linked(ROOT / "content").occurrences if one.pause}
    assert days == shown - dropped


def test_summer_time_begins_when_it_does(golden_site):
    calendar = icalendar.Calendar.from_ical((golden_site / "kalender/alle.ics").read_bytes())
    summer = calendar.walk("DAYLIGHT")[0]
    onsets = [summer["dtstart"].dt, *(one.dt for one in summer["rdate"].dts)]

    for onset in onsets:
        before = (onset - timedelta(minutes=1)).replace(tzinfo=BERLIN)
        after = (onset + timedelta(hours=1)).replace(tzinfo=BERLIN)
        assert (3600, 7200) == (before.utcoffset().seconds, after.utcoffset().seconds), onset
        assert 2 == onset.hour


def test_stamps_do_not_come_from_the_clock(golden_site):
    calendar = icalendar.Calendar.from_ical((golden_site / "kalender/alle.ics").read_bytes())

    assert {"20200101T000000Z"} == {event["dtstamp"].to_ical().decode() for event in calendar.walk("VEVENT")}


# --- sheets ------------------------------------------------------------------------------------------------------


def sheet(site, month):
    return pypdf.PdfReader(BytesIO((site / f"druck/{month}/liste-a4.pdf").read_bytes()))


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2027-01", "2027-02"])
def test_sheet_is_tagged_a4_with_title_and_language(site, month):
    reader = sheet(site, month)
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height

    assert (595, 842) == (round(width), round(height))
    assert reader.metadata.title
    assert "de" == reader.trailer["/Root"]["/Lang"]
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_sheet_says_what_is_on(golden_site):
    text = "".join(page.extract_text() for page in sheet(golden_site, "2026-12").pages)
    # Typst writes a hyphen that also divides words as a soft one, and says so in ActualText, which pypdf does not read
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "-"))

    for words in (
        "Dezember",
        "Lange Nacht",
        "AUSGEBUCHT",
        "Sprachcafé",
        "ABGESAGT",
        "Krankheit",
        "Erika Mustermann",
        "Gefördert aus dem Beispieltopf.",
        "0911 0000-100",
        "Stand",
    ):
        assert words in text
    assert "Geheim" not in text


def test_every_coming_date_of_the_month_is_on_the_sheet(shipped_site):
    text = "".join(page.extract_text() for page in sheet(shipped_site, "2026-12").pages)
    words = re.sub(r"[\s\u00ad-]+", "", text)
    found = occurrences(shipped_site, date(2026, 12, 1), date(2027, 1, 1))
    titles = {re.sub(r"^[A-ZÄÖÜ ]+: ", "", str(event["summary"])) for event in found}

    assert [] == sorted(title for title in titles if re.sub(r"[\s-]+", "", title) not in words)


@pytest.mark.parametrize("folder", ["tests/site", "content"])
def test_a_foreign_reader_finds_exactly_our_dates(folder):
    """Every date we show, at its time, and none besides; over both changes of time."""
    site = linked(ROOT / folder)
    words = Words("de", NullTranslations())
    data = next(
        file.data() for file in calendar_file.publish(site, {"WORDS": words}) if file.link == "/kalender/alle.ics"
    )
    first, last = date(2026, 9, 1), date(2027, 9, 1)

    found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(first, last)

    ours = {
        (f"{one.event.id}@{site.info.host}", str(one.start.aware(one.zone) if one.start.time else one.day))
        for one in site.occurrences
        if first <= one.day < last and not one.pause
    }
    theirs = {(str(event["uid"]), str(event.start)) for event in found if str(event.start) >= str(first)}
    assert ours == theirs


def linked(content):
    """The Site of a content folder at the tests' moment."""
    material, _ = read_content(content)
    now = datetime.fromisoformat(NOW).replace(tzinfo=material.info.timezone)
    return link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)[0]


# --- data ----------------------------------------------------------------------------------------------------------


def test_channel_leads_to_the_page_and_not_to_itself(golden_site):
    feed = feedparser.parse((golden_site / "feeds/termine.xml").read_bytes())

    assert "https://musterviertel.example/termine/" == feed.feed.link


def test_paused_dates_say_so_in_the_feed(golden_site):
    entries = feedparser.parse((golden_site / "feeds/termine.xml").read_bytes()).entries
    paused = next(entry for entry in entries if "sprachcafe@2026-11-05" in entry.id)

    assert paused.title.startswith("Entfällt (Herbstferien): ")
    assert "Thu, 08 Oct 2026 00:00:00 +0200" == paused.published, "known long before, so it is no news"


def test_a_moved_date_tells_subscribers_which_day_it_has_left(golden_site):
    """Of a series nobody knows it otherwise; a date that is off altogether has none instead."""
    entries = feedparser.parse((golden_site / "feeds/termine.xml").read_bytes()).entries
    calendar = icalendar.Calendar.from_ical((golden_site / "termine/sprachcafe/termin.ics").read_bytes())
    moved, cancelled = (next(one for one in entries if f"sprachcafe@2026-12-{day}" in one.id) for day in ("03", "10"))
    told = [str(event["description"]).replace("\N{NO-BREAK SPACE}", " ") for event in calendar.walk("VEVENT")]

    instead = "statt Donnerstag, 3. Dezember 2026, 15 Uhr"
    assert f"Verlegt – {instead} – Ausnahmsweise" in moved.summary.replace("\N{NO-BREAK SPACE}", " ")
    assert [False, True, False] == [instead in text for text in told]
    assert "statt" not in cancelled.summary


def test_what_is_put_off_to_a_day_nobody_knows_is_an_item_as_long_as_it_waits(content):
    """Else the old day would be the last that a subscriber read of it; told twice it would be news again."""
    head = "title: Kinonacht\ntopics: [fest]\norganizer: buero\nstatus: postponed\nnote: Regen"
    found = {}
    for name, start in (("kept", "\nstart: 2026-12-05 19:00"), ("gone", "")):
        write(content, "events/nacht.md", head + start)
        here = site_on(content)
        made = {one.link: one for one in feed_file.publish(here, {"WORDS": words_of(here), "FEED_LENGTH": 3})}
        for of in ("termine", "themen/fest", "akteure/buero-am-musterplatz"):
            entries = feedparser.parse(made[f"/feeds/{of}.xml"].data()).entries
            found[name, of] = [one for one in entries if "event/nacht" in one.id]

    assert {"tag:musterviertel.example,2026:event/nacht:postponed"} == {one.id for (one,) in found.values()}
    waiting = found["gone", "termine"][0]
    assert ("VERSCHOBEN: Kinonacht", "Verschoben – Regen") == (waiting.title, waiting.summary)
    assert "published" not in waiting


def test_a_feed_names_the_year_of_a_date_whose_month_comes_sooner_too(content):
    write(content, "events/fest.md", "title: Fest\nstart: 2027-12-04")
    write(content, "events/feier.md", "title: Feier\nstart: 2026-12-04")
    here = site_on(content, "2026-11-24T10:00")

    made = feed_file.publish(here, {"WORDS": words_of(here), "FEED_LENGTH": 3})
    data = next(file.data() for file in made if file.link == "/feeds/termine.xml")
    titles = {entry.title.replace("\N{NO-BREAK SPACE}", " ") for entry in feedparser.parse(data).entries}

    assert {"Fest – Sa., 4.12.2027", "Feier – Fr., 4.12."} <= titles


def test_data_hold_each_date_once(golden_site):
    rows = json.loads((golden_site / "daten/termine.json").read_text(encoding="utf-8"))
    by_id = {row["id"]: row for row in rows}

    assert len(rows) == len(by_id)
    assert {
        "id": "sprachcafe@2026-12-03",
        "title": "Sprachcafé",
        "start": "2026-12-04T16:00:00+01:00",
        "end": "2026-12-04T17:00:00+01:00",
        "all_day": False,
        "status": "rescheduled",
        "original_start": "2026-12-03T15:00:00+01:00",
        "place": "Laden am Musterplatz",
        "organizer": "Büro am Musterplatz",
        "url": "https://musterviertel.example/termine/sprachcafe/",
    } == by_id["sprachcafe@2026-12-03"]
    assert ("2026-11-28", "2026-11-29", True) == tuple(by_id["sommerfest"][key] for key in ("start", "end", "all_day"))
    assert "cancelled" == by_id["sprachcafe@2026-12-10"]["status"]
    assert "2027-03-25T15:00:00+01:00" not in {row["start"] for row in rows}


def test_data_hold_what_began_long_ago_and_still_runs_and_name_no_place_that_was_left(content):
    write(content, "events/schau.md", "title: Schau\nstart: 2025-03-01\nend: 2027-02-28\nplace: laden")
    write(content, "events/vorbei.md", "title: Vorbei\nstart: 2025-03-01\nend: 2025-06-30\nplace: laden")
    write(
        content,
        "events/netz.md",
        "title: Netz\nstart: 2026-12-01 19:00\nstatus: moved-online\nnote: Im Netz\nplace: laden",
    )

    file, _ = data_file.publish(site_on(content), {})

    rows = {row["id"]: row for row in json.loads(file.data)}
    assert ("Laden am Musterplatz", None) == (rows["schau"]["place"], rows["netz"]["place"])
    assert "vorbei" not in rows


def test_csv_says_the_same_and_starts_no_formula(content, tmp_path):
    (content / "events/formel.md").write_text(
        "---\ntitle: '=HYPERLINK(\"https://fremd.example\")'\nstart: 2026-12-01 10:00\n---\n"
    )
    assert 0 == build(content, tmp_path / "output").returncode
    rows = list(csv.DictReader((tmp_path / "output/daten/termine.csv").read_text(encoding="utf-8-sig").splitlines()))
    data = json.loads((tmp_path / "output/daten/termine.json").read_text(encoding="utf-8"))

    assert [row["id"] for row in data] == [row["id"] for row in rows]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
