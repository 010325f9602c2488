"""`invoke fuzz --atheris SECONDS`: each target for its share of the time; prints what was tried and found, 1 when anything was.

Inputs that reached new lines are kept in .cache/guided and begin the next run. What is found lies there too: mended, it is
moved into tests/guided/cases, where tests try it again.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

from ..conftest import ROOT

HERE = Path(__file__).parent
CACHE = ROOT / ".cache/guided"
NAMES = ("calendar", "table", "text", "file", "feed", "phrase")
# modules that are watched: ours, and those to which we give what we got
WATCHED = ["litfass", "markdown", "icalendar", "dateutil"]
LONGEST_INPUT = 4096  # bytes
LONGEST_SECONDS = 20  # of computing time, under watch, which takes ten times as long


def install():
    """Atheris, which nothing else needs, into a folder of its own, by its digest."""
    folder = CACHE / "atheris"
    if not (folder / "atheris").is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--target", folder]
        subprocess.run([*map(str, pip), "-r", str(HERE / "requirements.txt")], check=True)
    return folder


def watch(name, seconds):
    """Feed one target in this process; never returns. Each finding is written down once by the line that it came from."""
    import resource
    import signal

    import atheris

    with atheris.instrument_imports(include=WATCHED):
        from .targets import TARGETS

    target, seeds = TARGETS[name]
    corpus, found = CACHE / "corpus" / name, CACHE / "found" / name
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in [*seeds(), *(path.read_bytes() for path in sorted((HERE / "cases").glob(f"{name}-*")))]:
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    known = set()

    def one(data):
        signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
        try:
            target(data)
        except (Exception, TooLongError) as error:  # noqa: BLE001 - whatever it is, it is what we look for
            frames = traceback.extract_tb(error.__traceback__)
            ours = [frame for frame in frames if "litfass" in frame.filename] or frames
            place = (
                "slow"
                if isinstance(error, TooLongError)
                else f"{type(error).__name__} {ours[-1].filename}:{ours[-1].lineno}"
            )
            if place not in known:
                known.add(place)
                (found / hashlib.sha1(data).hexdigest()[:12]).write_bytes(data)
                print(f"FOUND {name}: {place}\n{''.join(traceback.format_exception(error)[-6:])}", flush=True)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def stop(*_):
        raise TooLongError

    signal.signal(signal.SIGPROF, stop)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    flags = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        "-timeout=600",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *flags, f"-artifact_prefix={found}/", str(corpus)], one)
    atheris.Fuzz()


class TooLongError(BaseException):
    """An input took longer than it may."""


def feed(name, seconds, folder):
    """Feed one target in a process of its own: tries, and texts of what was found."""
    import os

    command = [sys.executable, "-m", "tests.guided", str(seconds), "--only", name, "--here"]
    path = os.pathsep.join([str(folder), "plugins"])
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    said = done.stdout + done.stderr
    tries = re.search(r"number_of_executed_units:\s*(\d+)", said)
    found = re.findall(r"^FOUND .*(?:\n.+)*", said, re.MULTILINE)
    if not tries or done.returncode:
        found.append(f"FOUND {name}: the process ended with {done.returncode}\n{said[-2000:]}")
    return int(tries[1]) if tries else 0, found


def main():
    """Feed all targets and print the figures."""
    parser = argparse.ArgumentParser(prog="invoke fuzz --atheris", description=__doc__)
    parser.add_argument("seconds", type=int)
    parser.add_argument("--only", choices=NAMES)
    parser.add_argument("--here", action="store_true", help="in this process; what this command starts")
    args = parser.parse_args()
    if args.here:
        watch(args.only, args.seconds)
    names, folder, all_found, began = [args.only] if args.only else NAMES, install(), [], time.monotonic()
    for name in names:
        tries, found = feed(name, max(1, args.seconds // len(names)), folder)
        print(f"{'NO' if found else 'ok'}  {name}: {tries} inputs tried, {len(found)} findings", flush=True)
        print(*found, sep="\n", end="\n" if found else "", flush=True)
        all_found += found
    print(f"{time.monotonic() - began:.0f} s in all, {len(all_found)} findings (inputs in {CACHE / 'found'})")
    return 1 if all_found else 0


if __name__ == "__main__":
    sys.exit(main())
