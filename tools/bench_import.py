#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An import beside the database's own loader: `sqlite3 .import`, and COPY on PostgreSQL.

Makes an extract of two files: the parents, and ROWS rows of 12 columns under them. `remit import` loads
it with all that it keeps (numbers, origin and row of each record, commitments in the log, sums, what is
gone). The database's own loader gets the same file into a table of these 12 columns with the same two
indexes. They take turns; the best of each counts.

usage: bench_import.py REMIT PACK [--rows N] [--times N] [--sqlite | --postgres]
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLUMNS = ["Ref", "Case", "Kind", "Start", "End", "Count", "Amount", "Proved", "Officer", "Place", "Note", "State"]
RECORDS = """
  bench_case:
    label: Case
    fields:
      reference: {label: Reference, type: string, key: yes, sensitivity: ordinary, source: bench}
  bench_event:
    label: Event
    parent: bench_case
    fields:
      reference: {label: Reference, type: string, key: yes, sensitivity: ordinary, source: bench}
      kind: {label: Kind, type: string, sensitivity: ordinary, source: bench}
      started_on: {label: Start, type: date, sensitivity: ordinary, source: bench}
      ended_on: {label: End, type: date, sensitivity: ordinary, source: bench}
      count: {label: Count, type: integer, sensitivity: ordinary, source: bench}
      amount: {label: Amount, type: number, sensitivity: ordinary, source: bench}
      proved: {label: Proved, type: boolean, sensitivity: ordinary, source: bench}
      officer: {label: Officer, type: string, sensitivity: ordinary, source: bench}
      place: {label: Place, type: string, sensitivity: ordinary, source: bench}
      note: {label: Note, type: string, sensitivity: ordinary, source: bench}
      state: {label: State, type: string, sensitivity: ordinary, source: bench}

"""
IMPORT = """extract: bench
label: Bench
folder: bench
files:
  cases.csv:
    record: bench_case
    key: Case
    columns:
      Case: {field: reference}
  events.csv:
    record: bench_event
    key: Ref
    columns:
      Ref: {field: reference}
      Case: {parent: yes}
      Kind: {field: kind}
      Start: {field: started_on}
      End: {field: ended_on}
      Count: {field: count}
      Amount: {field: amount}
      Proved: {field: proved}
      Officer: {field: officer}
      Place: {field: place}
      Note: {field: note}
      State: {field: state}
"""
TABLE = """create table event (ref text not null, case_ref text, kind text, started_on date, ended_on date, count bigint,
    amount numeric, proved text, officer text, place text, note text, state text);
create unique index event_ref on event (ref); create index event_case on event (case_ref);"""


def make_pack(source, folder):
    pack = folder / "pack"
    shutil.copytree(source, pack)
    for name in re.findall(r"(?m)^  ([\w-]+): {version:", (pack / "pack.yaml").read_text()):
        shutil.copytree(source.parent / name, pack / "uses" / name)
    text = (pack / "pack.yaml").read_text().replace("\nrecords:\n", "\nrecords:" + RECORDS, 1)
    (pack / "pack.yaml").write_text(text.replace("\nimports: [", "\nimports: [import/bench.yaml, ", 1))
    (pack / "import/bench.yaml").write_text(IMPORT)
    return pack


def make_extract(folder, rows, parents=1000):
    out = folder / "extracts/bench"
    out.mkdir(parents=True)
    with open(out / "cases.csv", "w") as file:
        file.write("Case\n" + "".join(f"C{i:06}\n" for i in range(parents)))
    with open(out / "events.csv", "w") as file:
        file.write(",".join(COLUMNS) + "\n")
        for i in range(rows):
            file.write(f"EV{i:08},C{i // (rows // parents + 1):06},KIND{i % 7},20{i % 20 + 10}-{i % 12 + 1:02}-{i % 28 + 1:02},"
                       f"2031-{i % 12 + 1:02}-{i % 28 + 1:02},{i % 97},{i % 1000}.{i % 100:02},{'yes' if i % 3 else 'no'},"
                       f"Officer {i % 400},Place number {i % 1300},Told by phone at call {i % 9001},STATE{i % 5}\n")
    (out / "manifest.csv").write_text(f"file,snapshot,rows\ncases.csv,2022-03-31,{parents}\nevents.csv,2022-03-31,{rows}\n")
    return folder / "extracts"


def timed(words):
    """Seconds on the clock, and of processor time (of this program's side alone)."""
    before = time.perf_counter()
    child = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{words} failed")
    return time.perf_counter() - before, used.ru_utime + used.ru_stime


def told(name, ours, theirs, our_size, their_size, rows):
    (our_clock, our_work), (clock, work) = [tuple(map(min, zip(*took))) for took in (ours, theirs)]
    print(f"{name}: remit {our_clock:.2f} s ({rows / our_clock:,.0f} rows a second), its own loader {clock:.2f} s: "
          f"{our_clock / clock:.2f} times; processor {our_work:.2f} s, {work:.2f} s: {our_work / work:.2f} times; "
          f"{our_size / 1e6:.0f} MB, {their_size / 1e6:.0f} MB: {our_size / their_size:.2f} times")
    sys.stdout.flush()


def on_sqlite(remit, pack, extracts, folder, rows, times):
    ours, theirs = [], []
    path, other = folder / "remit.sqlite", folder / "other.sqlite"
    for _ in range(times):
        for part in folder.glob("*.sqlite*"):  # and what lies beside: write-ahead logs, compartments
            part.unlink()
        timed([remit, "init", "--db", path, "--pack", pack])
        ours.append(timed([remit, "import", "--db", path, "--pack", pack, extracts]))
        timed(["sqlite3", other, TABLE])
        theirs.append(timed(["sqlite3", other, ".mode csv", f".import --skip 1 {extracts}/bench/events.csv event"]))
    told("SQLite", ours, theirs, path.stat().st_size, other.stat().st_size, rows)


def on_postgres(remit, pack, extracts, rows, times):
    sys.argv = [sys.argv[0], str(remit), str(pack)]
    sys.path.insert(0, str(ROOT / "tests/web"))
    import serving
    server = serving.Postgres()
    try:
        ours, theirs, sizes = [], [], []
        for i in range(times):
            url, other = server.database(f"remit{i}"), server.database(f"other{i}")
            timed([remit, "init", "--db", url, "--pack", pack])
            empty = int(server.sql(f"remit{i}", "select pg_database_size(current_database())"))
            ours.append(timed([remit, "import", "--db", url, "--pack", pack, extracts]))
            server.sql(f"other{i}", TABLE)
            bare = int(server.sql(f"other{i}", "select pg_database_size(current_database())"))
            theirs.append(timed([serving.PG / "psql", "-qc", f"\\copy event from '{extracts}/bench/events.csv' csv header", other]))
            sizes = [int(server.sql(f"{n}{i}", "select pg_database_size(current_database())")) - b
                     for n, b in (("remit", empty), ("other", bare))]
        told("PostgreSQL", ours, theirs, *sizes, rows)
    finally:
        server.stop()


def main():
    words = argparse.ArgumentParser()
    words.add_argument("remit", type=pathlib.Path)
    words.add_argument("pack", type=pathlib.Path)
    words.add_argument("--rows", type=int, default=1000000)
    words.add_argument("--times", type=int, default=3)
    words.add_argument("--sqlite", action="store_true")
    words.add_argument("--postgres", action="store_true")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="remit-bench-") as temporary:
        folder = pathlib.Path(temporary)
        folder.chmod(0o755)
        pack, extracts = make_pack(given.pack, folder), make_extract(folder, given.rows)
        if not given.postgres:
            on_sqlite(given.remit.resolve(), pack, extracts, folder, given.rows, given.times)
        if not given.sqlite:
            on_postgres(given.remit.resolve(), pack, extracts, given.rows, given.times)


if __name__ == "__main__":
    main()
