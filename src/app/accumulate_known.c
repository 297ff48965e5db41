/* SPDX-License-Identifier: Apache-2.0 */
/* The records that were made before, as the database has them. */
#include "app/accumulate_internal.h"

#include <string.h>

static const struct pack_accumulation *rule_called(const struct pack *pack, struct text owner,
						   struct text name)
{
	for (size_t i = 0; i < pack->accumulation_count; i++)
		if (text_equal(pack->accumulations[i].name, name) &&
		    text_equal(pack->accumulations[i].makes->owner, owner))
			return &pack->accumulations[i];
	return NULL;
}

/* One is several rows, one for each record that it used. */
static void take(struct accumulating *it, const struct rows *rows)
{
	struct arena *arena = it->batch->arena;
	const struct pack_accumulation *rule =
		rule_called(it->caseload->pack, rows_text(rows, 1), rows_text(rows, 2));
	int64_t id = rows_int(rows, 0);
	if (rule == NULL)
		return; /* of a rule that the pack has no more */
	if (it->known.count == 0 || it->known.at[it->known.count - 1]->id != id) {
		struct known_made *known = arena_new_one(arena, struct known_made);
		*known = (struct known_made){
			.id = id,
			.rule = rule,
			.reached_at = text_copy(arena, rows_text(rows, 3)),
			.stands = text_is(rows_text(rows, 4), "stands"),
		};
		list_push(arena, &it->known, known);
	}
	list_push(arena, &it->known.at[it->known.count - 1]->used, rows_int(rows, 5));
}

static struct text name_of(struct arena *arena, const struct pack_accumulation *rule,
			   const int64_t *used, size_t count)
{
	size_t size = sizeof(void *) + count * sizeof *used;
	char *bytes = arena_alloc(arena, size);
	memcpy(bytes, &rule, sizeof(void *));
	memcpy(bytes + sizeof(void *), used, count * sizeof *used);
	return (struct text){ bytes, size };
}

enum status accumulate_read_known(struct accumulating *it, struct error *error)
{
	struct batch *batch = it->batch;
	memset(&it->known, 0, sizeof it->known);
	it->by_used = map_new(batch->arena);
	for (size_t i = 0; i < batch->range_count; i++) {
		struct rows rows;
		bool found;
		enum status status;
		TRY(store_query(
			it->caseload->app->store, SQL_made_range,
			BIND(dmn_number(batch->ranges[i].low), dmn_number(batch->ranges[i].high)),
			&rows, error));
		while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
			take(it, &rows);
		rows_end(&rows);
		TRY(status);
	}
	for (size_t i = 0; i < it->known.count; i++) {
		struct known_made *known = it->known.at[i];
		map_put(&it->by_used,
			name_of(batch->arena, known->rule, known->used.at, known->used.count),
			known);
	}
	return STATUS_OK;
}

struct known_made *accumulate_find(struct accumulating *it, const struct pack_accumulation *rule,
				   const int64_t *used, size_t count)
{
	return map_get(&it->by_used, name_of(it->batch->arena, rule, used, count));
}
