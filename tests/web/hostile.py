#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What no browser sends. The server answers it or closes, stays up, and gives nothing away.

If this fails, a request can put markup or headers into an answer, or take the service from others.
Prints TAP. usage: hostile.py REMIT PACK
"""
import html.parser
import pathlib
import re
import socket
import sys
import tempfile
import time
import urllib.parse

from serving import (EO, HEO, PREFIX, Browser, Site, changed, end, items_of, point, prepare, rows, state_of, verified)

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' autofocus onfocus=alert(1) {{7*7}} </textarea>"
FORM = "application/x-www-form-urlencoded"


def raw(site, data, seconds=10, shut=True):
    """Bytes in, bytes out, whatever they are."""
    with socket.create_connection((site.host, site.port), timeout=seconds) as connection:
        out = b""
        try:
            connection.sendall(data)
            if shut:
                connection.shutdown(socket.SHUT_WR)
            while True:
                part = connection.recv(65536)
                if not part:
                    break
                out += part
        except (TimeoutError, ConnectionError):
            pass
        return out


def status_of(answer):
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found[1]) if found else 0


class Foreign(html.parser.HTMLParser):
    """Elements and attributes that no page of this site has."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        ours = tag == "script" and (have.get("src") or "").startswith("/assets/")
        if tag in ("script", "img", "iframe", "object", "style") and not ours:
            self.found.append(tag)
        self.found += [name for name in have if name.startswith("on") or name in ("autofocus", "style")]


def is_whole(answer):
    """No markup of the attacker's stands in the page."""
    return not Foreign(answer.text).found


def check_markup(db, site):
    browser, senior, item = Browser(site, EO), Browser(site, HEO), items_of(db)[0]
    case, = rows(db, "select root_id from work_item where id = ?", item)[0]
    seen = []

    def ask(answer):
        seen.append(answer)
        return answer
    for field in ("name", "next", "kept.reasons", "kept." + MARKUP, MARKUP):
        ask(Browser(site).post("/sign-in", {"name": "x", field: MARKUP, "password": "x"}))
    for path in (f"/cases?reference={urllib.parse.quote(MARKUP)}", f"/worklist?state={urllib.parse.quote(MARKUP)}",
                 f"/{urllib.parse.quote(MARKUP)}", f"/rules/file?name={urllib.parse.quote(MARKUP)}",
                 f"/items/{item}/facts/note?fact={urllib.parse.quote(MARKUP)}&record=1", f"/<script>alert(1)</script>"):
        ask(browser.get(path.replace(" ", "%20")))
        ask(Browser(site).get(path.replace(" ", "%20")))
    ask(browser.submit(f"/items/{item}/view", {"outcome": MARKUP, "reasons": MARKUP, "cite": [MARKUP]}))
    done = ask(browser.view(item, reasons=MARKUP + " as I see it"))
    point("markup is taken as words", done.status == 303, done)
    browser.reveal(item)
    browser.fill(item, reasons="Contact was kept. " + MARKUP)
    part = f"/items/{item}/decision"
    page = ask(browser.get(part))
    names = re.findall(r'<textarea[^>]* name="([^"]+)"', page.text)
    ask(browser.submit(part, {n: "Weighed: " + MARKUP for n in names}, page))
    ask(browser.get(part))
    ask(browser.get(f"/items/{item}/check"))
    done = ask(browser.submit(f"/items/{item}/check", {}))
    point("a decision with markup in every text is taken", done.status == 200, done)
    ask(senior.get(f"/items/{item}/sign"))
    ask(senior.sign(item, "return", MARKUP))
    for who in (browser, senior):
        for path in (f"/items/{item}", f"/items/{item}/view", f"/items/{item}/form", f"/items/{item}/decision",
                     f"/cases/{case}", f"/cases/{case}/trail", "/", "/worklist"):
            ask(who.get(path))
    bad = [answer for answer in seen if not is_whole(answer)]
    point(f"markup in every field comes back as words ({len(seen)} answers)", not bad, bad)
    point("and it does come back", sum("&lt;script&gt;alert(1)" in a.text for a in seen) > 8)


def check_bytes(db, site, cookie):
    head = f"Host: {site.host}\r\nCookie: remit={cookie}\r\n"
    post = f"POST /items/1/view HTTP/1.1\r\n{head}Connection: close\r\nContent-Type: {FORM}\r\n"

    def body(data, more=""):
        data = data if isinstance(data, bytes) else data.encode()
        return f"{post}{more}Content-Length: {len(data)}\r\n\r\n".encode() + data

    def get(path, more=""):
        return f"GET {path} HTTP/1.1\r\n{head}Connection: close\r\n{more}\r\n".encode("latin-1")
    big = "a=" + "b" * (1024 * 1024 - 2)
    closed = {0, 400, 404, 405, 413, 414, 431, 501, 505}
    tries = {
        "a NUL in a field": (body("reasons=a%00b"), {400}),
        "a NUL in a field's name": (body("a%00=b"), {400}),
        "a raw NUL": (body(b"a=\0"), {400}),
        "invalid UTF-8": (body("reasons=%ff%fe"), {400}),
        "raw invalid UTF-8": (body(b"reasons=\xff\xfe"), {400}),
        "an overlong form of /": (body("reasons=%c0%af"), {400}),
        "half of a surrogate pair": (body("reasons=%ed%a0%80"), {400}),
        "a % alone": (body("reasons=100%"), {400}),
        "a body of 1 MB": (body(big), {403}),
        "a body of 1 MB and a byte": (body(big + "b"), {413}),
        "a body of 3 MB": (body(big * 3), {413}),
        "2,000 fields": (body("&".join(f"a{i}=b" for i in range(2000))), {400}),
        "2,000 fields in the address": (get("/worklist?" + "&".join(f"a{i}=b" for i in range(2000))),
                                        {0, 400, 414}),
        "another kind of body": (body("{}").replace(FORM.encode(), b"application/json"), {400}),
        "no kind of body": (body("a=b").replace(f"Content-Type: {FORM}\r\n".encode(), b""), {400}),
        "parts of files": (body("--x\r\n\r\nx\r\n--x--").replace(FORM.encode(), b"multipart/form-data; boundary=x"), {400}),
        "a header of 64 KB": (get("/", "X: " + "y" * 65536 + "\r\n"), closed),
        "a cookie of 30 KB": (get("/account", "Cookie: " + "a=b; " * 6000 + "\r\n"), {200, 401, 431}),
        "2,000 headers": (get("/", "".join(f"X{i}: y\r\n" for i in range(2000))), closed | {200}),
        "an address of 40 KB": (get("/" + "a" * 40000), closed),
        "a negative length": (f"{post}Content-Length: -1\r\n\r\n".encode(), closed),
        "a length that is none": (f"{post}Content-Length: ten\r\n\r\n".encode(), closed),
        "two lengths": (f"{post}Content-Length: 3\r\nContent-Length: 7\r\n\r\na=b&c=d".encode(), closed | {403}),
        "a length and pieces": (f"{post}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n".encode(), closed | {403}),
        "bad pieces": (f"{post}Transfer-Encoding: chunked\r\n\r\nzz\r\n".encode(), closed),
        "no such version": (b"GET / HTTP/9.9\r\n\r\n", closed | {200, 303}),
        "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00" * 50, closed),
        "nothing": (b"", {0}), "half a line": (b"GET /", {0, 400}),
        "no host": (b"GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n", closed | {200}),
        "an unknown method": (get("/").replace(b"GET", b"BREW", 1), {405}),
        "TRACE": (get("/").replace(b"GET", b"TRACE", 1), {405}),
        "CONNECT": (get("/").replace(b"GET", b"CONNECT", 1), {405, 400}),
        "PUT": (body("a=b").replace(b"POST", b"PUT", 1), {405}),
        "DELETE": (get("/items/1").replace(b"GET", b"DELETE", 1), {405}),
        "a method in lower case": (get("/").replace(b"GET", b"get", 1), {405, 400}),
        "a range": (get("/sign-in", "Range: bytes=0-10\r\n").replace(f"Cookie: remit={cookie}\r\n".encode(), b""), {200}),
        "an absolute address": (get("http://elsewhere.example/healthz"), {200, 404, 400}),
        "an upgrade": (get("/healthz", "Upgrade: websocket\r\nConnection: Upgrade\r\n"), {200}),
        "an expectation": (body("a=b", "Expect: 100-continue\r\n"), {100, 403}),
        "folded headers": (get("/healthz", "X: a\r\n b\r\n"), {200, 400}),
    }
    wrong = []
    for what, (data, wanted) in tries.items():
        answer = raw(site, data, shut=False)
        if status_of(answer) not in wanted or not site.is_up():
            wrong.append((what, answer[:300]))
    point(f"{len(tries)} kinds of malformed requests get an answer that is right, or none", not wrong, wrong)
    answer = raw(site, get("/sign-in").replace(b"GET", b"HEAD", 1).replace(f"Cookie: remit={cookie}\r\n".encode(), b""),
                 shut=False)
    point("HEAD has the headers of GET and no body", status_of(answer) == 200 and answer.endswith(b"\r\n\r\n")
          and re.search(rb"Content-Length: [1-9]", answer), answer[-300:])


def check_paths(site, browser):
    wrong = []
    for path in ("//", "//worklist", "/worklist/", "/./worklist", "/x/../worklist", "/%2e%2e/worklist",
                 "/..%2f..%2fetc/passwd", "/assets/../account", "/assets/%2e%2e/account", "/assets//remit.css",
                 "/assets/..%5c..%5cetc", "/Worklist", "/worklist%20", "/worklist;a", "/worklist%00", "/%77orklist",
                 "/items/1%2fview", "/items//1", "/items/1/", "/items/1//view", "/items/" + "9" * 5000,
                 "/items/-1", "/items/1e1", "/items/0x1", "/items/１", "/cases/1/../2", "*", "/~root", "/.git/config",
                 "/etc/passwd", "/index.php", "/metrics/../account"):
        answer = raw(site, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: remit="
                           f"{browser.cookies['remit']}\r\n\r\n".encode(), shut=False)
        if status_of(answer) not in (404, 400) or b"root:" in answer:
            wrong.append((path, answer[:200]))
    point("a path is what it is, letter by letter: no tricks find a page", not wrong, wrong)


def check_injection(site):
    wrong = []
    for value in ("/x\r\nX-Evil: 1", "/x\nX-Evil: 1", "/x%0d%0aX-Evil:%201", "/\r\n\r\n<script>", "/x\u2028X-Evil: 1"):
        for fields in ({"demo": EO, "next": value}, {"demo": value}, {"name": value, "password": value, "next": value}):
            answer = Browser(site).post("/sign-in", fields)
            if answer.header("X-Evil") or answer.status == 500 or "\n" in (answer.header("Location") or ""):
                wrong.append((fields, answer))
    browser = Browser(site, EO)
    for path in (f"/cases?reference={PREFIX}0000001%0d%0aX-Evil:%201", "/rules/file?name=pack.yaml%0d%0aX-Evil:%201",
                 "/worklist?page=2%0d%0aX-Evil:%201"):
        answer = browser.get(path)
        if answer.header("X-Evil") or answer.status == 500:
            wrong.append((path, answer))
    for name in ("Host", "Origin", "Cookie", "X-Forwarded-For", "X-Forwarded-Proto", "Accept-Encoding"):
        answer = raw(site, f"GET /sign-in HTTP/1.1\r\nConnection: close\r\n{name}: \x01<script>\x7f\xff\r\n"
                           f"{'' if name == 'Host' else 'Host: x' + chr(13) + chr(10)}\r\n".encode("latin-1"), shut=False)
        if status_of(answer) not in (200, 400) or b"<script>" in answer.replace(b'<script type="module"', b""):
            wrong.append((name, answer[:300]))
    point("line ends and odd bytes get into no header and no page", not wrong, wrong)


def check_slow(site):
    """Clients that hold connections keep nobody else waiting."""
    held = []
    try:
        for at in range(500):
            connection = socket.create_connection((site.host, site.port), timeout=10)
            if at % 2:
                connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                                   b"Content-Type: application/x-www-form-urlencoded\r\n\r\na=")
            elif at % 3:
                connection.sendall(b"GET /sign-in HT")
            held.append(connection)
        began = time.monotonic()
        answers = [site.ask("GET", "/healthz").status for _ in range(20)]
        browser = Browser(site, EO)
        page = browser.get("/worklist")
        taken = time.monotonic() - began
        point("beside 500 idle and slow connections pages come as ever", set(answers) == {200}
              and page.status == 200 and taken < 20, (taken, page))
        for connection in held[1:60:2]:
            connection.sendall(b"b")  # a byte at a time
        point("and while they drip", site.is_up())
    finally:
        for connection in held:
            connection.close()
    point("and when they are gone", site.is_up())


def check_rate(site):
    browser = Browser(site, EO)
    answers = [browser.get("/cookies", patient=False).status for _ in range(220)]
    point("who asks without end is held back with 429", 429 in answers and answers[0] == 200, answers)
    other = Browser(site, EO)
    point("another session is not", other.get("/account", patient=False).status == 200)
    time.sleep(1.5)
    point("and it is over after a moment", browser.get("/account", patient=False).status == 200)
    stranger = Browser(site)
    posts = [stranger.post("/account/password", {}, patient=False).status for _ in range(120)]
    point("so is who is not signed in and posts without end", 429 in posts and posts[0] == 401, posts)


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        db = str(folder / "remit.sqlite")
        prepare(db, folder / "extracts")
        site = Site(db, rate=20)
        try:
            check_markup(db, site)
            browser = Browser(site, EO)
            before = state_of(db)
            check_bytes(db, site, browser.cookies["remit"])
            check_paths(site, browser)
            point("none of it has changed anything", not changed(before, state_of(db)))
            check_injection(site)
            check_slow(site)
            check_rate(site)
            point("the server is up after all that", site.is_up())
        finally:
            point("the server ends well", site.stop(), site.said)
        done = verified(db)
        point("the log verifies", done.returncode == 0, done.stderr)
    return end()


if __name__ == "__main__":
    sys.exit(main())
