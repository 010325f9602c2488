"""Settings of the tests: as while writing, but a name a template misspells is an error instead of nothing."""

import sys
from pathlib import Path

from jinja2 import StrictUndefined

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pelicanconf import *  # noqa: E402, F403 - Pelican's way to build one settings file on another

THEME = str(ROOT / "theme")
PLUGIN_PATHS = [str(ROOT / "plugins")]
LITFASS_OFFLINE = True
JINJA_ENVIRONMENT = {**JINJA_ENVIRONMENT, "undefined": StrictUndefined}  # noqa: F405
