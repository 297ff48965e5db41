/* SPDX-License-Identifier: Apache-2.0 */
/* remit dmn check: what is wrong with a model before it runs. */
#include "cli/answer.h"
#include "cli/engine_print.h"
#include "cli/model_file.h"
#include "os/clock.h"

#include <dmn_check.h>

#include <string.h>

enum {
	WITNESSES_MOST = 1000,
	SECONDS_MOST = 3600
};

static const char *const weights[] = { "error", "warning", "note" };

static void print_place(struct command_call *call, const struct dmn_finding *finding)
{
	if (finding->other_rule != 0)
		fprintf(call->out, ", rules %u and %u", finding->rule, finding->other_rule);
	else if (finding->rule != 0)
		fprintf(call->out, ", rule %u", finding->rule);
	if (finding->column_name[0] != '\0')
		fprintf(call->out, ", column '%s'", finding->column_name);
	if (finding->line != 0 && finding->expression[0] == '\0')
		fprintf(call->out, ", line %u", finding->line);
	else if (finding->line > 1)
		fprintf(call->out, ", line %u, character %u of its text", finding->line,
			finding->position);
	else if (finding->line != 0)
		fprintf(call->out, ", character %u of its text", finding->position);
}

static void print_finding(struct command_call *call, const struct dmn_finding *finding)
{
	fprintf(call->out, "  %s %s", weights[finding->weight], finding->code);
	print_place(call, finding);
	fprintf(call->out, "\n    %s\n", finding->message);
	if (finding->witness.kind == DMN_CONTEXT)
		fprintf(call->out, "    For example %s\n",
			dmn_to_json(call->arena, finding->witness, NULL));
	if (finding->proposal[0] != '\0')
		fprintf(call->out, "    As a rule: %s\n", finding->proposal);
	fprintf(call->out, "    %s\n", finding->remedy);
}

/* Decision by decision, as the check tells them. */
static void print_findings(struct command_call *call, const struct dmn_check *check)
{
	const char *decision = "", *file = "";
	for (size_t i = 0; i < check->finding_count; i++) {
		const struct dmn_finding *finding = &check->findings[i];
		if (i == 0 || strcmp(finding->decision, decision) != 0 ||
		    strcmp(finding->file, file) != 0)
			fprintf(call->out, "%s%s%s\n", finding->file,
				finding->decision[0] != '\0' ? ": " : "", finding->decision);
		decision = finding->decision;
		file = finding->file;
		print_finding(call, finding);
	}
}

static void answer_optional(struct answer *answer, const char *key, const char *text)
{
	if (text[0] != '\0')
		answer_text(answer, key, text_from(text));
}

static void answer_count(struct answer *answer, const char *key, unsigned number)
{
	if (number != 0)
		answer_number(answer, key, number);
}

static void answer_finding(struct command_call *call, struct answer *answer,
			   const struct dmn_finding *finding)
{
	answer_object(answer, NULL);
	answer_text(answer, "code", text_from(finding->code));
	answer_text(answer, "weight", text_from(weights[finding->weight]));
	answer_text(answer, "message", text_from(finding->message));
	answer_text(answer, "remedy", text_from(finding->remedy));
	answer_text(answer, "file", text_from(finding->file));
	answer_optional(answer, "decision", finding->decision);
	answer_optional(answer, "table", finding->table);
	answer_count(answer, "rule", finding->rule);
	answer_count(answer, "other_rule", finding->other_rule);
	answer_count(answer, "column", finding->column);
	answer_optional(answer, "column_name", finding->column_name);
	answer_optional(answer, "expression", finding->expression);
	answer_count(answer, "line", finding->line);
	answer_count(answer, "position", finding->position);
	answer_optional(answer, "proposal", finding->proposal);
	if (finding->witness.kind == DMN_CONTEXT) {
		struct text json;
		json.at = dmn_to_json(call->arena, finding->witness, &json.length);
		answer_raw(answer, "witness", json);
	}
	answer_end_object(answer);
}

static void print_json(struct command_call *call, const struct dmn_check *check)
{
	struct answer answer = answer_new(call->arena);
	answer_object(&answer, NULL);
	answer_number(&answer, "tables", (int64_t)check->tables);
	answer_number(&answer, "rules", (int64_t)check->rules);
	answer_number(&answer, "opaque_cells", (int64_t)check->opaque_cells);
	answer_truth(&answer, "whole", check->is_whole);
	answer_list(&answer, "findings");
	for (size_t i = 0; i < check->finding_count; i++)
		answer_finding(call, &answer, &check->findings[i]);
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, call->out);
}

static enum status verdict(struct command_call *call, const struct dmn_check *check, bool json,
			   struct error *error)
{
	unsigned counts[3] = { 0 };
	for (size_t i = 0; i < check->finding_count; i++)
		counts[check->findings[i].weight]++;
	if (!json)
		fprintf(call->out, "%zu table%s, %zu rule%s: %u errors, %u warnings, %u notes%s\n",
			check->tables, check->tables == 1 ? "" : "s", check->rules,
			check->rules == 1 ? "" : "s", counts[0], counts[1], counts[2],
			check->is_whole ? "" : "; not all was decided");
	if (counts[0] + counts[1] == 0)
		return STATUS_OK;
	error_set(error, STATUS_DIFFERS, "the model has %u errors and %u warnings", counts[0],
		  counts[1]);
	return error_remedy(error, "each finding above says what to do");
}

/* The engine first: it is the host's user. */
struct timed_engine {
	struct engine_host engine;
	int64_t deadline; /* of clock_monotonic */
};

static bool is_in_time(void *user)
{
	const struct timed_engine *timed = user;
	return clock_monotonic() < timed->deadline;
}

/* A time instead of an amount of work. */
static void set_deadline(struct timed_engine *timed, int64_t seconds,
			 struct dmn_check_options *options)
{
	timed->deadline = clock_monotonic() + seconds * INT64_C(1000000000);
	timed->engine.host.keep_going = is_in_time;
	options->most_steps = UINT64_MAX;
}

struct check_options {
	const char *witnesses;
	const char *seconds;
	bool json;
};

static enum status check(struct command_call *call, const struct check_options *given,
			 const struct option_words *files, struct error *error)
{
	struct timed_engine timed;
	struct dmn_model *model;
	int64_t witnesses = 0, seconds = 0;
	struct dmn_check_options options = { .size = sizeof options };
	if (given->witnesses != NULL)
		TRY(options_number("witnesses", given->witnesses, 1, WITNESSES_MOST, &witnesses,
				   error));
	if (given->seconds != NULL)
		TRY(options_number("seconds", given->seconds, 1, SECONDS_MOST, &seconds, error));
	engine_host_init(&timed.engine, call->arena);
	options.most_witnesses = (unsigned)witnesses;
	if (seconds != 0)
		set_deadline(&timed, seconds, &options);
	TRY(model_file_load(call, &timed.engine, files, &model, error));
	const struct dmn_check *found = dmn_check_model(model, &options, call->arena);
	enum status status = STATUS_OK;
	if (found == NULL)
		status = error_set(error, STATUS_LIMIT, "the machine has no memory left");
	else if (given->json)
		print_json(call, found);
	else
		print_findings(call, found);
	if (found != NULL)
		status = verdict(call, found, given->json, error);
	dmn_model_free(model);
	return status;
}

enum status command_dmn_check(struct command_call *call, struct error *error)
{
	struct check_options given = { 0 };
	const struct option_spec specs[] = {
		{ .name = "json", .flag = &given.json },
		{ .name = "witnesses", .value = &given.witnesses },
		{ .name = "seconds", .value = &given.seconds },
	};
	struct option_words files = { 0 };
	TRY(options_read(call, specs, sizeof specs / sizeof *specs, &files, 1, 64, error));
	return check(call, &given, &files, error);
}
