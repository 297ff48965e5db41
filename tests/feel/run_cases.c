/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the data files of tests/feel/cases through the whole engine by dmn_feel: one case a line,
 * `expression => result`, where the result is a FEEL literal, `null`, `!CODE` for a null that
 * carries that problem, or `?CODE` when the problem is a warning. `#` begins a comment line. Prints
 * what differs; exit code 1 when anything does, or when a file has no case. */
#include "feel/value_print.h"

#include <dmn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A zone file, kept until the program ends. */
static bool read_zone(void *user, const char *name, const void **at, size_t *size)
{
	char path[200];
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	char *room = arena_alloc(user, 65536);
	*size = fread(room, 1, 65536, file);
	*at = room;
	fclose(file);
	return true;
}

/* 2026-11-22T10:20:30.5+01:00 */
static int64_t now(void *user, int32_t *offset)
{
	(void)user;
	*offset = 3600;
	return 1795339230LL * 1000000000 + 500000000;
}

static const char *result_text(struct arena *arena, dmn_value value)
{
	struct builder out = builder_new(arena);
	const struct dmn_problem *problem = dmn_problem_of(value);
	if (problem != NULL) {
		builder_add_byte(&out, '!');
		builder_add_c(&out, problem->code);
	} else {
		value_print_literal(&out, value);
	}
	return text_c(arena, builder_text(&out));
}

struct tally {
	unsigned cases;
	unsigned failures;
};

static bool is_expected(const char *found, const char *expected, const struct dmn_problem *problem)
{
	if (problem == NULL || expected[0] != '?')
		return strcmp(found, expected) == 0;
	return problem->severity == DMN_WARNING && strcmp(problem->code, expected + 1) == 0;
}

static void run_line(const char *file, unsigned number, char *line, struct arena *zones,
		     struct tally *tally)
{
	/* Files named b_feel*.feel are of the dialect. */
	const char *slash = strrchr(file, '/');
	bool b_feel = strncmp(slash != NULL ? slash + 1 : file, "b_feel", 6) == 0;
	struct dmn_host host = {
		.size = sizeof host, .user = zones, .zone = read_zone, .now = now, .b_feel = b_feel
	};
	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '\0' || line[0] == '#')
		return;
	char *separator = NULL;
	for (char *at = line; (at = strstr(at, " => ")) != NULL; at++)
		separator = at;
	tally->cases++;
	if (separator == NULL) {
		printf("%s:%u: no ' => ' in: %s\n", file, number, line);
		tally->failures++;
		return;
	}
	*separator = '\0';
	const char *expected = separator + 4;
	struct arena *arena = dmn_arena_new(0);
	dmn_value value = dmn_feel(&host, arena, line, strlen(line), dmn_null(), false);
	const char *found = result_text(arena, value);
	const struct dmn_problem *problem = dmn_problem_of(value);
	if (!is_expected(found, expected, problem)) {
		printf("%s:%u: %s\n\texpected %s\n\tfound    %s %s\n", file, number, line, expected,
		       found, problem != NULL ? problem->message : "");
		tally->failures++;
	}
	dmn_arena_free(arena);
}

static bool run_file(const char *name, struct arena *zones, struct tally *total)
{
	static char line[1 << 16];
	struct tally tally = { 0 };
	FILE *file = fopen(name, "r");
	if (file == NULL) {
		perror(name);
		return false;
	}
	for (unsigned number = 1; fgets(line, sizeof line, file) != NULL; number++)
		run_line(name, number, line, zones, &tally);
	fclose(file);
	total->cases += tally.cases;
	total->failures += tally.failures;
	if (tally.cases == 0)
		printf("%s: no case\n", name);
	return tally.cases != 0;
}

int main(int argument_count, char **arguments)
{
	struct tally total = { 0 };
	struct arena *zones = dmn_arena_new(0);
	bool complete = argument_count > 1;
	for (int i = 1; i < argument_count; i++)
		complete = run_file(arguments[i], zones, &total) && complete;
	dmn_arena_free(zones);
	printf("%u cases, %u failed\n", total.cases, total.failures);
	return complete && total.failures == 0 ? 0 : 1;
}
