#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The quality of the data: counted as an independent count of the extracts has it, kept, compared with the
time before, asked for case by case, given to somebody with a day.

If this fails, people are told that data is better than it is. Prints TAP. usage: quality.py REMIT PACK
"""
import csv
import json
import re
import shutil
import sys

from serving import (AS_OF, EO, PACK, Browser, Site, on_both, point, prepare, remit, rows, verified)


def read(path):
    return list(csv.DictReader(path.read_text().splitlines()))


def measure(db, as_of=AS_OF):
    done = remit("quality", "--db", db, "em-review", "--as-of", as_of, "--json")
    report = json.loads(done.stdout)
    return {(c["record"], c["field"], c["source"], c["dimension"]): c for c in report["counts"]}


def check_counts(db, extracts, counts):
    """Against the extracts themselves: the first row of each key that was not rejected."""
    rejected = {(f, line) for f, line in rows(db, "select o.file, r.origin_row from reject r join origin o on o.id = r.origin_id")}
    people = {}
    for line, row in enumerate(read(extracts / "casework/people.csv"), 2):
        if ("people.csv", line) not in rejected:
            people.setdefault(row["Case ref"], row)
    kept = rows(db, "select count(*) from src_person s join origin o on o.id = s._origin where o.extract = 'casework'")[0][0]
    point("the test reads the extract as the program does", kept == len(people), (kept, len(people)))
    columns = {"contact_number": "Contact", "language": "Language", "harm_level": "Harm level"}
    for field, column in columns.items():
        empty = sum(r[column].strip().lower() in ("", "not known", "unknown", "n/k") for r in people.values())
        found = counts["person", field, "Casework system", "completeness"]
        point(f"completeness of {field}", (found["wrong"], found["of"]) == (empty, len(people)), (found, empty))
    disputed = rows(db, "select count(*) from field_note where kind = 'disputed' and settled_at is null")[0][0]
    found = counts["condition", "started_on", "Casework system and Monitoring supplier", "consistency"]
    point("consistency is the disputes that are open", found["wrong"] == disputed and disputed > 0, (found, disputed))
    late = sum(r["rows_rejected"] for r in [{"rows_rejected": n} for n, in rows(
        db, "select rows_rejected from origin where file = 'people.csv'")])
    validity = sum(c["wrong"] for k, c in counts.items() if k[0] == "person" and k[3] == "validity"
                   and k[2] == "Casework system")
    point("validity adds up to the rejected rows", validity == late and late > 0, (validity, late))
    later = measure(db, "2032-03-31")
    key = ("person", "harm_level", "Casework system", "timeliness")
    point("everything is old ten years on", later[key]["wrong"] == later[key]["of"] > counts[key]["wrong"], later[key])
    point("the time before is told", later[key]["wrong_before"] == counts[key]["wrong"], later[key])


def check_pages(db, site):
    manager, caseworker = Browser(site, "manager"), Browser(site, EO)
    page = caseworker.get("/quality")
    point("a caseworker reads the report and opens no issue", page.status == 200 and "Contact number" in page.text
          and "Open an issue" not in page.text and "Measure now" not in page.text, page)
    missing = caseworker.get("/quality/missing?field=person.contact_number").text
    cases = re.findall(r'href="/cases/(\d+)"', missing)
    without = {r for r, in rows(db, "select _id from rec_person where contact_number is null")}
    point("who lacks it is listed with their cases", cases and set(map(int, cases)) <= without, cases)
    after, seen = 0, []
    while True:
        text = caseworker.get(f"/quality/missing?field=person.contact_number&after={after}").text
        here = list(map(int, re.findall(r'href="/cases/(\d+)"', text)))
        seen += here
        if not here or "More records" not in text:
            break
        after = here[-1]
    point("page by page, all of them once", sorted(seen) == sorted(without), (len(seen), len(without)))
    point("a compartment's field is no field", caseworker.get("/quality/missing?field=equality.nationality").status == 404)
    path = re.search(r'href="(/quality/issue\?count=\d+)"', manager.get("/quality").text)[1]
    good = {"what": "Ask the supplier for the numbers it has", "owner": EO, "due": "2022-05-31"}
    for what, change in {"no account": {"owner": "nobody"}, "no day": {"due": "soon"}, "no words": {"what": "Do."}}.items():
        answer = manager.submit(path, {**good, **change})
        point(f"an issue with {what} is shown again", answer.status == 422 and "govuk-error-summary" in answer.text, answer)
    answer = manager.submit(path, good)
    page = caseworker.get("/quality").text
    point("an issue is opened, for all to see", answer.status == 303 and good["what"] in page and "31 May 2022" in page, answer)
    close = re.search(r'href="(/quality/issues/\d+)"', manager.get("/quality").text)[1]
    answer = manager.submit(close, {"ended": ""})
    point("it is not closed without words", answer.status == 422, answer)
    manager.submit(close, {"ended": "The supplier sent 212 numbers"})
    point("closed, with what came of it", "The supplier sent 212 numbers" in caseworker.get("/quality").text
          and manager.get(close).status == 404)
    answer = manager.submit("/quality", {})
    point("a manager measures anew", answer.status == 303, answer)


def check_trend(db, site):
    """The last measures beside one another, as the database has them; what is wrong goes with the worklist."""
    for as_of in ("2023-03-31", "2024-03-31"):
        measure(db, as_of)
    before = rows(db, "select count(*) from quality_measure")[0][0]
    trend = json.loads(remit("quality", "--db", db, "em-review", "--trend", "--json").stdout)
    point("a trend measures nothing anew", rows(db, "select count(*) from quality_measure")[0][0] == before)
    last = rows(db, "select id, as_of from quality_measure order by id desc limit 8")[::-1]
    point("it has the last measures, oldest first", trend["as_of"] == [a for _, a in last] and len(last) > 3, (trend["as_of"], last))
    series = next(s for s in trend["series"] if (s["record"], s["field"], s["source"], s["dimension"])
                  == ("person", "harm_level", "Casework system", "timeliness"))
    kept = [rows(db, "select wrong, rows_of from quality_count where measure_id = ? and record_type = 'person' and field = 'harm_level' "
                     "and source = 'Casework system' and dimension = 'timeliness'", m)[0] for m, _ in last]
    point("with what each counted", [(p["wrong"], p["of"]) for p in series["points"]] == kept, (series, kept))
    said = remit("quality", "--db", db, "em-review", "--trend").stdout
    point("in words too", "2024-03-31" in said and "Level of harm" in said, said[:500])
    browser = Browser(site, EO)
    page = browser.get("/quality/trend").text
    point("and on a page", "31 March 2024" in page and "Level of harm" in page and "/quality/trend" in browser.get("/quality").text, page[:300])
    columns = re.findall(r"(\w+)\.(\w+)", re.search(r"^worklist: \[([^\]]*)\]", (PACK / "pack.yaml").read_text(), re.M)[1])
    wrong = [(record, field, source, w, of) for record, field in columns for source, w, of in
             rows(db, "select source, wrong, rows_of from report_caveat where record_type = ? and field = ?", record, field)]
    page = re.sub(r"<[^>]+>|\s+", " ", browser.get("/worklist").text)
    said = remit("worklist", "--db", db, "em-review", "--as", EO).stdout
    lines = " ".join(json.loads(remit("worklist", "--db", db, "em-review", "--as", EO, "--json").stdout)["caveats"])
    point("what is wrong with its columns stands under the worklist", wrong and all(
        f"({source}): " in text and f", {w} of {of}" in text for text in (page, said, lines) for _, _, source, w, of in wrong), (wrong, said[-800:]))


def check_later(db, folder, extracts):
    """Every contact number gone: worse than before, and told so."""
    later = folder / "later"
    shutil.copytree(extracts, later)
    path = later / "casework/people.csv"
    lines = list(csv.reader(path.read_text().splitlines()))
    before = measure(db)["person", "language", "Casework system", "completeness"]
    at = next(i for i, name in enumerate(lines[0]) if name.lower().startswith("lang"))
    for line in lines[1:]:
        line[at] = ""
    taken = [line[0] for line in lines[5:8]]
    path.write_text("\n".join(",".join(line) for line in lines[:5] + lines[8:]) + "\n")
    done = json.loads(remit("import", "--db", db, "--pack", PACK, later, "--json").stdout)
    point("cases that the extract no longer has are named", [(g["file"], g["count"], g["keys"]) for g in done["gone"]]
          == [("people.csv", len(taken), sorted(taken))], done["gone"])
    again = json.loads(remit("import", "--db", db, "--pack", PACK, later, "--json").stdout)
    point("and nothing is told of an extract that was loaded already", again["gone"] == [], again["gone"])
    now = measure(db)["person", "language", "Casework system", "completeness"]
    point("what gets worse is seen to", now["wrong"] > now["wrong_before"] == before["wrong"], now)


def check(db, folder):
    extracts = folder / "extracts"
    prepare(db, extracts, 300)
    check_counts(db, extracts, measure(db))
    site = Site(db)
    try:
        check_pages(db, site)
        check_later(db, folder, extracts)
        check_trend(db, site)
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("quality", check))
