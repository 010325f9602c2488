"""Settings: what pelicanconf.py may set for the plugin: name, default, help with unit."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..problems import EnvironmentFault, nearest

# the one that comes along, for what is asked without a settings file
THEME = Path(__file__).resolve().parents[3] / "theme"


class Setting(NamedTuple):
    """One setting in Pelican's upper-case style."""

    name: str
    default: Any
    help: str


ADDRESSES = {
    "home": "",
    "news": "aktuelles/{year}/{slug}/",
    "news_list": "aktuelles/",
    "event": "termine/{slug}/",
    "event_list": "termine/",
    "event_archive": "termine/archiv/",
    "event_archive_year": "termine/archiv/{year}/",
    "today": "termine/heute/",
    "week": "termine/woche/",
    "event_week": "termine/woche/{year}-{week:02}/",
    "deadline_list": "termine/fristen/",
    "week_plan": "termine/wochenplan/",
    "free_events": "termine/kostenlos/",
    "step_free_events": "termine/stufenlos/",
    "audience_events": "termine/fuer/{slug}/",
    "event_month": "termine/{year}/{month:02}/",
    "event_calendar": "termine/{slug}/termin.ics",
    "offers": "angebote/",
    "project": "projekte/{slug}/",
    "project_list": "projekte/",
    "actor": "akteure/{slug}/",
    "actor_list": "akteure/",
    "network": "netzwerk/",
    "map": "karte/",
    "place": "orte/{slug}/",
    "place_list": "orte/",
    "topic": "themen/{slug}/",
    "topic_list": "themen/",
    "participation": "mitmachen/{slug}/",
    "participation_list": "mitmachen/",
    "lending_list": "mitmachen/ausleihen/",
    "page": "{slug}/",
    "subscribe": "abonnieren/",
    "print_list": "druck/",
    "print_month": "druck/{year}-{month:02}/",
    "month_sheet": "druck/{year}-{month:02}/liste-a4.pdf",
    "newsletter": "newsletter/{year}-{number:02}/",
    "newsletter_list": "newsletter/",
    "report": "bericht/{year}/",
    "report_list": "bericht/",
    "report_sheet": "bericht/{year}/bericht-{year}.pdf",
    "report_csv": "bericht/{year}/bericht-{year}.csv",
    "report_plot": "bericht/{year}/{name}.svg",
    "archive_data": "archiv-daten/{name}",
    "shop_window": "schaufenster/",
    "grid_sheet": "druck/{year}-{month:02}/monat-{paper}.pdf",
    "programme_sheet": "druck/{year}-{month:02}/programm-{fold}.pdf",
    "week_sheet": "druck/{year}-{month:02}/wochenplan-a4.pdf",
    "year_sheet": "druck/{year}-a3.pdf",
    "poster": "termine/{slug}/plakat-{paper}.pdf",
    "handout": "termine/{slug}/handzettel-a4.pdf",
    "correction": "termine/{slug}/aufkleber-a4.pdf",
    "project_sheet": "projekte/{slug}/blatt-a4.pdf",
    "cheat_sheet": "druck/spickzettel-{paper}.pdf",
    "handbook": "druck/handbuch.pdf",
    "actor_sheet": "akteure/{slug}/blatt-a4.pdf",
    "short": "t/{id}/",
    "calendar": "kalender/alle.ics",
    "deadline_calendar": "kalender/fristen.ics",
    "deadline_kind_calendar": "kalender/fristen/{slug}.ics",
    "topic_calendar": "kalender/themen/{slug}.ics",
    "audience_calendar": "kalender/zielgruppen/{slug}.ics",
    "actor_calendar": "kalender/akteure/{slug}.ics",
    "place_calendar": "kalender/orte/{slug}.ics",
    "news_feed": "feeds/aktuelles.xml",
    "event_feed": "feeds/termine.xml",
    "deadline_feed": "feeds/fristen.xml",
    "deadline_kind_feed": "feeds/fristen/{slug}.xml",
    "topic_feed": "feeds/themen/{slug}.xml",
    "project_feed": "feeds/projekte/{slug}.xml",
    "actor_feed": "feeds/akteure/{slug}.xml",
    "picture": "bilder/{name}-{digest}-{width}.{ending}",
    "print_picture": "bilder/druck/{name}-{digest}.{ending}",
    "share_picture": "bilder/teilen/{name}-{digest}-{width}.{ending}",
    "favicon": "favicon.ico",
    "touch_icon": "apple-touch-icon.png",
    "icon": "zeichen/{how}-{size}.png",
    "search": "suche/",
    "search_index": "suche/index/{name}",
    "icon_svg": "zeichen/zeichen.svg",
    "manifest": "site.webmanifest",
    "document": "dokumente/{name}",
    "video": "videos/{name}",
    "asset": "theme/{name}",
    "data_json": "daten/termine.json",
    "data_csv": "daten/termine.csv",
    "not_found": "404.html",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
    "security": ".well-known/security.txt",
    "admin": "admin/",
    "worker": "sw.js",
    "offline": "offline/",
}

SETTINGS = (
    Setting("NOW", "", "The moment the site is made for, in its own zone, such as 2026-11-23T12:00. Empty: the clock."),
    Setting(
        "ADDRESSES",
        ADDRESSES,
        "Patterns of all addresses, relative to the site; {slug}, {year}, {month} are filled in.",
    ),
    Setting("CALENDAR_MONTHS_AHEAD", 18, "How many months of events are computed. 0 computes the current month only."),
    Setting("CALENDAR_MONTHS_BACK", 36, "How many past months of events are computed."),
    Setting("SHEET_MONTHS", 4, "For how many months, from the current one on, printable sheets are made."),
    Setting("WEEKS_AHEAD", 8, "How many weeks after the current one have a page of their own."),
    Setting("WEEKS_BACK", 4, "How many weeks before the current one keep their page."),
    Setting("POSTER_DAYS", 60, "For how many days ahead posters and correction strips are made. 0 makes none."),
    Setting("YEAR_SHEETS", 2, "For how many years, from the current one on, a year planner is made."),
    Setting(
        "SEARCH", False, "Whether the index of the search is made; needs Pagefind, and some seconds when texts changed."
    ),
    Setting(
        "OFFLINE",
        False,
        "Whether browsers keep pages that were read, and show them for a day when there is no network.",
    ),
    Setting("SHARE_DAYS", 365, "For how many days after its end a thing has a picture to share. 0 makes none at all."),
    Setting("AVIF", False, "Whether pictures are made as AVIF too: often smaller than WebP, but slow to make."),
    Setting("CLOSED_DAYS_AHEAD", 7, "How many days before the office closes the home page begins to say so."),
    Setting("LIST_LENGTH", 12, "How many entries stand on one page of a list."),
    Setting("FROZEN", False, "True makes an archive: a banner, and nothing that only a living site can say."),
    Setting("LINKS", "", '"archive" makes links relative, "public" leads those to other pages to the public site.'),
    Setting("REPORT_YEARS", (), "Years of which a report is made, beside those of site.yaml."),
    Setting("FEED_LENGTH", 40, "How many items a feed of news holds; a feed of dates holds all that come."),
    Setting("PUBLISHERS", (), "Names of the modules in litfass/publish that make outputs. Empty: all of them."),
    Setting(
        "ON_PROBLEM", "stop", '"stop" publishes nothing when content is wrong, "report" leaves the broken file out.'
    ),
    Setting("MESSAGE_LANGUAGE", "de", 'Language of messages to editors: "de" or "en".'),
    Setting("RELEASES", "published", "Folder of the releases and of the link current; invoke publish makes it."),
    Setting("RELEASES_KEPT", 5, "How many releases stay for invoke rollback, beside the public one."),
    Setting(
        "TARGETS",
        (),
        "Where a release is sent besides: user@host:folder (rsync), s3://bucket/prefix, or git:remote/branch.",
    ),
    Setting("S3_ENDPOINT", "", "Address of the object storage, such as https://s3.example.org. Empty: Amazon's."),
    Setting(
        "HOST_FILES",
        (),
        'Settings that a host reads from inside the site: "apache" (.htaccess), "netlify" (_headers, _redirects).',
    ),
    Setting(
        "EDITING",
        {},
        'Where /admin/ keeps what is saved, as Decap CMS wants it: {"name": "github", "repo": "office/site", "branch": "main"} or '
        '{"name": "gitlab", …}. Empty: no /admin/.',
    ),
    Setting("POLICY_IN_PAGES", True, "Whether each page says itself what a browser may load, for hosts that do not."),
    Setting("PROBLEMS_FILE", "", "File into which everything wrong and doubtful is written as JSON. Empty: none."),
    Setting("STORE", "", "Folder of what is costly to make and was made before. Empty: none is kept."),
    Setting(
        "TEMPLATES_KEPT", "", "Folder of compiled templates, which are run: never take it from elsewhere. Empty: none."
    ),
)


def read_settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """The plugin's settings out of Pelican's, defaults filled in.

    Raises:
        EnvironmentFault: a LITFASS_ setting has a name nobody knows.

    """
    names = {f"LITFASS_{setting.name}" for setting in SETTINGS}
    for name in given:
        if name.startswith("LITFASS_") and name not in names:
            raise EnvironmentFault(
                f'There is no setting "{name}". Did you mean "{nearest(name, names) or min(names)}"?'
            )
    return {setting.name: given.get(f"LITFASS_{setting.name}", setting.default) for setting in SETTINGS}
