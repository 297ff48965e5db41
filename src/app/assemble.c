/* SPDX-License-Identifier: Apache-2.0 */
/* Reading families of records. Inputs are made of them in assemble_inputs.c. */
#include "app/assemble_internal.h"

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
	batch->filling++;
	memset(batch->rows, 0, batch->caseload->pack->record_count * sizeof *batch->rows);
	batch->notes = NULL;
	batch->note_count = 0;
	batch->merged = NULL;
	batch->merged_count = 0;
}

/* The root rows are read; now all that hangs on them. */
static enum status read_families(struct batch *batch, bool *found, struct error *error)
{
	const struct pack_record *root = pack_root(batch->caseload->pack);
	const struct assembled_rows *roots = &batch->rows[root->index];
	*found = roots->count != 0;
	if (!*found)
		return STATUS_OK;
	batch->last_root = roots->at[roots->count - 1].row.id;
	TRY(assemble_read_family(batch, error));
	return assemble_read_reference(batch, error);
}

enum status batch_next(struct batch *batch, int64_t most, bool *found, struct error *error)
{
	const struct pack_record *root = pack_root(batch->caseload->pack);
	struct rows rows;
	forget(batch);
	TRY(typed_page(caseload_typed(batch->caseload, root), batch->last_root, most, &rows,
		       error));
	TRY(assemble_read_rows(batch, root, &rows, error));
	const struct assembled_rows *roots = &batch->rows[root->index];
	if (roots->count != 0)
		TRY(assemble_read_merged(batch, roots->at[0].row.id,
					 roots->at[roots->count - 1].row.id, error));
	return read_families(batch, found, error);
}

enum status batch_family(struct batch *batch, int64_t root_id, struct error *error)
{
	const struct pack_record *root = pack_root(batch->caseload->pack);
	struct rows rows;
	bool found;
	forget(batch);
	TRY(assemble_read_merged(batch, root_id, root_id, error));
	if (assemble_kept(batch, root_id) != root_id) {
		root_id = assemble_kept(batch, root_id);
		TRY(assemble_read_merged(batch, root_id, root_id, error));
	}
	TRY(typed_range(caseload_typed(batch->caseload, root), root_id, root_id, &rows, error));
	TRY(assemble_read_rows(batch, root, &rows, error));
	TRY(read_families(batch, &found, error));
	if (!found)
		return error_set(error, STATUS_NOT_FOUND, "record %lld is not there",
				 (long long)root_id);
	return STATUS_OK;
}
