#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of a pack's files: every pack that ships fits it, and each kind of mistake does not.

If this fails, an editor marks what is right, or lets through what `remit pack check` refuses.
Prints TAP. usage: schema.py REMIT PACKS
"""
import copy
import json
import pathlib
import re
import subprocess
import sys

import yaml

REMIT, PACKS = sys.argv[1], pathlib.Path(sys.argv[2])
KINDS = {"string": str, "number": (int, float), "boolean": bool, "array": list, "object": dict}
bad = 0
count = 0


class Words(yaml.SafeLoader):
    """YAML 1.2, as editors read it: a date is a text, and so are yes, no and on."""


Words.yaml_implicit_resolvers = {k: [r for r in v if r[0] not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
                                 for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Words.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def point(name, holds, detail=""):
    global bad, count
    count += 1
    bad += not holds
    print(f"{'ok' if holds else 'not ok'} {count} - {name}")
    if not holds:
        print("#", str(detail)[:600])


def is_kind(kind, value):
    return isinstance(value, KINDS[kind]) and not (kind == "number" and isinstance(value, bool))


def wrong(schema, value, path="$"):
    """Where the value does not fit, by the words of JSON Schema that are used."""
    if schema is True:
        return []
    out = []
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(is_kind(k, value) for k in kinds):
        return [f"{path}: no {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{path}: {value} is none of {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        out.append(f"{path}: {value} is not {schema['pattern']}")
    for part in schema.get("allOf", []):
        out += wrong(part, value, path)
    if "anyOf" in schema and all(wrong(part, value, path) for part in schema["anyOf"]):
        out.append(f"{path}: fits none")
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            out += wrong(schema["items"], item, f"{path}[{i}]")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        out += [f"{path}: lacks {k}" for k in schema.get("required", []) if k not in value]
        for key, item in value.items():
            more = known.get(str(key), schema.get("additionalProperties", True))
            out += [f"{path}: unknown {key}"] if more is False else wrong(more, item, f"{path}.{key}")
    return out


def schema_of(*words):
    return json.loads(subprocess.run([REMIT, "pack", "schema", *words], capture_output=True, text=True, check=True).stdout)


def read(path):
    return yaml.load(path.read_text(), Words)


pack = schema_of()
for file in sorted(PACKS.glob("*/pack.yaml")):
    point(f"{file.parent.name}/pack.yaml fits", not wrong(pack, read(file)), wrong(pack, read(file)))
for kind, folder in (("import", "import/"), ("synth", "synth/"), ("scenario", "scenarios/"), ("reports", "reports")):
    schema = schema_of(kind)
    for file in sorted(PACKS.glob(f"*/{folder}*.yaml")):
        point(f"{file.relative_to(PACKS)} fits", not wrong(schema, read(file)), wrong(schema, read(file)))

good = read(PACKS / "housing-repairs/pack.yaml")


def mistake(name, change):
    it = copy.deepcopy(good)
    change(it)
    found = wrong(pack, it)
    point(f"does not fit: {name}", len(found) == 1, found)


mistake("an unknown key", lambda p: p.update(colour="red"))
mistake("a needed key that is missing", lambda p: p.pop("owner"))
mistake("a name that is none", lambda p: p.update(name="Housing Repairs"))
mistake("a list that is none", lambda p: p.update(worklist="repair.kind"))
mistake("a yes or no that is neither", lambda p: p["decision"].update(sealed="perhaps"))
mistake("a day that is none", lambda p: p["assessments"][0].update(done="14 September"))
mistake("an unknown key far below", lambda p: p["states"]["progress"]["transitions"]["arrange"].update(who="me"))
mistake("a needed key missing far below", lambda p: p["records"]["repair"]["fields"]["kind"].pop("label"))
point("every key says what it is", all(v["description"] for v in pack["allOf"][0]["properties"].values()))
done = subprocess.run([REMIT, "pack", "schema", "pdf"], capture_output=True, text=True)
point("there is none of another file", done.returncode == 2 and "synth, words, reports or scenario" in done.stderr, done)
print(f"1..{count}")
sys.exit(bad != 0)
