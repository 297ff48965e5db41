#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A changed version of a pack takes two people, its own assessments, green tests and a statement; what ran before
replays. SQLite and PostgreSQL alike.

If this fails, one person alone may change the rules, or untested rules come into force.
Prints TAP. usage: versions.py REMIT PACK
"""
import json
import re
import shutil
import sys

from serving import (AS_OF, EO, PACK, Browser, Site, change_pack, copy_pack, on_both, point, prepare, propose, raised, remit,
                     rows, take_up, verified)

TODAY = ("--as-of", "2026-10-01")


def listed(db):
    return json.loads(remit("pack", "list", "--db", db, "--json").stdout)


def changed_pack(folder, name, version, change=lambda text: text):
    return raised(change_pack(copy_pack(folder / name), change), version)


def titled(words):
    return lambda text: text.replace("title: Electronic monitoring review", f"title: {words}")


def only_own(old, new):
    return lambda text: text.replace(old, new, 1) if "name: em-review" in text else text


def refused(name, done, says):
    said = done.stderr if not isinstance(done, str) else f"taken as proposal {done}"
    point(name, not isinstance(done, str) and done.returncode != 0 and says in said, said)


def check_alone(db, folder):
    """What was one command is no way round the second person."""
    pack = changed_pack(folder, "round", "1.1.0", titled("Another title"))
    for words in (("init", "--pack", pack), ("run", "em-review", "--pack", pack), ("import", "--pack", pack, ".")):
        done = remit(words[0], "--db", db, *words[1:], ok=False)
        point(f"remit {words[0]} takes no changed version, and says what does", done.returncode != 0
              and "another version" in done.stderr and "remit pack propose" in done.stderr, done.stderr)
    point("the version in force is as before", [v["version"] for v in listed(db)["versions"]] == ["1.0.0"])


# name, version, change of pack.yaml, what is said
WRONG = (
    ("the same version", "1.0.0", titled("Another title"), "taken up already"),
    ("an assessment of another version", "2.0.0", titled("Another title"), "is not of this version"),
    ("one that does not say", "1.1.0", only_own("    version: '1'\n", ""), "is not of this version"),
    ("one past its review", "1.1.0", only_own("review: 2027-09-14", "review: 2026-09-30"), "past the day of its review"),
    ("one of a pack that it uses, past its review", "1.1.0", lambda text: text.replace("review: 2027-09-14", "review: 2026-09-30")
     if "name: em-base" in text else text, "past the day of its review"),
    ("one that is gone", "1.1.0", lambda text: re.sub(r"(?s)  - kind: equality.*?(?=^\w)", "", text, flags=re.M)
     if "name: em-review" in text else text, "of the version in force is lacking"),
)


def check_refused(db, folder):
    for number, (name, version, change, says) in enumerate(WRONG):
        done = propose(db, changed_pack(folder, f"wrong{number}", version, change), *TODAY, ok=False)
        refused(f"not proposed: {name}", done, says)
    pack = changed_pack(folder, "few", "1.1.0")
    cases = (pack / "cases.csv").read_text().splitlines(keepends=True)
    (pack / "cases.csv").write_text("".join([cases[0], *cases[-2:]]))
    refused("not proposed: rules that no case reaches", propose(db, pack, *TODAY, ok=False), "rules that no case reaches")
    pack = changed_pack(folder, "rules", "1.1.0")
    cases = (pack / "cases.csv").read_text()
    (pack / "cases.csv").write_text(cases.replace("true,KEEP_FD,because=MERITS", "true,CEASE,because=MERITS", 1))
    refused("not proposed: rule cases that fail", propose(db, pack, *TODAY, ok=False), "rule cases that fail")
    done = remit("pack", "propose", "--db", db, changed_pack(folder, "mute", "1.1.0"), "--statement", "Small", *TODAY, ok=False)
    refused("not proposed: without a statement", done, "not said what changes")
    told = rows(db, "select count(*) from audit_entry where action = 'pack-propose' and kind = 'refusal'")[0][0]
    point("nothing of it is kept, and each refusal is an entry", listed(db)["proposals"] == [] and told == len(WRONG) - 1 + 2, told)


def check_people(db, folder):
    pack = changed_pack(folder, "people", "1.1.0", titled("A new title"))
    for who in (EO, "manager", "auditor"):
        refused(f"{who} may not propose", propose(db, pack, "--as", who, *TODAY, ok=False), "may not")
    number = propose(db, pack, "--as", "policy_owner", *TODAY)
    refused("who proposed it does not take it up", remit("pack", "take", "--db", db, "--as", "policy_owner", number, *TODAY, ok=False),
            "proposed this yourself")
    refused("nor refuses it", remit("pack", "refuse", "--db", db, "--as", "policy_owner", number, "--reason", "Not what we want.", ok=False),
            "proposed this yourself")
    for who in (EO, "auditor"):
        refused(f"{who} may not take it up", remit("pack", "take", "--db", db, "--as", who, number, *TODAY, ok=False), "may not")
    refused("the one who set the database up may not either", remit("pack", "take", "--db", db, number, *TODAY, ok=False), "may not")
    refused("another does not withdraw it", remit("pack", "withdraw", "--db", db, number, "--reason", "Not what we want.", ok=False),
            "somebody else")
    late = remit("pack", "take", "--db", db, "--as", "manager", number, "--as-of", "2028-01-01", ok=False)
    refused("nor is it taken up when its assessments are past their review", late, "past the day of its review")
    return number


def check_taken(db, folder, number):
    before = rows(db, "select count(*) from recommendation")[0][0]
    told = json.loads(remit("pack", "show", "--db", db, number, "--json").stdout)
    point("what changes is told in sentences, with what the tests said", any("A new title" in c["sentence"] for c in told["changes"])
          and "rule cases: 250 passed, 0 failed" in told["result"] and "/tmp/" not in told["result"], told)
    other = propose(db, changed_pack(folder, "other", "1.2.0", titled("Yet another title")), *TODAY)
    remit("pack", "take", "--db", db, "--as", "manager", number, *TODAY)
    versions = listed(db)["versions"]
    point("another person takes it up", [v["version"] for v in versions] == ["1.1.0", "1.0.0"] and versions[0]["taken_by"] == "manager"
          and versions[0]["proposed_by"] == "policy_owner" and versions[0]["statement"] == "A change that a test makes.", versions)
    point("over the very bytes that were proposed", versions[0]["hash"] == told["hash"])
    again = remit("pack", "take", "--db", db, "--as", "manager", number, *TODAY, ok=False)
    refused("once", again, "it is taken")
    done = remit("pack", "take", "--db", db, "--as", "manager", other, *TODAY, ok=False)
    refused("what was proposed over the older version has lapsed", done, "it is lapsed")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    pack_of_runs = [r[0] for r in rows(db, "select distinct pack_id from run order by 1")]
    point("runs go on with the new version", len(pack_of_runs) == 2, pack_of_runs)
    replayed = remit("replay", "--db", db, "--all", ok=False)
    point("and those of the older one replay", replayed.returncode == 0 and before > 0, replayed)
    log = rows(db, "select action, actor from audit_entry where kind = 'rule' order by number")
    point("each step is an entry", [a for a, _ in log][-3:] == ["pack-propose", "take-pack", "pack-agree"] and log[-1][1] == "manager", log)


def check_ended(db, folder):
    number = propose(db, changed_pack(folder, "ended", "1.3.0", titled("Three")), *TODAY)
    done = remit("pack", "refuse", "--db", db, "--as", "manager", number, "--reason", "No", ok=False)
    refused("a refusal says why", done, "not said why")
    remit("pack", "refuse", "--db", db, "--as", "manager", number, "--reason", "The cost was not weighed.")
    refused("what is refused is not taken up", remit("pack", "take", "--db", db, "--as", "manager", number, *TODAY, ok=False), "it is refused")
    number = propose(db, changed_pack(folder, "back", "1.3.0", titled("Three")), *TODAY)
    remit("pack", "withdraw", "--db", db, number, "--reason", "A mistake was found.")
    point("and one's own is withdrawn", [p["state"] for p in listed(db)["proposals"][:2]] == ["withdrawn", "refused"])


def check_changed_bytes(db, folder):
    number = propose(db, changed_pack(folder, "bytes", "1.4.0", titled("Four")), *TODAY)
    file = rows(db, "select content_id from pack_proposal_file where proposal_id = ? and name = 'rules.dmn'", number)[0][0]
    other = rows(db, "select content_id from pack_proposal_file where proposal_id = ? and name = 'overview.dmn'", number)[0][0]
    rows(db, "update pack_proposal_file set content_id = ? where proposal_id = ? and name = 'overview.dmn'", file, number)
    done = remit("pack", "take", "--db", db, "--as", "manager", number, *TODAY, ok=False)
    refused("files that were changed in the database are not taken up", done, "not those proposed")
    rows(db, "update pack_proposal_file set content_id = ? where proposal_id = ? and name = 'overview.dmn'", other, number)
    remit("pack", "withdraw", "--db", db, number, "--reason", "That was a test.")


def check_pages(db, folder):
    number = propose(db, changed_pack(folder, "page", "1.5.0", titled("Five <b>")), *TODAY)
    site = Site(db, as_of="2026-10-01")
    path = f"/rules/proposals/{number}"
    reader, owner = Browser(site, EO), Browser(site, "policy_owner")
    page = reader.get("/rules/versions")
    point("everybody reads the versions: who, when, what and why", page.status == 200 and "1.5.0" in page.text and "policy_owner" in page.text
          and "A change that a test makes." in page.text, page)
    page = reader.get(path)
    point("and a proposal: what is different, assessments, tests", page.status == 200 and "Five &lt;b&gt;" in page.text and "DPIA-EM-REVIEW-1" in page.text
          and "250 passed" in page.text and page.form(path) is None, page)
    token = {"form_token": reader.token(), "answer": "take", "reason": ""}
    point("who may not answer is refused", reader.post(path, token).status == 403)
    point("an answer is chosen", owner.post(path, owner.filled(path, {})).status == 422)
    point("a refusal says why", owner.post(path, owner.filled(path, {"answer": "refuse"})).status == 422)
    answer = owner.post(path, owner.filled(path, {"answer": "take"}))
    point("another person takes it up on the page", answer.status == 303 and listed(db)["versions"][0]["version"] == "1.5.0", answer)
    point("at once it is what everybody reads", "Five &lt;b&gt;" in reader.get("/rules").text)
    point("the server ends well", site.stop(), site.said)


def check_stories(db, folder):
    """Of a second pack in the same database, which has a story."""
    housing = PACK.parent / "housing-repairs"
    remit("init", "--db", db, "--pack", housing)
    pack = raised(shutil.copytree(housing, folder / "housing"), "1.1.0")
    story = next((pack / "scenarios").glob("*.yaml"))
    whole = story.read_text()
    story.write_text(whole.replace('["AT_RISK"]', '["ANOTHER"]'))
    refused("not proposed: a story that fails", propose(db, pack, *TODAY, ok=False), "scenarios failed")
    story.write_text(whole)
    number = propose(db, pack, *TODAY)
    told = json.loads(remit("pack", "show", "--db", db, number, "--json").stdout)["result"]
    point("its stories are run, of the bytes that are kept", "scenarios: 1 held, 0 failed" in told, told)
    remit("pack", "take", "--db", db, "--as", "manager", number, *TODAY)
    versions = {v["pack"]: v["version"] for v in reversed(listed(db)["versions"])}
    point("each pack goes its own way", versions["housing-repairs"] == "1.1.0" and versions["em-review"] != "1.1.0", versions)


def check(db, folder):
    prepare(db, folder / "extracts", 20)
    check_alone(db, folder)
    check_refused(db, folder)
    check_taken(db, folder, check_people(db, folder))
    check_ended(db, folder)
    check_changed_bytes(db, folder)
    check_pages(db, folder)
    take_up(db, changed_pack(folder, "helped", "1.6.0", titled("Six")))
    check_stories(db, folder)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done)
    done = remit("fsck", "--db", db, ok=False)
    point("and the database is whole", done.returncode == 0, done)


if __name__ == "__main__":
    sys.exit(on_both("versions", check))
