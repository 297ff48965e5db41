/* SPDX-License-Identifier: Apache-2.0 */
/* The person's own page: opening it, and what it tells. */
#include "web/clock_table.h"
#include "web/paper.h"
#include "web/you.h"

static const struct rate_limit tries = { .each_second = 0.2, .most = 10 };
enum {
	RATE_PERSON = 3
};

static void table_begin(struct visit *visit, struct govuk_table *table, struct text caption,
			const struct govuk_cell *heads, size_t count)
{
	*table = (struct govuk_table){ .caption = caption,
				       .caption_classes = TEXT("govuk-visually-hidden"),
				       .heads = heads,
				       .head_count = count };
	govuk_scroll_begin(&visit->html, table->caption);
	govuk_table_begin(&visit->html, table);
}

static void table_end(struct visit *visit)
{
	govuk_table_end(&visit->html);
	govuk_scroll_end(&visit->html);
}

static void show_decision(struct visit *visit, const struct person_decision *it)
{
	struct govuk_summary_row rows[6];
	size_t count = 0;
	rows[count++] =
		(struct govuk_summary_row){ .key.text = TEXT("Decided on"),
					    .value.text = words_instant(visit, it->made_at) };
	rows[count++] =
		(struct govuk_summary_row){ .key.text = TEXT("By"), .value.text = it->role };
	rows[count++] =
		(struct govuk_summary_row){ .key.text = TEXT("Why"), .value.text = it->reasons };
	if (it->challenged_on.length != 0)
		rows[count++] =
			(struct govuk_summary_row){ .key.text = TEXT("You challenged it"),
						    .value.text = written_date(visit->arena,
									       it->challenged_on) };
	if (it->challenged_on.length != 0)
		rows[count++] = (struct govuk_summary_row){
			.key.text = TEXT("Our answer"),
			.value.text = it->answer.length != 0
					      ? it->answer
					      : TEXT("Somebody who did not decide it is looking "
						     "at it")
		};
	govuk_heading(&visit->html, 3, "s", it->outcome != NULL ? it->outcome->sentence : it->code);
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){ .rows = rows, .row_count = count });
	if (it->letter_id != 0)
		visit_link(visit, "The letter: facts, rules, what would have changed it",
			   visit_format(visit, "/you/letters/%lld", (long long)it->letter_id));
	if (it->challenged_on.length == 0)
		visit_link(visit, "I think that this decision is wrong",
			   visit_format(visit, "/you/decisions/%lld", (long long)it->id));
}

static void show_decisions(struct visit *visit, const struct person_page *page)
{
	govuk_heading(&visit->html, 2, "m", TEXT("Decisions"));
	for (size_t i = 0; i < page->decisions.count; i++)
		show_decision(visit, &page->decisions.at[i]);
	if (page->decisions.count == 0)
		govuk_body(&visit->html, TEXT("Nothing has been decided yet."));
}

static void show_letters(struct visit *visit, const struct person_page *page)
{
	if (page->letters.count == 0)
		return;
	govuk_heading(&visit->html, 2, "m", TEXT("Other letters"));
	for (size_t i = 0; i < page->letters.count; i++)
		visit_link(visit,
			   visit_format(visit, "%.*s, of %.*s", TEXT_ARG(page->letters.at[i].label),
					TEXT_ARG(words_instant(visit, page->letters.at[i].made_at)))
				   .at,
			   visit_format(visit, "/you/letters/%lld",
					(long long)page->letters.at[i].id));
}

static struct html_part due_cell(struct visit *visit, const struct clock_look *it)
{
	struct html part = html_part_begin(&visit->html);
	html_text(&part, it->due.length != 0 ? clock_when(visit, it->due) : TEXT("Not known"));
	if (it->is_overdue) {
		html_text(&part, TEXT(" "));
		govuk_tag(&part, &(struct govuk_content){ .text = TEXT("We are late"),
							  .classes = TEXT("govuk-tag--red") });
	}
	return html_part_end(&part);
}

/* What runs, and what was late: that it was late is not hidden by what came after. */
static void show_clocks(struct visit *visit, const struct person_page *page)
{
	const struct govuk_cell heads[] = { { .text = TEXT("What") },
					    { .text = TEXT("Of") },
					    { .text = TEXT("To be done by") },
					    { .text = TEXT("Done") } };
	struct govuk_table table;
	if (page->clocks.count == 0)
		return;
	govuk_heading(&visit->html, 2, "m", TEXT("What is due"));
	table_begin(visit, &table, TEXT("What is due, and what was"), heads, 4);
	for (size_t i = 0; i < page->clocks.count; i++) {
		const struct clock_look *it = &page->clocks.at[i];
		const struct govuk_cell cells[] = {
			{ .text = it->clock != NULL ? it->clock->label : it->name },
			{ .text = it->record },
			{ .html = due_cell(visit, it) },
			{ .text = it->ended.length != 0 ? clock_when(visit, it->ended)
							: TEXT("Not yet") }
		};
		govuk_table_row(&visit->html, &table, cells, 4);
	}
	table_end(visit);
}

static void show_block(struct visit *visit, const struct person_block *block)
{
	const struct pack_person_rows *of = block->of;
	struct govuk_cell *cells =
		arena_new_array(visit->arena, struct govuk_cell, of->field_count + 1);
	struct govuk_table table;
	for (size_t f = 0; f < of->field_count; f++)
		cells[f].text = of->fields[f]->label;
	govuk_heading(&visit->html, 2, "m", of->record->label);
	if (block->rows.count == 0) {
		govuk_body(&visit->html, TEXT("None is on record."));
		return;
	}
	table_begin(visit, &table,
		    visit_format(visit, "%.*s: what is on record", TEXT_ARG(of->record->label)),
		    cells, of->field_count);
	for (size_t r = 0; r < block->rows.count; r++) {
		struct govuk_cell *row =
			arena_new_array(visit->arena, struct govuk_cell, of->field_count + 1);
		for (size_t f = 0; f < of->field_count; f++)
			row[f].text = written_value(visit->arena, block->rows.at[r][f].value);
		govuk_table_row(&visit->html, &table, row, of->field_count);
	}
	table_end(visit);
}

static void show_requests(struct visit *visit, const struct person_page *page)
{
	const struct govuk_cell heads[] = { { .text = TEXT("About") },
					    { .text = TEXT("Asked on") },
					    { .text = TEXT("Answer by") },
					    { .text = TEXT("State") },
					    { .text = TEXT("Our answer") } };
	struct govuk_table table;
	govuk_heading(&visit->html, 2, "m", TEXT("What you have asked us to put right"));
	if (page->requests.count == 0)
		govuk_body(&visit->html, TEXT("Nothing."));
	else
		table_begin(visit, &table, TEXT("Requests"), heads, 5);
	for (size_t i = 0; i < page->requests.count; i++) {
		const struct person_request *it = &page->requests.at[i];
		const struct govuk_cell cells[] = {
			{ .text = it->label },
			{ .text = written_date(visit->arena, it->asked_on) },
			{ .text = written_date(visit->arena, it->due_on) },
			{ .text = written_capital(visit->arena, it->state) },
			{ .text = it->answer }
		};
		govuk_table_row(&visit->html, &table, cells, 5);
	}
	if (page->requests.count != 0)
		table_end(visit);
	visit_link(visit, "Something that you hold about me is wrong", TEXT("/you/correct"));
}

static struct text look_text(struct visit *visit, dmn_value look, const char *name)
{
	size_t size;
	dmn_value value = dmn_context_get(look, name);
	if (value.kind == DMN_NULL)
		return TEXT("");
	const char *text = dmn_text(visit->arena, value, &size);
	return (struct text){ text, size };
}

/* What they did, in words. */
static struct text look_words(struct text action)
{
	static const struct {
		const char *action;
		const char *words;
	} all[] = {
#define LOOK(action, words) { action, words },
#include "web/look.def"
#undef LOOK
	};
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (text_is(action, all[i].action))
			return text_from(all[i].words);
	return action;
}

static void show_looks(struct visit *visit, const struct person_page *page)
{
	const struct govuk_cell heads[] = { { .text = TEXT("When") },
					    { .text = TEXT("Who") },
					    { .text = TEXT("What they did") } };
	struct govuk_table table;
	size_t count = page->looks.kind == DMN_LIST ? page->looks.count : 0;
	size_t first = count > PERSON_ROWS_MOST ? count - PERSON_ROWS_MOST : 0;
	govuk_heading(&visit->html, 2, "m", TEXT("Who has looked at what we hold about you"));
	table_begin(visit, &table, TEXT("Who has looked, latest first"), heads, 3);
	for (size_t i = count; i-- > first;) {
		dmn_value look = dmn_list_at(page->looks, i);
		const struct govuk_cell cells[] = {
			{ .text = written_value(visit->arena, look_text(visit, look, "at")) },
			{ .text = look_text(visit, look, "actor") },
			{ .text = look_words(look_text(visit, look, "action")) }
		};
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	table_end(visit);
}

static void show_end(struct visit *visit)
{
	govuk_form_begin(&visit->html, TEXT("/you/close"), visit->form_token);
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = TEXT("Close the page"),
					     .classes = TEXT("govuk-button--secondary") });
	html_end(&visit->html);
}

static enum status show(struct visit *visit, struct person_at *at)
{
	struct person_page page;
	TRY(person_page_read(at, &page, visit->error));
	you_begin(visit, "What we have decided about you", at, false);
	govuk_body(&visit->html,
		   TEXT("A person decides, never a computer alone. Here is what was decided and "
			"why, what we still have to do, and who has looked."));
	show_decisions(visit, &page);
	show_letters(visit, &page);
	show_clocks(visit, &page);
	for (size_t i = 0; i < page.blocks.count; i++)
		show_block(visit, &page.blocks.at[i]);
	show_requests(visit, &page);
	show_looks(visit, &page);
	show_end(visit);
	return visit_page_end(visit);
}

enum status page_you(struct visit *visit)
{
	struct person_at at;
	bool found;
	TRY(you_open(visit, &at, &found));
	return found ? show(visit, &at) : you_ask(visit, 200, NULL);
}

enum status page_you_post(struct visit *visit)
{
	struct text token = TEXT("");
	visit->signed_in = false;
	if (!rate_take(visit->site->rate, &tries, RATE_PERSON, visit->request->address,
		       clock_monotonic()))
		return you_ask(visit, 429, "That was tried too often. Wait a minute");
	enum status status = person_sign_in(&visit->app, visit_field(visit, "code"),
					    visit_field(visit, "second"), &token, visit->error);
	if (status == STATUS_REFUSED)
		return you_ask(visit, 422,
			       "The code or the answer is not right, or the code has ended");
	TRY(status);
	you_set_cookie(visit, token);
	return visit_redirect(visit, "/you");
}

enum status page_you_close(struct visit *visit)
{
	struct person_at at;
	bool found;
	TRY(you_open(visit, &at, &found));
	if (!found)
		return you_ask(visit, 401, NULL);
	TRY(you_check_form(visit));
	TRY(person_session_end(&visit->app, visit->token, visit->error));
	you_set_cookie(visit, TEXT(""));
	return visit_redirect(visit, "/you");
}

/* In its own language and direction. */
enum status page_you_letter(struct visit *visit)
{
	struct person_at at;
	struct letter letter;
	struct document document;
	bool found;
	TRY(you_open(visit, &at, &found));
	if (!found)
		return you_ask(visit, 401, NULL);
	TRY(person_page_letter(&at, visit->numbers[0], &letter, &document, visit->error));
	you_begin(visit, "A letter", &at, true);
	html_begin(&visit->html, "div");
	html_class(&visit->html, "govuk-inset-text", TEXT(""));
	html_attribute(&visit->html, "lang", document.language);
	html_attribute(&visit->html, "dir",
		       document_is_right_to_left(&document) ? TEXT("rtl") : TEXT("ltr"));
	govuk_heading(&visit->html, 2, "l", document.title);
	paper_show(visit, &document);
	html_end(&visit->html);
	return visit_page_end(visit);
}
