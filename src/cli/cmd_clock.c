/* SPDX-License-Identifier: Apache-2.0 */
/* remit clocks, remit clock: what is due when. */
#include "app/clock.h"
#include "cli/session.h"

struct clock_words {
	const char *reason;
	bool due, overdue, escalated;
};

static struct text label_of(const struct clock_look *look)
{
	return look->clock != NULL ? look->clock->label : look->name;
}

static struct text due_of(const struct clock_look *look)
{
	return look->due_on.length != 0 ? look->due_on : look->due_at;
}

static void answer_one(struct answer *answer, const struct clock_look *look)
{
	answer_object(answer, NULL);
	answer_number(answer, "number", look->id);
	answer_text(answer, "clock", look->name);
	answer_text(answer, "case", look->reference);
	answer_number(answer, "record", look->record_id);
	answer_number(answer, "cycle", look->cycle);
	answer_text(answer, "started",
		    look->started_on.length != 0 ? look->started_on : look->started_at);
	answer_text(answer, "due", due_of(look));
	answer_text(answer, "state", look->state);
	answer_truth(answer, "overdue", look->is_overdue);
	answer_text(answer, "escalated_to", look->escalated_to);
	answer_number(answer, "seconds_left", look->left);
	answer_text(answer, "fired_at", look->fired_at);
	answer_end_object(answer);
}

static enum status list(struct session *session, struct caseload *caseload,
			const struct clock_words *words, struct error *error)
{
	FILE *out = session->call->out;
	struct answer answer = answer_new(session->call->arena);
	struct clock_list found;
	enum clock_which which = words->escalated ? CLOCK_ESCALATED
				 : words->overdue ? CLOCK_LATE
				 : words->due	  ? CLOCK_DUE
						  : CLOCK_ALL;
	TRY(clock_list(caseload, which, &found, error));
	answer_list(&answer, NULL);
	for (size_t i = 0; i < found.count; i++) {
		const struct clock_look *look = &found.at[i];
		answer_one(&answer, look);
		if (!session->json)
			fprintf(out, "%6lld  %-16.*s %-40.*s %-27.*s %.*s%s%.*s\n",
				(long long)look->id, TEXT_ARG(look->reference),
				TEXT_ARG(label_of(look)), TEXT_ARG(due_of(look)),
				TEXT_ARG(look->is_overdue ? TEXT(CLOCK_OVERDUE) : look->state),
				look->escalated_to.length != 0 ? ", told: " : "",
				TEXT_ARG(look->escalated_to));
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, out);
	else if (found.count == 0)
		fputs("None.\n", out);
	return STATUS_OK;
}

static enum status extend(struct session *session, struct caseload *caseload,
			  const struct clock_words *words, struct error *error)
{
	int64_t id;
	TRY(options_number("the clock", session->words.at[1], 1, INT64_MAX, &id, error));
	TRY(clock_extend(caseload, id, text_from(words->reason), error));
	fprintf(session->call->out, "Lengthened.\n");
	return STATUS_OK;
}

static enum status run_due(struct session *session, struct caseload *caseload,
			   const struct clock_words *words, struct error *error)
{
	FILE *out = session->call->out;
	struct answer answer = answer_new(session->call->arena);
	struct clocks_report report;
	(void)words;
	TRY(clocks_run(caseload, &report, error));
	answer_object(&answer, NULL);
	answer_number(&answer, "due", report.due);
	answer_number(&answer, "warned", report.warned);
	answer_number(&answer, "escalated", report.escalated);
	answer_number(&answer, "effects", report.effects);
	answer_number(&answer, "disputed", report.disputed);
	answer_end_object(&answer);
	if (session->json) {
		answer_print(&answer, out);
		return STATUS_OK;
	}
	fprintf(out, "%lld fell due, %lld warned of, %lld effects of law put down.\n",
		(long long)report.due, (long long)report.warned, (long long)report.effects);
	if (report.escalated != 0)
		fprintf(out, "%lld brought to the next grade's notice.\n",
			(long long)report.escalated);
	if (report.disputed != 0)
		fprintf(out, "%lld left to people: what they rest on is disputed.\n",
			(long long)report.disputed);
	return STATUS_OK;
}

typedef enum status clock_work(struct session *session, struct caseload *caseload,
			       const struct clock_words *words, struct error *error);

static enum status run(struct command_call *call, size_t count, clock_work *work,
		       struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct clock_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "due", .flag = &words.due },
		{ .name = "overdue", .flag = &words.overdue },
		{ .name = "escalated", .flag = &words.escalated },
		{ .name = "reason", .value = &words.reason, .needed = work == extend },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), count, count, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = work(&session, &caseload, &words, error);
	session_close(&session);
	return status;
}

enum status command_clocks(struct command_call *call, struct error *error)
{
	return run(call, 1, list, error);
}

enum status command_clock_run(struct command_call *call, struct error *error)
{
	return run(call, 1, run_due, error);
}

enum status command_clock_extend(struct command_call *call, struct error *error)
{
	return run(call, 2, extend, error);
}
