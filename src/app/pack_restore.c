/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's version out of the database, as it was taken up. */
#include "app/caseload_internal.h"

enum status pack_write_files(struct app *app, enum statement_name list, int64_t id,
			     const struct scratch *scratch, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, list, BIND(dmn_number(id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text name = text_copy(app->arena, rows_text(&rows, 0));
		status = scratch_write(scratch, name, rows_text(&rows, 1), error);
		if (status != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

enum status pack_restore(struct app *app, int64_t pack_id, struct pack **out, struct error *error)
{
	struct scratch scratch;
	enum status status = scratch_make(app->arena, &scratch, error);
	if (status == STATUS_OK)
		status = pack_write_files(app, SQL_pack_file_list, pack_id, &scratch, error);
	if (status == STATUS_OK)
		status = pack_load(app->arena, scratch.folder, out, error);
	scratch_end(&scratch);
	return status;
}
