#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signing in by the real oidc-provider: to it and back, linked by an operator or at first sight, with each way a
client shows who it is, with a second factor here or there, with passwords off.

If this fails, staff cannot sign in with their organisation, or an account opens to who is not its holder.
Prints TAP. usage: oidc.py REMIT PACK
"""
import json
import re
import sys
import urllib.parse

from factor import change, code_at, fresh, now, secret_of
from providers import CALLBACK, Provider, Traveller, last_refusal, serve, settings
from serving import ROLE, GRADE, EO, HEO, Browser, on_both, point, prepare, remit, rows, set_password, verified

NAME, PASSWORD = "anna", "three plain words here"


def sign_in(site, provider, name=NAME, path="/sign-in/oidc"):
    """A new browser, and what came at the end."""
    person = Traveller(site, provider)
    return person, person.back(person.sign_in_there(person.begin(path), name))


def is_in(person):
    return person.get("/account").status == 200


def check_linking(db, site, provider):
    person, answer = sign_in(site, provider)
    point("who is linked to no account is not let in", answer.status == 403 and not is_in(person), answer)
    reference = re.search(r"Reference: (\w{8})", answer.text)
    point("and has a reference", reference and last_refusal(db) == "not-linked", answer)
    detail = [json.loads(d) for d, in rows(db, "select detail from audit_entry where kind = 'refusal'") if d]
    found = [d for d in detail if reference and d.get("reference") == reference[1]]
    point("by which the log tells who it was", found and found[0]["subject"] == NAME
          and found[0]["issuer"] == provider.issuer, detail)
    point("no account was made", rows(db, "select count(*) from account_identity") == [(0,)])
    words = ["--issuer", provider.issuer, "--subject", NAME]
    done = remit("user", "link", "--db", db, "--as", EO, NAME, *words, ok=False)
    point("a caseworker links nobody", done.returncode == 6, done)
    done = remit("user", "link", "--db", db, "nobody", *words, ok=False)
    point("nor is an account linked that is not there", done.returncode != 0, done)
    remit("user", "link", "--db", db, NAME, *words)
    done = remit("user", "link", "--db", db, EO, *words, ok=False)
    point("one subject is one account's", done.returncode == 5, done)
    done = remit("user", "link", "--db", db, NAME, "--issuer", provider.issuer, "--subject", "other", ok=False)
    point("and one account one subject's", done.returncode == 5, done)
    told = json.loads(remit("user", "identities", "--db", db, "--json").stdout)
    point("it is told who is linked", [(i["account"], i["subject"]) for i in told] == [(NAME, NAME)], told)


def check_path(db, site, provider):
    page = Browser(site).get("/sign-in?next=/worklist")
    point("the sign-in page offers it", re.search(r'href="/sign-in/oidc\?next=%2Fworklist"[^>]*>\s*Sign in with Example SSO',
                                                 page.text), page)
    person, answer = sign_in(site, provider, path="/sign-in/oidc?next=/worklist")
    point("who is linked is let in, to the page they wanted", answer.status == 303
          and answer.header("Location") == "/worklist" and is_in(person), answer)
    said = rows(db, "select actor, purpose from audit_entry where action = 'sign-in' and kind = 'access' "
                    "order by number desc limit 1")
    point("it is on record", said == [(NAME, "by the provider")], said)
    point("the browser keeps nothing of the way", list(person.cookies) == ["remit"], person.cookies)
    url = person.begin()
    point("who is signed in is not sent away", url == "/", url)
    answer = person.submit("/sign-out", {}, person.get("/account"))
    page = person.get(answer.header("Location"))
    point("after signing out the provider's own is offered", "Sign out of Example SSO too" in page.text
          and not is_in(person), page)
    url = person.get("/sign-in/oidc/sign-out").header("Location")
    point("and leads there", url.startswith(provider.issuer) and person.there(url).status == 200, url)
    person, _ = sign_in(site, provider)
    remit("user", "unlink", "--db", db, NAME, "--issuer", provider.issuer)
    point("when the link is undone the session ends", not is_in(person))
    remit("user", "link", "--db", db, NAME, "--issuer", provider.issuer, "--subject", NAME)
    change(db, "update account set active = 0 where name = ?", NAME)
    person, answer = sign_in(site, provider)
    point("a closed account stays closed", answer.status == 403 and last_refusal(db) == "closed", answer)
    change(db, "update account set active = 1 where name = ?", NAME)


def check_https(site, provider):
    """Behind a proxy that does TLS: cookies of the host alone."""
    person = Traveller(site, provider)
    answer = person.get("/sign-in/oidc", headers={"X-Forwarded-Proto": "https"})
    cookie = answer.header("Set-Cookie") or ""
    point("the cookie of the way is the host's, for ten minutes", cookie.startswith("__Host-remit-oidc=")
          and all(word in cookie for word in ("Path=/", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600")), cookie)
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer.header("Location")).query))
    point("it asks with PKCE, state and nonce", asked["code_challenge_method"] == "S256"
          and len(asked["code_challenge"]) == len(asked["state"]) == len(asked["nonce"]) == 43
          and len({asked["code_challenge"], asked["state"], asked["nonce"]}) == 3, asked)
    point("and tells none of them", not any(asked[n] in cookie for n in ("state", "nonce", "code_challenge")), cookie)


def check_factor(db, site, provider):
    """One-time codes here, after the provider."""
    remit("user", "factor", "--db", db, "--as", "manager", "require", ROLE)
    person, answer = sign_in(site, provider)
    point("a role that needs codes sets them up first", answer.header("Location") == "/account/second-factor"
          and person.get("/worklist").header("Location") == "/account/second-factor", answer)
    person.submit("/account/second-factor", {"step": "begin"})
    page = person.get("/account/second-factor")
    secret = secret_of(page)
    person.submit("/account/second-factor", {"step": "confirm", "code": code_at(secret, now())}, page)
    point("then they are in", person.get("/worklist").status == 200)
    fresh(db)
    person, answer = sign_in(site, provider, path="/sign-in/oidc?next=/worklist")
    page = person.get(answer.header("Location"))
    point("the next time the code is asked for", 'name="code"' in page.text and person.get("/worklist").status == 401, page)
    form = person.filled("/sign-in", {"code": code_at(secret, now())}, page)
    answer = person.post("/sign-in", form)
    point("after it they are where they wanted to be", answer.header("Location") == "/worklist" and is_in(person), answer)
    remit("user", "factor", "--db", db, "--as", "manager", "waive", ROLE)
    remit("user", "factor", "--db", db, "--as", "manager", "reset", NAME)


def check_clients(db, folder, provider):
    """Each way a client shows who it is, each with a signature of its own."""
    for name, how in (("post", "client_secret_post"), ("public", "none")):
        more = {"client_secret_file": None} if how == "none" else {}
        site = serve(db, settings(folder, provider.issuer, client_id=name, client_authentication=how, **more))
        person, answer = sign_in(site, provider)
        point(f"a client with {how} signs in", answer.status == 303 and is_in(person), answer)
        point("its server ends well", site.stop(), site.said)
    site = serve(db, settings(folder, provider.issuer, secret="another"))
    person, answer = sign_in(site, provider)
    point("with a wrong secret it does not", answer.status == 403 and last_refusal(db) == "client", answer)
    point("its server ends well", site.stop(), site.said)


def check_claims(db, folder, provider):
    """Linked at first sight, by a claim that the operator names."""
    remit("user", "add", "--db", db, "bert", "--role", ROLE, "--grade", GRADE)
    remit("user", "add", "--db", db, "unverified", "--role", ROLE, "--grade", GRADE)
    site = serve(db, settings(folder, provider.issuer, scope="openid email", link_claim="email", link_domain="example.org",
                              passwords="off", break_glass="carla"))
    person, answer = sign_in(site, provider, "bert")
    point("a verified claim links an account", answer.status == 303 and is_in(person)
          and rows(db, "select linked_by from account_identity where subject = 'bert'") == [("bert",)], answer)
    person, answer = sign_in(site, provider, "unverified")
    point("one that is not verified links none", answer.status == 403 and last_refusal(db) == "not-linked", answer)
    change(db, "update account_identity set subject = 'before' where subject = 'bert'")
    person, answer = sign_in(site, provider, "bert")
    point("nor does it take an account that is another's", answer.status == 403
          and last_refusal(db) == "linked-otherwise" and not is_in(person), answer)
    person, answer = sign_in(site, provider, "zoe")
    point("nor make one", answer.status == 403 and rows(db, "select count(*) from account where name = 'zoe'") == [(0,)])
    check_passwords_off(db, site)
    point("its server ends well", site.stop(), site.said)


def check_passwords_off(db, site):
    for name in (NAME, "carla"):
        remit("user", "add", "--db", db, name, "--role", ROLE, "--grade", GRADE)
        set_password(db, name, PASSWORD)
    page = Browser(site).get("/sign-in")
    point("with passwords off there is no form for one", 'name="password"' not in page.text
          and 'name="demo"' not in page.text, page)
    here = Browser(site)
    here.address = "127.0.0.1"
    point("but on this machine, for the break-glass account", 'name="password"' in here.get("/sign-in").text)
    tries = [("from elsewhere", Browser(site), {"name": "carla", "password": PASSWORD}),
             ("by another account", here, {"name": NAME, "password": PASSWORD}),
             ("by an account for trying out", here, {"demo": HEO})]
    for words, browser, fields in tries:
        answer = browser.post("/sign-in", fields)
        point(f"nobody signs in by password {words}", answer.status == 422 and not is_in(browser)
              and last_refusal(db) == "by password, which is closed", answer)
    answer = here.post("/sign-in", {"name": "carla", "password": PASSWORD})
    point("the break-glass account does, on this machine", answer.status == 303 and is_in(here), answer)


def check(db, folder):
    prepare(db, folder / "extracts")
    remit("user", "add", "--db", db, NAME, "--role", ROLE, "--grade", GRADE)
    provider = Provider("oidc_provider.mjs", CALLBACK)
    try:
        site = serve(db, settings(folder, provider.issuer))
        try:
            check_linking(db, site, provider)
            check_path(db, site, provider)
            check_https(site, provider)
            check_factor(db, site, provider)
        finally:
            point("the server ends well", site.stop(), site.said)
        check_clients(db, folder, provider)
        check_claims(db, folder, provider)
    finally:
        provider.stop()
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    sys.exit(on_both("oidc", check))
