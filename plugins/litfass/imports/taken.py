"""Taken: a thing from elsewhere as it is to stand in a file, and what had to be said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..edit.splice import scalar
from ..model import FOLDERS, TYPES
from ..model.help import keys_of

LONGEST_LIST = 6  # more stand one below the other


@dataclass(frozen=True)
class Remark:
    """What could not be taken as it was, about one thing; `name` is a sentence of edit/sentences.toml."""

    title: str
    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """A thing under its name at its origin (`uid`): its kind, its head by editors' keys, its text.

    `name` is what its file would like to be called, without ending; "" leaves that to the title.
    """

    uid: str
    kind: str
    fields: dict[str, Any]
    body: str = ""
    name: str = ""
    remarks: tuple[Remark, ...] = ()
    # its categories at its origin
    words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What people know it by."""
        return str(self.fields.get("title", ""))

    def as_file(self, first_line: str) -> str:
        """The file, with one line of explanation at its top.

        Raises:
            CannotSplice: a value does not fit into a head.

        """
        order = {key: number for number, key in enumerate(keys_of(TYPES[FOLDERS[self.kind]]).values())}
        pairs = sorted(self.fields.items(), key=lambda pair: order.get(pair[0], len(order)))
        lines = [line for key, value in pairs for line in _lines(key, value)]
        return "\n".join(
            ["---", f"# {first_line}", *lines, "---", "", self.body, ""]
            if self.body
            else ["---", f"# {first_line}", *lines, "---", ""]
        )


def _lines(key: str, value: Any) -> list[str]:
    """A key with its value, as an editor would write it."""
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {name}: {scalar(text)}" for name, text in value.items())]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [
            f"{key}:",
            *(
                f"  - {line}" if not number else f"    {line}"
                for one in value
                for number, line in enumerate(f"{name}: {scalar(text)}" for name, text in one.items())
            ),
        ]
    if isinstance(value, list):
        flow = [scalar(item, is_flow=True) for item in value]
        return (
            [f"{key}: [{', '.join(flow)}]"]
            if len(flow) <= LONGEST_LIST
            else [f"{key}:", *(f"  - {scalar(item)}" for item in value)]
        )
    return [f"{key}: {scalar(value)}"]


def as_written(value: Any) -> str:
    """A value as people had it: the parts of a list or a group in one line."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
    return ", ".join(map(str, parts))
