#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Backups: whole while people work, never written over, refused where they are damaged or of a newer
release; restored while the pages are served; and a database that is not whole is told.

If this fails, what was saved is lost with the machine, or a broken database is taken for a good one.
Prints TAP. usage: backup.py REMIT PACK
"""
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from serving import (EO, HEO, OTHER_EO, PG, REMIT, SENIOR_EO, Browser, Postgres, Site, end, items_of, point,
                     prepare, remit, rows)


def work(browser, items, done, stop):
    for item in items:
        if stop.is_set():
            return
        if browser.view(item, reasons=f"Acknowledged {item} of {browser.account}.").status == 303:
            done.append((item, browser.account, time.monotonic()))
        time.sleep(0.05)


def check_while_working(db, copy, file):
    site = Site(db)
    people, items, stop, done = [EO, OTHER_EO, SENIOR_EO, HEO], items_of(db), threading.Event(), []
    browsers = [Browser(site, name) for name in people]
    threads = [threading.Thread(target=work, args=(b, items[at:-1:4], done, stop))
               for at, b in enumerate(browsers)]
    for thread in threads:
        thread.start()
    time.sleep(0.4)
    began = time.monotonic()
    made = remit("backup", "--db", db, file, ok=False)
    ended = time.monotonic()
    time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join()
    point("the server ends well", site.stop(), site.said)
    point("a backup is made while people work", made.returncode == 0 and file.exists()
          and not file.with_suffix(".part").exists(), made.stderr)
    restored = remit("restore", "--db", copy, file, ok=False)
    point("and restored elsewhere; its log verifies", restored.returncode == 0, restored.stderr)
    whole = remit("fsck", "--db", copy, ok=False)
    point("what was restored is whole", whole.returncode == 0, whole.stdout + whole.stderr)
    lost = [d for d in done if d[2] < began
            and not rows(copy, "select 1 from own_view where item_id = ? and actor = ?", *d[:2])]
    early = sum(d[2] < began for d in done)
    late = sum(d[2] > ended for d in done)
    point("what was acknowledged before it began is in it", not lost and early > 0, (lost, early))
    point("and people went on working", late > 0, (early, late))


def check_refusals(db, folder, file):
    done = remit("backup", "--db", db, file, ok=False)
    point("a backup is never written over", done.returncode != 0 and "there already" in done.stderr, done)
    done = remit("restore", "--db", db, file, ok=False)
    point("a database in use is not written over unasked", done.returncode != 0 and "--replace" in done.stderr, done)
    damaged = folder / "damaged"
    bytes_of = bytearray(file.read_bytes())
    half = len(bytes_of) // 2
    bytes_of[half:half + 9000] = bytes(b ^ 0x5a for b in bytes_of[half:half + 9000])
    damaged.write_bytes(bytes_of)
    newer = folder / "newer"
    newer.write_bytes(file.read_bytes())
    with sqlite3.connect(newer) as connection:
        connection.execute("insert into schema_migration values (99, 'later', '', '')")
    connection.close()
    foreign = folder / "foreign"
    with sqlite3.connect(foreign) as connection:
        connection.execute("create table x (a)")
    connection.close()
    (folder / "noise").write_bytes(bytes(range(256)) * 40)
    for name, word in (("damaged", "damaged"), ("newer", "newer release"), ("foreign", "no database of this program"),
                       ("noise", "damaged"), ("missing", "no file")):
        target = folder / f"of-{name}"
        done = remit("restore", "--db", target, folder / name, ok=False)
        point(f"a backup that is {name} is refused, and nothing is made", done.returncode != 0
              and word in done.stderr and not target.exists(), done)


def check_replace(db, file):
    site = Site(db)
    browser = Browser(site, EO)
    item = items_of(db)[-1]
    browser.view(item)
    before = len(rows(db, "select 1 from own_view where item_id = ?", item))
    done = remit("restore", "--db", db, file, "--replace", ok=False)
    point("restored over a database that is served", done.returncode == 0, done.stderr)
    after = len(rows(db, "select 1 from own_view where item_id = ?", item))
    point("it is as the backup has it", (before, after) == (1, 0), (before, after))
    answer = browser.get("/worklist")
    point("every session has ended", answer.status == 401 and "Sign in" in answer.text, answer)
    point("and people sign in and work again", Browser(site, EO).view(item).status == 303)
    point("the server ends well after it", site.stop(), site.said)
    done = remit("fsck", "--db", db, ok=False)
    point("all of it is whole", done.returncode == 0, done.stdout + done.stderr)


def check_killed(db, folder):
    file = folder / "killed"
    for delay in (0.0, 0.005, 0.02):
        process = subprocess.Popen([str(REMIT), "backup", "--db", str(db), str(file)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        whole = not file.exists() or remit("restore", "--db", folder / f"k{delay}", file, ok=False).returncode == 0
        point(f"killed after {delay} s: no half backup has the name", whole)
        file.unlink(missing_ok=True)
    done = remit("backup", "--db", db, file, ok=False)
    point("the next one is made", done.returncode == 0, done.stderr)


def check_fsck(folder, file):
    breaks = {
        "two decisions": ("insert into decision select null, item_id, recommendation_id, view_id, actor, outcome, reasons, "
                          "reasons_hash, evidence, judgements, switch_reason, payload_hash, 'open', made_at from decision "
                          "union all select null, id, recommendation_id, null, 'x', '', '', x'00', '', '', '', x'00', 'open', '' "
                          "from work_item where id < 3 union all select null, id, recommendation_id, null, 'y', '', '', x'00', "
                          "'', '', '', x'00', 'open', '' from work_item where id < 3"),
        "a claim of nobody": "insert or replace into claim values (1, 'nobody', '')",
        "a recommendation of another": "update work_item set recommendation_id = recommendation_id + 1 where id = 1",
        "rows that were never read": "update origin set rows_new = rows_new + 99 where id = 1",
        "a reject that is gone": "update origin set rows_rejected = rows_rejected + 1, rows_done = rows_done + 1 where id = 1",
        "a log that was altered": "update audit_entry set actor = 'somebody' where number = 3",
        "a reference to nothing": "update work_item set recommendation_id = 9999999 where id = 2",
    }
    for name, statement in breaks.items():
        broken = folder / "broken"
        broken.write_bytes(file.read_bytes())
        connection = sqlite3.connect(broken)
        connection.execute("pragma foreign_keys = off")
        connection.execute(statement)
        connection.commit()
        connection.close()
        done = remit("fsck", "--db", broken, ok=False)
        point(f"fsck tells of {name}", done.returncode != 0, done.stdout + done.stderr)
        for extra in folder.glob("broken*"):
            extra.unlink()


def check_postgres(folder):
    postgres = Postgres()
    try:
        db, copy = postgres.database("backup"), postgres.database("copy")
        prepare(db, folder / "extracts", 200)
        check_while_working(db, copy, folder / "dump")
        check_replace(db, folder / "dump")
    finally:
        postgres.stop()


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        db, file = str(folder / "remit.sqlite"), folder / "backup"
        prepare(db, folder / "extracts", 200)
        check_while_working(db, str(folder / "copy.sqlite"), file)
        check_refusals(db, folder, file)
        check_replace(db, file)
        check_killed(db, folder)
        check_fsck(folder, file)
        if (PG / "postgres").exists():
            print("# on PostgreSQL")
            check_postgres(folder)
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
