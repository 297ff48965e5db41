#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Effects of law: what happens without anybody's decision when a day has passed. On a copy of the pack in which a
condition ends on the day on which it was to end.

If this fails, what the law did is not on record, is done twice, or something is done by it that people have to settle.
Prints TAP. usage: law.py REMIT PACK
"""
import json
import sys

from serving import AS_OF, EO, PACK, Browser, Site, copy_pack, on_both, point, remit, rows, verified

LATER, LAST = "2022-09-01", "2023-06-01"
EFFECT = """
effects_of_law:
  sunset:
    label: The condition was to end on this day, and it has passed
    on: condition.ends_on
    sets: condition.ended_on
    source: R38
"""


def pack_with(folder, effect=EFFECT):
    copy = copy_pack(folder / "em-review")
    with open(copy / "pack.yaml", "a") as file:
        file.write(effect)
    return copy


def check_pack(folder):
    for name, old, new, says in (
            ("type", "on: condition.ends_on", "on: condition.kind", "'condition.kind' is not a date"),
            ("record", "sets: condition.ended_on", "sets: device.removed_on", "is not another date of the same record"),
            ("itself", "sets: condition.ended_on", "sets: condition.ends_on", "is not another date of the same record"),
            ("none", "sets: condition.ended_on", "sets: condition.gone", "has no field 'gone'"),
            ("closed", "on: condition.ends_on", "on: equality.reference", "compartment"),
            ("source", "    source: R38\n", "", "source")):
        (folder / name).mkdir()
        done = remit("pack", "check", pack_with(folder / name, EFFECT.replace(old, new)), ok=False)
        said = done.stdout + done.stderr
        point(f"pack check refuses, with file and row: {says}", done.returncode != 0 and says in said
              and "pack.yaml, row" in said, done)


def due(db, day):
    return dict(rows(db, "select _id, ends_on from rec_condition where ends_on < ? and ended_on is null", day))


def noted(db):
    return dict((r[0], r[1:]) for r in rows(db, "select record_id, value, reason from field_note where actor = 'the law' "
                                                "and settled_at is null"))


def entries(db):
    return rows(db, "select actor, purpose, subject_id, person_id, detail from audit_entry where kind = 'law' order by number")


def apply(db, day):
    return json.loads(remit("law", "--db", db, "em-review", "--as-of", day, "--json").stdout)


def check_done(db):
    wanted = {record: str(day) for record, day in due(db, LATER).items()}
    one = min(wanted)
    root = rows(db, "select _root from rec_condition where _id = ?", one)[0][0]
    rows(db, "insert into field_note (record_type, record_id, root_id, field, kind, reason, actor, noted_at, against) "
             "values ('condition', ?, ?, 'ends_on', 'disputed', 'a test', 'a test', '2022-04-01T00:00:00Z', '[]')", one, root)
    said = apply(db, LATER)
    point("what is disputed is left to people", said["disputed"] == 1 and one not in noted(db), said)
    del wanted[one]
    got = {record: note[0] for record, note in noted(db).items()}
    point("each day that has passed is put down, as of itself", wanted and got == wanted and said["done"] == len(wanted),
          (said, wanted, got))
    point("with what says so", {note[1] for note in noted(db).values()}
          == {"The condition was to end on this day, and it has passed (R38)"}, noted(db))
    log = entries(db)
    roots = {r[0] for r in rows(db, "select _root from rec_condition where _id in "
                                    f"({', '.join(map(str, wanted))})")}
    point("each is an entry of a kind of its own, about the person", len(log) == len(wanted)
          and "the law" not in {e[0] for e in log} and {e[1] for e in log} == {"sunset"} and {e[3] for e in log} == roots
          and {json.loads(e[4])["record"]: json.loads(e[4])["value"] for e in log} == wanted, log)
    open_items = {r[0] for r in rows(db, "select record_id from work_item where state in ('sealed', 'viewed', 'revealed')")}
    point("the rules were applied anew: what has ended is reviewed no more", not open_items & set(wanted), open_items)
    return wanted, roots


def check_again(db, wanted):
    said = apply(db, LATER)
    point("nothing is done twice", said["done"] == 0 and len(entries(db)) == len(wanted), said)
    done = remit("law", "--db", db, "em-review", "--as", EO, "--as-of", LATER, ok=False)
    point("who may not is refused", done.returncode != 0 and "may not" in done.stderr, done.stderr)


def check_told(db, folder, roots):
    site = Site(db)
    person = Browser(site, EO)
    root = min(roots)
    page = person.get(f"/cases/{root}/trail")
    point("the trail says what the law did", "Put down what the law did" in page.text, page.text[:2000])
    reference = rows(db, "select reference from rec_person where _id = ?", root)[0][0]
    out = folder / "file"
    remit("person", "file", "--db", db, "--as", "manager", "em-review", reference, "--to", "the person",
          "--why", "asked for today", "--out", out)
    told = next(out.glob("*.json")).read_text()
    point("the person's file says that it was the law", '"the law"' in told and "former member of staff" not in told)
    point("the server ends well", site.stop(), site.said)


def check_job(db, before):
    remit("job", "add", "--db", db, "law", "em-review", "--every", "day")
    done = remit("worker", "--db", db, "--once", "--as-of", LAST)
    now = due(db, LAST)
    point("a worker does it each day", "law em-review: done" in done.stdout and len(noted(db)) > len(before)
          and set(noted(db)) >= set(before) and set(noted(db)) <= set(now), (done.stdout, done.stderr))


def check(db, folder):
    if not str(db).startswith("postgresql:"):
        check_pack(folder)
    (folder / "pack").mkdir()
    pack = pack_with(folder / "pack")
    remit("synth", "--pack", pack, "--seed", "1", "--people", 40, "--out", folder / "extracts")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "extracts")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    wanted, roots = check_done(db)
    check_again(db, wanted)
    check_told(db, folder, roots)
    check_job(db, wanted)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("law", check))
