/* SPDX-License-Identifier: Apache-2.0 */
/* The outcome form. */
#include "app/form.h"

#include "app/explain.h"
#include "letter/html.h"

struct filling {
	struct item *item;
	struct batch *batch;
	struct html html;
	struct assembled_row *about;
	dmn_value judgements; /* context: what the person wrote */
};

static struct text source_words(struct arena *arena, const struct explain_fact *fact)
{
	if (fact->source.length == 0)
		return TEXT("no source has it");
	return text_format(arena, "%.*s%s%.*s%s%.*s", TEXT_ARG(fact->source),
			   fact->told.length != 0 ? ", told " : "", TEXT_ARG(fact->told),
			   fact->quality.length != 0 ? ": " : "", TEXT_ARG(fact->quality));
}

static void write_fact(struct filling *filling, const struct pack_fact *wanted, bool several,
		       struct assembled_row *row)
{
	struct arena *arena = filling->item->caseload.arena;
	struct explain_fact fact = explain_fact_of(filling->batch, arena, wanted->record, row,
						   wanted->field);
	struct text key = several ? text_format(arena, "%.*s (%.*s)", TEXT_ARG(fact.field),
						TEXT_ARG(fact.key))
				  : fact.field;
	html_summary_row(&filling->html, key, fact.value.length != 0 ? fact.value : TEXT("Not known"),
			 source_words(arena, &fact));
}

static void write_facts(struct filling *filling, const struct pack_section *section)
{
	if (section->fact_count == 0)
		return;
	html_summary_list(&filling->html);
	for (size_t f = 0; f < section->fact_count; f++) {
		const struct pack_fact *wanted = &section->facts[f];
		struct assembled_list rows;
		batch_related(filling->batch, wanted->record, filling->about, &rows);
		for (size_t i = 0; i < rows.count; i++)
			write_fact(filling, wanted, rows.count > 1, rows.at[i]);
		if (rows.count == 0)
			html_summary_row(&filling->html, wanted->field->label, TEXT("None on record"),
					 TEXT(""));
	}
	html_end(&filling->html);
}

static void write_blank(struct html *html)
{
	html_begin(html, "div");
	html_attribute(html, "class", TEXT("blank"));
	html_end(html);
}

static void write_judgement(struct filling *filling, const struct pack_judgement *judgement)
{
	struct html *html = &filling->html;
	struct arena *arena = filling->item->caseload.arena;
	html_heading(html, 3, judgement->label);
	if (judgement->hint.length != 0)
		html_hint(html, judgement->hint);
	struct text written = evaluate_text(
		evaluate_member(filling->judgements, text_c(arena, judgement->name)));
	if (written.length != 0)
		html_paragraph(html, explain_sentence(judgement->codes, written));
	else
		write_blank(html);
}

static void write_section(struct filling *filling, const struct pack_section *section)
{
	html_begin(&filling->html, "section");
	html_heading(&filling->html, 2, section->title);
	if (section->guidance.length != 0)
		html_hint(&filling->html, section->guidance);
	write_facts(filling, section);
	for (size_t i = 0; i < section->judgement_count; i++)
		write_judgement(filling, &section->judgements[i]);
	html_end(&filling->html);
}

static void row(struct html *html, const char *key, struct text value)
{
	html_summary_row(html, text_from(key), value, TEXT(""));
}

static void write_decision(struct filling *filling)
{
	const struct item_decision *it = &filling->item->decision;
	struct html *html = &filling->html;
	html_begin(html, "section");
	html_heading(html, 2, TEXT("Decision"));
	if (!it->found) {
		html_hint(html, TEXT("No one has decided yet."));
		write_blank(html);
	} else {
		const struct pack_outcome *outcome = pack_find_outcome(filling->item->caseload.pack,
								       it->outcome);
		char hash[DIGEST_TEXT_SIZE];
		digest_print(&it->payload, hash);
		html_summary_list(html);
		row(html, "Outcome", outcome != NULL ? outcome->sentence : it->outcome);
		row(html, "Reasons", it->reasons);
		row(html, "Evidence cited", it->evidence);
		if (it->switch_reason.length != 0)
			row(html, "Why the view changed", it->switch_reason);
		row(html, "Decided by", it->actor);
		row(html, "At", it->made_at);
		row(html, "State", it->state);
		row(html, "Hash to sign", text_from(hash));
		html_end(html);
	}
	html_end(html);
}

static enum status fill(struct filling *filling, struct text *out, struct error *error)
{
	struct item *item = filling->item;
	struct arena *arena = item->caseload.arena;
	const struct pack_form *form = &item->caseload.pack->form;
	char as_of[CLOCK_TEXT_SIZE];
	TRY(batch_family(filling->batch, item->root_id, error));
	filling->about = batch_find(filling->batch, item->caseload.pack->decision.about, item->record_id);
	if (filling->about == NULL)
		return error_set(error, STATUS_NOT_FOUND, "the item's record is gone");
	filling->judgements = dmn_null();
	if (item->decision.found)
		dmn_from_json(arena, item->decision.judgements.at, item->decision.judgements.length,
			      &filling->judgements);
	clock_print_day(item->as_of, as_of);
	filling->html = html_document(arena, TEXT("en"), form->title);
	html_begin(&filling->html, "main");
	html_heading(&filling->html, 1, form->title);
	html_paragraph(&filling->html, text_format(arena, "Item %lld, as of %s", (long long)item->id, as_of));
	for (size_t i = 0; i < form->section_count; i++)
		write_section(filling, &form->sections[i]);
	write_decision(filling);
	*out = html_finish(&filling->html);
	return STATUS_OK;
}

static enum status record(struct item *item, struct error *error)
{
	return item_log(item, USE_FORM, TEXT(""), error);
}

enum status form_write(struct app *app, int64_t item_id, struct text *html, struct error *error)
{
	struct item item;
	struct filling filling = { .item = &item };
	TRY(item_open(app, item_id, &item, error));
	TRY(app_may(app, USE_FORM, item.caseload.pack, error));
	TRY(batch_new(&item.caseload, item.as_of, &filling.batch, error));
	enum status status = fill(&filling, html, error);
	batch_free(filling.batch);
	TRY(status);
	TRY(app_begin(app, error));
	return app_end(app, record(&item, error), error);
}
