/* SPDX-License-Identifier: Apache-2.0 */
/* What changed since a record was published. */
#include "app/transparency.h"

#include "app/evaluate.h"

static bool is_of(dmn_value field, const struct transparency_row *row)
{
	return text_is(evaluate_text(dmn_context_get(field, "name")), row->name) &&
	       text_is(evaluate_text(dmn_context_get(field, "reference")), row->reference);
}

static bool is_same_field(dmn_value a, dmn_value b)
{
	return text_equal(evaluate_text(dmn_context_get(a, "name")),
			  evaluate_text(dmn_context_get(b, "name"))) &&
	       text_equal(evaluate_text(dmn_context_get(a, "reference")),
			  evaluate_text(dmn_context_get(b, "reference")));
}

static struct text value_of(dmn_value field)
{
	return evaluate_text(dmn_context_get(field, "value"));
}

static bool record_has(const struct transparency *record, dmn_value field)
{
	for (size_t i = 0; i < record->count; i++)
		if (is_of(field, &record->at[i]) &&
		    text_equal(record->at[i].value, value_of(field)))
			return true;
	return false;
}

static bool fields_have(dmn_value fields, const struct transparency_row *row)
{
	for (size_t i = 0; i < fields.count; i++)
		if (is_of(dmn_list_at(fields, i), row) &&
		    text_equal(value_of(dmn_list_at(fields, i)), row->value))
			return true;
	return false;
}

/* The one value that stood there, where the field does not come again in either. */
static bool find_single(const struct transparency *record, dmn_value fields,
			const struct transparency_row *row, struct text *was)
{
	size_t before = 0, now = 0;
	for (size_t i = 0; i < fields.count; i++)
		if (is_of(dmn_list_at(fields, i), row)) {
			*was = value_of(dmn_list_at(fields, i));
			before++;
		}
	for (size_t i = 0; i < record->count; i++)
		now += text_is(text_from(record->at[i].name), row->name) &&
		       text_is(text_from(record->at[i].reference), row->reference);
	return before == 1 && now == 1;
}

static bool comes_again(dmn_value fields, size_t at, const struct transparency *record)
{
	dmn_value field = dmn_list_at(fields, at);
	size_t before = 0, now = 0;
	for (size_t i = 0; i < fields.count; i++)
		before += is_same_field(dmn_list_at(fields, i), field);
	for (size_t i = 0; i < record->count; i++)
		now += is_of(field, &record->at[i]);
	return before != 1 || now != 1;
}

void transparency_compare(struct arena *arena, const struct transparency_published *last,
			  const struct transparency *record, struct transparency_changes *out)
{
	*out = (struct transparency_changes){ 0 };
	for (size_t i = 0; i < record->count; i++) {
		const struct transparency_row *row = &record->at[i];
		struct transparency_change change = { .label = text_from(row->label),
						      .is = row->value };
		if (fields_have(last->fields, row))
			continue;
		if (!find_single(record, last->fields, row, &change.was))
			change.was = TEXT("");
		list_push(arena, out, change);
	}
	for (size_t i = 0; i < last->fields.count; i++) {
		dmn_value field = dmn_list_at(last->fields, i);
		if (!record_has(record, field) && comes_again(last->fields, i, record))
			list_push(arena, out,
				  (struct transparency_change){
					  .label = evaluate_text(dmn_context_get(field, "label")),
					  .was = value_of(field) });
	}
}
