/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a letter in the words of its language. */
#include "app/letter_internal.h"

#include "record/age.h"

struct text letter_apart(const struct letter_filling *it, struct text value)
{
	/* Unicode's FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
	return it->right_to_left && value.length != 0
		       ? text_format(it->arena, "\xE2\x81\xA8%.*s\xE2\x81\xA9", TEXT_ARG(value))
		       : value;
}

struct text letter_day_words(const struct letter_filling *it, int64_t day)
{
	char iso[CLOCK_TEXT_SIZE];
	clock_print_day(day, iso);
	return language_date(it->arena, it->language->language,
			     text_copy(it->arena, text_from(iso)));
}

struct text letter_value_words(const struct letter_filling *it, const struct pack_field *field,
			       dmn_value value)
{
	const struct language *language = it->language->language;
	size_t size;
	if (value.kind == DMN_NULL)
		return TEXT("");
	if (value.kind == DMN_BOOLEAN)
		return text_from(dmn_is_true(value) ? language->yes : language->no);
	if (value.kind == DMN_DATE)
		return letter_day_words(it, dmn_date_days(value));
	const char *text = dmn_text(it->arena, value, &size);
	struct text plain = text_copy(it->arena, (struct text){ text, size });
	if (field->codes != NULL)
		return pack_code_words(it->language, field->codes, plain);
	if (field->type == PACK_TYPE_DATE_TIME && plain.length >= 16)
		return text_format(
			it->arena, "%.*s, %.5s",
			TEXT_ARG(language_date(it->arena, language, text_slice(plain, 0, 10))),
			plain.at + 11);
	return letter_apart(it, plain);
}

/* Of the record decided about, or of one above it. */
static struct text fact_words(struct letter_filling *it, struct text name)
{
	struct pack_fact fact;
	if (!pack_letter_fact(it->pack, name, &fact))
		return TEXT("");
	const struct pack_record *record = it->pack->decision.about;
	struct assembled_row *row = it->about;
	while (row != NULL && record != fact.record) {
		row = batch_parent(it->batch, record, row);
		record = record->parent;
	}
	return row == NULL ? TEXT("")
			   : letter_value_words(it, fact.field, row->row.values[fact.field->index]);
}

static struct text until_words(const struct letter_filling *it)
{
	struct age period = age_from_value(it->arena, it->letter->challenge_period);
	return period.given
		       ? letter_day_words(
				 it, age_after(period, clock_today(&it->item->caseload.app->clock)))
		       : TEXT("");
}

struct text letter_field_words(struct letter_filling *it, struct text name)
{
	const struct item_decision *decision = &it->item->decision;
	switch (pack_letter_field(name)) {
	case LETTER_FIELD_REFERENCE: return letter_apart(it, it->reference);
	case LETTER_FIELD_TODAY:
		return letter_day_words(it, clock_today(&it->item->caseload.app->clock));
	case LETTER_FIELD_DUE: return letter_day_words(it, it->due);
	case LETTER_FIELD_OUTCOME:
		return pack_outcome_words(it->pack, it->language, decision->outcome);
	case LETTER_FIELD_REASONS: return letter_apart(it, decision->reasons);
	case LETTER_FIELD_MADE_ON: return letter_day_words(it, clock_day_of(decision->made_at));
	case LETTER_FIELD_DECIDER_ROLE: return pack_role_words(it->pack, it->language, it->role);
	case LETTER_FIELD_CHALLENGE_HOW: return pack_challenge_words(it->language, it->letter);
	case LETTER_FIELD_CHALLENGE_UNTIL: return until_words(it);
	case LETTER_FIELD_FACT: return fact_words(it, name);
	case LETTER_FIELD_FACTS:
	case LETTER_FIELD_RULES_MET:
	case LETTER_FIELD_RULE_SOURCES:
	case LETTER_FIELD_WOULD_CHANGE:
	case LETTER_FIELD_NONE: break;
	}
	return TEXT("");
}
