#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Several streams of work in one database: what they share is loaded once, each has its items, a decision of one is a
fact that another reads, and a person goes from one to the other on the pages.

If this fails, two teams hold two truths of one person, or what one decided never reaches the other.
Prints TAP. usage: streams.py REMIT PACK
"""
import json
import re
import sys

from serving import AS_OF, EO, HEO, PACK, Browser, Site, on_both, point, remit, rows, verified

VIOLATION = PACK.parent / "em-violation"
HOUSING = PACK.parent / "housing-repairs"


def make(db, folder):
    remit("synth", "--pack", PACK, "--seed", "1", "--people", 40, "--out", folder / "extracts")
    remit("init", "--db", db, "--pack", PACK, "--demo")
    remit("import", "--db", db, "--pack", PACK, folder / "extracts")
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    before = rows(db, "select count(*) from origin")
    remit("init", "--db", db, "--pack", VIOLATION)
    told = json.loads(remit("import", "--db", db, "--pack", VIOLATION, folder / "extracts", "--json").stdout)
    point("what two packs share is loaded once", rows(db, "select count(*) from origin") == before
          and sum(f["new"] + f["changed"] for f in told["files"]) >= 0)
    remit("run", "--db", db, "em-violation", "--as-of", AS_OF)


def about(db, record, pack):
    """The latest item of the record, its state and what it was given."""
    item, state = rows(db, "select id, state from work_item where decision = ? and record_id = ? order by id desc limit 1", pack, record)[0]
    inputs = json.loads(rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id join content c "
                                 "on c.id = r.input_id where w.id = ?", item)[0][0])
    return item, state, inputs


def step(db, item, name, *sets, day=AS_OF):
    return remit("transition", "take", "--db", db, "--as", EO, "--as-of", day, item, name, "--reason", "As the file shows.",
                 *[w for s in sets for w in ("--set", s)], ok=False)


def decide(db, item, outcome, day=AS_OF):
    words = ["--db", db, "--as", EO, "--as-of", day, item]
    said = ["--outcome", outcome, "--reason", f"The checklist of item {item} was gone through.", "--cite", "violation.kind"]
    remit("view", *words, *said)
    remit("reveal", *words)
    result = json.loads(rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id join content c "
                                 "on c.id = r.result_id where w.id = ?", item)[0][0])
    sets = [w for s in result["Safeguards"] or [] for w in ("--set", f"safeguard.{s['code']}=Answered in the letter.")]
    done = remit("decide", *words, *said, "--switch-reason", "No reason to switch.", "--set", "answer=Each point was answered.",
                 "--set", "lawful=It was in force.", *sets, "--json")
    return json.loads(done.stdout)


def check_adjudication(db):
    record = rows(db, "select v._id from rec_violation v join work_item w on w.record_id = v._id and w.decision = 'em-violation' "
                      "where v.status = 'REPORTED' and v.kind = 'ABSENCE_15' and v.elsewhere = 'NO' and v.fault_known = "
                      + ("false" if db.startswith("postgresql") else "0") + " order by v._id limit 1")[0][0]
    item, state, inputs = about(db, record, "em-violation")
    outcome = rows(db, "select r.outcome from work_item w join recommendation r on r.id = w.recommendation_id where w.id = ?", item)
    point("nothing is proved against somebody who was not asked", state == "sealed" and outcome == [("NO_RECOMMENDATION",)], outcome)
    done = step(db, item, "invite", "how=By letter in English.")
    point("the person is asked, in one step", done.returncode == 0 and about(db, record, "em-violation")[2]["Violation"]["invited_on"]
          == AS_OF, done)
    done = step(db, item, "receive", "account=The train was late.", "received=2022-04-20")
    point("an explanation of a day to come is refused", done.returncode == 6 and "day to come" in done.stderr, done)
    done = step(db, item, "receive", "account=The train was late.", f"received={AS_OF}")
    item, state, inputs = about(db, record, "em-violation")
    point("and taken down when it comes; the rules are not told its words", done.returncode == 0
          and inputs["Violation"]["status"] == "MITIGATION_RECEIVED" and "account" not in inputs["Violation"], inputs["Violation"])
    decided = decide(db, item, "PROVED")
    point("what is adverse waits for a second person", decided["needs_second"]
          and about(db, record, "em-violation")[2]["Violation"]["status"] == "MITIGATION_RECEIVED", decided)
    remit("sign", "--db", db, "--as", HEO, "--as-of", AS_OF, item, "--hash", decided["hash"])
    again, state, inputs = about(db, record, "em-violation")
    point("then it is proved, and what follows is the next decision", again != item and state == "sealed"
          and inputs["Violation"]["status"] == "PROVED", (state, inputs["Violation"]))
    return record


class Pages:
    """A person whose pages are counted: each that comes up, after the redirects of a browser."""

    def __init__(self, browser):
        self.browser, self.seen = browser, []

    def up(self, answer):
        while answer.status == 303:
            answer = self.browser.get(answer.header("Location"))
        self.seen.append(answer)
        return answer

    def open(self, path):
        return self.up(self.browser.get(path))

    def submit(self, action, changes):
        return self.up(self.browser.submit(action, changes, self.seen[-1]))


def check_three_pages(db):
    """An alert whose answer is due, opened to adjudicated: not one page more than three, by who decides alone."""
    record = rows(db, "select v._id from rec_violation v join work_item w on w.record_id = v._id and w.decision = 'em-violation' "
                      "where v.status = 'REPORTED' and w.state = 'sealed' order by v._id desc limit 1")[0][0]
    step(db, about(db, record, "em-violation")[0], "receive", "account=The charger sparked.", f"received={AS_OF}")
    item = about(db, record, "em-violation")[0]
    site = Site(db)
    try:
        person = Pages(Browser(site, EO))
        person.browser.submit("/work", {"pack": "em-violation"})
        page = person.open(f"/items/{item}")
        point("the first page has what happened, what the person says, and asks for one's own view", all(
            words in page.text for words in ("The charger sparked.", "Happened on", "Record my view, and show")), page)
        said = {"outcome": "NOT_PROVED", "reasons": "What they say of the charger is borne out.", "cite": ["violation.kind"]}
        page = person.submit(f"/items/{item}/view", {**said, "then": "reveal"})
        point("the second what the rules recommend, and every question of the decision", page.status == 200 and all(
            words in page.text for words in ("A recommendation decides nothing", 'name="j.answer"', 'name="outcome"')), page)
        asked = set(re.findall(r'<textarea[^>]* name="((?:j|safeguard)\.[^"]+)"', page.text))
        page = person.submit(f"/items/{item}/decision", {**said, **{n: "Weighed with what they say." for n in asked}})
        point("the third what one has answered", page.status == 200 and "Check your answers" in page.text, page)
        pages = len(person.seen)
        done = person.browser.submit(f"/items/{item}/check", {}, page)
        point(f"from opened to adjudicated in {pages} pages", pages <= 3 and done.status == 200 and "is recorded" in done.text
              and about(db, record, "em-violation")[2]["Violation"]["status"] == "NOT_PROVED", done)
        view, reveal, decision = rows(db, "select (select max(made_at) from own_view where item_id = w.id), (select max(made_at) from reveal "
                                          "where item_id = w.id), (select max(made_at) from decision where item_id = w.id) "
                                          "from work_item w where w.id = ?", item)[0]
        point("in their order, each on record", view < reveal < decision, (view, reveal, decision))
    finally:
        site.stop()


def check_reaches(db, record):
    root = rows(db, "select _root from rec_violation where _id = ?", record)[0][0]
    reference = rows(db, "select reference from rec_violation where _id = ?", record)[0][0]
    remit("run", "--db", db, "em-review", "--as-of", AS_OF)
    condition = rows(db, "select record_id from work_item where decision = 'em-review' and root_id = ? order by id limit 1", root)[0][0]
    seen = [v for v in about(db, condition, "em-review")[2]["Violations"] if v["reference"] == reference]
    point("the review reads what was decided", [v["status"] for v in seen] == ["PROVED"], seen)


def check_response(db, record):
    item, _, _ = about(db, record, "em-violation")
    decided = decide(db, item, "RESPOND_ADVICE")
    _, state, inputs = about(db, record, "em-violation")
    point("what follows is decided, and it is done with", not decided["needs_second"] and inputs["Violation"]["response"] == "ADVICE"
          and state == "out-of-scope", (state, inputs["Violation"]))
    remit("run", "--db", db, "em-violation", "--as-of", AS_OF)
    item, _, _ = about(db, record, "em-violation")
    taken = json.loads(remit("transition", "list", "--db", db, "--as", EO, "--as-of", AS_OF, item, "--json").stdout)["taken"]
    point("each step is there, in order", [t["transition"] for t in taken] == ["invite", "receive", "prove", "advise"], taken)


def check_pages(db, record):
    site = Site(db)
    try:
        person = Browser(site, EO)
        page = person.get("/")
        point("one stream at a time, and a way to the other", "Electronic monitoring review" in page.text and 'href="/work"' in page.text)
        choice = person.get("/work")
        point("each is there with its purpose", all(t in choice.text for t in ("Electronic monitoring review", "Violations of monitoring conditions"))
              and choice.text.count("govuk-radios__hint") == 2, choice)
        bad = person.submit("/work", {"pack": "nothing"}, choice)
        point("another is refused", bad.status == 422 and "Choose one of these" in bad.text, bad)
        done = person.submit("/work", {"pack": "em-violation"}, choice)
        home = person.get("/")
        point("chosen, the pages show it", done.status == 303 and "Violations of monitoring conditions" in home.text, home)
        listed = person.get("/worklist").text
        point("its worklist", "Battery ran out" in listed or "BATTERY" in listed or "curfew" in listed.lower(), listed[-1500:])
        item = about(db, record, "em-violation")[0]
        shown = person.get(f"/items/{item}")
        text = re.sub(r"<[^>]+>|\s+", " ", shown.text)
        point("the item tells what was done", "What was done" in text and "Ask the person for an explanation" in text
              and "nothing to decide here" in text, text[-2500:])
        point("another person's choice is their own", "Electronic monitoring review" in Browser(site, HEO).get("/").text)
    finally:
        site.stop()


def listed(db, *words, ok=True):
    done = remit("worklist", "--db", db, "--as", EO, "--as-of", AS_OF, "em-violation", "--limit", 2000, *words, "--json", ok=ok)
    return json.loads(done.stdout)["items"] if done.returncode == 0 else done


def check_filters(db):
    """The worklist by the codes that the pack names: what each finds, together and apart, is what the columns say."""
    everything = listed(db)
    facts = {it["item"]: it["facts"] for it in everything}
    kinds = sorted({f["violation.kind"] for f in facts.values()})
    states = sorted({f["violation.status"] for f in facts.values()})
    wrong = [(kind, state) for kind in kinds for state in states
             if [it["item"] for it in listed(db, "--where", f"violation.kind={kind}", "--where", f"violation.status={state}")]
             != [it["item"] for it in everything if (it["facts"]["violation.kind"], it["facts"]["violation.status"]) == (kind, state)]]
    wrong += [kind for kind in kinds if {it["item"] for it in listed(db, "--where", f"violation.kind={kind}")}
              != {item for item, f in facts.items() if f["violation.kind"] == kind}]
    point(f"{len(kinds)} kinds and {len(states)} states find what is of them, in order", len(kinds) > 3 and len(states) > 1 and not wrong, wrong)
    for given, says in (("violation.kind=PARROT", "no code"), ("violation.occurred_on=2022-01-01", "not filtered by"), ("kind", "not filtered by"),
                        ("violation.kind=%", "no code")):
        done = listed(db, "--where", given, ok=False)
        point(f"refused: {given}", not isinstance(done, list) and done.returncode != 0 and says in done.stderr, done)
    site = Site(db)
    try:
        person = Browser(site, EO)
        person.submit("/work", {"pack": "em-violation"})
        path = f"/worklist?violation.kind={kinds[0]}"
        page = person.get(path).text
        count = len([1 for f in facts.values() if f["violation.kind"] == kinds[0]])
        shown = set(map(int, re.findall(r'href="/items/(\d+)"', page)))
        point("the page shows those alone, says how many, and keeps the choice", shown and shown <= {i for i, f in facts.items()
              if f["violation.kind"] == kinds[0]} and f"of {count}" in page and f'value="{kinds[0]}" selected' in page, (count, shown))
        other = person.get(f"{path}&violation.status=PARROT&whose=unclaimed").text
        point("a code that is none is as if it were not there", f"of {count}" in other)
        home = next((k for k in kinds if sum(f["violation.kind"] == k for f in facts.values()) > 25), None)
        if home:
            page = person.get(f"/worklist?violation.kind={home}").text
            point("and so does its next page", f"page=2&amp;violation.kind={home}" in page, page[-3000:])
    finally:
        site.stop()


def check_another_field(db, folder):
    remit("synth", "--pack", HOUSING, "--seed", "1", "--people", 20, "--out", folder / "housing")
    remit("init", "--db", db, "--pack", HOUSING)
    remit("import", "--db", db, "--pack", HOUSING, folder / "housing")
    said = remit("run", "--db", db, "housing-repairs", "--as-of", AS_OF, ok=False)
    point("a stream of another field lives beside them", said.returncode == 0 and "30 records" in said.stdout, said)


def check(db, folder):
    make(db, folder)
    record = check_adjudication(db)
    check_reaches(db, record)
    check_response(db, record)
    check_pages(db, record)
    check_three_pages(db)
    check_filters(db)
    check_another_field(db, folder)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done)
    done = remit("fsck", "--db", db, ok=False)
    point("and the database is whole", done.returncode == 0, done)


if __name__ == "__main__":
    sys.exit(on_both("streams", check))
