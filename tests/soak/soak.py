#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The soak: both databases are disturbed as machines and people do, and after each disturbance every write
that was acknowledged is there, no half-done one is, and the log verifies.

If this fails, somebody was told that their work is saved and it is not, or the record is torn.
Prints TAP and, at the end, the counts as a table.
usage: soak.py REMIT PACK SHIM [--short] [--seed N] [--seconds N] [--only sqlite|postgres]
               [--part kills|faults|clocks|crowd]...
"""
import argparse
import collections
import datetime
import pathlib
import random
import signal
import sys
import tempfile
import time

import kills
from gathering import gather
from kills import Ground, check_cuts, check_decision, check_import, check_migration
from places import FULL, NONE, READ_ONLY, Lite, Pg, Shim, faults, rows
from serving import PG, end, point

REFUSED = (("no space within an import", FULL, check_import), ("no space within a decision", FULL, check_decision),
           ("read-only within an import", READ_ONLY, check_import),
           ("read-only within a decision", READ_ONLY, check_decision))
HOURS = (("back", "2026-10-25T00:59:58"), ("forward", "2027-03-28T00:59:58"))
WHOLE = dict(people=40, imports=80, decisions=80, migrations=40, refusals=12, refused=REFUSED, dropped=12, cuts=100,
             dropped_cuts=40, restarts=9, crowd=(16, 16, 600), restart_seconds=60, clock_seconds=30, hours=HOURS,
             parts=("kills", "faults", "clocks", "crowd"))
SHORT = dict(people=10, imports=2, decisions=2, migrations=2, refusals=1, refused=REFUSED[:3:2], dropped=1, cuts=4,
             dropped_cuts=2, restarts=1, crowd=(4, 4, 2), restart_seconds=2, clock_seconds=2, hours=HOURS[:1],
             parts=WHOLE["parts"])
# A server costs more to put back.
SHORT_SERVER = {**SHORT, "imports": 1, "decisions": 1, "migrations": 1, "refused": REFUSED[:1],
                "parts": ("kills", "faults", "crowd")}


class Counts:
    """What was done, on which database, how often, and how often something did not hold."""

    def __init__(self):
        self.cells = collections.defaultdict(dict)
        self.seconds = collections.Counter()

    def put(self, what, place, text, bad):
        self.cells[what][place.name] = text + (f", {len(bad)} FAULTS" if bad else ", all held")
        point(f"{place.name}: {what}: {text}", not bad, "\n".join(map(str, bad[:12])))

    def table(self):
        print("#\n# | disturbance | SQLite | PostgreSQL |\n# | --- | --- | --- |")
        for what, cells in self.cells.items():
            print(f"# | {what} | {cells.get('SQLite', 'no such thing')} | {cells.get('PostgreSQL', 'not run')} |")


def many(counts, what, place, times, check, ground, chance, word, **orders):
    """Disturb so many times; a command that got to its end all the same counts as not disturbed."""
    ended, bad = collections.Counter(), []

    def tally(done, found):
        code = done.returncode if done is not None else -signal.SIGKILL
        ended["killed" if code == -signal.SIGKILL else "refused" if code else "to its end"] += 1
        bad.extend(found)
    start = time.monotonic()
    for _ in range(times):
        check(ground, chance, tally, **orders)
    counts.put(what, place, f"{times} times ({', '.join(f'{n} {w}' for w, n in sorted(ended.items()))})", bad)
    print(f"# {time.monotonic() - start:.1f} s")
    if word not in ended and times > 4:
        point(f"{place.name}: {what}: some were {word}", False, ended)


def cut_power(counts, place, ground, chance, times, drops):
    bad = []
    check_cuts(ground, chance, times, lambda _, found: bad.extend(found), int(drops))
    what = "power cut after dropped syncs: whole, if older" if drops else "power cut, writes reordered and torn"
    counts.put(what, place, f"{times} cuts", bad)


def refuse(counts, place, ground, chance, sizes):
    for what, fault, check in sizes["refused"]:
        if place.name == "SQLite":
            many(counts, what, place, sizes["refusals"], check, ground, chance, "refused", fault=fault)
        else:
            refuse_server(counts, place, ground, chance, sizes["refusals"], what, check, fault)


def refuse_server(counts, place, ground, chance, times, what, check, fault):
    """The server's disk, not the program's: it is mended before the command is given again."""
    shim, bad, ended, deeds = place.server.shim, [], collections.Counter(), []

    def tally(done, found):
        ended["refused" if done.returncode else "to its end"] += 1
        bad.extend(found)
    undisturbed = kills.run

    def measure(_, *words):
        before = shim.told("count")
        done = undisturbed(_, *words)
        deeds.append(shim.told("count") - before)
        return done

    def run(_, *words):
        """The fault begins at a seeded deed of the server, and ends with the command."""
        shim.order(at=shim.told("count") + chance.randint(1, max(deeds)), fault=fault)
        try:
            return undisturbed(_, *words)
        finally:
            shim.order(fault=NONE)
            place.server.wait_until_up()
    refused = shim.told("refused")
    try:
        kills.run = measure
        for _ in range(2 if times > 1 else 1):
            check(ground, chance, lambda done, found: None, fault=NONE)
        kills.run = run
        for _ in range(times):
            check(ground, chance, tally, fault=NONE)
    finally:
        kills.run = undisturbed
    refused = shim.told("refused") - refused
    counts.put(what, place, f"{times} times ({', '.join(f'{n} {w}' for w, n in sorted(ended.items()))}; "
                            f"the server's disk refused {refused} deeds)", bad)


def drop_syncs(counts, place, ground, chance, times):
    if place.name == "SQLite":
        many(counts, "syncs dropped, then kill -9", place, times, check_decision, ground, chance, "killed", drops_syncs=1)
        return
    bad = []
    place.server.shim.order(drops_syncs=1)
    for _ in range(times):
        def tally(done, found):
            bad.extend(found)
        check_decision(ground, chance, tally)
        place.server.restart(signal.SIGKILL)
        bad += faults(place.url)
    place.server.shim.order(drops_syncs=0)
    counts.put("syncs dropped, then kill -9", place, f"{times} times, the server too", bad)


def crowd(counts, what, place, writers, readers, seconds, disturb=None, shim=None, **more):
    servers = 2 if place.name == "PostgreSQL" else 1
    kept, answers, bad = gather(place, writers, readers, seconds, disturb, servers=servers,
                                workers=servers, shim=shim)
    said = ", ".join(f"{count} {kind}xx" for kind, count in sorted(answers.items()) if kind)
    counts.put(what, place, f"{kept} acknowledged writes ({said})", bad)


def restart(counts, place, sizes):
    how = [signal.SIGINT, signal.SIGQUIT, signal.SIGKILL]

    def disturb(it):
        for number in range(sizes["restarts"]):
            time.sleep(sizes["restart_seconds"] / (sizes["restarts"] + 1) / 2)
            place.server.restart(how[number % 3])
    writers, readers, _ = sizes["crowd"]
    crowd(counts, f"server restarted under load, {sizes['restarts']} times", place, writers, readers,
          sizes["restart_seconds"], disturb)


def no_space_live(counts, place, ground, sizes):
    """The disk is full for a while under people's hands."""
    shim = place.server.shim if place.name == "PostgreSQL" else Shim(ground.folder, place.files)

    def disturb(it):
        it.until += 120  # however long a server takes to come back, they go on till it has
        for fault in (FULL, READ_ONLY) * 2:
            time.sleep(sizes["clock_seconds"] / 8)
            shim.order(at=0, fault=fault)
            time.sleep(sizes["clock_seconds"] / 12)
            shim.order(fault=NONE)
            if place.name == "PostgreSQL":
                place.server.wait_until_up()
        it.until = time.monotonic() + sizes["clock_seconds"] / 2
    crowd(counts, "no space and read-only for a while under load", place, 4, 4, sizes["clock_seconds"], disturb,
          shim=None if place.name == "PostgreSQL" else shim)
    shim.order(fault=NONE)


def step_clock(counts, place, ground, sizes):
    hour = 3600 * 1000000
    shim = Shim(ground.folder)

    def disturb(it):
        for offset in (hour, -2 * hour, 26 * hour, -26 * hour, 5000, 0):
            time.sleep(sizes["clock_seconds"] / 7)
            shim.order(clock_micros=offset)
    crowd(counts, "clock set forward and back under load", place, 4, 4, sizes["clock_seconds"], disturb, shim=shim)
    shim.close()


def change_hour(counts, place, ground, sizes):
    """The last seconds before the clocks change in London, and on over them."""
    for name, instant in sizes["hours"]:
        at = datetime.datetime.fromisoformat(instant + "+00:00").timestamp()
        shim = Shim(ground.folder, clock_micros=int((at - time.time()) * 1000000))
        shim.env["TZ"] = "Europe/London"
        crowd(counts, f"clocks go {name} in London under load", place, 4, 4, sizes["clock_seconds"] / 2 + 2, shim=shim)
        due = rows(place.url, "select run_after - anchor from job where every = 3600")
        point(f"{place.name}: what is due each hour is due each hour", due and due[0][0] % (3600 * 1000000) == 0, due)
        shim.close()


def kill(counts, place, ground, chance, sizes, seconds):
    if place.name == "PostgreSQL":  # what is killed here is the program: its server may be quick
        place.server.shim.order(drops_syncs=1)
    for what, check in (("imports", check_import), ("decisions", check_decision), ("migrations", check_migration)):
        many(counts, f"kill -9 within {what}", place, sizes[what], check, ground, chance, "killed")
    if place.name == "PostgreSQL":
        place.server.shim.order(drops_syncs=0)


def fault(counts, place, ground, chance, sizes, seconds):
    refuse(counts, place, ground, chance, sizes)
    drop_syncs(counts, place, ground, chance, sizes["dropped"])
    if place.name == "SQLite":
        cut_power(counts, place, ground, chance, sizes["cuts"], False)
        cut_power(counts, place, ground, chance, sizes["dropped_cuts"], True)
    else:
        restart(counts, place, sizes)
    no_space_live(counts, place, ground, sizes)


def move_clocks(counts, place, ground, chance, sizes, seconds):
    step_clock(counts, place, ground, sizes)
    change_hour(counts, place, ground, sizes)


def work_at_once(counts, place, ground, chance, sizes, seconds):
    writers, readers, _ = sizes["crowd"]
    crowd(counts, f"{writers} writers and {readers} readers, {seconds} s", place, writers, readers, seconds)


PARTS = {"kills": kill, "faults": fault, "clocks": move_clocks, "crowd": work_at_once}


def soak(counts, place, folder, sizes, words):
    ground = Ground(place, folder, sizes["people"])
    print(f"# {place.name}: deeds undisturbed: import {ground.first}, again {ground.again}, steps {ground.steps}, "
          f"init {ground.init}, upgrade {ground.upgrade}")
    for name in words.part or sizes["parts"]:
        PARTS[name](counts, place, ground, random.Random(f"{words.seed} {name}"), sizes,
                    words.seconds or sizes["crowd"][2])


def read_words():
    words = argparse.ArgumentParser()
    for name in ("remit", "pack", "shim"):
        words.add_argument(name)
    words.add_argument("--short", action="store_true")
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--seconds", type=int)
    words.add_argument("--part", choices=PARTS, action="append")
    words.add_argument("--only", choices=("sqlite", "postgres"))
    return words.parse_args()


def main():
    words = read_words()
    counts = Counts()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        for name, kind in (("sqlite", Lite), ("postgres", Pg)):
            if words.only and words.only != name:
                continue
            if kind is Pg and not (PG / "postgres").exists():
                print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
                continue
            within = folder / name
            within.mkdir()
            place = kind(within)
            sizes = WHOLE if not words.short else SHORT if kind is Lite else SHORT_SERVER
            try:
                soak(counts, place, within, sizes, words)
            finally:
                place.close()
    counts.table()
    return end()


if __name__ == "__main__":
    sys.exit(main())
