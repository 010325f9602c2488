"""Table: the models as tables for people: docs/content-model.md, in German."""

from collections.abc import Iterator

from ..model import TYPES, Partners, SiteInfo, Thing
from ..model.help import help_of, keys_of
from ..model.thing import Part
from . import NAMES, accepts, is_needed, takes_several, words_for

HEAD = """# Was in den Dateien steht

Eine Datei ist eine Sache; der Ordner sagt, was für eine. Oben steht zwischen zwei Zeilen mit `---` der Kopf, darunter der Text.
**Fett** ist, was jede Datei der Art braucht; alles andere hat eine sinnvolle Vorgabe. Im Editor helfen die Dateien in
`content/.schema` beim Ausfüllen, `invoke new` legt eine Datei mit Erklärungen an.

Eine Übersetzung liegt daneben und heißt wie das Original, mit der Sprache vor der Endung: `sommerfest.tr.md`.
Sie enthält nur, was anders ist.

Diese Seite wird aus dem Programm selbst erzeugt (`invoke schema`).
"""


GROUPS = """
# Gruppen von Angaben

Was zu einer Gruppe gehört, steht unter ihrer Angabe, um zwei Leerzeichen eingerückt. Heißt es oben „Liste“, beginnt jeder
Eintrag mit einem Strich, und seine weiteren Zeilen stehen genau unter der ersten:

    image:
      file: sommerfest.jpg
      alt: Drei Kinder tragen einen Kürbis
    milestones:
      - title: Das erste Beet steht
        date: 2026-04
      - title: Die erste Ernte
        date: 2026-09
"""


def as_markdown() -> str:
    """The page docs/content-model.md: a table for each type, and for each group of keys inside them."""
    texts = [HEAD]
    parts: dict[str, type[Part]] = {}
    texts += _section("In jeder Datei", Thing, set(), parts)
    common = set(keys_of(Thing).values())
    for folder, kind in TYPES.items():
        texts += _section(f"{NAMES[folder]}: content/{folder}/", kind, common, parts)
    texts += _section("content/site.yaml", SiteInfo, set(), parts)
    texts += _section("content/partners.yaml", Partners, set(), parts)
    texts.append(GROUPS)
    done: set[str] = set()
    while waiting := [name for name in parts if name not in done]:
        for name in waiting:
            done.add(name)
            texts += _section(name, parts[name], set(), parts)
    return "".join(texts)


def _section(title: str, part: type[Part], left_out: set[str], parts: dict[str, type[Part]]) -> Iterator[str]:
    yield f"\n## {title}\n\n| Angabe | Bedeutung | Beispiel |\n|---|---|---|\n"
    for name, key in keys_of(part).items():
        if key in left_out:
            continue
        info, help_ = part.model_fields[name], help_of(part, name)
        inner = part.parts().get(key)
        if inner:
            parts.setdefault(inner.__name__, inner)
        shown = f"`{help_.example}`"
        if inner:
            listed = "Liste: " if takes_several(accepts(info.annotation, tuple(info.metadata))) else ""
            shown = f"{listed}[{inner.__name__}](#{inner.__name__.lower()})"
        known = words_for(part, key)
        choices = " (" + ", ".join(f"`{word}`" for word in known) + ")" if known else ""
        yield f"| {f'**{key}**' if is_needed(part, name) else key} | {help_.meaning}{choices} | {shown} |\n"
