#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A person challenges a final decision: noted with its day and grounds, decided anew in a cycle of its own, and by nobody
who viewed, decided or signed what is challenged.

If this fails, a person's challenge is answered by who made the decision, or is lost. Prints TAP. usage: challenge.py REMIT PACK
"""
import json
import re
import sys

from letters import REPAIRS, load
from serving import AS_OF, Browser, Site, on_both, point, remit, rows, verified

GROUNDS = "The roof <b>still</b> leaks, and nobody came to look at it."


def act(db, who, command, item, *words, ok=True):
    return remit(command, "--db", db, "--as", who, "--as-of", AS_OF, item, *words, ok=ok)


def judge_view(db, who, item):
    act(db, who, "view", item, "--outcome", "REFUSE", "--reason", "A first look at the window.", "--cite", "repair.part")


def judge(db, who, item, outcome, words):
    act(db, who, "view", item, "--outcome", outcome, "--reason", words + " as seen", "--cite", "repair.part")
    act(db, who, "reveal", item)
    said = act(db, who, "decide", item, "--outcome", outcome, "--reason", words, "--cite", "repair.urgency", "--json").stdout
    return re.search(r"[0-9a-f]{64}", said)[0]


def make(db, who, item, *more, on="2022-03-31", grounds=GROUNDS, through="A letter", ok=True):
    return remit("challenge", "make", "--db", db, "--as", who, "--as-of", AS_OF, item, "--grounds", grounds, "--on", on, "--through", through, *more, ok=ok)


def listed(db, who="ann"):
    return json.loads(remit("challenge", "list", "--db", db, "--as", who, "--as-of", AS_OF, "repairs", "--json").stdout)


def refused(done, words):
    return done.returncode != 0 and words in done.stdout + done.stderr


def decide_first(db):
    """ann only views it, officer-EO-1 decides, surveyor-EO-1 signs."""
    judge_view(db, "ann", 4)
    seal = judge(db, "officer-EO-1", 4, "REFUSE", "It is the neighbour's window, not ours.")
    point("a decision that is not final is not challenged", refused(make(db, "max", 4, ok=False), "no final decision"))
    act(db, "surveyor-EO-1", "sign", 4, "--hash", seal)


def check_making(db):
    decide_first(db)
    for words, says in (({"grounds": "No."}, "not said what"), ({"on": "2122-01-01"}, "no day up to today"), ({"on": "soon"}, "no day"),
                        ({"through": " "}, "not said through")):
        point(f"refused: {says}", refused(make(db, "max", 4, ok=False, **words), says))
    point("an auditor takes none down, and nothing of all that is kept",
          make(db, "auditor-1", 4, ok=False).returncode != 0 and not rows(db, "select 1 from challenge"))
    made = json.loads(make(db, "max", 4, "--json").stdout)
    point("it is taken down, in time, and a cycle is open", not made["late"] and rows(
        db, "select cycle, state from work_item where id = ?", made["answered_in"]) == [(2, "sealed")], made)
    point("once", refused(make(db, "max", 4, ok=False), "challenged already")
          and len(rows(db, "select 1 from work_item where record_id = (select record_id from work_item where id = 4)")) == 2)
    it, = listed(db)
    point("the list has it with its time", it["open"] and it["grounds"] == GROUNDS and it["until"] and not it["late"], it)
    return made["answered_in"]


def check_barred(db, item):
    judgement = ("--outcome", "REFUSE", "--reason", "It is not our window at all.", "--cite", "repair.part")
    for who in ("ann", "officer-EO-1", "surveyor-EO-1"):
        for command, words in (("view", judgement), ("reveal", ()), ("decide", judgement)):
            done = act(db, who, command, item, *words, ok=False)
            point(f"{who} cannot {command} in the answer", refused(done, "in which you took part"), done.stdout + done.stderr)
    point("and nothing of it is kept", not rows(db, "select 1 from own_view where item_id = ?", item))


def check_pages(db, item):
    site = Site(db)
    try:
        one, two = Browser(site, "officer-EO-1"), Browser(site, "officer-EO-2")
        page = one.get(f"/items/{item}").text
        point("the page says why, and offers nothing", "in which you took part" in page and "Claim this item" not in page, page)
        point("a fresh officer sees the steps", "Record your own view" in two.get(f"/items/{item}").text)
        asked = [browser.get("/rectifications").text for browser in (one, two)]
        point("the page of what people ask for has it, and the way to answer it for who may", all(
            GROUNDS.replace("<", "&lt;").replace(">", "&gt;") in page and "Open" in page for page in asked)
            and f'href="/items/{item}">Open: decide anew' not in asked[0] and "Another person answers it" in asked[0]
            and f'href="/items/{item}"' in asked[1] and "decide anew" in asked[1], asked)
        lists = [json.loads(remit("worklist", "--db", db, "--as", who, "--as-of", AS_OF, "repairs", "--limit", 500, "--json").stdout)["items"]
                 for who in ("officer-EO-1", "officer-EO-2")]
        point("and the worklist says whom it waits for", [[it["item"] for it in all_of if it["barred"]] for all_of in lists] == [[item], []]
              and "For another person" in one.get("/worklist").text and "For another person" not in two.get("/worklist").text)
        point("a worklist for which the pack names no column leads to each item", f'href="/items/{item}">Item {item}<' in two.get("/worklist").text)
        token = one.token()
        done = one.post(f"/items/{item}/claim", [("form_token", token)])
        point("who took part does not claim it", done.status in (403, 422) and not rows(db, "select 1 from claim"), done)
        page = two.get("/items/2/challenge")
        point("a form for each item", page.status == 200 and "What does the person say is wrong?" in page.text)
        point("refused with words while nothing is final", two.submit("/items/2/challenge", {
            "grounds": GROUNDS, "on": AS_OF, "through": "A call"}).status == 409)
        judge(db, "bea", 6, "REPAIR", "The roof is open above the kitchen.")
        form = {"grounds": GROUNDS, "on": AS_OF, "through": "A call"}
        page = two.submit("/items/6/challenge", form | {"on": "soon"})
        point("a mistake is said at its field, and the words stay", page.status == 422 and "no day up to today" in page.text
              and "The roof &lt;b&gt;still" in page.text, page)
        page = two.submit("/items/6/challenge", form)
        point("taken down on the page", page.status == 303 and rows(db, "select through from challenge where item_id = 6") == [("A call",)], page)
    finally:
        site.kill()


def check_answer(db, item):
    seal = judge(db, "bea", item, "REFUSE", "Looked at anew, the window is the neighbour's.")
    done = act(db, "surveyor-EO-1", "sign", item, "--hash", seal, ok=False)
    point("who signed the first does not sign the answer", refused(done, "in which you took part"), done.stderr)
    point("before it is final it is open", all(it["open"] for it in listed(db)))
    act(db, "sam", "sign", item, "--hash", seal)
    it = next(it for it in listed(db) if it["item"] == 4)
    site = Site(db)
    try:
        page = Browser(site, "officer-EO-2").get("/rectifications").text
        point("the page says what was answered", "It stands" in page, page)
    finally:
        site.kill()
    point("the decision of the new cycle is the answer", not it["open"] and it["stood"] and it["answer"] == "REFUSE", it)
    point("and the first is not challenged again", refused(make(db, "max", 4, ok=False), "newer decision"))


def check_late(db):
    judge(db, "bea", 1, "REPAIR", "The roof has a hole above the stairs.")
    late = json.loads(remit("challenge", "make", "--db", db, "--as", "max", "--as-of", "2032-01-01", 1, "--grounds", GROUNDS, "--on",
                            "2031-12-31", "--through", "A call", "--json").stdout)
    point("late is told and not refused", late["late"], late)
    point("open ones come first", [it["item"] for it in listed(db)] == [6, 1, 4], listed(db))
    judge(db, "ann", late["answered_in"], "LATER", "On the second look it can wait for summer.")
    it = next(it for it in listed(db) if it["item"] == 1)
    point("an answer that is another decision is told as changed", not it["open"] and not it["stood"] and it["answer"] == "LATER", it)


def check(db, folder):
    remit("init", "--db", db, "--pack", REPAIRS, "--demo")
    for name, role, grade in (("ann", "officer", "EO"), ("bea", "officer", "EO"), ("sam", "surveyor", "EO"), ("max", "manager", "AO")):
        remit("user", "add", "--db", db, name, "--role", role, "--grade", grade)
    load(db, folder)
    item = check_making(db)
    check_barred(db, item)
    check_pages(db, item)
    check_answer(db, item)
    check_late(db)
    remit("retention", "erase", "--db", db, "--as", "max", "repairs", "T1", "--reason", "The time is over", "--as-of", AS_OF)
    point("an erased case's challenge is gone", not rows(db, "select 1 from challenge where item_id = 1") and len(listed(db)) == 2)
    verify = verified(db)
    point("the log verifies", verify.returncode == 0, verify.stdout + verify.stderr)


if __name__ == "__main__":
    sys.exit(on_both("challenge", check))
