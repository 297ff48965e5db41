/* SPDX-License-Identifier: Apache-2.0 */
/* The table of commands and the reading of options. */
#include "cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_every_row_is_whole_and_names_are_unique(void **state)
{
	(void)state;
	size_t count;
	const struct command *table = command_table(&count);
	assert_true(count > 15);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(table[i].function);
		assert_true(strlen(table[i].help) > 10);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(table[i].name, table[j].name);
	}
}

static void test_two_words_are_one_name(void **state)
{
	(void)state;
	char *argv[] = { (char[]){ "audit" }, (char[]){ "verify" }, (char[]){ "x" } };
	int taken;
	const struct command *found = command_find(3, argv, &taken);
	assert_non_null(found);
	assert_string_equal(found->name, "audit verify");
	assert_int_equal(taken, 2);
	assert_null(command_find(1, argv, &taken));
}

/* What `remit help WORD` prints. */
static enum status help_of(const char *word, char *out, size_t size)
{
	char copy[32];
	char *argv[] = { copy };
	snprintf(copy, sizeof copy, "%s", word);
	FILE *stream = fmemopen(out, size, "w");
	struct command_call call = { .argc = 1, .argv = argv, .out = stream };
	struct error error = { 0 };
	enum status status = command_help(&call, &error);
	fclose(stream);
	return status;
}

static void test_a_first_word_lists_its_commands(void **state)
{
	(void)state;
	char out[4096] = "";
	assert_int_equal(help_of("audit", out, sizeof out), STATUS_OK);
	assert_non_null(strstr(out, "remit audit verify\n"));
	assert_int_equal(help_of("job", out, sizeof out), STATUS_OK);
	assert_non_null(strstr(out, "remit job retry\n"));
	assert_null(strstr(out, "remit jobs"));
	assert_int_equal(help_of("nothing", out, sizeof out), STATUS_USAGE);
}

struct read {
	const char *db;
	bool json;
	struct option_words cite;
	struct option_words words;
};

static enum status read_words(struct arena *arena, int argc, char **argv, struct read *out,
			      struct error *error)
{
	static const struct command command = { "view", "--db URL ITEM", "x", command_help };
	struct command_call call = {
		.command = &command, .argc = argc, .argv = argv, .arena = arena
	};
	const struct option_spec specs[] = {
		{ .name = "db", .value = &out->db, .needed = true },
		{ .name = "json", .flag = &out->json },
		{ .name = "cite", .words = &out->cite },
	};
	return options_read(&call, specs, 3, &out->words, 1, 1, error);
}

static void test_options(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct read out = { 0 };
	char *argv[] = { (char[]){ "--db=a.db" }, (char[]){ "7" }, (char[]){ "--json" },
			 (char[]){ "--cite" },	  (char[]){ "a" }, (char[]){ "--cite=b" } };
	assert_int_equal(read_words(arena, 6, argv, &out, NULL), STATUS_OK);
	assert_string_equal(out.db, "a.db");
	assert_true(out.json);
	assert_int_equal(out.cite.count, 2);
	assert_string_equal(out.words.at[0], "7");
	arena_free(arena);
}

static void test_wrong_options_name_themselves(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct error error;
	struct read out = { 0 };
	char *unknown[] = { (char[]){ "--dbx" } };
	assert_int_equal(read_words(arena, 1, unknown, &out, &error), STATUS_USAGE);
	assert_non_null(strstr(error.message, "--dbx"));
	assert_non_null(strstr(error.remedy, "usage: remit view"));
	char *missing[] = { (char[]){ "7" } };
	assert_int_equal(read_words(arena, 1, missing, &(struct read){ 0 }, &error), STATUS_USAGE);
	assert_non_null(strstr(error.message, "--db"));
	char *twice[] = { (char[]){ "--db=a" }, (char[]){ "--db=b" } };
	assert_int_equal(read_words(arena, 2, twice, &(struct read){ 0 }, &error), STATUS_USAGE);
	int64_t number;
	assert_int_equal(options_number("--limit", "0x", 1, 9, &number, &error), STATUS_USAGE);
	assert_int_equal(options_number("--limit", "9", 1, 9, &number, &error), STATUS_OK);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_row_is_whole_and_names_are_unique),
		cmocka_unit_test(test_two_words_are_one_name),
		cmocka_unit_test(test_a_first_word_lists_its_commands),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_wrong_options_name_themselves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
