"""Settings for the comparison: the pages that each tool makes, one feed, a sitemap, and a theme of seven templates."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

import litfass.publish  # noqa: E402 - pelicanconf.py is found from here on

from pelicanconf import *  # noqa: E402, F403

# the publisher of the bench is one of Litfass's for this build
litfass.publish.__path__.append(str(HERE / "publish"))

THEME = str(HERE / "theme")
LITFASS_PUBLISHERS = ("same_pages",)
LITFASS_STORE = str(Path.cwd() / "store")
