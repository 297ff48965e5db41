#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every route as every role, signed out, with an ended session, with ids that do not exist, and with
forged forms. What is right stands in a table below, held against src/app/use_case.def.

If this fails, somebody sees or does what the use case does not let them, or a link changes something.
Prints TAP. usage: walk.py REMIT PACK
"""
import pathlib
import re
import sys
import tempfile

from serving import (CITE, EO, G7, GRADE, HEO, IDLE, OTHER_EO, OUTCOME, PACK, PG, PREFIX, SENIOR_EO, SOURCE, Browser,
                     Postgres, Site, changed, end, point, prepare, remit, result_of, rows, set_password, state_of,
                     verified)

LEAD, OPERATOR = "lead-1", None
# W: any role with a step of the pack's decisions, at each grade; S: a role without one; M manager;
# P policy owner; A auditor; O operator.
WHO = {EO: "W", SENIOR_EO: "W", HEO: "W", G7: "W", LEAD: "S", "manager": "M", "policy_owner": "P",
       "auditor": "A", "operator": "O"}
# An item that nobody has begun, {item}, of the case {case}. Each answer by the letters above.
TABLE = """
GET  /                                W200 S200 M200 P200 A200 O200
GET  /sign-in                         W303 S303 M303 P303 A303 O303
POST /sign-in                         W422 S422 M422 P422 A422 O422
GET  /sign-in/oidc                    W404 S404 M404 P404 A404 O404
GET  /sign-in/oidc/callback           W404 S404 M404 P404 A404 O404
GET  /sign-in/oidc/sign-out           W404 S404 M404 P404 A404 O404
GET  /account                         W200 S200 M200 P200 A200 O200
POST /account/password                W422 S422 M422 P422 A422 O422
GET  /work                            W200 S200 M200 P200 A200 O200
POST /work                            W422 S422 M422 P422 A422 O422
GET  /worklist                        W200 S403 M200 P403 A200 O200
GET  /referrals                       W200 S403 M200 P403 A200 O403
GET  /cases                           W422 S403 M422 P403 A422 O422
GET  /cases/#                         W200 S403 M200 P403 A200 O403
GET  /cases/#/trail                   W200 S403 M200 P403 A200 O403
GET  /cases/#/access                   W200 S403 M200 P403 A200 O403
POST /cases/#/access                   W422 S403 M422 P403 A422 O403
GET  /cases/#/closed                   W404 S404 M404 P404 A404 O404
POST /cases/#/closed                   W404 S404 M404 P404 A404 O404
GET  /break-glass                      W200 S403 M200 P403 A200 O403
POST /break-glass                      W422 S403 M422 P403 A422 O403
GET  /break-glass/#                    W403 S403 M404 P403 A403 O403
POST /break-glass/#                    W403 S403 M404 P403 A403 O403
GET  /cases/#/person                  W403 S403 M200 P403 A200 O403
POST /cases/#/person                  W403 S403 M422 P403 A422 O403
GET  /runs                            W403 S403 M403 P403 A200 O200
GET  /runs/#                          W403 S403 M403 P403 A200 O200
GET  /log                             W403 S403 M403 P403 A200 O403
GET  /log.csv                         W403 S403 M403 P403 A200 O403
GET  /log.jsonl                       W403 S403 M403 P403 A200 O403
GET  /cases/#/erase                   W403 S403 M200 P403 A403 O200
POST /cases/#/erase                   W403 S403 M422 P403 A403 O422
GET  /retention                       W403 S403 M200 P403 A200 O200
GET  /retention/#                     W403 S403 M404 P403 A404 O404
GET  /documents                       W200 S403 M200 P403 A200 O403
GET  /documents/new                   W200 S403 M200 P403 A403 O200
POST /documents/new                   W422 S403 M422 P403 A403 O422
GET  /documents/#/file                W404 S403 M404 P403 A403 O404
POST /documents/#/file                W404 S403 M404 P403 A403 O404
GET  /documents/#/download            W404 S403 M404 P403 A404 O403
GET  /load                            W403 S403 M200 P403 A200 O403
GET  /quality                         W200 S403 M200 P403 A200 O200
POST /quality                         W403 S403 M303 P403 A403 O303
GET  /reports                         W200 S403 M200 P403 A200 O403
GET  /reports/figures                 W404 S403 M404 P403 A404 O403
GET  /reports/figures.csv             W404 S403 M404 P403 A404 O403
GET  /extracts                        W200 S403 M200 P403 A200 O200
GET  /quality/trend                   W200 S403 M200 P403 A200 O200
GET  /quality/missing                 W404 S403 M404 P403 A404 O404
GET  /quality/issue                   W403 S403 M200 P403 A403 O200
POST /quality/issue                   W403 S403 M422 P403 A403 O422
GET  /quality/issues/#                W403 S403 M404 P403 A403 O404
POST /quality/issues/#                W403 S403 M404 P403 A403 O404
GET  /teams                           W200 S403 M200 P403 A200 O200
POST /teams                           W403 S403 M422 P403 A403 O422
GET  /rectifications                  W200 S403 M200 P403 A200 O403
GET  /rectifications/#                W404 S403 M404 P403 A404 O403
POST /rectifications/#                W404 S403 M404 P403 A403 O403
GET  /rectifications/#/answer.pdf     W404 S403 M404 P403 A403 O403
GET  /samples                         W200 S403 M200 P403 A200 O403
POST /samples                         W200 S403 M403 P403 A403 O403
GET  /samples/#                       W404 S403 M404 P403 A404 O403
POST /samples/#                       W404 S403 M403 P403 A403 O403
GET  /letters                         W200 S403 M200 P403 A200 O200
POST /letters                         W303 S403 M303 P403 A403 O303
GET  /letters/#                       W404 S403 M404 P403 A404 O403
POST /letters/#                       W404 S403 M404 P403 A403 O403
GET  /decisions/#/done                W404 S403 M404 P403 A403 O403
POST /decisions/#/done                W404 S403 M404 P403 A403 O403
GET  /you                             W200 S200 M200 P200 A200 O200
POST /you                             W422 S422 M422 P422 A422 O422
POST /you/close                       W401 S401 M401 P401 A401 O401
GET  /you/letters/#                   W401 S401 M401 P401 A401 O401
GET  /you/decisions/#                 W401 S401 M401 P401 A401 O401
POST /you/decisions/#                 W401 S401 M401 P401 A401 O401
GET  /you/correct                     W401 S401 M401 P401 A401 O401
POST /you/correct                     W401 S401 M401 P401 A401 O401
GET  /cases/#/code                    W200 S403 M200 P403 A403 O403
POST /cases/#/code                    W200 S403 M200 P403 A403 O403
GET  /cases/#/round                   W200 S403 M200 P403 A200 O403
POST /cases/#/round                   W422 S403 M403 P403 A403 O403
GET  /cases/#/rectify                 W200 S403 M200 P403 A403 O403
POST /cases/#/rectify                 W422 S403 M422 P403 A403 O403
GET  /clocks                          W200 S403 M200 P403 A200 O200
GET  /clocks/#                        W404 S403 M404 P403 A404 O404
POST /clocks/#                        W404 S403 M403 P403 A403 O403
GET  /training                        W403 S403 M200 P403 A200 O200
POST /training                        W403 S403 M422 P403 A403 O422
GET  /duplicates                      W200 S403 M200 P403 A200 O403
GET  /duplicates/#/#                  W404 S403 M404 P403 A404 O403
POST /duplicates/#/#                  W404 S403 M404 P403 A403 O403
GET  /merges/#                        W404 S403 M404 P403 A404 O403
POST /merges/#                        W404 S403 M404 P403 A403 O403
GET  /jobs                            W403 S403 M200 P403 A200 O200
GET  /jobs/#                          W403 S403 M404 P403 A403 O404
POST /jobs/#                          W403 S403 M404 P403 A403 O404
GET  /items/#                         W200 S403 M200 P403 A200 O403
GET  /items/#/challenge               W200 S403 M200 P403 A403 O403
POST /items/#/challenge               W409 S403 M409 P403 A403 O403
GET  /items/#/hand-over               W200 S403 M200 P403 A403 O403
POST /items/#/hand-over               W403 S403 M303 P403 A403 O403
POST /items/#/claim                   W303 S403 M403 P403 A403 O403
GET  /items/#/facts                   W200 S403 M200 P403 A200 O403
GET  /items/#/facts/note              W404 S403 M403 P403 A403 O403
GET  /items/#/transitions/#           W404 S403 M403 P403 A403 O403
POST /items/#/transitions/#           W404 S403 M403 P403 A403 O403
POST /items/#/facts/note              W404 S403 M403 P403 A403 O403
POST /items/#/facts                   W303 S403 M403 P403 A403 O403
GET  /items/#/view                    W200 S403 M403 P403 A403 O403
GET  /items/#/recommendation          W403 S403 M403 P403 A403 O403
POST /items/#/recommendation          W403 S403 M403 P403 A403 O403
GET  /items/#/explanation             W403 S403 M403 P403 A403 O403
GET  /items/#/decision                W403 S403 M403 P403 A403 O403
POST /items/#/decision                W403 S403 M403 P403 A403 O403
GET  /items/#/check                   W403 S403 M403 P403 A403 O403
POST /items/#/check                   W403 S403 M403 P403 A403 O403
GET  /items/#/sign                    W403 S403 M403 P403 A403 O403
POST /items/#/sign                    W403 S403 M403 P403 A403 O403
GET  /items/#/form                    W200 S403 M403 P403 A200 O403
GET  /items/#/form.pdf                W200 S403 M403 P403 A200 O403
POST /items/#/view                    W303 S403 M403 P403 A403 O403
GET  /rules                           W200 S200 M200 P200 A200 O200
GET  /rules/file                      W404 S404 M404 P404 A404 O404
GET  /rules/drawing                   W200 S200 M200 P200 A200 O200
GET  /rules/record                    W200 S200 M200 P200 A200 O200
GET  /rules/flags                     W200 S200 M200 P200 A200 O200
POST /rules/flags                     W422 S422 M422 P422 A422 O422
POST /rules/flags/#                   W403 S403 M403 P404 A403 O403
POST /rules/record                    W403 S403 M403 P303 A403 O403
GET  /rules/whatif                    W403 S403 M200 P200 A200 O200
GET  /rules/uptake                    W403 S403 M200 P200 A200 O403
GET  /rules/versions                  W200 S200 M200 P200 A200 O200
GET  /rules/proposals/#               W404 S404 M404 P404 A404 O404
POST /rules/proposals/#               W404 S404 M404 P404 A404 O404
GET  /accessibility                   W200 S200 M200 P200 A200 O200
GET  /cookies                         W200 S200 M200 P200 A200 O200
GET  /assets/*                        W404 S404 M404 P404 A404 O404
GET  /healthz                         W200 S200 M200 P200 A200 O200
GET  /readyz                          W200 S200 M200 P200 A200 O200
GET  /metrics                         W200 S200 M200 P200 A200 O200
POST /sign-out                        W303 S303 M303 P303 A303 O303
GET  /account/second-factor           W200 S200 M200 P200 A200 O200
POST /account/second-factor           W422 S422 M422 P422 A422 O422
POST /account/sign-out-everywhere     W303 S303 M303 P303 A303 O303
"""
# Pages that answer everyone, and show each only what they may see.
FOR_EVERYONE = {"/", "/sign-in"}
# A decision of caseworker-EO-1 that waits for a signature: E who decided, F another caseworker,
# N a senior one below the grade that signs, H and G of the grade.
DECIDED = {EO: "E", OTHER_EO: "F", SENIOR_EO: "N", HEO: "H", G7: "G", LEAD: "S", "manager": "M",
           "policy_owner": "P", "auditor": "A", "operator": "O"}
DECIDED_TABLE = """
GET  /items/#                         E200 F200 N200 H200 G200 S403 M200 P403 A200 O403
GET  /items/#/recommendation          E200 F403 N403 H403 G403 S403 M403 P403 A403 O403
GET  /items/#/decision                E403 F403 N403 H403 G403 S403 M403 P403 A403 O403
GET  /items/#/check                   E303 F303 N303 H303 G303 S403 M403 P403 A403 O403
POST /items/#/decision                E403 F403 N403 H403 G403 S403 M403 P403 A403 O403
POST /items/#/facts/note              E404 F404 N404 H404 G404 S403 M403 P403 A403 O403
GET  /items/#/sign                    E403 F403 N403 H200 G200 S403 M403 P403 A403 O403
POST /items/#/sign                    E403 F403 N403 H422 G422 S403 M403 P403 A403 O403
GET  /items/#/form                    E200 F200 N200 H200 G200 S403 M403 P403 A200 O403
GET  /items/#/explanation             E200 F200 N200 H200 G200 S403 M403 P403 A200 O403
"""
# An item on which caseworker-EO-1 has recorded a view and not yet looked further.
VIEWED_TABLE = """
GET  /items/#                         E200 F200 N200 H200 G200 S403 M200 P403 A200 O403
GET  /items/#/view                    E200 F200 N200 H200 G200 S403 M403 P403 A403 O403
GET  /items/#/recommendation          E200 F403 N403 H403 G403 S403 M403 P403 A403 O403
GET  /items/#/explanation             E403 F403 N403 H403 G403 S403 M403 P403 A403 O403
GET  /items/#/decision                E403 F403 N403 H403 G403 S403 M403 P403 A403 O403
GET  /items/#/check                   E403 F403 N403 H403 G403 S403 M403 P403 A403 O403
GET  /items/#/form                    E200 F200 N200 H200 G200 S403 M403 P403 A200 O403
POST /items/#/check                   E403 F403 N403 H403 G403 S403 M403 P403 A403 O403
"""
# Reading another's decision is kept as a reveal: who has read it has no view of their own to record.
MAY_REVEAL = {"/items/#/sign", "/items/#/form", "/items/#/form.pdf", "/items/#/explanation"}


def read_table(text):
    out = {}
    for line in text.split("\n"):
        if line.strip():
            method, pattern, *answers = line.split()
            out[method, pattern] = {word[0]: int(word[1:]) for word in answers}
    return out


def read_def(name, macro):
    text = (SOURCE / name).read_text()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return [[part.strip().strip('"') for part in found.split(",")]
            for found in re.findall(macro + r"\(([^)]*)\)", text)]


def may_by_definition(letter, who):
    words = {word.strip().removeprefix("MAY_") for word in who.split("|")}
    return "ANYONE" in words or {"W": "WORKER", "M": "MANAGER", "A": "AUDITOR",
                                 "O": "OPERATOR", "P": "POLICY_OWNER"}.get(letter) in words


def check_table(routes, table):
    there = {(method, pattern) for method, pattern, *_ in routes}
    point("every route stands in the test's table, and nothing else", there == set(table),
          there ^ set(table))
    uses = {name: who for name, _, _, who in read_def("src/app/use_case.def", "USE_CASE")}
    wrong = [(method, pattern, letter) for method, pattern, _, access, use in routes
             if access == "SIGNED_IN" and use != "NONE" and pattern not in FOR_EVERYONE
             for letter, status in table.get((method, pattern), {}).items()
             if not may_by_definition(letter, uses[use]) and status != 403]
    point("the table lets nobody do what use_case.def does not", not wrong, wrong)


def path_of(pattern, item, case, part=1):
    path = pattern.replace("/items/#", f"/items/{item}").replace("/cases/#", f"/cases/{case}")
    return path.replace("#", str(part)).replace("*", "no-such-file")


def fields_of(db, pattern, item):
    """What a form that is right in everything but who sends it would hold."""
    (recommendation, state), = rows(db, "select recommendation_id, state from work_item where id = ?",
                                    item)
    decision = rows(db, "select id from decision where item_id = ?", item)
    decision = decision[0][0] if decision and pattern.endswith("/sign") else 0
    fields = {"stamp": f"{recommendation}.{state}.{decision}"}
    if pattern.endswith(("/view", "/decision")):
        fields |= {"outcome": OUTCOME, "reasons": "Nothing speaks for a change now.",
                   "cite": CITE}
    if pattern.endswith("/hand-over"):
        fields |= {"to": OTHER_EO, "before": ""}
    return fields


class People:
    """A signed-in browser for each account."""

    def __init__(self, site, accounts):
        self.site = site
        self.browsers = {}
        for name in accounts:
            self.sign_in(name)

    def sign_in(self, name):
        account = OPERATOR if name == "operator" else name
        browser = Browser(self.site)
        fields = {"name": account, "password": "walk every route"} if name in (LEAD, "operator") \
            else {"demo": account}
        answer = browser.post("/sign-in", fields)
        if answer.status != 303:
            raise SystemExit(f"not ok - sign in as {account}: {answer!r}")
        browser.form_token = browser.token()
        self.browsers[name] = browser

    def ask(self, name, db, method, pattern, item, case):
        browser = self.browsers[name]
        path = path_of(pattern, item, case)
        if method == "GET":
            return browser.get(path)
        return browser.post(path, {**fields_of(db, pattern, item), "form_token": browser.form_token})


def walk(db, people, letters, table, sealed, what=""):
    """Each row as each role; each POST of a role on an item of its own, where it may succeed."""
    for (method, pattern), answers in table.items():
        wrong, before = [], state_of(db) if method == "GET" else None
        for name, letter in letters.items():
            item, case = sealed(name)
            answer = people.ask(name, db, method, pattern, item, case)
            if answer.status != answers[letter]:
                wrong.append((name, answers[letter], answer))
            if pattern in ("/sign-out", "/account/sign-out-everywhere"):
                people.sign_in(name)
        point(f"{what}{method} {pattern} answers each role as it should", not wrong, wrong)
        if method == "GET":
            news = set(changed(before, state_of(db)))
            allowed = {"reveal"} if what == "decided: " and pattern in MAY_REVEAL else set()
            point(f"{what}GET {pattern} changes nothing but the log", news <= allowed, news)


def check_signed_out(site, db, routes, item, case):
    out = Browser(site)
    ended = Browser(site, EO)
    rows(db, "update session set seen_at = 0, made_at = 0")
    for who, browser in (("signed out", out), ("with an ended session", ended)):
        wrong, before = [], state_of(db)
        for method, pattern, _, access, _ in routes:
            path = path_of(pattern, item, case)
            answer = browser.get(path) if method == "GET" else browser.post(path, {"outcome": OUTCOME})
            wanted = {401} if access == "SIGNED_IN" or pattern.startswith("/you/") else {200, 404} if method == "GET" else {422}
            if pattern == "/" and access == "SIGNED_IN":
                wanted = {303}
            shows = PREFIX in answer.text or (access == "SIGNED_IN" and answer.status == 401
                                              and 'name="password"' not in answer.text)
            if answer.status not in wanted or shows:
                wrong.append((method, path, answer))
        point(f"{who}: every page asks to sign in and shows nothing", not wrong, wrong)
        point(f"{who}: nothing is changed", not changed(before, state_of(db)))


def check_ids(people, routes, item, case):
    """Ids of nothing, and what is no id: not found, whatever the page."""
    wrong = []
    odd = ["999999", "0", "-1", "007", "1e3", "%31", "1%00", "99999999999999999999", "4;1", "1.0"]
    for method, pattern, _, access, _ in routes:
        if "#" not in pattern:
            continue
        browser = Browser(people.site, "manager" if pattern.startswith(("/quality", "/jobs", "/cases/#/person", "/cases/#/erase", "/break-glass", "/retention"))
                          else EO)
        browser.form_token = browser.token()
        others = {"/runs": "auditor", "/rules/flags": "policy_owner"}
        for start in [start for start in others if pattern.startswith(start)]:
            browser = Browser(people.site, others[start])
            browser.form_token = browser.token()
        for number in odd:
            path = pattern.replace("#", number, 1).replace("#", "1")
            fields = {"form_token": browser.form_token, "stamp": "1.sealed.0"}
            answer = browser.get(path) if method == "GET" else browser.post(path, fields)
            if answer.status not in ((401, 404, 400) if pattern.startswith("/you/") else (404, 400)):
                wrong.append((method, path, answer))
    point("an id of nothing is not found, on every route", not wrong, wrong)
    wrong = [path for path in (f"/items/{item}/transitions/99", f"/samples/99")
             if browser.get(path).status not in (403, 404)]
    point("a part of nothing is not found", not wrong, wrong)


def check_forged(people, db, routes, item, case):
    browser, other = people.browsers[EO], people.browsers[OTHER_EO]
    host = f"{browser.site.host}:{browser.site.port}"
    right = {"form_token": browser.form_token}
    tries = {
        "without a form's token": ({}, {}),
        "with an empty token": ({"form_token": ""}, {}),
        "with another session's token": ({"form_token": other.form_token}, {}),
        "from another site": (right, {"Origin": "http://elsewhere.example"}),
        "from nowhere": (right, {"Origin": "null"}),
        "from a site whose name begins alike": (right, {"Origin": f"http://{host}.elsewhere.example"}),
        "from a site whose name ends alike": (right, {"Origin": f"http://elsewhere.example/{host}"}),
    }
    for what, (fields, headers) in tries.items():
        wrong, before = [], state_of(db, without=("audit_entry", "audit_waiting", "audit_node", "audit_root"))
        for method, pattern, _, access, _ in routes:
            if method != "POST" or access != "SIGNED_IN":
                continue
            answer = browser.post(path_of(pattern, item, case),
                                  {**fields_of(db, pattern, item), **fields}, headers)
            if answer.status != 403:
                wrong.append((pattern, answer))
        point(f"a form {what} is refused on every route", not wrong, wrong)
        now = state_of(db, without=("audit_entry", "audit_waiting", "audit_node", "audit_root"))
        point(f"a form {what} changes nothing", not changed(before, now), changed(before, now))
    answer = Browser(browser.site).post("/sign-in", {"demo": EO}, {"Origin": "http://elsewhere.example"})
    point("another site cannot sign a person in", answer.status == 403 and not answer.header("Set-Cookie"),
          answer)
    answer = browser.post(f"/items/{item}/claim", {**right, "stamp": "x"}, {"Origin": f"http://{host}"})
    point("the same form from this site is taken", answer.status == 303, answer)


def check_filled(people, db):
    """Pages with something on them: a decision that waits for a signature."""
    item, case = rows(db, "select id, root_id from work_item where state = 'sealed' order by id desc")[0]
    done = people.browsers[EO].decide(item)
    point("a caseworker goes all the way to a decision", done.status == 200, done)
    walk(db, people, DECIDED, read_table(DECIDED_TABLE), lambda name: (item, case), "decided: ")
    viewed = rows(db, "select id, root_id from work_item where state = 'sealed' order by id desc")[0]
    people.browsers[EO].view(viewed[0])
    walk(db, people, DECIDED, read_table(VIEWED_TABLE), lambda name: viewed, "viewed: ")
    for path in ("/worklist?state=decided", "/worklist?page=2", f"/cases?reference={PREFIX}0000001",
                 "/rules/file?name=pack.yaml", "/rules/file?name=../pack.yaml"):
        answer = people.browsers[EO].get(path)
        wanted = 404 if ".." in path else 303 if "reference" in path else 200
        point(f"GET {path} answers {wanted}", answer.status == wanted, answer)
    done = people.browsers[HEO].sign(item)
    point("a second person signs it", done.status == 303, done)
    refused = rows(db, "select count(*) from audit_entry where kind = 'refusal'")[0][0]
    point("refusals stand in the log", refused > 100, refused)
    return result_of(db, item)


def check(db, folder):
    routes = read_def("src/web/route.def", "ROUTE")
    routes = [[m, p, f, a, u] for m, p, f, a, u in routes]
    table = read_table(TABLE)
    if "break_glass:" not in (PACK / "pack.yaml").read_text():
        table["POST", "/break-glass"] = dict.fromkeys(table["POST", "/break-glass"], 403)
    check_table(routes, table)
    prepare(db, folder / "extracts")
    remit("user", "add", "--db", db, LEAD, "--role", IDLE, "--grade", GRADE)
    for account in (LEAD, OPERATOR):
        set_password(db, account, "walk every route")
    site = Site(db)
    try:
        items = rows(db, "select id, root_id from work_item where state = 'sealed' order by id")
        of_role = dict(zip(WHO, items))
        people = People(site, [*WHO, OTHER_EO])
        if not db.startswith("postgresql:"):
            check_ids(people, routes, *items[20])
        check_forged(people, db, routes, *items[21])
        walk(db, people, WHO, table, lambda name: of_role[name])
        check_filled(people, db)
        check_signed_out(site, db, routes, *items[22])
        point("the server is up after all that", site.is_up())
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)
    done = remit("replay", "--db", db, "--all", ok=False)
    point("every recommendation replays to the same bytes", " 0 different" in done.stdout, done.stdout)


def main():
    global OPERATOR
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        extracts = folder / "extracts"
        remit("synth", "--pack", PACK, "--seed", "1", "--people", 40, "--out", extracts)
        OPERATOR = re.search(r"You, (\S+), are its operator", remit("init", "--db", folder / "who.sqlite",
                                                                   "--pack", PACK).stdout)[1]
        check(str(folder / "remit.sqlite"), folder)
        if (PG / "postgres").exists():
            print("# on PostgreSQL")
            postgres = Postgres()
            try:
                check(postgres.database("walk"), folder)
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
