/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as JSON; what is read is written and read again, and must be the same. What is picked
 * out of it by paths lies in the object, or nothing is picked and it is said why. */
#include "host.h"

#include "format/json_pick.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

static void pick(struct arena *arena, const uint8_t *at, size_t size)
{
	const struct text pointers[] = { TEXT("/a"), TEXT("/a/0"), TEXT("/a/b~1c"), TEXT("/") };
	struct text out[4];
	struct json_fault fault = { 0 };
	const struct text source = { (const char *)at, size };
	if (!json_pick(arena, source, pointers, 4, out, &fault) &&
	    (fault.message == NULL || fault.remedy == NULL))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct arena *arena = dmn_arena_new(0);
	dmn_value value;
	if (arena == NULL)
		return 0;
	pick(arena, at, size);
	if (dmn_from_json(arena, (const char *)at, size, &value)) {
		size_t first_size;
		const char *first = dmn_to_json(arena, value, &first_size);
		dmn_value again;
		if (!dmn_from_json(arena, first, first_size, &again))
			abort();
		size_t second_size;
		const char *second = dmn_to_json(arena, again, &second_size);
		if (first_size != second_size || memcmp(first, second, first_size) != 0)
			abort();
	}
	dmn_arena_free(arena);
	return 0;
}
