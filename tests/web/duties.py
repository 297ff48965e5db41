#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Separation of duties: training in date as a gate, grades by day, an approval of the exact payload that
lapses. On a copy of the pack with other grades and periods.

If this fails, somebody decides or signs who may not, or signs what has waited too long.
Prints TAP. usage: duties.py REMIT PACK
"""
import json
import re
import shutil
import sys
import time

from serving import (AS_OF, EO, HEO, OTHER_EO, OTHER_HEO, PACK, SOURCE, Browser, Site, change_pack, copy_pack,
                     items_of, on_both, point, remit, rows, verified)

TRAINING = "EM_REVIEW"
WAITS = 3  # seconds


def pack_with(folder, change):
    return change_pack(copy_pack(folder / "em-review"), change)


CHANGES = []


def shorter(text):
    """Approvals lapse in seconds; from 1 April 2022 on a decision that reduces is an HEO's to make."""
    if re.search(r"\nname: em-(violation|representation)\n", text):  # their grades are their own
        return text
    text, lapses = re.subn(r"approval: \w+", f"approval: PT{WAITS}S", text)
    for direction in ("keep", "reduce"):
        text, graded = re.subn(rf"(  {direction}:\n    decide: {{roles: \[[^]]*\], grade: EO)",
                               r"\1, changes: [{from: 2022-04-01, grade: HEO}]", text)
        lapses += graded
    CHANGES.append(lapses)
    return text


def check_pack(folder):
    """Grades by day are held to the same order."""
    for name, text, says in (
            ("order", lambda t: re.sub(r"(  reduce:\n    decide: {roles: \[[^]]*\], grade: EO)",
                                       r"\1, changes: [{from: 2023-01-01, grade: G7}]", t, count=1),
             "'reduce' needs a higher grade than 'keep' from 2023-01-01"),
            ("training", lambda t: t.replace(f"training: [{TRAINING}]", "training: [OTHER]", 1),
             "there is no training 'OTHER'")):
        (folder / name).mkdir()
        done = remit("pack", "check", pack_with(folder / name, text), ok=False)
        point(f"pack check refuses: {says}", done.returncode != 0 and says in done.stdout + done.stderr, done)


def train(db, account, until, by="manager", ok=True):
    return remit("training", "add", "--db", db, "em-review", account, TRAINING, "--done", "2021-01-01", "--until",
                 until, "--as", by, "--as-of", AS_OF, ok=ok)


def check_training(db, site, item):
    person, second = Browser(site, EO), Browser(site, HEO)
    manager = Browser(site, "manager")
    answer = manager.submit("/training", {"account": EO, "training": TRAINING, "done": "2021-01-01",
                                          "until": "2022-03-30"})
    point("a manager records a training", answer.status == 303, answer)
    answer = manager.submit("/training", {"account": "manager", "training": TRAINING, "done": "2021-01-01",
                                          "until": "2022-03-30"})
    point("but not their own", answer.status == 422 and "their own" in answer.text, answer)
    answer = manager.submit("/training", {"account": EO, "training": TRAINING, "done": "2022-04-30",
                                          "until": "2023-03-30"})
    point("nor one that is yet to be", answer.status == 422, answer)
    point("the page says what is out of date", "Out of date" in manager.get("/training").text)
    done = train(db, EO, "2022-03-30", by=HEO, ok=False)
    point("who works on cases records none", done.returncode != 0, done)
    answer = person.decide(item)
    said = "Electronic monitoring reviews, initial or refresher was in date until 30 March 2022"
    point("who is out of date does not decide, and is told why", answer.status == 403 and said in answer.text, answer)
    point("nothing is decided", not rows(db, "select id from decision where item_id = ?", item))
    said = rows(db, "select purpose from audit_entry where kind = 'refusal' and action = 'decide' and actor = ?", EO)
    point("the refusal is on record", ("untrained",) in said, said)
    train(db, EO, "2022-03-31")
    answer = person.submit(f"/items/{item}/check", {})
    point("on the last day it is in date", answer.status == 200, answer)
    train(db, HEO, "2022-03-01")
    answer = second.sign(item)
    point("nor does who is out of date sign", answer.status == 403 and "1 March 2022" in answer.text, answer)
    train(db, HEO, "2023-03-01")
    answer = second.sign(item)
    point("who is in date signs", answer.status == 303, answer)


def check_lapse(db, site, item):
    person, second = Browser(site, EO), Browser(site, HEO)
    person.view(item, reasons="Reporting was kept to for two years.")
    person.reveal(item)
    person.fill(item, reasons="Two years without a missed report call for less.")
    person.submit(f"/items/{item}/check", {})
    page = second.get(f"/items/{item}/sign")
    point("a decision waits for a second person", page.status == 200, page)
    time.sleep(WAITS + 0.5)
    answer = second.submit(f"/items/{item}/sign", {"verdict": "sign"}, page)
    point("after its time it has lapsed", answer.status == 403 and "lapsed" in answer.text, answer)
    point("and is not signed", not rows(db, "select s.id from sign_off s join decision d on d.id = s.decision_id "
                                            "where d.item_id = ?", item))
    answer = person.submit(f"/items/{item}/check", {})
    point("it is decided again", answer.status == 200, answer)
    states = rows(db, "select state from decision where item_id = ? order by id", item)
    point("the first decision stands as lapsed", states == [("lapsed",), ("open",)], states)
    answer = second.submit(f"/items/{item}/sign", {"verdict": "sign"}, page)
    point("the hash of the first does not sign the second", answer.status in (409, 422), answer)
    answer = second.sign(item)
    point("the second is signed", answer.status == 303, answer)
    kept = rows(db, "select count(*) from audit_entry where action = 'approval-lapse' and subject_id = ?", item)
    point("that it lapsed is on record", kept[0][0] == 1, kept)


def check_grades(db, item):
    """The grade that decides comes from the day of the program."""
    for day, account, may in (("2022-03-31", EO, True), ("2022-04-01", OTHER_EO, False), ("2022-04-01", HEO, True)):
        done = remit("view", "--db", db, "--as", account, item, "--outcome", "REFER_TRIBUNAL", "--reason",
                     f"Weighed by {account} on that day.", "--cite", "condition.kind", "--as-of", day, ok=False)
        remit("reveal", "--db", db, "--as", account, item, "--as-of", day, ok=False)
        done = remit("decide", "--db", db, "--as", account, item, "--outcome", "REFER_TRIBUNAL", "--reason",
                     f"Weighed anew by {account} then.", "--cite", "condition.kind", "--as-of", day, ok=False)
        graded = "role or grade" not in done.stderr
        point(f"on {day} {account} {'may' if may else 'may not'} decide", graded == may, done.stderr)


def housing(folder, name, change):
    """housing-repairs with another `raise`."""
    shutil.copytree(SOURCE / "packs/housing-repairs", folder / name)
    return change_pack(folder / name, change)


def check_when(db, folder):
    """A second person by a condition of the record: asked for unless it is false."""
    signed = "sign: {roles: [repairs_manager], grade: C"
    decides = "decide: {roles: [repairs_officer, repairs_manager], grade: B}"
    for name, changes, says in (
            ("unknown", [(signed, signed + ", when: tenancy.at_rest")], "at_rest"),
            ("keeps", [(signed, signed + ", when: tenancy.at_risk"), (f"keep: {{{decides}", f"keep: {{{decides}, {signed}}}")],
             "'keep' asks for a second person where 'raise' does not")):
        def change(text):
            for old, new in changes:
                text = text.replace(old, new, 1)
            return text
        done = remit("pack", "check", housing(folder, name, change), ok=False)
        point(f"pack check refuses: {says}", done.returncode != 0 and says in done.stdout + done.stderr, done)
    pack = housing(folder, "housing", lambda t: t.replace(signed, signed + ", when: tenancy.at_risk"))
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("synth", "--pack", pack, "--people", 60, "--out", folder / "repairs")
    remit("import", "--db", db, "--pack", pack, folder / "repairs")
    remit("run", "--db", db, "housing-repairs", "--as-of", AS_OF)
    roots = dict(rows(db, "select root_id, min(id) from work_item where state = 'sealed' group by root_id order by root_id"))
    for (root, item), is_risk, second in zip(roots.items(), (1, 0, "null"), (True, False, True)):
        rows(db, f"update rec_tenancy set at_risk = {is_risk} where _id = {root}")
        said = ("--outcome", "DECLINE", "--reason", f"Number {item}: it is the tenant's to look after.", "--cite", "repair.kind")
        who = ("--db", db, "--as", "repairs_officer-B-1", "--as-of", AS_OF, item)
        remit("view", *who, *said)
        shown = json.loads(remit("reveal", *who, "--json").stdout)
        sets = [w for s in shown["Safeguards"] or [] for w in ("--set", f"safeguard.{s['code']}=They were asked")]
        done = json.loads(remit("decide", *who, *said, "--set", "told=How to mend it", *sets, "--json").stdout)
        point(f"where somebody at risk is {is_risk}, a second person is {'' if second else 'not '}asked for",
              done["needs_second"] == second, done)


def check(db, folder):
    pack = pack_with(folder, shorter)
    point("the copy of the pack is another one", sum(CHANGES) % 3 == 0 and CHANGES, CHANGES)
    remit("synth", "--pack", pack, "--seed", "1", "--people", 30, "--out", folder / "extracts")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "extracts")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    items = items_of(db)
    site = Site(db)
    try:
        check_pack(folder)
        check_training(db, site, items[0])
        check_lapse(db, site, items[1])
    finally:
        point("the server ends well", site.stop(), site.said)
    check_grades(db, items[2])
    (folder / "when").mkdir()
    check_when(str(folder / "when/remit.sqlite"), folder / "when")
    for words in (("fsck",), ("audit", "verify")):
        done = remit(*words, "--db", db, ok=False)
        point(f"remit {' '.join(words)}: all holds", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("duties", check))
