/* SPDX-License-Identifier: Apache-2.0 */
/* remit referral: what one stream of work refers to another. */
#include "app/referral.h"
#include "cli/listing.h"

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

static enum status tell(struct caseload *caseload, struct answer *answer, FILE *out, size_t *count,
			struct error *error)
{
	struct referral_list found;
	TRY(referral_list(caseload, &found, error));
	for (size_t i = 0; i < found.count; i++) {
		answer_one(answer, &found.at[i]);
		if (out != NULL)
			print_one(out, &found.at[i]);
	}
	*count = found.count;
	return STATUS_OK;
}

enum status command_referral_list(struct command_call *call, struct error *error)
{
	return listing_run(call, tell, error);
}
