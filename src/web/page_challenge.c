/* SPDX-License-Identifier: Apache-2.0 */
/* Taking down that a person challenges a final decision. */
#include "app/challenge.h"
#include "web/item_page.h"

static enum status show(struct visit *visit, struct item_page *page)
{
	TRY(app_may(&visit->app, USE_CHALLENGE, page->look.item.caseload.pack, visit->error));
	item_page_begin(visit, page, "Challenge", TEXT("The person challenges the decision"));
	govuk_body(&visit->html,
		   TEXT("It is decided anew, as an item of its own, by somebody who neither "
			"viewed, decided nor signed this decision. What they decide is the "
			"answer. A challenge that comes late is taken down too."));
	item_form_begin(visit, page, TEXT("/challenge"));
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){
			       .name = TEXT("grounds"),
			       .label = { .text = TEXT("What does the person say is wrong?"),
					  .classes = TEXT("govuk-label--m") },
			       .value = visit_field(visit, "grounds"),
			       .error = visit_message(visit, "grounds") });
	visit_line(visit, "on", "On which day did it come?", "As year, month and day: 2026-03-31");
	visit_line(visit, "through", "Through what?", "A letter, a call, a solicitor");
	item_form_button(visit, "Take it down");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_challenge(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	return show(visit, &page);
}

enum status page_challenge_post(struct visit *visit)
{
	struct item_page page;
	struct challenge_made made = { 0 };
	TRY(item_page_open(visit, false, &page));
	if (!item_page_takes(visit, &page))
		return show(visit, &page);
	const struct challenge_wanted wanted = { .grounds = visit_field(visit, "grounds"),
						 .received_on = visit_field(visit, "on"),
						 .through = visit_field(visit, "through") };
	enum status status =
		challenge_make(&visit->app, page.look.item.id, &wanted, &made, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/items/%lld", (long long)made.answer_item_id);
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &page);
}
