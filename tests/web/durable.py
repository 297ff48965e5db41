#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What was answered with success is there after kill -9; a disk that is full stops pages and writes,
and halves nothing.

If this fails, a person was told that their work is saved and it is not. Prints TAP.
usage: durable.py REMIT PACK
"""
import pathlib
import resource
import sys
import tempfile
import threading
import time
import urllib.parse

from serving import (CITE, OUTCOME, EO, G7, HEO, OTHER_EO, PG, SENIOR_EO, Browser, Postgres, Site, end, items_of, point,
                     prepare, remit, rows, verified)


def work(browser, items, done):
    """Claim, view, reveal and draft, item by item, until the server is gone; notes what was acknowledged."""
    try:
        token = browser.token()
        for item in items:
            if browser.post(f"/items/{item}/claim", {"form_token": token, "stamp": ""}).status == 303:
                done.append(("claim", item, browser.account))
            if browser.view(item, reasons=f"Acknowledged {item} of {browser.account}.").status == 303:
                done.append(("own_view", item, browser.account))
            fields = browser.filled(f"/items/{item}/recommendation", {})
            if browser.post(f"/items/{item}/recommendation", fields).status == 303:
                done.append(("reveal", item, browser.account))
            answer = browser.submit(f"/items/{item}/decision", {
                "outcome": OUTCOME, "reasons": f"Drafted {item} of {browser.account}.", "cite": [CITE], "later": "yes"})
            if answer.status == 303:
                done.append(("draft", item, browser.account))
    except Exception:  # the server is gone in the middle of an answer
        pass


def check_kill(db, rounds):
    items = items_of(db)
    people = [EO, OTHER_EO, SENIOR_EO, HEO]
    for number, delay in enumerate(rounds):
        site = Site(db)
        done = [[] for _ in people]
        browsers = [Browser(site, name) for name in people]
        here = items[number * 20:number * 20 + 20]
        threads = [threading.Thread(target=work, args=(b, here[at * 5:at * 5 + 5], done[at]))
                   for at, b in enumerate(browsers)]
        for thread in threads:
            thread.start()
        time.sleep(delay)
        site.kill()
        for thread in threads:
            thread.join()
        acknowledged = [step for steps in done for step in steps]
        lost = [(table, item, who) for table, item, who in acknowledged
                if not rows(db, f"select 1 from {table} where item_id = ? and actor = ?", item, who)]
        point(f"killed after {delay} s: all {len(acknowledged)} steps that were acknowledged are there",
              not lost, lost)
        checked = verified(db)
        point(f"killed after {delay} s: the log verifies", checked.returncode == 0, checked.stderr)
        again = Site(db)
        browser = Browser(again, EO)
        browser.cookies = browsers[0].cookies
        point("the session goes on, and so does the work", browser.get("/worklist").status == 200)
        again.stop()


def check_full(folder, extracts):
    """The server may write no file beyond a size: to it the disk is full."""
    db = folder / "full.sqlite"
    prepare(db, extracts)
    room = db.stat().st_size + 96 * 1024

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    site = Site(db, before=limit)
    item, case = rows(db, "select id, root_id from work_item where state = 'sealed' limit 1")[0]
    browser = Browser(site, EO)
    path, statuses, refused = f"/cases/{case}", [], None
    for _ in range(600):
        answer = browser.get(path)
        statuses.append(answer.status)
        if answer.status != 200:
            refused = answer
            break
    point("a page whose look cannot be logged is not shown", refused is not None and refused.status == 500
          and "EMC-" not in refused.text and "Synth" not in refused.text, (statuses[-3:], refused))
    written = rows(db, "select count(*) from audit_written where action = 'case-file'")[0][0]
    point("every page that was shown stands in the log", written == statuses.count(200),
          (written, statuses.count(200)))
    said = site.errors.read_text()
    point("who runs it is told why", "disk" in said.lower() or "full" in said.lower() or "write" in said.lower(), said)
    answer = browser.post(f"/items/{item}/view", {"outcome": OUTCOME})
    point("nothing is written either", answer.status in (403, 500) and not rows(db, "select 1 from own_view"), answer)
    point("the server is up", site.is_up())
    resource.prlimit(site.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    answers = [browser.get(path).status for _ in range(6)]
    point("with room again it goes on by itself", answers == [200] * 6, answers)
    done = browser.decide(item)
    point("and a decision is made", done.status == 200, done)
    point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        extracts = folder / "extracts"
        db = str(folder / "remit.sqlite")
        prepare(db, extracts)
        check_kill(db, (0.3, 0.6, 1.0))
        check_full(folder, extracts)
        if (PG / "postgres").exists():
            postgres = Postgres()
            try:
                db = postgres.database("durable")
                prepare(db, extracts)
                check_kill(db, (0.5,))
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
