#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every example of a document through `remit feel --jsonl`.

In a block fenced by ```feel, lines are an expression until one that begins with `=> `, which has the
expected value as an expression, or `null CODE` for a null that carries that problem. A line
`given {...}` (JSON) sets the inputs of what follows in its block. Other fences are refused, so that
no example goes untested.

usage: check_document.py REMIT DOCUMENT
"""
import json
import re
import subprocess
import sys

remit, document = sys.argv[1:3]
KIND = ('(if x = null then "null" else if x instance of string then "string" '
        'else if x instance of list<Any> then "list" else if x instance of context then "context" '
        'else if x instance of number then "number" else if x instance of boolean then "boolean" '
        'else "temporal")')
failures = []


def examples(text):
    """(line, context, expression, expected) of each example."""
    inside, expression, context = False, [], {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("```"):
            if not inside and line != "```feel":
                failures.append(f"{number}: a block that is not ```feel")
            if expression:
                failures.append(f"{number}: an expression without '=>'")
            inside, expression, context = not inside, [], {}
        elif inside and line.startswith("given "):
            context = json.loads(line[len("given "):])
        elif inside and line.startswith("=> "):
            yield number, context, "\n".join(expression), line[len("=> "):]
            expression = []
        elif inside:
            expression.append(line)


def ask(requests):
    lines = "".join(json.dumps(r) + "\n" for r in requests)
    run = subprocess.run([remit, "feel", "--jsonl"], input=lines, capture_output=True, text=True,
                         check=True, timeout=60)
    return [json.loads(line) for line in run.stdout.splitlines()]


def kinds(values, found):
    """The kind of each value, so that a date is not taken for its text."""
    return ask([{"expression": f"{{x: ({v}\n), kind: {KIND}}}.kind", "context": c}
                for v, c in zip(values, found)])


cases = list(examples(open(document, encoding="utf-8").read()))
problem = [re.fullmatch(r"null ([A-Z]+-[A-Z]+)", expected) for *_, expected in cases]
answers = ask([{"expression": e, "context": c} for _, c, e, _ in cases])
wanted = ask([{"expression": "null" if p else e} for (*_, e), p in zip(cases, problem)])
shown = ["null" if "error" in a else e for (_, _, e, _), a in zip(cases, answers)]
kinds_found = kinds(shown, [c for _, c, _, _ in cases])
kinds_wanted = kinds(["null" if p else e for (*_, e), p in zip(cases, problem)], [{}] * len(cases))
for (number, _, expression, expected), p, found, want, *kind in zip(
        cases, problem, answers, wanted, kinds_found, kinds_wanted):
    if p:
        good = found["value"] is None and found.get("code") == p.group(1)
    else:
        good = "error" not in found and "error" not in want and found == want and kind[0] == kind[1]
    if not good:
        failures.append(f"{number}: {expression}: expected {expected}, got {json.dumps(found)} {kind}")
for failure in failures:
    print(f"{document}:{failure}")
print(f"{len(cases) - len(failures)} passed, {len(failures)} failed")
sys.exit(1 if failures or not cases else 0)
