#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Imports: JSON lines as CSV, hostile lines, the dry run, totals that differ, rejected rows that are mended.

If this fails, records differ from what their extracts say, or nobody can tell why. Prints TAP.
usage: imports.py REMIT PACK
"""
import csv
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

from serving import (AS_OF, PACK, PG, REMIT, Browser, Postgres, Site, changed, compartment, copy_pack, end, point,
                     remit, rows, set_password, state_of, verified)

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent.parent / "tools"))
import bench_import
HEAD = ["rejected: row", "rejected: field", "rejected: why", "rejected: remedy"]
# Columns of people.csv that lie deeper in the JSON of the same extract.
DEEPER = {"Family name": "/name/family", "Given name": "/name/given", "Contact": "/contacts/0/number"}


class Databases:
    """As many as a test wants, on one of the two kinds."""

    def __init__(self, folder, postgres=None):
        self.folder, self.postgres, self.count = folder, postgres, 0

    def new(self, pack=PACK, *words):
        self.count += 1
        name = f"imports{self.count}"
        db = self.postgres.database(name) if self.postgres else str(self.folder / f"{name}.sqlite")
        remit("init", "--db", db, "--pack", pack, *words)
        return db


def load(db, folder, *words, pack=PACK, ok=True):
    done = remit("import", "--db", db, "--pack", pack, folder, "--json", *words, ok=ok)
    return json.loads(done.stdout) if done.returncode == 0 else done


def columns_of(db, table):
    if db.startswith("postgresql:"):
        return [c for c, in rows(db, f"select column_name from information_schema.columns where table_name = '{table}' "
                                     "and table_schema = current_schema() order by ordinal_position")]
    return [c for c, in rows(db, f"select name from pragma_table_info('{table}')")]


def tables_of(db, prefix):
    names = (rows(db, "select tablename from pg_tables where schemaname = current_schema()") if db.startswith("postgresql:")
             else rows(db, "select name from sqlite_master where type = 'table'"))
    return sorted(n for n, in names if n.startswith(prefix))


def content(db):
    """What the database and its compartment say, with references in place of numbers, which no two imports share."""
    out, name = {}, {"": ""}
    places = [(where, prefix) for where, prefix in ((db, ""), (compartment(db), "closed ")) if tables_of(where, "origin")]
    for where, _ in places:
        for kind in tables_of(where, "rec_"):
            for number, reference in texts(where, f'select _id, reference from "{kind}"'):
                name[number] = f"{kind[4:]} {reference}"
    for where, prefix in places:
        out.update({prefix + part: said for part, said in content_of(where, name).items()})
    return out


def texts(where, sql):
    return [tuple("" if v is None else str(v) for v in row) for row in rows(where, sql)]


def content_of(where, name):
    out = {}
    origin = {o[0]: " ".join(o[1:]) for o in texts(where, "select id, extract, file, snapshot from origin")}
    for kind in tables_of(where, "rec_") + tables_of(where, "src_"):
        ids = ["_record", "_root"] if kind.startswith("src_") else ["_id", "_parent", "_root"]
        plain = [c for c in columns_of(where, kind) if c not in ids + ["_origin", "_secret", "_source"]]
        fixed = len(ids) + 1
        quoted = ", ".join(f'"{c}"' for c in ids + ["_origin"] + plain)
        out[kind] = sorted((*[name[v] for v in row[:fixed - 1]], origin[row[fixed - 1]].replace("jsonl", "csv"), *row[fixed:])
                           for row in texts(where, f'select {quoted} from "{kind}"'))
    out["field_note"] = sorted((name[r[0]], *r[1:]) for r in texts(
        where, "select record_id, record_type, field, kind, value, reason from field_note where settled_at is null"))
    out["history"] = sorted((name[r[0]], *r[1:]) for r in texts(
        where, "select record_id, record_type, version, origin_row, body from history"))
    out["origin"] = sorted(texts(where, "select extract, replace(file, 'jsonl', 'csv'), snapshot, state, rows_new, rows_changed, "
                                        "rows_unchanged, rows_duplicate, rows_rejected from origin"))
    out["reject"] = sorted(texts(where, "select o.extract, replace(o.file, 'jsonl', 'csv'), r.origin_row, r.loaded "
                                        "from reject r join origin o on o.id = r.origin_id"))
    return out


def differences(a, b):
    return {k: (len(a[k]), len(b[k]), sorted(set(a[k]) ^ set(b[k]))[:3]) for k in a if a[k] != b.get(k)}


# ---- JSON lines ---------------------------------------------------------------

def json_pack(folder):
    """The pack, its people as JSON lines."""
    pack = copy_pack(folder / "pack-jsonl")
    path = pack / "uses/em-base/import/casework.yaml"
    text = path.read_text().replace("  people.csv:\n", "  people.jsonl:\n    format: jsonl\n", 1)
    for column, pointer in DEEPER.items():
        text = text.replace(f"      {column}: {{", f"      {pointer}: {{", 1)
    path.write_text(text)
    return pack


def as_object(header, cells):
    if len(cells) != len(header):
        return cells
    out = dict(zip(header, cells))
    out["name"] = {"family": out.pop("Family name"), "given": out.pop("Given name"), "née": None}
    out["contacts"] = [{"number": out.pop("Contact"), "kind": "mobile"}, 2]
    return out


def as_json_lines(extracts, folder):
    """The same extracts; a row stands on the line that it had, of which the first is empty."""
    shutil.copytree(extracts, folder)
    path = folder / "casework/people.csv"
    header, *lines = csv.reader(io.StringIO(path.read_text()))
    path.unlink()
    with open(folder / "casework/people.jsonl", "w", encoding="utf-8") as out:
        out.write("\ufeff\n" + "".join(json.dumps(as_object(header, c), ensure_ascii=random.random() < 0.5) + "\n" for c in lines))
    manifest = folder / "casework/manifest.csv"
    manifest.write_text(manifest.read_text().replace("people.csv", "people.jsonl"))
    return folder


def check_json_lines(databases, folder, extracts):
    pack = json_pack(folder)
    point("the pack with JSON lines is good", remit("pack", "check", pack, ok=False).returncode == 0)
    by_csv, by_json = databases.new(), databases.new(pack)
    as_csv = load(by_csv, extracts)
    as_json = load(by_json, as_json_lines(extracts, folder / "jsonl"), pack=pack)
    found = differences(content(by_csv), content(by_json))
    point("the same extract as JSON lines gives the same records", found == {}, found)
    point("and the same sums", [[f[k] for k in ("in", "new", "rejected", "duplicates", "disputed")] for f in as_csv["files"]]
          == [[f[k] for k in ("in", "new", "rejected", "duplicates", "disputed")] for f in as_json["files"]])
    bad = folder / "pack-bad"
    shutil.copytree(pack, bad)
    path = bad / "uses/em-base/import/casework.yaml"
    path.write_text(path.read_text().replace("/name/family", "/name/~family"))
    said = remit("pack", "check", bad, ok=False)
    point("a path that is none is an error of the pack", said.returncode == 3 and "no JSON Pointer" in said.stdout + said.stderr, said)
    check_lines(databases, folder, pack)


def one_file(folder, name, content_bytes):
    """An extract of the casework system, empty but for its people."""
    out = folder / name
    (out / "casework").mkdir(parents=True)
    mapping = "".join(path.read_text() for path in sorted(PACK.parent.glob("*/import/casework.yaml")))
    names = re.findall(r"^  (\w+\.csv):", mapping, re.M)
    manifest = ["file,snapshot,rows", f"people.jsonl,{AS_OF},"]
    (out / "casework/people.jsonl").write_bytes(content_bytes)
    for file in names:
        block = re.search(rf"^  {file}:\n(.*?)(?=^  \w+\.csv:|^\S|\Z)", mapping, re.M | re.S)[1]
        header = re.findall(r"^      ([^:]+): \{", block, re.M)
        if file != "people.csv":
            (out / "casework" / file).write_text(",".join(header) + "\n")
            manifest.append(f"{file},{AS_OF},0")
    (out / "casework/manifest.csv").write_text("\n".join(manifest) + "\n")
    return out


def line_cases():
    """line | field | part of the message; of a good line the message is empty."""
    for line in (HERE / "import_lines.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, field, message = (part.strip() for part in line.rsplit("|", 2))
            deep = re.sub(r"\{deep (\d+)\}", lambda m: "[" * int(m[1]) + "]" * int(m[1]), text)
            yield re.sub(r"\{many (\d+)\}", lambda m: ",".join(f'"{i}":1' for i in range(int(m[1]))), deep), field, message


def check_lines(databases, folder, pack):
    cases = list(line_cases())
    db = databases.new(pack)
    report = load(db, one_file(folder, "lines", "\n".join(c[0] for c in cases).encode()), pack=pack)
    told = {r["row"]: r for r in report["rejected"]}
    for number, (line, field, message) in enumerate(cases, 1):
        it = told.get(number, {"message": "", "field": "", "remedy": "", "file": "people.jsonl"})
        point(f"JSON line {number}: {message or 'taken'}", (message in it["message"] if message else number not in told)
              and it["field"] == field and (not message or it["remedy"]), (line[:100], it))
    point("every line is accounted for", report["files"][0]["in"] == len(cases) and report["files"][0]["rejected"]
          == sum(bool(c[2]) for c in cases), report["files"][0])
    good = b'{"Case ref":"X1","name":{"family":"A","given":"B"}}\n'
    for name, content_bytes, message in (("utf8", good + b'{"Case ref":"\xff"}\n', "not UTF-8"),
                                         ("nul", good + b'{"Case ref":"a\0"}\n', "NUL byte"),
                                         ("huge", good + b'{"Case ref":"' + b"a" * (1 << 20) + b'"}\n', "longer than 1 MB"),
                                         ("endless", good + b"[" * (3 << 20), "longer than 1 MB")):
        before = content(db)
        done = load(db, one_file(folder, name, content_bytes), pack=pack, ok=False)
        point(f"no text: {name}", done.returncode != 0 and message in done.stderr and "people.jsonl" in done.stderr
              and "row 2" in done.stderr, done)
        after = content(db)
        point(f"and nothing is kept of it: {name}", [k for k in before if before[k] != after[k]] == ["origin"],
              differences(before, after))


# ---- the dry run --------------------------------------------------------------

def without_paths(report):
    return {k: v for k, v in report.items() if k not in ("rejects", "to_mend")}


def listing(folder):
    return sorted((str(p.relative_to(folder)), p.stat().st_size) for p in folder.rglob("*"))


def check_dry(db, folder, name, pack=PACK):
    before, files = state_of(db), listing(folder)
    entries = rows(db, "select count(*) from audit_entry")[0][0]
    told = load(db, folder, "--dry-run", pack=pack)
    after = state_of(db)
    point(f"a dry run of {name} keeps nothing", changed(before, after) == [] and listing(folder) == files,
          changed(before, after))
    point(f"that it was run is on record: {name}", rows(db, "select count(*) from audit_entry")[0][0] == entries + 1)
    real = load(db, folder, pack=pack)
    without = without_paths(real)
    without.pop("accumulated", None)  # of records that are not kept nothing is made
    point(f"it told what the import then does: {name}", without_paths(told) == without,
          {k: (told.get(k), real[k]) for k in without if told.get(k) != real[k]})
    return real


def later_extract(extracts, folder):
    """Some people gone, some changed, and one value that another source tells differently."""
    shutil.copytree(extracts, folder)
    shutil.rmtree(folder / "rejects", ignore_errors=True)
    path = folder / "casework/people.csv"
    header, *lines = csv.reader(io.StringIO(path.read_text()))
    for line in lines[10:20]:
        if len(line) == len(header):
            line[header.index("Language")] = "Polish"
    with open(path, "w", newline="") as out:
        csv.writer(out).writerows([header, *lines[:5], *lines[8:]])
    path = folder / "casework/conditions.csv"
    header, *lines = csv.reader(io.StringIO(path.read_text()))
    for line in lines[:30]:
        if len(line) == len(header):
            line[header.index("Start")] = "01/02/2021"
    with open(path, "w", newline="") as out:
        csv.writer(out).writerows([header, *lines])
    manifest = folder / "casework/manifest.csv"
    manifest.write_text(manifest.read_text().replace(AS_OF, "2022-04-30"))
    return folder


def check_dry_run(databases, folder, extracts):
    copy = folder / "dry"
    shutil.copytree(extracts, copy)
    db = databases.new()
    first = check_dry(db, copy, "a first extract")
    point("it has something of each to tell", all(sum(f[k] for f in first["files"]) for k in ("new", "rejected", "duplicates", "disputed"))
          and first["gaps"] and first["differences"] and first["rejected"], first["files"])
    later = check_dry(db, later_extract(copy, folder / "later"), "a later one")
    point("with what is gone, changed, the same and disputed", later["gone"] and all(
        sum(f[k] for f in later["files"]) for k in ("changed", "unchanged", "disputed")), later["files"])
    check_totals(db, later)
    other = copy_pack(folder / "pack-other")
    (other / "pack.yaml").write_text((other / "pack.yaml").read_text() + "# another version\n")
    before = state_of(db)
    done = load(db, copy, "--dry-run", pack=other, ok=False)
    point("a pack that the database has not is not taken up for it", done.returncode == 5 and "remit init" in done.stderr
          and changed(before, state_of(db)) == [], done)


# ---- totals that differ, with their reasons ----

def check_totals(db, report):
    """What the command and the page say of two totals, against the database's own counts."""
    counts = dict(rows(db, "select o.extract, count(*) from src_person s join origin o on o.id = s._origin group by o.extract"))
    total = next(d for d in report["differences"] if d["record"] == "person" and d["field"] == "")
    point("two sources' totals are told", (total["first_count"], total["second_count"]) == (counts["casework"], counts["supplier"]),
          (total, counts))
    both = rows(db, "select count(*) from src_person a join src_person b on a._record = b._record and a._source < b._source")[0][0]
    why = total["why_first"], total["why_second"]
    point("and why: whom the other has not", [w["not_in_the_other"] for w in why] == [counts["casework"] - both, counts["supplier"] - both],
          (why, both))
    sums = dict(rows(db, "select extract, rows_rejected * 1000 + rows_duplicate from origin where file in ('people.csv', 'subjects.csv') "
                         "and id in (select max(id) from origin group by extract, file)"))
    point("what was rejected or stood twice", [w["rejected"] * 1000 + w["twice"] for w in why] == [sums["casework"], sums["supplier"]], why)
    gone = sum(g["count"] for g in report["gone"] if g["file"] == "people.csv")
    point("and what is no longer in its last file", why[0]["gone"] == gone > 0, why)
    remit("user", "add", "--db", db, "reader", "--role", "auditor", "--grade", "EO")
    set_password(db, "reader", "correct horse battery 1")
    site = Site(db)
    try:
        browser = Browser(site)
        browser.post("/sign-in", {"name": "reader", "password": "correct horse battery 1"})
        page = re.sub(r"<[^>]+>|\s+", " ", browser.get("/extracts").text)
        for side in why:
            point(f"the page says it of {side['source']}", f"{side['source']}: {side['count']}, as of" in page
                  and f"{side['not_in_the_other']} of them are not in the other" in page
                  and (not side["rejected"] or f"rows rejected: {side['rejected']}" in page), page[:2000])
        point("with an alarm of what is gone", f"{gone} of type Person stood in an earlier file people.csv" in page, page[:1500])
    finally:
        point("the server ends well", site.stop(), site.said)


# ---- rejected rows, mended ----------------------------------------------------

def to_mend(folder):
    """The files of rejected rows, not what is left of them after an import of theirs."""
    return sorted(p for p in folder.glob("*/*.csv") if p.name != "manifest.csv" and p.parent.name != "rejects")


def mend_rows(path, mend):
    """Each row of a file of rejects through mend(field, row as a dict); how many it changed."""
    header, *lines = csv.reader(io.StringIO(path.read_text()))
    assert header[:4] == HEAD, header
    count = 0
    for line in lines:
        row = dict(zip(header[4:], line[4:]))
        count += bool(mend(line[1], row))
        line[4:] = [row[c] for c in header[4:]]
    with open(path, "w", newline="") as out:
        csv.writer(out).writerows([header, *lines])
    return count


def empty_cell(field, row):
    if field not in row or "ref" in field.lower() or field.endswith("ID"):
        return False
    row[field] = ""
    return True


def check_mended(databases, folder, extracts):
    copy = folder / "mended"
    shutil.copytree(extracts, copy)
    db = databases.new()
    first = load(db, copy)
    waiting = sum(f["rejected"] for f in first["files"])
    rejects = copy / "rejects"
    listed = list(csv.DictReader((copy / "rejects.csv").read_text().splitlines()))
    point("every rejected row stands in its extract's own form", len(listed) == waiting == sum(
        len(list(csv.reader(io.StringIO(p.read_text())))) - 1 for p in to_mend(rejects)))
    point("as it came, loading them anew changes nothing", without_change(db, rejects))
    mended = sum(mend_rows(p, empty_cell) for p in to_mend(rejects))
    before, sums = content(db), {(f["extract"], f["file"]): f for f in first["files"]}
    done = check_dry(db, rejects, "mended rows")
    in_now = sum(f["mended"] for f in done["files"])
    waits = [r["message"] for r in done["rejected"]]
    point("mended rows are in", in_now > 0 and in_now + len(waits) == waiting, (in_now, mended, waiting, waits))
    point("and those that are still wrong wait", not any(re.search("is no (code|date|boolean)", w) for w in waits), waits)
    point("the extract's sums are still its own", all(
        f["in"] == sums[f["extract"], f["file"]]["in"] and f["rejected"] == sums[f["extract"], f["file"]]["rejected"] - f["mended"]
        for f in done["files"]), done["files"])
    check_provenance(db, before, rejects, in_now)
    point("again, nothing changes", without_change(db, rejects))
    check_mended_wrongly(db, folder, rejects)
    point("what waits still is written again", to_mend(rejects / "rejects") != [])
    fsck = remit("fsck", "--db", db, ok=False)
    point("the database is whole", fsck.returncode == 0 and verified(db).returncode == 0, fsck)
    load(db, later_extract(extracts, folder / "mended-later"))
    late = load(db, rejects, ok=False)
    point("rows of an extract that is not the last are refused", late.returncode == 5 and "another one of its name" in late.stderr, late)


def without_change(db, folder):
    before = content(db)
    report = load(db, folder)
    found = differences(before, content(db))
    point("nothing is mended that was not touched", sum(f["mended"] for f in report["files"]) == 0, report["files"])
    return found == {}


def check_provenance(db, before, rejects, count):
    after = content(db)
    new = [r for kind in after if kind.startswith("rec_") for r in set(after[kind]) - set(before[kind])]
    told = rows(db, "select count(*) from reject where loaded = 1 and mended_by is not null and mended_line <> line")[0][0]
    point("who mended what stays beside what the extract had", told == count, (told, count))
    numbers = {(p.parent.name, p.name, line[0]) for p in to_mend(rejects)
               for line in list(csv.reader(io.StringIO(p.read_text())))[1:]}
    rejected = {tuple(map(str, r)) for r in rows(db, "select o.extract, o.file, r.origin_row from reject r join origin o "
                                                     "on o.id = r.origin_id where r.loaded = 1")}
    point("a record says the row of the extract itself", new and rejected <= numbers, rejected - numbers)


def check_mended_wrongly(db, folder, rejects):
    """What was in already, with other values; a row that was never rejected; no number at all."""
    wrong = folder / "wrong"
    shutil.copytree(rejects, wrong)
    path = wrong / "casework/people.csv"
    text = path.read_text()
    header, first, *_ = list(csv.reader(io.StringIO(text)))
    loaded = {str(r) for r, in rows(db, "select r.origin_row from reject r join origin o on o.id = r.origin_id "
                                        "where r.loaded = 1 and o.file = 'people.csv' and o.extract = 'casework'")}
    lines = [line for line in csv.reader(io.StringIO(text)) if line[0] in loaded]
    line = lines[0][:]
    for name, change, message in (("other values", {4 + header[4:].index("Language"): "Polish"}, "with other values"),
                                  ("no such row", {0: "999999"}, "was not rejected"), ("no number", {0: "x"}, "no number")):
        row = line[:]
        for at, value in change.items():
            row[at] = value
        with open(path, "w", newline="") as out:
            csv.writer(out).writerows([header, row])
        before = content(db)
        done = load(db, wrong, ok=False)
        point(f"mended wrongly, {name}: refused, nothing changed", done.returncode != 0 and message in done.stderr
              and differences(before, content(db)) == {}, done)


def check_mended_json(databases, folder):
    pack = folder / "pack-jsonl"
    db = databases.new(pack)
    lines = [b'{"Case ref":"J1","name":{"family":"A","given":"B"},"Status":"C"}', b'{"Case ref":"J2","Status":"?"}',
             b'{"Case ref":"J3","name":']
    extracts = one_file(folder, "json-mended", b"\n".join(lines))
    load(db, extracts, pack=pack)
    path = extracts / "rejects/casework/people.jsonl"
    wait = [json.loads(line) for line in path.read_text().splitlines()]
    point("rejected JSON lines keep their line: an object, or a text where it is none",
          [w["row"] for w in wait] == [2, 3] and wait[0]["line"]["Case ref"] == "J2" and isinstance(wait[1]["line"], str), wait)
    wait[0]["line"]["Status"] = "C"
    wait[1]["line"] += '{"family":"C","given":"D"}}'
    path.write_text("\n".join(json.dumps(w, indent=None) for w in wait))
    done = load(db, extracts / "rejects", pack=pack)
    point("mended, they are in", done["files"][0]["mended"] == 2 and done["files"][0]["rejected"] == 0, done["files"])
    told = rows(db, "select reference, _row from rec_person order by reference")
    point("with their own rows", [tuple(map(str, t)) for t in told] == [("J1", "1"), ("J2", "2"), ("J3", "3")], told)


def check_two_at_once(databases, folder):
    """Two extracts of one type, loaded batch by batch in turns: each finds what the other has added."""
    folder.mkdir()
    pack, first = bench_import.make_pack(PACK, folder), bench_import.make_extract(folder / "first", 40000)
    second = folder / "second"
    shutil.copytree(first, second)
    events = second / "bench/events.csv"
    head, *lines = events.read_text().splitlines(keepends=True)
    events.write_text(head + "".join(reversed(lines)))  # so that each is ahead of the other
    manifest = second / "bench/manifest.csv"
    manifest.write_text(manifest.read_text().replace("2022-03-31", "2022-04-30"))
    db = databases.new(pack=pack)
    both = [subprocess.Popen([REMIT, "import", "--db", db, "--pack", pack, extracts], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True) for extracts in (first, second)]
    said = [one.communicate()[1] for one in both]
    point("two imports of one type at once", [one.returncode for one in both] == [0, 0], said)
    found = rows(db, "select count(*), count(distinct reference) from rec_bench_event")
    point("each row is there once", found == [(40000, 40000)], found)
    told = rows(db, "select sum(rows_new), sum(rows_unchanged) from origin where file = 'events.csv'")
    point("new by one, unchanged by the other", told == [(40000, 40000)], told)
    checked = verified(db)
    point("and the log vouches for them", checked.returncode == 0, checked.stdout)


def check(databases, folder):
    random.seed(1)
    extracts = folder / "extracts"
    remit("synth", "--pack", PACK, "--seed", "1", "--people", "300", "--out", extracts)
    check_json_lines(databases, folder, extracts)
    check_dry_run(databases, folder, extracts)
    shutil.rmtree(extracts / "rejects", ignore_errors=True)
    check_mended(databases, folder, extracts)
    check_mended_json(databases, folder)
    check_two_at_once(databases, folder / "two")


def on_each(check):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        (folder / "sqlite").mkdir()
        (folder / "postgres").mkdir()
        check(Databases(folder / "sqlite"), folder / "sqlite")
        if (PG / "postgres").exists():
            print("# on PostgreSQL")
            postgres = Postgres()
            try:
                check(Databases(folder / "postgres", postgres), folder / "postgres")
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(on_each(check))
