#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two sources that disagree: shown side by side, settled by a person with a reason, never by whoever
wrote last; opened anew only where a source tells something new.

If this fails, a decision rests on a value that somebody has contradicted, or a settled fact comes undone
by itself. Prints TAP. usage: disputes.py REMIT PACK
"""
import csv
import shutil
import sys

from serving import (AS_OF, EO, OTHER_EO, PACK, Browser, Site, on_both, point, prepare, remit,
                     result_of, rows, verified)

REASON = "The bail form of that day says so."
LATER = "2027-01-31"


def disputes(db):
    """item, condition, other value, of disputes that nobody has settled."""
    return rows(db, "select w.id, n.record_id, n.value from field_note n join work_item w on w.record_id = n.record_id "
                    "and w.record_type = n.record_type where n.kind = 'disputed' and n.settled_at is null "
                    "and n.field = 'started_on' order by w.id")


def open_count(db, record):
    return rows(db, "select count(*) from field_note where kind = 'disputed' and settled_at is null "
                    "and record_id = ?", record)[0][0]


def disputed_now(db, item):
    return any(m["field"] == "condition.started_on" and m["why"] == "disputed" for m in result_of(db, item)["Missing"])


def edit(extracts, folder, changes):
    """A later extract of the casework system, in which these conditions start on other days."""
    shutil.copytree(extracts, folder)
    path = folder / "casework/conditions.csv"
    lines = list(csv.reader(path.read_text().splitlines()))
    start = lines[0].index("Start")
    # Some row always differs, or the file would be the one that is loaded already.
    lines.append([f"CON-NEW{folder.name}", *lines[1][1:]])
    for line in lines[1:]:
        if line[0] in changes:
            line[start] = "/".join(reversed(changes[line[0]].split("-")))
    path.write_text("\n".join(",".join(line) for line in lines) + "\n")
    manifest = folder / "casework/manifest.csv"
    head, *entries = [line.split(",") for line in manifest.read_text().splitlines()]
    for entry in entries:
        entry[head.index("snapshot")] = LATER
        if entry[head.index("file")] == "conditions.csv":
            entry[head.index("rows")] = str(len(lines) - 1)
    manifest.write_text("\n".join(",".join(e) for e in [head, *entries]) + "\n")
    return folder


def load(db, folder):
    remit("import", "--db", db, "--pack", PACK, folder)
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)


def check_side_by_side(db, site, item, record, other):
    browser = Browser(site, EO)
    Browser(site, OTHER_EO).get(f"/items/{item}")
    page = browser.get(f"/items/{item}/facts").text
    point("a dispute stops the recommendation", disputed_now(db, item))
    point("both values are shown with their sources", "Disputed" in page and "Casework system" in page
          and "Monitoring supplier" in page, page)
    path = f"/items/{item}/facts/note?fact=condition.started_on&record={record}"
    page = browser.get(path).text
    point("and stand side by side where it is settled", "What the sources say" in page
          and "Casework system" in page and "Monitoring supplier" in page, page)
    answer = browser.post(path.split("?")[0], browser.filled(path, {"value": other, "reason": ""}))
    point("it is not settled without a reason", answer.status == 422 and open_count(db, record) == 1, answer)
    answer = browser.post(path.split("?")[0], browser.filled(path, {"value": other, "reason": REASON}))
    page = browser.get(f"/items/{item}/facts").text
    point("a person settles it", answer.status == 303 and open_count(db, record) == 0
          and not disputed_now(db, item), answer)
    point("who, why, instead of what, and who had been shown the case", REASON in page and EO in page
          and OTHER_EO in page and "Monitoring supplier" in page, page)


def check_later(db, folder, extracts, item, record, key, others):
    load(db, edit(extracts, folder / "same", {}))
    point("a source that says the same again does not undo it", open_count(db, record) == 0
          and not disputed_now(db, item), result_of(db, item)["Missing"])
    load(db, edit(extracts, folder / "new", {key: "2021-01-05", **others}))
    point("a source that tells something new does", disputed_now(db, item), result_of(db, item)["Missing"])


def check(db, folder):
    extracts = folder / "extracts"
    prepare(db, extracts, 400)
    keys = {}
    for line in rows(db, "select _id, reference from rec_condition"):
        keys[line[0]] = line[1]
    site = Site(db)
    try:
        found = disputes(db)
        point("the caseload has disputes", len(found) > 1, found)
        (item, record, other), (second, second_record, second_other) = found[0], found[1]
        check_side_by_side(db, site, item, record, other)
        check_later(db, folder, extracts, item, record, keys[record], {keys[second_record]: second_other})
        point("sources that agree again leave nothing to settle", open_count(db, second_record) == 0
              and not disputed_now(db, second), second)
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("disputes", check))
