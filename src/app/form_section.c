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

static struct text known(struct text value)
{
	return value.length != 0 ? value : TEXT("Not known");
}

/* A fact of the record itself or of what it belongs to: there is one of each. */
static void write_fact(struct filling *filling, const struct pack_fact *wanted)
{
	struct arena *arena = filling->item->caseload.arena;
	struct assembled_list rows;
	batch_related(filling->batch, wanted->record, filling->about, &rows);
	if (rows.count == 0) {
		html_summary_row(&filling->html, wanted->field->label, TEXT("None on record"),
				 TEXT(""));
		return;
	}
	struct explain_fact fact =
		explain_fact_of(filling->batch, arena, wanted->record, rows.at[0], wanted->field);
	html_summary_row(&filling->html, fact.field, known(fact.value), source_words(arena, &fact));
}

/* One record of a kind of which there may be several, as a row: its values, then their source. */
static void write_row(struct filling *filling, const struct pack_fact *wanted, size_t count,
		      struct assembled_row *row)
{
	struct arena *arena = filling->item->caseload.arena;
	struct text *cells = arena_new_array(arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++) {
		struct explain_fact fact = explain_fact_of(filling->batch, arena, wanted[i].record,
							   row, wanted[i].field);
		cells[i] = known(fact.value);
		if (i == 0 || fact.quality.length != 0)
			cells[count] = source_words(arena, &fact);
	}
	html_table_row(&filling->html, cells, count + 1);
}

static void write_table(struct filling *filling, const struct pack_fact *wanted, size_t count)
{
	struct arena *arena = filling->item->caseload.arena;
	struct assembled_list rows;
	batch_related(filling->batch, wanted[0].record, filling->about, &rows);
	if (rows.count == 0) {
		html_paragraph(&filling->html, TEXT("None on record."));
		return;
	}
	struct text *heads = arena_new_array(arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++)
		heads[i] = wanted[i].field->label;
	heads[count] = TEXT("Source");
	html_table(&filling->html, wanted[0].record->label, heads, count + 1);
	for (size_t i = 0; i < rows.count; i++)
		write_row(filling, wanted, count, rows.at[i]);
	html_end(&filling->html);
	html_end(&filling->html);
}

/* Is there one such record for the record decided about: itself, or one above it? */
static bool is_single(const struct filling *filling, const struct pack_record *record)
{
	const struct pack_record *it = filling->item->caseload.pack->decision.about;
	while (it != NULL && it != record)
		it = it->parent;
	return it != NULL;
}

static void write_facts(struct filling *filling, const struct pack_section *section)
{
	for (size_t f = 0; f < section->fact_count;) {
		const struct pack_fact *wanted = &section->facts[f];
		bool single = is_single(filling, wanted->record);
		size_t end = f;
		while (end < section->fact_count &&
		       (single ? is_single(filling, section->facts[end].record)
			       : section->facts[end].record == wanted->record))
			end++;
		if (single) {
			html_summary_list(&filling->html);
			for (size_t i = f; i < end; i++)
				write_fact(filling, &section->facts[i]);
			html_end(&filling->html);
		} else {
			write_table(filling, wanted, end - f);
		}
		f = end;
	}
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
