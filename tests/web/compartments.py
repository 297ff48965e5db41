#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Closed compartments: record types that casework has no handle on, in a file or schema of their own; whose log is
anchored in casework's, so that who alters, cuts off or replaces it is found; which come through kill -9, backups,
erasures and an upgrade.

If this fails, casework or a report can read what is closed to it, or somebody can change it and nobody can tell.
Prints TAP. usage: compartments.py REMIT PACK
"""
import csv
import hashlib
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time

from imports import columns_of, tables_of
from log import change, read_log, write_log
from retention import LATER, choose, due, end_conditions, erase, files_of, found_in
from serving import (AS_OF, EO, PACK, REMIT, Browser, Site, change_pack, compartment, copy_pack, items_of, on_both,
                     point, prepare, propose, raised, remit, rows, rows_of_postgres, take_up, verified)

NAME = "equality"


def is_postgres(db):
    return str(db).startswith("postgresql:")


def told(extracts):
    with open(extracts / NAME / "equality.csv") as file:
        return list(csv.DictReader(file))


def verify_told(db):
    return json.loads(remit("audit", "verify", "--db", db, "--json").stdout)["compartments"]


def size_of(where):
    return rows(where, "select count(*) from audit_entry")[0][0]


class Away:
    """The compartment where the program does not find it, and back."""

    def __init__(self, db):
        self.db = db

    def __enter__(self):
        if is_postgres(self.db):
            rows(self.db, f"alter schema compartment_{NAME} rename to put_away")
            return
        for file in pathlib.Path(compartment(self.db)).parent.glob(pathlib.Path(compartment(self.db)).name + "*"):
            file.rename(str(file).replace(f".{NAME}.", ".put-away."))

    def __exit__(self, *_):
        if is_postgres(self.db):
            rows(self.db, f"alter schema put_away rename to compartment_{NAME}")
            return
        for file in pathlib.Path(self.db).parent.glob("*.put-away.*"):
            file.rename(str(file).replace(".put-away.", f".{NAME}."))


# ---- where it lies ----

def check_place(db, extracts):
    closed = compartment(db)
    lines = told(extracts)
    point("each row of the extract is in the compartment", rows(closed, "select count(*) from rec_equality")[0][0]
          == len({row["Equality ref"] for row in lines}) > 20)
    tables = [name for name in tables_of(db, "") if "equality" in name]
    point("casework's database has no table of it", tables == [] and columns_of(db, "report_equality") == [], tables)
    left = rows(db, "select extract from origin where extract = 'equality'") + rows(
        db, "select record_type from history where record_type = 'equality'")
    point("nor its extract, nor what stood before", left == [], left)
    if not is_postgres(db):
        found = found_in(files_of(db), [row["Equality ref"] for row in lines[:20]])
        point("nor a trace of a row in its bytes", found == [], found[:3])
        point("the compartment's file is its owner's alone", os.stat(closed).st_mode & 0o777 == 0o600)
    anchors = rows(db, "select batch_count, kind from audit_entry where action = 'compartment-anchor' order by number")
    point("its log is its own, and anchored after each use", size_of(closed) >= 2 and anchors[-1] == (size_of(closed), "checkpoint")
          and [a for a, _ in anchors] == sorted(a for a, _ in anchors), anchors)
    before = size_of(closed)
    (said,) = verify_told(db)
    point("audit verify covers it, and that is a look on its log", said["opened"] and said["anchors"] >= 2
          and said["entries"] == before and size_of(closed) == before + 1, (said, before))


# ---- no handle ----

def handles(site):
    """What a server has open of the compartment."""
    if is_postgres(site.db):
        return rows(site.db, f"select pid from pg_stat_activity where application_name = 'compartment_{NAME}'")
    folder = pathlib.Path(f"/proc/{site.process.pid}/fd")
    links = []
    for file in folder.iterdir():
        try:
            links.append(os.readlink(file))
        except FileNotFoundError:  # closed meanwhile
            pass
    return [link for link in links if f".{NAME}." in link]


PAGES = ["/", "/worklist", "/load", "/quality", "/extracts", "/trail", "/jobs", "/retention", "/rules"]


def check_no_handle(db, site, item, root):
    seen, statuses = [], []
    for account in (EO, "manager", "auditor"):
        browser = Browser(site, account)
        for path in [*PAGES, f"/items/{item}", f"/cases/{root}", f"/cases/{root}/trail"]:
            statuses.append(browser.get(path).status)
            seen += handles(site)
    point("the server shows casework and has no handle on it", seen == [] and statuses.count(200) > 12, (seen, statuses))


def check_away(db, site, extracts, item, root):
    """What works without it is what never had it."""
    with Away(db):
        for words in (("run", "em-review", "--as-of", AS_OF), ("replay", "--all"), ("worklist", "em-review", "--as", EO),
                      ("quality", "em-review", "--as-of", AS_OF), ("status", "em-review"), ("retention", "due", "em-review", "--as",
                                                                                      "manager")):
            done = remit(words[0], *(["due"] if words[1] == "due" else []), "--db", db, *(w for w in words[1:] if w != "due"),
                         ok=False)
            point(f"without it: remit {words[0]}", done.returncode == 0, done.stderr)
        browser = Browser(site, EO)
        point("and the case's pages", [browser.get(p).status for p in (f"/cases/{root}", f"/items/{item}", "/worklist")] == [200] * 3)
        part = extracts.parent / "casework-alone"
        shutil.copytree(extracts, part, ignore=shutil.ignore_patterns(NAME, "rejects*"))
        done = remit("import", "--db", db, "--pack", PACK, part, ok=False)
        point("and an import of casework's extracts", done.returncode == 0, done.stderr)
        shutil.rmtree(part)
        done = verified(db)
        point("audit verify says that it was not opened", done.returncode == 0 and f"'{NAME}' was not opened" in done.stdout, done)
        point("fsck does not call that whole", remit("fsck", "--db", db, ok=False).returncode != 0)
        for words in (("import", "--pack", PACK, extracts), ("backup", extracts.parent / "never"),
                      ("person", "file", "--as", "manager", "em-review", "EMC-0000001", "--to", "x", "--why", "y",
                       "--out", extracts.parent / "never")):
            count = 2 if words[0] == "person" else 1
            done = remit(*words[:count], "--db", db, *words[count:], ok=False)
            point(f"remit {' '.join(words[:count])} does not leave it out", done.returncode != 0, done.stdout)
        made = (rows(db, f"select 1 from pg_namespace where nspname = 'compartment_{NAME}'") if is_postgres(db)
                else pathlib.Path(compartment(db)).exists())
        point("and none is made in its place", not made, made)
    done = verified(db)
    point("back in its place it verifies", done.returncode == 0 and f"'{NAME}' verifies" in done.stdout, done)


def check_attach(db):
    if is_postgres(db):
        rows(db, "create role clerk login")
        for grant in ("usage on schema public", "all on all tables in schema public", "all on all sequences in schema public"):
            rows(db, f"grant {grant} to clerk")
        clerk = db.replace("user=remit", "user=clerk")
        done = remit("run", "--db", clerk, "em-review", "--as-of", AS_OF, ok=False)
        point("a role without the schema runs the rules", done.returncode == 0, done.stderr)
        try:
            rows_of_postgres(clerk, f"select * from compartment_{NAME}.rec_equality", ())
            point("and reads nothing of it", False)
        except subprocess.CalledProcessError as failed:
            point("and reads nothing of it", "permission denied" in failed.stderr, failed.stderr)
        done = verified(clerk)
        point("audit verify says that it was not opened", done.returncode == 0 and "was not opened" in done.stdout, done)
        return
    linked = str(pathlib.Path(db).with_name("linked"))
    with sqlite3.connect(linked) as connection:
        connection.execute("create table t (x)")
    text = pathlib.Path(REMIT).read_bytes()
    point("the program has no statement that attaches a file", b"attach database" not in text.lower())


# ---- looking into it ----

def check_look(db, folder, root):
    """Nobody of em-review sees a field of it; of a pack that lets managers, they do, and on its log."""
    closed = compartment(db)
    (reference,) = rows(db, "select reference from rec_person where _id = ?", root)[0]
    site = Site(db)
    before = size_of(closed)
    answers = [Browser(site, who).get(f"/cases/{root}/closed").status for who in (EO, "manager", "auditor")]
    done = remit("compartment", "look", "--db", db, "--as", "manager", "em-review", NAME, reference, "--reason", "I want to see",
                 ok=False)
    tries = rows(db, "select count(*) from audit_entry where action = 'compartment-look' and kind = 'refusal'")[0][0]
    point("to whose role sees nothing in it there is none", answers == [404] * 3 and done.returncode != 0
          and size_of(closed) == before, (answers, done))
    point("and each try is on record", tries == 4, tries)
    point("nor a link to it", "/closed" not in Browser(site, "manager").get(f"/cases/{root}").text)
    site.stop()
    def opened(text):
        head, manager, rest = text.partition("\n  manager:\n    all:\n")
        return head + manager + rest.replace("see: []", "see: [special]\n      export: [special]", 1)
    pack = change_pack(copy_pack(folder / "open-pack"), opened)
    take_up(db, raised(pack, "1.1.0"))
    site = Site(db)
    manager, worker = Browser(site, "manager"), Browser(site, EO)
    path = f"/cases/{root}/closed"
    words = [v for v, in rows(closed, "select nationality from rec_equality where _root = ?", root)]
    page = manager.get(path)
    empty = manager.submit(path, {"compartment": NAME, "reason": "just so"}, page)
    point("a look needs a reason", page.status == 200 and empty.status == 422 and "three words" in empty.text, empty)
    unnamed = manager.submit(path, {"reason": "The equality duty is monitored."}, page)
    point("and a compartment", unnamed.status == 422 and "Choose the compartment" in unnamed.text, unnamed)
    before = size_of(closed)
    answer = manager.submit(path, {"compartment": NAME, "reason": "The equality duty is monitored."}, page)
    entry = rows(closed, "select kind, action, actor, person_id, detail from audit_entry order by number desc limit 1")
    point("a manager of such a pack sees what is held", answer.status == 200 and len(words) > 0
          and answer.text.count("<td") >= 5 * len(words), answer)
    point("and the look is on the compartment's log, with the reason", size_of(closed) == before + 1
          and entry[0][:4] == ("consultation", "compartment-look", "manager", root) and "equality duty" in entry[0][4], entry)
    point("of which casework's has the anchor alone", rows(db, "select count(*) from audit_entry where detail like "
                                                               "'%equality duty%'") == [(0,)])
    point("a caseworker still does not", worker.get(path).status == 404
          and worker.post(path, {"compartment": NAME, "reason": "The equality duty is monitored.",
                                 "form_token": worker.token()}).status == 404)
    point("the case links to it, for them", f'href="{path}"' in manager.get(f"/cases/{root}").text
          and path not in worker.get(f"/cases/{root}").text)
    point("nothing is left open", handles(site) == [], handles(site))
    done = remit("compartment", "look", "--db", db, "--as", "manager", "em-review", NAME, reference, "--reason",
                 "The equality duty is monitored.", "--json")
    told_there = json.loads(done.stdout)
    point("the command says the same", len(told_there) == sum(v is not None for row in rows(
        closed, "select nationality, gender from rec_equality where _root = ?", root) for v in row), told_there)
    out = folder / "given"
    remit("person", "file", "--db", db, "--as", "manager", "em-review", reference, "--to", "The person", "--why", "request of May",
          "--out", out)
    sections = {s["name"]: s["rows"] for s in json.loads((out / "person.json").read_text())["sections"]}
    seen = [row["what"] for row in sections[f"{NAME}.audit_entry"]]
    point("the person's file tells who looked there", seen.count("compartment-look") == 2, seen)
    looks = remit("person", "looks", "--db", db, "--as", "manager", "em-review", reference, "--json").stdout
    point("and so does who asks for the looks alone", looks.count("compartment-look") == 2, looks)
    point("the server ends well", site.stop(), site.said)
    point("all verifies", verify_told(db)[0]["opened"])
    remit("init", "--db", db, "--pack", PACK)


# ---- tampering ----

class Copy:
    """Casework and its compartment as they are now, to be tampered with."""

    count = 0

    def __init__(self, db):
        Copy.count += 1
        if is_postgres(db):
            head, rest = db.split("///")
            own, query = rest.split("?")
            rows_of_postgres(f"{head}///postgres?{query}", f'create database closed{Copy.count} template "{own}"', ())
            self.db = f"{head}///closed{Copy.count}?{query}"
            return
        self.db = str(pathlib.Path(db).with_name(f"copy{Copy.count}.sqlite"))
        for source, target in ((db, self.db), (compartment(db), compartment(self.db))):
            with sqlite3.connect(source) as a, sqlite3.connect(target) as b:
                a.backup(b)


def finds(name, db, *words):
    done = verified(db)
    point(f"{name}: found", done.returncode == 12 and f"compartment '{NAME}'" in done.stderr
          and all(word in done.stderr for word in words), done)


def check_tampering(db):
    copy = Copy(db).db
    change(compartment(copy), "update audit_entry set actor = 'nobody' where number = 1")
    finds("an entry altered", copy, "entry 1", "altered")

    copy = Copy(db).db
    where = compartment(copy)
    last = size_of(where)
    change(where, f"delete from audit_entry where number >= {last - 1}", f"delete from audit_root where size > {last - 1}",
           f"delete from audit_node where (position + 1) * (1 << cast(level as int)) > {last - 1}")
    finds("its log cut off, nodes and roots too", copy, "truncated")
    done = remit("audit", "checkpoint", "--db", copy, pathlib.Path("/nonexistent"), ok=False)
    point("nothing is signed over it", done.returncode != 0)

    copy = Copy(db).db
    where = compartment(copy)
    entries = read_log(where)
    entries[1]["actor"] = "nobody"
    write_log(where, entries)
    finds("its log made anew, whole in itself", copy, "rewritten")

    copy, older = Copy(db), Copy(db)
    for _ in range(3):
        verified(copy.db)
    if is_postgres(db):
        dump = subprocess.run(["pg_dump", "--clean", f"--schema=compartment_{NAME}", older.db], capture_output=True, check=True,
                              text=True).stdout
        subprocess.run(["psql", "-q", copy.db], input=dump, check=True, capture_output=True, text=True)
    else:
        for ending in ("", "-wal", "-shm"):
            pathlib.Path(compartment(copy.db) + ending).unlink(missing_ok=True)
        shutil.copy(compartment(older.db), compartment(copy.db))
    finds("an older copy in its place", copy.db, "truncated")
    before = size_of(compartment(copy.db))
    done = remit("person", "file", "--db", copy.db, "--as", "manager", "em-review", "EMC-0000001", "--to", "x", "--why", "y z",
                 "--out", pathlib.Path("/tmp") / f"never-{os.getpid()}", ok=False)
    point("and nothing goes on with it", done.returncode == 12 and "is not the one" in done.stderr, (done, before))


def check_foreign(db, folder):
    """Another installation's compartment has other people's numbers."""
    if is_postgres(db):
        return
    other = str(folder / "other.sqlite")
    remit("init", "--db", other, "--pack", PACK)
    copy = Copy(db).db
    for ending in ("", "-wal", "-shm"):
        pathlib.Path(compartment(copy) + ending).unlink(missing_ok=True)
    shutil.copy(compartment(other), compartment(copy))
    done = verified(copy)
    point("another database's is not opened", "belongs to another database" in done.stdout, done)
    os.unlink(other)
    done = remit("init", "--db", other, "--pack", PACK, ok=False)
    point("nor taken over by a new database beside it", done.returncode != 0 and "another database" in done.stderr, done)


# ---- for who inspects ----

def check_export(db, folder):
    """By what stands in two exports alone: the compartment's leaves give the root that casework's anchor has."""
    closed, whole = folder / "closed.jsonl", folder / "casework.jsonl"
    remit("audit", "export", "--db", db, "--as", "auditor", closed, "--compartment", NAME)
    remit("audit", "export", "--db", db, "--as", "auditor", whole)
    leaves = [bytes.fromhex(json.loads(line)["leaf"]) for line in closed.read_text().splitlines()]
    anchors = {entry["batch_count"]: entry["batch_root"] for entry in map(json.loads, whole.read_text().splitlines())
               if entry["action"] == "compartment-anchor" and entry["purpose"] == NAME}

    def root(some):
        if len(some) == 1:
            return some[0]
        half = 1 << (len(some) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + root(some[:half]) + root(some[half:])).digest()
    wrong = [size for size, said in anchors.items() if root(leaves[:size]).hex() != said]
    point("two exports show that its log is the one that was anchored", len(leaves) in anchors and len(anchors) > 3
          and not wrong, (len(leaves), sorted(anchors), wrong))
    done = remit("audit", "export", "--db", db, "--as", "manager", folder / "never", "--compartment", NAME, ok=False)
    point("a manager takes none away", done.returncode == 6, done)
    done = remit("audit", "export", "--db", db, "--as", "auditor", folder / "never", "--compartment", "nothing", ok=False)
    point("nor does anybody one that is not there", done.returncode != 0 and "no compartment" in done.stderr
          and not (folder / "never").exists(), done)


# ---- elsewhere ----

def check_elsewhere(db, extracts, folder):
    """Where the operator says: another file, or owned by another role of the server."""
    env = dict(os.environ)
    place = str(folder / "kept-elsewhere")
    if is_postgres(db):
        own = db.split("///")[1].split("?")[0]
        rows(db, "create role keeper login")
        rows(db, f'grant create on database "{own}" to keeper')
        place = db.replace("user=remit", "user=keeper")
    env[f"REMIT_COMPARTMENT_{NAME.upper()}"] = place
    words = (("init", "--pack", PACK, "--demo"), ("import", "--pack", PACK, extracts), ("fsck",))
    done = [subprocess.run([REMIT, first, "--db", db, *map(str, rest)], env=env, capture_output=True, text=True)
            for first, *rest in words]
    point("a compartment lies where the operator says", [d.returncode for d in done] == [0, 0, 0], done)
    if is_postgres(db):
        owner = rows(db, f"select tableowner from pg_tables where schemaname = 'compartment_{NAME}' and tablename = 'rec_{NAME}'")
        point("owned by the role that made it", owner == [("keeper",)], owner)
    else:
        point("and not beside the database", os.path.exists(place) and not os.path.exists(compartment(db)))
        done = verified(db)
        point("a process that is not told does without", "was not opened" in done.stdout, done)


# ---- backups ----

def check_backup(db, folder, fresh):
    file = folder / "monday.backup"
    count = rows(compartment(db), "select count(*) from rec_equality")
    remit("backup", "--db", db, file)
    beside = folder / f"monday.backup.{NAME}"
    point("a backup has the compartment beside it", file.exists() and beside.exists())
    remit("restore", "--db", fresh, file)
    point("restored, its rows are there and its log verifies", rows(compartment(fresh), "select count(*) from rec_equality") == count
          and verify_told(fresh)[0]["opened"] and remit("fsck", "--db", fresh, ok=False).returncode == 0)
    content = beside.read_bytes()
    beside.write_bytes(content[:len(content) // 3])
    before = size_of(fresh)
    done = remit("restore", "--db", fresh, "--replace", file, ok=False)
    point("a damaged one is refused before anything is changed", done.returncode != 0 and size_of(fresh) == before, done)
    beside.unlink()
    done = remit("restore", "--db", fresh, "--replace", file, ok=False)
    point("that it is missing is told", done.returncode != 0 and f"'{NAME}'" in done.stderr, done)


# ---- erasing ----

def check_erased(db, extracts):
    closed = compartment(db)
    root = next(r for r in choose(db) if rows(closed, "select 1 from rec_equality where _root = ?", r))
    (reference,) = rows(db, "select reference from rec_person where _id = ?", root)[0]
    words = [r for r, in rows(closed, "select reference from rec_equality where _root = ?", root)]
    end_conditions(db, [root])
    rows(db, "update work_item set state = 'superseded' where root_id = ? and state = 'sealed' returning 1", root)
    done = erase(db, reference)
    point("a person is erased", done.returncode == 0, done.stderr)
    left = [rows(closed, f"select 1 from {table} where {column} = ?", root)
            for table, column in (("rec_equality", "_root"), ("compartment_secret", "of_id"))]
    point("from the compartment too, with their secret there", left == [[], []], left)
    found = found_in(files_of(closed) if not is_postgres(db) else [], [*words, reference])
    point("and from its file's bytes", found == [], found)
    entry = rows(closed, "select kind from audit_entry where action = 'erase'")
    point("its own log has the erasure", entry == [("erasure",)], entry)
    (said,) = verify_told(db)
    point("and still verifies", said["opened"], said)


# ---- kill -9 ----

def check_killed(db, extracts):
    """Between the compartment's commit and casework's, and anywhere else."""
    closed, rng, killed = compartment(db), random.Random(11), 0
    again = extracts.parent / "again"
    shutil.copytree(extracts, again, ignore=shutil.ignore_patterns("rejects*"))
    lines = (again / NAME / "equality.csv").read_text().splitlines(True)
    for attempt in range(8):
        (again / NAME / "equality.csv").write_text("".join([lines[0], *rng.sample(lines[1:], len(lines) - 1)]))
        child = subprocess.Popen([REMIT, "import", "--db", db, "--pack", str(PACK), str(again)], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.005, 0.08))
        child.kill()
        killed += child.wait() < 0
    done = remit("import", "--db", db, "--pack", PACK, again, ok=False)
    count = rows(closed, "select count(*), count(distinct reference) from rec_equality")[0]
    point(f"killed {killed} times: every row once", done.returncode == 0 and count[0] == count[1] > 20, (done, count))
    (said,) = verify_told(db)
    point("and its log verifies", said["opened"], said)
    # What a kill between the two commits leaves: the compartment is ahead of its anchor.
    if not is_postgres(db):
        copy = Copy(db).db
        ahead = Copy(db).db
        verified(ahead)
        for ending in ("", "-wal", "-shm"):
            pathlib.Path(compartment(copy) + ending).unlink(missing_ok=True)
        with sqlite3.connect(compartment(ahead)) as a, sqlite3.connect(compartment(copy)) as b:
            a.backup(b)
        (said,) = verify_told(copy)
        point("one that is ahead of its anchor is whole", said["opened"] and said["anchored"] < said["entries"], said)
        (said,) = verify_told(copy)
        point("and anchored by the next use", said["anchored"] == said["entries"], said)


# ---- an older release's database ----

def check_moved(db, extracts, folder):
    """There the record type lay in casework: a pack that says so makes such a database."""
    older = raised(change_pack(copy_pack(folder / "older-pack"),
                               lambda text: text.replace("    compartment: equality\n", "")), "1.0.0-older")
    remit("init", "--db", db, "--pack", older, "--demo")
    remit("import", "--db", db, "--pack", older, extracts)
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    names = sorted(c for c in columns_of(db, "rec_equality") if c not in ("_origin", "_key"))
    query = f"select {', '.join(names)} from rec_equality order by _id"
    before = rows(db, query)
    rng = random.Random(3)
    taking = ["pack", "take", "--db", db, "--as", "policy_owner", propose(db, PACK)]
    for _ in range(6):
        child = subprocess.Popen([REMIT, *taking], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.01, 0.15))
        child.kill()
        child.wait()
    taken = json.loads(remit("pack", "list", "--db", db, "--json").stdout)["proposals"][0]["state"] == "taken"
    done = remit(*taking, ok=False)
    done.returncode = 0 if taken else done.returncode
    point("a pack that closes a record type is taken up", done.returncode == 0, done.stderr)
    point("its rows are in the compartment, as they were", rows(compartment(db), query) == before and len(before) > 20)
    point("and no more in casework", "rec_equality" not in tables_of(db, "rec_")
          and rows(db, "select 1 from origin where extract = 'equality'") == [])
    found = found_in(files_of(db) if not is_postgres(db) else [], [row["Equality ref"] for row in told(extracts)[:10]])
    point("nor in the bytes of its file", found == [], found[:3])
    moves = rows(db, "select 1 from audit_entry where action = 'compartment-move'"), rows(
        compartment(db), "select batch_count from audit_entry where action = 'compartment-move' order by number")
    point("both logs have the move", len(moves[0]) == 1 and moves[1][0] == (len(before),), moves)
    remit("import", "--db", db, "--pack", PACK, extracts)
    point("the same extract again changes nothing", rows(compartment(db), query) == before)
    done = remit("fsck", "--db", db, ok=False)
    point("all is whole", done.returncode == 0, done)


def sibling(db, name):
    if not is_postgres(db):
        return str(pathlib.Path(db).with_name(f"{name}.sqlite"))
    head, rest = db.split("///")
    own, query = rest.split("?")
    rows_of_postgres(f"{head}///postgres?{query}", f"create database {name}", ())
    return f"{head}///{name}?{query}"


def check(db, folder):
    extracts = folder / "extracts"
    prepare(db, extracts)
    check_place(db, extracts)
    item = items_of(db)[0]
    (root,) = rows(db, "select root_id from work_item where id = ?", item)[0]
    site = Site(db)
    try:
        check_no_handle(db, site, item, root)
        check_away(db, site, extracts, item, root)
    finally:
        point("the server ends well", site.stop(), site.said)
    check_attach(db)
    check_look(db, folder, next(r for r in choose(db) if rows(compartment(db), "select 1 from rec_equality where _root = ?", r)))
    check_tampering(db)
    check_foreign(db, folder)
    check_export(db, folder)
    check_elsewhere(sibling(db, "elsewhere"), extracts, folder)
    check_backup(db, folder, sibling(db, "restored"))
    check_killed(db, extracts)
    check_erased(db, extracts)
    check_moved(sibling(db, "older"), extracts, folder)


if __name__ == "__main__":
    sys.exit(on_both("closed", check))
