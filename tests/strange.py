"""Strange machines that must make the same bytes: `invoke same` builds a folder on each, from nothing, and compares.

Zone, language, rights of new files, path, user, seed of hashes, number of processors and home differ, all at once.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from litfass.release.manifest import digests

from .conftest import NOW, ROOT, missing

TURKISH = "tr_TR.UTF-8"  # where the capital of i is no I
STRANGER = 4242  # a user who exists nowhere
# reads what the one who asks may read, but owns nothing
AS_STRANGER = (
    *("setpriv", f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)
NOTHING_KEPT = 'from tests.strictconf import *\nLITFASS_STORE = ""\nLITFASS_TEMPLATES_KEPT = ""\n'


@dataclass(frozen=True)
class Machine:
    """One kind of machine; `processors` None are all there are."""

    name: str
    folder: str
    environment: dict[str, str]
    umask: int = 0o022
    processors: int | None = None
    is_stranger: bool = False

    def build(self, content, root):
        """The site of the content as this machine makes it, in a folder below root."""
        home = root / self.folder
        home.mkdir(parents=True)
        moved = shutil.copytree(content, home / "inhalt")
        conf = home / "conf.py"
        conf.write_text(NOTHING_KEPT, encoding="utf-8")
        options = ["--conf", conf, "--content", moved, "--output", home / "aus", "--now", NOW]
        before = ["taskset", "--cpu-list", "0"] if self.processors == 1 else []
        if self.is_stranger:
            before += AS_STRANGER
            for path in [home, *home.rglob("*")]:
                os.chown(path, STRANGER, STRANGER)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
        done = subprocess.run(
            [*before, sys.executable, "-m", "litfass", "build", *map(str, options)],
            cwd=ROOT,
            env={**kept, "PYTHONPATH": f"plugins{os.pathsep}.", "HOME": str(home), **self.environment},
            umask=self.umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{self.name}: {done.stdout}{done.stderr}"
        return home / "aus"


def machines():
    """Three that have nothing in common, as far as this computer can be them; what it cannot be is said."""
    turkish = {"LOCPATH": str(turkish_folder()), "LC_ALL": TURKISH, "LANG": TURKISH}
    return [
        Machine("plain", "a", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}),
        Machine(
            "turkish, one processor",
            "heim mit Leerzeichen & Größe/tief/unten",
            {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", **turkish},
            umask=0o077,
            processors=1,
        ),
        Machine(
            "another user",
            "Ordner-des-Anderen",
            {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "random"},
            umask=0o002,
            is_stranger=True,
        ),
    ]


@cache
def turkish_folder():
    """A folder with the Turkish locale, for LOCPATH; no rights are needed to make it."""
    source = Path("/usr/share/i18n/locales/tr_TR")
    if not (shutil.which("localedef") and source.is_file()):
        missing("Debian's package locales", "a build in Turkish was not tried")
    folder = ROOT / ".cache/locales"
    if not (folder / TURKISH).is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as made:
            name = f"{made}/{TURKISH}"
            subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", name], check=True, capture_output=True)
            if not (folder / TURKISH).is_dir():
                Path(name).rename(folder / TURKISH)
    return folder


def is_turkish(environment):
    """Whether a process with this environment really has the Turkish locale."""
    code = "import locale; print(locale.setlocale(locale.LC_ALL, '')); print(locale.localeconv()['decimal_point'])"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    return done.stdout.split() == [TURKISH, ","]


def can_be_stranger():
    """Whether this process may act as another user."""
    return (
        shutil.which("setpriv")
        and subprocess.run([*AS_STRANGER, "true"], capture_output=True, check=False).returncode == 0
    )


def different(one, other):
    """Paths that only one of two folders has, or that differ."""
    first, second = digests(one), digests(other)
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


def main():
    """Build on three machines and print what differs."""
    parser = argparse.ArgumentParser(prog="invoke same", description=__doc__)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    args = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="litfass-same-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        sites = {machine.name: machine.build(args.content, root) for machine in machines()}
        first, *others = sites.values()
        wrong = sorted({path for other in others for path in different(first, other)})
        count = len(digests(first))
    print(*wrong[:50], sep="\n", end="\n" if wrong else "")
    print(
        f"{len(sites)} builds ({'; '.join(sites)}) of {count} files: {len(wrong)} differ ({time.monotonic() - began:.0f} s)"
    )
    return int(bool(wrong or not count))


if __name__ == "__main__":
    sys.exit(main())
