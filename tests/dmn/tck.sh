#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The compatibility kit's two levels, from a folder beside the checkout. What fails must be in the
# list of known failures, each with its reason, and what is in the list must still fail: the list
# can only shrink.
# usage: tck.sh REMIT KIT KNOWN
if [ ! -d "$2" ]; then
	echo "skipped: the kit is not at $2"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
for level in 2 3; do
	"$1" tck --verbose "$2/compliance-level-$level" >"$work/out" 2>>"$work/notes"
	code=$?
	[ $code -eq 0 ] || [ $code -eq 13 ] || { cat "$work/out" "$work/notes"; exit 1; }
	tail -2 "$work/out"
	passed=$((passed + $(tail -1 "$work/out" | cut -d' ' -f1)))
done
grep -o 'compliance-level-[23]/[^ :]*' "$work/notes" | sort -u >"$work/failed"
sed 's/#.*//; s/[ \t]*$//; /^$/d' "$3" | sort -u >"$work/known"
if ! diff -u "$work/known" "$work/failed" >"$work/diff"; then
	cat "$work/notes" "$work/diff"
	echo "$passed passed, 1 failed"
	exit 1
fi
echo "$passed passed, 0 failed"
