"""Settings of the public site."""

from pelicanconf import *  # noqa: F403 - Pelican's way to build one settings file on another

# Publishing never goes on with broken content.
LITFASS_ON_PROBLEM = "stop"

# Visitors find what they look for.
LITFASS_SEARCH = True

# Without network, browsers show what was read today. False takes away also what they have kept.
LITFASS_OFFLINE = True
