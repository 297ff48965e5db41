#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The log where many write at once: on PostgreSQL entries wait for a sequencer, and none is left waiting unseen.

If this fails, what was done is not in the log's tree, or an honest log is said to be tampered with while people
work. Prints TAP. usage: sequencer.py REMIT PACK
"""
import sys
import threading
import time

from serving import (EO, HEO, Browser, Site, items_of, on_both, point, prepare, remit, rows, rows_of_postgres, verified)

NOW = "(select (extract(epoch from clock_timestamp()) * 1000000)::bigint)"


def is_postgres(db):
    return str(db).startswith("postgresql:")


def waiting(db):
    return rows(db, "select count(*) from audit_waiting")[0][0]


def put_by_hand(db, seconds, root="'\\x" + "00" * 32 + "'"):
    """An entry that some administrator of the database wrote, so long ago by the database's clock."""
    now = NOW if is_postgres(db) else str(int(time.time() * 1000000))
    if not is_postgres(db):
        root = "x'" + "00" * 32 + "'"
    rows(db, "insert into audit_waiting (since, at, actor, kind, action, purpose, face, subject, subject_id, details_hash, "
             f"batch_count, batch_root) values ({now} - {seconds} * 1000000, 1, 'heo', 'consultation', 'status', '', 'cli', '', "
             f"0, {root}, 0, {root})")


def check_meanwhile(db):
    """People work at two servers while the auditor verifies."""
    sites = [Site(db), Site(db)]
    items, done = items_of(db), []
    browsers = [Browser(sites[i % 2], (EO, HEO)[i // 2]) for i in range(4)]

    def work(browser, mine):
        for item in mine:
            done.append(browser.view(item).status)
            browser.get("/worklist")

    threads = [threading.Thread(target=work, args=(browser, items[i::4])) for i, browser in enumerate(browsers)]
    for thread in threads:
        thread.start()
    said, most = [], 0
    while any(thread.is_alive() for thread in threads):
        said.append(verified(db))
        most += 1
    for thread in threads:
        thread.join()
    point("the log verifies at any time while people work at two servers",
          most != 0 and all(one.returncode == 0 for one in said), (most, [one.stderr for one in said if one.returncode]))
    point("and they worked", len(done) == len(items) and set(done) <= {200, 303}, done)
    return sites


def check_soon(db, sites):
    if is_postgres(db):
        end = time.monotonic() + 5
        while waiting(db) and time.monotonic() < end:
            time.sleep(0.02)
    point("what they did has its place in the tree soon", waiting(db) == 0, waiting(db))
    for site in sites:
        point("a server ends well", site.stop(), site.said)
    views = rows(db, "select count(*) from own_view")[0][0]
    point("each view is in the tree once", rows(db, "select count(*) from audit_entry where action = 'view' and kind = "
                                                    "'decision'")[0][0] == views, views)
    numbers = [n for n, in rows(db, "select number from audit_entry order by number")]
    point("numbers have no gap", numbers == list(range(len(numbers))), len(numbers))


def check_killed(db):
    """A server that is gone leaves what nobody has placed: whoever comes next does."""
    site = Site(db)
    browser = Browser(site, EO)
    rows_of_postgres(db, "begin; select pg_advisory_xact_lock(7269); select pg_sleep(0.1); commit", ())
    looks = "select count(*) from audit_written where action = 'worklist'"
    before = rows(db, looks)[0][0]
    for _ in range(3):
        browser.get("/worklist")
    site.kill()
    point("what was looked at is written when the page is there", rows(db, looks)[0][0] == before + 3, before)
    remit("status", "--db", db)
    point("a server was killed: the next command gives its entries their place", waiting(db) == 0, waiting(db))
    point("and the log verifies", verified(db).returncode == 0)


def check_held_up(db):
    """The sequencer stands still: people work on."""
    lock = threading.Thread(target=rows_of_postgres, args=(
        db, "begin; select pg_advisory_xact_lock(7269); select pg_sleep(3); commit", ()))
    site = Site(db)
    browser = Browser(site, EO)
    lock.start()
    time.sleep(0.3)
    start = time.monotonic()
    page = browser.get("/worklist")
    took = time.monotonic() - start
    point("no page waits for the sequencer", page.status == 200 and took < 2 and waiting(db) > 0, (page.status, took))
    lock.join()
    site.stop()
    point("and what waited has its place", waiting(db) == 0, waiting(db))


def check_late(db):
    put_by_hand(db, 50)
    done = verified(db)
    if is_postgres(db):
        point("an entry may wait for a moment", done.returncode == 0 and waiting(db) == 0, done.stderr)
    else:
        rows(db, "delete from audit_waiting")
    put_by_hand(db, 61)
    done = verified(db)
    point("one that was left out for over 60 seconds is found", done.returncode == 12 and "waited for over 60 seconds"
          in done.stderr, done.stderr)
    rows(db, "delete from audit_waiting")
    point("the log verifies without it", verified(db).returncode == 0)


def check_nonsense(db):
    put_by_hand(db, 0, root="'\\x00'")
    done = verified(db)
    point("an entry that no program wrote is not given a place", done.returncode == 12
          and "none that the program writes" in done.stderr, done.stderr)
    rows(db, "delete from audit_waiting")


def check(db, folder):
    prepare(db, folder / "extracts", 40)
    check_soon(db, check_meanwhile(db))
    if is_postgres(db):
        check_killed(db)
        check_held_up(db)
    check_late(db)
    if is_postgres(db):
        check_nonsense(db)
    done = verified(db)
    point("the log verifies in the end", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("sequencer", check))
