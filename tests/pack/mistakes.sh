#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Mistakes made in copies of a pack, a line each: remit pack check, or COMMAND, names every one.
# usage: mistakes.sh REMIT PACK TABLE [COMMAND]
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
while IFS='|' read -r file change wanted; do
	case $file in '#'* | '') continue ;; esac
	rm -rf "$work/packs"
	cp -r "$(dirname "$2")" "$work/packs"
	sed -i "$change" "$work/packs/$(basename "$2")/$file"
	"$1" pack ${4:-check} "$work/packs/$(basename "$2")" >"$work/said" 2>&1
	said=$?
	if [ $said -eq 3 -o -n "${4:-}" -a $said -ne 0 ] && grep -qF -e "$wanted" "$work/said"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $file, $change"
		cat "$work/said"
	fi
done <"$3"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
