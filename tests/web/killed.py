#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Imports that are killed end as one that nobody disturbed, on both databases; many rows take no more memory.

If this fails, an import that was cut short loses or doubles something. Prints TAP. usage: killed.py REMIT PACK
"""
import importlib.util
import os
import pathlib
import random
import subprocess
import sys
import time

from imports import content, differences, load, on_each
from serving import PACK, REMIT, SOURCE, point, remit

# ---- memory ----

def peak(words):
    child = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL)
    return os.wait4(child.pid, 0)[2].ru_maxrss


def check_memory(databases, folder):
    """Five times the rows take no more memory. A sanitizer keeps what was freed: nothing to see there."""
    if b"__asan_init" in pathlib.Path(REMIT).read_bytes():
        print("# memory is not measured with a sanitizer")
        return
    made = importlib.util.spec_from_file_location("bench_import", SOURCE / "tools/bench_import.py")
    bench = importlib.util.module_from_spec(made)
    made.loader.exec_module(bench)
    pack, took = bench.make_pack(PACK, folder / "bench"), []
    for count in (20000, 100000):
        extracts = bench.make_extract(folder / f"bench/{count}", count)
        took.append(peak([REMIT, "import", "--db", databases.new(pack), "--pack", pack, extracts]))
    point("100,000 rows take at most 1.1 times the memory of 20,000", took[1] <= 1.1 * took[0], took)


# ---- kill -9 ------------------------------------------------------------------

def check_killed(databases, folder):
    extracts = folder / "many"
    remit("synth", "--pack", PACK, "--seed", "3", "--people", "700", "--out", extracts)
    whole, killed = databases.new(), databases.new()
    started = time.time()
    load(whole, extracts)
    took, count, rng = time.time() - started, 0, random.Random(5)
    for _ in range(12):
        child = subprocess.Popen([REMIT, "import", "--db", killed, "--pack", str(PACK), str(extracts)],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.02, 0.2) * took)
        child.kill()
        count += child.wait() != 0
    load(killed, extracts)
    found = differences(content(whole), content(killed))
    point(f"killed {count} times, then once to the end: as if undisturbed", count > 3 and found == {}, (count, found))
    point("and whole", remit("fsck", "--db", killed, ok=False).returncode == 0)


def check(databases, folder):
    check_memory(databases, folder)
    check_killed(databases, folder)


if __name__ == "__main__":
    sys.exit(on_each(check))
