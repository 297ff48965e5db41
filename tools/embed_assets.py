#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turn the files that pages need into C: embed_assets.py OUT.c NAME=FILE[+FILE...]...

Files joined by + become one. A path holds the start of its content's SHA-256, so that whoever has it
may keep it for good. Each is kept as it is and, where that is smaller, compressed by gzip.
"""
import gzip
import hashlib
import os
import re
import sys

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"}


def read(paths):
    parts = []
    for path in paths:
        text = open(path, encoding="utf-8").read().lstrip("\ufeff")
        parts.append(re.sub(r"//# sourceMappingURL=\S*", "", text).strip() + "\n")
    return "".join(parts).encode()


def array(name, data):
    out = [f"static const unsigned char {name}[] = {{\n"]
    for at in range(0, len(data), 24):
        out.append("\t" + ",".join(str(byte) for byte in data[at:at + 24]) + ",\n")
    out.append("};\n")
    return "".join(out)


def main():
    target, *assets = sys.argv[1:]
    arrays, rows = [], []
    for number, asset in enumerate(assets):
        name, _, files = asset.partition("=")
        stem, extension = os.path.splitext(name)
        data = read(files.split("+"))
        small = gzip.compress(data, 9, mtime=0)
        digest = hashlib.sha256(data).hexdigest()[:16]
        arrays.append(array(f"bytes_{number}", data))
        packed = "NULL, 0"
        if len(small) < len(data) * 0.9:
            arrays.append(array(f"gzip_{number}", small))
            packed = f"gzip_{number}, sizeof gzip_{number}"
        rows.append(f'\t{{ "{name}", "/assets/{stem}.{digest}{extension}", "{TYPES[extension]}",\n'
                    f"\t  bytes_{number}, sizeof bytes_{number}, {packed} }},\n")
    with open(target, "w", encoding="utf-8") as out:
        out.write("/* Made by tools/embed_assets.py: do not edit. */\n#include \"html/assets.h\"\n\n")
        out.write("".join(arrays))
        out.write("\nconst struct html_asset html_assets[] = {\n" + "".join(rows) + "};\n\n")
        out.write(f"const size_t html_asset_count = {len(rows)};\n")


main()
