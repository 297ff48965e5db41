/* SPDX-License-Identifier: Apache-2.0 */
/* Stored inputs, JSON, back to the values that they were: a date is a date by its field's type. */
#include "app/evaluate.h"

static enum dmn_kind kind_of(const struct pack_field *field)
{
	if (field->type == PACK_TYPE_DATE)
		return DMN_DATE;
	return field->type == PACK_TYPE_DATE_TIME ? DMN_DATE_TIME : DMN_STRING;
}

/* What is not stored is null. */
static dmn_value record_value(struct arena *arena, const struct pack_record *record,
			      dmn_value stored)
{
	const char **names = arena_new_array(arena, const char *, record->field_count);
	dmn_value *values = arena_new_array(arena, dmn_value, record->field_count);
	size_t count = 0;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		if (!field->engine)
			continue;
		names[count] = text_c(arena, field->name);
		values[count] = record_from_json(arena, kind_of(field),
						 evaluate_member(stored, names[count]));
		count++;
	}
	return dmn_context(arena, names, values, count);
}

static dmn_value input_value(struct arena *arena, const struct pack_record *record,
			     dmn_value stored)
{
	if (stored.kind != DMN_LIST)
		return record_value(arena, record, stored);
	dmn_value *items = arena_new_array(arena, dmn_value, stored.count + 1);
	for (size_t i = 0; i < stored.count; i++)
		items[i] = record_value(arena, record, dmn_list_at(stored, i));
	return dmn_list(arena, items, stored.count);
}

/* The findings: `since` is a date. */
static dmn_value quality_input(struct arena *arena, dmn_value stored)
{
	static const char *const names[] = { "record", "field", "state", "source", "since" };
	if (stored.kind != DMN_LIST)
		return stored;
	dmn_value *items = arena_new_array(arena, dmn_value, stored.count + 1);
	for (size_t i = 0; i < stored.count; i++) {
		dmn_value item = dmn_list_at(stored, i);
		dmn_value values[5];
		for (size_t k = 0; k < 5; k++)
			values[k] = evaluate_member(item, names[k]);
		values[4] = record_from_json(arena, DMN_DATE, values[4]);
		items[i] = dmn_context(arena, names, values, 5);
	}
	return dmn_list(arena, items, stored.count);
}

enum status evaluator_read_stored(const struct evaluator *evaluator, struct arena *arena,
				  struct text json, struct assembled_inputs *out,
				  struct error *error)
{
	const struct pack_decision *decision = &evaluator->pack->decision;
	dmn_value stored;
	if (!dmn_from_json(arena, json.at, json.length, &stored))
		return error_set(error, STATUS_DATABASE, "stored inputs are no JSON");
	*out = (struct assembled_inputs){ .count = decision->input_count + 1 };
	out->names = arena_new_array(arena, const char *, out->count);
	out->values = arena_new_array(arena, dmn_value, out->count);
	for (size_t i = 0; i < decision->input_count; i++) {
		out->names[i] = text_c(arena, decision->inputs[i].name);
		out->values[i] = input_value(arena, decision->inputs[i].record,
					     evaluate_member(stored, out->names[i]));
	}
	out->names[decision->input_count] = "Quality";
	out->values[decision->input_count] =
		quality_input(arena, evaluate_member(stored, "Quality"));
	return STATUS_OK;
}

enum status evaluator_decide_stored(struct evaluator *evaluator, struct arena *arena,
				    struct text json, int64_t as_of, struct verdict *out,
				    struct error *error)
{
	struct assembled_inputs inputs;
	TRY(evaluator_read_stored(evaluator, arena, json, &inputs, error));
	return evaluator_decide(evaluator, &inputs, as_of, out, error);
}
