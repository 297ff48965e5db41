#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Eight people at once, each at what their role does, on eight threads of the server. Under a
sanitizer (also of threads: meson setup -Db_sanitize=thread) what it finds ends the server badly.

If this fails, people who work at the same time break each other's pages.
Prints TAP. usage: crowd.py REMIT PACK [SECONDS]
"""
import pathlib
import random
import sys
import tempfile
import threading
import time

from serving import (EO, G7, HEO, OTHER_EO, SENIOR_EO, Browser, Site, end, point, prepare, rows,
                     verified)

PEOPLE = [EO, OTHER_EO, SENIOR_EO, HEO, G7, "manager", "auditor", "policy_owner"]
LOOKS = ["/", "/worklist", "/worklist?page=2&state=sealed", "/items/{item}", "/cases/{case}", "/metrics",
         "/cases/{case}/trail", "/items/{item}/form", "/items/{item}/form.pdf", "/rules", "/load", "/readyz"]


def work(browser, chance, mine, until, answers):
    number = 0
    while time.monotonic() < until:
        item, case = chance.choice(mine)
        number += 1
        for path in LOOKS:
            answers.append((path, browser.get(path.format(item=item, case=case)).status))
        if browser.account in PEOPLE[:5]:
            browser.view(item)
            browser.reveal(item)
            answers.append(("explanation", browser.get(f"/items/{item}/explanation").status))
            browser.fill(item, reasons=f"Words of {browser.account}, number {number}, on item {item}.")
            answers.append(("check", browser.submit(f"/items/{item}/check", {}).status))
            browser.post(f"/items/{item}/claim", {"form_token": browser.form_token, "stamp": ""})
        if browser.account in (HEO, G7):
            for waiting, _ in mine:
                answers.append(("sign", browser.sign(waiting, chance.choice(("sign", "return")),
                                                     "Say more of the harm.").status))


def main():
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 8
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        db = str(folder / "remit.sqlite")
        prepare(db, folder / "extracts")
        site = Site(db, "--threads", "8")
        items = rows(db, "select id, root_id from work_item where state = 'sealed' order by id")
        answers, browsers = [], [Browser(site, name) for name in PEOPLE]
        for browser in browsers:
            browser.form_token = browser.token()
        until = time.monotonic() + seconds
        # Three share ten items, so that they meet.
        threads = [threading.Thread(target=work, args=(b, random.Random(at), items[at // 3 * 10:at // 3 * 10 + 10],
                                                       until, answers)) for at, b in enumerate(browsers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        failed = {(what, status) for what, status in answers if status >= 500}
        point(f"{len(answers)} answers to eight people at once, none of them a failure", not failed
              and len(answers) > 50, failed)
        twice = rows(db, "select item_id from decision where state in ('open', 'signed')"
                         " group by item_id having count(*) > 1")
        point("no item has two decisions that stand", not twice, twice)
        twice = rows(db, "select item_id, recommendation_id, actor from reveal group by 1, 2, 3 having count(*) > 1")
        point("no reveal stands twice", not twice, twice)
        late = rows(db, "select v.id from own_view v join reveal r on r.item_id = v.item_id and r.actor = v.actor"
                        " and r.recommendation_id = v.recommendation_id where v.made_at > r.made_at")
        point("no view was recorded after its reveal", not late, late)
        point("some decisions were signed", rows(db, "select 1 from decision where state = 'signed'"))
        point("the server ends well", site.stop(), site.said)
        done = verified(db)
        point("the log verifies", done.returncode == 0, done.stderr)
    return end()


if __name__ == "__main__":
    sys.exit(main())
