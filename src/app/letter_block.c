/* SPDX-License-Identifier: Apache-2.0 */
/* The lists and tables of a letter: the facts used, what the rules found, what would change it. */
#include "app/explain.h"
#include "app/letter_internal.h"
#include "app/packs.h"

static void add_fact(struct letter_filling *it, const struct pack_fact *fact,
		     const struct assembled_row *row, bool several)
{
	const struct pack_field *key = fact->record->key;
	struct text label = pack_fact_words(it->language, fact);
	struct text value =
		letter_value_words(it, fact->field, row->row.values[fact->field->index]);
	if (value.length == 0)
		value = text_from(it->language->language->not_known);
	document_row(it->document, label, value,
		     several && key != fact->field
			     ? letter_value_words(it, key, row->row.values[key->index])
			     : TEXT(""));
}

static bool add_facts(struct letter_filling *it)
{
	size_t before = it->document->blocks.count;
	for (size_t i = 0; i < it->letter->fact_count; i++) {
		const struct pack_fact *fact = &it->letter->facts[i];
		struct assembled_list rows;
		batch_related(it->batch, fact->record, it->about, &rows);
		for (size_t j = 0; j < rows.count; j++)
			add_fact(it, fact, rows.at[j], rows.count > 1);
		if (rows.count == 0)
			document_row(it->document, pack_fact_words(it->language, fact),
				     text_from(it->language->language->not_known), TEXT(""));
	}
	return it->document->blocks.count != before;
}

static bool add_reasons(struct letter_filling *it)
{
	dmn_value reasons = evaluate_member(it->result, "Reasons");
	bool any = false;
	for (size_t i = 0; reasons.kind == DMN_LIST && i < reasons.count; i++) {
		struct text code = evaluate_text(evaluate_member(dmn_list_at(reasons, i), "code"));
		struct text words = pack_code_words(it->language, it->pack->decision.reasons, code);
		if (words.length == 0)
			continue;
		document_item(it->document, words);
		any = true;
	}
	return any;
}

/* An annotation is said once, however many rules carry it. */
static void add_note(struct letter_filling *it, size_t first, struct text note)
{
	struct text words = pack_rule_words(it->language, note);
	for (size_t i = first; i < it->document->blocks.count; i++)
		if (text_equal(it->document->blocks.at[i].text, words))
			return;
	document_item(it->document, words);
}

static bool add_sources(struct letter_filling *it, struct error *error)
{
	size_t before = it->document->blocks.count;
	struct evaluator *evaluator;
	struct verdict verdict;
	struct dmn_step step;
	if (evaluator_take(&it->item->caseload, PACKS_RULES, &evaluator, error) != STATUS_OK)
		return false;
	if (evaluator_decide_stored(evaluator, it->arena, it->inputs, it->as_of, &verdict, error) ==
	    STATUS_OK)
		for (size_t i = 0; dmn_trace_step(evaluator->evaluation, i, &step); i++)
			for (size_t j = 0; j < step.rule_count; j++)
				if (step.notes[j][0] != '\0')
					add_note(it, before,
						 text_copy(it->arena, text_from(step.notes[j])));
	evaluator_give(&it->item->caseload, evaluator);
	return it->document->blocks.count != before;
}

bool letter_block(struct letter_filling *it, enum pack_letter_field field, struct error *error)
{
	if (field == LETTER_FIELD_FACTS)
		return add_facts(it);
	if (field == LETTER_FIELD_RULES_MET)
		return add_reasons(it);
	if (field == LETTER_FIELD_RULE_SOURCES)
		return add_sources(it, error);
	return letter_changes(it, error);
}
