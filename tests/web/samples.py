#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Samples: a second person before a decision is final, and blind second looks at final ones. What is drawn nobody knows
beforehand and everybody can draw again; who has a look in hand learns nothing of the first outcome, on any face.

If this fails, a sample can be foreseen or trimmed, or a second look follows the first.
Prints TAP. usage: samples.py REMIT PACK
"""
import json
import re
import shutil
import sys

from access import Case, check_commands, check_lists, check_routes
from compartments import sibling
from serving import (AS_OF, EO, HEO, OTHER_HEO, PACK, Browser, Site, change_pack, copy_pack, items_of, on_both, point, remit,
                     result_of, rows, verified)

HOUSING = PACK.parent / "housing-repairs"
DAY = "2026-03-02"
ONE, TWO, BOSS, BOSS2 = "repairs_officer-B-1", "repairs_officer-B-2", "repairs_manager-C-1", "repairs_manager-C-2"
BLIND = "samples:\n  second_look: {label: Second look, when: blind, one_in: '1', roles: [senior_caseworker], grade: HEO}\n"
REASONS = "What was told on the telephone outweighs the letter of May."


def housing(folder, name, samples):
    pack = shutil.copytree(HOUSING, folder / name)
    text = re.sub(r"(?ms)^samples:\n(  .*?\n)+", "", (pack / "pack.yaml").read_text())
    (pack / "pack.yaml").write_text(text + samples)
    return pack


def told(db, *words, who=None):
    return json.loads(remit(*words, "--db", db, *(["--as", who] if who else []), "--json").stdout)


def decide(db, item, who=ONE, n=0):
    result = result_of(db, item)
    outcome = result["Recommendation"]["outcome"]
    words = ["--db", db, "--as", who, "--as-of", DAY, item, "--outcome", outcome, "--cite", "repair.kind",
             "--reason", f"Report {item}.{n} was read and weighed with care."]
    remit("view", *words)
    remit("reveal", "--db", db, "--as", who, "--as-of", DAY, item)
    sets = [w for s in result["Safeguards"] for w in ("--set", f"safeguard.{s['code']}=Asked and noted.")]
    done = remit("decide", *words, "--set", "told=A visit is on its way", *sets)
    return outcome, done.stdout


def look(db, who, outcome=None, ok=True):
    """Take the next in hand; record it where an outcome is given."""
    done = remit("sample", "take", "--db", db, "--as", who, "housing-repairs", ok=ok)
    if done.returncode != 0:
        return done
    number = re.search(r"look (\d+)", done.stdout)[1]
    if outcome:
        remit("sample", "record", "--db", db, "--as", who, "housing-repairs", number, "--outcome", outcome, "--reason",
              "These facts alone call for it.", "--cite", "repair.kind")
    return number


# ---- drawn so that nobody knows, and everybody can draw again ----

def check_shares(db, folder):
    samples = ("samples:\n  third: {label: One in three, when: blind, one_in: '3', roles: [repairs_officer], grade: B}\n"
               "  signed: {label: Signed by another, when: before, one_in: '2', directions: [keep], roles: [repairs_manager], grade: C}\n")
    pack = housing(folder, "shares", samples)
    remit("synth", "--pack", pack, "--seed", "1", "--people", 60, "--out", folder / "homes")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "homes")
    remit("run", "--db", db, "housing-repairs", "--as-of", DAY)
    items = [i for i in items_of(db) if result_of(db, i)["Recommendation"]["outcome"] in ("EMERGENCY", "URGENT", "ROUTINE")]
    items = [i for i in items][:40]
    for item in items:
        decide(db, item)
    states = dict(rows(db, "select state, count(*) from decision group by state"))
    point("a share of the decisions waits for a second person", 8 <= states.get("open", 0) <= len(items) - 8
          and states["open"] + states["signed"] == len(items), states)
    drawn = rows(db, "select count(*) from second_look")[0][0]
    point("and of the final ones a share is drawn", 1 <= drawn < states["signed"], (drawn, states))
    done = remit("sample", "check", "--db", db, "--as", "auditor", "housing-repairs", ok=False)
    point("an auditor draws again: each is as it was drawn", done.returncode == 0 and f"drawn {drawn}, not as drawn 0" in done.stdout, done)
    refused = remit("sample", "check", "--db", db, "--as", ONE, "housing-repairs", ok=False)
    point("who decides does not learn what is drawn", refused.returncode != 0 and "may not" in refused.stderr)
    item = rows(db, "select item_id from decision where state = 'open' order by id limit 1")[0][0]
    payload = rows(db, "select payload_hash from decision where item_id = ?", item)[0][0]
    hash_text = payload.removeprefix("\\x") if isinstance(payload, str) else bytes(payload).hex()
    own = remit("sign", "--db", db, "--as", ONE, item, "--hash", hash_text, ok=False)
    boss = remit("sign", "--db", db, "--as", BOSS, "--as-of", DAY, item, "--hash", hash_text, ok=False)
    point("who decided does not sign, whom the sample names does", own.returncode != 0 and boss.returncode == 0, (own, boss))
    kept = rows(db, "select id, pack, sample, item_id, decision_id, root_id, drawn_at from second_look order by id limit 1")[0]
    rows(db, "delete from second_look where id = ?", kept[0])
    done = remit("sample", "check", "--db", db, "--as", "auditor", "housing-repairs", ok=False)
    point("one that is gone from the sample is found", done.returncode != 0 and "not as drawn 1" in done.stdout, done)
    rows(db, "insert into second_look (id, pack, sample, item_id, decision_id, root_id, drawn_at) values (?, ?, ?, ?, ?, ?, ?)", *kept)


def check_rates(db, folder):
    pack = housing(folder, "rates", "samples:\n  each: {label: Each, when: blind, one_in: '1', roles: [repairs_officer, repairs_manager], grade: B}\n")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "homes")
    remit("team", "change", "--db", db, "housing-repairs", "add", "north", "--label", "North team", "--asked-by", "The unit", "--reason", "A test of teams.")
    remit("run", "--db", db, "housing-repairs", "--as-of", DAY)
    items = [i for i in items_of(db) if result_of(db, i)["Recommendation"]["outcome"] in ("EMERGENCY", "URGENT", "ROUTINE")][:12]
    for n, item in enumerate(items[:9]):
        outcome, _ = decide(db, item)
        look(db, TWO, "DECLINE" if n == 0 else outcome)
    rates = told(db, "sample", "list", "housing-repairs", who="manager")["rates"]
    point("of nine no rate is told", rates and all("differ" not in rate for rate in rates), rates)
    page = Site(db, as_of=DAY)
    text = Browser(page, "manager").get("/samples").text
    point("nor on the page", "fewer than 10" in text and "not told" in text)
    for item in items[9:]:
        outcome, _ = decide(db, item)
        look(db, TWO, outcome)
    answer = told(db, "sample", "list", "housing-repairs", who="manager")
    whole = {(r["by"], r["name"]): (r.get("looks"), r.get("differ")) for r in answer["rates"]}
    point("of ten and more it is, by direction and team too", whole[("all", "")] == (12, 1) and whole[("direction", "keep")] == (12, 1)
          and whole[("team", "North team")] == (12, 1), whole)
    point("no rate is of one person", not re.search(r"repairs_(officer|manager)-", json.dumps(answer["rates"])))
    text = Browser(page, "manager").get("/samples").text
    point("and the page says the same, by name of nobody", ">12<" in text.replace(" ", "") or "12" in text and ONE not in text and TWO not in text)
    point("the server ends well", page.stop(), page.said)


def check_differs(db):
    look_of, item = rows(db, "select id, item_id from second_look where differs = 1")[0]
    shown = told(db, "sample", "show", "housing-repairs", look_of, who=TWO)
    point("when it is done both are shown", shown["outcome"] == "DECLINE" and shown["first_outcome"] != "DECLINE" and shown["differs"], shown)
    point("it waits for an answer, first in the list", told(db, "sample", "list", "housing-repairs", who=BOSS)["looks"][0]["look"] == look_of)
    words = ["housing-repairs", look_of, "--verdict", "anew", "--reason", "The damp was not weighed."]
    for who in (ONE, TWO):
        done = remit("sample", "answer", "--db", db, "--as", who, *words, ok=False)
        point(f"{who}, who decided or looked, does not answer", done.returncode != 0 and "no part in either" in done.stderr, done)
    done = remit("sample", "answer", "--db", db, "--as", BOSS, *words, ok=False)
    point("where the record has moved on by the first decision, it is said how it is led back", done.returncode != 0
          and "moved on" in done.stderr and rows(db, "select answer from second_look where id = ?", look_of) in ([(None,)], [("",)]), done)
    words[3] = "stands"
    remit("sample", "answer", "--db", db, "--as", BOSS, *words)
    point("a third person answers", told(db, "sample", "show", "housing-repairs", look_of, who=BOSS)["answer"] == "stands")
    again = remit("sample", "answer", "--db", db, "--as", BOSS2, *words, ok=False)
    point("once", again.returncode != 0 and "no answer" in again.stderr, again)
    actions = {a for a, in rows(db, "select distinct action from audit_entry where action like 'sample-%'")}
    point("all of it is on the log", {"sample-take", "sample-look", "sample-record", "sample-answer", "sample-list"} <= actions, actions)


# ---- blind, on each face ----

def check_blind(db, folder):
    pack = copy_pack(folder / "blind")
    change_pack(pack, lambda text: re.sub(r"(?ms)^samples:\n(  .*?\n)+", "", text))
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("\nteams:\n", f"\n{BLIND}\nteams:\n"))
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("synth", "--pack", pack, "--seed", "1", "--people", 30, "--out", folder / "people")
    remit("import", "--db", db, "--pack", pack, folder / "people")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    item = next(i for i in items_of(db) if result_of(db, i)["Recommendation"]["outcome"] != "REFER_TRIBUNAL")
    site = Site(db)
    decider, signer = Browser(site, EO), Browser(site, HEO)
    decider.decide(item)
    said = signer.sign(item)
    case = Case(db, item, folder / "x")
    point("a final decision is drawn", said.status == 303 and rows(db, "select count(*) from second_look") == [(1,)], said)
    for who, why in ((HEO, "signed it"), (EO, "is of another grade, and decided it")):
        done = remit("sample", "take", "--db", db, "--as", who, "em-review", ok=False)
        point(f"who {why} takes no second look", done.returncode != 0 and "no second look" in done.stderr + done.stdout, done)
    nosy, other = Browser(site, "senior_caseworker-G7-1"), Browser(site, OTHER_HEO)
    nosy.get(f"/cases/{case.root}")
    done = remit("sample", "take", "--db", db, "--as", "senior_caseworker-G7-1", "em-review", ok=False)
    point("nor who has looked at the case since", done.returncode != 0 and "no second look" in done.stderr, done)
    other.form_token = other.token()
    answer = other.post("/samples", {"form_token": other.form_token})
    path = answer.header("Location") or ""
    point("another takes it", answer.status == 303 and path == "/samples/1", answer)
    outcome = rows(db, "select outcome, reasons from decision")[0]
    page = other.get(path)
    main = re.sub(r"(?s).*<main[^>]*>|</main>.*", "", page.text)
    facts = re.search(r"(?s)<table.*?</table>", main)[0]
    point("they get the facts, and neither outcome, reasons, who decided, nor of whom", page.status == 200 and facts.count("<tr") > 10
          and outcome[1] not in main and EO not in main and not case.is_told(main) and " checked" not in main
          and "recommend" not in facts.lower(), [outcome[1] in main, EO in main, case.is_told(main), " checked" in main,
                                                 re.findall(r"(?i).{60}recommend.{60}", facts)])
    said = remit("sample", "show", "--db", db, "--as", OTHER_HEO, "em-review", 1, "--json").stdout
    point("by the command too", outcome[1] not in said and EO not in said and not case.is_told(said)
          and set(json.loads(said)) == {"look", "sample", "drawn_at", "by", "done", "facts"}, said[:2000])
    check_routes(db, other, OTHER_HEO, case)
    check_lists(other, OTHER_HEO, case)
    check_commands(db, folder, OTHER_HEO, case)
    listed = other.get("/samples").text + remit("sample", "list", "--db", db, "--as", OTHER_HEO, "em-review", "--json").stdout
    point("nor does the list of second looks tell of it", not case.is_told(listed) and "REFER_TRIBUNAL" not in listed, listed)
    point("others see the case as ever", case.is_told(nosy.get(f"/cases/{case.root}").text))
    for who, browser in (("nosy", nosy), ("manager", Browser(site, "manager"))):
        point(f"and {who} reads nothing of a look that is not done", browser.get(path).status == 404)
    token = {"form_token": other.form_token, "what": "record"}
    bad = other.post(path, {**token, "outcome": "", "reasons": REASONS, "cite": "condition.kind"})
    point("an outcome is asked for", bad.status == 422, bad)
    bad = other.post(path, {**token, "outcome": "REFER_TRIBUNAL", "reasons": "no", "cite": "condition.kind"})
    point("reasons, too", bad.status == 422, bad)
    bad = other.post(path, {**token, "outcome": "REFER_TRIBUNAL", "reasons": REASONS, "cite": "person.family_name"})
    point("and a fact of those that are there", bad.status == 422, bad)
    back = other.post(path, {"form_token": other.form_token, "what": "give", "reason": "I know this person."})
    point("it can be given back, with a reason", back.status == 303 and other.get(path).status == 404
          and rows(db, "select actor from second_look") in ([(None,)], [("",)]), back)
    point("then the case is theirs to see again", other.get(f"/cases/{case.root}").status == 200)
    done = remit("sample", "take", "--db", db, "--as", OTHER_HEO, "em-review", ok=False)
    point("and they take that look no more", done.returncode != 0, done)
    third = Browser(site, "senior_caseworker-G7-2")
    third.form_token = third.token()
    path = third.post("/samples", {"form_token": third.form_token}).header("Location")
    done = third.post(path, {"form_token": third.form_token, "what": "record", "outcome": "CEASE", "reasons": REASONS, "cite": "condition.kind"})
    both = third.get(path)
    point("once it is recorded both are shown", done.status == 303 and REASONS in both.text and outcome[1] in both.text, both)
    check_anew(db, site, item, path)
    point("the server ends well", site.stop(), site.said)


def check_anew(db, site, item, path):
    """`path`: of a look at the item's decision that differs."""
    form = {"what": "answer", "answer": "anew", "reason": "The harm was not weighed."}
    first = rows(db, "select state, outcome from decision where item_id = ?", item)
    record = rows(db, "select record_id from work_item where id = ?", item)[0][0]
    signer, other = Browser(site, HEO), Browser(site, OTHER_HEO)
    said = signer.post(path, {**form, "form_token": signer.token()})
    point("who signed the first does not answer", said.status == 403, said)
    point("on the item it is said", "came to another outcome" in other.get(f"/items/{item}").text)
    said = other.post(path, {**form, "form_token": other.token()})
    cycles = rows(db, "select cycle, state from work_item where record_id = ? order by cycle", record)
    point("another has it decided anew: another cycle, and the first stands meanwhile", said.status == 303
          and cycles == [(1, "signed"), (2, "sealed")]
          and rows(db, "select state, outcome from decision where item_id = ?", item) == first, (said, cycles))
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    point("the next run leaves it open", rows(db, "select cycle, state from work_item where record_id = ? order by cycle", record) == cycles)
    number = rows(db, "select id from work_item where record_id = ? and cycle = 2", record)[0][0]
    person = Browser(site, "caseworker-EO-2")
    person.view(number, reasons="Read anew, the letters of May weigh more.")
    person.reveal(number)
    person.fill(number, reasons="Read anew with the second look, the letters of May weigh more.")
    done = person.submit(f"/items/{number}/check", {})
    point("and it is decided again", len(rows(db, "select 1 from decision where item_id = ?", number)) == 1, done)
    done = remit("fsck", "--db", db, ok=False)
    point("the database is whole", done.returncode == 0, done)


def check(db, folder):
    check_shares(db, folder)
    db = sibling(db, "rates")
    check_rates(db, folder)
    check_differs(db)
    for done, name in ((verified(db), "the log verifies"), (remit("fsck", "--db", db, ok=False), "and the database is whole"),
                       (remit("replay", "--db", db, "--all", ok=False), "and replays")):
        point(name, done.returncode == 0, done)


def check_both(db, folder):
    check(db, folder)
    blind = folder / "second"
    blind.mkdir()
    check_blind(sibling(db, "blind"), blind)


if __name__ == "__main__":
    sys.exit(on_both("samples", check_both))
