/* SPDX-License-Identifier: Apache-2.0 */
/* remit whatif: other values of a parameter, over what is recorded. */
#include "app/whatif.h"
#include "cli/session.h"

static struct text name_of(struct session *session, const struct whatif_try *it)
{
	return it->is_now ? text_format(session->call->arena, "%.*s (in force)", TEXT_ARG(it->name))
			  : it->name;
}

static void print_events(struct session *session, const struct whatif *it)
{
	FILE *out = session->call->out;
	char day[CLOCK_TEXT_SIZE];
	fprintf(out, "%.*s, over %lld that are recorded:\n", TEXT_ARG(it->rule->label),
		(long long)it->stretches);
	for (size_t i = 0; i < it->count; i++) {
		const struct whatif_try *one = &it->tries[i];
		fprintf(out, "%8lld  %.*s", (long long)one->made, TEXT_ARG(name_of(session, one)));
		if (it->effort.high != 0)
			fprintf(out, ": %lld to %lld hours",
				(long long)(one->made * it->effort.low / 3600),
				(long long)(one->made * it->effort.high / 3600));
		fputc('\n', out);
	}
	for (size_t w = 0; w < it->weeks.count; w++) {
		clock_print_day(it->weeks.at[w].monday, day);
		fprintf(out, "  week from %s:", day);
		for (size_t i = 0; i < it->count; i++)
			fprintf(out, " %lld", (long long)it->weeks.at[w].made[i]);
		fputc('\n', out);
	}
}

static void print_outcomes(struct session *session, const struct whatif *it)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < it->count; i++) {
		const struct impact *impact = &it->tries[i].impact;
		fprintf(out, "%.*s", TEXT_ARG(name_of(session, &it->tries[i])));
		if (it->tries[i].is_now) {
			fputc('\n', out);
			continue;
		}
		fprintf(out,
			": %lld of %lld cases would come out differently; %lld harsher, %lld "
			"milder; %lld into scope, %lld out of it",
			(long long)impact->changed, (long long)impact->cases,
			(long long)impact->harsher, (long long)impact->milder,
			(long long)impact->enter, (long long)impact->leave);
		for (size_t c = 0; c < impact->capacities.count; c++)
			fprintf(out, "; %.*s: %lld, not %lld",
				TEXT_ARG(impact->capacities.at[c].label),
				(long long)impact->capacities.at[c].need.after,
				(long long)impact->capacities.at[c].need.before);
		fputc('\n', out);
	}
}

static void answer_try(struct answer *answer, const struct whatif *it, const struct whatif_try *one)
{
	answer_object(answer, NULL);
	answer_text(answer, "value", one->name);
	answer_truth(answer, "in_force", one->is_now);
	if (it->rule != NULL) {
		answer_number(answer, "made", one->made);
		answer_number(answer, "seconds_low", one->made * it->effort.low);
		answer_number(answer, "seconds_high", one->made * it->effort.high);
	} else if (!one->is_now) {
		answer_number(answer, "cases", one->impact.cases);
		answer_number(answer, "changed", one->impact.changed);
		answer_number(answer, "harsher", one->impact.harsher);
		answer_number(answer, "milder", one->impact.milder);
		answer_number(answer, "enter", one->impact.enter);
		answer_number(answer, "leave", one->impact.leave);
	}
	answer_end_object(answer);
}

static void print_json(struct session *session, const struct whatif *it)
{
	struct answer answer = answer_new(session->call->arena);
	char day[CLOCK_TEXT_SIZE];
	answer_object(&answer, NULL);
	answer_text(&answer, "parameter", it->parameter.path);
	answer_text(&answer, "meaning", it->parameter.meaning);
	answer_number(&answer, "recorded", it->stretches);
	answer_list(&answer, "tries");
	for (size_t i = 0; i < it->count; i++)
		answer_try(&answer, it, &it->tries[i]);
	answer_end_list(&answer);
	answer_list(&answer, "weeks");
	for (size_t w = 0; w < it->weeks.count; w++) {
		clock_print_day(it->weeks.at[w].monday, day);
		answer_object(&answer, NULL);
		answer_text(&answer, "week", text_copy(session->call->arena, text_from(day)));
		for (size_t i = 0; i < it->count; i++)
			answer_number(&answer, text_c(session->call->arena, it->tries[i].name),
				      it->weeks.at[w].made[i]);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status try_out(struct session *session, struct whatif_wanted *wanted,
			   const struct option_words *to, struct error *error)
{
	struct caseload caseload;
	struct whatif found;
	struct text *values = arena_new_array(session->call->arena, struct text, to->count + 1);
	for (size_t i = 0; i < to->count; i++)
		values[i] = text_from(to->at[i]);
	wanted->values = values;
	wanted->count = to->count;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(whatif_try_out(&caseload, wanted, &found, error));
	if (session->json)
		print_json(session, &found);
	else if (found.rule != NULL)
		print_events(session, &found);
	else
		print_outcomes(session, &found);
	return STATUS_OK;
}

static enum status read_day(const char *word, int64_t *out, struct error *error)
{
	return word == NULL ? STATUS_OK : clock_parse_day(text_from(word), out, error);
}

enum status command_whatif(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct whatif_wanted wanted = { 0 };
	const char *path = NULL, *from = NULL, *until = NULL;
	struct option_words to = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "set", .value = &path, .needed = true },
		{ .name = "to", .words = &to },
		{ .name = "from", .value = &from },
		{ .name = "until", .value = &until },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	wanted.path = text_from(path);
	enum status status = read_day(from, &wanted.from, error);
	if (status == STATUS_OK)
		status = read_day(until, &wanted.until, error);
	if (status == STATUS_OK)
		status = try_out(&session, &wanted, &to, error);
	session_close(&session);
	return status;
}
