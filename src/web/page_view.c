/* SPDX-License-Identifier: Apache-2.0 */
/* One's own view, before the recommendation is shown. */
#include "app/flow.h"
#include "web/item_page.h"

/* It stands as it was recorded. */
static enum status show_recorded(struct visit *visit, struct item_page *page)
{
	const struct item_view *view = &page->look.item.view;
	const struct govuk_summary_row rows[] = {
		{ .key.text = TEXT("Outcome"),
		  .value.text = item_outcome_words(page, view->outcome) },
		{ .key.text = TEXT("Reasons"), .value.text = view->reasons },
		{ .key.text = TEXT("Evidence"),
		  .value.text = item_evidence_words(visit, page, view->evidence) },
		{ .key.text = TEXT("Recorded"), .value.text = words_instant(visit, view->made_at) },
	};
	item_page_begin(visit, page, "Your own view", TEXT("Your own view"));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows, .row_count = 4 });
	if (!page->look.item.revealed)
		govuk_body(&visit->html,
			   TEXT("It stands as you recorded it. Next, see what the rules "
				"recommend."));
	return visit_page_end(visit);
}

enum status item_view_form(struct visit *visit, const struct item_page *page)
{
	struct item_page own = *page;
	/* The draft's words are those of the decision, which comes later. */
	own.draft.fields.count = 0;
	govuk_body(&visit->html,
		   TEXT("What would you decide on this item alone? Say so before you see "
			"what the rules recommend: what you record here stands, and so does when "
			"you were shown the recommendation."));
	item_form_begin(visit, &own, TEXT("/view"));
	TRY(item_outcome_fields(visit, &own));
	govuk_button(
		&visit->html,
		&(struct govuk_button){ .text = TEXT("Record my view, and show the recommendation"),
					.name = TEXT("then"),
					.value = TEXT("reveal"),
					.prevent_double_click = GOVUK_ON });
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Record my view"),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
	return STATUS_OK;
}

static enum status show(struct visit *visit, struct item_page *page)
{
	TRY(app_may(&visit->app, USE_VIEW, page->look.item.caseload.pack, visit->error));
	if (page->look.item.view.found && page->look.item.revealed)
		return show_recorded(visit, page);
	item_page_begin(visit, page, "Your own view", TEXT("Your own view"));
	TRY(item_view_form(visit, page));
	return visit_page_end(visit);
}

enum status page_view(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	return page.look.item.view.found ? show_recorded(visit, &page) : show(visit, &page);
}

/* On to the recommendation where that was asked for, and not by a form that was only kept. */
static enum status go_on(struct visit *visit, const struct item_page *page)
{
	const struct item *item = &page->look.item;
	bool reveals = text_is(visit_field(visit, "then"), "reveal") && !visit->resumed;
	return reveals && !item->revealed
		       ? item_reveal(visit, item->id)
		       : visit_redirect(visit, "/items/%lld", (long long)item->id);
}

enum status page_view_post(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	struct judgement judgement = item_draft_judgement(visit, &page);
	const struct item_view *view = &page.look.item.view;
	/* Sent twice: it is recorded already. */
	if (view->found && text_equal(view->outcome, judgement.outcome) &&
	    text_equal(view->reasons, judgement.reasons))
		return go_on(visit, &page);
	if (!item_page_takes(visit, &page))
		return show(visit, &page);
	judgement.set_count = 0;
	enum status status = flow_view(&visit->app, page.look.item.id, &judgement, visit->error);
	if (status == STATUS_OK)
		return go_on(visit, &page);
	TRY(visit_refused(visit, status, "outcome"));
	return show(visit, &page);
}
