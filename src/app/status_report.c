/* SPDX-License-Identifier: Apache-2.0 */
/* Counting what a database holds. */
#include "app/status_report.h"

#include "app/access.h"

static enum status read_counts(struct app *app, enum statement_name name, const dmn_value *values,
			       size_t count, struct text group, struct status_report *out,
			       struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, name, values, count, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(app->arena, out,
			  (struct status_count){ .group = group,
						 .name = text_copy(app->arena, rows_text(&rows, 0)),
						 .count = rows_int(&rows, 1) });
	rows_end(&rows);
	return status;
}

enum status status_read(struct app *app, struct text decision, struct status_report *out,
			struct error *error)
{
	TRY(app_may(app, USE_STATUS, NULL, error));
	struct app_log log = { .use = USE_STATUS, .subject = TEXT("database") };
	TRY(app_look(app, &log, error));
	if (decision.length != 0)
		TRY(read_counts(app, SQL_item_states,
				BIND(store_text(decision), ACCESS_VIEWER(app)), TEXT("items"), out,
				error));
	if (decision.length != 0)
		TRY(read_counts(app, SQL_document_counts,
				BIND(store_text(decision), ACCESS_VIEWER(app)), TEXT("documents"),
				out, error));
	TRY(read_counts(app, SQL_audit_kinds, BIND_NONE, TEXT("log"), out, error));
	return store_size(app->store, &out->size, error);
}
