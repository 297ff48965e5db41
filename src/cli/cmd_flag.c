/* SPDX-License-Identifier: Apache-2.0 */
/* remit flag make, list, answer: what people say is wrong with a rule. */
#include "app/flag.h"
#include "cli/listing.h"

static enum status make(struct session *session, struct flag_wanted *wanted, const char *rule,
			const char *item, struct error *error)
{
	struct caseload caseload;
	int64_t id;
	if (rule != NULL)
		TRY(options_number("the rule", rule, 0, 100000, &wanted->rule, error));
	if (item != NULL)
		TRY(options_number("the item", item, 1, INT64_MAX, &wanted->item_id, error));
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(flag_make(&caseload, wanted, &id, error));
	fprintf(session->call->out, "Flag %lld is with who answers for the rules.\n",
		(long long)id);
	return STATUS_OK;
}

enum status command_flag_make(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *table = NULL;
	const char *rule = NULL;
	const char *item = NULL;
	const char *said = NULL;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "table", .value = &table },
		{ .name = "rule", .value = &rule },
		{ .name = "item", .value = &item },
		{ .name = "said", .value = &said, .needed = true },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct flag_wanted wanted = { .table = text_from(table != NULL ? table : ""),
				      .said = text_from(said) };
	enum status status = make(&session, &wanted, rule, item, error);
	session_close(&session);
	return status;
}

static void print_one(FILE *out, const struct flag *it)
{
	fprintf(out, "%6lld  %.*s (%.*s)\n", (long long)it->id,
		TEXT_ARG(it->rule_name.length != 0 ? it->rule_name : it->table),
		TEXT_ARG(it->version));
	fprintf(out, "        %.10s, %.*s%s%.*s: %.*s\n", it->made_at.at, TEXT_ARG(it->role),
		it->actor.length != 0 ? ", " : "", TEXT_ARG(it->actor), TEXT_ARG(it->said));
	if (it->is_open)
		fprintf(out, "        open%s%.*s%s\n",
			it->due_on.length != 0 ? ", to be answered by " : "", TEXT_ARG(it->due_on),
			it->is_late ? " (late)" : "");
	else
		fprintf(out, "        %.10s: %.*s: %.*s\n", it->answered_at.at,
			TEXT_ARG(flag_verdict_sentence(it->verdict)), TEXT_ARG(it->answer));
}

static void answer_one(struct answer *answer, const struct flag *it)
{
	answer_object(answer, NULL);
	answer_number(answer, "flag", it->id);
	answer_text(answer, "table", it->table);
	answer_number(answer, "rule", it->rule);
	answer_text(answer, "name", it->rule_name);
	answer_text(answer, "version", it->version);
	if (it->item_id != 0)
		answer_number(answer, "item", it->item_id);
	answer_text(answer, "said", it->said);
	answer_text(answer, "role", it->role);
	if (it->actor.length != 0)
		answer_text(answer, "by", it->actor);
	answer_text(answer, "made_at", it->made_at);
	answer_text(answer, "due_on", it->due_on);
	answer_truth(answer, "open", it->is_open);
	answer_truth(answer, "late", it->is_late);
	answer_truth(answer, "shown", it->is_shown);
	answer_text(answer, "verdict", it->verdict);
	answer_text(answer, "answer", it->answer);
	answer_text(answer, "answered_at", it->answered_at);
	answer_end_object(answer);
}

static enum status tell(struct caseload *caseload, struct answer *answer, FILE *out, size_t *count,
			struct error *error)
{
	struct flag_list found;
	TRY(flag_list(caseload, &found, error));
	for (size_t i = 0; i < found.count; i++) {
		answer_one(answer, &found.at[i]);
		if (out != NULL)
			print_one(out, &found.at[i]);
	}
	*count = found.count;
	return STATUS_OK;
}

enum status command_flag_list(struct command_call *call, struct error *error)
{
	return listing_run(call, tell, error);
}

static enum status give_answer(struct session *session, const struct flag_answer *wanted,
			       struct error *error)
{
	struct caseload caseload;
	int64_t id;
	TRY(options_number("the flag", session->words.at[1], 1, INT64_MAX, &id, error));
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(flag_answer(&caseload, id, wanted, error));
	fputs("It is answered, and everybody may read the answer.\n", session->call->out);
	return STATUS_OK;
}

enum status command_flag_answer(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *verdict = NULL;
	const char *answer = NULL;
	bool show = false;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "verdict", .value = &verdict, .needed = true },
		{ .name = "answer", .value = &answer, .needed = true },
		{ .name = "show", .flag = &show },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	const struct flag_answer wanted = { .verdict = text_from(verdict),
					    .answer = text_from(answer),
					    .show = show };
	enum status status = give_answer(&session, &wanted, error);
	session_close(&session);
	return status;
}
