#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/pack_keys.md, the reference of every key of a pack, from src/pack/*.def.

usage: pack_keys.py SOURCE_ROOT [--check]     with --check only says whether the page is current
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
pack = (root / "src/pack/pack.def").read_text()
words = (root / "src/pack/words.def").read_text()
cases = (root / "src/pack/case.def").read_text()

FILES = [
    ("PACK", "pack.yaml", "What the work is: records, codes, roles, the decision and its form."),
    ("IMPORT", "import/NAME.yaml", "How one source system's extract becomes records."),
    ("LANGUAGE", "letters/words.TAG.yaml", "What the pack's own words are in another language of its letters."),
    ("REPORTS", "reports.yaml", "Measures, each defined once, and the tables over them."),
    ("SCENARIO", "scenarios/NAME.yaml", "A story: what is done step by step with the program's commands, and what holds then."),
    ("SYNTH", "synth/NAME.yaml", "Totals from which `remit synth` makes a caseload."),
]
KINDS = {"MAP": "keys", "TABLE": "table", "ITEMS": "list", "WORDS": "words", "TEXT": "text",
         "NAME": "name", "YES_NO": "yes or no", "DATE": "date", "PERIOD": "duration",
         "MAP_OR_TEXT": "keys or text"}
out = ["# Packs: every key", "",
       "Made by `tools/pack_keys.py` from `src/pack/pack.def`; change it there. `*` stands for any",
       "name, `[]` for each item of a list. A key that is not here is an error.", "",
       "`remit pack check DIR` finds what is wrong, with its models too ([analysis](analysis.md));",
       "`remit pack test DIR` runs `cases.csv`, and",
       "`remit pack test --mutate DIR` shows which rules no case holds in place.", ""]
for name, file, about in FILES:
    out += [f"## {file}", "", about, "", "| key | is | needed | means |", "| --- | --- | --- | --- |"]
    for path, kind, need, text in re.findall(
            rf'PACK_KEY\({name}, "([^"]*)", (\w+), (\w+), "((?:[^"\\]|\\.)*)"\)', pack):
        if path:
            shown = text.replace("|", "\\|")
            out.append(f"| `{path}` | {KINDS[kind]} | {'yes' if need == 'NEEDED' else ''} | {shown} |")
    out.append("")
out += ["## The closed word lists", ""]
for title, macro in [("Types of a field", "PACK_TYPE"), ("Sensitivity of a field", "PACK_SENSITIVITY"),
                     ("Direction of an outcome", "PACK_DIRECTION")]:
    out += [f"{title}:", ""]
    for word, rest, text in re.findall(rf'{macro}\(\w+, "([\w-]+)",\s*(\w+,)?\s*"([^"]*)"\)', words):
        out.append(f"- `{word}`: {text}")
    out.append("")
out += ["## cases.csv", "",
        "A row is a test: `name`, `as_of`, inputs (`Condition.basis` for a field of a single record, a",
        "JSON list under the input's name for a list, and `Quality`), expectations and `source`.", ""]
for column, decision, need, text in re.findall(
        r'CASE_EXPECTATION\(\w+, "(\w+)", "([^"]+)", (\w+),\s*"([^"]*)"\)', cases):
    out.append(f"- `{column}`{' (needed)' if need == 'true' else ''}, of the decision {decision}: {text}")
page = "\n".join(out) + "\n"
target = root / "docs/pack_keys.md"
if "--check" in sys.argv:
    current = target.exists() and target.read_text() == page
    print("docs/pack_keys.md: " + ("ok" if current else "run tools/pack_keys.py ."))
    sys.exit(not current)
target.write_text(page)
