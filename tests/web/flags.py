#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Flags on rules: staff and everybody say that a rule is wrong, past anybody's line; who answers for the rules answers, and
everybody reads the answer; who said it is told to an auditor alone; nothing of a case gets out; so many a day. And what becomes
of recommendations, rule by rule.

If this fails, a wrong rule goes on deciding because nobody could say so, or somebody who did is named to their manager.
Prints TAP. usage: flags.py REMIT PACK
"""
import json
import re
import sys

from serving import AS_OF, EO, HEO, NAME, OTHER_EO, SOURCE, Browser, Site, change_pack, copy_pack, items_of, on_both, point, remit, rows, verified

SAID = "A boiler that is out in summer is not urgent"


def send(browser, path, fields):
    """As the form of a page of theirs."""
    return browser.post(path, {"form_token": browser.token(), **fields})


def told(db, who, **wanted):
    flags = json.loads(remit("flag", "list", "--db", db, "--as", who, NAME, "--json", "--as-of", AS_OF).stdout)
    return [flag for flag in flags if all(flag.get(key) == value for key, value in wanted.items())]


def check_staff(db, site):
    person, item = Browser(site, EO), items_of(db)[0]
    page = person.get(f"/items/{item}")
    point("an item leads there", f"/rules/flags?pack={NAME}&amp;item={item}" in page.text, page)
    page = person.get(f"/rules/flags?item={item}")
    table = page.text.partition('name="table"')[2].partition("</select>")[0].split('value="')[2].split('"')[0]
    before = rows(db, "select count(*) from rule_flag")
    for fields, words in (({"said": "no"}, "three words"), ({"said": "x y " * 2000}, "4,000"), ({"said": SAID, "table": "Nothing"}, "no such table"),
                          ({"said": SAID, "table": table, "rule": "999"}, "no such table"), ({"said": SAID, "rule": "2"}, "no such table"),
                          ({"said": SAID, "rule": "two"}, "no number"), ({"said": SAID, "item": "999999"}, "not")):
        answer = send(person, "/rules/flags", fields)
        point(f"refused, and what was written stays: {str(fields)[:40]}", answer.status != 303 and words in answer.text
              and rows(db, "select count(*) from rule_flag") == before, answer)
    done = send(person, "/rules/flags", {"said": SAID, "table": table, "rule": "2", "item": str(item)})
    point("a member of staff says that a rule is wrong", done.status == 303, done)
    again = send(person, "/rules/flags", {"said": SAID, "table": table, "rule": "2"})
    point("the same words wait once", again.status != 303 and "waits for its answer" in again.text, again)
    flag = told(db, "auditor")[0]
    point("an auditor reads by whom, of which rule, at which item", flag["by"] == EO and flag["rule"] == 2 and flag["item"] == item
          and "rule 2" in flag["name"] and flag["open"] and flag["due_on"] == "2026-04-28", flag)
    others = [told(db, who)[0] for who in ("manager", "policy_owner", OTHER_EO)]
    point("a manager, a colleague and who answers for the rules read the role alone",
          all("by" not in one and one["role"] == "repairs_officer" for one in others) and told(db, EO)[0]["by"] == EO, others)
    pages = {who: Browser(site, who).get("/rules/flags").text for who in ("manager", "policy_owner", OTHER_EO)}
    point("nor is the name on a page of theirs", all(EO not in text.partition("<main")[2] and SAID in text for text in pages.values()))
    return table


def check_restricted(db):
    """At a case that they do not see, nobody reads where."""
    case = rows(db, "select r.reference from rule_flag f join work_item w on w.id = f.item_id join rec_tenancy r on r._id = w.root_id")[0][0]
    remit("access", "change", "--db", db, "--as", "manager", NAME, case, "restrict", "--reason", "Works in this office.")
    point("of a restricted case nobody reads where", all("item" not in flag for flag in told(db, OTHER_EO) + told(db, "policy_owner"))
          and len(told(db, OTHER_EO)) == 1, told(db, OTHER_EO))


def check_public(db, site, table):
    out = Browser(site)
    page = out.get("/rules/flags")
    main = page.text.partition("<main")[2]
    point("everybody sees that there is one, and not what was said", page.status == 200 and "Not shown to everybody" in main and SAID not in main
          and EO not in main and "repairs_officer" not in main and "Item" not in main, page)
    point("the rules lead there", "/rules/flags?pack=" in out.get("/rules").text)
    done = out.post("/rules/flags", {"said": "Mould is a danger to a child, <b>always</b>", "table": table})
    point("who has no account says so", done.status == 303 and told(db, "auditor", role="the public") != [], done)
    item = out.post("/rules/flags", {"said": "Look at this one please", "item": "1"})
    point("of no case", item.status == 303 and "item" not in told(db, "auditor", said="Look at this one please")[0])
    foreign = out.post("/rules/flags", {"said": "This comes from another site"}, headers={"Origin": "https://elsewhere.example"})
    point("not from another site", foreign.status == 403 and told(db, "auditor", said="This comes from another site") == [], foreign)
    nobody = out.post("/rules/flags/1", {"verdict": "stands", "answer": "It is right so"})
    point("nobody answers from outside", nobody.status == 401 and told(db, "auditor", verdict="stands") == [], nobody)
    staff = Browser(site, EO)
    staff.get("/rules/flags")
    forged = staff.post("/rules/flags", {"said": "This has no token of mine", "form_token": "0"})
    point("a form of staff is of their session", forged.status == 403 and told(db, "auditor", said="This has no token of mine") == [], forged)


def check_answer(db, site):
    owner, out = Browser(site, "policy_owner"), Browser(site)
    first = told(db, "auditor", by=EO)[0]["flag"]
    public = next(flag["flag"] for flag in told(db, "auditor", role="the public") if "Mould" in flag["said"])
    for who in ("manager", EO, "auditor"):
        answer = send(Browser(site, who), f"/rules/flags/{first}", {"verdict": "stands", "answer": "I say that it is right"})
        point(f"{who} does not answer", answer.status == 403 and told(db, "auditor", flag=first)[0]["open"], answer)
    for fields in ({"verdict": "", "answer": "It is right so"}, {"verdict": "stands", "answer": "no"}):
        answer = send(owner, f"/rules/flags/{first}", fields)
        point(f"an answer is whole: {fields}", answer.status != 303 and told(db, "auditor", flag=first)[0]["open"], answer)
    done = send(owner, f"/rules/flags/{first}", {"verdict": "to-change", "answer": "The season is asked in the next version"})
    point("who answers for the rules answers", done.status == 303 and told(db, "auditor", flag=first)[0]["verdict"] == "to-change", done)
    twice = send(owner, f"/rules/flags/{first}", {"verdict": "stands", "answer": "Now it is right after all"})
    point("once", twice.status != 303 and told(db, "auditor", flag=first)[0]["verdict"] == "to-change", twice)
    remit("flag", "answer", "--db", db, "--as", "policy_owner", NAME, public, "--verdict", "stands", "--answer", "Rule 2 says so already", "--show")
    main = out.get("/rules/flags").text.partition("<main")[2]
    point("everybody reads the answers, and what names nobody", "The season is asked" in main and SAID not in main and "Rule 2 says so already" in main
          and "&lt;b&gt;always&lt;/b&gt;" in main and "<b>always" not in main and "policy_owner" not in main, main[:3000])


def fares(db):
    return json.loads(remit("uptake", "--db", db, "--as", "policy_owner", NAME, "--json", "--as-of", AS_OF).stdout)


def check_uptake(db, site):
    """What becomes of recommendations, by rule."""
    before = fares(db)
    ruling = [rule for rule in before["rules"] if rule["made"] != 0]
    point("nothing is decided: each waits, and nobody has looked", before["made"] == before["waits"] == before["unseen"] > 0
          and before["agreed"] == before["differed"] == 0 and ruling, before)
    point("rules that never matched stand there", any(rule["made"] == 0 for rule in before["rules"]), before["rules"])
    item = items_of(db)[1]
    person = Browser(site, OTHER_EO)
    person.decide(item)
    half = fares(db)
    Browser(site, HEO).sign(item)
    decided, recommended = rows(db, f"select d.outcome, r.outcome from decision d join recommendation r on r.id = d.recommendation_id where d.item_id = {item}")[0]
    kind = "agreed" if decided == recommended else "differed"
    after = fares(db)
    point("looked at, and decided", half["unseen"] == before["unseen"] - 1 and half["waits"] == before["waits"] and after["waits"] == before["waits"] - 1
          and after[kind] == 1 and after["agreed"] + after["differed"] == 1 and after["made"] == before["made"], after)
    point("each rule that matched has it", sum(rule[kind] for rule in after["rules"]) >= 1
          and all(rule["agreed"] + rule["differed"] + rule["waits"] == rule["made"] for rule in after["rules"]), after["rules"])
    remit("challenge", "make", "--db", db, "--as", EO, item, "--grounds", "It is not so at all", "--on", AS_OF, "--through", "a letter", "--as-of", AS_OF)
    point("and is challenged", fares(db)["challenged"] == 1, fares(db))
    flag = next(rule for rule in fares(db)["rules"] if rule["flags"] != 0)
    point("a rule has its open flags", flag["flags"] == 1, flag)
    pages = {who: Browser(site, who).get("/rules/uptake").status for who in ("policy_owner", "manager", "auditor", EO)}
    point("who answers for the rules, managers and auditors read it", pages == {"policy_owner": 200, "manager": 200, "auditor": 200, EO: 403}, pages)
    owner = Browser(site, "policy_owner")
    text = owner.get("/rules/uptake").text
    ways = [way.replace("&amp;", "&") for way in re.findall(r'href="(/rules/uptake\?[^"]*decision=[^"]*)"', text)]
    point("in words, decision by decision", "Overtaken" in text and "Never matched" in text and ways, text)
    point("and rule by rule of each", any("rule 2" in owner.get(way).text for way in ways))
    point("a decision that is not there is not found", owner.get(ways[0] + "x").status == 404)


def check_limits(db, folder):
    """So many a day of people without an account; none where the pack says nothing."""
    pack = change_pack(copy_pack(folder / "few"), lambda text: text.replace("name: housing-repairs", "name: few", 1).replace("most_a_day: '50'", "most_a_day: '2'"))
    none = change_pack(copy_pack(folder / "none"), lambda text: text.replace("name: housing-repairs", "name: none", 1).replace(", most_a_day: '50'", ""))
    for each in (pack, none):
        remit("init", "--db", db, "--pack", each)
    site = Site(db, as_of=AS_OF)
    try:
        out = Browser(site)
        answers = [out.post("/rules/flags", {"pack": "few", "said": f"This is wrong {n}"}).status for n in range(4)]
        point("so many are taken in a day", answers[:2] == [303, 303] and 303 not in answers[2:], answers)
        page = out.get("/rules/flags?pack=none")
        refused = out.post("/rules/flags", {"pack": "none", "said": "This is wrong too"})
        point("where the pack takes none, there is no form, and none is taken", "What is wrong?" not in page.text and refused.status != 303
              and rows(db, "select count(*) from rule_flag where pack = 'none'") == [(0,)], refused)
    finally:
        site.stop()


def check(db, folder):
    remit("synth", "--pack", SOURCE / "packs" / NAME, "--seed", "1", "--people", 30, "--out", folder / "x")
    remit("init", "--db", db, "--pack", SOURCE / "packs" / NAME, "--demo")
    remit("import", "--db", db, "--pack", SOURCE / "packs" / NAME, folder / "x")
    remit("run", "--db", db, NAME, "--as-of", AS_OF)
    site = Site(db, as_of=AS_OF)
    try:
        table = check_staff(db, site)
        check_restricted(db)
        check_uptake(db, site)
        check_public(db, site, table)
        check_answer(db, site)
    finally:
        point("the server ends well", site.stop(), site.said)
    check_limits(db, folder)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_both("flags", check))
