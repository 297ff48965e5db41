#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An import of several batches comes to the same on both databases, row for row, entry for entry.

On PostgreSQL a full batch ends while the next rows are read, and rows are sent while others are asked about; bad
and double rows stand where batches and chunks begin and end. If this fails, a row is lost, or is counted in a batch
that is not its own. Prints TAP. usage: batches.py REMIT PACK
"""
import pathlib
import sys
import tempfile

from serving import PACK, Postgres, end, point, remit, rows, verified

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
import bench_import  # noqa: E402

ROWS = 35000
BAD = (5, 9999, 10000, 10001, 10002, 11500, 12000, 12001, 12002, 19999, 20001, 20002, 30000, 30500, 34999)
TOLD = {
    "entries of the log": "select action, batch_count from audit_entry order by number",
    "records": "select reference, _row, _version from rec_bench_event order by reference",
    "rejected rows": "select origin_row, message from reject order by origin_row, message",
    "sums": "select rows_new, rows_rejected, rows_duplicate, rows_done from origin order by id",
}


def spoil(path):
    lines = path.read_text().split("\n")
    for at in BAD:
        cells = lines[at].split(",")
        cells[1 if at % 2 else 3] = "NOBODY" if at % 2 else "2020-13-45"
        lines[at] = ",".join(cells)
    lines[15000], lines[25000] = lines[14999], lines[3]
    path.write_text("\n".join(lines))


def load(db, pack, extracts):
    remit("init", "--db", db, "--pack", pack)
    done = remit("import", "--db", db, "--pack", pack, extracts)
    point("every row is accounted for", "Every row is accounted for" in done.stdout, done.stdout)
    point("the log verifies", verified(db).returncode == 0)
    return {name: rows(db, statement) for name, statement in TOLD.items()}


def check(folder, postgres):
    pack = bench_import.make_pack(pathlib.Path(PACK), folder)
    extracts = bench_import.make_extract(folder, ROWS)
    spoil(extracts / "bench/events.csv")
    one = load(str(folder / "remit.sqlite"), pack, extracts)
    two = load(postgres.database("batches"), pack, extracts)
    for name in TOLD:
        point(f"both databases have the same {name}", one[name] == two[name], (one[name][:20], two[name][:20]))
    point("and what was wrong was rejected", one["sums"][1] == (ROWS - 2 - len(BAD), len(BAD), 2, ROWS + 1), one["sums"])


def main():
    postgres = Postgres()
    try:
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder).chmod(0o755)
            check(pathlib.Path(folder), postgres)
    finally:
        postgres.stop()
    return end()


if __name__ == "__main__":
    sys.exit(main())
