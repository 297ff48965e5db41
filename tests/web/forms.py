#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Forms: what a person has written is not lost, is recorded once, and is not recorded against a case
that has changed.

If this fails, words are lost at an error or an ended session, a decision stands twice, or a person
decides on facts that are not the case's any more. Prints TAP. usage: forms.py REMIT PACK
"""
import csv
import pathlib
import re
import shutil
import sys
import tempfile
import threading

from serving import (DOUBT, TURN, AS_OF, CITE, EO, HEO, LOW, NAME, OTHER_EO, OTHER_HEO, OUTCOME, PACK, PG, REASON, ROOT,
                     SENIOR_EO, Browser, Postgres, Site, end, items_of, label, point, prepare, remit, result_of,
                     rows, verified)

WORDS = "Contact has been kept; & I see <no> \"reason\" for more."
IN_A_PAGE = "Contact has been kept; &amp; I see &lt;no&gt; &quot;reason&quot; for more."
GOOD = {"outcome": OUTCOME, "reasons": WORDS, "cite": [CITE]}


def dressed(text):
    """The same words, as if they were others."""
    head, _, tail = text.partition(" ")
    return f"  {head.upper()} {tail.replace(' ', chr(10))}!"


def together(*calls):
    """Call them at one moment; their answers in order."""
    answers, gate = [None] * len(calls), threading.Barrier(len(calls))

    def one(at, call):
        gate.wait()
        answers[at] = call()
    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def count(db, table, item):
    column = "item_id"
    return rows(db, f"select count(*) from {table} where {column} = ?", item)[0][0]


def check_errors(db, site, item):
    browser = Browser(site, EO)
    form = browser.get(f"/items/{item}/view")
    offered = re.findall(r'type="radio" value="(\w+)"', form.text)
    others = set(re.findall(r"^    (\w+): \{sentence: ", (PACK / "pack.yaml").read_text(), re.M)) - set(offered)
    tries = {"no outcome": {"outcome": []}, "no outcome of the pack": {"outcome": "NONSENSE"},
             "an outcome that this item cannot have": {"outcome": sorted(others)[0]},
             "no reasons": {"reasons": ""}, "two words": {"reasons": "Because so."},
             "no fact": {"cite": []}, "no fact of the case": {"cite": [f"{ROOT}.invented"]},
             "a fact of a compartment": {"cite": ["equality.nationality"]},
             "a standard sentence": {"reasons": label(REASON)},
             "a standard sentence, dressed up": {"reasons": dressed(label(REASON))},
             "an outcome's sentence": {"reasons": label(LOW)}}
    for what, change in tries.items():
        fields = {**GOOD, **change}
        answer = browser.submit(f"/items/{item}/view", fields, form)
        typed = fields["reasons"].strip()
        kept = "reason&quot; for more" in answer.text if typed == WORDS else \
            not typed or typed.split()[-1] in answer.text
        point(f"a view with {what} is shown again with its words and what is wrong",
              answer.status == 422 and "govuk-error-summary" in answer.text and kept
              and count(db, "own_view", item) == 0, answer)
    answer = browser.submit(f"/items/{item}/view", {**GOOD, "outcome": []}, form)
    point("the words come back as they were typed, escaped", IN_A_PAGE in answer.text, answer)
    point("and the boxes that were ticked", f'value="{CITE}" checked' in answer.text
          or re.search(rf'<input[^>]*value="{CITE}"[^>]*checked', answer.text), answer)
    point("the page's title says that there is an error", "<title>Error: " in answer.text)


def check_ended_session(db, site, item):
    browser = Browser(site, EO)
    form = browser.get(f"/items/{item}/view")
    rows(db, "delete from session")
    answer = browser.submit(f"/items/{item}/view", GOOD, form)
    point("an ended session asks to sign in, and keeps the words", answer.status == 401
          and IN_A_PAGE in answer.text and count(db, "own_view", item) == 0, answer)
    kept = [f for f in answer.form("/sign-in") if f[0].startswith("kept.")]
    point("no form's token travels", "kept.form_token" not in dict(kept), kept)
    wrong = browser.post("/sign-in", [("name", EO), ("password", "not the right one"),
                                      ("next", f"/items/{item}/view"), *kept])
    point("a wrong password keeps them too", wrong.status == 422 and IN_A_PAGE in wrong.text, wrong)
    again = browser.post("/sign-in", [("demo", EO), ("next", f"/items/{item}/view"), *kept])
    point("after signing in the form stands there with its words, not sent",
          again.status == 200 and IN_A_PAGE in again.text and "not sent yet" in again.text
          and count(db, "own_view", item) == 0, again)
    fields = again.form(f"/items/{item}/view")
    point("the form is the new session's", ("form_token", browser.token()) in fields, fields)
    done = browser.post(f"/items/{item}/view", [f for f in fields if f[0] != "outcome"]
                        + [("outcome", OUTCOME)])
    point("sent then, it is taken", done.status == 303 and count(db, "own_view", item) == 1, done)
    # Two windows: the session ends, one signs in again, then the other.
    one, two = Browser(site, OTHER_EO), None
    rows(db, "delete from session")
    page = one.submit(f"/items/{item}/view", GOOD, form)
    kept = [f for f in page.form("/sign-in") if f[0].startswith("kept.")]
    one.post("/sign-in", {"demo": OTHER_EO})
    two = one.post("/sign-in", [("demo", OTHER_EO), ("next", f"/items/{item}/view"), *kept])
    point("of two windows the second keeps its words as well", two.status == 200 and IN_A_PAGE in two.text, two)
    rows(db, "delete from session")
    page = one.post("/account/password", {"present": "the present secret", "password": "the coming secret"})
    point("passwords do not travel through the sign-in page", page.status == 401
          and "secret" not in page.text and "/account/password" not in page.text, page)
    for path in ("/sign-out", "/account/sign-out-everywhere", f"/items/{item}/claim",
                 f"/items/{item}/recommendation", f"/items/{item}/check", f"/items/{item}/sign"):
        rows(db, "delete from claim")
        answer = one.post("/sign-in", [("demo", OTHER_EO), ("next", path), ("kept.x", "1"),
                                       ("kept.stamp", "1.viewed.0")])
        point(f"a form kept for {path} does nothing by itself", answer.status in (200, 303, 403, 409)
              and one.get("/account").status == 200 and count(db, "claim", item) == 0
              and count(db, "reveal", item) == 0, answer)


def check_kept_reveal(db, site, item):
    """A view that stands, sent anew by a form that a sign-in page has kept: it is shown, nothing is revealed."""
    person = Browser(site, OTHER_EO)
    person.view(item, GOOD["outcome"], GOOD["reasons"])
    kept = [("kept.outcome", GOOD["outcome"]), ("kept.reasons", GOOD["reasons"]), ("kept.then", "reveal")]
    answer = person.post("/sign-in", [("demo", OTHER_EO), ("next", f"/items/{item}/view"), *kept])
    point("a form that was kept reveals nothing by itself", answer.status in (200, 303) and count(db, "own_view", item) == 1
          and count(db, "reveal", item) == 0, answer)
    answer = person.post(f"/items/{item}/view", {"form_token": person.token(), "stamp": "x", "outcome": GOOD["outcome"], "reasons": GOOD["reasons"],
                                                 "then": "reveal"})
    point("one that is sent does", answer.status == 303 and count(db, "reveal", item) == 1, answer)


def check_next(site):
    wrong = []
    for path in ("//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "\\\\e", "e",
                 "/\telsewhere", "/a\r\nSet-Cookie: remit=x", "/sign-in", "/sign-out", "javascript:alert(1)",
                 "/é", "/ a", "///e", "/%0d%0aX: y/../..", ""):
        browser = Browser(site)
        answer = browser.post("/sign-in", {"demo": EO, "next": path})
        where = answer.header("Location")
        safe = where == "/" or (path.startswith("/%0d") and where == path.replace(" ", "")) or where == "/"
        if answer.status != 303 or not safe and not (path == "/%0d%0aX: y/../.."):
            wrong.append((path, answer))
        if answer.header("X") or (answer.header("Set-Cookie") or "").startswith("remit=x"):
            wrong.append((path, "header"))
    point("signing in leads to a page of this site, whatever a link says", not wrong, wrong)


def check_twice(db, site, items):
    """Sent twice, one after the other and at the same moment."""
    browser, senior = Browser(site, EO), Browser(site, HEO)
    for at, item in enumerate(items):
        if at:  # somebody else has begun already: the item is at a later state
            Browser(site, OTHER_EO).view(item)
        fields = browser.filled(f"/items/{item}/view", GOOD)
        answers = together(*[lambda: browser.post(f"/items/{item}/view", fields)] * 8)
        mine = rows(db, "select count(*) from own_view where item_id = ? and actor = ?", item, EO)[0][0]
        point("a view sent eight times at one moment is recorded once", mine == 1
              and {a.status for a in answers} == {303}, (mine, [a.status for a in answers], answers))
        again = browser.post(f"/items/{item}/view", fields)
        point("and sent again later", again.status == 303 and count(db, "own_view", item) == 1 + (at > 0), again)
        fields = browser.filled(f"/items/{item}/recommendation", {})
        answers = together(*[lambda: browser.post(f"/items/{item}/recommendation", fields)] * 8)
        point("a reveal is recorded once", count(db, "reveal", item) == 1
              and {a.status for a in answers} == {303}, (count(db, "reveal", item), answers))
        answer = browser.post(f"/items/{item}/view", [*[f for f in browser.filled(
            f"/items/{item}/decision", GOOD) if f[0] != "reasons"], ("reasons", "Having seen it I agree.")])
        point("a view after the reveal is refused", answer.status == 403
              and count(db, "own_view", item) == 1 + (at > 0), answer)
        browser.fill(item, reasons=f"Contact was kept for a year, which is enough ({item}).")
        fields = browser.filled(f"/items/{item}/check", {})
        answers = together(*[lambda: browser.post(f"/items/{item}/check", fields)] * 8)
        point("a decision sent eight times at one moment is recorded once", count(db, "decision", item) == 1
              and {a.status for a in answers} <= {200, 303}, (count(db, "decision", item), answers))
        again = browser.post(f"/items/{item}/check", fields)
        point("and sent again later", again.status == 303 and count(db, "decision", item) == 1, again)
        fields = senior.filled(f"/items/{item}/sign", {"verdict": "sign", "reason": ""})
        answers = together(*[lambda: senior.post(f"/items/{item}/sign", fields)] * 8)
        signs = rows(db, "select count(*) from sign_off s join decision d on d.id = s.decision_id"
                         " where d.item_id = ?", item)[0][0]
        point("a signature sent eight times at one moment is recorded once",
              signs == 1 and {a.status for a in answers} <= {303}, (signs, answers))
        point("what is final leaves no draft", count(db, "draft", item) == 0)


def check_race(db, site, item):
    """Two people at the same step at one moment: one is first, the other is told and keeps the words."""
    one, two = Browser(site, EO), Browser(site, SENIOR_EO)
    for browser in (one, two):
        browser.view(item)
        browser.reveal(item)
        browser.fill(item, reasons=f"Contact was kept, says {browser.account}.")
    fields = [b.filled(f"/items/{item}/check", {}) for b in (one, two)]
    answers = together(*[lambda b=b, f=f: b.post(f"/items/{item}/check", f)
                         for b, f in zip((one, two), fields)])
    point("of two decisions at one moment one is taken, the other told of it", count(db, "decision", item) == 1
          and sorted(a.status for a in answers) == [200, 409], answers)
    late = next((a for a in answers if a.status == 409), answers[0])
    point("with the words kept", "Contact was kept, says" in late.text and "has changed" in late.text, late)
    signers = [Browser(site, HEO), Browser(site, OTHER_HEO)]
    fields = [b.filled(f"/items/{item}/sign", {"verdict": v, "reason": "Say more of the harm."})
              for b, v in zip(signers, ("sign", "return"))]
    answers = together(*[lambda b=b, f=f: b.post(f"/items/{item}/sign", f) for b, f in zip(signers, fields)])
    signs = rows(db, "select count(*) from sign_off s join decision d on d.id = s.decision_id"
                     " where d.item_id = ?", item)[0][0]
    point("of a signature and a return at one moment one stands", signs == 1
          and sum(a.status == 303 for a in answers) in (1, 2), answers)


def check_drafts(db, site, item):
    """A draft that is saved in two windows; one that is not whole yet."""
    browser = Browser(site, EO)
    browser.view(item)
    browser.reveal(item)
    path = f"/items/{item}/decision"
    page = browser.get(path)
    answers = [browser.submit(path, {"reasons": f"Written in window {n}.", "later": "yes"}, page) for n in (1, 2)]
    point("of two windows the first saves its draft, the second is told, and its words are kept",
          [a.status for a in answers] == [303, 409] and "Written in window 2." in answers[1].text
          and "Written in window 1." in browser.get(path).text, answers)
    answer = browser.submit(path, {"later": "yes"}, answers[1])
    point("sent again it is taken", answer.status == 303 and "Written in window 2." in browser.get(path).text, answer)
    answer = browser.submit(path, {})
    point("a draft that is not whole is kept, and not taken for a decision",
          answer.status == 422 and "There is a problem" in answer.text and "Written in window 2." in answer.text, answer)
    other = Browser(site, OTHER_EO)
    other.view(item)
    other.reveal(item)
    point("nobody sees another's draft", "Written in window" not in "".join(
        other.get(p).text for p in (path, f"/items/{item}/check", f"/items/{item}")))
    answer = browser.submit(f"/items/{item}/check", {})
    point("without outcome and reasons nothing is decided", answer.status == 422
          and count(db, "decision", item) == 0, answer)
    other_choice = next(c for c in choices(browser, item) if c != GOOD["outcome"])
    answer = browser.submit(path, {**GOOD, "outcome": other_choice})
    point("another outcome than one's own view asks why", answer.status == 422
          and 'href="#switch_reason"' in answer.text and IN_A_PAGE in answer.text, answer)
    browser.submit(path, {**GOOD, "later": "yes"})
    answer = browser.submit(f"/items/{item}/check", {})
    if result_of(db, item)["Safeguards"]:
        point("a safeguard without an answer holds a decision up", answer.status == 422
              and "safeguard has no answer" in answer.text and count(db, "decision", item) == 0, answer)
    browser.fill(item)
    browser.submit(path, {"j.next_review-day": "31", "j.next_review-month": "2", "j.next_review-year": "2022"})
    answer = browser.submit(f"/items/{item}/check", {})
    point("a day that does not exist is not saved over one that does", answer.status == 200, answer)


def check_copied(db, site, item):
    browser = Browser(site, EO)
    browser.view(item)
    browser.reveal(item)
    said, = rows(db, "select reasons from decision where state = 'signed' limit 1")[0]
    browser.fill(item, reasons=said.upper() + " ")
    answer = browser.submit(f"/items/{item}/check", {})
    point("reasons copied from another case are refused", answer.status == 422 and "are a copy" in answer.text
          and count(db, "decision", item) == 0, answer)


def check_between(db, site, item):
    """Another person's step between reading and sending."""
    one, two = Browser(site, EO), Browser(site, SENIOR_EO)
    form = one.get(f"/items/{item}/view")
    two.view(item)
    answer = one.submit(f"/items/{item}/view", GOOD, form)
    point("another's step in between is told, and the words are kept", answer.status == 409
          and IN_A_PAGE in answer.text and "has changed since" in answer.text, answer)
    again = one.submit(f"/items/{item}/view", GOOD, answer)
    point("sent again from that page it is taken", again.status == 303, again)
    two.post(f"/items/{item}/claim", {"form_token": two.token(), "stamp": ""})
    point("who opens an item that another has claimed is warned",
          f"{SENIOR_EO} has claimed this item" in one.get(f"/items/{item}").text)
    answer = one.post(f"/items/{item}/claim", {"form_token": one.token(), "stamp": ""})
    point("and cannot claim it", answer.status == 409 and SENIOR_EO in answer.text, answer)
    answer = one.post(f"/items/{item}/hand-over", {"form_token": one.token(), "to": EO, "before": SENIOR_EO,
                                                   "stamp": re.search(r'name="stamp" value="([^"]+)', one.get(
                                                       f"/items/{item}/hand-over").text)[1]})
    point("nor take it", answer.status == 403 and rows(db, "select actor from claim where item_id = ?", item)
          == [(SENIOR_EO,)], answer)


def find_doubt(db, site):
    """An open item with a doubtful fact that can be entered, and the form for it."""
    browser = Browser(site, EO)
    for item in items_of(db):
        missing = result_of(db, item)["Missing"]
        if not missing:
            continue
        for path in re.findall(r'href="(/items/\d+/facts/note\?[^"]+)"', browser.get(f"/items/{item}/facts").text):
            path = path.replace("&amp;", "&")
            if f"fact={missing[0]['field']}&" in path and missing[0]["field"] == DOUBT[0]:
                return browser, item, path
    return browser, None, None


def check_fact(db, site):
    browser, item, path = find_doubt(db, site)
    point("a fact in doubt can be entered", item is not None)
    if item is None:
        return
    case, before = rows(db, "select root_id, recommendation_id from work_item where id = ?", item)[0]
    browser.view(item)
    browser.reveal(item)
    browser.fill(item, reasons="Written before the fact was known to be so.")
    stale = browser.get(f"/items/{item}/decision")
    form = browser.get(path)
    here = path.split("?")[0]
    for what, change in {"no value": {"value": [], "reason": "Told by the probation officer today."},
                         "a value that is none": {"value": "SOMEWHAT", "reason": "Told by the officer today."},
                         "no source": {"value": DOUBT[1], "reason": ""}, "a word": {"value": DOUBT[1], "reason": "So."}}.items():
        answer = browser.post(here, browser.filled(path, change, form))
        point(f"a fact with {what} is refused", answer.status == 422 and count_notes(db) == 0, answer)
    fields = browser.filled(path, {"value": DOUBT[1], "reason": "Told by the <b>probation</b> officer today."}, form)
    answer = browser.post(here, fields)
    point("a fact with where it is known from is taken", answer.status == 303 and count_notes(db) == 1, answer)
    page = browser.get(f"/cases/{case}").text
    point("the case shows it with who told it", EO in page and DOUBT[2] in page and "<b>probation" not in page, page[:200])
    state, after = rows(db, "select state, recommendation_id from work_item where id = ?", item)[0]
    point("the rules were applied anew, and the item is sealed again", state == "sealed" and after != before,
          (state, before, after))
    point("what was seen of the old recommendation opens nothing of the new",
          browser.get(f"/items/{item}/recommendation").status == 403
          and browser.get(f"/items/{item}/explanation").status == 403)
    answer = browser.submit(f"/items/{item}/decision", GOOD, stale)
    point("a form made before it is not taken", answer.status in (403, 409), answer)
    point("the draft's words are kept, and the change is told",
          "Facts have changed since you wrote" in browser.get(f"/items/{item}").text)
    browser.view(item)
    browser.reveal(item)
    point("they stand in the form again", "Written before the fact" in browser.get(f"/items/{item}/decision").text)


def count_notes(db):
    return rows(db, "select count(*) from field_note where reason like 'Told by %officer today.'")[0][0]


def choices(browser, item):
    """The outcomes that a page offers."""
    return re.findall(r'name="outcome" type="radio" value="(\w+)"', browser.get(f"/items/{item}/decision").text)


def check_import(db, site, folder, extracts):
    """New facts by an import and a run, between reading and sending; a decision that waits lapses."""
    browser = Browser(site, EO)
    file, column, turn = TURN
    chosen = []
    for item in items_of(db):
        result = result_of(db, item)
        if not result["Missing"] and result["Recommendation"]["outcome"] != OUTCOME:
            chosen.append(item)
    forms = {item: browser.get(f"/items/{item}/view") for item in chosen[:12]}
    for item in chosen[12:14]:
        browser.view(item)
        browser.reveal(item)
        browser.fill(item, reasons=f"Decided before the extract came, item {item}.")
        browser.submit(f"/items/{item}/check", {})
    seniors = {item: Browser(site, HEO) for item in chosen[12:14]}
    signing = {item: seniors[item].filled(f"/items/{item}/sign", {"verdict": "sign"}) for item in seniors}
    before = dict(rows(db, "select id, recommendation_id from work_item"))
    changed = folder / "later"
    shutil.copytree(extracts, changed)
    text = (changed / file).read_text().splitlines()
    at = next(csv.reader(text[:1])).index(column)
    out = text[:1]
    for row in csv.reader(text[1:]):
        row[at] = turn.get(row[at], row[at])
        out.append(",".join(row))
    (changed / file).write_text("\n".join(out) + "\n")
    remit("import", "--db", db, "--pack", PACK, changed)
    remit("run", "--db", db, NAME, "--as-of", AS_OF)
    after = dict(rows(db, "select id, recommendation_id from work_item"))
    moved = [i for i in forms if before[i] != after[i]]
    point("an import changes what is recommended", len(moved) > 2, (len(moved), column, out[1]))
    for item in moved[:2]:
        answer = browser.submit(f"/items/{item}/view", GOOD, forms[item])
        point("new facts in between are told, and the words are kept", answer.status == 409
              and IN_A_PAGE in answer.text and count(db, "own_view", item) == 0, answer)
    lapsed = [i for i in seniors if before[i] != after[i]]
    point("a decision that waits lapses", lapsed, before)
    for item in lapsed:
        answer = seniors[item].post(f"/items/{item}/sign", signing[item])
        point("a lapsed decision cannot be signed", answer.status in (403, 409)
              and rows(db, "select state from decision where item_id = ?", item) == [("lapsed",)], answer)
        point("and is shown to nobody", "Decided before the extract" not in "".join(
            Browser(site, who).get(f"/items/{item}/{p}").text for who in (HEO, "auditor", OTHER_EO)
            for p in ("form", "sign", "explanation", "")))


def check(db, folder, whole):
    extracts = folder / "extracts"
    prepare(db, extracts)
    site = Site(db, "--threads", "8")
    try:
        items = items_of(db)
        check_errors(db, site, items[0])
        check_ended_session(db, site, items[1])
        check_twice(db, site, items[2:4])
        check_race(db, site, items[4])
        check_drafts(db, site, items[5])
        check_copied(db, site, items[6])
        check_between(db, site, items[7])
        check_kept_reveal(db, site, items[8])
        check_fact(db, site)
        if whole:
            check_next(site)
            check_import(db, site, folder, extracts)
        point("the server is up after all that", site.is_up())
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)
    done = remit("replay", "--db", db, "--all", ok=False)
    point("every recommendation replays to the same bytes", " 0 different" in done.stdout, done.stdout)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        check(str(folder / "remit.sqlite"), folder, True)
        if (PG / "postgres").exists():
            print("# on PostgreSQL")
            postgres = Postgres()
            try:
                check(postgres.database("forms"), folder, False)
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
