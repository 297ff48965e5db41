/* SPDX-License-Identifier: Apache-2.0 */
/* Reading families of records. Inputs are made of them in assemble_inputs.c. */
#include "app/assemble_internal.h"

#include "base/ensure.h"
#include "base/list.h"

#include <string.h>

enum {
	REFERENCE_MOST = 100000
};

enum status batch_new(struct caseload *caseload, int64_t as_of, struct batch **out,
		      struct error *error)
{
	struct batch *batch = arena_new_one(caseload->arena, struct batch);
	batch->caseload = caseload;
	batch->as_of = as_of;
	batch->rows = arena_new_array(caseload->arena, struct assembled_rows,
				      caseload->pack->record_count);
	batch->arena = arena_new(0);
	if (batch->arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for a batch");
	*out = batch;
	return STATUS_OK;
}

void batch_free(struct batch *batch)
{
	arena_free(batch->arena);
}

static void forget(struct batch *batch)
{
	arena_reset(batch->arena);
	memset(batch->rows, 0, batch->caseload->pack->record_count * sizeof *batch->rows);
	batch->notes = NULL;
	batch->note_count = 0;
}

/* The root rows are read; now all that hangs on them. */
static enum status read_families(struct batch *batch, bool *found, struct error *error)
{
	const struct pack_record *root = caseload_root(batch->caseload->pack->decision.about);
	const struct assembled_rows *roots = &batch->rows[root->index];
	*found = roots->count != 0;
	if (!*found)
		return STATUS_OK;
	batch->last_root = roots->at[roots->count - 1].row.id;
	TRY(assemble_read_family(batch, roots->at[0].row.id, batch->last_root, error));
	return assemble_read_reference(batch, error);
}

enum status batch_next(struct batch *batch, int64_t most, bool *found, struct error *error)
{
	const struct pack_record *root = caseload_root(batch->caseload->pack->decision.about);
	struct rows rows;
	forget(batch);
	TRY(typed_page(caseload_typed(batch->caseload, root), batch->last_root, most, &rows,
		       error));
	TRY(assemble_read_rows(batch, root, &rows, error));
	return read_families(batch, found, error);
}

enum status batch_family(struct batch *batch, int64_t root_id, struct error *error)
{
	const struct pack_record *root = caseload_root(batch->caseload->pack->decision.about);
	struct rows rows;
	bool found;
	forget(batch);
	TRY(typed_range(caseload_typed(batch->caseload, root), root_id, root_id, &rows, error));
	TRY(assemble_read_rows(batch, root, &rows, error));
	TRY(read_families(batch, &found, error));
	if (!found)
		return error_set(error, STATUS_NOT_FOUND, "record %lld is not there",
				 (long long)root_id);
	return STATUS_OK;
}

struct assembled_row *batch_find(struct batch *batch, const struct pack_record *record, int64_t id)
{
	struct assembled_rows *rows = &batch->rows[record->index];
	for (size_t i = 0; i < rows->count; i++)
		if (rows->at[i].row.id == id)
			return &rows->at[i];
	return NULL;
}

/* The first row whose root is `root`, by halves; rows->count when there is none. */
static size_t first_of_root(const struct assembled_rows *rows, int64_t root)
{
	size_t low = 0;
	size_t high = rows->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (rows->at[middle].row.root < root)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct assembled_row *batch_parent(struct batch *batch, const struct pack_record *record,
				   const struct assembled_row *row)
{
	if (record->parent == NULL)
		return NULL;
	struct assembled_rows *rows = &batch->rows[record->parent->index];
	for (size_t i = first_of_root(rows, row->row.root);
	     i < rows->count && rows->at[i].row.root == row->row.root; i++)
		if (rows->at[i].row.id == row->row.parent)
			return &rows->at[i];
	return NULL;
}

void batch_related(struct batch *batch, const struct pack_record *record,
		   const struct assembled_row *about, struct assembled_list *out)
{
	struct assembled_rows *rows = &batch->rows[record->index];
	const struct pack_record *decided = batch->caseload->pack->decision.about;
	struct {
		LIST_OF(struct assembled_row *);
	} list = { 0 };
	for (size_t i = first_of_root(rows, about->row.root);
	     i < rows->count && rows->at[i].row.root == about->row.root; i++) {
		struct assembled_row *row = &rows->at[i];
		bool itself = record == decided && row->row.id != about->row.id;
		bool others_child = record->parent == decided && row->row.parent != about->row.id;
		if (!itself && !others_child)
			list_push(batch->arena, &list, row);
	}
	*out = (struct assembled_list){ list.at, list.count };
}
