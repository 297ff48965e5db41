#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every gate and every test with gcc; with clang, address and undefined-behaviour sanitizers all but the
# suites of pages and processes (`make soak` has those; of them the one that attacks the server runs
# here); the engine without its fast paths, and in threads. Under 30 minutes on two cores.
# Ends with 'N passed, N failed, N skipped'.
set -u
cd "$(dirname "$0")/.."

# Many suites wait for a server more than they work.
processes=$(($(nproc) + 1))

fail() {
	echo "make check: $1" >&2
	echo "0 passed, 1 failed, 0 skipped"
	exit 1
}

[ -f build/build.ninja ] || meson setup build >/dev/null || fail "meson setup failed"
ninja -C build --quiet || fail "the gcc build failed"
if [ ! -f build-sanitize/build.ninja ]; then
	CC=clang meson setup build-sanitize -Db_sanitize=address,undefined -Db_lundef=false \
		-Dbuildtype=debug -Doptimization=1 >/dev/null || fail "meson setup with clang failed"
fi
ninja -C build-sanitize --quiet || fail "the clang build failed"

[ -f build-plain/build.ninja ] || meson setup build-plain -Dfast=false >/dev/null ||
	fail "meson setup with -Dfast=false failed"
ninja -C build-plain --quiet remit tests/dmn/run_models || fail "the build with -Dfast=false failed"

[ -f build-thread/build.ninja ] || CC=clang meson setup build-thread -Db_sanitize=thread \
	-Db_lundef=false -Dbuildtype=debug -Doptimization=1 >/dev/null ||
	fail "meson setup with the thread sanitizer failed"
ninja -C build-thread --quiet tests/dmn/test_threads || fail "the build for threads failed"

meson test -C build --no-rebuild --print-errorlogs --num-processes "$processes"
meson test -C build-sanitize --no-rebuild --no-suite gate --no-suite web --no-suite long --print-errorlogs --num-processes "$processes" \
	--timeout-multiplier 4
hostile=$(mktemp -d)
cp build-sanitize/meson-logs/testlog.json "$hostile/plain"
meson test -C build-sanitize --no-rebuild --print-errorlogs --timeout-multiplier 4 'web hostile'
cat "$hostile/plain" >>build-sanitize/meson-logs/testlog.json
rm -rf "$hostile"
# The engine without its fast paths: the same answers.
meson test -C build-plain --no-rebuild --print-errorlogs tck models
# One compiled model in several threads, under the thread sanitizer.
meson test -C build-thread --no-rebuild --print-errorlogs threads
exec python3 tools/count_tests.py build build-sanitize build-plain build-thread
