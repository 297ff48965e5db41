/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks: what is due when, and one, which may be lengthened. */
#include "web/clock_table.h"
#include "web/words.h"

enum status page_clocks(struct visit *visit)
{
	struct caseload caseload;
	struct clock_list list;
	TRY(visit_pack(visit, &caseload));
	struct text wanted = visit_field(visit, "show");
	bool mine = text_is(wanted, "escalated");
	bool late = mine || text_is(wanted, "overdue");
	TRY(clock_list(&caseload,
		       mine   ? CLOCK_ESCALATED
		       : late ? CLOCK_LATE
			      : CLOCK_ALL,
		       &list, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "What is due",
						       .part = "/clocks",
						       .is_wide = true });
	govuk_caption(&visit->html, "l", caseload.pack->title);
	govuk_heading(&visit->html, 1, "l",
		      mine   ? TEXT("What is overdue and brought to your grade's notice")
		      : late ? TEXT("What is overdue")
			     : TEXT("What is due"));
	if (late)
		visit_link(visit, "Everything that is due", TEXT("/clocks"));
	else
		visit_link(visit, "Only what is overdue", TEXT("/clocks?show=overdue"));
	if (list.count == 0)
		govuk_body(&visit->html, late ? TEXT("Nothing is overdue.") : TEXT("Nothing."));
	else
		clock_table(visit, &caseload, &list, TEXT("Clocks by their due times"), false);
	return visit_page_end(visit);
}

static void show_form(struct visit *visit, const struct clock_look *look)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Lengthen it"));
	govuk_form_begin(&visit->html, visit_format(visit, "/clocks/%lld", (long long)look->id),
			 visit->form_token);
	visit_line(visit, "reason", "Why does it take longer?",
		   "In at least three words; kept with the clock");
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Lengthen"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, struct caseload *caseload)
{
	struct clock_look look;
	struct clock_list one = { .at = &look, .count = 1 };
	TRY(clock_read(caseload, visit->numbers[0], &look, visit->error));
	visit_page_begin(visit,
			 &(struct visit_title){ .title = "A clock",
						.part = "/clocks",
						.back = visit_format(visit, "/cases/%lld",
								     (long long)look.root_id),
						.back_text = "Case",
						.is_wide = true });
	govuk_caption(&visit->html, "l", look.reference);
	govuk_heading(&visit->html, 1, "l", look.clock->label);
	clock_table(visit, caseload, &one, look.clock->label, false);
	if (clock_may_extend(caseload, &look))
		show_form(visit, &look);
	else
		govuk_body(&visit->html, TEXT("You cannot lengthen it."));
	return visit_page_end(visit);
}

enum status page_clock(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	return show(visit, &caseload);
}

enum status page_clock_post(struct visit *visit)
{
	struct caseload caseload;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_CLOCK_EXTEND, caseload.pack, visit->error));
	if (!visit_takes(visit))
		return show(visit, &caseload);
	enum status status = clock_extend(&caseload, visit->numbers[0],
					  visit_field(visit, "reason"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/clocks/%lld", (long long)visit->numbers[0]);
	TRY(visit_refused(visit, status == STATUS_CONFLICT ? STATUS_INVALID : status,
			  status == STATUS_CONFLICT ? "reason" : NULL));
	return show(visit, &caseload);
}
