#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What `remit pack diff` says of a change made in a copy of a pack, a line each.
# usage: diff.sh REMIT PACK TABLE
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
while IFS='|' read -r file change wanted; do
	case $file in '#'* | '') continue ;; esac
	rm -rf "$work/pack"
	cp -r "$2" "$work/pack"
	sed -i "$change" "$work/pack/$file"
	"$1" pack diff "$2" "$work/pack" >"$work/said" 2>"$work/error"
	if grep -qF -e "$wanted" "$work/said"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $file, $change"
		cat "$work/said" "$work/error"
	fi
done <"$3"
"$1" pack diff "$2" "$2" >"$work/said" || failed=$((failed + 1))
"$1" pack diff "$2" "$2/no-such" 2>"$work/error" && failed=$((failed + 1))
grep -q no-such "$work/error" || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
