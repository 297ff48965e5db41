/* SPDX-License-Identifier: Apache-2.0 */
/* The work items as they stand before a batch of a run. */
#include "app/run_internal.h"

#include <stdlib.h>
#include <string.h>

struct item_list {
	LIST_OF(struct known_item);
};

void run_mark(const struct digest digests[RUN_TEXTS], unsigned char out[RUN_MARK])
{
	struct digest whole = digest_of(
		(struct text){ (const char *)digests, RUN_TEXTS * sizeof(struct digest) });
	memcpy(out, digest_bytes(&whole).at, RUN_MARK);
}

/* As it is kept; of an older release's, from the digests in the columns behind it. */
static bool read_mark(const struct rows *rows, unsigned column, struct known_item *out)
{
	struct digest digests[RUN_TEXTS];
	struct text kept = rows_text(rows, column);
	out->is_marked = kept.length == RUN_MARK;
	if (out->is_marked) {
		memcpy(out->mark, kept.at, RUN_MARK);
		return true;
	}
	for (unsigned i = 0; i < RUN_TEXTS; i++)
		if (!digest_from_bytes(rows_text(rows, column + 1 + i), &digests[i]))
			return false;
	run_mark(digests, out->mark);
	return true;
}

static enum status read_items(struct batch *batch, struct rows *rows, struct item_list *out,
			      struct error *error)
{
	bool found;
	enum status status;
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found) {
		struct known_item item = { .id = rows_int(rows, 0),
					   .record_id = rows_int(rows, 1),
					   .cycle = rows_int(rows, 2) };
		if (!work_state_parse(rows_text(rows, 3), &item.state))
			return error_set(error, STATUS_DATABASE, "item %lld has no known state",
					 (long long)item.id);
		if (!read_mark(rows, 4, &item))
			return error_set(error, STATUS_DATABASE, "item %lld has no inputs",
					 (long long)item.id);
		item.tray = text_copy(batch->arena, rows_text(rows, 5 + RUN_TEXTS));
		item.facets = text_copy(batch->arena, rows_text(rows, 6 + RUN_TEXTS));
		list_push(batch->arena, out, item);
	}
	return status;
}

static int by_record(const void *a, const void *b)
{
	const struct known_item *left = a;
	const struct known_item *right = b;
	if (left->record_id != right->record_id)
		return left->record_id < right->record_id ? -1 : 1;
	return (left->cycle > right->cycle) - (left->cycle < right->cycle);
}

enum status run_read_items(struct running *running, struct batch *batch, struct error *error)
{
	struct item_list list = { 0 };
	for (size_t i = 0; i < batch->range_count; i++) {
		struct rows rows;
		TRY(store_query(running->caseload->app->store, SQL_item_range,
				BIND(dmn_number(batch->ranges[i].low),
				     dmn_number(batch->ranges[i].high),
				     store_text(running->caseload->pack->name)),
				&rows, error));
		enum status status = read_items(batch, &rows, &list, error);
		rows_end(&rows);
		TRY(status);
	}
	if (batch->range_count > 1 && list.count > 1)
		qsort(list.at, list.count, sizeof *list.at, by_record);
	running->items = list.at;
	running->item_count = list.count;
	return STATUS_OK;
}

/* The latest cycle of the record's item, or NULL. */
struct known_item *run_find_item(struct running *running, int64_t record_id)
{
	size_t low = 0;
	size_t high = running->item_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (running->items[middle].record_id <= record_id)
			low = middle + 1;
		else
			high = middle;
	}
	bool there = low != 0 && running->items[low - 1].record_id == record_id;
	return there ? &running->items[low - 1] : NULL;
}
