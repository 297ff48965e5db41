/* SPDX-License-Identifier: Apache-2.0 */
/* remit pack list, show, propose, take, refuse, withdraw: versions, and who takes them up. */
#include "app/proposal.h"
#include "cli/scenario_test.h"
#include "cli/session.h"
#include "os/file.h"

enum {
	MOST_STATEMENT = 64 << 10
};

static void add_proposal(struct answer *answer, const struct proposal *it)
{
	answer_number(answer, "proposal", it->id);
	answer_text(answer, "pack", it->pack);
	answer_text(answer, "version", it->version);
	answer_text(answer, "hash", it->hash);
	answer_text(answer, "over", it->base);
	answer_text(answer, "state", it->state);
	answer_text(answer, "statement", it->statement);
	answer_text(answer, "proposed_by", it->proposed_by);
	answer_text(answer, "proposed_at", it->proposed_at);
	answer_text(answer, "answered_by", it->answered_by);
	answer_text(answer, "answered_at", it->answered_at);
	answer_text(answer, "reason", it->reason);
}

static void add_version(struct answer *answer, const struct pack_taken *it)
{
	answer_object(answer, NULL);
	answer_text(answer, "pack", it->pack);
	answer_text(answer, "version", it->version);
	answer_text(answer, "hash", it->hash);
	answer_text(answer, "taken_at", it->taken_at);
	answer_text(answer, "taken_by", it->taken_by);
	answer_number(answer, "proposal", it->proposal);
	answer_text(answer, "proposed_by", it->proposed_by);
	answer_text(answer, "statement", it->statement);
	answer_end_object(answer);
}

static void print_json(struct session *session, const struct pack_taken_list *versions,
		       const struct proposal_list *proposals)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_list(&answer, "versions");
	for (size_t i = 0; i < versions->count; i++)
		add_version(&answer, &versions->at[i]);
	answer_end_list(&answer);
	answer_list(&answer, "proposals");
	for (size_t i = 0; i < proposals->count; i++) {
		answer_object(&answer, NULL);
		add_proposal(&answer, &proposals->at[i]);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static void print_text(struct session *session, const struct pack_taken_list *versions,
		       const struct proposal_list *proposals)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < versions->count; i++) {
		const struct pack_taken *it = &versions->at[i];
		fprintf(out, "%.*s %.*s  taken up %.*s by %.*s", TEXT_ARG(it->pack),
			TEXT_ARG(it->version), TEXT_ARG(it->taken_at),
			TEXT_ARG(it->taken_by.length != 0 ? it->taken_by : TEXT("(not recorded)")));
		if (it->proposal != 0)
			fprintf(out, ", proposed by %.*s: %.*s", TEXT_ARG(it->proposed_by),
				TEXT_ARG(it->statement));
		fputc('\n', out);
	}
	for (size_t i = 0; i < proposals->count; i++) {
		const struct proposal *it = &proposals->at[i];
		fprintf(out, "proposal %lld  %.*s %.*s  %.*s  by %.*s: %.*s\n", (long long)it->id,
			TEXT_ARG(it->pack), TEXT_ARG(it->version), TEXT_ARG(it->state),
			TEXT_ARG(it->proposed_by), TEXT_ARG(it->statement));
	}
}

static enum status list(struct session *session, struct error *error)
{
	struct pack_taken_list versions;
	struct proposal_list proposals;
	TRY(pack_taken_read(&session->app, &versions, error));
	TRY(proposal_read(&session->app, &proposals, error));
	if (session->json)
		print_json(session, &versions, &proposals);
	else
		print_text(session, &versions, &proposals);
	return STATUS_OK;
}

static void show_json(struct session *session, const struct proposal *it,
		      const struct pack_difference *changes)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	add_proposal(&answer, it);
	answer_text(&answer, "result", it->result);
	answer_raw(&answer, "impact", it->impact.length != 0 ? it->impact : TEXT("null"));
	answer_list(&answer, "changes");
	for (size_t i = 0; i < changes->count; i++) {
		answer_object(&answer, NULL);
		answer_text(&answer, "file", changes->at[i].file);
		answer_text(&answer, "key", changes->at[i].key);
		answer_text(&answer, "sentence", changes->at[i].sentence);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static void print_impact(struct session *session, struct text json)
{
	static const char *const names[] = { "changed", "cases", "harsher",
					     "milder",	"enter", "leave" };
	int64_t numbers[6] = { 0 };
	dmn_value impact;
	if (!dmn_from_json(session->call->arena, json.at, json.length, &impact) ||
	    impact.kind != DMN_CONTEXT)
		return;
	for (unsigned i = 0; i < 6; i++)
		if (!dmn_get_int(dmn_context_get(impact, names[i]), &numbers[i]))
			return;
	fprintf(session->call->out,
		"impact: %lld of %lld cases differ; %lld harsher, %lld milder; %lld in, %lld out "
		"(--json tells all)\n",
		(long long)numbers[0], (long long)numbers[1], (long long)numbers[2],
		(long long)numbers[3], (long long)numbers[4], (long long)numbers[5]);
}

static enum status show(struct session *session, int64_t id, struct error *error)
{
	FILE *out = session->call->out;
	struct proposal it;
	struct pack_difference changes;
	TRY(proposal_find(&session->app, id, &it, error));
	TRY(proposal_changes(&session->app, &it, &changes, error));
	if (session->json) {
		show_json(session, &it, &changes);
		return STATUS_OK;
	}
	fprintf(out, "%.*s %.*s over %.*s: %.*s\nproposed by %.*s: %.*s\nhash %.*s\n",
		TEXT_ARG(it.pack), TEXT_ARG(it.version), TEXT_ARG(it.base), TEXT_ARG(it.state),
		TEXT_ARG(it.proposed_by), TEXT_ARG(it.statement), TEXT_ARG(it.hash));
	if (it.answered_by.length != 0)
		fprintf(out, "answered by %.*s %.*s\n", TEXT_ARG(it.answered_by),
			TEXT_ARG(it.reason));
	for (size_t i = 0; i < changes.count; i++)
		fprintf(out, "  %.*s  %.*s\n", TEXT_ARG(changes.at[i].file),
			TEXT_ARG(changes.at[i].sentence));
	fprintf(out, "%.*s", TEXT_ARG(it.result));
	print_impact(session, it.impact);
	return STATUS_OK;
}

enum status command_pack_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 0, 0, false, error));
	enum status status = list(&session, error);
	session_close(&session);
	return status;
}

enum status command_pack_show(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	int64_t id;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status =
		options_number("the proposal", session.words.at[0], 1, INT64_MAX, &id, error);
	if (status == STATUS_OK)
		status = show(&session, id, error);
	session_close(&session);
	return status;
}

static enum status statement_of(struct session *session, const char *text, const char *file,
				struct text *out, struct error *error)
{
	*out = text_from(text);
	if (file != NULL)
		return file_read(session->call->arena, file, MOST_STATEMENT, out, error);
	if (text != NULL)
		return STATUS_OK;
	error_set(error, STATUS_USAGE, "it is not said what changes, and why");
	return error_remedy(error, "add --statement TEXT or --statement-file FILE");
}

static enum status run_stories(void *user, const char *folder, struct text *told,
			       struct error *error)
{
	struct command_call *call = user;
	struct scenario_counts counts;
	TRY(scenario_test(call, folder, false, &counts, error));
	*told = text_format(call->arena, "scenarios: %u held, %u failed\n", counts.held,
			    counts.failed);
	if (counts.failed == 0)
		return STATUS_OK;
	error_set(error, STATUS_DIFFERS, "%u scenarios failed", counts.failed);
	return error_remedy(error, "the lines above say where: `remit pack test DIR` tells it too");
}

enum status command_pack_propose(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *text = NULL, *file = NULL;
	struct proposal_wanted wanted = { .stories = run_stories, .user = call };
	int64_t id = 0;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "statement", .value = &text },
		{ .name = "statement-file", .value = &file },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = statement_of(&session, text, file, &wanted.statement, error);
	if (status == STATUS_OK) {
		wanted.folder = session.words.at[0];
		status = proposal_make(&session.app, &wanted, &id, error);
	}
	if (status == STATUS_OK)
		fprintf(call->out, "Proposal %lld is on record: another person takes it up.\n",
			(long long)id);
	session_close(&session);
	return status;
}

static enum status answer_it(struct command_call *call, const char *done,
			     enum status (*use)(struct app *, int64_t, struct text, struct error *),
			     struct error *error)
{
	struct session session = { 0 };
	const char *reason = NULL;
	int64_t id;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session), { .name = "reason", .value = &reason, .needed = true }
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status =
		options_number("the proposal", session.words.at[0], 1, INT64_MAX, &id, error);
	if (status == STATUS_OK)
		status = use(&session.app, id, text_from(reason), error);
	if (status == STATUS_OK)
		fprintf(call->out, "Proposal %lld is %s.\n", (long long)id, done);
	session_close(&session);
	return status;
}

enum status command_pack_refuse(struct command_call *call, struct error *error)
{
	return answer_it(call, "refused", proposal_refuse, error);
}

enum status command_pack_withdraw(struct command_call *call, struct error *error)
{
	return answer_it(call, "withdrawn", proposal_withdraw, error);
}

enum status command_pack_take(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	int64_t id;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status =
		options_number("the proposal", session.words.at[0], 1, INT64_MAX, &id, error);
	if (status == STATUS_OK)
		status = proposal_take(&session.app, id, error);
	if (status == STATUS_OK)
		fprintf(call->out, "Proposal %lld is taken up, and in force.\n", (long long)id);
	session_close(&session);
	return status;
}
