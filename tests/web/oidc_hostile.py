#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A provider that lies, is slow or is gone, and people who meddle with the way to it and back.

If this fails, somebody signs in with a token that nobody has signed, with another's answer, or a provider that
does not answer holds up everybody's pages. Prints TAP. usage: oidc_hostile.py REMIT PACK
"""
import base64
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from providers import Provider, Traveller, last_refusal, serve, settings
from serving import ROLE, GRADE, REMIT, SOURCE, Browser, Forms, end, point, prepare, remit, rows, verified

NAME, EO_OF = "anna", ["--role", ROLE, "--grade", GRADE]
# What is told to the provider, and the reason for which nobody gets in; empty: they do.
TOKENS = [
    ("an honest token", {}, ""),
    ("one signed with PS256", {"alg": "PS256"}, ""),
    ("one signed with ES256", {"alg": "ES256"}, ""),
    ("one without a key's name, where one key fits", {"alg": "ES256", "header": {"kid": None}}, ""),
    ("a list of one audience", {"claims": {"aud": ["basic"]}}, ""),
    ("several audiences and who it is for", {"claims": {"aud": ["basic", "other"], "azp": "basic"}}, ""),
    ("alg none", {"alg": "none"}, "token-algorithm"),
    ("HS256 with the public key as secret", {"alg": "HS256"}, "token-algorithm"),
    ("HS256 with the client's secret", {"alg": "HS256-client"}, "token-algorithm"),
    ("an algorithm that is not on the list", {"alg": "RS512"}, "token-algorithm"),
    ("an RSA signature that says ES256", {"header": {"alg": "ES256"}}, "token-key"),
    ("an RSA signature of another padding", {"header": {"alg": "PS256"}}, "token-signature"),
    ("no algorithm", {"header": {"alg": None}}, "token-algorithm"),
    ("an RSA signature with the other key's name", {"header": {"kid": "ec-1"}}, "token-key"),
    ("claims that were changed", {"tampered": True}, "token-signature"),
    ("a signature that is cut off", {"cut": 1}, "token-signature"),
    ("no signature", {"cut": 342}, "token-signature"),
    ("another's signature", {"alg": "stranger"}, "token-signature"),
    ("a key that is too short", {"alg": "weak"}, "token-signature"),
    ("a key that is not known", {"header": {"kid": "who"}}, "token-key"),
    ("no key's name, where two fit", {"header": {"kid": None}}, "token-key"),
    ("a header that must be understood and is not", {"header": {"crit": ["exp"]}}, "token-form"),
    ("claims that are no JSON", {"raw_claims": "claims"}, "token-form"),
    ("a claim that stands twice", {"raw_claims": '{"sub":"subject-1","sub":"subject-2"}'}, "token-form"),
    ("another issuer", {"claims": {"iss": "https://other.example"}}, "token-issuer"),
    ("no issuer", {"claims": {"iss": None}}, "token-issuer"),
    ("another audience", {"claims": {"aud": "other"}}, "token-audience"),
    ("no audience", {"claims": {"aud": None}}, "token-audience"),
    ("several audiences and nobody it is for", {"claims": {"aud": ["basic", "other"]}}, "token-audience"),
    ("an audience among numbers", {"claims": {"aud": ["basic", 1]}}, "token-audience"),
    ("made for somebody else", {"claims": {"azp": "other"}}, "token-audience"),
    ("another nonce", {"claims": {"nonce": "n"}}, "token-nonce"),
    ("no nonce", {"claims": {"nonce": None}}, "token-nonce"),
    ("expired", {"claims": {"exp": -61}}, "token-time"),
    ("no end", {"claims": {"exp": None}}, "token-time"),
    ("an end in words", {"claims": {"exp": "never"}}, "token-time"),
    ("clocks that differ a little", {"claims": {"exp": -30, "iat": 30, "nbf": 30}}, ""),
    ("made in the future", {"claims": {"iat": 120}}, "token-time"),
    ("made long ago", {"claims": {"iat": -4000}}, "token-time"),
    ("not yet good", {"claims": {"nbf": 120}}, "token-time"),
    ("another access token's hash", {"claims": {"at_hash": "AAAA"}}, "token-access"),
    ("no subject", {"claims": {"sub": None}}, "token-subject"),
    ("a subject with a line's end", {"claims": {"sub": "subject-1\n"}}, "token-subject"),
    ("a subject of 300 letters", {"claims": {"sub": "s" * 300}}, "token-subject"),
    ("another subject", {"claims": {"sub": "subject-2"}}, "not-linked"),
    ("markup for a subject", {"claims": {"sub": "<script>alert(1)</script>"}}, "not-linked"),
    ("no ID token", {"token": {"id_token": None}}, "provider-answer"),
    ("something else for an ID token", {"token": {"id_token": "x"}}, "token-form"),
    ("an ID token of two parts", {"token": {"id_token": "e30.e30"}}, "token-algorithm"),
    ("an ID token of 100 KB", {"token": {"id_token": "a" * 100000}}, "token-form"),
    ("a code that is refused", {"token_error": "invalid_grant"}, "code"),
    ("a client that is refused", {"token_error": "invalid_client"}, "client"),
    ("another error", {"token_error": "<script>"}, "provider-answer"),
    ("tokens that are no JSON", {"at": "/token", "body": "<html>"}, "provider-answer"),
    ("tokens of a megabyte", {"at": "/token", "huge": True}, "provider-answer"),
    ("a redirect for tokens", {"at": "/token", "status": 302, "headers": {"Location": "/token"}}, "provider-answer"),
    ("no answer for tokens", {"at": "/token", "drop": True}, "provider-down"),
    ("the person has not agreed", {"answer": {"code": None, "error": "access_denied"}}, "denied"),
    ("another error of the provider", {"answer": {"code": None, "error": "server_error",
                                                  "error_description": "<script>alert(1)</script>"}}, "provider-error"),
    ("neither code nor error", {"answer": {"code": None}}, "provider-error"),
    ("an answer in another provider's name", {"answer": {"iss": "https://other.example"}}, "issuer"),
    ("an answer in nobody's name", {"answer": {"iss": None}}, "issuer"),
    ("another state", {"answer": {"state": "s"}}, "state"),
    ("no state", {"answer": {"state": None}}, "state"),
]
# The same of the discovery document and the keys.
METADATA = [
    ("another issuer", {"metadata": {"issuer": "https://other.example"}}, "metadata"),
    ("an address without TLS elsewhere", {"metadata": {"token_endpoint": "http://192.0.2.1/token"}}, "metadata"),
    ("an address that is a script", {"metadata": {"authorization_endpoint": "javascript:alert(1)"}}, "metadata"),
    ("an address with a line's end", {"metadata": {"authorization_endpoint": "https://a.example/\r\nSet-Cookie: a=b"}}, "metadata"),
    ("no keys' address", {"metadata": {"jwks_uri": None}}, "metadata"),
    ("a redirect", {"at": "/.well-known/openid-configuration", "status": 302, "headers": {"Location": "/elsewhere"}},
     "provider-answer"),
    ("a megabyte", {"at": "/.well-known/openid-configuration", "huge": True}, "provider-answer"),
    ("no JSON", {"at": "/.well-known/openid-configuration", "body": "[]"}, "metadata"),
    ("an error", {"at": "/.well-known/openid-configuration", "status": 500}, "provider-down"),
]


def is_in(person):
    return person.get("/account").status == 200


def lands(db, person, answer, reason):
    """Is it what should be: in, or refused for that reason without a word of the provider's?"""
    if reason == "":
        return answer.status == 303 and is_in(person)
    return (answer.status in (403, 503) and last_refusal(db) == reason and not is_in(person)
            and "Reference: " in answer.text and "<script" not in answer.text.split("<main")[1]
            and "alert(1)" not in answer.text)


def check_tokens(db, site, fake):
    for words, told, reason in TOKENS:
        fake.control(**told)
        person = Traveller(site, fake)
        answer = person.fly()
        point(f"{words}: {reason or 'in'}", lands(db, person, answer, reason), (last_refusal(db), answer))
    fake.control()
    person = Traveller(site, fake)
    answer = person.fly()
    last = fake.last()
    point("the code is redeemed with the client's secret, and it stands nowhere else",
          answer.status == 303 and last["authorization"].startswith("Basic ") and "client_secret" not in last["form"], last)


def check_rotation(db, site, fake):
    """Keys change: they are looked for anew, but not at every try."""
    time.sleep(11)
    fake.control(rotate=True)
    person = Traveller(site, fake)
    point("a new key is found", lands(db, person, person.fly(), ""), last_refusal(db))
    fake.control(rotate=True)
    person = Traveller(site, fake)
    point("but the provider is not asked again at once", lands(db, person, person.fly(), "token-key"), last_refusal(db))
    time.sleep(11)
    person = Traveller(site, fake)
    point("later it is", lands(db, person, person.fly(), ""), last_refusal(db))


def check_way(db, site, fake):
    """People who meddle."""
    fake.control()
    one, other = Traveller(site, fake), Traveller(site, fake)
    url = one.there(one.begin())
    answer = other.back(url)
    point("an answer without the browser's cookie is refused", lands(db, other, answer, "state"), answer)
    other.begin()
    answer = other.back(url)
    point("and with that of another browser", lands(db, other, answer, "state"), answer)
    kept = dict(one.cookies)
    answer = one.back(url)
    point("its own browser is let in", lands(db, one, answer, ""), answer)
    thief = Traveller(site, fake)
    thief.cookies = kept
    answer = thief.back(url)
    point("the same answer with the same cookie is not taken twice", lands(db, thief, answer, "used"), answer)
    person = Traveller(site, fake)
    person.begin()
    name, value = next(iter(person.cookies.items()))
    fields = dict(urllib.parse.parse_qsl(value))
    for words, change in (("a longer time", {"at": str(int(fields["at"]) + 1)}), ("another page to go to", {"next": "/jobs"}),
                          ("another seed", {"seed": "A" * 43}), ("a time to come", {"at": "99999999999"}),
                          ("no cookie that can be read", {"seed": "%"})):
        person = Traveller(site, fake)
        url = person.there(person.begin())
        own = dict(urllib.parse.parse_qsl(person.cookies[name]))
        person.cookies[name] = urllib.parse.urlencode({**own, **change})
        answer = person.back(url)
        point(f"a cookie changed to {words} is refused", lands(db, person, answer, "state"), answer)
    person = Traveller(site, fake)
    url = person.there(person.begin())
    answer = person.back(url + "&code=another")
    point("an answer with two codes is refused", lands(db, person, answer, "state"), answer)
    check_old(db, site, fake, name)
    for wanted in ("https://evil.example/", "//evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x=y", "/sign-in/oidc"):
        person = Traveller(site, fake)
        answer = person.fly("/sign-in/oidc?" + urllib.parse.urlencode({"next": wanted}))
        point(f"nobody is sent to {wanted!r}", answer.header("Location") == "/", answer.header("Location"))
    before = rows(db, "select count(*) from audit_entry")
    answers = [person.get("/sign-in/oidc/callback?state=x", patient=False).status for _ in range(40)]
    after = rows(db, "select count(*) from audit_entry")
    point("tries are few", answers.count(429) > 10 and after[0][0] - before[0][0] < 30, answers)


def check_old(db, site, fake, name):
    """Ten minutes are over: the words of the cookie fit its state, but it is too old."""
    person = Traveller(site, fake)
    person.begin()
    for age, reason in ((660, "state"), (0, "provider-error")):
        own = dict(urllib.parse.parse_qsl(person.cookies.get(name, ""))) or {"seed": "B" * 43}
        own["at"], own["next"] = str(int(time.time()) - age), "/"
        text = f"remit oidc state\n{own['seed']}\n{own['at']}\n{own['next']}"
        state = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        person.cookies[name] = urllib.parse.urlencode(own)
        query = urllib.parse.urlencode({"state": state, "iss": fake.issuer, "error": "server_error"})
        answer = person.get(f"/sign-in/oidc/callback?{query}")
        point(f"a way of {age} seconds ends with {reason}", lands(db, person, answer, reason), (last_refusal(db), answer))


def check_kept_words(db, site, fake):
    """What was written when a session ended stands in the form again, when its writer comes back by the provider."""
    fake.control()
    item = rows(db, "select id from work_item where state = 'sealed' order by id limit 1")[0][0]
    person = Traveller(site, fake)
    person.fly()
    page = person.get(f"/items/{item}/view")
    rows(db, "delete from session")
    answer = person.submit(f"/items/{item}/view", {"outcome": "REFER_TRIBUNAL", "cite": ["condition.kind"],
                                                   "reasons": "Words that must not be lost."}, page)
    point("the page of a session that has ended opens the provider beside it", answer.status == 401
          and 'target="_blank"' in answer.text and "Words that must not be lost." in answer.text, answer)
    person.fly()
    form = [f for f in Forms(answer.text).forms if ("stage", "beside") in f["fields"]]
    answer = person.post("/sign-in", form[0]["fields"])
    point("and goes on with the words", answer.status == 200 and "Words that must not be lost." in answer.text
          and answer.form(f"/items/{item}/view") is not None, answer)


def check_slow(db, site, fake):
    """A provider that does not answer holds up nobody else."""
    fake.control(at="/token", delay=20000)
    travellers = [Traveller(site, fake) for _ in range(8)]
    ways = [(person, person.there(person.begin())) for person in travellers]
    answers = []
    threads = [threading.Thread(target=lambda w=way: answers.append(w[0].back(w[1]))) for way in ways]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    other, times = Browser(site, "manager"), []
    for _ in range(20):
        before = time.monotonic()
        other.get("/worklist")
        times.append(time.monotonic() - before)
    point("other pages come while eight wait for it", max(times) < 2 and not answers, (max(times), len(answers)))
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    point("it is given up", len(answers) == 8 and all(a.status == 503 for a in answers) and took < 25
          and last_refusal(db) == "provider-down", (took, answers))
    fake.control()
    person = Traveller(site, fake)
    point("later it goes on", lands(db, person, person.fly(), ""), last_refusal(db))


def check_assurance(db, folder, fake):
    """What the provider vouches for."""
    remit("user", "factor", "--db", db, "--as", "manager", "require", ROLE)
    path = settings(folder, fake.issuer, secret="s3cret", require_acr="urn:silver urn:gold", second_factor_acr="urn:gold",
                    second_factor_amr="hwk otp")
    site = serve(db, path)
    enrol = "/account/second-factor"
    for words, claims, reason, leads in (
            ("no level", {}, "assurance", None), ("a level too low", {"acr": "urn:bronze"}, "assurance", None),
            ("levels in a list", {"acr": ["urn:gold"]}, "token-form", None),
            ("one factor", {"acr": "urn:silver", "amr": ["pwd"]}, "", enrol),
            ("two by the level", {"acr": "urn:gold"}, "", "/"), ("two by the way", {"acr": "urn:silver", "amr": ["pwd", "otp"]}, "", "/")):
        fake.control(claims=claims)
        person = Traveller(site, fake)
        answer = person.fly()
        good = answer.header("Location") == leads if leads else lands(db, person, answer, reason)
        point(f"{words}: {leads or reason}", good, (last_refusal(db), answer))
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(Traveller(site, fake).begin()).query))
    point("the level is asked for", asked.get("acr_values") == "urn:silver urn:gold" and asked.get("fixed") == "yes", asked)
    point("its server ends well", site.stop(), site.said)
    remit("user", "factor", "--db", db, "--as", "manager", "waive", ROLE)


def check_claim(db, folder, fake):
    """The claim that names the account, of a provider whose claims have addresses for names."""
    claim = "https://idp.example/claims~account"
    remit("user", "add", "--db", db, "dora", *EO_OF)
    site = serve(db, settings(folder, fake.issuer, secret="s3cret", link_claim=claim))
    for words, value, reason in (("a list", ["dora"], "not-linked"), ("an object", {"is": "dora"}, "not-linked"), ("nothing", None, "not-linked"),
                                 ("an account that is not there", "nobody", "not-linked"), ("an account", "dora", ""),
                                 ("another account", "manager", "")):
        fake.control(claims={"sub": "subject-9", claim: value})
        person = Traveller(site, fake)
        answer = person.fly()
        point(f"a claim with {words}: {reason or 'in'}", lands(db, person, answer, reason), (last_refusal(db), answer))
    said = rows(db, "select account from account_identity where subject = 'subject-9'")
    point("who is linked stays so, whatever the claim says later", said == [("dora",)], said)
    point("its server ends well", site.stop(), site.said)


def check_metadata(db, folder, fake):
    site = serve(db, settings(folder, fake.issuer, secret="s3cret"))
    for words, told, reason in METADATA:
        fake.control(**told)
        person = Traveller(site, fake)
        answer = person.get("/sign-in/oidc")
        point(f"metadata with {words}: {reason}", lands(db, person, answer, reason) and not person.cookies,
              (last_refusal(db), answer))
        if reason.startswith("provider"):
            time.sleep(6)
    fake.control(at="/jwks", huge=True)
    person = Traveller(site, fake)
    point("keys of a megabyte", lands(db, person, person.fly(), "provider-answer"), last_refusal(db))
    time.sleep(6)
    fake.control(at="/.well-known/openid-configuration", delay=20000)
    point("its server ends well", site.stop(), site.said)
    site = serve(db, settings(folder, fake.issuer, secret="s3cret"))
    answers = []
    thread = threading.Thread(target=lambda: answers.append(site.ask("GET", "/sign-in/oidc")))
    thread.start()
    time.sleep(0.5)
    before = time.monotonic()
    ended = site.stop()
    point("a server ends at once while it is asked", ended and time.monotonic() - before < 4, (site.said, time.monotonic() - before))
    thread.join()
    point("and answers who has asked", len(answers) == 1 and answers[0].status == 503, answers)
    fake.control()
    site = serve(db, settings(folder, fake.issuer, secret="s3cret"))
    fake.stop()
    person = Traveller(site, fake)
    answer = person.get("/sign-in/oidc")
    point("a provider that is gone", lands(db, person, answer, "provider-down"), answer)
    point("its server ends well", site.stop(), site.said)


def certificate(folder, name, *names):
    """A key, and a certificate that it has signed itself, for these names."""
    key, made = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=example", "-addext", "subjectAltName=" + ",".join(names), "-keyout", key, "-out", made],
                   check=True, capture_output=True)
    return str(key), str(made)


def check_tls(db, folder):
    """The provider by HTTPS: only with a certificate that is trusted, and for its address."""
    key, made = certificate(folder, "own", "IP:127.0.0.1")
    other, other_made = certificate(folder, "other", "DNS:idp.example")
    for words, served, trusted, good in (("that is trusted", (key, made), made, True), ("of another authority", (key, made), other_made, False),
                                         ("that nobody has signed", (key, made), None, False),
                                         ("for another address", (other, other_made), other_made, False)):
        fake = Provider("oidc_fake.mjs", *served)
        try:
            remit("user", "link", "--db", db, NAME, "--issuer", fake.issuer, "--subject", "subject-1")
            site = serve(db, settings(folder, fake.issuer, secret="s3cret", ca_file=trusted))
            person = Traveller(site, fake)
            answer = person.fly() if good else person.get("/sign-in/oidc")
            point(f"a certificate {words}: {'in' if good else 'refused'}",
                  lands(db, person, answer, "" if good else "provider-down"), (last_refusal(db), answer))
            point("its server ends well", site.stop(), site.said)
        finally:
            fake.stop()


def try_to_serve(db, path):
    """How a server ends that should not begin; one that does begin is ended."""
    words = [REMIT, "serve", "--db", db, "--port", "0", "--oidc", path]
    try:
        return subprocess.run(words, capture_output=True, text=True, timeout=10)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 0, "", "it serves")


def check_settings(db, folder, fake):
    """What an operator writes wrongly is told with file, line and what to do."""
    for words, change, said in (
            ("an issuer without TLS", {"issuer": "http://idp.example"}, "https"),
            ("an issuer that looks like this machine", {"issuer": "http://127.0.0.1.evil.example"}, "https"),
            ("an issuer with a password", {"issuer": "https://a:b@idp.example"}, "https"),
            ("a way back without TLS", {"redirect_uri": "http://remit.example/sign-in/oidc/callback"}, "https"),
            ("another way back", {"redirect_uri": "https://remit.example/"}, "/sign-in/oidc/callback"),
            ("no client", {"client_id": None}, "client_id"), ("no secret", {"client_secret_file": None,
             "client_authentication": "client_secret_basic"}, "client_secret_file"),
            ("a secret that is not used", {"client_authentication": "none"}, "client_secret_file"),
            ("a secret that is not there", {"client_secret_file": "/nowhere"}, "/nowhere"),
            ("a word that is no setting", {"isuer": "x"}, "isuer"), ("no openid", {"scope": "email"}, "openid"),
            ("passwords half on", {"passwords": "maybe"}, "passwords"),
            ("a domain without a claim", {"link_domain": "a.example"}, "link_claim")):
        done = try_to_serve(db, settings(folder, **{"issuer": fake.issuer, **change}))
        point(f"{words} is refused", done.returncode not in (0, 1) and said in done.stderr, done)
    path = settings(folder, fake.issuer)
    os.chmod(folder / "client-secret", 0o644)
    done = try_to_serve(db, path)
    point("a secret that others can read is refused", done.returncode == 6 and "client-secret" in done.stderr, done)


def check_manual():
    """docs/access.md has every setting as it is meant, and every reason."""
    said = (SOURCE / "docs/access.md").read_text()
    wanted = re.findall(r'OIDC_SETTING\(\w+, "(\w+)", "([^"]+)"\)', (SOURCE / "src/exchange/oidc_setting.def").read_text())
    missing = [name for name, words in wanted if f"| `{name}` | {words} |" not in said]
    point("the manual has every setting", len(wanted) > 10 and not missing, missing)
    reasons = re.findall(r'OIDC_REFUSAL\(\w+, "([a-z-]+)"', (SOURCE / "src/exchange/oidc_refusal.def").read_text())
    missing = [name for name in reasons if f"`{'token-...' if name.startswith('token-') else name}`" not in said]
    point("and every reason of a refusal", len(reasons) > 20 and not missing, missing)


def check(db, folder):
    prepare(db, folder / "extracts")
    remit("user", "add", "--db", db, NAME, *EO_OF)
    fake = Provider("oidc_fake.mjs")
    remit("user", "link", "--db", db, NAME, "--issuer", fake.issuer, "--subject", "subject-1")
    try:
        check_manual()
        check_settings(db, folder, fake)
        site = serve(db, settings(folder, fake.issuer, secret="s3cret"), "--threads", "2")
        try:
            check_tokens(db, site, fake)
            check_rotation(db, site, fake)
            check_way(db, site, fake)
            check_kept_words(db, site, fake)
            check_slow(db, site, fake)
        finally:
            point("the server ends well", site.stop(), site.said)
        check_tls(db, folder)
        check_assurance(db, folder, fake)
        check_claim(db, folder, fake)
        check_metadata(db, folder, fake)
    finally:
        fake.stop()
    done = verified(db)
    point("the log verifies", done.returncode == 0, done.stderr)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        check(str(pathlib.Path(temporary) / "remit.sqlite"), pathlib.Path(temporary))
    sys.exit(end())
