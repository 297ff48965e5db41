/* SPDX-License-Identifier: Apache-2.0 */
/* Two records side by side, and the two people who say whose they are. */
#include "web/merge_words.h"
#include "web/words.h"

static void show_fields(struct visit *visit, const struct merge_comparison *it)
{
	const struct govuk_cell heads[] = {
		{ .text = TEXT("Field") },
		{ .text = it->one },
		{ .text = it->other },
		{ .text = TEXT("Alike") },
	};
	struct govuk_table table = { .caption = TEXT("Both records"),
				     .caption_classes = TEXT("govuk-visually-hidden"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4,
				     .first_cell_is_header = true };
	govuk_scroll_begin(&visit->html, TEXT("Both records"));
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < it->fields.count; i++) {
		const struct merge_field *field = &it->fields.at[i];
		const struct text none = TEXT("Not known");
		bool known = field->one.length != 0 && field->other.length != 0;
		const struct govuk_cell cells[] = {
			{ .text = field->label },
			{ .text = field->one.length != 0 ? written_value(visit->arena, field->one)
							 : none },
			{ .text = field->other.length != 0
					  ? written_value(visit->arena, field->other)
					  : none },
			{ .text = field->withheld ? TEXT("")
				  : field->same	  ? TEXT("The same")
				  : known	  ? TEXT("Differs")
						  : TEXT("") }
		};
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	if (it->fields.count != 0)
		govuk_body(&visit->html,
			   visit_format(visit, "%.*s: %.*s. %.*s: %.*s.", TEXT_ARG(it->one),
					TEXT_ARG(it->fields.at[0].one_source), TEXT_ARG(it->other),
					TEXT_ARG(it->fields.at[0].other_source)));
}

static void begin(struct visit *visit, const char *title, const struct merge_comparison *it)
{
	visit_page_begin(visit, &(struct visit_title){ .title = title,
						       .part = "/quality",
						       .back = TEXT("/duplicates"),
						       .back_text = "One record of a person",
						       .is_wide = true });
	govuk_caption(&visit->html, "l",
		      visit_format(visit, "%.*s and %.*s", TEXT_ARG(it->one), TEXT_ARG(it->other)));
	govuk_heading(&visit->html, 1, "l", text_from(title));
	govuk_inset_text(&visit->html,
			 &(struct govuk_inset_text){
				 .text = it->alike.length != 0
						 ? visit_format(visit, "They have alike: %.*s.",
								TEXT_ARG(it->alike))
						 : TEXT("None of the pack's keys is alike.") });
	show_fields(visit, it);
}

static void reason(struct visit *visit, const char *name, const char *label)
{
	govuk_textarea(&visit->html,
		       &(struct govuk_textarea){ .name = text_from(name),
						 .label = { .text = text_from(label),
							    .classes = TEXT("govuk-label--m") },
						 .hint.text = TEXT("It goes on the record of both"),
						 .value = visit_field(visit, name),
						 .error = visit_message(visit, name) });
}

static void radios(struct visit *visit, const char *name, const char *legend,
		   const struct govuk_choice *items, size_t count)
{
	const struct govuk_fieldset fieldset = {
		.legend = { .text = text_from(legend),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = text_from(name),
							    .fieldset = &fieldset,
							    .value = visit_field(visit, name),
							    .error = visit_message(visit, name),
							    .items = items,
							    .item_count = count });
}

static void confirm(struct visit *visit)
{
	govuk_button(&visit->html, &(struct govuk_button){ .text = TEXT("Confirm"),
							   .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static enum status show_pair(struct visit *visit, const struct caseload *caseload,
			     const struct merge_comparison *it)
{
	const struct govuk_choice items[] = {
		{ .text = visit_format(visit, "One person: keep %.*s, and read %.*s as part of it",
				       TEXT_ARG(it->one), TEXT_ARG(it->other)),
		  .value = TEXT("one") },
		{ .text = visit_format(visit, "One person: keep %.*s, and read %.*s as part of it",
				       TEXT_ARG(it->other), TEXT_ARG(it->one)),
		  .value = TEXT("other") },
		{ .text = TEXT("Two people: propose them no more"), .value = TEXT("distinct") },
	};
	begin(visit, "Compare two records", it);
	if (app_can(&visit->app, USE_MERGE_ASK, caseload->pack)) {
		govuk_form_begin(&visit->html,
				 visit_format(visit, "/duplicates/%lld/%lld", (long long)it->one_id,
					      (long long)it->other_id),
				 visit->form_token);
		radios(visit, "kept", "Whose are they?", items, 3);
		reason(visit, "reason", "What shows it?");
		govuk_body(&visit->html,
			   TEXT("That they are one person, another person has to confirm."));
		confirm(visit);
	}
	return visit_page_end(visit);
}

static enum status read_pair(struct visit *visit, struct caseload *caseload,
			     struct merge_comparison *out)
{
	TRY(visit_pack(visit, caseload));
	return merge_compare(caseload, visit->numbers[0], visit->numbers[1], out, visit->error);
}

enum status page_duplicate(struct visit *visit)
{
	struct caseload caseload;
	struct merge_comparison it;
	TRY(read_pair(visit, &caseload, &it));
	return show_pair(visit, &caseload, &it);
}

enum status page_duplicate_post(struct visit *visit)
{
	struct caseload caseload;
	struct merge_comparison it;
	int64_t id;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_MERGE_ASK, caseload.pack, visit->error));
	TRY(read_pair(visit, &caseload, &it));
	struct text kept = visit_field(visit, "kept");
	bool other = text_is(kept, "other");
	bool distinct = text_is(kept, "distinct");
	if (!other && !distinct && !text_is(kept, "one"))
		visit_problem(visit, "kept", TEXT("Choose whose they are"));
	if (!visit_takes(visit))
		return show_pair(visit, &caseload, &it);
	enum status status = merge_ask(
		&caseload, distinct ? MERGE_DISTINCT : MERGE_MERGE, other ? it.other_id : it.one_id,
		other ? it.one_id : it.other_id, visit_field(visit, "reason"), &id, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/merges/%lld", (long long)id);
	TRY(visit_refused(visit, status, "reason"));
	return show_pair(visit, &caseload, &it);
}

/* ---- the second person ---------------------------------------------------------- */

struct merge_page {
	struct caseload caseload;
	struct merge_step step;
	struct merge_comparison pair;
};

static enum status open_merge(struct visit *visit, struct merge_page *page)
{
	TRY(visit_pack(visit, &page->caseload));
	TRY(merge_read(&page->caseload, visit->numbers[0], &page->step, visit->error));
	return merge_compare(&page->caseload, page->step.kept_id, page->step.merged_id, &page->pair,
			     visit->error);
}

static void say(struct visit *visit, struct text who, struct text when, struct text what)
{
	if (who.length != 0)
		govuk_body(&visit->html,
			   visit_format(visit, "%.*s, %.*s: %.*s", TEXT_ARG(who),
					TEXT_ARG(words_instant(visit, when)), TEXT_ARG(what)));
}

static void answer_form(struct visit *visit, const struct merge_page *page)
{
	const bool merges = text_is(page->step.kind, MERGE_MERGE);
	const struct govuk_choice items[] = {
		{ .text = merges ? TEXT("Yes, they are one person")
				 : TEXT("Yes, separate them again"),
		  .value = TEXT("yes") },
		{ .text = merges ? TEXT("No, they are not") : TEXT("No, they are one person"),
		  .value = TEXT("no") },
	};
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/merges/%lld", (long long)page->step.id),
			 visit->form_token);
	radios(visit, "agrees", "As the second person", items, 2);
	reason(visit, "answer", "What shows it?");
	confirm(visit);
}

static void separate_form(struct visit *visit, const struct merge_page *page)
{
	govuk_form_begin(&visit->html,
			 visit_format(visit, "/merges/%lld", (long long)page->step.id),
			 visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("what"), TEXT(MERGE_SEPARATE));
	govuk_heading(&visit->html, 2, "m", TEXT("Separate them again"));
	reason(visit, "reason", "Why are they two people after all?");
	govuk_body(&visit->html, TEXT("Another person has to confirm it."));
	confirm(visit);
}

static enum status show_merge(struct visit *visit, const struct merge_page *page)
{
	const struct merge_step *step = &page->step;
	const struct app *app = &visit->app;
	bool waits = text_is(step->state, MERGE_ASKED);
	begin(visit,
	      waits && text_is(step->kind, MERGE_MERGE) ? "Are they one person?"
	      : waits					? "Are they two people?"
	      : step->holds				? "Read as one record"
							: "What was said of two records",
	      &page->pair);
	govuk_body(&visit->html, visit_format(visit, "%.*s. %.*s.", TEXT_ARG(merge_words(step)),
					      TEXT_ARG(merge_state(visit, step))));
	say(visit, step->asked_by, step->asked_at, step->reason);
	say(visit, step->answered_by, step->answered_at, step->answer);
	if (step->holds)
		visit_link(visit, "The case",
			   visit_format(visit, "/cases/%lld", (long long)step->kept_id));
	if (waits && text_equal(step->asked_by, app->actor))
		govuk_body(&visit->html, TEXT("You asked for it: another person has to answer."));
	else if (waits && app_can(app, USE_MERGE_ANSWER, page->caseload.pack))
		answer_form(visit, page);
	else if (step->holds && app_can(app, USE_MERGE_ASK, page->caseload.pack))
		separate_form(visit, page);
	return visit_page_end(visit);
}

enum status page_merge(struct visit *visit)
{
	struct merge_page page = { 0 };
	TRY(open_merge(visit, &page));
	return show_merge(visit, &page);
}

static enum status post_separate(struct visit *visit, struct merge_page *page)
{
	int64_t id;
	if (!visit_takes(visit))
		return show_merge(visit, page);
	enum status status =
		merge_ask(&page->caseload, MERGE_SEPARATE, page->step.kept_id, page->step.merged_id,
			  visit_field(visit, "reason"), &id, visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/merges/%lld", (long long)id);
	TRY(visit_refused(visit, status, "reason"));
	return show_merge(visit, page);
}

enum status page_merge_post(struct visit *visit)
{
	struct merge_page page = { 0 };
	TRY(visit_pack(visit, &page.caseload));
	TRY(app_may(&visit->app, USE_MERGE_ANSWER, page.caseload.pack, visit->error));
	TRY(open_merge(visit, &page));
	if (text_is(visit_field(visit, "what"), MERGE_SEPARATE))
		return post_separate(visit, &page);
	struct text agrees = visit_field(visit, "agrees");
	if (!text_is(agrees, "yes") && !text_is(agrees, "no"))
		visit_problem(visit, "agrees", TEXT("Choose what you found"));
	if (!visit_takes(visit))
		return show_merge(visit, &page);
	enum status status = merge_answer(&page.caseload, page.step.id, text_is(agrees, "yes"),
					  visit_field(visit, "answer"), visit->error);
	if (status == STATUS_OK)
		return visit_redirect(visit, "/merges/%lld", (long long)page.step.id);
	TRY(visit_refused(visit, status, "answer"));
	return show_merge(visit, &page);
}
