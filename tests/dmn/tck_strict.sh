#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The compatibility kit with --strict: an expected error carries a problem, and no other result has
# an error. The cases that fail by this alone must be those of the list of known ones.
# usage: tck_strict.sh REMIT KIT KNOWN
if [ ! -d "$2" ]; then
	echo "skipped: the kit is not at $2"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
for level in 2 3; do
	"$1" tck --strict --verbose "$2/compliance-level-$level" >"$work/out" 2>>"$work/notes"
	code=$?
	[ $code -eq 0 ] || [ $code -eq 13 ] || { cat "$work/out" "$work/notes"; exit 1; }
	passed=$((passed + $(tail -1 "$work/out" | cut -d' ' -f1)))
done
grep 'the problem is not where the error is' "$work/notes" |
	grep -o 'compliance-level-[23]/[^ ]* [^ ]*' | sort >"$work/failed"
sed 's/#.*//; s/[ \t]*$//; /^$/d' "$3" | sort >"$work/known"
if ! diff -u "$work/known" "$work/failed"; then
	echo "$passed passed, 1 failed"
	exit 1
fi
echo "$passed passed, 0 failed"
