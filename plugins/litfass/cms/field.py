"""Field: a key of a model as a field of Decap CMS, in German. Source: decapcms.org/docs/widgets."""

import re
from typing import Any, ClassVar, get_args

from ..edit.draft import help_for
from ..model import FOLDERS, readers, time_readers
from ..model.help import Help, keys_of
from ..model.participation import MONEY_KEYS, MONEY_KINDS, OWN_KEYS, Participation
from ..model.passage import TRANSLATABLE
from ..model.reference import Choice, Reference
from ..model.thing import Part, Thing
from ..schema import FLAG, accepts, takes_several, words_for
from ..site import Site
from ..validate.overlay import OWN_KEYS as SAID_OF_ITSELF
from ..words import Words
from .wording import said_of, wording

# what the program fills in, or only experts touch; files keep these lines as they are
HIDDEN = {
    "id",
    "slug",
    "rrule",
    "source",
    "by_year",
    "budget_by_year",
    "sign_language_video",
}
GROUPS = {
    ("events", "status"): "event status",
    ("projects", "status"): "project status",
    ("actors", "kind"): "actor kind",
    ("participation", "kind"): "participation kind",
    ("news", "category"): "news category",
    ("places", "wheelchair"): "wheelchair",
    ("changes", "status"): "event status",
    ("accessibility", "wheelchair"): "wheelchair",
    ("phases", "kind"): "phase kind",
}
# texts that want more room than a line
LONG = {"note", "goal", "results", "summary", "alt"}
YES_AND_NO = [{"label": "ja", "value": "yes"}, {"label": "nein", "value": "no"}]
DEEPEST = 3
# by which a translation's entry of a list finds that of the original
NAMES = {"id", "on"}


class Field:
    """Makes the field for a key of a type or of a group of keys."""

    translates: ClassVar[bool] = False

    def __init__(self, where: str, part: type[Part], site: Site, words: Words, depth: int = 0) -> None:
        self.where, self.part, self.site, self.words, self.depth = where, part, site, words, depth

    def of(self, key: str) -> dict[str, Any] | None:
        """The field; None for what is not edited here."""
        name = next(name for name, known in keys_of(self.part).items() if known == key)
        info = self.part.model_fields[name]
        marks = tuple(info.metadata)
        allowed = accepts(info.annotation, marks)
        found = self._widget(key, allowed, marks, info.annotation)
        if found is None:
            return None
        # little is demanded here: a translation says what differs and no more, and Decap asks for what stands in a
        # group that nobody opened; check knows the rest
        required = self.depth == 0 and key == "title" and not self.translates
        help_ = help_for(self.part, key)
        label = said_of("labels", self.part, key) or _label(help_.meaning)
        hint = ". ".join(filter(None, [self._own(key), self._hint(key, help_, label, found)]))
        if "pattern" in found:
            found["pattern"][1] = f"Bitte so schreiben: {help_.example}"
        return {"name": key, "label": label, "required": required, **found, **({"hint": hint} if hint else {})}

    def _hint(self, key: str, help_: Help, label: str, found: dict[str, Any]) -> str:
        """What help.toml says beyond the heading, what the field says of itself, and an example where nothing is chosen."""
        said = said_of("hints", self.part, key)
        if said is not None:
            return said
        own = found.get("hint", "")
        meaning = re.sub(r" aus (site\.yaml|content/\w+)", "", help_.meaning)
        says_all = meaning.startswith("yes: ") or own.startswith("Ein Titel")
        more = "" if says_all else meaning.removeprefix(label).lstrip(",;:?. ")
        example = help_.example.strip('"') if found["widget"] in ("string", "text") else ""
        ends = own or (example and f"Zum Beispiel: {example}")
        return ". ".join(part[:1].upper() + part[1:] for part in (more.rstrip("."), ends) if part)

    def _own(self, key: str) -> str:
        """To which kinds of participation a key belongs; "" where to all."""
        kinds = MONEY_KINDS if key in MONEY_KEYS else [kind for kind, keys in OWN_KEYS.items() if key in keys]
        named = [self.words.label(kind, "participation kind") for kind in kinds]
        return f"Nur bei: {', '.join(named)}" if named and self.part is Participation else ""

    def _widget(
        self, key: str, allowed: dict[str, Any], marks: tuple[Any, ...], annotation: Any
    ) -> dict[str, Any] | None:
        group = self.part.parts().get(key)
        if group is not None:
            return self._group(key, group, takes_several(allowed))
        if choice := _mark(marks, annotation, Choice):
            options = [
                {"label": one.title if hasattr(one, "title") else one.name, "value": one.id}
                for one in getattr(self.site.info, choice.list)
            ]
            several = takes_several(allowed)
            return {"widget": "select", "multiple": several, "options": options} if options else None
        if reference := _mark(marks, annotation, Reference):
            return self._reference(reference, takes_several(allowed))
        if key == "repeat":
            return {"widget": "string", "hint": f"Zum Beispiel: {'; '.join(wording()['rhythms'])}"}
        if is_flag(allowed):
            return {"widget": "select", "options": YES_AND_NO}
        if known := words_for(self.part, key):
            return {"widget": "select", "options": [{"label": self._said(key, word), "value": word} for word in known]}
        if is_picture(self.where, key):
            return {"widget": "image", "choose_url": False}
        if takes_several(allowed):
            return _list(is_parted(marks, annotation))
        if allowed.get("type") == "object":
            return None
        is_long = key in LONG or any(getattr(mark, "func", None) is readers.text for mark in marks)
        pattern = _pasted(allowed.get("pattern", ""))
        return {"widget": "text" if is_long else "string"} | ({"pattern": [pattern, ""]} if pattern else {})

    def _group(self, key: str, group: type[Part], is_list: bool) -> dict[str, Any] | None:
        if self.depth >= DEEPEST:
            return None
        inner = type(self)(key, group, self.site, self.words, self.depth + 1)
        fields = [found for one in edited(group, translates=self.translates) if (found := inner.of(one))]
        if {field["name"] for field in fields} <= NAMES:  # nothing of it can be translated
            return None
        if not is_list:
            return {"widget": "object", "collapsed": True, "fields": fields}
        # what every entry says, else what comes first
        names = [field["name"] for field in fields]
        needed = [
            key for name, key in keys_of(group).items() if group.model_fields[name].is_required() and key in names
        ]
        summary = " · ".join("{{fields." + name + "}}" for name in (needed or names)[:2])
        one = {"label_singular": wording()["one_of"].get(key, "Eintrag")}
        return {"widget": "list", "summary": summary, **one, "collapsed": True, "fields": fields}

    def _reference(self, reference: Reference, is_list: bool) -> dict[str, Any]:
        """An id, chosen among those there are; where words may stand as well, a text that names some of them."""
        things = self.site.things[reference.kind]
        if not reference.or_text and things and len(things) <= 200:  # noqa: PLR2004 - a longer list is no help
            options = [{"label": thing.title, "value": thing.id} for thing in things]
            return {"widget": "select", "multiple": is_list, "options": options}
        example = f", zum Beispiel „{things[0].title}“" if things else ""
        words = " oder ".join(reference.words) or "eigene Worte"
        hint = f"Ein Titel aus „{wording()['plurals'][FOLDERS[reference.kind]]}“{example}, oder {words}"
        return _list(is_parted=False, hint=hint) if is_list else {"widget": "string", "hint": hint}

    def _said(self, key: str, word: str) -> str:
        group = GROUPS.get((self.where, key))
        return self.words.label(word, group) if group else wording()["words"][word]


class TranslatedField(Field):
    """The same of a translation: it need say nothing, and only what differs; its entries stand for the original's."""

    translates = True

    def _hint(self, key: str, help_: Help, label: str, found: dict[str, Any]) -> str:
        """Of a list, how its entries find those of the original; see validate/overlay.py."""
        if found["widget"] != "list" or "fields" not in found:
            return super()._hint(key, help_, label, found)
        names = {field["name"] for field in found["fields"]}
        return str(wording()["entries"][next((name for name in ("on", "id") if name in names), "order")])


def edited(part: type[Part], *, translates: bool = False) -> list[str]:
    """The keys of a type or group that are edited here, in its order; for a translation those that hold words."""
    is_thing = issubclass(part, Thing)
    keys = [key for key in keys_of(part).values() if key not in HIDDEN or (key == "id" and not is_thing)]
    known = TRANSLATABLE | part.parts().keys() | (SAID_OF_ITSELF if is_thing else NAMES)
    return [key for key in keys if key in known or not translates]


def _label(meaning: str) -> str:
    """The first words of a meaning, as a field is headed."""
    return re.split(r"[,;:(]|\. |(?<=\?) ", meaning.removeprefix("yes: "))[0].strip().rstrip(".")


def _mark(marks: tuple[Any, ...], annotation: Any, kind: type) -> Any:
    found = [
        mark
        for mark in (
            *marks,
            *(one for argument in get_args(annotation) for one in getattr(argument, "__metadata__", ())),
        )
        if isinstance(mark, kind)
    ]
    return found[0] if found else None


def _pasted(pattern: str) -> str:
    """The same pattern for a field, into which spaces that do not break and other dashes are pasted, and read as usual."""
    spaced = re.sub(r"^\^", r"^\\s*", re.sub(r"\$$", r"\\s*$", pattern))
    return spaced.replace("[T ,]", r"[T\s,]").replace("}-", r"}[-\u2010-\u2015\u2212]")


def _list(is_parted: bool, hint: str = "") -> dict[str, Any]:
    """Several texts: in one line, or a line for each where they may hold commas of their own."""
    if is_parted:
        return {"widget": "list", "hint": "Mehrere mit Komma trennen"}
    one = {"name": "one", "label": "Eintrag", "widget": "string", "required": False}
    return {
        "widget": "list",
        "collapsed": False,
        "label_singular": "Eintrag",
        "field": one,
        **({"hint": hint} if hint else {}),
    }


def is_picture(where: str, key: str) -> bool:
    """Whether a key of the group `where` names a picture that is chosen and seen."""
    return (where, key) == ("image", "file")


def is_flag(allowed: dict[str, Any]) -> bool:
    """Whether a key says yes or no, and nothing else; `allowed` is its JSON Schema."""
    return "enum" in allowed and {"yes", "ja"} <= set(allowed["enum"]) <= {*FLAG["enum"], None}


def is_joined(marks: tuple[Any, ...]) -> bool:
    """Whether what a file may say as a list is one line of text here: moments, with „und“ between them."""
    return any(getattr(mark, "func", None) is time_readers.moments for mark in marks)


def is_parted(marks: tuple[Any, ...], annotation: Any) -> bool:
    """Whether a line of several values is parted at its commas."""
    inner = (one for argument in get_args(annotation) for one in getattr(argument, "__metadata__", ()))
    return any(getattr(getattr(mark, "func", None), "parted", False) for mark in (*marks, *inner))
