#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rounds, by a pack of repairs of homes: everything asked for in one home is taken in hand together, each decided apart,
and the round ends when none is undecided.

If this fails, a review is called finished with something undecided, begins twice, or not when it was called for; or what
was decided comes back every day. Prints TAP. usage: rounds.py REMIT PACK
"""
import json
import re
import shutil
import subprocess
import sys
import threading

import letters
from letters import REPAIRS
from serving import REMIT, Browser, Site, check_mistakes, on_both, point, remit, rows, verified

ROUND = """round:
  label: Survey of the home
  source: Survey handbook 2 (invented)
  by: {roles: [officer, surveyor], grade: EO}
  triggers:
    LOOKED: {label: Somebody has looked at a repair, source: Survey handbook 2.1 (invented), since: 'max(repair[item.looked_at_on != null].looked_at_on)'}
    ASKED: {label: The tenant asks for it, source: Survey handbook 2.2 (invented)}
  sets: {surveyed_on: As of}

form:
"""
FIELD = "      looked_at_on: {label: Looked at on"
MISTAKES = (("by: {roles: [officer, surveyor], grade: EO}", "by: {roles: [baker], grade: EO}", "baker"),
            ("max(repair[item.looked_at_on != null].looked_at_on)", "max(repair.seen_on)", "repair.seen_on, which is no field"),
            ("max(repair[item.looked_at_on != null].looked_at_on)", "max(", "max("),
            ("sets: {surveyed_on: As of}", "sets: {surveyed: As of}", "surveyed"),
            ("sets: {surveyed_on: As of}", "sets: {reference: As of}", "is the key of its record"),
            ("  source: Survey handbook 2 (invented)\n", "", "source"))
HOMES = "R1,T1,ROOF,HIGH,yes,2022-03-01,2022-03-10|R2,T1,BOILER,HIGH,yes,2022-03-02,2022-03-10|R3,T2,KITCHEN,LOW,yes,2022-03-03,|R4,T2,WINDOW,LOW,no,2022-03-04,"
DAY, NEXT, LATER = "2022-03-31", "2022-04-01", "2022-05-01"


def pack_in(folder):
    pack = folder / "repairs"
    shutil.copytree(REPAIRS, pack)
    file = pack / "pack.yaml"
    text = file.read_text().replace("\nform:\n", "\n" + ROUND, 1)
    at = text.index(FIELD)
    file.write_text(text[:at] + "      surveyed_on: {label: Surveyed on, type: date, sensitivity: ordinary, source: Surveys}\n" + text[at:])
    return pack


def of(db, command, *words, who="ann", day=DAY, ok=True):
    return remit("round", command, "--db", db, "--as", who, "--as-of", day, "repairs", *words, ok=ok)


def shown(db, case="T1", day=DAY):
    return json.loads(of(db, "show", case, "--json", day=day).stdout)


def begin(db, case="T1", because="ASKED", reason="The tenant has asked us", **more):
    return of(db, "open", case, "--because", because, "--reason", reason, **more)


def end(db, case="T1", reason="All of it is decided", **more):
    return of(db, "end", case, "--reason", reason, **more)


def due(db, day):
    return json.loads(remit("round", "due", "--db", db, "--as-of", day, "repairs", "--json").stdout)


def decide(db, item, outcome, who="ann", day=DAY):
    words = ("--db", db, "--as", who, "--as-of", day, item)
    remit("view", *words, "--outcome", outcome, "--reason", f"What was seen of number {item} shows it.", "--cite", "repair.part")
    remit("reveal", *words)
    said = remit("decide", *words, "--outcome", outcome, "--reason", f"The visit of number {item} shows a defect.", "--cite", "repair.part", "--json")
    return re.search(r"[0-9a-f]{64}", said.stdout)[0]


def refused(done, words):
    return done.returncode != 0 and words in done.stderr


def items(db, case="T1", day=DAY):
    return {it["key"]: it for it in shown(db, case, day)["items"]}


def check_begin(db):
    for more, says in (({"because": "WEATHER"}, "nothing of that name"), ({"reason": "Well"}, "not said why")):
        point(f"refused: {says}", refused(begin(db, ok=False, **more), says))
    point("who has not the grade begins none", refused(begin(db, who="low", ok=False), "role or grade may not"))
    point("nor does a manager", begin(db, who="max", ok=False).returncode != 0 and not rows(db, "select 1 from round"))
    point("none is open, so none ends", refused(end(db, ok=False), "no round of this case is open"))
    begin(db)
    it = shown(db)
    point("both repairs of the home are in it, undecided", it["open"] and it["undecided"] == 2 and [one["key"] for one in it["items"]] == ["R1", "R2"], it)
    point("one at a time", refused(begin(db, ok=False), "open already") and len(rows(db, "select 1 from round")) == 1)
    point("the other home is not in it", not shown(db, "T2")["open"])


def check_end(db):
    done = end(db, ok=False)
    point("it does not end with two undecided, and says which", refused(done, "2 of 2 are undecided") and "R1" in done.stderr, done.stderr)
    decide(db, items(db)["R1"]["item"], "REPAIR")
    done = end(db, ok=False)
    point("nor with one", refused(done, "1 of 2 is undecided") and "R2" in done.stderr, done.stderr)
    seal = decide(db, items(db)["R2"]["item"], "REFUSE")
    point("nor while one waits for its second person", refused(end(db, ok=False), "1 of 2 is undecided"))
    remit("sign", "--db", db, "--as", "sam", "--as-of", DAY, items(db)["R2"]["item"], "--hash", seal)
    point("not without words", refused(end(db, reason="Done", ok=False), "not said what came out"))
    end(db)
    it = shown(db)
    point("then it ends, with what came out", not it["open"] and [one["outcome"] for one in it["rounds"][0]["decided"]] == ["REPAIR", "REFUSE"], it)
    got = [one["surveyed_on"] for case in ("T1", "T2") for one in json.loads(remit(
        "case", "--db", db, "--as", "ann", "--as-of", DAY, "repairs", case, "--json").stdout)["records"]["repair"]]
    point("and puts down its day on what was decided, and on nothing else", got == [DAY, DAY, None, None], got)


def check_due(db):
    point("what was looked at before the round began it needs no other", due(db, DAY)["opened"] == 0)
    letters.HOMES = HOMES.replace("R3,T2,KITCHEN,LOW,yes,2022-03-03,", "R3,T2,KITCHEN,LOW,yes,2022-03-03,2022-04-01")
    load(db)
    point("before its day it is not", due(db, DAY)["opened"] == 0)
    remit("access", "change", "--db", db, "--as", "max", "repairs", "T2", "restrict", "--reason", "A safeguarding decision is open")
    point("on its day one begins, of a restricted case too", due(db, NEXT) == {"cases": 2, "opened": 1, "waiting": 0})
    point("which is not told to who does not see the case", refused(of(db, "show", "T2", day=NEXT, ok=False), "no"))
    remit("access", "change", "--db", db, "--as", "max", "repairs", "T2", "lift", "--reason", "It was decided yesterday")
    it = shown(db, "T2", NEXT)
    point("because of what called", it["open"] and it["rounds"][0]["called_by"] == "LOOKED" and it["undecided"] == 2, it)
    point("and not once more", due(db, LATER)["opened"] == 0)
    for key, outcome in (("R3", "LATER"), ("R4", "LATER")):
        decide(db, items(db, "T2", NEXT)[key]["item"], outcome, day=NEXT)
    end(db, "T2", day=NEXT)
    point("what had called belongs to the one that has ended", due(db, LATER)["opened"] == 0)


def load(db):
    folder = PLACE[db]
    extract = folder / f"x{len(list(folder.glob('x*')))}"
    (extract / "housing").mkdir(parents=True)
    for name, head, lines in (("tenants", "Tenant,Name,Language", "T1,Anna Jones,ENG|T2,Huda <Saleh>,ARA"),
                              ("repairs", "Repair,Tenant,Part,Urgency,Ours,Reported,Looked at", letters.HOMES)):
        (extract / f"housing/{name}.csv").write_text(head + "\n" + lines.replace("|", "\n") + "\n")
    (extract / "housing/manifest.csv").write_text("file,snapshot,rows\ntenants.csv,2022-03-30,2\nrepairs.csv,2022-03-30,4\n")
    remit("import", "--db", db, "--pack", folder / "repairs", extract)
    remit("run", "--db", db, "repairs", "--as-of", DAY)


def check_pages(db):
    site = Site(db, as_of=LATER)
    try:
        ann, low = Browser(site, "officer-EO-1"), Browser(site, "officer-AO-1")
        case = rows(db, "select _id from rec_tenant where reference = 'T1'")[0][0]
        place = f"/cases/{case}/round"
        page = ann.get(f"/cases/{case}")
        point("the case page leads to it", "Survey of the home: all of it decided together" in page.text and place in page.text)
        page = ann.get(place)
        point("it shows what was, and offers a beginning", "All of it is decided" in page.text and "What calls for it?" in page.text, page.text)
        point("not to who may not", "What calls for it?" not in low.get(place).text)
        page = ann.submit(place, {"because": "", "reason": "x"})
        point("a mistake is said at its field", page.status == 422 and "othing of that name calls" in page.text, page.text)
        token = ann.token()
        page = ann.submit(place, {"because": "ASKED", "reason": "They say <b>it</b> leaks again"})
        point("begun on the page", page.status == 303 and shown(db, day=LATER)["open"], page)
        page = ann.get(place)
        point("its words are told as they are, and what is undecided", "They say &lt;b&gt;it" in page.text and "2 of 2 undecided" in page.text
              and "End it" not in page.text, page.text)
        page = ann.post(place, [("form_token", token), ("reason", "All of it is decided")])
        point("sent all the same, it does not end", page.status == 409 and shown(db, day=LATER)["open"], page)
        point("who may not see the case is told nothing of it", Browser(site, "officer-EO-2").get(place).status == 404)
    finally:
        site.kill()


def check_at_once(db):
    """Two begin one of the same case: one does."""
    done = []

    def go(who):
        done.append(subprocess.run([REMIT, "round", "open", "--db", db, "--as", who, "--as-of", LATER, "repairs", "T2", "--because", "ASKED",
                                    "--reason", "The tenant has asked us"], capture_output=True, text=True))
    threads = [threading.Thread(target=go, args=(who,)) for who in ("ann", "sam")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    point("of two at once one begins", sorted(it.returncode == 0 for it in done) == [False, True], [it.stderr for it in done])


PLACE = {}


def check(db, folder):
    PLACE[db] = folder
    pack = pack_in(folder)
    check_mistakes(pack, folder, MISTAKES)
    letters.HOMES = HOMES
    remit("init", "--db", db, "--pack", pack, "--demo")
    for name, role, grade in (("ann", "officer", "EO"), ("low", "officer", "AO"), ("bea", "officer", "EO"), ("sam", "surveyor", "EO"),
                              ("max", "manager", "AO")):
        remit("user", "add", "--db", db, name, "--role", role, "--grade", grade)
    load(db)
    check_begin(db)
    check_end(db)
    remit("run", "--db", db, "repairs", "--as-of", LATER)
    point("a month later nothing of it has come back", {it["state"] for it in items(db, day=LATER).values()} == {"signed"}, shown(db, day=LATER))
    letters.HOMES = HOMES.replace("R1,T1,ROOF,HIGH", "R1,T1,ROOF,LOW")
    load(db)
    point("but what makes the rules say something else opens it, and that alone",
          {key: it["state"] for key, it in items(db).items()} == {"R1": "sealed", "R2": "signed"}, shown(db))
    check_due(db)
    remit("access", "change", "--db", db, "--as", "max", "repairs", "T1", "exclude", "--user", "officer-EO-2", "--reason", "Knows the tenant well")
    check_pages(db)
    check_at_once(db)
    for key in ("R1", "R2"):
        decide(db, items(db, day=LATER)[key]["item"], "LATER", day=LATER)
    end(db, day=LATER)
    point("ended from the command line what the page began", [it["ended_on"] for it in shown(db, day=LATER)["rounds"]] == [LATER, DAY])
    remit("retention", "erase", "--db", db, "--as", "max", "repairs", "T1", "--reason", "The time is over", "--as-of", LATER)
    point("an erased case's rounds are gone", len(rows(db, "select 1 from round")) == 2, rows(db, "select * from round"))
    verify = verified(db)
    point("the log verifies", verify.returncode == 0, verify.stdout + verify.stderr)


if __name__ == "__main__":
    sys.exit(on_both("rounds", check))
