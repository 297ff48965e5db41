/* SPDX-License-Identifier: Apache-2.0 */
/* The decision's fields: outcome and reasons, each safeguard, each section of the form. They are
 * kept as a draft until the answers are checked. */
#include "web/item_page.h"

/* Who may decide, and has seen the recommendation. */
static enum status check(struct visit *visit, const struct item_page *page)
{
	TRY(app_may(&visit->app, USE_DECIDE, page->look.item.caseload.pack, visit->error));
	const struct item *item = &page->look.item;
	if (item->state == WORK_DECIDED || item->state == WORK_SIGNED)
		return work_refuse(REFUSAL_WRONG_STATE, visit->error);
	if (!item->view.found)
		return work_refuse(REFUSAL_NO_VIEW, visit->error);
	return item->revealed ? STATUS_OK : work_refuse(REFUSAL_NO_REVEAL, visit->error);
}

static enum status open_page(struct visit *visit, struct item_page *page)
{
	TRY(item_page_open(visit, false, page));
	return check(visit, page);
}

static enum status back_to_list(struct visit *visit, const struct item_page *page)
{
	return visit_redirect(visit, "/items/%lld", (long long)page->look.item.id);
}

static bool is_switch(const struct item_page *page, struct text outcome)
{
	return outcome.length != 0 && !text_equal(outcome, page->look.item.view.outcome);
}

static enum status show_outcome(struct visit *visit, struct item_page *page)
{
	item_page_begin(visit, page, "Outcome and reasons", TEXT("Outcome and reasons"));
	item_form_begin(visit, page, TEXT("/outcome"));
	TRY(item_outcome_fields(visit, page));
	govuk_textarea(
		&visit->html,
		&(struct govuk_textarea){
			.name = TEXT("switch_reason"),
			.rows = 4,
			.label = { .text = TEXT("If you decide otherwise than your own view: why"),
				   .classes = TEXT("govuk-label--m") },
			.hint.text = visit_format(
				visit, "Your own view was: %.*s",
				TEXT_ARG(item_outcome_words(page, page->look.item.view.outcome))),
			.value = item_value(visit, page, "switch_reason"),
			.error = visit_message(visit, "switch_reason") });
	item_form_button(visit, "Save and go on");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_outcome(struct visit *visit)
{
	struct item_page page;
	TRY(open_page(visit, &page));
	return show_outcome(visit, &page);
}

enum status page_outcome_post(struct visit *visit)
{
	static const char *const names[] = { "outcome", "reasons", "cite", "switch_reason" };
	struct item_page page;
	const struct text *cites;
	TRY(open_page(visit, &page));
	struct text outcome = item_value(visit, &page, "outcome");
	if (pack_find_outcome(page.look.item.caseload.pack, outcome) == NULL)
		visit_problem(visit, "outcome", TEXT("Choose an outcome"));
	if (work_word_count(item_value(visit, &page, "reasons")) < 3)
		visit_problem(visit, "reasons", TEXT("Give your reasons, in at least three words"));
	if (item_values(visit, &page, "cite", &cites) == 0)
		visit_problem(
			visit, "cite",
			TEXT("Choose at least one fact or document that your reasons rest on"));
	if (is_switch(&page, outcome) && item_value(visit, &page, "switch_reason").length == 0)
		visit_problem(
			visit, "switch_reason",
			TEXT("Say why you now decide otherwise than your own view, having seen "
			     "the recommendation"));
	if (!item_page_takes(visit, &page))
		return show_outcome(visit, &page);
	TRY(draft_save(&visit->app, &page.look.item, names, 4, &visit->request->form,
		       visit->error));
	return back_to_list(visit, &page);
}

struct guarding {
	struct text code;
	struct text evidence;
	const char *field;
};

static enum status find_safeguard(struct visit *visit, const struct item_page *page,
				  struct guarding *out)
{
	dmn_value list = item_safeguards(&page->look.item);
	size_t at = (size_t)visit->numbers[1] - 1;
	if (at >= item_safeguard_count(list)) {
		error_set(visit->error, STATUS_NOT_FOUND,
			  "the recommendation has no such safeguard");
		return STATUS_NOT_FOUND;
	}
	out->code = item_safeguard_code(list, at);
	out->evidence = evaluate_text(evaluate_member(dmn_list_at(list, at), "evidence"));
	out->field = visit_format(visit, SAFEGUARD_PREFIX "%.*s", TEXT_ARG(out->code)).at;
	return STATUS_OK;
}

static enum status show_safeguard(struct visit *visit, struct item_page *page,
				  const struct guarding *it)
{
	const struct pack_codes *codes = page->look.item.caseload.pack->decision.safeguards;
	item_page_begin(visit, page, "A safeguard", explain_sentence(codes, it->code));
	if (it->evidence.length != 0)
		govuk_body(&visit->html,
			   visit_format(visit, "It rests on: %.*s",
					TEXT_ARG(written_dates(visit->arena, it->evidence))));
	item_form_begin(visit, page,
			visit_format(visit, "/safeguards/%lld", (long long)visit->numbers[1]));
	govuk_textarea(
		&visit->html,
		&(struct govuk_textarea){
			.name = text_from(it->field),
			.rows = 8,
			.label = { .text = TEXT("What you considered, and what you make of it"),
				   .classes = TEXT("govuk-label--m") },
			.value = item_value(visit, page, it->field),
			.error = visit_message(visit, it->field) });
	item_form_button(visit, "Save and go on");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_safeguard(struct visit *visit)
{
	struct item_page page;
	struct guarding it;
	TRY(open_page(visit, &page));
	TRY(find_safeguard(visit, &page, &it));
	return show_safeguard(visit, &page, &it);
}

enum status page_safeguard_post(struct visit *visit)
{
	struct item_page page;
	struct guarding it;
	TRY(open_page(visit, &page));
	TRY(find_safeguard(visit, &page, &it));
	if (work_word_count(item_value(visit, &page, it.field)) < 3)
		visit_problem(visit, it.field,
			      TEXT("Say what you considered, in at least three words"));
	if (!item_page_takes(visit, &page))
		return show_safeguard(visit, &page, &it);
	TRY(draft_save(&visit->app, &page.look.item, &it.field, 1, &visit->request->form,
		       visit->error));
	return back_to_list(visit, &page);
}
