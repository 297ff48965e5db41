#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The platform with no pack but the small one of another field: every command and every page, as every role, through the
whole life of a case, and no word of any other field.

If this fails, the platform rests on a pack. Prints TAP. usage: small.py REMIT PACK
"""
import json
import re
import shutil
import sys

from serving import SOURCE, Browser, Site, items_of, on_both, point, remit, rows, verified

NAME, DAY, LATER = "housing-repairs", "2026-03-31", "2026-04-02"
ONE, TWO, BOSS, OTHER_BOSS = "repairs_officer-B-1", "repairs_officer-B-2", "repairs_manager-C-1", "repairs_manager-C-2"
OTHER_FIELDS = re.compile(r"\b(bail|curfew|violations?|immigration|tribunal|detention|EMC-|CON-|em-[a-z]+)\b", re.I)
# Jobs that this pack gives something to do, and those that find nothing: all of them are done.
JOBS = ("run", "quality", "law", "accumulate", "rounds", "letters", "clocks")
# Commands that make or read files, or set people up: they stand in tests of their own.
ELSEWHERE = {"serve", "init", "worker", "restore", "import", "user", "identity", "audit", "compartment", "pack", "job", "jobs", "sample"}


def act(db, who, *words, day=DAY, ok=True):
    return remit(*words, "--db", db, "--as", who, "--as-of", day, ok=ok)


def told(db, who, *words, day=DAY):
    return json.loads(act(db, who, *words, "--json", day=day).stdout)


def prepare(db, folder):
    pack = folder / "packs" / NAME
    shutil.copytree(SOURCE / "packs" / NAME, pack)
    point("it is alone", [it.name for it in pack.parent.iterdir()] == [NAME])
    for words in (("check", pack), ("test", "--mutate", pack)):
        done = remit("pack", *words, ok=False)
        point(f"pack {words[0]} holds", done.returncode == 0 and "survived 1" not in done.stdout, done.stdout + done.stderr)
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("synth", "--pack", pack, "--people", 80, "--out", folder / "x")
    remit("import", "--db", db, "--pack", pack, folder / "x")
    said = remit("run", "--db", db, NAME, "--as-of", DAY).stdout
    point("rules are applied", " 0 in scope" not in said, said)
    return pack


def decide(db, item, outcome):
    view = ("--outcome", outcome, "--reason", f"Number {item} was read with care.", "--cite", "repair.kind")
    act(db, ONE, "view", item, *view)
    shown = told(db, ONE, "reveal", item)
    safe = [f"safeguard.{it['code']}=Asked them about it" for it in shown["Safeguards"] or []]
    words = [word for it in ["told=Keep the windows open", *safe] for word in ("--set", it)]
    return told(db, ONE, "decide", item, *view, *words)


def check_life(db):
    """From the worklist to done, declined and challenged, each a step of a person."""
    work = told(db, ONE, "worklist", NAME)["items"]
    point("a worklist, with why", len(work) > 10 and work[0]["priority"], work[:1])
    keep, refuse = work[0]["item"], work[1]["item"]
    made = decide(db, keep, "URGENT")
    point("saying yes needs nobody else", not made["needs_second"], made)
    act(db, ONE, "transition", "take", keep, "arrange", "--reason", "They are at home then", "--set", f"day={LATER}", "--set", "agreed=The tenant")
    done = act(db, ONE, "transition", "take", keep, "finish", "--reason", "It was mended today", day=LATER, ok=False)
    point("another person confirms what one arranged", done.returncode != 0 and "another person" in done.stderr, done.stderr)
    act(db, TWO, "transition", "take", keep, "finish", "--reason", "It was mended today", day=LATER)
    made = decide(db, refuse, "DECLINE")
    point("saying no does", made["needs_second"], made)
    act(db, BOSS, "sign", refuse, "--hash", made["hash"])
    made = told(db, TWO, "challenge", "make", refuse, "--grounds", "It is not mine to mend", "--on", DAY, "--through", "A call")
    done = act(db, BOSS, "view", made["answered_in"], "--outcome", "ROUTINE", "--reason", "It is ours after all", "--cite", "repair.kind", ok=False)
    point("and who signed it does not answer the challenge", "in which you took part" in done.stderr, done.stderr)
    return keep


def check_commands(db, pack, folder, item):
    """Every command that takes a database and is not in a test of its own: none fails but by its own words."""
    from several import WORDS
    case = rows(db, "select reference from rec_tenancy order by _id limit 1")[0][0]
    wrong = []
    for name, words in WORDS.items():
        if name.split()[0] in ELSEWHERE:
            continue
        given = [{"em-review": NAME, "P1": case, "x": case, "1": str(item)}.get(str(word), str(word)).format(folder=folder) for word in words]
        for who in (ONE, "manager"):
            done = act(db, who, *name.split(), *given, ok=False)
            said = done.stdout + done.stderr
            if done.returncode not in range(0, 20) or OTHER_FIELDS.search(said) or (done.returncode and "remit:" not in done.stderr):
                wrong.append((name, who, done.returncode, said[:300]))
    point("each command answers or says why not, in no other field's words", not wrong, wrong)


def check_jobs(db):
    for kind in JOBS:
        remit("job", "add", "--db", db, kind, NAME)
    for _ in range(len(JOBS)):
        remit("worker", "--db", db, "--once", "--as-of", DAY)
    states = rows(db, "select kind, state from job")
    point("every kind of job is done", {state for _, state in states} == {"done"}, states)


def check_pages(db):
    from walk import path_of, read_def
    routes = [route for route in read_def("src/web/route.def", "ROUTE") if route[0] == "GET" and "sign-out" not in route[1]]
    item, case = rows(db, "select id, root_id from work_item where state = 'sealed' order by id")[0]
    site, wrong, seen = Site(db, as_of=DAY), [], 0
    try:
        for who in (ONE, BOSS, "manager", "auditor", "policy_owner"):
            browser = Browser(site, who)
            for _, pattern, *_ in routes:
                answer = browser.get(path_of(pattern, item, case))
                seen += answer.status == 200
                if answer.status not in ((401,) if pattern.startswith("/you/") else (200, 303, 403, 404, 422)) or OTHER_FIELDS.search(answer.text if "asset" not in pattern else ""):
                    wrong.append((who, pattern, answer.status, OTHER_FIELDS.findall(answer.text)[:3]))
        point(f"every page answers every role, in no other field's words ({seen} shown)", not wrong and seen > 100, wrong)
    finally:
        point("the server ends well", site.stop(), site.said)


# A list in which one code is no longer chosen, and one not yet; the form asks for one of them.
MEANS = """codes:
  means:
    label: Through what
    codes:
      CALL: A call
      TELEGRAM: {sentence: A telegram, until: 2022-01-31}
      PARROT: {sentence: A parrot, from: 2099-01-01}
"""


def check_version(db, pack):
    text = (pack / "pack.yaml").read_text()
    (pack / "pack.yaml").write_text(
        text.replace("version: 1.0.0", "version: 1.1.0").replace("\ncodes:\n", "\n" + MEANS, 1)
        .replace("\n      judgements:\n", "\n      judgements:\n        means: {label: Through what were they told, codes: means}\n", 1))
    done = remit("pack", "propose", "--db", db, "--as", "policy_owner", pack, "--statement", "Its title is plainer now.", ok=False)
    number = re.search(r"\d+", done.stdout)
    point("a version is proposed", done.returncode == 0 and number, done.stdout + done.stderr)
    done = remit("pack", "take", "--db", db, "--as", "manager", number[0], ok=False)
    point("and taken up by another person", done.returncode == 0, done.stdout + done.stderr)


def check_codes(pack, folder):
    """By the new version, in a database of its own: a code is chosen on the days on which it holds."""
    db = str(folder / "codes.sqlite")
    remit("init", "--db", db, "--pack", pack, "--demo")
    remit("import", "--db", db, "--pack", pack, folder / "x")
    remit("run", "--db", db, NAME, "--as-of", LATER)
    item = rows(db, "select max(id) from work_item where state = 'sealed'")[0][0]
    view = ("--outcome", "URGENT", "--reason", f"Number {item} was read with care.", "--cite", "repair.kind")
    act(db, ONE, "view", item, *view, day=LATER)
    safe = [f"safeguard.{it['code']}=Asked them" for it in told(db, ONE, "reveal", item, day=LATER)["Safeguards"] or []]
    words = [word for it in ["told=Keep the windows open", *safe] for word in ("--set", it)]
    for code in ("TELEGRAM", "PARROT", "PIGEON"):
        done = act(db, ONE, "decide", item, *view, *words, "--set", f"means={code}", day=LATER, ok=False)
        point(f"{code} is not chosen today", done.returncode != 0 and "none of its codes" in done.stderr, done.stderr)
    site = Site(db, as_of=LATER)
    try:
        browser = Browser(site, ONE)
        page = browser.get(f"/items/{item}/decision").text
        point("the page offers what can be chosen", "A call" in page and "telegram" not in page and "parrot" not in page, page)
    finally:
        site.stop()
    done = act(db, ONE, "decide", item, *view, *words, "--set", "means=CALL", day=LATER, ok=False)
    point("and that is taken", done.returncode == 0, done.stderr)


def check_whole(db, folder):
    for words in (("fsck",), ("audit", "verify"), ("replay", "--all")):
        done = remit(*words, "--db", db, ok=False)
        point(f"remit {' '.join(words)}: all holds", done.returncode == 0, done.stdout + done.stderr)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


def check(db, folder):
    pack = prepare(db, folder)
    item = check_life(db)
    check_jobs(db)
    check_commands(db, pack, folder, item)
    check_pages(db)
    check_version(db, pack)
    check_codes(pack, folder)
    check_whole(db, folder)
    point("work is left, and there is one pack", items_of(db) and rows(db, "select distinct name from pack_version") == [(NAME,)])


if __name__ == "__main__":
    sys.exit(on_both("small", check))
