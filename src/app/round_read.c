/* SPDX-License-Identifier: Apache-2.0 */
/* What is on record of a case's rounds. */
#include "app/case_file.h"
#include "app/round_internal.h"
#include "app/training.h"

static enum status read_rounds(struct round_view *out, struct error *error)
{
	struct caseload *caseload = out->caseload;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_round_list,
			BIND(store_text(caseload->pack->name), dmn_number(out->root_id)), &rows,
			error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct round it = { .id = rows_int(&rows, 0) };
		struct text *const texts[] = { &it.called_by, &it.reason,    &it.opened_by,
					       &it.opened_on, &it.opened_at, &it.ended_by,
					       &it.ended_on,  &it.ended_at,  &it.ended_why,
					       &it.decided };
		for (unsigned i = 0; i < 10; i++)
			*texts[i] = text_copy(caseload->arena, rows_text(&rows, i + 1));
		list_push(caseload->arena, &out->rounds, it);
	}
	rows_end(&rows);
	out->is_open = out->rounds.count != 0 && out->rounds.at[0].ended_at.length == 0;
	return status;
}

/* Rows come by record and cycle: the last cycle of each is how it stands. */
static enum status take_row(struct round_view *out, const struct rows *rows, struct error *error)
{
	struct arena *arena = out->caseload->arena;
	int64_t record_id = rows_int(rows, 1);
	struct text outcome = rows_text(rows, 3);
	size_t count = out->items.count;
	if (count == 0 || out->items.at[count - 1].record_id != record_id)
		list_push(arena, &out->items, (struct round_item){ .record_id = record_id });
	struct round_item *it = &out->items.at[out->items.count - 1];
	it->item_id = rows_int(rows, 0);
	if (!work_state_parse(rows_text(rows, 2), &it->state))
		return error_set(error, STATUS_DATABASE, "item %lld has no known state",
				 (long long)it->item_id);
	if (!out->is_open || outcome.length == 0 ||
	    text_compare(rows_text(rows, 4), out->rounds.at[0].opened_at) < 0)
		return STATUS_OK;
	it->outcome = text_copy(arena, outcome);
	it->decided_in_id = it->item_id;
	return STATUS_OK;
}

static enum status read_items(struct round_view *out, struct error *error)
{
	struct caseload *caseload = out->caseload;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_round_items,
			BIND(dmn_number(out->root_id), store_text(caseload->pack->name)), &rows,
			error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found &&
	       (status = take_row(out, &rows, error)) == STATUS_OK)
		;
	rows_end(&rows);
	return status;
}

/* Out of scope and not decided in the round: no part of it. */
static void keep_items(struct round_view *out, struct batch *batch)
{
	const struct pack_record *about = out->caseload->pack->decision.about;
	size_t kept = 0;
	for (size_t i = 0; i < out->items.count; i++) {
		struct round_item it = out->items.at[i];
		const struct assembled_row *row = batch_find(batch, about, it.record_id);
		if (it.state == WORK_OUT_OF_SCOPE && it.outcome.length == 0)
			continue;
		if (row != NULL)
			it.key = text_copy(
				out->caseload->arena,
				record_text(batch->arena, row->row.values[about->key->index]));
		it.label = case_item_label(out->caseload, batch, it.record_id);
		out->undecided += work_state_is_open(it.state);
		out->items.at[kept++] = it;
	}
	out->items.count = kept;
}

static enum status find_obstacle(struct round_view *out, struct error *error)
{
	struct caseload *caseload = out->caseload;
	const struct pack_step *by = &caseload->pack->round.by;
	struct item nobody = { .caseload = *caseload };
	if (!app_may_step(caseload->app, caseload->pack, by)) {
		out->obstacle = TEXT("your role or grade may not do this");
		return STATUS_OK;
	}
	return training_lacks(&nobody, by, &out->obstacle, error);
}

enum status round_fill_unseen(struct caseload *caseload, struct batch *batch, int64_t root_id,
			      struct round_view *out, struct error *error)
{
	*out = (struct round_view){ .caseload = caseload };
	TRY(caseload_kept(caseload, root_id, &out->root_id, error));
	TRY(read_rounds(out, error));
	TRY(read_items(out, error));
	TRY(batch_family(batch, out->root_id, error));
	keep_items(out, batch);
	out->secret = text_copy(caseload->arena, batch_secret(batch, batch_root(batch)));
	return STATUS_OK;
}

enum status round_fill(struct caseload *caseload, struct batch *batch, int64_t root_id,
		       struct round_view *out, struct error *error)
{
	int64_t kept_id;
	struct text reference;
	struct text secret;
	TRY(caseload_kept(caseload, root_id, &kept_id, error));
	TRY(caseload_case(caseload, kept_id, &reference, &secret, error));
	TRY(round_fill_unseen(caseload, batch, kept_id, out, error));
	out->reference = reference;
	return find_obstacle(out, error);
}

enum status round_read(struct caseload *caseload, int64_t root_id, struct round_view *out,
		       struct error *error)
{
	struct app *app = caseload->app;
	struct batch *batch;
	TRY(app_may(app, USE_ROUND, caseload->pack, error));
	TRY(batch_new(caseload, clock_today(&app->clock), &batch, error));
	enum status status = round_fill(caseload, batch, root_id, out, error);
	batch_free(batch);
	TRY(status);
	TRY(app_begin(app, error));
	return app_end(app, round_log(out, USE_ROUND, TEXT(""), TEXT(""), error), error);
}
