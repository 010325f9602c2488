"""Shelf: puts what was taken into files, once, and never over what an editor wrote.

The ledger remembers under which name each thing came, and what was written then: a file that still says the same may be
written anew, one that was changed or deleted is the editors'.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from ..body import render
from ..check import findings
from ..edit.change import Desk
from ..edit.sentences import say
from ..edit.splice import CannotSplice
from ..machine.disk import put_whole
from ..model import FOLDERS
from ..parse import Document, read
from ..problems import Problem
from ..slug import slugify
from ..validate import validate
from .fitting import fitting
from .ledger import digest, keep_ledger, read_ledger
from .likeness import address, likeness, likeness_of
from .report import Report
from .taken import Remark, Taken, as_written

LONGEST_NAME = 60


class Shelf:
    """The content as a place for what comes in. `folder` is where below a type's folder its files go; "" for there."""

    def __init__(self, desk: Desk, first_line: str, source: str = "", folder: str = "") -> None:
        self.desk, self.first_line, self.source, self.folder = desk, first_line, source, folder
        self.report = Report()
        self.ledger = read_ledger(desk.content, desk.language)
        entries = desk.material.entries
        self.ids = {entry.thing.id for entry in entries} | {entry.document.stem for entry in entries}
        self.slugs = {
            address(entry.thing, slug): entry.document.path
            for entry in entries
            for slug in (entry.thing.slug, *entry.thing.formerly)
        }
        self.known = {likeness(entry.thing): entry.document.path for entry in entries}
        # a page that was there is what stands at its address, whatever its title
        self.pages = {entry.thing.slug: entry.document.path for entry in entries if entry.thing.kind == "page"}
        # names of files that are not written yet, by the UID of what is to be in them
        self.promised: dict[str, str] = {}
        self.before: dict[str, tuple[str, bytes | None, dict[str, str] | None]] = {}

    def put_all(self, things: Iterable[Taken]) -> Report:
        """Write all of them; what check then calls an error is taken back and said."""
        for taken in things:
            self._put(taken)
        self._take_back()
        keep_ledger(self.desk.content, self.ledger)
        return self.report

    def key(self, uid: str) -> str:
        """The name under which the list remembers a thing."""
        return f"{self.source}:{uid}" if self.source else uid

    def of_source(self) -> dict[str, str]:
        """Paths of all files that came from this source, by their UID."""
        start = f"{self.source}:" if self.source else ""
        return {key.removeprefix(start): one["file"] for key, one in self.ledger.items() if key.startswith(start)}

    def is_untouched(self, path: str) -> bool:
        """Whether a file still says what was written when it came."""
        digests = {one["digest"] for one in self.ledger.values() if one["file"] == path}
        file = self.desk.content / path
        return file.is_file() and digest(file.read_bytes()) in digests

    def recognise(self, things: Iterable[Taken], gone: Iterable[str]) -> None:
        """Find things again whose source has new UIDs for them and no longer the old ones, which are `gone`: by what they are."""
        of_source = self.of_source()
        old = {of_source[uid]: self.key(uid) for uid in gone}
        for taken in things:
            known = old.pop(self.known.get(likeness_of(taken), ""), "")
            if known and self.key(taken.uid) not in self.ledger:
                self.ledger[self.key(taken.uid)] = self.ledger.pop(known)

    def rewrite(self, uid: str, data: bytes) -> None:
        """Write a file that came from this source anew, with what its source means."""
        known = self.ledger[self.key(uid)]
        put_whole(self.desk.content / known["file"], data)
        known["digest"] = digest(data)
        self.report.written.append(known["file"])
        keep_ledger(self.desk.content, self.ledger)

    def stem_of(self, taken: Taken) -> str:
        """The name, without ending, that a thing's file has or will get, so that others can link to it."""
        known = self.ledger.get(self.key(taken.uid), {}).get("file") or self._twin(taken)
        if not known and taken.uid not in self.promised:
            self.promised[taken.uid] = self._name(taken)
            self.ids.add(self.promised[taken.uid])
        return PurePosixPath(known).stem if known else self.promised[taken.uid]

    # --- one thing ------------------------------------------------------------------------------------------

    def _put(self, taken: Taken) -> None:
        for remark in taken.remarks:
            self.report.tell(remark)
        fitting = self._fitting(taken)
        if fitting is None:
            return
        known = self.ledger.get(self.key(taken.uid))
        if known is None:
            self._new(fitting)
        elif not (self.desk.content / known["file"]).is_file():
            self.report.tell(Remark(taken.title, "was-deleted", {"path": known["file"]}))
        elif not self.is_untouched(known["file"]):
            self._leave(fitting, known)
        else:
            self._write(fitting, known["file"])

    def _fitting(self, taken: Taken) -> Taken | None:
        """The thing without the keys that our model refuses, each said; None when it cannot be without one."""
        found = fitting(taken)
        if found.refused:
            key = f"{found.refused.key}: " if found.refused.key else ""
            why = key + self._why(found.refused)
            self.report.tell(Remark(taken.title or taken.uid, "refused", {"why": why}))
            return None
        for key, value, problem in found.left_out:
            values = {"key": key, "value": as_written(value)[:80], "why": self._why(problem)}
            self.report.tell(Remark(taken.title, "left-out-key", values))
        return replace(taken, fields=found.fields)

    def _why(self, problem: Problem) -> str:
        """What is wrong, and how to mend it where it came from."""
        return f"{problem.what(self.desk.language)} {problem.cure(self.desk.language)}".strip()

    def _new(self, taken: Taken) -> None:
        if twin := self._twin(taken):
            self.report.tell(Remark(taken.title, "there-already", {"path": f"{self.desk.content.as_posix()}/{twin}"}))
            return
        stem = self.promised.get(taken.uid) or self._name(taken)
        self.ids.add(stem)
        folder = "/".join(filter(None, [FOLDERS[taken.kind], self.folder]))
        path = f"{folder}/{stem}.md"
        if self._write(taken, path):
            self.known[likeness_of(taken)] = path

    def _twin(self, taken: Taken) -> str:
        """The path of a file that says the same thing already; "" for none."""
        at_its_address = self.pages.get(taken.name, "") if taken.kind == "page" else ""
        return self.known.get(likeness_of(taken)) or at_its_address

    def _name(self, taken: Taken) -> str:
        """A file name that nothing has yet, made from the title."""
        wanted = taken.name or slugify(taken.title) or f"{taken.kind}-{taken.fields.get('start', '')[:10]}".strip("-")
        if self.folder and not taken.name:
            wanted = f"{slugify(self.source)}-{wanted}"
        wanted = wanted[:LONGEST_NAME].strip("-")
        number, name = 1, wanted
        folder = self.desk.content / FOLDERS[taken.kind]
        while name in self.ids or any((folder / f"{name}{ending}").exists() for ending in (".md", ".yaml")):
            number += 1
            name = f"{wanted}-{number}"
        return name

    def _leave(self, taken: Taken, known: dict[str, str]) -> None:
        """Say that a file is the editors' now, when its origin has something new."""
        text = self._text(taken, known["file"])
        if text is not None and digest(text) != known.get("origin", known["digest"]):
            self.report.tell(
                Remark(taken.title, "edited-here", {"path": f"{self.desk.content.as_posix()}/{known['file']}"})
            )
            known["origin"] = digest(text)  # said once is enough
        else:
            self.report.counts["same"] += 1

    def _write(self, taken: Taken, path: str) -> bool:
        data = self._text(taken, path)
        if data is None:
            return False
        file, key = self.desk.content / path, self.key(taken.uid)
        before = file.read_bytes() if file.is_file() else None
        if before == data:
            self.report.counts["same"] += 1
            return True
        self.before[path] = (key, before, self.ledger.get(key))
        file.parent.mkdir(parents=True, exist_ok=True)
        put_whole(file, data)
        self.ledger[key] = {"file": path, "digest": digest(data)}
        self.report.counts["updated" if before else "new"] += 1
        self.report.written.append(path)
        return True

    def _text(self, taken: Taken, path: str) -> bytes | None:
        """The file's bytes; None, and a remark, when they would not say what they should."""
        fields = dict(taken.fields)
        thing = validate(Document(path, fields, {}))[0]
        if thing and self.slugs.setdefault(address(thing, thing.slug), path) != path:  # one title, two addresses
            fields["slug"] = path.rpartition("/")[2].removesuffix(".md")
        try:
            data = replace(taken, fields=fields).as_file(self.first_line).encode()
        except CannotSplice:
            self.report.tell(Remark(taken.title, "refused", {"why": say("no-head", self.desk.language)}))
            return None
        document, problems = read(data, path)
        wrong = [*problems, *(render(document)[1] if document else [])]
        if document is None or any(problem.is_error for problem in wrong):
            self.report.tell(Remark(taken.title, "refused", {"why": self._why(wrong[0])}))
            return None
        return data

    # --- the whole ------------------------------------------------------------------------------------------

    def _take_back(self) -> None:
        """Undo what would keep the site from being published; what leads to it may be wrong without it, and so on."""
        now = self.desk.site.now.strftime("%Y-%m-%dT%H:%M")
        while self.before and (wrong := self._wrong(findings(self.desk.content, now))):
            for problem in wrong.values():
                self._undo(problem)

    def _wrong(self, problems: Iterable[Problem]) -> dict[str, Problem]:
        """The first error in each file that came in."""
        wrong: dict[str, Problem] = {}
        for problem in map(self._of_ours, problems):
            if problem.is_error and problem.path in self.before:
                wrong.setdefault(problem.path, problem)
        return wrong

    def _of_ours(self, problem: Problem) -> Problem:
        """A problem between a file that was there and one that came in, as the latter's; another one as it is."""
        other = problem.values.get("other")
        if problem.path in self.before or not isinstance(other, str) or other not in self.before:
            return problem
        return replace(problem, path=other, values={**problem.values, "other": problem.path})

    def _undo(self, problem: Problem) -> None:
        key, before, known = self.before.pop(problem.path)
        file = self.desk.content / problem.path
        title = str(getattr(read(file.read_bytes(), problem.path)[0], "fields", {}).get("title", key))
        self.report.tell(Remark(title, "refused", {"why": self._why(problem)}))
        self.report.written.remove(problem.path)
        self.report.counts["updated" if before else "new"] -= 1
        if before is None:
            file.unlink()
            self.ledger.pop(key)
        else:
            put_whole(file, before)
            self.ledger[key] = known or {}
