/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the tables of a batch, each once and in order. */
#include "app/assemble_internal.h"

#include "base/list.h"

enum {
	REFERENCE_MOST = 100000
};

struct row_list {
	LIST_OF(struct assembled_row);
};

/* In the family of the record decided about (its root's type among its ancestors). */
static bool is_family(const struct batch *batch, const struct pack_record *record)
{
	return caseload_root(record) == caseload_root(batch->caseload->pack->decision.about);
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

enum status assemble_read_rows(struct batch *batch, const struct pack_record *record,
			       struct rows *rows, struct error *error)
{
	struct row_list list = { 0 };
	bool found;
	enum status status;
	struct typed *typed = caseload_typed(batch->caseload, record);
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found) {
		struct assembled_row row = { 0 };
		typed_read(typed, batch->arena, rows, false, &row.row);
		list_push(batch->arena, &list, row);
	}
	rows_end(rows);
	batch->rows[record->index] = (struct assembled_rows){ list.at, list.count };
	return status;
}

/* Descendants' tables, for the families of the roots in [low, high]. */
enum status assemble_read_family(struct batch *batch, int64_t low, int64_t high,
				 struct error *error)
{
	const struct pack *pack = batch->caseload->pack;
	for (size_t i = 0; i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		struct rows rows;
		if (!is_family(batch, record) || !is_readable(record) || !is_wanted(batch, record))
			continue;
		if (record->parent != NULL) {
			TRY(typed_range(caseload_typed(batch->caseload, record), low, high, &rows,
					error));
			TRY(assemble_read_rows(batch, record, &rows, error));
		}
		if (batch->caseload->shapes[i].several && batch->only == NULL)
			TRY(assemble_read_sources(batch, record, low, high, error));
	}
	return assemble_read_notes(batch, low, high, error);
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
		if (batch->caseload->shapes[record->index].several)
			TRY(assemble_read_sources(batch, record, 0, INT64_MAX, error));
	}
	return STATUS_OK;
}
