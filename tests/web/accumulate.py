#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What many records make together, on a pack of its own: lifts that stand still for twelve hours within seven days.

If this fails, a record is made of what is not so, is made twice, stays when what it rested on is gone, or depends on the
order in which the extracts came. Prints TAP. usage: accumulate.py REMIT PACK
"""
import datetime
import json
import pathlib
import random
import shutil
import subprocess
import sys
import time

from imports import on_each
from serving import REMIT, Browser, Site, point, remit, rows, verified

PACK = pathlib.Path(__file__).resolve().parent.parent / "packs" / "lifts"
DAY = "2026-03-31"
OFFICER = "officer-B-1"
S2 = [(f"O{i}", "L1" if i % 2 else "L2", f"2026-03-0{i + 2}T08:00:00Z", f"2026-03-0{i + 2}T11:00:00Z", "FAULT") for i in range(1, 6)]


def extract(folder, outages, snapshot="2026-03-10", buildings=(("B1", 5),), lifts=(("L1", "B1"), ("L2", "B1"))):
    place = folder / "control"
    shutil.rmtree(folder, ignore_errors=True)
    place.mkdir(parents=True)
    files = (("buildings.csv", "Building,Floors", buildings), ("lifts.csv", "Lift,Building", lifts),
             ("outages.csv", "Outage,Lift,Began,Ended,Cause", outages))
    for name, head, lines in files:
        (place / name).write_text("\n".join([head, *(",".join(map(str, line)) for line in lines)]) + "\n")
    (place / "manifest.csv").write_text("file,snapshot,rows\n" + "".join(f"{n},{snapshot},{len(lines)}\n" for n, _, lines in files))
    return folder


def load(db, folder, *words, day=DAY):
    return json.loads(remit("import", "--db", db, "--pack", PACK, folder, "--as-of", day, "--json", *words).stdout)


def made(db, stands=True):
    """What was made: by what rule, when it was reached, of which outages."""
    name = dict(rows(db, "select _id, reference from rec_outage"))
    out = []
    for number, rule, at, state in rows(db, "select record_id, accumulation, reached_at, state from made_record order by record_id"):
        used = sorted(name[u] for u, in rows(db, "select used_id from made_of where record_id = ?", number))
        if (state == "stands") == stands:
            out.append((rule, at[:19], *used))
    return sorted(out)


def incident(db, number):
    return rows(db, "select reached_at, kind, status from rec_incident where _id = ?", number)[0]


def compute(db, *words, day=DAY):
    return json.loads(remit("accumulate", "--db", db, "lifts", "--as-of", day, "--json", *words).stdout)


TWELVE = ("twelve_hours", "2026-03-06T11:00:00", "O1", "O2", "O3", "O4")


def check_story(databases, folder):
    db = databases.new(PACK, "--demo")
    said = load(db, extract(folder / "a", S2[:3]))
    point("nine hours make nothing", made(db) == [] and said["accumulated"]["stretches"] == 3, said)
    load(db, extract(folder / "b", S2))
    point("fifteen hours make one record, at the instant at which they are twelve, of four of five", made(db) == [TWELVE], made(db))
    number = rows(db, "select record_id from made_record")[0][0]
    point("it has the values that the pack says", incident(db, number) == ("2026-03-06T11:00:00Z", "HOURS", "OPEN"), incident(db, number))
    origin = rows(db, "select o.extract, o.file from rec_incident i join origin o on o.id = i._origin")
    point("it comes from no extract, but the rule", origin == [("twelve_hours", "accumulates")], origin)
    point("the rules were applied in the same turn", rows(db, "select state from work_item where record_id = ?", number) == [("sealed",)])
    log = rows(db, "select kind, purpose, detail from audit_entry where action = 'accumulated' order by number")
    detail = json.loads(log[0][2])
    point("with one entry", len(log) == 1 and log[0][:2] == ("evaluation", "twelve_hours") and detail["was"] == "made"
          and detail["record"] == number and len(detail["of"]) == 4, log)
    said = compute(db)
    point("computed again it stands", (said["stands"], said["made"], said["withdrawn"]) == (1, 0, 0), said)
    short = [(n, l, b, e.replace("11:00", "10:59"), c) for n, l, b, e, c in S2[:4]]
    other = databases.new(PACK, "--demo")
    load(other, extract(folder / "c", short))
    point("four of 2 h 59 make none", made(other) == [], made(other))
    return db, number


def check_explained(db, number):
    told = json.loads(remit("accumulate", "--db", db, "lifts", "--explain", number, "--as", OFFICER, "--json").stdout)
    point("it is told how it came to be: the outages and the growing sum", [(p["reference"], p["seconds"] // 3600) for p in told["of"]]
          == [("O1", 3), ("O2", 6), ("O3", 9), ("O4", 12)] and told["stands"], told)
    done = remit("accumulate", "--db", db, "lifts", "--explain", 1, "--as", OFFICER, ok=False)
    point("of another record it is said that it was not made so", done.returncode != 0 and "not made of others" in done.stderr, done)
    done = remit("accumulate", "--db", db, "lifts", "--as", OFFICER, ok=False)
    point("who may not compute is refused", done.returncode != 0 and "may not" in done.stderr, done)


def decide(db, item):
    words = ["--db", db, "--as", OFFICER, "--as-of", DAY, item]
    said = ["--outcome", "INSPECT", "--reason", "The caretaker confirmed the hours today.", "--cite", "incident.kind"]
    remit("view", *words, *said)
    remit("reveal", *words)
    remit("decide", *words, *said)


def items(db, number):
    return rows(db, "select cycle, state from work_item where record_id = ? order by cycle", number)


def check_changed(db, number, folder):
    decide(db, rows(db, "select id from work_item where record_id = ?", number)[0][0])
    point("a person decides", items(db, number) == [(1, "signed")], items(db, number))
    serviced = [(n, l, b, e, "SERVICE" if n == "O2" else c) for n, l, b, e, c in S2]
    said = load(db, extract(folder / "d", serviced, "2026-03-11"))["accumulated"]
    now = ("twelve_hours", "2026-03-07T11:00:00", "O1", "O3", "O4", "O5")
    point("one is corrected: what it made is withdrawn, and what the others make is new", made(db) == [now]
          and made(db, False) == [TWELVE] and (said["made"], said["withdrawn"]) == (1, 1), (said, made(db)))
    point("by the values that the pack says, and nothing is deleted", incident(db, number)[2] == "WITHDRAWN"
          and len(rows(db, "select body from history where record_type = 'incident' and record_id = ?", number)) == 1)
    point("what was decided about it opens again", items(db, number) == [(1, "signed"), (2, "sealed")], items(db, number))
    said = load(db, extract(folder / "e", S2, "2026-03-12"))["accumulated"]
    point("corrected back, it is made again under its own number", made(db) == [TWELVE] and incident(db, number)[2] == "OPEN"
          and (said["made"], said["changed"], said["withdrawn"]) == (0, 1, 1), said)
    late = [(n, l, b, "2026-03-06T11:30:00Z" if n == "O4" else e, c) for n, l, b, e, c in S2]
    late = [(n, l, "2026-03-06T08:30:00Z" if n == "O4" else b, e, c) for n, l, b, e, c in late]
    load(db, extract(folder / "f", late, "2026-03-13"))
    point("of the same outages at another instant: the same record", made(db) == [("twelve_hours", "2026-03-06T11:30:00", "O1", "O2", "O3", "O4")]
          and incident(db, number) == ("2026-03-06T11:30:00Z", "HOURS", "OPEN"), made(db))
    load(db, extract(folder / "g", S2, "2026-03-14"))


def check_noted(db, number, folder):
    """A person enters what a rule's condition asks for."""
    load(db, extract(folder / "h", S2, "2026-03-15", buildings=(("B1", ""),)))
    site = Site(db, as_of=DAY)
    try:
        person = Browser(site, OFFICER)
        item = rows(db, "select max(id) from work_item where record_id = ?", number)[0][0]
        root = rows(db, "select _id from rec_building")[0][0]
        path = f"/items/{item}/facts/note?fact=building.floors&record={root}"
        answer = person.submit(path, {"value": "12", "reason": "Counted from the street today."})
        point("a fact noted computes it anew in the same turn", answer.status == 303 and made(db)
              == [("three_times", "2026-03-05T08:00:00", "O1", "O2", "O3"), TWELVE], (answer, made(db)))
        by = rows(db, "select actor from audit_entry where action = 'accumulated' order by number")[-1][0]
        point("as who noted it", by == OFFICER, by)
        page = person.get(f"/cases/{root}")
        point("the case page tells it from what was imported", page.status == 200
              and "stood still for twelve hours within seven days" in page.text, page)
        page = person.get(f"/items/{item}/facts")
        point("the facts say where they come from", page.status == 200, page)
        quality = person.get("/quality?pack=lifts")
        point("the quality pages still stand", quality.status in (200, 404), quality)
    finally:
        point("the server ends well", site.stop(), site.said)


def check_open(databases, folder):
    db = databases.new(PACK, "--demo")
    load(db, extract(folder / "o", [("O1", "L1", "2026-03-20T18:00:00Z", "", "FAULT")]), day="2026-03-21")
    point("six hours of an outage without end make nothing", made(db) == [], made(db))
    remit("job", "add", "--db", db, "accumulate", "lifts", "--every", "day")
    done = remit("worker", "--db", db, "--once", "--as-of", "2026-03-22")
    point("a day later the worker's job makes one", "accumulate lifts: done" in done.stdout
          and made(db) == [("twelve_hours", "2026-03-21T06:00:00", "O1")], (done.stdout, made(db)))
    compute(db, day="2026-03-30")
    point("and no further one, however long it lasts", len(made(db)) == 1, made(db))


def check_counted(databases, folder):
    db = databases.new(PACK, "--demo")
    three = [(f"O{i}", "L1", f"2026-03-0{i}T08:00:00+01:00", f"2026-03-0{i}T08:05:00+01:00", "FAULT") for i in range(1, 5)]
    load(db, extract(folder / "n", three, buildings=(("B1", 12),)))
    point("three within two days, counted; a condition sees the types above", made(db)
          == [("three_times", "2026-03-03T07:00:00", "O1", "O2", "O3")], made(db))
    load(db, extract(folder / "m", three, "2026-03-12", buildings=(("B1", 9),)))
    point("where the condition no longer holds it is withdrawn", made(db) == [] and len(made(db, False)) == 1, made(db))


def crowd(rng):
    buildings = [(f"B{b}", rng.randrange(3, 15)) for b in range(12)]
    lifts = [(f"L{b}.{n}", f"B{b}") for b in range(12) for n in (1, 2)]
    outages, zero = [], datetime.datetime(2026, 2, 1)
    for i in range(400):
        began = zero + datetime.timedelta(minutes=rng.randrange(28 * 24 * 60))
        ended = began + datetime.timedelta(minutes=rng.randrange(0, 500))
        end = "" if rng.random() < 0.01 else f"{ended.isoformat()}Z"
        outages.append((f"O{i}", rng.choice(lifts)[0], f"{began.isoformat()}Z", end, rng.choice(("FAULT",) * 4 + ("SERVICE",))))
    return buildings, lifts, outages


def check_orders(databases, folder):
    rng = random.Random(9)
    buildings, lifts, outages = crowd(rng)
    first = databases.new(PACK, "--demo")
    load(first, extract(folder / "all", outages, buildings=buildings, lifts=lifts))
    wanted = made(first)
    point("a month of many buildings makes many", len(wanted) > 20 and len({m[0] for m in wanted}) == 2, len(wanted))
    for round in range(2):
        db, given = databases.new(PACK, "--demo"), list(outages)
        rng.shuffle(given)
        wrong = [(n, l, b, "", "FAULT") if i % 7 == 0 else (n, l, b, e, c) for i, (n, l, b, e, c) in enumerate(given)]
        for part, until in enumerate((100, 250, 400)):
            load(db, extract(folder / f"part{round}{part}", wrong[:until], f"2026-03-1{part}", buildings, lifts))
        load(db, extract(folder / f"right{round}", given, "2026-03-15", buildings, lifts))
        point("in another order, in parts, and corrected later: the same records", made(db) == wanted,
              (set(made(db)) ^ set(wanted)))
        standing = rows(db, "select count(*) from rec_incident where status = 'OPEN'")[0][0]
        point("those that do not come out stand as withdrawn", standing == len(wanted)
              and rows(db, "select count(*) from rec_incident")[0][0] == len(wanted) + len(made(db, False)))
        point("the log verifies", verified(db).returncode == 0 and remit("fsck", "--db", db, ok=False).returncode == 0)
    return folder / "all", wanted


def start(db):
    return subprocess.Popen([REMIT, "accumulate", "--db", db, "lifts", "--as-of", DAY], stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True)


def check_disturbed(databases, extracts, wanted):
    killed, rng, cut = databases.new(PACK, "--demo"), random.Random(4), 0
    for _ in range(8):
        child = subprocess.Popen([REMIT, "import", "--db", killed, "--pack", str(PACK), str(extracts), "--as-of", DAY],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.01, 0.15))
        child.kill()
        cut += child.wait() != 0
    load(killed, extracts)
    compute(killed)
    point(f"killed {cut} times: as if undisturbed", made(killed) == wanted, set(made(killed)) ^ set(wanted))
    for statement in ("delete from made_of", "delete from made_record", "delete from work_item", "delete from rec_incident"):
        rows(killed, statement) if not killed.startswith("postgresql:") else databases.postgres.sql(killed.split("/")[3].split("?")[0], statement)
    both = [start(killed), start(killed)]
    errors = [child.communicate()[1] for child in both]
    point("two at once make each record once", made(killed) == wanted and not any(c.returncode for c in both), errors)


def check_erased(db, folder):
    out = folder / "file"
    remit("person", "file", "--db", db, "--as", "manager", "lifts", "B1", "--to", "the owner", "--why", "asked for today", "--out", out)
    told = next(out.glob("*.json")).read_text()
    point("the file of a case tells what was made, and of what", "made_record" in told and "made_of" in told, told[:2000])


def check(databases, folder):
    db, number = check_story(databases, folder)
    check_explained(db, number)
    check_changed(db, number, folder)
    check_noted(db, number, folder)
    check_erased(db, folder)
    check_open(databases, folder)
    check_counted(databases, folder)
    extracts, wanted = check_orders(databases, folder)
    check_disturbed(databases, extracts, wanted)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_each(check))
