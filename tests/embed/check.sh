#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each public header alone, as strict C11 and as C++, and the example program's answer.
# usage: check.sh SOURCE_ROOT BUILD_ROOT
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -std=c11 -pedantic -Wall -Wextra -Werror -I"$1/include" "$1/tests/embed/embed.c" -L"$2" -ldmn \
	-Wl,-rpath,"$2" -o "$work/embed"
for header in "$1"/include/*.h; do
	printf '#include <%s>\nint main(void) { return dmn_number(0).kind == DMN_NULL; }\n' \
		"$(basename "$header")" >"$work/header.c"
	cc -std=c11 -pedantic -Wall -Wextra -Werror -I"$1/include" -fsyntax-only "$work/header.c"
	if command -v c++ >/dev/null; then
		c++ -x c++ -std=c++17 -pedantic -Wall -Wextra -Werror -I"$1/include" -fsyntax-only "$work/header.c"
	fi
done
"$work/embed" >"$work/out"
diff -u "$1/tests/embed/expected.txt" "$work/out"
