/* SPDX-License-Identifier: Apache-2.0 */
/* Records that may be one person's: what is proposed, and what people have said. */
#include "app/case_file.h"
#include "web/merge_words.h"
#include "web/words.h"

static void link_row(struct visit *visit, const struct govuk_table *table, struct text first,
		     struct text second, struct text third, const char *text, struct text hidden,
		     struct text href)
{
	struct html part = html_part_begin(&visit->html);
	govuk_link(&part, &(struct govuk_link){ .text = text_from(text),
						.visually_hidden_text = hidden,
						.href = href });
	const struct govuk_cell cells[] = { { .text = first },
					    { .text = second },
					    { .text = third },
					    { .html = html_part_end(&part) } };
	govuk_table_row(&visit->html, table, cells, 4);
}

static void show_proposed(struct visit *visit, const struct duplicate_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Record") },
					    { .text = TEXT("Record") },
					    { .text = TEXT("What they have alike") },
					    { .text = TEXT("Action") } };
	struct govuk_table table = { .caption = TEXT("Records that may be one person"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4 };
	if (list->count == 0) {
		govuk_heading(&visit->html, 2, "m", table.caption);
		govuk_body(
			&visit->html,
			list->key_count == 0
				? TEXT("The pack does not say what two records of one person have "
				       "alike.")
				: visit_format(visit, "None of %zu records waits to be compared.",
					       list->compared));
		return;
	}
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct duplicate *it = &list->at[i];
		link_row(visit, &table, it->one, it->other, it->alike, "Compare",
			 visit_format(visit, "%.*s and %.*s", TEXT_ARG(it->one),
				      TEXT_ARG(it->other)),
			 visit_format(visit, "/duplicates/%lld/%lld", (long long)it->one_id,
				      (long long)it->other_id));
	}
	govuk_table_end(&visit->html);
	if (list->more)
		govuk_body(&visit->html,
			   TEXT("There are more: they follow as these are answered."));
}

static void show_steps(struct visit *visit, const struct merge_list *list)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Records") },
					    { .text = TEXT("What") },
					    { .text = TEXT("State") },
					    { .text = TEXT("Action") } };
	struct govuk_table table = { .caption = TEXT("What people have said of records"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 4 };
	if (list->count == 0)
		return;
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < list->count; i++) {
		const struct merge_step *it = &list->at[i];
		bool waits = text_is(it->state, MERGE_ASKED);
		link_row(
			visit, &table,
			visit_format(visit, "%.*s, %.*s", TEXT_ARG(it->kept), TEXT_ARG(it->merged)),
			merge_words(it), merge_state(visit, it), waits ? "Answer" : "Look",
			visit_format(visit, "%.*s and %.*s", TEXT_ARG(it->kept),
				     TEXT_ARG(it->merged)),
			visit_format(visit, "/merges/%lld", (long long)it->id));
	}
	govuk_table_end(&visit->html);
}

static void input(struct visit *visit, const char *name, const char *label)
{
	govuk_input(&visit->html, &(struct govuk_input){ .name = text_from(name),
							 .label.text = text_from(label),
							 .value = visit_field(visit, name),
							 .classes = TEXT("govuk-input--width-20"),
							 .error = visit_message(visit, name) });
}

/* Any two, by their references. */
static void show_search(struct visit *visit)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Compare any two records"));
	govuk_query_begin(&visit->html, TEXT("/duplicates"));
	input(visit, "one", "Reference of one record");
	input(visit, "other", "Reference of the other");
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Compare"),
					     .classes = TEXT("govuk-button--secondary") });
	html_end(&visit->html);
}

static enum status find_record(struct visit *visit, struct caseload *caseload, const char *name,
			       int64_t *id)
{
	bool found;
	TRY(case_file_find(&visit->app, caseload->pack->name, visit_field(visit, name), id, &found,
			   visit->error));
	if (!found)
		visit_problem(visit, name, TEXT("No record has that reference"));
	return STATUS_OK;
}

enum status page_duplicates(struct visit *visit)
{
	struct caseload caseload;
	struct duplicate_list proposed;
	struct merge_list steps;
	int64_t one = 0;
	int64_t other = 0;
	TRY(visit_pack(visit, &caseload));
	TRY(app_may(&visit->app, USE_MERGES, caseload.pack, visit->error));
	if (visit_field(visit, "one").length != 0 || visit_field(visit, "other").length != 0) {
		TRY(find_record(visit, &caseload, "one", &one));
		TRY(find_record(visit, &caseload, "other", &other));
		if (one != 0 && one == other)
			visit_problem(visit, "other", TEXT("Both are the same record"));
		else if (one != 0 && other != 0)
			return visit_redirect(visit, "/duplicates/%lld/%lld", (long long)one,
					      (long long)other);
	}
	TRY(merge_read_all(&caseload, &steps, visit->error));
	TRY(duplicates_find(&caseload, &proposed, visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "One record of a person",
						       .part = "/quality",
						       .back = TEXT("/quality"),
						       .back_text = "Quality of the data",
						       .is_wide = true });
	govuk_heading(&visit->html, 1, "l", TEXT("One record of a person"));
	govuk_body(&visit->html,
		   TEXT("Two people look at two records before they are read as one, and two can "
			"separate them again. Nothing of either is changed."));
	show_proposed(visit, &proposed);
	show_steps(visit, &steps);
	show_search(visit);
	return visit_page_end(visit);
}
