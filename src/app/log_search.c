/* SPDX-License-Identifier: Apache-2.0 */
#include "app/log_search.h"

#include "app/access.h"
#include "app/log_sequence.h"
#include "base/builder.h"
#include "format/json.h"

struct searching {
	struct app *app;
	const struct log_query *query;
	struct caseload caseload;
	int64_t root_id;
	int64_t since, until; /* microseconds */
	struct text secret;
};

/* The first instant of a day in the program's time zone: of the two days around it in UTC, no
 * instant before it falls on the day. */
static int64_t day_begins(int64_t day)
{
	const int64_t hour = INT64_C(3600000000);
	int64_t at = (day - 1) * 24 * hour;
	for (int64_t step = 24 * hour; step > 0; step = step > hour ? hour
							: step > 1  ? step / 60
								    : 0)
		while (clock_day(at + step) < day)
			at += step;
	return at + 1;
}

static enum status read_day(const char *field, struct text text, int64_t add, int64_t otherwise,
			    int64_t *out, struct error *error)
{
	int64_t day;
	*out = otherwise;
	if (text.length == 0)
		return STATUS_OK;
	if (clock_parse_day(text, &day, NULL) != STATUS_OK)
		return error_at_field(error, field, "this is no day", "write it as 2026-03-31");
	*out = day_begins(day + add);
	return STATUS_OK;
}

static enum status check_kind(struct text kind, struct error *error)
{
	for (unsigned i = 0; i < AUDIT_KIND_COUNT; i++)
		if (kind.length == 0 || text_is(kind, audit_kind_code((enum audit_kind)i)))
			return STATUS_OK;
	return error_at_field(error, "kind", "there is no such kind of entry",
			      "choose one of the list, as docs/rights.md has it");
}

static enum status find_case(struct searching *it, struct error *error)
{
	bool found;
	struct text reference;
	if (it->query->reference.length == 0)
		return STATUS_OK;
	TRY(case_file_find(it->app, it->caseload.pack->name, it->query->reference, &it->root_id,
			   &found, error));
	if (!found)
		return error_at_field(error, "reference", "no case has this reference",
				      "give the whole of it");
	return caseload_case(&it->caseload, it->root_id, &reference, &it->secret, error);
}

/* An entry stays in what is found; which case it is about does not, where the reader may not know.
 */
static struct trail_entry entry_of(struct arena *arena, const struct rows *rows,
				   const struct access_hidden *hidden)
{
	struct trail_entry entry = trail_entry_of(arena, rows);
	if (!access_is_hidden(hidden, rows_int(rows, 9)))
		return entry;
	entry.subject = TRAIL_WITHHELD;
	entry.subject_id = 0;
	return entry;
}

static enum status read_entries(struct searching *it, int64_t most, struct log_found *out,
				struct error *error)
{
	const struct log_query *query = it->query;
	struct access_hidden hidden;
	struct rows rows;
	bool found;
	enum status status;
	TRY(access_read_hidden_in_log(it->app, &hidden, error));
	TRY(store_query(it->app->store, it->root_id != 0 ? SQL_log_search_person : SQL_log_search,
			BIND(dmn_number(query->before > 0 ? query->before : INT64_MAX / 2),
			     dmn_number(it->since), dmn_number(it->until), store_text(query->actor),
			     store_text(query->kind), store_text(query->action),
			     dmn_number(it->root_id), dmn_number(most + 1)),
			&rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		out->more = out->entries.count == (size_t)most;
		if (!out->more)
			list_push(it->app->arena, &out->entries,
				  entry_of(it->app->arena, &rows, &hidden));
	}
	rows_end(&rows);
	return status;
}

static void add(struct builder *out, const char *name, struct text value)
{
	if (value.length == 0)
		return;
	builder_add_format(out, "%s\"%s\":", out->length == 1 ? "" : ",", name);
	json_write_string(out, value);
}

static enum status record(struct searching *it, struct error *error)
{
	struct builder detail = builder_new(it->app->arena);
	builder_add_byte(&detail, '{');
	add(&detail, "actor", it->query->actor);
	add(&detail, "kind", it->query->kind);
	add(&detail, "action", it->query->action);
	add(&detail, "from", it->query->from);
	add(&detail, "until", it->query->until);
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = USE_LOG_SEARCH,
			       .subject = TEXT("audit"),
			       .detail = builder_text(&detail) };
	if (it->root_id != 0) {
		log.person_type = caseload_root(it->caseload.pack->decision.about)->name;
		log.person_id = it->root_id;
		log.secret = it->secret;
	}
	return app_look(it->app, &log, error);
}

enum status log_search(struct app *app, struct text pack, const struct log_query *query,
		       int64_t most, struct log_found *out, struct error *error)
{
	struct searching it = { .app = app, .query = query };
	*out = (struct log_found){ 0 };
	TRY(app_may(app, USE_LOG_SEARCH, NULL, error));
	TRY(caseload_named(app, pack, &it.caseload, error));
	TRY(check_kind(query->kind, error));
	TRY(read_day("from", query->from, 0, 0, &it.since, error));
	TRY(read_day("until", query->until, 1, INT64_MAX, &it.until, error));
	TRY(find_case(&it, error));
	TRY(log_settle(app, error));
	TRY(read_entries(&it, most, out, error));
	return record(&it, error);
}
