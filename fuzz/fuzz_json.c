/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as JSON; what is read is written and read again, and must be the same. */
#include "host.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t size)
{
	struct arena *arena = dmn_arena_new(0);
	dmn_value value;
	if (arena == NULL)
		return 0;
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
