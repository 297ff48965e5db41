#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Clocks: what is due when, on both databases, by a pack of repairs of homes. An emergency is repaired within 24 hours,
anything else within 20 working days, which stand still while the tenant gives no access.

If this fails, a time runs wrongly, falls due twice or not at all, or what was overdue is taken back.
Prints TAP. usage: clocks.py REMIT PACK
"""
import json
import random
import shutil
import subprocess
import sys
import time

from serving import REMIT, SOURCE, Browser, Site, on_both, point, remit, rows, verified

PACK = SOURCE / "tests/packs/repairs"
ONE, TWO = "officer-ONE-1", "officer-TWO-1"
HEADS = {"tenancies": ("Tenancy", "No access"), "repairs": ("Job", "Tenancy", "Urgency", "Told", "Reported", "Done", "Progress"),
         "visits": ("Visit", "Job", "Inspected")}
TENANCIES = [("T1", "N"), ("T2", "Y"), ("T3", "N")]
REPAIRS = [("J1", "T1", "EMERGENCY", "2022-03-25T18:00:00Z", "2022-03-25", ""),
           ("J2", "T1", "ROUTINE", "", "2022-03-14", ""),
           ("J3", "T2", "ROUTINE", "", "2022-03-14", ""),
           ("J4", "T3", "EMERGENCY", "2022-03-26T12:00:00Z", "", "2022-03-27T13:30:00+01:00"),
           ("J5", "T3", "ROUTINE", "", "2022-12-30", ""),
           ("J6", "T3", "ROUTINE", "", "2022-02-28", "2022-03-30T09:00:00Z")]
VISITS = [("V1", "J2", "2022-03-20")]


def extract(folder, snapshot, tenancies=TENANCIES, repairs=REPAIRS, visits=VISITS):
    (folder / "landlord").mkdir(parents=True, exist_ok=True)
    manifest = "file,snapshot,rows\n"
    open_repairs = [(*line, "OPEN") for line in repairs]
    for name, lines in (("tenancies", tenancies), ("repairs", open_repairs), ("visits", visits)):
        text = "\n".join(",".join(line) for line in [HEADS[name], *lines]) + "\n"
        (folder / f"landlord/{name}.csv").write_text(text)
        manifest += f"{name}.csv,{snapshot},{len(lines)}\n"
    (folder / "landlord/manifest.csv").write_text(manifest)
    return folder


def make(db, extracts, as_of):
    remit("init", "--db", db, "--pack", PACK, "--demo")
    tell(db, extracts, as_of)


def tell(db, extracts, as_of):
    remit("import", "--db", db, "--pack", PACK, extracts)
    remit("run", "--db", db, "repairs", "--as-of", as_of)


def run(db, as_of):
    return json.loads(remit("clock", "run", "--db", db, "repairs", "--as-of", as_of, "--json").stdout)


def listed(db, as_of, *words, who="root"):
    said = json.loads(remit("clocks", "--db", db, "repairs", "--as-of", as_of, "--json", *words,
                            *(["--as", who] if who != "root" else [])).stdout)
    return {(job_of(db, one["record"]), one["clock"], one["cycle"]): one for one in said}


def job_of(db, record):
    return rows(db, "select reference from rec_repair where _id = ?", record)[0][0]


def cycles(db, job, clock):
    """(cycle, started, due, state, ended, how) of each, by cycle."""
    names = ("cycle, coalesce(started_on, started_at), coalesce(due_on, due_at, ''), state, coalesce(ended_at, ''), "
             "coalesce(ended_by, '')")
    return rows(db, f"select {names} from clock where name = ? and record_id = (select _id from rec_repair where "
                    "reference = ?) order by cycle", clock, job)


def entries(db, action):
    return [(number, json.loads(detail)) for number, detail in
            rows(db, "select number, detail from audit_entry where kind = 'clock' and action = ? order by number", action)]


def figures(db, report, as_of):
    told = json.loads(remit("report", "show", "--db", db, "--as", "manager", "--as-of", as_of, "repairs", report, "--json").stdout)
    return {(line["row"], column): figure for line in told["lines"] for column, figure in zip(told["columns"], line["figures"])
            if figure and "All" not in (line["row"], column)}


def check_figures(db):
    told = figures(db, "standing", "2022-03-26")
    point("a report tells how times stand", told == {
        ("Emergency repair", "Not due yet"): 1, ("Emergency repair", "Ended late"): 1, ("Routine repair", "Not due yet"): 1,
        ("Routine repair", "Stands still"): 1, ("Routine repair", "Due on an unknown day"): 1,
        ("Routine repair", "Ended in time"): 1, ("Inspection", "Not due yet"): 4}, told)
    later = figures(db, "standing", "2022-04-12")
    point("and what is overdue on a later day", later.get(("Emergency repair", "Overdue")) == 1
          and later.get(("Routine repair", "Overdue")) == 1, later)
    point("a condition of a measure may rest on a clock", figures(db, "overdue", "2022-04-12") == {("Routine", "Overdue"): 1},
          figures(db, "overdue", "2022-04-12"))


def check_worked_out(db):
    got = listed(db, "2022-03-26")
    due = {key[:2]: (one["due"], one["state"]) for key, one in got.items()}
    point("24 hours from when it was told", due["J1", "emergency"] == ("2022-03-26T18:00:00.000000Z", "running"), due)
    point("20 working days, by the period of its day", due["J2", "routine"] == ("2022-04-11", "running"), due)
    point("while there is no access it stands still", due["J3", "routine"] == ("", "paused"), due)
    point("past the end of the calendar it cannot be told", due["J5", "routine"] == ("", "unknown"), due)
    point("the latest start counts", due["J2", "inspection"] == ("2022-04-20", "running")
          and due["J1", "inspection"] == ("2022-04-25", "running"), due)
    point("what has stopped has ended, and when", cycles(db, "J4", "emergency") == [
        (1, "2022-03-26T12:00:00.000000Z", "2022-03-27T12:00:00.000000Z", "ended", "2022-03-27T12:30:00.000000Z", "stopped")],
        cycles(db, "J4", "emergency"))
    point("the period in force on the day of the start counts for its whole length",
          cycles(db, "J6", "routine")[0][2] == "2022-04-07", cycles(db, "J6", "routine"))
    point("where it does not hold there is none", ("J2", "emergency") not in due and not cycles(db, "J4", "inspection"), due)
    point("those that are due today", set(listed(db, "2022-03-26", "--due")) == {("J1", "emergency", 1)})
    point("nothing is overdue yet", listed(db, "2022-03-26", "--overdue") == {})


def offered(db, job, as_of):
    """The transitions of a repair, and what stands against each."""
    item = rows(db, "select w.id from work_item w join rec_repair r on r._id = w.record_id where r.reference = ?", job)[0][0]
    said = json.loads(remit("transition", "list", "--db", db, "--as", ONE, "--as-of", as_of, "--json", item).stdout)
    return {one["transition"]: one["obstacle"] for one in said["options"]}


def check_seen(db):
    """Guards see clocks."""
    early, late = offered(db, "J1", "2022-03-26")["chase"], offered(db, "J1", "2022-03-27")["chase"]
    point("a guard sees that a time has run out, and by how much", "has not run out" in early and late == "", (early, late))
    point("where none runs nothing has passed", "has not run out" in offered(db, "J2", "2022-12-01")["chase"])
    point("that it stands still", offered(db, "J3", "2022-03-26")["let_in"] == ""
          and "does not stand still" in offered(db, "J2", "2022-03-26")["let_in"])
    point("what cannot be told holds of nothing", "does not stand still" in offered(db, "J5", "2022-03-26")["let_in"])


def check_due(db):
    point("before its time nothing falls due", run(db, "2022-03-26")["due"] == 0)
    said = run(db, "2022-03-27")
    late = listed(db, "2022-03-27", "--overdue")
    point("what has run out is overdue, with no warning after the time", said["due"] == 1 and said["warned"] == 0
          and set(late) == {("J1", "emergency", 1)} and late["J1", "emergency", 1]["seconds_left"] == -6 * 3600, (said, late))
    entry = entries(db, "clock-due")
    point("with an entry that has the due time", len(entry) == 1 and entry[0][1]["clock"] == "emergency"
          and entry[0][1]["due"] == "2022-03-26T18:00:00.000000Z", entry)
    point("and the time at which it was found", rows(db, "select count(*) from clock where fired_at is not null") == [(1,)])
    note = rows(db, "select field, value, actor, reason from field_note")
    point("the law did what it does, as of the due time", note == [
        ("compensated_at", "2022-03-26T18:00:00Z", "the law", "Compensation begins (2.1)")], note)
    point("which is an entry of its own kind",
          rows(db, "select count(*) from audit_entry where kind = 'law' and purpose = 'compensation'") == [(1,)])
    first = rows(db, "select r.reference from work_item w join rec_repair r on r._id = w.record_id where w.state = 'sealed' "
                     "order by w.sort_key limit 1")
    point("and the rules were applied anew", first == [("J1",)], first)
    point("nothing is done twice", run(db, "2022-03-27")["due"] == 0 and len(entries(db, "clock-due")) == 1
          and len(rows(db, "select id from field_note")) == 1)


def check_warned(db):
    point("no warning before its day", run(db, "2022-04-03")["warned"] == 0)
    point("five working days before, it is warned of", run(db, "2022-04-04")["warned"] == 1
          and [e[1]["at"] for e in entries(db, "clock-warn")] == ["2022-04-03T23:00:00.000000Z"], entries(db, "clock-warn"))
    point("once", run(db, "2022-04-05")["warned"] == 0)


def check_escalated(db):
    """Due on 26 March at 18:00: a day later the first grade is told, two days later the second."""
    point("nobody is told before its time", run(db, "2022-03-27")["escalated"] == 0)
    first = run(db, "2022-03-28")
    told = entries(db, "clock-escalate")
    point("while it is overdue the next grade is told, each time once", first["escalated"] == 1
          and [e[1]["how"] for e in told] == ["ONE"] and run(db, "2022-03-28")["escalated"] == 0, told)
    point("as of when it was to be told", told[0][1]["at"] == "2022-03-27T18:00:00.000000Z", told)
    seen = {who: set(listed(db, "2022-03-28", "--escalated", who=who)) for who in (ONE, TWO)}
    point("who is told sees it in a list of their own, and who is not told does not",
          seen == {ONE: {("J1", "emergency", 1)}, TWO: set()}, seen)
    run(db, "2022-04-01")
    seen = listed(db, "2022-04-01", "--escalated", who=TWO)
    point("then the one above, and nobody after the last", [e[1]["how"] for e in entries(db, "clock-escalate")] ==
          ["ONE", "TWO"] and seen["J1", "emergency", 1]["escalated_to"] == "Two", seen)


def check_pause(db, folder):
    freed = [("T1", "N"), ("T2", "N"), ("T3", "N")]
    point("a pause has an entry", [job_of(db, e[1]["record"]) for e in entries(db, "clock-pause")] == ["J3"])
    tell(db, extract(folder / "freed", "2022-04-02", tenancies=freed), "2022-04-02")
    pauses = rows(db, "select paused_at, resumed_at from clock_pause")
    point("a pause is kept with its two instants", pauses == [("2022-03-26T00:00:00.000000Z", "2022-04-01T23:00:00.000000Z")]
          and len(entries(db, "clock-resume")) == 1, pauses)
    point("and has put off the end by the working days in it", cycles(db, "J3", "routine")[0][2:4] == ("2022-04-20", "running"),
          cycles(db, "J3", "routine"))


def number(db, as_of, *key):
    return next(one["number"] for found, one in listed(db, as_of).items() if found[:2] == key)


def extend(db, which, who, reason="the part is on order"):
    return remit("clock", "extend", "--db", db, "--as", who, "--as-of", "2022-04-04", "repairs", which, "--reason", reason,
                 ok=False)


def check_extended(db):
    which = number(db, "2022-04-04", "J3", "routine")
    point("who may not lengthen is refused", "may not lengthen" in extend(db, which, ONE).stderr, extend(db, which, ONE).stderr)
    point("without a reason nobody lengthens", "said why" in extend(db, which, TWO, "why not").stderr)
    done = extend(db, which, TWO)
    point("it is lengthened by the pack's length", done.returncode == 0
          and cycles(db, "J3", "routine")[0][2:4] == ("2022-05-05", "running"), (done.stderr, cycles(db, "J3", "routine")))
    kept = rows(db, "select length, due_before, reason, actor from clock_extension")
    point("with its reason, and what it was before", kept == [
        ("P10D", "2022-04-20T23:00:00.000000Z", "the part is on order", TWO)], kept)
    point("as often as the pack says", "as often as may be" in extend(db, which, TWO).stderr)
    point("one that the pack does not lengthen is not lengthened",
          "is not lengthened" in extend(db, number(db, "2022-04-04", "J2", "inspection"), TWO).stderr)


def check_pages(db):
    """As of 4 April: what runs is on the case and on the list, and is lengthened there."""
    site = Site(db, as_of="2022-04-04")
    one, two = Browser(site, ONE), Browser(site, TWO)
    root = rows(db, "select _id from rec_tenancy where reference = 'T2'")[0][0]
    page = two.get(f"/cases/{root}").text
    point("the case tells its clocks, and when they stood still", all(word in page for word in (
        "Routine repair", "20 April 2022", "Stood still from 26 March 2022 at 12:00am to 2 April 2022 at 12:00am")), page)
    first = rows(db, "select _id from rec_tenancy where reference = 'T1'")[0][0]
    page = two.get(f"/cases/{first}").text
    point("in the time of its place, with what is over", all(word in page for word in (
        "25 March 2022 at 6:00pm", "26 March 2022 at 6:00pm", "Overdue by 8 days", "26 March 2022 at 6:00pm UTC")), page)
    page = two.get("/clocks").text
    point("all are listed", page.count("Routine repair") == 3 and "Cannot be told" in page, page.count("Routine repair"))
    page = two.get("/clocks?show=overdue").text
    point("or those that are overdue", "Emergency repair" in page and "Routine repair" not in page)
    point("which the first page counts", "1 overdue" in two.get("/").text)
    page = two.get("/clocks?show=escalated").text
    point("and with them those of which one's grade is told", "Emergency repair" in page and "Brought to the notice of: Two" in page
          and "1 overdue, brought to your grade" in two.get("/").text, page)
    which = number(db, "2022-04-04", "J3", "routine")
    point("who may not lengthen has no form", one.get(f"/clocks/{which}").form(f"/clocks/{which}") is None
          and one.post(f"/clocks/{which}", {"reason": "the part is on order", "form_token": one.token()}).status == 403)
    refused = two.submit(f"/clocks/{which}", {"reason": "why not"})
    point("a reason is asked for on the page", refused.status == 422 and "said why" in refused.text
          and "why not" in refused.text, refused)
    point("the server ends well", site.stop(), site.said)


def check_gap(db, folder):
    """All that is left falls due; what comes late takes nothing back."""
    before = len(entries(db, "clock-due"))
    said = run(db, "2022-06-01")
    times = [e[1]["at"] for e in entries(db, "clock-due")][before:]
    point("caught up once, in the order of the due times", said["due"] == len(times) == 5 and times == sorted(times), times)
    day = rows(db, "select n.value from field_note n join rec_repair r on r._id = n.record_id "
                   "where r.reference = 'J2' and n.field = 'compensated_on'")
    point("of working days the law takes the day", day == [("2022-04-11",)], day)
    late = [(*VISITS[0][:2], "2022-03-20"), ("V2", "J2", "2022-05-10"), ("V3", "J3", "2022-03-01")]
    repairs = [(*r[:5], "2022-05-20T10:00:00Z") if r[0] == "J1" else (*r[:4], "2022-03-10", r[5]) if r[0] == "J3" else r
               for r in REPAIRS]
    tell(db, extract(folder / "late", "2022-06-01", repairs=repairs, visits=late,
                     tenancies=[(name, "N") for name, _ in TENANCIES]), "2022-06-01")
    got = cycles(db, "J2", "inspection")
    point("a later start begins a new cycle, and the gap stays", got == [
        (1, "2022-03-20", "2022-04-20", "ended", "2022-05-09T23:00:00.000000Z", "restarted"),
        (2, "2022-05-10", "2022-06-10", "running", "", "")], got)
    got = cycles(db, "J1", "emergency")
    point("a late repair ends it, and the gap stays", got == [
        (1, "2022-03-25T18:00:00.000000Z", "2022-03-26T18:00:00.000000Z", "ended", "2022-05-20T10:00:00.000000Z", "stopped")], got)
    point("when it fell due stays on record, too",
          rows(db, "select count(*) from clock where fired_at is not null and state = 'ended'") == [(5,)],
          rows(db, "select name, state, fired_at, ended_by from clock"))
    got = cycles(db, "J3", "inspection")
    point("a start that was earlier is a correction", got[0][4:] == ("2022-05-31T23:00:00.000000Z", "corrected")
          and got[1][:4] == (2, "2022-03-10", "2022-04-10", "running"), got)
    ends = [e[1]["how"] for e in entries(db, "clock-end")]
    point("each end has an entry", sorted(ends) == sorted(
        ["stopped", "withdrawn", "restarted", "corrected", "corrected"]), ends)
    point("and what was due in the past falls due once more in its cycle", run(db, "2022-06-01")["due"] == 2
          and run(db, "2022-06-01")["due"] == 0)


def check_access(db):
    who = "officer-ONE-2"
    remit("access", "change", "--db", db, "--as", "manager", "repairs", "T1", "restrict", "--reason", "known to the staff")
    root = rows(db, "select _id from rec_tenancy where reference = 'T1'")[0][0]
    if not rows(db, "select id from case_restriction where root_id = ?", root):
        raise SystemExit("not ok - the case is not restricted")
    got = {key[0] for key in listed(db, "2022-06-01", who=who)}
    point("clocks of a restricted case are not listed", got == {"J3", "J5"}, got)
    reported = {case for (case,) in rows(db, "select distinct case_id from report_clock")}
    point("nor reported", root not in reported and len(reported) == 2, reported)
    which = rows(db, "select c.id from clock c where c.root_id = ? and c.ended_at is null", root)[0][0]
    done = remit("clock", "extend", "--db", db, "--as", "officer-TWO-2", "repairs", which, "--reason", "a good reason it is",
                 ok=False)
    point("nor lengthened: it is as if they were not there", f"no clock {which} runs" in done.stderr, done.stderr)


# ---- killed, and two at once --------------------------------------------------

def many(folder):
    repairs = [(f"K{i}", f"S{i % 60}", "EMERGENCY", f"2022-03-{1 + i % 20:02}T{i % 24:02}:00:00Z", "2022-03-01", "")
               for i in range(180)]
    return extract(folder / "many", "2022-03-31", [(f"S{i}", "N") for i in range(60)], repairs, [])


def told(db):
    """All that was done, without when and by which process; once each entry of the log has its place."""
    verified(db)
    return (rows(db, "select pack, name, record_id, cycle, started_at, due_at, state, warned, escalated, next_at from clock order by id"),
            rows(db, "select record_id, field, value from field_note order by id"),
            rows(db, "select kind, action, purpose, subject_id, detail from audit_entry where kind in ('clock', 'law') "
                     "order by number"))


def start(db):
    return subprocess.Popen([REMIT, "clock", "run", "--db", db, "repairs", "--as-of", "2022-04-15"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def check_killed(folder, fresh):
    extracts, made = many(folder), {}
    for name in ("whole", "killed", "two"):
        made[name] = fresh(name)
        make(made[name], extracts, "2022-04-15")
    started = time.time()
    whole = run(made["whole"], "2022-04-15")
    took, killed, rng = time.time() - started, 0, random.Random(7)
    for _ in range(8):
        child = start(made["killed"])
        time.sleep(rng.uniform(0.05, 0.25) * took)
        child.kill()
        killed += child.wait() != 0
    run(made["killed"], "2022-04-15")
    differing = [pair for one, other in zip(told(made["killed"]), told(made["whole"])) for pair in zip(one, other)
                 if pair[0] != pair[1]]
    point("killed and begun again, it is as if undisturbed", killed > 0 and whole["due"] == 360
          and told(made["killed"]) == told(made["whole"]), (killed, whole, len(differing), differing[:3]))
    both = [start(made["two"]) for _ in range(2)]
    codes = [child.wait() for child in both]
    run(made["two"], "2022-04-15")
    point("two at once do each thing once, in order", told(made["two"]) == told(made["whole"]), codes)
    point("and the log verifies", all(verified(db).returncode == 0 for db in made.values()))


def check_recorded(folder, fresh):
    """The same pack, whose inspections count from the day on which they reached us."""
    pack = folder / "recorded/repairs"
    shutil.copytree(PACK, pack)
    text = (pack / "pack.yaml").read_text()
    (pack / "pack.yaml").write_text(text.replace("    starts: [repair.reported_on, visit.inspected_on]\n",
                                                 "    starts: [repair.reported_on, visit.inspected_on]\n    time: recorded\n"))
    db = fresh("recorded")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, extract(folder / "recorded/x", "2022-03-26"))
    remit("run", "--db", db, "repairs", "--as-of", "2022-03-26")
    today = rows(db, "select recorded_at from origin")[0][0][:10]
    started = {cycle[1] for job in ("J1", "J2", "J3") for cycle in cycles(db, job, "inspection")}
    point("a clock of what is recorded starts when it reached us", started == {today}, (started, today))
    point("and one of what is told as it was told", cycles(db, "J2", "routine")[0][1] == "2022-03-14")


def check_job(db):
    remit("job", "add", "--db", db, "clocks", "repairs", "--every", "minute")
    done = remit("worker", "--db", db, "--once", "--as-of", "2022-07-01")
    point("a worker does what falls due", "clocks repairs: done" in done.stdout
          and cycles(db, "J2", "inspection")[1][3] == "overdue", (done.stdout, done.stderr))
    done = remit("clock", "run", "--db", db, "--as", ONE, "repairs", ok=False)
    point("who may not is refused", done.returncode != 0 and "may not" in done.stderr, done.stderr)


def check_kept(db, folder):
    point("the log verifies", verified(db).returncode == 0)
    point("the database is whole", remit("fsck", "--db", db, ok=False).returncode == 0)
    out = folder / "file"
    remit("person", "file", "--db", db, "--as", "manager", "repairs", "T2", "--to", "the tenant", "--why", "asked for today",
          "--out", out)
    held = json.dumps(json.loads(next(out.glob("*.json")).read_text()))
    point("what is held on a person has their times, pauses and extensions", all(word in held for word in (
        "what was overdue", "When they stood still", "the part is on order")), held[:1500])


def check(db, folder):
    make(db, extract(folder / "first", "2022-03-26"), "2022-03-26")
    check_worked_out(db)
    check_figures(db)
    check_seen(db)
    check_due(db)
    check_pause(db, folder)
    check_escalated(db)
    check_warned(db)
    check_pages(db)
    check_extended(db)
    check_gap(db, folder)
    check_job(db)
    check_kept(db, folder)
    check_access(db)

    def fresh(name):
        if not str(db).startswith("postgresql:"):
            return str(folder / f"{name}.sqlite")
        rows(db, f"create database {name}")
        return str(db).replace("///clocks?", f"///{name}?")

    check_recorded(folder, fresh)
    check_killed(folder, fresh)


if __name__ == "__main__":
    sys.exit(on_both("clocks", check))
