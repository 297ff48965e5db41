#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Headers, the log of requests, health, figures.

If this fails, a browser is left open to attack, a personal datum lies in a log, or who runs the
service is told that all is well when it is not. Prints TAP. usage: headers.py REMIT PACK
"""
import json
import pathlib
import re
import sys
import tempfile
import time

from serving import (EO, FIELD, HEO, PG, PREFIX, ROLE, ROOT, Browser, Postgres, Site, end, items_of, point, prepare,
                     remit, rows, verified)

ALWAYS = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
          "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"}


def check_headers(site, item, case):
    browser, out = Browser(site, EO), Browser(site)
    asset = re.search(r"/assets/remit\.[0-9a-f]+\.css", out.get("/sign-in").text)[0]
    answers = {path: browser.get(path) for path in (
        "/", "/worklist", "/account", f"/items/{item}", f"/items/{item}/view", f"/items/{item}/recommendation",
        f"/items/{item}/form", f"/items/{item}/form.pdf", f"/cases/{case}", f"/cases/{case}/trail", "/rules",
        "/rules/file?name=pack.yaml", "/no-such-page", "/items/999999", "/healthz", "/readyz", "/metrics",
        f"/cases?reference={PREFIX}0000001", "/worklist?x=%ff", "/assets/none.css", asset)}
    answers |= {"signed out " + path: out.get(path) for path in ("/", "/sign-in", f"/items/{item}", "/load")}
    answers["POST"] = browser.post(f"/items/{item}/claim", {})
    answers["PUT"] = browser.ask("PUT", "/")
    missing = [(path, name) for path, a in answers.items() for name, value in ALWAYS.items()
               if a.header(name) != value]
    point(f"every answer has the headers that guard a browser ({len(answers)})", not missing, missing)
    policies = {a.header("Content-Security-Policy") or "" for a in answers.values()}
    policy = dict((part.split()[0], part.split()[1:]) for part in next(iter(policies)).split(";") if part)
    point("one policy for content, which allows nothing by default, nothing inline, nothing from elsewhere",
          len(policies) == 1 and policy["default-src"] == ["'none'"] and policy["frame-ancestors"] == ["'none'"]
          and policy["base-uri"] == ["'none'"] and policy["form-action"] == ["'self'"]
          and all(v in (["'none'"], ["'self'"]) for v in policy.values()), policies)
    kept = [path for path, a in answers.items() if (a.header("Cache-Control") == "no-store") != (path != asset)]
    point("only assets are kept by a browser, pages and errors never", not kept, kept)
    point("assets are kept for good", "immutable" in answers[asset].header("Cache-Control"))
    told = [(path, n, v) for path, a in answers.items() for n, v in a.headers
            if n.lower() in ("server", "x-powered-by", "via") or re.search(r"microhttpd|remit/|libm|sqlite", v, re.I)]
    point("no header tells the server's make", not told, told)
    pages = [path for path, a in answers.items() if (a.header("Content-Type") or "").startswith("text/html")
             and re.search(r"<(script(?! type=\"module\" src=\"/assets/)|style)|\son\w+=|\sstyle=|javascript:|https?://(?!www\.w3\.org)",
                           a.text)]
    point("no page has script or style in it, or anything from elsewhere", not pages, pages)
    gzip = out.ask("GET", asset, headers={"Accept-Encoding": "gzip"})
    point("assets come compressed to who takes that", gzip.header("Content-Encoding") == "gzip"
          and len(gzip.body) < len(answers[asset].body) and gzip.header("Vary") == "Accept-Encoding")
    titles = [(path, t) for path, a in answers.items() for t in re.findall(r"<title>(.*?)</title>", a.text)
              if re.search(r"EMC-|Synth|\d{4,}", t)]
    point("no page's title holds a reference or name", not titles, titles)


def check_log(db, site):
    text = site.log.read_text()
    lines = text.splitlines()
    entries = []
    for line in lines:
        try:
            entries.append(json.loads(line))
        except ValueError:
            point("every line of the log is JSON", False, line)
    point(f"every line of the log is JSON with the same members ({len(lines)})",
          len({tuple(e) for e in entries}) == 1 and len(entries) > 30, {tuple(e) for e in entries})
    secret = [v for row in rows(db, f"select {FIELD['names']} from rec_{ROOT}")
              for v in map(str, row) if len(v) > 3] if rows(
                  db, "select 1 from sqlite_master where name = ?", f"rec_{ROOT}") else []
    secret += [name for (name,) in rows(db, "select name from account")]
    found = [word for word in {*secret, f" {PREFIX}", "10.1.", "127.0.0.1", "form_token", "remit="} if word in text]
    point("it holds no name, reference, account, address or token", not found, found)
    point("no path with its numbers, no query", not [e for e in entries if re.search(r"\d|\?", e["route"])],
          {e["route"] for e in entries})
    point("and nothing is said beside it", site.errors.read_text() == "", site.errors.read_text())
    point("methods are those that are answered", {e["method"] for e in entries} <= {"GET", "HEAD", "POST", "other"},
          {e["method"] for e in entries})


def check_figures(site):
    answer = Browser(site).get("/metrics")
    kinds, wrong, values = {}, [], {}
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            kinds[line.split()[2]] = line.split()[3]
        elif line.startswith("# HELP ") or not line:
            continue
        else:
            found = re.fullmatch(r'([a-z_]+)(\{([a-z]+="(?:[^"\\]|\\.)*"(?:,[a-z]+="(?:[^"\\]|\\.)*")*)?\})? '
                                 r"(\S+)", line)
            name = found and re.sub(r"_(sum|count)$", "", found[1]) if found and found[1] not in kinds else found and found[1]
            if not found or name not in kinds:
                wrong.append(line)
                continue
            key = found[1] + (found[2] or "")
            if key in values:
                wrong.append(("twice", line))
            values[key] = float(found[4])
    point(f"the figures are Prometheus text ({len(values)} values)", not wrong and len(values) > 50
          and answer.header("Content-Type").startswith("text/plain; version=0.0.4") and answer.text.endswith("\n"), wrong)
    point("quantiles stand in order", all(
        values[f'remit_http_request_seconds{{route="all",quantile="{a}"}}']
        <= values[f'remit_http_request_seconds{{route="all",quantile="{b}"}}'] * 1.05
        for a, b in (("0.5", "0.99"), ("0.99", "1"))))
    point("answers are counted", values['remit_http_request_seconds_count{route="all"}'] > 30
          and values['remit_http_responses_total{route="/worklist",status="2xx"}'] >= 1)
    point("they hold nothing about anyone", not re.search(rf"\b{PREFIX}|{ROLE}|/items/\d|10\.1\.", answer.text))


def check_gone():
    """The database goes away and comes back."""
    postgres = Postgres()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            db = postgres.database("gone")
            prepare(db, pathlib.Path(temporary) / "extracts")
            site = Site(db)
            browser = Browser(site, EO)
            point("with its database the server is ready", site.ask("GET", "/readyz").status == 200)
            postgres.halt()
            ready = [site.ask("GET", "/readyz") for _ in range(6)]
            point("without it is up and not ready", {a.status for a in ready} == {503} and site.is_up(), ready)
            page = browser.get("/worklist")
            point("a page says so without saying more", page.status == 500 and "PostgreSQL" not in page.text
                  and "socket" not in page.text, page)
            postgres.start()
            answers = [site.ask("GET", "/readyz").status for _ in range(6)]
            point("when it is back the server is ready by itself", set(answers) == {200}, answers)
            page = browser.get("/worklist")
            point("and people go on where they were", page.status == 200, page)
            item = items_of(db)[0]
            done = browser.decide(item)
            point("and work", done.status == 200, done)
            point("the server ends well", site.stop(), site.said)
            done = verified(db)
            point("the log verifies", done.returncode == 0, done.stderr)
    finally:
        postgres.stop()


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        db = str(folder / "remit.sqlite")
        prepare(db, folder / "extracts")
        site = Site(db)
        try:
            item, case = rows(db, "select id, root_id from work_item where state = 'sealed' limit 1")[0]
            check_headers(site, item, case)
            Browser(site, EO).decide(item)
            Browser(site, HEO).sign(item)
            time.sleep(0.2)
            check_figures(site)
            check_log(db, site)
        finally:
            point("the server ends well", site.stop(), site.said)
        if (PG / "postgres").exists():
            check_gone()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()


if __name__ == "__main__":
    sys.exit(main())
