"""Publish: one output format per file, each a function from Site to what should be written; no clock, no disk."""

# those that a site has where no setting says otherwise; sheets before pages, which name their sizes
PUBLISHERS = (
    "assets",
    "images",
    "sheet",
    "share",
    "icons",
    "pages",
    "quarter",
    "search",
    "shop_window",
    "print_pages",
    "short",
    "report",
    "archive",
    "feed",
    "calendar_file",
    "data",
    "sitemap",
    "security",
    "offline",
    "admin",
)
