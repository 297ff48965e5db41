/* SPDX-License-Identifier: Apache-2.0 */
#include "base/list.h"

#include <string.h>

void *list_grow(struct arena *arena, void *at, size_t count, size_t *room, size_t size)
{
	size_t next = *room < 4 ? 8 : *room * 2;
	if (next > SIZE_MAX / 4 / size)
		boundary_leave(arena, STATUS_LIMIT, "a list grew past its limit");
	void *grown = arena_alloc(arena, next * size);
	if (count != 0)
		memcpy(grown, at, count * size);
	*room = next;
	return grown;
}
