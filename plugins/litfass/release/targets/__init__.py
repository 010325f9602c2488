"""Targets: places a release is sent to, one kind per file; what each must be able to do is in target.py.

Which kind is meant is seen in the address: `s3://bucket/prefix`, `git:remote/branch`, everything else is rsync's.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from .target import Target

KINDS = {"s3://": "s3", "git:": "git_pages"}


def target_for(address: str, settings: Mapping[str, Any]) -> Target:
    """The target an address of the setting TARGETS means.

    Raises:
        EnvironmentFault: the address cannot be understood, or the machine lacks what is needed.

    """
    name = next((name for start, name in KINDS.items() if address.startswith(start)), "rsync")
    return import_module(f".{name}", __package__).open_target(address, settings)
