/* SPDX-License-Identifier: Apache-2.0 */
/* Cases that one stream of work refers to another. */
#include "app/referral.h"
#include "web/words.h"

static struct html_part case_cell(struct visit *visit, const struct referral *it)
{
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part, &(struct govuk_link){ .text = it->reference,
						.href = visit_format(visit, "/cases/%lld",
								     (long long)it->case_id) });
	return html_part_end(&part);
}

static void show_rows(struct visit *visit, const struct referral_list *list,
		      const struct govuk_table *table)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct referral *it = &list->at[i];
		const struct govuk_cell cells[] = {
			{ .html = case_cell(visit, it) },
			{ .text = it->from },
			{ .text = it->to },
			{ .text = words_instant(visit, it->made_at) },
			{ .text = it->reasons },
			{ .text = it->is_open ? TEXT("Nobody has decided there since")
					      : words_instant(visit, it->answered_at) },
		};
		govuk_table_row(&visit->html, table, cells, 6);
	}
}

enum status page_referrals(struct visit *visit)
{
	struct caseload caseload;
	struct referral_list list;
	TRY(visit_pack(visit, &caseload));
	TRY(referral_list(&caseload, &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Referrals",
						       .part = "/worklist",
						       .is_wide = true });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Referrals between streams of work"));
	govuk_body(&visit->html,
		   TEXT("A referral opens nothing by itself. It stands here as open until somebody "
			"has decided there on the case."));
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Case") }, { .text = TEXT("From") },
		{ .text = TEXT("To") },	  { .text = TEXT("On") },
		{ .text = TEXT("Why") },  { .text = TEXT("Decided there") }
	};
	struct govuk_table table = { .caption = TEXT("Referrals, latest first"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 6 };
	if (list.count == 0) {
		govuk_body(&visit->html, TEXT("There is none."));
		return visit_page_end(visit);
	}
	govuk_scroll_begin(&visit->html, table.caption);
	govuk_table_begin(&visit->html, &table);
	show_rows(visit, &list, &table);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	return visit_page_end(visit);
}
