#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reports of a pack: each figure against a count of the extracts that knows nothing of the program; what is withheld, and
that it cannot be worked out; who may see them.

If this fails, a published figure is wrong, or tells of somebody in a small group.
Prints TAP. usage: figures.py REMIT PACK
"""
import collections
import csv
import datetime
import io
import json
import math
import re
import shutil
import statistics
import sys

from serving import AS_OF, PACK, Browser, Site, on_both, point, remit, rows

HOUSING = PACK.parent / "housing-repairs"
DAY = "2026-04-10"
KINDS = {"Heating": "Heating or hot water", "Leak": "Leak", "Electrics": "Electrics", "Damp": "Damp or mould",
         "Door": "Door or window", "Decoration": "Decoration"}
MONTHS = {f"2026-{m:02}": f"{name} 2026" for m, name in enumerate("January February March April".split(), 1)} | {
    f"2025-{m:02}": f"{name} 2025" for m, name in ((11, "November"), (12, "December"))}

# More measures and reports than the pack has of its own, about people at risk among others.
MEASURES = """  at_risk:
    label: Repairs where somebody is at risk
    means: Repairs in homes where somebody at risk lives.
    source: '=HYPERLINK("http://example.org")'
    of: repair
    where: tenancy.at_risk = true
    at: repair.reported_on
    time: told
    cut: [repair.kind, repair.status]
  homes:
    label: '=1+1 <b>Homes</b>'
    means: Homes with a repair.
    source: Repairs handbook 9.3
    of: repair
    counts: people
    at: repair.reported_on
    time: recorded
    cut: [repair.kind, tenancy.at_risk]
    estimate: Homes that share a tenancy number count once.
  tenancies:
    label: Tenancies
    means: Tenancies.
    source: Repairs handbook 9.4
    of: tenancy
    cut: [tenancy.at_risk]
  tray:
    label: Items
    means: Items of work.
    source: Repairs handbook 9.5
    of: items
    cut: [state]
  final:
    label: Decisions
    means: Final decisions.
    source: Repairs handbook 9.6
    of: decisions
    cut: [outcome, recommended, agreed, led, change, direction, switched, view, role]
  led:
    label: Led
    means: Decisions that left the own view for what the rules recommended.
    source: Repairs handbook 9.7
    of: decisions
    only: {led: ['yes'], change: [more, less]}
    cut: [outcome]
"""
REPORTS = """  by_risk: {title: At risk by kind, measures: [at_risk], rows: repair.kind}
  by_risk_and_month: {title: At risk by kind and month, measures: [at_risk], rows: repair.kind, columns: quarter, last: 2}
  by_month: {title: At risk by month, measures: [at_risk], rows: month, last: 6}
  all_at_risk: {title: At risk, measures: [at_risk]}
  risk_bars: {title: Bars, measures: [at_risk], rows: repair.kind, chart: yes}
  risk_columns: {title: Kind by risk, measures: [reported], rows: repair.kind, columns: tenancy.at_risk}
  tenancies_at_risk: {title: Tenancies at risk, measures: [tenancies], rows: tenancy.at_risk}
  homes: {title: Homes, measures: [homes], rows: repair.kind, chart: yes}
  homes_recorded: {title: Homes, measures: [homes], rows: year, last: 3}
  items: {title: Items, measures: [tray], rows: state}
  agreement: {title: Agreement, measures: [final], rows: outcome, columns: agreed}
  changes: {title: Changes, measures: [final], rows: change, columns: direction}
  roles: {title: Who, measures: [final], rows: role, columns: view}
  led: {title: Led, measures: [final, led], rows: outcome}
"""


def patched(folder):
    pack = folder / "housing-repairs"
    shutil.copytree(HOUSING, pack)
    path = pack / "pack.yaml"
    seen, closed = re.subn(r"(?m)^(  auditor: .*)ordinary, protective(.*)ordinary, protective", r"\1ordinary\2ordinary", path.read_text())
    path.write_text(seen)
    point("the pack keeps what is protective from an auditor", closed == 1)
    path = pack / "reports.yaml"
    before, after = path.read_text().split("\nreports:\n")
    path.write_text(before + "\n" + MEASURES + "\nreports:\n" + after + REPORTS)
    return pack


def extract(folder):
    def read(name):
        with open(folder / "extracts/housing" / name, newline="") as file:
            return list(csv.DictReader(file))
    homes = {t["Tenancy"]: t for t in read("tenancies.csv")}
    return homes, [r | {"Risk": homes[r["Tenancy"]]["At risk"]} for r in read("repairs.csv")]


def shown(db, report, day=DAY):
    return json.loads(remit("report", "show", "--db", db, "--as", "manager", "--as-of", day, "housing-repairs", report,
                            "--json").stdout)


def table(report):
    """{(row, column): figure}"""
    return {(line["row"], column): figure for line in report["lines"]
            for column, figure in zip(report["columns"], line["figures"])}


def check_counts(db, repairs):
    report = shown(db, "reported_by_kind")
    told = collections.Counter()
    for r in repairs:
        month = MONTHS.get(r["Reported"][:7])
        for key in ((KINDS[r["Kind"]], month), (KINDS[r["Kind"]], "All"), ("All", month), ("All", "All")):
            told[key] += month is not None
    wrong = {k: (v, told[k]) for k, v in table(report).items() if v != told[k]}
    point("records by kind and month are those of the extract", not wrong and told["All", "All"] > 100, wrong)
    point("a report says as of when, of which version and what each measure counts",
          report["as_of"] == DAY and report["version"] == "1.0.0" and report["made_at"] > "2026"
          and report["measures"][0]["counted_by"] == "Reported on, as told by the source", report)
    earlier = shown(db, "reported_by_kind", "2026-03-15")
    until = sum(r["Reported"] <= "2026-03-15" and r["Reported"] >= "2025-10" for r in repairs)
    point("what is of a later day is not counted", table(earlier)["All", "All"] == until, (table(earlier), until))


def check_days(db, repairs):
    report = table(shown(db, "how_long"))
    wrong = []
    for kind in [*KINDS, None]:
        days = sorted((datetime.date.fromisoformat(DAY) - datetime.date.fromisoformat(r["Reported"])).days for r in repairs
                      if r["Status"] not in ("Done", "Declined") and kind in (r["Kind"], None) and r["Reported"] <= DAY)
        row = KINDS.get(kind, "All")
        tenths = (2 * 10 * sum(days) + len(days)) // (2 * len(days)) / 10
        wanted = [len(days), statistics.median(days), tenths, days[math.ceil(len(days) * 0.9) - 1]]
        figures = [v for (r, _), v in report.items() if r == row]
        if figures != wanted:
            wrong.append((row, figures, wanted))
    point("median, mean and 90th percentile of days are right", not wrong, wrong)


def check_people(db, repairs):
    today = f"{datetime.date.today().year}-12-31"
    report = shown(db, "homes", today)
    wrong = {}
    for kind in [*KINDS, None]:
        homes = len({r["Tenancy"] for r in repairs if kind in (r["Kind"], None)})
        if table(report)[KINDS.get(kind, "All"), report["columns"][0]] != homes:
            wrong[kind] = homes, table(report)
    point("people are counted once in each cell and in the total", not wrong, wrong)
    point("an estimate is told with its method", "count once" in report["measures"][0]["estimate"])
    point("by the time at which it was recorded nothing was there on an earlier day",
          table(shown(db, "homes"))["All", report["columns"][0]] == 0)
    recorded = shown(db, "homes_recorded", today)
    point("and all is of the year in which it was recorded",
          table(recorded)[today[:4], report["columns"][0]] == len({r["Tenancy"] for r in repairs}), recorded)
    text = remit("report", "show", "--db", db, "--as", "manager", "housing-repairs", "homes", "--csv").stdout
    head = next(csv.reader(io.StringIO(text)))
    point("no cell of the CSV is a formula", head[1] == "'=1+1 <b>Homes</b>", head)


def at_risk(repairs, kind=None):
    return len({r["Tenancy"] for r in repairs if r["Risk"] == "Y" and kind in (r["Kind"], None)})


def check_withheld(db, repairs):
    report = shown(db, "by_risk")
    column = report["columns"][0]
    figures = {k: table(report)[v, column] for k, v in KINDS.items()}
    small = [k for k in KINDS if at_risk(repairs, k) < 10]
    hidden = [k for k in KINDS if figures[k] == "withheld"]
    told = {k: v for k, v in figures.items() if v != "withheld"}
    count = collections.Counter(r["Kind"] for r in repairs if r["Risk"] == "Y")
    point("no group under ten is told of", small and set(small) <= set(hidden) and report["least"] == 10, (small, figures))
    point("what is told is right", told == {k: count[k] for k in told} and len(told) > 0, (told, count))
    point("the total of what is partly withheld is not told", table(report)["All", column] == "withheld", report)
    alone = table(shown(db, "all_at_risk"))["All", column]
    left = alone - sum(told.values())
    point("nor does it come out by difference with another report", alone == sum(count.values()) and len(hidden) >= 2
          and left >= 10, (alone, hidden, left))
    for name in ("by_risk_and_month", "by_month", "risk_columns"):
        check_lines(db, name)


# People at risk, by kind: one group of nine, and the next has ten.
HOMES = {"Heating": 9, "Leak": 10, "Electrics": 30, "Damp": 40, "Door": 12, "Decoration": 50}


def small(folder):
    """An extract of just these."""
    (folder / "housing").mkdir(parents=True)
    kinds = [kind for kind, count in HOMES.items() for _ in range(count)]
    for name, head, lines in (("tenancies", "Tenancy,Tenant,Began,At risk", [f"T{n},Name{n},2020-01-01,Y" for n in range(len(kinds))]),
                              ("repairs", "Repair,Tenancy,Kind,Reported,Danger,Status",
                               [f"R{n},T{n},{kind},2026-01-02,N,New" for n, kind in enumerate(kinds)])):
        (folder / f"housing/{name}.csv").write_text("\n".join([head, *lines]) + "\n")
    (folder / "housing/manifest.csv").write_text(
        f"file,snapshot,rows\ntenancies.csv,2026-03-31,{len(kinds)}\nrepairs.csv,2026-03-31,{len(kinds)}\n")
    return folder


def check_edge(told):
    column = "Repairs where somebody is at risk"
    figures = {kind: told[KINDS[kind], column] for kind in KINDS}
    point("nine are not told of, and with them the next smallest, of ten", figures == HOMES | {"Heating": "withheld", "Leak": "withheld"}
          and told["All", column] == "withheld", figures)


def check_lines(db, name):
    """In each place the groups that are withheld are two at least, and no total tells what they make."""
    report = shown(db, name)
    cells = table(report)
    least = [(k, v) for k, v in cells.items() if v != "withheld" and v < 10]
    by_column = name == "risk_columns"
    groups = collections.defaultdict(list)
    for (row, column), figure in cells.items():
        groups[column if by_column else row].append(figure == "withheld")
    whole = all(all(g) or not any(g) for g in groups.values())
    hidden = [g for g, v in groups.items() if any(v) and g != "All"]
    point(f"{name}: no cell is under ten, and a group is withheld whole", not least and whole, cells)
    point(f"{name}: of two groups at least, with the total", len(hidden) == report["withheld"]
          and (not hidden or (len(hidden) > 1 and all(groups["All"]))), (hidden, cells))


def check_own(db, repairs):
    items = collections.Counter(dict(rows(db, "select state, count(*) from work_item group by state")))
    report = shown(db, "items")
    point("items of work are counted by how far they are", table(report)["Not begun", "Items"] == items["sealed"] > 50
          and table(report)["All", "Items"] == sum(items.values()), (report, items))
    point("no decision is final: nought and nothing else", set(table(shown(db, "agreement")).values()) == {0})


# Own view and decision, of items for which ROUTINE is recommended; whether a second person has signed where one is asked for.
DECIDED = [("ROUTINE", "ROUTINE"), ("ROUTINE", "ROUTINE"), ("DECLINE", "ROUTINE"), ("URGENT", "ROUTINE"), ("ROUTINE", "URGENT"),
           ("URGENT", "URGENT"), ("ROUTINE", "DECLINE", True), ("DECLINE", "DECLINE", True), ("DECLINE", "DECLINE", False)]
WORDS = {"ROUTINE": "Mend it within twenty working days", "URGENT": "Mend it within seven days",
         "DECLINE": "Leave it to the tenant, and say why"}
RAISES = {"ROUTINE": 0, "URGENT": 0, "DECLINE": 1}
CHANGES = {1: "Towards more intrusion", -1: "Towards less intrusion", 0: "To another outcome of the same direction"}


def decide(db, item, view, outcome, signed=None):
    words = ["--db", db, "--as", "repairs_officer-B-1", "--as-of", DAY, item]
    said = ["--reason", f"The tenant of repair {item} told us so today.", "--cite", "repair.kind"]
    remit("view", *words, "--outcome", view, *said)
    remit("reveal", *words)
    result = json.loads(rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id "
                                 "join content c on c.id = r.result_id where w.id = ?", item)[0][0])
    sets = [w for s in result["Safeguards"] or [] for w in ("--set", f"safeguard.{s['code']}=Asked by phone.")]
    done = json.loads(remit("decide", *words, "--outcome", outcome, *said, "--switch-reason", "The tenant rang again today.", "--set",
                            "told=Turn it off.", *sets, "--json").stdout)
    if signed:
        remit("sign", "--db", db, "--as", "repairs_manager-C-1", "--as-of", DAY, item, "--hash", done["hash"])


def check_decisions(db, homes):
    routine = [i for i, in rows(db, "select w.id from work_item w join recommendation r on r.id = w.recommendation_id "
                                    "where r.outcome = 'ROUTINE' and w.state = 'sealed' order by w.id")]
    for item, decision in zip(routine, DECIDED):
        decide(db, item, *decision)
    final = [d[:2] for d in DECIDED if d[2:] != (False,)]
    agreed, changed, led = collections.Counter(), collections.Counter(), collections.Counter()
    for view, outcome in final:
        agreed[WORDS[outcome], "Yes" if outcome == "ROUTINE" else "No"] += 1
        move = "Unchanged" if view == outcome else CHANGES[RAISES[outcome] - RAISES[view]]
        changed[move, "Towards more intrusion" if RAISES[outcome] else "As it is"] += 1
        led[WORDS[outcome]] += view != outcome == "ROUTINE" and RAISES[view] != RAISES[outcome]
    agreement, changes = table(shown(db, "agreement")), table(shown(db, "changes"))
    wrong = {k: v for k, v in agreement.items() if "All" not in k and v != agreed[k]}
    point("who agreed and who differed, by outcome, of final decisions alone", not wrong and agreement["All", "All"] == len(final)
          and agreement["All", "Yes"] == 4, (wrong, agreement))
    wrong = {k: v for k, v in changes.items() if "All" not in k and v != changed[k]}
    point("the direction of what left the own view", not wrong and changes["Towards more intrusion", "All"] == 1
          and changes["Towards less intrusion", "All"] == 1, (wrong, changes))
    point("led by the rules, of the directions that the measure names", {k[0]: v for k, v in table(shown(db, "led")).items()
          if k[1] == "Led" and v} == {WORDS["ROUTINE"]: 1, "All": 1} and led[WORDS["ROUTINE"]] == 1, table(shown(db, "led")))
    roles = table(shown(db, "roles"))
    views = collections.Counter(view for view, _ in final)
    point("by the role of who decided, and their own view", all(roles["Repairs officer", WORDS[v]] == views[v] for v in WORDS)
          and roles["Repairs manager", "All"] == 0, roles)
    case = rows(db, "select t.reference from rec_tenancy t join work_item w on w.root_id = t._id where w.id = ?", routine[4])[0][0]
    remit("access", "change", "--db", db, "--as", "manager", "housing-repairs", case, "restrict", "--reason", "Works in this office.")
    point("nor is the decision of a restricted case counted", table(shown(db, "agreement"))["All", "All"] == len(final) - 1)
    remit("access", "change", "--db", db, "--as", "manager", "housing-repairs", case, "lift", "--reason", "Works here no more.")


def check_restricted(db, repairs):
    before = table(shown(db, "how_long"))
    mine = [r for r in repairs if r["Status"] == "New" and r["Reported"] <= DAY][0]
    lost = collections.Counter(r["Kind"] for r in repairs if r["Tenancy"] == mine["Tenancy"] and r["Status"] != "Done"
                               and r["Reported"] <= DAY)
    for change in (["restrict"],):
        remit("access", "change", "--db", db, "--as", "manager", "housing-repairs", mine["Tenancy"], *change, "--reason", "Works in this office.")
    after = table(shown(db, "how_long"))
    gone = {k: before[KINDS[k], "Repairs not done"] - after[KINDS[k], "Repairs not done"] for k in KINDS}
    point("a restricted case is counted for nobody, not even who sees it", gone == {k: lost[k] for k in KINDS} and lost, (gone, lost))


def check_who(db):
    refused = remit("report", "show", "--db", db, "housing-repairs", "homes", ok=False)
    point("who runs the machine sees no figures", refused.returncode == 6 and "may not report" in refused.stderr, refused)
    for name in ("nothing", "../../etc/passwd", "homes' or 1=1", "<script>", ""):
        done = remit("report", "show", "--db", db, "--as", "manager", "housing-repairs", name, ok=False)
        if done.returncode in (0, 1) or "homes" in done.stdout:
            point(f"a report called {name!r}", False, done)
    point("a report that is not there is not found, whatever it is called", True)
    for name, seen in (("by_risk", False), ("tenancies_at_risk", False), ("reported_by_kind", True)):
        done = remit("report", "show", "--db", db, "--as", "auditor", "housing-repairs", name, ok=False)
        point(f"{name}: {'told' if seen else 'refused'} to a role that does not see what is protective",
              (done.returncode == 0) == seen and (seen or "your role does not see" in done.stderr), done)
    looks = rows(db, "select count(*) from audit_entry where action = 'report' and actor = 'manager'")[0][0]
    point("each look is on the log", looks > 10, looks)
    listed = remit("report", "list", "--db", db, "--as", "auditor", "housing-repairs").stdout
    point("reports are listed with their titles", "homes_recorded  Homes" in listed, listed)


def check_pages(db):
    site = Site(db, as_of=DAY)
    manager = Browser(site, "manager")
    listed = manager.get("/reports")
    point("the page lists reports", listed.status == 200 and "Repairs reported, by what is broken" in listed.body.decode(), listed)
    for name in ("reported_by_kind", "by_risk", "risk_columns", "agreement"):
        page, csv_file = manager.get(f"/reports/figures?report={name}"), manager.get(f"/reports/figures.csv?report={name}")
        told = [["" if c == "none" else c for c in row[1:]] for row in csv.reader(io.StringIO(csv_file.body.decode()))][1:]
        figures = [[{None: "", }.get(c, str(c)) for c in line["figures"]] for line in shown(db, name)["lines"]]
        cells = re.findall(r'<td class="govuk-table__cell govuk-table__cell--numeric">([^<]*)</td>', page.body.decode())
        point(f"{name}: page and file tell the same as the command", told == figures and [c for row in figures for c in row] == cells,
              (told, figures, cells))
    page = manager.get("/reports/figures?report=homes")
    point("a bar for each row but the total, and no markup of a label", page.body.decode().count("<rect") == len(KINDS)
          and "<b>Homes" not in page.body.decode() and "&lt;b&gt;Homes" in page.body.decode(), page.body.decode()[:3000])
    withheld = manager.get("/reports/figures?report=risk_bars").body.decode()
    wide = re.findall(r'<rect width="(\d+)"', withheld)
    point("what is withheld has no bar", len(wide) == len(KINDS) and wide.count("0") == withheld.count(">withheld<") - 1 > 1,
          (wide, withheld.count(">withheld<")))
    point("a report that is not there is not found", manager.get("/reports/figures?report=%3Cscript%3E").status == 404)
    point("the server ends well", site.stop(), site.said)


def check_streams(db, folder):
    """The packs' own reports against the tables."""
    remit("synth", "--pack", PACK, "--seed", "1", "--people", 120, "--out", folder / "stream")
    remit("init", "--db", db, "--pack", PACK, "--demo")
    for name in ("em-violation", "em-representation"):
        remit("init", "--db", db, "--pack", PACK.parent / name)
    remit("import", "--db", db, "--pack", PACK, folder / "stream")

    def told(pack, report):
        words = ("report", "show", "--db", db, "--as", "manager", "--as-of", AS_OF, pack, report, "--json")
        return table(json.loads(remit(*words).stdout))
    days = [str(day) for day, in rows(db, "select occurred_on from rec_violation where occurred_on is not null")]
    months = collections.Counter(day[:7] for day in days)
    figures = told("em-violation", "violations_by_type")
    names = {f"2021-{m}": n + " 2021" for m, n in ((10, "October"), (11, "November"), (12, "December"))} | {
        f"2022-0{m}": n + " 2022" for m, n in ((1, "January"), (2, "February"), (3, "March"))}
    wrong = {n: (figures["All", n], months[m]) for m, n in names.items() if figures["All", n] != months[m]}
    rows_sum = {n: sum(v for (r, c), v in figures.items() if c == n and r != "All") for n in names.values()}
    point("violations by month are those on record, and their types make the total", not wrong and sum(months.values()) > 300
          and all(rows_sum[n] == figures["All", n] for n in rows_sum), (wrong, rows_sum))
    due = [(str(d)[:7], str(d), str(c)) for d, c in rows(db, "select due_on, completed_on from rec_review where due_on is not null")
           if "2021-04" <= str(d) <= AS_OF]
    want = (len(due), sum(c != "None" and c <= d for _, d, c in due), sum(c != "None" and c > d for _, d, c in due),
            sum(c == "None" for _, _, c in due))
    figures = told("em-review", "reviews")
    point("reviews that were due, in time, late and not done", want[0] > 10
          and tuple(figures["All", c] for c in ("Due", "Done in time", "Done late", "Not done")) == want, (want, figures))
    worn = sorted((datetime.date.fromisoformat(AS_OF) - datetime.date.fromisoformat(str(d))).days for d, in rows(
        db, "select fitted_on from rec_device where fitted_on is not null and removed_on is null") if str(d) <= AS_OF)
    figures = told("em-review", "time_on_device")
    point("time on a device", figures["All", "Devices on a person"] == len(worn) > 50
          and figures["All", "Median days"] == statistics.median(worn), (figures, len(worn)))
    kept = rows(db, "select count(*) from rec_representation where received_on <= ?", AS_OF)[0][0]
    point("representations that were received", told("em-representation", "answers")["All", "Representations"] == kept > 0, kept)


def check_empty(db, pack):
    for name in ("reported_by_kind", "how_long", "by_risk", "agreement", "items"):
        report = shown(db, name)
        figures = set(table(report).values())
        if not figures <= {0, None, "withheld"}:
            point(f"{name} of an empty caseload", False, report)
    point("an empty caseload has noughts, and no median", table(shown(db, "how_long"))["All", "Median days"] is None)


def check(db, folder):
    pack = patched(folder)
    remit("synth", "--pack", pack, "--seed", "1", "--people", 300, "--out", folder / "extracts")
    remit("init", "--db", db, "--pack", pack, "--demo")
    check_empty(db, pack)
    if not db.startswith("postgresql"):
        check_streams(str(folder / "streams.sqlite"), folder)
    edge = str(folder / "edge.sqlite")
    remit("init", "--db", edge, "--pack", pack, "--demo")
    remit("import", "--db", edge, "--pack", pack, small(folder / "small"))
    check_edge(table(shown(edge, "by_risk")))
    remit("import", "--db", db, "--pack", pack, folder / "extracts")
    remit("run", "--db", db, "housing-repairs", "--as-of", DAY)
    homes, repairs = extract(folder)
    check_counts(db, repairs)
    check_days(db, repairs)
    check_people(db, repairs)
    check_withheld(db, repairs)
    check_own(db, repairs)
    check_decisions(db, homes)
    check_restricted(db, repairs)
    check_pages(db)
    check_who(db)


if __name__ == "__main__":
    sys.exit(on_both("figures", check))
