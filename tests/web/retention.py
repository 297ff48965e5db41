#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Retention: what is due, what keeps it, erasing it, and that nothing of the person is left in the database's
files while the log still verifies; a legal hold stops it; what a database administrator does instead is found.

If this fails, people are kept for ever, or lost while a court asks for them, or erased only in appearance.
Prints TAP. usage: retention.py REMIT PACK
"""
import json
import pathlib
import subprocess
import sys

from documents import add
from person import tables
from serving import (AS_OF, EO, HEO, Browser, Postgres, Site, on_both, point, prepare, remit, rows, verified)

CANARY = b"kestrelcanary letter of the person"
LATER = "2026-03-31"


def choose(db):
    """Two people with a record in two sources and as many items as there are."""
    return [r[0] for r in rows(db, "select root_id from work_item where state = 'sealed' group by root_id "
                                   "order by count(*) desc, root_id")][:3]


def end_conditions(db, roots, day="2022-03-01"):
    for root in roots:
        rows(db, "update rec_condition set ended_on = ? where _root = ? returning 1", day, root)


def live(site, root):
    """A document, a view, a decision and a signature of theirs; then nothing is open."""
    one, senior = Browser(site, EO), Browser(site, HEO)
    add(one, case=root, body=b"%PDF-1.4\n" + CANARY + b"\n%%EOF\n", title="Letter of kestrelcanary", sender="kestrelcanary")
    items = [r[0] for r in rows(site.db, "select id from work_item where root_id = ? and state = 'sealed'", root)]
    for item in items:
        one.decide(item)
        senior.sign(item)
    return items


def put_right(db, reference):
    """A request to put something right, answered, and somebody told: it goes with the rest."""
    said = ("--evidence", "A letter that kestrelcanary wrote.", "--on", "2022-03-01")
    remit("rectify", "ask", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", reference, "--fact", "person.given_name",
          "--wanted", "kestrelcanary", *said)
    kept = {d["reference"]: d["state"] for d in due(db)}
    point("an open request keeps a case that is due", "not done" in kept.get(reference, "not done"), kept)
    remit("rectify", "answer", "--db", db, "--as", HEO, "--as-of", AS_OF, "em-review", 1, "--verdict", "corrected",
          "--answer", "The letter of kestrelcanary shows it.")
    remit("rectify", "told", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", 1, "--who", "kestrelcanary solicitor",
          "--on", "2022-03-30")


def check_page(db, roots):
    """A person confirms on a page: on a day on which the period has run."""
    later = Site(db, as_of=LATER)
    manager, one = Browser(later, "manager"), Browser(later, EO)
    path = f"/cases/{roots[0]}/erase"
    point("the page of what is due leads to where it is confirmed", f'href="{path}"' in manager.get("/retention").text)
    page = manager.get(path)
    point("which says since when it is kept, and what goes", page.status == 200 and "cannot be undone" in page.text
          and "kept until" in page.text, page)
    answer = manager.submit(path, {"reason": ""}, page)
    point("a reason is asked for", answer.status == 422 and "three words" in answer.text, answer)
    answer = manager.get(f"/cases/{roots[1]}/erase")
    point("what is kept cannot be confirmed, and says why", answer.status == 200 and "not done" in answer.text
          and 'name="reason"' not in answer.text, answer)
    point("a caseworker sees no such page", one.get(path).status == 403)
    return later, lambda: manager.submit(path, {"reason": "the period has run"}, page)


def files_of(db):
    """The raw bytes of the database: SQLite's file and its log; of a server its tables' and indexes' files."""
    if not str(db).startswith("postgresql:"):
        return [p for p in (pathlib.Path(db), pathlib.Path(str(db) + "-wal")) if p.exists()]
    (where,) = rows(db, "select current_setting('data_directory') as d")[0]
    rows(db, "checkpoint")
    return [p for folder in ("base", "global") for p in pathlib.Path(where, folder).rglob("*") if p.is_file()]


def found_in(files, words):
    out = []
    for path in files:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        out += [(w, path.name) for w in words if w.encode() in content]
    return out


def words_of(db, root):
    """What only this person has: references, names, the canary."""
    (row,) = rows(db, "select reference, home_office_ref, family_name from rec_person where _id = ?", root)
    keys = [k for (k,) in rows(db, "select _key from src_person where _record = ?", root)]
    children = [r for name in ("condition", "device", "violation")
                for (r,) in rows(db, f"select reference from rec_{name} where _root = ?", root)]
    return sorted({str(w) for w in [*row, *keys, *children, "kestrelcanary"] if w})


def due(db, *words):
    return json.loads(remit("retention", "due", "--db", db, "--as", "manager", "em-review", "--as-of", LATER, "--json",
                            *words).stdout)


def erase(db, reference, reason="the period has run", who="manager", day=LATER):
    return remit("retention", "erase", "--db", db, "--as", who, "--as-of", day, "em-review", reference, "--reason",
                 reason, ok=False)


def check_due(db, roots, references):
    listed = {d["reference"]: d["state"] for d in due(db)}
    point("a case whose conditions have all ended is due", "confirm" in listed.get(references[0], ""), listed)
    point("one with work that is not done is kept", "not done" in listed.get(references[1], ""), listed)
    point("one whose conditions go on is not due", references[2] not in listed, listed)
    early = remit("retention", "due", "--db", db, "--as", "manager", "em-review", "--as-of", "2023-03-31", "--json")
    point("nor is any before its day", json.loads(early.stdout) == [], early.stdout)
    done = remit("retention", "run", "--db", db, "--as", "manager", "--as-of", LATER, "em-review", ok=False)
    point("what a person has to confirm does not run by itself", done.returncode == 0 and "0 cases" in done.stdout,
          done.stdout + done.stderr)


def check_kept(db, site, references):
    for reference, words, why in ((references[1], {}, "work"), (references[2], {}, "work"),
                                  (references[0], {"day": "2023-03-31"}, "time")):
        done = erase(db, reference, **words)
        point(f"{reference} is not erased: {why}", done.returncode == 6 and why in done.stderr, done.stderr)
    done = erase(db, references[0], who=EO)
    point("a caseworker erases nothing", done.returncode == 6, done.stderr)
    done = erase(db, references[0], reason=f"the period of {references[0]} has run")
    point("the reason names nobody", done.returncode == 3 and "name" in done.stderr, done.stderr)
    done = remit("hold", "put", "--db", db, "--as", "manager", "em-review", references[0], "--reason",
                 "claim for judicial review", ok=False)
    point("a legal hold is put", done.returncode == 0, done.stderr)
    point("and told", "hold" in {d["reference"]: d["state"] for d in due(db)}[references[0]])
    done = erase(db, references[0])
    point("and stops the erasure", done.returncode == 6 and "hold" in done.stderr, done.stderr)
    manager = Browser(site, "manager")
    root = rows(db, "select _id from rec_person where reference = ?", references[0])[0][0]
    point("and stands on the case, for who may see it", "Legal hold since" in manager.get(f"/cases/{root}").text)
    done = remit("hold", "lift", "--db", db, "--as", EO, "em-review", references[0], "--reason", "it is all over now",
                 ok=False)
    point("a caseworker lifts none", done.returncode == 6, done.stderr)
    remit("hold", "lift", "--db", db, "--as", "manager", "em-review", references[0], "--reason", "the claim was withdrawn")
    item = rows(db, "select min(id) from work_item where root_id = ?", root)[0][0]
    rows(db, "update work_item set decision = 'another' where id = ?", item)
    done = erase(db, references[0])
    point("nor does one pack erase what another's work rests on", done.returncode == 6 and "another pack" in done.stderr,
          done.stderr)
    rows(db, "update work_item set decision = 'em-review' where id = ?", item)


def check_erased(db, folder, root, reference, words, confirm):
    before = found_in(files_of(db), words)
    point("before, each of their words stands in the files", len({w for w, _ in before}) == len(words),
          set(words) - {w for w, _ in before})
    if str(db).startswith("postgresql:"):  # by the page here, by the command there
        done = confirm()
        point("the case is erased", done.status == 303, done)
    else:
        done = erase(db, reference)
        point("the case is erased", done.returncode == 0, done.stderr)
    left = found_in(files_of(db), words)
    point("and none of their words is left in any byte of the files", not left, left)
    left = [(table, column) for table, columns in tables(db).items() for column in ("root_id", "_root", "kept_id", "merged_id")
            if column in columns
            and rows(db, f'select count(*) from "{table}" where {column} = ?', root)[0][0]]
    point("no row of theirs is in any table", not left, left)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)
    done = remit("fsck", "--db", db, ok=False)
    point("the database is whole", done.returncode == 0, done.stderr)
    done = remit("replay", "--db", db, "--all", ok=False)
    point("what is left replays", " 0 different" in done.stdout, done.stdout)
    check_certificate(db, folder, words)


def check_certificate(db, folder, words):
    out = folder / "certificate.json"
    remit("retention", "certificate", "--db", db, "--as", "auditor", "em-review", "1", "--out", out)
    remit("retention", "certificate", "--db", db, "--as", "auditor", "em-review", "1", "--out", folder / "certificate.pdf")
    text = out.read_text()
    told = json.loads(text)
    kinds = {row["kind"] for row in told["erased"]}
    point("the certificate says kinds, rule, who and when", told["by"] == "manager" and told["rules"][0]["invented"]
          and told["rules"][0]["kept_until"] == "2024-03-01" and {"person", "decision", "case_document"} <= kinds, told)
    point("and nothing of the person", not [w for w in words if w in text])
    paper = subprocess.run(["pdftotext", "-raw", folder / "certificate.pdf", "-"], capture_output=True, text=True).stdout
    point("on paper too, with what looking for traces gave", "Certificate of erasure" in paper and "Traces" in paper,
          paper)


def check_tampering(db, other):
    """What a database administrator does instead of the use case."""
    (number,) = rows(db, "select min(row_id) from erased_row where kind = 'recommendation'")[0]
    rows(db, "update erased_row set leaf = (select leaf from audit_entry where number = 3) where row_id = ? "
             "and kind = 'recommendation' returning 1", number)
    point("a leaf that is altered is found", verified(db).returncode == 12)


def check_fake(db):
    """A view is deleted and said to be erased, without an erasure on the log."""
    view = rows(db, "select max(id) from own_view")[0][0]
    rows(db, "update decision set view_id = null where view_id = ? returning 1", view)
    rows(db, "delete from own_view where id = ? returning 1", view)
    point("a row that is deleted is found", verified(db).returncode == 12)
    rows(db, "insert into erased_row (kind, row_id, erasure_id, group_id) values ('view', ?, 99, 0) returning 1", view)
    done = verified(db)
    point("also where it is said to be erased", done.returncode == 12 and "eras" in done.stderr, done.stderr)


def check(db, folder):
    prepare(db, folder / "extracts")
    site = Site(db)
    try:
        roots = choose(db)
        references = [rows(db, "select reference from rec_person where _id = ?", root)[0][0] for root in roots]
        live(site, roots[0])
        put_right(db, references[0])
        end_conditions(db, roots[:1])
        remit("run", "--db", db, "em-review", "--as-of", "2022-04-01")
        point("something is decided and nothing open", {"signed", "out-of-scope"} == {s for (s,) in rows(
            db, "select distinct state from work_item where root_id = ?", roots[0])})
        end_conditions(db, roots[1:2])
        words = words_of(db, roots[0])
        check_due(db, roots, references)
        check_kept(db, site, references)
        later, confirm = check_page(db, roots)
        check_erased(db, folder, roots[0], references[0], words, confirm)
        point("the server of that day ends well", later.stop(), later.said)
        page = Browser(site, "auditor").get("/retention")
        point("the page tells the rule and the certificate", "Nobody has published this period" in page.text
              and "Certificate 1 (PDF)" in page.text, page)
        point("and gives it on paper", Browser(site, "manager").get("/retention/1").body.startswith(b"%PDF"))
        point("the pages go on", Browser(site, EO).get(f"/cases/{roots[1]}").status == 200
              and Browser(site, EO).get(f"/cases/{roots[0]}").status == 404)
    finally:
        point("the server ends well", site.stop(), site.said)
    if not str(db).startswith("postgresql:"):
        backup = folder / "kept.sqlite"
        remit("backup", "--db", db, backup)
        check_tampering(db, roots[1])
        live_db = str(backup)
        site = Site(live_db)
        Browser(site, EO).view(rows(live_db, "select id from work_item where state = 'sealed'")[0][0])
        site.stop()
        check_fake(live_db)


if __name__ == "__main__":
    sys.exit(on_both("retention", check))
