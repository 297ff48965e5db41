/* SPDX-License-Identifier: Apache-2.0 */
/* A small pack written to a temporary folder, broken one way at a time: each mistake is told
 * with file, line and remedy. And em-review itself: whole, its tests hold, no mutant survives. */
#include "pack/pack_test.h"

#include "os/file.h"

#include "support/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char good_pack[] =
	"name: small\n"
	"version: 1\n"
	"title: Small\n"
	"owner: Nobody\n"
	"purpose: A test\n"
	"lawful_basis: None\n"
	"assessments: [{kind: equality, title: T, reference: R, done: 2026-01-01, review: "
	"2027-01-01}]\n"
	"codes:\n"
	"  c: {label: C, codes: {A: Sentence of A, B: {sentence: Of B, settled: no, from: "
	"2022-01-31}}}\n"
	"records:\n"
	"  person:\n"
	"    label: P\n"
	"    fields:\n"
	"      ref: {label: R, type: string, key: yes, sensitivity: identity, source: S}\n"
	"      ill: {label: I, type: boolean, sensitivity: protective, source: S}\n"
	"  thing:\n"
	"    label: T\n"
	"    parent: person\n"
	"    fields:\n"
	"      ref: {label: R, type: string, key: yes, sensitivity: ordinary, source: S}\n"
	"      level: {label: L, type: code, codes: c, required: yes, sensitivity: ordinary, "
	"source: S, stale_after: P12M, told_by: on}\n"
	"      on: {label: O, type: date, sensitivity: ordinary, source: S}\n"
	"imports: [import.yaml]\n"
	"decision:\n"
	"  about: thing\n"
	"  model: rules.dmn\n"
	"  sealed: yes\n"
	"  inputs: {Thing: thing, Person: person}\n"
	"  outcomes: {STOP: {sentence: Stop, direction: reduce}, GO: {sentence: Go on, direction: "
	"keep}}\n"
	"  barriers: c\n"
	"  reasons: c\n"
	"  safeguards: c\n"
	"  priorities: c\n"
	"grades: {EO: Executive, HEO: Higher}\n"
	"roles: {worker: Worker}\n"
	"authority:\n"
	"  reduce: {decide: {roles: [worker], grade: EO}}\n"
	"  keep: {decide: {roles: [worker], grade: EO}, sign: {roles: [worker], grade: HEO, "
	"changes: [{from: "
	"2026-01-01, grade: EO}], training: [A]}}\n"
	"  raise: {decide: {roles: [worker], grade: HEO}, sign: {roles: [worker], grade: HEO}}\n"
	"  none: {decide: {roles: [worker], grade: EO}}\n"
	"form: {title: F, sections: [{title: S, facts: [thing.level], judgements: {why: {label: "
	"Why}}}]}\n"
	"access: {break_glass: PT30M, approval: P14D, trainings: c}\n"
	"permissions: {worker: {all: {see: [ordinary, protective], alter: [ordinary]}, person: "
	"{see: "
	"[protective, identity]}}}\n"
	"teams: {by: thing.level, restrict: yes}\n"
	"rectification: {period: P1M, extend: P2M, source: S, dispute: yes, complain: C}\n";

static const char good_import[] = "extract: x\n"
				  "label: X\n"
				  "folder: x\n"
				  "files:\n"
				  "  t.csv:\n"
				  "    record: thing\n"
				  "    key: Id\n"
				  "    match: [[parent, level]]\n"
				  "    columns:\n"
				  "      Id: {field: ref}\n"
				  "      Who: {parent: yes}\n"
				  "      Level: {field: level, translate: {One: A}, empty: [NK]}\n"
				  "      On: {field: on, date: DD/MM/YYYY, conflict: dispute}\n";

/* What is changed, to what, and what is said of it. */
static const struct {
	bool import;
	const char *old, *new;
	const char *message; /* part of it */
	unsigned line;
} mistakes[] = {
	{ false, "title: Small", "titel: Small", "unknown key 'titel'", 3 },
	{ false, "owner: Nobody\n", "", "the key 'owner' is missing", 1 },
	{ false, "version: 1", "version: 1\nversion: 2", "given twice", 3 },
	{ false, "done: 2026-01-01", "done: 2026-02-30", "is no date", 7 },
	{ false, "done: 2026-01-01", "done: soon", "'soon' is not right", 7 },
	{ false, "sealed: yes", "sealed: perhaps", "'perhaps' is not right", 27 },
	{ false, "type: boolean", "type: bool", "none of the words", 15 },
	{ false, "type: boolean, s", "type: string, s", "is not a yes or no", 15 },
	{ false, "codes: c, required", "codes: d, required", "no code list 'd'", 21 },
	{ false, "type: code, codes: c,", "type: code,", "names no code list", 21 },
	{ false, "stale_after: P12M", "stale_after: PTWELVE", "is no duration", 21 },
	{ false, "trainings: c", "trainings: d", "no code list 'd'", 42 },
	{ false, "training: [A]", "training: [Z]", "there is no training 'Z'", 38 },
	{ false, "from: 2026-01-01, grade: EO}", "from: 2026-01-01, grade: XO}", "no grade 'XO'",
	  38 },
	{ false, "from: 2026-01-01, grade: EO}",
	  "from: 2026-01-01, grade: EO}, {from: 2026-01-01, grade: HEO}", "is not after", 38 },
	{ false, "reduce: {decide: {roles: [worker], grade: EO}}",
	  "reduce: {decide: {roles: [worker], grade: EO, changes: [{from: 2027-05-01, grade: "
	  "HEO}]}}",
	  "needs a higher grade than 'keep' from 2027-05-01", 37 },
	{ false, "PT30M", "P1Y", "is no period", 42 },
	{ false, "PT30M", "-PT5H", "is no period", 42 },
	{ false, "told_by: on", "told_by: level", "is not a date", 21 },
	{ false, "key: yes, sensitivity: ordinary", "sensitivity: ordinary", "has 0 key fields",
	  17 },
	{ false, "parent: person", "parent: nobody", "no record type 'nobody'", 18 },
	{ false, "    label: T\n", "    label: T\n    compartment: closed\n",
	  "lies in the compartment", 26 },
	{ false, "    label: P\n", "    label: P\n    compartment: closed\n",
	  "'person' lies in the compartment", 18 },
	{ false, "direction: keep", "direction: stay", "none of the words", 29 },
	{ false, "reduce: {decide: {roles: [worker], grade: EO}}",
	  "reduce: {decide: {roles: [worker], grade: HEO}}", "needs a higher grade than 'keep'",
	  37 },
	{ false, "reduce: {decide: {roles: [worker], grade: EO}}",
	  "reduce: {decide: {roles: [boss], grade: EO}}", "no role 'boss'", 37 },
	{ false, "see: [ordinary, protective]", "see: [ordinary, secret]", "none of the words",
	  43 },
	{ false, "{worker: {all", "{boss: {all", "no role 'boss'", 43 },
	{ false, "person: {see", "place: {see", "no record type 'place'", 43 },
	{ false, "alter: [ordinary]", "alter: [special]", "holds what the role does not see", 43 },
	{ false, "{worker: {all", "{auditor: {all: {see: []}}, worker: {all", "sees nothing", 43 },
	{ false, "see: [protective, identity]", "see: [identity]",
	  "does not see all that the rules are given", 43 },
	{ false, "period: P1M", "period: MONTH", "", 45 },
	{ false, ", complain: C", "", "the key 'complain' is missing", 45 },
	{ false, "by: thing.level", "by: thing.on", "is no ordinary code", 44 },
	{ false, "by: thing.level", "by: thing.size", "has no field 'size'", 44 },
	{ false, "facts: [thing.level]", "facts: [thing.colour]", "has no field 'colour'", 41 },
	{ false, "title: Small", "title: &a Small\npurpose2: *a", "aliases", 4 },
	{ false, "title: Small", "title: [", "", 0 },
	{ true, "folder: x", "folder: ../x", "leads out of its folder", 3 },
	{ true, "  t.csv:", "  /t.csv:", "leads out of its folder", 6 },
	{ true, "record: thing", "record: thong", "no record type 'thong'", 6 },
	{ true, "{field: ref}", "{field: reff}", "has no field 'reff'", 10 },
	{ true, "Who: {parent: yes}", "Who: {}", "gives no field", 11 },
	{ true, "      Who: {parent: yes}\n", "", "no column for the parent", 6 },
	{ true, "One: A", "One: Z", "is no code of the list 'c'", 12 },
	{ true, "conflict: dispute", "conflict: fight", "none of the words", 13 },
	{ true, "match: [[parent, level]]", "match: [[parent, size]]", "has no field 'size'", 8 },
};

static char folder[] = "/tmp/remit-pack-XXXXXX";

static void put(struct arena *arena, const char *name, struct text content)
{
	struct error error = { 0 };
	assert_int_equal(file_write(file_join(arena, folder, name), content, &error), STATUS_OK);
}

static struct text changed(struct arena *arena, const char *whole, const char *old, const char *new)
{
	struct text text = text_from(whole);
	size_t at = text_find(text, text_from(old), 0);
	if (at == SIZE_MAX)
		fail_msg("'%s' is not in the good pack", old);
	return text_format(arena, "%.*s%s%s", (int)at, whole, new, whole + at + strlen(old));
}

static enum status load(struct arena *arena, const char *old, const char *new, bool import,
			struct pack **out, struct error *error)
{
	struct text pack = text_from(good_pack), mapping = text_from(good_import);
	if (old != NULL && import)
		mapping = changed(arena, good_import, old, new);
	else if (old != NULL)
		pack = changed(arena, good_pack, old, new);
	put(arena, "pack.yaml", pack);
	put(arena, "import.yaml", mapping);
	put(arena, "rules.dmn", TEXT("<definitions/>"));
	return pack_load(arena, folder, out, error);
}

static void mistakes_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct arena *arena = arena_new(0);
		struct error error = { 0 };
		struct pack *pack;
		enum status status = load(arena, mistakes[i].old, mistakes[i].new,
					  mistakes[i].import, &pack, &error);
		if (status != STATUS_INVALID ||
		    strstr(error.message, mistakes[i].message) == NULL ||
		    (mistakes[i].line != 0 && error.row != mistakes[i].line) || error.column == 0 ||
		    error.remedy[0] == '\0' ||
		    strstr(error.file, mistakes[i].import ? "import.yaml" : "pack.yaml") == NULL)
			fail_msg("%s: status %d, %s:%u:%u: %s. %s", mistakes[i].new, (int)status,
				 error.file, error.row, error.column, error.message, error.remedy);
		arena_free(arena);
	}
}

static void good_pack_loads(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct error error = { 0 };
	struct pack *pack;
	assert_int_equal(load(arena, NULL, NULL, false, &pack, &error), STATUS_OK);
	const struct pack_record *thing = pack_find_record(pack, TEXT("thing"));
	const struct pack_field *level = pack_find_field(thing, TEXT("level"));
	assert_ptr_equal(thing->parent, pack_find_record(pack, TEXT("person")));
	assert_ptr_equal(level->told_by, pack_find_field(thing, TEXT("on")));
	assert_int_equal(level->stale_after.kind, DMN_MONTHS_DURATION);
	assert_true(level->required && level->engine && !level->key);
	assert_false(pack_find_record(pack, TEXT("person"))->key->engine);
	assert_false(pack_find_code(level->codes, TEXT("B"))->settled);
	assert_true(pack_find_code(level->codes, TEXT("A"))->settled);
	assert_int_equal(pack->decision.inputs[0].take, PACK_TAKE_SELF);
	assert_int_equal(pack->decision.inputs[1].take, PACK_TAKE_ANCESTOR);
	assert_int_equal(pack->file_count, 3);
	assert_int_equal(pack->access.break_glass_seconds, 1800);
	const struct pack_role *worker = pack_find_role(pack, TEXT("worker"));
	const struct pack_step *sign = &pack->authority[PACK_DIRECTION_KEEP].sign;
	assert_true(pack_may(sign, worker, pack_find_grade(pack, TEXT("HEO")), 0));
	assert_false(pack_may(sign, worker, pack_find_grade(pack, TEXT("EO")), 0));
	/* From 1 January 2026 on (day 20454) an EO signs what keeps things as they are. */
	assert_false(pack_may(sign, worker, pack_find_grade(pack, TEXT("EO")), 20453));
	assert_true(pack_may(sign, worker, pack_find_grade(pack, TEXT("EO")), 20454));
	assert_int_equal(sign->training_count, 1);
	assert_int_equal(pack->access.approval_seconds, 14 * 86400);
	assert_null(pack->authority[PACK_DIRECTION_REDUCE].sign.grade);
	const struct pack_record *person = pack_find_record(pack, TEXT("person"));
	assert_true(pack_permits(pack, TEXT("worker"), PACK_ACTION_ALTER, thing, level));
	assert_false(pack_permits(pack, TEXT("worker"), PACK_ACTION_EXPORT, thing, level));
	assert_false(
		pack_permits(pack, TEXT("worker"), PACK_ACTION_ALTER, person, &person->fields[1]));
	assert_false(pack_permits(pack, TEXT("manager"), PACK_ACTION_SEE, thing, level));
	assert_true(pack_permits(pack, TEXT("manager"), PACK_ACTION_SEE, person, person->key));
	assert_true(pack_permits_inputs(pack, TEXT("worker"), PACK_ACTION_SEE));
	assert_false(pack_permits_inputs(pack, TEXT("worker"), PACK_ACTION_EXPORT));
	arena_free(arena);
}

static const struct {
	size_t column;
	const char *cell;
	const char *value; /* NULL: refused */
} cells[] = {
	{ 2, "One", "A" },
	{ 2, " B ", "B" },
	{ 2, "", "null" },
	{ 2, "NK", "null" },
	{ 2, "Two", NULL },
	{ 3, "31/01/2022", "2022-01-31" },
	{ 3, "29/02/2024", "2024-02-29" },
	{ 3, "29/02/2023", NULL },
	{ 3, "2022-01-31", NULL },
	{ 3, "1/1/2022", NULL },
	{ 3, "00/01/2022", NULL },
	{ 3, "aa/01/2022", NULL },
	{ 0, "x1", "x1" },
	{ 0, "\xFF", NULL },
};

static void cells_are_converted(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct error error = { 0 };
	struct pack *pack;
	assert_int_equal(load(arena, NULL, NULL, false, &pack, &error), STATUS_OK);
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		const struct pack_column *column =
			&pack->extracts[0].files[0].columns[cells[i].column];
		dmn_value value;
		error = (struct error){ 0 };
		enum status status =
			pack_read_cell(arena, column, text_from(cells[i].cell), &value, &error);
		if (cells[i].value == NULL) {
			assert_int_equal(status, STATUS_INVALID);
			assert_true(error.remedy[0] != '\0' && error.field[0] != '\0');
			continue;
		}
		assert_int_equal(status, STATUS_OK);
		assert_string_equal(dmn_text(arena, value, NULL), cells[i].value);
	}
	arena_free(arena);
}

static const char *em_review(void)
{
	const char *root = getenv("REMIT_ROOT");
	static char path[512];
	snprintf(path, sizeof path, "%s/packs/em-review", root != NULL ? root : ".");
	if (access(path, F_OK) != 0)
		skip();
	return path;
}

static void em_review_is_whole(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct error error = { 0 };
	struct pack_report report;
	assert_int_equal(pack_check(arena, em_review(), &report, &error), STATUS_OK);
	for (size_t i = 0; i < report.lines.count; i++)
		print_message("%.*s\n", TEXT_ARG(report.lines.at[i]));
	assert_int_equal(report.faults, 0);
	arena_free(arena);
}

static void em_review_tests_hold(void **state)
{
	(void)state;
	struct arena *arena = arena_new(0);
	struct error error = { 0 };
	struct pack_report report;
	assert_int_equal(pack_test(arena, em_review(), true, NULL, NULL, &report, &error),
			 STATUS_OK);
	assert_true(report.passed >= 250);
	assert_int_equal(report.failed, 0);
	assert_int_equal(report.rules_matched, report.rules);
	assert_true(report.mutants > 200);
	assert_int_equal(report.survived, 0);
	arena_free(arena);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
	(void)state;
	test_folder_remove(folder);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_pack_loads),	cmocka_unit_test(mistakes_are_told),
		cmocka_unit_test(cells_are_converted),	cmocka_unit_test(em_review_is_whole),
		cmocka_unit_test(em_review_tests_hold),
	};
	return cmocka_run_group_tests_name("pack", tests, make_folder, remove_folder);
}
