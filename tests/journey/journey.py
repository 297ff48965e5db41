#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job through the command line, as a user would do it, on SQLite and on PostgreSQL.

If this fails, a row of a caseload can be lost without a word, a recommendation can be seen too
early, a decision can go out without a second person, or a change of the record can go unnoticed.
Prints TAP. usage: journey.py REMIT PACK
"""
import csv
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

REMIT = str(pathlib.Path(sys.argv[1]).resolve())
PACK = str(pathlib.Path(sys.argv[2]).resolve())
PG = pathlib.Path("/usr/lib/postgresql/15/bin")
SEALED, REFUSED, TAMPERED = 7, 6, 12
EO, OTHER_EO, HEO = "caseworker-EO-1", "caseworker-EO-2", "senior_caseworker-HEO-1"
points = []


def point(name, holds, detail=""):
    points.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(points)} - {name}")
    if not holds and detail:
        print("# " + str(detail)[:1500].replace("\n", "\n# "))
    sys.stdout.flush()


def remit(*words, ok=True):
    done = subprocess.run([REMIT, *map(str, words)], capture_output=True, text=True)
    if ok and done.returncode != 0:
        raise SystemExit(f"not ok - remit {' '.join(map(str, words))}: {done.stderr}")
    return done


def code(*words):
    return remit(*words, ok=False).returncode


def as_json(*words):
    return json.loads(remit(*words, "--json").stdout)


class Postgres:
    """A server of its own in a temporary folder, as another user where the test is root."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="remit-journey-")
        self.prefix = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.prefix = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        self.run(PG / "initdb", "-D", "data", "-A", "trust", "-U", "remit", "--no-sync", "-E", "UTF8",
                 "--locale=C")
        self.server = subprocess.Popen(
            [*self.prefix, PG / "postgres", "-D", "data", "-k", self.folder, "-h", ""],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if not self.run(PG / "psql", "-h", self.folder, "-U", "remit", "-c", "select 1", "postgres",
                            check=False).returncode:
                break
            time.sleep(0.05)

    def run(self, *words, check=True):
        return subprocess.run([*self.prefix, *map(str, words)], cwd=self.folder, check=check,
                              capture_output=True, text=True)

    def database(self, name):
        self.run(PG / "createdb", "-h", self.folder, "-U", "remit", name)
        return f"postgresql:///{name}?host={self.folder}&user=remit"

    def sql(self, name, statement):
        return self.run(PG / "psql", "-h", self.folder, "-U", "remit", "-At", "-c", statement, name).stdout

    def stop(self):
        self.server.send_signal(signal.SIGINT)
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def check_reconciliation(extracts, report):
    """Every fault on the answer sheet is accounted for, file by file."""
    with open(extracts / "answers.csv", newline="") as file:
        answers = list(csv.DictReader(file))
    for entry in report["files"]:
        name = f"{entry['extract']}/{entry['file']}"
        of_file = [a for a in answers if a["file"] == name]
        wanted = {kind: sum(a["expect"] == kind for a in of_file) for kind in ("rejected", "duplicate")}
        point(f"{name}: rejected and duplicate rows are those of the answer sheet",
              entry["rejected"] == wanted["rejected"] and entry["duplicates"] == wanted["duplicate"],
              (entry, wanted))
        point(f"{name}: every row is accounted for",
              entry["in"] == entry["new"] + entry["changed"] + entry["unchanged"]
              + entry["duplicates"] + entry["rejected"], entry)
    rejected = {(a["file"], a["row"]) for a in answers if a["expect"] == "rejected"}
    with open(extracts / "rejects.csv", newline="") as file:
        found = {(f"{r['extract']}/{r['file']}", r["row"]) for r in csv.DictReader(file)}
    point("the rejected rows are the very rows of the answer sheet", rejected == found,
          rejected ^ found)


def check_outcomes(db):
    report = as_json("run", "--db", db, "em-review", "--as-of", "2022-03-31")
    outcomes = {o["outcome"]: o["count"] for o in report["outcomes"]}
    least = min(outcomes.values())
    point("every outcome occurs in at least 20 recommendations", least >= 20, outcomes)
    share = report["abstained"] / report["in_scope"]
    point("15 to 40 % abstain", 0.15 <= share <= 0.40, share)
    again = as_json("run", "--db", db, "em-review", "--as-of", "2022-03-31")
    point("a second run finds nothing new", again["written"] == 0, again)


def first_item(db, wanted):
    for item in as_json("worklist", "--db", db, "em-review", "--limit", 4000)["items"]:
        if item["facts"]["condition.kind"] == wanted and item["facts"]["condition.basis"] == "EM_POWER":
            return item["item"]
    raise SystemExit("no item")


def judgements(pack):
    """The judgement fields that the form requires, read off the refusal and the pack."""
    names = []
    form = (pathlib.Path(pack) / "pack.yaml").read_text().split("\nform:")[1]
    for line in form.splitlines():
        line = line.strip()
        if "required: yes" in line and "label:" in line and line.split(":")[0].islower():
            names.append(line.split(":")[0])
    return names


def flow_words(db, item, outcome, reason, extra=(), revealed=True):
    words = ["decide", "--db", db, "--as", EO, item, "--outcome", outcome, "--reason", reason,
             "--cite", "condition.kind", *extra]
    if revealed:  # then each safeguard that came with the recommendation is answered too
        for safeguard in as_json("reveal", "--db", db, "--as", EO, item)["Safeguards"]:
            words += ["--set", f"safeguard.{safeguard['code']}=Weighed, with what is on the file."]
    for name in judgements(PACK):
        value = {"next_review": "2022-06-30", "sunset": "2022-09-30", "practical": "YES",
                 "considered": "YES"}.get(name, f"Considered on the file for {name}.")
        words += ["--set", f"{name}={value}"]
    return words


def check_flow(db):
    item = first_item(db, "REPORTING")
    me = ["--db", db, "--as", EO]
    point("reveal before a view is refused", code("reveal", *me, item) == SEALED)
    point("explain before a view is refused", code("explain", *me, item) == SEALED)
    point("a view without reasons is refused",
          code("view", *me, item, "--outcome", "KEEP_CONDITION", "--reason", " ", "--cite",
               "condition.kind") != 0)
    point("a view of no known outcome is refused",
          code("view", *me, item, "--outcome", "NONSENSE", "--reason", "Because of the contact kept.",
               "--cite", "condition.kind") != 0)
    sentences = re.findall(r"\{sentence: '?(.*?)'?, direction: ", (pathlib.Path(PACK) / "pack.yaml").read_text())
    tries = [remit("view", *me, item, "--outcome", "KEEP_CONDITION", "--reason", sentence, "--cite",
                   "condition.kind", ok=False) for sentence in sentences]
    point("the refusal of copied reasons does not tell which outcome is recommended",
          len(tries) > 5 and {done.returncode for done in tries} == {3}, [d.stderr for d in tries])
    remit("view", *me, item, "--outcome", "VARY_REDUCE", "--reason",
          "Contact has been kept; less would do.", "--cite", "condition.frequency")
    done = remit(*flow_words(db, item, "VARY_REDUCE", "Decided before looking at it.", revealed=False),
                 ok=False)
    point("a decision before the reveal is refused, and says what to do",
          done.returncode == REFUSED and "remit reveal" in done.stderr, done.stderr)
    point("another person's view does not unseal it for oneself",
          code("reveal", "--db", db, "--as", OTHER_EO, item) == SEALED)
    shown = remit("reveal", *me, item).stdout
    point("after one's own view the recommendation is shown", "recommend" in shown, shown)
    point("it is explained, with rules and sources",
          all(part in remit("explain", *me, item).stdout for part in ("Rules that matched", "days old",
                                                                  "What would have led to another")))
    why = json.loads(remit("explain", *me, item, "--json").stdout)["why"]
    point("and as JSON with each decision and the search",
          why["search"]["end"] == "done" and any(s["name"] == "Recommendation" for s in why["steps"]), why)
    done = remit(*flow_words(db, item, "KEEP_CONDITION", "The letter speaks against a change now."),
                 ok=False)
    point("a switch after the reveal must say why", done.returncode != 0 and "switch" in done.stderr,
          done.stderr)
    for extra in (["--set", "invented=yes"], ["--set", "practical=NO"]):
        done = remit(*flow_words(db, item, "VARY_REDUCE", "Contact was kept for a year.", extra), ok=False)
        point(f"a judgement that is not of the form, or twice, is refused: {extra[1]}",
              done.returncode == 3 and "--set" in done.stderr, done.stderr)
    done = remit(*flow_words(db, item, "VARY_REDUCE", "Contact was kept for a year, so less is enough."),
                 ok=False)
    point("a decision with reasons, evidence and judgements is taken", done.returncode == 0,
          done.stderr)
    check_signing(db, item, done.stdout)


def check_return(db, item, sign, payload):
    """Who has seen another's decision or the recommendation has no own view to record any more."""
    remit("explain", "--db", db, "--as", OTHER_EO, item)
    remit(*sign, "--as", HEO, item, "--hash", payload, "--return", "--reason", "Look again at the harm.")
    point("who was shown it while it was decided cannot record a view after its return",
          code("view", "--db", db, "--as", OTHER_EO, item, "--outcome", "KEEP_CONDITION", "--reason",
               "This is no view of mine.", "--cite", "condition.kind") == REFUSED)
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "form.html"
        remit("form", "--db", db, "--as", "senior_caseworker-HEO-2", item, "--out", out)
        point("a returned decision is not shown to who has yet to form a view",
              "Contact was kept for a year" not in out.read_text())
    again = remit(*flow_words(db, item, "VARY_REDUCE", "Contact was kept for a year, so less is enough."))
    return [w.strip(".,") for w in again.stdout.split() if len(w.strip(".,")) == 64][0]


def check_signing(db, item, decided):
    words = [w.strip(".,") for w in decided.split() if len(w.strip(".,")) == 64]
    point("the decision tells the hash of its payload", len(words) == 1, decided)
    payload = words[0] if words else "0" * 64
    sign = ["sign", "--db", db]
    point("nobody signs their own decision", code(*sign, "--as", EO, item, "--hash", payload) == REFUSED)
    point("an account of no known role or grade is refused",
          code("user", "add", "--db", db, "new", "--role", "caseworker", "--grade", "ZZ") == 3)
    point("a wrong hash is refused",
          code(*sign, "--as", HEO, item, "--hash", "0" * 64) != 0)
    payload = check_return(db, item, sign, payload)
    done = remit(*sign, "--as", HEO, item, "--hash", payload, ok=False)
    point("a second person of the grade signs the exact payload", done.returncode == 0, done.stderr)
    point("what is signed is not signed again", code(*sign, "--as", HEO, item, "--hash", payload) != 0)
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "form.html"
        remit("form", "--db", db, "--as", EO, item, "--out", out)
        text = out.read_text()
        point("the form holds facts with their source and the people's own words",
              "Casework system" in text and "Contact was kept for a year" in text)
        point("the form has no script and is small", "<script" not in text and len(text) < 60000)
        check_pdf(db, item, pathlib.Path(folder))


def check_pdf(db, item, folder):
    """The form on paper says what the form on the screen says, and can be heard."""
    paths = [folder / "form.pdf", folder / "again.pdf"]
    for path in paths:
        remit("form", "--db", db, "--as", EO, item, "--out", path)
    point("the form as PDF is the same bytes each time, and small",
          paths[0].read_bytes() == paths[1].read_bytes() and paths[0].stat().st_size < 100000)
    text = subprocess.run(["pdftotext", "-raw", paths[0], "-"], capture_output=True, text=True).stdout
    words = " ".join(text.split())
    point("it holds facts with their source and the people's own words",
          all(part in words for part in ("Casework system, told", "Contact was kept for a year",
                                         "Weighed, with what is on the file.",
                                         f"Item {item}, as of 31 March 2022", "Page 1 of ")), words)
    info = subprocess.run(["pdfinfo", paths[0]], capture_output=True, text=True).stdout
    point("it is tagged and has its title", re.search(r"Tagged: +yes", info)
          and re.search(r"Title: +Outcome of the review", info), info)
    # Nobody has written on this one: the judgements are empty, and the recommendation is not in it.
    other = first_item(db, "CURFEW")
    remit("form", "--db", db, "--as", OTHER_EO, other, "--out", paths[0])
    tree = subprocess.run(["pdfinfo", "-struct-text", paths[0]], capture_output=True, text=True).stdout
    lines = [line.strip() for line in tree.splitlines()]
    questions = [i for i, line in enumerate(lines) if line == "H3 (block)"]
    point("what nobody has written is blank",
          len(questions) == 12 and "No decision stands." in tree
          and {lines[i + 2].split()[0] for i in questions} <= {"H3", "Sect", "P"}
          and sum(lines[i + 2].startswith("P ") for i in questions) == 2
          and "recommend" not in tree.lower(), tree)


def check_database(db, extracts):
    remit("init", "--db", db, "--pack", PACK, "--demo")
    report = as_json("import", "--db", db, "--pack", PACK, extracts)
    check_reconciliation(extracts, report)
    again = as_json("import", "--db", db, "--pack", PACK, extracts)
    point("the same folder a second time changes nothing",
          all(f["new"] == 0 and f["changed"] == 0 for f in again["files"]), again["files"])
    check_outcomes(db)
    check_flow(db)
    replay = remit("replay", "--db", db, "--all").stdout
    point("every recommendation replays to the same bytes", " 0 different" in replay, replay)
    point("the log verifies", code("audit", "verify", "--db", db) == 0)


def check_absent(folder, extracts):
    """A daily extract that does not come is an alarm, not silence."""
    part = folder / "part"
    shutil.copytree(extracts, part)
    shutil.rmtree(part / "supplier")
    db = folder / "part.sqlite"
    remit("init", "--db", db, "--pack", PACK)
    point("an extract whose folder is not there is told",
          as_json("import", "--db", db, "--pack", PACK, part)["absent"] == ["supplier"])


def check_rule_errors(folder, extracts):
    """A rule that fails on the data is told by the run, not passed over in silence."""
    shutil.copytree(pathlib.Path(PACK).parent, folder / "packs")
    broken = folder / "packs/em-review"
    rules = broken / "rules.dmn"
    whole = "if Safeguards found = null then [] else Safeguards found"
    rules.write_text(rules.read_text().replace(whole, 'Safeguards found + 1'))
    db = folder / "broken.sqlite"
    remit("init", "--db", db, "--pack", broken)
    remit("import", "--db", db, "--pack", broken, extracts)
    report = as_json("run", "--db", db, "em-review", "--as-of", "2022-03-31")
    point("a rule that meets an error is told with code and place",
          report["problems"] > 0 and "FEEL-TYPE in 'Safeguards'" in report["first_problem"], report)


def check_kill(folder, extracts):
    """kill -9 at some points of an import: what was acknowledged stays, a rerun completes it."""
    whole = folder / "whole.sqlite"
    remit("init", "--db", whole, "--pack", PACK)
    remit("import", "--db", whole, "--pack", PACK, extracts)
    for number, delay in enumerate((0.02, 0.08, 0.15, 0.25, 0.4)):
        db = folder / f"killed{number}.sqlite"
        remit("init", "--db", db, "--pack", PACK)
        child = subprocess.Popen([REMIT, "import", "--db", db, "--pack", PACK, extracts],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        child.kill()
        child.wait()
        point(f"killed after {delay} s: the log verifies", code("audit", "verify", "--db", db) == 0)
        remit("import", "--db", db, "--pack", PACK, extracts)
        point(f"killed after {delay} s: a rerun gives the same caseload",
              table_counts(db) == table_counts(whole), (table_counts(db), table_counts(whole)))


def table_counts(db):
    with sqlite3.connect(db) as connection:
        names = [r[0] for r in connection.execute(
            "select name from sqlite_master where type = 'table' and name like 'rec%'")]
        return {n: connection.execute(f'select count(*) from "{n}"').fetchone()[0] for n in sorted(names)}


TAMPERINGS = {
    "an altered entry of the log": "update audit_entry set actor = 'nobody' where number = 3",
    "whom an entry is about": "update audit_entry set person_id = person_id + 1 where person_id > 0",
    "details of an entry taken away": "update audit_entry set detail = null where person_id > 0",
    "the log cut off": "delete from audit_entry where number > 10",
    "the log emptied": "delete from audit_entry; delete from audit_node; delete from audit_root",
    "a stored recommendation altered":
        "update content set body = replace(body, 'CEASE', 'KEEP_FD') where body like '{\"In scope%CEASE%'",
    "a recommendation taken away":
        "pragma foreign_keys = off; delete from recommendation where id = 5",
    "a recommendation exchanged":
        "update recommendation set result_id = (select result_id from recommendation where id = 9),"
        " input_id = (select input_id from recommendation where id = 9) where id = 8",
    "a view rewritten": "update own_view set reasons = 'I always thought otherwise.'",
    "a signed decision rewritten": "update decision set outcome = 'CEASE' where state = 'signed'",
    "a signed decision taken away": "delete from sign_off; delete from decision",
    "another signer": "update sign_off set actor = 'nobody'",
    "a case hidden from the worklist": "update work_item set state = 'signed' where id = 7",
}


def check_tampering(folder, db):
    """Rows altered by a database administrator."""
    for number, (what, statements) in enumerate(TAMPERINGS.items()):
        copy = folder / f"tampered{number}.sqlite"
        with sqlite3.connect(db) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        with sqlite3.connect(copy) as connection:
            connection.executescript(statements)
        done = remit("audit", "verify", "--db", copy, ok=False)
        point(f"noticed: {what}", done.returncode == TAMPERED, done.stderr)
        copy.unlink()
    root = as_json("audit", "verify", "--db", db)["root"]
    remit("worklist", "--db", db, "em-review", "--limit", "1")
    point("a root kept elsewhere is found again in the longer log",
          code("audit", "verify", "--db", db, "--root", root) == 0)
    copy = folder / "anew.sqlite"
    remit("init", "--db", copy, "--pack", PACK)
    point("noticed: a log made anew, where a root was kept",
          code("audit", "verify", "--db", copy, "--root", root) == TAMPERED)


def check_corrections(folder, extracts):
    """A corrected file, then the file before it: never told to be there when it is not."""
    work, db = folder / "corrected", folder / "corrected.sqlite"
    shutil.copytree(extracts, work)
    people = work / "casework" / "people.csv"
    before = people.read_bytes()
    remit("init", "--db", db, "--pack", PACK)
    remit("import", "--db", db, "--pack", PACK, work)
    people.write_bytes(before.replace(b"Synth", b"Corrected", 1))
    report = as_json("import", "--db", db, "--pack", PACK, work)
    counts = next(f for f in report["files"] if f["file"] == "people.csv")
    with sqlite3.connect(db) as connection:
        kept = connection.execute("select count(*) from history").fetchone()[0]
    point("a correction is counted, and what was there before is kept",
          counts["changed"] == 1 and kept == 1, (counts, kept))
    people.write_bytes(before)
    done = remit("import", "--db", db, "--pack", PACK, work, ok=False)
    point("the file of before the correction is not passed over in silence",
          done.returncode == 5 and "another one of its name since" in done.stderr, done.stderr)
    manifest = work / "casework" / "manifest.csv"
    manifest.write_text(manifest.read_text().replace("people.csv,2022-03-18", "people.csv,2022-03-25"))
    report = as_json("import", "--db", db, "--pack", PACK, work)
    counts = next(f for f in report["files"] if f["file"] == "people.csv")
    point("the same bytes of a later day are read", counts["changed"] == 1 and not counts["loaded_before"],
          counts)
    people.write_bytes(before.replace(b"Given name", b"Case ref", 1))
    done = remit("import", "--db", db, "--pack", PACK, work, ok=False)
    point("a column that stands twice is refused", done.returncode == 3 and "twice" in done.stderr,
          done.stderr)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        extracts = folder / "extracts"
        remit("synth", "--pack", PACK, "--seed", "1", "--out", extracts)
        db = folder / "remit.sqlite"
        check_database(str(db), extracts)
        check_tampering(folder, db)
        check_corrections(folder, extracts)
        check_absent(folder, extracts)
        check_rule_errors(folder, extracts)
        check_kill(folder, extracts)
        if (PG / "postgres").exists():
            postgres = Postgres()
            try:
                check_database(postgres.database("journey"), extracts)
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    print(f"1..{len(points)}")
    return not all(points)


if __name__ == "__main__":
    sys.exit(main())
