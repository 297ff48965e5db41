#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tables of 1,000 rules by 8 columns, as people and as adversaries write them: time and memory.

usage: big.py REMIT SECONDS MEGABYTES [KIND...]     each check must end within both
"""
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

RULES, COLUMNS = 1000, 8


def cell(low, high):
    return f"[{low}..{high})"


def product(radix):
    """Every combination of classes of the first columns: complete, exclusive; `-` in the others."""
    rules = []
    for number in range(RULES):
        cells, rest = [], number
        for size in radix:
            digit, rest = rest % size, rest // size
            if digit == 0:
                cells.append("< 10")
            elif digit == size - 1:
                cells.append(f">= {digit * 10}")
            else:
                cells.append(cell(digit * 10, digit * 10 + 10))
        rules.append(cells + ["-"] * (COLUMNS - len(cells)))
    return rules


def structured(rng):
    return "UNIQUE", product([10, 10, 10])


def gapped(rng):
    """The same with ten rules taken out and ten written twice over."""
    rules = product([10, 10, 10])
    for _ in range(10):
        rules[rng.randrange(RULES)] = rules[rng.randrange(RULES)]
    return "UNIQUE", rules


def tree(rng):
    """A decision tree over all columns, its leaves in any order."""
    leaves = [[(0, 1000)] * COLUMNS]
    while len(leaves) < RULES:
        leaf = leaves.pop(rng.randrange(len(leaves)))
        column = rng.randrange(COLUMNS)
        low, high = leaf[column]
        if high - low < 2:
            leaves.append(leaf)
            continue
        cut = rng.randrange(low + 1, high)
        for part in ((low, cut), (cut, high)):
            leaves.append(leaf[:column] + [part] + leaf[column + 1:])
    rng.shuffle(leaves)

    def text(part):
        low, high = part
        if part == (0, 1000):
            return "-"
        if low == 0:
            return f"< {high}"
        return f">= {low}" if high == 1000 else cell(low, high)
    return "FIRST", [[text(part) for part in leaf] for leaf in leaves]


def tariff(rng):
    """Texts to look up, as in a table of codes, and a last rule for the rest."""
    rules = [[f'"K{i % 40}"', f'"R{i // 40 % 25}"', "-", "-", f'"{rng.choice("ABC")}"', "-", "-", "-"]
             for i in range(RULES - 1)]
    return "FIRST", rules + [["-"] * COLUMNS]


def noise(rng):
    def one():
        if rng.random() < 0.2:
            return "-"
        low = rng.randrange(1000)
        return cell(low, low + rng.randrange(1, 1000))
    return "FIRST", [[one() for _ in range(COLUMNS)] for _ in range(RULES)]


def wide(rng):
    """Random, and so wide that hardly anything is left out: gaps are hard to find."""
    def one():
        low = rng.randrange(-100, 120)
        return "-" if rng.random() < 0.3 else cell(low, low + 900 + rng.randrange(200))
    return "FIRST", [[one() for _ in range(COLUMNS)] for _ in range(RULES)]


def clauses(rng):
    """A random formula of three columns a rule at the threshold where it is hardest."""
    rules = []
    for _ in range(RULES):
        cells = ["-"] * COLUMNS
        for column in rng.sample(range(COLUMNS), 4):
            cells[column] = ", ".join(str(v) for v in sorted(rng.sample(range(8), 5)))
        rules.append(cells)
    return "FIRST", rules


def stairs(rng):
    """Each rule takes all but a sliver, each another one: covered, and no rule does it alone."""
    rules = []
    for i in range(RULES):
        cells = ["-"] * COLUMNS
        cells[i % COLUMNS] = f"!= {i}"
        cells[(i + 1) % COLUMNS] = f"!= {RULES - i}"
        cells[(i + 3) % COLUMNS] = f">= {i % 7}"
        rules.append(cells)
    return "FIRST", rules


KINDS = [structured, gapped, tree, tariff, noise, wide, clauses, stairs]


def model(policy, rules):
    text = ["<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='big' namespace='urn:b'>"]
    strings = [any(r[i].startswith('"') for r in rules) for i in range(COLUMNS)]
    for i in range(COLUMNS):
        kind = "string" if strings[i] else "number"
        text.append(f"<inputData name='c{i}' id='c{i}'><variable name='c{i}' typeRef='{kind}'/></inputData>")
    text.append("<decision name='d' id='d'><variable name='d'/>")
    for i in range(COLUMNS):
        text.append(f"<informationRequirement><requiredInput href='#c{i}'/></informationRequirement>")
    text.append(f"<decisionTable hitPolicy='{policy}'>")
    for i in range(COLUMNS):
        text.append(f"<input><inputExpression><text>c{i}</text></inputExpression></input>")
    text.append("<output/>")
    for number, cells in enumerate(rules):
        text.append("<rule>" + "".join(f"<inputEntry><text>{c.replace('<', '&lt;')}</text></inputEntry>"
                                       for c in cells)
                    + f"<outputEntry><text>{number}</text></outputEntry></rule>")
    text.append("</decisionTable></decision></definitions>")
    return "\n".join(text)


def measure(remit, kind, folder):
    path = os.path.join(folder, kind.__name__ + ".dmn")
    with open(path, "w") as out:
        out.write(model(*kind(random.Random(5))))
    start = time.monotonic()
    process = subprocess.Popen([remit, "dmn", "check", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = status
    return time.monotonic() - start, used.ru_maxrss / 1024, said


def main():
    remit, seconds, megabytes = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    failed, passed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            if len(sys.argv) > 4 and kind.__name__ not in sys.argv[4:]:
                continue
            taken, used, said = measure(remit, kind, folder)
            last = said.strip().splitlines()[-1] if said.strip() else "nothing said"
            good = taken <= seconds and used <= megabytes and "1000 rules: " in last
            passed, failed = passed + good, failed + (not good)
            print(f"{'ok' if good else 'failed'}: {kind.__name__}: {taken:.2f} s, {used:.0f} MB: {last}")
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
