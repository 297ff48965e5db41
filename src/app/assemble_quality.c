/* SPDX-License-Identifier: Apache-2.0 */
/* Where a value comes from, how old it is, and what that makes of it. */
#include "app/assemble.h"

#include "base/list.h"

/* The first of the row's first `count` sources, in the pack's order, that has a value. */
static const struct typed_row *first_with(const struct batch *batch,
					  const struct assembled_row *row, size_t count,
					  size_t field)
{
	const struct caseload *caseload = batch->caseload;
	for (size_t e = 0; e < caseload->pack->extract_count; e++)
		for (size_t i = 0; i < count; i++)
			if (row->sources[i].source == caseload->sources[e] &&
			    row->sources[i].values[field].kind != DMN_NULL)
				return &row->sources[i];
	return NULL;
}

/* The source row that gave the record's value: its own before a merged record's. */
static const struct typed_row *giver(const struct batch *batch, const struct assembled_row *row,
				     size_t field)
{
	const struct typed_row *given = first_with(batch, row, row->own_source_count, field);
	if (given == NULL)
		given = first_with(batch, row, row->source_count, field);
	return given != NULL ? given : &row->row;
}

struct assembled_origin batch_source_origin(const struct batch *batch,
					    const struct assembled_row *row,
					    const struct pack_field *field)
{
	struct assembled_origin out = { 0 };
	const struct typed_row *given = giver(batch, row, field->index);
	out.origin = caseload_origin(batch->caseload, given->origin);
	out.row = given->origin_row;
	if (field->told_by != NULL) {
		dmn_value told = row->row.values[field->told_by->index];
		out.told_known = told.kind == DMN_DATE;
		out.told_day = out.told_known ? dmn_date_days(told) : 0;
	}
	if (!out.told_known && out.origin != NULL) {
		out.told_known = true;
		out.told_day = out.origin->told_day;
	}
	return out;
}

struct assembled_origin batch_origin(const struct batch *batch, const struct pack_record *record,
				     const struct assembled_row *row,
				     const struct pack_field *field)
{
	struct assembled_origin out = batch_source_origin(batch, row, field);
	out.typed = batch_note(batch, record, row, field, true);
	if (out.typed == NULL)
		return out;
	out.told_known = true;
	/* With the program's date set, a note of today would be of the future. */
	out.told_day = out.typed->noted_day < batch->as_of ? out.typed->noted_day : batch->as_of;
	return out;
}

/* What the record has, whether or not a person's value stands instead. */
static dmn_value recorded(const struct batch *batch, const struct pack_record *record,
			  const struct assembled_row *row, const struct pack_field *field)
{
	const struct assembled_note *note = batch_note(batch, record, row, field, true);
	return note != NULL ? note->instead : row->row.values[field->index];
}

size_t batch_sides(const struct batch *batch, const struct pack_record *record,
		   const struct assembled_row *row, const struct pack_field *field,
		   struct assembled_side *out)
{
	const struct caseload *caseload = batch->caseload;
	dmn_value only = recorded(batch, record, row, field);
	size_t count = 0;
	for (size_t e = 0; e < caseload->pack->extract_count; e++)
		for (size_t i = 0; i < row->source_count; i++)
			if (row->sources[i].source == caseload->sources[e] &&
			    row->sources[i].values[field->index].kind != DMN_NULL)
				out[count++] = (struct assembled_side){
					caseload_origin(caseload, row->sources[i].origin),
					row->sources[i].values[field->index]
				};
	if (row->source_count == 0 && only.kind != DMN_NULL)
		out[count++] =
			(struct assembled_side){ caseload_origin(caseload, row->row.origin), only };
	return count;
}

static bool is_settled(const struct pack_field *field, dmn_value value)
{
	if (field->codes == NULL || value.kind != DMN_STRING)
		return true;
	const struct pack_code *code =
		pack_find_code(field->codes, (struct text){ value.as.string, value.count });
	return code == NULL || code->settled;
}

void batch_quality(struct batch *batch, const struct pack_record *record, struct assembled_row *row)
{
	struct {
		LIST_OF(struct quality_finding);
	} list = { 0 };
	if (row->has_findings)
		return;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct pack_field *field = &record->fields[i];
		struct quality_finding found[QUALITY_COUNT];
		if (!field->engine)
			continue;
		struct assembled_origin origin = batch_origin(batch, record, row, field);
		const struct assembled_note *note = batch_note(batch, record, row, field, false);
		struct quality_fact fact = {
			.present = row->row.values[i].kind != DMN_NULL,
			.settled = is_settled(field, row->row.values[i]),
			.told_known = origin.told_known,
			.told_day = origin.told_day,
			.disputed = note != NULL,
			.disputed_day = note != NULL ? note->noted_day : 0,
			.source = origin.origin != NULL ? origin.origin->label : TEXT(""),
		};
		size_t count = quality_of(&batch->caseload->rules[record->index][i], &fact,
					  batch->as_of, found);
		for (size_t k = 0; k < count; k++) {
			found[k].record = record->name;
			found[k].field = field->name;
			list_push(batch->arena, &list, found[k]);
		}
	}
	row->findings = list.at;
	row->finding_count = list.count;
	row->has_findings = true;
}
