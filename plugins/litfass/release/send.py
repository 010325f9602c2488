"""Send: brings a release to a target piece by piece, in an order in which no page ever refers to what is not there.

New files that are no pages → new pages → what changed → deletions. Until the third step nothing that one can reach is
different; after it nothing that one can reach is missing. Cut off anywhere, the next run goes on from there.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..problems import EnvironmentFault
from .kinds import is_page
from .manifest import Manifest, read_manifest
from .targets.target import Piecewise, Place, Target, Whole

HOME = "index.html"
# instead of a digest: may not be there yet; is there, in one version or the other
NEW, OLD = "", "?"


class Sent(NamedTuple):
    """How many files were sent, how many were there already, how many were deleted."""

    sent: int
    same: int
    deleted: int


def send(target: Target, folder: Path, files: Mapping[str, str], each: Callable[[], None] = lambda: None) -> Sent:
    """Make the target hold exactly `files` of the folder, given by digest; nothing is touched that we did not send.

    Raises:
        EnvironmentFault: the target holds files of somebody else, or cannot be reached.

    """
    there = _there(target)
    changed = [path for path in files if there.get(path) != files[path]]
    gone = [path for path in there if path not in files]
    if not changed and not gone:
        return Sent(0, len(files), 0)
    if isinstance(target, Whole):
        target.replace(folder, files, Manifest(files=files).text())
    else:
        _piece_by_piece(target, folder, files, there, each)
    return Sent(len(changed), len(files) - len(changed), len(gone))


def _piece_by_piece(
    target: Piecewise, folder: Path, files: Mapping[str, str], there: Mapping[str, str], each: Callable[[], None]
) -> None:
    changed = [path for path in files if there.get(path) != files[path]]
    gone = [path for path in there if path not in files]
    # known as ours before the first file; a run that is cut off leaves marks of what the next one must send again
    _note(target, {**there, **{path: OLD if there.get(path, NEW) != NEW else NEW for path in changed}})
    for stage in _stages(changed, there):
        target.put(folder, stage)
        for _ in stage:
            each()
    _note(target, {**dict.fromkeys(gone, OLD), **files})
    for stage in ([path for path in gone if is_page(path)], [path for path in gone if not is_page(path)]):
        if stage:
            target.delete(stage)
    if gone:
        _note(target, files)


def _there(target: Place) -> dict[str, str]:
    """What the target holds of ours, by digest.

    Raises:
        EnvironmentFault: it holds something, and nothing says that it is ours.

    """
    text = target.read_list()
    if text is None:
        if target.is_empty():
            return {}
        raise EnvironmentFault("There are files that Litfass did not put there. Choose an empty place.")
    manifest = read_manifest(text)
    if manifest is None:
        raise EnvironmentFault("The list of what Litfass put there cannot be read. Choose an empty place.")
    return dict(manifest.files)


def _note(target: Piecewise, files: Mapping[str, str]) -> None:
    target.write_list(Manifest(files=files).text())


def _stages(changed: list[str], there: Mapping[str, str]) -> Iterator[list[str]]:
    """The files to send, in steps; each must be complete before the next begins."""
    new = [path for path in changed if there.get(path, NEW) == NEW]
    stages = (
        [path for path in new if not is_page(path)],
        [path for path in new if is_page(path) and path != HOME],
        [path for path in changed if there.get(path, NEW) != NEW],
        # last: who comes to an empty place finds nothing rather than half
        [path for path in new if path == HOME],
    )
    return (stage for stage in stages if stage)
