"""The yearly report: every number counted again straight from the files, and a link to what was counted."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import html5lib
import icalendar
import pypdf
import pytest
import recurring_ical_events
import yaml
from litfass.account import words as account_words
from litfass.account.year import account
from litfass.publish import report
from litfass.sheets import typeset
from litfass.sheets.report_sheet import report as sheet_of

from .conftest import NOW, ROOT, TESTS, litfass
from .rendered import THEME, calendar, main_text, page, site_on, words_of, write

YEAR = "2026"
SITES = {"tiny": ("golden_site", TESTS / "site"), "shipped": ("shipped_site", ROOT / "content")}
CHECKED = {
    "tiny, this year": (TESTS / "site", NOW, YEAR),
    "tiny, a year that is over": (TESTS / "site", "2027-03-01T10:00", YEAR),
    "tiny, when little was known": (TESTS / "site", NOW, "2025"),
    "shipped, this year": (ROOT / "content", NOW, YEAR),
    "shipped, a year that is over": (ROOT / "content", "2027-03-01T10:00", YEAR),
    "shipped, last year": (ROOT / "content", NOW, "2025"),
}


class Case(NamedTuple):
    """A content folder, the day of its report, the year of it, and every number in it by area and name."""

    content: Path
    site: object
    year: str
    through: str
    made: dict[tuple[str, str], str]


@pytest.fixture(params=sorted(SITES))
def both(request):
    """A built site and the folder it was made from."""
    name, content = SITES[request.param]
    return request.getfixturevalue(name), content


@pytest.fixture(scope="module", params=CHECKED)
def case(request):
    """A report whose numbers are counted again."""
    content, now, year = CHECKED[request.param]
    site = site_on(content, now)
    own = {"WORDS": words_of(site), "REPORT_YEARS": (int(year),), "PRINT_FOLDER": THEME / "print"}
    link = f"/bericht/{year}/bericht-{year}.csv"
    data = next(one.data for one in report.publish(site, own) if one.link == link)
    return Case(content, site, year, min(f"{year}-12-31", now[:10]), numbers(data.decode("utf-8-sig")))


def numbers(text):
    return {(row["area"], row["figure"]): row["number"] for row in csv.DictReader(text.splitlines())}


def files(content, folder):
    """Heads of the files of a folder as plain YAML by id; drafts left out, translations too."""
    found = {}
    for path in sorted((content / folder).iterdir()):
        text = path.read_text(encoding="utf-8")
        head = yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader)
        if path.name.count(".") == 1 and head.get("draft") != "yes":
            found[head.get("id", path.stem)] = head
    return found


def info_of(content):
    return yaml.load((content / "site.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def planned(case):
    """Dates of the year up to the report's day, as (id of event, day, place, status).

    Those of a series by another reader of calendars; single ones, which leave the calendar when they are long over, from
    their files.
    """
    events, places = files(case.content, "events"), files(case.content, "places")
    first, through = date(int(case.year), 1, 1), date.fromisoformat(case.through)
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(calendar(case.site)))
    for one in found.between(first, through + timedelta(days=1)):
        id_, start = str(one["uid"]).partition("@")[0], one["dtstart"].dt
        day = start if type(start) is date else start.date()
        if first <= day <= through and is_series(events[id_]):
            yield id_, day, str(one.get("location", "")), str(one.get("status", ""))
    for id_, one in events.items():
        if not is_series(one) and str(first) <= one.get("start", "")[:10] <= case.through:
            off = one.get("status") in ("cancelled", "postponed")
            place = places.get(one.get("place"), {}).get("title", "")
            yield id_, date.fromisoformat(one["start"][:10]), place, "CANCELLED" if off else ""


def is_series(event):
    return bool({"repeat", "rrule", "dates", "also"} & set(event))


def held(case):
    return [one for one in planned(case) if one[3] != "CANCELLED"]


def in_year(case):
    """Projects that reached into the year, by id."""

    def reaches(project):
        start, end = project.get("start", ""), project.get("end", "")
        if not start and not end:
            return project["status"] not in ("completed", "cancelled")
        return start[:10] <= case.through[: len(start)] and (not end or end[:4] >= case.year)

    return {id_: one for id_, one in files(case.content, "projects").items() if reaches(one)}


def euros(text):
    return int(text.replace(".", ""))


MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def test_dates_by_month_and_kind_agree_with_another_reader_of_calendars(case):
    events, dates = files(case.content, "events"), held(case)
    series = [one for one in dates if is_series(events[one[0]])]

    assert bool(dates) == (case.year == YEAR or "content" in case.content.name)
    assert str(len(dates)) == case.made["Termine", "stattgefunden"]
    assert str(len(list(planned(case))) - len(dates)) == case.made["Termine", "ausgefallen"]
    assert str(len(series)) == case.made["Termine nach Art", "regelmäßige Angebote"]
    assert str(len(dates) - len(series)) == case.made["Termine nach Art", "einzelne Termine"]
    for number, month in enumerate(MONTHS, 1):
        assert str(sum(one[1].month == number for one in dates)) == case.made["Termine nach Monat", month], month


def percent(part, whole):
    return str(round(100 * part / whole)) if whole else "0"


def test_free_share_agrees_with_the_files(case):
    events, dates = files(case.content, "events"), held(case)
    free = sum(events[one[0]].get("free") == "yes" for one in dates)

    assert str(free) == case.made["Termine", "kostenlos"]
    assert percent(free, len(dates)) == case.made["Termine", "kostenlos, Anteil an allen Terminen"]


def test_step_free_share_agrees_with_the_files(case):
    """An event says it itself, else its place does; what moved online has no steps and no ramp."""
    events, places = files(case.content, "events"), files(case.content, "places")
    by_title = {one["title"]: one.get("wheelchair") for one in places.values()}

    def is_step_free(one):
        id_, day, location, _ = one
        online = [
            change
            for change in events[id_].get("changes", [])
            if change["on"] == str(day) and change.get("status") == "moved-online"
        ]
        said = events[id_].get("accessibility", {}).get("wheelchair")
        of_place = next((yes for title, yes in by_title.items() if location.startswith(title)), "")
        return not online and (said or of_place) == "yes"

    dates = held(case)
    step_free = sum(map(is_step_free, dates))

    assert str(step_free) == case.made["Termine", "stufenlos"]
    assert percent(step_free, len(dates)) == case.made["Termine", "stufenlos, Anteil an allen Terminen"]


def test_dates_by_topic_and_audience_agree_with_the_files(case):
    events, dates = files(case.content, "events"), held(case)

    for area, list_, key in (
        ("Termine nach Handlungsfeld", "topics", "topics"),
        ("Termine nach Zielgruppe", "audiences", "audience"),
    ):
        for item in info_of(case.content)[list_]:
            expected = sum(item["id"] in events[one[0]].get(key, []) for one in dates)
            assert str(expected) == case.made[area, item["label"]], item


def test_projects_by_state_and_topic_agree_with_the_files(case):
    projects = in_year(case).values()
    states = {
        "running": "Läuft", "idea": "Idee", "completed": "Abgeschlossen", "approved": "Bewilligt",
        "cancelled": "Nicht weitergeführt",
    }  # fmt: skip

    assert str(len(projects)) == case.made["Projekte", "Projekte in diesem Jahr"]
    for state, word in states.items():
        assert str(sum(one["status"] == state for one in projects)) == case.made["Projekte", word]
        for topic in info_of(case.content)["topics"]:
            expected = sum(one["status"] == state and topic["id"] in one.get("topics", []) for one in projects)
            assert str(expected) == case.made["Projekte", f"{topic['label']}, {word}"]


def test_money_agrees_with_the_files(case):
    given = {}
    for one in in_year(case).values():
        funders = one.get("funders", [])
        given[one["title"]] = sum(
            euros(part.get("by_year", {}).get(case.year, "0")) for part in funders if part != "none"
        )
    every = [one for one in files(case.content, "participation").values() if one["kind"] == "fund"]
    funds = {one["title"]: one for one in every if one.get("year") == case.year}

    assert {title: str(amount) for title, amount in given.items() if amount} == {
        name: number for (area, name), number in case.made.items() if area == "Geld" and name in given
    }
    assert funds or case.year != YEAR
    for title, fund in funds.items():
        granted = sum(euros(one["amount"]) for one in fund.get("funded", []) if one.get("year", case.year) == case.year)
        assert str(granted) == case.made["Geld", f"{title}, bewilligt"]
        assert str(euros(fund["budget"]) - granted) == case.made["Geld", f"{title}, noch übrig"]


def test_news_press_and_milestones_agree_with_the_files(case):
    written = files(case.content, "news")
    news = {stem: one for stem, one in written.items() if f"{case.year}-01-01" <= stem[:10] <= case.through}
    steps = [
        step
        for one in files(case.content, "projects").values()
        for step in one.get("milestones", [])
        if step.get("done") == "yes" and step["date"][:4] == case.year
    ]

    assert str(len(news)) == case.made["Aktuelles", "Aktuelles"]
    assert (
        str(sum(one.get("category") == "press" for one in news.values()))
        == case.made["Aktuelles", "Presseinformationen"]
    )
    assert str(len(steps)) == case.made["Projekte", "Erreichte Meilensteine"]


def test_milestones_are_told_in_the_order_of_the_year(case):
    days = [step.date.first for _, step in account(case.site, int(case.year)).milestones]

    assert sorted(days) == days


def makers(case, thing, key):
    """Titles of the actors that make an event or a project together; the office where nobody else is named."""
    actors = files(case.content, "actors")
    named = thing.get(key) or info_of(case.content)["office"]["actor"]
    named = [named] if isinstance(named, str) else named
    titles = {one["title"] for one in actors.values()}
    found = [actors[id_]["title"] if id_ in actors else id_ for id_ in (*named, *thing.get("partners", []))]
    return {title for title in found if title in titles}


def test_cooperation_agrees_with_the_files(case):
    events, projects = files(case.content, "events"), in_year(case)
    happened = {one[0] for one in held(case)}
    things = [makers(case, events[id_], "organizer") for id_ in happened]
    things += [makers(case, one, "carrier") for one in projects.values()]
    area = "Beteiligt an so vielen Veranstaltungen und Projekten"

    assert {title: str(sum(title in made for made in things)) for made in things for title in made} == {
        name: number for (where, name), number in case.made.items() if where == area
    }
    assert str(len(set().union(*things))) == case.made["Zusammenarbeit", "beteiligte Akteure"]
    assert str(sum(len(made) > 1 for made in things)) == case.made["Zusammenarbeit", "gemeinsam von mehreren Akteuren"]


def test_new_links_are_pairs_that_did_nothing_together_before(case):
    since = {}
    events = files(case.content, "events").values()
    projects = files(case.content, "projects").values()
    begun = [
        (makers(case, one, "organizer"), one["start"][:10])
        for one in events
        if "start" in one and one.get("status") not in ("cancelled", "postponed")
    ]
    begun += [
        (makers(case, one, "carrier"), f"{one.get('start', '0001')}-01-01"[:10])
        for one in projects if one["status"] != "idea"
    ]  # fmt: skip
    for made, day in begun:
        for pair in combinations(sorted(made), 2):
            since[pair] = min(since.get(pair, "9999"), day)
    new = [pair for pair, day in since.items() if day[:4] == case.year and day <= case.through]

    assert str(len(new)) == case.made["Zusammenarbeit", "Neue Verbindungen"]


@pytest.mark.parametrize(
    ("said", "links"), [("", 1), ("status: cancelled\nnote: Krank", 0), ("status: postponed\nnote: Später", 0)]
)
def test_what_was_called_off_brought_nobody_together(content, said, links):
    write(content, "actors/neu.md", "title: Neu\nkind: association\naddress: {street: A 1}\nlanguages: [de]")
    head = "title: Lesung\nstart: 2026-11-03 19:00\nplace: laden\norganizer: neu\npartners: [hausverein]"
    write(content, "events/lesung.md", f"{head}\n{said}")

    made = account(site_on(content), 2026)

    assert links == sum("neu" in (one.id, other.id) for one, other in made.new_links)


# --- page, plots and paper -------------------------------------------------------------------------------------


def test_page_and_table_say_the_same_numbers(both):
    site, _ = both
    made = numbers((site / "bericht/2026/bericht-2026.csv").read_text(encoding="utf-8-sig"))
    tree = html5lib.parse((site / "bericht/2026/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    shown = {}
    for row in tree.iter("tr"):
        if row.find("td") is not None:
            shown.setdefault(row.find("th").text, row.find("td"))  # plots before the table of projects

    for (area, name), number in made.items():
        if area.startswith("Termine nach"):
            assert number == next(shown[name].itertext()), name


def test_every_number_leads_to_exactly_what_was_counted(both):
    site, _ = both
    tree = html5lib.parse((site / "bericht/2026/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    lists = {}
    for section in tree.iter("section"):
        if section.get("class") == "report__counted":
            items = ["".join(item.itertext()) for item in section.iter("li")]
            times = [int(found[1]) if (found := re.search(r"\((\d+)×\)$", text)) else 1 for text in items]
            key = section.find("h3").get("id")
            lists[key] = len(times) if key == "actors" else sum(times)
    numbers = [
        (node.get("href")[1:], int(node.text.replace(".", "")))
        for node in tree.iter("a")
        if (node.get("href") or "").startswith("#") and (node.text or "").replace(".", "").isdigit()
    ]

    assert len(numbers) > 10
    for key, number in numbers:
        if key != "new-links":
            assert number == lists[key], key


def test_who_hears_a_list_of_links_hears_what_each_number_counts(both):
    site, _ = both
    tree = html5lib.parse((site / "bericht/2026/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    main = next(tree.iter("main"))
    names = {
        " ".join("".join(node.itertext()).split()): node.get("href")
        for node in main.iter("a")
        if (node.get("href") or "").startswith("#")
    }

    assert len(names) > 10
    assert [] == [name for name in names if not re.fullmatch(r"[\d.]+ \D.+", name)]
    assert len(set(names.values())) == len(names), "no two numbers are called the same"


def test_plots_have_title_text_and_the_numbers_of_their_table(both):
    site, _ = both
    made = numbers((site / "bericht/2026/bericht-2026.csv").read_text(encoding="utf-8-sig"))
    svg = "{http://www.w3.org/2000/svg}"
    for name, area in (("months", "Termine nach Monat"), ("topics", "Termine nach Handlungsfeld")):
        root = ET.fromstring((site / f"bericht/2026/{name}.svg").read_text(encoding="utf-8"))
        text = root.find(f"{svg}desc").text

        assert f"{area} {YEAR}" == root.find(f"{svg}title").text
        assert "img" == root.get("role")
        assert [] == list(root.iter(f"{svg}script"))
        for (one, label), number in made.items():
            assert one != area or f"{label}: {number}" in text


@pytest.fixture(scope="module", params=sorted(SITES))
def paper(request):
    """An account with its sheet as PDF."""
    site = site_on(SITES[request.param][1])
    made = account(site, int(YEAR))
    sheet = sheet_of(made, words_of(site))
    data = typeset.pdf(THEME / "print", sheet.template, sheet.data(), sheet.pictures)
    return made, pypdf.PdfReader(BytesIO(data))


def targets(reader):
    """Addresses on the web and places in the sheet to which it leads."""
    actions = [
        note.get_object().get("/A", {"/D": note.get_object().get("/Dest")})
        for page in reader.pages
        for note in page.get("/Annots", ())
    ]
    return {one["/URI"] for one in actions if "/URI" in one}, [one["/D"] for one in actions if "/URI" not in one]


def test_sheet_is_tagged_and_says_its_language_and_title(paper):
    """PDF/UA-1, ISO 14289-1."""
    _, reader = paper
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert "de" == root["/Lang"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert f"Bericht {YEAR} – " in reader.metadata.title


def test_sheet_shows_every_number_of_the_report_beside_its_name(paper):
    made, reader = paper
    text = bare("".join(page.extract_text() for page in reader.pages))
    words = words_of(made.site)

    for group in account_words.groups(made, words):
        for label, figure in group.rows:
            assert bare(f"{label}{figure.count}") in text, label
    for title, figure in account_words.counted(made, words):
        assert bare(f"{title}: {figure.count}") in text, title
    for _, granted, _ in made.budgets:
        assert bare(words.money(granted)) in text


def bare(text):
    """A text without what typesetting adds to it or takes away."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


def test_sheet_leads_to_all_that_was_counted(paper):
    made, reader = paper
    links, inside = targets(reader)
    to = made.site.addresses
    counted = account_words.counted(made, words_of(made.site))
    expected = {to.absolute(to.of(part.thing)) for _, figure in counted for part in figure.counted}

    assert set() == expected - links
    assert {f"counted-{figure.key}" for _, figure in counted} == set(inside)
    assert set() == set(inside) - set(reader.named_destinations)


def test_the_built_sheet_is_the_one_the_page_offers_with_its_size(golden_site):
    shown = (golden_site / "bericht/2026/index.html").read_text(encoding="utf-8")
    size = (golden_site / "bericht/2026/bericht-2026.pdf").stat().st_size

    assert 'href="/bericht/2026/bericht-2026.pdf"' in shown
    assert f"(PDF, {-(-size // 1000)}\u00a0kB)" in shown


def test_funders_find_the_report(golden_site):
    """Beside who pays, in the foot of every page, on the page for the press and in a list of its own."""
    home = (golden_site / "index.html").read_text(encoding="utf-8")
    listed = (golden_site / "bericht/index.html").read_text(encoding="utf-8")

    assert 'href="/bericht/2026/">Was daraus geworden ist: Bericht 2026</a>' in home
    assert 'href="/bericht/">Berichte</a>' in home
    assert 'href="/bericht/2026/">Bericht 2026</a>' in listed
    assert 'href="/bericht/2026/">Bericht 2026</a>' in (golden_site / "presse/index.html").read_text(encoding="utf-8")


def test_a_site_without_reports_leads_nowhere(content):
    path = content / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("report_years: 2026\n", ""), encoding="utf-8")
    site = site_on(content)

    assert [] == [node for node in page(site, "").iter() if (node.get("href") or "").startswith("/bericht/")]
    assert "Noch keine." in main_text(page(site, "bericht/"))


@pytest.mark.slow
def test_command_makes_a_folder_that_opens_without_a_server(content, tmp_path):
    output = tmp_path / "bericht"
    conf = TESTS / "strictconf.py"

    done = litfass("report", "--year", YEAR, "--conf", conf, "--content", content, "--output", output, "--now", NOW)

    assert 0 == done.returncode, done.stdout + done.stderr
    made = output / "bericht/2026/index.html"
    assert f"Zum Öffnen im Browser: {made.as_posix()}\n" in done.stdout
    for address in re.findall(r'(?:href|src)="([^"]*)"', made.read_text(encoding="utf-8")):
        assert (
            address.startswith(("#", "https://", "mailto:", "tel:"))
            or (made.parent / address.partition("#")[0]).exists()
        )
    assert pypdf.PdfReader(made.parent / "bericht-2026.pdf").pages
    assert not (output / "index.html").exists()


@pytest.mark.slow
def test_a_year_to_come_is_refused_in_one_sentence(content):
    done = litfass("report", "--year", "2031", "--content", content, "--now", NOW)

    assert 2 == done.returncode
    assert "„2031“" in done.stderr
