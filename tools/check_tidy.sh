#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# clang-tidy over src/, with the compile commands of a clang build.
# usage: check_tidy.sh SOURCE_ROOT BUILD_ROOT [deep]
# The analyser follows calls one function deep; with `deep` (in `make soak`) all the way, which takes
# five times as long.
cd "$1" || exit 2
# gcc's own flags mean nothing to clang.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -e 's/-Wduplicated-cond//g; s/-Wlogical-op//g' "$2/compile_commands.json" >"$work/compile_commands.json"
find src -name '*.c' | sort |
	xargs -P "$(nproc)" -n 8 clang-tidy --quiet -p "$work" --extra-arg=-Xclang \
		--extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=mode="${3:-shallow}" 2>/dev/null >"$work/out"
if grep -q 'error:\|warning:' "$work/out"; then
	grep 'error:\|warning:' "$work/out" | sort -u | head -60
	echo "tidy: $(grep -c 'error:\|warning:' "$work/out") findings"
	exit 1
fi
echo "tidy: ok"
