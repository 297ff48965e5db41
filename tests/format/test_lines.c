/* SPDX-License-Identifier: Apache-2.0 */
/* Lines as a table: bytes in, what the reader gives, whichever way the bytes are cut. */
#include "format/lines.h"

#include "base/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *bytes;
	const char *lines; /* number:line; */
	const char *fault;
	unsigned row;
} cases[] = {
	{ "", "" },
	{ "a\nb\n", "1:a;2:b;" },
	{ "a\r\nb", "1:a;2:b;" },
	{ "\xEF\xBB\xBF{}\n1\n", "1:{};2:1;" },
	{ "\n \t\na\n\r\nb\n", "3:a;5:b;" },
	{ " a b \n", "1:a b;" },
	{ "a\rb\n", "1:a\rb;" },
	{ "caf\xC3\xA9\n", "1:caf\xC3\xA9;" },
	{ "a\n\xFF\nb\n", "1:a;", "the line is not UTF-8", 2 },
	{ "a\n\xC3\nb\n", "1:a;", "the line is not UTF-8", 2 },
};

static enum status on_line(void *user, struct text line, unsigned number, struct error *error)
{
	struct builder *out = user;
	(void)error;
	builder_add_format(out, "%u:", number);
	builder_add(out, line);
	builder_add_c(out, ";");
	return STATUS_OK;
}

static enum status read(struct arena *arena, struct text bytes, size_t piece, struct builder *out,
			struct error *error)
{
	struct lines_reader *reader = lines_reader_new(arena, "t.jsonl", on_line, out);
	for (size_t at = 0; at < bytes.length; at += piece)
		TRY(lines_read(reader, text_slice(bytes, at, at + piece), error));
	return lines_end(reader, error);
}

static void check(size_t index, size_t piece)
{
	struct arena *arena = arena_new(0);
	struct builder out = builder_new(arena);
	struct error error = { 0 };
	enum status status = read(arena, text_from(cases[index].bytes), piece, &out, &error);
	assert_string_equal(text_c(arena, builder_text(&out)), cases[index].lines);
	assert_int_equal(status, cases[index].fault == NULL ? STATUS_OK : STATUS_INVALID);
	assert_string_equal(error.message, cases[index].fault == NULL ? "" : cases[index].fault);
	assert_int_equal(error.row, cases[index].row);
	arena_free(arena);
}

static void test_lines_whichever_way_they_are_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		for (size_t piece = 1; piece < 8; piece++)
			check(i, piece);
}

static void test_a_nul_is_refused(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct builder out = builder_new(arena);
	struct error error = { 0 };
	assert_int_equal(read(arena, (struct text){ "a\nb\0c\n", 6 }, 64, &out, &error),
			 STATUS_INVALID);
	assert_int_equal(error.row, 2);
	assert_string_equal(error.message, "the line holds a NUL byte");
	arena_free(arena);
}

/* The limit itself is read, one byte more is refused, and without waiting for the line's end. */
static void test_a_line_has_a_limit(void **state)
{
	(void)state;
	for (size_t more = 0; more < 2; more++) {
		struct arena *arena = arena_new(0);
		struct builder out = builder_new(arena);
		struct error error = { 0 };
		char *bytes = arena_alloc(arena, LINES_MOST_LINE + more);
		memset(bytes, 'a', LINES_MOST_LINE + more);
		enum status status = read(arena, (struct text){ bytes, LINES_MOST_LINE + more },
					  65536, &out, &error);
		assert_int_equal(status, more == 0 ? STATUS_OK : STATUS_LIMIT);
		assert_int_equal(error.row, more);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_whichever_way_they_are_cut),
		cmocka_unit_test(test_a_nul_is_refused),
		cmocka_unit_test(test_a_line_has_a_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
