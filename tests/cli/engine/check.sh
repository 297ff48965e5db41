#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# remit feel --jsonl: a request a line in, an answer a line out; and the words of the engine's
# commands, as a newcomer would get them wrong.
# usage: check.sh REMIT FOLDER
set -u
work=$(mktemp)
trap 'rm -f "$work"' EXIT
failed=0
passed=0
point() {
	if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $2"; fi
}
"$1" feel --jsonl <"$2/feel.in" | diff -u "$2/feel.out" -
point $? "feel --jsonl"
"$1" feel --jsonl --unary <"$2/unary.in" | diff -u "$2/unary.out" -
point $? "feel --jsonl --unary"
code() {
	want=$1
	what=$2
	shift 2
	"$@" >/dev/null 2>&1
	[ $? -eq "$want" ]
	point $? "$what: exit code"
}
code 0 "a plain expression" "$1" feel '1 + 1'
code 3 "a null with a problem" "$1" feel '1 +'
code 0 "a null with a warning" "$1" feel '1 / 0'
"$1" feel '1 / 0' 2>&1 >/dev/null | grep -q '^remit: warning FEEL-DOMAIN: '
point $? "a warning is printed"
[ "$("$1" feel --b-feel '"a" = 1')" = false ]
point $? "feel --b-feel"
code 2 "no expression" "$1" feel </dev/null
code 2 "a context that is no object" "$1" feel 1 --context '[1]'
code 3 "a context that is no JSON" "$1" feel 1 --context '{'
code 2 "an unknown option" "$1" feel 1 --nonsense
code 2 "no decision named" "$1" dmn eval "$2/../../dmn/models/boxed.dmn"
code 4 "an unknown decision" "$1" dmn eval "$2/../../dmn/models/boxed.dmn" --decision Nothing
code 4 "a model that is not there" "$1" dmn eval /nonexistent.dmn --decision x
code 3 "a model that is no DMN" "$1" dmn eval "$2/feel.in" --decision x
permit=$2/../../explain/models/permit.dmn
code 0 "an explanation without inputs" "$1" dmn explain "$permit" --decision Permit
code 0 "an explanation, inputs as they stand" "$1" dmn explain "$permit" --decision Both --inputs '{"Applicant": {"Age": 70}}'
code 4 "an explanation of no decision" "$1" dmn explain "$permit" --decision Nothing
code 3 "inputs that are no JSON" "$1" dmn explain "$permit" --decision Both --inputs '{'
code 4 "inputs that are not there" "$1" dmn explain "$permit" --decision Both --inputs /nonexistent.json
code 2 "tries that are no number" "$1" dmn explain "$permit" --decision Both --tries some
"$1" dmn explain "$permit" --decision Both --fixed Aplicant 2>&1 >/dev/null | grep -q "no input 'Aplicant'"
point $? "a fixed input that the model has not is told"
code 0 "a page" "$1" dmn show "$permit"
code 0 "a picture of a table" "$1" dmn show "$permit" --decision Permit
code 4 "a picture of nothing" "$1" dmn show "$permit" --decision Nothing
code 2 "a page that is a picture" "$1" dmn show "$permit" --html --svg
"$1" dmn show "$permit" --out "$work" && grep -q '<!DOCTYPE html>' "$work"
point $? "a page in a file"
code 0 "a decision" "$1" dmn eval "$2/../../dmn/models/boxed.dmn" --decision 'boxed list'
mkdir "$work.empty"
code 4 "a kit that is empty" "$1" tck "$work.empty"
rmdir "$work.empty"
[ "$("$1" tck "$2/kit" | tail -1)" = "1 passed, 0 failed" ]
point $? "comments inside comments"
code 2 "an unknown command" "$1" nonsense
code 2 "half a command" "$1" user
"$1" feel '[1 + "a"]' 2>&1 >/dev/null | grep -q "^remit: FEEL-TYPE: "
point $? "the problem of a null inside a list is printed"
"$1" dmn eval "$2/../../dmn/models/boxed.dmn" --decision "boxed for" 2>&1 | grep -q "the input .x. was not given"
point $? "an input that is missing is named"
[ "$("$1" dmn eval --b-feel "$2/../../dmn/models/boxed.dmn" --decision broken --json 2>/dev/null)" = null ]
point $? "dmn eval --b-feel"
echo "{\"n\": 3, \"m\": 4}" >"$work"
[ "$("$1" dmn eval "$2/../../dmn/models/services.dmn" "$2/../../dmn/models/imported.dmn" --decision shower --input "$work" 2>/dev/null)" = 9 ]
point $? "a decision service is called with the inputs"
"$1" dmn eval "$2/../../dmn/models/services.dmn" "$2/../../dmn/models/imported.dmn" --decision shower --input "$work" 2>&1 | grep -q "no input .m."
point $? "an input that the model has not is named"
code 13 "a model with a gap" "$1" dmn check "$2/../../analysis/models/parking.dmn"
code 0 "a model without" "$1" dmn check "$2/../../analysis/models/parking_mended.dmn" --json
code 2 "a number of witnesses that is none" "$1" dmn check "$2/../../analysis/models/parking.dmn" --witnesses many
code 4 "a model to check that is not there" "$1" dmn check /nonexistent.dmn
code 13 "a check with a time" "$1" dmn check "$2/../../analysis/models/parking.dmn" --seconds 1 --witnesses 1
code 2 "a diff of one model" "$1" dmn diff "$2/../../analysis/models/parking.dmn"
code 0 "a diff of a model with itself" "$1" dmn diff "$2/../../analysis/models/parking.dmn" "$2/../../analysis/models/parking.dmn"
code 13 "a diff" "$1" dmn diff "$2/../../analysis/models/parking.dmn" "$2/../../analysis/models/parking_mended.dmn" --json
printf 'Vehicle,Days,Resident\ncar,1,true\nmotorcycle,1,true\n' >"$work"
"$1" dmn diff "$2/../../analysis/models/parking.dmn" "$2/../../analysis/models/parking_mended.dmn" --inputs "$work" 2>/dev/null |
	grep -q "^Of 2 inputs 1 come out differently"
point $? "a diff over a CSV file"
printf '{"Vehicle": "car", "Days": 1, "Resident": true}\n' >"$work"
"$1" dmn diff "$2/../../analysis/models/parking.dmn" "$2/../../analysis/models/parking_mended.dmn" --inputs "$work" 2>/dev/null |
	grep -q "it gives 0 by rule 1, where it gave 10 by rule 1"
point $? "a diff over JSON lines"
printf 'Vehicle,Days\ncar\n' >"$work"
code 3 "a row that is too short" "$1" dmn diff "$2/../../analysis/models/parking.dmn" "$2/../../analysis/models/parking_mended.dmn" --inputs "$work"
"$1" dmn test "$2/../../analysis/models/parking_mended.dmn" --out "$work" 2>/dev/null
code 0 "test inputs run again" "$1" dmn test "$2/../../analysis/models/parking_mended.dmn" --run "$work"
code 13 "test inputs run on another model" "$1" dmn test "$2/../../analysis/models/parking.dmn" --run "$work"
code 0 "help of a command" "$1" feel --help
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
