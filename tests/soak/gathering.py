# SPDX-License-Identifier: Apache-2.0
"""Writers and readers at the pages while something goes wrong: every step that was answered with success
is noted, and looked for afterwards."""
import collections
import random
import subprocess
import threading
import time

from places import AS_OF, EO, HEO, REMIT, faults, rows
from serving import G7, OTHER_EO, SENIOR_EO, Browser, Site, items_of

WRITERS = [EO, OTHER_EO, SENIOR_EO, HEO]
READERS = [EO, OTHER_EO, SENIOR_EO, HEO, G7, "manager", "auditor"]
LOOKS = ["/", "/worklist", "/items/{item}", "/cases/{case}", "/cases/{case}/trail", "/items/{item}/form", "/rules",
         "/readyz", "/quality"]


class Crowd:
    def __init__(self, db, sites, items):
        self.db, self.sites, self.items = db, sites, items
        self.until = 0
        self.lock = threading.Lock()
        self.kept, self.answers, self.broken = [], collections.Counter(), []

    def keep(self, what, item, who, answer, wanted):
        with self.lock:
            self.answers[answer.status // 100] += 1
            if answer.status == wanted:
                self.kept.append((what, item, who))

    def person(self, account, chance):
        """Signed in at one of the servers; None while there is none to sign in at."""
        while time.monotonic() < self.until:
            try:
                return Browser(chance.choice(self.sites), account)
            except (OSError, SystemExit, EOFError):
                time.sleep(0.1)
        return None

    def one_item(self, browser, chance, item):
        who = browser.account

        def at_any():
            browser.site = chance.choice(self.sites)
            return browser
        self.keep("claim", item, who, at_any().post(f"/items/{item}/claim", {"form_token": self.token(browser),
                                                                            "stamp": ""}), 303)
        self.keep("own_view", item, who, at_any().view(item, reasons=f"A view of {who} on {item}."), 303)
        self.keep("reveal", item, who, at_any().submit(f"/items/{item}/recommendation", {}), 303)
        at_any().fill(item, reasons=f"Weighed by {who} on {item}, word for word.")
        self.keep("decision", item, who, at_any().submit(f"/items/{item}/check", {}), 200)

    def token(self, browser):
        if not getattr(browser, "form_token", None):
            browser.form_token = browser.token()
        return browser.form_token

    def write(self, number):
        chance = random.Random(number)
        mine = self.items[number::max(1, self.writers)] + self.items[:4]  # the first are everybody's
        browser = self.person(WRITERS[number % len(WRITERS)], chance)
        while browser and time.monotonic() < self.until:
            try:
                self.one_item(browser, chance, chance.choice(mine))
                if browser.get("/account").status != 200:
                    raise OSError("signed out")
            except (OSError, EOFError, StopIteration, TypeError, ValueError):
                time.sleep(0.05)
                browser = self.person(browser.account, chance)
            except Exception as error:  # what http.client says of a server that is gone
                if type(error).__module__ != "http.client":
                    self.broken.append(repr(error))
                browser = self.person(browser.account, chance)

    def read(self, number):
        chance = random.Random(-number - 1)
        browser = self.person(READERS[number % len(READERS)], chance)
        while browser and time.monotonic() < self.until:
            item, case = chance.choice(self.cases)
            try:
                browser.site = chance.choice(self.sites)
                answer = browser.get(chance.choice(LOOKS).format(item=item, case=case))
                with self.lock:
                    self.answers[answer.status // 100] += 1
                if answer.status == 401:
                    browser = self.person(browser.account, chance)
            except Exception:
                browser = self.person(browser.account, chance)

    def work(self, writers, readers, seconds, disturb=None):
        self.writers = writers
        self.cases = rows(self.db, "select id, root_id from work_item where state = 'sealed' order by id")
        self.until = time.monotonic() + seconds
        threads = [threading.Thread(target=self.write, args=(n,)) for n in range(writers)]
        threads += [threading.Thread(target=self.read, args=(n,)) for n in range(readers)]
        for thread in threads:
            thread.start()
        try:
            if disturb:
                disturb()
        finally:
            for thread in threads:
                thread.join()

    def lost(self):
        """What was acknowledged and is not there; what stands twice or half."""
        out = []
        there = {table: set(rows(self.db, f"select item_id, actor from {table}"))
                 for table in ("own_view", "reveal", "decision")}
        claimed = {item for (item,) in rows(self.db, "select item_id from claim")}
        for what, item, who in set(self.kept):
            if what == "claim" and item not in claimed or what != "claim" and (item, who) not in there[what]:
                out.append(f"{what} of item {item} by {who} was acknowledged and is gone")
        twice = rows(self.db, "select item_id from decision where state in ('open', 'signed') group by 1 having count(*) > 1")
        out += [f"item {item} has two decisions" for (item,) in twice]
        for table, action in (("own_view", "view"), ("decision", "decide")):
            made = rows(self.db, f"select count(*) from {table}")[0][0]
            logged = rows(self.db, "select count(*) from audit_written where action = ? and kind <> 'refusal'", action)[0][0]
            if made != logged:
                out.append(f"{made} rows of {table}, {logged} entries")
        return out + self.broken[:3]


def gather(place, writers, readers, seconds, disturb=None, servers=1, workers=1, shim=None):
    """A crowd at a database that is ready: (what was acknowledged, answers, what does not hold)."""
    db = place.put_back("ready")
    env = shim.env if shim else None
    sites = [Site(db, "--threads", "16", env=env) for _ in range(servers)]
    hands = [subprocess.Popen([REMIT, "worker", "--db", db, "--as-of", AS_OF, "--lease", "5"], env=env,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(workers)]
    subprocess.run([REMIT, "job", "add", "--db", db, "run", "em-review", "--every", "hour"], stdout=subprocess.DEVNULL)
    crowd = Crowd(db, sites, items_of(db))
    crowd.work(writers, readers, seconds, disturb and (lambda: disturb(crowd)))
    bad = [] if all(site.is_up() for site in sites) else ["a server is down"]
    bad += [] if all(hand.poll() is None for hand in hands) else ["a worker is down"]
    for hand in hands:
        hand.terminate()
    for hand in hands:
        bad += [] if hand.wait(timeout=120) == 0 else ["a worker ended badly"]
    for site in sites:
        said = site.errors.read_bytes()
        site.errors.write_bytes(b"")
        if b"\0" in said or "\ufffd" in said.decode("utf-8", "replace"):
            bad.append(f"a server's complaints are no text: {said[-300:]}")
        if not site.stop():
            bad.append(f"a server ended badly: {said[-300:]} {site.said[-300:]}")
    if place.name == "PostgreSQL":
        place.server.wait_until_up()  # a disk that was full can end it once more, at its next checkpoint
    bad += faults(db) + crowd.lost()
    if not crowd.kept:
        bad.append("nothing was acknowledged at all")
    return len(crowd.kept), crowd.answers, bad
