#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Explanations as a user gets them: each file of cases/ has the words of a command after its name,
then the inputs, then what it prints.

    MODEL --decision NAME ...
    {"Input": 1}
    ---
    what is printed

With --json the answer is compared as a value. usage: check.py REMIT FOLDER [--write]
"""
import json
import pathlib
import shlex
import subprocess
import sys

remit, folder = sys.argv[1], pathlib.Path(sys.argv[2])
failed = 0
cases = sorted(folder.glob("cases/*.case"))
for path in cases:
    head, _, expected = path.read_text().partition("\n---\n")
    words, _, inputs = head.partition("\n")
    words = shlex.split(words)
    model = str(folder / "models" / words[0])
    run = subprocess.run([remit, "dmn", "explain", model, *words[1:], "--inputs", inputs],
                         capture_output=True, text=True)
    if "--write" in sys.argv:
        path.write_text(head + "\n---\n" + run.stdout + run.stderr)
        continue
    given = run.stdout + run.stderr
    same = given == expected
    if "--json" in words and run.returncode == 0:
        same = json.loads(given) == json.loads(expected)
    if not same:
        failed += 1
        print(f"failed: {path.name}\n--- expected\n{expected}--- given\n{given}")
print(f"{len(cases) - failed} passed, {failed} failed")
sys.exit(failed != 0 or not cases)
