#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Decision tables as a person would write them on paper, to models; and what a check finds in them.

	table NAME U            hit policy: U A P F R O C, C+ C< C> C#; `bkm NAME U` for a knowledge model
	inputs age: number; kind: string in "A", "B"; Person.status: string; Person.age < 18
	unused name: string     required, and in no column
	outputs string          or: fee: number in 1, 2 default 0; other: string
	< 18 | "A" => 1         a rule; `=> 1, 2` for two outputs; `# note` at its end annotates

	decision NAME: type     whose logic is not a table; `knowledge NAME: type` likewise
	needs age: number in 1, null; f     what it requires: an input, or an element of the case by name
	takes p: number         parameters of a knowledge model
	feel age + 1            its logic; or `xml <context>...`, as many lines as it takes
	raw <itemDefinition>... what stands in the model as it is

An input that is a decision's name is that decision, else an input data; `a.b` is a member of the
input data `a`. A table with a line `needs` requires that, whatever its columns are. Other lines of a file of cases: `= line` is a finding expected, `--` begins the next
case, `//` a remark.

Two versions are parted by `~~`: then what `remit dmn diff` says is expected, line by line. A file named
test.cases expects the lines of `remit dmn test`.

usage: tables.py REMIT FILE...        run the cases
       tables.py REMIT --def FILE     each example of finding.def gives its finding
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape, quoteattr

POLICIES = {"U": "UNIQUE", "A": "ANY", "P": "PRIORITY", "F": "FIRST", "R": "RULE ORDER",
            "O": "OUTPUT ORDER", "C": "COLLECT"}
AGGREGATIONS = {"+": "SUM", "<": "MIN", ">": "MAX", "#": "COUNT"}


def split(text, sign):
    """At a sign outside quotes and brackets."""
    parts, depth, quoted, last = [], 0, False, 0
    for i, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif not quoted and c in "([{":
            depth += 1
        elif not quoted and c in ")]}":
            depth -= 1
        elif not quoted and depth <= 0 and text.startswith(sign, i):
            parts.append(text[last:i].strip())
            last = i + len(sign)
    return parts + [text[last:].strip()]


class Column:
    def __init__(self, text):
        found = re.match(r"(?P<name>[^:]*?)\s*(?::\s*(?P<type>[\w ]+?))?(?:\s+in\s+(?P<allowed>.*?))?"
                         r"(?:\s+default\s+(?P<default>.*))?$", text)
        self.name, self.type, self.allowed, self.default = found.group("name", "type", "allowed", "default")
        self.is_declared = False


class Table:
    def __init__(self, words):
        self.kind, rest = words.split(" ", 1)
        self.name, policy = rest.rsplit(" ", 1)
        self.policy, self.aggregation = POLICIES[policy[0]], AGGREGATIONS.get(policy[1:])
        self.inputs, self.outputs, self.unused, self.rules, self.needs = [], [], [], [], []


class Element:
    """A decision or knowledge model whose logic is no table."""
    def __init__(self, kind, words):
        self.kind = kind
        self.name, _, self.type = (part.strip() for part in words.partition(":"))
        self.inputs, self.unused, self.needs, self.takes, self.logic = [], [], [], [], []


class Raw:
    kind, name, inputs, unused, needs = "raw", "", [], [], []

    def __init__(self, line):
        self.line = line


def read(lines):
    tables = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word in ("table", "bkm"):
            tables.append(Table(line))
        elif word in ("decision", "knowledge"):
            tables.append(Element(word, rest))
        elif word == "raw":
            tables.append(Raw(rest))
        elif word == "needs":
            tables[-1].needs = [Column(part) for part in split(rest, ";")]
        elif word == "takes":
            tables[-1].takes = [Column(part) for part in split(rest, ";")]
        elif word == "feel":
            tables[-1].logic.append(f"<literalExpression><text>{escape(rest)}</text></literalExpression>")
        elif word == "xml":
            tables[-1].logic.append(rest)
        elif word == "inputs":
            tables[-1].inputs = [Column(part) for part in split(rest, ";")]
        elif word == "unused":
            tables[-1].unused = [Column(part) for part in split(rest, ";")]
        elif word == "outputs":
            parts = split(rest, ";")
            tables[-1].outputs = [Column(part if ":" in part else ": " + part) for part in parts]
        elif line:
            line, _, note = line.partition(" # ")
            cells, outputs = line.split("=>") if "=>" in line else ("", line)
            tables[-1].rules.append((split(cells, "|"), split(outputs, ","), note))
    return tables


def text_of(tag, text, more=""):
    return f"<{tag}{more}><text>{escape(text)}</text></{tag}>"


def root_of(column):
    return re.match(r"[\w ]+?(?=\s*(?:[.<>=!]|$))", column.name).group(0)


def type_ref(kind):
    return f" typeRef={quoteattr(kind)}" if kind else ""


def body(table):
    out = [f"<decisionTable id={quoteattr('t_' + table.name)} hitPolicy={quoteattr(table.policy)}"
           + (f" aggregation='{table.aggregation}'" if table.aggregation else "") + ">"]
    for column in table.inputs:
        out.append("<input>" + text_of("inputExpression", column.name, type_ref(column.type))
                   + (text_of("inputValues", column.allowed) if column.allowed else "") + "</input>")
    for column in table.outputs:
        name = f" name={quoteattr(column.name)}" if column.name else ""
        out.append(f"<output{name}{type_ref(column.type)}>"
                   + (text_of("outputValues", column.allowed) if column.allowed else "")
                   + (text_of("defaultOutputEntry", column.default) if column.default else "") + "</output>")
    for cells, outputs, note in table.rules:
        out.append("<rule>" + "".join(text_of("inputEntry", cell) for cell in cells[:len(table.inputs)])
                   + "".join(text_of("outputEntry", one) for one in outputs)
                   + (text_of("annotationEntry", note) if note else "") + "</rule>")
    return "\n".join(out + ["</decisionTable>"])


def wanted(table):
    """The columns that name what the table requires."""
    return table.needs or ([] if table.kind == "bkm" else table.inputs + table.unused)


def inputs_of(tables, own):
    """Type of each input data, and of its members."""
    roots, members = {}, {}
    for column in (column for table in tables for column in wanted(table)):
        root = root_of(column)
        if root in own:
            continue
        roots.setdefault(root, None)
        if column.name == root and column.type:
            roots[root] = column
        elif column.name.startswith(root + "."):
            member = re.match(r"[\w ]+?(?=\s*(?:[<>=!]|$))", column.name[len(root) + 1:]).group(0)
            is_plain = column.name == f"{root}.{member}"
            members.setdefault(root, {}).setdefault(member, None)
            if is_plain:
                members[root][member] = column.type
    members = {root: found for root, found in members.items() if not roots[root]}
    return roots, members


def input_data(roots, members):
    out = []
    for root, found in members.items():
        out.append(f"<itemDefinition name='t_{root}'>" + "".join(
            f"<itemComponent name={quoteattr(name)}><typeRef>{kind or 'Any'}</typeRef></itemComponent>"
            for name, kind in found.items()) + "</itemDefinition>")
    for root, column in roots.items():
        kind = f"t_{root}" if root in members else column and column.type
        if column and column.allowed and column.is_declared:
            out.append(f"<itemDefinition name='t_{root}'><typeRef>{kind}</typeRef>"
                       + text_of("allowedValues", column.allowed) + "</itemDefinition>")
            kind = f"t_{root}"
        out.append(f"<inputData name={quoteattr(root)} id={quoteattr('i_' + root)}>"
                   f"<variable name={quoteattr(root)}{type_ref(kind)}/></inputData>")
    return out


def requirements(table, own):
    out = []
    for root in dict.fromkeys(root_of(column) for column in wanted(table)):
        kind, prefix = own.get(root, ("requiredInput", "i_"))
        if kind == "requiredKnowledge":
            out.append(f"<knowledgeRequirement><{kind} href={quoteattr('#' + prefix + root)}/></knowledgeRequirement>")
        else:
            out.append(f"<informationRequirement><{kind} href={quoteattr('#' + prefix + root)}/>"
                       "</informationRequirement>")
    return out


def element(table, own):
    if table.kind == "raw":
        return table.line
    name, kind = quoteattr(table.name), type_ref(getattr(table, "type", None))
    logic = "".join(table.logic) if hasattr(table, "logic") else body(table)
    if table.kind in ("bkm", "knowledge"):
        takes = table.takes if table.kind == "knowledge" else table.inputs
        return (f"<businessKnowledgeModel name={name} id={quoteattr('d_' + table.name)}><variable name={name}{kind}/>"
                "<encapsulatedLogic>" + "".join(
                    f"<formalParameter name={quoteattr(c.name)}{type_ref(c.type)}/>" for c in takes)
                + logic + "</encapsulatedLogic>" + "".join(requirements(table, own)) + "</businessKnowledgeModel>")
    return "\n".join([f"<decision name={name} id={quoteattr('d_' + table.name)}><variable name={name}{kind}/>",
                      *requirements(table, own), logic + "</decision>"])


def model(tables):
    own = {}
    for table in tables:
        is_called = table.kind in ("bkm", "knowledge")
        own[table.name] = ("requiredKnowledge" if is_called else "requiredDecision", "d_")
        for column in table.needs:
            column.is_declared = True
        service = re.match(r"<decisionService name='([^']*)'", getattr(table, "line", ""))
        if service:
            own[service.group(1)] = ("requiredKnowledge", "d_")
        data = re.match(r"<inputData name='([^']*)'", getattr(table, "line", ""))
        if data:
            own[data.group(1)] = ("requiredInput", "i_")
    out = ["<?xml version='1.0' encoding='UTF-8'?>",
           "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='urn:m'>"]
    out += input_data(*inputs_of(tables, own))
    out += [element(table, own) for table in tables]
    return "\n".join(out + ["</definitions>"]) + "\n"


def check(remit, lines, folder):
    path = write(lines, folder, "m.dmn")
    said = subprocess.run([remit, "dmn", "check", path, "--json"], capture_output=True, text=True)
    return json.loads(said.stdout)["findings"] if said.stdout else [{"code": said.stderr}]


def shown(finding):
    """CODE weight decision: message [proposal] {witness} line:position of rule N"""
    parts = [finding["code"], finding["weight"], finding.get("decision", "") + ":", finding["message"]]
    if "proposal" in finding:
        parts.append(f"[{finding['proposal']}]")
    if "witness" in finding:
        parts.append(json.dumps(finding["witness"], ensure_ascii=False))
    if "position" in finding:
        parts.append(f"{finding['line']}:{finding['position']}"
                     + (f" of rule {finding['rule']}" if "rule" in finding else ""))
    return " ".join(parts)


def write(lines, folder, name):
    path = os.path.join(folder, name)
    with open(path, "w") as out:
        out.write(model(read(lines)))
    return path


def said(remit, lines, folder, path):
    """What the command of the case says, as lines."""
    if "~~" in lines:
        cut = lines.index("~~")
        words = ["diff", write(lines[:cut], folder, "a.dmn"), write(lines[cut + 1:], folder, "b.dmn")]
    elif os.path.basename(path) == "test.cases":
        words = ["test", write(lines, folder, "m.dmn")]
    else:
        return [shown(finding) for finding in check(remit, lines, folder)]
    out = subprocess.run([remit, "dmn", *words], capture_output=True, text=True).stdout
    return [line.strip() for line in out.splitlines()]


def cases_of(path):
    lines, first = [], 1
    with open(path) as source:
        for number, line in enumerate(source.read().splitlines() + ["--"], 1):
            if line.strip() == "--":
                yield first, lines
                lines, first = [], number + 1
            elif not line.startswith("//"):
                lines.append(line.strip())


def run_cases(remit, path, folder):
    passed, failed = 0, 0
    for number, lines in cases_of(path):
        wanted = [line[2:] for line in lines if line.startswith("= ")]
        found = said(remit, [line for line in lines if not line.startswith("= ")], folder, path)
        if wanted == found:
            passed += 1
            continue
        failed += 1
        print(f"{path}:{number}: expected")
        print("\n".join("= " + line for line in wanted) + "\nfound\n" + "\n".join("= " + f for f in found))
    return passed, failed


def rows(path):
    """Name, code and example of each finding."""
    text = r'"(?:[^"\\]|\\.)*"'
    with open(path) as source:
        found = re.findall(rf"FINDING\((\w+), ({text}), \w+,\s*((?:{text}\s*)+),", source.read())
    for name, code, example in found:
        joined = "".join(part[1:-1] for part in re.findall(text, example))
        yield name, code[1:-1], joined.replace('\\"', '"').replace("\\n", "\n")


def run_examples(remit, path, folder):
    passed, failed = 0, 0
    for name, code, example in rows(path):
        if not example:
            continue
        codes = [finding["code"] for finding in check(remit, example.split("\n"), folder)]
        passed, failed = passed + (code in codes), failed + (code not in codes)
        if code not in codes:
            print(f"the example of {name} gives {codes}, not {code}")
    return passed, failed


def main():
    remit, passed, failed = sys.argv[1], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[2] == "--def":
            passed, failed = run_examples(remit, sys.argv[3], folder)
        else:
            for path in sys.argv[2:]:
                good, bad = run_cases(remit, path, folder)
                passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return failed != 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
