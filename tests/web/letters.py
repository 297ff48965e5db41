#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Letters of a pack of another field, in four languages: what a decision's letter must have, that it is made when the
decision is final and never before, kept as made, sent or kept back on record, and that what lacks any of it is listed.

If this fails, a person is told of a decision before it is one, in words that were changed, with a gap, or not at all.
Prints TAP. usage: letters.py REMIT PACK
"""
import json
import re
import shutil
import sys

from serving import SOURCE, Browser, Site, on_both, point, remit, rows, verified

REPAIRS = SOURCE / "tests/repairs"
AS_OF = "2022-03-31"
TENANTS = "T1,Anna Jones,ENG|T2,Huda <Saleh>,ARA|T3,Gwen Rees,CYM|T4,Arben Hoxha,SQI|T5,Jan Kowalski,POL|T6,,ENG"
HOMES = ("R1,T1,ROOF,HIGH,yes,2022-03-01,2022-03-10|R2,T2,BOILER,HIGH,yes,2022-03-02,|R3,T3,KITCHEN,LOW,yes,2022-03-03,|"
         "R4,T4,WINDOW,LOW,no,2022-03-04,|R5,T5,ROOF,HIGH,yes,2022-03-05,|R6,T6,ROOF,HIGH,yes,2022-03-06,")
OUTCOMES = {1: "REPAIR", 2: "REPAIR", 3: "LATER", 4: "REFUSE", 5: "REPAIR", 6: "REPAIR"}
# A mistake in a copy of the pack: file, what is changed into what (None: the file is gone), what is said of it.
MISTAKES = (
    ("letters/decided.ar.md", None, "", "decided.ar.md"),
    ("letters/decided.ar.md", "- اتصلوا بنا فورًا إذا ساء الأمر.\n", "", "here the letter says something else than in 'en'"),
    ("letters/decided.ar.md", "when: danger\n", "", "here the letter says something else than in 'en'"),
    ("letters/decided.cy.md", "\nGallwch wneud hynny tan {challenge_until}.\n", "", "a decision's letter has no {challenge_until}"),
    ("letters/decided.en.md", "{decision.reasons}", "our own", "a decision's letter has no {decision.reasons}"),
    ("letters/decided.en.md", "## The facts that we used\n", "## The facts that we used\nwhen: danger\n", "has no {facts}"),
    ("letters/decided.en.md", "{tenant.name}", "{tenant.nickname}", "there is no field {tenant.nickname}"),
    ("letters/decided.en.md", "{tenant.name}", "{nobody}", "there is no field {nobody}"),
    ("letters/decided.en.md", "{repair.looked_at_on | nobody has looked at it yet}", "{repair.looked_at_on}", "may be empty"),
    ("letters/decided.en.md", "{rules_met | No rule found anything.}", "{rules_met}", "may be empty"),
    ("letters/decided.en.md", "{facts}", "These are they: {facts}", "is a list and stands in a sentence"),
    ("letters/decided.en.md", "{tenant.name}", "{tenant.name", "the brace is not closed"),
    ("letters/decided.en.md", "{tenant.name}", "{tenant.name |}", "nothing stands behind the bar"),
    ("letters/decided.en.md", "# Our decision on repair {repair.reference}", "Hello", "does not begin with its title"),
    ("letters/decided.en.md", "when: danger", "when: peril", "there is no condition 'peril'"),
    ("letters/words.sq.yaml", "    ROOF: 'Çatia'\n", "", "has no word in 'sq' for part.ROOF"),
    ("letters/words.sq.yaml", "  REFUSE: 'Nuk do ta bëjmë riparimin'\n", "", "has no word in 'sq' for outcomes.REFUSE"),
    ("letters/words.sq.yaml", "roles:\n", "role:\n", "unknown key 'role'"),
    ("pack.yaml", "repair.urgency = \"HIGH\"", "repair.hurry = \"HIGH\"", "repair.hurry, which is no field"),
    ("pack.yaml", "    on: [REPAIR, LATER, REFUSE]", "    on: [REPAIR, REPAIR]", "makes another letter already"),
    ("pack.yaml", "    on: [REPAIR, LATER, REFUSE]", "    on: [MEND]", "is no outcome of the decision"),
    ("pack.yaml", "    kind: decision", "    kind: answer", "stands in a letter that tells no decision"),
    ("pack.yaml", "on_step: [visit.ask]", "on_step: [visit.beg]", "'visit.beg' is no step that a person takes"),
    ("pack.yaml", "on_step: [visit.ask]", "on_step: [visit.ask, visit.ask]", "'visit.ask' makes another letter already"),
    ("pack.yaml", "    on: [REPAIR, LATER, REFUSE]", "    on: [REPAIR, LATER, REFUSE]\n    on_step: [visit.ask]", "`on_step` stands in a decision's letter"),
    ("letters/visit.en.md", "{repair.part}", "{decision.outcome}", "stands in a letter that tells no decision"),
    ("letters/visit.en.md", "{repair.part}", "{due}", "{due} stands in a letter that no clock makes"),
    ("pack.yaml", "on_step: [visit.ask]", "on_clock: [visit]", "`on_clock` stands in a letter that tells no delay"),
    ("pack.yaml", "    kind: invitation\n    source: invented for tests\n    document: LETTER\n    on_step: [visit.ask]",
     "    kind: delay\n    source: invented for tests\n    document: LETTER\n    on_clock: [visit]", "there is no clock 'visit'"),
    ("pack.yaml", "    document: LETTER", "    document: NOTE", "is no type of document"),
    ("pack.yaml", "  sq: {label: Shqip", "  xx: {label: Shqip", "letters are not written in 'xx'"),
    ("pack.yaml", "codes: [SQI]}", "codes: [SQ]}", "is no code of `language_of`"),
    ("pack.yaml", "language_of: tenant.language", "language_of: tenant.name", "is no code of the record decided about"),
)


def check_mistakes(folder):
    for number, (file, old, new, says) in enumerate(MISTAKES):
        copy = folder / f"mistake{number}"
        shutil.copytree(REPAIRS, copy)
        if old is None:
            (copy / file).unlink()
        else:
            text = (copy / file).read_text()
            if old not in text:
                raise SystemExit(f"not ok - {file} has no {old}")
            (copy / file).write_text(text.replace(old, new, 1))
        done = remit("pack", "check", copy, ok=False)
        said = done.stdout + done.stderr
        point(f"pack check refuses: {says}", done.returncode != 0 and says in said and (old is None or ", row" in said), said)
    point("and takes the whole pack", remit("pack", "check", REPAIRS, ok=False).returncode == 0)


def load(db, folder, tenants=TENANTS):
    extract = folder / f"x{len(list(folder.glob('x*')))}"
    (extract / "housing").mkdir(parents=True)
    for name, head, lines in (("tenants", "Tenant,Name,Language", tenants),
                              ("repairs", "Repair,Tenant,Part,Urgency,Ours,Reported,Looked at", HOMES)):
        (extract / f"housing/{name}.csv").write_text(head + "\n" + lines.replace("|", "\n") + "\n")
    (extract / "housing/manifest.csv").write_text("file,snapshot,rows\ntenants.csv,2022-03-30,6\nrepairs.csv,2022-03-30,6\n")
    remit("import", "--db", db, "--pack", REPAIRS, extract)
    remit("run", "--db", db, "repairs", "--as-of", AS_OF)


def letters(db, *words):
    return json.loads(remit("letters", "--db", db, "--as", "ann", "repairs", "--as-of", AS_OF, "--json", *words).stdout)


def made(db):
    return {it["item"]: it for it in letters(db) if it["letter"]}


def decide(db, item):
    of = ("--db", db, "--as", "ann", "--as-of", AS_OF, item)
    remit("view", *of, "--outcome", OUTCOMES[item], "--reason", f"The visit number {item} showed a defect there.", "--cite", "repair.part")
    remit("reveal", *of)
    said = remit("decide", *of, "--outcome", OUTCOMES[item], "--reason", f"Seen on visit number {item} <b>and</b> as told by the tenant.",
                 "--cite", "repair.urgency", "--json").stdout
    return re.search(r"[0-9a-f]{64}", said)[0]


def save(db, letter, file, ok=True):
    return remit("letter", "save", "--db", db, "--as", "ann", "repairs", letter, "--out", file, ok=ok)


def check_made(db, folder):
    hashes = {item: decide(db, item) for item in OUTCOMES}
    all_ = made(db)
    point("a letter is made with each final decision", {i: all_[i]["state"] for i in all_} ==
          {1: "made", 2: "made", 3: "made", 5: "made", 6: "not-made"}, all_)
    point("and of none that waits for its second person", 4 not in all_ and not rows(db, "select 1 from letter where item_id = 4")
          and remit("letter", "make", "--db", db, "--as", "ann", "repairs", 4, ok=False).returncode != 0)
    remit("sign", "--db", db, "--as", "sam", "--as-of", AS_OF, 4, "--hash", hashes[4])
    point("but when it is signed", made(db)[4]["state"] == "made")
    all_ = made(db)
    point("in the language that the person reads", {i: all_[i]["language"] for i in (1, 2, 3, 4)} ==
          {1: "en", 2: "ar", 3: "cy", 4: "sq"}, all_)
    point("another one gets the pack's own, and that is told", all_[5]["language"] == "en" and all_[5]["fell_back"]
          and not all_[2]["fell_back"])
    point("one in which a field is empty is not made, and says which", "tenant.name" in all_[6]["why"]
          and all_[6]["lacks_letter"] and not all_[6]["document"], all_[6])
    return all_


WANTED = {
    1: ('lang="en"', 'dir="ltr"', "Our decision on repair R1", "Anna Jones", "We will do the repair.", "Keep away from the Roof",
        "The defect is a danger to health", "Rule 1: a danger", "10 March 2022", "until 28 April 2022",
        "Urgency: No danger to health (instead of A danger to health): We will do the repair with the next planned works", "Repairs officer",
        "We will not do the repair: The landlord has to repair this part"),
    2: ('lang="ar"', 'dir="rtl"', "الغلاية", "سنقوم بالإصلاح", "2 مارس 2022", "28 أبريل 2022", "لم يعاينه أحد بعد",
        "العيب خطر على الصحة", "القاعدة 1: خطر", "نعم", "غير معروف", "بدلًا من"),
    3: ('lang="cy"', "3 Mawrth 2022", "28 Ebrill 2022", "Cegin", "Nid yw'r diffyg yn berygl i iechyd", "Ie"),
    4: ('lang="sq"', "4 mars 2022", "28 prill 2022", "Nuk do ta bëjmë riparimin", "Rregulli 3", "Jo"),
}


def check_words(db, folder, all_):
    for item, wanted in WANTED.items():
        file = folder / f"{item}.html"
        save(db, all_[item]["letter"], file)
        page = file.read_text().replace("&#39;", "'")
        point(f"the letter in {all_[item]['language']} says all of it", all(words in page for words in wanted),
              [words for words in wanted if words not in page])
        point("it names no member of staff, and no field is left in it", not re.search(r"\bann\b|\bsam\b|[{}]",
              page[page.index("<body"):]), page)
        point("what is typed is text", "&lt;b&gt;and&lt;/b&gt;" in page and "<b>" not in page)
        file = folder / f"{item}.pdf"
        save(db, all_[item]["letter"], file)
        kept = folder / "kept.pdf"
        remit("document", "save", "--db", db, "--as", "ann", "repairs", all_[item]["document"], "--out", kept)
        point("the PDF is the document of the case", kept.read_bytes() == file.read_bytes() and kept.read_bytes()[:5] == b"%PDF-")
    page = (folder / "3.html").read_text()
    point("a section whose condition does not hold is left out", "Os oes perygl" not in page)
    other = (folder / "2.html").read_text()
    point("and stands where it does", "إذا كان هناك خطر" in other)


def check_kept(db, folder, all_):
    before = rows(db, "select count(*) from case_document")
    said = letters(db, "--make")
    point("made again it is one", said["made"] == 0 and rows(db, "select count(*) from case_document") == before, said)
    load(db, folder, TENANTS.replace("T6,,", "T6,Una Byrne,"))
    point("the job makes what was lacking", letters(db, "--make")["made"] == 1 and made(db)[6]["state"] == "made")
    page = rows(db, "select page from letter where id = ?", all_[1]["letter"])[0][0]
    rows(db, "update letter set page = replace(page, 'Roof', 'Wall') where id = ?", all_[1]["letter"])
    point("words that were changed are not shown as the letter", save(db, all_[1]["letter"], folder / "no.html", ok=False).returncode != 0)
    rows(db, "update letter set page = ? where id = ?", page, all_[1]["letter"])
    entries = rows(db, "select detail from audit_entry where action = 'letter-make' and subject_id = ?", all_[1]["letter"])
    point("an entry has the hashes, language and version", len(entries) == 1 and all(
        word in entries[0][0] for word in ('"pdf":"', '"words":"', '"language":"en"', '"version":"1.0.0"')), entries)


def check_ends(db, all_):
    def act(*words, ok=True):
        return remit("letter", *words, "--db", db, "--as", "ann", "--as-of", AS_OF, ok=ok)

    waiting = {it["item"]: it for it in letters(db, "--waiting")}
    point("what was not sent, and what was not done, is listed", {i for i in waiting if waiting[i]["lacks_sending"]} == {1, 3, 4, 6}
          and [i in waiting and waiting[i]["lacks_done"] for i in sorted(OUTCOMES)] == [True, False, False, False, True, True], waiting)
    point("a letter is sent on a day that has come", act("sent", "repairs", all_[1]["letter"], "--how", "post", "--on", "2022-04-01",
                                                         ok=False).returncode != 0)
    act("sent", "repairs", all_[1]["letter"], "--how", "First class post", "--on", AS_OF)
    act("withhold", "repairs", all_[3]["letter"], "--reason", "The tenant has moved away")
    point("one that was sent is not kept back, nor sent twice",
          act("withhold", "repairs", all_[1]["letter"], "--reason", "It was a mistake", ok=False).returncode != 0
          and act("sent", "repairs", all_[1]["letter"], "--how", "post", "--on", AS_OF, ok=False).returncode != 0)
    act("done", "repairs", all_[1]["decision"], "--how", "Order 7 to the contractor", "--on", AS_OF)
    point("nor is it done twice", act("done", "repairs", all_[1]["decision"], "--how", "again", "--on", AS_OF, ok=False).returncode != 0)
    waiting = {it["item"] for it in letters(db, "--waiting")}
    point("what is sent and done, or kept back, waits no more", waiting == {4, 5, 6}, waiting)
    it = made(db)[1]
    point("how, when and by whom is told", (it["state"], it["ended_how"], it["ended_on"], it["ended_by"], it["done_how"]) ==
          ("sent", "First class post", AS_OF, "ann", "Order 7 to the contractor"), it)


def steps(db, *words):
    return {it["item"]: it for it in letters(db, *words) if it["step"]}


def check_steps(db, folder):
    """Letters of steps that people take."""
    def ask(item, ok=True):
        return remit("transition", "take", "--db", db, "--as", "ann", "--as-of", AS_OF, item, "ask", "--reason", "Nobody has seen it",
                     ok=ok)

    point("no step was taken, and none waits for a letter", not steps(db) and not steps(db, "--waiting"))
    load(db, folder, TENANTS.replace("T6,,ENG", "T6,,CYM"))  # no name again
    for item in (1, 2, 6):
        ask(item)
    point("a step that was refused makes nothing", ask(1, ok=False).returncode != 0 and set(steps(db)) == {1, 2, 6}, steps(db))
    all_ = steps(db)
    point("a step makes its letter in the language that the person reads", (all_[1]["name"], all_[1]["state"], all_[1]["language"],
          all_[1]["outcome"], all_[1]["decision"]) == ("visit", "made", "en", "Ask to be let in", 0)
          and all_[2]["language"] == "ar" and all_[2]["lacks_sending"], all_)
    point("one in which a field is empty is not made, and says which", all_[6]["state"] == "not-made" and all_[6]["lacks_letter"]
          and "tenant.name" in all_[6]["why"], all_[6])
    before = rows(db, "select count(*) from letter")
    point("nor is it by the job, while it is empty", letters(db, "--make")["made"] == 0 and rows(db, "select count(*) from letter") == before)
    load(db, folder, TENANTS.replace("T6,,ENG", "T6,Una Byrne,CYM"))
    point("the job makes it when it is not, once", letters(db, "--make")["made"] == 1 and letters(db, "--make")["made"] == 0
          and rows(db, "select count(*) from letter") == before and steps(db)[6]["state"] == "made")
    file = folder / "visit.html"
    save(db, all_[2]["letter"], file)
    point("its words are those of the pack", all(word in file.read_text() for word in ('dir="rtl"', "نود معاينة", "الغلاية")))
    save(db, all_[1]["letter"], folder / "visit.pdf")
    kept = rows(db, "select c.root_id = l.root_id from letter l join case_document_filing c on c.document_id = l.document_id "
                    "where l.id = ?", all_[1]["letter"])
    point("its PDF is a document of the case", (folder / "visit.pdf").read_bytes()[:5] == b"%PDF-" and kept and kept[0][0], kept)
    entry = rows(db, "select detail from audit_entry where action = 'letter-make' and subject_id = ?", all_[1]["letter"])[0][0]
    point("an entry has its step and hashes", '"transition":' in entry and '"pdf":"' in entry and '"decision"' not in entry, entry)
    remit("letter", "sent", "--db", db, "--as", "ann", "--as-of", AS_OF, "repairs", all_[1]["letter"], "--how", "post", "--on", AS_OF)
    point("what was sent waits no more", set(steps(db, "--waiting")) == {2, 6} and steps(db)[1]["ended_how"] == "post")
    opened = rows(db, "select max(n.id) from work_item n join work_item o on o.record_id = n.record_id where o.id = 1")[0][0]
    OUTCOMES[opened] = OUTCOMES[1]  # what the step has opened anew is decided, so that the case can be erased
    decide(db, opened)
    del OUTCOMES[opened]
    site = Site(db)
    try:
        one = Browser(site, "officer-EO-1")
        page = one.get("/letters")
        point("the page lists what is not sent", "Ask to be let in" in page.text, page)
        page = one.get(f"/letters/{all_[2]['letter']}")
        point("and shows it", 'lang="ar" dir="rtl"' in page.text and "Ask to be let in" in page.text, page)
    finally:
        site.kill()


def check_figures(db):
    def told(report):
        words = ("report", "show", "--db", db, "--as", "manager", "repairs", report, "--json")
        return json.loads(remit(*words).stdout)
    standing = {"made": "Made, not sent yet", "sent": "Sent", "withheld": "Kept back", "not-made": "Could not be made"}
    kept = {(language, standing[state]): count for language, state, count in
            rows(db, "select language, state, count(*) from letter group by language, state")}
    report = told("letters")
    figures = [figure for line in report["lines"][:-1] for figure in line["figures"][:-1]]
    point("a report counts letters by language and what became of them", sorted(f for f in figures if f) == sorted(kept.values())
          and report["lines"][-1]["figures"][-1] == sum(kept.values()) > 3, (report, kept))
    sent = sum(count for (_, state), count in kept.items() if state == "Sent")
    point("and those that were sent alone", told("sent")["lines"][-1]["figures"] == [sent] and sent > 0, (told("sent"), kept))


def check_pages(db, all_):
    """Before anything is sent or done."""
    site = Site(db)
    try:
        one = Browser(site, "officer-EO-1")
        page = one.get("/letters")
        point("the page lists what is lacking", page.status == 200 and page.text.count("not sent") == 6
              and "The repair is ordered from the contractor" in page.text, page)
        number = all_[2]["letter"]
        page = one.get(f"/letters/{number}")
        point("a letter is shown in its language and direction", 'lang="ar" dir="rtl"' in page.text
              and "سنقوم بالإصلاح" in page.text and "Huda &lt;Saleh&gt;" in page.text, page)
        file = one.get(f"/documents/{all_[2]['document']}/download")
        point("its PDF is there", file.status == 200 and file.body[:5] == b"%PDF-")
        def sent(**fields):
            form = [(n, v) for n, v in page.form(f"/letters/{number}") if n not in ("how", "on", "step")]
            return one.post(f"/letters/{number}", form + list(fields.items()))
        point("how and when are asked for", sent(step="sent", how="", on=AS_OF).status == 422
              and sent(step="sent", how="post", on="tomorrow").status == 422)
        point("and it is on record", sent(step="sent", how="By hand", on=AS_OF).status == 303
              and "By hand" in one.get(f"/letters/{number}").text and made(db)[2]["state"] == "sent")
        done = f"/decisions/{all_[2]['decision']}/done"
        point("the act too, once", one.submit(done, {"how": "Order 9", "on": AS_OF}).status == 303
              and one.submit(done, {"how": "Order 9", "on": AS_OF}).status == 422 and made(db)[2]["done_how"] == "Order 9")
        kept = f"/letters/{all_[5]['letter']}"
        page = one.get(kept)
        fields = [(n, v) for n, v in page.form(kept) if n not in ("step", "how", "on")]
        point("one is kept back with a reason", one.post(kept, fields + [("step", "withhold"), ("reason", "no")]).status == 422
              and one.post(kept, fields + [("step", "withhold"), ("reason", "The tenant reads Polish only")]).status == 303)
        point("a letter of another number is not there", one.get("/letters/99").status == 404)
    finally:
        site.kill()


def check(db, folder):
    remit("init", "--db", db, "--pack", REPAIRS, "--demo")
    for name, role, grade in (("ann", "officer", "EO"), ("sam", "surveyor", "EO"), ("max", "manager", "AO")):
        remit("user", "add", "--db", db, name, "--role", role, "--grade", grade)
    load(db, folder)
    all_ = check_made(db, folder)
    check_words(db, folder, all_)
    check_kept(db, folder, all_)
    check_pages(db, all_)
    check_ends(db, all_)
    check_figures(db)
    check_steps(db, folder)
    remit("person", "file", "--db", db, "--as", "max", "repairs", "T2", "--to", "the tenant", "--why", "They asked for it", "--out",
          folder / "person")
    told = json.loads(next((folder / "person").glob("*.json")).read_text())
    sections = {it["name"]: it for it in told["sections"]}
    point("the person's file tells the letter", "decided" in json.dumps(sections.get("letter", {})), list(sections))
    remit("access", "change", "--db", db, "--as", "max", "repairs", "T2", "restrict", "--reason", "A threat to the tenant")
    point("a restricted case's letter is listed to who sees it alone", 2 not in made(db)
          and save(db, made(db).get(2, {"letter": rows(db, "select id from letter where item_id = 2")[0][0]})["letter"],
                   folder / "no.html", ok=False).returncode != 0, made(db))
    remit("retention", "erase", "--db", db, "--as", "max", "repairs", "T1", "--reason", "The time is over", "--as-of", AS_OF)
    point("an erased case's letter and act are gone, the others are there", not rows(db, "select 1 from letter where item_id = 1")
          and len(rows(db, "select 1 from letter where transition_id is not null")) == 2
          and not rows(db, "select 1 from decision_done where decision_id = ?", all_[1]["decision"]) and set(made(db)) == {3, 4, 5, 6}
          and save(db, all_[1]["letter"], folder / "no.html", ok=False).returncode != 0, made(db))
    verify = verified(db)
    point("the log verifies", verify.returncode == 0, verify.stdout + verify.stderr)


if __name__ == "__main__":
    import pathlib
    import tempfile
    with tempfile.TemporaryDirectory() as temporary:
        check_mistakes(pathlib.Path(temporary))
    sys.exit(on_both("letters", check))
