"""Settings of stock Pelican for the comparison; the cache it may keep is switched on from outside."""

from pathlib import Path

SITENAME = "Büro Messmuster"
SITEURL = ""
FEED_DOMAIN = "https://messmuster.example"
PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = str(Path.cwd() / "cache")
THEME = str(Path(__file__).parent / "theme")
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
ARTICLE_PATHS = ["news", "events", "projects", "actors"]
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
ARTICLE_URL = "{address}"
ARTICLE_SAVE_AS = "{address}index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "themen/{slug}/"
TAG_SAVE_AS = "themen/{slug}/index.html"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"category": None}
DEFAULT_PAGINATION = 12
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/seite/{number}/", "{base_name}/seite/{number}/index.html"),
)
FEED_ALL_RSS = "feeds/aktuelles.xml"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 40
RSS_FEED_SUMMARY_ONLY = False
WITH_FUTURE_DATES = True
MARKDOWN = {
    "extensions": ["meta", "tables", "def_list", "abbr", "sane_lists", "toc"],
    "extension_configs": {"toc": {"marker": ""}},
    "output_format": "html",
}
