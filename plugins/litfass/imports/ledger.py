"""Ledger: a list beside the content of what came in: under which name, into which file, and what was written then."""

import hashlib
import json
from pathlib import Path

from ..edit.change import Refused
from ..edit.sentences import say
from ..machine.disk import put_whole

LEDGER = ".imports.json"


def read_ledger(content: Path, language: str) -> dict[str, dict[str, str]]:
    """What the list of a content folder remembers; {} when there is none yet.

    Raises:
        Refused: it cannot be read, as after a merge that nobody finished. Without it, files that an editor changed or deleted
            would be written anew.

    """
    path = content / LEDGER
    try:
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return {key: {"file": one["file"], "digest": one["digest"], **one} for key, one in known.items()}
    except (ValueError, LookupError, AttributeError, TypeError):
        raise Refused(say("ledger-broken", language, path=path.as_posix())) from None


def keep_ledger(content: Path, ledger: dict[str, dict[str, str]]) -> None:
    """Write the list where it says something new."""
    path = content / LEDGER
    text = json.dumps(ledger, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if ledger and (not path.is_file() or path.read_text(encoding="utf-8") != text):
        put_whole(path, text.encode())


def digest(data: bytes) -> str:
    """By what it is seen whether somebody changed a file."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()  # Git may change line ends on the way
