#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Special characteristics (S10, R16): no rule reads one and no list is made by one without an authorisation in date that the pack
names; a try is refused and stands in the log, by whatever way it comes; authorisations are read by everybody.

If this fails, people are picked out by nationality, or by what they are otherwise, on nobody's authority.
Prints TAP. usage: authorised.py REMIT PACK
"""
import sys
from datetime import date, timedelta

from serving import AS_OF, EO, NAME, Browser, Site, change_pack, copy_pack, on_both, point, remit, rows, verified

DAY = date.fromisoformat(AS_OF)
BEFORE, AFTER = (str(DAY + timedelta(days=days)) for days in (-400, 400))


def special(text):
    return text.replace("codes: repair_kind, required: yes, sensitivity: ordinary", "codes: repair_kind, required: yes, sensitivity: special", 1)


def authorised(text, uses="[rules, lists]", begins=BEFORE, ends=AS_OF, field="repair.kind"):
    return special(text).replace("[ordinary, protective, identity]", "[ordinary, protective, identity, special]") + f"""
authorisations:
  kinds: {{field: {field}, for: {uses}, reference: AUTH-7, by: Minister (role), from: {begins}, until: {ends},
    scope: Repairs of a kind found wanting, source: Equality Act 2010 Sch 3 para 17}}
"""


def checked(folder, name, change):
    return remit("pack", "check", change_pack(copy_pack(folder / name), change), ok=False)


def check_packs(folder):
    """What a pack may say."""
    bare = checked(folder, "bare", special)
    point("a filter by a special characteristic is no filter", bare.returncode != 0 and "repair.kind" in bare.stderr and "pack.yaml" in bare.stderr, bare)
    unfiltered = checked(folder, "unfiltered", lambda text: special(text).replace("filters: [repair.kind]", "filters: []"))
    point("and no rule reads one", unfiltered.returncode != 0 and "kind" in unfiltered.stdout + unfiltered.stderr, unfiltered)
    lists = checked(folder, "lists", lambda text: authorised(text, uses="[lists]"))
    point("for lists is not for rules", lists.returncode != 0 and "kind" in lists.stdout + lists.stderr, lists)
    rules = checked(folder, "rules", lambda text: authorised(text, uses="[rules]"))
    point("nor for rules for lists", rules.returncode != 0 and "repair.kind" in rules.stderr, rules)
    for name, words, wanted in (("plain", {"field": "repair.status"}, "special"), ("none", {"field": "repair.colour"}, "colour"),
                                ("use", {"uses": "[rules, lists, maps]"}, "maps"), ("ends", {"begins": AFTER, "ends": BEFORE}, "ends before"),
                                ("day", {"ends": "2026-02-30"}, "2026-02-30")):
        wrong = checked(folder, name, lambda text, words=words: authorised(text, **words))
        point(f"a wrong authorisation is told: {name}", wrong.returncode != 0 and wanted in wrong.stderr and "pack.yaml, row" in wrong.stderr, wrong)
    right = checked(folder, "right", authorised)
    point("with both it may", right.returncode == 0, right)


def refused(db):
    return rows(db, "select action from audit_entry where kind = 'refusal' and purpose = 'authorisation'")


def check_use(db, folder):
    """While it holds, and a day later."""
    pack = folder / "right"
    remit("synth", "--pack", pack, "--seed", "1", "--people", 30, "--out", folder / "x")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "x")
    tomorrow = str(DAY + timedelta(days=1))
    run = remit("run", "--db", db, NAME, "--as-of", AS_OF, ok=False)
    point("on its last day the rules run", run.returncode == 0, run)
    words = ["worklist", "--db", db, "--as", EO, NAME, "--where", "repair.kind=LEAK"]
    listed = remit(*words, "--as-of", AS_OF, ok=False)
    point("and the list is filtered", listed.returncode == 0 and listed.stdout, listed)
    items, before = rows(db, "select count(*) from recommendation"), len(refused(db))
    run = remit("run", "--db", db, NAME, "--as-of", tomorrow, ok=False)
    point("a day later the rules do not", run.returncode != 0 and "AUTH-7" in run.stderr and rows(db, "select count(*) from recommendation") == items, run)
    listed = remit(*words, "--as-of", tomorrow, ok=False)
    point("nor is a list made", listed.returncode != 0 and "AUTH-7" in listed.stderr and not listed.stdout, listed)
    other = remit("worklist", "--db", db, "--as", EO, NAME, "--as-of", tomorrow, ok=False)
    point("without the filter there is one", other.returncode == 0 and other.stdout, other)
    point("both are in the log", len(refused(db)) == before + 2, refused(db))
    return tomorrow


def check_pages(db, tomorrow):
    for day, holds in ((AS_OF, True), (tomorrow, False)):
        site = Site(db, as_of=day)
        try:
            person, before = Browser(site, EO), len(refused(db))
            page, asked = person.get("/worklist").text, person.get("/worklist?repair.kind=LEAK")
            point(f"{day}: the filter is {'' if holds else 'not '}offered", ('name="repair.kind"' in page) == holds)
            point(f"{day}: an address that somebody kept {'works' if holds else 'is refused, and logged'}",
                  (asked.status == 200) == holds and (len(refused(db)) == before + (not holds)), asked)
            rules = Browser(site).get("/rules").text
            point(f"{day}: everybody reads the authorisation", "AUTH-7" in rules and "Minister (role)" in rules)
        finally:
            site.stop()


def check_compartment(db, folder):
    """What nobody may list by at all is refused in the same words, and logged."""
    pack = change_pack(copy_pack(folder / "born"), lambda text: text.replace("name: housing-repairs", "name: born", 1).replace(
        "records:\n", "records:\n  origin:\n    label: Origin\n    compartment: origin\n    fields:\n      reference: {label: Row, type: string, key: yes, "
        "sensitivity: identity, source: Nobody}\n      country: {label: Country, type: code, codes: repair_kind, sensitivity: special, source: Nobody}\n", 1))
    remit("init", "--db", db, "--pack", pack)
    before = len(refused(db))
    listed = remit("worklist", "--db", db, "--as", EO, "born", "--where", "origin.country=LEAK", ok=False)
    point("no list is made by what lies in a compartment", listed.returncode != 0 and "without an authorisation" in listed.stderr, listed)
    point("and the try is in the log", len(refused(db)) == before + 1, refused(db))
    unknown = remit("worklist", "--db", db, "--as", EO, "born", "--where", "repair.colour=LEAK", ok=False)
    point("what is no field is a mistake", unknown.returncode != 0 and "not filtered by" in unknown.stderr and len(refused(db)) == before + 1, unknown)


def check_proposed(db, folder):
    """A version that rests on what is over is not proposed."""
    late = change_pack(copy_pack(folder / "late"), lambda text: authorised(text, ends=str(DAY - timedelta(days=1))).replace("version: 1.0.0", "version: 1.0.1", 1))
    made = remit("pack", "propose", "--db", db, "--as", "policy_owner", late, "--statement", "A new wording of it", "--as-of", AS_OF, ok=False)
    point("a version whose authorisation is over is refused", made.returncode != 0 and "kinds" in made.stderr, made)


def check(db, folder):
    check_packs(folder)
    tomorrow = check_use(db, folder)
    check_pages(db, tomorrow)
    check_proposed(db, folder)
    check_compartment(db, folder)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_both("authorised", check))
