#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two servers and two workers on one PostgreSQL: what is begun at one goes on at the other, two people who
are at the same thing at both get one result, and a database of a newer release is refused by all.

If this fails, a department that runs more than one process gets torn or doubled records.
Prints TAP. usage: several.py REMIT PACK
"""
import collections
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from serving import (AS_OF, EO, G7, HEO, OTHER_EO, PACK, PG, REMIT, SENIOR_EO, SOURCE, Browser, Postgres, Site, end,
                     items_of, point, prepare, remit, rows, rows_of_postgres, raised, set_password, state_of, take_up,
                     verified)


def change(db, statement):
    """Past the program."""
    if db.startswith("postgresql:"):
        rows_of_postgres(db, statement, ())
    else:
        rows(db, statement)


def at(site, browser):
    browser.site = site
    return browser


def both_at_once(*calls):
    """Each call in a thread of its own, begun together; their answers in order."""
    gate, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def one(number, call):
        gate.wait()
        answers[number] = call()
    threads = [threading.Thread(target=one, args=it) for it in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def check_moving(sites, item):
    """A person whose pages come from now one, now the other."""
    one, two = sites
    browser = Browser(one, EO)
    point("who signed in at one is known at the other", at(two, browser).get("/worklist").status == 200)
    answers = [at(one, browser).view(item).status, at(two, browser).submit(f"/items/{item}/recommendation", {}).status]
    at(one, browser).fill(item)
    answers.append(at(two, browser).submit(f"/items/{item}/check", {}).status)
    point("a decision is begun at one, gone on with at the other", answers == [303, 303, 200], answers)
    signer = Browser(two, G7)
    point("and signed there", at(one, signer).sign(item).status in (200, 303)
          and rows(sites[0].db, "select state from work_item where id = ?", item)[0][0] == "signed")
    token = browser.token()
    at(one, browser).post("/sign-out", {"form_token": token})
    browser.cookies = dict(browser.cookies)
    point("who signs out at one is out at the other", at(two, browser).get("/worklist").status != 200)


def check_claims(sites, items):
    one, two = Browser(sites[0], EO), Browser(sites[1], OTHER_EO)
    tokens, won = (one.token(), two.token()), collections.Counter()
    for item in items:
        answers = both_at_once(*(lambda b=b, t=t: b.post(f"/items/{item}/claim", {"form_token": t, "stamp": ""})
                                 for b, t in zip((one, two), tokens)))
        who = [name for (name,) in rows(sites[0].db, "select actor from claim where item_id = ?", item)]
        took = [name for name, answer in zip((EO, OTHER_EO), answers) if answer.status == 303]
        won["one" if len(who) == 1 and took == who and all(a.status < 500 for a in answers) else "torn"] += 1
    point(f"of two who claim the same at both, one has it ({len(items)} times)", won == {"one": len(items)}, won)


def check_decisions(sites, items):
    """Two people send the same decision's last form at both."""
    db, pairs = sites[0].db, collections.Counter()
    people = Browser(sites[0], EO), Browser(sites[1], OTHER_EO)
    for item in items:
        forms = []
        for person in people:
            person.view(item)
            person.reveal(item)
            person.fill(item, reasons=f"Said by {person.account} of item {item}, in words of their own.")
            forms.append(person.filled(f"/items/{item}/check", {}))
        answers = both_at_once(*(lambda p=p, f=f: p.post(f"/items/{item}/check", f) for p, f in zip(people, forms)))
        made = rows(db, "select count(*) from decision where item_id = ? and state = 'open'", item)[0][0]
        pairs[made, all(a.status < 500 for a in answers)] += 1
    point("of two who decide at once, one does", pairs == {(1, True): len(items)}, pairs)


def check_lock(sites):
    """Wrong passwords are counted together."""
    db = sites[0].db
    set_password(db, SENIOR_EO, "three plain words here")
    for number in range(10):
        Browser(sites[number % 2]).post("/sign-in", {"name": SENIOR_EO, "password": "not it at all"})
    answers = [Browser(site).post("/sign-in", {"name": SENIOR_EO, "password": "three plain words here"})
               for site in sites]
    point("ten wrong passwords, five at each, lock the account at both", [a.status for a in answers] == [422, 422]
          or all(a.status != 303 for a in answers), answers)


def check_caches(sites, folder):
    """What was loaded or taken up since is shown by both."""
    db = sites[0].db
    case = rows(db, "select root_id from work_item order by id limit 1")[0][0]
    people = [Browser(site, EO) for site in sites]
    for person in people:
        person.get(f"/cases/{case}")
    remit("synth", "--pack", PACK, "--seed", "3", "--people", "40", "--out", folder / "anew")
    remit("import", "--db", db, "--pack", PACK, folder / "anew")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    pages = [re.sub(r'value="[0-9a-f]{64}"|Last (looked|seen)[^<]*', "", p.get(f"/cases/{case}").text) for p in people]
    # Not how often each has looked, which counts this very look.
    main = [re.sub(r'(?s).*<main[^>]*>|</main>.*|numeric">\d+<', "", page) for page in pages]
    point("both show a case as it is after an import", main[0] == main[1] and len(main[0]) > 500,
          [next((main[n][max(0, i - 200):i + 200] for i, (a, b) in enumerate(zip(*main)) if a != b), "") for n in (0, 1)])
    packs = folder / "packs"
    shutil.copytree(PACK.parent, packs)
    file = packs / PACK.name / "pack.yaml"
    text = file.read_text()
    title = re.search(r"(?m)^title: *(.*)$", text)[1].strip('"')
    file.write_text(text.replace(title, "Another name of the work", 1))
    take_up(db, raised(packs / PACK.name, "1.1.0"))
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    shown = ["Another name of the work" in person.get("/").text for person in people]
    point("both show a pack's new version", shown == [True, True], shown)


def check_looks(sites):
    """Looks of many at both at once: each page that was shown is in the log once."""
    db = sites[0].db
    case = rows(db, "select root_id from work_item order by id desc limit 1")[0][0]
    count = "select count(*) from audit_entry where action = 'case-file' and person_id = ?"
    people = [Browser(site, name) for site in sites for name in (EO, OTHER_EO, HEO, G7)]
    before = rows(db, count, case)[0][0]
    shown = both_at_once(*(lambda p=p: sum(p.get(f"/cases/{case}").status == 200 for _ in range(12)) for p in people))
    after = rows(db, count, case)[0][0]
    point(f"{sum(shown)} pages of eight people at both are in the log once each", sum(shown) == after - before
          and sum(shown) == 96, (shown, before, after))


def check_work(sites, workers):
    """Jobs that wait are shared out and each is done once."""
    db = sites[0].db
    for _ in range(6):
        for kind in ("quality", "run"):
            remit("job", "add", "--db", db, kind, "em-review")
        until = time.monotonic() + 60
        while rows(db, "select 1 from job where state = 'open'") and time.monotonic() < until:
            time.sleep(0.05)
    leases = rows(db, "select lease, count(*) from job where state = 'done' and lease > 0 group by 1")
    held = rows(db, "select count(distinct holder) from job where lease > 0")
    point("every job was taken once and done", [lease for lease, _ in leases] == [1]
          and not rows(db, "select 1 from job where state <> 'done'"), leases)
    print(f"# workers that had a share: {held[0][0]}")
    point("both workers live", all(worker.poll() is None for worker in workers))


# A checkpoint, and the key that signed it.
SIGNED = ["--checkpoint", "{folder}/keys/checkpoints", "--key", "{folder}/keys/key.pub"]
# What each command is given; every command of command.def that takes a database stands here.
WORDS = {
    "init": [], "import": ["--pack", PACK, "."], "run": ["em-review"], "worklist": ["em-review"],
    "view": ["1", "--outcome", "X", "--reason", "x", "--cite", "x"], "reveal": ["1"],
    "decide": ["1", "--outcome", "X", "--reason", "x", "--cite", "x"], "sign": ["1", "--hash", "x"],
    "form": ["1", "--out", "/tmp/never.html"], "explain": ["1"], "case": ["em-review", "P1"], "status": [], "quality": ["em-review"],
    "worker": ["--once"], "jobs": [], "job add": ["run", "em-review"], "job retry": ["1", "--reason", "x"],
    "access show": ["em-review", "x"], "access change": ["em-review", "x", "restrict"],
    "compartment look": ["em-review", "equality", "x", "--reason", "x"],
    "compartment disclose": ["em-review", "equality", "x", "--field", "x", "--to", "x", "--ground", "x", "--reason", "x"],
    "compartment disclosures": ["em-review", "equality"],
    "compartment settle": ["em-review", "equality", "1", "told", "--on", AS_OF, "--reason", "x"],
    "glass break": ["em-review", "x", "--reason", "x"], "glass list": ["em-review"],
    "glass review": ["em-review", "1", "--verdict", "justified", "--reason", "x"],
    "report list": ["em-review"], "report show": ["em-review", "reviews"], "team list": ["em-review"], "team change": ["em-review", "add", "x", "--asked-by", "x", "--reason", "x"],
    "transition list": ["1"], "transition take": ["1", "x", "--reason", "x"],
    "challenge make": ["1", "--grounds", "x", "--on", "x", "--through", "x"], "challenge list": ["em-review"], "referral list": ["em-review"], "flag list": ["em-review"], "uptake": ["em-review"], "whatif": ["em-review", "--set", "version", "--to", "9"],
    "flag make": ["em-review", "--said", "x"], "flag answer": ["em-review", "1", "--verdict", "stands", "--answer", "x"],
    "round show": ["em-review", "x"], "round open": ["em-review", "x", "--because", "x", "--reason", "x"], "round end": ["em-review", "x", "--reason", "x"], "round due": ["em-review"],
    "rectify list": ["em-review"], "rectify show": ["em-review", "1"], "rectify extend": ["em-review", "1", "--reason", "x"],
    "rectify ask": ["em-review", "x", "--fact", "x", "--wanted", "x", "--evidence", "x", "--on", "x"],
    "rectify answer": ["em-review", "1", "--verdict", "refused", "--answer", "x"],
    "rectify told": ["em-review", "1", "--who", "x", "--on", "x"],
    "rectify letter": ["em-review", "1", "--out", "/tmp/never.html"],
    "letters": ["em-review"], "letter make": ["em-review", "1"], "letter save": ["em-review", "1", "--out", "/tmp/never.html"],
    "letter sent": ["em-review", "1", "--how", "x", "--on", "x"], "letter withhold": ["em-review", "1", "--reason", "x"],
    "letter done": ["em-review", "1", "--how", "x", "--on", "x"],
    "sample list": ["em-review"], "sample take": ["em-review"], "sample show": ["em-review", "1"],
    "sample record": ["em-review", "1", "--outcome", "x", "--reason", "x", "--cite", "x"],
    "sample give": ["em-review", "1", "--reason", "x"], "sample check": ["em-review"],
    "sample answer": ["em-review", "1", "--verdict", "stands", "--reason", "x"],
    "pack list": [], "pack record": ["em-review"], "pack diff": ["em-review", PACK, "--impact"], "pack show": ["1"], "pack propose": [PACK, "--statement", "x"], "pack take": ["1"],
    "pack refuse": ["1", "--reason", "x"], "pack withdraw": ["1", "--reason", "x"],
    "user factor": ["reset", "x"], "training add": ["em-review", "x", "x", "--done", "x", "--until", "x"], "training list": ["em-review"],
    "job drop": ["1", "--reason", "x"], "replay": ["--all"], "audit verify": [],
    "audit checkpoint": ["{folder}/keys"], "audit prove": ["1", *SIGNED], "audit consistency": ["1", *SIGNED],
    "audit export": ["{folder}/never"], "backup": ["{folder}/never"],
    "restore": ["{folder}/dump", "--replace"], "fsck": [], "user add": ["x", "--role", "operator"], "user list": [],
    "document add": ["em-review", "/dev/null", "--type", "X"], "document list": ["em-review"],
    "document file": ["em-review", "1", "--case", "1", "--reason", "x"],
    "person file": ["em-review", "1", "--to", "x", "--why", "x", "--out", "/tmp/never"],
    "person looks": ["em-review", "1"], "person code": ["em-review", "1"],
    "audit search": ["em-review"], "law": ["em-review"], "accumulate": ["em-review"], "clocks": ["em-review"], "clock run": ["em-review"], "clock extend": ["em-review", "1", "--reason", "x"], "retention due": ["em-review"], "retention run": ["em-review"], "retention purge": [],
    "retention erase": ["em-review", "1", "--reason", "x"],
    "retention certificate": ["em-review", "1", "--out", "/tmp/never.json"],
    "hold put": ["em-review", "1", "--reason", "x"], "hold lift": ["em-review", "1", "--reason", "x"],
    "document save": ["em-review", "1", "--out", "/tmp/never"],
    "merges": ["em-review"], "merge compare": ["em-review", "A", "B"], "merge ask": ["em-review", "A", "B", "--reason", "x"],
    "merge distinct": ["em-review", "A", "B", "--reason", "x"], "merge separate": ["em-review", "1", "--reason", "x"],
    "merge answer": ["em-review", "1", "--agree", "--reason", "x"],
    "user link": ["x", "--issuer", "x", "--subject", "x"], "user unlink": ["x", "--issuer", "x"], "user identities": [],
    "user password": ["x", "--password-file", "/dev/null"], "serve": ["--port", "0"],
}


def check_newer(db, folder):
    """The same database, marked as a later release would."""
    remit("backup", "--db", db, folder / "dump")
    shutil.rmtree(folder / "keys", ignore_errors=True)
    remit("audit", "key", folder / "keys", "--name", "example")
    remit("audit", "checkpoint", "--db", db, folder / "keys")
    change(db, "insert into schema_migration values (99, 'later', '', '')")
    named = re.findall(r'COMMAND\("([a-z ]+)",[^"]*"[^"]*--db URL', (SOURCE / "src/cli/command.def").read_text())
    missing = set(named) ^ set(WORDS)
    point("every command with a database is asked", not missing, missing)
    before, let_in = state_of(db, ()), []
    for name, words in WORDS.items():
        done = subprocess.run([REMIT, *name.split(), "--db", db, *(str(w).format(folder=folder) for w in words)],
                              capture_output=True, text=True, timeout=60)
        if done.returncode != 9 or "newer" not in done.stderr:
            let_in.append((name, done.returncode, done.stderr))
    point(f"a newer database is refused by all {len(WORDS)} commands", not let_in, let_in)
    point("and nothing in it is changed", state_of(db, ()) == before)


def check_newer_backup(db, folder, postgres):
    """`db` is marked as newer: its backup must not be restored over an older one."""
    newer = folder / "newer"
    if postgres:
        subprocess.run([PG / "pg_dump", "--format=custom", "--file", newer, db], check=True)
    else:
        shutil.copy(db, newer)
    change(db, "delete from schema_migration where number = 99")
    before = state_of(db, ())
    done = remit("restore", "--db", db, "--replace", newer, ok=False)
    point("a backup of a newer release is refused, and says so", done.returncode == 9 and "newer release" in done.stderr,
          done.stderr)
    point("before anything is replaced", state_of(db, ()) == before)
    (folder / "noise").write_bytes(b"PGDMP but not really a dump at all" * 20)
    done = remit("restore", "--db", db, "--replace", folder / "noise", ok=False)
    point("so is what is no backup", done.returncode != 0 and state_of(db, ()) == before, done.stderr)


def check_postgres(postgres, folder):
    db = postgres.database("several")
    prepare(db, folder / "extracts")
    sites = [Site(db), Site(db)]
    items = items_of(db)
    check_moving(sites, items[0])
    check_claims(sites, items[1:13])
    check_decisions(sites, items[13:17])
    check_lock(sites)
    check_caches(sites, folder)
    check_looks(sites)
    workers = [subprocess.Popen([REMIT, "worker", "--db", db, "--as-of", AS_OF], stdout=subprocess.DEVNULL)
               for _ in range(2)]
    check_work(sites, workers)
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    point("both workers end well", [worker.wait(timeout=60) for worker in workers] == [0, 0])
    point("both servers end well", all([site.stop() for site in sites]), [site.said for site in sites])
    for words in (("audit", "verify"), ("fsck",)):
        done = remit(*words, "--db", db, ok=False)
        point(f"remit {' '.join(words)}: all holds", done.returncode == 0, done.stderr)
    check_newer(db, folder)
    check_newer_backup(db, folder, postgres)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


def check_init_at_once(url):
    """Two who make or bring up to date the same database: one schema, one operator."""
    done = both_at_once(*(lambda: remit("init", "--db", url, "--pack", PACK, "--demo", ok=False) for _ in range(3)))
    again = remit("init", "--db", url, ok=False)
    point("three inits at once make one database", again.returncode == 0
          and remit("fsck", "--db", url, ok=False).returncode == 0 and any(it.returncode == 0 for it in done),
          [it.stderr for it in done])
    point("and none of them fails", all(it.returncode == 0 for it in done), [it.stderr for it in done])


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        db = str(folder / "remit.sqlite")
        check_init_at_once(db)
        prepare(db, folder / "extracts")
        check_newer(db, folder)
        check_newer_backup(db, folder, None)
        if (PG / "postgres").exists():
            print("# on PostgreSQL")
            for part in ("dump", "dump.equality", "newer", "noise"):
                (folder / part).unlink()
            postgres = Postgres()
            try:
                check_init_at_once(postgres.database("fresh"))
                check_postgres(postgres, folder)
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
