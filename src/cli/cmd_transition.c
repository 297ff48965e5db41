/* SPDX-License-Identifier: Apache-2.0 */
/* remit transition list, take: how the record decided about moves. */
#include "app/item_look.h"
#include "app/transition.h"
#include "cli/session.h"

static void print_text(const struct session *session, const struct transition_view *view)
{
	FILE *out = session->call->out;
	for (size_t i = 0; i < view->states.count; i++) {
		const struct transition_state *it = &view->states.at[i];
		fprintf(out, "%.*s: %.*s\n", TEXT_ARG(it->states->label),
			TEXT_ARG(it->code != NULL ? it->code->sentence : TEXT("not known")));
	}
	for (size_t i = 0; i < view->options.count; i++) {
		const struct transition_option *it = &view->options.at[i];
		fprintf(out, "  can be done: %.*s (%.*s)%s%.*s\n", TEXT_ARG(it->transition->name),
			TEXT_ARG(it->transition->label),
			it->obstacle.length != 0 ? "; not by you now: " : "",
			TEXT_ARG(it->obstacle));
		for (size_t a = 0; a < it->transition->ask_count; a++)
			fprintf(out, "      --set %.*s=  %.*s%s\n",
				TEXT_ARG(it->transition->asks[a].name),
				TEXT_ARG(it->transition->asks[a].label),
				it->transition->asks[a].required ? "" : " (if there is one)");
	}
	for (size_t i = 0; i < view->taken.count; i++) {
		const struct transition_taken *it = &view->taken.at[i];
		fprintf(out, "  %.*s  %.*s: %.*s, from %.*s to %.*s: %.*s\n", TEXT_ARG(it->made_at),
			TEXT_ARG(it->actor), TEXT_ARG(it->name), TEXT_ARG(it->from),
			TEXT_ARG(it->to), TEXT_ARG(it->reason));
	}
}

static void answer_options(struct answer *answer, const struct transition_view *view)
{
	answer_list(answer, "options");
	for (size_t i = 0; i < view->options.count; i++) {
		const struct transition_option *it = &view->options.at[i];
		answer_object(answer, NULL);
		answer_text(answer, "transition", it->transition->name);
		answer_text(answer, "label", it->transition->label);
		answer_text(answer, "to", it->transition->to->code);
		answer_text(answer, "obstacle", it->obstacle);
		answer_end_object(answer);
	}
	answer_end_list(answer);
}

static void print_json(const struct session *session, const struct transition_view *view)
{
	struct answer answer = answer_new(session->call->arena);
	answer_object(&answer, NULL);
	answer_object(&answer, "states");
	for (size_t i = 0; i < view->states.count; i++)
		answer_text(&answer, text_c(session->call->arena, view->states.at[i].states->name),
			    view->states.at[i].code != NULL ? view->states.at[i].code->code
							    : TEXT(""));
	answer_end_object(&answer);
	answer_options(&answer, view);
	answer_list(&answer, "taken");
	for (size_t i = 0; i < view->taken.count; i++) {
		const struct transition_taken *it = &view->taken.at[i];
		answer_object(&answer, NULL);
		answer_text(&answer, "transition", it->name);
		answer_text(&answer, "from", it->from);
		answer_text(&answer, "to", it->to);
		answer_text(&answer, "by", it->actor);
		answer_text(&answer, "at", it->made_at);
		answer_text(&answer, "reason", it->reason);
		answer_raw(&answer, "form", it->form);
		answer_end_object(&answer);
	}
	answer_end_list(&answer);
	answer_end_object(&answer);
	answer_print(&answer, session->call->out);
}

static enum status list(struct session *session, struct error *error)
{
	int64_t number;
	struct item_look look;
	struct transition_view view;
	TRY(options_number("the item", session->words.at[0], 1, INT64_MAX, &number, error));
	TRY(item_look(&session->app, number, false, &look, error));
	TRY(transition_read(&session->app, &look.item, &view, error));
	if (session->json)
		print_json(session, &view);
	else
		print_text(session, &view);
	return STATUS_OK;
}

enum status command_transition_list(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const struct option_spec specs[] = { SESSION_OPTIONS(session) };
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 1, 1, false, error));
	enum status status = list(&session, error);
	session_close(&session);
	return status;
}

enum status command_transition_take(struct command_call *call, struct error *error)
{
	struct session session = { 0 };
	const char *reason = NULL;
	struct option_words sets = { 0 };
	int64_t number;
	const struct option_spec specs[] = {
		SESSION_OPTIONS(session),
		{ .name = "reason", .value = &reason, .needed = true },
		{ .name = "set", .words = &sets },
	};
	TRY(session_open(&session, call, specs, SPEC_COUNT(specs), 2, 2, false, error));
	enum status status =
		options_number("the item", session.words.at[0], 1, INT64_MAX, &number, error);
	struct transition_call wanted = { .name = text_from(session.words.at[1]),
					  .reason = text_trim(text_from(reason)),
					  .sets = sets.at,
					  .set_count = sets.count };
	if (status == STATUS_OK)
		status = transition_take(&session.app, number, &wanted, error);
	if (status == STATUS_OK)
		fprintf(call->out, "Item %lld: done, and on record.\n", (long long)number);
	session_close(&session);
	return status;
}
