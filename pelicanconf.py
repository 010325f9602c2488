"""Settings while writing. The public site's differ in publishconf.py only."""

from pathlib import Path

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["litfass"]

# The plugin makes everything; Pelican's own generators find nothing to do.
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
READERS = {"html": None}
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = False

# Empty: the address of content/site.yaml.
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "de"

# What is costly to make and was made before; may be deleted at any time.
LITFASS_STORE = str(Path(__file__).parent / ".cache/litfass")
# What Jinja made of the templates. It is run, so it stays on this computer.
LITFASS_TEMPLATES_KEPT = str(Path(__file__).parent / ".cache/templates")

JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": []}
