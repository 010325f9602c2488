"""Settings for Litfass with everything: those of the shipped site, with a store of its own where the bench runs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from pelicanconf import *  # noqa: F403 - found from here on

ROOT = Path(__file__).parents[3]
THEME = str(ROOT / "theme")
LITFASS_STORE = str(Path.cwd() / "store")
