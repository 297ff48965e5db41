#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command of a manual (docs/operations.md, docs/log.md), in order, as its reader would.

If this fails, an operator's manual tells a command that does not work. Prints TAP.
usage: operations.py REMIT DOCUMENT PACKS
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def main():
    program, document, packs = (pathlib.Path(word).resolve() for word in sys.argv[1:])
    commands = [line for block in re.findall(r"```sh\n(.*?)```", document.read_text(), re.S)
                for line in block.splitlines() if line.strip()]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "packs").symlink_to(packs)
        path = f"{program.parent}:{os.environ['PATH']}"
        for number, command in enumerate(commands, 1):
            done = subprocess.run(["sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path},
                                  capture_output=True, text=True)
            good = done.returncode == 0
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} - {command}")
            if not good:
                print("# " + done.stderr.replace("\n", "\n# "))
    print(f"1..{len(commands)}")
    return failed != 0 or len(commands) < 8


if __name__ == "__main__":
    sys.exit(main())
