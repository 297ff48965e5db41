#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Everything held on a person: each row of the database that is about them stands in their file, in JSON
as on paper; what is sealed does not; staff are not named; and that it was given is in the log.

If this fails, a person is told less than is held on them, or a recommendation leaves before its time.
Prints TAP. usage: person.py REMIT PACK
"""
import hashlib
import json
import re
import subprocess
import sys

from documents import add
from serving import (AS_OF, EO, HEO, SOURCE, Browser, Site, compartment, items_of, on_both, point, prepare, remit, result_of, rows,
                     verified)

WORD = "kestrel reason that nobody else writes"


def definitions():
    text = re.sub(r"/\*.*?\*/", "", (SOURCE / "src/app/held.def").read_text(), flags=re.S)
    return {kind: set(re.findall(rf"(?m)^{kind}\((\w+),", text)) for kind in ("HELD", "HELD_OTHERWISE", "NOT_HELD")}


def tables(db):
    if str(db).startswith("postgresql:"):
        return {n: {c for (c,) in rows(db, f"select column_name from information_schema.columns where table_name = '{n}' and "
                                    "table_schema = current_schema()")}
                for (n,) in rows(db, "select tablename from pg_tables where schemaname = current_schema()")}
    return {n: {c[1] for c in rows(db, f'pragma table_info("{n}")')}
            for (n,) in rows(db, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")}


def ids(db, statement):
    return sorted(row[0] for row in rows(db, statement))


def listed(numbers):
    return "(" + ", ".join(str(n) for n in numbers or [-1]) + ")"


def about(db, root, there):
    """Every row about the person, table by table, found by following the numbers, not by the program's
    own statements: a column that is named like another table's number leads there."""
    known = {"root_id": [root], "_root": [root], "person_id": [root]}
    known["record_id"] = [root] + [i for n in there if n.startswith("rec_") for i in
                                   ids(db, f'select _id from "{n}" where _root = {root}')]
    known["item_id"] = ids(db, f"select id from work_item where root_id = {root}")
    known["decision_id"] = ids(db, f"select id from decision where item_id in {listed(known['item_id'])}")
    known["document_id"] = ids(db, "select document_id from case_document_filing where root_id = " + str(root))
    own = {"case_document": f"id in {listed(known['document_id'])}"}
    for name, columns in there.items():
        if name in own or name.startswith(("rec_", "src_")):
            continue
        which = next((c for c in ("root_id", "person_id", "item_id", "decision_id", "document_id", "record_id")
                      if c in columns), None)
        if which:
            own[name] = f"{which} in {listed(known[which])}"
    return own, known


def key_of(columns):
    return next(c for c in ("id", "number", "item_id", "document_id", "version") if c in columns)


def section(file, name):
    return next(s["rows"] for s in file["sections"] if s["name"] == name)


def check_complete(db, file, root):
    """Of every table of the database."""
    there, defined = tables(db), definitions()
    point("every table is said to hold something of a person or not (app/held.def)",
          {n for n in there if not n.startswith(("rec_", "src_"))} == set.union(*defined.values()),
          {n for n in there if not n.startswith(("rec_", "src_"))} ^ set.union(*defined.values()))
    own, known = about(db, root, there)
    forgotten = set(own) & defined["NOT_HELD"]
    point("no table that names a person is said to hold nothing", not forgotten, forgotten)
    for name, where in sorted(own.items()):
        key = key_of(there[name])
        wanted = ids(db, f"select {key} from {name} where {where}")
        if name == "audit_entry":  # up to the one that the file was made
            made = min(ids(db, "select number from audit_entry where action = 'person-file'"))
            wanted = [n for n in wanted if n < made]
        if name == "audit_waiting":  # what was there when the file was made has its place in the log
            point("no entry about the person waits for its place and is left out", not wanted, wanted)
            continue
        told = sorted(row[key] for row in section(file, name))
        point(f"each row of {name} about the person is told", set(wanted) <= set(told) and len(wanted) <= len(told),
              (wanted, told))
    check_records(db, file, root, there)
    return own


def check_records(db, file, root, there):
    wanted, told = {"records": [], "sources": []}, {}
    closed = compartment(db)
    for where, name, columns in [(w, n, c) for w, t in ((db, there), (closed, tables(closed))) for n, c in t.items()]:
        if not name.startswith(("rec_", "src_")):
            continue
        source = name.startswith("src_")
        for column in (c for c in columns if not c.startswith("_")):
            wanted["sources" if source else "records"] += ids(
                where, f'select {"_record" if source else "_id"} from "{name}" where _root = {root} '
                       f'and "{column}" is not null')
    for name, numbers in wanted.items():
        told = sorted(row["record_id"] for row in section(file, name))
        point(f"each value of the person's {name} is told, the closed compartments' too", sorted(numbers) == told
              and told, (sorted(numbers), told))
    one = next(row for row in section(file, "records") if row["field"] == "Family name")
    point("with its source, row and age", one["source"] and ":" in one["from_row"] and one["age_days"] >= 0, one)


def words_of(pdf):
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s+", " ", text)


def check_paper(pdf, file):
    info = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True).stdout
    point("the paper is tagged PDF", "Tagged:          yes" in info, info)
    text = words_of(pdf)
    missing = [s["title"] for s in file["sections"] if s["title"] not in text]
    point("every section stands on it", not missing, missing)
    squeezed = re.sub(r"\s", "", text)
    missing = [row["value"] for row in section(file, "records")
               if not re.fullmatch(r"[\d-]+", row["value"]) and re.sub(r"\s", "", row["value"]) not in squeezed]
    point("so does every value", not missing, missing)
    point("and what staff typed", WORD.replace(" ", "") in squeezed)


def give(db, folder, reference, name, *words, who="manager"):
    out = folder / name
    done = remit("person", "file", "--db", db, "--as", who, "em-review", reference, "--to", "The person's solicitor",
                 "--why", "request of 3 March", "--out", out, *words, ok=False)
    return done, out


def check_sealed(db, file, item, open_item):
    """What is recommended on an item that is open is nowhere in the file, nor what was written of it."""
    text = json.dumps(file)
    sealed = [r for r in section(file, "recommendation") if r["sealed"]]
    open_id = rows(db, "select recommendation_id from work_item where id = ?", open_item)[0][0]
    point("an open recommendation is told as sealed, and why", any(r["id"] == open_id and r["result"] is None
          and "final" in r["sealed"] and r["inputs"] for r in sealed), sealed)
    point("and what was thought of it stays sealed", "osprey" not in text)
    done = next(r for r in section(file, "recommendation")
                if r["id"] == rows(db, "select recommendation_id from work_item where id = ?", item)[0][0])
    point("one with a final decision is told whole", done["result"] == result_of(db, item) and not done["sealed"], done)
    why = section(file, "explanation")
    point("with its rules and steps", len(why) == 1 and why[0]["item_id"] == item and why[0]["rules_that_matched"]
          and len(why[0]["steps"]) > 100, why)
    point("and the decision with its reasons", section(file, "decision")[0]["reasons"].startswith("Contact was kept"))


def check_staff(db, file, folder, reference):
    text = json.dumps(file)
    point("staff are told by role, not by account", EO not in text and HEO not in text
          and "Caseworker, EO (no. " in text, [text[max(0, text.find(w) - 200):][:300] for w in (EO, HEO) if w in text])
    done, out = give(db, folder, reference, "named", "--names")
    point("by account where that is asked for", EO in (out / "person.json").read_text(), done.stderr)


def check_log(db, file, out, root):
    entry = rows(db, "select kind, detail from audit_entry where action = 'person-file' and person_id = ? "
                     "order by number", root)[0]
    digest = hashlib.sha256((out / "person.json").read_bytes().rstrip(b"\n")).hexdigest()
    point("that it was given stands in the log: to whom, why, and its hash", entry[0] == "disclosure"
          and "solicitor" in entry[1] and "request of 3 March" in entry[1] and digest in entry[1], entry)


def check_refused(db, folder, reference):
    for who in (EO, HEO):
        done, out = give(db, folder, reference, "refused", who=who)
        point(f"{who} gives none out", done.returncode == 6 and not out.exists(), done.stderr)
    done = remit("person", "file", "--db", db, "--as", "manager", "em-review", reference, "--to", " ", "--why", "x",
                 "--out", folder / "refused", ok=False)
    point("nor anybody without saying to whom", done.returncode == 3 and not (folder / "refused").exists(), done.stderr)


def check_page(site, root):
    manager = Browser(site, "manager")
    answer = manager.submit(f"/cases/{root}/person", {"to": "", "why": "x", "names": "no", "form": "json"})
    point("the page asks to whom", answer.status == 422 and "who gets the file" in answer.text.lower(), answer)
    answer = manager.submit(f"/cases/{root}/person", {"to": "The person", "why": "asked", "names": "no", "form": "json"})
    point("the page gives the same file", answer.status == 200
          and json.loads(answer.body)["format"] == "remit-person-file/1", answer)
    answer = manager.submit(f"/cases/{root}/person", {"to": "The person", "why": "asked", "names": "no", "form": "pdf"})
    point("as PDF too, to be saved", answer.status == 200 and answer.body.startswith(b"%PDF")
          and "attachment" in answer.header("Content-Disposition"), answer.headers)
    point("the case leads there, for who may", f"/cases/{root}/person" in manager.get(f"/cases/{root}").text
          and "/person" not in Browser(site, EO).get(f"/cases/{root}").text)


def prepare_person(db, site):
    """A person with something in every table: a final decision, an open one with a view, a note, a document."""
    (root,) = rows(db, "select root_id from work_item where state = 'sealed' group by root_id "
                       "having count(*) > 1 order by count(*) desc, root_id")[0]
    item, other = [r[0] for r in rows(db, "select id from work_item where root_id = ? and state = 'sealed' "
                                          "order by id", root)][:2]
    one, senior = Browser(site, EO), Browser(site, HEO)
    add(one, case=root, title="Letter from the GP", sender="Dr Example")
    one.decide(item)
    senior.sign(item)
    one.view(other, reasons="An osprey that nobody else has seen.")
    one.post(f"/items/{other}/claim", {"form_token": one.token(), "stamp": "x"})
    return root, item, other


def check_dates(db, site, root, reference):
    """The day of birth that opens a person's own page, as people write it."""
    rows(db, "update rec_person set date_of_birth = '1990-02-01' where _id = ?", root)
    months = "January February March April May June July August September October November December".split()
    right = ["1990-02-01", "1 2 1990", "01/02/1990", "1.2.1990", "1 February 1990", "1st Feb 1990", "01 FEBRUARY 1990", "1st of february 1990"]
    wrong = ["1 1990", "2 1 1990", "1 March 1990", "1 Foo 1990", "February 1990", "1 February", "1 2 1990 4", "", "1 2 199000000000000000000",
             *(f"1 {month} 1990" for month in months if month != "February")]
    opened = {}
    for given in right + wrong:
        code = json.loads(remit("person", "code", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", reference, "--json").stdout)["code"]
        answer = Browser(site).post("/you", {"code": code, "second": given})
        opened[given] = answer.status == 303
    # What is written as in the database has the year first.
    point("a day is understood as people write it, and another day is not taken for it",
          [given for given, is_open in opened.items() if is_open] == right, opened)


def check(db, folder):
    prepare(db, folder / "extracts")
    site = Site(db)
    try:
        root, item, other = prepare_person(db, site)
        (reference,) = rows(db, "select reference from rec_person where _id = ?", root)[0]
        rows(db, "insert into field_note (record_type, record_id, root_id, field, kind, value, reason, actor, noted_at) "
                 "values ('person', ?, ?, 'contact_number', 'typed', '1', ?, ?, '2022-03-01T00:00:00.000000Z')"
             , root, root, WORD, EO)
        done, out = give(db, folder, reference, "given")
        point("the file is made", done.returncode == 0 and (out / "person.pdf").exists(), done.stderr)
        file = json.loads((out / "person.json").read_text())
        check_complete(db, file, root)
        check_sealed(db, file, item, other)
        check_staff(db, file, folder, reference)
        check_paper(out / "person.pdf", file)
        check_log(db, file, out, root)
        letters = len(rows(db, "select 1 from letter where root_id = ? and document_id is not null", root))
        point("the documents lie beside it, and the letters", letters and len(list((out / "documents").iterdir())) == 1 + letters,
              list(out.iterdir()))
        check_refused(db, folder, reference)
        check_page(site, root)
        check_dates(db, site, root, reference)
        done = remit("person", "looks", "--db", db, "--as", "manager", "em-review", reference, "--json")
        point("the person can be told who looked, by role", "Caseworker" in done.stdout and EO not in done.stdout
              and len(json.loads(done.stdout)) > 5, done.stdout[:300])
    finally:
        point("the server ends well", site.stop(), site.said)
    point("the log verifies", verified(db).returncode == 0, verified(db).stderr)


if __name__ == "__main__":
    sys.exit(on_both("person", check))
