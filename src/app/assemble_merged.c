/* SPDX-License-Identifier: Apache-2.0 */
/* Records that are one person's are read as one family. The kept record's own values stand; where
 * it has none the merged one's fill the gap, and where both have one that differs the field is
 * disputed until a person settles it. Nothing of this is stored: separated again, each is what it
 * was. */
#include "app/assemble_internal.h"

#include "base/list.h"

struct merged_list {
	LIST_OF(struct assembled_merged);
};

static bool is_in_page(const struct batch *batch, int64_t root)
{
	return root >= batch->ranges[0].low && root <= batch->ranges[0].high;
}

static enum status read_merged(struct batch *batch, int64_t low, int64_t high,
			       struct merged_list *out, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(batch->caseload->app->store, SQL_merged_range,
			BIND(dmn_number(low), dmn_number(high)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		list_push(batch->arena, out,
			  (struct assembled_merged){ .row = { .id = rows_int(&rows, 0) },
						     .kept_id = rows_int(&rows, 1) });
	rows_end(&rows);
	return status;
}

enum status assemble_read_merged(struct batch *batch, int64_t low, int64_t high,
				 struct error *error)
{
	struct merged_list list = { 0 };
	TRY(read_merged(batch, low, high, &list, error));
	batch->merged = list.at;
	batch->merged_count = list.count;
	batch->ranges = arena_new_array(batch->arena, struct assembled_range, list.count + 1);
	batch->ranges[0] = (struct assembled_range){ low, high };
	batch->range_count = 1;
	for (size_t i = 0; i < list.count; i++) {
		int64_t id = list.at[i].row.id;
		if (is_in_page(batch, list.at[i].kept_id) && !is_in_page(batch, id))
			batch->ranges[batch->range_count++] = (struct assembled_range){ id, id };
	}
	return STATUS_OK;
}

int64_t assemble_kept(const struct batch *batch, int64_t root)
{
	for (size_t i = 0; i < batch->merged_count; i++)
		if (batch->merged[i].row.id == root)
			return batch->merged[i].kept_id;
	return root;
}

/* Rows of merged families hang on the kept root, or leave: they are of another page. */
static void move_rows(struct batch *batch, struct assembled_rows *rows, bool are_roots)
{
	size_t count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct assembled_row row = rows->at[i];
		int64_t kept = assemble_kept(batch, row.row.root);
		if (kept != row.row.root && (are_roots || !is_in_page(batch, kept)))
			continue;
		if (row.row.parent == row.row.root)
			row.row.parent = kept;
		row.row.root = kept;
		rows->at[count++] = row;
	}
	rows->count = count;
	assemble_sort(rows);
}

void assemble_fold(struct batch *batch)
{
	const struct pack *pack = batch->caseload->pack;
	const struct pack_record *root = pack_root(pack);
	assemble_fold_roots(batch);
	for (size_t i = 0; i < pack->record_count; i++)
		if (caseload_root(&pack->records[i]) == root)
			move_rows(batch, &batch->rows[i], &pack->records[i] == root);
}
