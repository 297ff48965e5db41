/* SPDX-License-Identifier: Apache-2.0 */
/* synth_make: tables, files, manifests, answer sheet, totals. */
#include "synth/synth.h"

#include "synth/write.h"

#include <string.h>

/* manifest.csv of each folder: what each file should hold, and of which day it is. */
static enum status write_manifest(struct writing *writing, struct text folder)
{
	struct spec *spec = writing->spec;
	struct sheet sheet;
	const char *path = file_join(
		spec->arena, file_join(spec->arena, writing->out, text_c(spec->arena, folder)),
		"manifest.csv");
	TRY(sheet_open(&sheet, spec->arena, path, writing->error));
	const struct text header[] = { TEXT("file"), TEXT("snapshot"), TEXT("rows") };
	enum status status = sheet_row(&sheet, header, 3, writing->error);
	for (size_t i = 0; i < spec->file_count && status == STATUS_OK; i++) {
		const struct out_file *file = &spec->files[i];
		if (!text_equal(file->folder, folder))
			continue;
		struct text row[] = {
			file->name, text_from(dmn_text(spec->arena, file->snapshot, NULL)),
			text_format(spec->arena, "%llu", (unsigned long long)writing->file_rows[i])
		};
		status = sheet_row(&sheet, row, 3, writing->error);
	}
	enum status closed = sheet_close(&sheet, status == STATUS_OK ? writing->error : NULL);
	return status != STATUS_OK ? status : closed;
}

static enum status write_manifests(struct writing *writing)
{
	const struct spec *spec = writing->spec;
	for (size_t i = 0; i < spec->file_count; i++) {
		bool first = true;
		for (size_t j = 0; j < i; j++)
			first = first && !text_equal(spec->files[j].folder, spec->files[i].folder);
		if (first)
			TRY(write_manifest(writing, spec->files[i].folder));
	}
	return STATUS_OK;
}

/* How often each word of a dealt column occurs, with rows and faults. */
static dmn_value count_words(struct spec *spec, const struct table *table,
			     const struct column *column)
{
	size_t count = 0, words = spec->word_texts.count;
	uint64_t *counts = arena_new_array(spec->arena, uint64_t, words);
	const char **names = arena_new_array(spec->arena, const char *, words);
	dmn_value *values = arena_new_array(spec->arena, dmn_value, words);
	for (uint64_t row = 0; row < table->rows; row++)
		counts[column->cells[row].kind == CELL_WORD ? column->cells[row].value : 0]++;
	for (size_t i = 0; i < words; i++) {
		if (counts[i] == 0)
			continue;
		names[count] = i == 0 ? "(empty)" : text_c(spec->arena, spec->word_texts.at[i]);
		values[count++] = dmn_number((int64_t)counts[i]);
	}
	return dmn_context(spec->arena, names, values, count);
}

static dmn_value total_table(struct spec *spec, const struct table *table)
{
	const char **names = arena_new_array(spec->arena, const char *, table->column_count + 1);
	dmn_value *values = arena_new_array(spec->arena, dmn_value, table->column_count + 1);
	size_t count = 1;
	names[0] = "rows";
	values[0] = dmn_number((int64_t)table->rows);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		bool dealt = false;
		for (size_t j = 0; j < column->way_count; j++)
			dealt = dealt || column->ways[j].kind == WAY_DEAL;
		if (!dealt)
			continue;
		names[count] = text_c(spec->arena, column->name);
		values[count++] = count_words(spec, table, column);
	}
	return dmn_context(spec->arena, names, values, count);
}

static dmn_value total_tables(struct spec *spec)
{
	const char **names = arena_new_array(spec->arena, const char *, spec->table_count);
	dmn_value *values = arena_new_array(spec->arena, dmn_value, spec->table_count);
	for (size_t i = 0; i < spec->table_count; i++) {
		names[i] = text_c(spec->arena, spec->tables[i].name);
		values[i] = total_table(spec, &spec->tables[i]);
	}
	return dmn_context(spec->arena, names, values, spec->table_count);
}

static dmn_value total_files(struct writing *writing)
{
	struct spec *spec = writing->spec;
	const char **names = arena_new_array(spec->arena, const char *, spec->file_count);
	dmn_value *values = arena_new_array(spec->arena, dmn_value, spec->file_count);
	for (size_t i = 0; i < spec->file_count; i++) {
		names[i] = text_c(spec->arena, spec->files[i].path);
		values[i] = dmn_number((int64_t)writing->file_rows[i]);
	}
	return dmn_context(spec->arena, names, values, spec->file_count);
}

static dmn_value total_faults(struct writing *writing)
{
	static const char *const names[] = { "file", "what", "expect", "rows" };
	struct spec *spec = writing->spec;
	dmn_value *items = arena_new_array(spec->arena, dmn_value, spec->fault_count);
	for (size_t i = 0; i < spec->fault_count; i++) {
		const struct fault *fault = &spec->faults[i];
		struct text path = spec->files[fault->file].path;
		dmn_value values[] = { dmn_string_view(path.at, path.length),
				       dmn_string_view(fault->what.at, fault->what.length),
				       dmn_string_view(fault->expect.at, fault->expect.length),
				       dmn_number((int64_t)writing->fault_rows[i]) };
		items[i] = dmn_context(spec->arena, names, values, 4);
	}
	return dmn_list(spec->arena, items, spec->fault_count);
}

static enum status write_totals(struct writing *writing)
{
	static const char *const names[] = { "seed", "people", "tables", "files", "faults" };
	struct arena *arena = writing->spec->arena;
	dmn_value values[] = { dmn_number((int64_t)writing->seed),
			       dmn_number((int64_t)writing->people), total_tables(writing->spec),
			       total_files(writing), total_faults(writing) };
	struct text json;
	json.at = dmn_to_json(arena, dmn_context(arena, names, values, 5), &json.length);
	return file_write(file_join(arena, writing->out, "totals.json"), json, writing->error);
}

static enum status write_files(struct writing *writing)
{
	const struct text header[] = { TEXT("file"),	TEXT("row"),  TEXT("key"),
				       TEXT("column"),	TEXT("what"), TEXT("expect"),
				       TEXT("handling") };
	TRY(sheet_row(&writing->answers, header, 7, writing->error));
	for (size_t i = 0; i < writing->spec->file_count; i++)
		TRY(write_file(writing, i));
	TRY(write_manifests(writing));
	return write_totals(writing);
}

static enum status make(struct arena *arena, const struct pack *pack, struct writing *writing)
{
	struct spec *spec = arena_new_one(arena, struct spec);
	TRY(spec_load(spec, arena, pack, writing->error));
	writing->spec = spec;
	if (writing->people == 0)
		writing->people = spec->tables[spec->unit].published;
	TRY(tables_make(spec, writing->seed, writing->people, writing->events));
	writing->file_rows = arena_new_array(arena, uint64_t, spec->file_count);
	writing->fault_rows = arena_new_array(arena, uint64_t, spec->fault_count);
	for (size_t i = 0; i < spec->file_count; i++)
		for (size_t j = 0; j < spec->files[i].table_count; j++)
			writing->rows_total += spec->tables[spec->files[i].tables[j]].rows;
	TRY(file_make_folder(writing->out, writing->error));
	TRY(sheet_open(&writing->answers, arena, file_join(arena, writing->out, "answers.csv"),
		       writing->error));
	enum status status = write_files(writing);
	enum status closed =
		sheet_close(&writing->answers, status == STATUS_OK ? writing->error : NULL);
	writing->report->people = writing->people;
	return status != STATUS_OK ? status : closed;
}

enum status synth_make(const struct pack *pack, const struct synth_call *call,
		       const char *out_folder, struct synth_report *report,
		       synth_progress *progress, void *user, struct error *error)
{
	struct arena *arena = arena_new(0), *scratch = arena_new(0);
	if (arena == NULL || scratch == NULL)
		return error_set(error, STATUS_LIMIT, "the machine has no memory left");
	memset(report, 0, sizeof *report);
	struct writing writing = { .error = error,
				   .scratch = scratch,
				   .out = out_folder,
				   .seed = call->seed,
				   .people = call->people,
				   .events = call->events,
				   .report = report,
				   .progress = progress,
				   .user = user };
	writing.answers.file.descriptor = -1;
	enum status status = make(arena, pack, &writing);
	arena_free(arena);
	arena_free(scratch);
	return status;
}
