/* SPDX-License-Identifier: Apache-2.0 */
/* remit uptake: what becomes of recommendations, rule by rule. */
#include "app/uptake.h"
#include "cli/session.h"

static void print_counts(FILE *out, const struct uptake_counts *it)
{
	fprintf(out, "%7lld %7lld %7lld %7lld %7lld %7lld %7lld %7lld", (long long)it->made,
		(long long)it->unseen, (long long)it->waits, (long long)it->agreed,
		(long long)it->differed, (long long)it->changed, (long long)it->challenged,
		(long long)it->not_done);
}

static void print(FILE *out, const struct uptake *it)
{
	fprintf(out, "Since version %.*s came into force:\n", TEXT_ARG(it->version));
	fputs("   made  unseen   waits  agreed  differ changed challng notdone\n", out);
	print_counts(out, &it->all);
	fputs("  all recommendations\n", out);
	for (size_t i = 0; i < it->rules.count; i++) {
		const struct uptake_rule *rule = &it->rules.at[i];
		print_counts(out, &rule->counts);
		fprintf(out, "  %.*s", TEXT_ARG(rule->name));
		if (rule->flags != 0)
			fprintf(out, " (%lld flags wait for an answer)", (long long)rule->flags);
		fputc('\n', out);
	}
}

static void answer_counts(struct answer *answer, const struct uptake_counts *it)
{
	answer_number(answer, "made", it->made);
	answer_number(answer, "unseen", it->unseen);
	answer_number(answer, "waits", it->waits);
	answer_number(answer, "agreed", it->agreed);
	answer_number(answer, "differed", it->differed);
	answer_number(answer, "changed", it->changed);
	answer_number(answer, "challenged", it->challenged);
	answer_number(answer, "not_done", it->not_done);
}

static void print_json(struct session *session, const struct uptake *it)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_text(&answer, "version", it->version);
	answer_counts(&answer, &it->all);
	answer_list(&answer, "rules");
	for (size_t i = 0; i < it->rules.count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "table", it->rules.at[i].table);
		answer_number(&answer, "rule", it->rules.at[i].rule);
		answer_text(&answer, "name", it->rules.at[i].name);
		answer_counts(&answer, &it->rules.at[i].counts);
		answer_number(&answer, "flags", it->rules.at[i].flags);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status show(struct session *session, struct error *error)
{
	struct caseload caseload;
	struct uptake found;
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(uptake_read(&caseload, &found, error));
	if (session->json)
		print_json(session, &found);
	else
		print(session->call->out, &found);
	return STATUS_OK;
}

enum status command_uptake(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = show(&session, error);
	session_close(&session);
	return status;
}
