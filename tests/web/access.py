#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A case that is restricted, and one from which somebody is excluded: every route and every command, asked
by who does not see it, tells what it tells of a case that is not there; lists and counts leave it out.

If this fails, somebody sees a case that is closed to them, or learns that there is one.
Prints TAP. usage: access.py REMIT PACK
"""
import json
import re
import sys

from serving import (AS_OF, EO, HEO, OTHER_EO, SENIOR_EO, Browser, Site, changed, items_of, on_both, point,
                     prepare, remit, rows, set_password, state_of, verified)
from several import WORDS, change
from walk import fields_of, path_of, read_def

MANAGER, AUDITOR = "manager", "auditor"
NOTHING = 987654
OTHER_MANAGER = "other-manager"
PASSWORD = "asked by who is closed out"
FILTERS = ("/worklist?whose=unclaimed", "/worklist?whose=mine", "/worklist?state=sealed", "/worklist?state=decided",
           "/documents/new?case=1")


class Case:
    """One case, and what would tell of it."""

    def __init__(self, db, item, text):
        self.item = item
        self.root = rows(db, "select root_id from work_item where id = ?", item)[0][0]
        self.items = [n for n, in rows(db, "select id from work_item where root_id = ?", self.root)]
        self.reference, self.name = rows(db, "select reference, family_name from rec_person where _id = ?",
                                         self.root)[0]
        file = text.parent / f"{self.reference}.txt"
        file.write_text(f"A letter about {self.reference}.\n")
        remit("document", "add", "--db", db, "em-review", file, "--type", "MEDICAL", "--case", self.reference,
              "--title", f"Letter {self.reference}")
        self.document = rows(db, "select max(id) from case_document")[0][0]

    def numbers(self):
        return {"items": self.item, "cases": self.root, "documents": self.document}

    def is_told(self, text):
        return self.reference in text or bool(self.name) and self.name in text


def step(browser, case, word, account="", reason=""):
    page = f"/cases/{case.root}/access"
    return browser.post(page, {"form_token": browser.form_token, "step": word, f"{word}-account": account,
                               f"{word}-reason": reason})


def sign_in(site, *names):
    out = {}
    for name in names:
        out[name] = Browser(site, name if name != OTHER_MANAGER else None)
        if name == OTHER_MANAGER:
            out[name].post("/sign-in", {"name": name, "password": PASSWORD})
        out[name].form_token = out[name].token()
    return out


def listed(browser):
    """The references on all pages of the worklist, and how many it says there are."""
    seen, page, total = [], 1, 0
    while page:
        answer = browser.get(f"/worklist?page={page}")
        seen += re.findall(r'href="/items/(\d+)"', answer.text)
        found = re.search(r"Showing \d+ to \d+ of (\d+)", answer.text)
        total = int(found[1]) if found else total
        page = page + 1 if f"page={page + 1}" in answer.text else 0
    return {int(number) for number in seen}, total


def ask(db, browser, method, pattern, number, item):
    path = path_of(re.sub("#", str(number), pattern, count=1), 0, 0)
    if method == "GET":
        return browser.get(path)
    return browser.post(path, {**fields_of(db, pattern, item), "form_token": browser.form_token,
                               "step": "declare", "declare-reason": "We are old friends."})


def without(text, *words):
    """The text without what was asked for, so that answers can be compared."""
    for word in (*words, NOTHING, "EMC-NOTHING"):
        text = re.sub(rf"(?<![0-9A-Za-z-]){re.escape(str(word))}(?![0-9])", "#", text)
    return text


def plain(answer, number):
    return answer.status, answer.header("Location"), without(answer.text, number)


def check_routes(db, browser, who, case):
    """What is closed answers on every route as what is not there."""
    told, other, before = [], [], state_of(db)
    for method, pattern, *_ in read_def("src/web/route.def", "ROUTE"):
        kind = re.match(r"/(items|cases|documents)/#", pattern)
        if not kind:
            continue
        number = case.numbers()[kind[1]]
        closed = ask(db, browser, method, pattern, number, case.item)
        absent = ask(db, browser, method, pattern, NOTHING, case.item)
        if case.is_told(closed.text):
            told.append((method, pattern))
        if plain(closed, number) != plain(absent, number) or closed.status not in (403, 404):
            other.append((method, pattern, closed, absent))
    point(f"{who}: no route tells of {case.reference}", not told, told)
    point(f"{who}: every route answers as if it were not there", not other, other)
    point(f"{who}: and nothing is changed", not changed(before, state_of(db)))


def check_lists(browser, who, case):
    lists = [p for m, p, *_ in read_def("src/web/route.def", "ROUTE") if m == "GET" and not re.search("[#*]", p)]
    told = [path for path in (*lists, *FILTERS) if case.is_told(browser.get(path).text)]
    fields = set(re.findall(r"/quality/missing\?[^\"]+", browser.get("/quality").text))
    told += [path for path in fields if case.is_told(browser.get(path.replace("&amp;", "&")).text)]
    point(f"{who}: no list tells of it", not told, told)
    found = browser.get(f"/cases?reference={case.reference}")
    nothing = browser.get("/cases?reference=EMC-NOTHING")
    point(f"{who}: a search finds what it finds of nothing", plain(found, case.reference)[0] == 422
          and without(found.text, case.reference) == without(nothing.text, case.reference), found)
    numbers, total = listed(browser)
    point(f"{who}: the worklist leaves it out, and its count", not numbers & set(case.items)
          and total == len(numbers), (numbers & set(case.items), total, len(numbers)))


def counts(db, account):
    said = json.loads(remit("status", "--db", db, "em-review", "--as", account, "--json").stdout)
    return json.dumps(said), json.loads(remit("worklist", "--db", db, "em-review", "--as", account, "--limit",
                                              "1000", "--json").stdout)["items"]


def check_commands(db, folder, account, case):
    """Every command with a database, with the case's numbers in the places of its own."""
    told = []
    absent = {"item": NOTHING, "reference": "EMC-NOTHING", "document": NOTHING}
    there = {"item": case.item, "reference": case.reference, "document": case.document}
    own = {"form": "item", "explain": "item", "view": "item", "reveal": "item", "decide": "item", "sign": "item",
           "document save": "document", "document file": "document", "access show": "reference",
           "access change": "reference", "glass break": "reference", "person file": "reference",
           "person looks": "reference", "retention erase": "reference", "hold put": "reference",
           "hold lift": "reference", "compartment look": "reference"}
    different = []
    for name, words in WORDS.items():
        if name in ("serve", "worker", "restore", "init"):
            continue
        said = []
        for numbers in (there, absent):
            given = [str(word).format(folder=folder) for word in words]
            if name in own:
                at = 2 if name.startswith("compartment") else 1 if name.startswith(("document", "access", "glass", "person", "retention", "hold")) else 0
                given[at] = str(numbers[own[name]])
            if name == "document list":
                given += ["--case", numbers["reference"]]
            if name == "document file":
                given[given.index("--case") + 1] = numbers["reference"]
            done = remit(*name.split(), "--db", db, "--as", account, *given, ok=False)
            said.append((done.returncode, without(done.stdout + done.stderr, *there.values())))
            if case.is_told(done.stdout):
                told.append((name, done.stdout[:300]))
        if said[0] != said[1] and (name in own or name == "document list"):
            different.append((name, said))
    point(f"no command tells {account} of {case.reference}", not told, told)
    point("each answers as if it were not there", not different, different)


def check_control(db, browser, account, case):
    """Who sees the case is told of it: else the tests above could not fail."""
    seen = [path for path in (f"/cases/{case.root}", f"/items/{case.item}", f"/items/{case.item}/form",
                              f"/cases/{case.root}/trail", f"/cases/{case.root}/access")
            if case.is_told(browser.get(path).text)]
    point(f"{account} sees {case.reference} on its pages", len(seen) == 5, seen)
    point("and finds it", browser.get(f"/cases?reference={case.reference}").status == 303)
    numbers, total = listed(browser)
    waits = {n for n, in rows(db, "select id from work_item where root_id = ? and state in "
                                  "('sealed', 'viewed', 'revealed', 'decided')", case.root)}
    point("it stands on the worklist", waits and waits <= numbers, (waits, total))
    _, list_of = counts(db, account)
    point("and on the command's", waits <= {row["item"] for row in list_of})


def check_restriction(db, people, case):
    worker, manager = people[EO], people[MANAGER]
    point("who works on it claims it", worker.post(f"/items/{case.item}/claim", {
        "form_token": worker.form_token}).status == 303)
    answer = step(people[EO], case, "restrict", reason="A caseworker does not restrict.")
    point("a caseworker cannot restrict a case", answer.status == 403, answer)
    answer = step(manager, case, "restrict", reason="no")
    point("a restriction needs a reason", answer.status == 422, answer)
    answer = step(manager, case, "restrict", reason="A person in the public eye.")
    point("a manager restricts it", answer.status == 303, answer)
    answer = step(manager, case, "restrict", reason="A person in the public eye.")
    point("twice is said to be so already", answer.status == 422 and "already" in answer.text, answer)
    named = [n for n, in rows(db, "select account from case_named where root_id = ? order by account", case.root)]
    point("the manager and who had claimed it are named", named == sorted([EO, MANAGER]), named)


def check_conflict(db, people, case):
    manager = people[MANAGER]
    mine = people[OTHER_EO]
    mine.post(f"/items/{case.item}/claim", {"form_token": mine.form_token})
    answer = step(mine, case, "declare", reason="")
    point("a conflict is declared with a reason", answer.status == 422, answer)
    answer = step(mine, case, "declare", reason="He is my cousin.")
    point("a caseworker declares one", answer.status == 303 and answer.header("Location") == "/", answer)
    claims = rows(db, "select actor from claim where item_id = ?", case.item)
    point("what they had claimed is free", claims == [], claims)
    answer = step(manager, case, "exclude", MANAGER, "It is myself that I mean.")
    point("a manager declares their own, and excludes others", answer.status == 403, answer)
    answer = step(manager, case, "exclude", "nobody-of-that-name", "There is a conflict here.")
    point("only accounts are excluded", answer.status == 422, answer)
    answer = step(manager, case, "exclude", AUDITOR, "The auditor has advised on it.")
    point("a manager excludes somebody", answer.status == 303, answer)
    page = manager.get(f"/cases/{case.root}/access").text
    point("the manager sees who and why", "He is my cousin." in page and AUDITOR in page)
    page = people[EO].get(f"/cases/{case.root}/access").text
    trail = people[EO].get(f"/cases/{case.root}/trail").text
    point("the trail says so", "Declared a conflict of interest" in trail and "Excluded somebody" in trail)
    point("a colleague does not", "He is my cousin." not in page and OTHER_EO not in page)


def check_names(db, people, case):
    manager = people[MANAGER]
    answer = step(manager, case, "unname", MANAGER)
    point("a manager stays named", answer.status == 422 and "another manager" in answer.text, answer)
    answer = step(manager, case, "name", HEO)
    point("others are named", answer.status == 303 and people[HEO].get(f"/cases/{case.root}").status == 200, answer)
    answer = people[EO].submit(f"/items/{case.item}/hand-over", {"to": OTHER_EO})
    point("an item is not handed to who does not see it", answer.status == 422, answer)
    answer = people[EO].submit(f"/items/{case.item}/hand-over", {"to": HEO})
    point("but to who does", answer.status == 303, answer)
    step(manager, case, "unname", HEO)
    claims = rows(db, "select actor from claim where item_id = ?", case.item)
    point("who is taken off loses the case and the claim", people[HEO].get(f"/cases/{case.root}").status == 404
          and claims == [], claims)


def check_log(db, conflicted, restricted):
    """Who searches the log is not told which case an entry is about, if they are excluded from it."""
    entries = {json.loads(line)["number"]: json.loads(line) for line in remit(
        "audit", "search", "--db", db, "--as", AUDITOR, "em-review", "--json").stdout.splitlines()}
    numbers = [n for n, in rows(db, "select number from audit_entry where person_id = ?", conflicted.root)]
    told = [entries[n] for n in numbers if n in entries and (entries[n]["subject_id"], entries[n]["subject"])
            != (0, "withheld")]
    point("the log's search withholds the case that the auditor is excluded from", len(numbers) > 5 and not told
          and set(numbers) <= set(entries), (len(numbers), told[:5]))
    numbers = [n for n, in rows(db, "select number from audit_entry where person_id = ?", restricted.root)]
    told = [n for n in numbers if n in entries and entries[n]["subject"] != "withheld"]
    point("who inspects reads the rest of the log whole", numbers and len(told) == len(numbers), (len(numbers), told))


def check_half_way(db, people, case):
    """Whoever is shut out between two steps takes no further one."""
    person = people[SENIOR_EO]
    item = case.items[-1]
    person.view(item)
    person.reveal(item)
    person.fill(item)
    page = person.get(f"/items/{item}/check")
    point("a decision is nearly made", page.status == 200, page)
    step(people[MANAGER], case, "exclude", SENIOR_EO, "A conflict has come to light.")
    answer = person.submit(f"/items/{item}/check", {}, page)
    point("who is excluded meanwhile does not decide", answer.status == 404
          and not rows(db, "select id from decision where item_id = ?", item), answer)
    point("and what they wrote is gone", not rows(db, "select item_id from draft where actor = ?", SENIOR_EO))


def break_glass(browser, reference, reason):
    return browser.submit("/break-glass", {"reference": reference, "reason": reason})


def check_glass(db, people, closed, conflicted):
    """Opened for a while, told to who is named, reviewed by another; never for who is excluded."""
    person, manager = people[OTHER_EO], people[MANAGER]
    answer = break_glass(person, closed.reference, "now")
    point("breaking the glass needs a reason", answer.status == 422 and "three words" in answer.text, answer)
    refused = break_glass(person, conflicted.reference, "The person is ill tonight.")
    absent = break_glass(person, "EMC-NOTHING", "The person is ill tonight.")
    point("who is excluded cannot break it, and is told what is told of nothing", refused.status == 422
          and without(refused.text, conflicted.reference) == without(absent.text), refused)
    answer = break_glass(people[EO], closed.reference, "I have seen it before.")
    point("who sees the case need not", answer.status == 422 and "without that" in answer.text, answer)
    before = listed(manager)[0]
    answer = break_glass(person, closed.reference, "The person is ill tonight.")
    point("a caseworker opens a restricted case", answer.status == 303
          and answer.header("Location") == f"/cases/{closed.root}", answer)
    seen = [person.get(path).status for path in (f"/cases/{closed.root}", f"/items/{closed.item}",
                                                 f"/documents/{closed.document}/download")]
    point("it stands open", seen == [200] * 3, seen)
    answer = step(person, closed, "declare", reason="")
    point("who opened it is not named", "Only they see this case" in person.get(f"/cases/{closed.root}/access").text
          and OTHER_EO not in [n for n, in rows(db, "select account from case_named")], answer)
    point("who is named is told on the first page", all("1 opening of a restricted case" in people[name].get("/").text
                                                        for name in (EO, MANAGER)))
    point("others are not", "restricted case" not in people[HEO].get("/").text)
    said = rows(db, "select actor, subject_id from audit_entry where kind = 'break-glass'")
    point("it is an entry of a kind of its own", said == [(OTHER_EO, closed.root)], said)
    number = rows(db, "select id from case_glass")[0][0]
    answer = person.get(f"/break-glass/{number}")
    point("who opened it does not review it", answer.status == 403, answer)
    done = remit("glass", "review", "--db", db, "em-review", number, "--as", EO, "--verdict", "justified", "--reason",
                 "It was an emergency.", ok=False)
    point("nor does who is no manager", done.returncode != 0, done)
    answer = manager.submit(f"/break-glass/{number}", {"reason": "It was an emergency."})
    point("a review says whether it was justified", answer.status == 422, answer)
    answer = manager.submit(f"/break-glass/{number}", {"verdict": "unjustified", "reason": "It could have waited."})
    point("a manager who is named reviews it", answer.status == 303, answer)
    kept = rows(db, "select reviewed_by, verdict from case_glass")
    point("that is kept", kept == [(MANAGER, "unjustified")], kept)
    change(db, "update case_glass set until = 1")
    seen = [person.get(path).status for path in (f"/cases/{closed.root}", f"/items/{closed.item}",
                                                 f"/documents/{closed.document}/download")]
    point("when the time is over it is closed again", seen == [404] * 3, seen)
    point("and nobody else's list has changed", listed(manager)[0] == before)
    done = remit("glass", "break", "--db", db, "em-review", closed.reference, "--as", OTHER_EO, "--reason",
                 "The person is ill again.", ok=False)
    point("a command breaks it too", done.returncode == 0 and person.get(f"/cases/{closed.root}").status == 200, done)
    step(manager, closed, "exclude", OTHER_EO, "They opened it without need.")
    point("an exclusion shuts it at once", person.get(f"/cases/{closed.root}").status == 404)
    step(manager, closed, "readmit", OTHER_EO, "They have been trained anew.")
    change(db, "update case_glass set until = 1")


def check_reports(db, case):
    told = []
    for view, column in (("report_item", "case_id"), ("report_decision", "case_id"), ("report_person", "case_id"),
                         ("report_condition", "case_id"), ("report_entered_fact", "case_id")):
        told += [view] * len(rows(db, f"select 1 from {view} where {column} = ?", case.root))
    told += ["report_claim"] * len(rows(db, "select 1 from report_claim c join work_item w on w.id = c.item_id "
                                            "where w.root_id = ?", case.root))
    point("no report holds a restricted case", not told, told)


def check_run(db, case):
    was = rows(db, "select max(recommendation_id) from work_item where root_id = ?", case.root)
    remit("run", "--db", db, "em-review", "--as-of", "2022-09-30")
    now = rows(db, "select max(recommendation_id) from work_item where root_id = ?", case.root)
    point("the rules go on running over a restricted case", was != now, (was, now))
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)


def check_record(db, people, closed, conflicted):
    said = rows(db, "select actor, kind, action, purpose from audit_entry where person_id = ? and action in "
                    "('restrict', 'exclude', 'declare-conflict')", closed.root)
    point("the restriction is on record", (MANAGER, "access", "restrict", "restrict") in said
          and (EO, "refusal", "restrict", "") not in said, said)
    said = rows(db, "select actor, kind, action, purpose from audit_entry where person_id = ?", conflicted.root)
    point("so are conflicts of interest", (OTHER_EO, "access", "declare-conflict", "declare") in said
          and (MANAGER, "access", "exclude", "exclude") in said, said)
    point("and who tried to look", (OTHER_EO, "refusal", "case-file", "not-visible") in said, said)


def check_ends(db, people, closed, conflicted):
    manager = people[MANAGER]
    answer = step(manager, conflicted, "readmit", OTHER_EO, "The cousin has moved away.")
    point("a manager ends an exclusion", answer.status == 303
          and people[OTHER_EO].get(f"/cases/{conflicted.root}").status == 200, answer)
    answer = remit("access", "change", "--db", db, "em-review", closed.reference, "lift", "--as", MANAGER,
                   "--reason", "It is in the papers anyway.", ok=False)
    point("a command ends a restriction", answer.returncode == 0
          and people[OTHER_EO].get(f"/cases/{closed.root}").status == 200, answer)
    kept = rows(db, "select count(*) from case_named where root_id = ? and ended_at is not null", closed.root)
    point("who was named stays on record", kept[0][0] >= 3, kept)


def check(db, folder):
    prepare(db, folder / "extracts")
    remit("user", "add", "--db", db, OTHER_MANAGER, "--role", "manager")
    set_password(db, OTHER_MANAGER, PASSWORD)
    items = items_of(db)
    closed, conflicted = (Case(db, item, folder / "letter") for item in (items[0], items[-1]))
    site = Site(db)
    try:
        people = sign_in(site, EO, OTHER_EO, SENIOR_EO, HEO, MANAGER, AUDITOR, OTHER_MANAGER)
        before = counts(db, OTHER_EO)
        check_restriction(db, people, closed)
        check_conflict(db, people, conflicted)
        for name, case in ((OTHER_EO, closed), (OTHER_EO, conflicted), (AUDITOR, conflicted), (AUDITOR, closed),
                           (OTHER_MANAGER, closed)):
            check_routes(db, people[name], name, case)
            check_lists(people[name], name, case)
        for name, case in ((OTHER_EO, closed), (OTHER_EO, conflicted), (OTHER_MANAGER, closed), (AUDITOR, conflicted)):
            check_commands(db, folder, name, case)
        after = counts(db, OTHER_EO)
        gone = set(closed.items) | set(conflicted.items)
        point("the command's worklist leaves out both", len(before[1]) > len(after[1])
              and not gone & {row["item"] for row in after[1]})
        point("the figures of status do too", before[0] != after[0] and after[0] != counts(db, EO)[0], after[0])
        check_control(db, people[EO], EO, closed)
        check_control(db, people[HEO], HEO, conflicted)
        check_glass(db, people, closed, conflicted)
        check_log(db, conflicted, closed)
        check_names(db, people, closed)
        check_half_way(db, people, conflicted)
        check_reports(db, closed)
        check_run(db, closed)
        check_record(db, people, closed, conflicted)
        check_ends(db, people, closed, conflicted)
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("access", check))
