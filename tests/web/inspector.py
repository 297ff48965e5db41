#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who inspects: reads everything, searches the whole log, takes away what was found, replays, and can change
nothing by any page or command; and each of their looks is in the log they look at.

If this fails, an inspector is shown less than there is, can spoil what they inspect, or looks unseen.
Prints TAP. usage: inspector.py REMIT PACK
"""
import csv
import datetime
import io
import json
import re
import subprocess
import sys

from serving import (EO, HEO, REMIT, SOURCE, Browser, Site, changed, items_of, on_both, point, prepare, remit, rows,
                     state_of, verified)
from several import WORDS

# What a look may leave beside the log: when a session was last seen, and the inspector's own password and sign-in.
OWN = {"session", "audit_entry", "audit_waiting", "audit_node", "audit_root"}


def search(db, *words, who="auditor"):
    return remit("audit", "search", "--db", db, "--as", who, "em-review", *words, ok=False)


def found(db, *words):
    return [json.loads(line) for line in search(db, "--json", *words).stdout.splitlines()]


def check_search(db, item, root, reference):
    everything = rows(db, "select count(*) from audit_entry")[0][0]
    point("without a filter the whole log is found", len(found(db)) == everything, everything)
    numbers = [e["number"] for e in found(db)]
    point("latest first", numbers == sorted(numbers, reverse=True))
    for words, holds in ((("--actor", HEO), lambda e: e["actor"] == HEO),
                         (("--kind", "decision"), lambda e: e["kind"] == "decision"),
                         (("--action", "sign"), lambda e: e["action"] == "sign"),
                         (("--kind", "decision", "--actor", EO), lambda e: e["kind"] == "decision" and e["actor"] == EO)):
        got = found(db, *words)
        wanted = rows(db, "select count(*) from audit_entry where " + " and ".join(
            f"{words[i][2:]} = '{words[i + 1]}'" for i in range(0, len(words), 2)))[0][0]
        point(f"{' '.join(words)} finds all of these and no other", len(got) == wanted > 0 and all(map(holds, got)), got)
    wanted = {r[0] for r in rows(db, "select number from audit_entry where person_id = ?", root)}
    got = found(db, "--case", reference)
    extra = {e["number"] for e in got} - wanted  # the case was looked up
    point("by a case", len(wanted) > 5 and len(got) == len(wanted) + len(extra) and len(extra) <= 1
          and any(e["subject"] == "work_item" and e["subject_id"] == item for e in got), (len(got), len(wanted)))
    today = rows(db, "select max(at) from audit_entry")[0][0] // 86400000000
    day = (datetime.date(1970, 1, 1) + datetime.timedelta(days=today)).isoformat()
    next_day = (datetime.date(1970, 1, 1) + datetime.timedelta(days=today + 1)).isoformat()
    point("by days", found(db, "--from", next_day) == [] and found(db, "--until", "2020-01-01") == []
          and len(found(db, "--from", day, "--until", day)) > 0)
    done = search(db, "--kind", "nonsense")
    point("a kind that is none is refused", done.returncode == 3 and "kind" in done.stderr, done.stderr)
    done = search(db, "--from", "31/03/2026")
    point("so is a day that is none", done.returncode == 3 and "day" in done.stderr, done.stderr)
    done = search(db, "--csv", "--kind", "decision")
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    point("as CSV it says the same", [int(r["number"]) for r in table] == [e["number"] for e in found(db, "--kind", "decision")],
          done.stdout[:300])
    for who in (EO, "manager"):
        point(f"{who} may not", search(db, who=who).returncode == 6)
    last = rows(db, "select detail from audit_entry where action = 'log-search' and detail like '%decision%' "
                    "order by number desc")
    point("a search is an entry itself, with what was searched for", last and json.loads(last[0][0])["kind"] == "decision", last)


def check_page(db, site):
    auditor = Browser(site, "auditor")
    before = rows(db, "select count(*) from audit_entry where action = 'log-search'")[0][0]
    page = auditor.get("/log")
    point("the page shows the log, a page at a time", page.status == 200 and "Older entries" in page.text, page)
    after = rows(db, "select count(*) from audit_entry where action = 'log-search'")[0][0]
    point("and that it was read is in the log", after == before + 1, (before, after))
    page = auditor.get("/log?kind=decision&actor=" + HEO)
    numbers = [int(n) for n in re.findall(r"<td[^>]*>(\d+)</td>", page.text)]
    wanted = [r[0] for r in rows(db, "select number from audit_entry where kind = 'decision' and actor = ?", HEO)]
    point("it filters", page.status == 200 and sorted(numbers) == sorted(wanted), (numbers, wanted))
    older = re.search(r'href="(/log\?[^"]*before=\d+)"', auditor.get("/log?kind=consultation").text)
    point("older entries keep the filter", older and "kind=consultation" in older[1], older)
    page = auditor.get("/log?from=yesterday")
    point("what is wrong with a filter is said at its field", page.status == 422 and "this is no day" in page.text.lower(), page)
    taken = auditor.get("/log.csv?kind=decision")
    point("what was found can be taken away as CSV", taken.status == 200 and taken.text.startswith("number,at,actor")
          and "attachment" in taken.header("Content-Disposition"), taken)
    taken = auditor.get("/log.jsonl?kind=decision")
    point("and as JSON lines", taken.status == 200 and all(json.loads(line)["kind"] == "decision"
                                                           for line in taken.text.splitlines()), taken)
    point("nobody else is led there", 'href="/log"' in page.text and 'href="/log"' not in Browser(site, EO).get("/").text)


def check_pages_change_nothing(db, site, item, root):
    """Every form of the site, sent by the inspector as if it were theirs."""
    auditor = Browser(site, "auditor")
    token = auditor.token()
    posts = [p for m, p in re.findall(r'ROUTE\((\w+), "([^"]+)"', (SOURCE / "src/web/route.def").read_text()) if m == "POST"]
    before, wrote = state_of(db, OWN), []
    for pattern in posts:
        if pattern.startswith(("/sign", "/account")):  # the session and the password are their own
            continue
        path = pattern.replace("/items/#", f"/items/{item}").replace("/cases/#", f"/cases/{root}").replace("#", "1")
        fields = {"form_token": token, "stamp": "1.sealed.0", "outcome": "REFER_TRIBUNAL", "reasons": "Nothing speaks for it.",
                  "reason": "an inspector tries it", "cite": "condition.kind", "to": "x", "why": "x", "names": "no",
                  "form": "json", "what": "put-back", "verdict": "sign", "value": "LOW", "account": EO, "step": "restrict"}
        answer = auditor.post(path, fields)
        now = state_of(db, OWN)
        if changed(before, now):
            wrote.append((path, answer.status, changed(before, now)))
            before = now
    point(f"none of {len(posts)} forms lets an inspector change anything", not wrote, wrote)


def check_commands_change_nothing(db, folder, item):
    """Every command that has a database, as the inspector."""
    before, wrote = state_of(db, OWN), []
    for name, words in WORDS.items():
        if name in ("serve", "worker", "restore", "init"):  # no person acts: the machine's operator starts them
            continue
        words = [str(w).format(folder=folder) for w in words]
        if words and words[0] == "1":
            words[0] = str(item)
        subprocess.run([REMIT, *name.split(), "--db", db, "--as", "auditor", *words], capture_output=True, text=True,
                       timeout=60)
        now = state_of(db, OWN)
        if changed(before, now):
            wrote.append((name, changed(before, now)))
            before = now
    point(f"none of {len(WORDS)} commands does", not wrote, wrote)


def check(db, folder):
    prepare(db, folder / "extracts")
    site = Site(db)
    try:
        item, other = items_of(db)[0], items_of(db)[5]
        root = rows(db, "select root_id from work_item where id = ?", item)[0][0]
        reference = rows(db, "select reference from rec_person where _id = ?", root)[0][0]
        Browser(site, EO).decide(item)
        Browser(site, HEO).sign(item)
        reader = Browser(site, EO)
        for number in items_of(db)[:3] * 40:
            reader.get(f"/items/{number}")
        check_search(db, item, root, reference)
        check_page(db, site)
        check_pages_change_nothing(db, site, other, root)
        check_commands_change_nothing(db, folder, other)
        done = remit("replay", "--db", db, "--as", "auditor", "--all", ok=False)
        point("an inspector replays every run", " 0 different" in done.stdout, done.stdout + done.stderr)
        done = remit("replay", "--db", db, "--as", "auditor", "--run", "1", ok=False)
        point("or one of them", done.returncode == 0 and " 0 different" in done.stdout and not done.stdout.startswith("0 "),
              done.stdout + done.stderr)
        auditor = Browser(site, "auditor")
        point("and on the page", '/runs/1"' in auditor.get("/runs").text and "0 different" in auditor.get("/runs/1").text)
        (recommendation,) = rows(db, "select max(id) from recommendation where run_id = 1")[0]
        kept = rows(db, "select outcome from recommendation where id = ?", recommendation)[0][0]
        rows(db, "update recommendation set outcome = 'X' where id = ? returning 1", recommendation)
        point("a recommendation that is another is told", f"Recommendation {recommendation} is different"
              in auditor.get("/runs/1").text)
        rows(db, "update recommendation set outcome = ? where id = ? returning 1", kept, recommendation)
        done = remit("audit", "verify", "--db", db, "--as", "auditor", ok=False)
        point("and checks the log", done.returncode == 0, done.stderr)
    finally:
        point("the server ends well", site.stop(), site.said)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_both("inspector", check))
