#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The effect of a change before it is made: which cases another version of the rules would decide differently, counted beside
the extracts themselves; kept with each proposal, and on its page.

If this fails, a policy owner takes up rules without knowing whom they fall on. Prints TAP. usage: impact.py REMIT PACK
"""
import collections
import csv
import json
import sys

from serving import AS_OF, EO, NAME, SOURCE, Browser, Site, change_pack, changed, copy_pack, on_both, point, propose, raised, remit, rows, state_of, verified

DOORS = '<text>"DECORATION"</text>', '<text>"DECORATION", "DOOR"</text>'
OF_THE_LOG = ("audit_entry", "audit_waiting", "audit_node", "audit_root")


def told(folder):
    with open(folder / "x/housing/repairs.csv") as file:
        return list(csv.DictReader(file))


def make(folder, name, rules=None, text=lambda text: text):
    pack = raised(copy_pack(folder / name), "1.1.0")
    change_pack(pack, text)
    if rules:
        file = pack / "rules.dmn"
        whole = file.read_text()
        assert rules[0] in whole, rules
        file.write_text(whole.replace(*rules, 1))
    return pack


def diff(db, pack, *words, who="policy_owner", ok=True):
    return remit("pack", "diff", NAME, pack, "--impact", "--db", db, "--as", who, "--as-of", AS_OF, *words, ok=ok)


def measured(db, pack, *words, **how):
    return json.loads(diff(db, pack, "--json", *words, **how).stdout)


def check_doors(db, folder):
    """Doors are declined too: each that was an ordinary one."""
    pack = make(folder, "doors", DOORS)
    wanted = sorted(row["Repair"] for row in told(folder) if row["Kind"] == "Door" and row["Status"] == "New" and row["Danger"] == "N")
    before = state_of(db, without=OF_THE_LOG)
    found = measured(db, pack)
    point("nothing is written but the look", not changed(before, state_of(db, without=OF_THE_LOG)))
    pairs = {(it["from"], it["to"]): it["count"] for it in found["outcomes"] if it["from"] != it["to"]}
    point("every case that differs is counted, from what to what", pairs == {("ROUTINE", "DECLINE"): len(wanted)} and len(wanted) > 10
          and found["changed"] == len(wanted) and found["cases"] == len(told(folder)), found)
    same = collections.Counter()
    for it in found["outcomes"]:
        same[it["from"]] += it["count"]
    point("and all others, so that the sum is the caseload", sum(same.values()) == found["cases"], same)
    point("to decline is harsher", (found["harsher"], found["milder"], found["enter"], found["leave"]) == (len(wanted), 0, 0, 0), found)
    point("the rule that does it comes with its paragraph", any(
        it["name"] == "Ruling" and it["count"] == len(wanted) and "handbook 4.1" in it["note"] for it in found["rules"]), found["rules"])
    doors = sum(row["Kind"] == "Door" for row in told(folder))
    few = 0 < len(wanted) < 10 or 0 < doors - len(wanted) < 10
    point("by no field that who asks does not see", found["groups"] == [], found["groups"])
    groups = measured(db, pack, who="manager")["groups"]
    point("by group, where none is told of few", {it["code"]: it["changed"] for it in groups if it["code"] in ("DOOR", "LEAK")}
          == {"DOOR": None if few else len(wanted), "LEAK": 0}, groups)
    text = diff(db, pack).stdout
    point("in words", f"{len(wanted)} of {found['cases']} cases would come out differently" in text
          and f"{len(wanted)}  ROUTINE (Mend it within twenty working days) -> DECLINE (Leave it to the tenant, and say why)" in text, text)
    out = folder / "cases.csv"
    diff(db, pack, "--cases", out, who="manager")
    with open(out) as file:
        listed = list(csv.DictReader(file))
    point("who may is told each case", sorted(row["record"] for row in listed) == wanted and {row["to"] for row in listed} == {"DECLINE"}, listed[:3])
    out.unlink()
    done = diff(db, pack, "--cases", out, ok=False)
    point("who owns the policy is told numbers alone", done.returncode != 0 and not out.exists(), done)
    point("a caseworker neither", diff(db, pack, who=EO, ok=False).returncode != 0)
    return wanted


def check_others(db, folder):
    ordered = sum(row["Status"] == "Ordered" for row in told(folder))
    wider = make(folder, "wider", ('Repair.status in ("REPORTED", "CHALLENGED")', 'Repair.status in ("REPORTED", "CHALLENGED", "ORDERED")'))
    found = measured(db, wider)
    point("what comes into scope is counted", found["enter"] == found["changed"] == ordered > 0 and found["leave"] == 0, found)
    none = measured(db, make(folder, "none", text=lambda text: text.replace("title: Housing repairs", "title: Repairs")))
    point("a change of words alone changes no case", none["changed"] == 0 and none["rules"] == [] and none["lacking"] == [], none)
    more = make(folder, "more", text=lambda text: text.replace(
        "      danger: {label", "      storey: {label: Storey, type: integer, sensitivity: ordinary, source: Repairs line}\n      danger: {label", 1))
    point("what the new version reads and nobody holds yet is said", measured(db, more)["lacking"] == ["repair.storey"])
    done = diff(db, SOURCE / "tests/repairs", ok=False)
    point("another pack is not compared", done.returncode != 0 and "do not decide about the same thing" in done.stderr, done)
    done = diff(db, folder / "nowhere", ok=False)
    point("nor a folder that is not there", done.returncode != 0 and "nowhere" in done.stderr, done)


def check_proposed(db, folder, wanted):
    pack = folder / "doors"
    cases = pack / "cases.csv"
    cases.write_text("".join(line.replace("ROUTINE,URGENT; ROUTINE,,ORDINARY", "DECLINE,DECLINE,,TENANTS_DUTY") if ",DOOR," in line else line
                             for line in cases.read_text().splitlines(True)))
    number = propose(db, pack, "--as-of", AS_OF)
    if not isinstance(number, str):
        point("it is proposed", False, number)
        return
    shown = json.loads(remit("pack", "show", "--db", db, number, "--json").stdout)["impact"]
    point("a proposal keeps what it would do, by group too", shown["changed"] == len(wanted) and shown["as_of"] == AS_OF and len(shown["groups"]) > 3, shown)
    point("and says it", f"impact: {len(wanted)} of" in remit("pack", "show", "--db", db, number).stdout)
    site = Site(db, as_of=AS_OF)
    page = Browser(site, EO).get(f"/rules/proposals/{number}")
    point("so does its page, to everybody", page.status == 200 and f"{len(wanted)} would come out differently" in page.text
          and "Leave it to the tenant, and say why" in page.text and "Ruling, rule 6" in page.text, page)
    rows(db, "update pack_proposal set impact = ''")
    page = Browser(site, EO).get(f"/rules/proposals/{number}")
    point("one of before says that nobody measured", page.status == 200 and "was not measured" in page.text, page)
    point("the server ends well", site.stop(), site.said)


def check(db, folder):
    remit("synth", "--pack", SOURCE / "packs" / NAME, "--seed", "1", "--people", 160, "--out", folder / "x")
    remit("init", "--db", db, "--pack", SOURCE / "packs" / NAME, "--demo")
    remit("import", "--db", db, "--pack", SOURCE / "packs" / NAME, folder / "x")
    remit("run", "--db", db, NAME, "--as-of", AS_OF)
    wanted = check_doors(db, folder)
    check_others(db, folder)
    check_proposed(db, folder, wanted)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done)


if __name__ == "__main__":
    sys.exit(on_both("impact", check))
