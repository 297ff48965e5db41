#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One record of a person: the same person under two references is proposed, merged by two people, read as
one case, and separated again as if nothing had been (domain: scenario S20).

If this fails, a person's conditions are decided on half of what is known, or two people's are mixed up.
Prints TAP. usage: merged.py REMIT PACK
"""
import csv
import json
import sys

from serving import (AS_OF, EO, HEO, OTHER_EO, PACK, Browser, Site, on_both, point, prepare, remit, result_of,
                     rows, verified)

WHY = "Same name, day of birth and interview notes."
TWIN = {"Case ref": "EMC-9000001", "Home Office ref": "Z99900001"}


def table(path):
    return list(csv.reader(path.read_text().splitlines()))


def write(path, lines):
    path.write_text("\n".join(",".join(line) for line in lines) + "\n")


def count_rows(folder, name, add):
    manifest = folder / "casework/manifest.csv"
    lines = table(manifest)
    for line in lines[1:]:
        if line[0] == name:
            line[2] = str(int(line[2]) + add)
    write(manifest, lines)


def add_twin(folder):
    """The first person once more, under other references, with another level of harm, and a condition there."""
    path = folder / "casework/people.csv"
    lines = table(path)
    head, first = lines[0], dict(zip(lines[0], lines[1]))
    other = "High" if first["Harm level"] != "High" else "Low"
    lines[1] = [{**first, "Represented": ""}[h] for h in head]
    lines.append([{**first, **TWIN, "Harm level": other, "Family name": first["Family name"].upper(),
                   "Represented": "Y"}[h] for h in head])
    write(path, lines)
    count_rows(folder, "people.csv", 1)
    path = folder / "casework/conditions.csv"
    lines = table(path)
    mine = next(line for line in lines[1:] if line[1] == first["Case ref"] and line[2] == "EM")
    lines.append(["CON-TWIN", TWIN["Case ref"], *mine[2:]])
    write(path, lines)
    count_rows(folder, "conditions.csv", 1)
    return first["Case ref"]


def ids(db, *references):
    return [rows(db, "select _id from rec_person where reference = ?", r)[0][0] for r in references]


def item_of(db, reference):
    return rows(db, "select w.id from work_item w join rec_condition c on c._id = w.record_id where c.reference = ? "
                    "order by w.cycle desc limit 1", reference)[0][0]


def merges(db, actor=EO):
    return json.loads(remit("merges", "--db", db, "--as", actor, "em-review", "--json").stdout)


def inputs_of(db, item):
    return json.loads(rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id "
                               "join content c on c.id = r.input_id where w.id = ?", item)[0][0])


def result_as_of(db, item):
    return rows(db, "select r.result_id from work_item w join recommendation r on r.id = w.recommendation_id "
                    "where w.id = ?", item)[0][0]


def disputed(db, item, field):
    return any(m["field"] == field and m["why"] == "disputed" for m in result_of(db, item)["Missing"])


def whole(db, what):
    for words in (["audit", "verify"], ["fsck"], ["replay", "--all"]):
        done = remit(*words, "--db", db, ok=False)
        point(f"{' '.join(words)} holds {what}", done.returncode == 0, done.stdout + done.stderr)


def check_proposed(db, site, first, kept, merged):
    said = merges(db)["proposed"]
    found = [p for p in said if {p["one"], p["other"]} == {first, TWIN["Case ref"]}]
    point("the pair is proposed, and why", len(found) == 1 and "date of birth" in found[0]["alike"], said)
    browser = Browser(site, EO)
    page = browser.get("/duplicates").text
    point("on the page too", f"/duplicates/{kept}/{merged}" in page and TWIN["Case ref"] in page, page)
    page = browser.get(f"/duplicates/{kept}/{merged}").text
    point("both are shown side by side", all(w in page for w in (first, TWIN["Case ref"], "Differs", "The same")), page)
    seen = rows(db, "select count(*) from audit_entry where action = 'merges' and person_id in (?, ?) and actor = ?",
                kept, merged, EO)[0][0]
    point("the look is on the record of both", seen >= 2, seen)
    return browser


def check_asked(db, browser, kept, merged):
    path = f"/duplicates/{kept}/{merged}"
    for fields, why in (({"kept": "", "reason": WHY}, "whose"), ({"kept": "one", "reason": "no"}, "why")):
        answer = browser.submit(path, fields)
        point(f"not without saying {why}", answer.status == 422 and not merges(db)["merges"], answer)
    answer = browser.submit(path, {"kept": "one", "reason": WHY})
    step = merges(db)["merges"][0]
    point("one person asks", answer.status == 303 and step["state"] == "asked" and not step["holds"], answer)
    point("and it is proposed no more", not [p for p in merges(db)["proposed"] if TWIN["Case ref"] in (p["one"], p["other"])])
    answer = browser.submit(path, {"kept": "other", "reason": WHY})
    point("nothing else is asked meanwhile", answer.status == 409, answer)
    answer = browser.post(f"/merges/{step['merge']}", {"agrees": "yes", "answer": WHY, "form_token": browser.token()})
    point("who asked cannot answer", answer.status == 403 and merges(db)["merges"][0]["state"] == "asked", answer)
    done = remit("merge", "answer", "--db", db, "--as", EO, "em-review", step["merge"], "--agree", "--reason", WHY, ok=False)
    point("nor by command", done.returncode != 0 and "who asked" in done.stderr, done.stderr)
    refused = rows(db, "select count(*) from audit_entry where kind = 'refusal' and action = 'merge-answer'")[0][0]
    point("which is on the record", refused == 2, refused)
    return step["merge"]


def check_merged(db, site, first, kept, merged, step, mine):
    before = rows(db, "select count(*) from rec_person")[0][0]
    other = Browser(site, HEO)
    page = other.get(f"/merges/{step}").text
    point("another person sees both and the reason", WHY in page and TWIN["Case ref"] in page, page)
    answer = other.submit(f"/merges/{step}", {"agrees": "yes", "answer": "The photographs are alike too."})
    point("and agrees", answer.status == 303 and merges(db)["merges"][0]["holds"], answer)
    page = other.get(f"/cases/{kept}").text
    point("the case holds the conditions of both", first in page and TWIN["Case ref"] in page
          and page.count("/items/") >= 2 and f'/items/{item_of(db, "CON-TWIN")}' in page, page)
    point("under the other reference too", other.get(f"/cases/{merged}").text.count(f'/items/{mine}') >= 1)
    found = other.get(f"/cases?reference={TWIN['Case ref']}").header("Location")
    point("search leads to the one case", found == f"/cases/{kept}", found)
    for reference in ("CON-TWIN", None):
        item = mine if reference is None else item_of(db, reference)
        person = inputs_of(db, item)["Person"]
        point("a gap is filled from the other record", person.get("represented") is True, person)
        point("a contradiction stops the recommendation", disputed(db, item, "person.harm_level"), result_of(db, item))
    page = other.get(f"/items/{mine}/facts").text
    point("and is shown with both values", "Disputed" in page and "High" in page, page)
    point("no record is moved or removed", rows(db, "select count(*) from rec_person")[0][0] == before
          and rows(db, "select _root from rec_condition where reference = 'CON-TWIN'") == [(merged,)])
    whole(db, "after it")


def check_run(db, mine):
    """A whole run reads the family as one too, and writes nothing that is not new."""
    before = rows(db, "select max(id) from recommendation")
    said = remit("run", "--db", db, "em-review", "--as-of", AS_OF).stdout
    point("a whole run changes nothing", rows(db, "select max(id) from recommendation") == before, said)
    point("and keeps one item a condition", rows(db, "select count(*) from work_item group by record_id having count(*) > 1")
          == [], said)
    worklist = json.loads(remit("worklist", "--db", db, "--as", EO, "em-review", "--json", "--limit", "500").stdout)
    point("the worklist names the item", any(i["item"] == mine for i in worklist), worklist[:2])


def check_restricted(db, site, first, kept, merged):
    """Who does not see one of the two sees neither, nor that they are one."""
    other, twin = Browser(site, OTHER_EO), item_of(db, "CON-TWIN")
    seen = other.get(f"/items/{twin}").status, other.get(f"/cases/{merged}").status
    remit("access", "change", "--db", db, "--as", "manager", "em-review", first, "restrict", "--reason",
          "A member of staff's relative.")
    pages = [f"/items/{twin}", f"/cases/{merged}", f"/cases/{kept}", f"/merges/{merges(db, 'manager')['merges'][0]['merge']}"]
    hidden = [path for path in pages if other.get(path).status != 404]
    point("a case restricted is restricted under both references", seen == (200, 200) and not hidden, hidden)
    point("and nothing tells that they are one", not merges(db, OTHER_EO)["merges"]
          and TWIN["Case ref"] not in other.get("/duplicates").text)
    remit("access", "change", "--db", db, "--as", "manager", "em-review", first, "lift", "--reason", "It was an error.")


def check_work(db, site, kept, mine):
    """A person settles what differs, and decides on the one case."""
    browser = Browser(site, EO)
    path = f"/items/{mine}/facts/note?fact=person.harm_level&record={kept}"
    answer = browser.post(path.split("?")[0], browser.filled(path, {"value": "MEDIUM", "reason": "The latest assessment says so."}))
    point("a person settles the contradiction", answer.status == 303 and not disputed(db, mine, "person.harm_level"), answer)
    point("for the other's condition too", not disputed(db, item_of(db, "CON-TWIN"), "person.harm_level"))
    twin = item_of(db, "CON-TWIN")
    answer = browser.decide(twin)
    point("the merged record's item is decided", "Your decision is recorded" in answer.text, answer)
    whole(db, "after a decision")


def check_load(db, extracts, mine):
    """A later extract that still has both changes nothing of it."""
    manifest = extracts / "casework/manifest.csv"
    manifest.write_text(manifest.read_text().replace("2022-03-18", "2022-03-19"))
    remit("import", "--db", db, "--pack", PACK, extracts)
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    point("an extract that has both undoes nothing", inputs_of(db, mine)["Person"].get("represented") is True)


def check_separated(db, site, kept, merged, step, mine, before):
    asker = Browser(site, OTHER_EO)
    answer = asker.submit(f"/merges/{step}", {"reason": "The photographs show two people."})
    point("somebody asks to separate them", answer.status == 303, answer)
    again = merges(db)["merges"][0]
    point("it waits", again["kind"] == "separate" and again["state"] == "asked", again)
    done = remit("merge", "answer", "--db", db, "--as", EO, "em-review", again["merge"], "--agree", "--reason",
                 "Two photographs, two people.")
    point("another agrees, by command", not any(m["holds"] for m in merges(db)["merges"]), done.stdout)
    point("each is what it was", "represented" not in inputs_of(db, mine)["Person"], inputs_of(db, mine)["Person"])
    twin = inputs_of(db, item_of(db, "CON-TWIN"))["Person"]
    point("and so is the other", twin["harm_level"] == before, twin)
    state = rows(db, "select d.state from decision d where d.item_id = ?", item_of(db, "CON-TWIN"))
    point("a decision that waited on both lapses", state == [("lapsed",)], state)
    page = asker.get(f"/cases/{kept}").text
    point("the case page shows one record again", "CON-TWIN" not in page and TWIN["Case ref"] not in page)
    whole(db, "after it")


def check_refusals(db, kept, merged):
    """What cannot be: circles, a third party, a role that may not."""
    third = rows(db, "select reference from rec_person where _id not in (?, ?) order by _id", kept, merged)[0][0]
    first, twin = [rows(db, "select reference from rec_person where _id = ?", i)[0][0] for i in (kept, merged)]

    def ask(one, other, actor=EO, word="ask"):
        return remit("merge", word, "--db", db, "--as", actor, "em-review", one, other, "--reason", WHY, ok=False)

    point("a record is not merged with itself", ask(first, first).returncode != 0)
    point("an auditor asks nothing", ask(first, twin, "auditor").returncode != 0)
    number = 1 + max(m["merge"] for m in merges(db)["merges"])
    point("merged again", ask(first, twin).returncode == 0)
    remit("merge", "answer", "--db", db, "--as", HEO, "em-review", number, "--agree", "--reason", WHY)
    done = ask(third, first)
    point("one that has others is not merged into a third", done.returncode != 0 and "others merged into it" in done.stderr, done.stderr)
    point("but keeps another", ask(first, third).returncode == 0)
    done = remit("merge", "answer", "--db", db, "--as", "manager", "em-review", number + 1, "--refuse", "--reason",
                 "They are two sisters.")
    point("a refusal leaves them two", merges(db)["merges"][0]["state"] == "refused", done.stdout)
    done = ask(first, third, word="distinct")
    point("and one person may say that they are two", done.returncode == 0, done.stderr)
    whole(db, "in the end")


def check_forged(db, kept, merged):
    """Somebody writes a merge into the database past the program."""
    third = rows(db, "select min(_id) from rec_person where _id not in (?, ?)", kept, merged)[0][0]
    rows(db, f"update merged_record set kept_id = {third}")
    done = remit("fsck", "--db", db, ok=False)
    point("a merge that no two people have made is found", done.returncode != 0 and "no two people" in done.stdout + done.stderr,
          done.stdout + done.stderr)


def check(db, folder):
    extracts = folder / "extracts"
    remit("synth", "--pack", PACK, "--seed", "1", "--people", "40", "--out", extracts)
    first = add_twin(extracts)
    prepare(db, extracts)
    kept, merged = ids(db, first, TWIN["Case ref"])
    mine = rows(db, "select w.id from work_item w join rec_condition c on c._id = w.record_id where c._parent = ? "
                    "and w.state = 'sealed' order by w.id", kept)[0][0]
    before = inputs_of(db, item_of(db, "CON-TWIN"))["Person"]["harm_level"]
    site = Site(db)
    try:
        browser = check_proposed(db, site, first, kept, merged)
        step = check_asked(db, browser, kept, merged)
        check_merged(db, site, first, kept, merged, step, mine)
        check_run(db, mine)
        check_restricted(db, site, first, kept, merged)
        check_work(db, site, kept, mine)
        check_load(db, extracts, mine)
        check_separated(db, site, kept, merged, step, mine, before)
        check_refusals(db, kept, merged)
        check_forged(db, kept, merged)
    finally:
        site.stop()


if __name__ == "__main__":
    sys.exit(on_both("merged", check))
