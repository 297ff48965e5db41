/* SPDX-License-Identifier: Apache-2.0 */
/* The case page: everything held on a case, without leaving it. */
#include "app/case_file.h"
#include "app/compartment_look.h"
#include "app/retention.h"
#include "web/clock_table.h"
#include "web/documents.h"
#include "web/words.h"

enum {
	MINUTES_TOGETHER = 15,
	ROWS_MOST = 60 /* of a table: a page stays small, however long a record is */
};

static void show_facts(struct visit *visit, const struct case_block *block)
{
	for (size_t r = 0; r < block->rows.count; r++) {
		struct govuk_summary_row *rows =
			arena_new_array(visit->arena, struct govuk_summary_row, block->head_count);
		for (size_t i = 0; i < block->head_count; i++) {
			rows[i].key.text = block->heads[i];
			rows[i].value.html = words_fact(visit, &block->rows.at[r].facts[i]);
		}
		govuk_summary_list(&visit->html,
				   &(struct govuk_summary_list){ .rows = rows,
								 .row_count = block->head_count,
								 .classes = TEXT("remit-facts") });
	}
}

/* Do the values of these rows all come from one source? Then it is said once, under the table. */
static bool is_one_source(struct visit *visit, const struct case_block *block)
{
	struct text first = words_source(visit, &block->rows.at[0].facts[0]);
	for (size_t r = 0; r < block->rows.count; r++)
		for (size_t i = 0; i < block->head_count; i++)
			if (!text_equal(words_source(visit, &block->rows.at[r].facts[i]), first))
				return false;
	return true;
}

static void show_rows(struct visit *visit, const struct case_block *block,
		      const struct govuk_table *table, bool each_sourced)
{
	size_t count = block->head_count;
	for (size_t r = 0; r < block->rows.count && r < ROWS_MOST; r++) {
		struct explain_fact *facts = block->rows.at[r].facts;
		struct govuk_cell *cells = arena_new_array(visit->arena, struct govuk_cell, count);
		for (size_t i = 0; i < count; i++)
			cells[i].html = each_sourced ? words_fact(visit, &facts[i])
						     : words_value(visit, &facts[i]);
		govuk_table_row(&visit->html, table, cells, count);
	}
}

static void show_table(struct visit *visit, const struct case_block *block, bool is_only)
{
	size_t count = block->head_count;
	if (block->rows.count == 0) {
		govuk_body(&visit->html, is_only ? TEXT("None on record.")
						 : visit_format(visit, "%.*s: none on record.",
								TEXT_ARG(block->caption)));
		return;
	}
	bool sourced = block->kind == CASE_RECORDS;
	bool one = sourced && is_one_source(visit, block);
	struct govuk_cell *heads = arena_new_array(visit->arena, struct govuk_cell, count);
	for (size_t i = 0; i < count; i++)
		heads[i].text = block->heads[i];
	/* Alone in its section, it is named by the heading above it. */
	struct govuk_table table = { .caption = block->caption,
				     .caption_classes = is_only ? TEXT("govuk-visually-hidden")
								: TEXT("govuk-table__caption--s"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = count };
	govuk_scroll_begin(&visit->html, block->caption);
	govuk_table_begin(&visit->html, &table);
	show_rows(visit, block, &table, sourced && !one);
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
	if (block->rows.count > ROWS_MOST)
		govuk_body(&visit->html,
			   visit_format(visit, "Showing %d of %zu. All of them stand in the form.",
					ROWS_MOST, block->rows.count));
	if (one) {
		html_begin(&visit->html, "p");
		html_class(&visit->html, "remit-source", TEXT("remit-source--table"));
		html_text(&visit->html, words_source(visit, &block->rows.at[0].facts[0]));
		html_end(&visit->html);
	}
}

static void show_section(struct visit *visit, const struct case_section *section)
{
	html_begin(&visit->html, "section");
	govuk_heading(&visit->html, 2, "m", section->title);
	if (section->guidance.length != 0)
		govuk_body(&visit->html, section->guidance);
	for (size_t i = 0; i < section->blocks.count; i++) {
		if (section->blocks.at[i].kind == CASE_FACTS)
			show_facts(visit, &section->blocks.at[i]);
		else
			show_table(visit, &section->blocks.at[i], section->blocks.count == 1);
	}
	html_end(&visit->html);
}

static void show_items(struct visit *visit, const struct case_file *file)
{
	struct govuk_task *tasks =
		arena_new_array(visit->arena, struct govuk_task, file->items.count + 1);
	for (size_t i = 0; i < file->items.count; i++) {
		const struct case_item *item = &file->items.at[i];
		struct html part = html_part_begin(&visit->html);
		words_state(&part, item->state);
		tasks[i] = (struct govuk_task){
			.title.text = item->label,
			.hint.text = item->claimed_by.length != 0
					     ? visit_format(visit, "Claimed by %.*s",
							    TEXT_ARG(item->claimed_by))
					     : TEXT("Claimed by nobody"),
			.status.html = html_part_end(&part),
			.href = item->state == WORK_OUT_OF_SCOPE
					? (struct text){ 0 }
					: visit_format(visit, "/items/%lld", (long long)item->id),
		};
	}
	govuk_heading(&visit->html, 2, "m", TEXT("Work on this case"));
	govuk_task_list(&visit->html, &(struct govuk_task_list){ .items = tasks,
								 .item_count = file->items.count });
	if (file->caseload.pack->round.label.length != 0)
		visit_link(visit,
			   visit_format(visit, "%.*s: all of it decided together",
					TEXT_ARG(file->caseload.pack->round.label))
				   .at,
			   visit_format(visit, "/cases/%lld/round", (long long)file->root_id));
}

/* Who else was here a moment ago. */
static void warn_of_others(struct visit *visit, const struct case_file *file)
{
	int64_t since = clock_now() - (int64_t)MINUTES_TOGETHER * 60 * 1000000;
	for (size_t i = 0; i < file->looks.count; i++) {
		const struct case_look *look = &file->looks.at[i];
		if (look->last >= since && !text_equal(look->actor, visit->app.actor))
			govuk_warning_text(
				&visit->html,
				&(struct govuk_warning_text){
					.text = visit_format(visit,
							     "%.*s was on this case within the "
							     "last %d minutes. Speak to "
							     "them before you go on.",
							     TEXT_ARG(look->actor),
							     MINUTES_TOGETHER) });
	}
}

static void show_looks(struct visit *visit, const struct case_file *file)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Who") },
					    { .text = TEXT("Last") },
					    { .text = TEXT("Times"), .is_numeric = true } };
	struct govuk_table table = { .caption = TEXT("Who has looked at this case"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense remit-few"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < file->looks.count; i++) {
		const struct case_look *look = &file->looks.at[i];
		const struct govuk_cell cells[] = { { .text = look->actor },
						    { .text = words_micros(visit, look->last) },
						    { .text = visit_format(visit, "%lld",
									   (long long)look->count),
						      .is_numeric = true } };
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
	visit_link(visit, "The whole audit trail of this case",
		   visit_format(visit, "/cases/%lld/trail", (long long)file->root_id));
	visit_link(visit, "Who may see this case, and conflicts of interest",
		   visit_format(visit, "/cases/%lld/access", (long long)file->root_id));
	if (app_can(&visit->app, USE_RECTIFY_ASK, file->caseload.pack) &&
	    file->caseload.pack->rectification.period.kind != DMN_NULL)
		visit_link(visit, "The person says that something here is wrong",
			   visit_format(visit, "/cases/%lld/rectify", (long long)file->root_id));
	if (compartment_is_reached(&file->caseload))
		visit_link(visit, "What closed compartments hold on the person",
			   visit_format(visit, "/cases/%lld/closed", (long long)file->root_id));
	if (file->caseload.pack->person_page.code.kind != DMN_NULL &&
	    app_can(&visit->app, USE_PERSON_CODE, file->caseload.pack))
		visit_link(visit, "A code with which the person opens their own page",
			   visit_format(visit, "/cases/%lld/code", (long long)file->root_id));
	if (app_can(&visit->app, USE_PERSON_FILE, file->caseload.pack))
		visit_link(visit, "Everything held on the person, as a file for them",
			   visit_format(visit, "/cases/%lld/person", (long long)file->root_id));
}

static void show_documents(struct visit *visit, struct caseload *caseload,
			   const struct case_file *file)
{
	if (caseload->pack->documents.types == NULL && file->documents.count == 0)
		return;
	html_begin(&visit->html, "section");
	govuk_heading(&visit->html, 2, "m", TEXT("Documents"));
	if (file->documents.count == 0)
		govuk_body(&visit->html, TEXT("No document is on this case."));
	else
		documents_table(visit, caseload, &file->documents,
				TEXT("Documents on this case, oldest first"), "Move");
	if (app_can(&visit->app, USE_DOCUMENT_ADD, caseload->pack))
		visit_link(
			visit, "Add a document",
			visit_format(visit, "/documents/new?case=%lld", (long long)file->root_id));
	html_end(&visit->html);
}

static void show_clocks(struct visit *visit, const struct case_file *file)
{
	if (file->clocks.count == 0)
		return;
	html_begin(&visit->html, "section");
	govuk_heading(&visit->html, 2, "m", TEXT("Clocks"));
	clock_table(visit, &file->caseload, &file->clocks,
		    TEXT("Times that run, and that have run, on this case"), true);
	html_end(&visit->html);
}

/* Records that are read as this one's. */
static void show_merges(struct visit *visit, const struct case_file *file)
{
	for (size_t i = 0; i < file->merges.count; i++) {
		const struct merge_step *it = &file->merges.at[i];
		govuk_inset_text(&visit->html,
				 &(struct govuk_inset_text){
					 .text = visit_format(
						 visit,
						 "The record %.*s is this person's too, by %.*s "
						 "and %.*s, and is read with it.",
						 TEXT_ARG(it->merged), TEXT_ARG(it->asked_by),
						 TEXT_ARG(it->answered_by)) });
		visit_link(visit, "Both records beside one another",
			   visit_format(visit, "/merges/%lld", (long long)it->id));
	}
}

static enum status tell_hold(struct visit *visit, struct case_file *file)
{
	struct hold hold;
	TRY(hold_read(&file->caseload, file->root_id, &hold, visit->error));
	if (hold.id != 0)
		govuk_inset_text(
			&visit->html,
			&(struct govuk_inset_text){
				.text = visit_format(
					visit,
					"Legal hold since %.*s, put by %.*s: %.*s. Nothing of "
					"this case is erased while it is on.",
					TEXT_ARG(words_instant(visit, hold.put_at)),
					TEXT_ARG(hold.actor), TEXT_ARG(hold.reason)) });
	return STATUS_OK;
}

enum status page_case(struct visit *visit)
{
	struct caseload caseload;
	struct case_file file;
	TRY(visit_pack(visit, &caseload));
	TRY(case_file_read(&visit->app, caseload.pack->name, visit->numbers[0], &file,
			   visit->error));
	visit_page_begin(visit, &(struct visit_title){ .title = "Case",
						       .part = "/worklist",
						       .back = TEXT("/worklist"),
						       .back_text = "Worklist",
						       .is_wide = true });
	govuk_caption(&visit->html, "l", TEXT("Case"));
	govuk_heading(&visit->html, 1, "l", file.reference);
	TRY(tell_hold(visit, &file));
	warn_of_others(visit, &file);
	show_merges(visit, &file);
	show_items(visit, &file);
	show_clocks(visit, &file);
	for (size_t i = 0; i < caseload.pack->overview.section_count; i++)
		show_section(visit, &file.sections[i]);
	show_documents(visit, &caseload, &file);
	show_looks(visit, &file);
	return visit_page_end(visit);
}
