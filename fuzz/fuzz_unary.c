/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as unary tests, against a value of each kind; with three values and with two, where
 * a test is never null for another reason than that it cannot be read or ran into a limit. */
#include "host.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static void try_question(const char *text, size_t size, const char *question)
{
	static const char *const names[] = { "?", "a b" };
	struct arena *arena = dmn_arena_new(fuzz_host.most_bytes);
	if (arena == NULL)
		return;
	dmn_value values[] = { dmn_feel(&fuzz_host, arena, question, strlen(question), dmn_null(),
					false),
			       dmn_number(5) };
	dmn_value context = dmn_context(arena, names, values, 2);
	dmn_feel(&fuzz_host, arena, text, size, context, true);
	struct dmn_host two_valued = fuzz_host;
	two_valued.b_feel = true;
	dmn_value truth = dmn_feel(&two_valued, arena, text, size, context, true);
	if (truth.kind == DMN_NULL && dmn_problem_of(truth) == NULL)
		abort();
	dmn_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	static const char *const questions[] = { "null",
						 "true",
						 "5",
						 "\"a\"",
						 "@\"2024-02-29\"",
						 "@\"10:00:00Z\"",
						 "@\"2024-02-29T10:00:00\"",
						 "@\"PT1H\"",
						 "@\"P1M\"",
						 "[1, \"a\", null]",
						 "{a: 1}",
						 "[1..5)" };
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		try_question((const char *)at, size, questions[i]);
	return 0;
}
