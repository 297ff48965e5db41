/* SPDX-License-Identifier: Apache-2.0 */
/* The first line is a regular expression, the rest the text it is tried on. */
#include "host.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	static const char *const names[] = { "t", "p" };
	static const char expression[] = "[matches(t, p), replace(t, p, \"<$0>\"), split(t, p)]";
	struct arena *arena = dmn_arena_new(fuzz_host.most_bytes);
	if (arena == NULL)
		return 0;
	const char *text = (const char *)at;
	const char *cut = size != 0 ? memchr(text, '\n', size) : NULL;
	size_t first = cut != NULL ? (size_t)(cut - text) : size;
	size_t rest = cut != NULL ? first + 1 : size;
	dmn_value values[] = { dmn_string(arena, text + rest, size - rest),
			       dmn_string(arena, text, first) };
	dmn_feel(&fuzz_host, arena, expression, sizeof expression - 1,
		 dmn_context(arena, names, values, 2), false);
	dmn_arena_free(arena);
	return 0;
}
