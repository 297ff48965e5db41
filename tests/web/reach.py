#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fields above somebody's reach: a value planted in each of them stands in no answer of any route or command
that they may ask, and those whom the pack lets see it do.

If this fails, a role reads, counts, searches or takes away what the pack withholds from it.
Prints TAP. usage: reach.py REMIT PACK
"""
import json
import re
import sys

import serving
from serving import (AS_OF, EO, HEO, PACK, Browser, Site, change_pack, changed, copy_pack, items_of, on_both, point,
                     remit, rows, state_of)
from several import WORDS, change
from walk import fields_of, path_of, read_def

MANAGER, AUDITOR = "manager", "auditor"
# Sees the rules' inputs and no name; a manager like that; an auditor who sees names and no facts.
PERMISSIONS = """permissions:
  caseworker:
    all: {see: [ordinary, protective], alter: [ordinary], export: [ordinary, protective]}
    person: {see: [ordinary, protective], alter: [ordinary]}
  senior_caseworker:
    all:
      see: [ordinary, protective, identity]
      alter: [ordinary, protective, identity]
      export: [ordinary, protective, identity]
  manager: {all: {see: [ordinary, protective], export: [ordinary, protective]}}
  auditor: {all: {see: [identity], export: [identity]}}
  operator: {all: {see: [ordinary, protective, identity], export: [ordinary, protective, identity]}}

"""
# Code lists of fields; the sentences of each end in a word of its own.
IDENTITY_LISTS = ("vulnerability", "language")
ORDINARY_LISTS = ("harm_level", "person_status", "condition_kind", "basis", "device_state", "finding",
                  "zone_purpose", "frequency", "violation_kind", "violation_status", "representation_kind",
                  "review_outcome")
DAY = {"person.date_of_birth": "1961-02-03", "person.harm_assessed_on": "2021-08-07",
       "condition.started_on": "2019-07-09", "condition.ends_on": "2031-05-06", "device.fitted_on": "2019-08-11",
       "device.last_contact_on": "2022-01-17", "violation.occurred_on": "2021-04-13",
       "representation.received_on": "2021-03-19"}
WORD = {"person.family_name": "Kestrelford", "person.given_name": "Quillon", "person.home_office_ref": "HOZZ7719",
        "person.contact_number": "07700900461"}
MONTHS = ("January February March April May June July August September October November December").split()


def marked(text, lists, mark):
    """The pack with a word at the end of each sentence of these lists."""
    for name in lists:
        block = re.search(rf"(?m)^  {name}:\n    label:.*\n    codes:\n((?:      .*\n)+)", text)
        if block is None:  # of another of the packs
            continue
        lines = re.sub(r"(?m)^(      \w+: [^{\n]*?)( *#.*)?$", rf"\1 {mark}", block[1])
        lines = re.sub(r"(sentence: )([^,}]+)", rf"\1\2 {mark}", lines)
        text = text.replace(block[0], block[0].replace(block[1], lines))
    return text


def make_pack(folder):
    def change(text):
        text = re.sub(r"(?s)\npermissions:\n.*?\n\n", "\n" + PERMISSIONS, text, count=1)
        return marked(marked(text, IDENTITY_LISTS, "qqident"), ORDINARY_LISTS, "qqfact")
    return change_pack(copy_pack(folder / "em-review"), change)


def plant(db, root):
    for name, value in {**DAY, **WORD}.items():
        record, field = name.split(".")
        change(db, f"update rec_{record} set {field} = '{value}' where _root = {root}")
    change(db, f"update rec_person set vulnerability = (select vulnerability from rec_person where vulnerability "
               f"is not null limit 1), language = (select language from rec_person where language is not null "
               f"limit 1) where _id = {root}")


def written(day):
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def canaries(sensitivity):
    identity = sensitivity == "identity"
    out = [day for name, day in DAY.items() if (name == "person.date_of_birth") == identity]
    out += [written(day) for day in out]
    return out + (list(WORD.values()) + ["qqident"] if identity else ["qqfact"])


def told(text, words):
    return sorted({word for word in words if word in text})


def start(db, folder):
    pack = make_pack(folder)
    extracts = folder / "extracts"
    done = remit("pack", "check", pack)
    point("a pack with other permissions passes its check", " 0 faults" in done.stdout, done.stdout)
    remit("synth", "--pack", pack, "--seed", "1", "--people", 30, "--out", extracts)
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, extracts)
    roots = [r for r, in rows(db, "select distinct c._root from rec_condition c join rec_device d on d._root = c._root "
                                  "join rec_violation v on v._root = c._root order by 1")][:2]
    for root in roots:
        plant(db, root)
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    return pack, roots


def decided_item(db, site, roots):
    """An item of the planted case that is final, so that an auditor reads why."""
    item = rows(db, "select id from work_item where root_id = ? and state = 'sealed' order by id", roots[0])[0][0]
    eo, heo = Browser(site, EO), Browser(site, HEO)
    page = eo.get(f"/items/{item}/facts")
    answer = eo.decide(item)
    point("who sees no name does the whole of the work", page.status == 200 and answer.status == 200
          and "Your decision is recorded" in answer.text, answer)
    return item, eo, heo


def check_routes(db, site, who, words, item, roots, skip=()):
    """Every route, by somebody from whom the words are withheld."""
    browser, leaks, before = Browser(site, who), [], state_of(db)
    browser.form_token = browser.token()
    asked = 0
    for method, pattern, *_ in read_def("src/web/route.def", "ROUTE"):
        if pattern in ("/sign-out", "/sign-in", "/account/sign-out-everywhere", "/assets/*", *skip):
            continue
        if pattern.startswith(("/rules", "/metrics")):
            continue
        path = path_of(pattern.replace("/duplicates/#/#", f"/duplicates/{roots[0]}/{roots[1]}"), item, roots[0])
        path += {"/quality/missing": "?field=person.harm_level", "/cases": "?reference=x"}.get(pattern, "")
        answer = browser.get(path) if method == "GET" else browser.post(
            path, {**fields_of(db, pattern, item), "form_token": browser.form_token})
        asked += answer.status == 200
        found = told(answer.text, words)
        if found:
            leaks.append((method, path, found))
    for path in ("/worklist?whose=unclaimed", "/worklist?state=decided", "/quality/missing?field=person.family_name",
                 *(f"/cases/{root}" for root in roots)):
        found = told(browser.get(path).text, words)
        if found:
            leaks.append(("GET", path, found))
    point(f"no route tells {who} a value that is withheld", not leaks and asked > 8, (asked, leaks))
    return browser


def check_commands(db, folder, who, words, item, reference):
    leaks, answered = [], 0
    for name, given in WORDS.items():
        if name in ("serve", "worker", "restore", "init", "person file", "backup", "retention erase"):
            continue
        words_of = [str(word).format(folder=folder) for word in given]
        if name in ("form", "explain", "view", "reveal", "decide", "sign"):
            words_of[0] = str(item)
        if name in ("access show", "person looks"):
            words_of[1] = reference[0]
        if name == "merge compare":
            words_of[1:] = reference
        if name == "form":
            words_of[2] = str(folder / "form.html")
        for more in ([], ["--json"]):
            done = remit(*name.split(), "--db", db, "--as", who, *words_of, *more, ok=False)
            text = done.stdout + done.stderr
            if name == "form" and done.returncode == 0:
                text += (folder / "form.html").read_text()
            answered += done.returncode == 0
            found = told(text, words)
            if found:
                leaks.append((name, more, found, text[:200]))
    point(f"no command tells {who} one", not leaks and answered > 5, (answered, leaks))


def cells(page, label):
    """What a case page has beside a label."""
    return [re.sub(r"<[^>]+>|\s+", " ", value).strip() for value in
            re.findall(rf'(?s)<dt[^>]*>\s*{re.escape(label)}\s*</dt>\s*<dd[^>]*>(.*?)</dd>', page)]


def check_pages(db, site, item, roots):
    senior, junior = Browser(site, HEO), Browser(site, EO)
    page = senior.get(f"/cases/{roots[0]}").text
    missing = [word for word in ("Kestrelford", "Quillon", "3 February 1961", "qqident", "qqfact", "9 July 2019")
               if word not in page]
    point("who may see the values sees them, or nothing here could fail", not missing, missing)
    page = junior.get(f"/cases/{roots[0]}").text
    said = {label: cells(page, label) for label in ("Family name", "Date of birth", "Needs an interpreter", "Language",
                                                    "Vulnerability", "Contact number")}
    point("what is withheld is said to be, whether there is a value or not", said and all(
        value == ["withheld"] for value in said.values()), said)
    point("the rest is there", "qqfact" in page and "9 July 2019" in page)
    page = Browser(site, AUDITOR).get(f"/cases/{roots[0]}").text
    point("an auditor who reads names alone reads them", "Kestrelford" in page and cells(page, "Level of harm")
          == ["withheld"], cells(page, "Level of harm"))
    text = Browser(site, AUDITOR).get(f"/items/{item}/explanation")
    point("and that the recommendation's reasons are withheld, by their labels", text.status == 200
          and "is withheld" in text.text and "Level of harm" in text.text
          and "What would have led" not in text.text, text)
    done = remit("worklist", "--db", db, "--as", AUDITOR, "--as-of", AS_OF, "em-review", "--where", "condition.kind=REPORTING", ok=False)
    point("a worklist is not filtered by what its reader does not see", done.returncode == 6 and "does not see condition.kind" in done.stderr
          and remit("worklist", "--db", db, "--as", EO, "--as-of", AS_OF, "em-review", "--where", "condition.kind=REPORTING", ok=False)
          .returncode == 0, done)
    blind = Browser(site, AUDITOR)
    counts = [re.search(r"Showing .*? of (?:more than )?(\d+)", blind.get(path).text)[1]
              for path in ("/worklist", "/worklist?condition.kind=REPORTING")]
    point("nor on the page, which does not offer it", counts[0] == counts[1] and 'name="condition.kind"' not in blind.get("/worklist").text
          and 'name="condition.kind"' in junior.get("/worklist").text, counts)
    answer = junior.get("/quality/missing?field=person.family_name")
    point("a list of who lacks a value is not told to who does not see it", answer.status == 404
          and senior.get("/quality/missing?field=person.family_name").status == 200, answer)
    page = junior.get(f"/duplicates/{roots[0]}/{roots[1]}")
    point("two records are compared by what one may see", page.status == 200 and "withheld" in page.text
          and "They have alike" not in page.text and "Kestrelford" not in page.text, page)


def check_writing(db, site, items):
    junior, item = Browser(site, EO), items[0]
    junior.form_token = junior.token()
    fields = {"outcome": "REFER_TRIBUNAL", "reasons": "Nothing speaks for a change now."}
    answer = junior.submit(f"/items/{item}/view", {**fields, "cite": ["person.family_name"]})
    point("what is withheld cannot be cited: whether there is a value is not told", answer.status == 422, answer)
    before = state_of(db)
    for name in ("person.family_name", "person.under_18"):
        path = f"/items/{item}/facts/note?fact={name}"
        answer = junior.post(path, {**fields_of(db, "/items/#/facts/note", item), "form_token": junior.form_token,
                                    "value": "yes", "reason": "They told me so."})
        point(f"{name} is not entered by who may not alter it", answer.status in (403, 404, 422)
              and not changed(before, state_of(db)), answer)


def check_export(db, folder, item):
    """The same form on a page and taken away."""
    done = remit("form", "--db", db, "--as", EO, item, "--out", folder / "own.html")
    text = (folder / "own.html").read_text()
    point("what one may see and not take away is withheld from a file", done.returncode == 0
          and "qqfact" in text and "withheld" in text and "7 August 2021" not in text)
    done = remit("reveal", "--db", db, "--as", EO, item, ok=False)
    point("so is what rules say of it", done.returncode != 0 and "take away" in done.stderr, done.stderr)
    said = json.loads(remit("worklist", "--db", db, "em-review", "--as", AUDITOR, "--json").stdout)
    point("a list in JSON too", said["items"] and all("withheld" in json.dumps(row) for row in said["items"]),
          json.dumps(said)[:400])


def check(db, folder):
    pack, roots = start(db, folder)
    site = Site(db)
    item, eo, heo = decided_item(db, site, roots)
    page = eo.get(f"/items/{item}/form").text
    point("on its page the form has it", "7 August 2021" in page)
    reference = [rows(db, "select reference from rec_person where _id = ?", root)[0][0] for root in roots]
    check_pages(db, site, item, roots)
    check_export(db, folder, item)
    check_writing(db, site, [n for n in items_of(db) if n != item])
    for who, sensitivity in ((EO, "identity"), (MANAGER, "identity"), (AUDITOR, "ordinary")):
        check_routes(db, site, who, canaries(sensitivity), item, roots, ("/cases/#/person",))
        check_commands(db, folder, who, canaries(sensitivity), item, reference)
    manager = Browser(site, MANAGER)
    told_all = manager.submit(f"/cases/{roots[0]}/person", {"to": "The person", "why": "request of 3 March",
                                                            "names": "no", "form": "json"})
    point("the person's own file is theirs, and whole", "Kestrelford" in told_all.text, told_all)
    point("the server ends well", site.stop(), getattr(site, "said", ""))


if __name__ == "__main__":
    sys.exit(on_both("reach", check))
