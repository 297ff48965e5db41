/* SPDX-License-Identifier: Apache-2.0 */
/* The decision on one page: what the rules recommend, then outcome and reasons, each safeguard that
 * came with the recommendation, the form's own questions. What is written is a draft until the
 * answers are checked. */
#include "web/item_page.h"

/* Who may decide, and has seen the recommendation. */
static enum status open_page(struct visit *visit, struct item_page *page)
{
	TRY(item_page_open(visit, false, page));
	const struct item *item = &page->look.item;
	TRY(app_may(&visit->app, USE_DECIDE, item->caseload.pack, visit->error));
	if (item->state == WORK_DECIDED || item->state == WORK_SIGNED)
		return work_refuse(REFUSAL_WRONG_STATE, visit->error);
	if (!item->view.found)
		return work_refuse(REFUSAL_NO_VIEW, visit->error);
	return item->revealed ? STATUS_OK : work_refuse(REFUSAL_NO_REVEAL, visit->error);
}

static void text_area(struct visit *visit, const struct item_page *page, const char *name,
		      struct text label, struct text hint)
{
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){
			       .name = text_from(name),
			       .rows = 4,
			       .label = { .text = label, .classes = TEXT("govuk-label--m") },
			       .hint.text = hint,
			       .value = item_value(visit, page, name),
			       .error = visit_message(visit, name) });
}

static enum status show_outcome(struct visit *visit, struct item_page *page)
{
	govuk_heading(&visit->html, 2, "l", TEXT("Outcome and reasons"));
	TRY(item_outcome_fields(visit, page));
	text_area(visit, page, "switch_reason",
		  TEXT("If you decide otherwise than your own view: why"),
		  visit_format(visit, "Your own view was: %.*s",
			       TEXT_ARG(item_outcome_words(page, page->look.item.view.outcome))));
	return STATUS_OK;
}

static const char *safeguard_field(struct visit *visit, dmn_value list, size_t at)
{
	return visit_format(visit, SAFEGUARD_PREFIX "%.*s", TEXT_ARG(item_safeguard_code(list, at)))
		.at;
}

static void show_safeguards(struct visit *visit, const struct item_page *page)
{
	const struct item *item = &page->look.item;
	dmn_value list = item_safeguards(item);
	size_t count = item_safeguard_count(list);
	if (count != 0)
		govuk_heading(
			&visit->html, 2, "l",
			TEXT("What you considered of each safeguard, and what you make of it"));
	for (size_t i = 0; i < count; i++) {
		struct text evidence =
			evaluate_text(evaluate_member(dmn_list_at(list, i), "evidence"));
		struct text hint =
			evidence.length == 0
				? TEXT("")
				: visit_format(visit, "It rests on: %.*s",
					       TEXT_ARG(written_dates(visit->arena, evidence)));
		text_area(visit, page, safeguard_field(visit, list, i),
			  explain_sentence(item->caseload.pack->decision.safeguards,
					   item_safeguard_code(list, i)),
			  hint);
	}
}

static void show_sections(struct visit *visit, const struct item_page *page)
{
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++) {
		const struct pack_section *section = &form->sections[s];
		if (section->judgement_count == 0)
			continue;
		govuk_heading(&visit->html, 2, "l", section->title);
		if (section->guidance.length != 0)
			govuk_body(&visit->html, section->guidance);
		for (size_t i = 0; i < section->judgement_count; i++)
			item_judgement_input(visit, page, &section->judgements[i]);
	}
}

static enum status show(struct visit *visit, struct item_page *page)
{
	item_page_begin(visit, page, "The decision", TEXT("Decide, with reasons of your own"));
	TRY(item_recommendation(visit, page));
	item_form_begin(visit, page, TEXT("/decision"));
	govuk_hidden_field(&visit->html, TEXT("draft"), page->draft.saved_at);
	TRY(show_outcome(visit, page));
	show_safeguards(visit, page);
	show_sections(visit, page);
	item_form_button(visit, "Save and check your answers");
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Save as draft, and come back later"),
					     .name = TEXT("later"),
					     .value = TEXT("yes"),
					     .classes = TEXT("govuk-button--secondary") });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_decision(struct visit *visit)
{
	struct item_page page;
	TRY(open_page(visit, &page));
	return show(visit, &page);
}

static void check_outcome(struct visit *visit, struct item_page *page)
{
	const struct text *cites;
	struct text outcome = item_value(visit, page, "outcome");
	if (pack_find_outcome(page->look.item.caseload.pack, outcome) == NULL)
		visit_problem(visit, "outcome", TEXT("Choose an outcome"));
	if (work_word_count(item_value(visit, page, "reasons")) < 3)
		visit_problem(visit, "reasons", TEXT("Give your reasons, in at least three words"));
	if (item_values(visit, page, "cite", &cites) == 0)
		visit_problem(
			visit, "cite",
			TEXT("Choose at least one fact or document that your reasons rest on"));
	if (outcome.length != 0 && !text_equal(outcome, page->look.item.view.outcome) &&
	    item_value(visit, page, "switch_reason").length == 0)
		visit_problem(
			visit, "switch_reason",
			TEXT("Say why you now decide otherwise than your own view, having seen "
			     "the recommendation"));
}

static void check_safeguards(struct visit *visit, const struct item_page *page)
{
	const struct item *item = &page->look.item;
	dmn_value list = item_safeguards(item);
	for (size_t i = 0; i < item_safeguard_count(list); i++) {
		const char *field = safeguard_field(visit, list, i);
		if (work_word_count(item_value(visit, page, field)) < 3)
			visit_problem(
				visit, field,
				visit_format(visit,
					     "%.*s: say what you considered, in at least three "
					     "words",
					     TEXT_ARG(explain_sentence(
						     item->caseload.pack->decision.safeguards,
						     item_safeguard_code(list, i)))));
	}
}

static void check_sections(struct visit *visit, const struct item_page *page)
{
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t i = 0; i < form->sections[s].judgement_count; i++)
			item_judgement_check(visit, page, &form->sections[s].judgements[i]);
}

struct names {
	LIST_OF(const char *);
};

/* Every field of the page. */
static void field_names(struct visit *visit, const struct item_page *page, struct names *out)
{
	static const char *const first[] = { "outcome", "reasons", "cite", "switch_reason" };
	static const char *const parts[] = { "", "-day", "-month", "-year" };
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	dmn_value list = item_safeguards(&page->look.item);
	for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
		list_push(visit->arena, out, first[i]);
	for (size_t i = 0; i < item_safeguard_count(list); i++)
		list_push(visit->arena, out, safeguard_field(visit, list, i));
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t i = 0; i < form->sections[s].judgement_count; i++)
			for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
				list_push(visit->arena, out,
					  visit_format(
						  visit, "%s%s",
						  item_judgement_field(
							  visit, &form->sections[s].judgements[i]),
						  parts[k])
						  .at);
}

/* Has the same person saved it in another window meanwhile? Then nothing is written over. */
static bool is_latest(struct visit *visit, const struct item_page *page)
{
	if (visit->resumed || text_equal(visit_field(visit, "draft"), page->draft.saved_at))
		return true;
	visit->notice = TEXT("You have saved this draft from another window since you opened this "
			     "page. What you wrote here stands below: send it again to keep it "
			     "instead.");
	visit->response->status = 409;
	return false;
}

enum status page_decision_post(struct visit *visit)
{
	struct item_page page;
	struct names names = { 0 };
	bool later = visit_field(visit, "later").length != 0;
	TRY(open_page(visit, &page));
	if (!later) {
		check_outcome(visit, &page);
		check_safeguards(visit, &page);
		check_sections(visit, &page);
	}
	if (!item_page_takes(visit, &page) || !is_latest(visit, &page))
		return show(visit, &page);
	field_names(visit, &page, &names);
	TRY(draft_save(&visit->app, &page.look.item, names.at, names.count, &visit->request->form,
		       visit->error));
	return visit_redirect(visit, later ? "/items/%lld" : "/items/%lld/check",
			      (long long)page.look.item.id);
}
