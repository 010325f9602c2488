"""Left behind: doubts about translations whose originals say something else since, as far as Git remembers."""

from collections.abc import Iterator
from typing import Any

from ..link import Material
from ..link.material import Translation
from ..model import TYPES, SiteInfo
from ..parse import Document, Path, read
from ..problems import Problem
from ..validate.overlay import translatable
from .git import MOST_COMMITS, Git


def left_behind(git: Git, material: Material) -> Iterator[Problem]:
    """One doubt for each translation whose original's words were changed after it."""
    later = list(_later(git, material))
    if not later:
        return
    now = {one.document.path: one.document for one in (*material.entries, *material.unfinished)}
    now["site.yaml"] = material.info_document
    then = git.blobs(f"{commit}:./{one.original}" for one, commit in later)
    for (one, _), data in zip(later, then, strict=True):
        before = read(data, one.original)[0] if data is not None else None
        after = now.get(one.original)
        if before is None or after is None or _says_otherwise(one.document, before, after):
            yield one.document.problem("translation-behind", original=one.original)


def _later(git: Git, material: Material) -> Iterator[tuple[Translation, str]]:
    """Translations whose original was saved after them, and the commit in which each was changed last."""
    if not material.translations:
        return
    changed, edited = git.last_changes(), git.edited()
    for one in material.translations:
        original, path = one.original, one.document.path
        if not original or path in edited or path not in changed:
            continue
        age, commit = changed[path]
        if original in edited or changed.get(original, (MOST_COMMITS, ""))[0] < age:
            yield one, commit


def _says_otherwise(translation: Document, before: Document, after: Document) -> bool:
    """Whether anything was edited that a translation says: what this one says, or words it may lack.

    A day, a price of figures or a colour is the same in all languages.
    """
    said, old, new = _words(translation), _words(before), _words(after)
    edited = [path for path in old | new if old.get(path) != new.get(path)]
    return any(path in said or any(map(str.isalpha, str(new.get(path, "")))) for path in edited)


def _words(document: Document) -> dict[Path, Any]:
    kind = TYPES[document.folder] if document.folder else SiteInfo
    return {**dict(translatable(kind, document.fields)), ("body",): document.body.strip()}
