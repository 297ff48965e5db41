/* SPDX-License-Identifier: Apache-2.0 */
/* CSV as a table: bytes in, what the reader gives, whichever way the bytes are cut. */
#include "format/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *bytes;
	const char *rows; /* line:cell|cell; */
	const char *fault;
	unsigned row, column;
} cases[] = {
	{ "", "" },
	{ "a,b\n1,2\n", "1:a|b;2:1|2;" },
	{ "a,b\r\n1,2\r\n", "1:a|b;2:1|2;" },
	{ "a,b\r\n1,2", "1:a|b;2:1|2;" },
	{ "a\rb\r\rc", "1:a;2:b;4:c;" },
	{ "\xEF\xBB\xBF"
	  "a\nb\n",
	  "1:a;2:b;" },
	{ "\n\na\n\r\n\r\nb\n", "3:a;6:b;" },
	{ "a,\n,b\n,\n", "1:a|;2:|b;3:|;" },
	{ "\"a,b\",\"c\"\"d\"\n", "1:a,b|c\"d;" },
	{ "\"a\nb\",c\nd,e\n", "1:a\nb|c;3:d|e;" },
	{ "\"a\r\nb\"\r\nc\r\n", "1:a\r\nb;3:c;" },
	{ "\"\"\n\"\",\"\"\n", "1:;2:|;" },
	{ " a , b \n", "1: a | b ;" },
	{ "caf\xC3\xA9\n", "1:caf\xC3\xA9;" },
	{ "a\nb\"c\n", "1:a;", "there is a quote inside a plain cell", 2, 1 },
	{ "a,\"b\"c\n", "", "there is text after a closing quote", 1, 2 },
	{ "a\n\"b\nc\n", "1:a;", "a quote is never closed", 2, 1 },
	{ "a\nb,c,\xFF\n", "1:a;", "the cell is not UTF-8", 2, 3 },
	{ "\xEF\xBB"
	  "a\n",
	  "", "the cell is not UTF-8", 1, 1 },
};

static enum status on_row(void *user, const struct text *cells, size_t count, unsigned line,
			  struct error *error)
{
	struct builder *out = user;
	(void)error;
	builder_add_format(out, "%u:", line);
	for (size_t i = 0; i < count; i++) {
		builder_add_c(out, i > 0 ? "|" : "");
		builder_add(out, cells[i]);
	}
	builder_add_c(out, ";");
	return STATUS_OK;
}

static void check(size_t index, size_t piece)
{
	struct arena *arena = arena_new(0);
	struct builder out = builder_new(arena);
	struct error error = { 0 };
	struct text bytes = text_from(cases[index].bytes);
	struct csv_reader *reader = csv_reader_new(arena, "x.csv", on_row, &out);
	enum status status = STATUS_OK;
	for (size_t at = 0; at < bytes.length && status == STATUS_OK; at += piece)
		status = csv_read(reader, text_slice(bytes, at, at + piece), &error);
	if (status == STATUS_OK)
		status = csv_end(reader, &error);
	assert_string_equal(text_c(arena, builder_text(&out)), cases[index].rows);
	assert_string_equal(error.message, cases[index].fault == NULL ? "" : cases[index].fault);
	assert_int_equal(status, cases[index].fault == NULL ? STATUS_OK : STATUS_INVALID);
	assert_int_equal(error.row, cases[index].row);
	assert_int_equal(error.column, cases[index].column);
	if (cases[index].fault != NULL) {
		assert_string_equal(error.file, "x.csv");
		assert_true(error.remedy[0] != '\0');
	}
	arena_free(arena);
}

static void reads_however_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		for (size_t piece = 1; piece < 8; piece++)
			check(i, piece);
}

static enum status stop(void *user, const struct text *cells, size_t count, unsigned line,
			struct error *error)
{
	(void)user, (void)cells, (void)count;
	return error_set(error, STATUS_REFUSED, "stopped on line %u", line);
}

static void row_function_can_stop(void **state)
{
	(void)state;
	struct error error = { 0 };
	struct arena *arena = arena_new(0);
	struct csv_reader *reader = csv_reader_new(arena, "x.csv", stop, NULL);
	assert_int_equal(csv_read(reader, TEXT("a\nb\n"), &error), STATUS_REFUSED);
	assert_string_equal(error.message, "stopped on line 1");
	arena_free(arena);
}

static void long_cell_is_refused(void **state)
{
	(void)state;
	struct error error = { 0 };
	struct arena *arena = arena_new(0);
	char *many = arena_alloc(arena, CSV_MOST_CELL + 1);
	for (size_t i = 0; i <= CSV_MOST_CELL; i++)
		many[i] = 'a';
	struct builder out = builder_new(arena);
	struct csv_reader *reader = csv_reader_new(arena, "x.csv", on_row, &out);
	assert_int_equal(csv_read(reader, (struct text){ many, CSV_MOST_CELL }, &error), STATUS_OK);
	assert_int_equal(csv_read(reader, TEXT("a"), &error), STATUS_LIMIT);
	arena_free(arena);
}

static void writes_what_reads_back(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct builder out = builder_new(arena), back = builder_new(arena);
	const struct text first[] = { TEXT("a"), TEXT("b,c"), TEXT("d\"e"), TEXT("f\ng"),
				      TEXT("") };
	const struct text second[] = { TEXT("") };
	csv_write_row(&out, first, 5);
	csv_write_row(&out, second, 1);
	assert_string_equal(text_c(arena, builder_text(&out)),
			    "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n\"\"\r\n");
	struct csv_reader *reader = csv_reader_new(arena, "x.csv", on_row, &back);
	assert_int_equal(csv_read(reader, builder_text(&out), NULL), STATUS_OK);
	assert_int_equal(csv_end(reader, NULL), STATUS_OK);
	assert_string_equal(text_c(arena, builder_text(&back)), "1:a|b,c|d\"e|f\ng|;3:;");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_however_cut),
		cmocka_unit_test(row_function_can_stop),
		cmocka_unit_test(long_cell_is_refused),
		cmocka_unit_test(writes_what_reads_back),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
