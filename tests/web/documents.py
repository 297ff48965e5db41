#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Documents: taken in with what the system fixes, filed, moved, cited, downloaded safely, counted while
they wait; and what only somebody hostile sends.

If this fails, evidence is lost, lies on another person's case, or acts in the browser of who opens it.
Prints TAP. usage: documents.py REMIT PACK
"""
import hashlib
import os
import pathlib
import re
import sys
import threading
import time

from serving import (ROOT, CITE, OUTCOME, EO, OTHER_EO, REMIT, Browser, Site, changed, items_of, on_both, point, prepare, remit, rows, state_of,
                     verified)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" \
      b"trailer<</Root 1 0 R>>\n%%EOF\n"
BOUNDARY = "----remitboundary7MA4YWxk"


def multipart(fields, name=None, body=b"", said="application/pdf", field="file"):
    out = b""
    for key, value in fields:
        out += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
    if name is not None:
        out += (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
                f'Content-Type: {said}\r\n\r\n').encode() + body + b"\r\n"
    return out + f"--{BOUNDARY}--\r\n".encode()


def send(browser, body, path="/documents/new"):
    return browser.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})


def add(browser, name="letter.pdf", body=PDF, case=0, type_="MEDICAL", title="", sender="", said="application/pdf"):
    fields = [("form_token", browser.token()), ("case", str(case)), ("type", type_), ("title", title),
              ("sender", sender)]
    return send(browser, multipart(fields, name, body, said))


def case_of(db, item):
    return rows(db, "select root_id from work_item where id = ?", item)[0][0]


def reference_of(db, root):
    return rows(db, f"select reference from rec_{ROOT} where _id = ?", root)[0][0]


def count(db, table):
    return rows(db, f"select count(*) from {table}")[0][0]


def check_taking(db, browser, root):
    page = browser.get(f"/documents/new?case={root}").text
    point("the form says which case it is for and what is taken", reference_of(db, root) in page and "PDF" in page
          and "20 MB" in page, page)
    answer = add(browser, "C:\\tmp\\lett\u00e9r.pdf", case=root, title="Letter from the GP", sender="Dr Example")
    point("a document is taken in for a case", answer.status == 303 and answer.header("Location") == f"/cases/{root}",
          answer)
    page = browser.get(f"/cases/{root}").text
    point("it stands on the case", "Letter from the GP" in page and "Medical evidence, PDF" in page
          and "Dr Example" in page and "received 31 March 2022" in page, page)
    (row,) = rows(db, "select file_name, media_type, size, received_on, actor from case_document")
    point("name, kind, size and day are the system's", row == ("lett\u00e9r.pdf", "application/pdf", len(PDF), "2022-03-31", EO),
          row)
    answer = add(browser, "again.pdf", case=root)
    point("the same file again is refused, and says where it is", answer.status == 422 and "document 1" in answer.text,
          answer)


def check_download(browser):
    answer = browser.get("/documents/1/download")
    point("it comes back byte by byte", answer.status == 200 and answer.body == PDF, answer)
    point("as a download, never opened in the page", answer.header("Content-Disposition")
          == "attachment; filename*=UTF-8''lett%C3%A9r.pdf" and answer.header("X-Content-Type-Options") == "nosniff"
          and "default-src 'none'" in answer.header("Content-Security-Policy"), answer.headers)


def check_refused(db, browser, root):
    before, entries = count(db, "case_document"), state_of(db)
    many = [("an empty file", dict(body=b"")),
            ("a page under the name of a PDF", dict(body=b"<!DOCTYPE html><html><script>alert(1)</script></html>")),
            ("a program", dict(body=pathlib.Path(REMIT).read_bytes()[:300000])),
            ("bytes of no kind", dict(body=os.urandom(4000))),
            ("an unknown type", dict(type_="NOPE")),
            ("no type", dict(type_="")),
            ("a title that is too long", dict(title="x" * 201)),
            ("no file", dict(name=None)),
            ("a case that does not exist", dict(case=999999))]
    for what, how in many:
        answer = add(browser, **{"case": root, "body": PDF + what.encode(), **how})
        point(f"{what} is refused", answer.status in (404, 422), answer)
    token = browser.token()
    whole = multipart([("form_token", token), ("type", "MEDICAL")], "a.pdf", PDF)
    for what, body, statuses in [
            ("more than a request may carry", multipart([("form_token", token), ("type", "MEDICAL")], "a.pdf",
                                                        b"%PDF-1.4\n" + bytes(22 * 1024 * 1024)), (413,)),
            ("a form that is cut off", whole[:-40], (400,)),
            ("a form without a boundary in it", b"x" * 5000, (400, 403)),
            ("a form without a token", multipart([("type", "MEDICAL")], "a.pdf", PDF), (403,)),
            ("another session's token", multipart([("form_token", "0" * 64), ("type", "MEDICAL")], "a.pdf", PDF), (403,)),
            ("bytes that are no text", multipart([("form_token", token), ("type", "MEDICAL")], "a.pdf", PDF)
             .replace(b"MEDICAL", b"\xff\xfe\x00"), (400,)),
            ("a thousand parts", multipart([("form_token", token)] + [("type", "MEDICAL")] * 1000, "a.pdf", PDF), (400,))]:
        answer = send(browser, body)
        point(f"{what} is refused", answer.status in statuses, answer)
    left = [name for name in changed(entries, state_of(db)) if name.startswith("case_document")]
    point("and nothing of it is kept", count(db, "case_document") == before or left == [], left)


def check_filing(db, browser, other, root, elsewhere):
    answer = add(other, "unfiled.pdf", PDF + b"%1", type_="OTHER", title="Found in the post")
    point("one that names no case is taken in all the same", answer.status == 303
          and answer.header("Location") == "/documents", answer)
    number = rows(db, "select max(id) from case_document")[0][0]
    page = browser.get("/").text
    point("it is counted on the first page", re.search(r"\b1 document to be filed", page), page[:0])
    point("and stands among those that wait", "Found in the post" in browser.get("/documents").text)
    answer = browser.submit(f"/documents/{number}/file", {"reference": "EMC-9999999", "reason": "her name stands on it"})
    point("it is not filed on a case that is not there", answer.status == 422, answer)
    answer = browser.submit(f"/documents/{number}/file", {"reference": reference_of(db, root), "reason": "yes"})
    point("nor without a reason", answer.status == 422 and "three words" in answer.text, answer)
    answer = browser.submit(f"/documents/{number}/file", {"reference": reference_of(db, root),
                                                          "reason": "her name stands on it"})
    point("it is filed", answer.status == 303 and "Found in the post" in browser.get(f"/cases/{root}").text, answer)
    point("and waits no longer", "to be filed" not in re.sub(r"(?s)<nav.*?</nav>", "", browser.get("/").text))
    answer = browser.submit(f"/documents/{number}/file", {"reference": reference_of(db, elsewhere),
                                                          "reason": "it was another of that name"})
    point("filed wrongly, it is moved", answer.status == 303
          and "Found in the post" in browser.get(f"/cases/{elsewhere}").text
          and "Found in the post" not in browser.get(f"/cases/{root}").text, answer)
    point("both cases keep that on record", "Document file" in browser.get(f"/cases/{root}/trail").text
          or "document-file" in browser.get(f"/cases/{root}/trail").text, browser.get(f"/cases/{root}/trail"))
    return number


def check_citing(db, browser, item, strange):
    page = browser.get(f"/items/{item}/view").text
    point("reasons can cite it", 'value="document:1"' in page and "Letter from the GP" in page
          and f'value="document:{strange}"' not in page, page)
    wanted = {"outcome": OUTCOME, "reasons": "The letter shows that she was ill."}
    answer = browser.submit(f"/items/{item}/view", {**wanted, "cite": [f"document:{strange}"]})
    point("another case's document cannot be cited", answer.status == 422, answer)
    answer = browser.submit(f"/items/{item}/view", {**wanted, "cite": ["document:1"]})
    point("one of this case can", answer.status == 303
          and "Document 1: Letter from the GP" in browser.get(f"/items/{item}/view").text, answer)
    browser.reveal(item)
    browser.fill(item)
    browser.submit(f"/items/{item}/decision", {**wanted, "cite": ["document:1", CITE]})
    answer = browser.submit(f"/items/{item}/check", {})
    point("a decision rests on it", answer.status == 200 and "Document 1: Letter from the GP"
          in browser.get(f"/items/{item}/form").text, answer)


def check_crowd(db, site):
    """More at once than are held in memory: each is taken, or told to come again."""
    people = [Browser(site, EO) for _ in range(3)]
    token = people[0].token()
    codes, lock = [], threading.Lock()

    def one(number):
        body = multipart([("form_token", token), ("type", "OTHER")], f"{number}.pdf",
                         PDF + b"%" + str(number).encode() + b"\n" + bytes(2_000_000))
        answer = send(people[0], body)
        with lock:
            codes.append(answer.status)

    before = count(db, "case_document")
    threads = [threading.Thread(target=one, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(0.1)
    point("sixteen at once: each is taken or told to try again", set(codes) <= {303, 503}
          and count(db, "case_document") == before + codes.count(303), codes)
    point("and the server goes on", people[0].get("/documents").status == 200)


def check_tampering(db):
    point("the log verifies", verified(db).returncode == 0, verified(db).stderr)
    (body,) = rows(db, "select hash from case_document where id = 1")[0][:1] if not str(db).startswith("postgres") \
        else (None,)
    if body is not None:
        point("the hash is of the bytes", bytes(body) == hashlib.sha256(PDF).digest())
    remit("fsck", "--db", db)
    if str(db).startswith("postgresql"):
        return
    rows(db, "update case_document_body set body = ? where document_id = 1", PDF + b"x")
    done = verified(db)
    point("bytes that are altered are found", done.returncode != 0 and "document 1" in done.stderr, done.stderr)
    rows(db, "update case_document_body set body = ? where document_id = 1", PDF)
    rows(db, "update case_document_filing set root_id = root_id + 1 where id = 1")
    done = verified(db)
    point("so is a document put on another case", done.returncode != 0 and "filing" in done.stderr, done.stderr)
    rows(db, "update case_document_filing set root_id = root_id - 1 where id = 1")
    point("and nothing else is wrong", verified(db).returncode == 0)


def check(db, folder):
    prepare(db, folder / "extracts")
    site = Site(db)
    try:
        items = items_of(db)
        item = items[0]
        root = case_of(db, item)
        elsewhere = next(case_of(db, i) for i in items if case_of(db, i) != root)
        browser, other = Browser(site, EO), Browser(site, OTHER_EO)
        check_taking(db, browser, root)
        check_download(browser)
        auditor = Browser(site, "auditor")
        point("an auditor reads it and adds none", auditor.get("/documents/1/download").status == 200
              and auditor.get("/documents/new").status == 403)
        point("who is not signed in gets the sign-in page", Browser(site).get("/documents/1/download").body != PDF)
        strange = check_filing(db, browser, other, root, elsewhere)
        check_citing(db, browser, item, strange)
        check_refused(db, browser, root)
        check_crowd(db, site)
    finally:
        point("the server ends well", site.stop(), site.said)
    check_tampering(db)


if __name__ == "__main__":
    sys.exit(on_both("documents", check))
