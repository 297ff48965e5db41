# SPDX-License-Identifier: Apache-2.0
"""What the tests of the web face share: TAP, a database of a small synthetic caseload, a server of
its own, a browser that keeps cookies and reads forms, the whole of the database as a hash."""
import hashlib
import html.parser
import http.client
import itertools
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

REMIT = str(pathlib.Path(sys.argv[1]).resolve())
PACK = pathlib.Path(sys.argv[2]).resolve()
SOURCE = PACK.parent.parent
NAME = PACK.name
PG = pathlib.Path("/usr/lib/postgresql/15/bin")
PAGE_MOST = 60 * 1024
# What a test of the platform needs of a pack. Such a test is run with the small pack, and holds with either (meson.build):
# the day of its synthetic caseload; the types of a case and of what is decided about; a fact to cite; an outcome that is open
# for all and that a second person signs, and two others; who decides (EO) and who signs (HEO); a role that decides nothing;
# how a case's key begins; a barrier, a reason and a safeguard; a field that is missing somewhere, and a value that it can have; a
# column of an extract, and values that the rules tell apart.
WORDS = ("as_of", "root", "about", "cite", "outcome", "low", "other", "staff", "idle", "prefix", "barrier", "reason", "safeguard",
         "doubt", "turn", "names")
FIELDS = {
    "em-review": (
        "2022-03-31", "person", "condition", "condition.kind", "REFER_TRIBUNAL", "CEASE", "KEEP_FD",
        ("caseworker-EO", "senior_caseworker-EO", "senior_caseworker-HEO", "senior_caseworker-G7"), "safeguarding_lead", "EMC-",
        "PREGNANCY", "MERITS", "ESCALATE", ("person.harm_level", "LOW", "Low"),
        ("casework/people.csv", "Harm level", {"Low": "High", "Medium": "High", "High": "Low", "Very high": "Low"}),
        "family_name, given_name, reference, home_office_ref"),
    "housing-repairs": (
        "2026-03-31", "tenancy", "repair", "repair.kind", "DECLINE", "URGENT", "ROUTINE",
        ("repairs_officer-B", "repairs_manager-B", "repairs_manager-C", "repairs_manager-C"), "call_handler", "T-",
        "CHALLENGED", "DANGER", "ASK_WHO", ("repair.danger", "yes", "Yes"),
        ("housing/repairs.csv", "Danger", {"Y": "N", "N": "Y", "Not asked": "Y"}), "name, reference"),
}
FIELD = dict(zip(WORDS, FIELDS[NAME]))
AS_OF, ROOT, ABOUT, CITE, OUTCOME, LOW, OTHER, _, IDLE, PREFIX, BARRIER, REASON, SAFEGUARD, DOUBT, TURN, _ = FIELDS[NAME]
(EO, OTHER_EO), (SENIOR_EO, _), (HEO, OTHER_HEO), (G7, OTHER_G7) = ([f"{who}-{n}" for n in (1, 2)] for who in FIELD["staff"])
if G7 == HEO:
    G7, OTHER_G7 = OTHER_G7, G7
ROLE, GRADE = FIELD["staff"][0].split("-")
# Databases of tests lie in memory where there is room: nothing of them has to outlive the machine.
SHM = pathlib.Path("/dev/shm")
if "TMPDIR" not in os.environ and SHM.is_dir() and shutil.disk_usage(SHM).free > 4 << 30:
    tempfile.tempdir = os.environ["TMPDIR"] = str(SHM)
# An answer that was too large, wherever it was met: (bytes, method, path).
largest = [(0, "", "")]
points = []
addresses = itertools.count(1)


def point(name, holds, detail=""):
    points.append(bool(holds))
    print(f"{'ok' if holds else 'not ok'} {len(points)} - {name}")
    if not holds and detail != "":
        print("# " + str(detail)[:2500].replace("\n", "\n# "))
    sys.stdout.flush()


def end():
    """The plan, and what holds for every page that any part has met."""
    point(f"no page is over {PAGE_MOST} bytes", largest[0][0] <= PAGE_MOST, largest[0])
    print(f"# largest page: {largest[0]}")
    print(f"1..{len(points)}")
    return not all(points)


def remit(*words, ok=True, text=None):
    done = subprocess.run([REMIT, *map(str, words)], capture_output=True, text=True, input=text)
    if ok and done.returncode != 0:
        raise SystemExit(f"not ok - remit {' '.join(map(str, words))}: {done.stderr}")
    return done


def verified(db):
    return remit("audit", "verify", "--db", db, ok=False)


def copy_pack(to):
    """A copy of the pack that may be changed, with those that it uses inside of it."""
    shutil.copytree(PACK, to)
    for name in re.findall(r"(?m)^  ([\w-]+): {version:", (to / "pack.yaml").read_text()):
        shutil.copytree(PACK.parent / name, to / "uses" / name)
    return to


def change_pack(pack, change):
    """Have `change` (text to text) change its pack.yaml and those of the packs that it uses."""
    for path in [pack / "pack.yaml", *sorted(pack.glob("uses/*/pack.yaml"))]:
        path.write_text(change(path.read_text()))
    return pack


def label(code):
    """What the pack says for one of its codes or outcomes."""
    found = re.search(rf"(?m)^    +{code}: (?:\{{sentence: )?[\"']?(.*?)[\"']?(?:, direction: .*)?$", (PACK / "pack.yaml").read_text())
    return found[1]


def prepare(db, extracts, people=40):
    """A database with a synthetic caseload, evaluated, and one account of each kind."""
    if not extracts.exists():
        remit("synth", "--pack", PACK, "--seed", "1", "--people", people, "--out", extracts)
    remit("init", "--db", db, "--pack", PACK, "--demo")
    remit("import", "--db", db, "--pack", PACK, extracts)
    remit("run", "--db", db, NAME, "--as-of", AS_OF)


def raised(pack, version):
    """Give a changed pack another version, so that it can be proposed."""
    file = pack / "pack.yaml"
    file.write_text(re.sub(r"(?m)^version: .*$", f"version: {version}", file.read_text(), count=1))
    return pack


def propose(db, pack, *words, ok=True):
    """Its number; what was said where it is refused."""
    done = remit("pack", "propose", "--db", db, pack, "--statement", "A change that a test makes.", *words, ok=ok)
    return re.search(r"Proposal (\d+)", done.stdout)[1] if done.returncode == 0 else done


def take_up(db, pack, by="policy_owner"):
    """Two people take a changed version up."""
    remit("pack", "take", "--db", db, "--as", by, propose(db, pack))


def set_password(db, account, password):
    remit("user", "password", "--db", db, account, "--password-file", "-", text=password + "\n")


class Forms(html.parser.HTMLParser):
    """The forms of a page: action, and the fields as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.text_of, self.typed = [], None, ""
        self.select = None
        self.feed(page)

    def add(self, name, value):
        if self.forms and name:
            self.forms[-1]["fields"].append((name, value))

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        if tag == "form":
            self.forms.append({"action": have.get("action", ""), "method": have.get("method", "get"),
                               "fields": []})
        elif tag == "input":
            if have.get("type") not in ("radio", "checkbox") or "checked" in have:
                self.add(have.get("name"), have.get("value", ""))
        elif tag == "textarea":
            self.text_of, self.typed = have.get("name"), ""
        elif tag == "select":
            self.select = have.get("name")
        elif tag == "option" and self.select and "selected" in have:
            self.add(self.select, have.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.add(self.text_of, self.typed)
            self.text_of = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.text_of is not None:
            self.typed += data


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.text = body.decode("utf-8", "replace")

    def header(self, name):
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)

    def form(self, action):
        return next((f["fields"] for f in Forms(self.text).forms
                     if f["action"] == action and f["method"] == "post"), None)

    def __repr__(self):
        main = re.sub(r"(?s).*<main[^>]*>|</main>.*", "", self.text)
        return f"{self.status} {self.header('Location') or ''} " + re.sub(r"<[^>]+>|\s+", " ", main)[:900]


class Browser:
    """One person at one machine: cookies are kept, redirects are not followed."""

    def __init__(self, site, account=None):
        self.site, self.cookies = site, {}
        self.address = "10.1.%d.%d" % divmod(next(addresses), 250)
        self.account = account
        if account:
            answer = self.post("/sign-in", {"demo": account})
            if answer.status != 303:
                raise SystemExit(f"not ok - sign in as {account}: {answer!r}")

    def ask(self, method, path, body=None, headers=None, patient=True):
        sent = {"X-Forwarded-For": self.address, **(headers or {})}
        if self.cookies and "Cookie" not in sent:
            sent["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        for _ in range(60):
            answer = self.site.ask(method, path, body, sent)
            if answer.status != 429 or not patient:
                break
            time.sleep(0.2)
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                pair = value.split(";")[0].split("=", 1)
                if "Max-Age=0" in value:
                    self.cookies.pop(pair[0], None)
                else:
                    self.cookies[pair[0]] = pair[1]
        # A drawing is as large as the rules that it draws.
        if (answer.header("Content-Type") or "").startswith("text/html") and not path.startswith("/rules/drawing"):
            largest[0] = max(largest[0], (len(answer.body), method, path))
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, fields, headers=None, **more):
        pairs = fields.items() if isinstance(fields, dict) else fields
        body = urllib.parse.urlencode(list(pairs)).encode()
        sent = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self.ask("POST", path, body, sent, **more)

    def token(self):
        return next(value for name, value in self.get("/account").form("/sign-out")
                    if name == "form_token")

    def filled(self, path, changes, page=None):
        """The form of a page that posts to `path`, as a person would have filled it."""
        fields = (page or self.get(path)).form(path.split("?")[0])
        if fields is None:
            return None
        kept = [(n, v) for n, v in fields if n not in changes]
        for name, value in changes.items():
            kept += [(name, v) for v in (value if isinstance(value, list) else [value])]
        return kept

    def submit(self, path, changes, page=None):
        fields = self.filled(path, changes, page)
        if fields is None:
            return Answer(0, [], b"the page has no such form")
        return self.post(path.split("?")[0], fields)

    # ---- the decision, step by step ----
    def view(self, item, outcome=OUTCOME, reasons="Contact has been kept; less would do."):
        return self.submit(f"/items/{item}/view", {"outcome": outcome, "reasons": reasons,
                                                   "cite": [CITE]})

    def reveal(self, item):
        self.submit(f"/items/{item}/recommendation", {})
        return self.get(f"/items/{item}/recommendation")

    def fill(self, item, outcome=OUTCOME, reasons="Contact was kept for a year, so less is enough."):
        """Everything that the decision asks for, but the last button."""
        page = self.get(f"/items/{item}/decision")
        changes = {"outcome": outcome, "reasons": reasons, "cite": [CITE]}
        for name in re.findall(r'<(?:textarea|input)[^>]* name="((?:j|safeguard)\.[^"]+)"', page.text):
            changes[name] = ("30" if name.endswith("-day") else "9" if name.endswith("-month")
                             else AS_OF[:4] if name.endswith("-year") else "YES"
                             if f'name="{name}" type="radio"' in page.text
                             else f"Weighed on the file, for {name}.")
        return self.submit(f"/items/{item}/decision", changes, page)

    def decide(self, item, outcome=OUTCOME):
        self.view(item, outcome)
        self.reveal(item)
        self.fill(item, outcome)
        return self.submit(f"/items/{item}/check", {})

    def sign(self, item, verdict="sign", reason=""):
        return self.submit(f"/items/{item}/sign", {"verdict": verdict, "reason": reason})


class Site:
    """A server of its own on a free port."""

    def __init__(self, db, *words, proxy=True, env=None, before=None, as_of=AS_OF, rate=100000):
        self.db = str(db)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="remit-web-"))
        self.log = self.folder / "log"
        self.errors = self.folder / "errors"
        command = [REMIT, "serve", "--db", self.db, "--port", "0", "--as-of", as_of, "--log",
                   str(self.log), "--rate", str(rate), *(["--behind-proxy"] if proxy else []), *words]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env, preexec_fn=before,
                                        stderr=open(self.errors, "w"), text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://([\d.]+):(\d+)", line)
        if not found:
            raise SystemExit(f"not ok - serve: {line} {self.errors.read_text()}")
        self.host, self.port = found[1], int(found[2])

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def is_up(self):
        return self.process.poll() is None and self.ask("GET", "/healthz").status == 200

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Ends it; False when it did not end well (a sanitizer has found something)."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=120)
        self.said = self.errors.read_text()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code == 0


def rows_of_postgres(db, statement, values):
    for value in values:
        statement = statement.replace("?", str(value) if isinstance(value, int) else f"'{value}'", 1)
    done = subprocess.run([PG / "psql", "-qAt", "-F", "\x1f", "-c", statement, db], check=True,
                          capture_output=True, text=True)
    return [tuple(int(v) if v.isdigit() else v for v in line.split("\x1f"))
            for line in done.stdout.splitlines()]


def settle(db):
    """Until each entry of the log has its place: a sequencer gives it within a second where one runs."""
    for _ in range(30):
        if rows_of_postgres(db, "select count(*) from audit_waiting", ()) == [(0,)]:
            return
        time.sleep(0.1)


def rows(db, statement, *values):
    """What a statement gives, past the program: on SQLite's file, or by psql."""
    if str(db).startswith("postgresql:"):
        if "from audit_entry" in statement:
            settle(str(db))
        return rows_of_postgres(str(db), statement, values)
    connection = sqlite3.connect(db, timeout=30)
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def compartment(db, name="equality"):
    """Where a closed compartment of the database lies: its file, or the server with its schema."""
    if str(db).startswith("postgresql:"):
        return f"{db}&options=-csearch_path%3Dcompartment_{name}"
    path = pathlib.Path(db)
    return str(path.with_name(f"{path.stem}.{name}{path.suffix}"))


# What a look may add to: the log, and when a session was last seen.
OF_THE_LOG = ("audit_entry", "audit_waiting", "audit_node", "audit_root", "session")


def state_of(db, without=OF_THE_LOG):
    """A hash of everything in the database but the log, table by table."""
    out = {}
    if str(db).startswith("postgresql:"):
        names = [name for (name,) in rows(db, "select tablename from pg_tables where "
                                              "schemaname = 'public'") if name not in without]
        return dict(rows(db, " union all ".join(
            f"select '{n}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from \"{n}\" t"
            for n in names)))
    for (name,) in rows(db, "select name from sqlite_master where type = 'table'"):
        if name not in without:
            content = rows(db, f'select * from "{name}"')
            out[name] = hashlib.sha256(repr(content).encode()).hexdigest()
    return out


def changed(before, after):
    return sorted(name for name in after if before.get(name) != after[name])


def check_mistakes(pack, folder, mistakes):
    """A mistake in a copy of the pack's pack.yaml, each (what, into what, what is said of it)."""
    text = (pack / "pack.yaml").read_text()
    for number, (old, new, says) in enumerate(mistakes):
        copy = folder / f"mistake{number}"
        shutil.copytree(pack, copy)
        (copy / "pack.yaml").write_text(text.replace(old, new, 1))
        done = remit("pack", "check", copy, ok=False)
        said = done.stdout + done.stderr
        point(f"said at its place: {says}", done.returncode != 0 and says in said and "row" in said, said)


def items_of(db, state="sealed"):
    return [row[0] for row in rows(db, "select id from work_item where state = ? order by id", state)]


def result_of(db, item):
    """The stored recommendation of an item."""
    return json.loads(rows(db, "select c.body from work_item w join recommendation r on "
                               "r.id = w.recommendation_id join content c on c.id = r.result_id "
                               "where w.id = ?", item)[0][0])


class Postgres:
    """A server of its own in a temporary folder, as another user where the test is root."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="remit-web-pg-")
        self.prefix = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.prefix = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        self.run("initdb", "-D", "data", "-A", "trust", "-U", "remit", "--no-sync", "-E", "UTF8",
                 "--locale=C")
        self.start()

    def start(self):
        self.server = subprocess.Popen(
            [*self.prefix, PG / "postgres", "-F", "-D", "data", "-k", self.folder, "-h", ""],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(400):
            if not self.run("psql", "-h", self.folder, "-U", "remit", "-c", "select 1", "postgres",
                            check=False).returncode:
                return
            time.sleep(0.05)

    def run(self, program, *words, check=True):
        return subprocess.run([*self.prefix, PG / program, *map(str, words)], cwd=self.folder,
                              check=check, capture_output=True, text=True)

    def database(self, name):
        self.run("createdb", "-h", self.folder, "-U", "remit", name)
        return f"postgresql:///{name}?host={self.folder}&user=remit"

    def sql(self, name, statement):
        return self.run("psql", "-h", self.folder, "-U", "remit", "-At", "-c", statement, name).stdout

    def halt(self):
        self.server.send_signal(signal.SIGINT)
        self.server.wait()

    def stop(self):
        if self.server.poll() is None:
            self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def on_both(name, check):
    """check(db, folder) on SQLite, and on PostgreSQL where it is there; the exit code."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for kind in ("sqlite", "postgres"):
            (folder / kind).mkdir()
        check(str(folder / "sqlite/remit.sqlite"), folder / "sqlite")
        if (PG / "postgres").exists():
            print("# on PostgreSQL")
            postgres = Postgres()
            try:
                check(postgres.database(name), folder / "postgres")
            finally:
                postgres.stop()
        else:
            print("ok - PostgreSQL # SKIP PostgreSQL 15 is not installed")
    return end()
