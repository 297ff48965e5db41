/* SPDX-License-Identifier: Apache-2.0 */
/* union and distinct values (DMN 1.5 table 75). Numbers, strings, dates and durations are looked up
 * by hash, so that a long list costs its length; what is left is compared with its like. The order
 * is that of first appearance. */
#include "base/map.h"
#include "feel/builtin_internal.h"

struct items {
	LIST_OF(dmn_value);
};

struct distinct {
	struct run *run;
	struct items found;
	struct items others; /* of the found, those that have no hash */
	uint32_t *slots;     /* index into found plus one; 0 is free */
	size_t slot_count;   /* a power of two */
};

/* A hash that equal values share; false for kinds whose equality no hash can follow: moments, of
 * which a local one equals many, and what is made of parts. */
static bool hash_of(dmn_value value, uint64_t *hash)
{
	switch ((enum dmn_kind)value.kind) {
	case DMN_NUMBER: *hash = number_hash(value); break;
	case DMN_STRING: *hash = hash_bytes(value.as.string, value.count); break;
	case DMN_NULL: *hash = 0; break;
	case DMN_BOOLEAN: *hash = value.as.boolean; break;
	case DMN_DATE:
	case DMN_DAYS_DURATION:
	case DMN_MONTHS_DURATION:
		*hash = hash_bytes(&value.as.integer, sizeof value.as.integer);
		break;
	default: return false;
	}
	*hash = (*hash ^ value.kind) * 0x9e3779b97f4a7c15U;
	*hash ^= *hash >> 32;
	return true;
}

/* The slot of an equal value, or the free one where it belongs. */
static uint32_t *slot_for(struct distinct *distinct, dmn_value value, uint64_t hash)
{
	const dmn_value *found = distinct->found.at;
	size_t mask = distinct->slot_count - 1;
	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		uint32_t *slot = &distinct->slots[at];
		if (*slot == 0 || found == NULL ||
		    value_equal(found[*slot - 1], value) == TERNARY_TRUE)
			return slot;
		run_step(distinct->run, 1);
	}
}

/* Keep a quarter of the slots free, at least. */
static void make_room(struct distinct *distinct)
{
	enum {
		SLOTS_FIRST = 16
	};
	if (distinct->found.count * 4 < distinct->slot_count * 3)
		return;
	distinct->slot_count = distinct->slot_count == 0 ? SLOTS_FIRST : distinct->slot_count * 2;
	distinct->slots = arena_new_array(distinct->run->arena, uint32_t, distinct->slot_count);
	for (size_t i = 0; i < distinct->found.count; i++) {
		uint64_t hash;
		if (hash_of(distinct->found.at[i], &hash))
			*slot_for(distinct, distinct->found.at[i], hash) = (uint32_t)i + 1;
	}
	run_step(distinct->run, distinct->found.count);
}

static bool is_among_others(struct distinct *distinct, dmn_value value)
{
	run_step(distinct->run, distinct->others.count);
	for (size_t i = 0; i < distinct->others.count; i++)
		if (value_equal(distinct->others.at[i], value) == TERNARY_TRUE)
			return true;
	return false;
}

static void add(struct distinct *distinct, dmn_value value)
{
	uint64_t hash;
	make_room(distinct);
	run_step(distinct->run, 1);
	if (hash_of(value, &hash)) {
		uint32_t *slot = slot_for(distinct, value, hash);
		if (*slot != 0)
			return;
		*slot = (uint32_t)distinct->found.count + 1;
	} else {
		if (is_among_others(distinct, value))
			return;
		list_push(distinct->run->arena, &distinct->others, value);
	}
	run_check_items(distinct->run, distinct->found.count + 1);
	list_push(distinct->run->arena, &distinct->found, value);
}

static void add_all(struct distinct *distinct, dmn_value list)
{
	for (uint32_t i = 0; i < list.count; i++)
		add(distinct, list.as.items[i]);
}

dmn_value union_function(struct run *run, const dmn_value *arguments)
{
	struct distinct distinct = { .run = run };
	for (uint32_t i = 0; i < arguments[0].count; i++)
		add_all(&distinct, arguments[0].as.items[i]);
	return value_list(distinct.found.at, distinct.found.count);
}

dmn_value distinct_values(struct run *run, const dmn_value *arguments)
{
	struct distinct distinct = { .run = run };
	add_all(&distinct, arguments[0]);
	return value_list(distinct.found.at, distinct.found.count);
}
