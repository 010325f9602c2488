"""Frame: what the preview adds to a page it sends: the word "Vorschau" with its date, and what is wrong, with file and line."""

from datetime import datetime
from html import escape

from babel.dates import format_date

from .worker import Result

WORDS = {
    "de": {
        "preview": "Vorschau",
        "pretended": "vorgegebener Tag: {day}",
        "today": "Stand: {day}",
        "wrong": "Hier ist etwas zu beheben; die Vorschau zeigt den letzten guten Stand.",
        "left-out": "Hier ist etwas zu beheben; diese Dateien fehlen in der Vorschau.",
        "doubts": "Hinweise: {count}",
        "nothing": "Noch keine Seite",
        "building": "Die Seite wird gerade zum ersten Mal gebaut …",
        "gone": "Die Vorschau läuft nicht mehr. Sobald invoke serve wieder läuft, lädt sich diese Seite neu.",
        "no-prints": "Drucke fehlen in der Vorschau; invoke serve --prints macht sie mit.",
    },
    "en": {
        "preview": "Preview",
        "pretended": "pretended day: {day}",
        "today": "as of {day}",
        "wrong": "Something is to be mended; the preview shows the last good state.",
        "left-out": "Something is to be mended; these files are left out of the preview.",
        "doubts": "Doubts: {count}",
        "nothing": "No page yet",
        "building": "The site is being built for the first time …",
        "gone": "The preview has ended. As soon as invoke serve runs again, this page loads anew.",
        "no-prints": "Prints are left out of the preview; invoke serve --prints makes them too.",
    },
}
HOME = "/_vorschau/"
HEAD = f'<link rel="stylesheet" href="{HOME}vorschau.css">'


def framed(page: str, frame: str, version: str) -> str:
    """A page with the frame at the start of its body, and with what reloads it once there is another version of it."""
    script = f'<script src="{HOME}vorschau.js" data-version="{version}" defer></script>'
    before, found, after = page.partition("</head>")
    if not found:
        return f"<!doctype html><html><head>{HEAD}</head><body>{frame}{page}{script}</body></html>"
    start = after.index(">", after.index("<body")) + 1 if "<body" in after else 0
    body = after[:start] + frame + after[start:]
    body = body.replace("</body>", f"{script}</body>", 1) if "</body>" in body else body + script
    return f"{before}{HEAD}</head>{body}"


def frame_of(result: Result | None, language: str, now: str) -> str:
    """The frame as HTML: date, and every problem of the last build."""
    words = WORDS[language]
    day = format_date(datetime.fromisoformat(now) if now else datetime.now(), "full", locale=language)  # noqa: DTZ005 - the wall's clock is shown
    date = words["pretended" if now else "today"].format(day=day)
    parts = [f'<p class="vorschau__date"><b>{words["preview"]}</b> · {escape(date)}</p>']
    # shown by the script
    parts.append(f'<p class="vorschau__gone" role="alert" hidden><b>{words["gone"]}</b></p>')
    if result and (result.code or result.errors):
        parts.append(f'<div role="alert"><p><b>{words["wrong" if result.code else "left-out"]}</b></p>')
        parts += [_list(result.errors)] if result.errors else [f"<pre>{escape(result.said.strip())}</pre>"]
        parts.append("</div>")
    doubts = [problem for problem in result.problems if problem["level"] != "error"] if result else []
    if doubts:
        summary = words["doubts"].format(count=len(doubts))
        parts.append(f"<details><summary>{summary}</summary>{_list(doubts)}</details>")
    state = "wrong" if result and (result.code or result.errors) else "well"
    return f'<aside class="vorschau vorschau--{state}" aria-label="{words["preview"]}">{"".join(parts)}</aside>'


def _list(problems: list) -> str:
    items = (
        f"<li><code>{escape(problem['path'])}:{problem['line']}</code> "
        f"{escape(problem['key'] + ': ' if problem['key'] else '')}{escape(problem['what'])}<br><small>{escape(problem['cure'])}</small></li>"
        for problem in problems
    )
    return f"<ul>{''.join(items)}</ul>"
