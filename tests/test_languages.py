"""The tiny neighbourhood in all six languages: whole, marked, linked with each other, and each in its own words."""

import re
import shutil
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from xml.etree import ElementTree as ET

import html5lib
import icalendar
import pytest
from babel.messages.pofile import read_po
from litfass.__main__ import main
from litfass.address import Addresses
from litfass.calendar.rule import Rule
from litfass.link import link
from litfass.model.passage import language_of
from litfass.parse import read
from litfass.read import read_content
from litfass.settings import ADDRESSES
from litfass.validate import validate
from litfass.words import Words, load_translations

from .conftest import NOW, ROOT, TESTS, build, litfass

LANGUAGES = ("de", "de-simple", "en", "tr", "uk", "ar")
FURTHER = LANGUAGES[1:]
XHTML = "{http://www.w3.org/1999/xhtml}"
PO = ROOT / "theme/translations"
DAY = date(2026, 12, 3)


def write(root, name, head, body=""):
    (root / name).write_text(f"---\n{head}\n---\n{body}\n")


def words(language):
    return Words(language, load_translations((PO / f"{language}/LC_MESSAGES/litfass.po").read_bytes()))


def speak(content, *languages):
    path = content / "site.yaml"
    path.write_text(re.sub(r"languages: \[.*\]", f"languages: [{', '.join(languages)}]", path.read_text(), count=1))


def linked(content):
    material, _ = read_content(content)
    now = datetime.fromisoformat(NOW).replace(tzinfo=material.info.timezone)
    return link(material, Addresses(ADDRESSES, material.info.url), now, months_back=36, months_ahead=18)


@pytest.fixture(scope="session")
def six(tmp_path_factory):
    """The tiny neighbourhood in six languages; its garden's translation is older, its language café has a film."""
    content = tmp_path_factory.mktemp("six") / "content"
    shutil.copytree(TESTS / "site", content)
    speak(content, *LANGUAGES)
    write(content, "projects/garten.ar.md", "title: حديقة للجميع", "نزرع منذ 2017.")
    write(
        content,
        "pages/ueber-uns.de-simple.md",
        "title: Über uns",
        "Wir sind da.\nSie können kommen.\n\n- Tee\n- Kaffee",
    )
    (content / "videos").mkdir()
    (content / "videos/film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    cafe = content / "events/sprachcafe.md"
    film = "sign_language_video: {file: film.mp4, poster: garten.jpg, title: Der Film}"
    cafe.write_text(cafe.read_text().replace("room: Saal", f"room: Saal\n{film}"))
    output = content.parent / "output"
    done = build(content, output)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def prefix(language):
    return "" if language == "de" else f"{language}/"


def pages(site, language):
    """Paths of a language's pages, relative to its start page, with their text."""
    root = site / prefix(language)
    assert (root / "index.html").is_file()
    for path in sorted(root.rglob("*.html")):
        name = str(path.relative_to(root))
        if name.partition("/")[0] not in FURTHER:
            yield name, path


@cache
def tree(path):
    return html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def head_links(document, rel):
    return [one for one in document.iter(f"{XHTML}link") if one.get("rel") == rel]


# --- whole -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", FURTHER)
def test_each_language_has_every_page(six, language):
    assert {name for name, _ in pages(six, "de")} == {name for name, _ in pages(six, language)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid_and_says_its_language_and_direction(six, language):
    for name, path in pages(six, language):
        document = tree(path)  # strict: what is not valid raises
        assert language == document.get("lang"), name
        assert ("rtl" if language == "ar" else None) == document.get("dir"), name


def own_text(node):
    """Runs of text in the page's own language: what stands in an element with another `lang` is left out."""
    if node.tag not in (f"{XHTML}script", f"{XHTML}style"):
        yield node.text or ""
        for child in node:
            if child.get("lang") is None:
                yield from own_text(child)
            yield child.tail or ""


@pytest.mark.parametrize("language", ["en", "tr", "uk", "ar"])
def test_no_german_or_english_interface_word_is_left(six, language):
    def said(name):
        messages = [one for one in read_po((PO / f"{name}/LC_MESSAGES/litfass.po").open("rb")) if one.id]
        texts = {text for one in messages for text in (one.string if one.pluralizable else (one.string,))}
        return {text for text in texts if len(text) > 3 and "{" not in text and "%" not in text}

    foreign = (said("de") if language == "en" else said("de") | said("en")) - said(language)
    for name, path in pages(six, language):
        found = {" ".join(text.split()) for text in own_text(tree(path).find(f"{XHTML}body"))}
        assert set() == found & foreign, name


@pytest.mark.parametrize(
    ("language", "christmas"),
    [
        ("de", "Weihnachtsferien"),
        ("de-simple", "Weihnachts-Ferien"),
        ("en", "Christmas holidays"),
        ("tr", "Noel tatili"),
        ("uk", "Різдвяні канікули"),
        ("ar", "عطلة عيد الميلاد"),
    ],
)
def test_holidays_are_named_in_the_language_of_the_page(six, language, christmas):
    page = tree(six / prefix(language) / "termine/2026/12/index.html")
    key = next(one for one in page.iter(f"{XHTML}ul") if one.get("class") == "holiday-key")

    assert christmas in "".join(key.itertext())
    assert [] == [one for one in key.iter() if one.get("lang")]


def test_names_behind_a_picture_or_a_word_say_their_language(six):
    """A voice reads a German name in a Turkish page as German."""
    actors = tree(six / "tr/akteure/index.html")
    ties = tree(six / "tr/netzwerk/index.html")
    mails = [one for one in actors.iter(f"{XHTML}a") if one.get("href", "").startswith("mailto:")]
    names = [one for one in ties.iter("{http://www.w3.org/2000/svg}a") if "network__node" in one.get("class", "")]

    assert {"de"} == {child.get("lang") for one in mails for child in one.iter(f"{XHTML}span") if child.get("lang")}
    assert names
    assert {"de"} == {one.get("lang") for one in names}


# --- linked with each other --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_leads_to_the_same_page_under_each_languages_own_name(six, language):
    for name, path in pages(six, language):
        if name in {"404.html", "schaufenster/index.html"} or 'http-equiv="refresh"' in path.read_text():
            continue
        switch = next(one for one in tree(path).iter(f"{XHTML}nav") if one.get("class") == "language-switch")
        found = {one.get("hreflang"): one for one in switch.iter(f"{XHTML}a")}
        address = "/" + name.removesuffix("index.html")
        assert {one: f"/{prefix(one)}{address[1:]}" for one in LANGUAGES} == {
            one: a.get("href") for one, a in found.items()
        }, name
        assert ["true"] == [found[language].get("aria-current")], name
        assert all(one == a.get("lang") for one, a in found.items()), name
    assert "العربية" == found["ar"].text
    assert "Leichte Sprache" == found["de-simple"].text


def test_alternates_name_each_other(six):
    named = {}
    for language in LANGUAGES:
        for name, path in pages(six, language):
            canonical = head_links(tree(path), "canonical")
            own = f"https://musterviertel.example/{prefix(language)}{name.removesuffix('index.html')}"
            found = {
                one.get("hreflang"): one.get("href")
                for one in head_links(tree(path), "alternate")
                if one.get("hreflang")
            }
            if found:
                assert [own] == [one.get("href") for one in canonical]
                named[own] = found
    for own, found in named.items():
        assert own in found.values()
        assert found["x-default"] == found["de"]
        assert all(named[other] == found for other in found.values())


def test_an_untranslated_page_gives_its_original_as_canonical_and_says_so(six):
    untranslated = tree(six / "tr/termine/kino-im-hof/index.html")
    notice = next(one for one in untranslated.iter(f"{XHTML}aside") if "translation-notice" in one.get("class", ""))
    title = next(untranslated.iter(f"{XHTML}h1"))

    assert "https://musterviertel.example/termine/kino-im-hof/" == head_links(untranslated, "canonical")[0].get("href")
    assert "Bu sayfa henüz çevrilmedi" in "".join(notice.itertext())
    assert "/termine/kino-im-hof/" == next(notice.iter(f"{XHTML}a")).get("href")
    assert ("de", "Kino im Hof") == (title[0].get("lang"), title[0].text)
    assert "translation-notice" not in (six / "tr/termine/sprachcafe/index.html").read_text()


def test_german_passages_on_an_arabic_page_run_from_left_to_right(six):
    title = next(tree(six / "ar/termine/kino-im-hof/index.html").iter(f"{XHTML}h1"))

    assert ("de", "ltr") == (title[0].get("lang"), title[0].get("dir"))


def test_sitemap_lists_each_translated_page_with_its_alternates(six):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.parse(six / "sitemap.xml").getroot().findall("s:url", names)
    found = {one.findtext("s:loc", namespaces=names): one.findall("x:link", names) for one in urls}

    assert ["de", "tr", "x-default"] == [
        one.get("hreflang") for one in found["https://musterviertel.example/tr/termine/sprachcafe/"]
    ]
    assert {*LANGUAGES, "x-default"} == {
        one.get("hreflang") for one in found["https://musterviertel.example/ar/termine/"]
    }
    assert "https://musterviertel.example/tr/termine/kino-im-hof/" not in found


def test_events_keep_their_uid_and_feed_items_are_others(six):
    def uids(path):
        return sorted(str(one["uid"]) for one in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))

    def guids(path):
        return {one.text for one in ET.parse(path).getroot().iter("guid")}

    assert uids(six / "kalender/alle.ics") == uids(six / "ar/kalender/alle.ics")
    assert set() == guids(six / "feeds/aktuelles.xml") & guids(six / "tr/feeds/aktuelles.xml")
    assert {f"{one}:tr" for one in guids(six / "feeds/aktuelles.xml")} == guids(six / "tr/feeds/aktuelles.xml")


# --- translations ------------------------------------------------------------------------------------------


def test_a_translation_older_than_its_original_says_so(six):
    assert "هذه الترجمة أقدم من النص الأصلي" in (six / "ar/projekte/garten-fuer-alle/index.html").read_text()


def test_dates_and_labels_come_in_the_words_of_the_translation(content):
    write(
        content,
        "events/sprachcafe.tr.md",
        "title: Dil kafesi\nchanges:\n  - note: Bu kez cuma\n  - note: Hastalık",
        "Kahve.",
    )
    site, problems = linked(content)
    turkish = site.in_language("tr")
    dates = {str(one.on): one for one in turkish.occurrences if one.event.id == "sprachcafe"}

    assert [] == [one for one in problems if one.is_error]
    assert {"Dil kafesi"} == {one.title for one in dates.values()}
    assert ("Bu kez cuma", "Hastalık") == (dates["2026-12-03"].note, dates["2026-12-10"].note)
    assert [str(one.start) for one in site.occurrences if one.event.id == "sprachcafe"] == [
        str(one.start) for one in turkish.occurrences if one.event.id == "sprachcafe"
    ]
    assert ["Yeşil ve iklim", "Feste"] == [topic.title for topic in turkish.info.topics]
    assert "de" == language_of(turkish.info.topics[1].title)
    assert "Sprachcafé" == site.find("event", "sprachcafe").title


def test_an_entry_that_names_no_day_never_stands_on_another_one(content):
    """The original's list has grown since; the first of it need not be the day that was translated."""
    write(content, "events/sprachcafe.tr.md", "title: Dil kafesi\nchanges:\n  - note: Hastalık", "Kahve.")
    turkish = linked(content)[0].in_language("tr")

    notes = {str(one.on): one.note for one in turkish.occurrences if one.event.id == "sprachcafe"}

    assert ("Ausnahmsweise am Freitag", "Krankheit") == (notes["2026-12-03"], notes["2026-12-10"])
    assert "de" == language_of(notes["2026-12-03"])


CHANGES = """changes:
  - {on: 2026-12-03, note: Krankheit, status: cancelled}
  - {on: 2026-12-10, note: Krankheit, status: cancelled}
  - {on: 2026-12-17, title: Sprachcafé im Advent}
image: {file: garten.jpg, alt: Ein Garten}
"""


def test_changes_are_found_by_their_day_and_what_is_not_translated_stays_german(content):
    path = content / "events/sprachcafe.md"
    path.write_text(re.sub(r"changes:\n(?:  - .*\n)+", CHANGES, path.read_text()))
    said = "changes:\n  - {on: 17.12.2026, title: Noel kafesi}\n  - {on: 2026-12-10, note: Hastalık}"
    write(content, "events/sprachcafe.tr.md", f"title: Dil kafesi\n{said}", "Kahve.")
    site, problems = linked(content)
    turkish = site.in_language("tr")
    dates = {str(one.on): one for one in turkish.occurrences if one.event.id == "sprachcafe"}

    assert [] == [one for one in problems if "sprachcafe" in one.path and one.code != "no-credit"]
    assert ("Krankheit", "de") == (dates["2026-12-03"].note, language_of(dates["2026-12-03"].note))
    assert ("Hastalık", "") == (dates["2026-12-10"].note, language_of(dates["2026-12-10"].note))
    assert "Noel kafesi" == dates["2026-12-17"].title
    assert "de" == language_of(turkish.find("event", "sprachcafe").image.alt)

    done = litfass("translations", "--content", content, "--now", NOW)

    assert (
        "sprachcafe.tr.md: nur zum Teil (es fehlen: image.alt, room, changes 2026-12-03 note, accessibility.childcare)"
        in done.stdout
    )


def test_things_of_a_translated_site_name_each_others_translations(content):
    write(content, "places/laden.tr.md", "title: Meydandaki dükkân", "Dükkân.")
    turkish = linked(content)[0].in_language("tr")
    event = turkish.find("event", "sprachcafe")

    assert "Meydandaki dükkân" == event.place.title
    assert "Meydandaki dükkân" == turkish.info.office.place.title
    assert event.title in [one.title for one in turkish.linked(turkish.find("place", "laden"), "event")]


def test_a_draft_translation_is_not_shown(content):
    write(content, "events/sprachcafe.tr.md", "title: Dil kafesi\ndraft: yes", "Kahve.")
    turkish = linked(content)[0].in_language("tr")

    assert "missing" == turkish.gap(turkish.find("event", "sprachcafe"))


def test_links_in_a_translation_stay_in_its_language(content, tmp_path):
    write(content, "events/sprachcafe.tr.md", "title: Dil kafesi", "[Yer](../places/laden.md), [hepsi](/termine/)")
    assert 0 == build(content, tmp_path / "out").returncode
    page = (tmp_path / "out/tr/termine/sprachcafe/index.html").read_text()

    assert 'href="/tr/orte/laden-am-musterplatz/"' in page
    assert '<a href="/tr/termine/">hepsi</a>' in page.replace(' rel="noopener"', "")


def test_the_command_lists_what_waits(content):
    write(content, "projects/garten.tr.md", "title: Bahçe", "Metin.")
    write(content, "pages/impressum.tr.md", "title: Künye")
    done = litfass("translations", "--content", content, "--now", NOW)

    assert 0 == done.returncode, done.stderr
    assert re.match(r"tr: \d+ von \d+ sind übersetzt\.", done.stdout)
    assert f"{content}/projects/garten.tr.md: älter als das Original" in done.stdout
    assert f"{content}/pages/impressum.tr.md: nur zum Teil" in done.stdout
    assert f"{content}/events/vorlesen.tr.md: fehlt" in done.stdout
    assert f"{content}/events/sprachcafe.tr.md: nur zum Teil (es fehlen: room, changes 2026-12-03 note," in done.stdout
    assert "site.tr.yaml" not in done.stdout


@pytest.mark.parametrize("word", ["tr", "Türkisch", "turkish", "TÜRKÇE"])
def test_one_language_is_asked_for_by_its_code_or_its_name(word, content, capsys):
    assert 0 == main(["translations", "--only", word, "--content", str(content), "--now", NOW])

    assert capsys.readouterr().out.startswith("tr: ")


def test_who_asks_for_a_language_that_there_is_not_is_told_which_there_are(content, capsys):
    assert 2 == main(["translations", "--only", "Französisch", "--content", str(content), "--now", NOW])

    assert "Die Sprache „Französisch“ hat die Seite nicht. Es gibt: tr (Türkisch).\n" == capsys.readouterr().err


def test_leichte_sprache_keeps_one_sentence_a_line_and_says_what_it_is(six):
    page = (six / "de-simple/ueber-uns/index.html").read_text()

    assert "Wir sind da.<br>\nSie können kommen." in page
    assert "<li>Tee</li>" in page
    assert '<p class="simple-line"><span class="wrap">Leichte Sprache</span></p>' in page


def test_a_film_in_sign_language_is_played_without_anybody_else(six):
    film = next(tree(six / "uk/termine/sprachcafe/index.html").iter(f"{XHTML}video"))

    assert ("/videos/film.mp4", "video/mp4") == (film[0].get("src"), film[0].get("type"))
    assert re.fullmatch(r"/bilder/garten-.*\.webp", film.get("poster"))
    assert (six / "videos/film.mp4").is_file()


# --- words of each language --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day", "short", "span"),
    [
        ("de", "Donnerstag, 3. Dezember 2026", "Do., 3.12.", "15–17:30 Uhr"),
        ("de-simple", "Donnerstag, 3. Dezember 2026", "Donnerstag, 3. Dezember", "15 Uhr bis 17:30 Uhr"),
        ("en", "Thursday, 3 December 2026", "Thu 3 Dec", "15:00–17:30"),
        ("tr", "3 Aralık 2026 Perşembe", "3 Ara Per", "15:00–17:30"),
        ("uk", "четвер, 3 грудня 2026 р.", "чт, 3 груд.", "15:00–17:30"),
        ("ar", "الخميس، 3 ديسمبر 2026", "الخميس، 3 ديسمبر", "من 15:00 إلى 17:30"),
    ],
)
def test_days_and_times(language, day, short, span):
    said = [words(language).day(DAY), words(language).short_day(DAY), words(language).span(time(15), time(17, 30))]

    assert [day, short, span] == [re.sub(r"[\u00a0\u202f\u2009]", " ", text) for text in said]


@pytest.mark.parametrize(
    ("rrule", "language", "said"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "en", "every Thursday"),
        ("FREQ=WEEKLY;BYDAY=TH", "tr", "her Perşembe"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "uk", "щотижня: вівторок і четвер"),
        ("FREQ=WEEKLY;BYDAY=TH", "ar", "كل أسبوع يوم الخميس"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "uk", "кожні 2 тижні: середа"),
        ("FREQ=DAILY", "uk", "щодня"),
        ("FREQ=DAILY;INTERVAL=21", "uk", "кожні 21 днів"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "ar", "كل أسبوعين يوم الأربعاء"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=WE", "ar", "كل 3 أسابيع يوم الأربعاء"),
        ("FREQ=MONTHLY;BYDAY=1TH", "en", "every 1st Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=1TH", "tr", "her ayın 1. Perşembe günü"),
        ("FREQ=MONTHLY;BYDAY=1TH", "uk", "щомісяця: 1-й четвер"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "uk", "щомісяця: остання пʼятниця"),
        ("FREQ=MONTHLY;BYDAY=1TH", "ar", "كل شهر يوم الخميس الأول"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "uk", "щомісяця 15-го числа"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "tr", "her ayın son günü"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=21", "uk", "щороку 21 червня"),
        ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=10,11,12", "ar", "كل أسبوع يوم الثلاثاء (من أكتوبر إلى ديسمبر)"),
    ],
)
def test_rules_in_each_language(rrule, language, said):
    assert said == words(language).rule(Rule.from_rrule(rrule))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "alle 2 Wochen am Dienstag"),
        ("de-simple", "alle 2 Wochen am Dienstag"),
        ("en", "every 2 weeks on Tuesday"),
        ("tr", "2 haftada bir, Salı"),
        ("uk", "кожні 2 тижні: вівторок"),
        ("ar", "كل أسبوعين يوم الثلاثاء"),
    ],
)
def test_a_series_without_a_weekday_is_told_with_that_of_its_first_day(language, said):
    head = b"---\ntitle: Reihe\nstart: 2026-12-01 15:00\nrepeat: alle 14 Tage\n---\n"

    event, _ = validate(read(head, "events/reihe.md")[0])

    assert said == words(language).repeats(event)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "jeden Dienstag, nur in den Schulferien"),
        ("de-simple", "jeden Dienstag. Nur: in den Schul-Ferien"),
        ("en", "every Tuesday, only in the school holidays"),
        ("tr", "her Salı, yalnızca okul tatillerinde"),
        ("uk", "щотижня: вівторок, тільки під час шкільних канікул"),
        ("ar", "كل أسبوع يوم الثلاثاء، فقط خلال العطل المدرسية"),
    ],
)
def test_a_series_of_the_holidays_says_so_in_each_language(language, said):
    head = b"---\ntitle: Reihe\nstart: 2026-12-01 15:00\nrepeat: dienstags\n---\n"
    ferien = b"title: Ferien\nkind: school-holidays\nvalid_through: 2027-12-31\n"
    holidays, _ = validate(read(ferien, "closures/ferien.yaml")[0])

    event = validate(read(head, "events/reihe.md")[0])[0].model_copy(update={"only": (holidays,)})

    assert said == words(language).repeats(event)


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 يوم"), (2, "2 يومان"), (3, "3 أيام"), (11, "11 يومًا"), (100, "100 يوم"), (103, "103 أيام")],
)
def test_arabic_counts_with_six_forms(count, said):
    form = words("ar").translations.ngettext("%(number)s day left", "%(number)s days left", count)

    assert f"بقي {said}" == form % {"number": count}


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "залишився 1 день"), (2, "залишилося 2 дні"), (5, "залишилося 5 днів"), (21, "залишився 21 день")],
)
def test_ukrainian_counts_with_three_forms(count, said):
    form = words("uk").translations.ngettext("%(number)s day left", "%(number)s days left", count)

    assert said == form % {"number": count}


@pytest.mark.parametrize(
    ("language", "said"), [("de", "8.000 €"), ("en", "€8,000"), ("tr", "€8.000"), ("uk", "8 000 €"), ("ar", "8,000 €")]
)
def test_money(language, said):
    assert said == re.sub(r"[\u00a0\u202f]", " ", words(language).money(Decimal(8000))).strip("\u200f")
