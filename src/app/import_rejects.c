/* SPDX-License-Identifier: Apache-2.0 */
/* The rejected rows in a file that can be mended. */
#include "app/import_internal.h"

#include "base/builder.h"

/* The extract's name of the row, as far as it can be read. */
static struct text key_of(const struct loading *loading, const struct row_cells *cells)
{
	bool has = cells->count == loading->cell_count;
	return has ? text_trim(cells->at[loading->key_cell]) : TEXT("");
}

enum status import_put_reject(struct loading *loading, const struct row_cells *cells, unsigned line,
			      const struct error *why, struct error *error)
{
	return store_do(loading->caseload->app->store, SQL_reject_put,
			BIND(dmn_number(loading->out->origin), dmn_number(line),
			     store_text(text_from(why->field)), store_text(text_from(why->message)),
			     store_text(text_from(why->remedy)),
			     store_text(import_line(loading->row_arena, cells)),
			     store_text(key_of(loading, cells))),
			error);
}

static enum status append_rejects(const struct import_file *from, struct file *file,
				  struct error *error)
{
	struct caseload *caseload = from->kept_in;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_reject_list, BIND(dmn_number(from->origin)),
			&rows, error));
	enum status status;
	struct arena_mark mark = arena_mark(caseload->arena);
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct builder line = builder_new(caseload->arena);
		const struct text cells[] = {
			from->extract,
			from->file,
			text_format(caseload->arena, "%lld", (long long)rows_int(&rows, 0)),
			rows_text(&rows, 1),
			rows_text(&rows, 2),
			rows_text(&rows, 3),
			rows_text(&rows, 4),
		};
		csv_write_row(&line, cells, 7);
		if ((status = file_append(file, builder_text(&line), error)) != STATUS_OK)
			break;
		arena_rewind(caseload->arena, mark);
	}
	rows_end(&rows);
	return status;
}

static enum status take_rejected(const struct import_file *from, struct import_report *report,
				 struct error *error)
{
	struct caseload *caseload = from->kept_in;
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_reject_list, BIND(dmn_number(from->origin)),
			&rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found &&
	       report->rejected.count < IMPORT_REJECTS) {
		struct import_rejected it = { .extract = from->extract,
					      .file = from->file,
					      .row = rows_int(&rows, 0),
					      .field = text_copy(arena, rows_text(&rows, 1)),
					      .message = text_copy(arena, rows_text(&rows, 2)),
					      .remedy = text_copy(arena, rows_text(&rows, 3)) };
		list_push(arena, &report->rejected, it);
	}
	rows_end(&rows);
	return status;
}

enum status import_list_rejects(struct import_report *report, struct error *error)
{
	for (size_t i = 0; i < report->files.count; i++)
		if (report->files.at[i].rows_rejected != 0)
			TRY(take_rejected(&report->files.at[i], report, error));
	return STATUS_OK;
}

/* All of them, of whichever form, to be read. */
static enum status write_list(const char *path, struct import_report *report, struct error *error)
{
	struct file file;
	TRY(file_create(&file, path, error));
	enum status status =
		file_append(&file, TEXT("extract,file,row,field,message,remedy,line\r\n"), error);
	for (size_t i = 0; status == STATUS_OK && i < report->files.count; i++)
		status = append_rejects(&report->files.at[i], &file, error);
	if (status == STATUS_OK)
		status = file_sync(&file, error);
	file_close(&file);
	report->rejects_path = text_from(path);
	return status;
}

enum status import_write_rejects(struct caseload *caseload, const char *folder,
				 struct import_report *report, struct error *error)
{
	int64_t rejected = 0;
	for (size_t i = 0; i < report->files.count; i++)
		rejected += report->files.at[i].rows_rejected;
	const char *path = file_join(caseload->arena, folder, "rejects.csv");
	TRY(import_write_mend(caseload, folder, report, error));
	if (rejected != 0)
		return write_list(path, report, error);
	return file_remove(path, error);
}
