#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The commands of a page's stories give what the page says: each `$ remit ...` of an indented block,
run in a folder, prints the lines that follow it; `...` stands for any lines.

usage: check_story.py REMIT PAGE FOLDER
"""
import os
import re
import shlex
import subprocess
import sys


def stories(page):
    command, wanted = None, []
    with open(page) as source:
        for line in source.read().splitlines() + ["end"]:
            if line.startswith("    $ remit "):
                if command:
                    yield command, wanted
                command, wanted = line[len("    $ remit "):], []
            elif command and (line.startswith("    ") or not line):
                wanted.append(line[4:])
            elif command:
                yield command, wanted
                command = None


def main():
    remit, page, folder = os.path.abspath(sys.argv[1]), *sys.argv[2:4]
    passed, failed = 0, 0
    for command, wanted in stories(page):
        said = subprocess.run([remit, *shlex.split(command)], capture_output=True, text=True, cwd=folder).stdout
        while wanted and not wanted[-1]:
            wanted.pop()
        pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n" for line in wanted)
        good = re.fullmatch(pattern, said.rstrip("\n") + "\n") is not None
        passed, failed = passed + good, failed + (not good)
        if not good:
            print(f"$ remit {command}\n{said}")
    print(f"{passed} passed, {failed} failed")
    return failed != 0 or passed == 0


if __name__ == "__main__":
    sys.exit(main())
