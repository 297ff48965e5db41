/* SPDX-License-Identifier: Apache-2.0 */
/* One second look: its facts and form for who has it in hand, both outcomes when it is done. */
#include "app/sample.h"
#include "web/words.h"

struct sample_page {
	struct caseload caseload;
	struct second_look look;
	struct sample_facts facts;
};

static enum status open_page(struct visit *visit, struct sample_page *out)
{
	TRY(visit_pack(visit, &out->caseload));
	return sample_read(&out->caseload, visit->numbers[0], &out->look, &out->facts,
			   visit->error);
}

static struct text path_of(struct visit *visit, const struct sample_page *page)
{
	return visit_format(visit, "/samples/%lld", (long long)page->look.id);
}

static void begin_form(struct visit *visit, const struct sample_page *page, const char *what)
{
	govuk_form_begin(&visit->html, path_of(visit, page), visit->form_token);
	govuk_hidden_field(&visit->html, TEXT("what"), text_from(what));
}

static void end_form(struct visit *visit, const char *button, bool second)
{
	govuk_button(&visit->html,
		     &(struct govuk_button){ .text = text_from(button),
					     .classes = second ? TEXT("govuk-button--secondary")
							       : TEXT(""),
					     .prevent_double_click = GOVUK_ON });
	html_end(&visit->html);
}

static void show_facts(struct visit *visit, const struct sample_facts *facts)
{
	const struct govuk_cell heads[] = { { .text = TEXT("Record") },
					    { .text = TEXT("Fact") },
					    { .text = TEXT("Value") } };
	struct govuk_table table = { .caption = TEXT("The facts, as the rules were given them"),
				     .caption_classes = TEXT("govuk-table__caption--m"),
				     .classes = TEXT("remit-dense"),
				     .heads = heads,
				     .head_count = 3 };
	govuk_table_begin(&visit->html, &table);
	for (size_t i = 0; i < facts->count; i++) {
		const struct sample_fact *it = &facts->at[i];
		const struct govuk_cell cells[] = { { .text = it->record },
						    { .text = it->field },
						    { .text = written_value(visit->arena,
									    it->value) } };
		govuk_table_row(&visit->html, &table, cells, 3);
	}
	govuk_table_end(&visit->html);
}

static void show_outcomes(struct visit *visit, const struct pack *pack)
{
	const struct pack_decision *decision = &pack->decision;
	struct govuk_choice *items =
		arena_new_array(visit->arena, struct govuk_choice, decision->outcome_count + 1);
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("What would you decide?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	for (size_t i = 0; i < decision->outcome_count; i++)
		items[i] = (struct govuk_choice){ .text = decision->outcomes[i].sentence,
						  .value = decision->outcomes[i].code };
	govuk_radios(&visit->html,
		     &(struct govuk_choices){ .name = TEXT("outcome"),
					      .fieldset = &fieldset,
					      .value = visit_field(visit, "outcome"),
					      .error = visit_message(visit, "outcome"),
					      .items = items,
					      .item_count = decision->outcome_count });
}

static bool is_before(const struct sample_facts *facts, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (text_equal(facts->at[i].name, facts->at[at].name))
			return true;
	return false;
}

static void show_cite(struct visit *visit, const struct sample_facts *facts)
{
	struct govuk_option *options =
		arena_new_array(visit->arena, struct govuk_option, facts->count + 2);
	size_t count = 1;
	options[0] = (struct govuk_option){ .text = TEXT("Choose a fact") };
	for (size_t i = 0; i < facts->count; i++)
		if (!is_before(facts, i))
			options[count++] = (struct govuk_option){
				.text = visit_format(visit, "%.*s: %.*s",
						     TEXT_ARG(facts->at[i].record),
						     TEXT_ARG(facts->at[i].field)),
				.value = facts->at[i].name
			};
	govuk_select(&visit->html,
		     &(struct govuk_select){ .name = TEXT("cite"),
					     .label.text = TEXT("The fact that weighs most"),
					     .value = visit_field(visit, "cite"),
					     .error = visit_message(visit, "cite"),
					     .options = options,
					     .option_count = count });
}

static void show_form(struct visit *visit, const struct sample_page *page)
{
	show_facts(visit, &page->facts);
	begin_form(visit, page, "record");
	show_outcomes(visit, page->caseload.pack);
	visit_area(visit, "reasons", "Why?");
	show_cite(visit, &page->facts);
	end_form(visit, "Record the second look", false);
	govuk_heading(&visit->html, 2, "m", TEXT("Give it back"));
	begin_form(visit, page, "give");
	visit_area(visit, "reason", "Why can you not take it?");
	end_form(visit, "Give it back", true);
}

static struct text outcome_words(const struct pack *pack, struct text code)
{
	const struct pack_outcome *it = pack_find_outcome(pack, code);
	return it != NULL ? it->sentence : code;
}

static void show_both(struct visit *visit, const struct sample_page *page)
{
	const struct second_look *it = &page->look;
	const struct pack *pack = page->caseload.pack;
	const struct govuk_summary_row rows[] = {
		{ .key.text = TEXT("Decided"),
		  .value.text = outcome_words(pack, it->first_outcome) },
		{ .key.text = TEXT("Why"), .value.text = it->first_reasons },
		{ .key.text = TEXT("Second look"), .value.text = outcome_words(pack, it->outcome) },
		{ .key.text = TEXT("Why"), .value.text = it->reasons },
		{ .key.text = TEXT("Answer"),
		  .value.text = !it->differs		 ? TEXT("None is asked for: both agree")
				: it->answer.length == 0 ? TEXT("Waits for a third person")
				: text_is(it->answer, "anew")
					? TEXT("It is decided anew; until then the first stands")
					: TEXT("The first decision stands") },
		{ .key.text = TEXT("Why"), .value.text = it->answer_reason },
	};
	govuk_summary_list(&visit->html,
			   &(struct govuk_summary_list){
				   .rows = rows, .row_count = it->answer.length != 0 ? 6 : 5 });
	visit_link(visit, "The item", visit_format(visit, "/items/%lld", (long long)it->item_id));
}

static void show_answer(struct visit *visit, const struct sample_page *page)
{
	const struct govuk_choice items[] = {
		{ .text = TEXT("The first decision stands"), .value = TEXT("stands") },
		{ .text = TEXT("It is to be decided anew"), .value = TEXT("anew") },
	};
	const struct govuk_fieldset fieldset = {
		.legend = { .text = TEXT("What follows?"),
			    .classes = TEXT("govuk-fieldset__legend--m") }
	};
	begin_form(visit, page, "answer");
	govuk_radios(&visit->html, &(struct govuk_choices){ .name = TEXT("answer"),
							    .fieldset = &fieldset,
							    .value = visit_field(visit, "answer"),
							    .error = visit_message(visit, "answer"),
							    .items = items,
							    .item_count = 2 });
	visit_area(visit, "reason", "Why?");
	end_form(visit, "Record the answer", false);
}

static enum status show(struct visit *visit, const struct sample_page *page)
{
	visit_page_begin(visit, &(struct visit_title){ .title = "A second look",
						       .part = "/samples",
						       .back = TEXT("/samples"),
						       .back_text = "Second looks" });
	govuk_caption(&visit->html, "l", page->caseload.pack->title);
	govuk_heading(&visit->html, 1, "l",
		      visit_format(visit, "Second look %lld", (long long)page->look.id));
	if (page->look.mine)
		show_form(visit, page);
	else
		show_both(visit, page);
	if (page->look.differs && page->look.answer.length == 0 &&
	    !text_equal(page->look.actor, visit->app.actor) &&
	    app_can(&visit->app, USE_SAMPLE_ANSWER, page->caseload.pack))
		show_answer(visit, page);
	return visit_page_end(visit);
}

enum status page_sample(struct visit *visit)
{
	struct sample_page page = { 0 };
	TRY(open_page(visit, &page));
	return show(visit, &page);
}

static enum status record(struct visit *visit, struct sample_page *page)
{
	const char *cite = text_c(visit->arena, visit_field(visit, "cite"));
	const struct judgement judgement = { .outcome = visit_field(visit, "outcome"),
					     .reasons = visit_field(visit, "reasons"),
					     .cites = &cite,
					     .cite_count = cite[0] != '\0' };
	return sample_record(&page->caseload, page->look.id, &judgement, visit->error);
}

static enum status answer(struct visit *visit, struct sample_page *page)
{
	struct text verdict = visit_field(visit, "answer");
	if (!text_is(verdict, "stands") && !text_is(verdict, "anew"))
		return error_at_field(visit->error, "answer", "choose what follows",
				      "it stands, or it is decided anew");
	return sample_answer(&page->caseload, page->look.id, text_is(verdict, "anew"),
			     visit_field(visit, "reason"), visit->error);
}

enum status page_sample_post(struct visit *visit)
{
	struct sample_page page = { 0 };
	struct text what = visit_field(visit, "what");
	struct text reason = visit_field(visit, "reason");
	TRY(visit_pack(visit, &page.caseload));
	TRY(app_may(&visit->app, USE_SAMPLE_RECORD, page.caseload.pack, visit->error));
	TRY(open_page(visit, &page));
	if (!visit_takes(visit))
		return show(visit, &page);
	enum status status = text_is(what, "give")     ? sample_give(&page.caseload, page.look.id,
								     reason, visit->error)
			     : text_is(what, "answer") ? answer(visit, &page)
						       : record(visit, &page);
	if (status == STATUS_OK && text_is(what, "give"))
		return visit_redirect(visit, "/samples");
	if (status == STATUS_OK)
		return visit_redirect(visit, "/samples/%lld", (long long)page.look.id);
	TRY(visit_refused(visit, status, NULL));
	return show(visit, &page);
}
