"""Older sites: where Pelican, Jekyll and Hugo keep their posts, what stands in their heads, and which addresses they made.

Settings of the old site are read, never run.
"""

from . import hugo, jekyll, pelican

SITES = {"pelican": pelican.posts, "jekyll": jekyll.posts, "hugo": hugo.posts}
