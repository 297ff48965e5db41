/* SPDX-License-Identifier: Apache-2.0 */
/* Check your answers, and decide. */
#include "app/flow.h"
#include "web/item_page.h"

static struct govuk_link *change_link(struct visit *visit, struct text href, struct text what)
{
	struct govuk_link *link = arena_new_one(visit->arena, struct govuk_link);
	*link = (struct govuk_link){ .text = TEXT("Change"),
				     .visually_hidden_text = what,
				     .href = href };
	return link;
}

struct answers {
	LIST_OF(struct govuk_summary_row);
};

static void add(struct visit *visit, struct answers *answers, struct text key, struct text value,
		struct text href)
{
	list_push(visit->arena, answers,
		  (struct govuk_summary_row){
			  .key.text = key,
			  .value.text = value.length != 0 ? value : TEXT("Not answered yet"),
			  .actions = change_link(visit, href, key),
			  .action_count = 1 });
}

static void add_safeguards(struct visit *visit, const struct item_page *page,
			   struct answers *answers)
{
	const struct item *item = &page->look.item;
	dmn_value list = item_safeguards(item);
	for (size_t i = 0; i < item_safeguard_count(list); i++) {
		struct text code = item_safeguard_code(list, i);
		struct text name = visit_format(visit, SAFEGUARD_PREFIX "%.*s", TEXT_ARG(code));
		add(visit, answers,
		    explain_sentence(item->caseload.pack->decision.safeguards, code),
		    item_value(visit, page, name.at),
		    item_path(visit, page, visit_format(visit, "/decision#%s", name.at).at));
	}
}

static void add_sections(struct visit *visit, const struct item_page *page, struct answers *answers)
{
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t j = 0; j < form->sections[s].judgement_count; j++) {
			const struct pack_judgement *it = &form->sections[s].judgements[j];
			struct text value = item_judgement_value(visit, page, it);
			add(visit, answers, it->label,
			    it->is_date ? written_date(visit->arena, value)
					: explain_sentence(it->codes, value),
			    item_path(visit, page,
				      visit_format(visit, "/decision#%s%s",
						   item_judgement_field(visit, it),
						   it->is_date ? "-day" : "")
					      .at));
		}
}

static enum status show(struct visit *visit, struct item_page *page)
{
	struct answers answers = { 0 };
	const struct text *cites;
	size_t cite_count = item_values(visit, page, "cite", &cites);
	add(visit, &answers, TEXT("Outcome"),
	    item_outcome_words(page, item_value(visit, page, "outcome")),
	    item_path(visit, page, "/decision#outcome"));
	add(visit, &answers, TEXT("Reasons"), item_value(visit, page, "reasons"),
	    item_path(visit, page, "/decision#reasons"));
	add(visit, &answers, TEXT("Evidence"), item_cite_words(visit, page, cites, cite_count),
	    item_path(visit, page, "/decision#cite"));
	if (item_value(visit, page, "switch_reason").length != 0)
		add(visit, &answers, TEXT("Why you changed your view"),
		    item_value(visit, page, "switch_reason"),
		    item_path(visit, page, "/decision#switch_reason"));
	add_safeguards(visit, page, &answers);
	add_sections(visit, page, &answers);
	item_page_begin(visit, page, "Check your answers", TEXT("Check your answers and decide"));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = answers.at,
							 .row_count = answers.count,
							 .classes = TEXT("remit-answers") });
	govuk_body(&visit->html,
		   TEXT("By deciding you put your name to these reasons. Where a second "
			"person is asked for, nothing has effect before they have "
			"signed."));
	item_form_begin(visit, page, TEXT("/check"));
	item_form_button(visit, "Decide");
	html_end(&visit->html);
	return visit_page_end(visit);
}

static enum status open_page(struct visit *visit, struct item_page *page)
{
	TRY(item_page_open(visit, false, page));
	/* Its form has nothing but a button: what is decided is the draft. */
	page->sent = false;
	return app_may(&visit->app, USE_DECIDE, page->look.item.caseload.pack, visit->error);
}

enum status page_check(struct visit *visit)
{
	struct item_page page;
	TRY(open_page(visit, &page));
	const struct item *item = &page.look.item;
	if (item->state == WORK_DECIDED || item->state == WORK_SIGNED)
		return visit_redirect(visit, "/items/%lld", (long long)item->id);
	if (!item->revealed)
		return work_refuse(item->view.found ? REFUSAL_NO_REVEAL : REFUSAL_NO_VIEW,
				   visit->error);
	return show(visit, &page);
}

static enum status show_done(struct visit *visit, const struct item_page *page,
			     const struct flow_decided *decided)
{
	char hash[DIGEST_TEXT_SIZE];
	digest_print(&decided->payload, hash);
	visit_page_begin(visit, &(struct visit_title){ .title = "Decided", .part = "/worklist" });
	govuk_panel(&visit->html,
		    &(struct govuk_panel){ .title.text = TEXT("Your decision is recorded"),
					   .text = visit_format(visit, "%.*s: %.*s",
								TEXT_ARG(page->look.reference),
								TEXT_ARG(page->look.label)) });
	govuk_heading(&visit->html, 2, "m",
		      decided->needs_second ? TEXT("Waiting for a second person") : TEXT("Final"));
	govuk_body(
		&visit->html,
		decided->needs_second
			? TEXT("Another person reads exactly what you decided, and signs it or "
			       "returns it to you with a reason. It has no effect before that.")
			: TEXT("No second person is asked for. The decision stands in the form."));
	govuk_body(&visit->html, visit_format(visit, "Hash of what you decided: %s", hash));
	visit_link(visit, "The case",
		   visit_format(visit, "/cases/%lld", (long long)page->look.item.case_id));
	visit_link(visit, "Your work", TEXT("/"));
	return visit_page_end(visit);
}

/* Sent twice: it is decided already. */
static bool is_done(const struct item_page *page)
{
	const struct item_decision *it = &page->look.item.decision;
	return page->look.is_own_decision &&
	       (text_is(it->state, "open") || text_is(it->state, "signed"));
}

enum status page_check_post(struct visit *visit)
{
	struct item_page page;
	struct flow_decided decided;
	TRY(open_page(visit, &page));
	if (is_done(&page))
		return visit_redirect(visit, "/items/%lld", (long long)page.look.item.id);
	if (!item_page_takes(visit, &page))
		return show(visit, &page);
	struct judgement judgement = item_draft_judgement(visit, &page);
	enum status status =
		flow_decide(&visit->app, page.look.item.id, &judgement, &decided, visit->error);
	if (status == STATUS_OK)
		return show_done(visit, &page, &decided);
	TRY(visit_refused(visit, status, "main-content"));
	return show(visit, &page);
}
