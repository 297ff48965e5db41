/* SPDX-License-Identifier: Apache-2.0 */
/* What each source says of the records of a batch. */
#include "app/assemble_internal.h"

#include "base/list.h"

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
	}
}

enum status assemble_read_sources(struct batch *batch, const struct pack_record *record,
				  int64_t low, int64_t high, struct error *error)
{
	struct typed *typed = caseload_typed(batch->caseload, record);
	struct source_list list = { 0 };
	struct rows rows;
	bool found;
	TRY(typed_source_range(typed, low, high, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct typed_row row;
		typed_read(typed, batch->arena, &rows, true, &row);
		list_push(batch->arena, &list, row);
	}
	rows_end(&rows);
	attach_sources(&batch->rows[record->index], &list);
	return status;
}
