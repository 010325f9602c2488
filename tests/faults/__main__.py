"""`invoke faults`: every fault, as often as the target says, with a figure for each; 1 when one is not as it must be."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from moto import mock_aws

from .load import CLIENTS, under_load
from .publishing import (
    Street,
    clock_of_1970,
    damaged_cache,
    few_files,
    full_disk,
    kill,
    little_memory,
    no_network,
    read_only,
    terminate,
    two_at_once,
)
from .storage import client_of, cut_and_repair


def rows(street, root, args):
    """Name, outcome and whether it is as it must be, of each fault in turn."""
    for name, look in {
        "disk full": lambda: full_disk(street, root),
        "folder that cannot be written": lambda: read_only(street, root),
        "two publications at once": lambda: two_at_once(street),
        "no network": lambda: no_network(street),
        "64 open files": lambda: few_files(street),
        "700 MB of memory": lambda: little_memory(street),
        "clock of 1970": lambda: clock_of_1970(street),
        "damaged cache": lambda: damaged_cache(street, root),
    }.items():
        wrong = look()
        yield name, "as it must be" if not wrong else "; ".join(wrong), not wrong
    half, killed = kill(street, args.kills, seed=args.seed)
    yield "kill -9", f"{killed} of {args.kills} runs killed at random moments, {half} half-published", half == 0
    wrong = terminate(street, args.terminations)
    yield "SIGTERM", f"{args.terminations} runs ended, {wrong} left something behind", wrong == 0
    with mock_aws():
        references, unlike = cut_and_repair(client_of(), *street.kept, cuts=args.cuts, seed=args.seed)
    said = f"cut at {args.cuts} random points and repaired: {references} dangling references, {unlike} not repaired"
    yield "upload to S3", said, references == 0 and unlike == 0
    answers, failed, pages, missing = under_load(street, args.publications)
    said = f"{CLIENTS} clients, {args.publications} publications: {answers} answers, {len(failed)} failed; "
    said += f"{pages} pages opened, {len(missing)} missed something"
    yield "nginx under load", said, not failed and not missing


def main():
    """Do everything and print it."""
    parser = argparse.ArgumentParser(prog="invoke faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--terminations", type=int, default=10)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--publications", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(2)))
    args = parser.parse_args()
    print(f"seed {args.seed}")
    good = True
    with tempfile.TemporaryDirectory(prefix="litfass-faults-") as folder:
        street = Street(Path(folder))
        began = time.monotonic()
        for name, outcome, is_good in rows(street, Path(folder), args):
            seconds = time.monotonic() - began
            print(f"{'ok' if is_good else 'NO'}  {name}: {outcome} ({seconds:.0f} s)", flush=True)
            good, began = good and is_good, time.monotonic()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
