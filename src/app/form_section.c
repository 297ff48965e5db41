/* SPDX-License-Identifier: Apache-2.0 */
/* A section of the form: facts with their source, judgements as a person wrote them. */
#include "app/form_internal.h"

#include "base/builder.h"
#include "letter/written.h"

static struct text source_words(struct arena *arena, const struct explain_fact *fact)
{
	if (fact->source.length == 0)
		return fact->withheld ? TEXT("from this reader") : TEXT("no source has it");
	struct text told = written_date(arena, fact->told);
	struct text doubt = written_quality(arena, fact->quality);
	return text_format(arena, "%.*s%s%.*s%s%.*s", TEXT_ARG(fact->source),
			   told.length != 0 ? ", told " : "", TEXT_ARG(told),
			   doubt.length != 0 ? ". " : "", TEXT_ARG(doubt));
}

static struct text known(struct arena *arena, struct text value)
{
	return value.length != 0 ? written_value(arena, value) : TEXT("Not known");
}

/* A fact of the record itself or of what it belongs to: there is one of each. */
static void add_fact(struct filling *filling, const struct pack_fact *wanted)
{
	struct assembled_list rows;
	batch_related(filling->batch, wanted->record, filling->about, &rows);
	if (rows.count == 0) {
		document_row(filling->document, wanted->field->label, TEXT("None on record"),
			     TEXT(""));
		return;
	}
	struct explain_fact fact = explain_fact_of(filling->batch, filling->arena, wanted->record,
						   rows.at[0], wanted->field);
	document_row(filling->document, fact.field, known(filling->arena, fact.value),
		     source_words(filling->arena, &fact));
}

/* One record of a kind of which there may be several, as a row: its values, then their source. */
static void add_record(struct filling *filling, const struct pack_fact *wanted, size_t count,
		       struct assembled_row *row)
{
	struct text *cells = arena_new_array(filling->arena, struct text, count + 1);
	struct text first = { 0 };
	for (size_t i = 0; i < count; i++) {
		struct explain_fact fact = explain_fact_of(filling->batch, filling->arena,
							   wanted[i].record, row, wanted[i].field);
		cells[i] = known(filling->arena, fact.value);
		struct text source = source_words(filling->arena, &fact);
		/* What another source says than the first value's is told apart, by name. */
		if (i == 0)
			cells[count] = first = source;
		else if (!text_equal(source, first))
			cells[count] = text_format(filling->arena, "%.*s; %.*s: %.*s",
						   TEXT_ARG(cells[count]), TEXT_ARG(fact.field),
						   TEXT_ARG(source));
	}
	document_table_row(filling->document, cells);
}

static void add_table(struct filling *filling, const struct pack_fact *wanted, size_t count)
{
	struct assembled_list rows;
	batch_related(filling->batch, wanted[0].record, filling->about, &rows);
	if (rows.count == 0) {
		document_paragraph(filling->document, TEXT("None on record."));
		return;
	}
	struct text *heads = arena_new_array(filling->arena, struct text, count + 1);
	for (size_t i = 0; i < count; i++)
		heads[i] = wanted[i].field->label;
	heads[count] = TEXT("Source");
	document_table(filling->document, wanted[0].record->label, heads, count + 1);
	for (size_t i = 0; i < rows.count; i++)
		add_record(filling, wanted, count, rows.at[i]);
}

/* Is there one such record for the record decided about: itself, or one above it? */
static bool is_single(const struct filling *filling, const struct pack_record *record)
{
	const struct pack_record *it = filling->item->caseload.pack->decision.about;
	while (it != NULL && it != record)
		it = it->parent;
	return it != NULL;
}

static void add_facts(struct filling *filling, const struct pack_section *section)
{
	for (size_t f = 0; f < section->fact_count;) {
		const struct pack_fact *wanted = &section->facts[f];
		size_t end = f + 1;
		if (is_single(filling, wanted->record)) {
			add_fact(filling, wanted);
		} else {
			while (end < section->fact_count &&
			       section->facts[end].record == wanted->record)
				end++;
			add_table(filling, wanted, end - f);
		}
		f = end;
	}
}

/* What there is to choose from, for who answers by hand. */
static struct text choices(struct arena *arena, const struct pack_codes *codes)
{
	struct builder out = builder_new(arena);
	builder_add_c(&out, "One of:");
	for (size_t i = 0; i < codes->code_count; i++) {
		builder_add_byte(&out, '\n');
		builder_add(&out, codes->codes[i].sentence);
	}
	return builder_text(&out);
}

static void add_judgement(struct filling *filling, const struct pack_judgement *judgement)
{
	struct document *document = filling->document;
	document_heading(document, judgement->label);
	if (judgement->hint.length != 0)
		document_hint(document, judgement->hint);
	struct text written = evaluate_text(
		evaluate_member(filling->judgements, text_c(filling->arena, judgement->name)));
	if (written.length != 0) {
		document_paragraph(
			document,
			written_date(filling->arena, explain_sentence(judgement->codes, written)));
		return;
	}
	if (judgement->codes != NULL)
		document_hint(document, choices(filling->arena, judgement->codes));
	document_blank(document, judgement->codes != NULL || judgement->is_date ? 1 : 3);
}

void form_section(struct filling *filling, const struct pack_section *section)
{
	document_section(filling->document, section->title);
	if (section->guidance.length != 0)
		document_hint(filling->document, section->guidance);
	add_facts(filling, section);
	for (size_t i = 0; i < section->judgement_count; i++)
		add_judgement(filling, &section->judgements[i]);
}
