#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The views for reports: what the manual says is in them, and nothing of what is sealed or set apart.

If this fails, a report shows a recommendation before anybody had a view of their own, or who people are.
Prints TAP. usage: reports.py REMIT PACK
"""
import re
import subprocess
import sys

from serving import EO, HEO, NAME, PACK, PG, ROOT, SOURCE, Browser, Site, items_of, on_both, point, prepare, rows

# Record types of the pack and of those that it rests on; fields of casework; a compartment.
TYPES, CASEWORK, CLOSED = {
    "em-review": (("person", "condition", "device", "violation", "representation", "review", "measure"),
                  {"harm_level", "kind", "basis", "started_on"}, "equality"),
    "housing-repairs": (("tenancy", "repair"), {"at_risk", "kind", "reported_on"}, None)}[NAME]


def views():
    """View and its columns, as the manual has them."""
    text = (SOURCE / "docs/operations.md").read_text()
    return {name: re.findall(r"`(\w+)`", columns) for name, columns in
            re.findall(r"^\| `(report_[a-z_]+)` \|[^|]*\|(.*)\|$", text, re.M)}


def dump(db):
    out = {}
    for view, columns in views().items():
        out[view] = sorted(map(str, rows(db, f"select {', '.join(columns)} from {view}")))
    for kind in TYPES:
        out[f"report_{kind}"] = sorted(map(str, rows(db, f"select * from report_{kind}")))
    return out


def alter_sealed(db):
    statement = "update recommendation set outcome = 'ALTERED'"
    if db.startswith("postgresql:"):
        subprocess.run([PG / "psql", "-qAt", "-c", statement, db], check=True)
    else:
        rows(db, statement)


def columns_of(db, view):
    if db.startswith("postgresql:"):
        return [c for c, in rows(db, f"select column_name from information_schema.columns where table_name = '{view}'")]
    return [c for c, in rows(db, f"select name from pragma_table_info('{view}')")]


def check_identity(db):
    records = "".join(path.read_text().partition("\nrecords:")[2] + "\n" for path in sorted(PACK.parent.glob("*/pack.yaml")))
    shown, told = set(), []
    hidden = 0
    for kind in TYPES:
        block = re.search(rf"^  {kind}:\n(.*?)(?=^  \w+:\n|^\S)", records, re.M | re.S)[1]
        identity = set(re.findall(r"^      (\w+): \{[^}]*sensitivity: identity", block, re.M))
        columns = set(columns_of(db, f"report_{kind}"))
        shown |= columns
        hidden += len(identity)
        told += sorted(identity & columns)
    point("no field of identity is in a view", hidden >= len(TYPES) / 2 and not told, (hidden, told))
    point("fields of casework are", CASEWORK <= shown, shown)
    point("a compartment has no view", not CLOSED or columns_of(db, f"report_{CLOSED}") == [])


def check_role(db):
    """A role that may read the views alone."""
    sql = "; ".join(["create role analyst login", *[f"grant select on {v} to analyst" for v in dump(db)]])
    subprocess.run([PG / "psql", "-qAt", "-c", sql, db], check=True)
    as_analyst = re.sub(r"//[^@/]*@", "//analyst@", db) if "@" in db else db + ("&" if "?" in db else "?") + "user=analyst"

    def ask(statement):
        return subprocess.run([PG / "psql", "-qAt", "-c", statement, as_analyst], capture_output=True, text=True)
    seen = ask(f"select count(*) from report_{ROOT}")
    point("a role with the views reads them", seen.returncode == 0 and int(seen.stdout) > 0, seen)
    for table in ("recommendation", f"rec_{ROOT}", f"rec_{CLOSED}", "own_view", "setting"):
        point(f"and not the table {table}", ask(f"select count(*) from {table}").returncode != 0)


def check(db, folder):
    prepare(db, folder / "extracts")
    point("the manual lists the views", len(views()) >= 8, views())
    before = dump(db)
    point("there is something to report", all(before[v] for v in ("report_item", f"report_{ROOT}", "report_extract")))
    check_identity(db)
    site = Site(db)
    item = items_of(db)[0]
    Browser(site, EO).decide(item)
    made = rows(db, "select state from decision where item_id = ?", item)
    waiting = dump(db)["report_decision"]
    point("a decision that waits is not in it", made == [("open",)] and waiting == [], (made, waiting))
    Browser(site, HEO).sign(item)
    final = rows(db, "select item_id, actor, signed_by, outcome, recommended from report_decision")
    point("a final one is, beside what was recommended", len(final) == 1 and final[0][:3] == (item, EO, HEO)
          and final[0][4], final)
    point("the server ends well", site.stop(), site.said)
    if db.startswith("postgresql:"):
        check_role(db)
    kept = dump(db)
    alter_sealed(db)
    altered = dump(db)
    changed = [v for v in kept if kept[v] != altered[v]]
    point("what is recommended changes nothing but the row of what is final", changed == ["report_decision"], changed)


if __name__ == "__main__":
    sys.exit(on_both("reports", check))
