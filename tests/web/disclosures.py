#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Disclosure out of a closed compartment: on a ground, of what is named alone, on the compartment's log, with a day by which
the person is told and one by which it is deleted; and a sanitised view, which no file feeds that feeds what is closed.

If this fails, something leaves a compartment and nobody can say to whom, why and until when.
Prints TAP. usage: disclosures.py REMIT PACK
"""
import json
import sys

from serving import AS_OF, SOURCE, change_pack, compartment, copy_pack, on_both, point, remit, rows, verified

NAME = "housing-repairs"
CLOSED = "sources"
ONE, BOSS, OTHER_BOSS = "repairs_officer-B-1", "repairs_manager-C-1", "repairs_manager-C-2"
CODES = """  ground:
    label: Grounds of disclosure
    codes:
      COURT: {sentence: A court has ordered it}
      LIFE: {sentence: Somebody's life is at stake}
      OLD: {sentence: A ground of before, until: 2020-12-31}
records:
"""
RECORDS = """  informant:
    label: Who told us
    compartment: sources
    parent: tenancy
    fields:
      reference: {label: Number, type: string, key: yes, sensitivity: identity, source: Repairs line}
      who: {label: Who it is, type: string, sensitivity: special, source: Repairs line}
      phone: {label: Telephone, type: string, sensitivity: special, source: Repairs line}
  tip:
    label: What we were told
    parent: tenancy
    fields:
      reference: {label: Number, type: string, key: yes, sensitivity: identity, source: Repairs line}
      about: {label: About, type: code, codes: repair_kind, sensitivity: ordinary, source: Repairs line}

compartments:
  sources:
    label: Sources
    sanitised: [tip]
    disclosure:
      roles: [repairs_manager]
      grade: C
      grounds: ground
      told_within: P1M
      deleted_within: P90D
      source: Invented for a test
      invented: yes

imports: [import/housing.yaml, import/sources.yaml]
"""
IMPORT = """extract: sources
label: Repairs line
folder: sources
files:
  informants.csv:
    record: informant
    key: Number
    columns: {Number: {field: reference}, Tenancy: {parent: yes}, Who: {field: who}, Phone: {field: phone}}
  tips.csv:
    record: tip
    key: Number
    columns: {Number: {field: reference}, Tenancy: {parent: yes}, About: {field: about}}
"""
# What is changed of pack.yaml, and what is said of it.
MISTAKES = (
    ("  sources:\n    label: Sources", "  springs:\n    label: Sources", "'springs' is no compartment of a record type"),
    ("sanitised: [tip]", "sanitised: [hint]", "'hint'"),
    ("sanitised: [tip]", "sanitised: [informant]", "'informant' lies in the compartment 'sources'"),
    ("sanitised: [tip]", "sanitised: [tenancy]", "'name' is no field of a sanitised view"),
    ("roles: [repairs_manager]\n      grade: C\n      grounds", "roles: [nobody]\n      grade: C\n      grounds", "nobody"),
    ("grade: C\n      grounds", "grade: Z\n      grounds", "Z"),
    ("grounds: ground", "grounds: soil", "soil"),
    ("told_within: P1M", "told_within: a month", "a month"),
    ("      deleted_within: P90D\n", "", "deleted_within"),
)


def make_pack(folder, change=lambda text: text):
    def add(text):
        text = text.replace("records:\n", CODES, 1)
        text = text.replace("imports: [import/housing.yaml]\n", RECORDS, 1)
        for role in ("repairs_manager", "manager"):
            text = text.replace(f"\n  {role}: {{all:", f"\n  {role}: {{informant: {{see: [identity, special], "
                                "export: [identity, special]}, all:", 1)
        return change(text)
    pack = change_pack(copy_pack(folder), add)
    (pack / "import/sources.yaml").write_text(IMPORT)
    return pack


def check_mistakes(folder):
    for number, (old, new, said) in enumerate(MISTAKES):
        pack = make_pack(folder / f"wrong{number}", lambda text: text.replace(old, new, 1))
        done = remit("pack", "check", pack, ok=False)
        point(f"pack check tells: {said}", done.returncode != 0 and said in done.stderr + done.stdout and "pack.yaml, row" in done.stderr, done)
    pack = make_pack(folder / "beside")
    (pack / "import/sources.yaml").write_text(IMPORT.split("  tips.csv")[0])
    (pack / "import/tips.yaml").write_text(
        "extract: tips\nlabel: Line\nfolder: sources\nfiles:\n  informants.csv:\n    record: tip\n    key: Number\n"
        "    columns: {Number: {field: reference}, Tenancy: {parent: yes}}\n")
    change_pack(pack, lambda text: text.replace("import/sources.yaml]", "import/sources.yaml, import/tips.yaml]"))
    done = remit("pack", "check", pack, ok=False)
    point("and one file that feeds both", done.returncode != 0 and "feeds both the compartment and" in done.stderr, done)
    done = remit("pack", "check", make_pack(folder / "right"), ok=False)
    point("without a mistake it is taken", done.returncode == 0, done)


def prepare(db, folder):
    pack = make_pack(folder / "pack")
    remit("synth", "--pack", SOURCE / "packs" / NAME, "--seed", "1", "--people", 20, "--out", folder / "x")
    (folder / "x/sources").mkdir()
    (folder / "x/sources/informants.csv").write_text("Number,Tenancy,Who,Phone\nI-1,T-0000001,A neighbour,none\nI-2,T-0000002,The caretaker,none\n")
    (folder / "x/sources/tips.csv").write_text("Number,Tenancy,About\nP-1,T-0000001,DAMP\n")
    (folder / "x/sources/manifest.csv").write_text(f"file,snapshot,rows\ninformants.csv,{AS_OF},2\ntips.csv,{AS_OF},1\n")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "x")
    remit("run", "--db", db, NAME, "--as-of", AS_OF)


def act(db, who, *words, day=AS_OF, ok=True):
    return remit("compartment", *words, "--db", db, "--as", who, "--as-of", day, ok=ok)


def disclose(db, who=BOSS, case="T-0000001", to="The county court", ground="COURT", reason="The order of 30 March", fields=("informant.who",), ok=True):
    names = [word for name in fields for word in ("--field", name)]
    return act(db, who, "disclose", NAME, CLOSED, case, "--to", to, "--ground", ground, "--reason", reason, "--json", *names, ok=ok)


def listed(db, *words, who=BOSS, day=AS_OF):
    return json.loads(act(db, who, "disclosures", NAME, CLOSED, "--json", *words, day=day).stdout)


def check_refused(db):
    closed = compartment(db, CLOSED)
    before = rows(closed, "select count(*) from audit_entry")[0][0]
    tries = {
        "to nobody": ({"to": " "}, "to whom"),
        "without a ground of the list": ({"ground": "WHIM"}, "no ground that may be chosen"),
        "on a ground of before": ({"ground": "OLD"}, "no ground that may be chosen"),
        "without a reason": ({"reason": "they asked"}, "three words"),
        "of what is not held": ({"case": "T-0000003"}, "nothing is held there"),
        "of casework's": ({"fields": ["tenancy.name"]}, "nothing is held there"),
        "of what is named wrong beside what is right": ({"fields": ["informant.who", "informant.shoe"]}, "informant.shoe"),
        "of no such case": ({"case": "T-7"}, "no case"),
        "by who sees it and is not let": ({"who": "manager"}, "your role or grade"),
        "by who sees nothing in it": ({"who": ONE}, "no such compartment")}
    for what, (change, said) in tries.items():
        done = disclose(db, ok=False, **change)
        point(f"nothing is disclosed {what}", done.returncode != 0 and said in done.stderr and "neighbour" not in done.stdout + done.stderr, done)
    point("of all that the compartment's log has nothing", rows(closed, "select count(*) from audit_entry")[0][0] == before
          and listed(db) == [])
    refused = rows(db, "select count(*) from audit_entry where kind = 'refusal' and action like 'compartment%'")[0][0]
    point("and casework's the refusals", refused >= 2, refused)


def check_made(db, folder):
    closed = compartment(db, CLOSED)
    made = json.loads(disclose(db).stdout)
    point("what is named is given, and nothing else", [it["value"] for it in made["given"]] == ["A neighbour"], made)
    point("with the days on which it is due", (made["tell_by"], made["delete_by"]) == ("2026-04-30", "2026-06-29"), made)
    entry = rows(closed, "select kind, action, actor, detail from audit_entry order by number desc limit 1")[0]
    point("it is a disclosure on the compartment's log, with to whom and why", entry[:3] == ("disclosure", "compartment-disclose", BOSS)
          and "county court" in entry[3] and "COURT" in entry[3], entry)
    point("casework holds nothing of it", rows(db, "select count(*) from disclosure") == [(0,)]
          and rows(db, "select count(*) from audit_entry where detail like '%county court%'") == [(0,)])
    one, = listed(db, "--open")
    point("it is listed while it is open", one["case"] == "T-0000001" and not one["tell_overdue"], one)
    one, = listed(db, "--open", day="2026-07-01")
    point("and said to be overdue", one["tell_overdue"] and one["delete_overdue"], one)
    text = act(db, BOSS, "disclosures", NAME, CLOSED, day="2026-07-01").stdout
    point("in words too", text.count("which has passed") == 2, text)


def check_settled(db, folder):
    def settle(who, end, on="2026-04-02", reason="They said so in writing", number=1, ok=True):
        return act(db, who, "settle", NAME, CLOSED, number, end, "--on", on, "--reason", reason, day="2026-04-03", ok=ok)
    for what, (words, said) in {
            "withheld by who disclosed": ((BOSS, "withheld"), "yourself"), "told before it was made": ((BOSS, "told", "2026-03-30"), "no day"),
            "told on a day to come": ((BOSS, "told", "2026-04-04"), "no day"), "told without a word": ((BOSS, "told", "2026-04-02", "so"), "three words"),
            "settled by who is not let": ((ONE, "told"), "no such compartment"), "lost": ((BOSS, "lost"), "told, withheld or deleted")}.items():
        done = settle(*words, ok=False)
        point(f"it is not {what}", done.returncode != 0 and said in done.stderr, done)
    point("nor one that is not there", settle(BOSS, "told", number=9, ok=False).returncode != 0)
    settle(OTHER_BOSS, "withheld", reason="It would tip them off")
    point("what is said of it is said once", settle(BOSS, "told", ok=False).returncode != 0)
    point("it is open until it is deleted", len(listed(db, "--open", day="2026-04-03")) == 1)
    settle(BOSS, "deleted")
    point("then it is not", listed(db, "--open", day="2026-04-03") == [] and len(listed(db, day="2026-04-03")) == 1)
    remit("person", "file", "--db", db, "--as", "manager", NAME, "T-0000001", "--to", "The tenant", "--why", "request of May", "--out", folder / "given")
    told = {s["name"]: s["rows"] for s in json.loads((folder / "given/person.json").read_text())["sections"]}
    point("the person's file tells it", [(row["recipient"], row["told"]) for row in told[f"{CLOSED}.disclosure"]] == [("The county court", "withheld")], told.keys())
    point("and names no member of staff", BOSS not in json.dumps(told[f"{CLOSED}.disclosure"]), told[f"{CLOSED}.disclosure"])


def check(db, folder):
    prepare(db, folder)
    check_refused(db)
    check_made(db, folder)
    check_settled(db, folder)
    done = verified(db)
    point("the logs verify", done.returncode == 0, done.stderr)
    if not db.startswith("postgresql:"):
        check_mistakes(folder)


if __name__ == "__main__":
    sys.exit(on_both("disclosures", check))
