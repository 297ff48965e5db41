#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What is too long for `make check`: both databases killed, filled, cut off and crowded at seeded points
# (tests/soak), 200,000 people through import, run and pages under load, a million
# tables through the analysis, and live fuzzing. Prints times, memory and sizes. SOAK_PEOPLE,
# SOAK_LOAD_SECONDS, SOAK_TABLES and SOAK_FUZZ_SECONDS change the amounts; SOAK_SEED and SOAK_CROWD_SECONDS those of the first part, which SOAK_ONLY=faults runs alone.
set -eu
cd "$(dirname "$0")/.."
people=${SOAK_PEOPLE:-200000}
seconds=${SOAK_FUZZ_SECONDS:-60}
load=${SOAK_LOAD_SECONDS:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() {
	name=$1
	shift
	python3 - "$name" "$@" <<'END'
import resource, subprocess, sys, time
start = time.monotonic()
code = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]}: {time.monotonic() - start:.2f} s, peak {used.ru_maxrss / 1024:.0f} MB")
sys.exit(code)
END
}

scale() {
	rm -rf "$work/db" "$work/extracts"
	mkdir "$work/db"
	echo "== $1 people, SQLite"
	measure "synth" build/remit synth --pack packs/em-review --people "$1" --out "$work/extracts"
	build/remit init --db "$work/db/remit.sqlite" --pack packs/em-review --demo >/dev/null
	measure "import" build/remit import --db "$work/db/remit.sqlite" --pack packs/em-review "$work/extracts"
	echo "database: $(($(du -k "$work/db" | cut -f1) / 1024)) MB"
	measure "run" build/remit run --db "$work/db/remit.sqlite" em-review --as-of 2022-03-31
	measure "run again" build/remit run --db "$work/db/remit.sqlite" em-review --as-of 2022-03-31
	measure "replay" build/remit replay --db "$work/db/remit.sqlite" --all
	measure "audit verify" build/remit audit verify --db "$work/db/remit.sqlite"
	echo "database: $(($(du -k "$work/db" | cut -f1) / 1024)) MB"
}

# Pages at 200 a second, alone and while an import runs.
pages() {
	build/remit serve --db "$work/db/remit.sqlite" --as-of 2022-03-31 --port 8377 >/dev/null &
	server=$!
	until python3 -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8377/readyz")' 2>/dev/null; do
		sleep 0.05
	done
	echo "== pages: $load seconds at 200 a second"
	python3 tools/load.py http://127.0.0.1:8377 --seconds "$load" "$@"
	kill -TERM "$server"
	wait "$server"
}

echo "== disturbed at seeded points, both databases"
ninja -C build --quiet tests/soak/soak_shim.so
python3 tests/soak/soak.py build/remit packs/em-review build/tests/soak/soak_shim.so \
	--seed "${SOAK_SEED:-7}" --seconds "${SOAK_CROWD_SECONDS:-600}"
[ "${SOAK_ONLY:-}" != faults ] || exit 0

echo "== every suite under the sanitizers, and clang's analyser all the way"
CC=clang meson setup build-sanitize -Db_sanitize=address,undefined -Db_lundef=false \
	-Dbuildtype=debug -Doptimization=1 >/dev/null 2>&1 || true
ninja -C build-sanitize --quiet
meson test -C build-sanitize --no-suite gate --print-errorlogs --timeout-multiplier 4 | tail -12
tools/check_tidy.sh "$PWD" "$PWD/build" deep

scale 1732
pages --people 400 --most
scale "$people"
pages --people 400 --most
echo "== pages while $people people are imported anew"
# Other values for the same people: every row is written again.
build/remit synth --pack packs/em-review --people "$people" --seed 2 --out "$work/anew" >/dev/null
build/remit import --db "$work/db/remit.sqlite" --pack packs/em-review "$work/anew" >/dev/null &
pages
wait

tables=${SOAK_TABLES:-1000000}
echo "== the check of tables against brute force, $tables tables"
ninja -C build --quiet tests/analysis/oracle tests/analysis/nulls
measure "oracle" build/tests/analysis/oracle "$tables" 7
measure "nulls" build/tests/analysis/nulls "$((tables / 20))" 7
python3 tests/analysis/big.py build/remit 2 100

echo "== fuzzing, $seconds seconds a target"
[ -f build-fuzz/build.ninja ] || CC=clang meson setup build-fuzz -Dfuzz=true \
	-Db_sanitize=address,undefined -Db_lundef=false -Dbuildtype=debug -Doptimization=1 >/dev/null
ninja -C build-fuzz --quiet
for target in feel dmn analysis json pattern; do
	mkdir -p "$work/$target"
	cp -r fuzz/corpus/$target/. "$work/$target" 2>/dev/null || true
	[ "$target" != dmn ] && [ "$target" != analysis ] || cp tests/dmn/models/*.dmn packs/em-review/rules.dmn "$work/$target"
	build-fuzz/fuzz/fuzz_$target "$work/$target" -max_total_time="$seconds" -timeout=20 \
		-rss_limit_mb=3000 -print_final_stats=0 2>&1 | tail -1
done
