#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signing in, sessions and passwords.

If this fails, somebody can use another's session, guess on, or stay signed in for ever.
Prints TAP. usage: sessions.py REMIT PACK
"""
import pathlib
import re
import sys
import tempfile
import threading
import time

from serving import (ROLE, GRADE, EO, OTHER_EO, Browser, Postgres, PG, Site, end, point, prepare, remit, rows,
                     set_password, verified)

NAME, PASSWORD, OTHER = "ann.other", "marmot tangle voyage", "cobalt whisper ladder"
MINUTE = 60 * 1000000
# What is typed, and whether it is taken. Length counts in characters; nothing else is asked for.
PASSWORDS = [
    ("", False, "empty"), ("eleven chrs", False, "11 characters"), ("twelve chars", True, "12 characters"),
    ("a" * 300, False, "of one letter"), ("abcabcabcabcabc", False, "of three letters"),
    ("password1234", False, "a common one"), ("PassWord!!!!", False, "a common one, dressed up"),
    ("qwertyuiop12", False, "a row of keys"), ("123456789012", False, "counting"),
    (f"my name is {NAME}", False, "with the account's name"),
    ("correct horse battery", True, "three words"), ("ééééééñüßøåæ", True, "12 characters that are 24 bytes"),
    ("   spaces   kept   ", True, "with spaces around"), ("x" + "marmot vole " * 21, True, "253 bytes"),
    ("x" + "marmot vole " * 22, False, "265 bytes"), ("tab\tand\nline breaks", True, "with control characters"),
    ("<script>alert(1)</script>", True, "with markup"), ("%41%42 + & = ;", True, "with a form's signs"),
]


def sign_in(browser, password=PASSWORD, name=NAME, **more):
    return browser.post("/sign-in", {"name": name, "password": password, **more})


def sessions_of(db, name):
    return rows(db, "select count(*) from session where account = ?", name)[0][0]


def check_cookie(db, site):
    for proxy, secure in ((True, True), (True, False), (False, False)):
        place = site if proxy else Site(db, proxy=False)
        browser = Browser(place)
        headers = {"X-Forwarded-Proto": "https"} if secure or not proxy else {}
        answer = browser.post("/sign-in", {"name": NAME, "password": PASSWORD}, headers)
        cookie = answer.header("Set-Cookie") or ""
        flags = {part.strip() for part in cookie.split(";")[1:]}
        wanted = {"Path=/", "HttpOnly", "SameSite=Lax"} | ({"Secure"} if secure else set())
        point(f"the cookie's flags, {'by TLS' if secure else 'in the clear'},"
              f" {'behind a proxy' if proxy else 'alone, whatever a client says'}",
              flags == wanted and cookie.startswith("__Host-remit=" if secure else "remit="), cookie)
        point("only by TLS are browsers told to keep to it",
              (answer.header("Strict-Transport-Security") is not None) == secure)
        if not proxy:
            place.stop()
    point("the database holds no session's token", not any(
        browser.cookies["remit"].encode() in str(row).encode() for row in rows(db, "select * from session")))


def check_rotation(db, site):
    browser = Browser(site)
    browser.cookies["remit"] = "a" * 64
    sign_in(browser)
    point("a session's name that somebody has set beforehand is not taken",
          browser.cookies["remit"] != "a" * 64 and browser.get("/account").status == 200)
    first = browser.cookies["remit"]
    sign_in(browser)
    point("signing in again gives a new session", browser.cookies["remit"] != first)
    old = Browser(site)
    old.cookies["remit"] = first
    point("and ends the one before", old.get("/account").status == 401)
    for odd in ("", "a", first[:63], first + "0", first.upper(), first[:-1] + "%", "' or 1=1 --"):
        old.cookies["remit"] = odd
        if old.get("/account").status != 401:
            point("what is no session's token opens nothing", False, odd)
    second = Browser(site)
    second.cookies["remit"] = "junk"
    answer = second.ask("GET", "/account", headers={"Cookie": f"remit=junk; remit={browser.cookies['remit']}"})
    point("of two cookies of the name the first counts", answer.status == 401, answer)


def check_limits(db, site):
    def at(made, seen):
        browser = Browser(site)
        sign_in(browser)
        now = int(time.time() * 1e6)
        rows(db, "update session set made_at = ?, seen_at = ? where account = ?", now - made * MINUTE,
             now - seen * MINUTE, NAME)
        return browser
    rows(db, "delete from session")
    point("29 minutes at rest are not too long", at(29, 29).get("/account").status == 200)
    point("30 minutes at rest end a session", at(31, 30).get("/account").status == 401)
    browser = at(719, 2)
    point("a session lasts 12 hours less a minute", browser.get("/account").status == 200)
    seen, = rows(db, "select max(seen_at) from session where account = ?", NAME)[0]
    point("being used is noted", seen > (time.time() - 60) * 1e6)
    point("a session ends after 12 hours, used or not", at(720, 0).get("/account").status == 401)
    sign_in(Browser(site))
    point("what has ended is swept away", sessions_of(db, NAME) <= 2, sessions_of(db, NAME))


def check_out(db, site):
    here, there = Browser(site), Browser(site)
    sign_in(here)
    sign_in(there)
    kept = dict(here.cookies)
    done = here.submit("/account", {})  # no such form: nothing is ended by it
    answer = here.post("/sign-out", {"form_token": here.token()})
    point("signing out goes to the sign-in page and takes the cookie away",
          answer.status == 303 and "Max-Age=0" in answer.header("Set-Cookie"), (done, answer))
    here.cookies = kept
    point("the session is ended on the server too", here.get("/account").status == 401)
    point("the one on another machine goes on", there.get("/account").status == 200)
    sign_in(here)
    answer = here.post("/account/sign-out-everywhere", {"form_token": here.token()})
    point("signing out everywhere ends them all",
          answer.status == 303 and here.get("/account").status == 401 == there.get("/account").status)
    point("and nobody else's", sessions_of(db, NAME) == 0 and sessions_of(db, EO) > 0)


def check_password(db, site):
    here, there = Browser(site), Browser(site)
    sign_in(here)
    sign_in(there)
    first = here.cookies["remit"]
    answer = here.submit("/account/password", {"present": "not this one at all", "password": OTHER},
                         here.get("/account"))
    point("a change without the present password is refused",
          answer.status == 422 and "not your present password" in answer.text, answer)
    point("no password stands in a page", OTHER not in answer.text)
    answer = here.submit("/account/password", {"present": PASSWORD, "password": "password1234"},
                         here.get("/account"))
    point("a change to a common one is refused", answer.status == 422 and "three random words" in answer.text)
    answer = here.submit("/account/password", {"present": PASSWORD, "password": OTHER}, here.get("/account"))
    point("a password is changed, and the session with it",
          answer.status == 303 and here.cookies["remit"] != first and here.get("/account").status == 200, answer)
    point("all others end", there.get("/account").status == 401 and sessions_of(db, NAME) == 1)
    point("the old one is no good any more", sign_in(Browser(site)).status == 422)
    point("the new one is", sign_in(Browser(site), OTHER).status == 303)
    set_password(db, NAME, PASSWORD)
    point("an operator's new password ends all sessions", here.get("/account").status == 401)
    stored = rows(db, "select password from account where name = ?", NAME)[0][0]
    point("it is kept by argon2id", stored.startswith("$argon2id$") and PASSWORD not in stored, stored)
    wrong = []
    for password, good, what in PASSWORDS:
        for attempt in ("cli", "web"):
            if attempt == "cli" and ("\n" in password or len(password) > 250):
                continue
            if attempt == "cli":
                done = remit("user", "password", "--db", db, NAME, "--password-file", "-",
                             text=password + "\n", ok=False)
                took = done.returncode == 0
            else:
                browser = Browser(site)
                sign_in(browser)
                answer = browser.submit("/account/password", {"present": PASSWORD, "password": password},
                                        browser.get("/account"))
                took = answer.status == 303
                if took and sign_in(Browser(site), password.replace("\n", "\r\n")).status != 303:
                    wrong.append(("not the same at sign-in", what))
            if took != good:
                wrong.append((attempt, what, took))
            if took:
                set_password(db, NAME, PASSWORD)
    point(f"passwords are taken and refused as the guidance says ({len(PASSWORDS)} cases, both faces)",
          not wrong, wrong)


def words_of(answer):
    page = re.sub(r'value="[^"]*"', "", re.sub(r"(?s).*<main[^>]*>|</main>.*", "", answer.text))
    return answer.status, page


def check_lock(db, site):
    rows(db, "update account set failures = 0, locked_until = 0")
    rows(db, "update account set demo = 0 where name = ?", OTHER_EO)  # no more on the page's list
    unknown = words_of(sign_in(Browser(site), name="nobody.there"))
    wrong = words_of(sign_in(Browser(site), "not the right one"))
    for _ in range(8):
        sign_in(Browser(site), "not the right one")
    point("nine wrong tries do not lock", sign_in(Browser(site)).status == 303)
    for _ in range(10):
        sign_in(Browser(site), "not the right one")
    locked = words_of(sign_in(Browser(site)))
    point("ten wrong tries lock the account, to the right password too", locked[0] == 422, locked)
    point("unknown, wrong and locked are told in the same words", unknown == wrong == locked,
          (unknown, wrong, locked))
    rows(db, "update account set active = 0 where name = ?", OTHER_EO)
    off = words_of(sign_in(Browser(site), "whatever it is", OTHER_EO))
    point("and so is an account that is off", off == unknown, off)
    until, = rows(db, "select locked_until from account where name = ?", NAME)[0]
    left = until / 1e6 - time.time()
    point("the lock is for a quarter of an hour", 14 * 60 < left <= 15 * 60, left)
    rows(db, "update account set locked_until = ? where name = ?", int((time.time() - 1) * 1e6), NAME)
    point("then it opens by itself", sign_in(Browser(site)).status == 303)
    threads = [threading.Thread(target=sign_in, args=(Browser(site), "not the right one")) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    point("ten wrong tries at one moment are counted each", sign_in(Browser(site)).status == 422)
    rows(db, "update account set failures = 0, locked_until = 0")
    one = Browser(site)
    said = [sign_in(one, "not the right one", name="nobody.there").text for _ in range(30)]
    point("one address cannot try on and on", any("Too many tries" in text for text in said))
    point("another can", sign_in(Browser(site)).status == 303)
    purposes = {p for p, in rows(db, "select purpose from audit_entry where action = 'sign-in'"
                                     " and kind = 'refusal'")}
    point("the log says why, and not what was typed",
          purposes == {"unknown", "password", "locked"}
          and not rows(db, "select 1 from audit_entry where actor = 'nobody.there'"), purposes)


def check_disabled(db, site):
    browser = Browser(site)
    rows(db, "update account set active = 1")
    sign_in(browser)
    rows(db, "update account set active = 0 where name = ?", NAME)
    point("a session of an account that is turned off ends with it", browser.get("/account").status == 401)
    point("and it cannot sign in", sign_in(Browser(site)).status == 422)
    rows(db, "update account set active = 1 where name = ?", NAME)
    browser = Browser(site, EO)
    rows(db, "update account set role = 'auditor', grade = '' where name = ?", EO)
    item, = rows(db, "select id from work_item where state = 'sealed' limit 1")[0]
    answer = browser.post(f"/items/{item}/claim", {"form_token": browser.token()})
    point("a role that is taken away is gone at the next request", answer.status == 403, answer)
    rows(db, "update account set role = ?, grade = ? where name = ?", ROLE, GRADE, EO)
    rows(db, "update account set demo = 0 where name = ?", EO)
    done = Browser(site).post("/sign-in", {"demo": EO})
    point("an account that is no demonstration's does not come in without a password", done.status == 422, done)
    done = Browser(site).post("/sign-in", {"demo": NAME})
    point("nor does another", done.status == 422, done)
    rows(db, "update account set demo = 1 where name = ?", EO)


def check(db, folder):
    prepare(db, folder / "extracts")
    remit("user", "add", "--db", db, NAME, "--role", ROLE, "--grade", GRADE)
    set_password(db, NAME, PASSWORD)
    site = Site(db)
    try:
        Browser(site, EO)
        for part in (check_cookie, check_rotation, check_limits):
            part(db, site)
        Browser(site, EO)
        for part in (check_out, check_password, check_lock, check_disabled):
            part(db, site)
        point("the server is up after all that", site.is_up())
    finally:
        point("the server ends well", site.stop(), site.said)
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        check(str(folder / "remit.sqlite"), folder)
        if (PG / "postgres").exists():
            postgres = Postgres()
            try:
                check(postgres.database("sessions"), folder)
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
