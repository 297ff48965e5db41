#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The packs that ship: each is checked, its rule cases pass, and no case survives a rule that is broken.
# usage: rules.sh REMIT PACKS
set -u
passed=0
failed=0
for pack in "$2"/*/; do
	said=$("$1" pack check "$pack" 2>&1) || { failed=$((failed + 1)); echo "failed: check $pack: $said"; continue; }
	said=$("$1" pack test --mutate "$pack" 2>&1)
	if [ $? -eq 0 ] && ! echo "$said" | grep -q "survived [1-9]"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: test $pack"
		echo "$said" | tail -20
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
