#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What if a value were another: over recorded stretches, counted beside the test's own sums, by week and in hours; over cases,
beside the impact of a version with that value; nothing is written but the look.

If this fails, a policy owner moves a threshold on numbers that are not so. Prints TAP. usage: whatif.py REMIT PACK
"""
import collections
import json
import shutil
import sys
from datetime import date, datetime, timedelta

from serving import AS_OF, PACK, SOURCE, Browser, Site, changed, on_both, point, remit, rows, state_of, verified

NAME, VIOLATION = PACK.name, "em-violation"
OF_THE_LOG = ("audit_entry", "audit_waiting", "audit_node", "audit_root")
TOTAL = "accumulates.contact_lost.total"


def tried(db, *words, pack=VIOLATION, who="policy_owner"):
    return json.loads(remit("whatif", "--db", db, "--as", who, pack, *words, "--as-of", AS_OF, "--json").stdout)


def stretches(db):
    """Begin and person of what the rule of twelve hours takes, but for faults."""
    return rows(db, "select began_at, kind from rec_alert where kind in ('BATTERY', 'NO_CONTACT')")


def check_events(db, folder):
    before = state_of(db, without=OF_THE_LOG)
    found = tried(db, "--set", TOTAL, "--to", "PT1H", "--to", "PT12H", "--to", "PT24H")
    point("nothing is written but the look", not changed(before, state_of(db, without=OF_THE_LOG)))
    made = {it["value"]: it["made"] for it in found["tries"] if not it["in_force"]}
    force = next(it["made"] for it in found["tries"] if it["in_force"])
    point("the same value makes the same", made["PT12H"] == force, made)
    point("a lower total makes more, a higher one no more", made["PT1H"] > force >= made["PT24H"] and made["each by itself"] >= made["PT1H"] > 0, made)
    point("each by itself is what is recorded", 0 < made["each by itself"] <= len(stretches(db)) and found["recorded"] <= len(stretches(db)), found["recorded"])
    point("the weeks add up", all(sum(week[it["value"]] for week in found["weeks"]) == it["made"] for it in found["tries"] if it["value"] != "PT12H"), found["weeks"][:2])
    days = [date.fromisoformat(week["week"]) for week in found["weeks"]]
    point("weeks are from Mondays, and none is left out", all(day.weekday() == 0 for day in days) and days == [days[0] + timedelta(days=7 * n) for n in range(len(days))], days)
    point("hours are 20 to 30 minutes for each", all(it["seconds_low"] == it["made"] * 1200 and it["seconds_high"] == it["made"] * 1800 for it in found["tries"]))
    kept = remit("accumulate", "--db", db, VIOLATION, "--as-of", AS_OF, "--json", ok=False)
    if kept.returncode == 0:
        there = rows(db, "select count(*) from rec_violation where kind = 'ACCUMULATED' and not withdrawn")[0][0]
        point("what is in force makes what the program makes", there == force, (there, force))
    first = days[len(days) // 2]
    part = tried(db, "--set", TOTAL, "--to", "PT1H", "--from", str(first), "--until", str(first + timedelta(days=6)))
    whole = next(week for week in found["weeks"] if week["week"] == str(first))
    point("of some days alone", {it["value"]: it["made"] for it in part["tries"]}["PT1H"] == whole["PT1H"], (part, whole))
    return made


def check_cases(db, folder):
    """Another value of the rules is what a version with it would be."""
    shutil.copytree(PACK.parent, folder / "packs")
    other = folder / "packs" / NAME
    file = other / "rules.dmn"
    text = file.read_text()
    at = text.index("<decisionTable id=")
    table = text[at:].split('"')[1]
    cells = text[at:].split("</inputEntry>")[0].rpartition("<text>")[2].partition("</text>")[0]
    place = text.index(f"<text>{cells}</text>", text.index("<rule ", at))
    file.write_text(text[:place] + "<text>null</text>" + text[place + len(f"<text>{cells}</text>"):])
    pack = other / "pack.yaml"
    pack.write_text(pack.read_text().replace("version: 1.0.0", "version: 1.0.1", 1))
    impact = json.loads(remit("pack", "diff", NAME, other, "--impact", "--db", db, "--as", "policy_owner", "--as-of", AS_OF, "--json").stdout)
    found = tried(db, "--set", f"rules.{table}.1.1", "--to", "null", pack=NAME)
    one = found["tries"][1]
    point("a cell of the rules, tried, does what a version with it would", [one[key] for key in ("changed", "harsher", "milder", "enter", "leave")]
          == [impact[key] for key in ("changed", "harsher", "milder", "enter", "leave")] and one["cases"] == impact["cases"] > 0, (one, impact))
    point("and its own value nothing", found["tries"][0]["in_force"] and found["tries"][0]["value"] == cells.replace("&gt;", ">").replace("&lt;", "<"), found)


def check_mistakes(db):
    tries = {"a path that is none": (["--set", "accumulates.nothing.total", "--to", "PT1H"], "no single value"),
             "a cell that is none": (["--set", "rules.Nothing.1.1", "--to", "1"], "no single value"),
             "a map": (["--set", "accumulates.contact_lost", "--to", "1"], "no single value"),
             "a value that cannot be": (["--set", TOTAL, "--to", "PT200H"], "longer than the window"),
             "a value that is none": (["--set", TOTAL, "--to", "soon"], "soon"),
             "what is summed": (["--set", "accumulates.contact_lost.label", "--to", "x"], "window, total or count"),
             "no value": (["--set", TOTAL], "from one to six"),
             "too many": (["--set", TOTAL, *(word for n in range(1, 8) for word in ("--to", f"PT{n}H"))], "from one to six"),
             "days the wrong way": (["--set", TOTAL, "--to", "PT1H", "--from", "2022-02-01", "--until", "2022-01-01"], "before it begins"),
             "no day": (["--set", TOTAL, "--to", "PT1H", "--from", "then"], "then")}
    for name, (words, said) in tries.items():
        done = remit("whatif", "--db", db, "--as", "policy_owner", VIOLATION, *words, ok=False)
        point(f"told and refused: {name}", done.returncode not in (0, 1) and said in done.stderr, done)
    done = remit("whatif", "--db", db, "--as", "caseworker-EO-1", VIOLATION, "--set", TOTAL, "--to", "PT1H", ok=False)
    point("a caseworker does not try", done.returncode != 0 and "may not" in done.stderr, done)


def check_pages(db, made):
    site = Site(db, as_of=AS_OF)
    try:
        owner = Browser(site, "policy_owner")
        page = owner.get(f"/rules/whatif?pack={VIOLATION}&set={TOTAL}&to=PT1H;PT24H")
        main = page.text.partition("<main")[2]
        point("the page has the table, the chart and the weeks", page.status == 200 and f">{made['PT1H']}<" in main and "<svg" in main and 'role="img"' in main
              and "Made in each week" in main and "PT12H (in force)" in main and "Hours of staff" in main, page)
        wrong = owner.get(f"/rules/whatif?pack={VIOLATION}&set=accumulates.nothing.total&to=<b>")
        point("a mistake is told at its field", wrong.status == 422 and "no single value" in wrong.text and "<b>" not in wrong.text.partition("<main")[2], wrong)
        point("who does not own it asks in vain", Browser(site, "caseworker-EO-1").get("/rules/whatif").status == 403)
        point("the rules lead there", f"/rules/whatif?pack={VIOLATION}" in owner.get(f"/rules?pack={VIOLATION}").text)
    finally:
        point("the server ends well", site.stop(), site.said)


def check(db, folder):
    both = [SOURCE / "packs" / VIOLATION, PACK]
    remit("synth", "--pack", both[0], "--seed", "1", "--people", 60, "--events", 1500, "--out", folder / "x")
    for pack in both:
        remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", both[0], folder / "x")
    remit("run", "--db", db, NAME, "--as-of", AS_OF)
    made = check_events(db, folder)
    check_cases(db, folder)
    check_mistakes(db)
    check_pages(db, made)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_both("whatif", check))
