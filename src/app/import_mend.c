/* SPDX-License-Identifier: Apache-2.0 */
/* Rejected rows in their extract's own form, each with its number and why it was rejected, so that
 * a person mends them there. Of CSV four columns stand before the extract's own; of JSON lines the
 * extract's line is a member of an object. import_unwrap.c reads them again. */
#include "app/import_internal.h"

#include "base/builder.h"
#include "format/json.h"

const char *const import_mend_names[MEND_COLUMNS] = { "rejected: row", "rejected: field",
						      "rejected: why", "rejected: remedy" };

static void write_csv(struct builder *out, const struct text *before, struct text line)
{
	struct builder cells = builder_new(out->arena);
	csv_write_row(&cells, before, MEND_COLUMNS);
	struct text row = builder_text(&cells);
	builder_add(out, text_slice(row, 0, row.length - 2));
	builder_add_byte(out, ',');
	builder_add(out, line);
	builder_add_c(out, "\r\n");
}

static bool is_object(struct arena *arena, struct text line)
{
	struct json_reader json = json_open(arena, line);
	enum json_event event = json_next(&json);
	bool object = event == JSON_BEGIN_OBJECT;
	while (event != JSON_END && event != JSON_BAD)
		event = json_next(&json);
	return object && event == JSON_END;
}

static void write_member(struct builder *out, const char *name, struct text value)
{
	builder_add_format(out, ",\"%s\":", name);
	json_write_string(out, value);
}

/* What is no object, a person has to make one of: it stands there as a string. */
static void write_object(struct builder *out, const struct text *before, struct text line)
{
	builder_add_c(out, "{\"row\":");
	builder_add(out, before[0]);
	write_member(out, "field", before[1]);
	write_member(out, "why", before[2]);
	write_member(out, "remedy", before[3]);
	builder_add_c(out, ",\"line\":");
	if (is_object(out->arena, line))
		builder_add(out, line);
	else
		json_write_string(out, line);
	builder_add_c(out, "}\n");
}

static enum status write_rows(const struct import_file *from, struct file *file,
			      struct error *error)
{
	struct rows rows;
	bool found, csv = from->header.length != 0;
	TRY(store_query(from->kept_in->app->store, SQL_reject_list, BIND(dmn_number(from->origin)),
			&rows, error));
	enum status status;
	struct arena_mark mark = arena_mark(from->kept_in->arena);
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct builder out = builder_new(from->kept_in->arena);
		const struct text before[MEND_COLUMNS] = {
			text_format(out.arena, "%lld", (long long)rows_int(&rows, 0)),
			rows_text(&rows, 1), rows_text(&rows, 2), rows_text(&rows, 3)
		};
		(csv ? write_csv : write_object)(&out, before, rows_text(&rows, 4));
		if ((status = file_append(file, builder_text(&out), error)) != STATUS_OK)
			break;
		arena_rewind(from->kept_in->arena, mark);
	}
	rows_end(&rows);
	return status;
}

/* Written beside: a file that a person is mending is replaced whole or not at all. */
static enum status write_file(struct caseload *caseload, const struct import_file *from,
			      const char *path, struct error *error)
{
	struct arena *arena = caseload->arena;
	const char *beside = text_format(arena, "%s.part", path).at;
	struct file file;
	struct builder header = builder_new(arena);
	struct text before[MEND_COLUMNS];
	for (size_t i = 0; i < MEND_COLUMNS; i++)
		before[i] = text_from(import_mend_names[i]);
	if (from->header.length != 0)
		write_csv(&header, before, from->header);
	TRY(file_create(&file, beside, error));
	enum status status = file_append(&file, builder_text(&header), error);
	if (status == STATUS_OK)
		status = write_rows(from, &file, error);
	file_close(&file);
	TRY(status);
	return file_keep(beside, path, error);
}

/* The rejects of the files [first, end), which are one extract's; an older import's are gone. */
static enum status write_extract(struct caseload *caseload, const char *folder,
				 struct import_report *report, size_t first, size_t end,
				 struct error *error)
{
	struct arena *arena = caseload->arena;
	struct builder manifest = builder_new(arena);
	struct text name = report->files.at[first].folder;
	const char *within = file_join(arena, folder, text_c(arena, name));
	const char *manifest_path = file_join(arena, within, "manifest.csv");
	for (size_t i = first; i < end; i++) {
		const struct import_file *it = &report->files.at[i];
		const char *path = file_join(arena, within, text_c(arena, it->file));
		if (it->rows_rejected == 0) {
			TRY(file_remove(path, error));
			continue;
		}
		TRY(file_make_folder(folder, error));
		TRY(file_make_folder(within, error));
		TRY(write_file(caseload, it, path, error));
		if (manifest.length == 0)
			builder_add_c(&manifest, "file,snapshot,rows,continues\r\n");
		const struct text cells[] = {
			it->file, it->snapshot,
			text_format(arena, "%lld", (long long)it->rows_rejected), it->hash
		};
		csv_write_row(&manifest, cells, 4);
	}
	if (manifest.length != 0)
		return file_write(manifest_path, builder_text(&manifest), error);
	TRY(file_remove(manifest_path, error));
	return file_remove(within, error);
}

enum status import_write_mend(struct caseload *caseload, const char *folder,
			      struct import_report *report, struct error *error)
{
	const char *path = file_join(caseload->arena, folder, "rejects");
	for (size_t first = 0, end; first < report->files.count; first = end) {
		struct text extract = report->files.at[first].extract;
		for (end = first; end < report->files.count &&
				  text_equal(report->files.at[end].extract, extract);
		     end++)
			if (report->files.at[end].rows_rejected != 0)
				report->mend_path = text_from(path);
		TRY(write_extract(caseload, path, report, first, end, error));
	}
	return report->mend_path.length != 0 ? STATUS_OK : file_remove(path, error);
}
