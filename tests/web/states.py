#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How a record moves: transitions that follow a final decision, and those that people take, with guard, questions, the
person who is not to be the same, and what changes with them. On a pack of another field of work, housing repairs.

If this fails, a step is taken that nobody may take, is lost, or comes without a decision.
Prints TAP. usage: states.py REMIT PACK
"""
import json
import re
import shutil
import subprocess
import sys

import serving
from serving import PACK, Browser, Site, on_both, point, remit, rows, verified

HOUSING = PACK.parent / "housing-repairs"
DAY = "2026-03-31"
OFFICER, OTHER, MANAGER = "repairs_officer-B-1", "repairs_officer-B-2", "repairs_manager-C-1"


def make(db, folder):
    remit("synth", "--pack", HOUSING, "--seed", "1", "--people", 40, "--out", folder / "extracts")
    remit("init", "--db", db, "--pack", HOUSING, "--demo")
    remit("import", "--db", db, "--pack", HOUSING, folder / "extracts")
    remit("run", "--db", db, "housing-repairs", "--as-of", DAY)


def at(db, record):
    """Where the repair stands, as the rules are told."""
    item = rows(db, "select max(id) from work_item where record_id = ?", record)[0][0]
    body = rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id join content c "
                    "on c.id = r.input_id where w.id = ?", item)[0][0]
    return item, json.loads(body)["Repair"]


def decide(db, item, outcome, who=OFFICER, ok=True):
    words = ["--db", db, "--as", who, "--as-of", DAY, item]
    said = ["--outcome", outcome, "--reason", f"The tenant of repair {item} told us so today.", "--cite", "repair.kind"]
    remit("view", *words, *said)
    remit("reveal", *words)
    safeguards = json.loads(rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id "
                                     "join content c on c.id = r.result_id where w.id = ?", item)[0][0])["Safeguards"] or []
    sets = [w for s in safeguards for w in ("--set", f"safeguard.{s['code']}=Asked by phone.")]
    done = remit("decide", *words, *said, "--switch-reason", "No reason to switch.", "--set", "told=Turn it off.", *sets, "--json",
                 ok=ok)
    return json.loads(done.stdout)


def take(db, item, name, *more, who=OFFICER, day=DAY, reason="As agreed with the tenant."):
    return remit("transition", "take", "--db", db, "--as", who, "--as-of", day, item, name, "--reason", reason, *more, ok=False)


def view(db, item, who=OFFICER, day=DAY):
    return json.loads(remit("transition", "list", "--db", db, "--as", who, "--as-of", day, item, "--json").stdout)


def records(db, outcome):
    return rows(db, "select w.id, w.record_id from work_item w join recommendation r on r.id = w.recommendation_id "
                    "where w.state = 'sealed' and r.outcome = ? order by w.id", outcome)


def check_follows(db):
    item, record = records(db, "URGENT")[0]
    before = rows(db, "select count(*) from audit_entry where action = 'transition'")[0][0]
    decide(db, item, "URGENT")
    now, repair = at(db, record)
    point("a final decision moves the record", repair["status"] == "ORDERED" and now != item, repair)
    point("and the rules were applied anew: nothing is left to decide",
          rows(db, "select state from work_item where id = ?", now) == [("out-of-scope",)])
    entry = rows(db, "select kind, actor, detail from audit_entry where action = 'transition' order by number")[before:]
    detail = json.loads(entry[0][2])
    point("on the log, with from and to", len(entry) == 1 and entry[0][:2] == ("alteration", OFFICER)
          and (detail["from"], detail["to"]) == ("REPORTED", "ORDERED"), entry)
    row = rows(db, "select name, actor, decision_id from transition where record_id = ?", record)
    point("and with the decision that it followed", row[0][:2] == ("order", OFFICER) and row[0][2] is not None, row)
    return now, record


def check_second_person(db):
    item, record = records(db, "DECLINE")[0]
    decided = decide(db, item, "DECLINE")
    point("before a second person nothing moves", at(db, record)[1]["status"] == "REPORTED" and decided["needs_second"])
    remit("sign", "--db", db, "--as", MANAGER, "--as-of", DAY, item, "--hash", decided["hash"])
    now, repair = at(db, record)
    point("with one it does", repair["status"] == "DECLINED", repair)
    said = view(db, now)
    point("who may not is told why", [o["obstacle"] != "" for o in said["options"]] == [True]
          and "may not" in said["options"][0]["obstacle"], said)
    done = take(db, now, "challenge", "--set", "point=It is the landlord's wall.")
    refusals = rows(db, "select actor, purpose from audit_entry where kind = 'refusal' and action = 'transition'")
    point("and refused, on the log", done.returncode == 6 and (OFFICER, "challenge") in refusals, (done, refusals))
    point("and nothing moved", at(db, record)[1]["status"] == "DECLINED")
    done = take(db, now, "challenge", "--set", "point=It is the landlord's wall.", who=MANAGER)
    again, repair = at(db, record)
    point("a manager takes it up: it waits to be decided again", done.returncode == 0 and repair["status"] == "CHALLENGED"
          and rows(db, "select state from work_item where id = ?", again) == [("sealed",)], (done, repair))


def check_taken(db, item, record):
    said = view(db, item)
    point("what leads on is offered, with what it asks", [o["transition"] for o in said["options"]] == ["arrange"], said)
    for words, says in (((), "needed is missing"), (("--set", "day=soon", "--set", "agreed=Ms X"), "no answer"),
                        (("--set", "day=2026-04-02", "--set", "agreed=Ms X", "--set", "colour=red"), "does not ask"),
                        (("--set", "day=2026-03-30", "--set", "agreed=Ms X"), "today or a later day")):
        done = take(db, item, "arrange", *words)
        point(f"refused: {says}", done.returncode != 0 and says in done.stderr, done)
    done = take(db, item, "arrange", "--set", "day=2026-04-02", "--set", "agreed=Ms X", reason="ok")
    point("refused: without a reason", done.returncode == 3 and "three words" in done.stderr, done)
    point("refused: a name that is none", take(db, item, "arrive").returncode == 3)
    point("refused: one that only a decision takes", take(db, item, "order").returncode == 3)
    point("after all that it is where it was", at(db, record)[1]["status"] == "ORDERED")
    done = take(db, item, "arrange", "--set", "day=2026-04-02", "--set", "agreed=Ms X")
    repair = at(db, record)[1]
    point("taken: the state and what changes with it", done.returncode == 0 and repair["status"] == "APPOINTED"
          and repair["visit_on"] == "2026-04-02", (done, repair))
    last = view(db, item)["taken"][-1]
    point("the answers are kept with it, who and when", last["form"] == {"day": "2026-04-02", "agreed": "Ms X"} and last["by"] == OFFICER
          and re.match(r"20\d\d-\d\d-\d\dT", last["at"]), last)
    done = take(db, item, "arrange", "--set", "day=2026-04-03", "--set", "agreed=Ms X")
    point("it does not lead on from where it is by now", done.returncode == 5 and "does not lead on" in done.stderr, done)
    done = take(db, item, "finish", who=OTHER)
    point("a guard is asked of the record", done.returncode == 6 and "has not been yet" in done.stderr, done)
    done = take(db, item, "finish", day="2026-04-03")
    point("who arranged it does not say that it is done", done.returncode == 6 and "another person" in done.stderr, done)
    done = take(db, item, "finish", day="2026-04-03", who=OTHER)
    point("another person does, on the day", done.returncode == 0 and at(db, record)[1]["done_on"] == "2026-04-03", done)
    point("where it ends nothing leads on", view(db, item)["options"] == [])


def text_of(page):
    return re.sub(r"<[^>]+>|\s+", " ", page.text)


def check_pages(db, folder):
    item, record = records(db, "ROUTINE")[0]
    decide(db, item, "ROUTINE")
    item, _ = at(db, record)
    site = Site(db, as_of=DAY)
    try:
        person = Browser(site, OFFICER)
        page = person.get(f"/items/{item}")
        link = re.search(rf"/items/{item}/transitions/\d+", page.text)
        point("the item's page says where it stands and what leads on", "Where it stands" in page.text and link is not None
              and "Arrange a visit" in page.text and "Ordered as decided" in page.text, text_of(page)[:2000])
        form = person.get(link[0])
        bad = person.submit(link[0], {"reason": "The tenant asked."}, form)
        point("an empty form is shown again, with what is missing", bad.status == 422 and "enter a date" in bad.text
              and "The tenant asked." in bad.text, text_of(bad)[:1500])
        filled = {"j.day-day": "2", "j.day-month": "4", "j.day-year": "2026", "j.agreed": "<script>Ms & Mr X</script>",
                  "reason": "The tenant asked for it."}
        early = person.submit(link[0], {**filled, "j.day-day": "1", "j.day-month": "1"}, form)
        point("a guard that does not hold is said, the words kept", early.status == 422 or early.status == 403
              and "today or a later day" in early.text, (early.status, text_of(early)[:1500]))
        done = person.submit(link[0], filled, form)
        point("taken: back to the item", done.status == 303 and done.header("Location").endswith(f"/items/{item}"), done)
        page = person.get(f"/items/{item}")
        point("where it stands by now", "A visit is arranged" in page.text and "The tenant asked for it." in page.text
              and "<script>Ms" not in page.text)
        again = person.submit(link[0], filled, form)
        point("the same form again moves nothing", again.status in (404, 409) and len(rows(
            db, "select 1 from transition where record_id = ? and name = 'arrange'", record)) == 1, again.status)
        auditor = Browser(site, "auditor")
        point("an auditor reads it and is offered nothing", auditor.get(f"/items/{item}").status == 200
              and "/transitions/" not in auditor.get(f"/items/{item}").text and auditor.get(link[0]).status == 403)
    finally:
        site.stop()


def check_at_once(db):
    item, record = records(db, "ROUTINE")[1]
    decide(db, item, "ROUTINE")
    item, _ = at(db, record)
    words = [serving.REMIT, "transition", "take", "--db", db, "--as", OFFICER, "--as-of", DAY, str(item), "arrange", "--reason",
             "As agreed with them.", "--set", "day=2026-04-09", "--set", "agreed=Ms X"]
    both = [subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    codes = sorted(child.wait() for child in both)
    for child in both:
        child.stderr.close()
    point("of six at one moment one is taken", codes == [0, 5, 5, 5, 5, 5] and len(rows(
        db, "select 1 from transition where record_id = ? and name = 'arrange'", record)) == 1, codes)


def check_told(db, folder):
    name = rows(db, "select t.reference from transition x join rec_tenancy t on t._id = x.root_id order by x.id limit 1")[0][0]
    out = folder / "file"
    remit("person", "file", "--db", db, "--as", "manager", "housing-repairs", name, "--to", "the person", "--why", "asked for today",
          "--out", out)
    told = next(out.glob("*.json")).read_text()
    point("the person's file has each step", '"transition"' in told and "ORDERED" in told, told[:500])


MISTAKES = (("field: repair.status", "field: repair.kind", "is no code of 'kind'"),
            ("field: repair.status", "field: tenancy.at_risk", "no code of the record decided about"),
            ("    ends: [DONE]\n", "", "nothing leads on from 'DONE'"),
            ("ends: [DONE]", "ends: [DONE, DECLINED]", "a transition leads on from 'DECLINED'"),
            ("to: DONE", "to: FINISHED", "'FINISHED' is no code"),
            ("from: [APPOINTED]\n        to: NO_ACCESS", "from: [NO_ACCESS]\n        to: NO_ACCESS", "to itself"),
            ("never: [arrange]", "never: [arranged]", "there is no transition 'arranged'"),
            ("on: [DECLINE]\n        source", "on: [REFUSE]\n        source", "there is no outcome 'REFUSE'"),
            ("        on: [DECLINE]\n", "", "taken by nobody"),
            ("        otherwise: A visit is arranged for today or a later day.\n", "", "go together"),
            ("guard: repair.visit_on <= As of", "guard: repair.visit_at <= As of", "repair.visit_at, which is no field"),
            ("guard: repair.visit_on <= As of", "guard: repair.visit_on <=", "a value was expected here"),
            ("guard: repair.visit_on <= As of", "guard: tenancy.name = \"X\"", "may not read"),
            ("sets: {done_on: As of}", "sets: {gone_on: As of}", "has no field 'gone_on'"),
            ("sets: {done_on: As of}", "sets: {status: As of}", "is not to be set here"))


def check_mistakes(folder):
    for number, (old, new, says) in enumerate(MISTAKES):
        pack = folder / f"bad{number}"
        shutil.copytree(HOUSING, pack)
        text = (pack / "pack.yaml").read_text()
        (pack / "pack.yaml").write_text(text.replace(old, new))
        done = remit("pack", "check", pack, ok=False)
        said = done.stdout + done.stderr
        point(f"pack check refuses, with row and column: {says}", old in text and done.returncode == 3 and says in said
              and re.search(r"pack.yaml, row \d+, column \d+", said), said)


def check(db, folder):
    make(db, folder)
    item, record = check_follows(db)
    check_second_person(db)
    check_taken(db, item, record)
    check_pages(db, folder)
    check_at_once(db)
    check_told(db, folder)
    check_mistakes(folder)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done)
    done = remit("fsck", "--db", db, ok=False)
    point("and the database is whole", done.returncode == 0, done)


if __name__ == "__main__":
    sys.exit(on_both("states", check))
