"""Write: puts outputs on the disk; nothing is touched until everything could be made, but for what a preview shows early.

The only room that writes into the output folder, and it deletes only what its own manifest lists.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from ..address import Addresses
from ..incremental.question import Question
from ..kept.untouched import Untouched
from ..machine.disk import content, move_into, put, size_of
from ..machine.progress import shown
from ..problems import EnvironmentFault, LitfassError, Problem, SaidFault
from ..publish.output import File, Output, Page
from .early import Early
from .maker import Laid, Maker, Recipe

MANIFEST = ".litfass.json"
STAGE = ".litfass-"


class Writer:
    """Makes outputs and moves those that changed into the output folder at the end."""

    def __init__(self, output: Path, addresses: Addresses, maker: Maker, sizes: dict[str, int]) -> None:
        self.output, self.addresses, self.maker = output, addresses, maker
        # sizes in bytes of the files made so far, by link, for the pages that name them
        self.sizes = sizes
        self.recipes: list[Recipe] = []
        # paths of what was written last time or a moment ago; nothing else in the folder is looked at
        self.there: set[str] = set()
        # digests of all files by path, once written, and of their list
        self.digests: dict[str, str] = {}
        self.doubts: list[Problem] = []
        # what is done to a file's bytes last of all, given its path
        self.finish: Callable[[str, bytes], bytes] = lambda _, data: data
        # what is shown before the rest is made; None: nothing
        self.early: Early | None = None

    def write(self, outputs: Iterable[Output]) -> list[str]:
        """Write all outputs and remove what was written last time and is none now; the paths that changed.

        Raises:
            EnvironmentFault: the folder is not ours, or cannot be written.
            LitfassError: two outputs have one address: a mistake of ours, for link checks what editors write.

        """
        self.recipes = list(self._recipes(outputs))
        return self._write()

    def write_again(self, forgotten: Iterable[Question]) -> list[str]:
        """The same with the outputs of last time, when some questions may be answered otherwise."""
        self.maker.begin_again(forgotten)
        self.doubts.clear()
        return self._write()

    def _write(self) -> list[str]:
        self.untouched = Untouched(f"written {self.output}", _named)
        old = self.there = _manifest(self.output)
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            for left_over in self.output.glob(f"{STAGE}*"):
                shutil.rmtree(left_over)
            stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=self.output))
        except OSError as error:
            raise EnvironmentFault(f"The output folder {self.output} cannot be written: {error.strerror}.") from None
        try:
            written = {one.path for one in self.recipes}
            changed = self._show(self.early, stage) if self.early else []
            changed += self._put(stage, [one for one in self.recipes if not self.maker.is_done(one)])
            self._remove(old - written)
            if self.there != written:
                _write_manifest(self.output, written)
            self.digests[MANIFEST], _ = _named(content(f"{self.output}/{MANIFEST}"))
            self.maker.save()
            self.untouched.remember()
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        return changed

    def _show(self, early: Early, stage: Path) -> list[str]:
        """Put there what is looked at; the paths that changed. Pages say how large files are that lie there.

        Those pages are made again with the rest, after the files.
        """
        files = (one for one in self.recipes if isinstance(one.output, File) and one.path in self.there)
        self.sizes |= {one.output.link: size_of(f"{self.output}/{one.path}") for one in files}
        changed = self._put(stage, [one for one in self.recipes if early.has(one.output)])
        if changed:
            early.tell()
        self.maker.ask_again()
        return changed

    def _put(self, stage: Path, recipes: Sequence[Recipe]) -> list[str]:
        """Make outputs and move those that changed into the output folder, once all of them could be made; the paths of these."""
        changed = self._stage(str(stage), recipes)
        known = self.there.union(one.path for one in recipes)
        if known != self.there:  # before the first move: a build cut off here leaves a folder that is known as ours
            _write_manifest(self.output, known)
        move_into(str(stage), str(self.output))
        self.there = known
        return changed

    def _recipes(self, outputs: Iterable[Output]) -> Iterator[Recipe]:
        known: set[str] = set()
        for output in outputs:
            path = self.addresses.save_as(output.link)
            if path in known:
                raise LitfassError(f"Two outputs have the address {output.link}")
            if not isinstance(output, File | Page):
                raise LitfassError(f"{output!r} is no output")
            known.add(path)
            yield Recipe(path, output)

    def _stage(self, stage: str, recipes: Sequence[Recipe]) -> list[str]:
        """Put what is new into a folder of its own, as it will lie in the output; the paths of it."""
        changed: list[str] = []
        # files before pages, which name their sizes
        for kind in (File, Page):
            of_kind = (recipe for recipe in recipes if isinstance(recipe.output, kind))
            stale = [recipe for recipe in of_kind if not self._is_there(recipe)]
            for recipe, laid in shown(self.maker.make(stale, partial(self._lay, stage)), len(stale)):
                self.digests[recipe.path] = laid.digest
                place = f"{stage if laid.is_new else self.output}/{recipe.path}"
                self._look_at(recipe.output, laid.size, partial(content, place))
                if laid.is_new:
                    changed.append(recipe.path)
        return changed

    def _lay(self, stage: str, recipe: Recipe, data: bytes) -> Laid:
        """Put the bytes of an output into the stage, unless they are there already."""
        finished = self.finish(recipe.path, data)
        is_new = recipe.path not in self.there or _content(f"{self.output}/{recipe.path}") != finished
        if is_new:
            put(f"{stage}/{recipe.path}", finished)
        return Laid(*_named(finished), is_new)

    def _is_there(self, recipe: Recipe) -> bool:
        if recipe.path not in self.there:
            return False
        place = f"{self.output}/{recipe.path}"
        try:
            digest, size = self.untouched.of(place)
            if not self.maker.holds(recipe, digest):
                return False
            self._look_at(recipe.output, size, partial(content, place))
        except OSError:
            return False
        self.digests[recipe.path] = digest
        return True

    def _look_at(self, output: Output, size: int, data: Callable[[], bytes]) -> None:
        """Note the size of a file, and what an editor should know about it."""
        if isinstance(output, File):
            self.sizes[output.link] = size
            if output.doubt and (problem := output.doubt(data())):
                self.doubts.append(problem)

    def _remove(self, paths: set[str]) -> None:
        for path in sorted(paths):
            target = self.output / path
            target.unlink(missing_ok=True)
            for folder in target.parents:
                if folder == self.output or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()


def _manifest(output: Path) -> set[str]:
    """What was written last time; empty for a new folder.

    Raises:
        EnvironmentFault: there are files in the folder, but no manifest of ours.

    """
    manifest = output / MANIFEST
    if not manifest.is_file():
        if output.exists() and (
            not output.is_dir() or any(not path.name.startswith(STAGE) for path in output.iterdir())
        ):
            raise SaidFault("closing-foreign-folder", path=output)
        return set()
    try:
        paths = set(json.loads(manifest.read_text(encoding="utf-8"))["files"])
    except (ValueError, KeyError, TypeError):  # damaged: what is there stays, what is made is written again
        return set()
    return {
        path for path in paths if isinstance(path, str) and ".." not in path.split("/") and not path.startswith("/")
    }


def _write_manifest(output: Path, paths: set[str]) -> None:
    text = json.dumps({"made_by": "Litfass", "files": sorted(paths)}, ensure_ascii=False, indent=0)
    (output / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _named(data: bytes) -> tuple[str, int]:
    """The digest of some bytes, and how many they are."""
    return hashlib.sha256(data).hexdigest(), len(data)


def _content(path: str) -> bytes | None:
    """What stands in a file; None when it cannot be read."""
    try:
        return content(path)
    except OSError:
        return None
