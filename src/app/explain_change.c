/* SPDX-License-Identifier: Apache-2.0 */
/* A change of an input in the pack's words: record, its key, and field by their labels. */
#include "app/explain.h"

#include <dmn_explain.h>

struct place {
	const struct pack_input *input;
	const struct pack_field *field;
	size_t row; /* of a list, from 1; 0: the only one */
};

/* "Orders[2].state" to the input, its field and the row. */
static bool find_place(const struct pack_decision *decision, struct text path, struct place *out)
{
	struct text field, row;
	struct text name = text_cut(path, '.', &field);
	name = text_cut(name, '[', &row);
	*out = (struct place){ 0 };
	for (size_t i = 0; i < row.length && row.at[i] >= '0' && row.at[i] <= '9'; i++)
		out->row = out->row * 10 + (size_t)(row.at[i] - '0');
	for (size_t i = 0; i < decision->input_count; i++)
		if (text_equal(decision->inputs[i].name, name))
			out->input = &decision->inputs[i];
	for (size_t i = 0; out->input != NULL && i < out->input->record->field_count; i++)
		if (text_equal(out->input->record->fields[i].name, field))
			out->field = &out->input->record->fields[i];
	return out->field != NULL;
}

static struct text key_of(const struct place *place, const struct assembled_inputs *inputs,
			  struct arena *arena)
{
	for (size_t i = 0; i < inputs->count; i++) {
		if (!text_is(place->input->name, inputs->names[i]))
			continue;
		dmn_value record = inputs->values[i];
		if (place->row != 0)
			record = dmn_list_at(record, place->row - 1);
		return evaluate_text(
			evaluate_member(record, text_c(arena, place->input->record->key->name)));
	}
	return TEXT("");
}

/* Outlives the evaluation. */
static dmn_value kept(struct arena *arena, const struct pack_field *field, dmn_value value)
{
	size_t size;
	dmn_value out = dmn_null();
	if (value.kind == DMN_NULL || value.kind == DMN_BOOLEAN)
		return value;
	const char *text = dmn_text(arena, value, &size);
	struct text copy = text_copy(arena, (struct text){ text, size });
	return pack_read_value(arena, field, copy, &out, NULL) == STATUS_OK ? out : dmn_null();
}

struct explain_change explain_change_of(const struct explanation *out,
					const struct assembled_inputs *inputs,
					const struct dmn_change *change)
{
	struct arena *arena = out->item.caseload.arena;
	struct text path = text_from(change->path);
	struct place place;
	if (!find_place(&out->item.caseload.pack->decision, path, &place))
		return (struct explain_change){
			.fact = text_copy(arena, path),
			.from = text_copy(arena, text_from(dmn_text(arena, change->from, NULL))),
			.to = text_copy(arena, text_from(dmn_text(arena, change->to, NULL)))
		};
	struct text key = key_of(&place, inputs, arena);
	return (struct explain_change){
		.fact = text_format(arena, "%.*s%s%.*s, %.*s", TEXT_ARG(place.input->record->label),
				    key.length != 0 ? " " : "", TEXT_ARG(key),
				    TEXT_ARG(place.field->label)),
		.from = explain_value_words(arena, place.field, change->from),
		.to = explain_value_words(arena, place.field, change->to),
		.of = { place.input->record, place.field },
		.was = kept(arena, place.field, change->from),
		.wanted = kept(arena, place.field, change->to)
	};
}
