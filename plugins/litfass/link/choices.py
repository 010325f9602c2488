"""Choices: which entries of the lists in site.yaml, such as its topics, a text names."""

from typing import Any

from ..model.reference import Choice
from ..model.site_info import SiteInfo, known_ids
from ..parse import Document, Path
from ..problems import Problem, nearest
from .meant import looks_like_id

# of a list beside which words may stand
IN_WORDS = {
    "de": " Was nur hier vorkommt, steht mit ganzem Namen da, zum Beispiel „Bäckerei Beispiel“.",
    "en": ' What stands here only is written with its whole name, for example "Bäckerei Beispiel".',
}


class Choices:
    """Looks names up in the lists of site.yaml; what is in none becomes a Problem."""

    def __init__(self, info: SiteInfo, problems: list[Problem]) -> None:
        self.info, self.problems = info, problems
        self._known: dict[str, dict[str, str]] = {}

    def chosen(self, document: Document, mark: Choice, value: Any, path: Path) -> Any:
        """The ids that a text or several name, also by what they were called before; one text gives one id."""
        names = value if isinstance(value, tuple) else (value,)
        now = self._ids_in(mark.list)
        for index, written in enumerate(names):
            if written not in now and not (mark.or_text and self._is_said(mark.list, written)):
                self.problems.append(self._unknown(document, mark, written, (*path, index)))
        found = tuple(dict.fromkeys(now.get(one, one) for one in names))
        return found if isinstance(value, tuple) else found[0]

    def _ids_in(self, name: str) -> dict[str, str]:
        """Each id that a list has or had, with what it is today."""
        if name not in self._known:
            self._known[name] = {id_: item.id for item in getattr(self.info, name) for id_ in known_ids(item)}
        return self._known[name]

    def _unknown(self, document: Document, mark: Choice, written: str, path: Path) -> Problem:
        known = ", ".join(item.id for item in getattr(self.info, mark.list))
        values = {"list": mark.list, "known": known, "more": IN_WORDS if mark.or_text else ""}
        return document.problem("no-such-choice", path, value=written, guess=self._guess(mark.list, written), **values)

    def _is_said(self, name: str, written: str) -> bool:
        """Whether words mean themselves: they could be no id, and are like none of the list."""
        return not looks_like_id(written) and not self._guess(name, written)

    def _guess(self, name: str, written: str) -> str:
        """The id of a list that is perhaps meant, by its name too; "" for none."""
        now = self._ids_in(name)
        labels = {
            called: item.id
            for item in getattr(self.info, name)
            if (called := getattr(item, "label", "") or getattr(item, "name", ""))
        }
        return now.get(nearest(written, now)) or labels.get(nearest(written, labels), "")
