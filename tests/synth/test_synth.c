/* SPDX-License-Identifier: Apache-2.0 */
/* The synthetic caseload of em-review: published totals, the same bytes twice, proportion, and
 * an answer sheet whose every row is where it says. */
#include "synth/random.h"
#include "synth/synth.h"

#include "format/csv.h"
#include "os/file.h"

#include "support/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static char root[] = "/tmp/remit-synth-XXXXXX";

static const char *make_events(struct arena *arena, const char *name, const struct synth_call *call,
			       struct synth_report *report)
{
	char path[512];
	struct error error = { 0 };
	struct pack *pack = NULL;
	const char *source = getenv("REMIT_ROOT");
	const char *out = file_join(arena, root, name);
	snprintf(path, sizeof path, "%s/packs/em-review", source != NULL ? source : ".");
	if (pack_load(arena, path, &pack, &error) != STATUS_OK ||
	    synth_make(pack, call, out, report, NULL, NULL, &error) != STATUS_OK)
		fail_msg("%s:%u: %s", error.file, error.row, error.message);
	return out;
}

static const char *make(struct arena *arena, const char *name, uint64_t seed, unsigned people,
			struct synth_report *report)
{
	return make_events(arena, name, &(struct synth_call){ .seed = seed, .people = people },
			   report);
}

static struct text slurp(struct arena *arena, const char *folder, const char *name)
{
	struct error error = { 0 };
	struct text text = { 0 };
	if (file_read(arena, file_join(arena, folder, name), 64 << 20, &text, &error) != STATUS_OK)
		fail_msg("%s: %s", error.file, error.message);
	return text;
}

static dmn_value totals(struct arena *arena, const char *folder)
{
	dmn_value out;
	struct text json = slurp(arena, folder, "totals.json");
	assert_true(dmn_from_json(arena, json.at, json.length, &out));
	return out;
}

static int64_t number(dmn_value from, const char *a, const char *b, const char *c)
{
	int64_t out = -1;
	dmn_value value = dmn_context_get(dmn_context_get(from, a), b);
	if (c != NULL)
		value = dmn_context_get(value, c);
	dmn_get_int(value, &out);
	return out;
}

/* Figures 1, 2, 3, 5, 6, 14 and paragraph 5.81 of the report. */
static const struct {
	const char *table, *column, *word;
	int64_t total;
} published[] = {
	{ "person", "rows", NULL, 1732 },
	{ "person", "in_casework", "no", 80 },
	{ "person", "nationality", "ALB", 465 },
	{ "person", "nationality", "PRT", 41 },
	{ "person", "nationality", "(empty)", 80 },
	{ "person", "gender", "FEMALE", 31 },
	{ "person", "gender", "MALE", 1621 },
	{ "person", "active", "yes", 1622 },
	{ "person", "active", "no", 110 },
	{ "person", "waiting", "Failed visit", 34 },
	{ "person", "waiting", "Awaiting visit", 42 },
	{ "person", "waiting", "Visit booked", 5 },
	{ "person", "overdue", "yes", 818 },
	{ "person", "overdue", "no", 804 },
	{ "review", "rows", NULL, 500 },
	{ "review", "outcome", "Varied", 162 },
	{ "representation", "rows", NULL, 109 },
	{ "violation", "rows", NULL, 7131 },
	{ "violation", "cell", "Battery breach/2022-02", 1363 },
	{ "violation", "cell", "Full curfew missed/2021-09", 133 },
};

static void totals_are_the_published_ones(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct synth_report report = { 0 };
	const char *out = make(arena, "published", 1, 0, &report);
	dmn_value tables = dmn_context_get(totals(arena, out), "tables");
	assert_int_equal(report.people, 1732);
	for (size_t i = 0; i < sizeof published / sizeof published[0]; i++)
		if (number(tables, published[i].table, published[i].column, published[i].word) !=
		    published[i].total)
			fail_msg("%s.%s %s is %lld", published[i].table, published[i].column,
				 published[i].word,
				 (long long)number(tables, published[i].table, published[i].column,
						   published[i].word));
	arena_free(arena);
}

static void same_seed_same_bytes(void **state)
{
	(void)state;
	static const char *const names[] = { "answers.csv", "casework/people.csv",
					     "supplier/violations.csv", "totals.json" };
	struct arena *arena = arena_new(0);
	struct synth_report report = { 0 };
	const char *a = make(arena, "a", 7, 300, &report), *b = make(arena, "b", 7, 300, &report);
	const char *c = make(arena, "c", 8, 300, &report);
	for (size_t i = 0; i < 4; i++)
		assert_true(text_equal(slurp(arena, a, names[i]), slurp(arena, b, names[i])));
	assert_false(text_equal(slurp(arena, a, names[1]), slurp(arena, c, names[1])));
	/* Fixed for good: another value means that a caseload can no longer be made again. */
	struct random random = random_new(1, TEXT("table"), TEXT("column"));
	assert_true(random_next(&random) == UINT64_C(0xaff1e477c9d31a59));
	arena_free(arena);
}

static void totals_scale_in_proportion(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct synth_report report = { 0 };
	dmn_value tables =
		dmn_context_get(totals(arena, make(arena, "ten", 1, 17320, &report)), "tables");
	assert_int_equal(number(tables, "person", "rows", NULL), 17320);
	assert_int_equal(number(tables, "person", "overdue", "yes"), 8180);
	assert_int_equal(number(tables, "violation", "rows", NULL), 71310);
	tables = dmn_context_get(totals(arena, make(arena, "few", 1, 100, &report)), "tables");
	int64_t yes = number(tables, "person", "active", "yes");
	assert_int_equal(yes + number(tables, "person", "active", "no"), 100);
	assert_in_range(yes, 93, 95);
	arena_free(arena);
}

/* ---- the answer sheet -------------------------------------------------- */

struct sheet_check {
	struct arena *arena;
	const char *folder;
	uint64_t rows;
	char file[128];
	struct text bytes;
};

/* The key of the answer's row stands on that line of the file. */
static enum status on_answer(void *user, const struct text *cells, size_t count, unsigned line,
			     struct error *error)
{
	struct sheet_check *check = user;
	(void)error;
	assert_int_equal(count, 7);
	if (line == 1)
		return STATUS_OK;
	check->rows++;
	if (cells[1].length == 0)
		return STATUS_OK;
	char name[128];
	snprintf(name, sizeof name, "%.*s", TEXT_ARG(cells[0]));
	if (strcmp(name, check->file) != 0) {
		snprintf(check->file, sizeof check->file, "%s", name);
		check->bytes = slurp(check->arena, check->folder, name);
	}
	int wanted = (int)strtol(text_c(check->arena, cells[1]), NULL, 10);
	struct text rest = check->bytes, row = rest;
	for (int i = 0; i < wanted; i++)
		row = text_cut(rest, '\n', &rest);
	if (!text_starts(row, cells[2]))
		fail_msg("%s:%d is not '%.*s'", name, wanted, TEXT_ARG(cells[2]));
	return STATUS_OK;
}

/* Events are counted by themselves, everything else by people. */
static void events_are_counted(void **state)
{
	struct synth_report report = { 0 };
	struct arena *arena = arena_new(0);
	const struct synth_call call = { .seed = 1, .people = 300, .events = 5000 };
	(void)state;
	const char *out = make_events(arena, "events", &call, &report);
	dmn_value tables = dmn_context_get(totals(arena, out), "tables");
	assert_int_equal(number(tables, "alert", "rows", NULL), 5000);
	assert_int_equal(number(tables, "person", "rows", NULL), 300);
	struct text alerts = slurp(arena, out, "supplier/alerts.csv");
	assert_true(text_find(alerts, TEXT("T"), 0) != SIZE_MAX &&
		    text_find(alerts, TEXT(":00Z,"), 0) != SIZE_MAX);
	arena_free(arena);
}

static void answers_are_where_they_say(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct synth_report report = { 0 };
	struct error error = { 0 };
	struct sheet_check check = { .arena = arena };
	check.folder = make(arena, "answers", 3, 600, &report);
	struct csv_reader *reader = csv_reader_new(arena, "answers.csv", on_answer, &check);
	assert_int_equal(csv_read(reader, slurp(arena, check.folder, "answers.csv"), &error), 0);
	assert_int_equal(csv_end(reader, &error), STATUS_OK);
	assert_int_equal(check.rows, report.faults);
	assert_true(check.rows > 100);
	arena_free(arena);
}

static void scaling_is_exact(void **state)
{
	(void)state;
	static const uint64_t from[] = { 34, 42, 5, 29 };
	for (uint64_t target = 0; target < 500; target++) {
		uint64_t out[4], sum = 0;
		random_scale(from, 4, target, out);
		for (size_t i = 0; i < 4; i++) {
			sum += out[i];
			assert_true(out[i] * 110 + 110 > from[i] * target);
			assert_true(out[i] * 110 < from[i] * target + 110);
		}
		assert_int_equal(sum, target);
	}
}

static int make_root(void **state)
{
	(void)state;
	return mkdtemp(root) == NULL;
}

static int remove_root(void **state)
{
	(void)state;
	test_folder_remove(root);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_are_the_published_ones),
		cmocka_unit_test(same_seed_same_bytes),
		cmocka_unit_test(totals_scale_in_proportion),
		cmocka_unit_test(events_are_counted),
		cmocka_unit_test(answers_are_where_they_say),
		cmocka_unit_test(scaling_is_exact),
	};
	return cmocka_run_group_tests_name("synth", tests, make_root, remove_root);
}
