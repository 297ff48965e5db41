#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Is every C file as clang-format would have it?
cd "$1" || exit 2
find src include tests fuzz verifier -name '*.[ch]' 2>/dev/null | sort | xargs clang-format --dry-run --Werror 2>&1 |
	grep 'error:' | cut -d: -f1 | sort | uniq -c >/tmp/remit-format.$$
lines=$(wc -l </tmp/remit-format.$$)
cat /tmp/remit-format.$$
rm -f /tmp/remit-format.$$
[ "$lines" -eq 0 ] || { echo "format: $lines files differ; run clang-format -i on them"; exit 1; }
echo "format: ok"
