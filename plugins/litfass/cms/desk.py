"""Desk: all files that /admin/ consists of, for the command that serves them here and the publisher that puts them online."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..site import Site
from ..words import Words
from .config import config
from .install import decap_files
from .shape import shapes


def desk(site: Site, words: Words, backend: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Each file's address below /admin/ and its bytes; `backend` says where the content is kept.

    Raises:
        EnvironmentFault: npm is missing, or does not get what is needed.

    """
    for name, path in sorted(decap_files().items()):
        yield name, path.read_bytes()
    # YAML holds all of JSON
    yield "config.yml", json.dumps(config(site, words, backend), ensure_ascii=False, indent=1).encode()
    yield "shapes.json", json.dumps(shapes()).encode()
