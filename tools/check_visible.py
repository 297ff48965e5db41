#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who does not see a case must not be told of it by a list or a count: check_visible.py SOURCE_ROOT

Each named statement that reads a table of cases and is not about one case, item or document (whose use case asks
app/access.h) must leave out what the reader does not see, by {visible COLUMN} of statements/access.sql; or stand in
tools/visible.txt with the reason why it need not. What stands there without need is an error too.
The tables are those of src/app/held.def.
"""
import pathlib
import re
import sys

ONE = re.compile(r"= :(?:id|item_id|root_id|person_id|document_id|decision_id|origin_id|number|kept_id)\b|\{family ")
BESIDE = {"merged_record", "audit_written"}  # told of in held.def as another's, and yet of cases; a view


def tables(root):
    text = re.sub(r"/\*.*?\*/", "", (root / "src/app/held.def").read_text(), flags=re.S)
    return set(re.findall(r"(?m)^(?:HELD|HELD_OTHERWISE)\((\w+)", text)) - {"content"} | BESIDE


def statements(path):
    name, lines = None, []
    for line in path.read_text().splitlines():
        found = re.match(r"--\s*(name|macro):\s*(\w+)", line)
        if found:
            if name:
                yield name, " ".join(lines)
            name, lines = found[2] if found[1] == "name" else None, []
        elif not line.startswith("--"):
            lines.append(line)
    if name:
        yield name, " ".join(lines)


def tells(sql, of_cases):
    """Does it list or count cases, or what belongs to them, without leaving any out?"""
    reads = set(re.findall(r"\b(?:from|join)\s+(\w+)", sql)) & of_cases
    return bool(reads) and re.match(r"\s*(select|with)\b", sql) and "{visible " not in sql and not ONE.search(sql)


def exceptions(path):
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            yield name, reason.strip()


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    of_cases, bad = tables(root), []
    if not tells("select id from work_item where state = :state", of_cases):
        bad.append("this check finds nothing: it is broken")
    told = dict(exceptions(root / "tools/visible.txt"))
    bad += [f"tools/visible.txt: {name} has no reason" for name, reason in told.items() if len(reason.split()) < 4]
    telling = {name: path.relative_to(root) for path in sorted((root / "src/store/statements").glob("*.sql"))
               for name, sql in statements(path) if tells(sql, of_cases)}
    bad += [f"{path}: {name} tells of cases that the reader may not see: write {{visible COLUMN}} in it, or say in "
            "tools/visible.txt why it need not" for name, path in telling.items() if name not in told]
    bad += [f"tools/visible.txt: {name} stands there without need" for name in told if name not in telling]
    for line in bad:
        print(line)
    print("visible: " + ("ok" if not bad else f"{len(bad)} broken"))
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
