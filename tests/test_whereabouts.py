"""Where one goes: to a place, to where people meet, or nowhere at all; pages, sheets, calendars and data agree on it."""

import json

import icalendar
import pytest
from litfass.check import findings
from litfass.sheets.poster import poster

from .rendered import XHTML, calendar, linked, main_text, page, site_on, text, words_of, write

WALK = "title: Rundgang\nstart: 2026-12-05 15:00\nmeeting_point: Am Brunnen\n"


def component(site, title):
    found = icalendar.Calendar.from_ical(calendar(site)).walk("VEVENT")
    return next(one for one in found if one["SUMMARY"].endswith(title))


def data_of(site, address):
    return json.loads(next(page(site, address).iter(f"{XHTML}script")).text)


def facts_of(site, address):
    """What the page of an event says behind each of its terms."""
    facts = next(node for node in page(site, address).iter(f"{XHTML}dl") if node.get("class") == "facts")
    terms = [(text(node.find(f"{XHTML}dt")), node) for node in facts if node.find(f"{XHTML}dt") is not None]
    return {term: " ".join(text(one) for one in node.iter(f"{XHTML}dd")) for term, node in terms}


def cards_of(site, address):
    found = page(site, address).iter(f"{XHTML}article")
    return [text(node) for node in found if "event-card" in node.get("class", "")]


# --- a walk has no place but where it begins -----------------------------------------------------------------------


def test_a_walk_takes_place_where_one_meets(content):
    write(content, "events/gang.md", WALK)
    site = site_on(content)
    sheet = poster(site, words_of(site), site.find("event", "gang"), "a4")

    assert any("Rundgang" in card and "Am Brunnen" in card for card in cards_of(site, "termine/2026/12/"))
    assert "Am Brunnen" == component(site, "Rundgang")["LOCATION"]
    assert "Am Brunnen" == data_of(site, "termine/rundgang/")["location"]["name"]
    assert ("Am Brunnen", []) == (sheet["place"], [one for one in sheet["facts"] if "Brunnen" in one])


@pytest.mark.parametrize("place", ["place: laden", "place_note: Der Weg wird noch genannt"])
def test_who_only_has_the_calendar_reads_where_to_meet_beside_the_place(content, place):
    write(content, "events/gang.md", WALK + place)
    found = component(site_on(content), "Rundgang")

    assert "Am Brunnen" not in found["LOCATION"]
    assert "Treffpunkt: Am Brunnen" in found["DESCRIPTION"]


# --- on the web ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["online", "Online"])
def test_what_is_planned_for_the_web_is_at_no_place(content, written):
    write(content, "events/abend.md", f"title: Abend\nstart: 2026-12-05 19:00\nplace: {written}")
    site = site_on(content)
    said = data_of(site, "termine/abend/")

    assert [] == [one.code for one in findings(content) if one.path == "events/abend.md"]
    assert ("https://schema.org/OnlineEventAttendanceMode", "VirtualLocation") == (
        said["eventAttendanceMode"],
        said["location"]["@type"],
    )
    assert "Online" == component(site, "Abend")["LOCATION"] == facts_of(site, "termine/abend/")["Wo"]


def test_a_file_that_is_called_online_is_a_place_as_any_other(content):
    write(content, "places/online.md", "title: Café Online\naddress: {street: Weg 1}\nwheelchair: yes")
    write(content, "events/abend.md", "title: Abend\nstart: 2026-12-05 19:00\nplace: online")

    assert "Café Online" in facts_of(site_on(content), "termine/abend/")["Wo"]


EVENING = "title: Abend\nstart: 2026-12-05 19:00\n"
ROOM_ON_THE_WEB = "https://video.example/rat?id=7"


@pytest.mark.parametrize(
    ("online", "fact", "described", "on_poster"),
    [
        (
            ROOM_ON_THE_WEB,
            "Sie können auch von zu Hause aus online teilnehmen. video.example",
            f"auch online: {ROOM_ON_THE_WEB}",
            "auch online",
        ),
        ("ja", "Sie können auch von zu Hause aus online teilnehmen.", "auch online", "auch online"),
        (
            "Den Link gibt es im Büro.",
            "Den Link gibt es im Büro.",
            "auch online: Den Link gibt es im Büro.",
            "auch online: Den Link gibt es im Büro.",
        ),
    ],
)
def test_one_may_come_or_take_part_from_home(content, online, fact, described, on_poster):
    write(content, "events/abend.md", f"{EVENING}place: laden\nonline: {online}")
    site = site_on(content)
    said, entry = data_of(site, "termine/abend/"), component(site, "Abend")
    facts = facts_of(site, "termine/abend/")

    assert (True, fact) == ("Laden am Musterplatz" in facts["Wo"], facts["Online"])
    assert "https://schema.org/MixedEventAttendanceMode" == said["eventAttendanceMode"]
    assert ["Place", "VirtualLocation"] == [where["@type"] for where in said["location"]]
    assert ("Laden am Musterplatz" in entry["LOCATION"], described in entry["DESCRIPTION"]) == (True, True)
    assert ("https" in online) == (ROOM_ON_THE_WEB == entry.get("CONFERENCE") == said["location"][1]["url"])
    assert on_poster in poster(site, words_of(site), site.find("event", "abend"), "a4")["facts"]
    assert [True] == ["auch online" in card for card in cards_of(site, "termine/2026/12/") if "Abend" in card]


@pytest.mark.parametrize("more", ["", "place: online\n", "place: laden\nstatus: moved-online\nnote: Sturm\n"])
def test_where_nobody_can_come_the_address_is_all_there_is(content, more):
    write(content, "events/abend.md", f"{EVENING}{more}online: {ROOM_ON_THE_WEB}")
    site = site_on(content)
    said = data_of(site, "termine/abend/")

    assert "video.example" == facts_of(site, "termine/abend/")["Online"]
    assert ("https://schema.org/OnlineEventAttendanceMode", ROOM_ON_THE_WEB) == (
        said["eventAttendanceMode"],
        said["location"]["url"],
    )
    assert ROOM_ON_THE_WEB == component(site, "Abend")["CONFERENCE"]
    assert [False] == ["auch online" in card for card in cards_of(site, "termine/2026/12/") if "Abend" in card]


def test_who_cannot_take_part_on_the_web_is_not_told_that_one_can(content):
    write(content, "events/abend.md", f"{EVENING}place: laden\nonline: nein")
    off = f"{EVENING}place: laden\nonline: {ROOM_ON_THE_WEB}\nstatus: cancelled\nnote: Sturm\n"
    write(content, "events/ausfall.md", off.replace("Abend", "Abend ohne Strom"))
    site = site_on(content)

    assert "Online" not in facts_of(site, "termine/abend/")
    assert "CONFERENCE" not in component(site, "Abend ohne Strom")
    assert [False] * 2 == ["auch online" in card for card in cards_of(site, "termine/2026/12/") if "Abend" in card]


def test_what_moved_to_the_web_leads_to_no_place_on_its_own_page_and_poster(content):
    head = "title: Abend\nstart: 2026-12-05 19:00\nplace: laden\nroom: Saal\nstatus: moved-online\nnote: Sturm\n"
    write(content, "events/abend.md", head)
    site = site_on(content)
    facts = facts_of(site, "termine/abend/")
    sheet = poster(site, words_of(site), site.find("event", "abend"), "a4")

    assert "Findet online statt" == facts["Wo"]
    assert "Çevrim içi yapılacak" in main_text(page(site.translations["tr"], "tr/termine/abend/"))
    assert "rollstuhlgerecht" not in main_text(page(site, "termine/abend/"))
    assert ("", "") == (sheet["place"], sheet["address"])
    assert "Saal" not in sheet["facts"]


# --- one date of a series is elsewhere -----------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["place: wiese", "{status: moved-online, note: Sturm}"])
def test_dates_beside_one_that_is_elsewhere_say_where_they_are(content, change):
    """Above them stands the place of that one date; nobody may take it for theirs."""
    change = change.strip("{}")
    head = "title: Treff\nstart: 2026-11-25 15:00\nrepeat: mittwochs\nuntil: 2026-12-30\nplace: laden\n"
    write(
        content,
        "events/treff.md",
        f"{head}changes:\n  - {{on: 2026-11-25, {change}}}\n  - {{on: 2026-12-09, place: wiese}}",
    )
    site = site_on(content)
    usual, moved = cards_of(site, "termine/treff/")[:2]

    assert "Laden am Musterplatz" in usual
    assert "Laden" not in moved
    assert "Wiese" in moved
    assert "Laden" not in facts_of(site, "termine/treff/")["Wo"]


def test_dates_at_the_place_that_stands_above_them_do_not_repeat_it(content):
    head = "title: Treff\nstart: 2026-11-25 15:00\nrepeat: mittwochs\nuntil: 2026-12-30\nplace: laden\n"
    write(content, "events/treff.md", head)

    assert not [card for card in cards_of(site_on(content), "termine/treff/") if "Laden" in card]


# --- doors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"), [("17:30", "17:30 Uhr"), ("18", "18 Uhr"), ("Aufbau ab 7:00", "Aufbau ab 7:00")]
)
def test_a_time_at_which_doors_open_is_said_as_one(content, written, said):
    write(content, "events/fest.md", f"title: Probe\nstart: 2026-12-05 19:00\ndoors: '{written}'")

    assert said == facts_of(site_on(content), "termine/probe/")["Einlass"]


def test_doors_open_at_a_time_that_exists(content):
    write(content, "events/fest.md", "title: Probe\nstart: 2026-12-05 19:00\ndoors: 25:30")

    assert "bad-time" in linked(content)[1]
