"""Install: Decap's files from npm, once, into a folder of the cache; nothing is loaded from elsewhere later."""

import shutil
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from ..problems import EnvironmentFault

DECAP = "decap-cms@3.16.3"
DECAP_SERVER = "decap-server@3.11.3"
YAML = "yaml@2.8.1"
CACHE = Path(".cache/cms")
STATIC = Path(__file__).with_name("static")


def decap_files(cache: Path = CACHE) -> dict[str, Path]:
    """What /admin/ consists of beside its settings, by address below it; fetched by npm when it is not there yet.

    Raises:
        EnvironmentFault: npm is missing, or does not get them.

    """
    decap, yaml = (_unpacked(name, cache) for name in (DECAP, YAML))
    found = {path.name: path for path in STATIC.iterdir()}
    found |= {path.name: path for path in (decap / "dist").glob("*decap-cms.js")}
    found |= {path.name: path for path in (decap / "dist").glob("*.wasm")}
    browser = yaml / "browser"
    found |= {f"yaml/{path.relative_to(browser).as_posix()}": path for path in sorted(browser.rglob("*.js"))}
    return found


def server_script(cache: Path = CACHE) -> Path:
    """The program that writes what is saved into the working tree; installed by npm when it is not there yet."""
    folder = cache / "server"
    script = folder / "node_modules/decap-server/dist/index.js"
    if not script.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _npm(
            [
                "install",
                "--ignore-scripts",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--prefix",
                ".",
                DECAP_SERVER,
            ],
            folder,
        )
    return script


def _unpacked(name: str, cache: Path) -> Path:
    """The folder of a package's files, unpacked whole or not at all, also when two do it at once."""
    folder = cache / name.replace("@", "-")
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{folder.name}.", dir=cache) as own:
        part = Path(own)
        _npm(["pack", "--silent", name], part)
        with tarfile.open(next(part.glob("*.tgz"))) as packed:
            packed.extractall(part, filter="data")
        try:
            (part / "package").rename(folder)
        except OSError:
            if not folder.is_dir():  # else somebody else was faster
                raise
    return folder


def _npm(words: list[str], folder: Path) -> None:
    program = shutil.which("npm")
    if not program:
        raise EnvironmentFault("Editing in the browser needs Node.js and npm: https://nodejs.org")
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - names of our own
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no network?"])[-1]
        raise EnvironmentFault(f"npm could not fetch {words[-1]}: {last}")
