/* SPDX-License-Identifier: Apache-2.0 */
/* What the families of a batch make, against what was made before. */
#include "app/accumulate_internal.h"

#include <stdlib.h>

struct summed {
	struct assembled_row *by;
	struct work_stretch stretch;
};

struct summed_list {
	LIST_OF(struct summed);
};

struct assembled_row *accumulate_above(struct batch *batch, const struct pack_record *at,
				       struct assembled_row *row, const struct pack_record *record)
{
	for (; row != NULL && at != record; at = at->parent)
		row = batch_parent(batch, at, row);
	return row;
}

bool accumulate_stretch(struct arena *arena, const struct pack_accumulation *rule,
			const struct assembled_row *row, struct work_stretch *out)
{
	const dmn_value *values = row->row.values;
	*out = (struct work_stretch){ .until = WORK_STRETCH_OPEN, .id = row->row.id };
	if (!instant_of(arena, values[rule->from->index], &out->from))
		return false;
	if (rule->until == NULL)
		return true;
	dmn_value until = values[rule->until->index];
	return until.kind == DMN_NULL || instant_of(arena, until, &out->until);
}

static void collect(struct accumulating *it, const struct pack_accumulation *rule,
		    struct summed_list *out)
{
	struct batch *batch = it->batch;
	struct assembled_rows *rows = &batch->rows[rule->of->index];
	for (size_t i = 0; i < rows->count; i++) {
		struct assembled_row *row = &rows->at[i];
		struct summed one;
		if (!condition_holds(&it->conditions, rule->where, batch, row, dmn_null()))
			continue;
		one.by = accumulate_above(batch, rule->of, row, rule->by);
		if (one.by == NULL || !accumulate_stretch(batch->arena, rule, row, &one.stretch)) {
			it->report->unknown++;
			continue;
		}
		list_push(batch->arena, out, one);
	}
	it->report->stretches += (int64_t)out->count;
}

static int by_above(const void *a, const void *b)
{
	int64_t left = ((const struct summed *)a)->by->row.id;
	int64_t right = ((const struct summed *)b)->by->row.id;
	return (left > right) - (left < right);
}

static enum status settle(struct accumulating *it, const struct pack_accumulation *rule,
			  const struct assembled_row *by, const struct work_made *made,
			  struct error *error)
{
	struct known_made *known = accumulate_find(it, rule, made->used, made->used_count);
	char at[CLOCK_TEXT_SIZE];
	if (known == NULL)
		return accumulate_make(it, rule, by, made, error);
	clock_print(made->at, at);
	known->met = true;
	if (!known->stands || !text_is(known->reached_at, at))
		return accumulate_change(it, known, made->at, error);
	it->report->stands++;
	return STATUS_OK;
}

/* Of one record that they are taken together by, on record. */
static enum status keep(struct accumulating *it, const struct accumulate_group *group, void *user,
			struct error *error)
{
	struct arena *arena = it->batch->arena;
	const struct pack_accumulation *rule = group->rule;
	const struct work_accumulation measure = {
		.window = rule->window, .total = rule->total, .count = rule->count, .now = it->now
	};
	const struct work_made *made;
	(void)user;
	size_t count = work_accumulate(arena, &measure, group->stretches, group->count, &made);
	for (size_t i = 0; i < count; i++)
		TRY(settle(it, rule, group->by, &made[i], error));
	return STATUS_OK;
}

enum status accumulate_each(struct accumulating *it, const struct pack_accumulation *rule,
			    accumulate_tell *tell, void *user, struct error *error)
{
	struct summed_list list = { 0 };
	struct arena *arena = it->batch->arena;
	collect(it, rule, &list);
	if (list.count > 1)
		qsort(list.at, list.count, sizeof *list.at, by_above);
	for (size_t i = 0, end; i < list.count; i = end) {
		for (end = i + 1; end < list.count && list.at[end].by == list.at[i].by;)
			end++;
		struct accumulate_group group = { .rule = rule,
						  .by = list.at[i].by,
						  .count = end - i };
		group.stretches = arena_new_array(arena, struct work_stretch, group.count);
		for (size_t s = 0; s < group.count; s++)
			group.stretches[s] = list.at[i + s].stretch;
		TRY(tell(it, &group, user, error));
	}
	return STATUS_OK;
}

enum status accumulate_batch(struct accumulating *it, struct error *error)
{
	const struct pack *pack = it->caseload->pack;
	it->roots.count = 0;
	TRY(accumulate_read_known(it, error));
	for (size_t i = 0; i < pack->accumulation_count; i++)
		TRY(accumulate_each(it, &pack->accumulations[i], keep, NULL, error));
	for (size_t i = 0; i < it->known.count; i++)
		if (it->known.at[i]->stands && !it->known.at[i]->met)
			TRY(accumulate_withdraw(it, it->known.at[i], error));
	return STATUS_OK;
}
