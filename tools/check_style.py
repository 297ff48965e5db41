#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The habits of the house that a machine can see.

Lines of at most 100 columns (tabs count 8), functions of at most 70 lines, headers of at most 300,
use cases of at most 150; no banned calls; setjmp in base/arena.c alone (and in the test of a host
that leaves by it); SQL only in store; markup
only in html/, and a part of a page (struct html_part) only there; a licence line on every source file; no words of a pack in C.
"""
import pathlib
import re
import sys

MAY_JUMP = ("src/base/arena.c", "tests/dmn/test_limits.c")
BANNED = re.compile(r"\b(sprintf|strcpy|strcat|strtok|gets|atoi|atol|alloca|tmpnam|system|popen)\s*\(")
SQL = re.compile(r'"[^"\n]*\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b')
MARKUP = re.compile(r'"[^"\n]*</?(p|div|table|tr|td|th|h1|h2|html|body|span|ul|li|dl|dt|dd)\b[^"\n]*>')
PART = re.compile(r"\.markup\b|\(struct html_part\)\s*\{\s*[^0\s}]")
PACK_WORDS = re.compile(r"\b(curfew|violation|allegation|tribunal|immigration|bail)\b", re.I)
SPDX = "SPDX-License-Identifier: Apache-2.0"


def functions(lines):
    """(name, first line, length) of each function: a brace in column 0 opens and closes it."""
    start = None
    for i, line in enumerate(lines):
        if line.startswith("{"):
            start = i
        elif line.startswith("}") and start is not None:
            j = start - 1
            while j > 0 and not re.search(r"\w+\(", lines[j]):
                j -= 1
            name = re.search(r"(\w+)\(", lines[j])
            yield (name.group(1) if name else "?", j + 1, i - j + 1)
            start = None


def check(path, root, bad):
    where = path.relative_to(root)
    lines = path.read_text().splitlines()
    if not any(SPDX in line for line in lines[:3]):
        bad.append(f"{where}: the first line must hold {SPDX}")
    if path.suffix == ".h" and len(lines) > 300 and where.name != "dmn.h":
        bad.append(f"{where}: {len(lines)} lines; a header has at most 300")
    for number, line in enumerate(lines, 1):
        code = re.sub(r"//.*|/\*.*?\*/", "", line)
        if len(line.expandtabs(8)) > 100 and '"' not in line:
            bad.append(f"{where}:{number}: longer than 100 columns")
        if BANNED.search(code) and path.name not in ("check_style.py",):
            bad.append(f"{where}:{number}: banned call {BANNED.search(code).group(1)}")
        if re.search(r"\b(setjmp|longjmp)\s*\(", code) and str(where) not in MAY_JUMP:
            bad.append(f"{where}:{number}: setjmp and longjmp live in base/arena.c alone")
        if str(where).startswith("src/"):
            if SQL.search(code) and not str(where).startswith("src/store/"):
                bad.append(f"{where}:{number}: SQL outside store")
            if MARKUP.search(code) and not str(where).startswith("src/html/"):
                bad.append(f"{where}:{number}: markup outside html/")
            if PART.search(code) and not str(where).startswith("src/html/"):
                bad.append(f"{where}:{number}: a struct html_part is filled in html/ alone")
            if PACK_WORDS.search(code):
                bad.append(f"{where}:{number}: a pack's word in C: {PACK_WORDS.search(code).group(0)}")
    if path.suffix == ".c":
        for name, first, length in functions(lines):
            if length > 70:
                bad.append(f"{where}:{first}: {name} has {length} lines; a function has at most 70")
    if str(where).startswith("src/app/") and path.suffix == ".c" and len(lines) > 150:
        bad.append(f"{where}: {len(lines)} lines; a use case has at most 150")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    bad = []
    for folder in ("src", "tests", "fuzz", "include", "verifier"):
        for path in sorted((root / folder).rglob("*.[ch]")):
            check(path, root, bad)
    for line in bad:
        print(line)
    print("style: " + ("ok" if not bad else f"{len(bad)} broken"))
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
