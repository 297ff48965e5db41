/* SPDX-License-Identifier: Apache-2.0 */
/* A section of the form: the judgements that only a person makes. They start empty. */
#include "web/item_page.h"

static enum status find_section(struct visit *visit, struct item_page *page,
				const struct pack_section **out)
{
	TRY(item_page_open(visit, false, page));
	TRY(app_may(&visit->app, USE_DECIDE, page->look.item.caseload.pack, visit->error));
	if (!page->look.item.revealed) {
		enum status refused = work_refuse(page->look.item.view.found ? REFUSAL_NO_REVEAL
									     : REFUSAL_NO_VIEW,
						  visit->error);
		return refused != STATUS_OK ? refused : STATUS_REFUSED;
	}
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	size_t at = (size_t)visit->numbers[1] - 1;
	if (at >= form->section_count || form->sections[at].judgement_count == 0) {
		error_set(visit->error, STATUS_NOT_FOUND, "the form has no such section");
		return STATUS_NOT_FOUND;
	}
	*out = &form->sections[at];
	return STATUS_OK;
}

static enum status show(struct visit *visit, struct item_page *page,
			const struct pack_section *section)
{
	item_page_begin(visit, page, "A part of the form", section->title);
	if (section->guidance.length != 0)
		govuk_body(&visit->html, section->guidance);
	item_form_begin(visit, page,
			visit_format(visit, "/sections/%lld", (long long)visit->numbers[1]));
	for (size_t i = 0; i < section->judgement_count; i++)
		item_judgement_input(visit, page, &section->judgements[i]);
	item_form_button(visit, "Save and go on");
	html_end(&visit->html);
	return visit_page_end(visit);
}

enum status page_section(struct visit *visit)
{
	struct item_page page;
	const struct pack_section *section;
	TRY(find_section(visit, &page, &section));
	return show(visit, &page, section);
}

/* The names of the section's fields. */
static size_t field_names(struct visit *visit, const struct pack_section *section,
			  const char ***out)
{
	static const char *const parts[] = { "", "-day", "-month", "-year" };
	size_t count = 0;
	*out = arena_new_array(visit->arena, const char *, 4 * section->judgement_count);
	for (size_t i = 0; i < section->judgement_count; i++)
		for (size_t k = 0; k < 4; k++)
			(*out)[count++] =
				visit_format(visit, "%s%s",
					     item_judgement_field(visit, &section->judgements[i]),
					     parts[k])
					.at;
	return count;
}

enum status page_section_post(struct visit *visit)
{
	struct item_page page;
	const struct pack_section *section;
	const char **names;
	TRY(find_section(visit, &page, &section));
	for (size_t i = 0; i < section->judgement_count; i++)
		item_judgement_check(visit, &page, &section->judgements[i]);
	if (!item_page_takes(visit, &page))
		return show(visit, &page, section);
	size_t count = field_names(visit, section, &names);
	TRY(draft_save(&visit->app, &page.look.item, names, count, &visit->request->form,
		       visit->error));
	return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
}
