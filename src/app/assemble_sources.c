/* SPDX-License-Identifier: Apache-2.0 */
/* What each source says of the records of a batch. */
#include "app/assemble_internal.h"

#include "base/list.h"

#include <stdlib.h>

struct source_list {
	LIST_OF(struct typed_row);
};

/* Give each row what its sources say; both are in the order of root and record. */
static void attach_sources(struct assembled_rows *rows, const struct source_list *sources)
{
	size_t at = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct assembled_row *row = &rows->at[i];
		while (at < sources->count && (sources->at[at].root < row->row.root ||
					       (sources->at[at].root == row->row.root &&
						sources->at[at].id < row->row.id)))
			at++;
		row->sources = &sources->at[at];
		for (; at < sources->count && sources->at[at].id == row->row.id; at++)
			row->source_count++;
		row->own_source_count = row->source_count;
	}
}

static enum status read_range(struct batch *batch, struct typed *typed,
			      const struct assembled_range *range, struct source_list *out,
			      struct error *error)
{
	struct rows rows;
	bool found;
	TRY(typed_source_range(typed, range->low, range->high, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, batch->arena, &rows, true, &row);
		list_push(batch->arena, out, row);
	}
	rows_end(&rows);
	return status;
}

static int by_record(const void *a, const void *b)
{
	const struct typed_row *left = a;
	const struct typed_row *right = b;
	if (left->root != right->root)
		return left->root < right->root ? -1 : 1;
	if (left->id != right->id)
		return left->id < right->id ? -1 : 1;
	return (left->source > right->source) - (left->source < right->source);
}

enum status assemble_read_sources(struct batch *batch, const struct pack_record *record,
				  const struct assembled_range *ranges, size_t range_count,
				  struct error *error)
{
	struct source_list list = { 0 };
	for (size_t i = 0; i < range_count; i++)
		TRY(read_range(batch, caseload_typed(batch->caseload, record), &ranges[i], &list,
			       error));
	if (range_count > 1 && list.count > 1)
		qsort(list.at, list.count, sizeof *list.at, by_record);
	attach_sources(&batch->rows[record->index], &list);
	return STATUS_OK;
}
