/* SPDX-License-Identifier: Apache-2.0 */
/* From hashes to pairs. */
#include "app/merge_internal.h"

#include <stdlib.h>

static bool holds(const struct pair_list *list, int64_t one, int64_t other)
{
	for (size_t i = 0; i < list->count; i++)
		if ((list->at[i].one == one && list->at[i].other == other) ||
		    (list->at[i].one == other && list->at[i].other == one))
			return true;
	return false;
}

static int by_hash(const void *a, const void *b)
{
	const struct mark *left = a;
	const struct mark *right = b;
	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

static int by_number(const void *a, const void *b)
{
	const struct pair *left = a;
	const struct pair *right = b;
	if (left->one != right->one)
		return left->one < right->one ? -1 : 1;
	return (left->other > right->other) - (left->other < right->other);
}

void duplicate_pairs(struct arena *arena, struct mark_list *marks, const struct pair_list *known,
		     size_t most, struct pair_list *out)
{
	size_t first = 0;
	if (marks->count > 1)
		qsort(marks->at, marks->count, sizeof *marks->at, by_hash);
	for (size_t i = 1; i < marks->count && out->count < most; i++) {
		const struct mark *one = &marks->at[first];
		const struct mark *other = &marks->at[i];
		if (one->hash != other->hash)
			first = i;
		else if (!holds(out, one->id, other->id) && !holds(known, one->id, other->id))
			list_push(arena, out, (struct pair){ one->id, other->id });
	}
	if (out->count > 1)
		qsort(out->at, out->count, sizeof *out->at, by_number);
}
