#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Count single tests over Meson's logs and print 'N passed, N failed, N skipped'.

A test that prints TAP points counts each; one that closes with 'N passed, N failed' counts those;
any other counts once. Exits 1 when any failed or nothing ran.

usage: count_tests.py BUILD_ROOT...
"""
import json
import pathlib
import re
import sys

CLOSING = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", re.M)


def count(entry):
    out = entry.get("stdout", "")
    tap_ok = len(re.findall(r"^ok \d+", out, re.M))
    tap_bad = len(re.findall(r"^not ok \d+", out, re.M))
    if tap_ok + tap_bad:
        skipped = len(re.findall(r"^ok \d+.*# SKIP", out, re.M))
        return tap_ok - skipped, max(tap_bad, entry["result"] not in ("OK", "SKIP")), skipped
    closing = CLOSING.findall(out)
    if closing:
        passed, failed, skipped = (int(n or 0) for n in closing[-1])
        return passed, 0 if entry["result"] == "OK" else max(failed, 1), skipped
    if entry["result"] == "SKIP":
        return 0, 0, 1
    return (1, 0, 0) if entry["result"] == "OK" else (0, 1, 0)


def main():
    total = [0, 0, 0]
    for build in sys.argv[1:]:
        log = pathlib.Path(build) / "meson-logs" / "testlog.json"
        for line in log.read_text().splitlines():
            entry = json.loads(line)
            numbers = count(entry)
            if entry["result"] == "SKIP":
                print(f"skipped: {entry['name']} ({build}): {entry.get('stdout', '').strip()[-200:]}")
            if numbers[1]:
                print(f"failed: {entry['name']} ({build})")
            total = [a + b for a, b in zip(total, numbers)]
    print("{} passed, {} failed, {} skipped".format(*total))
    return total[1] > 0 or total[0] == 0


if __name__ == "__main__":
    sys.exit(main())
