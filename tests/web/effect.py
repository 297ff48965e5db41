#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a change of the rules takes and saves, before it is made: hours, things of which there are so many, week by week; and a
version that moves the need to where it fits what there is (S17): refused without reasons that are published with it and
assessments that were made for it, taken up with them, read by everybody.

If this fails, who is watched more is decided by what is in stock, and nobody reads why.
Prints TAP. usage: effect.py REMIT PACK
"""
import json
import sys
from datetime import date, timedelta

from serving import AS_OF, EO, NAME, Browser, Site, change_pack, copy_pack, on_both, point, propose, raised, remit, rows, verified

DOORS = '<text>"DECORATION"</text>', '<text>"DECORATION", "DOOR"</text>'
LATER = str(date.fromisoformat(AS_OF) + timedelta(days=300))
WHY = "Tenants mended doors by themselves in nine of ten cases that we looked at, and asked for nothing else."
HAND = "capacity:\n  hands: {label: A tradesperson's visit, outcomes: [EMERGENCY, URGENT, ROUTINE], most: '%d', source: Contract 7 (invented), invented: yes%s}\n"
EFFORT = "effort: {low: PT20M, high: PT30M, again: again, source: Repairs handbook 9.9 (invented), invented: yes}\n"


def moved(version="1.1.0", why=WHY, equality="EIA-2", protection="DPIA-2"):
    return f", moved: {{version: {version}, why: '{why}', equality: {equality}, data_protection: {protection}}}"


def assessed(text, version="1.1.0", review=LATER, kinds=("equality", "data protection")):
    lines = {"equality": "EIA-2", "data protection": "DPIA-2"}
    more = "".join(f"  - {{kind: {kind}, title: {kind} of this change, reference: {lines[kind]}, done: 2026-03-01, review: {review}, version: '{version}'}}\n"
                   for kind in kinds)
    return text.replace("assessments:\n", "assessments:\n" + more, 1)


def make(folder, name, most, said="", text=lambda text: text, rules=DOORS, version="1.1.0"):
    """A version with so many hands; `rules` changed in it."""
    pack = raised(copy_pack(folder / name), version)
    change_pack(pack, lambda whole: text(whole) + HAND % (most, said) + EFFORT)
    file = pack / "rules.dmn"
    whole = file.read_text().replace("{because: Ruling.reason}", '{because: Ruling.reason, again: if Ruling.outcome = "DECLINE" then date("2026-06-03") '
                                     'else if Ruling.outcome = "EMERGENCY" then date("2026-04-07") else date("2030-01-01")}')
    file.write_text(whole.replace(*rules, 1) if rules else whole)
    if rules:
        cases = pack / "cases.csv"
        cases.write_text("".join(line.replace("ROUTINE,URGENT; ROUTINE,,ORDINARY", "DECLINE,DECLINE,,TENANTS_DUTY") if ",DOOR," in line else line
                                 for line in cases.read_text().splitlines(True)))
    return pack


def measured(db, pack):
    return json.loads(remit("pack", "diff", NAME, pack, "--impact", "--db", db, "--as", "policy_owner", "--as-of", AS_OF, "--json").stdout)


def needs(it):
    return {one["from"]: one["count"] for one in it}


def check_counts(db, folder, most):
    found = measured(db, make(folder, "counted", most))
    hands = found["capacities"][0]
    declined = sum(it["count"] for it in found["outcomes"] if it["from"] != it["to"])
    ended = {side: sum(it["count"] for it in found["outcomes"] if it[key] in ("EMERGENCY", "URGENT", "ROUTINE")) for side, key in (("before", "from"), ("after", "to"))}
    point("how many need what there is so much of, before and after", hands["need"] == ended and ended["before"] - ended["after"] == declined > 10, found)
    point("and how many there are", hands["most"] == {"before": most, "after": most} and found["seconds"] == {"low": 1200, "high": 1800}, hands)
    weeks = {week["week"]: week for week in found["weeks"]}
    first, june = weeks["2026-04-06"], weeks["2026-06-01"]
    point("week by week, from Mondays", set(weeks) == {"2026-04-06", "2026-06-01", "later"} and june["cases"]["after"] - june["cases"]["before"] == declined
          and first["cases"]["before"] == first["cases"]["after"] == first["needs"][0]["after"] and june["needs"][0] == {"before": 0, "after": 0}, weeks)
    point("every case in scope is in one week", all(sum(week["cases"][side] for week in found["weeks"]) == found["work"][side] for side in ("before", "after")), found)
    text = remit("pack", "diff", NAME, folder / "counted", "--impact", "--db", db, "--as", "policy_owner", "--as-of", AS_OF).stdout
    hours = found["work"]["after"]
    point("in words, with hours", f"{hours * 1200 // 3600} to {hours * 1800 // 3600} then" in text and "A tradesperson's visit" in text
          and "again in the week from 2026-06-01" in text and "A proposal has to publish why" in text, text)
    return ended


def refused(db):
    return rows(db, "select count(*) from audit_entry where kind = 'refusal' and action = 'pack-propose'")[0][0]


def check_refused(db, folder, most):
    both = lambda text: assessed(text)
    tries = {
        "without a word": (most, "", both, "reasons are lacking"),
        "with reasons of another version": (most, moved(version="1.0.0"), both, "reasons are lacking"),
        "with too few words": (most, moved(why="The stock is low"), both, "fewer than ten words"),
        "without an equality impact assessment": (most, moved(), lambda text: assessed(text, kinds=("data protection",)), "no equality impact assessment"),
        "without a data protection impact assessment": (most, moved(), lambda text: assessed(text, kinds=("equality",)), "no data protection impact assessment"),
        "with assessments of any such version": (most, moved(), lambda text: assessed(text, version="1"), "no equality impact assessment"),
        "where nobody reads them": (most, moved(), lambda text: assessed(text).replace("title:", "public: no\ntitle:", 1), "staff alone"),
    }
    for number, (name, (there, said, text, words)) in enumerate(tries.items()):
        before, logged = rows(db, "select count(*) from pack_proposal"), refused(db)
        done = propose(db, make(folder, f"try{number}", there, said, text), "--as-of", AS_OF, ok=False)
        point(f"a version that fits the need to what there is is refused {name}", not isinstance(done, str) and words in done.stderr
              and "tradesperson's visit" in done.stderr and rows(db, "select count(*) from pack_proposal") == before, done)
        point("and the refusal is in the log", refused(db) == logged + 1)
    gone = make(folder, "gone", most)
    change_pack(gone, lambda text: text.replace("capacity:\n", "", 1).replace("  hands: {", "# hands: {", 1))
    done = propose(db, gone, "--as-of", AS_OF, ok=False)
    point("one that says no more what there is is not let off", not isinstance(done, str) and "reasons are lacking" in done.stderr, done)


def check_others(db, folder, most, need):
    """Who moves nothing to fit is not bothered."""
    words = make(folder, "words", most, text=lambda text: text.replace("title: Housing repairs", "title: Repairs"), rules=None)
    number = propose(db, words, "--as-of", AS_OF, ok=False)
    point("a change that moves no need goes through", isinstance(number, str), number)
    remit("pack", "withdraw", "--db", db, number, "--reason", "It was a try alone")
    point("fewer are there, and the rules stay: nothing is moved to fit", not measured(db, make(folder, "fewer", most - 20, rules=None))["capacities"][0]["fitted"])
    roomy = measured(db, make(folder, "roomy", need["before"] + 100))["capacities"][0]
    point("what did not fit before is moved to fit, whatever there will be", roomy["fitted"] and roomy["most"]["after"] == need["before"] + 100, roomy)


def check_taken(db, folder, most):
    pack = make(folder, "taken", most, moved(), assessed)
    number = propose(db, pack, "--as-of", AS_OF, ok=False)
    point("with reasons and assessments of its own it is proposed", isinstance(number, str), number)
    if not isinstance(number, str):
        return
    site = Site(db, as_of=AS_OF)
    try:
        page = Browser(site, EO).get(f"/rules/proposals/{number}").text
        point("its page tells the reasons, what is needed and when", WHY in page and "EIA-2" in page and "DPIA-2" in page and "Needed now" in page
              and "1 June 2026" in page and "hours of staff" in page)
        late = remit("pack", "take", "--db", db, "--as", "policy_owner", number, "--as-of", str(date.fromisoformat(LATER) + timedelta(days=1)), ok=False)
        point("nobody takes it up when its assessments are over", late.returncode != 0, late)
        done = remit("pack", "take", "--db", db, "--as", "policy_owner", number, "--as-of", AS_OF, ok=False)
        point("another person takes it up", done.returncode == 0, done)
        rules = Browser(site).get("/rules").text
        point("everybody reads why, without an account", WHY in rules and "EIA-2" in rules and "DPIA-2" in rules)
    finally:
        point("the server ends well", site.stop(), site.said)
    more = make(folder, "more", 900, moved(), lambda text: assessed(text, version="1.2.0"), rules=None, version="1.2.0")
    done = propose(db, more, "--as-of", AS_OF, ok=False)
    point("room for more, and more at once, is fitted too", not isinstance(done, str) and "reasons are lacking" in done.stderr, done)


def check_mistakes(folder):
    for name, change, words in (("outcome", lambda text: text.replace("outcomes: [EMERGENCY", "outcomes: [NONSENSE"), "NONSENSE"),
                                ("most", lambda text: text.replace("most: '7'", "most: many"), "many"),
                                ("effort", lambda text: text.replace("low: PT20M", "low: PT40M"), "more than the most"),
                                ("period", lambda text: text.replace("low: PT20M", "low: soon"), "soon")):
        pack = change_pack(make(folder, "wrong-" + name, 7), change)
        done = remit("pack", "check", pack, ok=False)
        point(f"a mistake is told where it stands: {name}", done.returncode != 0 and words in done.stderr and "pack.yaml, row" in done.stderr, done)


def check(db, folder):
    check_mistakes(folder)
    base = make(folder, "base", 40, rules=None, version="1.0.0")
    remit("synth", "--pack", base, "--seed", "1", "--people", 160, "--out", folder / "x")
    remit("init", "--db", db, "--pack", base, "--demo")
    remit("import", "--db", db, "--pack", base, folder / "x")
    remit("run", "--db", db, NAME, "--as-of", AS_OF)
    need = check_counts(db, folder, 40)
    check_refused(db, folder, 40)
    check_others(db, folder, 40, need)
    check_taken(db, folder, 40)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_both("effect", check))
