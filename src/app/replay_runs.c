/* SPDX-License-Identifier: Apache-2.0 */
/* The runs that there were. */
#include "app/replay.h"

enum {
	LISTED = 100
};

enum status replay_runs(struct app *app, struct text pack, struct past_runs *out,
			struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	*out = (struct past_runs){ 0 };
	TRY(app_may(app, USE_REPLAY, NULL, error));
	TRY(store_query(app->store, SQL_run_list, BIND(store_text(pack), dmn_number(LISTED)), &rows,
			error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(
			app->arena, out,
			(struct past_run){ .id = rows_int(&rows, 0),
					   .as_of = text_copy(app->arena, rows_text(&rows, 1)),
					   .engine = text_copy(app->arena, rows_text(&rows, 2)),
					   .actor = text_copy(app->arena, rows_text(&rows, 3)),
					   .started_at = text_copy(app->arena, rows_text(&rows, 4)),
					   .cases = rows_int(&rows, 5),
					   .written = rows_int(&rows, 6) });
	rows_end(&rows);
	TRY(status);
	struct app_log log = { .use = USE_REPLAY, .purpose = TEXT("list"), .subject = TEXT("run") };
	return app_look(app, &log, error);
}
