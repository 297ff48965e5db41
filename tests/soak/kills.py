# SPDX-License-Identifier: Apache-2.0
"""Ended without a word, or refused by the disk, at a seeded point within the writes of an import, a
decision or a migration; and the power cut at one."""
import pathlib
import re

from places import (AS_OF, KILL, PACK, SOURCE_MIGRATIONS, STEPS, TORN, Shim, casework, differs, faults,
                    is_done, is_logged, remit, rows, run, words_of)


class Ground:
    """One kind of database with what the parts begin from, and the numbers of deeds that they take."""

    def __init__(self, place, folder, people):
        self.place, self.folder = place, folder
        for seed in (1, 2):
            out = folder / f"extracts-{seed}"
            if not out.exists():
                remit("synth", "--pack", PACK, "--seed", seed, "--people", people, "--out", out)
        db = place.empty()
        remit("init", "--db", db, "--pack", PACK, "--demo")
        place.keep("empty")
        self.first = self.count("import", "--db", db, "--pack", PACK, folder / "extracts-1")
        self.after_first = casework(db)
        remit("run", "--db", db, "em-review", "--as-of", AS_OF)
        place.keep("ready")
        self.again = self.count("import", "--db", db, "--pack", PACK, folder / "extracts-2")
        self.after_again = casework(db)
        place.put_back("ready")
        self.item = rows(db, "select id from work_item where state = 'sealed' order by id")[0][0]
        self.steps = {step: self.count(*words_of(db, self.item, step)) for step in STEPS}
        place.empty()
        self.init = self.count("init", "--db", db, "--pack", PACK, "--demo")
        place.put_back("ready")
        for statement in downgrade(report_views(db)):
            place.change(statement)
        place.keep("older")
        self.upgrade = self.count("init", "--db", db)

    def count(self, *words):
        """Deeds of a command that nobody disturbs."""
        shim = Shim(self.folder, self.place.files)
        done = run(shim, *words)
        number = shim.told("count")
        shim.close()
        if done.returncode != 0 or number == 0:
            raise SystemExit(f"not ok - undisturbed {words[0]}: {number} deeds; {done.stderr}")
        return number


def report_views(db):
    """Those of the pack's record types too, which taking up a pack has made."""
    names = (rows(db, "select viewname from pg_views where schemaname = 'public'") if db.startswith("postgresql:")
             else rows(db, "select name from sqlite_master where type = 'view'"))
    return [name for name, in names if name.startswith("report_")]


def downgrade(views):
    """Take back the last migrations, which add tables, columns, views and indexes: the database is an older
    one, with people's work in it."""
    out = [f"drop view {name}" for name in views]
    for number, path in sorted(SOURCE_MIGRATIONS.items(), reverse=True):
        if number < 5:
            break
        text = path.read_text()
        out += [f"drop view if exists {name}" for name in re.findall(r"(?m)^create view (\w+)", text)]
        own = re.findall(r"(?m)^create table (\w+)", text)
        out += [f"drop index {name}" for name, table in re.findall(r"(?m)^create (?:unique )?index (\w+) on (\w+)", text)
                if table not in own and f"drop index {name};" not in text]
        out += [f"alter table {table} drop column {column}"
                for table, column in re.findall(r"(?m)^alter table (\w+) add column (\w+)", text)]
        out += [f"drop table {name}" for name in reversed(re.findall(r"(?m)^create table (\w+)", text))]
        out.append(f"delete from schema_migration where number = {number}")
    return out


def disturbed(ground, chance, most, *words, **orders):
    """Run a command with a fault at a seeded deed; what it ended with, and what the shim did."""
    kind = chance.choice((KILL, TORN)) if "fault" not in orders else orders.pop("fault")
    shim = Shim(ground.folder, ground.place.files, fault=kind, at=chance.randint(1, most), **orders)
    done = run(shim, *words)
    shim.close()
    return done


def check_import(ground, chance, tally, **orders):
    again = chance.random() < 0.5
    db = ground.place.put_back("ready" if again else "empty")
    words = ("import", "--db", db, "--pack", PACK, ground.folder / f"extracts-{2 if again else 1}")
    done = disturbed(ground, chance, ground.again if again else ground.first, *words, **orders)
    bad = faults(db)
    after = remit(*words, ok=False)
    if after.returncode != 0:
        bad.append(f"the import cannot be gone on with: {after.stderr}")
    bad += faults(db) + differs(casework(db), ground.after_again if again else ground.after_first)
    tally(done, bad)


def check_decision(ground, chance, tally, **orders):
    db, item = ground.place.put_back("ready"), ground.item
    at = chance.randrange(len(STEPS))
    for step in STEPS[:at]:
        remit(*words_of(db, item, step))
    step = STEPS[at]
    done = disturbed(ground, chance, ground.steps[step], *words_of(db, item, step), **orders)
    bad = faults(db)
    if done.returncode == 0 and not is_done(db, item, step):
        bad.append(f"{step} was acknowledged and is gone")
    if is_done(db, item, step) != is_logged(db, item, step):
        bad.append(f"{step} is half done")
    bad += [f"{before} is gone" for before in STEPS[:at] if not is_done(db, item, before)]
    for rest in STEPS[at:]:
        if not is_done(db, item, rest):
            after = remit(*words_of(db, item, rest), ok=False)
            if after.returncode != 0:
                bad.append(f"{rest} cannot be gone on with: {after.stderr}")
                break
    bad += faults(db)
    tally(done, bad)


def check_migration(ground, chance, tally, **orders):
    older = chance.random() < 0.5
    db = ground.place.put_back("older") if older else ground.place.empty()
    words = ("init", "--db", db) if older else ("init", "--db", db, "--pack", PACK, "--demo")
    done = disturbed(ground, chance, ground.upgrade if older else ground.init, *words, **orders)
    bad = []
    after = remit(*words, ok=False)
    if after.returncode != 0:
        bad.append(f"init cannot be gone on with: {after.stderr}")
    else:
        people = rows(db, "select count(*) from account where demo = 1")[0][0]
        bad += faults(db) + ([f"{people} demo accounts"] if people < 8 else [])
        if older:
            bad += differs(casework(db), ground.after_first)
    tally(done, bad)


# ---- the power is cut ----

def read_deeds(path):
    """(what, offset, bytes, path) and where in the file each ends."""
    with open(path, "rb") as file:
        while line := file.readline():
            what, offset, size, name = line.decode().rstrip("\n").split(" ", 3)
            yield what, int(offset), file.read(int(size)), name, file.tell()


def cut(base, deeds, until, chance, target, keeps_order):
    """The disk as it is when the power is cut: what was synced is there; of the rest, each write, each half
    sector of the last one, or nothing. With syncs that were dropped only an order that is kept is fair."""
    disk, pending = {live: bytearray(kept.read_bytes()) for live, kept in base.items()}, {}

    def apply(deed):
        what, offset, data, name = deed
        if what == "u":
            disk.pop(name, None)
        elif what == "t":
            file = disk.setdefault(name, bytearray())
            file[:] = file[:offset].ljust(offset, b"\0")
        else:
            file = disk.setdefault(name, bytearray())
            if len(file) < offset:
                file.extend(bytes(offset - len(file)))
            file[offset:offset + len(data)] = data
    for what, offset, data, name, end in deeds:
        if end > until:
            break
        if name.endswith("-shm") or name.endswith("-waiting"):
            continue
        if keeps_order:
            if what in "wtu":
                apply((what, offset, data, name))
        elif what == "s":
            for deed in pending.pop(name, []):
                apply(deed)
        elif what in "wtu":
            pending.setdefault(name, []).append((what, offset, data, name))
    for name, rest in pending.items():
        for what, offset, data, _ in rest:
            if chance.random() < 0.5:
                size = len(data) if chance.random() < 0.7 else chance.randrange(0, len(data) // 512 + 1) * 512
                apply((what, offset, data[:size], name))
    for file in pathlib.Path(target).parent.glob("work.*"):
        file.unlink()
    for name, content in disk.items():
        pathlib.Path(name).write_bytes(content)


def record(ground, drops):
    """An import and a decision with every deed written down; what was acknowledged, and when."""
    db, item = ground.place.put_back("ready"), ground.item
    deeds = ground.folder / f"deeds-{drops}"
    shim = Shim(ground.folder, ground.place.files, deeds=deeds, drops_syncs=drops)
    acknowledged = []
    for step in STEPS:
        done = run(shim, *words_of(db, item, step))
        acknowledged.append((deeds.stat().st_size, step, done.returncode))
    done = run(shim, "import", "--db", db, "--pack", PACK, ground.folder / "extracts-2")
    acknowledged.append((deeds.stat().st_size, "import", done.returncode))
    shim.close()
    if any(code for _, _, code in acknowledged):
        raise SystemExit(f"not ok - a recorded command failed: {acknowledged} {done.stderr}")
    return deeds, acknowledged


def check_cuts(ground, chance, count, tally, drops):
    """With honest syncs what was acknowledged is there; with dropped ones the database is an earlier one and
    whole, and a root that was kept elsewhere tells that entries are missing."""
    deeds, acknowledged = record(ground, drops)
    end, db = deeds.stat().st_size, ground.place.url
    root = re.search(r"[0-9a-f]{64}", remit("audit", "verify", "--db", db).stdout)
    for _ in range(count):
        until = chance.randint(1, end)
        cut(ground.place.kept["ready"], read_deeds(deeds), until, chance, db, drops)
        bad = faults(db)
        for position, step, _ in acknowledged:
            if step != "import" and position <= until and not drops and not is_done(db, ground.item, step):
                bad.append(f"{step} was acknowledged and is gone")
            if step != "import" and not bad and is_done(db, ground.item, step) != is_logged(db, ground.item, step):
                bad.append(f"{step} is half done")
        if root and until < acknowledged[0][0] // 2 and remit("audit", "verify", "--db", db, "--root", root[0],
                                                             ok=False).returncode == 0:
            bad.append("a root kept elsewhere does not tell that entries are missing")
        after = remit("import", "--db", db, "--pack", PACK, ground.folder / "extracts-2", ok=False)
        if after.returncode != 0:
            bad.append(f"the import cannot be gone on with: {after.stderr}")
        bad += differs(casework(db), ground.after_again)
        tally(None, bad)
    deeds.unlink()
