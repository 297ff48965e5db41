/* SPDX-License-Identifier: Apache-2.0 */
/* How a record was made: what it used, and the sum as it grew. */
#include "app/access.h"
#include "app/accumulate_internal.h"

#include <stdlib.h>

struct telling {
	struct caseload *caseload;
	struct batch *batch;
	struct accumulate_story *story;
	struct work_stretch *stretches; /* by their beginnings */
	size_t count;
};

static enum status read_head(struct caseload *caseload, int64_t record_id,
			     struct accumulate_story *story, struct error *error)
{
	const struct pack *pack = caseload->pack;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_made_record_get, BIND(dmn_number(record_id)),
			&rows, error));
	enum status status = rows_next(&rows, &found, error);
	for (size_t i = 0; status == STATUS_OK && found && i < pack->accumulation_count; i++)
		if (text_equal(pack->accumulations[i].makes->owner, rows_text(&rows, 0)) &&
		    text_equal(pack->accumulations[i].name, rows_text(&rows, 1)))
			story->rule = &pack->accumulations[i];
	if (status == STATUS_OK && story->rule != NULL) {
		story->root_id = rows_int(&rows, 2);
		story->reached_at = text_copy(caseload->arena, rows_text(&rows, 3));
		story->stands = text_is(rows_text(&rows, 4), "stands");
		story->made_at = text_copy(caseload->arena, rows_text(&rows, 5));
	}
	rows_end(&rows);
	if (status == STATUS_OK && story->rule == NULL)
		return error_set(error, STATUS_NOT_FOUND, "record %lld was not made of others",
				 (long long)record_id);
	return status;
}

static void take(struct telling *it, int64_t id)
{
	const struct pack_accumulation *rule = it->story->rule;
	const struct assembled_row *row = batch_find(it->batch, rule->of, id);
	struct work_stretch stretch;
	if (row != NULL && accumulate_stretch(it->batch->arena, rule, row, &stretch))
		it->stretches[it->count++] = stretch;
}

static enum status read_used(struct telling *it, int64_t record_id, struct error *error)
{
	const struct assembled_rows *all = &it->batch->rows[it->story->rule->of->index];
	struct rows rows;
	bool found;
	enum status status;
	it->stretches = arena_new_array(it->batch->arena, struct work_stretch, all->count + 1);
	TRY(store_query(it->caseload->app->store, SQL_made_of_list, BIND(dmn_number(record_id)),
			&rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if (it->count < all->count)
			take(it, rows_int(&rows, 0));
	rows_end(&rows);
	return status;
}

static struct text instant_text(struct arena *arena, int64_t micros)
{
	return record_text(arena, instant_value(arena, micros));
}

static int by_begin(const void *a, const void *b)
{
	const struct work_stretch *left = a;
	const struct work_stretch *right = b;
	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

static void tell(struct telling *it, int64_t at)
{
	struct arena *arena = it->caseload->arena;
	const struct pack_accumulation *rule = it->story->rule;
	struct work_stretch *first =
		arena_new_array(it->batch->arena, struct work_stretch, it->count);
	if (it->count > 1)
		qsort(it->stretches, it->count, sizeof *it->stretches, by_begin);
	for (size_t i = 0; i < it->count; i++) {
		const struct work_stretch *stretch = &it->stretches[i];
		const struct assembled_row *row = batch_find(it->batch, rule->of, stretch->id);
		first[i] = *stretch;
		struct accumulate_part part = {
			.id = stretch->id,
			.reference = record_text(arena, row->row.values[rule->of->key->index]),
			.from = instant_text(arena, stretch->from),
			.number = (int64_t)i + 1,
		};
		if (stretch->until != WORK_STRETCH_OPEN)
			part.until = instant_text(arena, stretch->until);
		part.seconds = work_covered(first, i + 1, at - rule->window, at) / 1000000;
		part.reference = text_copy(arena, part.reference);
		list_push(arena, &it->story->parts, part);
	}
}

static enum status tell_family(struct telling *it, int64_t record_id, struct error *error)
{
	int64_t at;
	int64_t kept;
	TRY(clock_parse(it->story->reached_at, &at, error));
	TRY(caseload_kept(it->caseload, it->story->root_id, &kept, error));
	TRY(batch_family(it->batch, kept, error));
	TRY(read_used(it, record_id, error));
	tell(it, at);
	return STATUS_OK;
}

enum status accumulate_explain(struct caseload *caseload, int64_t record_id,
			       struct accumulate_story *story, struct error *error)
{
	struct telling it = { .caseload = caseload, .story = story };
	struct text reference;
	struct app_log log = { .use = USE_ACCUMULATE_EXPLAIN, .subject = TEXT("case_file") };
	int64_t kept;
	*story = (struct accumulate_story){ 0 };
	TRY(app_may(caseload->app, USE_ACCUMULATE_EXPLAIN, caseload->pack, error));
	TRY(read_head(caseload, record_id, story, error));
	TRY(caseload_kept(caseload, story->root_id, &kept, error));
	TRY(caseload_case(caseload, kept, &reference, &log.secret, error));
	log.subject_id = kept;
	log.person_type = caseload_root(story->rule->makes)->name;
	log.person_id = kept;
	TRY(app_look(caseload->app, &log, error));
	TRY(batch_new(caseload, clock_today(&caseload->app->clock), &it.batch, error));
	enum status status = tell_family(&it, record_id, error);
	batch_free(it.batch);
	return status;
}
