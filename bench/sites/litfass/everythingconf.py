"""Settings for everything: those of the public site, search and all, with a store of its own where the bench runs."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from publishconf import *  # noqa: E402, F403 - found from here on

THEME = str(ROOT / "theme")
LITFASS_STORE = str(Path.cwd() / "store")
