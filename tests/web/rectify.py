#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A person's request to put something right: its clock, the dispute until it is answered, who may answer, the letter,
who had the old value, and what rested on it.

If this fails, a wrong value goes on being decided by, somebody answers for themselves, or a day is missed unseen.
Prints TAP. usage: rectify.py REMIT PACK
"""
import json
import re
import subprocess
import sys

from access import step
from serving import (AS_OF, EO, HEO, OTHER_EO, Browser, Site, items_of, on_both, point, prepare, remit, result_of, rows,
                     verified)
from several import change

MANAGER, AUDITOR = "manager", "auditor"


def show(db, number, who=EO):
    return json.loads(remit("rectify", "show", "--db", db, "--as", who, "em-review", number, "--json").stdout)


def ask(db, case, fact, wanted, *more, who=EO, on="2022-03-01", ok=False):
    return remit("rectify", "ask", "--db", db, "--as", who, "--as-of", AS_OF, "em-review", case, "--fact", fact, "--wanted",
                 wanted, "--evidence", "A copy of the passport.", "--on", on, *more, ok=ok)


def answer(db, number, verdict, who, words="The passport shows it."):
    return remit("rectify", "answer", "--db", db, "--as", who, "--as-of", AS_OF, "em-review", number, "--verdict", verdict,
                 "--answer", words, ok=False)


def missing(db, item):
    return {(m["field"], m["why"]) for m in result_of(db, item).get("Missing") or []}


def check_asking(db, case, root):
    for words, said in (((case, "person.harm_level", "VERY_SILLY"), "cannot be that"),
                        ((case, "person.nothing", "LOW"), "no fact"), ((case, "person.harm_level", ""), "cannot be that")):
        done = ask(db, *words)
        point(f"a request for {words[1]} to be '{words[2]}' is refused with its field", done.returncode == 3
              and said in done.stderr, done.stderr)
    done = ask(db, case, "person.harm_level", "VERY_HIGH", on="2022-04-20")
    point("nor does it come on a day to come", done.returncode == 3 and "day" in done.stderr, done.stderr)
    done = ask(db, case, "person.harm_level", "VERY_HIGH", who=AUDITOR)
    point("an auditor takes none down", done.returncode == 6, done)


def check_clock(db, case, item):
    before = missing(db, item)
    done = ask(db, case, "person.harm_level", "VERY_HIGH", on="2022-01-31", ok=True)
    it = show(db, 1)
    point("its clock runs from the day on which it came: a month, to the month's end", it["due_on"] == "2022-02-28", it)
    point("a clock that has run out is late", json.loads(remit(
        "rectify", "list", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", "--json").stdout)[0]["late"] is True)
    done = remit("rectify", "extend", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", 1, "--reason",
                 "The archive is far away.", ok=False)
    point("and is not lengthened then", done.returncode != 0 and "not lengthened" in done.stderr, done.stderr)
    done = remit("rectify", "extend", "--db", db, "--as", EO, "--as-of", "2022-02-10", "em-review", 1, "--reason",
                 "The archive is far away.", ok=False)
    point("before, it is, once, with a reason", done.returncode == 0 and show(db, 1)["due_on"] == "2022-04-28",
          (done.stderr, show(db, 1)["due_on"]))
    done = remit("rectify", "extend", "--db", db, "--as", EO, "--as-of", "2022-03-10", "em-review", 1, "--reason",
                 "The archive is far away.", ok=False)
    point("not twice", done.returncode != 0, done)
    done = ask(db, case, "person.harm_level", "HIGH")
    point("one about the same fact waits for the first", done.returncode == 8 or "open already" in done.stderr, done)
    said = missing(db, item) - before
    point("until then the rules abstain: the field is disputed", any(
        "harm_level" in field and "disputed" in why for field, why in said), (before, said))


def check_answer(db, site, case, item, root):
    done = answer(db, 1, "completed", HEO)
    point("what was held is not completed", done.returncode == 3 and "not completed" in done.stderr, done.stderr)
    done = answer(db, 1, "corrected", HEO, "no")
    point("an answer has a reason", done.returncode == 3, done.stderr)
    done = answer(db, 1, "corrected", MANAGER)
    point("a manager, who enters no values, does not answer", done.returncode == 6, done)
    done = remit("rectify", "letter", "--db", db, "--as", EO, "em-review", 1, "--out", "/tmp/never.pdf", ok=False)
    point("there is no letter before the answer", done.returncode != 0 and "not answered" in done.stderr, done.stderr)
    done = answer(db, 1, "corrected", HEO)
    point("a colleague corrects it", done.returncode == 0, done.stderr)
    value = rows(db, "select value, actor from field_note where root_id = ? and field = 'harm_level' and kind = 'typed' "
                     "and settled_at is null", root)
    point("the value stands from now on", value == [("VERY_HIGH", HEO)], value)
    point("and the field is disputed no longer", not any("harm_level" in f for f, _ in missing(db, item)), missing(db, item))
    done = answer(db, 1, "refused", HEO)
    point("it is answered once", done.returncode != 0 and "already" in done.stderr, done.stderr)
    page = Browser(site, EO).get(f"/cases/{root}").text
    point("the case page has the new value", "Very high harm" in page)


def check_own(db, case):
    ask(db, case, "person.harm_level", "LOW", ok=True)
    it = show(db, 2)
    point("a request about what a person entered names them", rows(
        db, "select entered_by from rectification where id = 2") == [(HEO,)], it)
    done = answer(db, 2, "refused", HEO)
    point("who entered the value does not answer for it", done.returncode == 6 and "colleague" in done.stderr, done)
    refused = rows(db, "select count(*) from audit_entry where action = 'rectify-answer' and kind = 'refusal' and actor = ?",
                   HEO)[0][0]
    point("and the try is on the log", refused == 1, rows(db, "select kind, action from audit_entry order by number desc "
                                                               "limit 3"))
    done = answer(db, 2, "refused", OTHER_EO, "The assessment of March says otherwise.")
    point("a colleague refuses it", done.returncode == 0 and show(db, 2)["state"] == "refused", done.stderr)


def text_of(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


def check_letter(db, site, folder):
    for number, said in ((1, "We have put it right"), (2, "We have not changed it")):
        remit("rectify", "letter", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", number, "--out",
              folder / f"{number}.pdf")
        text = " ".join(text_of(folder / f"{number}.pdf").split())
        point(f"the letter of request {number} says what became of it, why, and how to complain", all(
            words in text for words in (said, "Information Commissioner", "UK GDPR Articles 12(3) and 16")), text[:900])
    pdf = Browser(site, EO).get("/rectifications/1/answer.pdf")
    point("a page gives it too", pdf.status == 200 and pdf.body.startswith(b"%PDF"), pdf.status)
    kinds = rows(db, "select count(*) from audit_entry where action = 'rectify-letter' and kind = 'disclosure'")[0][0]
    point("each letter is a disclosure on the log", kinds == 3, kinds)


def check_told(db):
    it = show(db, 1)
    who = [r["who"] for r in it["recipients"]]
    point("who had the old value is listed: to whom a file was given, and who looked", "The solicitor" in who and EO in who, who)
    done = remit("rectify", "told", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", 1, "--who", "The solicitor", "--on",
                 "2022-03-30", ok=False)
    told = [r["told_on"] for r in show(db, 1)["recipients"] if r["who"] == "The solicitor"]
    point("that they were told is recorded", done.returncode == 0 and told == ["2022-03-30"], (done.stderr, told))


def check_decisions(db, item, decided):
    it = show(db, 1)
    found = [d for d in it["decisions"] if d["item"] == decided]
    point("decisions that rested on it are listed for review", len(found) == 1, it["decisions"])
    kept = rows(db, "select count(*) from audit_entry where person_id = (select root_id from rectification where id = 1) "
                    "and action like 'rectify-%'")[0][0]
    point("every step is an entry about the person", kept >= 6, kept)


def check_pages(db, site, case, root):
    person = Browser(site, OTHER_EO)
    page = person.get(f"/cases/{root}/rectify")
    value = re.search(r'value="(person\.given_name/\d+)"', page.text)
    fields = {"fact": value and value[1], "wanted": "Quillon", "evidence": "A letter from the person.", "asked_on": "2022-03-02"}
    reply = person.submit(f"/cases/{root}/rectify", {**fields, "evidence": "no"}, page)
    point("the form keeps what was typed and says what lacks", reply.status == 422 and "Quillon" in reply.text, reply)
    reply = person.submit(f"/cases/{root}/rectify", fields, page)
    point("a request is taken down on the page of the case", reply.status == 303, reply)
    path = reply.header("Location")
    point("the first page counts what is open", "1 request to put something right" in person.get("/").text)
    other = Browser(site, HEO)
    reply = other.submit(path, {"verdict": "corrected", "answer": "The letter shows it."}, other.get(path))
    point("and answered there", reply.status == 303 and "Quillon" in other.get(f"/cases/{root}").text, reply)
    manager = Browser(site, MANAGER)
    manager.form_token = manager.token()

    class It:
        pass
    it = It()
    it.root = root
    step(manager, it, "restrict", reason="A person in the public eye.")
    point("of a restricted case no request is told", [person.get(path).status, person.get(f"{path}/answer.pdf").status,
                                                      f"{case}" in person.get("/rectifications").text] == [404, 404, False])


def check(db, folder):
    prepare(db, folder / "extracts")
    site = Site(db)
    decider = Browser(site, EO)
    item = next(n for n, in rows(db, "select min(id) from work_item where state = 'sealed' group by root_id having count(*) > 1 "
                                     "order by 1"))
    root = rows(db, "select root_id from work_item where id = ?", item)[0][0]
    items = [n for n, in rows(db, "select id from work_item where root_id = ? and state = 'sealed' order by id", root)]
    case = rows(db, "select reference from rec_person where _id = ?", root)[0][0]
    decider.decide(items[-1])
    remit("person", "file", "--db", db, "--as", MANAGER, "em-review", case, "--to", "The solicitor", "--why",
          "request of 3 March", "--out", folder / "given")
    try:
        check_asking(db, case, root)
        check_clock(db, case, items[0])
        check_answer(db, site, case, items[0], root)
        check_own(db, case)
        check_letter(db, site, folder)
        check_told(db)
        check_decisions(db, item, items[-1])
        check_pages(db, site, case, root)
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("rectify", check))
