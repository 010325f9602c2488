"""Shape: how keys may be written shorter than their fields show them, for format.js, which reads and writes the files."""

from typing import Any

from ..model import TYPES, Partners, SiteInfo, readers
from ..model.event_parts import REQUIRED, Registration
from ..model.german import MEANT
from ..model.help import keys_of
from ..model.place import Geo
from ..model.project import Funding
from ..model.thing import Contact, Part
from ..schema import READ_BY, accepts, takes_several
from .field import is_flag, is_joined, is_parted, is_picture

# files that stand alone, by the name of their collection
ALONE: dict[str, type[Part]] = {"site": SiteInfo, "partners": Partners}
# groups that may be said in one line: a point, whose money it is, whom to ask
IN_ONE_LINE: dict[type[Part], list[str]] = {Geo: ["lat", "lon"], Funding: ["funder"], Contact: ["role"]}
# what one line in the place of a group may be, and the key it is said by, as Registration.from_text reads it
SAID_IN_ONE_LINE: dict[type[Part], list[tuple[str, str, str]]] = {
    Registration: [
        *(("required", rf"^({'|'.join((word, *MEANT[word]))})[ .!]*$", word) for word in REQUIRED),
        ("email", READ_BY[readers.email]["pattern"], ""),
        ("url", r"^(https?://|www\.)\S+$", ""),
        ("by", r"^(\d{4}-\d{1,2}-\d{1,2}|\S+ (tage?|wochen?) (vorher|davor)|(am )?vortag)$", ""),
        ("telephone", READ_BY[readers.telephone]["pattern"], ""),
        ("note", "", ""),
    ]
}
YAML_ONLY = {"closures", "newsletters", *ALONE}


def shapes() -> dict[str, dict[str, Any]]:
    """By collection: how its files' names end, and the shape of its keys; see `_shape`.

    Translations `count`: an entry of a list stands for that of the original in the same place, also an empty one.
    """
    parts = {**TYPES, **ALONE}
    found = {name: {"extension": extension(name), "shape": _shape(part)} for name, part in parts.items()}
    return found | {translated(name): {**one, "counts": True} for name, one in found.items()}


def extension(name: str) -> str:
    """How the names of a collection's files end."""
    return "yaml" if name in YAML_ONLY else "md"


def translated(name: str) -> str:
    """The name of the collection that has the translations of another's files."""
    return f"{name}-translations"


def _shape(part: type[Part], where: str = "") -> dict[str, Any]:
    """What is needed to show each key.

    `list`: one value is a list of one; `joined`: a list is one text; `parted`: in its line commas part two; `line`: the
    group's keys under which the parts of a line belong; `says`: the keys by which a line says one thing, each with what
    such a line looks like; `flag`: yes or no, in whatever words; `picture`: a file that is shown; `fields`: the shape of
    a group.
    """
    found: dict[str, Any] = {}
    groups = part.parts()
    for name, key in keys_of(part).items():
        info = part.model_fields[name]
        marks = tuple(info.metadata)
        allowed = accepts(info.annotation, marks)
        shape = {
            "list": takes_several(allowed),
            "joined": is_joined(marks),
            "parted": is_parted(marks, info.annotation),
            "flag": is_flag(allowed),
            "picture": is_picture(where, key),
            "line": IN_ONE_LINE.get(groups[key], []) if key in groups else [],
            "says": SAID_IN_ONE_LINE.get(groups[key], []) if key in groups else [],
            "fields": _shape(groups[key], key) if key in groups else {},
        }
        found[key] = {one: value for one, value in shape.items() if value}
    return {key: shape for key, shape in found.items() if shape}
