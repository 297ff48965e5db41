/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an expression, in FEEL and in B-FEEL, then as unary tests. What comes out is UTF-8,
 * and a null that stands for an error says where. */
#include "base/text.h"
#include "host.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static void check_text(const char *text)
{
	if (!text_is_utf8(text_from(text)))
		abort();
}

static void check_value(struct arena *arena, dmn_value value)
{
	const struct dmn_problem *problem = dmn_problem_of(value);
	check_text(dmn_to_json(arena, value, NULL));
	check_text(dmn_text(arena, value, NULL));
	if (problem == NULL)
		return;
	check_text(problem->message);
	check_text(problem->expression);
	if (problem->message[0] == '\0' || problem->line == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	static const char *const names[] = { "?", "a b", "x", "list" };
	struct arena *arena = dmn_arena_new(fuzz_host.most_bytes);
	struct dmn_host b_feel = fuzz_host;
	b_feel.b_feel = true;
	if (arena == NULL)
		return 0;
	dmn_value items[] = { dmn_number(1), dmn_null(), dmn_string_view("a", 1) };
	dmn_value values[] = { dmn_number(5), dmn_string_view("text", 4), dmn_date(19082),
			       dmn_list(arena, items, 3) };
	dmn_value context = dmn_context(arena, names, values, 4);
	const char *text = (const char *)at;
	check_value(arena, dmn_feel(&fuzz_host, arena, text, size, context, false));
	check_value(arena, dmn_feel(&b_feel, arena, text, size, context, false));
	check_value(arena, dmn_feel(&fuzz_host, arena, text, size, context, true));
	dmn_arena_free(arena);
	return 0;
}
