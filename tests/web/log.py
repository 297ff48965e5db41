#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The log against whoever can write the database: each way to tamper with it is found, by `audit verify` and by
remit-verify, and what and where is said; checkpoints, their sending, proofs and exports.

If this fails, somebody can change what was recorded and nobody can tell. Prints TAP. usage: log.py REMIT PACK
"""
import hashlib
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

from serving import (DOUBT, EO, NAME, PACK, REMIT, ROOT, Browser, Site, on_both, point, prepare, remit, rows,
                     rows_of_postgres, verified)

VERIFY = str(pathlib.Path(REMIT).parent / "remit-verify")
ORIGIN = "hub.example/log"
MEMBERS = ("number", "at", "actor", "kind", "action", "purpose", "face", "subject", "subject_id", "person_type",
           "person_id", "details_hash", "batch_count", "batch_root")


def is_postgres(db):
    return str(db).startswith("postgresql:")


def change(db, *statements):
    """Past the program."""
    if is_postgres(db):
        rows_of_postgres(db, ";".join(statements), ())
        return
    connection = sqlite3.connect(db)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


class Copies:
    """The database as it was, as often as it is asked for."""

    def __init__(self, db):
        self.db, self.count = db, 0

    def make(self):
        self.count += 1
        if not is_postgres(self.db):
            copy = f"{self.db}-{self.count}"
            with sqlite3.connect(self.db) as source, sqlite3.connect(copy) as target:
                source.backup(target)
            return copy
        name = f"copy{self.count}"
        head, rest = self.db.split("///")
        own, query = rest.split("?")
        rows_of_postgres(f"{head}///postgres?{query}", f'create database {name} template "{own}"', ())
        return f"{head}///{name}?{query}"


def verifier(*words):
    return subprocess.run([VERIFY, *map(str, words)], capture_output=True, text=True, errors="replace")


def with_checkpoints(db, keys):
    return remit("audit", "verify", "--db", db, "--checkpoint", keys / "checkpoints", "--key", keys / "key.pub", ok=False)


def exported(db, folder):
    """What the verifier says of the database's export, with the checkpoints that have left the machine."""
    file = folder / "export"
    file.unlink(missing_ok=True)
    done = remit("audit", "export", "--db", db, file, ok=False)
    if done.returncode != 0:
        return done
    return verifier("log", file, folder / "keys/checkpoints", folder / "keys/key.pub")


def size_of(db):
    return rows(db, "select count(*) from audit_entry")[0][0]


# The tree, once more: what a database administrator would write to make it all agree.

def leaf_of(entry):
    form = b"remit-audit-entry/1\n"
    for member in MEMBERS:
        value = entry[member]
        value = bytes(value) if isinstance(value, (bytes, memoryview)) else str("" if value is None else value).encode()
        form += b"%d:%s\n" % (len(value), value)
    return hashlib.sha256(b"\0" + form).digest()


def read_log(db):
    names = ", ".join(MEMBERS)
    if not is_postgres(db):
        found = rows(db, f"select {names}, detail from audit_entry order by number")
    else:
        found = rows(db, "select number, at, actor, kind, action, purpose, face, subject, subject_id, person_type, "
                         "coalesce(person_id, 0), 'x' || encode(details_hash, 'hex'), batch_count, 'x' || encode(batch_root, 'hex'), "
                         "detail from audit_entry order by number")
    entries = [dict(zip((*MEMBERS, "detail"), row)) for row in found]
    for entry in entries:
        for name in ("details_hash", "batch_root"):
            if is_postgres(db):
                entry[name] = bytes.fromhex(entry[name][1:])
        entry["person_id"] = entry["person_id"] or 0
    return entries


def literal(db, value):
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'" if is_postgres(db) else f"x'{value.hex()}'"
    if value is None or isinstance(value, int):
        return "null" if value is None else str(value)
    return "'" + value.replace("'", "''") + "'"


def insert_of(db, entry, leaf):
    values = [entry[name] for name in MEMBERS]
    values[9:11] = [entry["person_type"] or None, entry["person_id"] if entry["person_type"] else None]
    values = ", ".join(literal(db, value) for value in [*values, entry["detail"] or None, leaf])
    return f"insert into audit_entry ({', '.join(MEMBERS)}, detail, leaf) values ({values})"


def write_log(db, entries):
    """All of it anew: entries, nodes, and a root wherever there was one that still fits."""
    sizes = [size for (size,) in rows(db, "select size from audit_root order by size") if size < len(entries)]
    statements = ["delete from audit_entry", "delete from audit_node", "delete from audit_root"]
    peaks, size = {}, 0
    for number, entry in enumerate(entries):
        entry["number"] = number
        node = leaf_of(entry)
        statements.append(insert_of(db, entry, node))
        level = 0
        while size >> level & 1:
            node = hashlib.sha256(b"\1" + peaks[level] + node).digest()
            level += 1
            statements.append(f"insert into audit_node values ({level}, {number >> level}, {literal(db, node)})")
        peaks[level] = node
        size += 1
        if size in sizes or size == len(entries):
            root = None
            for at in range(64):
                if size >> at & 1:
                    root = peaks[at] if root is None else hashlib.sha256(b"\1" + peaks[at] + root).digest()
            statements.append(f"insert into audit_root values ({size}, {literal(db, root)}, 0)")
    change(db, *statements)


def signed(db, keys):
    return remit("audit", "checkpoint", "--db", db, keys, ok=False)


def check_keys(db, folder):
    keys = folder / "keys"
    line = remit("audit", "key", keys, "--name", ORIGIN).stdout.strip()
    point("a key is made outside the database, for its owner alone", re.fullmatch(r"hub.example/log\+[0-9a-f]{8}\+\S{44}", line)
          and (keys / "key").stat().st_mode & 0o777 == 0o600 and (keys / "key.pub").read_text().strip() == line, line)
    point("its public half can be told again", remit("audit", "key", keys).stdout.strip() == line)
    again = remit("audit", "key", keys, "--name", "other.example", ok=False)
    point("a key is never written over", again.returncode == 5, again.stderr)
    point("a name with a space is refused", remit("audit", "key", folder / "k2", "--name", "a b", ok=False).returncode == 2)
    (keys / "key").chmod(0o644)
    loose = signed(db, keys)
    point("a key that others may read signs nothing", loose.returncode == 6 and not (keys / "checkpoints").exists(), loose)
    (keys / "key").chmod(0o600)
    refused = remit("audit", "checkpoint", "--db", db, "--as", "auditor", keys, ok=False)
    point("an auditor does not sign", refused.returncode == 6, refused.stderr)


def check_sending(db, folder):
    keys, sent = folder / "keys", folder / "sent"
    (keys / "send").write_text(f"# whoever keeps it\ncat >> {sent}\n\nfalse\ncat >> {sent}\n")
    done = signed(db, keys)
    note = (keys / "checkpoints").read_text()
    point("a checkpoint is kept, and given to every command", done.returncode == 8 and sent.read_text() == note * 2
          and done.stdout == note, done)
    entry = rows(db, "select kind, purpose, detail from audit_entry where action = 'audit-checkpoint' order by number desc")[0]
    point("a command that fails is told, and in the log", "'false' did not take it" in done.stderr
          and entry[:2] == ("checkpoint", "not-sent") and "false" in entry[2], (done.stderr, entry))
    (keys / "send").chmod(0o666)
    loose = signed(db, keys)
    point("commands that others may write are not run", loose.returncode == 6 and sent.read_text() == note * 2, loose)
    (keys / "send").chmod(0o644)
    (keys / "send").write_text(f"cat >> {sent}\n")
    number = re.search(r"Job (\d+):", remit("job", "add", "--db", db, "checkpoint", keys, "--every", "minute").stdout)[1]
    said = remit("worker", "--db", db, "--once").stdout
    waits = rows(db, "select state from job where id = ? and every = 60", int(number))
    count = (keys / "checkpoints").read_text().count(ORIGIN + "\n")
    point("a worker signs on a schedule", f"job {number} checkpoint" in said and "done" in said and waits == [("open",)]
          and count == 3 and sent.read_text().count(ORIGIN + "\n") == 3, (said, waits, count))


def check_good(db, folder):
    keys = folder / "keys"
    before = (keys / "checkpoints").read_text()
    with open(keys / "checkpoints", "a") as file:
        file.write(before[:70])
    torn = with_checkpoints(db, keys)
    point("a file that was torn is told", torn.returncode == 3 and "the file ends in it" in torn.stderr, torn)
    point("the next one mends it", signed(db, keys).returncode == 0
          and (keys / "checkpoints").read_text().startswith(before), (keys / "checkpoints").read_text())
    done = with_checkpoints(db, keys)
    point("a log that was let alone agrees with every checkpoint", done.returncode == 0
          and "4 checkpoints hold" in done.stdout, done)
    said = exported(db, folder)
    point("and so says who does not trust this program", said.returncode == 0 and said.stdout.startswith("holds: "), said)
    point("checkpoints want a key", remit("audit", "verify", "--db", db, "--checkpoint", keys / "checkpoints",
                                          ok=False).returncode == 2)
    remit("audit", "key", folder / "others", "--name", ORIGIN)
    foreign = remit("audit", "verify", "--db", db, "--checkpoint", keys / "checkpoints", "--key",
                    folder / "others/key.pub", ok=False)
    point("of another's key they show nothing", foreign.returncode == 3 and "none of the keys" in foreign.stderr, foreign)


def check_proofs(db, folder):
    keys = folder / "keys"
    sizes = [int(line) for line in (keys / "checkpoints").read_text().split("\n") if line.isdigit()]
    by = ("--checkpoint", keys / "checkpoints", "--key", keys / "key.pub")
    wrong = []
    for number in (0, 1, sizes[0] - 1, sizes[0], sizes[-1] - 1):
        remit("audit", "prove", "--db", db, number, *by, "--out", folder / "proof")
        said = verifier("inclusion", folder / "proof", keys / "key.pub")
        if said.returncode != 0 or f"entry {number} of the" not in said.stdout or f":{number}\n" not in said.stdout:
            wrong.append((number, said))
    point("an entry is proved to be in what was signed", not wrong, wrong)
    for before in sizes:
        remit("audit", "consistency", "--db", db, before, *by, "--out", folder / "grown")
        said = verifier("consistency", keys / "checkpoints", folder / "grown", keys / "key.pub")
        if said.returncode != 0:
            wrong.append((before, said))
    point("that the log only grew is proved", not wrong, wrong)
    late = remit("audit", "prove", "--db", db, sizes[-1], *by, ok=False)
    point("what no checkpoint has yet cannot be proved", late.returncode == 4, late.stderr)
    kinds = rows(db, "select count(*) from audit_entry where kind = 'disclosure' and action = 'audit-prove'")
    point("each proof is a disclosure in the log", kinds[0][0] == 6 + len(sizes) - 1, kinds)
    remit("audit", "consistency", "--db", db, sizes[0], *by, "--out", folder / "grown")
    check_hostile(folder, keys)


def check_hostile(folder, keys):
    """Any byte of a proof or a checkpoint that is changed, and any place where it is cut, is found; nothing falls over."""
    let_in, fell = [], []
    for name, words in (("proof", ["inclusion", "{}", keys / "key.pub"]),
                        ("grown", ["consistency", keys / "checkpoints", "{}", keys / "key.pub"])):
        good, bad = (folder / name).read_bytes(), folder / "bad"
        cases = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1:] for at in range(0, len(good), 3)]
        cases += [good[:at] for at in range(0, len(good), 7)] + [good + good, b"", b"\n\n\n\n", b"\0" * 5000, b"\xff\xfe"]
        for case in cases:
            bad.write_bytes(case)
            done = verifier(*[bad if word == "{}" else word for word in words])
            if done.returncode == 0:
                let_in.append((name, case))
            if done.returncode not in (0, 1, 2) or "Sanitizer" in done.stderr:
                fell.append((name, case, done))
    point("no changed or cut proof is believed", not let_in, let_in)
    point("and none makes the verifier fall over", not fell, fell)


def told_of(name, copy, folder, words, of_export):
    done = with_checkpoints(copy, folder / "keys")
    point(f"{name}: audit verify says so", done.returncode == 12 and re.search(words, done.stderr), done.stderr)
    said = exported(copy, folder)
    point(f"{name}: so does the verifier, or there is no export", said.returncode != 0
          and re.search(of_export, said.stderr), said.stderr)


def check_tampered(db, folder, copies):
    number = rows(db, "select number from audit_entry where action = 'run' order by number limit 1")[0][0]
    copy = copies.make()
    change(copy, f"update audit_entry set actor = 'somebody' where number = {number}")
    told_of("a row altered", copy, folder, f"entry {number}: an entry was altered", f"entry {number} was altered")
    copy = copies.make()
    change(copy, f"delete from audit_entry where number = {number}")
    told_of("a row removed", copy, folder, f"entry {number}: an entry is missing", f"entry {number} cannot be read or is missing")
    copy = copies.make()
    change(copy, f"update audit_entry set number = -1 where number = {number}",
           f"update audit_entry set number = {number} where number = {number + 1}",
           f"update audit_entry set number = {number + 1} where number = -1")
    told_of("two rows in each other's place", copy, folder, f"entry {number}: an entry was altered", f"entry {number} was altered")


def check_put_behind(db, copies):
    """Behind the newest root, where no node of the tree has to agree."""
    for more in (0, 1):
        copy = copies.make()
        if size_of(copy) % 2 != more:
            remit("status", "--db", copy)
        entries = read_log(copy)
        entry = {**entries[-1], "number": len(entries)}
        change(copy, insert_of(copy, entry, leaf_of(entry)))
        done = verified(copy)
        point(f"an entry put behind the newest root of {'an odd' if more else 'an even'} number is found", done.returncode == 12
              and re.search("in no recorded root|a node of the tree is missing", done.stderr), done.stderr)


def cut_off(db, size):
    write_log(db, read_log(db)[:size])


def check_truncated(db, folder, copies):
    sizes = [int(line) for line in (folder / "keys/checkpoints").read_text().split("\n") if line.isdigit()]
    size = sizes[-1] - 2
    copy = copies.make()
    cut_off(copy, size)
    refused = signed(copy, folder / "keys")
    point("of a log that was cut off nothing is signed", refused.returncode == 12 and "nothing is signed" in refused.stderr, refused)
    cut_off(copy, size)
    told_of("a log cut off after a checkpoint left the machine", copy, folder,
            f"truncated: it has {size} entries, and {sizes[-1]} were signed", "truncated|rewritten")
    copy = copies.make()
    cut_off(copy, size)
    alone = verified(copy)
    point("which nobody can tell without one", alone.returncode == 0, alone.stderr)


def check_forged(db, folder, copies):
    """By who can write all of it, and makes the whole tree anew, so that the log agrees with itself."""
    sizes = [int(line) for line in (folder / "keys/checkpoints").read_text().split("\n") if line.isdigit()]
    kept, after = sizes[1], sizes[2]
    entries = read_log(db)
    look = next(e["number"] for e in entries[kept:] if e["kind"] != "decision")
    for name in ("altered", "removed", "put in"):
        copy, forged = copies.make(), [dict(entry) for entry in entries]
        if name == "altered":
            forged[look]["actor"] = 'some "body" \\ of\n\t\r\x01 \u00e9'  # with all that JSON escapes
        elif name == "removed":
            del forged[look]
        else:
            forged.insert(look, {**forged[look], "actor": "somebody"})
        write_log(copy, forged)
        told_of(f"an entry {name} by who can write it all", copy, folder,
                f"rewritten: entries from {kept} to {after - 1}", f"rewritten: entries from {kept} to {after - 1}")


def check_forked(db, folder, copies):
    """Two logs under one key: each grows by itself, and somebody sees what was signed of both."""
    copy, keys, other = copies.make(), folder / "keys", folder / "forked"
    shutil.copytree(keys, other)
    (other / "checkpoints").unlink()
    remit("status", "--db", copy)
    remit("status", "--db", copy)
    signed(copy, other)
    mine, theirs = copies.make(), (other / "checkpoints").read_text()
    keys = folder / "mine"
    shutil.copytree(folder / "keys", keys)
    signed(mine, keys)
    remit("status", "--db", mine)
    signed(mine, keys)
    both = folder / "both"
    both.write_text((keys / "checkpoints").read_text() + theirs)
    done = remit("audit", "verify", "--db", mine, "--checkpoint", both, "--key", keys / "key.pub", ok=False)
    point("a log that was forked: audit verify says so", done.returncode == 12 and "forked" in done.stderr, done.stderr)
    file = folder / "export"
    file.unlink(missing_ok=True)
    remit("audit", "export", "--db", mine, file)
    said = verifier("log", file, both, keys / "key.pub")
    point("a log that was forked: so does the verifier", said.returncode == 1 and "forked" in said.stderr, said.stderr)
    grown, last = folder / "grown", re.findall(r"\n(\d+)\n", theirs)[-1]
    remit("audit", "consistency", "--db", mine, last, "--checkpoint", keys / "checkpoints", "--key", keys / "key.pub",
          "--out", grown)
    said = verifier("consistency", other / "checkpoints", grown, keys / "key.pub")
    point("that one grew out of the other cannot be proved", said.returncode == 1 and "not those that were signed before"
          in said.stderr, said)


def last(db, action):
    found = rows(db, "select kind, actor, purpose, subject_id, coalesce(person_id, 0), coalesce(detail, '') from audit_entry "
                     "where action = ? order by number desc limit 1", action)
    return found[0] if found else None


def check_kinds(db, folder):
    """What each event leaves in the log: its kind, who, and what a list or a search has shown."""
    site = Site(db)
    person = Browser(site, EO)
    entry = last(db, "sign-in")
    point("signing in is an entry", entry[:2] == ("access", EO), entry)
    anybody = Browser(site)
    anybody.post("/sign-in", {"name": "operator", "password": "not this one, surely"})
    point("so is being turned away", last(db, "sign-in")[0] == "refusal", last(db, "sign-in"))
    page = person.get("/worklist").text
    entry = last(db, "worklist")
    shown = re.search(r'"items":\[([\d,]*)\]', entry[5])[1].split(",")
    point("a list says what it has shown", entry[:2] == ("consultation", EO)
          and set(shown) == set(re.findall(r'href="/items/(\d+)"', page)), (entry, page))
    root, key = rows(db, f"select _id, reference from rec_{ROOT} order by _id limit 1")[0]
    person.get(f"/cases?reference={key}")
    entry = last(db, "worklist")
    point("a search, whom it has found", entry[:5] == ("consultation", EO, "search", root, root), entry)
    person.get("/cases?reference=NOBODY")
    entry = last(db, "worklist")
    point("or that it found nobody", entry[:5] == ("consultation", EO, "search", 0, 0), entry)
    page = person.get(f"/quality/missing?field={DOUBT[0]}").text
    entry = last(db, "quality")
    shown = re.search(r'"cases":\[([\d,]*)\]', entry[5])[1].split(",")
    point("cases that lack a value are a search too", entry[2] == "search"
          and set(shown) - {""} == set(re.findall(r'href="/cases/(\d+)"', page)), (entry, page))
    remit("document", "add", "--db", db, NAME, folder / "extracts/manifest", "--type", "MEDICAL", ok=False)
    person.get("/documents")
    point("documents that wait are a list too", '"documents":[' in last(db, "document")[5], last(db, "document"))
    refused = person.get("/load")
    point("what is refused is an entry", refused.status == 403 and last(db, "load")[0] == "refusal", last(db, "load"))
    joined = last(db, "join")
    point("an import is collection, and combination where sources were joined", last(db, "import")[0] == "collection"
          and (joined[0] == "combination" and '"joined":' in joined[5] if NAME == "em-review" else joined is None), joined)
    remit("backup", "--db", db, folder / "backup")
    point("a backup is a disclosure", last(db, "backup")[0] == "disclosure", last(db, "backup"))
    point("taking a pack up is a change of rules", last(db, "take-pack")[0] == "rule", last(db, "take-pack"))
    known = dict(re.findall(r'AUDIT_KIND\((\w+), "([\w-]+)"', (PACK.parent.parent / "src/audit/kind.def").read_text()))
    told = set(re.findall(r"^\| `([\w-]+)` \|", (PACK.parent.parent / "docs/log.md").read_text(), re.M))
    point("docs/log.md tells every kind", told == set(known.values()), told ^ set(known.values()))
    point("the server ends well", site.stop(), site.said)


def check(db, folder):
    prepare(db, folder / "extracts", 12)
    check_kinds(db, folder)
    check_keys(db, folder)
    check_sending(db, folder)
    check_good(db, folder)
    check_proofs(db, folder)
    copies = Copies(db)
    check_tampered(db, folder, copies)
    check_put_behind(db, copies)
    check_truncated(db, folder, copies)
    check_forged(db, folder, copies)
    check_forked(db, folder, copies)
    done = verified(db)
    point("the log verifies in the end", done.returncode == 0, done.stderr)


def check_size():
    """Short enough to be read by who trusts nobody."""
    files = sorted((pathlib.Path(__file__).resolve().parents[2] / "verifier").glob("*.[ch]"))
    text = "\n".join(file.read_text() for file in files)
    code = [line for line in re.sub(r"/\*.*?\*/", "", text, flags=re.S).split("\n") if line.strip()]
    alone = not re.search(r'#include "(?!verifier\.h)', text)
    point("the verifier has under 500 lines of C, and nothing of the program's", len(code) < 500 and alone, len(code))


if __name__ == "__main__":
    check_size()
    sys.exit(on_both("log", check))
