/* SPDX-License-Identifier: Apache-2.0 */
/* The audit trail of a case, and a manager's view of the load. */
#include "app/claim.h"
#include "app/trail.h"
#include "web/trail_table.h"
#include "web/words.h"

enum status page_trail(struct visit *visit)
{
	struct caseload caseload;
	struct trail trail;
	long long root = visit->numbers[0];
	TRY(visit_pack(visit, &caseload));
	TRY(trail_read(&visit->app, caseload.pack->name, root, visit_number(visit, "before"),
		       &trail, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Audit trail",
						.part = "/worklist",
						.back = visit_format(visit, "/cases/%lld", root),
						.back_text = "Case",
						.is_wide = true });
	govuk_caption(&visit->html, "l", trail.reference);
	govuk_heading(&visit->html, 1, "l", TEXT("Audit trail"));
	govuk_body(&visit->html,
		   TEXT("Everything that was done and looked at. Entries are added and "
			"never changed, and can be checked."));
	if (trail.entries.count == 0)
		govuk_body(&visit->html, TEXT("There are no entries."));
	else
		trail_table(visit, trail.entries.at, trail.entries.count);
	if (trail.entries.count == TRAIL_PAGE)
		govuk_pagination(
			&visit->html,
			&(struct govuk_pagination){
				.label = TEXT("Older entries"),
				.next.text = TEXT("Older entries"),
				.next.href = visit_format(
					visit, "/cases/%lld/trail?before=%lld", root,
					(long long)trail.entries.at[TRAIL_PAGE - 1].number) });
	return visit_page_end(visit);
}

enum status page_load(struct visit *visit)
{
	struct caseload caseload;
	struct claim_loads loads = { 0 };
	TRY(visit_pack(visit, &caseload));
	TRY(claim_read_loads(&visit->app, &loads, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Load", .part = "/load" });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", TEXT("Load"));
	const struct govuk_cell heads[] = { { .text = TEXT("Who") },
					    { .text = TEXT("Open items"), .is_numeric = true } };
	struct govuk_table table = { .caption = TEXT("Open items that each person has claimed"),
				     .heads = heads,
				     .head_count = 2 };
	if (loads.count == 0)
		govuk_body(&visit->html, TEXT("Nobody has claimed anything."));
	else
		govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < loads.count; i++) {
		const struct govuk_cell cells[] = {
			{ .text = loads.at[i].actor },
			{ .text = visit_format(visit, "%lld", (long long)loads.at[i].count),
			  .is_numeric = true }
		};
		govuk_table_row(&visit->html, &table, cells, 2);
	}
	if (loads.count != 0)
		govuk_table_end(&visit->html);
	govuk_body(&visit->html,
		   TEXT("To move an item to another person, open it from the worklist."));
	return visit_page_end(visit);
}
