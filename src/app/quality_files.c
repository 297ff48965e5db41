/* SPDX-License-Identifier: Apache-2.0 */
/* Counting in the files that came, and in what people entered: uniqueness, validity, accuracy. */
#include "app/quality_internal.h"

static const struct pack_source_file *find_file(const struct pack_extract *extract,
						struct text name)
{
	for (size_t i = 0; extract != NULL && i < extract->file_count; i++)
		if (text_equal(extract->files[i].file, name))
			return &extract->files[i];
	return NULL;
}

/* Rows of the last file: twice there, or rejected for a field. */
static enum status measure_files(struct measuring *measuring, struct error *error)
{
	struct caseload *caseload = measuring->caseload;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_quality_file_counts, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		const struct pack_extract *extract =
			quality_find_extract(caseload->pack, rows_text(&rows, 0));
		const struct pack_source_file *file = find_file(extract, rows_text(&rows, 1));
		if (file == NULL || file->record->compartment.length != 0)
			continue;
		struct measured_file measured = { extract, file, rows_int(&rows, 2) };
		list_push(caseload->arena, &measuring->files, measured);
		quality_add(measuring, file->record, file->record->key, extract->label,
			    DIMENSION_UNIQUENESS, rows_int(&rows, 3), rows_int(&rows, 2));
	}
	rows_end(&rows);
	return status;
}

/* Of the column's header, which stands in the list of rejects. */
static int64_t rejected(const struct rejects *rejects, const struct measured_file *file,
			struct text column)
{
	for (size_t i = 0; i < rejects->count; i++) {
		const struct reject_count *it = &rejects->at[i];
		if (text_equal(it->extract, file->extract->name) &&
		    text_equal(it->file, file->file->file) && text_equal(it->column, column))
			return it->count;
	}
	return 0;
}

static enum status read_rejects(struct measuring *measuring, struct rejects *out,
				struct error *error)
{
	struct caseload *caseload = measuring->caseload;
	struct arena *arena = caseload->arena;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_quality_reject_counts, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct reject_count one = { text_copy(arena, rows_text(&rows, 0)),
					    text_copy(arena, rows_text(&rows, 1)),
					    text_copy(arena, rows_text(&rows, 2)),
					    rows_int(&rows, 3) };
		list_push(arena, out, one);
	}
	rows_end(&rows);
	return status;
}

static enum status measure_rejects(struct measuring *measuring, struct error *error)
{
	struct rejects rejects = { 0 };
	TRY(read_rejects(measuring, &rejects, error));
	for (size_t f = 0; f < measuring->files.count; f++) {
		const struct measured_file *it = &measuring->files.at[f];
		for (size_t c = 0; c < it->file->column_count; c++) {
			const struct pack_column *column = &it->file->columns[c];
			const struct pack_field *field =
				column->field != NULL ? column->field : it->file->record->key;
			int64_t wrong = rejected(&rejects, it, column->column);
			if (column->field != NULL || wrong != 0)
				quality_add(measuring, it->file->record, field, it->extract->label,
					    DIMENSION_VALIDITY, wrong, it->rows);
		}
	}
	return STATUS_OK;
}

enum status quality_count_entered(struct measuring *measuring, struct error *error)
{
	struct caseload *caseload = measuring->caseload;
	struct rows rows;
	bool found;
	TRY(store_query(caseload->app->store, SQL_quality_entered_counts, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		const struct pack_record *record =
			pack_find_record(caseload->pack, rows_text(&rows, 0));
		const struct pack_field *field =
			record != NULL ? pack_find_field(record, rows_text(&rows, 1)) : NULL;
		int64_t count = 0;
		if (field == NULL || !caseload_has(caseload, record))
			continue;
		status = typed_count(caseload_typed(caseload, record), 0, &count, error);
		if (status != STATUS_OK)
			break;
		quality_add(measuring, record, field, TEXT("all sources"), DIMENSION_ACCURACY,
			    rows_int(&rows, 2), count);
	}
	rows_end(&rows);
	return status;
}

enum status quality_count_files(struct measuring *measuring, struct error *error)
{
	TRY(measure_files(measuring, error));
	return measure_rejects(measuring, error);
}
