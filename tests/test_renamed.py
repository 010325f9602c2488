"""Renamed: a topic, an audience or a thing under another name keeps what people printed, linked and subscribed to."""

import pytest
from litfass.publish import calendar_file, feed
from litfass.read import read_content

from .rendered import XHTML, main_text, page, site_on, words_of, write


def change(content, *pairs):
    path = content / "site.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def renamed(content):
    """The tiny neighbourhood, whose files and translations still name a topic and an audience as they were called."""
    write(content, "events/beet.md", "title: Beete\nstart: 2026-12-05 15:00\ntopics: [gruen]\naudience: [kinder]")
    change(
        content,
        ("id: gruen,", "id: natur, formerly: [gruen, garten],"),
        ("id: kinder,", "id: kids, formerly: kinder,"),
    )
    return site_on(content)


def files(site):
    """What can be subscribed to, by its link."""
    settings = {"WORDS": words_of(site), "FEED_LENGTH": 40}
    made = (*calendar_file.publish(site, settings), *feed.publish(site, settings))
    return {one.link: one.data for one in made}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("themen/gruen/", "/themen/natur/"),
        ("themen/garten/", "/themen/natur/"),
        ("termine/fuer/kinder/", "/termine/fuer/kids/"),
    ],
)
def test_old_page_of_a_topic_or_audience_leads_to_the_new_one(renamed, old, new):
    assert f"0; url={new}" in [node.get("content") for node in page(renamed, old).iter(f"{XHTML}meta")]


def test_subscriptions_of_a_topic_and_an_audience_go_on_and_name_where_they_stand_now(renamed):
    made = files(renamed)

    for old, new in (
        ("/kalender/themen/gruen.ics", "/kalender/themen/natur.ics"),
        ("/kalender/zielgruppen/kinder.ics", "/kalender/zielgruppen/kids.ics"),
        ("/feeds/themen/garten.xml", "/feeds/themen/natur.xml"),
    ):
        assert made[old]() == made[new]()
        assert b"Beete" in made[new]()
    assert b'href="https://musterviertel.example/feeds/themen/natur.xml"' in made["/feeds/themen/gruen.xml"]()


def test_files_that_name_the_old_id_are_understood(renamed):
    assert "Beete" in main_text(page(renamed, "themen/natur/"))
    assert "Yeşil ve iklim" == renamed.translations["tr"].topic("natur").label


def test_subscriptions_of_an_actor_go_on_under_its_former_address(content):
    path = content / "actors/hausverein.md"
    head = "title: Hof-Freunde\nformerly: [musterverein-haus-hof, /2019/verein.html]"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Musterverein „Haus & Hof“", head), encoding="utf-8"
    )
    write(content, "events/beet.md", "title: Beete\nstart: 2026-12-05 15:00\norganizer: hausverein")

    made = files(site_on(content))

    assert made["/kalender/akteure/musterverein-haus-hof.ics"]() == made["/kalender/akteure/hof-freunde.ics"]()
    assert made["/feeds/akteure/musterverein-haus-hof.xml"]() == made["/feeds/akteure/hof-freunde.xml"]()


def test_one_id_cannot_be_of_two_topics(content):
    change(content, ("id: gruen,", "id: natur, formerly: [fest],"))

    assert ["same-id"] == [problem.code for problem in read_content(content)[1]]
