/* SPDX-License-Identifier: Apache-2.0 */
/* remit round: all items of a case taken in hand together. */
#include "app/round.h"
#include "cli/session.h"

static void print_items(FILE *out, const struct round_view *view)
{
	const struct pack *pack = view->caseload->pack;
	for (size_t i = 0; i < view->items.count; i++) {
		const struct round_item *it = &view->items.at[i];
		const struct pack_outcome *outcome = pack_find_outcome(pack, it->outcome);
		fprintf(out, "  %lld  %.*s (%.*s): ", (long long)it->item_id, TEXT_ARG(it->label),
			TEXT_ARG(it->key));
		if (work_state_is_open(it->state))
			fprintf(out, "undecided, %s\n", work_state_word(it->state));
		else
			fprintf(out, "%.*s\n",
				TEXT_ARG(outcome != NULL	   ? outcome->sentence
					 : it->outcome.length != 0 ? it->outcome
								   : TEXT("final")));
	}
}

static void print_view(FILE *out, const struct round_view *view)
{
	const struct pack *pack = view->caseload->pack;
	for (size_t i = 0; i < view->rounds.count; i++) {
		const struct round *it = &view->rounds.at[i];
		struct text label = pack_trigger_label(pack, it->called_by);
		fprintf(out, "%.*s %lld, since %.*s: %.*s (%.*s, by %.*s)\n",
			TEXT_ARG(pack->round.label), (long long)it->id, TEXT_ARG(it->opened_on),
			TEXT_ARG(label), TEXT_ARG(it->reason), TEXT_ARG(it->opened_by));
		if (it->ended_on.length != 0)
			fprintf(out, "  ended on %.*s by %.*s: %.*s\n", TEXT_ARG(it->ended_on),
				TEXT_ARG(it->ended_by), TEXT_ARG(it->ended_why));
		else
			print_items(out, view);
	}
	if (!view->is_open)
		fputs("None is open.\n", out);
	else
		fprintf(out, "%zu of %zu undecided.\n", view->undecided, view->items.count);
}

static void answer_rounds(struct answer *answer, const struct round_view *view)
{
	answer_list(answer, "rounds");
	for (size_t i = 0; i < view->rounds.count; i++) {
		const struct round *it = &view->rounds.at[i];
		answer_object(answer, NULL);
		answer_number(answer, "round", it->id);
		answer_text(answer, "called_by", it->called_by);
		answer_text(answer, "reason", it->reason);
		answer_text(answer, "opened_by", it->opened_by);
		answer_text(answer, "opened_on", it->opened_on);
		answer_text(answer, "ended_by", it->ended_by);
		answer_text(answer, "ended_on", it->ended_on);
		answer_text(answer, "ended_why", it->ended_why);
		answer_raw(answer, "decided", it->decided);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void answer_view(const struct session *session, const struct round_view *view)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "case", view->reference);
	answer_truth(&answer, "open", view->is_open);
	answer_number(&answer, "undecided", (int64_t)view->undecided);
	answer_list(&answer, "items");
	for (size_t i = 0; i < view->items.count; i++) {
		const struct round_item *it = &view->items.at[i];
		answer_object(&answer, NULL);
		answer_number(&answer, "item", it->item_id);
		answer_text(&answer, "key", it->key);
		answer_text(&answer, "state", text_from(work_state_word(it->state)));
		answer_truth(&answer, "undecided", work_state_is_open(it->state));
		answer_text(&answer, "outcome", it->outcome);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_rounds(&answer, view);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status show(struct session *session, struct caseload *caseload, int64_t root,
			struct error *error)
{
	struct round_view view;
	TRY(round_read(caseload, root, &view, error));
	if (session->json)
		answer_view(session, &view);
	else
		print_view(session->call->out, &view);
	return STATUS_OK;
}

struct round_words {
	const char *because, *reason;
};

static enum status open_case(struct session *session, struct caseload *caseload, int64_t *root,
			     struct error *error)
{
	TRY(session_caseload(session, session->words.at[0], caseload, error));
	return session_case(session, caseload, session->words.at[1], root, error);
}

static enum status do_show(struct session *session, const struct round_words *words,
			   struct error *error)
{
	struct caseload caseload;
	int64_t root;
	(void)words;
	TRY(open_case(session, &caseload, &root, error));
	return show(session, &caseload, root, error);
}

static enum status do_open(struct session *session, const struct round_words *words,
			   struct error *error)
{
	struct caseload caseload;
	int64_t root;
	TRY(open_case(session, &caseload, &root, error));
	TRY(round_open(&caseload, root, text_from(words->because), text_from(words->reason),
		       error));
	return show(session, &caseload, root, error);
}

static enum status do_end(struct session *session, const struct round_words *words,
			  struct error *error)
{
	struct caseload caseload;
	int64_t root;
	TRY(open_case(session, &caseload, &root, error));
	TRY(round_end(&caseload, root, text_from(words->reason), error));
	return show(session, &caseload, root, error);
}

enum status command_round_show(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = do_show(&session, NULL, error);
	session_close(&session);
	return status;
}

enum status command_round_open(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct round_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "because", .value = &words.because, .needed = true },
		{ .name = "reason", .value = &words.reason, .needed = true }
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = do_open(&session, &words, error);
	session_close(&session);
	return status;
}

enum status command_round_end(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct round_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "reason", .value = &words.reason, .needed = true }
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status = do_end(&session, &words, error);
	session_close(&session);
	return status;
}

static enum status due(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct round_report report;
	struct answer answer = answer_new(session->call->arena);
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(round_due(&caseload, &report, error));
	answer_object(&answer, NULL);
	answer_number(&answer, "cases", report.cases);
	answer_number(&answer, "opened", report.opened);
	answer_number(&answer, "waiting", report.waiting);
	answer_end_object(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else
		fprintf(session->call->out,
			"Of %lld cases: %lld begun; %lld wait for a second person first.\n",
			(long long)report.cases, (long long)report.opened,
			(long long)report.waiting);
	return STATUS_OK;
}

enum status command_round_due(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = due(&session, error);
	session_close(&session);
	return status;
}
