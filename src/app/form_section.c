/* SPDX-License-Identifier: Apache-2.0 */
/* A section of the form: facts with their source, judgements as a person wrote them. */
#include "app/form_internal.h"

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
	struct explain_fact fact =
		explain_fact_of(filling->batch, arena, wanted->record, row, wanted->field);
	struct text key = several ? text_format(arena, "%.*s (%.*s)", TEXT_ARG(fact.field),
						TEXT_ARG(fact.key))
				  : fact.field;
	html_summary_row(&filling->html, key,
			 fact.value.length != 0 ? fact.value : TEXT("Not known"),
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
			html_summary_row(&filling->html, wanted->field->label,
					 TEXT("None on record"), TEXT(""));
	}
	html_end(&filling->html);
}

void form_blank(struct html *html)
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
	struct text written =
		evaluate_text(evaluate_member(filling->judgements, text_c(arena, judgement->name)));
	if (written.length != 0)
		html_paragraph(html, explain_sentence(judgement->codes, written));
	else
		form_blank(html);
}

void form_section(struct filling *filling, const struct pack_section *section)
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
