/* SPDX-License-Identifier: Apache-2.0 */
/* remit challenge: a person challenges a final decision. */
#include "app/challenge.h"
#include "cli/listing.h"

static void say(const struct session *session, const struct challenge_made *made)
{
	struct answer answer = answer_new(session->call->arena);
	if (!session->json) {
		fprintf(session->call->out,
			"Challenge %lld is taken down%s. It is answered in item %lld, by somebody "
			"who took no part in the decision.\n",
			(long long)made->id,
			made->is_late ? "; it came after the time that the letter gave" : "",
			(long long)made->answer_item_id);
		return;
	}
	answer_object(&answer, NULL);
	answer_number(&answer, "challenge", made->id);
	answer_number(&answer, "answered_in", made->answer_item_id);
	answer_truth(&answer, "late", made->is_late);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_challenge_make(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct challenge_made made = { 0 };
	const char *grounds = NULL;
	const char *on = NULL;
	const char *through = NULL;
	int64_t item;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "grounds", .value = &grounds, .needed = true },
		{ .name = "on", .value = &on, .needed = true },
		{ .name = "through", .value = &through, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	const struct challenge_wanted wanted = { .grounds = text_from(grounds),
						 .received_on = text_from(on),
						 .through = text_from(through) };
	enum status status =
		options_number("the item", session.words.at[0], 1, INT64_MAX, &item, error);
	if (status == STATUS_OK)
		status = challenge_make(&session.app, item, &wanted, &made, error);
	if (status == STATUS_OK)
		say(&session, &made);
	session_close(&session);
	return status;
}

static void print_one(FILE *out, const struct challenge *it)
{
	fprintf(out, "%6lld  %.*s: item %lld, received %.*s%s; ", (long long)it->id,
		TEXT_ARG(it->reference), (long long)it->item_id, TEXT_ARG(it->received_on),
		it->is_late ? " (late)" : "");
	if (it->is_open)
		fprintf(out, "to be answered in item %lld\n", (long long)it->answer_item_id);
	else
		fprintf(out, "%s: %.*s\n", it->stood ? "the decision stood" : "changed",
			TEXT_ARG(it->answer));
}

static void answer_one(struct answer *answer, const struct challenge *it)
{
	answer_object(answer, NULL);
	answer_number(answer, "challenge", it->id);
	answer_number(answer, "item", it->item_id);
	answer_number(answer, "answered_in", it->answer_item_id);
	answer_text(answer, "case", it->reference);
	answer_text(answer, "outcome", it->outcome);
	answer_text(answer, "grounds", it->grounds);
	answer_text(answer, "through", it->through);
	answer_text(answer, "received_on", it->received_on);
	answer_text(answer, "until", it->until);
	answer_text(answer, "taken_down_by", it->actor);
	answer_truth(answer, "late", it->is_late);
	answer_truth(answer, "open", it->is_open);
	answer_text(answer, "answer", it->answer);
	answer_truth(answer, "stood", it->stood);
	answer_end_object(answer);
}

static enum status tell(struct caseload *caseload, struct answer *answer, FILE *out, size_t *count,
			struct error *error)
{
	struct challenge_list found;
	TRY(challenge_list(caseload, &found, error));
	for (size_t i = 0; i < found.count; i++) {
		answer_one(answer, &found.at[i]);
		if (out != NULL)
			print_one(out, &found.at[i]);
	}
	*count = found.count;
	return STATUS_OK;
}

enum status command_challenge_list(struct command_call *call, struct error *error)
{
	return listing_run(call, tell, error);
}
