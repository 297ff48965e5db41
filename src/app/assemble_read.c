/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the tables of a batch, each once and in order. */
#include "app/assemble_internal.h"

#include "base/list.h"

#include <stdlib.h>

enum {
	REFERENCE_MOST = 100000
};

struct row_list {
	LIST_OF(struct assembled_row);
};

/* In the family of the record decided about (its root's type among its ancestors). */
static bool is_family(const struct batch *batch, const struct pack_record *record)
{
	return caseload_root(record) == pack_root(batch->caseload->pack);
}

/* Casework alone: other compartments are never read here. */
static bool is_readable(const struct pack_record *record)
{
	return record->compartment.length == 0;
}

static bool is_wanted(const struct batch *batch, const struct pack_record *record)
{
	return batch->only == NULL || batch->only[record->index];
}

void batch_only_columns(struct batch *batch)
{
	const struct pack *pack = batch->caseload->pack;
	bool *only = arena_new_array(batch->caseload->arena, bool, pack->record_count);
	only[pack->decision.about->index] = true;
	for (size_t i = 0; i < pack->worklist_count; i++)
		only[pack->worklist[i].record->index] = true;
	batch->only = only;
}

static int by_root(const void *a, const void *b)
{
	const struct typed_row *left = &((const struct assembled_row *)a)->row;
	const struct typed_row *right = &((const struct assembled_row *)b)->row;
	if (left->root != right->root)
		return left->root < right->root ? -1 : 1;
	return (left->id > right->id) - (left->id < right->id);
}

void assemble_sort(struct assembled_rows *rows)
{
	if (rows->count > 1)
		qsort(rows->at, rows->count, sizeof *rows->at, by_root);
}

enum status assemble_read_rows(struct batch *batch, const struct pack_record *record,
			       struct rows *rows, struct error *error)
{
	struct row_list list = { 0 };
	bool found;
	enum status status;
	struct typed *typed = caseload_typed(batch->caseload, record);
	struct assembled_rows *out = &batch->rows[record->index];
	for (size_t i = 0; i < out->count; i++)
		list_push(batch->arena, &list, out->at[i]);
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found) {
		struct assembled_row row = { 0 };
		typed_read(typed, batch->arena, rows, false, &row.row);
		row.home = row.row.root;
		list_push(batch->arena, &list, row);
	}
	rows_end(rows);
	*out = (struct assembled_rows){ list.at, list.count };
	return status;
}

/* The page of roots has its root rows already. */
static enum status read_type(struct batch *batch, const struct pack_record *record,
			     struct error *error)
{
	struct typed *typed = caseload_typed(batch->caseload, record);
	for (size_t i = record->parent == NULL ? 1 : 0; i < batch->range_count; i++) {
		struct rows rows;
		TRY(typed_range(typed, batch->ranges[i].low, batch->ranges[i].high, &rows, error));
		TRY(assemble_read_rows(batch, record, &rows, error));
	}
	if (batch->range_count > 1)
		assemble_sort(&batch->rows[record->index]);
	bool has_sources = batch->caseload->shapes[record->index].several && batch->only == NULL;
	return has_sources ? assemble_read_sources(batch, record, batch->ranges, batch->range_count,
						   error)
			   : STATUS_OK;
}

enum status assemble_read_family(struct batch *batch, struct error *error)
{
	const struct pack *pack = batch->caseload->pack;
	for (size_t i = 0; i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		if (is_family(batch, record) && is_readable(record) && is_wanted(batch, record))
			TRY(read_type(batch, record, error));
	}
	TRY(assemble_read_notes(batch, error));
	if (batch->merged_count != 0)
		assemble_fold(batch);
	return STATUS_OK;
}

enum status assemble_read_reference(struct batch *batch, struct error *error)
{
	const struct pack_decision *decision = &batch->caseload->pack->decision;
	for (size_t i = 0; i < decision->input_count; i++) {
		const struct pack_record *record = decision->inputs[i].record;
		struct rows rows;
		if (decision->inputs[i].take != PACK_TAKE_ALL || is_family(batch, record) ||
		    !is_wanted(batch, record))
			continue;
		TRY(typed_page(caseload_typed(batch->caseload, record), 0, REFERENCE_MOST, &rows,
			       error));
		TRY(assemble_read_rows(batch, record, &rows, error));
		const struct assembled_range all = { 0, INT64_MAX };
		if (batch->caseload->shapes[record->index].several)
			TRY(assemble_read_sources(batch, record, &all, 1, error));
	}
	return STATUS_OK;
}
