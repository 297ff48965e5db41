/* SPDX-License-Identifier: Apache-2.0 */
#include "web/challenges.h"

#include "app/challenge.h"
#include "web/words.h"

static struct text sentence(const struct caseload *caseload, struct text outcome)
{
	const struct pack_outcome *found = pack_find_outcome(caseload->pack, outcome);
	return found != NULL ? found->sentence : outcome;
}

static struct html_part decision_cell(struct visit *visit, const struct caseload *caseload,
				      const struct challenge *it)
{
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part, &(struct govuk_link){ .text = sentence(caseload, it->outcome),
						.href = visit_format(visit, "/items/%lld",
								     (long long)it->item_id) });
	return html_part_end(&part);
}

static struct html_part received_cell(struct visit *visit, const struct challenge *it)
{
	struct html part = html_part_begin(&visit->html);
	html_text(&part, written_date(visit->arena, it->received_on));
	if (it->is_late) {
		html_text(&part, TEXT(" "));
		govuk_tag(&part, &(struct govuk_content){ .text = TEXT("After its time"),
							  .classes = TEXT("govuk-tag--yellow") });
	}
	return html_part_end(&part);
}

/* What was answered; where nothing was yet, the way to it for who may go it. */
static enum status answer_cell(struct visit *visit, const struct caseload *caseload,
			       const struct challenge *it, struct html_part *out)
{
	bool barred = false;
	struct html part = html_part_begin(&visit->html);
	if (it->is_open)
		TRY(challenge_bars(&visit->app, visit->app.actor, it->answer_item_id, &barred,
				   visit->error));
	if (!it->is_open)
		html_text(&part, visit_format(visit, "%s: %.*s, %.*s",
					      it->stood ? "It stands" : "Decided otherwise",
					      TEXT_ARG(sentence(caseload, it->answer)),
					      TEXT_ARG(words_instant(visit, it->answered_at))));
	else if (barred)
		html_text(&part, TEXT("Open. Another person answers it: you took part in the "
				      "decision"));
	else
		govuk_link(&part, &(struct govuk_link){
					  .text = TEXT("Open: decide anew"),
					  .visually_hidden_text = it->reference,
					  .href = visit_format(visit, "/items/%lld",
							       (long long)it->answer_item_id) });
	*out = html_part_end(&part);
	return STATUS_OK;
}

static enum status show_rows(struct visit *visit, const struct caseload *caseload,
			     const struct challenge_list *list, const struct govuk_table *table)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct challenge *it = &list->at[i];
		struct html_part answer;
		TRY(answer_cell(visit, caseload, it, &answer));
		const struct govuk_cell cells[] = {
			{ .text = it->reference },
			{ .html = decision_cell(visit, caseload, it) },
			{ .html = received_cell(visit, it) },
			{ .text = it->through },
			{ .text = it->grounds },
			{ .html = answer },
		};
		govuk_table_row(&visit->html, table, cells, 6);
	}
	return STATUS_OK;
}

enum status challenges_show(struct visit *visit, struct caseload *caseload)
{
	struct challenge_list list;
	if (!app_can(&visit->app, USE_CHALLENGES, caseload->pack))
		return STATUS_OK;
	TRY(challenge_list(caseload, &list, visit->error));
	govuk_heading(&visit->html, 2, "m", TEXT("Challenges of decisions"));
	govuk_body(
		&visit->html,
		TEXT("What people say is wrong in a decision. One is taken down from the page of "
		     "the item, or by the person on their own page, and is answered by deciding "
		     "anew."));
	if (list.count == 0) {
		govuk_body(&visit->html, TEXT("There is none."));
		return STATUS_OK;
	}
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Case") },	  { .text = TEXT("Decision") },
		{ .text = TEXT("Received on") },  { .text = TEXT("Through") },
		{ .text = TEXT("What is said") }, { .text = TEXT("Answer") }
	};
	struct govuk_table table = { .caption = TEXT("Challenges, open ones first"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 6 };
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	enum status status = show_rows(visit, caseload, &list, &table);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	return status;
}
