/* SPDX-License-Identifier: Apache-2.0 */
/* How long a row takes column by column, in the cache (4,096 rows) and out of it (4 million), by
 * the portable kernel and by the best of this machine. Numbers of the inputs get as many digits
 * after the point as the longest has; texts get codes. Prints a JSON object for each.
 *
 * usage: columns MODEL.dmn INPUTS.jsonl DECISION [rounds=5] */
#include "dmn/batch_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	COLUMNS_MOST = 64,
	TEXTS_MOST = 1000,
	ROUNDS_MOST = 101
};

struct bench {
	struct arena *arena;
	struct dmn_model *model;
	struct dmn_column columns[COLUMNS_MOST];
	int32_t *values[COLUMNS_MOST];
	size_t column_count;
	size_t row_count;
};

static char *read_file(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		exit(2);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *at = malloc(*size + 1);
	*size = at != NULL ? fread(at, 1, *size, file) : 0;
	fclose(file);
	if (at == NULL)
		exit(2);
	at[*size] = '\0';
	return at;
}

static int32_t code_of(struct bench *bench, struct dmn_column *column, dmn_value value)
{
	const char **texts = (const char **)(uintptr_t)column->texts;
	if (texts == NULL)
		column->texts = texts = arena_new_array(bench->arena, const char *, TEXTS_MOST);
	struct text text = { value.as.string, value.count };
	for (size_t i = 0; i < column->text_count; i++)
		if (text_is(text, texts[i]))
			return (int32_t)i;
	if (column->text_count == TEXTS_MOST)
		exit(2);
	texts[column->text_count] = text_c(bench->arena, text);
	return (int32_t)column->text_count++;
}

static int32_t scaled(const struct dmn_column *column, dmn_value value)
{
	int64_t digits = value.as.integer;
	for (int at = value.exponent + (int)column->scale; at > 0; at--)
		digits *= 10;
	return (int32_t)digits;
}

/* Rows of the lines, again and again up to `copies` times. */
static void fill(struct bench *bench, const dmn_value *rows, size_t count, size_t copies)
{
	bench->row_count = count * copies;
	for (size_t c = 0; c < bench->column_count; c++) {
		struct dmn_column *column = &bench->columns[c];
		column->scale = 0;
		for (size_t r = 0; r < count; r++) {
			dmn_value value = dmn_context_get(rows[r], column->input);
			if (value.kind == DMN_NUMBER && -value.exponent > (int)column->scale)
				column->scale = (unsigned)-value.exponent;
		}
		free(bench->values[c]);
		bench->values[c] = malloc(bench->row_count * sizeof(int32_t));
		for (size_t r = 0; r < bench->row_count && bench->values[c] != NULL; r++) {
			dmn_value value = dmn_context_get(rows[r % count], column->input);
			bench->values[c][r] = value.kind == DMN_STRING
						      ? code_of(bench, column, value)
						      : scaled(column, value);
		}
		column->values = bench->values[c];
	}
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static void measure(const struct bench *bench, const char *decision, bool is_wide, int rounds)
{
	double found[ROUNDS_MOST];
	struct dmn_batch *batch = dmn_batch_new(bench->model, bench->arena, decision,
						bench->columns, bench->column_count);
	uint16_t *rules = malloc(bench->row_count * sizeof *rules);
	if (batch == NULL || rules == NULL) {
		fprintf(stderr, "%s has no batch\n", decision);
		exit(2);
	}
	for (int round = -1; round < rounds; round++) {
		double start = now(), took;
		size_t count = 0;
		do {
			batch_run_with(batch, batch_kernel(is_wide), bench->columns,
				       bench->row_count, rules);
			count += bench->row_count;
			took = now() - start;
		} while (took < 0.2);
		if (round >= 0)
			found[round] = took * 1e9 / (double)count;
	}
	qsort(found, (size_t)rounds, sizeof *found, compare);
	printf("{\"mode\": \"columns %s, %zu rows\", \"median\": %.2f, \"least\": %.2f, "
	       "\"most\": %.2f}\n",
	       is_wide ? "best" : "portable", bench->row_count, found[rounds / 2], found[0],
	       found[rounds - 1]);
	free(rules);
}

static size_t read_rows(struct bench *bench, char *text, dmn_value **rows)
{
	size_t count = 0, room = 0;
	for (char *rest = text, *line; (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		if (count == room) {
			room = room == 0 ? 4096 : room * 2;
			*rows = realloc(*rows, room * sizeof **rows);
		}
		if (!dmn_from_json(bench->arena, line, strlen(line), &(*rows)[count++]))
			exit(2);
	}
	return count;
}

int main(int argc, char **argv)
{
	struct bench bench = { .arena = dmn_arena_new(0), .model = dmn_model_new(NULL) };
	size_t size;
	if (argc < 4)
		return 2;
	char *xml = read_file(argv[1], &size);
	if (!dmn_model_add(bench.model, "model.dmn", xml, size) || !dmn_model_compile(bench.model))
		return 2;
	dmn_value *rows = NULL;
	size_t count = read_rows(&bench, read_file(argv[2], &size), &rows);
	for (; count != 0 && bench.column_count < dmn_context_count(rows[0]);
	     bench.column_count++) {
		struct text name;
		dmn_context_at(rows[0], bench.column_count, &name.at, &name.length);
		bench.columns[bench.column_count].input = text_c(bench.arena, name);
	}
	int rounds = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 5;
	for (size_t copies = 1; copies <= 1024; copies *= 1024) {
		fill(&bench, rows, count, copies);
		measure(&bench, argv[3], false, rounds);
		measure(&bench, argv[3], true, rounds);
	}
	return 0;
}
