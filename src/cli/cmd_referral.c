/* SPDX-License-Identifier: Apache-2.0 */
/* remit referral: what one stream of work refers to another. */
#include "app/referral.h"
#include "cli/session.h"

static void print_one(FILE *out, const struct referral *it)
{
	fprintf(out, "%6lld  %.*s: %.*s (item %lld) to %.*s on %.10s: %.*s; ", (long long)it->id,
		TEXT_ARG(it->reference), TEXT_ARG(it->from), (long long)it->item_id,
		TEXT_ARG(it->to), it->made_at.at, TEXT_ARG(it->reasons));
	if (it->is_open)
		fputs("nobody has decided there since\n", out);
	else
		fprintf(out, "decided there on %.10s\n", it->answered_at.at);
}

static void answer_one(struct answer *answer, const struct referral *it)
{
	answer_object(answer, NULL);
	answer_number(answer, "referral", it->id);
	answer_text(answer, "case", it->reference);
	answer_text(answer, "from", it->from);
	answer_text(answer, "to", it->to);
	answer_number(answer, "item", it->item_id);
	answer_text(answer, "outcome", it->outcome);
	answer_text(answer, "reasons", it->reasons);
	answer_text(answer, "made_at", it->made_at);
	answer_truth(answer, "open", it->is_open);
	answer_text(answer, "answered_at", it->answered_at);
	answer_end_object(answer);
}

static enum status list(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct referral_list found;
	struct answer answer = answer_new(session->call->arena);
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(referral_list(&caseload, &found, error));
	answer_list(&answer, NULL);
	for (size_t i = 0; i < found.count; i++) {
		answer_one(&answer, &found.at[i]);
		if (!session->json)
			print_one(session->call->out, &found.at[i]);
	}
	answer_end_list(&answer);
	if (session->json)
		answer_print(&answer, session->call->out);
	else if (found.count == 0)
		fputs("None.\n", session->call->out);
	return STATUS_OK;
}

enum status command_referral_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = list(&session, error);
	session_close(&session);
	return status;
}
