/* SPDX-License-Identifier: Apache-2.0 */
/* The facts that the rules were given, as they were stored then. */
#include "app/explain.h"
#include "app/reach.h"
#include "app/sample_internal.h"

const struct pack_sample *sample_named(const struct item *item, struct text name)
{
	const struct pack *pack = item->caseload.pack;
	for (size_t i = 0; i < pack->sample_count; i++)
		if (text_equal(pack->samples[i].name, name))
			return &pack->samples[i];
	return NULL;
}

static void add_record(const struct item *item, const struct pack_record *record, dmn_value value,
		       struct sample_facts *out)
{
	struct arena *arena = item->caseload.arena;
	for (size_t f = 0; f < record->field_count; f++) {
		const struct pack_field *field = &record->fields[f];
		const char *name = text_c(arena, field->name);
		dmn_value it = evaluate_member(value, name);
		if (!field->engine || it.kind == DMN_NULL ||
		    !reach_sees(item->caseload.app, item->caseload.pack, record, field))
			continue;
		list_push(arena, out,
			  (struct sample_fact){ .record = record->label,
						.field = field->label,
						.name = text_format(arena, "%.*s.%s",
								    TEXT_ARG(record->name), name),
						.value = explain_value_words(arena, field, it) });
	}
}

enum status sample_facts_of(const struct item *item, struct sample_facts *out, struct error *error)
{
	const struct pack *pack = item->caseload.pack;
	const struct evaluator reader = { .pack = pack };
	struct assembled_inputs inputs;
	*out = (struct sample_facts){ 0 };
	TRY(evaluator_read_stored(&reader, item->caseload.arena, item->inputs, &inputs, error));
	for (size_t i = 0; i < pack->decision.input_count; i++) {
		const struct pack_record *record = pack->decision.inputs[i].record;
		dmn_value value = inputs.values[i];
		if (value.kind == DMN_CONTEXT)
			add_record(item, record, value, out);
		for (size_t r = 0; value.kind == DMN_LIST && r < value.count; r++)
			add_record(item, record, dmn_list_at(value, r), out);
	}
	return STATUS_OK;
}
