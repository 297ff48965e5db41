/* SPDX-License-Identifier: Apache-2.0 */
/* A report, as of one instant. */
#include "app/report_internal.h"
#include "format/json.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

bool report_is_restricted(const struct reporting *it, int64_t root)
{
	return it->restricted.count != 0 && bsearch(&root, it->restricted.at, it->restricted.count,
						    sizeof root, by_number) != NULL;
}

static enum status read_restricted(struct reporting *it, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	TRY(store_query(it->caseload->app->store, SQL_report_restricted, BIND_NONE, &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(it->arena, &it->restricted, rows_int(&rows, 0));
	rows_end(&rows);
	return status;
}

static enum status count(struct reporting *it, const struct report_facts *facts,
			 struct error *error)
{
	const struct pack_measures *measures = &it->out->table->measures;
	TRY(read_restricted(it, error));
	TRY(quality_caveats(it->caseload, facts->at, facts->count, &it->out->caveats, error));
	if (measures->at[0]->of != NULL)
		return report_count_records(it, error);
	for (size_t i = 0; i < measures->count; i++)
		TRY(report_count_own(it, &it->grids[i], error));
	return STATUS_OK;
}

static enum status log_look(struct caseload *caseload, struct text name, struct error *error)
{
	struct builder detail = builder_new(caseload->arena);
	builder_add_c(&detail, "{\"report\":");
	json_write_string(&detail, name);
	builder_add_byte(&detail, '}');
	struct app_log log = { .use = USE_REPORT,
			       .subject = TEXT("report"),
			       .detail = builder_text(&detail) };
	return app_look(caseload->app, &log, error);
}

enum status report_list(struct caseload *caseload, struct error *error)
{
	struct app_log log = { .use = USE_REPORT, .subject = TEXT("report") };
	TRY(app_may(caseload->app, USE_REPORT, caseload->pack, error));
	return app_look(caseload->app, &log, error);
}

enum status report_read(struct caseload *caseload, struct text name, struct report *out,
			struct error *error)
{
	const struct pack_table *table = pack_find_report(caseload->pack, name);
	struct store *store = caseload->app->store;
	struct report_facts facts = { 0 };
	TRY(app_may(caseload->app, USE_REPORT, caseload->pack, error));
	if (table == NULL)
		return error_set(error, STATUS_NOT_FOUND, "the pack has no report '%.*s'",
				 TEXT_ARG(name));
	report_facts(caseload->arena, caseload->pack, table, &facts);
	TRY(report_may(caseload, table, &facts, error));
	TRY(log_look(caseload, name, error));
	struct reporting it = report_begin(caseload, table, out);
	report_axis_fill(&it, &table->rows, &it.rows);
	report_axis_fill(&it, &table->columns, &it.columns);
	it.by_column = table->columns.characteristic && !table->rows.characteristic;
	report_grids_make(&it);
	TRY(store_begin_look(store, error));
	enum status status = count(&it, &facts, error);
	store_rollback(store);
	TRY(status);
	report_lay_out(&it);
	if (out->least != 0)
		out->undated = 0;
	return STATUS_OK;
}
