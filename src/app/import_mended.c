/* SPDX-License-Identifier: Apache-2.0 */
/* A rejected row that a person has mended: does it wait, and what became of it. */
#include "app/import_internal.h"

enum status import_find_reject(struct loading *loading, const struct row_cells *cells,
			       unsigned line, bool *waits, struct error *error)
{
	struct rows rows;
	bool found;
	bool same = false;
	TRY(store_query(loading->caseload->app->store, SQL_reject_get,
			BIND(dmn_number(loading->out->origin), dmn_number(line)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		*waits = rows_int(&rows, 0) == 0;
		same = text_equal(rows_text(&rows, 1), import_line(loading->row_arena, cells));
	}
	rows_end(&rows);
	TRY(status);
	if (found && (*waits || same))
		return STATUS_OK;
	if (found)
		error_set(error, STATUS_CONFLICT,
			  "row %u was mended and loaded before, with other values", line);
	else
		error_set(error, STATUS_INVALID, "row %u of the extract was not rejected", line);
	error_remedy(error, found ? "remove the row; correct the record on its case's page"
				  : "keep the row's number as the import has written it");
	return error_place(error, text_c(loading->row_arena, loading->file->file), line, NULL);
}

enum status import_mended(struct loading *loading, const struct row_cells *cells, unsigned line,
			  const struct error *why, struct error *error)
{
	const struct error none = { 0 };
	const struct error *told = why != NULL ? why : &none;
	struct app *app = loading->caseload->app;
	return store_do(
		app->store, SQL_reject_mend,
		BIND(store_text(text_from(told->field)), store_text(text_from(told->message)),
		     store_text(text_from(told->remedy)),
		     store_text(import_line(loading->row_arena, cells)), store_text(app->actor),
		     store_text(loading->now), dmn_number(why == NULL),
		     dmn_number(loading->out->origin), dmn_number(line)),
		error);
}
