/* SPDX-License-Identifier: Apache-2.0 */
/* The records of a batch: one by its number, a record's parent, its family. */
#include "app/assemble.h"

#include "base/ensure.h"
#include "base/list.h"

struct assembled_row *batch_root(struct batch *batch)
{
	const struct pack_record *root = pack_root(batch->caseload->pack);
	ensure(batch->rows[root->index].count == 1);
	return &batch->rows[root->index].at[0];
}

struct text batch_secret(struct batch *batch, const struct assembled_row *row)
{
	const struct pack_record *root = pack_root(batch->caseload->pack);
	for (size_t i = 0; i < batch->merged_count; i++)
		if (batch->merged[i].row.id == row->home)
			return batch->merged[i].row.secret;
	const struct assembled_row *found = batch_find(batch, root, row->home);
	return found != NULL ? found->row.secret : TEXT("");
}

struct assembled_row *batch_find(struct batch *batch, const struct pack_record *record, int64_t id)
{
	struct assembled_rows *rows = &batch->rows[record->index];
	for (size_t i = 0; i < rows->count; i++)
		if (rows->at[i].row.id == id)
			return &rows->at[i];
	return NULL;
}

size_t batch_first(const struct assembled_rows *rows, int64_t root)
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
	for (size_t i = batch_first(rows, row->row.root);
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
	for (size_t i = batch_first(rows, about->row.root);
	     i < rows->count && rows->at[i].row.root == about->row.root; i++) {
		struct assembled_row *row = &rows->at[i];
		bool itself = record == decided && row->row.id != about->row.id;
		bool others_child = record->parent == decided && row->row.parent != about->row.id;
		if (!itself && !others_child)
			list_push(batch->arena, &list, row);
	}
	*out = (struct assembled_list){ list.at, list.count };
}

struct assembled_row *batch_above(struct batch *batch, const struct pack_record *at,
				  struct assembled_row *row, const struct pack_record *record)
{
	for (; row != NULL && at != record; at = at->parent)
		row = batch_parent(batch, at, row);
	return row;
}

struct seen_list {
	LIST_OF(struct assembled_row *);
};

void batch_seen(struct batch *batch, const struct pack_record *about, struct assembled_row *row,
		const struct pack_record *record, struct assembled_list *out)
{
	const struct pack_record *common = pack_sight_of(about, record);
	struct assembled_row *owner = batch_above(batch, about, row, common);
	struct assembled_rows *rows = &batch->rows[record->index];
	struct seen_list list = { 0 };
	if (common == record && owner != NULL)
		list_push(batch->arena, &list, owner);
	for (size_t i = common == record ? rows->count : batch_first(rows, row->row.root);
	     i < rows->count && rows->at[i].row.root == row->row.root; i++)
		if (batch_above(batch, record, &rows->at[i], common) == owner)
			list_push(batch->arena, &list, &rows->at[i]);
	*out = (struct assembled_list){ list.at, list.count };
}
