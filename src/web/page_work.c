/* SPDX-License-Identifier: Apache-2.0 */
/* Which stream of work the pages show: one pack of those that were taken up, kept in a cookie. */
#include "web/visit.h"

#define WORK_COOKIE "remit-work"

enum status visit_pack(struct visit *visit, struct caseload *out)
{
	return caseload_chosen(&visit->app, fields_get(&visit->request->cookies, WORK_COOKIE), out,
			       visit->error);
}

enum status visit_other_work(struct visit *visit)
{
	size_t count;
	TRY(caseload_count(&visit->app, &count, visit->error));
	if (count > 1)
		visit_link(visit, "Go to another stream of work", TEXT("/work"));
	return STATUS_OK;
}

static enum status show(struct visit *visit, const struct caseload_list *packs)
{
	struct caseload now;
	TRY(visit_pack(visit, &now));
	struct govuk_choice *items =
		arena_new_array(visit->arena, struct govuk_choice, packs->count + 1);
	for (size_t i = 0; i < packs->count; i++)
		items[i] = (struct govuk_choice){ .text = packs->at[i].pack->title,
						  .hint = packs->at[i].pack->purpose,
						  .value = packs->at[i].pack->name };
	visit_page_begin(visit, &(struct visit_title){ .title = "Streams of work",
						       .part = "/",
						       .back = TEXT("/"),
						       .back_text = "Home" });
	const struct govuk_fieldset fieldset = { .legend = { .text = TEXT("Streams of work"),
							     .classes = TEXT(
								     "govuk-fieldset__legend--l"),
							     .is_page_heading = true } };
	govuk_form_begin(&visit->html, TEXT("/work"), visit->form_token);
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = TEXT("pack"),
							    .fieldset = &fieldset,
							    .value = now.pack->name,
							    .error = visit_message(visit, "pack"),
							    .items = items,
							    .item_count = packs->count });
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Show this work") });
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_work(struct visit *visit)
{
	struct caseload_list packs = { 0 };
	TRY(caseload_newest(&visit->app, &packs, visit->error));
	return show(visit, &packs);
}

enum status page_work_post(struct visit *visit)
{
	struct caseload_list packs = { 0 };
	TRY(caseload_newest(&visit->app, &packs, visit->error));
	struct text chosen = visit_field(visit, "pack");
	for (size_t i = 0; visit_takes(visit) && i < packs.count; i++) {
		if (!text_equal(packs.at[i].pack->name, chosen))
			continue;
		http_add_header(visit->response, "Set-Cookie",
				visit_format(visit,
					     WORK_COOKIE "=%.*s; Path=/; HttpOnly; SameSite=Lax%s",
					     TEXT_ARG(packs.at[i].pack->name),
					     visit->request->secure ? "; Secure" : ""));
		return visit_redirect(visit, "/");
	}
	visit_problem(visit, "pack", TEXT("Choose one of these"));
	return show(visit, &packs);
}
