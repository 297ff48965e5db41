/* SPDX-License-Identifier: Apache-2.0 */
/* The inputs of a decision, made of a family of records. */
#include "app/assemble.h"

#include "base/ensure.h"
#include "base/list.h"

static void make_contexts(struct batch *batch, const struct pack_record *record,
			  struct assembled_row *row)
{
	if (row->has_context)
		return;
	const char **names = arena_new_array(batch->arena, const char *, 2 * record->field_count);
	dmn_value *values = arena_new_array(batch->arena, dmn_value, 2 * record->field_count);
	const char **known_names = names + record->field_count;
	dmn_value *known_values = values + record->field_count;
	size_t count = 0;
	size_t known = 0;
	for (size_t i = 0; i < record->field_count; i++) {
		if (!record->fields[i].engine)
			continue;
		names[count] = text_c(batch->arena, record->fields[i].name);
		values[count] = row->row.values[i];
		if (values[count].kind != DMN_NULL) {
			known_names[known] = names[count];
			known_values[known++] = values[count];
		}
		count++;
	}
	row->context = dmn_context(batch->arena, names, values, count);
	row->known = dmn_context(batch->arena, known_names, known_values, known);
	row->has_context = true;
}

dmn_value batch_context(struct batch *batch, const struct pack_record *record,
			struct assembled_row *row)
{
	make_contexts(batch, record, row);
	return row->context;
}

static void fill_input(struct batch *batch, const struct pack_input *input,
		       const struct assembled_list *rows, dmn_value *value, dmn_value *stored)
{
	dmn_value *items = arena_new_array(batch->arena, dmn_value, rows->count + 1);
	dmn_value *known = arena_new_array(batch->arena, dmn_value, rows->count + 1);
	for (size_t i = 0; i < rows->count; i++) {
		make_contexts(batch, input->record, rows->at[i]);
		items[i] = rows->at[i]->context;
		known[i] = rows->at[i]->known;
	}
	bool one = input->take == PACK_TAKE_SELF || input->take == PACK_TAKE_ANCESTOR;
	*value = one ? items[0] : dmn_list(batch->arena, items, rows->count);
	*stored = one ? known[0] : dmn_list(batch->arena, known, rows->count);
}

struct findings {
	LIST_OF(const struct quality_finding *);
};

static bool is_known(const struct findings *findings, const struct quality_finding *finding)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->at[i]->state == finding->state &&
		    text_equal(findings->at[i]->field, finding->field) &&
		    text_equal(findings->at[i]->record, finding->record))
			return true;
	return false;
}

static void add_findings(struct batch *batch, const struct pack_input *input,
			 const struct assembled_list *rows, struct findings *findings)
{
	for (size_t i = 0; i < rows->count; i++) {
		batch_quality(batch, input->record, rows->at[i]);
		for (size_t f = 0; f < rows->at[i]->finding_count; f++)
			if (!is_known(findings, &rows->at[i]->findings[f]))
				list_push(batch->arena, findings, &rows->at[i]->findings[f]);
	}
}

static dmn_value findings_value(struct batch *batch, const struct findings *findings)
{
	dmn_value *items = arena_new_array(batch->arena, dmn_value, findings->count + 1);
	for (size_t i = 0; i < findings->count; i++)
		items[i] = quality_value(batch->arena, findings->at[i]);
	return dmn_list(batch->arena, items, findings->count);
}

enum status batch_inputs(struct batch *batch, struct assembled_row *about,
			 struct assembled_inputs *out, struct error *error)
{
	const struct pack_decision *decision = &batch->caseload->pack->decision;
	struct findings findings = { 0 };
	out->count = decision->input_count + 1;
	out->names = arena_new_array(batch->arena, const char *, out->count);
	out->values = arena_new_array(batch->arena, dmn_value, out->count);
	out->stored = arena_new_array(batch->arena, dmn_value, out->count);
	for (size_t i = 0; i < decision->input_count; i++) {
		struct assembled_list rows;
		TRY(batch_take(batch, &decision->inputs[i], about, &rows, error));
		out->names[i] = text_c(batch->arena, decision->inputs[i].name);
		fill_input(batch, &decision->inputs[i], &rows, &out->values[i], &out->stored[i]);
		add_findings(batch, &decision->inputs[i], &rows, &findings);
	}
	out->names[decision->input_count] = "Quality";
	out->values[decision->input_count] = findings_value(batch, &findings);
	out->stored[decision->input_count] = out->values[decision->input_count];
	return STATUS_OK;
}
