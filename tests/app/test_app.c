/* SPDX-License-Identifier: Apache-2.0 */
/* The main job through the use cases, on SQLite and on PostgreSQL: import, run, the flow of a
 * decision with its refusals, replay, and a log that shows tampering. */
#include "caseload_fixture.h"

#include "app/explain.h"
#include "app/flow.h"
#include "app/form.h"
#include "app/replay.h"
#include "app/verify.h"
#include "app/worklist.h"
#include "os/file.h"
#include "store/driver.h"

#include "support/postgres.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Who may decide and who may sign, among the accounts for trying out. */
#define CASEWORKER "repairs_officer-B-1"
#define OTHER_CASEWORKER "repairs_officer-B-2"
#define SENIOR "repairs_manager-C-1"

enum {
	PEOPLE = 120
};

static int64_t sum(const struct import_report *report, size_t member)
{
	int64_t total = 0;
	for (size_t i = 0; i < report->files.count; i++)
		total += *(const int64_t *)(const void *)((const char *)&report->files.at[i] +
							  member);
	return total;
}
#define SUM(report, member) sum((report), offsetof(struct import_file, member))

/* The first repair is of a tenancy that nobody knows. */
static void spoil_a_row(const struct fixture *it)
{
	const char *path = file_join(it->arena, it->extracts, "housing/repairs.csv");
	struct error error = { 0 };
	struct text text;
	fixture_good(file_read(it->arena, path, 1 << 20, &text, &error), &error);
	char *copy = arena_copy(it->arena, text_c(it->arena, text), text.length + 1);
	memcpy(strstr(copy, ",T-") + 3, "9999999", 7);
	fixture_good(file_write(path, (struct text){ copy, text.length }, &error), &error);
}

static void test_import_accounts_for_every_row(void **state)
{
	struct fixture *it = *state;
	struct import_report report;
	spoil_a_row(it);
	fixture_import(it, &report);
	assert_true(SUM(&report, rows_new) > PEOPLE);
	assert_int_equal(SUM(&report, rows_in), SUM(&report, rows_new) +
							SUM(&report, rows_duplicate) +
							SUM(&report, rows_rejected));
	assert_true(SUM(&report, rows_rejected) > 0);
	assert_true(report.rejects_path.length != 0);
}

static void test_a_second_import_changes_nothing(void **state)
{
	struct fixture *it = *state;
	struct import_report first;
	struct import_report second;
	int64_t before;
	int64_t after;
	struct error error = { 0 };
	struct typed *typed = it->caseload.typed[it->caseload.pack->decision.about->index];
	fixture_import(it, &first);
	fixture_good(typed_count(typed, 0, &before, &error), &error);
	fixture_import(it, &second);
	fixture_good(typed_count(typed, 0, &after, &error), &error);
	assert_int_equal(before, after);
	assert_int_equal(SUM(&second, rows_new), 0);
	assert_int_equal(SUM(&second, rows_changed), 0);
	assert_int_equal(SUM(&second, rows_in), SUM(&first, rows_in));
}

static void test_a_second_run_writes_nothing(void **state)
{
	struct fixture *it = *state;
	struct run_report first;
	struct run_report second;
	fixture_run(it, &first);
	assert_true(first.cases > PEOPLE);
	assert_int_equal(first.written, first.cases);
	assert_true(first.outcomes.count > 3);
	fixture_run(it, &second);
	assert_int_equal(second.cases, first.cases);
	assert_int_equal(second.written, 0);
}

static void test_replay_gives_the_same_bytes(void **state)
{
	struct fixture *it = *state;
	struct replay_report report;
	struct error error = { 0 };
	fixture_good(replay_all(&it->app, NULL, NULL, &report, &error), &error);
	assert_true(report.total > PEOPLE);
	assert_int_equal(report.same, report.total);
}

static int64_t first_item(struct fixture *it, size_t index)
{
	struct worklist list = { 0 };
	struct error error = { 0 };
	fixture_good(worklist_read(&it->caseload,
				   &(struct worklist_filter){ .most = (int64_t)index + 1 }, &list,
				   &error),
		     &error);
	assert_int_equal(list.count, index + 1);
	assert_true(list.at[index].key_count > 0);
	return list.at[index].id;
}

static void test_the_worklist_is_in_order_and_says_why(void **state)
{
	struct fixture *it = *state;
	struct worklist list = { 0 };
	struct error error = { 0 };
	fixture_good(worklist_read(&it->caseload, &(struct worklist_filter){ .most = 50 }, &list,
				   &error),
		     &error);
	for (size_t i = 1; i < list.count; i++)
		assert_true(text_compare(list.at[i - 1].keys[0].value, list.at[i].keys[0].value) <=
			    0);
	assert_true(list.at[0].keys[0].reason.length > 0);
	assert_true(list.at[0].facts[0].length > 0);
}

/* An outcome of the item other than `not_this`: the one that a second person signs, where it can
 * be. */
static struct text outcome_other_than(struct app *app, int64_t id, struct text not_this)
{
	struct item item;
	struct choices choices;
	struct error error = { 0 };
	fixture_good(item_open(app, id, &item, &error), &error);
	fixture_good(item_choices(&item, &choices, &error), &error);
	struct text found = TEXT("");
	for (size_t i = 0; i < choices.count; i++)
		if (!text_equal(choices.at[i]->code, not_this) &&
		    (found.length == 0 || choices.at[i]->direction == PACK_DIRECTION_RAISE))
			found = choices.at[i]->code;
	assert_int_not_equal(found.length, 0);
	return found;
}

struct filled {
	struct judgement judgement;
	const char *cites[1];
	const char *sets[64];
};

/* A judgement that leaves nothing out. */
static void fill(const struct fixture *it, struct filled *out, struct text outcome,
		 const char *reasons)
{
	const struct pack *pack = it->caseload.pack;
	size_t count = 0;
	out->cites[0] = text_format(it->arena, "%.*s.%.*s", TEXT_ARG(pack->decision.about->name),
				    TEXT_ARG(pack->decision.about->key->name))
				.at;
	for (size_t s = 0; s < pack->form.section_count; s++) {
		for (size_t j = 0; j < pack->form.sections[s].judgement_count; j++) {
			const struct pack_judgement *wanted = &pack->form.sections[s].judgements[j];
			struct text value = wanted->is_date	    ? TEXT("2026-06-30")
					    : wanted->codes != NULL ? wanted->codes->codes[0].code
								    : TEXT("seen");
			out->sets[count++] = text_format(it->arena, "%.*s=%.*s",
							 TEXT_ARG(wanted->name), TEXT_ARG(value))
						     .at;
		}
	}
	out->judgement = (struct judgement){ .outcome = outcome,
					     .reasons = text_from(reasons),
					     .cites = out->cites,
					     .cite_count = 1,
					     .sets = out->sets,
					     .set_count = count };
}

/* And answer each safeguard that came with the recommendation. */
static void fill_for(const struct fixture *it, struct app *app, int64_t id, struct filled *out,
		     struct text outcome, const char *reasons)
{
	struct item item;
	struct error error = { 0 };
	fill(it, out, outcome, reasons);
	fixture_good(item_open(app, id, &item, &error), &error);
	dmn_value safeguards = item_safeguards(&item);
	for (size_t i = 0; i < item_safeguard_count(safeguards); i++)
		out->sets[out->judgement.set_count++] =
			text_format(it->arena, SAFEGUARD_PREFIX "%.*s=weighed",
				    TEXT_ARG(item_safeguard_code(safeguards, i)))
				.at;
}

static void test_sealed_until_ones_own_view(void **state)
{
	struct fixture *it = *state;
	struct app app;
	struct app other;
	struct item item;
	struct explanation explanation;
	struct filled filled;
	struct error error = { 0 };
	int64_t id = first_item(it, 0);
	fixture_as(it, CASEWORKER, &app);
	fixture_as(it, OTHER_CASEWORKER, &other);
	assert_int_equal(flow_reveal(&app, id, &item, &error), STATUS_SEALED);
	assert_int_equal(explain_item(&app, id, &explanation, &error), STATUS_SEALED);
	fill(it, &filled, outcome_other_than(&app, id, TEXT("")), "my own reasons first");
	fixture_good(flow_view(&app, id, &filled.judgement, &error), &error);
	assert_int_equal(flow_reveal(&other, id, &item, &error), STATUS_SEALED);
	assert_int_equal(explain_item(&other, id, &explanation, &error), STATUS_SEALED);
	fixture_good(flow_reveal(&app, id, &item, &error), &error);
	assert_true(item.outcome.length != 0);
	fixture_good(explain_item(&app, id, &explanation, &error), &error);
	assert_true(explanation.same_again);
	assert_false(explanation.changed_since);
	assert_true(explanation.facts.count > 5);
	assert_true(explanation.rules.count > 0);
	assert_true(explanation.searched_all && explanation.alternatives.count > 0);
	assert_int_equal(flow_view(&app, id, &filled.judgement, &error), STATUS_REFUSED);
	app_close(&app);
	app_close(&other);
}

static struct text hash_text(struct fixture *it, const struct flow_decided *decided)
{
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&decided->payload, hash);
	return text_copy(it->arena, text_from(hash));
}

/* View and reveal an item as the caseworker; gives the outcome that was viewed. */
static struct text up_to_reveal(struct fixture *it, struct app *app, int64_t id,
				const char *reasons)
{
	struct filled filled;
	struct item item;
	struct error error = { 0 };
	struct text viewed = outcome_other_than(app, id, TEXT(""));
	fill(it, &filled, viewed, reasons);
	fixture_good(flow_view(app, id, &filled.judgement, &error), &error);
	fixture_good(flow_reveal(app, id, &item, &error), &error);
	return viewed;
}

static void test_a_decision_and_its_second_person(void **state)
{
	struct fixture *it = *state;
	struct app app;
	struct app senior;
	struct filled filled;
	struct flow_decided decided;
	struct error error = { 0 };
	int64_t id = first_item(it, 1);
	fixture_as(it, CASEWORKER, &app);
	fixture_as(it, SENIOR, &senior);
	struct text viewed = up_to_reveal(it, &app, id, "the second case differs");
	fill_for(it, &app, id, &filled, viewed, "");
	assert_int_equal(flow_decide(&app, id, &filled.judgement, &decided, &error),
			 STATUS_INVALID);
	fill_for(it, &app, id, &filled, outcome_other_than(&app, id, viewed),
		 "another outcome after all");
	assert_int_equal(flow_decide(&app, id, &filled.judgement, &decided, &error),
			 STATUS_INVALID);
	assert_non_null(strstr(error.remedy, "switch-reason"));
	filled.judgement.set_count = 0;
	filled.judgement.switch_reason = TEXT("the record says otherwise");
	assert_int_equal(flow_decide(&app, id, &filled.judgement, &decided, &error),
			 STATUS_INVALID);
	fill_for(it, &app, id, &filled, viewed, "as I saw it myself");
	fixture_good(flow_decide(&app, id, &filled.judgement, &decided, &error), &error);
	assert_true(decided.needs_second);
	struct flow_signing signing = { .hash = hash_text(it, &decided) };
	assert_int_equal(flow_sign(&app, id, &signing, &error), STATUS_REFUSED);
	struct flow_signing wrong = { .hash = TEXT("00") };
	assert_int_equal(flow_sign(&senior, id, &wrong, &error), STATUS_CONFLICT);
	fixture_good(flow_sign(&senior, id, &signing, &error), &error);
	assert_int_equal(flow_sign(&senior, id, &signing, &error), STATUS_REFUSED);
	app_close(&app);
	app_close(&senior);
}

static void test_copied_reasons_are_refused(void **state)
{
	struct fixture *it = *state;
	struct app app;
	struct filled filled;
	struct flow_decided decided;
	struct error error = { 0 };
	int64_t id = first_item(it, 2);
	fixture_as(it, CASEWORKER, &app);
	struct text viewed = up_to_reveal(it, &app, id, "the third case differs");
	fill_for(it, &app, id, &filled, viewed,
		 "As I saw it, myself!"); /* the reasons of the case before */
	assert_int_equal(flow_decide(&app, id, &filled.judgement, &decided, &error),
			 STATUS_INVALID);
	assert_non_null(strstr(error.message, "copy"));
	app_close(&app);
}

static void tamper(struct fixture *it, const char *sql)
{
	struct error error = { 0 };
	fixture_good(it->app.store->driver->script(it->app.store, sql, &error), &error);
}

static void test_a_decision_lapses_when_the_facts_change(void **state)
{
	struct fixture *it = *state;
	struct app app;
	struct app senior;
	struct filled filled;
	struct flow_decided decided;
	struct run_report run;
	struct error error = { 0 };
	int64_t id = first_item(it, 3);
	fixture_as(it, CASEWORKER, &app);
	fixture_as(it, SENIOR, &senior);
	struct text viewed = up_to_reveal(it, &app, id, "the fourth case differs");
	fill_for(it, &app, id, &filled, viewed, "reasons for the fourth");
	fixture_good(flow_decide(&app, id, &filled.judgement, &decided, &error), &error);
	tamper(it, "update rec_repair set reported_on = '2026-01-01'");
	fixture_run(it, &run);
	assert_true(run.written > 0);
	struct flow_signing signing = { .hash = hash_text(it, &decided) };
	enum status status = flow_sign(&senior, id, &signing, &error);
	assert_true(status == STATUS_REFUSED || status == STATUS_CONFLICT);
	struct item item;
	assert_int_equal(flow_reveal(&app, id, &item, &error), STATUS_SEALED);
	app_close(&app);
	app_close(&senior);
}

static void test_roles_hold(void **state)
{
	struct fixture *it = *state;
	struct app auditor;
	struct item item;
	struct error error = { 0 };
	const struct app_open nobody = { .url = text_from(it->url), .as = TEXT("nobody-at-all") };
	struct app app;
	assert_int_equal(app_open(it->arena, &nobody, &app, &error), STATUS_REFUSED);
	fixture_as(it, "auditor", &auditor);
	assert_int_equal(flow_reveal(&auditor, first_item(it, 0), &item, &error), STATUS_REFUSED);
	struct account account = { .name = TEXT("x"), .role = TEXT("operator") };
	assert_int_equal(accounts_add(&auditor, &account, &error), STATUS_REFUSED);
	app_close(&auditor);
}

static void test_the_form_shows_facts_and_no_recommendation(void **state)
{
	struct fixture *it = *state;
	struct app app;
	struct document document;
	struct error error = { 0 };
	fixture_as(it, OTHER_CASEWORKER, &app);
	fixture_good(form_document(&app, first_item(it, 5), &document, &error), &error);
	struct text html = document_html(&document);
	assert_int_not_equal(text_find(html, it->caseload.pack->form.title, 0), SIZE_MAX);
	assert_int_not_equal(text_find(html, TEXT("class=\"blank\""), 0), SIZE_MAX);
	assert_int_equal(text_find(html, TEXT("ecommend"), 0), SIZE_MAX);
	assert_int_equal(text_find(html, TEXT("<script"), 0), SIZE_MAX);
	app_close(&app);
}

static void test_the_log_shows_tampering(void **state)
{
	struct fixture *it = *state;
	struct verify_report report;
	struct error error = { 0 };
	fixture_good(verify_log(&it->app, NULL, &report, &error), &error);
	assert_true(report.entries > 20);
	assert_true(report.details > 0);
	static const char *const changes[][2] = {
		{ "update audit_entry set actor = 'x' || actor where number = 5",
		  "update audit_entry set actor = substr(actor, 2) where number = 5" },
		{ "update audit_entry set number = -number where number = 7",
		  "update audit_entry set number = -number where number = -7" },
		{ "update audit_node set position = -position where level = 2 and position = 1",
		  "update audit_node set position = -position where level = 2 and position = -1" },
	};
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		tamper(it, changes[i][0]);
		assert_int_equal(verify_log(&it->app, NULL, &report, &error), STATUS_TAMPERED);
		tamper(it, changes[i][1]);
		fixture_good(verify_log(&it->app, NULL, &report, &error), &error);
	}
}

static void test_without_the_log_nothing_is_shown(void **state)
{
	struct fixture *it = *state;
	struct worklist list = { 0 };
	struct document document;
	struct error error = { 0 };
	int64_t id = first_item(it, 5);
	bool waits = store_is_far(it->app.store); /* for the sequencer, in a table of its own */
	tamper(it, waits ? "alter table audit_waiting rename to audit_gone"
			 : "alter table audit_entry rename to audit_gone");
	assert_int_not_equal(
		worklist_read(&it->caseload, &(struct worklist_filter){ .most = 5 }, &list, &error),
		STATUS_OK);
	assert_int_not_equal(form_document(&it->app, id, &document, &error), STATUS_OK);
	tamper(it, waits ? "alter table audit_gone rename to audit_waiting"
			 : "alter table audit_gone rename to audit_entry");
	assert_int_equal(first_item(it, 5), id);
}

static const char *given_url(const char *url)
{
	static const char *kept = ""; /* cmocka's set-up cannot be told otherwise */
	if (url != NULL)
		kept = url;
	return kept;
}

static int set_up(void **state)
{
	struct fixture *it = calloc(1, sizeof *it);
	fixture_extracts(it, PEOPLE);
	fixture_database(it, given_url(NULL));
	*state = it;
	return 0;
}

static int tear_down(void **state)
{
	fixture_end(*state);
	free(*state);
	return 0;
}

static int run_on(const char *name, const char *url)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_import_accounts_for_every_row),
		cmocka_unit_test(test_a_second_import_changes_nothing),
		cmocka_unit_test(test_a_second_run_writes_nothing),
		cmocka_unit_test(test_replay_gives_the_same_bytes),
		cmocka_unit_test(test_the_worklist_is_in_order_and_says_why),
		cmocka_unit_test(test_sealed_until_ones_own_view),
		cmocka_unit_test(test_a_decision_and_its_second_person),
		cmocka_unit_test(test_copied_reasons_are_refused),
		cmocka_unit_test(test_a_decision_lapses_when_the_facts_change),
		cmocka_unit_test(test_roles_hold),
		cmocka_unit_test(test_the_form_shows_facts_and_no_recommendation),
		cmocka_unit_test(test_the_log_shows_tampering),
		cmocka_unit_test(test_without_the_log_nothing_is_shown),
	};
	given_url(url);
	return cmocka_run_group_tests_name(name, tests, set_up, tear_down);
}

int main(void)
{
	struct test_postgres postgres;
	char url[160];
	int failed = run_on("use cases on SQLite", "");
	if (test_postgres_start(&postgres)) {
		failed += test_postgres_database(&postgres, "app", url)
				  ? run_on("use cases on PostgreSQL", url)
				  : 1;
		test_postgres_stop(&postgres);
	}
	return failed;
}
