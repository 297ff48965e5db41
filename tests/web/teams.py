#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Teams: who is put in them and by whom, what their worklist has, who may work on an item where the pack restricts
items to teams; and that restriction and exclusion win over any team.

If this fails, work comes to nobody or to the wrong people, or a team opens a case that is closed.
Prints TAP. usage: teams.py REMIT PACK
"""
import json
import re
import sys

from access import Case, listed, step
from serving import (AS_OF, EO, HEO, OTHER_EO, PACK, SENIOR_EO, Browser, Site, change_pack, copy_pack, on_both,
                     point, remit, rows, set_password, verified)

MANAGER, OTHER_MANAGER, AUDITOR = "manager", "other-manager", "auditor"
POWER, DUTY = "EM_POWER", "EM_DUTY"


def make(db, folder):
    """A pack that restricts items to teams."""
    pack = change_pack(copy_pack(folder / "em-review"),
                       lambda text: text.replace("  by: condition.basis\n", "  by: condition.basis\n  restrict: yes\n"))
    remit("synth", "--pack", pack, "--seed", "1", "--people", 40, "--out", folder / "extracts")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "extracts")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    remit("user", "add", "--db", db, OTHER_MANAGER, "--role", "manager")
    set_password(db, OTHER_MANAGER, "a manager of another team")


def change(db, who, *words, ok=False):
    return remit("team", "change", "--db", db, "--as", who, "em-review", *words, ok=ok)


def items(db, tray):
    return {n for n, in rows(db, "select w.id from work_item w join rec_condition c on c._id = w.record_id "
                                 "where w.state = 'sealed' and c.basis = ?", tray)}


def check_trays(db):
    astray = rows(db, "select w.id from work_item w join rec_condition c on c._id = w.record_id "
                      "where w.state <> 'out-of-scope' and w.tray <> c.basis")
    point("a run keeps each item's tray", not astray and items(db, POWER) and items(db, DUTY), astray[:5])


def check_setting_up(db, site):
    manager = Browser(site, MANAGER)
    form = {"step": "add", "form_token": manager.token(), "add-team": "duty", "add-label": "Duty reviews",
            "add-trays": DUTY, "add-asked_by": "The head of reviews", "add-reason": "The new structure asks for it."}
    answer = manager.post("/teams", {**form, "add-reason": ""})
    point("a team is set up with a reason", answer.status == 422 and "why" in answer.text, answer)
    answer = manager.post("/teams", {**form, "add-trays": "NONSENSE"})
    point("and of trays that there are", answer.status == 422 and "no such tray" in answer.text, answer)
    answer = manager.post("/teams", form)
    point("a manager sets up a team", answer.status == 303 and rows(db, "select name from team") == [("duty",)], answer)
    answer = manager.post("/teams", form)
    point("once", answer.status == 422 and "already" in answer.text, answer)
    done = change(db, MANAGER, "add", "power", "--label", "Power reviews", "--trays", POWER, "--asked-by", "The head",
                  "--reason", "The new structure asks for it.")
    point("by command too", done.returncode == 0, done.stderr)
    done = change(db, EO, "add", "mine", "--label", "Mine", "--asked-by", "Me", "--reason", "I would like that.")
    point("a caseworker does not", done.returncode == 6, done)


def check_members(db, site):
    before = rows(db, "select max(number) from audit_entry")[0][0]
    asked = ("--asked-by", "Their line manager", "--reason", "They move to this work.")
    for who, team in ((EO, "duty"), (HEO, "duty"), (OTHER_EO, "power")):
        done = change(db, MANAGER, "join", team, "--user", who, *asked)
        point(f"{who} is put in {team}", done.returncode == 0, done.stderr)
    done = change(db, MANAGER, "join", "duty", "--user", EO, *asked)
    point("not twice", done.returncode != 0 and "already" in done.stderr, done.stderr)
    done = change(db, MANAGER, "join", "duty", "--user", MANAGER, *asked)
    point("nobody puts themselves in a team", done.returncode == 3 and "their own" in done.stderr, done.stderr)
    done = change(db, OTHER_MANAGER, "join", "duty", "--user", MANAGER, *asked)
    point("another manager does", done.returncode == 0, done.stderr)
    done = change(db, MANAGER, "join", "duty", "--user", SENIOR_EO, "--reason", "They move to this work.", "--asked-by", "")
    point("who asked is needed", done.returncode == 3 and "asked" in done.stderr, done.stderr)
    kept = rows(db, "select detail from audit_entry where action = 'team-change' and kind = 'access' and number > ? "
                    "order by number", before)
    first = json.loads(kept[0][0])
    point("each is an entry of the log, with who asked and why", len(kept) == 4 and first == {
        "step": "join", "team": "duty", "account": EO, "asked_by": "Their line manager",
        "reason": "They move to this work."}, kept)


def check_worklist(db, site):
    eo, stranger = Browser(site, EO), Browser(site, SENIOR_EO)
    numbers, total = listed_of(eo)
    point("the team's worklist is its tray", numbers == items(db, DUTY) and total == len(numbers),
          (len(numbers), len(items(db, DUTY)), total))
    point("who is in no team has none", listed_of(stranger) == (set(), 0), listed_of(stranger))
    said = json.loads(remit("worklist", "--db", db, "em-review", "--as", OTHER_EO, "--team", "--limit", "1000",
                            "--json").stdout)["items"]
    point("the command's is the same", {row["item"] for row in said} == items(db, POWER), len(said))
    everything = listed(eo)[0]
    point("the whole list is there beside it", items(db, DUTY) | items(db, POWER) <= everything)


def listed_of(browser):
    seen, page, total = set(), 1, 0
    while page:
        answer = browser.get(f"/worklist?whose=team&page={page}")
        seen |= {int(n) for n in re.findall(r'href="/items/(\d+)"', answer.text)}
        found = re.search(r"Showing \d+ to \d+ of (\d+)", answer.text)
        total = int(found[1]) if found else total
        page = page + 1 if f"page={page + 1}" in answer.text else 0
    return seen, total


def check_work(db, site):
    item = sorted(items(db, DUTY))[0]
    own, other = Browser(site, EO), Browser(site, OTHER_EO)
    answer = other.post(f"/items/{item}/claim", {"form_token": other.token()})
    point("another team's item is not claimed", answer.status == 403 and not rows(
        db, "select actor from claim where item_id = ?", item), answer)
    point("nor is a view of it recorded", other.view(item).status == 403, other.view(item))
    point("it can be read", other.get(f"/items/{item}").status == 200)
    point("its team claims it", own.post(f"/items/{item}/claim", {"form_token": own.token()}).status == 303)
    answer = own.submit(f"/items/{item}/hand-over", {"to": OTHER_EO})
    point("and hands it on within the team", answer.status == 422 and own.submit(
        f"/items/{item}/hand-over", {"to": HEO}).status == 303, answer)
    free = rows(db, "select w.id from work_item w where w.state = 'sealed' and w.tray not in ('EM_DUTY', 'EM_POWER') "
                    "limit 1")
    if free:
        stranger = Browser(site, SENIOR_EO)
        answer = stranger.post(f"/items/{free[0][0]}/claim", {"form_token": stranger.token()})
        point("what no team takes is anybody's", answer.status == 303, answer)
    decided = own.decide(item)
    point("the team decides", "Your decision is recorded" in decided.text, decided)
    other_item = sorted(items(db, DUTY))[1]
    page = own.view(other_item)
    own.reveal(other_item)
    own.fill(other_item)
    last = own.get(f"/items/{other_item}/check")
    change(db, MANAGER, "leave", "duty", "--user", EO, "--asked-by", "They", "--reason", "They leave the team.", ok=True)
    answer = own.submit(f"/items/{other_item}/check", {}, last)
    point("who has left it does not", page.status == 303 and last.status == 200 and answer.status == 403 and not rows(
        db, "select id from decision where item_id = ?", other_item), (page, last, answer))


def loads(page):
    """What waits by team: the last row of each table of it."""
    tables = re.findall(r"<caption[^>]*>What waits for ([^<]+)</caption>(.*?)</table>", page, re.S)
    return {team: int(re.findall(r"<td[^>]*>(\d+)</td>", table.rpartition("<tr")[2])[0]) for team, table in tables}


def check_load(db, site):
    page = Browser(site, MANAGER).get("/teams").text
    waits = len(items(db, DUTY)) + rows(db, "select count(*) from work_item where tray = 'EM_DUTY' and state in "
                                            "('viewed', 'revealed', 'decided')")[0][0]
    point("a manager sees what waits for their team", loads(page) == {"Duty reviews": waits} and "Their line manager" in page, loads(page))
    point("of another team they see who is in it", OTHER_EO in page)
    page = Browser(site, HEO).get("/teams").text
    point("a member sees the team and no load", "Duty reviews (yours)" in page and not loads(page)
          and "Their line manager" not in page)
    page = Browser(site, AUDITOR).get("/teams").text
    point("an auditor sees every team's", len(loads(page)) == 2, loads(page))


def check_closed(db, site, folder):
    """Neither a restriction nor an exclusion gives way to a team."""
    case = Case(db, sorted(items(db, POWER))[0], folder / "letter")
    manager, member = Browser(site, MANAGER), Browser(site, OTHER_EO)
    manager.form_token = manager.token()
    other = Case(db, next(n for n in sorted(items(db, POWER)) if n not in case.items), folder / "letter")
    load = [team["waiting"] for team in json.loads(remit("team", "list", "--db", db, "--as", AUDITOR, "em-review",
                                                         "--json").stdout) if team["team"] == "power"][0]
    step(manager, case, "restrict", reason="A person in the public eye.")
    step(manager, other, "exclude", OTHER_EO, "There is a conflict here.")
    numbers, total = listed_of(member)
    gone = set(case.items) | set(other.items)
    point("a closed case is on no team's list or count", not numbers & gone and total == len(numbers), numbers & gone)
    point("and in no team's load", [team["waiting"] for team in json.loads(remit(
        "team", "list", "--db", db, "--as", AUDITOR, "em-review", "--json").stdout) if team["team"] == "power"][0] < load)
    point("a member does not open it", [member.get(f"/items/{c.item}").status for c in (case, other)] == [404, 404])
    answer = manager.submit(f"/items/{other.item}/hand-over", {"to": OTHER_EO})
    point("nor is it handed to them", answer.status == 422, answer)


def check(db, folder):
    make(db, folder)
    site = Site(db)
    try:
        check_trays(db)
        check_setting_up(db, site)
        check_members(db, site)
        check_worklist(db, site)
        check_work(db, site)
        check_load(db, site)
        check_closed(db, site, folder)
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("teams", check))
