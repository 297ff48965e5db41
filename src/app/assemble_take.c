/* SPDX-License-Identifier: Apache-2.0 */
/* Which records an input of the decision takes, seen from the record decided about. */
#include "app/assemble.h"

#include "base/list.h"

#include <stdlib.h>

struct taken {
	LIST_OF(struct assembled_row *);
};

/* Rows of a type whose parent is `parent`. */
static void take_children(struct batch *batch, const struct pack_record *record,
			  const struct assembled_row *parent, struct taken *out)
{
	struct assembled_rows *rows = &batch->rows[record->index];
	for (size_t i = batch_first(rows, parent->row.root);
	     i < rows->count && rows->at[i].row.root == parent->row.root; i++)
		if (rows->at[i].row.parent == parent->row.id)
			list_push(batch->arena, out, &rows->at[i]);
}

static void take_seen(struct batch *batch, const struct pack_input *input,
		      struct assembled_row *about, struct taken *out)
{
	struct assembled_list rows;
	batch_seen(batch, batch->caseload->pack->decision.about, about, input->record, &rows);
	for (size_t i = 0; i < rows.count; i++)
		list_push(batch->arena, out, rows.at[i]);
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
		rows[i] = (struct sorting){ taken->at[i],
					    taken->at[i]->row.values[record->key->index] };
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
	case PACK_TAKE_SELF: list_push(batch->arena, &taken, about); break;
	case PACK_TAKE_ANCESTOR:
	case PACK_TAKE_SIBLINGS:
		of = batch_above(batch, batch->caseload->pack->decision.about, about,
				 input->take == PACK_TAKE_ANCESTOR ? input->record : input->of);
		if (of == NULL)
			return error_set(error, STATUS_DATABASE, "record %lld has lost an ancestor",
					 (long long)about->row.id);
		if (input->take == PACK_TAKE_ANCESTOR)
			list_push(batch->arena, &taken, of);
		else
			take_children(batch, input->record, of, &taken);
		break;
	case PACK_TAKE_CHILDREN: take_children(batch, input->record, about, &taken); break;
	case PACK_TAKE_FAMILY: take_seen(batch, input, about, &taken); break;
	case PACK_TAKE_ALL:
		for (size_t i = 0; i < batch->rows[input->record->index].count; i++)
			list_push(batch->arena, &taken, &batch->rows[input->record->index].at[i]);
		break;
	}
	sort_by_key(batch, input->record, &taken);
	*out = (struct assembled_list){ taken.at, taken.count };
	return STATUS_OK;
}
