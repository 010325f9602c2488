"""Target: what every place can do that a release is sent to; failures are EnvironmentFault, in one plain sentence."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

# where a target keeps the list of what was put there; it names only what is public anyway
LIST = ".litfass-release.json"
# and where the rules for web servers; like all that begins with a dot, those very rules hide it from visitors
RULES = ".litfass-server"


class Place(Protocol):
    """What all places can do."""

    # whether it has a use for the smaller copies .gz and .br
    takes_copies: bool

    def read_list(self) -> str | None:
        """The list kept there; None when there is none."""

    def is_empty(self) -> bool:
        """Whether nothing at all is there."""


@runtime_checkable
class Whole(Place, Protocol):
    """A place that exchanges everything at once."""

    def replace(self, folder: Path, files: Mapping[str, str], list_text: str) -> None:
        """Make these files of a folder, and the list of them, all that is there."""


@runtime_checkable
class Piecewise(Place, Protocol):
    """A place that takes one file after the other; nobody but send.py decides which, and in which order."""

    def write_list(self, text: str) -> None:
        """Keep another list there."""

    def put(self, folder: Path, paths: Sequence[str]) -> None:
        """Bring files of a folder there, in any order; complete when it returns."""

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files there; those that are gone already do not matter."""


@runtime_checkable
class BesideServer(Protocol):
    """A place on a machine whose web server can read our rules."""

    def put_rules(self, folder: Path) -> None:
        """Bring all files of a folder, the rules for web servers, into `RULES` there."""


Target = Whole | Piecewise
