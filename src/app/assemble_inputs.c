/* SPDX-License-Identifier: Apache-2.0 */
/* The inputs of a decision, made of a family of records. */
#include "app/assemble.h"

#include "base/ensure.h"
#include "base/list.h"

#include <stdlib.h>

struct taken {
	LIST_OF(struct assembled_row *);
};

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

/* The ancestor of `about` that is of type `record` (or itself), or NULL. */
static struct assembled_row *ancestor(struct batch *batch, const struct pack_record *record,
				      struct assembled_row *about)
{
	const struct pack_record *at = batch->caseload->pack->decision.about;
	struct assembled_row *row = about;
	while (row != NULL && at != record) {
		row = batch_parent(batch, at, row);
		at = at->parent;
	}
	return row;
}

/* Rows of a type whose parent is `parent`. */
static void take_children(struct batch *batch, const struct pack_record *record,
			  const struct assembled_row *parent, struct taken *out)
{
	struct assembled_rows *rows = &batch->rows[record->index];
	size_t low = 0;
	size_t high = rows->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (rows->at[middle].row.root < parent->row.root)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < rows->count && rows->at[low].row.root == parent->row.root; low++)
		if (rows->at[low].row.parent == parent->row.id)
			list_push(batch->arena, out, &rows->at[low]);
}

struct sorting {
	struct assembled_row *row;
	dmn_value key;
};

static int compare_keys(const void *a, const void *b)
{
	const struct sorting *left = a;
	const struct sorting *right = b;
	int order = left->key.kind == right->key.kind ? dmn_compare(left->key, right->key) : 2;
	if (order != 2 && order != 0)
		return order;
	return left->row->row.id < right->row->row.id ? -1 : 1;
}

static void sort_by_key(struct batch *batch, const struct pack_record *record, struct taken *taken)
{
	if (taken->count < 2)
		return;
	struct sorting *rows = arena_new_array(batch->arena, struct sorting, taken->count);
	for (size_t i = 0; i < taken->count; i++)
		rows[i] = (struct sorting){ taken->at[i], taken->at[i]->row.values[record->key->index] };
	qsort(rows, taken->count, sizeof *rows, compare_keys);
	for (size_t i = 0; i < taken->count; i++)
		taken->at[i] = rows[i].row;
}

enum status batch_take(struct batch *batch, const struct pack_input *input,
		       struct assembled_row *about, struct assembled_list *out, struct error *error)
{
	struct taken taken = { 0 };
	struct assembled_row *of = about;
	switch (input->take) {
	case PACK_TAKE_SELF:
		list_push(batch->arena, &taken, about);
		break;
	case PACK_TAKE_ANCESTOR:
	case PACK_TAKE_SIBLINGS:
		of = ancestor(batch, input->take == PACK_TAKE_ANCESTOR ? input->record : input->of, about);
		if (of == NULL)
			return error_set(error, STATUS_DATABASE, "record %lld has lost an ancestor",
					 (long long)about->row.id);
		if (input->take == PACK_TAKE_ANCESTOR)
			list_push(batch->arena, &taken, of);
		else
			take_children(batch, input->record, of, &taken);
		break;
	case PACK_TAKE_CHILDREN:
		take_children(batch, input->record, about, &taken);
		break;
	case PACK_TAKE_ALL:
		for (size_t i = 0; i < batch->rows[input->record->index].count; i++)
			list_push(batch->arena, &taken, &batch->rows[input->record->index].at[i]);
		break;
	}
	sort_by_key(batch, input->record, &taken);
	*out = (struct assembled_list){ taken.at, taken.count };
	return STATUS_OK;
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
