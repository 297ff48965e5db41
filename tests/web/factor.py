#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One-time codes as a second factor: set up, asked for, taken once, locked after wrong ones, required of a
role, reset by another, recovered from.

If this fails, a password alone opens an account that should need more, or a code opens it twice.
Prints TAP. usage: factor.py REMIT PACK
"""
import base64
import hashlib
import hmac
import re
import sys
import time

from serving import (ROLE, GRADE, CITE, OUTCOME, EO, HEO, Browser, Forms, Site, items_of, on_both, point, prepare, remit, rows, rows_of_postgres,
                     set_password, verified)

NAME, PASSWORD = "anna", "three plain words here"
PAGE = "/account/second-factor"


def change(db, statement, *values):
    """Past the program."""
    if str(db).startswith("postgresql:"):
        rows_of_postgres(str(db), statement, values)
    else:
        rows(db, statement, *values)


def code_at(secret, step):
    """RFC 6238, written anew."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return "%06d" % ((int.from_bytes(digest[at:at + 4], "big") & 0x7FFFFFFF) % 1000000)


def now():
    return int(time.time()) // 30


def fresh(db, account=NAME):
    """As if time had gone on: codes of the present steps may be taken again."""
    change(db, "update account set code_step = 0, failures = 0, locked_until = 0 where name = ?", account)


def secret_of(page):
    return re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", page.text)[1].replace(" ", "")


def sign_in(site, password=PASSWORD, name=NAME):
    browser = Browser(site)
    return browser, browser.post("/sign-in", {"name": name, "password": password})


def send(browser, page, changes):
    """The page's form that has these fields (others sign in without a password)."""
    for form in Forms(page.text).forms:
        names = [name for name, _ in form["fields"]]
        if form["action"] == "/sign-in" and set(changes) <= set(names):
            kept = [(n, v) for n, v in form["fields"] if n not in changes]
            return browser.post("/sign-in", kept + list(changes.items()))
    return page


def enter(browser, code):
    return send(browser, browser.get("/sign-in"), {"code": code})


def check_setting_up(db, site):
    person, answer = sign_in(site)
    point("without it a password is enough", answer.status == 303, answer)
    answer = person.submit(PAGE, {"step": "begin"})
    page = person.get(PAGE)
    point("the secret is shown to read and to type", "<svg" in page.text and 'role="img"' in page.text
          and "[A-Z]" and secret_of(page), page)
    secret = secret_of(page)
    again = person.get(PAGE)
    point("it stays while it is set up", secret_of(again) == secret)
    other, _ = sign_in(site)
    point("until it is on, a password is enough", other.get("/account").status == 200)
    answer = person.submit(PAGE, {"step": "confirm", "code": "000000"}, page)
    point("a wrong code turns nothing on", answer.status == 422
          and rows(db, "select code_on from account where name = ?", NAME) == [(0,)], answer)
    answer = person.submit(PAGE, {"step": "confirm", "code": code_at(secret, now())}, page)
    codes = re.findall(r"<li>([A-Z2-7 ]+)</li>", answer.text)
    point("a right one does, and shows ten recovery codes", answer.status == 200 and len(codes) == 10, answer)
    point("they are not shown again", codes[0] not in person.get(PAGE).text)
    kept = rows(db, "select count(*) from recovery_code where account = ?", NAME)
    point("only hashes of them are kept", kept == [(10,)], kept)
    return secret, codes


def check_entering(db, site, secret, codes):
    fresh(db)
    person, answer = sign_in(site)
    point("the password alone signs nobody in", answer.status == 200 and 'name="code"' in answer.text, answer)
    shut = [path for path in ("/sign-in", "/worklist", "/cases/1", "/account", PAGE)
            if 'name="code"' not in person.get(path).text]
    point("every page asks for the code", not shut, shut)
    answer = person.post("/account/password", {"present": PASSWORD, "password": "another three words here"})
    point("nothing can be changed before", answer.status == 401, answer)
    answer = person.post(PAGE, {"step": "drop", "code": code_at(secret, now())})
    point("nor the codes turned off", answer.status == 401
          and rows(db, "select code_on from account where name = ?", NAME) == [(1,)], answer)
    before = person.cookies.copy()
    step = now()
    answer = enter(person, code_at(secret, step))
    point("a right code signs in", answer.status == 303 and person.get("/account").status == 200, answer)
    point("with another session than the one that waited", person.cookies != before)
    other, _ = sign_in(site)
    answer = enter(other, code_at(secret, step))
    point("a code is not taken twice", answer.status == 422 and other.get("/account").status == 401, answer)
    fresh(db)
    change(db, "update account set code_step = ? where name = ?", step, NAME)
    answer = enter(other, code_at(secret, step - 1))
    point("nor one of before", answer.status == 422, answer)
    fresh(db)
    for away, taken in ((-3, False), (3, False), (-1, True)):
        browser, _ = sign_in(site)
        answer = enter(browser, code_at(secret, now() + away))
        point(f"a code {away} steps away is {'taken' if taken else 'refused'}", (answer.status == 303) == taken, answer)
        fresh(db)
    browser, _ = sign_in(site)
    answer = enter(browser, codes[0].lower())
    point("a recovery code signs in", answer.status == 303, answer)
    browser, _ = sign_in(site)
    answer = enter(browser, codes[0])
    point("once", answer.status == 422, answer)


def check_words_kept(db, site, secret):
    """What was written when a session ended travels through both steps."""
    fresh(db)
    person, _ = sign_in(site)
    enter(person, code_at(secret, now()))
    item = items_of(db)[0]
    page = person.get(f"/items/{item}/view")
    rows_before = page.status
    change(db, "update session set seen_at = 0, made_at = 0")
    answer = person.submit(f"/items/{item}/view", {"outcome": OUTCOME, "cite": [CITE],
                                                   "reasons": "Words that must not be lost."}, page)
    point("the session has ended", rows_before == 200 and answer.status == 401, answer)
    answer = send(person, answer, {"name": NAME, "password": PASSWORD})
    fresh(db)
    answer = send(person, answer, {"code": code_at(secret, now())})
    point("after the code the words stand in the form", "Words that must not be lost." in answer.text
          and answer.status == 200, answer)


def check_lock(db, site, secret):
    fresh(db)
    person, _ = sign_in(site)
    for number in range(10):
        enter(person, "000001")
        if number == 4:  # a right password does not begin the count anew
            person, _ = sign_in(site)
    answer = enter(person, code_at(secret, now()))
    point("after ten wrong codes the account is locked, for the right one too", answer.status == 422, answer)
    said = rows(db, "select purpose from audit_entry where kind = 'refusal' and action = 'sign-in' and actor = ?", NAME)
    point("wrong codes are on record", said.count(("code",)) >= 10, said)
    fresh(db)
    person, _ = sign_in(site)
    change(db, "update session set made_at = made_at - 700000000")
    answer = enter(person, code_at(secret, now()))
    point("who waits too long begins anew", 'name="password"' in answer.text and person.get("/account").status == 401,
          answer)


def check_rules(db, site):
    done = remit("user", "factor", "--db", db, "--as", EO, "require", ROLE, ok=False)
    point("a caseworker requires it of nobody", done.returncode != 0, done)
    remit("user", "factor", "--db", db, "--as", "manager", "require", ROLE)
    done = remit("user", "factor", "--db", db, "--as", "manager", "reset", "manager", ok=False)
    point("nobody resets their own", done.returncode != 0, done)
    remit("user", "factor", "--db", db, "--as", "manager", "reset", NAME)
    person, answer = sign_in(site)
    point("who has to have it sets it up first", answer.status == 303 and answer.header("Location") == PAGE, answer)
    shut = [path for path in ("/", "/worklist", "/account") if person.get(path).header("Location") != PAGE]
    point("and sees nothing before", not shut, shut)
    person.submit(PAGE, {"step": "begin"})
    page = person.get(PAGE)
    secret = secret_of(page)
    answer = person.submit(PAGE, {"step": "confirm", "code": code_at(secret, now())}, page)
    point("then they are signed in", answer.status == 200 and person.get("/worklist").status == 200, answer)
    fresh(db)
    answer = person.post(PAGE, {"form_token": person.token(), "step": "drop", "code": code_at(secret, now())})
    point("and cannot turn it off", answer.status == 403, answer)
    other = Browser(site, HEO)
    point("another role goes on as before", other.get("/worklist").status == 200)
    remit("user", "factor", "--db", db, "--as", "manager", "waive", ROLE)
    answer = person.post(PAGE, {"form_token": person.token(), "step": "drop", "code": code_at(secret, now())})
    point("when it is waived they can", answer.status == 303
          and rows(db, "select code_on from account where name = ?", NAME) == [(0,)], answer)
    said = [p for p, in rows(db, "select purpose from audit_entry where action in ('second-factor', "
                                 "'second-factor-rule') and kind = 'access'")]
    point("all of it is on record", {"on", "off", "reset", "require", "waive"} <= set(said), said)


def check(db, folder):
    prepare(db, folder / "extracts")
    remit("user", "add", "--db", db, NAME, "--role", ROLE, "--grade", GRADE)
    set_password(db, NAME, PASSWORD)
    site = Site(db)
    try:
        secret, codes = check_setting_up(db, site)
        check_entering(db, site, secret, codes)
        check_words_kept(db, site, secret)
        check_lock(db, site, secret)
        check_rules(db, site)
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("factor", check))
