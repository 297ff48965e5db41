/* SPDX-License-Identifier: Apache-2.0 */
/* Which cases the pack's rules let go. */
#include "app/access.h"
#include "app/retention_internal.h"

enum {
	PAGE = 1000
};

static enum status find_keepers(struct sweep *it, struct retention_case *one, struct error *error)
{
	struct hold hold;
	int64_t open;
	int64_t merged;
	TRY(store_number(it->caseload->app->store, SQL_erase_is_open,
			 BIND(dmn_number(one->root_id)), &open, NULL, error));
	TRY(hold_read(it->caseload, one->root_id, &hold, error));
	one->is_open = open != 0;
	TRY(store_number(it->caseload->app->store, SQL_merged_count, BIND(dmn_number(one->root_id)),
			 &merged, NULL, error));
	one->is_held = hold.id != 0;
	one->is_merged = merged != 0;
	return STATUS_OK;
}

static enum status weigh(struct sweep *it, struct error *error)
{
	for (size_t i = 0; i < it->caseload->pack->retention_count; i++)
		TRY(retention_apply(it, i, error));
	for (size_t i = 0; i < it->count; i++) {
		retention_conclude(it, &it->cases[i]);
		if (it->cases[i].is_due || it->count == 1)
			TRY(find_keepers(it, &it->cases[i], error));
	}
	return STATUS_OK;
}

static struct retention_case empty_case(struct sweep *it, const struct typed_row *row)
{
	size_t size;
	size_t rules = it->caseload->pack->retention_count;
	dmn_value key = row->values[it->root->key->index];
	const char *text = dmn_text(it->arena, key, &size);
	struct retention_case one = { .root_id = row->id,
				      .reference = key.kind == DMN_NULL
							   ? TEXT("no reference")
							   : (struct text){ text, size } };
	one.states = arena_new_array(it->arena, struct retention_state, rules + 1);
	for (size_t i = 0; i < rules; i++)
		one.states[i] = (struct retention_state){ .ended_on = INT64_MIN };
	return one;
}

static struct sweep sweep_of(struct caseload *caseload)
{
	return (struct sweep){ .caseload = caseload,
			       .arena = caseload->arena,
			       .root = caseload_root(caseload->pack->decision.about),
			       .today = clock_today(&caseload->app->clock) };
}

static enum status one_page(struct sweep *it, int64_t *after, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	struct typed *typed = caseload_typed(it->caseload, it->root);
	it->count = 0;
	TRY(typed_page(typed, *after, PAGE, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, it->arena, &rows, false, &row);
		it->cases[it->count++] = empty_case(it, &row);
		*after = row.id;
	}
	rows_end(&rows);
	TRY(status);
	return weigh(it, error);
}

enum status retention_case_read(struct caseload *caseload, int64_t root_id,
				struct retention_case *out, struct error *error)
{
	struct sweep it = sweep_of(caseload);
	struct typed_row row;
	bool found;
	TRY(typed_get(caseload_typed(caseload, it.root), it.arena, root_id, &row, &found, error));
	if (!found)
		return error_set(error, STATUS_NOT_FOUND, "there is no such case");
	*out = empty_case(&it, &row);
	it.cases = out;
	it.count = 1;
	return weigh(&it, error);
}

enum status retention_look(struct caseload *caseload, int64_t root_id, struct retention_case *out,
			   struct error *error)
{
	struct app_log log = { .use = USE_RETENTION,
			       .subject = TEXT("case_file"),
			       .subject_id = root_id,
			       .person_type = caseload_root(caseload->pack->decision.about)->name,
			       .person_id = root_id };
	struct text reference;
	TRY(app_may(caseload->app, USE_ERASE, caseload->pack, error));
	TRY(caseload_case(caseload, root_id, &reference, &log.secret, error));
	TRY(retention_case_read(caseload, root_id, out, error));
	return app_look(caseload->app, &log, error);
}

enum status retention_due(struct caseload *caseload, struct retention_list *out,
			  struct error *error)
{
	struct sweep it = sweep_of(caseload);
	struct access_hidden hidden;
	int64_t after = 0;
	*out = (struct retention_list){ 0 };
	TRY(app_may(caseload->app, USE_RETENTION, caseload->pack, error));
	TRY(access_read_hidden(caseload->app, &hidden, error));
	it.cases = arena_new_array(it.arena, struct retention_case, PAGE);
	do {
		TRY(one_page(&it, &after, error));
		for (size_t i = 0; i < it.count; i++)
			if (it.cases[i].is_due && !access_is_hidden(&hidden, it.cases[i].root_id))
				list_push(it.arena, out, it.cases[i]);
	} while (it.count == PAGE);
	struct app_log log = { .use = USE_RETENTION, .subject = TEXT("retention") };
	return app_look(caseload->app, &log, error);
}
