#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules in the open: who has no account reads them, drawn and as files, with every version that was taken up and what it did;
no member of staff is named to them, nobody is told of few, and a pack that says so is for staff alone.

If this fails, people are decided about by rules that they cannot read, or the public reads what is not for it.
Prints TAP. usage: rules.py REMIT PACK
"""
import base64
import collections
import hashlib
import json
import re
import shutil
import sys

from serving import AS_OF, EO, HEO, NAME, SOURCE, Browser, Site, change_pack, copy_pack, items_of, on_both, point, propose, raised, remit, rows, verified

PATHS = ("/rules", f"/rules?pack={NAME}", "/rules/file?name=rules.dmn", "/rules/drawing", f"/rules/drawing?pack={NAME}", "/rules/versions")
STAFF = re.compile(r"root|policy_owner|manager|repairs_officer-")


def check_drawing(site):
    answer = Browser(site).get("/rules/drawing")
    styles = re.findall(r"<style>(.*?)</style>", answer.text, re.S)
    wanted = {"'sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() + "'" for style in styles}
    policy = re.search(r"style-src ([^;]*)", answer.header("Content-Security-Policy"))[1].split()
    point("what is drawn may have its own styles, each by its hash, and nothing else", len(styles) >= 2
          and set(policy) == {"'self'"} | wanted and "<script" not in answer.text, policy)
    point("it has each rule with its paragraph", answer.text.count("Repairs handbook 3.") >= 5 and "<svg" in answer.text)
    point("other pages have none", "sha256" not in Browser(site).get("/rules").header("Content-Security-Policy"))


def check_open(db, site, folder):
    out = Browser(site)
    wrong = [(path, answer) for path in PATHS for answer in [out.get(path)] if answer.status != 200
             or ("/rules/file" not in path and STAFF.search(answer.text.partition("<main")[2]))]
    point("who has no account reads the rules, and of no member of staff", not wrong, wrong)
    pack = raised(change_pack(copy_pack(folder / "new"), lambda text: text.replace("title: Housing repairs", "title: Repairs of homes")), "1.1.0")
    number = propose(db, pack, "--as-of", AS_OF)
    path = f"/rules/proposals/{number}"
    point("what is proposed is for staff", out.get(path).status == 404 and Browser(site, EO).get(path).status == 200
          and "1.1.0" not in out.get("/rules/versions").text)
    remit("pack", "take", "--db", db, "--as", "manager", number, "--as-of", AS_OF)
    page = out.get(path)
    point("what was taken up is for everybody: what changed, why, and what it did", page.status == 200 and "Repairs of homes" in page.text
          and "A change that a test makes." in page.text and "0 would come out differently" in page.text
          and "A member of staff" in page.text and not STAFF.search(page.text.partition("<main")[2]), page)
    point("to staff its people have names", "manager" in Browser(site, EO).get(path).text)
    point("few are not told of", ">under 10<" in page.text and "under 10" not in Browser(site, EO).get(path).text, page)
    wrong = [path for path in ("/rules?pack=nobody", "/rules/drawing?pack=nobody", "/rules/file?name=nothing", "/rules/proposals/99")
             if out.get(path).status != 404]
    point("what is not there is not found", not wrong, wrong)
    done = out.post(path, {"answer": "take"})
    point("nobody answers from outside", done.status == 401, done)


def check_record(db, site):
    """What is in force and on record, in the fields of the standard."""
    item = items_of(db)[0]
    Browser(site, EO).decide(item)
    Browser(site, HEO).sign(item)
    rows_told = json.loads(remit("pack", "record", "--db", db, NAME, "--json").stdout)
    told = collections.defaultdict(list)
    for row in rows_told:
        told[row["reference"]].append(row["value"])
    wanted = {"", "1.1", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "3.1", "3.2", "3.3", "3.5", "4.1", "4.5", "5.1", "5.5"}
    point("the record has the fields of the standard", set(told) == wanted, wanted ^ set(told))
    point("figures are of what was done, and few are not told", "people made fewer than 10 final decisions" in told["2.5"][0]
          and "0 were challenged" in told["2.5"][0] and "over at most 45 records" in told["2.5"][0], told["2.5"])
    point("each version stands there with why", "Version 1.1.0" in told["2.7"][0] and "A change that a test makes." in told["2.7"][0], told["2.7"])
    point("who decides, and who signs, is as the rules in force have it", "Leave it to the tenant, and say why: Repairs officer or Repairs manager "
          "(Officer or above), and a second person signs it: Repairs manager (Manager or above)." in told["3.3"][0], told["3.3"])
    page = Browser(site).get("/rules/record")
    text = page.text.partition("<main")[2]
    point("everybody reads it", page.status == 200 and "fewer than 10 final decisions" in text and not re.search("root|policy_owner|_officer-|_manager-", text)
          and f"/rules/record?pack={NAME}" in Browser(site).get("/rules").text, page)
    plain = remit("pack", "record", "--db", db, NAME).stdout
    point("and on the command line", plain.startswith("Tier 1: overview\n  Name: Repairs of homes\n") and "5.5 Risk" in plain, plain[:200])


def check_private(db, site, folder):
    """A second stream of work, whose rules are for staff."""
    other = change_pack(shutil.copytree(SOURCE / "tests/repairs", folder / "zz-other"), lambda text: text.replace(
        "name: repairs", "name: zz-other", 1).replace("assessments:", "public: no\nassessments:", 1))
    remit("init", "--db", db, "--pack", other)
    first = change_pack(copy_pack(folder / "aaa"), lambda text: text.replace("name: housing-repairs", "name: aaa", 1).replace(
        "assessments:", "public: no\nassessments:", 1))
    remit("init", "--db", db, "--pack", first)
    out, staff = Browser(site), Browser(site, EO)
    hidden = [out.get(path).status for path in ("/rules?pack=zz-other", "/rules/drawing?pack=zz-other",
                                                "/rules/file?pack=zz-other&name=rules.dmn")]
    point("a pack's rules may be for staff alone", hidden == [404] * 3 and "zz-other" not in out.get("/rules").text + out.get("/rules/versions").text,
          hidden)
    point("who names none is shown one that is open", "Repairs of homes" in out.get("/rules").text and 'rules?pack=aaa"' not in out.get("/rules").text)
    point("who then read them", staff.get("/rules?pack=zz-other").status == 200 and "zz-other" in staff.get("/rules").text
          and "zz-other" in staff.get("/rules/versions").text)


def check_published(db, site, folder):
    """The record as it was published, and what has changed since."""
    owner, out = Browser(site, "policy_owner"), Browser(site)
    page = out.get("/rules/record")
    point("before it is published nothing is said of it", "As it was published" not in page.text and "Publish it" not in page.text)
    point("nor does it say so on the command line", "never published" in remit("pack", "record", "--db", db, NAME).stdout)
    point("only who owns the rules publishes", all(Browser(site, who).post("/rules/record", {"form_token": Browser(site, who).token(), "pack": NAME}).status == 403
                                                    for who in ("manager", "auditor", EO)) and rows(db, "select count(*) from transparency_record") == [(0,)])
    done = owner.post("/rules/record", {"form_token": owner.token(), "pack": NAME})
    point("they publish it", done.status == 303 and rows(db, "select pack, published_by from transparency_record") == [(NAME, "policy_owner")], done)
    again = owner.post("/rules/record", {"form_token": owner.token(), "pack": NAME})
    point("not twice as it was", again.status == 409 and rows(db, "select count(*) from transparency_record") == [(1,)], again)
    page = out.get("/rules/record")
    point("everybody reads that nothing has changed, and not by whom", "What has changed since" in page.text and "Nothing." in page.text
          and "policy_owner" not in page.text.partition("<main")[2], page)
    pack = change_pack(raised(copy_pack(folder / "newer"), "1.9.0"), lambda text: text.replace("alternatives: First", "alternatives: Before, first", 1)
                       .replace("phase: development", "phase: production", 1).replace(", mitigation: The rules then", ", mitigation: The rules", 1))
    remit("pack", "take", "--db", db, "--as", "manager", propose(db, pack))
    told = remit("pack", "record", "--db", db, NAME).stdout.partition("Since it was published")[2]
    point("what has changed since is told, field by field", "Phase has changed: production" in told and "Alternatives has changed: Before, first" in told
          and "Risk, and what is done about it has changed" in told and "Organisation" not in told, told)
    page = out.get("/rules/record").text.partition("What has changed since")[2]
    point("and on the page", "Phase was: development" in page and "version 1." in page, page)
    old = out.get("/rules/record?published=1")
    point("the one that was published stands as it was", old.status == 200 and "It stands as it was published" in old.text
          and "First come, first served" in old.text and "Before, first come" not in old.text, old)
    point("one that was not is not found", out.get("/rules/record?published=99").status == 404)
    done = remit("pack", "record", "--db", db, "--as", "policy_owner", NAME, "--publish")
    point("the next is published by command", "published" in done.stdout and rows(db, "select count(*) from transparency_record") == [(2,)], done)
    point("publishing is in the log", rows(db, "select count(*) from audit_entry where action = 'record-publish' and kind <> 'refusal'") == [(2,)])


def check(db, folder):
    remit("synth", "--pack", SOURCE / "packs" / NAME, "--seed", "1", "--people", 30, "--out", folder / "x")
    remit("init", "--db", db, "--pack", SOURCE / "packs" / NAME, "--demo")
    remit("import", "--db", db, "--pack", SOURCE / "packs" / NAME, folder / "x")
    remit("run", "--db", db, NAME, "--as-of", AS_OF)
    site = Site(db, as_of=AS_OF)
    try:
        before = rows(db, "select count(*) from audit_entry")
        check_drawing(site)
        check_open(db, site, folder)
        check_record(db, site)
        check_private(db, site, folder)
        point("a pack that says nothing for a record has none", Browser(site, EO).get("/rules/record?pack=zz-other").status == 404
              and remit("pack", "record", "--db", db, "zz-other", ok=False).returncode != 0)
        point("reading leaves no entry of a case", rows(db, "select count(*) from audit_entry where kind = 'consultation' and actor = ''") == [(0,)], before)
        check_published(db, site, folder)
    finally:
        point("the server ends well", site.stop(), site.said)
    point("the log verifies", verified(db).returncode == 0)


if __name__ == "__main__":
    sys.exit(on_both("rules", check))
