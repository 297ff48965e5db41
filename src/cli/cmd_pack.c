/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack check, test, schema: what a pack's author asks. */
#include "cli/options.h"
#include "cli/scenario_test.h"
#include "os/progress.h"
#include "pack/pack_test.h"
#include "pack/schema.h"

static void print_lines(struct command_call *call, const struct pack_report *report)
{
	for (size_t i = 0; i < report->lines.count; i++)
		fprintf(call->out, "%.*s\n", TEXT_ARG(report->lines.at[i]));
}

enum status command_pack_check(struct command_call *call, struct error *error)
{
	struct pack_report report = { 0 };
	struct option_words words = { 0 };
	TRY(options_read(call, NULL, 0, &words, 1, 1, error));
	TRY(pack_check(call->arena, words.at[0], &report, error));
	print_lines(call, &report);
	fprintf(call->out, "%s: %u faults\n", words.at[0], report.faults);
	if (report.faults == 0)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the pack has %u faults", report.faults);
	return error_remedy(error, "each line above says where and what to do");
}

static void on_progress(void *user, uint64_t done, uint64_t total)
{
	struct progress *bar = user;
	bar->total = total;
	progress_at(bar, done);
}

static void print_stories(struct command_call *call, const struct scenario_counts *counts,
			  bool mutate)
{
	if (counts->held + counts->failed == 0)
		return;
	fprintf(call->out, "scenarios: %u held, %u failed\n", counts->held, counts->failed);
	if (mutate)
		fprintf(call->out, "changes of the pack: %u, unnoticed %u\n", counts->breaks,
			counts->unnoticed);
}

static enum status judge_stories(const struct scenario_counts *counts, struct error *error)
{
	if (counts->failed != 0)
		return error_set(error, STATUS_DIFFERS, "%u scenarios failed", counts->failed);
	if (counts->unnoticed == 0)
		return STATUS_OK;
	error_set(error, STATUS_DIFFERS, "%u changes of the pack went unnoticed",
		  counts->unnoticed);
	return error_remedy(error, "add a step to the scenario that tells");
}

static void print_counts(struct command_call *call, const struct pack_report *report, bool mutate)
{
	fprintf(call->out, "rules covered: %u of %u\n", report->rules_matched, report->rules);
	if (mutate)
		fprintf(call->out, "mutants: %u, killed %u, explained %u, survived %u\n",
			report->mutants, report->killed, report->explained, report->survived);
	fprintf(call->out, "%u passed, %u failed\n", report->passed, report->failed);
}

static enum status verdict(const struct pack_report *report, struct error *error)
{
	if (report->failed != 0)
		return error_set(error, STATUS_DIFFERS, "%u rule tests failed", report->failed);
	if (report->rules_matched < report->rules) {
		error_set(error, STATUS_DIFFERS, "%u rules are matched by no test",
			  report->rules - report->rules_matched);
		return error_remedy(error, "add a row to cases.csv for each rule named above");
	}
	if (report->survived == 0)
		return STATUS_OK;
	error_set(error, STATUS_DIFFERS, "%u changes of a rule went unnoticed", report->survived);
	return error_remedy(error,
			    "add a row to cases.csv that tells, or say why in survivors.csv");
}

enum status command_pack_test(struct command_call *call, struct error *error)
{
	bool mutate = false;
	struct pack_report report = { 0 };
	struct scenario_counts stories;
	const struct option_spec specs[] = { { .name = "mutate", .flag = &mutate } };
	struct option_words words = { 0 };
	TRY(options_read(call, specs, 1, &words, 1, 1, error));
	struct progress bar = progress_start("rule tests", 0);
	enum status status =
		pack_test(call->arena, words.at[0], mutate, on_progress, &bar, &report, error);
	progress_end(&bar);
	print_lines(call, &report);
	TRY(status);
	TRY(scenario_test(call, words.at[0], mutate, &stories, error));
	print_stories(call, &stories, mutate);
	print_counts(call, &report, mutate);
	TRY(verdict(&report, error));
	return judge_stories(&stories, error);
}

static enum status file_of(const char *word, enum keys_file *out, struct error *error)
{
	static const char *const words[] = {
		[KEYS_PACK] = "pack",	   [KEYS_IMPORT] = "import",   [KEYS_SYNTH] = "synth",
		[KEYS_LANGUAGE] = "words", [KEYS_REPORTS] = "reports", [KEYS_SCENARIO] = "scenario"
	};
	for (unsigned i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (!text_is(text_from(word), words[i]))
			continue;
		*out = (enum keys_file)i;
		return STATUS_OK;
	}
	error_set(error, STATUS_USAGE, "'%s' is no file of a pack", word);
	return error_remedy(error, "write pack, import, synth, words, reports or scenario");
}

enum status command_pack_schema(struct command_call *call, struct error *error)
{
	struct option_words words = { 0 };
	enum keys_file file = KEYS_PACK;
	TRY(options_read(call, NULL, 0, &words, 0, 1, error));
	if (words.count != 0)
		TRY(file_of(words.at[0], &file, error));
	struct text schema = pack_schema(call->arena, file);
	fprintf(call->out, "%.*s\n", TEXT_ARG(schema));
	return STATUS_OK;
}
