#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shared libdmn exports what include/*.h declares, nothing else, and fewer than 60 functions.

usage: check_symbols.py SOURCE_ROOT LIBRARY
"""
import pathlib
import re
import subprocess
import sys

headers = sorted((pathlib.Path(sys.argv[1]) / "include").glob("*.h"))
header = "\n".join(path.read_text() for path in headers)
declared = set(re.findall(r"DMN_API[^;]*?\b(dmn_\w+)\(", header))
out = subprocess.run(["nm", "-D", "--defined-only", sys.argv[2]], capture_output=True, text=True)
exported = {line.split()[-1] for line in out.stdout.splitlines()}
bad = [f"declared and not exported: {name}" for name in sorted(declared - exported)]
bad += [f"exported and not declared: {name}" for name in sorted(exported - declared)]
if len(declared) >= 60:
    bad.append(f"{len(declared)} functions; the headers have fewer than 60")
print("\n".join(bad) or f"symbols: ok, {len(declared)} functions")
sys.exit(bool(bad))
