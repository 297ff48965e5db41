/* SPDX-License-Identifier: Apache-2.0 */
/* A record that many others make, new; its origin is the rule, as of the day. */
#include "app/accumulate_internal.h"

enum status accumulate_origin(struct accumulating *it, const struct pack_accumulation *rule,
			      int64_t *origin, struct error *error)
{
	struct app *app = it->caseload->app;
	int64_t *known = &it->origins[rule - it->caseload->pack->accumulations];
	char day[CLOCK_TEXT_SIZE];
	bool found;
	clock_print_day(it->report->as_of, day);
	struct digest hash = digest_of(text_from(day));
	const dmn_value owner = store_text(rule->makes->owner);
	const dmn_value name = store_text(rule->name);
	const dmn_value file = store_text(TEXT("accumulates"));
	const dmn_value bytes = store_text(digest_bytes(&hash));
	if (*known == 0) {
		TRY(store_number(app->store, SQL_origin_find, BIND(owner, name, file, bytes), known,
				 &found, error));
		if (!found)
			TRY(store_number(app->store, SQL_origin_put,
					 BIND(owner, name, file, bytes, store_text(text_from(day)),
					      store_text(app_now(app)), store_text(app->actor)),
					 known, NULL, error));
		if (!found)
			TRY(caseload_read_origins(it->caseload, error));
	}
	*origin = *known;
	return STATUS_OK;
}

static enum status put_made(struct accumulating *it, const struct pack_accumulation *rule,
			    const struct typed_row *row, const struct work_made *made,
			    struct error *error)
{
	struct store *store = it->caseload->app->store;
	char at[CLOCK_TEXT_SIZE];
	clock_print(made->at, at);
	TRY(store_do(store, SQL_made_record_put,
		     BIND(dmn_number(row->id), store_text(rule->makes->name),
			  store_text(rule->makes->owner), store_text(rule->name),
			  dmn_number(row->root), store_text(text_from(at)),
			  store_text(app_now(it->caseload->app))),
		     error));
	for (size_t i = 0; i < made->used_count; i++)
		TRY(store_do(
			store, SQL_made_of_put,
			BIND(dmn_number(row->id), dmn_number(made->used[i]), dmn_number(row->root)),
			error));
	return store_do(store, SQL_made_origin_count, BIND(dmn_number(row->origin)), error);
}

enum status accumulate_make(struct accumulating *it, const struct pack_accumulation *rule,
			    const struct assembled_row *by, const struct work_made *made,
			    struct error *error)
{
	struct arena *arena = it->batch->arena;
	struct typed_row row = { .parent = by->row.id,
				 .root = by->home,
				 .origin_row = 1,
				 .version = 1,
				 .values = arena_new_array(arena, dmn_value,
							   rule->makes->field_count) };
	int64_t next;
	bool added;
	TRY(store_number(it->caseload->app->store, SQL_counter_take,
			 BIND(store_text(TEXT("record")), dmn_number(1)), &next, NULL, error));
	TRY(accumulate_origin(it, rule, &row.origin, error));
	row.id = next - 1;
	row.key = text_format(arena, "%.*s-%lld", TEXT_ARG(rule->name), (long long)row.id);
	for (size_t i = 0; i < rule->makes->field_count; i++)
		row.values[i] = dmn_null();
	row.values[rule->makes->key->index] = dmn_string_view(row.key.at, row.key.length);
	accumulate_set(it, rule, made->at, row.values);
	TRY(typed_add(caseload_typed(it->caseload, rule->makes), &row, &added, error));
	if (!added)
		return error_set(error, STATUS_CONFLICT, "the reference %.*s is taken",
				 TEXT_ARG(row.key));
	TRY(put_made(it, rule, &row, made, error));
	it->report->made++;
	return accumulate_log(
		it, rule, &row,
		accumulate_detail(it, rule, "made", row.id, made->used, made->used_count), error);
}
