/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that are surely not in a table, so that nobody has to ask: it was empty, and a Bloom filter
 * knows what was added since. */
#include "store/typed_internal.h"

#include "base/map.h"

#include <string.h>

enum {
	FILTER_WORDS = 1 << 20 /* 8 MB: of a million keys one in 10,000 is asked for in vain */
};

struct typed_filter {
	struct arena *arena;
	uint64_t *words;
};

static enum status is_empty(struct typed *typed, bool *empty, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(typed_page(typed, 0, 1, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	rows_end(&rows);
	*empty = !found;
	return status;
}

enum status typed_alone(struct typed *typed, struct error *error)
{
	bool empty;
	typed_shared(typed);
	if (!store_is_far(typed->store))
		return STATUS_OK;
	TRY(is_empty(typed, &empty, error));
	struct arena *arena = empty ? arena_new(0) : NULL;
	if (arena == NULL) /* without it every key is asked for */
		return STATUS_OK;
	typed->filter = arena_new_one(arena, struct typed_filter);
	typed->filter->arena = arena;
	typed->filter->words = arena_new_array(arena, uint64_t, FILTER_WORDS);
	return STATUS_OK;
}

void typed_shared(struct typed *typed)
{
	if (typed->filter != NULL)
		arena_free(typed->filter->arena);
	typed->filter = NULL;
}

/* All marks of a key are in one word: one look at memory. */
bool typed_is_new(struct typed *typed, struct text key)
{
	if (typed->filter == NULL)
		return false;
	uint64_t hash = hash_bytes(key.at, key.length);
	uint64_t *word = &typed->filter->words[hash % FILTER_WORDS];
	uint64_t marks = UINT64_C(1) << (hash >> 40 & 63) | UINT64_C(1) << (hash >> 46 & 63) |
			 UINT64_C(1) << (hash >> 52 & 63);
	bool new = (*word & marks) != marks;
	*word |= marks;
	return new;
}
