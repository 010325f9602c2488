"""The yearly report: every number counted again straight from the files, and a link to what was counted."""

import csv
import json
import re
from xml.etree import ElementTree as ET

import html5lib
import pytest
import yaml

from .conftest import NOW, ROOT, TESTS, litfass

YEAR, THROUGH = "2026", "2026-11-24"
SITES = {"tiny": ("golden_site", TESTS / "site"), "shipped": ("shipped_site", ROOT / "content")}
MEANT_AS_HEADING = {"projects": "Alle Projekte, jedes einmal"}


@pytest.fixture(params=sorted(SITES))
def both(request):
    """A built site and the folder it was made from."""
    name, content = SITES[request.param]
    return request.getfixturevalue(name), content


def files(content, folder):
    """Heads of the files of a folder as plain YAML by id; drafts left out, translations too."""
    found = {}
    for path in sorted((content / folder).iterdir()):
        text = path.read_text(encoding="utf-8")
        head = yaml.load(text.split("---\n")[1] if path.suffix == ".md" else text, yaml.BaseLoader)
        if path.name.count(".") == 1 and head.get("draft") != "yes":
            found[path.stem] = head
    return found


def rows(site):
    text = (site / "bericht/2026/bericht-2026.csv").read_text(encoding="utf-8-sig")
    return {(row["area"], row["figure"]): row["number"] for row in csv.DictReader(text.splitlines())}


def held(site):
    """Dates that took place in the year up to today, from the open data."""
    data = json.loads((site / "daten/termine.json").read_text(encoding="utf-8"))
    days = [one for one in data if f"{YEAR}-01-01" <= one["start"][:10] <= THROUGH]
    return [one for one in days if one["status"] not in ("cancelled", "postponed")]


def in_year(content):
    def reaches(project):
        start, end = project.get("start", ""), project.get("end", "")
        if not start and not end:
            return project["status"] not in ("completed", "cancelled")
        return start[:10] <= THROUGH[: len(start)] and (not end or end[:4] >= YEAR)

    return {id_: one for id_, one in files(content, "projects").items() if reaches(one)}


def euros(text):
    return int(text.replace(".", ""))


def test_dates_by_month_and_free_ones_agree_with_the_open_data(both):
    site, content = both
    events, dates, made = files(content, "events"), held(site), rows(site)
    months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"]

    assert len(dates) > 0
    assert str(len(dates)) == made["Termine", "stattgefunden"]
    for number, month in enumerate(months, 1):
        expected = sum(one["start"][5:7] == f"{number:02}" for one in dates)
        assert str(expected) == made["Termine nach Monat", month], month
    free = sum(events[one["id"].partition("@")[0]].get("free") == "yes" for one in dates)
    assert str(free) == made["Termine", "kostenlos"]


def test_dates_by_topic_and_audience_agree_with_the_files(both):
    site, content = both
    events, dates, made = files(content, "events"), held(site), rows(site)
    info = yaml.load((content / "site.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)

    for area, list_, key in (
        ("Termine nach Handlungsfeld", "topics", "topics"),
        ("Termine nach Zielgruppe", "audiences", "audience"),
    ):
        for item in info[list_]:
            expected = sum(item["id"] in events[one["id"].partition("@")[0]].get(key, []) for one in dates)
            assert str(expected) == made[area, item["label"]], item


def test_projects_by_state_and_topic_agree_with_the_files(both):
    site, content = both
    projects, made = in_year(content).values(), rows(site)
    states = {"running": "Läuft", "idea": "Idee", "completed": "Abgeschlossen", "approved": "Bewilligt"}
    info = yaml.load((content / "site.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)

    assert str(len(projects)) == made["Projekte", "alle"]
    for state, word in states.items():
        assert str(sum(one["status"] == state for one in projects)) == made["Projekte", word]
        for topic in info["topics"]:
            expected = sum(one["status"] == state and topic["id"] in one.get("topics", []) for one in projects)
            assert str(expected) == made["Projekte", f"{topic['label']}, {word}"]


def test_money_agrees_with_the_files(both):
    site, content = both
    made = rows(site)
    given = {}
    for one in in_year(content).values():
        funders = one.get("funders", [])
        given[one["title"]] = sum(euros(part.get("by_year", {}).get(YEAR, "0")) for part in funders if part != "none")
    funds = [
        one for one in files(content, "participation").values() if one["kind"] == "fund" and one.get("year") == YEAR
    ]

    assert {title: str(amount) for title, amount in given.items() if amount} == {
        name: number for (area, name), number in made.items() if area == "Geld" and name in given
    }
    assert funds
    for fund in funds:
        granted = sum(euros(one["amount"]) for one in fund.get("funded", []))
        assert str(granted) == made["Geld", f"{fund['title']}, bewilligt"]
        assert str(euros(fund["budget"]) - granted) == made["Geld", f"{fund['title']}, noch übrig"]


def test_news_press_and_milestones_agree_with_the_files(both):
    site, content = both
    made = rows(site)
    news = {stem: one for stem, one in files(content, "news").items() if f"{YEAR}-01-01" <= stem[:10] <= THROUGH}
    steps = [
        step
        for one in files(content, "projects").values()
        for step in one.get("milestones", [])
        if step.get("done") == "yes" and step["date"][:4] == YEAR
    ]

    assert str(len(news)) == made["Aktuelles", "Aktuelles"]
    assert str(sum(one.get("category") == "press" for one in news.values())) == made["Aktuelles", "Presseinformationen"]
    assert str(len(steps)) == made["Projekte", "Erreichte Meilensteine"]


def test_every_number_leads_to_exactly_what_was_counted(both):
    site, _ = both
    tree = html5lib.parse((site / "bericht/2026/index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    lists = {}
    for section in tree.iter("section"):
        if section.get("class") == "report__counted":
            items = ["".join(item.itertext()) for item in section.iter("li")]
            times = [int(found[1]) if (found := re.search(r"\((\d+)×\)$", text)) else 1 for text in items]
            lists[section.find("h3").get("id")] = (sum(times), len(times))
    numbers = [
        (node.get("href")[1:], int(node.text.replace(".", "")))
        for node in tree.iter("a")
        if (node.get("href") or "").startswith("#") and (node.text or "").replace(".", "").isdigit()
    ]

    assert len(numbers) > 10
    for key, number in numbers:
        if key != "new-links":
            assert number == lists[key][1 if key == "actors" else 0], key


def test_plots_have_title_text_and_the_numbers_of_their_table(both):
    site, _ = both
    made = rows(site)
    svg = "{http://www.w3.org/2000/svg}"
    for name, area in (("months", "Termine nach Monat"), ("topics", "Termine nach Handlungsfeld")):
        root = ET.fromstring((site / f"bericht/2026/{name}.svg").read_text(encoding="utf-8"))
        text = root.find(f"{svg}desc").text

        assert f"{area} {YEAR}" == root.find(f"{svg}title").text
        assert "img" == root.get("role")
        assert [] == list(root.iter(f"{svg}script"))
        for (one, label), number in made.items():
            assert one != area or f"{label}: {number}" in text


@pytest.mark.slow
def test_command_makes_a_folder_that_opens_without_a_server(content, tmp_path):
    output = tmp_path / "bericht"
    conf = TESTS / "strictconf.py"

    done = litfass("report", "--year", YEAR, "--conf", conf, "--content", content, "--output", output, "--now", NOW)

    assert 0 == done.returncode, done.stdout + done.stderr
    page = output / "bericht/2026/index.html"
    for address in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
        assert (
            address.startswith(("#", "https://", "mailto:", "tel:"))
            or (page.parent / address.partition("#")[0]).exists()
        )
    assert not (output / "index.html").exists()


@pytest.mark.slow
def test_a_year_to_come_is_refused_in_one_sentence(content):
    done = litfass("report", "--year", "2031", "--content", content, "--now", NOW)

    assert 2 == done.returncode
    assert '"2031"' in done.stderr
