/* SPDX-License-Identifier: Apache-2.0 */
/* The extract's file in the database: found by its hash, put on record, or gone on with. */
#include "app/import_internal.h"

enum status import_find_origin(struct loading *loading, bool *complete, bool *found,
			       struct error *error)
{
	struct import_file *out = loading->out;
	struct rows rows;
	TRY(store_query(loading->caseload->app->store, SQL_origin_find,
			BIND(store_text(loading->file->record->owner),
			     store_text(loading->extract->name), store_text(loading->file->file),
			     store_text(digest_bytes(&loading->hash))),
			&rows, error));
	enum status status = rows_next(&rows, found, error);
	if (status == STATUS_OK && *found) {
		out->origin = rows_int(&rows, 0);
		*complete = text_is(rows_text(&rows, 1), "complete");
		loading->lines_done = (unsigned)rows_int(&rows, 2);
		out->rows_new = rows_int(&rows, 3);
		out->rows_changed = rows_int(&rows, 4);
		out->rows_unchanged = rows_int(&rows, 5);
		out->rows_duplicate = rows_int(&rows, 6);
		out->rows_rejected = rows_int(&rows, 7);
	}
	rows_end(&rows);
	return status;
}

enum status import_know_origin(struct loading *loading, bool *complete, struct error *error)
{
	struct app *app = loading->caseload->app;
	bool found;
	*complete = false;
	TRY(import_find_origin(loading, complete, &found, error));
	if (found)
		return STATUS_OK;
	return store_number(
		app->store, SQL_origin_put,
		BIND(store_text(loading->file->record->owner), store_text(loading->extract->name),
		     store_text(loading->file->file), store_text(digest_bytes(&loading->hash)),
		     store_text(loading->out->snapshot), store_text(loading->now),
		     store_text(app->actor)),
		&loading->out->origin, NULL, error);
}

enum status import_know_continued(struct loading *loading, const char *path, struct error *error)
{
	bool complete = false;
	bool found;
	TRY(import_find_origin(loading, &complete, &found, error));
	if (found && complete)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT,
		  found ? "the extract that these rows were rejected from is not loaded to its end"
			: "the extract that these rows were rejected from is not in this database");
	error_remedy(error, "load the extract itself first, then the mended rows");
	return error_place(error, path, 0, NULL);
}

enum status import_check_latest(const struct loading *loading, const char *path,
				struct error *error)
{
	int64_t later;
	TRY(store_number(loading->caseload->app->store, SQL_origin_later,
			 BIND(store_text(loading->file->record->owner),
			      store_text(loading->extract->name), store_text(loading->file->file),
			      dmn_number(loading->out->origin)),
			 &later, NULL, error));
	if (later == 0)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT,
		  "this file was loaded before, and another one of its name since");
	error_remedy(error, "load the present extract; if this one is it, give it its own day in "
			    "manifest.csv");
	return error_place(error, path, 0, NULL);
}
