#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The seal. Two databases are alike but for what somebody without a view of their own may not know:
what is recommended and why, what others think, have decided and drafted. Whatever such a person asks
for must come back the same from both, byte for byte, in every face. Then they earn it, and see it.

If this fails, a recommendation or a colleague's opinion can steer a view that is to be one's own.
Prints TAP. usage: seal.py REMIT PACK
"""
import json
import pathlib
import re
import sqlite3
import sys
import tempfile

from serving import (BARRIER, CITE, DOUBT, EO, G7, HEO, LOW, NAME, OTHER, OTHER_EO, OTHER_HEO, OUTCOME, PACK, PREFIX,
                     REASON, ROOT, SAFEGUARD, SENIOR_EO, SOURCE, Browser, Site, end, label, point, prepare, remit,
                     result_of, rows)

CANARY = "canary that nobody may hear"
READERS = [EO, SENIOR_EO, OTHER_HEO, G7, "manager", "policy_owner", "auditor"]
STATES = ("sealed", "viewed", "revealed", "returned", "lapsed")


def tell_stories(db):
    """One item in each state that is open; what is written on them is OTHER_EO's and HEO's."""
    site = Site(db)
    free = [row for row in rows(db, "select id, root_id from work_item where state = 'sealed' order by id")]
    # Each of another case, that has a safeguard and a barrier or a reason with evidence.
    chosen, seen = [], set()
    for item, case in free:
        if case not in seen and result_of(db, item)["Safeguards"] and result_of(db, item)["Reasons"]:
            chosen.append((item, case))
            seen.add(case)
    story = dict(zip(STATES, chosen))
    other, senior = Browser(site, OTHER_EO), Browser(site, HEO)
    other.view(story["viewed"][0])
    for name in ("revealed", "returned", "lapsed"):
        other.view(story[name][0])
        other.reveal(story[name][0])
        other.fill(story[name][0], reasons=f"Contact was kept for a year, which is why ({name}).")
    for name in ("returned", "lapsed"):
        done = other.submit(f"/items/{story[name][0]}/check", {})
        point(f"a decision to be {name} is made", done.status == 200, done)
    done = senior.sign(story["returned"][0], "return", "Look again at the level of harm.")
    point("a decision is returned with a reason", done.status == 303, done)
    site.stop()
    item = story["lapsed"][0]
    rows(db, "update decision set state = 'lapsed', recommendation_id = 1 where item_id = ?", item)
    rows(db, "update own_view set recommendation_id = 1 where item_id = ?", item)
    rows(db, "update reveal set recommendation_id = 1 where item_id = ?", item)
    rows(db, "update draft set recommendation_id = 1 where item_id = ?", item)
    rows(db, "update work_item set state = 'sealed' where id = ?", item)
    return story


def other_result(result):
    """Another recommendation for the same facts: nothing is the same but the declared order."""
    told = CANARY + " " * 3 + "at some length" * 20
    other = LOW if result["Recommendation"]["outcome"] != LOW else OTHER
    return {**result, "Recommendation": {"outcome": other, "parameters": {}},
            "Barriers": [{"code": BARRIER, "since": told, "source": told}],
            "Missing": [{"field": told, "why": told, "from": told}],
            "Options": [{"outcome": other, "open": True, "reasons": [REASON]}],
            "Reasons": [{"code": REASON, "evidence": told}] * 7,
            "Safeguards": [{"code": SAFEGUARD, "evidence": told}]}


def alter(db, story):
    """In the copy, everything that is sealed is something else."""
    with sqlite3.connect(db) as connection:
        for item, _ in story.values():
            recommendation, = connection.execute("select recommendation_id from work_item where id = ?",
                                                 (item,)).fetchone()
            columns = [c[1] for c in connection.execute("pragma table_info(content)")]
            body = json.dumps(other_result(result_of(db, item)))
            connection.execute("pragma foreign_keys = off")
            new = connection.execute("select max(id) + 1 from content").fetchone()[0]
            connection.execute(f"insert into content ({', '.join(columns)}) select " + ", ".join(
                {"id": str(new), "hash": "randomblob(32)", "body": "?"}.get(c, c) for c in columns)
                + " from content limit 1", (body,))
            connection.execute("update recommendation set result_id = ?, outcome = ?,"
                               " matched_id = (select matched_id from recommendation where id <> ? limit 1)"
                               " where id = ?",
                               (new, json.loads(body)["Recommendation"]["outcome"], recommendation,
                                recommendation))
        connection.execute(f"update own_view set outcome = '{LOW}', reasons = ?, evidence = '[]'", (CANARY,))
        connection.execute(f"update decision set outcome = '{OTHER}', reasons = ?, evidence = '[]',"
                           " judgements = '{}', switch_reason = ?", (CANARY, CANARY))
        connection.execute("update sign_off set reason = ?", (CANARY,))
        connection.execute(f"update draft set body = 'outcome={LOW}&reasons=' || ?",
                           (CANARY.replace(" ", "+"),))


def routes():
    text = re.sub(r"/\*.*?\*/", "", (SOURCE / "src/web/route.def").read_text(), flags=re.S)
    return re.findall(r'ROUTE\((\w+), "([^"]+)"', text)


def paths(story):
    """Every page that shows anything of a case, and every list in every filter."""
    out = ["/", "/worklist", "/load", "/rules", "/cases?reference=" + PREFIX + "0000001"]
    out += [f"/worklist?state={s}&whose={w}" for s in ("", "sealed", "viewed", "revealed", "decided", "x")
            for w in ("anyone", "unclaimed", "mine")]
    for item, case in story.values():
        for method, pattern in routes():
            if method == "GET" and "#" in pattern:
                path = pattern.replace("/items/#", f"/items/{item}").replace("/cases/#", f"/cases/{case}")
                out += [path.replace("#", part) for part in (("1", "2") if "#" in path else ("",))]
        out.append(f"/items/{item}/facts/note?fact={DOUBT[0]}&record=1")
    return out


def forms(story):
    """Forms that are refused: the words of a refusal must not tell either."""
    pack = (PACK / "pack.yaml").read_text()
    sentences = re.findall(r"\{sentence: '?(.*?)'?, direction: ", pack)
    good = {"outcome": OUTCOME, "reasons": "Contact has been kept, so less would do.",
            "cite": CITE, "verdict": "sign", "hash": "0" * 64, "to": OTHER_EO, "before": ""}
    for item, _ in story.values():
        for method, pattern in routes():
            if method == "POST" and "/items/#" in pattern and not pattern.endswith(("/view", "/claim")):
                yield pattern.replace("/items/#", f"/items/{item}").replace("#", "1"), good
        for sentence in [*sentences, "No."]:
            yield f"/items/{item}/view", {**good, "reasons": sentence}
        for outcome in ("", "NONSENSE"):
            yield f"/items/{item}/view", {**good, "outcome": outcome}


def without_chance(answer, browser):
    """What differs between two sessions and two minutes is no news of the item."""
    text = answer.text.replace(browser.form_token, "TOKEN")
    text = re.sub(r"\d+:\d\d[ap]m|\d{1,2} \w+ 20(2[5-9]|[3-9]\d)", "TIME", text)
    headers = [(n, v) for n, v in answer.headers if n not in ("Date", "Set-Cookie")]
    return answer.status, headers, text


def first_difference(one, other):
    if one[2] == other[2]:
        return one[:2], other[:2]
    at = next((i for i, (a, b) in enumerate(zip(one[2], other[2])) if a != b), len(one[2]))
    return one[2][max(0, at - 200):at + 200], other[2][max(0, at - 200):at + 200]


def compare(sites, story, reader):
    pair = [Browser(site, reader) for site in sites]
    for browser in pair:
        browser.form_token = browser.token()
    stamps = {item: rows(sites[0].db, "select recommendation_id || '.' || state || '.0' from work_item"
                                      " where id = ?", item)[0][0] for item, _ in story.values()}
    asked, told = 0, []
    for path in paths(story):
        one, other = (without_chance(b.get(path), b) for b in pair)
        asked += 1
        # A replay has to find what was altered in the second database; it must not say what that is.
        differs = one != other and not path.startswith("/runs/")
        if differs or CANARY in other[2]:
            told.append((path, first_difference(one, other)))
    point(f"{reader}: {asked} pages tell nothing of what is sealed", not told, told)
    asked, told = 0, []
    for path, fields in forms(story):
        item = int(re.search(r"/items/(\d+)", path)[1])
        one, other = (without_chance(b.post(path, {**fields, "form_token": b.form_token,
                                                   "stamp": stamps[item]}), b) for b in pair)
        asked += 1
        hush = other[2].replace(fields["reasons"], "")  # what one typed comes back
        if one != other or CANARY in hush:
            told.append((path, fields["reasons"], first_difference(one, other)))
    point(f"{reader}: {asked} forms that are refused tell nothing either", not told, told)


def check_cli(databases, story):
    """The same through the command line; what it says has no session in it."""
    commands = [["worklist", NAME, "--json", "--limit", "1000"], ["worklist", NAME],
                ["status", NAME, "--json"], ["user", "list", "--json"]]
    for item, _ in story.values():
        commands += [["reveal", item], ["reveal", item, "--json"], ["explain", item], ["explain", item,
                     "--json"], ["sign", item, "--hash", "0" * 64]]
        commands += [["form", item, "--out", f"OUT.{kind}"] for kind in ("html", "pdf")]
    told = []
    for reader in (EO, OTHER_HEO, "manager", "auditor"):
        for words in commands:
            both = []
            for db in databases:
                out = pathlib.Path(db).with_suffix("." + str(words[-1]).split(".")[-1])
                given = [str(out) if str(w).startswith("OUT.") else w for w in words]
                plain = words[0] == "user"
                done = remit(*(given[:2] if plain else given[:1]), "--db", db, "--as", reader,
                             *(given[2:] if plain else given[1:]), ok=False)
                file = out.read_bytes() if str(out) in map(str, given) and out.exists() else b""
                said = (done.stdout + done.stderr).replace(str(out), "OUT")
                said = re.sub(r'"bytes":\d+|20\d\d-\d\d-\d\dT[\d:.]+Z', "", said)
                both.append((done.returncode, said, file))
            if both[0] != both[1] or CANARY in both[1][1] or CANARY.encode() in both[1][2]:
                told.append((reader, words, both[0][:2], both[1][:2]))
    point(f"the command line tells nothing either ({len(commands)} commands, 4 people)", not told, told)


def check_earned(site, story):
    """So that the test can fail: with a view of one's own and a reveal, it is there."""
    item, case = story["sealed"]
    browser = Browser(site, EO)
    done = browser.view(item)
    point("a view is recorded", done.status == 303, done)
    point("it alone shows nothing yet", CANARY not in "".join(
        browser.get(p).text for p in (f"/items/{item}", f"/items/{item}/recommendation",
                                      f"/items/{item}/view", f"/items/{item}/form", f"/cases/{case}")))
    led = "What would have led to another recommendation"
    closed = browser.get(f"/items/{item}/explanation")
    point("what would have led to another recommendation is sealed with it",
          closed.status == 403 and led not in closed.text, closed)
    shown = browser.reveal(item)
    opened = browser.get(f"/items/{item}/explanation")
    point("after the reveal it stands in the explanation, for one's own item alone",
          opened.status == 200 and led in opened.text and "The rules would recommend" in opened.text
          and led not in Browser(site, SENIOR_EO).get(f"/items/{item}/explanation").text, opened)
    point("after the reveal it is shown with barriers, reasons and safeguards",
          shown.status == 200 and shown.text.count(CANARY) > 5 and label(LOW) in shown.text,
          shown)
    asked = browser.get(f"/items/{item}/decision").text
    point("each safeguard is asked for", label(SAFEGUARD)[:20] in asked)
    again = Browser(site, SENIOR_EO)
    point("to another person it stays sealed", CANARY not in "".join(
        again.get(p).text for p in (f"/items/{item}", f"/items/{item}/recommendation", f"/items/{item}/form")))


def check_order(db):
    """The list stands in the order of the declared keys and of nothing else."""
    listed = json.loads(remit("worklist", "--db", db, "--as", EO, NAME, "--limit", "2000",
                              "--json").stdout)["items"]
    keys = [([k["value"] for k in item["priority"]], item["item"]) for item in listed]
    point("the worklist is in the order of its declared keys, then of the items' numbers",
          keys == sorted(keys), [pair for pair in zip(keys, sorted(keys)) if pair[0] != pair[1]][:3])


def check_trail(db):
    """The log itself holds no opinion in the clear."""
    held = rows(db, "select group_concat(coalesce(purpose, '') || coalesce(detail, ''), ' ') from audit_entry")
    point("the log's entries do not hold what people wrote", "Contact was kept" not in held[0][0]
          and "Look again" not in held[0][0])


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        one, other = folder / "one.sqlite", folder / "two.sqlite"
        prepare(one, folder / "extracts")
        story = tell_stories(one)
        check_order(one)
        check_trail(one)
        with sqlite3.connect(one) as source, sqlite3.connect(other) as target:
            source.backup(target)
        alter(other, story)
        sites = [Site(one), Site(other)]
        for reader in READERS:
            compare(sites, story, reader)
        check_cli([str(one), str(other)], story)
        check_earned(sites[1], story)
        for site in sites:
            point("the server ends well", site.stop(), site.said)
    return end()


if __name__ == "__main__":
    sys.exit(main())
