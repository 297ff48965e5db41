/* SPDX-License-Identifier: Apache-2.0 */
/* remit team list, change. */
#include "app/team.h"
#include "cli/session.h"

#include <string.h>

static void print_team(FILE *out, const struct team *it)
{
	fprintf(out, "%-24.*s %.*s%s\n", TEXT_ARG(it->name), TEXT_ARG(it->label),
		it->mine ? " (yours)" : "");
	for (size_t i = 0; i < it->trays.count; i++)
		fprintf(out, "%s%.*s%s", i == 0 ? "  takes " : ", ", TEXT_ARG(it->trays.at[i]),
			i + 1 == it->trays.count ? "\n" : "");
	if (it->has_load)
		fprintf(out, "  %lld wait, %lld of them claimed by nobody; something stops %lld\n",
			(long long)it->waiting, (long long)it->unclaimed, (long long)it->blocked);
	for (size_t i = 0; i < it->loads.count; i++)
		fprintf(out, "    %.*s: %lld, the oldest since %.10s; something stops %lld\n",
			TEXT_ARG(it->loads.at[i].tray), (long long)it->loads.at[i].waiting,
			it->loads.at[i].oldest_at.at, (long long)it->loads.at[i].blocked);
	for (size_t i = 0; i < it->members.count; i++)
		fprintf(out, "  %.*s\n", TEXT_ARG(it->members.at[i].account));
}

static void answer_load(struct answer *answer, const struct team_load *it)
{
	answer_object(answer, NULL);
	answer_text(answer, "tray", it->tray);
	answer_number(answer, "waiting", it->waiting);
	answer_number(answer, "unclaimed", it->unclaimed);
	answer_number(answer, "blocked", it->blocked);
	answer_text(answer, "oldest_at", it->oldest_at);
	answer_end_object(answer);
}

static void answer_team(struct answer *answer, const struct team *it)
{
	answer_object(answer, NULL);
	answer_text(answer, "team", it->name);
	answer_text(answer, "label", it->label);
	answer_truth(answer, "mine", it->mine);
	answer_list(answer, "trays");
	for (size_t i = 0; i < it->trays.count; i++)
		answer_text(answer, NULL, it->trays.at[i]);
	answer_end_list(answer);
	if (it->has_load) {
		answer_number(answer, "waiting", it->waiting);
		answer_number(answer, "unclaimed", it->unclaimed);
		answer_number(answer, "blocked", it->blocked);
		answer_list(answer, "load");
		for (size_t i = 0; i < it->loads.count; i++)
			answer_load(answer, &it->loads.at[i]);
		answer_end_list(answer);
	}
	answer_list(answer, "members");
	for (size_t i = 0; i < it->members.count; i++) {
		const struct team_member *member = &it->members.at[i];
		answer_object(answer, NULL);
		answer_text(answer, "account", member->account);
		if (it->has_load) {
			answer_number(answer, "claimed", member->claimed);
			answer_text(answer, "asked_by", member->asked_by);
			answer_text(answer, "reason", member->reason);
			answer_text(answer, "by", member->actor);
			answer_text(answer, "at", member->made_at);
		}
		answer_end_object(answer);
	}
	answer_end_list(answer);
	answer_end_object(answer);
}

static void print(struct session *session, const struct team_list *list)
{
	struct answer answer = answer_new(session->call->arena);
	if (!session->json) {
		for (size_t i = 0; i < list->count; i++)
			print_team(session->call->out, &list->at[i]);
		if (list->count == 0)
			fputs("There is no team: everybody's work is everybody's.\n",
			      session->call->out);
		return;
	}
	answer_list(&answer, NULL);
	for (size_t i = 0; i < list->count; i++)
		answer_team(&answer, &list->at[i]);
	answer_end_list(&answer);
	answer_print(&answer, session->call->out);
}

enum status command_team_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct caseload caseload;
	struct team_list list;
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = session_caseload(&session, session.words.at[0], &caseload, error);
	if (status == STATUS_OK)
		status = team_read(&caseload, &list, error);
	if (status == STATUS_OK)
		print(&session, &list);
	session_close(&session);
	return status;
}

struct change_words {
	const char *label, *trays, *user, *asked_by, *reason;
};

/* "A,B" */
static void cut_trays(struct arena *arena, const char *list, struct team_change *it)
{
	struct text rest = text_from(list);
	const char **trays = arena_new_array(arena, const char *, rest.length + 1);
	while (rest.length != 0)
		trays[it->tray_count++] = text_c(arena, text_cut(rest, ',', &rest));
	it->trays = trays;
}

static struct text given(const char *word)
{
	return word != NULL ? text_from(word) : TEXT("");
}

static enum status change(struct session *session, const struct change_words *words,
			  struct error *error)
{
	struct caseload caseload;
	struct team_change it = { .team = text_from(session->words.at[2]),
				  .label = given(words->label),
				  .account = given(words->user),
				  .asked_by = given(words->asked_by),
				  .reason = given(words->reason) };
	if (!team_step_parse(text_from(session->words.at[1]), &it.step)) {
		error_set(error, STATUS_USAGE, "'%s' is nothing that can be done to a team",
			  session->words.at[1]);
		return error_remedy(error, "say add, join or leave");
	}
	if (words->trays != NULL)
		cut_trays(session->call->arena, words->trays, &it);
	TRY(session_caseload(session, session->words.at[0], &caseload, error));
	TRY(team_change(&caseload, &it, error));
	fprintf(session->call->out, "It is so, and on record.\n");
	return STATUS_OK;
}

enum status command_team_change(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	struct change_words words = { 0 };
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "label", .value = &words.label },
		{ .name = "trays", .value = &words.trays },
		{ .name = "user", .value = &words.user },
		{ .name = "asked-by", .value = &words.asked_by },
		{ .name = "reason", .value = &words.reason },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 3, 3, false, error));
	enum status status = change(&session, &words, error);
	session_close(&session);
	return status;
}
