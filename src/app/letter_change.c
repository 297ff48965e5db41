/* SPDX-License-Identifier: Apache-2.0 */
/* What would have led to another decision: why each other outcome was not open, and which facts
 * would have had to be others. */
#include "app/explain.h"
#include "app/letter_internal.h"

static struct text why_not(struct letter_filling *it, dmn_value option)
{
	dmn_value reasons = evaluate_member(option, "reasons");
	struct builder out = builder_new(it->arena);
	builder_add(&out, pack_outcome_words(it->pack, it->language,
					     evaluate_text(evaluate_member(option, "outcome"))));
	bool any = false;
	for (size_t i = 0; reasons.kind == DMN_LIST && i < reasons.count; i++) {
		struct text words = pack_code_words(it->language, it->pack->decision.reasons,
						    evaluate_text(dmn_list_at(reasons, i)));
		if (words.length == 0)
			continue;
		builder_add_c(&out, any ? "; " : ": ");
		builder_add(&out, words);
		any = true;
	}
	return builder_text(&out);
}

static bool add_options(struct letter_filling *it)
{
	dmn_value options = evaluate_member(it->result, "Options");
	bool any = false;
	for (size_t i = 0; options.kind == DMN_LIST && i < options.count; i++) {
		dmn_value option = dmn_list_at(options, i);
		if (dmn_is_true(evaluate_member(option, "open")) ||
		    text_equal(evaluate_text(evaluate_member(option, "outcome")),
			       it->item->decision.outcome))
			continue;
		document_item(it->document, why_not(it, option));
		any = true;
	}
	return any;
}

static bool is_told(const struct letter_filling *it, const struct explain_change *change)
{
	for (size_t i = 0; i < it->letter->fact_count; i++)
		if (it->letter->facts[i].field == change->of.field)
			return true;
	return false;
}

static struct text change_words(const struct letter_filling *it,
				const struct explain_change *change)
{
	struct text was = letter_value_words(it, change->of.field, change->was);
	struct text wanted = letter_value_words(it, change->of.field, change->wanted);
	if (wanted.length == 0)
		wanted = text_from(it->language->language->not_known);
	return text_format(it->arena, was.length == 0 ? "%.*s: %.*s" : "%.*s: %.*s (%s %.*s)",
			   TEXT_ARG(pack_fact_words(it->language, &change->of)), TEXT_ARG(wanted),
			   it->language->language->instead_of, TEXT_ARG(was));
}

/* Only what the letter tells as its facts. */
static bool add_alternative(struct letter_filling *it, const struct explain_alternative *other)
{
	struct builder out = builder_new(it->arena);
	if (other->outcome.length == 0 || text_equal(other->outcome, it->item->decision.outcome))
		return false;
	for (size_t i = 0; i < other->change_count; i++) {
		if (!is_told(it, &other->changes[i]))
			return false;
		builder_add_c(&out, i == 0 ? "" : "; ");
		builder_add(&out, change_words(it, &other->changes[i]));
	}
	builder_add_c(&out, ": ");
	builder_add(&out, pack_outcome_words(it->pack, it->language, other->outcome));
	document_item(it->document, builder_text(&out));
	return true;
}

/* Which facts, had they been others, would have led to another outcome; where the item still has
 * the recommendation that was decided on. */
static bool add_alternatives(struct letter_filling *it, struct error *error)
{
	struct explanation explanation = { .item = *it->item };
	bool any = false;
	if (it->item->recommendation_id != it->item->decision.recommendation_id ||
	    explain_read(&explanation, error) != STATUS_OK)
		return false;
	for (size_t i = 0; i < explanation.alternatives.count; i++)
		any |= add_alternative(it, &explanation.alternatives.at[i]);
	return any;
}

bool letter_changes(struct letter_filling *it, struct error *error)
{
	bool options = add_options(it);
	return add_alternatives(it, error) || options;
}
