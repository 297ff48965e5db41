/* SPDX-License-Identifier: Apache-2.0 */
#include "synth/write.h"

#include "base/civil.h"
#include "format/csv.h"

#include <stdio.h>
#include <string.h>

enum {
	FLUSH_SIZE = 256 * 1024,
	MOST_CELLS = 64,
	CELL_SIZE = 120,
	NO_FAULT = 0xffff
};

enum status sheet_open(struct sheet *sheet, struct arena *arena, const char *path,
		       struct error *error)
{
	*sheet = (struct sheet){ .text = builder_new(arena) };
	return file_create(&sheet->file, path, error);
}

static enum status flush(struct sheet *sheet, struct error *error)
{
	TRY(file_append(&sheet->file, builder_text(&sheet->text), error));
	sheet->text.length = 0;
	return STATUS_OK;
}

enum status sheet_row(struct sheet *sheet, const struct text *cells, size_t count,
		      struct error *error)
{
	csv_write_row(&sheet->text, cells, count);
	sheet->rows++;
	return sheet->text.length < FLUSH_SIZE ? STATUS_OK : flush(sheet, error);
}

enum status sheet_close(struct sheet *sheet, struct error *error)
{
	enum status status = flush(sheet, error);
	file_close(&sheet->file);
	return status;
}

/* One file while it is written. */
struct output {
	struct writing *writing;
	const struct out_file *file;
	struct sheet sheet;
	const struct table *table; /* the rows being written are of */
	struct path paths[MOST_CELLS];
	bool has[MOST_CELLS]; /* the table has this column */
	char texts[MOST_CELLS][CELL_SIZE];
	struct text cells[MOST_CELLS];
	uint16_t *fault_of; /* by row of the file, in order */
	uint64_t *starts;   /* by table of the file: its first row */
	uint64_t lines;	    /* written, with the header */
};

static struct text print_day(const struct out_file *file, int32_t day, char *out)
{
	struct civil civil = civil_from_days(day);
	char parts[3][8];
	unsigned used[3] = { 0 };
	snprintf(parts[0], sizeof parts[0], "%04d", (int)(civil.year % 10000));
	snprintf(parts[1], sizeof parts[1], "%02d", civil.month % 100);
	snprintf(parts[2], sizeof parts[2], "%02d", civil.day % 100);
	size_t length = file->dates.length < CELL_SIZE ? file->dates.length : CELL_SIZE;
	for (size_t i = 0; i < length; i++) {
		const char *at = strchr("YMD", file->dates.at[i]);
		size_t which = at == NULL ? 3 : (size_t)(at - "YMD");
		out[i] = file->dates.at[i];
		if (at != NULL && which < 3 && used[which] < strlen(parts[which]))
			out[i] = parts[which][used[which]++];
	}
	return (struct text){ out, length };
}

static struct text print_minute(int32_t minute, char *out)
{
	struct civil civil = civil_from_days(minute / (24 * 60));
	int length =
		snprintf(out, CELL_SIZE, "%04d-%02d-%02dT%02d:%02d:00Z", (int)(civil.year % 10000),
			 civil.month, civil.day, minute / 60 % 24, minute % 60);
	return (struct text){ out, (size_t)length };
}

/* Digits of the row number in base `syllable_count`, so that every row has another name. */
static struct text print_name(const struct way *way, uint32_t row, char *out)
{
	size_t length = (size_t)snprintf(out, CELL_SIZE, "%.*s", TEXT_ARG(way->prefix));
	for (unsigned i = 0; i < 3 || row > 0; i++) {
		struct text part = way->syllables[row % way->syllable_count];
		row /= (uint32_t)way->syllable_count;
		if (length + part.length >= CELL_SIZE)
			break;
		memcpy(out + length, part.at, part.length);
		length += part.length;
	}
	return (struct text){ out, length };
}

static struct text print_cell(const struct output *output, const struct cell *cell, char *out)
{
	const struct spec *spec = output->writing->spec;
	int length = 0;
	switch (cell->kind) {
	case CELL_WORD: return spec->word_texts.at[cell->value];
	case CELL_DAY: return print_day(output->file, cell->value, out);
	case CELL_MINUTE: return print_minute(cell->value, out);
	case CELL_NAME: return print_name(spec->ways.at[cell->way], (uint32_t)cell->value, out);
	case CELL_SERIAL:
		length = snprintf(out, CELL_SIZE, "%.*s%07u",
				  TEXT_ARG(spec->ways.at[cell->way]->prefix),
				  (unsigned)cell->value + 1);
		return (struct text){ out, (size_t)length };
	default: return TEXT("");
	}
}

static void print_row(struct output *output, uint64_t row)
{
	for (size_t i = 0; i < output->file->column_count; i++)
		output->cells[i] =
			!output->has[i] ? TEXT("")
					: print_cell(output,
						     cell_at(output->writing->spec, output->table,
							     row, output->paths[i]),
						     output->texts[i]);
}

/* The answer sheet's row for the line just written, or dropped. */
static enum status answer(struct output *output, const struct fault *fault, bool dropped)
{
	struct writing *writing = output->writing;
	char line[24] = "";
	if (!dropped)
		snprintf(line, sizeof line, "%llu", (unsigned long long)output->lines);
	struct text column =
		fault->change_count > 0
			? output->file->columns[fault->changes[fault->change_count - 1].column]
				  .header
			: TEXT("");
	struct text cells[] = { output->file->path, text_from(line), output->cells[0], column,
				fault->what,	    fault->expect,   fault->handling };
	writing->report->faults++;
	writing->fault_rows[fault - writing->spec->faults]++;
	return sheet_row(&writing->answers, cells, sizeof cells / sizeof cells[0], writing->error);
}

static enum status put_row(struct output *output)
{
	output->lines++;
	return sheet_row(&output->sheet, output->cells, output->file->column_count,
			 output->writing->error);
}

static enum status write_row(struct output *output, uint64_t row, uint16_t which)
{
	struct writing *writing = output->writing;
	print_row(output, row);
	if (which == NO_FAULT)
		return put_row(output);
	const struct fault *fault = &writing->spec->faults[which];
	if (fault->drop) {
		output->writing->file_rows[fault->file]++;
		return answer(output, fault, true);
	}
	if (fault->repeat)
		TRY(put_row(output));
	for (size_t i = 0; i < fault->change_count; i++)
		output->cells[fault->changes[i].column] = fault->changes[i].value;
	TRY(put_row(output));
	return answer(output, fault, false);
}

/* ---- which row gets which fault ---------------------------------------- */

static enum status mark_rows(struct output *output, const uint32_t *rows, size_t part,
			     uint64_t count, uint16_t which, uint64_t *eligible, uint64_t *left,
			     struct random *random)
{
	const struct fault *fault = &output->writing->spec->faults[which];
	const struct table *table = &output->writing->spec->tables[output->file->tables[part]];
	struct tests tests;
	bool counting = random == NULL;
	if (spec_tests(output->writing->spec, table, fault->where, &tests) != STATUS_OK)
		return STATUS_INVALID;
	for (uint64_t i = 0; i < count; i++) {
		uint16_t *of = &output->fault_of[output->starts[part] + i];
		if (*of != NO_FAULT || !tests_hold(output->writing->spec, table, rows[i], tests))
			continue;
		if (counting) {
			++*eligible;
			continue;
		}
		if (random_below(random, *eligible) < *left) {
			*of = which;
			--*left;
		}
		--*eligible;
	}
	return STATUS_OK;
}

static enum status choose_rows(struct output *output, uint32_t *const *rows, const uint64_t *counts,
			       uint16_t which)
{
	struct writing *writing = output->writing;
	const struct fault *fault = &writing->spec->faults[which];
	uint64_t published = writing->spec->tables[writing->spec->unit].published;
	uint64_t eligible = 0;
	for (size_t i = 0; i < output->file->table_count; i++)
		TRY(mark_rows(output, rows[i], i, counts[i], which, &eligible, NULL, NULL));
	uint64_t left = eligible;
	if (fault->has_count)
		left = (fault->count * writing->people + published / 2) / published;
	struct random random = random_new(writing->seed, output->file->path, fault->what);
	for (size_t i = 0; i < output->file->table_count && eligible > 0; i++)
		TRY(mark_rows(output, rows[i], i, counts[i], which, &eligible, &left, &random));
	return STATUS_OK;
}

/* The rows of one table that the file's `where` lets through. */
static enum status select_rows(struct output *output, size_t part, uint32_t **rows, uint64_t *count)
{
	struct spec *spec = output->writing->spec;
	const struct table *table = &spec->tables[output->file->tables[part]];
	struct tests tests;
	TRY(spec_tests(spec, table, output->file->where, &tests));
	*rows = arena_new_array(output->writing->scratch, uint32_t, table->rows);
	*count = 0;
	for (uint64_t row = 0; row < table->rows; row++)
		if (tests_hold(spec, table, row, tests))
			(*rows)[(*count)++] = (uint32_t)row;
	return STATUS_OK;
}

static enum status open_table(struct output *output, const struct table *table)
{
	output->table = table;
	for (size_t i = 0; i < output->file->column_count; i++)
		output->has[i] = spec_path(output->writing->spec, table,
					   output->file->columns[i].source, &output->paths[i]);
	return STATUS_OK;
}

static void tell(struct writing *writing)
{
	if (writing->progress != NULL && ++writing->rows_done % 1024 == 0)
		writing->progress(writing->user, writing->rows_done, writing->rows_total);
}

static enum status write_rows(struct output *output)
{
	struct writing *writing = output->writing;
	struct spec *spec = writing->spec;
	size_t parts = output->file->table_count;
	uint32_t **rows = arena_new_array(writing->scratch, uint32_t *, parts);
	uint64_t *counts = arena_new_array(writing->scratch, uint64_t, parts), total = 0;
	output->starts = arena_new_array(writing->scratch, uint64_t, parts);
	for (size_t i = 0; i < parts; i++) {
		TRY(select_rows(output, i, &rows[i], &counts[i]));
		output->starts[i] = total;
		total += counts[i];
	}
	output->fault_of = arena_new_array(writing->scratch, uint16_t, total);
	memset(output->fault_of, 0xff, total * sizeof *output->fault_of);
	for (size_t i = 0; i < spec->fault_count; i++)
		if (&spec->files[spec->faults[i].file] == output->file)
			TRY(choose_rows(output, rows, counts, (uint16_t)i));
	for (size_t i = 0; i < parts; i++) {
		TRY(open_table(output, &spec->tables[output->file->tables[i]]));
		for (uint64_t j = 0; j < counts[i]; j++) {
			TRY(write_row(output, rows[i][j], output->fault_of[output->starts[i] + j]));
			tell(writing);
		}
	}
	return STATUS_OK;
}

static enum status write_header(struct output *output)
{
	for (size_t i = 0; i < output->file->column_count; i++)
		output->cells[i] = output->file->columns[i].header;
	TRY(put_row(output));
	output->sheet.rows = 0;
	return STATUS_OK;
}

enum status write_file(struct writing *writing, size_t index)
{
	struct arena *arena = writing->scratch;
	arena_reset(arena);
	struct output *output = arena_new_one(arena, struct output);
	output->writing = writing;
	output->file = &writing->spec->files[index];
	if (output->file->column_count > MOST_CELLS)
		return error_set(writing->error, STATUS_LIMIT,
				 "the file '%.*s' has over %d columns",
				 TEXT_ARG(output->file->path), MOST_CELLS);
	const char *folder = file_join(arena, writing->out, text_c(arena, output->file->folder));
	TRY(file_make_folder(folder, writing->error));
	TRY(sheet_open(&output->sheet, arena,
		       file_join(arena, folder, text_c(arena, output->file->name)),
		       writing->error));
	enum status status = write_header(output);
	if (status == STATUS_OK)
		status = write_rows(output);
	enum status closed =
		sheet_close(&output->sheet, status == STATUS_OK ? writing->error : NULL);
	writing->file_rows[index] += output->sheet.rows;
	writing->report->rows += output->sheet.rows;
	writing->report->files++;
	return status != STATUS_OK ? status : closed;
}
