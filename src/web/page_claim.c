/* SPDX-License-Identifier: Apache-2.0 */
/* Claiming an item and handing it over. */
#include "app/claim.h"
#include "web/item_page.h"

enum status page_claim_post(struct visit *visit)
{
	if (visit->resumed)
		return visit_redirect(visit, "/items/%lld", (long long)visit->numbers[0]);
	TRY(claim_take(&visit->app, visit->numbers[0], visit->error));
	return visit_redirect(visit, "/items/%lld", (long long)visit->numbers[0]);
}

static enum status show(struct visit *visit, struct item_page *page)
{
	struct account_list people = { 0 };
	const struct pack *pack = page->look.item.caseload.pack;
	TRY(app_may(&visit->app, USE_HAND_OVER, pack, visit->error));
	TRY(claim_candidates(&page->look.item, &people, visit->error));
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, people.count + 1);
	options[0] =
		(struct govuk_option){ .text = TEXT("Nobody: give it back"), .value = TEXT("") };
	for (size_t i = 0; i < people.count; i++)
		options[i + 1] = (struct govuk_option){ .text = people.at[i].name,
							.value = people.at[i].name };
	item_page_begin(visit, page, "Hand over", TEXT("Hand over"));
	govuk_body(&visit->html,
		   visit_format(visit, "Claimed by %.*s.",
				TEXT_ARG(page->look.claimed_by.length != 0 ? page->look.claimed_by
									   : TEXT("nobody"))));
	item_form_begin(visit, page, TEXT("/hand-over"));
	govuk_hidden_field(&visit->html, TEXT("before"), page->look.claimed_by);
	govuk_select(&visit->html, &(struct govuk_select){ .name = TEXT("to"),
							   .label.text = TEXT("To whom"),
							   .value = visit_field(visit, "to"),
							   .error = visit_message(visit, "to"),
							   .options = options,
							   .option_count = people.count + 1 });
	item_form_button(visit, "Hand over");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_hand_over(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	return show(visit, &page);
}

enum status page_hand_over_post(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	if (!item_page_takes(visit, &page))
		return show(visit, &page);
	enum status status =
		claim_hand_over(&visit->app, visit->numbers[0], visit_field(visit, "before"),
				visit_field(visit, "to"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/items/%lld", (long long)visit->numbers[0]);
	TRY(visit_refused(visit, status, "to"));
	return show(visit, &page);
}
