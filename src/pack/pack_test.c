/* SPDX-License-Identifier: Apache-2.0 */
/* `remit pack test`: cases against the model, and which rules they reach. */
#include "pack/report.h"

#include "os/file.h"

#include <stdio.h>
#include <string.h>

void report_line(struct trial *trial, const char *format, ...)
{
	char line[1200];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	list_push(trial->arena, &trial->report->lines, text_copy(trial->arena, text_from(line)));
}

void report_fault(struct trial *trial, const char *file, unsigned line, const char *message,
		  const char *remedy)
{
	trial->report->faults++;
	if (line > 0)
		report_line(trial, "%s:%u: %s. %s", file, line, message, remedy);
	else
		report_line(trial, "%s: %s. %s", file, message, remedy);
}

enum status trial_open(struct trial *out, struct arena *arena, const char *folder,
		       struct pack_report *report, struct error *error)
{
	memset(report, 0, sizeof *report);
	*out = (struct trial){ .arena = arena, .report = report };
	TRY(pack_load(arena, folder, &out->pack, error));
	if (!pack_decides(out->pack)) {
		report_line(out, "%s holds facts for other packs: no rules, no cases", folder);
		return STATUS_OK;
	}
	TRY(case_table_read(arena, out->pack, &out->cases, error));
	const struct pack_file *model = pack_find_file(out->pack, out->pack->decision.model);
	out->text = model_text_read(arena, model->bytes);
	out->model_file =
		file_join(arena, text_c(arena, out->pack->folder), text_c(arena, model->name));
	report->rules = (unsigned)out->text.rules.count;
	return STATUS_OK;
}

static size_t find_rule(const struct model_text *text, const char *table, unsigned number)
{
	for (size_t i = 0; i < text->tables.count; i++) {
		const struct model_table *found = &text->tables.at[i];
		if (text_is(found->id, table) && number >= 1 && number <= found->rule_count)
			return found->first_rule + number - 1;
	}
	return SIZE_MAX;
}

/* Mark the rules that the last case reached. */
static void mark_rules(struct trial *trial, struct case_model *model, bool *reached)
{
	struct dmn_step step;
	for (size_t i = 0; dmn_trace_step(model->evaluation, i, &step); i++)
		for (size_t j = 0; j < step.rule_count; j++) {
			size_t rule = find_rule(&trial->text, step.table, step.rules[j]);
			if (rule != SIZE_MAX)
				reached[rule] = true;
		}
}

static bool run_case(struct trial *trial, struct case_model *model, const struct pack_case *one)
{
	bool good = true;
	case_set(model, trial->pack, one);
	for (unsigned i = 0; i < CASE_EXPECTATION_COUNT; i++) {
		if (!trial->cases.asserts[i])
			continue;
		struct text got = case_result(model, (enum case_expectation)i);
		if (text_equal(got, one->expected[i]))
			continue;
		good = false;
		report_line(trial, "%s:%u: '%.*s': %s is '%.*s', expected '%.*s'",
			    trial->cases.file, one->line, TEXT_ARG(one->name),
			    case_expectation_column((enum case_expectation)i), TEXT_ARG(got),
			    TEXT_ARG(one->expected[i]));
	}
	return good;
}

static void report_coverage(struct trial *trial, const bool *reached)
{
	for (size_t i = 0; i < trial->text.tables.count; i++) {
		const struct model_table *table = &trial->text.tables.at[i];
		unsigned count = 0;
		for (size_t j = 0; j < table->rule_count; j++) {
			const struct model_rule *rule =
				&trial->text.rules.at[table->first_rule + j];
			count += reached[table->first_rule + j];
			if (!reached[table->first_rule + j])
				report_line(trial, "%s:%u: no case reaches rule %u of '%.*s'",
					    trial->model_file, rule->line, rule->number,
					    TEXT_ARG(table->name));
		}
		trial->report->rules_matched += count;
		report_line(trial, "rules %3u of %3u  %.*s", count, table->rule_count,
			    TEXT_ARG(table->name));
	}
}

enum status pack_test(struct arena *arena, const char *folder, bool mutate, pack_progress *progress,
		      void *user, struct pack_report *report, struct error *error)
{
	struct trial trial;
	TRY(trial_open(&trial, arena, folder, report, error));
	if (!pack_decides(trial.pack))
		return STATUS_OK;
	struct case_model model;
	const struct dmn_problem *problem;
	const struct pack_file *file = pack_find_file(trial.pack, trial.pack->decision.model);
	if (!case_model_open(&model, trial.model_file, file->bytes, &problem)) {
		error_set(error, STATUS_INVALID, "the model does not compile: %s",
			  problem != NULL ? problem->message : "no reason given");
		case_model_close(&model);
		error_remedy(error, "run `remit pack check %s` for every fault", folder);
		return error_place(error, trial.model_file, 0, NULL);
	}
	dmn_trace(model.evaluation, true);
	bool *reached = arena_new_array(arena, bool, trial.text.rules.count);
	for (size_t i = 0; i < trial.cases.count; i++) {
		bool good = run_case(&trial, &model, &trial.cases.cases[i]);
		report->passed += good;
		report->failed += !good;
		mark_rules(&trial, &model, reached);
		if (progress != NULL)
			progress(user, i + 1, trial.cases.count);
	}
	case_model_close(&model);
	report_coverage(&trial, reached);
	return mutate ? trial_mutate(&trial, progress, user, error) : STATUS_OK;
}
