/* SPDX-License-Identifier: Apache-2.0 */
/* The decision as a task list. */
#include "app/sample.h"
#include "web/item_page.h"

struct tasks {
	LIST_OF(struct govuk_task);
};

enum progress_of {
	CANNOT_START,
	TO_DO,
	DONE
};

static const struct govuk_content *to_do_tag(struct visit *visit)
{
	struct govuk_content *tag = arena_new_one(visit->arena, struct govuk_content);
	*tag = (struct govuk_content){ .text = TEXT("To do"), .classes = TEXT("govuk-tag--blue") };
	return tag;
}

static void add(struct visit *visit, struct tasks *tasks, struct text title, const char *hint,
		enum progress_of progress, struct text href)
{
	struct govuk_task task = { .title.text = title, .hint.text = text_from(hint) };
	if (progress != CANNOT_START)
		task.href = href;
	if (progress == TO_DO)
		task.tag = to_do_tag(visit);
	else
		task.status = (struct govuk_content){
			.text = progress == DONE ? TEXT("Completed") : TEXT("Cannot start yet"),
			.classes = progress == DONE
					   ? TEXT("")
					   : TEXT("govuk-task-list__status--cannot-start-yet")
		};
	list_push(visit->arena, tasks, task);
}

static enum progress_of when(bool can, bool done)
{
	return !can ? CANNOT_START : done ? DONE : TO_DO;
}

static bool has_answers(struct visit *visit, const struct item_page *page)
{
	dmn_value list = item_safeguards(&page->look.item);
	for (size_t i = 0; i < item_safeguard_count(list); i++) {
		struct text name = visit_format(visit, SAFEGUARD_PREFIX "%.*s",
						TEXT_ARG(item_safeguard_code(list, i)));
		if (item_value(visit, page, name.at).length == 0)
			return false;
	}
	return true;
}

static bool has_judgements(struct visit *visit, const struct item_page *page)
{
	const struct pack_form *form = &page->look.item.caseload.pack->form;
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t i = 0; i < form->sections[s].judgement_count; i++) {
			const struct pack_judgement *it = &form->sections[s].judgements[i];
			if (it->required && item_judgement_value(visit, page, it).length == 0)
				return false;
		}
	return true;
}

/* Has the draft an answer to everything that the decision asks? */
static bool is_drafted(struct visit *visit, const struct item_page *page)
{
	return item_value(visit, page, "outcome").length != 0 &&
	       item_value(visit, page, "reasons").length != 0 && has_answers(visit, page) &&
	       has_judgements(visit, page);
}

static void fill(struct visit *visit, const struct item_page *page, struct tasks *tasks)
{
	const struct item *item = &page->look.item;
	bool open = item->state != WORK_DECIDED && item->state != WORK_SIGNED;
	bool can = open && page->look.may_decide && item->revealed;
	add(visit, tasks, TEXT("Check the facts"), "What is missing, old, disputed or not settled",
	    when(open, item_value(visit, page, "facts_checked").length != 0),
	    item_path(visit, page, "/facts"));
	add(visit, tasks, TEXT("Record your own view"),
	    "Before the recommendation is shown; it stands as you record it",
	    when(open && !item->revealed, item->view.found), TEXT("#own-view"));
	if (item->view.found) {
		tasks->at[tasks->count - 1].href = item_path(visit, page, "/view");
		tasks->at[tasks->count - 1].status =
			(struct govuk_content){ .text = TEXT("Completed") };
	}
	add(visit, tasks, TEXT("See what the rules recommend"), "",
	    when(item->view.found || page->look.shows_recommendation, item->revealed),
	    item_path(visit, page, "/recommendation"));
	bool drafted = can && is_drafted(visit, page);
	add(visit, tasks, TEXT("Decide, with reasons of your own"),
	    "Outcome and reasons, safeguards, and what the form asks", when(can, drafted),
	    item_path(visit, page, "/decision"));
	add(visit, tasks, TEXT("Check your answers and decide"), "", when(drafted, false),
	    item_path(visit, page, "/check"));
}

static struct text signed_words(struct visit *visit, const struct item_page *page)
{
	const struct item_sign_list *signs = &page->look.signs;
	if (signs->count == 0)
		return TEXT("");
	const struct item_sign *last = &signs->at[signs->count - 1];
	return visit_format(visit, "%s by %.*s on %.*s.",
			    text_is(last->verdict, "signed") ? "Signed" : "Returned",
			    TEXT_ARG(last->actor), TEXT_ARG(words_instant(visit, last->made_at)));
}

static void show_state(struct visit *visit, const struct item_page *page)
{
	struct html *html = &visit->html;
	const struct item *item = &page->look.item;
	html_begin(html, "p");
	html_class(html, "govuk-body", TEXT(""));
	words_state(html, item->state);
	html_text(html,
		  visit_format(visit, " As of %.*s. Claimed by %.*s. ",
			       TEXT_ARG(written_date(visit->arena, visit_day(visit, item->as_of))),
			       TEXT_ARG(page->look.claimed_by.length != 0 ? page->look.claimed_by
									  : TEXT("nobody"))));
	html_text(html, signed_words(visit, page));
	html_end(html);
	const struct item_sign_list *signs = &page->look.signs;
	if (signs->count != 0 && item->state == WORK_REVEALED &&
	    signs->at[signs->count - 1].reason.length != 0 &&
	    text_is(signs->at[signs->count - 1].verdict, "returned"))
		govuk_inset_text(html,
				 &(struct govuk_inset_text){
					 .text = visit_format(
						 visit, "Returned with this reason: %.*s",
						 TEXT_ARG(signs->at[signs->count - 1].reason)) });
	if (page->draft.superseded)
		govuk_warning_text(
			html,
			&(struct govuk_warning_text){
				.text = TEXT("Facts have changed since you wrote your draft, "
					     "and the rules were applied anew. Your words are "
					     "kept; record a view of your own again.") });
}

static void post_button(struct visit *visit, const struct item_page *page, const char *path,
			const char *text)
{
	item_form_begin(visit, page, text_from(path));
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = text_from(text),
					     .classes = TEXT("govuk-button--secondary"),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static void link_to(struct visit *visit, const char *text, struct text href)
{
	html_begin(&visit->html, "li");
	govuk_link(&visit->html, &(struct govuk_link){ .text = text_from(text), .href = href });
	html_end(&visit->html);
}

static void show_links(struct visit *visit, const struct item_page *page)
{
	const struct item *item = &page->look.item;
	struct html *html = &visit->html;
	html_begin(html, "ul");
	html_class(html, "govuk-list remit-links", TEXT(""));
	link_to(visit, "The case: everything on record",
		visit_format(visit, "/cases/%lld", (long long)item->case_id));
	if (app_can(&visit->app, USE_FORM, item->caseload.pack)) {
		link_to(visit, "The form, to read and print", item_path(visit, page, "/form"));
		link_to(visit, "The form as PDF", item_path(visit, page, "/form.pdf"));
	}
	if (item->caseload.pack->round.label.length != 0)
		link_to(visit,
			visit_format(visit, "%.*s: what is decided beside it",
				     TEXT_ARG(item->caseload.pack->round.label))
				.at,
			visit_format(visit, "/cases/%lld/round", (long long)item->case_id));
	link_to(visit, "The audit trail",
		visit_format(visit, "/cases/%lld/trail", (long long)item->case_id));
	if (page->look.shows_recommendation &&
	    app_can(&visit->app, USE_EXPLAIN, item->caseload.pack))
		link_to(visit, "The recommendation explained",
			item_path(visit, page, "/explanation"));
	link_to(visit, "Say that a rule is wrong",
		visit_format(visit, "/rules/flags?pack=%.*s&item=%lld",
			     TEXT_ARG(item->caseload.pack->name), (long long)item->id));
	if (page->look.may_sign)
		link_to(visit, "Read the decision, and sign or return it",
			item_path(visit, page, "/sign"));
	if (item->state == WORK_SIGNED && app_can(&visit->app, USE_CHALLENGE, item->caseload.pack))
		link_to(visit, "The person challenges this decision",
			item_path(visit, page, "/challenge"));
	if (app_can(&visit->app, USE_HAND_OVER, item->caseload.pack) &&
	    (text_equal(page->look.claimed_by, visit->app.actor) ||
	     text_is(visit->app.role, APP_ROLE_MANAGER)))
		link_to(visit, "Hand over to another person", item_path(visit, page, "/hand-over"));
	html_end(html);
	if (page->look.claimed_by.length == 0 && page->look.item.state != WORK_SIGNED &&
	    !item->barred && app_can(&visit->app, USE_CLAIM, item->caseload.pack))
		post_button(visit, page, "/claim", "Claim this item");
}

/* Nothing is to be done here but, for another person, to sign. */
static void show_decided(struct visit *visit, const struct item_page *page)
{
	bool final = page->look.item.state == WORK_SIGNED;
	govuk_inset_text(
		&visit->html,
		&(struct govuk_inset_text){
			.text = final ? TEXT("This item is decided, and the decision is final. It "
					     "stands "
					     "in the form.")
				: page->look.may_sign
					? TEXT("A decision waits for you to read it, and to sign "
					       "it or "
					       "return it.")
					: TEXT("A decision is recorded and waits for a second "
					       "person. It "
					       "has no effect before they have signed.") });
	if (page->look.may_sign)
		govuk_button(&visit->html,
			     &(struct govuk_button){ .text = TEXT("Read the decision"),
						     .href = item_path(visit, page, "/sign") });
}

static void warn_of_claim(struct visit *visit, const struct item_page *page)
{
	if (page->look.claimed_by.length != 0 && !page->look.may_sign &&
	    page->look.item.state != WORK_SIGNED &&
	    !text_equal(page->look.claimed_by, visit->app.actor) &&
	    app_can(&visit->app, USE_CLAIM, page->look.item.caseload.pack))
		govuk_warning_text(
			&visit->html,
			&(struct govuk_warning_text){
				.text = visit_format(
					visit,
					"%.*s has claimed this item. Speak to them before "
					"you work on it.",
					TEXT_ARG(page->look.claimed_by)) });
}

/* Told to who may decide anew, or say that it stands. */
static enum status show_second_look(struct visit *visit, const struct item_page *page)
{
	const struct item *item = &page->look.item;
	int64_t id = 0;
	if (app_can(&visit->app, USE_SAMPLE_LOOK, item->caseload.pack))
		TRY(sample_of_item(item, &id, visit->error));
	if (id == 0)
		return STATUS_OK;
	govuk_inset_text(&visit->html,
			 &(struct govuk_inset_text){
				 .text = TEXT("A second look came to another outcome. The decision "
					      "stands until somebody decides anew.") });
	visit_link(visit, "The second look", visit_format(visit, "/samples/%lld", (long long)id));
	return STATUS_OK;
}

static enum status show_about(struct visit *visit, struct item_page *page)
{
	struct about_facts facts;
	TRY(item_about(&page->look.item, &facts, visit->error));
	struct govuk_summary_row *rows =
		arena_new_array(visit->arena, struct govuk_summary_row, facts.count + 1);
	for (size_t i = 0; i < facts.count; i++)
		rows[i] =
			(struct govuk_summary_row){ .key.text = facts.at[i].field,
						    .value.html = words_fact(visit, &facts.at[i]) };
	if (facts.count == 0)
		return STATUS_OK;
	govuk_heading(&visit->html, 2, "m", TEXT("What it is about"));
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows,
							 .row_count = facts.count,
							 .classes = TEXT("remit-facts") });
	return STATUS_OK;
}

/* The steps as a list; the one that comes first, one's own view, as a form below it. */
static enum status show_steps(struct visit *visit, struct item_page *page)
{
	struct tasks tasks = { 0 };
	fill(visit, page, &tasks);
	govuk_heading(&visit->html, 2, "m", TEXT("The decision, step by step"));
	govuk_task_list(&visit->html,
			&(struct govuk_task_list){ .items = tasks.at, .item_count = tasks.count });
	if (page->look.item.view.found || page->look.item.revealed)
		return STATUS_OK;
	TRY(show_about(visit, page));
	html_begin(&visit->html, "section");
	html_attribute(&visit->html, "id", TEXT("own-view"));
	govuk_heading(&visit->html, 2, "m", TEXT("Your own view"));
	TRY(item_view_form(visit, page));
	html_end(&visit->html);
	return STATUS_OK;
}

enum status page_item(struct visit *visit)
{
	struct item_page page;
	TRY(item_page_open(visit, false, &page));
	visit_page_begin(visit, &(struct visit_title){ .title = "Decision",
						       .part = "/worklist",
						       .back = TEXT("/worklist"),
						       .back_text = "Worklist" });
	govuk_caption(&visit->html, "l", page.look.reference);
	govuk_heading(&visit->html, 1, "l", page.look.label);
	show_state(visit, &page);
	warn_of_claim(visit, &page);
	TRY(item_transitions(visit, &page));
	show_links(visit, &page);
	if (page.look.item.state == WORK_DECIDED || page.look.item.state == WORK_SIGNED) {
		show_decided(visit, &page);
		TRY(show_second_look(visit, &page));
		return visit_page_end(visit);
	}
	if (!app_can(&visit->app, USE_VIEW, page.look.item.caseload.pack)) {
		govuk_inset_text(
			&visit->html,
			&(struct govuk_inset_text){
				.text = TEXT("No decision is recorded yet. Your role takes "
					     "no step of it.") });
		return visit_page_end(visit);
	}
	if (page.look.item.state == WORK_OUT_OF_SCOPE) {
		govuk_inset_text(
			&visit->html,
			&(struct govuk_inset_text){ .text = TEXT("There is nothing to decide here: "
								 "as it stands, it is not in the "
								 "scope of the rules.") });
		return visit_page_end(visit);
	}
	if (page.look.item.barred) {
		govuk_inset_text(&visit->html,
				 &(struct govuk_inset_text){
					 .text = TEXT("This answers a challenge of a decision in "
						      "which you took part. Somebody who did not "
						      "has to decide it.") });
		return visit_page_end(visit);
	}
	TRY(show_steps(visit, &page));
	return visit_page_end(visit);
}
