#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The queue and its workers, on both databases: leases, tries, dead letters, what recurs, and the pages.

If this fails, work that was left to a worker is lost, done in the wrong name, or fails unseen.
Prints TAP. usage: queue.py REMIT PACK
"""
import json
import re
import signal
import subprocess
import sys
import time

from serving import (AS_OF, EO, NAME, PACK, REMIT, Browser, Site, on_both, point, prepare, remit, rows,
                     rows_of_postgres, set_password, verified)

MICROS = 1000000


def change(db, statement, *values):
    """Past the program."""
    if str(db).startswith("postgresql:"):
        rows_of_postgres(str(db), statement, values)
    else:
        rows(db, statement, *values)


def job(db, number):
    names = ("state", "attempts", "run_after", "holder", "lease", "lease_until", "why", "kind", "every", "asked")
    found = rows(db, f"select {', '.join(names)} from job where id = ?", number)
    return dict(zip(names, found[0])) if found else None


def add(db, *words):
    return int(re.search(r"Job (\d+):", remit("job", "add", "--db", db, *words).stdout)[1])


def worker(db, *words, ok=True):
    return remit("worker", "--db", db, "--as-of", AS_OF, "--once", *words, ok=ok).stdout


def due_now(db, number):
    change(db, "update job set run_after = 0 where id = ?", number)


def check_after_import(db, folder):
    waits = rows(db, "select state from job where kind = 'run'")
    point("a run by hand settles the job that the import left", waits == [("done",)], waits)
    remit("synth", "--pack", PACK, "--seed", "2", "--people", "40", "--out", folder / "anew")
    remit("import", "--db", db, "--pack", PACK, folder / "anew")
    number, about = rows(db, "select id, about from job where state = 'open'")[0]
    point("an import leaves a run to a worker", about == NAME, about)
    due_now(db, number)
    runs = rows(db, "select count(*) from run")[0][0]
    said = worker(db)
    last = rows(db, "select as_of, actor, ended_at from run order by id desc")[0]
    point("a worker does it, with its own date", f"job {number} run {NAME}: done" in said
          and rows(db, "select count(*) from run")[0][0] == runs + 1 and last[0] == AS_OF and last[2], (said, last))
    face = rows(db, "select actor, face from audit_entry where action = 'run' order by number desc")[0]
    point("in the name of who imported, from the worker", face[1] == "worker" and face[0] == last[1], face)
    remit("import", "--db", db, "--pack", PACK, folder / "anew")
    point("an import that changes nothing leaves nothing", not rows(db, "select 1 from job where state = 'open'"))


def check_two_at_once(db):
    before = rows(db, "select count(*) from quality_measure")[0][0]
    number = add(db, "quality", NAME)
    again = add(db, "quality", NAME)
    point("what waits already is asked for once", number == again and job(db, number)["asked"] == 2, (number, again))
    both = [subprocess.Popen([REMIT, "worker", "--db", db, "--once"], stdout=subprocess.PIPE, text=True)
            for _ in range(3)]
    said = [it.communicate()[0] for it in both]
    after = rows(db, "select count(*) from quality_measure")[0][0]
    point("three workers do one job once", after == before + 1 and sum("done" in it for it in said) == 1, said)


def check_lease(db):
    number = add(db, "quality", NAME)
    now = time.time_ns() // 1000
    change(db, "update job set holder = 'gone:1', lease = lease + 1, attempts = 1, lease_until = ? where id = ?",
           now + 2 * MICROS, number)
    point("what another holds is let alone", "job" not in worker(db) and job(db, number)["holder"] == "gone:1")
    point("a person sees who has it", "at work: gone:1" in remit("jobs", "--db", db).stdout)
    time.sleep(2.2)
    point("a lease that has lapsed is taken", f"job {number} quality {NAME}: done" in worker(db))
    number = add(db, "quality", NAME)
    change(db, "update job set holder = 'gone:1', lease_until = ? where id = ?", now + 5 * 3600 * MICROS, number)
    point("so is one of before the clock was set back", "done" in worker(db))
    number = add(db, "quality", NAME)
    change(db, "update job set holder = 'gone:1', lease = 9, attempts = 5, lease_until = 1 where id = ?", number)
    worker(db)
    it = job(db, number)
    point("what ended its worker each time is dead", it["state"] == "dead" and "ended before" in it["why"], it)
    remit("job", "drop", "--db", db, number, "--reason", "It was made up.")


def check_stopped(db):
    """A worker that stands still while its lease lapses ends nothing of another's."""
    for _ in range(8):
        number = add(db, "run", NAME)
        slow = subprocess.Popen([REMIT, "worker", "--db", db, "--once", "--lease", "2", "--as-of", AS_OF],
                                stdout=subprocess.PIPE, text=True)
        until = time.monotonic() + 20
        while job(db, number)["lease"] == 0 and time.monotonic() < until:
            time.sleep(0.001)
        slow.send_signal(signal.SIGSTOP)
        if job(db, number)["state"] == "open":
            break
        slow.send_signal(signal.SIGCONT)
        slow.communicate()
    time.sleep(2.3)
    said = subprocess.run([REMIT, "worker", "--db", db, "--once", "--as-of", AS_OF], capture_output=True, text=True,
                          timeout=100)
    # On SQLite it may have been stopped with the lock in its hand: then nobody gets on.
    held = said.returncode != 0 or "done" not in said.stdout
    slow.send_signal(signal.SIGCONT)
    late = slow.communicate(timeout=100)[0]
    if held:
        print("# stopped with the lock in its hand: " + said.stderr)
        said = worker(db)
        point("the job is done in the end", job(db, number)["state"] == "done", (said, late))
    else:
        point("another does it, and who was late is told", "another worker has it" in late
              and job(db, number)["state"] == "done", (said.stdout, late))
    twice = rows(db, "select record_id, run_id from recommendation group by 1, 2 having count(*) > 1")
    point("nothing stands twice", not twice, twice)


def operator_at(db, site):
    """Signed in by password: no demo account is an operator's."""
    remit("user", "add", "--db", db, "operator", "--role", "operator")
    set_password(db, "operator", "three plain words here")
    person = Browser(site)
    person.post("/sign-in", {"name": "operator", "password": "three plain words here"})
    return person


def check_dead(db, folder, site):
    target = folder / "backups"
    number = add(db, "backup", target)
    waits = []
    for attempt in range(1, 6):
        said = worker(db)
        it = job(db, number)
        waits.append((it["run_after"] - time.time_ns() // 1000) / MICROS)
        if attempt < 5:
            point(f"try {attempt} fails and waits longer", it["state"] == "open" and it["attempts"] == attempt
                  and 8 * 4 ** (attempt - 1) < waits[-1] < 11 * 4 ** (attempt - 1), (it, waits, said))
            due_now(db, number)
    it = job(db, number)
    point("after five tries it is dead, and says why", it["state"] == "dead" and str(target) in it["why"], it)
    point("its death is on the record", rows(db, "select 1 from audit_entry where action = 'job-dead' and "
                                                 "subject_id = ?", number))
    person = operator_at(db, site)
    page = person.get("/jobs")
    point("a person sees it, with why", str(target) in page.text and f'href="/jobs/{number}"' in page.text, page)
    answer = person.submit(f"/jobs/{number}", {"reason": "no", "what": "put-back"})
    point("it is not put back without a reason", answer.status == 422 and "reason" in answer.text, answer)
    target.mkdir()
    answer = person.submit(f"/jobs/{number}", {"reason": "The folder is there now.", "what": "put-back"})
    entry = rows(db, "select actor, purpose from audit_entry where action = 'job-move' and subject_id = ?", number)
    point("with one it is, on the record", answer.status == 303 and entry == [("operator", "put-back")]
          and job(db, number)["state"] == "put-back", (answer, entry))
    said = worker(db)
    files = [file for file in target.iterdir() if file.suffix == ".backup"]
    point("and is done", "done" in said and len(files) == 1, (said, files))
    again = person.submit(f"/jobs/{number}", {"reason": "And once more, please.", "what": "put-back"})
    point("it is put back once", again.status in (0, 404), again)
    check_recurs(db, target, files[0])


def check_recurs(db, target, first):
    number = add(db, "backup", target, "--every", "day", "--at", "02:00")
    it = job(db, number)
    point("what recurs waits for its time", it["run_after"] > time.time_ns() // 1000
          and it["run_after"] // MICROS % 86400 == 7200, it)
    change(db, "update job set anchor = anchor - ?, run_after = run_after - ? where id = ?",
           4 * 86400 * MICROS, 4 * 86400 * MICROS, number)
    time.sleep(1.1)
    worker(db)
    again = job(db, number)
    point("what was missed is caught up once, and the next is at its time", len(list(target.glob("*.backup"))) == 2
          and again["state"] == "open" and again["run_after"] == it["run_after"], (it, again))
    for file in target.iterdir():
        file.unlink()
    target.rmdir()
    change(db, "update job set run_after = 1, attempts = 4 where id = ?", number)
    worker(db)
    again = job(db, number)
    dead = rows(db, "select id, why from job where state = 'dead'")
    point("when it fails for good, that time is dead and the next stands", len(dead) == 1 and again["state"] == "open"
          and again["run_after"] == it["run_after"] and again["attempts"] == 0, (dead, again))
    for each in (number, dead[0][0]):
        remit("job", "drop", "--db", db, each, "--reason", "No backups in this test.")
    done = remit("job", "retry", "--db", db, dead[0][0], "--reason", "Put it back anyway.", ok=False)
    point("what was dropped is not put back", done.returncode == 5, done.stderr)


def check_rights(db, site):
    done = remit("job", "add", "--db", db, "--as", EO, "run", NAME, ok=False)
    point("who may not run the rules cannot have them run", done.returncode == 6, done.stderr)
    remit("user", "add", "--db", db, "leaver", "--role", "operator")
    number = add(db, "--as", "leaver", "run", NAME)
    change(db, "update account set active = 0 where name = 'leaver'")
    said = worker(db)
    it = job(db, number)
    point("a job of who has left is dead at once", it["state"] == "dead" and "leaver" in it["why"], (said, it))
    remit("job", "retry", "--db", db, number, "--reason", "I answer for it now.")
    point("and can be put back by another", "done" in worker(db))
    manager = Browser(site, "manager")
    number = add(db, "run", NAME)
    answer = manager.post(f"/jobs/{number}", {"form_token": manager.token(), "stamp": "", "what": "drop",
                                              "reason": "It is in my way."})
    point("a manager drops nothing of the operator's", answer.status == 403 and job(db, number)["state"] == "open",
          answer)
    worker(db)


def check_page(db, site):
    manager = Browser(site, "manager")
    before = rows(db, "select count(*) from quality_measure")[0][0]
    manager.submit("/quality", {})
    point("with no worker a measure is made at once",
          rows(db, "select count(*) from quality_measure")[0][0] == before + 1)
    alive = subprocess.Popen([REMIT, "worker", "--db", db, "--as-of", AS_OF], stdout=subprocess.PIPE, text=True)
    alive.stdout.readline()
    until = time.monotonic() + 20
    while not json.loads(remit("jobs", "--db", db, "--json").stdout)["workers"] and time.monotonic() < until:
        time.sleep(0.05)
    answer = manager.submit("/quality", {})
    said = alive.stdout.readline()
    point("with one it is left to it", answer.status == 303 and f"quality {NAME}: done" in said, (answer, said))
    point("in the manager's name", rows(db, "select actor from quality_measure order by id desc")[0] == ("manager",))
    alive.send_signal(signal.SIGTERM)
    point("a worker ends when it is told", alive.wait(timeout=30) == 0)
    point("and is counted no more", not json.loads(remit("jobs", "--db", db, "--json").stdout)["workers"])


def check(db, folder):
    prepare(db, folder / "extracts")
    site = Site(db)
    check_after_import(db, folder)
    check_two_at_once(db)
    check_lease(db)
    check_stopped(db)
    check_dead(db, folder, site)
    check_rights(db, site)
    check_page(db, site)
    point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)
    done = remit("fsck", "--db", db, ok=False)
    point("the database is whole", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("queue", check))
