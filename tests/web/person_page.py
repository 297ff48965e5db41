#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of the person decided about: a code opens it once, with something that they know; it tells what was decided on
them and nothing of anybody else; they challenge and correct on it. By a pack of repairs of homes.

If this fails, a stranger reads a person's decisions, or the person cannot. Prints TAP. usage: person_page.py REMIT PACK
"""
import json
import re
import shutil
import sys
import threading

import letters
from letters import REPAIRS, decide, load
from serving import AS_OF, Browser, Site, check_mistakes, on_both, point, remit, rows, verified

PAGE = """rectification: {period: P1M, source: invented for tests, dispute: no, complain: Write to the ombudsman.}
person_page:
  second: tenant.name
  code: P14D
  source: invented for tests
  invented: yes
  records: {repair: [reference, part, urgency, reported_on]}

form:
"""
MISTAKES = (("second: tenant.name", "second: repair.part", "only the person knows"), ("second: tenant.name", "second: tenant.born", "born"),
            ("code: P14D", "code: soon", "soon"), ("records: {repair: [reference, part", "records: {repair: [reference, parts", "parts"),
            ("records: {repair:", "records: {repairs:", "is no record type"), ("  source: invented for tests\n  invented", "  invented", "source"))
WRONG = "The code or the answer is not right"
GROUNDS = "Nobody came <script>alert(1)</script> to look."
ADDRESSES = iter(range(1, 250))


class You(Browser):
    """A person at their own machine: no account."""

    def __init__(self, site):
        super().__init__(site)
        self.address = f"10.9.9.{next(ADDRESSES)}"

    def open(self, code, second):
        return self.post("/you", {"code": code, "second": second})


def pack_in(folder):
    pack = folder / "repairs"
    shutil.copytree(REPAIRS, pack)
    file = pack / "pack.yaml"
    file.write_text(file.read_text().replace("\nform:\n", "\n" + PAGE, 1))
    return pack


def code_of(db, case="T2", who="ann", day=AS_OF, ok=True):
    done = remit("person", "code", "--db", db, "--as", who, "--as-of", day, "repairs", case, "--json", ok=ok)
    return json.loads(done.stdout)["code"] if done.returncode == 0 else done


def check_opening(db, site):
    point("an auditor makes no code", code_of(db, who="auditor-1", ok=False).returncode != 0 and not rows(db, "select 1 from person_code"))
    code, you = code_of(db), You(site)
    point("a code is in groups, and kept nowhere", re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
          and not any(code.encode() in str(row).encode() for row in rows(db, "select * from person_code")), code)
    page = you.get("/you")
    point("without one the page asks for it, and tells nothing", page.status == 200 and "Your code" in page.text and "Huda" not in page.text)
    for what, given in (("another code", ("ABCD-EFGH-JKMN-PQRS", "Huda <Saleh>")), ("another answer", (code, "Anna Jones")), ("nothing", ("", "")),
                        ("long fields", ("9" * 4000, "x" * 4000)), ("what is no text", ("\x00%s", "' or 1=1 --"))):
        page = you.open(*given)
        point(f"{what}: refused in the same words", page.status in (400, 413, 422) and (WRONG in page.text or page.status != 422) and "remit-you" not in you.cookies, page)
    page = you.open(code.lower().replace("-", " "), "  huda   SALEH ")
    point("the right one opens it, however it is written", page.status == 303 and "remit-you" in you.cookies, page)
    cookie = page.header("Set-Cookie")
    point("its cookie is of that page alone", all(it in cookie for it in ("HttpOnly", "SameSite=Strict", "Path=/you")), cookie)
    point("once", You(site).open(code, "Huda <Saleh>").status == 422)
    return you


def check_told(db, site, you):
    page = you.get("/you")
    text = page.text
    point("it tells the decision, why, and by which role", "We will do the repair" in text and "Seen on visit number 2 &lt;b&gt;and&lt;/b&gt;" in text
          and "Repairs officer" in text, text)
    point("it names no member of staff, and nobody else", not re.search(r"\bann\b|officer-EO|Anna Jones|Gwen|R1\b|R3\b", text.split("Who has looked")[0]), text)
    looks = text.split("Who has looked at what we hold")[1]
    point("it tells who has looked, by role", "officer" in looks.lower() and not re.search(r"\bann\b", looks)
          and "Made a code for this page" in looks and "person-code" not in looks, looks)
    point("and what the pack shows", "Boiler" in text and "A danger to health" in text)
    letter = re.search(r"/you/letters/(\d+)", text)[1]
    page = you.get(f"/you/letters/{letter}")
    point("the letter in its own language, from right to left", page.status == 200 and 'dir="rtl"' in page.text and 'lang="ar"' in page.text, page)
    other = rows(db, "select id from letter where item_id = 1")[0][0]
    decision = rows(db, "select id from decision where item_id = 1")[0][0]
    point("another person's letter is not there", you.get(f"/you/letters/{other}").status == 404)
    point("nor their decision", you.get(f"/you/decisions/{decision}").status == 404 and you.submit(f"/you/decisions/{decision}", {}).status in (0, 404))
    for path in ("/you/letters/0", "/you/letters/999999", "/you/decisions/-1", "/you/letters/1%00"):
        point(f"{path}: nothing", you.get(path).status in (400, 404))


def check_walls(db, site, you):
    for path in ("/", "/items/2", "/cases/2", "/worklist", "/letters", "/log", "/documents"):
        page = you.get(path)
        point(f"it opens nothing of the staff's: {path}", page.status in (303, 401) and "Huda" not in page.text and "Anna" not in page.text, page)
    staff = Browser(site, "officer-EO-1")
    page = staff.get("/you")
    point("and a member of staff's session opens no page of a person's", "Your code" in page.text and "Huda" not in page.text)
    staff.cookies |= you.cookies
    point("both in one browser: the person's page, without the staff's parts", "We will do the repair" in staff.get("/you").text
          and "Worklist" not in staff.get("/you").text)
    decision = rows(db, "select id from decision where item_id = 2")[0][0]
    for path, fields in ((f"/you/decisions/{decision}", {"grounds": GROUNDS}), ("/you/correct", {"fact": "repair.part/2", "wanted": "ROOF", "evidence": "I live there"}),
                         ("/you/close", {})):
        for token in ("", "x" * 64, staff.token()):
            page = you.post(path, {**fields, "form_token": token})
            point(f"{path}: a form that was not made for it is refused", page.status == 403, page)
        page = you.post(path, {**fields, "form_token": you.get("/you").form("/you/close")[0][1]}, {"Origin": "http://elsewhere.example"})
        point(f"{path}: nor one from another site", page.status == 403, page)
    point("and nothing is kept of them", not rows(db, "select 1 from challenge") and not rows(db, "select 1 from rectification"))
    return decision


def check_forms(db, you, decision):
    page = you.submit(f"/you/decisions/{decision}", {"grounds": "No"})
    point("a challenge says what is wrong", page.status == 422 and "ot said what the person challenges" in page.text, page)
    page = you.submit(f"/you/decisions/{decision}", {"grounds": "x" * 10001})
    point("in not too many words", page.status == 422 and "Write at most 10000" in page.text and not rows(db, "select 1 from challenge"), page)
    page = you.submit(f"/you/decisions/{decision}", {"grounds": GROUNDS})
    point("it is taken down, with a number", page.status == 200 and "Your challenge has the number" in page.text, page)
    got = rows(db, "select grounds, actor, through from challenge")
    point("as their own", got == [(GROUNDS, "the person", "Their own page")], got)
    page = you.submit(f"/you/decisions/{decision}", {"grounds": GROUNDS})
    point("once", page.status == 409, page)
    text = you.get("/you").text
    point("and stands on the page", "You challenged it" in text and "Somebody who did not decide it" in text and "<script>alert" not in text, text)
    page = you.get("/you/correct")
    fact = re.search(r'value="(repair\.part/\d+)"', page.text)
    point("what is held can be said to be wrong", fact, page)
    page = you.submit("/you/correct", {"fact": fact[1], "wanted": "CELLAR", "evidence": "I live there and know"})
    point("with something that it can be", page.status == 422 and "cannot be that" in page.text, page)
    page = you.submit("/you/correct", {"fact": "tenant.name/1", "wanted": "Somebody else", "evidence": "I live there and know"})
    point("and nobody else's", page.status in (404, 422) and not rows(db, "select 1 from rectification"), page)
    number = fact[1].split("/")[1]
    point("nothing is offered that the page does not show", "repair.ours" not in you.get("/you/correct").text)
    page = you.submit("/you/correct", {"fact": f"repair.ours/{number}", "wanted": "no", "evidence": "I live there and know"})
    point("nor taken", page.status == 422 and not rows(db, "select 1 from rectification"), page)
    page = you.submit("/you/correct", {"fact": fact[1], "wanted": "y" * 10001, "evidence": "x" * 10001})
    point("nor what is too long", page.status == 422 and page.text.count("Write at most 10000") == 4 and not rows(db, "select 1 from rectification"), page)
    page = you.submit("/you/correct", {"fact": fact[1], "wanted": "ROOF", "evidence": "I live <b>there</b> and know"})
    point("it is taken down too", page.status == 200 and "Your request has the number" in page.text, page)
    point("and stands there with its day", "ROOF" in str(rows(db, "select wanted from rectification")) and "Open" in you.get("/you").text)


def check_ends(db, site, you):
    page = you.submit("/you/close", {}, you.get("/you"))
    point("it is closed", page.status == 303 and "Your code" in you.get("/you").text and "remit-you" not in you.cookies)
    code, one = code_of(db), You(site)
    for _ in range(5):
        one.open(code, "Somebody else")
    point("five wrong answers end a code", one.open(code, "Huda <Saleh>").status == 422 and rows(db, "select ended from person_code where ended = 'tries'"))
    first, second = code_of(db), code_of(db)
    one = You(site)
    one.open(second, "Huda <Saleh>")
    point("and who has the page open", "We will do the repair" in one.get("/you").text and (second := code_of(db)) and "Your code" in one.get("/you").text)
    point("a new code ends the one before", You(site).open(first, "Huda <Saleh>").status == 422)
    done, people = [], [You(site), You(site)]
    threads = [threading.Thread(target=lambda it=it: done.append(it.open(second, "Huda <Saleh>").status)) for it in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    point("of two at once one gets in", sorted(done) == [303, 422], done)
    one = next(it for it in people if "remit-you" in it.cookies)
    point("for a while", "We will do the repair" in one.get("/you").text)
    rows(db, "update person_session set made_at = 0")
    point("and no longer", "Your code" in one.get("/you").text)
    late = code_of(db, day="2022-03-01")
    point("a code ends with its day", You(site).open(late, "Huda <Saleh>").status == 422)


def restrict(db, step, reason):
    remit("access", "change", "--db", db, "--as", "max", "repairs", "T2", step, "--reason", reason)


def check_hidden(db, site):
    one = You(site)
    one.open(code_of(db), "Huda <Saleh>")
    text = one.get("/you").text
    letter = re.search(r"/you/letters/(\d+)", text)[1]
    remit("letter", "withhold", "--db", db, "--as", "ann", "--as-of", AS_OF, "repairs", letter, "--reason", "It was made by mistake")
    point("a letter that is kept back is not shown", f"/you/letters/{letter}" not in one.get("/you").text and one.get(f"/you/letters/{letter}").status == 404)
    restrict(db, "restrict", "A safeguarding decision is open")
    point("a case that is restricted is not shown", "We will do the repair" in text and "Your code" in one.get("/you").text and "We will do" not in one.get("/you").text)
    restrict(db, "lift", "It was decided yesterday")
    code = code_of(db)
    restrict(db, "restrict", "A safeguarding decision is open")
    point("nor opened", You(site).open(code, "Huda <Saleh>").status == 422)
    restrict(db, "lift", "It was decided yesterday")
    point("till it is not any more", You(site).open(code_of(db), "Huda <Saleh>").status == 303)


def check(db, folder):
    pack = pack_in(folder)
    check_mistakes(pack, folder, MISTAKES)
    letters.REPAIRS = pack
    remit("init", "--db", db, "--pack", pack, "--demo")
    for name, role, grade in (("ann", "officer", "EO"), ("max", "manager", "AO"), ("auditor-1", "auditor", "AO")):
        remit("user", "add", "--db", db, name, "--role", role, "--grade", grade)
    load(db, folder)
    for item in (1, 2):
        decide(db, item)
    site = Site(db)
    try:
        you = check_opening(db, site)
        check_told(db, site, you)
        decision = check_walls(db, site, you)
        check_forms(db, you, decision)
        check_ends(db, site, you)
        check_hidden(db, site)
    finally:
        point("the server ends well", site.stop(), site.said)
    said = remit("audit", "search", "--db", db, "--as", "auditor-1", "repairs", "--actor", "the person", "--json", ok=False)
    point("what the person did is on the log", said.returncode == 0 and "person-page" in said.stdout and "challenge" in said.stdout, said.stdout + said.stderr)
    verify = verified(db)
    point("the log verifies", verify.returncode == 0, verify.stdout + verify.stderr)


if __name__ == "__main__":
    sys.exit(on_both("person_page", check))
