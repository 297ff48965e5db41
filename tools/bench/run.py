#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The engine measured beside others: same models, same inputs, answers compared, medians of interleaved rounds.

Peers are built outside the tree, in --peers (default ~/.cache/remit-bench), from their registries; one that
cannot be had is skipped with a line that says so. Models of ../shared/bench and ../shared/tck are skipped where
they are not. Wall-clock nanoseconds for peers; the processor time of the process for remit.

usage: run.py BUILD_DIR [--rounds 5] [--seconds 0.5] [--models a,b] [--peers DIR] [--no-peers]
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
LENDING = ("BureauCallType,Strategy,Eligibility,Pre-bureauRiskCategory,Post-bureauRiskCategory,ApplicationRiskScore,"
           "Pre-bureauAffordability,Post-bureauAffordability,RequiredMonthlyInstallment,Routing,Adjudication")
REVIEW = "In scope,Barriers,Missing,Options,Recommendation,Priority,Reasons,Safeguards"
TABLE_ENGINES = ("dsntk", "drools", "zen", "feelin")
MODELS = {  # name: (file, kind of inputs, decisions, peers that can run it)
    "20 x 6": (SHARED / "bench/table.dmn", "table", "Offer", TABLE_ENGINES),
    "200 rules": (SHARED / "bench/table_200.dmn", "table", "Offer", ("dsntk", "zen")),
    "1,000 rules": (SHARED / "bench/table_1000.dmn", "table", "Offer", ("dsntk", "drools", "zen")),
    "4,000 rules": (SHARED / "bench/table_4000.dmn", "table", "Offer", ("dsntk", "zen")),
    "lending": (SHARED / "tck/compliance-level-3/0004-lending/0004-lending.dmn", "lending", LENDING, ("dsntk", "drools")),
    "heavy": (HERE / "heavy.dmn", "heavy", "Summary", ("dsntk", "drools")),
    "em-review": (ROOT / "packs/em-review/rules.dmn", "review", REVIEW, ()),
}


def run(words, **more):
    return subprocess.run([str(w) for w in words], capture_output=True, text=True, **more)


# ---- peers --------------------------------------------------------------------------------------

def build_dsntk(peers):
    folder = peers / "dsntk"
    shutil.copytree(HERE / "dsntk", folder, dirs_exist_ok=True)
    made = run(["cargo", "build", "--release", "--quiet"], cwd=folder)
    return [folder / "target/release/bench-dsntk"] if made.returncode == 0 else made.stderr.strip().splitlines()[-1:]


def build_drools(peers):
    folder = peers / "drools"
    shutil.copytree(HERE / "drools", folder, dirs_exist_ok=True)
    made = run(["mvn", "-q", "-B", "package", "dependency:copy-dependencies", "-DoutputDirectory=target/lib"], cwd=folder)
    if made.returncode != 0:
        return made.stdout.strip().splitlines()[:1]
    return ["java", "-cp", f"{folder}/target/classes:{folder}/target/lib/*", "Bench"]


def build_node(peers, script, package):
    folder = peers / "node"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "package.json").exists():
        (folder / "package.json").write_text('{"private": true}\n')
    made = run(["npm", "install", "--silent", package], cwd=folder)
    return ["node", HERE / script] if made.returncode == 0 else made.stderr.strip().splitlines()[-1:]


def find_peers(peers):
    """Name -> command of those that can be had."""
    peers.mkdir(parents=True, exist_ok=True)
    makers = {"dsntk": ("cargo", lambda: build_dsntk(peers)),
              "drools": ("mvn", lambda: build_drools(peers)),
              "zen": ("npm", lambda: build_node(peers, "zen.mjs", "@gorules/zen-engine@0.54.0")),
              "feelin": ("npm", lambda: build_node(peers, "feelin.mjs", "feelin@8.2.0"))}
    found = {}
    for name, (tool, make) in makers.items():
        if shutil.which(tool) is None:
            print(f"{name}: skipped, there is no {tool}")
            continue
        command = make()
        if command and shutil.which(command[0]):
            found[name] = command
        else:
            print(f"{name}: skipped, it could not be built: {' '.join(map(str, command))}")
    print("jDMN: skipped, its version 10 could not be had from the registry")
    return found


def jdm_of(path, out):
    """A DMN table as GoRules' JSON: the cells are texts in both."""
    name = "{*}"
    table = ElementTree.parse(path).getroot().find(f".//{name}decisionTable")
    inputs = [x.find(f"{name}inputExpression/{name}text").text for x in table.findall(f"{name}input")]
    outputs = [x.get("name") for x in table.findall(f"{name}output")]
    rules = []
    for k, rule in enumerate(table.findall(f"{name}rule")):
        made = {"_id": f"r{k}"}
        for j, cell in enumerate(rule.findall(f"{name}inputEntry/{name}text")):
            made[f"c{j}"] = "" if cell.text == "-" else cell.text
        for j, cell in enumerate(rule.findall(f"{name}outputEntry/{name}text")):
            made[f"o{j}"] = cell.text
        rules.append(made)
    content = {"hitPolicy": "first", "rules": rules,
               "inputs": [{"id": f"c{j}", "name": x, "type": "expression", "field": x} for j, x in enumerate(inputs)],
               "outputs": [{"id": f"o{j}", "name": x, "type": "expression", "field": x} for j, x in enumerate(outputs)]}
    at = {"position": {"x": 0, "y": 0}}
    nodes = [{"id": "in", "type": "inputNode", "name": "in", **at},
             {"id": "dt", "type": "decisionTableNode", "name": "table", "content": content, **at},
             {"id": "out", "type": "outputNode", "name": "out", **at}]
    edges = [{"id": "e1", "sourceId": "in", "targetId": "dt", "type": "edge"},
             {"id": "e2", "sourceId": "dt", "targetId": "out", "type": "edge"}]
    out.write_text(json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}))
    return out


# ---- measuring ------------------------------------------------------------------------------------

def same(a, b):
    if isinstance(b, str) and b.startswith("null("):  # dsntk prints why
        b = None
    if isinstance(a, (int, float)) and isinstance(b, (int, float)) and not isinstance(a, bool):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def answers(command, env, most):
    found = run([*command, "print"], env=env)
    return [json.loads(line) for line in found.stdout.splitlines()[:most]], found.stderr


def compare(ours, theirs, name, model):
    unlike = sum(not same(a, b) for a, b in zip(ours, theirs))
    if unlike or len(theirs) < len(ours):
        first = next((f": {a} and {b}" for a, b in zip(ours, theirs) if not same(a, b)), "")
        print(f"  {name} gives {unlike} other answers of {len(theirs)} for {model}{first[:300]}")


def median(command, mode, seconds, env):
    """One round; the driver itself warms up for as long."""
    found = run([*command, mode, 1, seconds], env=env)
    if found.returncode != 0:
        return None, found.stderr.strip()[-200:]
    return json.loads(found.stdout.splitlines()[0])["median"], found.stderr


def instructions(command, mode):
    """By callgrind: the difference of two runs leaves the start and the reading of inputs out."""
    few, many, count = 100, 1100, []
    for times in (few, many):
        found = run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command, mode, 1, 1, times])
        count.append(int(found.stderr.split("Collected : ")[1].split()[0]))
    return (count[1] - count[0]) // (many - few)


def shown(nanos):
    return "-" if nanos is None else f"{nanos / 1000:,.3f}" if nanos < 1e5 else f"{nanos / 1000:,.0f}"


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = options.peers / "work"
        self.work.mkdir(parents=True, exist_ok=True)
        self.peers = {} if options.no_peers else find_peers(options.peers)
        self.counts = shutil.which("valgrind") is not None
        if not self.counts:
            print("instructions: skipped, there is no valgrind")
        self.env = {**os.environ, "PEERS": str(options.peers)}
        self.evaluate = options.build / "tools/bench/bench_evaluate"

    def inputs(self, kind):
        path = self.work / f"{kind}.jsonl"
        source = {"table": SHARED / "bench/inputs.csv", "review": ROOT / "packs/em-review/cases.csv"}.get(kind)
        path.write_text(run([sys.executable, HERE / "inputs.py", kind, *([source] if source else [])]).stdout)
        return path

    def commands(self, name):
        path, kind, decisions, can = MODELS[name]
        inputs = self.inputs(kind)
        found = {"remit": [self.evaluate, path, inputs, decisions]}
        for peer in can:
            if peer in self.peers:
                model = path if peer in ("dsntk", "drools") else jdm_of(path, self.work / (path.stem + ".json"))
                found[peer] = [*self.peers[peer], model, inputs, decisions]
        return found

    def measure(self, name):
        commands = self.commands(name)
        ours, _ = answers(commands["remit"], self.env, 4096)
        for peer in list(commands)[1:]:
            most = 4096 if peer in ("dsntk", "zen") else 256
            compare(ours[:most], answers(commands[peer], self.env, most)[0], peer, name)
        rows = [(engine, mode) for engine in commands
                for mode in (("named", "slots", "json", "load") if engine == "remit" else ("named", "load"))
                if (engine, mode) not in (("feelin", "load"), ("drools", "load"))]
        found = {row: [] for row in rows}
        inside = {}
        for _ in range(self.options.rounds):
            for engine, mode in rows:
                took, notes = median(commands[engine], mode, self.options.seconds, self.env)
                found[engine, mode].append(took)
                if notes.startswith("inside "):
                    inside.setdefault(engine, []).append(float(notes.split()[1]))
        self.tell(name, commands, {row: statistics.median(took) for row, took in found.items() if None not in took},
                  inside)

    def tell(self, name, commands, found, inside):
        print(f"{name}, microseconds")
        for (engine, mode), took in found.items():
            base = found.get(("remit", mode))
            ratio = f"  {took / base:8,.1f} x" if engine != "remit" and base else ""
            count = f"  {instructions(commands['remit'], mode):,} instructions" \
                if self.counts and engine == "remit" and mode != "load" else ""
            print(f"  {engine:8} {mode:6} {shown(took):>14}{ratio}{count}")
        for engine, took in inside.items():
            print(f"  {engine:8} by its own clock {shown(statistics.median(took)):>4}")
        sys.stdout.flush()


STREAM_ROWS = 2_000_000


def stream(build, inputs, work):
    """remit dmn batch over files, with one thread and two: rows a second of wall time, and what two are to one."""
    rows = [json.loads(line) for line in inputs.read_text().splitlines()]
    texts = {"csv": "".join(",".join(str(v) for v in row.values()) + "\n" for row in rows),
             "jsonl": "".join(json.dumps(row) + "\n" for row in rows)}
    print("20 x 6 as a stream, rows a second")
    for kind, text in texts.items():
        path = work / f"stream.{kind}"
        head = ",".join(rows[0]) + "\n" if kind == "csv" else ""
        path.write_text(head + text * (STREAM_ROWS // len(rows)))
        took = {1: [], 2: []}
        for _ in range(5):
            for threads, times in took.items():
                begin = time.monotonic()
                subprocess.run([build / "remit", "dmn", "batch", MODELS["20 x 6"][0], "--decision", "Offer", "--format",
                                kind, "--threads", str(threads)], stdin=path.open(), stdout=subprocess.DEVNULL, check=True)
                times.append(time.monotonic() - begin)
        count = STREAM_ROWS // len(rows) * len(rows)
        one, two = (statistics.median(times) for times in took.values())
        print(f"  {kind:6} one thread {count / one:11,.0f}   two {count / two:11,.0f}   {one / two:.2f} x")
        path.unlink()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--models", default=",".join(m.replace(",", "") for m in MODELS))
    parser.add_argument("--peers", type=pathlib.Path, default=pathlib.Path.home() / ".cache/remit-bench")
    parser.add_argument("--no-peers", action="store_true")
    bench = Bench(parser.parse_args())
    wanted = bench.options.models.split(",")
    for name, (path, *_) in MODELS.items():
        if name.replace(",", "") not in wanted:
            continue
        if path.exists():
            bench.measure(name)
        else:
            print(f"{name}: skipped, {path} is not there")
    columns = bench.options.build / "tools/bench/bench_columns"
    table = MODELS["20 x 6"][0]
    if columns.exists() and table.exists() and "20 x 6" in wanted:
        two = median(bench.commands("20 x 6")["remit"], "threads", bench.options.seconds, bench.env)[0]
        print(f"20 x 6 in two threads: {two} times one")
        print("20 x 6 by columns, nanoseconds a row\n" + run([columns, table, bench.inputs("table"), "Offer"]).stdout)
        stream(bench.options.build, bench.inputs("table"), bench.work)


if __name__ == "__main__":
    main()
