#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/functions.md from src/feel/builtin.def, docs/messages.md from src/feel/problem.def and
docs/findings.md from src/analysis/finding.def.

usage: engine_reference.py SOURCE_ROOT [--check]     with --check only says whether they are current
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
KINDS = {"NUMBER": "number", "STRING": "string", "BOOLEAN": "boolean", "DATE": "date", "TIME": "time",
         "DATE_TIME": "date and time", "DAYS_DURATION": "days and time duration",
         "MONTHS_DURATION": "years and months duration", "LIST": "list", "CONTEXT": "context",
         "RANGE": "range", "FUNCTION": "function", "NULLS": "null", "ANY": "Any",
         "NUMBERS": "list of numbers", "PATTERN": "string", "FLAGS": "string or null", "ANY | OF_NUMBERS": "number"}
TEXT = r'"((?:[^"\\]|\\.)*)"'
TEXTS = r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*'  # as the compiler joins them


def kinds_in_words(kinds):
    if kinds.strip() in KINDS:
        return KINDS[kinds.strip()]
    return " or ".join(KINDS.get(k.strip(), k.strip().lower()) for k in kinds.split("|"))


def parameters(tail):
    found = []
    for how, name, kinds in re.findall(rf'(P|OPTIONAL|MANY)\({TEXT},\s*([^)]*)\)', tail):
        shown = f"{name}: {kinds_in_words(kinds)}"
        found.append({"P": shown, "OPTIONAL": f"[{shown}]", "MANY": f"{shown}, ..."}[how])
    return ", ".join(found)


def functions():
    source = (root / "src/feel/builtin.def").read_text()
    out = ["# FEEL functions", "",
           "Made by `tools/engine_reference.py` from `src/feel/builtin.def`; change it there. Every",
           "function takes its arguments by position or by name. `[x]` may be left out; `...` takes any",
           "number. 'Since' is the version of DMN; *remit* marks what the specification does not have.", ""]
    for block in re.split(r"(?m)^(?=BUILTIN|OVERLOAD|/\* [A-Z])", source):
        heading = re.match(r"/\* ([A-Z][\w ,]*?)(?: \(.*)? \*/\s*$", block.strip())
        row = re.match(rf'(?:BUILTIN|OVERLOAD)\({TEXT},\s*(\w+),\s*{TEXT},\s*([\w |]+),\s*{TEXT},?(.*)\)\s*$',
                       block.split("\n\n/*")[0].strip(), re.S)
        if heading:
            out += ["", f"## {heading.group(1)}", "", "| function | since | |", "| --- | --- | --- |"]
        elif row:
            name, _, since, result, about, tail = row.groups()
            cell = f"{name}({parameters(tail)}): {kinds_in_words(result)}".replace("|", "\\|")
            about = about.replace("|", "\\|").replace('\\"', '"')
            out.append(f"| `{cell}` | {since} | {about} |")
    return "\n".join(out) + "\n"


def messages():
    source = (root / "src/feel/problem.def").read_text()
    out = ["# Problems", "",
           "Made by `tools/engine_reference.py` from `src/feel/problem.def`; change it there. FEEL turns",
           "errors into null. Here every such null carries one of these codes, with a sentence, the",
           "place and what to do. An example is a FEEL text, or a decision of a model.", "",
           "| code | example | what to do |", "| --- | --- | --- |"]
    for _, code, example, remedy in re.findall(
            rf'PROBLEM\((\w+), {TEXT},\s*({TEXTS}),\s*{TEXT}\)', source):
        shown = "".join(re.findall(TEXT, example)).replace('\\"', '"').replace("\\\\", "\\")
        out.append(f"| `{code}` | `{shown}` | {remedy} |".replace("||", "\\|\\|"))
    return "\n".join(out) + "\n"


def findings():
    source = (root / "src/analysis/finding.def").read_text()
    out = ["# Findings", "",
           "Made by `tools/engine_reference.py` from `src/analysis/finding.def`; change it there. What",
           "`remit dmn check` finds in a model. An example is a table: its name and hit policy, its inputs,",
           "its outputs, then rule by rule the cells and what they give.", ""]
    for code, weight, example, meaning, remedy in re.findall(
            rf'FINDING\(\w+, {TEXT}, (\w+),\s*({TEXTS}),\s*({TEXTS}),\s*({TEXTS})\)', source):
        shown, meaning, remedy = ("".join(re.findall(TEXT, text)).replace('\\"', '"') for text in
                                  (example, meaning, remedy))
        out += [f"## {code}", "", f"{weight.capitalize()}. {meaning} {remedy}", ""]
        if shown:
            out += ["```", *shown.split("\\n"), "```", ""]
    return "\n".join(out).rstrip() + "\n"


def main():
    stale = False
    for name, text in (("functions", functions()), ("messages", messages()), ("findings", findings())):
        path = root / f"docs/{name}.md"
        if path.exists() and path.read_text() == text:
            continue
        stale = True
        if "--check" in sys.argv:
            print(f"docs/{name}.md is stale: run tools/engine_reference.py .")
        else:
            path.write_text(text)
    return stale and "--check" in sys.argv


if __name__ == "__main__":
    sys.exit(main())
