/* SPDX-License-Identifier: Apache-2.0 */
/* Home: my work, and what comes first. */
#include "app/case_document.h"
#include "app/glass.h"
#include "app/clock.h"
#include "app/rectify.h"
#include "web/list.h"

static enum status show_part(struct visit *visit, struct caseload *caseload,
			     const struct worklist_filter *filter, const char *heading,
			     const char *empty, const char *more)
{
	struct worklist list = { 0 };
	TRY(worklist_read(caseload, filter, &list, visit->error));
	govuk_heading(&visit->html, 2, "m", text_from(heading));
	if (list.count == 0)
		govuk_body(&visit->html, text_from(empty));
	else
		list_table(visit, caseload->pack, &list,
			   visit_format(visit, "%s: items in order", heading).at);
	if (list.total > filter->most)
		visit_link(visit, list_count_words(visit, &list).at, text_from(more));
	return STATUS_OK;
}

/* For who reads no cases: where they go instead. */
static enum status show_other(struct visit *visit)
{
	govuk_body(&visit->html, TEXT("Your role reads no case files. The rules and how they are "
				      "tested are open to you."));
	visit_link(visit, "Read the rules", TEXT("/rules"));
	return visit_page_end(visit);
}

/* Who is named to a restricted case is told when somebody else has opened it. */
static enum status show_openings(struct visit *visit, struct caseload *caseload)
{
	int64_t count;
	if (!app_can(&visit->app, USE_GLASS_LIST, caseload->pack))
		return STATUS_OK;
	TRY(glass_waiting(&visit->app, &count, visit->error));
	if (count != 0)
		visit_link(visit,
			   visit_format(visit, "%lld opening%s of a restricted case to be reviewed",
					(long long)count, count == 1 ? "" : "s")
				   .at,
			   TEXT("/break-glass"));
	return STATUS_OK;
}

static enum status show_due(struct visit *visit, struct caseload *caseload)
{
	int64_t count, escalated;
	if (caseload->pack->clock_count == 0 || !app_can(&visit->app, USE_CLOCKS, caseload->pack))
		return STATUS_OK;
	TRY(clock_overdue(caseload, &count, &escalated, visit->error));
	visit_link(visit,
		   count == 0
			   ? "What is due when"
			   : visit_format(visit, "What is due when: %lld overdue", (long long)count)
				     .at,
		   count == 0 ? TEXT("/clocks") : TEXT("/clocks?show=overdue"));
	if (escalated != 0)
		visit_link(visit,
			   visit_format(visit, "%lld overdue, brought to your grade's notice",
					(long long)escalated)
				   .at,
			   TEXT("/clocks?show=escalated"));
	return STATUS_OK;
}

/* Nothing that came in stays unread: it is counted on the first page. */
static enum status show_waiting(struct visit *visit, struct caseload *caseload)
{
	int64_t count;
	TRY(case_document_waiting_count(caseload, &count, visit->error));
	if (count != 0 && app_can(&visit->app, USE_DOCUMENT, caseload->pack))
		visit_link(visit,
			   visit_format(visit, "%lld document%s to be filed", (long long)count,
					count == 1 ? "" : "s")
				   .at,
			   TEXT("/documents"));
	TRY(rectify_waiting(caseload, &count, visit->error));
	if (count != 0)
		visit_link(visit,
			   visit_format(visit, "%lld request%s to put something right",
					(long long)count, count == 1 ? "" : "s")
				   .at,
			   TEXT("/rectifications"));
	return show_due(visit, caseload);
}

enum status page_home(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	bool reads = app_can(&visit->app, USE_WORKLIST, caseload.pack);
	bool works = app_can(&visit->app, USE_CLAIM, caseload.pack);
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "Home", .part = "/", .is_wide = reads });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l", works ? TEXT("Your work") : TEXT("Overview"));
	TRY(visit_other_work(visit));
	if (!reads)
		return show_other(visit);
	list_find_form(visit);
	TRY(show_openings(visit, &caseload));
	TRY(show_waiting(visit, &caseload));
	if (works)
		TRY(show_part(visit, &caseload,
			      &(struct worklist_filter){ .whose = WORKLIST_MINE, .most = 5 },
			      "Claimed by you", "You have claimed nothing yet.",
			      "/worklist?whose=mine"));
	TRY(show_part(visit, &caseload,
		      &(struct worklist_filter){ .state = TEXT("decided"), .most = 5 },
		      "Waiting for a second person", "No decision waits for a second person.",
		      "/worklist?state=decided"));
	TRY(show_part(visit, &caseload,
		      &(struct worklist_filter){ .whose = WORKLIST_UNCLAIMED, .most = 5 },
		      "Clocks at risk: first in order, claimed by nobody", "Nothing waits.",
		      "/worklist?whose=unclaimed"));
	return visit_page_end(visit);
}
