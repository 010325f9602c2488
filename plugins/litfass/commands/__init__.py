"""Commands: one module for each thing one may ask of `python -m litfass`.

The command's name is the module's, with hyphens for underscores; its help is the module's docstring. A module has
`add_arguments(parser)` and `run(chosen)`, which gives an exit code as build.py explains them. Only the module that is
asked for is imported.
"""

COMMANDS = (
    "build",
    "check",
    "serve",
    "edit",
    "new",
    "cancel",
    "move",
    "import-ics",
    "import-csv",
    "fetch-partners",
    "import-pelican",
    "import-jekyll",
    "import-hugo",
    "import-wordpress",
    "schema",
    "stale",
    "translations",
    "print",
    "newsletter",
    "report",
    "freeze",
    "patterns",
    "publish",
    "rollback",
)
