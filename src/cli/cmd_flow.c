/* SPDX-License-Identifier: Apache-2.0 */
/* remit view, reveal, decide, sign: the steps of a decision. */
#include "app/flow.h"
#include "cli/session.h"

/* What a judgement is written with: the same options whether one agrees or differs. */
struct written {
	const char *outcome;
	const char *reason;
	const char *switch_reason;
	struct option_words cites;
	struct option_words sets;
};

static struct judgement judgement_of(const struct written *written)
{
	return (struct judgement){ .outcome = text_from(written->outcome),
				   .reasons = text_trim(text_from(written->reason)),
				   .switch_reason = text_trim(text_from(written->switch_reason)),
				   .cites = written->cites.at,
				   .cite_count = written->cites.count,
				   .sets = written->sets.at,
				   .set_count = written->sets.count };
}

static enum status item_number(const struct session *session, int64_t *item, struct error *error)
{
	return options_number("the item", session->words.at[0], 1, INT64_MAX, item, error);
}

static void say(const struct session *session, const char *word, int64_t item)
{
	struct answer answer = answer_new(session->call->arena);
	if (!session->json) {
		fprintf(session->call->out, "Item %lld: %s.\n", (long long)item, word);
		return;
	}
	answer_object(&answer, NULL);
	answer_number(&answer, "item", item);
	answer_text(&answer, "done", text_from(word));
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_view(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct written written = { 0 };
	int64_t item;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "outcome", .value = &written.outcome, .needed = true },
		{ .name = "reason", .value = &written.reason, .needed = true },
		{ .name = "cite", .words = &written.cites },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct judgement judgement = judgement_of(&written);
	enum status status = item_number(&session, &item, error);
	if (status == STATUS_OK)
		status = flow_view(&session.app, item, &judgement, error);
	if (status == STATUS_OK)
		say(&session, "your own view is recorded", item);
	session_close(&session);
	return status;
}

static void print_codes(FILE *out, const char *title, const struct pack_codes *codes,
			dmn_value list)
{
	if (list.kind != DMN_LIST || list.count == 0)
		return;
	fprintf(out, "%s\n", title);
	for (size_t i = 0; i < list.count; i++) {
		dmn_value it = dmn_list_at(list, i);
		struct text code = evaluate_text(evaluate_member(it, "code"));
		struct text evidence = evaluate_text(evaluate_member(it, "evidence"));
		const struct pack_code *found = codes == NULL ? NULL : pack_find_code(codes, code);
		struct text sentence = found != NULL ? found->sentence : code;
		fprintf(out, "  %.*s", TEXT_ARG(sentence));
		if (evidence.length != 0)
			fprintf(out, " (%.*s)", TEXT_ARG(evidence));
		fputc('\n', out);
	}
}

static enum status print_recommendation(const struct session *session, const struct item *item,
					struct error *error)
{
	FILE *out = session->call->out;
	const struct pack_decision *decision = &item->caseload.pack->decision;
	const struct pack_outcome *outcome = pack_find_outcome(item->caseload.pack, item->outcome);
	dmn_value result;
	if (session->json) {
		fprintf(out, "%.*s\n", TEXT_ARG(item->result));
		return STATUS_OK;
	}
	if (!dmn_from_json(session->call->arena, item->result.at, item->result.length, &result))
		return error_set(error, STATUS_DATABASE, "the stored result is no JSON");
	fprintf(out, "Item %lld. The rules recommend: %.*s\n", (long long)item->id,
		TEXT_ARG(outcome != NULL ? outcome->sentence : item->outcome));
	print_codes(out, "Because:", decision->reasons, evaluate_member(result, "Reasons"));
	print_codes(out, "What stops action now:", decision->barriers,
		    evaluate_member(result, "Barriers"));
	print_codes(out, "What only a person can weigh:", decision->safeguards,
		    evaluate_member(result, "Safeguards"));
	fputs("A recommendation decides nothing. You decide.\n", out);
	return STATUS_OK;
}

enum status command_reveal(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct item item;
	int64_t number;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = item_number(&session, &number, error);
	if (status == STATUS_OK)
		status = flow_reveal(&session.app, number, &item, error);
	if (status == STATUS_OK)
		status = print_recommendation(&session, &item, error);
	session_close(&session);
	return status;
}

static void print_decided(const struct session *session, int64_t item,
			  const struct flow_decided *decided)
{
	struct answer answer = answer_new(session->call->arena);
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&decided->payload, hash);
	if (!session->json) {
		fprintf(session->call->out, "Item %lld: your decision is recorded%s.\n  hash %s\n",
			(long long)item,
			decided->needs_second ? "; it is final when another person has signed it"
					      : "",
			hash);
		return;
	}
	answer_object(&answer, NULL);
	answer_number(&answer, "item", item);
	answer_text(&answer, "hash", text_from(hash));
	answer_truth(&answer, "needs_second", decided->needs_second);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_decide(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct written written = { 0 };
	struct flow_decided decided;
	int64_t item;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "outcome", .value = &written.outcome, .needed = true },
		{ .name = "reason", .value = &written.reason, .needed = true },
		{ .name = "cite", .words = &written.cites },
		{ .name = "set", .words = &written.sets },
		{ .name = "switch-reason", .value = &written.switch_reason },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct judgement judgement = judgement_of(&written);
	enum status status = item_number(&session, &item, error);
	if (status == STATUS_OK)
		status = flow_decide(&session.app, item, &judgement, &decided, error);
	if (status == STATUS_OK)
		print_decided(&session, item, &decided);
	session_close(&session);
	return status;
}

enum status command_sign(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *hash = NULL;
	const char *reason = NULL;
	bool returned = false;
	int64_t item;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "hash", .value = &hash, .needed = true },
		{ .name = "return", .flag = &returned },
		{ .name = "reason", .value = &reason },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	struct flow_signing signing = { .hash = text_from(hash),
					.returned = returned,
					.reason = text_trim(text_from(reason)) };
	enum status status = item_number(&session, &item, error);
	if (status == STATUS_OK)
		status = flow_sign(&session.app, item, &signing, error);
	if (status == STATUS_OK)
		say(&session,
		    returned ? "returned to who decided" : "signed; the decision is final", item);
	session_close(&session);
	return status;
}
