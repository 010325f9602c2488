"""Field: a key of a model as a field of Decap CMS, in German. Source: decapcms.org/docs/widgets."""

import re
from typing import Any, get_args

from ..calendar.phrase import GERMAN_FORMS
from ..edit.draft import help_for
from ..model import FOLDERS
from ..model.help import keys_of
from ..model.reference import Choice, Reference
from ..model.thing import Part
from ..schema import FLAG, accepts, words_for
from ..site import Site
from ..words import Words

# what the program fills in, or only experts touch; files keep these lines as they are
HIDDEN = {
    "id",
    "slug",
    "formerly",
    "modified",
    "rrule",
    "dates",
    "source",
    "previous_start",
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
# shorter than what help.toml says, where that is no heading
LABELS = {
    "except": "Ausgelassene Tage",
    "also": "Zusätzliche Tage",
    "changes": "Einzelne Termine absagen oder verlegen",
    "pause": "Pausen",
    "repeat": "Wiederholung",
    "on": "An welchem Tag",
    "note": "Hinweis dazu",
    "status": "Stand",
    "image": "Bild",
}
ONE_OF = {"changes": "Abweichender Termin", "documents": "Dokument", "contacts": "Kontakt", "milestones": "Meilenstein"}
YES_AND_NO = [{"label": "ja", "value": "yes"}, {"label": "nein", "value": "no"}]
MOST_KNOWN = 12
DEEPEST = 3
DAY_ERROR = "Bitte so schreiben: 2026-12-03"


class Field:
    """Makes the field for a key of a type or of a group of keys."""

    def __init__(self, where: str, part: type[Part], site: Site, words: Words, depth: int = 0) -> None:
        self.where, self.part, self.site, self.words, self.depth = where, part, site, words, depth
        self.in_list = False

    def of(self, key: str) -> dict[str, Any] | None:
        """The field; None for what is not edited here."""
        name = next(name for name, known in keys_of(self.part).items() if known == key)
        info = self.part.model_fields[name]
        marks = tuple(info.metadata)
        allowed = accepts(info.annotation, marks)
        found = self._widget(key, allowed, marks, info.annotation)
        if found is None:
            return None
        help_ = help_for(self.part, key)
        example = help_.example if help_.example and not help_.example.startswith(("{", "[")) else ""
        hint = found.pop("hint", "") or (f"Zum Beispiel: {example.strip(chr(34))}" if example else "")
        # little is demanded here: a translation says what differs and no more, and Decap asks for what stands in a
        # group that nobody opened; check knows the rest
        required = (self.depth == 0 and key in ("title", "date")) or (self.in_list and info.is_required())
        label = LABELS.get(key) or _label(help_.meaning)
        more = help_.meaning if help_.meaning != label else ""
        more = re.sub(rf"^{re.escape(label)}[;:] ", "", more)  # what the heading says already
        text = ". ".join(filter(None, [more.rstrip("."), hint]))
        return {"name": key, "label": label, "required": required, **({"hint": text} if text else {}), **found}

    def _widget(
        self, key: str, allowed: dict[str, Any], marks: tuple[Any, ...], annotation: Any
    ) -> dict[str, Any] | None:
        group = self.part.parts().get(key)
        if group is not None:
            return self._group(key, group, is_list(allowed, self.part, key))
        if choice := _mark(marks, annotation, Choice):
            options = [
                {"label": one.title if hasattr(one, "title") else one.name, "value": one.id}
                for one in getattr(self.site.info, choice.list)
            ]
            several = is_list(allowed, self.part, key)
            return {"widget": "select", "multiple": several, "options": options} if options else None
        if reference := _mark(marks, annotation, Reference):
            return self._reference(reference, is_list(allowed, self.part, key))
        if key == "repeat":
            return {"widget": "string", "hint": f"Zum Beispiel: {'; '.join(GERMAN_FORMS)}"}
        if allowed.get("enum") and "yes" in allowed["enum"] and set(allowed["enum"]) <= {*FLAG["enum"], None}:
            return {"widget": "select", "options": YES_AND_NO}
        if known := words_for(self.part, key):
            return {"widget": "select", "options": [{"label": self._said(key, word), "value": word} for word in known]}
        if self.where == "image" and key == "file":
            return {"widget": "image", "choose_url": False}
        if is_list(allowed, self.part, key):
            return {"widget": "list", "hint": "Mehrere mit Komma trennen"}
        if allowed.get("type") == "object":
            return None
        text = {"widget": "text"} if key in ("note", "goal", "results", "summary", "alt") else {"widget": "string"}
        pattern = allowed.get("pattern", "")
        return text | (
            {"pattern": [pattern, DAY_ERROR if "4}-" in pattern else "Das ist so nicht möglich"]} if pattern else {}
        )

    def _group(self, key: str, group: type[Part], is_list: bool) -> dict[str, Any] | None:
        if self.depth >= DEEPEST:
            return None
        inner = Field(key, group, self.site, self.words, self.depth + 1)
        inner.in_list = is_list
        fields = [found for one in keys_of(group).values() if one not in HIDDEN and (found := inner.of(one))]
        if not is_list:
            return {"widget": "object", "collapsed": True, "fields": fields}
        summary = "{{fields." + fields[0]["name"] + "}}"
        one = {"label_singular": ONE_OF.get(key, "Eintrag")}
        return {"widget": "list", "summary": summary, **one, "collapsed": True, "fields": fields}

    def _reference(self, reference: Reference, is_list: bool) -> dict[str, Any]:
        """An id, chosen among those there are; where words may stand as well, a text that names some of them."""
        things = self.site.things[reference.kind]
        if not reference.or_text and things and len(things) <= 200:  # noqa: PLR2004 - a longer list is no help
            options = [{"label": thing.title, "value": thing.id} for thing in things]
            return {"widget": "select", "multiple": is_list, "options": options}
        known = ", ".join(thing.id for thing in things[:MOST_KNOWN])
        hint = f"Ein Dateiname aus content/{FOLDERS[reference.kind]}, oder Worte. Es gibt zum Beispiel: {known}"
        return {"widget": "list" if is_list else "string", "hint": hint}

    def _said(self, key: str, word: str) -> str:
        group = GROUPS.get((self.where, key))
        return self.words.label(word, group) if group else word


def _label(meaning: str) -> str:
    """The first words of a meaning, as a field is headed."""
    return re.split(r"[,;:(]|\. ", meaning)[0].strip().rstrip("?.")


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


def is_list(allowed: dict[str, Any], part: type[Part], key: str) -> bool:
    """Whether a key may hold several values; `allowed` is its JSON Schema."""
    several = allowed.get("type") == "array" or any(one.get("type") == "array" for one in allowed.get("anyOf", []))
    return several and key in keys_of(part).values()


def is_parted(marks: tuple[Any, ...], annotation: Any) -> bool:
    """Whether a line of several values is parted at its commas."""
    inner = (one for argument in get_args(annotation) for one in getattr(argument, "__metadata__", ()))
    return any(getattr(getattr(mark, "func", None), "parted", False) for mark in (*marks, *inner))
