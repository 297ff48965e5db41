/* SPDX-License-Identifier: Apache-2.0 */
/* remit sample list, take, show, record, give, answer, check. */
#include "app/sample.h"
#include "cli/session.h"

/* Each of these is about a pack, and most about one second look of it. */
struct sampling {
	struct session session;
	struct caseload caseload;
	int64_t id;
};

static enum status begin(struct sampling *it, struct command_call *call,
			 const struct option_spec *specs, size_t count, size_t words,
			 struct error *error)
{
	TRY(session_open(&it->session, call, specs, count, words, words, false, error));
	enum status status =
		session_caseload(&it->session, it->session.words.at[0], &it->caseload, error);
	if (status == STATUS_OK && words == 2)
		status = options_number("the second look", it->session.words.at[1], 1, INT64_MAX,
					&it->id, error);
	if (status != STATUS_OK)
		session_close(&it->session);
	return status;
}

static void add_look(struct answer *answer, const struct second_look *it)
{
	answer_number(answer, "look", it->id);
	answer_text(answer, "sample", it->sample);
	answer_text(answer, "drawn_at", it->drawn_at);
	answer_text(answer, "by", it->actor);
	answer_truth(answer, "done", it->done);
	if (!it->done)
		return;
	answer_number(answer, "item", it->item_id);
	answer_text(answer, "first_outcome", it->first_outcome);
	answer_text(answer, "first_reasons", it->first_reasons);
	answer_text(answer, "outcome", it->outcome);
	answer_text(answer, "reasons", it->reasons);
	answer_truth(answer, "differs", it->differs);
	answer_text(answer, "answer", it->answer);
	answer_text(answer, "answer_reason", it->answer_reason);
}

static const char *const by_words[SAMPLE_BY_COUNT] = { [SAMPLE_ALL] = "all",
						       [SAMPLE_DIRECTION] = "direction",
						       [SAMPLE_OUTCOME] = "outcome",
						       [SAMPLE_TEAM] = "team" };

static void print_list(struct sampling *it, const struct second_looks *list,
		       const struct sample_rates *rates)
{
	struct answer answer = answer_new(it->session.call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "looks");
	for (size_t i = 0; i < list->count; i++) {
		answer_object(&answer, NULL);
		add_look(&answer, &list->at[i]);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_list(&answer, "rates");
	for (size_t i = 0; i < rates->count; i++) {
		const struct sample_rate *rate = &rates->at[i];
		answer_object(&answer, NULL);
		answer_text(&answer, "by", text_from(by_words[rate->by]));
		answer_text(&answer, "name", rate->name);
		if (rate->told) {
			answer_number(&answer, "looks", rate->total);
			answer_number(&answer, "differ", rate->differ);
		}
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, it->session.call->out);
}

static const char *state_of(const struct second_look *it)
{
	if (!it->done)
		return it->actor.length == 0 ? "waits" : "in hand";
	if (!it->differs)
		return "agrees";
	return it->answer.length == 0 ? "differs, waits for an answer" : "differs, answered";
}

static void print_lines(struct sampling *it, const struct second_looks *list,
			const struct sample_rates *rates)
{
	FILE *out = it->session.call->out;
	for (size_t i = 0; i < list->count; i++)
		fprintf(out, "%lld  %.*s  %s\n", (long long)list->at[i].id,
			TEXT_ARG(list->at[i].sample), state_of(&list->at[i]));
	for (size_t i = 0; i < rates->count; i++) {
		const struct sample_rate *rate = &rates->at[i];
		fprintf(out, "%s %.*s: ", by_words[rate->by], TEXT_ARG(rate->name));
		if (rate->told)
			fprintf(out, "%lld of %lld differ\n", (long long)rate->differ,
				(long long)rate->total);
		else
			fprintf(out, "fewer than %d\n", SAMPLE_LEAST);
	}
}

enum status command_sample_list(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	struct second_looks list;
	struct sample_rates rates;
	const struct option_spec specs[] = { SESSION_OPTIONS(it.session) };
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 1, error));
	enum status status = sample_list(&it.caseload, &list, &rates, error);
	if (status == STATUS_OK && it.session.json)
		print_list(&it, &list, &rates);
	else if (status == STATUS_OK)
		print_lines(&it, &list, &rates);
	session_close(&it.session);
	return status;
}

enum status command_sample_take(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(it.session) };
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 1, error));
	enum status status = sample_take(&it.caseload, &it.id, error);
	if (status == STATUS_OK)
		fprintf(call->out,
			"Second look %lld is in your hand; its case is hidden from you until it is "
			"recorded or given back.\n",
			(long long)it.id);
	session_close(&it.session);
	return status;
}

static void print_look(struct sampling *it, const struct second_look *look,
		       const struct sample_facts *facts)
{
	struct answer answer = answer_new(it->session.call->arena);
	answer_object(&answer, NULL);
	add_look(&answer, look);
	answer_list(&answer, "facts");
	for (size_t i = 0; i < facts->count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "name", facts->at[i].name);
		answer_text(&answer, "record", facts->at[i].record);
		answer_text(&answer, "field", facts->at[i].field);
		answer_text(&answer, "value", facts->at[i].value);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, it->session.call->out);
}

static void tell_look(struct sampling *it, const struct second_look *look,
		      const struct sample_facts *facts)
{
	FILE *out = it->session.call->out;
	for (size_t i = 0; i < facts->count; i++)
		fprintf(out, "%.*s  %.*s: %.*s\n", TEXT_ARG(facts->at[i].name),
			TEXT_ARG(facts->at[i].field), TEXT_ARG(facts->at[i].value));
	if (!look->done)
		return;
	fprintf(out, "decided: %.*s: %.*s\nsecond look: %.*s: %.*s\n%s\n",
		TEXT_ARG(look->first_outcome), TEXT_ARG(look->first_reasons),
		TEXT_ARG(look->outcome), TEXT_ARG(look->reasons), state_of(look));
}

enum status command_sample_show(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	struct second_look look;
	struct sample_facts facts;
	const struct option_spec specs[] = { SESSION_OPTIONS(it.session) };
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 2, error));
	enum status status = sample_read(&it.caseload, it.id, &look, &facts, error);
	if (status == STATUS_OK && it.session.json)
		print_look(&it, &look, &facts);
	else if (status == STATUS_OK)
		tell_look(&it, &look, &facts);
	session_close(&it.session);
	return status;
}

enum status command_sample_record(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	const char *outcome = NULL, *reason = NULL;
	struct option_words cites = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(it.session),
		{ .name = "outcome", .value = &outcome, .needed = true },
		{ .name = "reason", .value = &reason, .needed = true },
		{ .name = "cite", .words = &cites }
	};
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 2, error));
	const struct judgement judgement = { .outcome = text_from(outcome),
					     .reasons = text_trim(text_from(reason)),
					     .cites = cites.at,
					     .cite_count = cites.count };
	enum status status = sample_record(&it.caseload, it.id, &judgement, error);
	if (status == STATUS_OK)
		fprintf(call->out, "Second look %lld is recorded.\n", (long long)it.id);
	session_close(&it.session);
	return status;
}

enum status command_sample_give(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	const char *reason = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(it.session), { .name = "reason", .value = &reason, .needed = true }
	};
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 2, error));
	enum status status = sample_give(&it.caseload, it.id, text_from(reason), error);
	if (status == STATUS_OK)
		fprintf(call->out, "Second look %lld waits for somebody else.\n", (long long)it.id);
	session_close(&it.session);
	return status;
}

static enum status answer_look(struct sampling *it, const char *verdict, const char *reason,
			       struct error *error)
{
	bool anew = text_is(text_from(verdict), "anew");
	if (!anew && !text_is(text_from(verdict), "stands")) {
		error_set(error, STATUS_USAGE, "'%s' is no answer", verdict);
		return error_remedy(error, "say stands or anew");
	}
	TRY(sample_answer(&it->caseload, it->id, anew, text_from(reason), error));
	fprintf(it->session.call->out, "The answer to second look %lld is on record.\n",
		(long long)it->id);
	return STATUS_OK;
}

enum status command_sample_answer(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	const char *verdict = NULL, *reason = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(it.session),
		{ .name = "verdict", .value = &verdict, .needed = true },
		{ .name = "reason", .value = &reason, .needed = true }
	};
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 2, error));
	enum status status = answer_look(&it, verdict, reason, error);
	session_close(&it.session);
	return status;
}

enum status command_sample_check(struct command_call *call, struct error *error)
{
	struct sampling it = { 0 };
	struct sample_check found;
	const struct option_spec specs[] = { SESSION_OPTIONS(it.session) };
	TRY(begin(&it, call, specs, SPEC_COUNT(specs), 1, error));
	enum status status = sample_check(&it.caseload, &found, error);
	if (status == STATUS_OK) {
		fprintf(call->out, "decisions: %lld, drawn %lld, not as drawn %lld\n",
			(long long)found.decisions, (long long)found.drawn, (long long)found.wrong);
		if (found.wrong != 0)
			status = error_set(error, STATUS_DIFFERS,
					   "%lld decisions are not as they were drawn",
					   (long long)found.wrong);
	}
	session_close(&it.session);
	return status;
}
