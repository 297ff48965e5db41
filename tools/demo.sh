#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The main job on the synthetic caseload: make it, load it, evaluate it as of 31 March 2022, print the
# worklist and one explained case, then serve the pages. A second run shows what the first one made.
set -eu
cd "$(dirname "$0")/.."
remit=build/remit
pack=packs/em-review
db=demo/remit.sqlite
as_of=2022-03-31
person=caseworker-EO-1

say() {
	printf '\n\033[1m%s\033[0m\n' "$1"
}

made_from() {
	cat packs/*/*.* packs/*/*/* tools/demo.sh "$remit" | cksum
}

if [ ! -f demo/made ] || [ "$(cat demo/made)" != "$(made_from)" ]; then
	rm -rf demo
	mkdir demo
	say "A synthetic caseload from published totals"
	$remit synth --pack "$pack" --seed 1 --out demo/extracts
	say "Two extracts that do not agree, reconciled row by row"
	$remit init --db "$db" --pack "$pack" --demo >demo/accounts.txt
	$remit import --db "$db" --pack "$pack" demo/extracts
	say "The rules, for every condition of every person, as of $as_of"
	$remit run --db "$db" em-review --as-of "$as_of"
	say "Another stream of work over the same people: is what the supplier reported proved?"
	$remit init --db "$db" --pack packs/em-violation >/dev/null
	$remit run --db "$db" em-violation --as-of "$as_of"
	item=$($remit worklist --db "$db" em-review --limit 1 | head -1 | cut -d' ' -f1)
	echo "$item" >demo/item
	# Before the recommendation is shown, the caseworker says what they think themselves.
	$remit view --db "$db" --as "$person" "$item" --outcome KEEP_CONDITION \
		--reason "Contact has been kept; I see no reason yet to change it." \
		--cite condition.kind >demo/view.txt
	$remit reveal --db "$db" --as "$person" "$item" >demo/reveal.txt
	made_from >demo/made
fi

item=$(cat demo/item)
say "What comes first, and why"
$remit worklist --db "$db" em-review --limit 5
say "One case explained (item $item, to $person, who has recorded a view of their own)"
$remit explain --db "$db" --as "$person" "$item"
say "Does all of it hold?"
$remit replay --db "$db" --all
$remit audit verify --db "$db"
cat <<END

Try next:
  $remit worklist --db $db em-review --limit 20
  $remit help decide
  $remit form --db $db --as $person $item --out demo/form.pdf
  $remit feel 'sort([3, 1, 2])[-1]'
END
[ "${DEMO_SERVE:-1}" != 0 ] || exit 0
say "The same in a browser (Ctrl-C ends it; DEMO_SERVE=0 leaves it out)"
exec $remit serve --db "$db" --as-of "$as_of" --port "${DEMO_PORT:-8080}" --log demo/serve.log
