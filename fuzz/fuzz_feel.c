/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an expression, then as unary tests. */
#include "host.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	static const char *const names[] = { "?", "a b", "x", "list" };
	struct arena *arena = dmn_arena_new(fuzz_host.most_bytes);
	if (arena == NULL)
		return 0;
	dmn_value items[] = { dmn_number(1), dmn_null(), dmn_string_view("a", 1) };
	dmn_value values[] = { dmn_number(5), dmn_string_view("text", 4), dmn_date(19082),
			       dmn_list(arena, items, 3) };
	dmn_value context = dmn_context(arena, names, values, 4);
	const char *text = (const char *)at;
	dmn_value value = dmn_feel(&fuzz_host, arena, text, size, context, false);
	if (dmn_problem_of(value) == NULL)
		dmn_to_json(arena, value, NULL);
	dmn_feel(&fuzz_host, arena, text, size, context, true);
	dmn_arena_free(arena);
	return 0;
}
