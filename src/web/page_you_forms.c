/* SPDX-License-Identifier: Apache-2.0 */
/* What the person says on their own page: that a decision, or something held, is wrong. */
#include "app/challenge.h"
#include "app/rectify.h"
#include "web/you.h"

enum {
	TEXT_MOST = 10000 /* bytes that one field takes: four pages of a letter */
};

static bool is_too_long(struct visit *visit, const char *field)
{
	bool is = visit_field(visit, field).length > TEXT_MOST;
	if (is)
		visit_problem(visit, field,
			      visit_format(visit,
					   "Write at most %d characters; send us a letter for more",
					   TEXT_MOST));
	return is;
}

static void button(struct visit *visit, const char *text)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = text_from(text),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show_challenge(struct visit *visit, struct person_at *at)
{
	struct person_decision it;
	TRY(person_page_decision(at, visit->numbers[0], &it, visit->error));
	you_begin(visit, "I think that this decision is wrong", at, true);
	govuk_inset_text(&visit->html,
			 &(struct govuk_inset_text){
				 .text = it.outcome != NULL ? it.outcome->sentence : it.code });
	govuk_body(&visit->html,
		   TEXT("It is decided anew by somebody who neither decided nor signed it. They "
			"read what you write here first."));
	govuk_form_begin(&visit->html, visit_format(visit, "/you/decisions/%lld", (long long)it.id),
			 visit->form_token);
	visit_area(visit, "grounds", "What do you think is wrong?");
	button(visit, "Send it");
	return visit_page_end(visit);
}

static enum status told(struct visit *visit, const struct person_at *at, const char *title,
			struct text reference, const char *what)
{
	you_begin(visit, title, at, true);
	govuk_panel(&visit->html, &(struct govuk_panel){ .heading_level = 2,
							 .title.text = TEXT("We have it"),
							 .text = reference });
	govuk_body(&visit->html, text_from(what));
	return visit_page_end(visit);
}

static struct text today_of(struct visit *visit)
{
	return visit_day(visit, clock_today(&visit->app.clock));
}

enum status page_you_challenge(struct visit *visit)
{
	struct person_at at;
	bool found;
	TRY(you_open(visit, &at, &found));
	return found ? show_challenge(visit, &at) : you_ask(visit, 401, NULL);
}

enum status page_you_challenge_post(struct visit *visit)
{
	struct person_at at;
	struct person_decision it;
	struct challenge_made made;
	bool found;
	TRY(you_open(visit, &at, &found));
	if (!found)
		return you_ask(visit, 401, NULL);
	TRY(you_check_form(visit));
	TRY(person_page_decision(&at, visit->numbers[0], &it, visit->error));
	if (is_too_long(visit, "grounds"))
		return show_challenge(visit, &at);
	const struct challenge_wanted wanted = { .grounds = visit_field(visit, "grounds"),
						 .received_on = today_of(visit),
						 .through = TEXT("Their own page") };
	enum status status = challenge_make(&visit->app, it.item_id, &wanted, &made, visit->error);
	if (status == STATUS_OK)
		return told(visit, &at, "You have challenged the decision",
			    visit_format(visit, "Your challenge has the number %lld",
					 (long long)made.id),
			    "Somebody who did not decide it decides it anew. You get a letter, and "
			    "see the answer here with another code.");
	TRY(visit_refused(visit, status, NULL));
	return show_challenge(visit, &at);
}

static enum status show_correct(struct visit *visit, struct person_at *at)
{
	struct rectify_choices choices;
	TRY(rectify_choices(&at->caseload, at->root_id, &choices, visit->error));
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, choices.count + 1);
	options[0] = (struct govuk_option){ .text = TEXT("Choose"), .value = TEXT("") };
	for (size_t i = 0; i < choices.count; i++) {
		const struct rectify_choice *it = &choices.at[i];
		options[i + 1] = (struct govuk_option){
			.text = visit_format(
				visit, "%.*s (%.*s)", TEXT_ARG(it->label),
				TEXT_ARG(it->value.length != 0
						 ? written_value(visit->arena, it->value)
						 : TEXT("not known"))),
			.value = visit_format(visit, "%.*s/%lld", TEXT_ARG(it->name),
					      (long long)it->record_id)
		};
	}
	you_begin(visit, "Something that you hold about me is wrong", at, true);
	govuk_form_begin(&visit->html, TEXT("/you/correct"), visit->form_token);
	govuk_select(&visit->html, &(struct govuk_select){ .name = TEXT("fact"),
							   .label.text = TEXT("What is wrong?"),
							   .value = visit_field(visit, "fact"),
							   .error = visit_message(visit, "fact"),
							   .options = options,
							   .option_count = choices.count + 1 });
	visit_line(visit, "wanted", "What should it be?",
		   "A date as 2026-03-31, yes or no, or text");
	visit_area(visit, "evidence", "How do you know? What can you send us?");
	button(visit, "Send it");
	return visit_page_end(visit);
}

enum status page_you_correct(struct visit *visit)
{
	struct person_at at;
	bool found;
	TRY(you_open(visit, &at, &found));
	return found ? show_correct(visit, &at) : you_ask(visit, 401, NULL);
}

enum status page_you_correct_post(struct visit *visit)
{
	struct person_at at;
	struct text record;
	int64_t id;
	bool found;
	TRY(you_open(visit, &at, &found));
	if (!found)
		return you_ask(visit, 401, NULL);
	TRY(you_check_form(visit));
	bool wanted_long = is_too_long(visit, "wanted");
	if (is_too_long(visit, "evidence") || wanted_long)
		return show_correct(visit, &at);
	struct rectify_request it = { .root_id = at.root_id,
				      .name = text_cut(visit_field(visit, "fact"), '/', &record),
				      .wanted = visit_field(visit, "wanted"),
				      .evidence = visit_field(visit, "evidence"),
				      .asked_on = today_of(visit) };
	it.record_id = visit_number_of(record);
	enum status status = rectify_ask(&at.caseload, &it, &id, visit->error);
	if (status == STATUS_OK)
		return told(visit, &at, "You have asked us to put something right",
			    visit_format(visit, "Your request has the number %lld", (long long)id),
			    "Somebody who did not enter it answers you. By when stands on your "
			    "page.");
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "fact" : NULL));
	return show_correct(visit, &at);
}
