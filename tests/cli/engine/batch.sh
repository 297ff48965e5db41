#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# remit dmn batch: rows in, as many rows out, in their order, whatever the number of threads.
# usage: batch.sh REMIT FOLDER
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
passed=0
point() {
	if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $2"; fi
}
batch() { "$remit" dmn batch "$folder/batch.dmn" --decision Offer "$@"; }
remit=$1
folder=$2
batch <"$folder/batch.csv" 2>"$work/notes" | diff -u "$folder/batch.csv.out" -
point $? "CSV"
diff -u "$folder/batch.notes" "$work/notes"
point $? "what is told of rows without an answer"
batch <"$folder/batch.jsonl" 2>/dev/null | diff -u "$folder/batch.jsonl.out" -
point $? "JSON lines"

refused() {
	printf "$1" | batch >/dev/null 2>"$work/notes"
	code=$?
	grep -q "$3" "$work/notes" && [ "$code" -eq "$2" ]
	point $? "refused: $3"
}
refused '' 3 "no header row"
refused 'Ago\n1\n' 4 "no input 'Ago', which is column 1"
refused 'Age,Name\n1,a\nx,b\n' 3 "row 2: column 1: .*x.* is no number"
refused 'Age,Name\n1,a\n2\n' 3 "row 2: it has 1 cells for 2 columns"
refused 'Age,Name\n1,"a\n' 3 "row 1: a quote is never closed"
refused '{"Age": 1}\n{"Age"\n' 3 "row 2: "
refused '{"Age": 1}\n[1]\n' 3 "row 2: it is no JSON object"

# More than one block (1 MB) of rows with line ends inside cells: no row is torn, none changes place.
awk 'BEGIN { print "Age,Name"; for (i = 0; i < 150000; i++) printf "%d,\"n\n%d, \"\"q\"\"\"\n", i % 90, i }' \
	>"$work/many.csv"
batch --threads 1 <"$work/many.csv" >"$work/one" 2>"$work/notes"
batch --threads 3 <"$work/many.csv" >"$work/three" 2>"$work/notes3"
cmp "$work/one" "$work/three" && cmp "$work/notes" "$work/notes3"
point $? "threads do not matter"
[ "$(grep -c '^[acks,]' "$work/one")" -eq 150001 ]
point $? "a row for each row"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
