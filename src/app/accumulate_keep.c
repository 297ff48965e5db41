/* SPDX-License-Identifier: Apache-2.0 */
/* A record that many others make, changed or withdrawn, and the entry of whatever became of it. */
#include "app/accumulate_internal.h"

#include "app/history.h"
#include "base/builder.h"
#include "format/json.h"

static const int64_t day_length = INT64_C(86400000000); /* microseconds */

struct text accumulate_detail(struct accumulating *it, const struct pack_accumulation *rule,
			      const char *what, int64_t id, const int64_t *used, size_t count)
{
	struct builder out = builder_new(it->batch->arena);
	builder_add_c(&out, "{\"accumulation\":");
	json_write_string(&out, rule->name);
	builder_add_format(&out, ",\"record\":%lld,\"was\":\"%s\",\"of\":[", (long long)id, what);
	for (size_t i = 0; i < count; i++)
		builder_add_format(&out, "%s%lld", i == 0 ? "" : ",", (long long)used[i]);
	builder_add_c(&out, "]}");
	return builder_text(&out);
}

enum status accumulate_log(struct accumulating *it, const struct pack_accumulation *rule,
			   const struct typed_row *row, struct text detail, struct error *error)
{
	const struct pack_record *root = caseload_root(rule->makes);
	int64_t kept;
	struct text secret;
	TRY(caseload_kept(it->caseload, row->root, &kept, error));
	TRY(caseload_secret(it->caseload, root, row->root, it->batch->arena, &secret, error));
	if (it->roots.count == 0 || it->roots.at[it->roots.count - 1] != kept)
		list_push(it->caseload->arena, &it->roots, kept);
	struct app_log log = { .use = USE_ACCUMULATED,
			       .purpose = rule->name,
			       .subject = TEXT("case_file"),
			       .subject_id = kept,
			       .person_type = root->name,
			       .person_id = row->root,
			       .secret = secret,
			       .detail = detail };
	return app_log(it->caseload->app, &log, error);
}

void accumulate_set(struct accumulating *it, const struct pack_accumulation *rule, int64_t at,
		    dmn_value *values)
{
	values[rule->at->index] = instant_value(it->batch->arena, at);
	if (rule->day != NULL)
		values[rule->day->index] = dmn_date(at / day_length - (at % day_length < 0));
	for (size_t i = 0; i < rule->with_count; i++)
		values[rule->with[i].field->index] = rule->with[i].value;
}

/* The record with other values; what it was goes to the history. */
static enum status alter(struct accumulating *it, const struct known_made *known, bool stands,
			 int64_t at, struct typed_row *row, struct error *error)
{
	struct app *app = it->caseload->app;
	struct arena *arena = it->batch->arena;
	const struct pack_accumulation *rule = known->rule;
	struct typed *typed = caseload_typed(it->caseload, rule->makes);
	bool found;
	TRY(typed_get(typed, arena, known->id, row, &found, error));
	if (!found)
		return error_set(error, STATUS_DATABASE, "record %lld is not there",
				 (long long)known->id);
	TRY(history_keep(app, arena, typed_shape(typed), row, app_now_in(arena), error));
	if (stands)
		accumulate_set(it, rule, at, row->values);
	for (size_t i = 0; !stands && i < rule->withdraws_count; i++)
		row->values[rule->withdraws[i].field->index] = rule->withdraws[i].value;
	row->version++;
	TRY(accumulate_origin(it, rule, &row->origin, error));
	return typed_replace(typed, row, error);
}

enum status accumulate_change(struct accumulating *it, const struct known_made *known, int64_t at,
			      struct error *error)
{
	struct typed_row row;
	char text[CLOCK_TEXT_SIZE];
	clock_print(at, text);
	TRY(alter(it, known, true, at, &row, error));
	TRY(store_do(it->caseload->app->store, SQL_made_record_set,
		     BIND(store_text(text_from(text)), store_text(TEXT("stands")),
			  dmn_number(known->id)),
		     error));
	it->report->changed++;
	return accumulate_log(it, known->rule, &row,
			      accumulate_detail(it, known->rule,
						known->stands ? "moved" : "made again", known->id,
						known->used.at, known->used.count),
			      error);
}

enum status accumulate_withdraw(struct accumulating *it, const struct known_made *known,
				struct error *error)
{
	struct typed_row row;
	TRY(alter(it, known, false, 0, &row, error));
	TRY(store_do(it->caseload->app->store, SQL_made_record_set,
		     BIND(store_text(known->reached_at), store_text(TEXT("withdrawn")),
			  dmn_number(known->id)),
		     error));
	it->report->withdrawn++;
	return accumulate_log(it, known->rule, &row,
			      accumulate_detail(it, known->rule, "withdrawn", known->id,
						known->used.at, known->used.count),
			      error);
}
