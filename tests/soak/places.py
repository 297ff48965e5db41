# SPDX-License-Identifier: Apache-2.0
"""Where the soak happens: the shim's orders, a database of SQLite and one of PostgreSQL that can be put
back to what they were, and what must hold of each after a disturbance."""
import collections
import json
import mmap
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "web"))
from serving import AS_OF, EO, HEO, PACK, PG, REMIT, SOURCE, Postgres, compartment, remit, rows  # noqa: E402

SHIM = str(pathlib.Path(sys.argv[3]).resolve())
NONE, KILL, TORN, FULL, READ_ONLY = range(5)
FIELDS = ("count", "fault", "at", "drops_syncs", "clock_micros", "dropped", "refused")
# What a row of casework is, without the numbers that a second attempt gives anew.
NUMBERS = {"_id", "_parent", "_root", "_origin", "_row", "_record", "_secret"}


SOURCE_MIGRATIONS = {int(path.name[:4]): path for path in (SOURCE / "src/store/migrations").glob("*.sql")}


class Shim:
    """The orders of one process or several; what they have done comes back the same way."""

    def __init__(self, folder, files="", deeds=None, **orders):
        self.path = pathlib.Path(folder) / f"state-{time.monotonic_ns()}"
        self.path.write_bytes(bytes(8 * len(FIELDS)))
        os.chmod(self.path, 0o666)
        self.file = open(self.path, "r+b")
        self.map = mmap.mmap(self.file.fileno(), 8 * len(FIELDS))
        self.env = {**os.environ, "LD_PRELOAD": SHIM, "SOAK_STATE": str(self.path), "SOAK_FILES": str(files)}
        if deeds:
            self.env["SOAK_DEEDS"] = str(deeds)
        self.order(**orders)

    def order(self, **orders):
        for name, value in orders.items():
            struct.pack_into("q", self.map, 8 * FIELDS.index(name), value)

    def told(self, name):
        return struct.unpack_from("q", self.map, 8 * FIELDS.index(name))[0]

    def close(self):
        self.map.close()
        self.file.close()
        self.path.unlink()


class Lite:
    name = "SQLite"

    def __init__(self, folder):
        self.folder, self.kept = folder / "lite", {}
        self.folder.mkdir()
        self.url = str(self.folder / "work.sqlite")
        self.files = str(self.folder / "work.")  # casework's and its compartments'

    def drop(self):
        for file in self.folder.glob("work.*"):
            file.unlink()

    def empty(self):
        self.drop()
        return self.url

    def keep(self, name):
        """What the database holds now, under a name."""
        self.kept[name] = {}
        for live in sorted(self.folder.glob("work.*sqlite")):
            connection = sqlite3.connect(live)
            connection.execute("pragma wal_checkpoint(truncate)")
            connection.close()
            self.kept[name][str(live)] = self.folder / f"kept-{name}-{live.name}"
            shutil.copyfile(live, self.kept[name][str(live)])

    def put_back(self, name):
        self.drop()
        for live, kept in self.kept[name].items():
            shutil.copyfile(kept, live)
        return self.url

    def change(self, statement):
        rows(self.url, statement)

    def close(self):
        pass


class Server(Postgres):
    """PostgreSQL whose server has the shim between it and its files."""

    def __init__(self, folder):
        self.shim = None
        self.spare = folder
        super().__init__()

    def wait_until_up(self):
        """Started again where it has ended (a disk that was full can do that)."""
        if self.server.poll() is not None:
            self.start()
        for _ in range(600):
            if not self.run("psql", "-h", self.folder, "-U", "remit", "-c", "select 1", "postgres",
                            check=False).returncode:
                return
            time.sleep(0.05)

    def start(self):
        if self.shim is None:
            os.chmod(self.spare, 0o777)
            self.shim = Shim(self.spare, files=f"{self.folder}/data")
        self.server = subprocess.Popen(
            [*self.prefix, "env", *(f"{name}={self.shim.env[name]}" for name in ("LD_PRELOAD", "SOAK_STATE", "SOAK_FILES")),
             PG / "postgres", "-D", "data", "-k", self.folder, "-h", "", "-c", "max_connections=120"],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=open(f"{self.spare}/postgres.log", "a"))
        self.wait_until_up()

    def restart(self, how):
        """By a signal: SIGINT ends what is open, SIGQUIT everything, SIGKILL without a word."""
        if how == signal.SIGKILL:
            children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.server.pid)], capture_output=True,
                                      text=True).stdout.split()
            for child in [self.server.pid, *map(int, children)]:
                try:
                    os.kill(child, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        else:
            self.server.send_signal(how)
        self.server.wait()
        if how == signal.SIGKILL:
            time.sleep(0.5)
            pathlib.Path(self.folder, "data/postmaster.pid").unlink(missing_ok=True)
        self.start()


class Pg:
    name = "PostgreSQL"

    def __init__(self, folder):
        self.server = Server(folder)
        self.made = set()
        self.url = f"postgresql:///work?host={self.server.folder}&user=remit"
        self.files = ""

    def sql(self, statement):
        return self.server.run("psql", "-h", self.server.folder, "-U", "remit", "-qc", statement, "postgres")

    def drop(self):
        self.sql("drop database if exists work with (force)")

    def empty(self):
        self.drop()
        self.sql("create database work")
        return self.url

    def keep(self, name):
        self.sql(f"drop database if exists kept_{name}")
        self.sql(f"create database kept_{name} template work strategy file_copy")

    def put_back(self, name):
        self.drop()
        # Not by the log, which forgets after a crash how far the copied sequences were.
        self.sql(f"create database work template kept_{name} strategy file_copy")
        return self.url

    def change(self, statement):
        subprocess.run([PG / "psql", "-qc", statement, self.url], check=True, capture_output=True)

    def close(self):
        self.server.stop()


# ---- what must hold ----

def faults(db):
    """What does not hold of the database: nothing, in the good case."""
    out = []
    for words in (("audit", "verify"), ("fsck",)):
        done = remit(*words, "--db", db, ok=False)
        if done.returncode != 0:
            out.append(f"{' '.join(words)}: {done.stderr.strip()} {done.stdout.strip()[-300:]}")
    return out


def casework(db):
    """Every record as told, and what became of every file, whatever numbers they were given; the compartment's too."""
    return {**told(db), **{f"closed {name}": said for name, said in told(compartment(db)).items()}}


def told(db):
    if db.startswith("postgresql:"):
        named = rows(db, "select table_name, column_name from information_schema.columns where table_schema = current_schema()"
                         " and table_name ~ '^(rec|src)_' order by table_name, ordinal_position")
    else:
        named = [(table, row[1]) for (table,) in rows(db, "select name from sqlite_master where type = 'table' and "
                                                          "(name like 'rec\\_%' escape '\\' or name like 'src\\_%' escape '\\')")
                 for row in rows(db, f'select * from pragma_table_info("{table}")')]
    tables = collections.defaultdict(list)
    for table, column in named:
        if column not in NUMBERS:
            tables[table].append(f'"{column}"')
    if db.startswith("postgresql:"):  # in one go: each call of psql is a process
        whole = " union all ".join(
            f"select '{table}', count(*) || ' ' || md5(coalesce(string_agg(r, '|' order by r), '')) "
            f"from (select row({', '.join(columns)})::text r from \"{table}\") t" for table, columns in tables.items())
        out = {table: [said] for table, said in rows(db, whole)}
    else:
        out = {table: sorted(map(repr, rows(db, f'select {", ".join(columns)} from "{table}"')))
               for table, columns in tables.items()}
    out["origin"] = sorted(map(repr, rows(db, "select extract, file, state, rows_new + rows_changed + rows_unchanged, "
                                              "rows_duplicate, rows_rejected from origin")))
    return out


def differs(found, wanted):
    return [f"{name}: {len(found.get(name, []))} rows, wanted {len(wanted[name])}"
            for name in wanted if found.get(name) != wanted[name]]


# ---- a decision, command by command ----

def judgements():
    form = (PACK / "pack.yaml").read_text().split("\nform:")[1]
    return [line.strip().split(":")[0] for line in form.splitlines()
            if "required: yes" in line and "label:" in line and line.strip().split(":")[0].islower()]


STEPS = ("view", "reveal", "decide", "sign")
TABLES = {"view": "own_view", "reveal": "reveal", "decide": "decision", "sign": "sign_off"}


def words_of(db, item, step):
    """The command of a step; what it needs is read from the database as it is."""
    me = ["--db", db, "--as", EO, item]
    why = ["--outcome", "REFER_TRIBUNAL", "--reason", f"Contact was kept for a year, item {item}.", "--cite", "condition.kind"]
    if step == "view":
        return ["view", *me, *why]
    if step == "reveal":
        return ["reveal", *me]
    if step == "decide":
        told = json.loads(rows(db, "select c.body from work_item w join recommendation r on r.id = w.recommendation_id "
                                   "join content c on c.id = r.result_id where w.id = ?", item)[0][0])
        out = ["decide", *me, *why]
        for safeguard in told.get("Safeguards") or []:
            out += ["--set", f"safeguard.{safeguard['code']}=Weighed, with what is on the file."]
        for name in judgements():
            value = {"next_review": "2022-06-30", "sunset": "2022-09-30", "practical": "YES",
                     "considered": "YES"}.get(name, f"Considered on the file for {name}.")
            out += ["--set", f"{name}={value}"]
        return out
    payload = rows(db, "select payload_hash from decision where item_id = ? order by id desc limit 1", item)[0][0]
    payload = payload.hex() if isinstance(payload, bytes) else re.sub(r"^\\x", "", str(payload))
    return ["sign", "--db", db, "--as", HEO, item, "--hash", payload]


def is_done(db, item, step):
    table = TABLES[step]
    if step == "sign":
        return bool(rows(db, "select 1 from sign_off s join decision d on d.id = s.decision_id where d.item_id = ?", item))
    return bool(rows(db, f"select 1 from {table} where item_id = ?", item))


def is_logged(db, item, step):
    return bool(rows(db, "select 1 from audit_written where subject = 'work_item' and subject_id = ? and action = ? "
                         "and kind <> 'refusal'", item, step))


def run(shim, *words):
    return subprocess.run([REMIT, *map(str, words)], env=shim.env, capture_output=True, text=True)
