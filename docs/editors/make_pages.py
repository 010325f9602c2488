"""Writes the pages of the handbook that are made from the code itself.

messages.md: every message an editor may read, with the broken lines that cause it, from tests/problems.
repeat.md: every form in which a repetition may be written, from the grammar.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "plugins"))

from litfass.calendar.grammar import FORMS  # noqa: E402 - the plugin is not installed, only found
from litfass.calendar.phrase import parse_phrase  # noqa: E402 - the plugin is not installed, only found
from litfass.problems import Problem, codes  # noqa: E402
from litfass.slug import slugify  # noqa: E402
from litfass.words.catalogue import words_in  # noqa: E402

HEAD = """# Was die Meldungen bedeuten

Jede Meldung nennt die Datei und die Zeile, sagt, was nicht stimmt, und wie Sie es beheben. Ein **Fehler** hält die
Veröffentlichung auf; ein **Hinweis** nicht. Die öffentliche Seite bleibt in jedem Fall, wie sie ist.

Suchen Sie die ersten Wörter der Meldung: Die Meldungen sind danach geordnet, was Sie gerade geschrieben haben, und darin nach
ihren Anfangsbuchstaben. „…“ steht für das, was bei Ihnen steht.
"""

# what an editor was writing, and the codes of what may be wrong with it; all others are shown at the end
GROUPS = {
    "Termine und Wiederholungen": {
        *(
            "bad-day",
            "no-such-day",
            "bad-year",
            "bad-time",
            "bad-moment",
            "bad-end",
            "moment-span",
            "end-span",
            "listed-time",
            "no-clock",
            "weekday-or-day",
            "several-days",
            "bad-repeat",
            "bad-rrule",
            "end-before-start",
        ),
        *("end-equals-start", "end-mixed", "no-such-time", "time-twice", "until-before-start", "no-dates"),
        *(
            "start-off-rule",
            "rare-month-day",
            "change-twice",
            "moved-again",
            "change-nothing",
            "no-date-there",
            "except-no-match",
        ),
        *("pause-data-ends", "told-twice", "deadline-after", "series-ends", "weekday-wrong", "soon-no-more"),
        *("event-deleted", "bad-deadline", "bad-last-day", "moved-onto", "repeat-two-ways", "repeat-which-day"),
        *("end-next-day", "moved-from-when", "moved-to-when", "moved-nowhere", "change-after-end", "new-and-over"),
        *(
            "except-alone",
            "repeat-too-much",
            "registration-or-not",
            "registration-how",
            "while-shut",
            "closed-days-end",
            "break-unused",
            "still-on",
            "listed-in-pause",
            "pause-and-only",
            "repeat-only",
        ),
    },
    "Orte und andere Dateien nennen": {
        *(
            "no-such-thing",
            "other-kind",
            "read-as-text",
            "one-name",
            "names-in-text",
            "no-such-choice",
            "self-reference",
            "hidden-reference",
            "bad-about",
        ),
        *(
            "off-the-map",
            "stale-actor",
            "bad-hours",
            "hours-no-end",
            "bad-telephone",
            "bad-email",
            "no-consent",
            "perhaps-a-person",
        ),
    },
    "Bilder und Filme": {
        *(
            "missing-alt",
            "alt-says-nothing",
            "no-credit",
            "no-such-picture",
            "picture-unusable",
            "bad-picture",
            "heic",
            "picture-too-big",
        ),
        *("picture-too-long", "small-picture", "outside-picture", "body-alt", "bad-video", "no-such-video"),
        *("no-such-document", "bad-document"),
    },
    "Kopf der Datei": {
        *("no-front-matter", "toml-front-matter", "unclosed-front-matter", "tab", "no-break-space"),
        *(
            "wrong-dashes",
            "list-sign",
            "missing-colon",
            "missing-space",
            "indent-needless",
            "yaml-bracket",
            "yaml-colon",
            "entry-colon",
        ),
        *(
            "yaml-start",
            "yaml-hash",
            "yaml-quote",
            "yaml-escape",
            "yaml-unclosed",
            "missing-comma",
            "dash-space",
            "yaml",
            "yaml-not-a-map",
            "yaml-tag",
        ),
        *(
            "yaml-alias",
            "yaml-deep",
            "comma-in-braces",
            "duplicate-key",
            "duplicate-in-entry",
            "duplicate-list",
            "list-indent",
            "group-indent",
        ),
        *("not-below", "want-dashes", "merge-conflict", "control-character"),
    },
    "Angaben und ihre Werte": {
        *("unknown-key", "missing", "missing-below", "want-text", "want-list", "want-map", "want-named", "one-line"),
        *("too-long",),
        *(
            "bad-choice",
            "bad-flag",
            "bad-number",
            "bad-degrees",
            "bad-partial-day",
            "bad-url",
            "bad-online",
            "bad-language",
            "language-unknown",
            "bad-ages",
            "bad-levels",
        ),
        *("bad-value", "needs", "either-or", "not-for-kind", "done-ahead", "not-yet", "no-glyph"),
    },
    "Text und Verweise": {
        *(
            "dead-link",
            "no-such-anchor",
            "bad-link",
            "dead-outside-link",
            "link-text",
            "body-html",
            "body-too-deep",
            "body-too-slow",
        ),
    },
    "Meldungen im Ordner news": {"future-news", "no-news-date", "expires-first", "public-at-once"},
    "In anderen Sprachen": {
        *(
            "no-original",
            "language-own",
            "translation-older",
            "translation-behind",
            "no-such-entry",
            "no-such-id",
            "no-such-change",
            "language-without-words",
            "fewer-entries",
        ),
        *("not-to-translate", "language-not-offered", "long-sentence"),
    },
    "Geld und Beteiligung": {
        *("budget-sum", "budget-year", "budget-overspent", "private-applicant", "ends-first", "session-twice"),
        *("no-meeting-there", "no-such-programme", "project-over"),
    },
    "Dateien und Adressen": {
        *(
            "stray-file",
            "file-type",
            "text-ending",
            "wrong-folder",
            "not-regular",
            "file-too-big",
            "file-name",
            "same-name",
            "folder-too-deep",
        ),
        *(
            "unreadable",
            "not-utf8",
            "not-text",
            "empty-file",
            "bad-slug",
            "bad-old-address",
            "same-short-address",
            "same-address",
        ),
        *("same-id", "same-title", "address-gone", "id-gone", "taken-back", "host-gone", "choice-gone"),
    },
    "Karte": {code for code in codes() if code.startswith("outline-")},
    "Die ganze Seite": {"no-site", "bad-colour", "weak-colour", "legal-page", "no-enforcement-body", "sheet-left-out"},
}
INDEX = {
    "Termine und Wiederholungen": "`start`, `end`, `repeat`, `until`, `changes`, Fristen, Wochentage im Text",
    "Orte und andere Dateien nennen": "`place`, `organizer`, `partners`, `project`, `topics`, Öffnungszeiten, Personen und Kontakte",
    "Bilder und Filme": "`image`, `alt`, Bilder im Text, Dokumente, Filme",
    "Kopf der Datei": "die Zeilen zwischen `---`: Doppelpunkte, Anführungszeichen, Einrückung, Striche",
    "Angaben und ihre Werte": "was unbekannt ist, fehlt, zu lang ist, sich widerspricht oder nicht sein kann",
    "Text und Verweise": "was unter dem Kopf steht",
    "Meldungen im Ordner news": "Datum einer Meldung",
    "In anderen Sprachen": "Übersetzungen und Leichte Sprache",
    "Geld und Beteiligung": "Fördertöpfe, Aufrufe, Gremien",
    "Dateien und Adressen": "Namen, Ordner, Größe, was umbenannt wurde",
    "Karte": "`quartier.geojson`",
    "Die ganze Seite": "`site.yaml`, Pflichtseiten, Blätter zum Drucken",
    "Weiteres": "alles andere",
}

NO_BREAK = "\u00a0"  # several spaces in a row are one on a page

REPEAT = """# Was sich als Wiederholung schreiben lässt

Hinter `repeat:` steht eine dieser Formen, mit anderen Tagen, Zahlen und Monaten. Gezählt wird ab `start`; steht kein Wochentag
da, gilt der von `start`, und die Seite nennt ihn. „Jeden zweiten Dienstag“ kann zweierlei heißen: Schreiben Sie „alle zwei
Wochen dienstags“ oder „jeden zweiten Dienstag im Monat“. Tage dürfen kurz sein: „Di“ oder „Di.“. Die Seite schreibt die
Wiederholung selbst wieder hin, wie in der zweiten Spalte; so können Text und Termine sich nicht widersprechen. „Werktags“ sind
Montag bis Samstag. Gerade und ungerade Wochen gehen nach der Nummer der Kalenderwoche; auf eine Woche 53 folgt die Woche 1, und
beide sind ungerade. Ein Quartal beginnt im Januar, April, Juli und Oktober. Statt einer Form kann unter `rrule:` auch stehen, was
in der dritten Spalte steht, und unter `dates:` eine Liste von Tagen.

| So geschrieben | So gelesen | Im Kalender (RFC 5545) |
|---|---|---|
"""


def messages() -> str:
    """The whole page as Markdown: an index, then what an editor was writing, and each message with its example."""
    cases = {_code(path): path for path in sorted((ROOT / "tests/problems").rglob("*.txt"))}
    groups = {title: [code for code in codes() if code in known] for title, known in GROUPS.items()}
    named = {code for known in groups.values() for code in known}
    groups["Weiteres"] = [code for code in codes() if code not in named]
    shown = {title: sorted(found, key=_begins) for title, found in groups.items() if found}
    index = "\n".join(f"- [{title}](#{_anchor(title)}): {INDEX[title]}" for title in shown)
    seen: set[str] = set()
    parts = [
        f"\n## {title}\n" + "".join(_section(code, cases.get(code), seen) for code in found)
        for title, found in shown.items()
    ]
    return f"{HEAD}\n{index}\n{''.join(parts)}"


def _anchor(title: str) -> str:
    """Where a heading is found, the same in a forge and in the book: titles have no umlauts."""
    return title.lower().replace(" ", "-")


def _begins(code: str) -> str:
    """What a message begins with, as people look for it: without signs, and without the value that stands first."""
    said = re.sub(r"„?\{\w+\}“?", "", Problem("", 1, "", code).what("de"))
    return slugify(said)


def _code(path: Path) -> str:
    if code := {"sprachcafe.tr.md.txt": "no-such-change"}.get(path.name):
        return code
    stem = re.sub(r"^(\d{4}-\d{2}-\d{2}-|zz-)", "", path.name.partition(".")[0])
    return {
        "File_Name": "file-name",
        "sprachcafe": "language-not-offered",
        "music": "file-type",
        "garten": "translation-older",
        "topf": "no-such-entry",
        "vorlesen": "not-to-translate",
        "sommerfest": "language-own",
    }.get(stem, stem)


def _section(code: str, case: Path | None, seen: set[str]) -> str:
    """One message: its sentence as heading, what to do, its name for machines, and an example."""
    problem = Problem("", 1, "…", code)
    kind = "Fehler" if problem.is_error else "Hinweis"
    what, cure = (_plain(text) for text in (problem.what("de"), problem.cure("de")))
    heading = what.rstrip(".:")
    heading += f" ({code})" if slugify(heading) in seen else ""
    seen.add(slugify(heading))
    text = f"\n### {heading}\n\n**{kind}** (`{code}`). {cure}\n"
    if case is None:
        return text
    german = case.read_text(encoding="utf-8").split("\n\n")[0]
    return f"{text}\nZum Beispiel:\n\n```\n{german}\n```\n"


def _plain(said: str) -> str:
    """A sentence with "…" for each value; what looks like Markdown or HTML in it is none."""
    said = re.sub(
        r"(?<=„) +|(?<=\s) +",
        lambda found: NO_BREAK * len(found.group()),
        said.replace("}:{", "}: {").replace("{indent}", "  "),
    )
    escaped = re.sub(r"([\[*#])", r"\\\1", re.sub(r"\{\w+\}\.?$|\{\w+\}", "…", said))
    return escaped.replace("<", "&lt;").strip()


def repeat() -> str:
    """The table of all repeat forms, each as it is read back and as calendars get it."""
    words = words_in(ROOT / "theme", "de")
    rules = [(form, parse_phrase(form)) for form in FORMS]
    rows = [f"| `{form}` | {words.rule(rule)} | `{rule.to_rrule()}` |" for form, rule in rules if rule]
    return REPEAT + "\n".join(rows) + "\n"


PAGES = {"messages.md": messages, "repeat.md": repeat}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (Path(__file__).parent / name).write_text(make(), encoding="utf-8")
