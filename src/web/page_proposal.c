/* SPDX-License-Identifier: Apache-2.0 */
/* A proposed version of the rules, and one's answer to it. */
#include "app/proposal.h"
#include "web/rules.h"
#include "web/words.h"

enum {
	CHANGES_SHOWN = 150
};

static void row(struct govuk_summary_row *out, const char *key, struct text value)
{
	*out = (struct govuk_summary_row){ .key.text = text_from(key), .value.text = value };
}

static void show_head(struct visit *visit, const struct proposal *it)
{
	struct govuk_summary_row rows[7];
	size_t count = 6;
	row(&rows[0], "State", rules_state(it->state));
	row(&rows[1], "What changes, and why", it->statement);
	row(&rows[2], "Proposed by",
	    visit_format(visit, "%.*s, %.*s", TEXT_ARG(rules_staff(visit, it->proposed_by)),
			 TEXT_ARG(words_instant(visit, it->proposed_at))));
	row(&rows[3], "Over version", it->base);
	row(&rows[4], "SHA-256 of its files", it->hash);
	row(&rows[5], "Answered by",
	    it->answered_by.length == 0
		    ? TEXT("Nobody yet")
		    : visit_format(visit, "%.*s, %.*s",
				   TEXT_ARG(rules_staff(visit, it->answered_by)),
				   TEXT_ARG(words_instant(visit, it->answered_at))));
	if (it->reason.length != 0)
		row(&rows[count++], "Their reason", it->reason);
	govuk_summary_list(&visit->html, &(struct govuk_summary_list){
						 .rows = rows,
						 .row_count = count,
						 .classes = TEXT("govuk-!-text-break-word") });
}

static struct text sentence_of(struct visit *visit, const struct pack_change *it)
{
	bool named = it->key.length != 0 && !text_starts(it->sentence, it->key);
	return visit_format(visit, "%.*s: %.*s%s%.*s", TEXT_ARG(it->file),
			    TEXT_ARG(named ? it->key : TEXT("")), named ? ": " : "",
			    TEXT_ARG(it->sentence));
}

static void show_changes(struct visit *visit, const struct pack_difference *changes)
{
	size_t shown = changes->count < CHANGES_SHOWN ? changes->count : CHANGES_SHOWN;
	struct text *items = arena_new_array(visit->arena, struct text, shown + 1);
	for (size_t i = 0; i < shown; i++)
		items[i] = sentence_of(visit, &changes->at[i]);
	govuk_heading(&visit->html, 2, "m", TEXT("What is different"));
	govuk_bullets(&visit->html, items, shown);
	if (shown < changes->count)
		govuk_body(&visit->html,
			   visit_format(visit, "And %zu more: remit pack show tells all.",
					changes->count - shown));
}

static void show_result(struct visit *visit, struct text result)
{
	struct {
		LIST_OF(struct text);
	} lines = { 0 };
	for (struct text rest = result; rest.length != 0;)
		list_push(visit->arena, &lines, text_cut(rest, '\n', &rest));
	govuk_details_begin(
		&visit->html,
		&(struct govuk_details){ .summary.text = TEXT("What the checks and tests said") });
	govuk_bullets(&visit->html, lines.at, lines.count);
	govuk_details_end(&visit->html);
}

static void area(struct visit *visit, const char *label)
{
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){ .name = TEXT("reason"),
						 .label.text = text_from(label),
						 .value = visit_field(visit, "reason"),
						 .error = visit_message(visit, "reason") });
}

static void begin_form(struct visit *visit, const struct proposal *it)
{
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/rules/proposals/%lld", (long long)it->id),
			 visit->form_token);
}

static void end_form(struct visit *visit, const char *button)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(button),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static void show_answer(struct visit *visit, const struct proposal *it)
{
	const struct govuk_choice items[] = {
		{ .text = TEXT("Take it up: it is in force at once"), .value = TEXT("take") },
		{ .text = TEXT("Refuse it"), .value = TEXT("refuse") },
	};
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("Your answer"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	begin_form(visit, it);
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = TEXT("answer"),
							    .fieldset = &fieldset,
							    .value = visit_field(visit, "answer"),
							    .error = visit_message(visit, "answer"),
							    .items = items,
							    .item_count = 2 });
	area(visit, "Why, if you refuse it");
	end_form(visit, "Record the answer");
}

static void show_withdraw(struct visit *visit, const struct proposal *it)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Take your proposal back"));
	begin_form(visit, it);
	govuk_hidden_field(&visit->html, TEXT("answer"), TEXT("withdraw"));
	area(visit, "Why?");
	end_form(visit, "Withdraw it");
}

static enum status show(struct visit *visit, const struct proposal *it)
{
	struct pack_difference changes;
	struct pack *pack;
	TRY(proposal_pack(&visit->app, it->id, &pack, visit->error));
	TRY(proposal_changes(&visit->app, it, &changes, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "A proposed version",
						       .part = "/rules",
						       .back = TEXT("/rules/versions"),
						       .back_text = "Versions of the rules" });
	govuk_caption(&visit->html, "l", pack->title);
	govuk_heading(&visit->html, 1, "l",
		      visit_format(visit, "%.*s %.*s", TEXT_ARG(it->pack), TEXT_ARG(it->version)));
	show_head(visit, it);
	rules_impact(visit, pack, it->impact);
	show_changes(visit, &changes);
	rules_moved(visit, pack);
	rules_assessments(visit, pack);
	rules_authorisations(visit, pack);
	show_result(visit, it->result);
	if (proposal_can_answer(&visit->app, it))
		show_answer(visit, it);
	else if (proposal_can_withdraw(&visit->app, it))
		show_withdraw(visit, it);
	return visit_page_end(visit);
}

enum status page_proposal(struct visit *visit)
{
	struct proposal it;
	bool may;
	TRY(proposal_find(&visit->app, visit->numbers[0], &it, visit->error));
	TRY(rules_may(visit, it.pack, &may));
	if (!may || (!visit->signed_in && !text_is(it.state, "taken")))
		return error_set(visit->error, STATUS_NOT_FOUND, "there is no such version");
	return show(visit, &it);
}

static enum status answer(struct visit *visit, struct text word, int64_t id)
{
	struct text reason = visit_field(visit, "reason");
	if (text_is(word, "take"))
		return proposal_take(&visit->app, id, visit->error);
	return text_is(word, "refuse") ? proposal_refuse(&visit->app, id, reason, visit->error)
				       : proposal_withdraw(&visit->app, id, reason, visit->error);
}

enum status page_proposal_post(struct visit *visit)
{
	struct proposal it;
	struct text word = visit_field(visit, "answer");
	TRY(proposal_find(&visit->app, visit->numbers[0], &it, visit->error));
	if (!text_is(word, "take") && !text_is(word, "refuse") && !text_is(word, "withdraw"))
		visit_problem(visit, "answer", TEXT("Choose your answer"));
	if (!visit_takes(visit))
		return show(visit, &it);
	enum status status = answer(visit, word, it.id);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/rules/proposals/%lld", (long long)it.id);
	bool of_form = status == STATUS_CONFLICT || status == STATUS_DIFFERS;
	TRY(visit_refused(visit, of_form ? STATUS_INVALID : status, "reason"));
	TRY(proposal_find(&visit->app, visit->numbers[0], &it, visit->error));
	return show(visit, &it);
}
