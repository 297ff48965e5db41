/* SPDX-License-Identifier: Apache-2.0 */
/* Reading families of records. Inputs are made of them in assemble_inputs.c. */
#include "app/assemble.h"

#include "base/ensure.h"
#include "base/list.h"

#include <string.h>

enum { REFERENCE_MOST = 100000 };

struct row_list {
	LIST_OF(struct assembled_row);
};
struct source_list {
	LIST_OF(struct typed_row);
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

static enum status read_rows(struct batch *batch, const struct pack_record *record, struct rows *rows,
			     struct error *error)
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

/* Give each row what its sources say; both are in the order of root and record. */
static void attach_sources(struct assembled_rows *rows, const struct source_list *sources)
{
	size_t at = 0;
	for (size_t i = 0; i < rows->count; i++) {
		struct assembled_row *row = &rows->at[i];
		while (at < sources->count &&
		       (sources->at[at].root < row->row.root ||
			(sources->at[at].root == row->row.root && sources->at[at].id < row->row.id)))
			at++;
		row->sources = &sources->at[at];
		for (; at < sources->count && sources->at[at].id == row->row.id; at++)
			row->source_count++;
	}
}

static enum status read_sources(struct batch *batch, const struct pack_record *record, int64_t low,
				int64_t high, struct error *error)
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

static enum status read_notes(struct batch *batch, int64_t low, int64_t high, struct error *error)
{
	struct { LIST_OF(struct assembled_note); } list = { 0 };
	struct rows rows;
	bool found;
	TRY(store_query(batch->caseload->app->store, SQL_field_note_range,
			BIND(dmn_number(low), dmn_number(high)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		int64_t day = 0;
		if (!text_is(rows_text(&rows, 3), "disputed"))
			continue;
		enum status ignored = clock_parse_day(text_slice(rows_text(&rows, 8), 0, 10), &day, NULL);
		(void)ignored;
		list_push(batch->arena, &list,
			  (struct assembled_note){ .record_type = text_copy(batch->arena, rows_text(&rows, 0)),
						   .record_id = rows_int(&rows, 1),
						   .field = text_copy(batch->arena, rows_text(&rows, 2)),
						   .value = text_copy(batch->arena, rows_text(&rows, 4)),
						   .noted_day = day });
	}
	rows_end(&rows);
	batch->notes = list.at;
	batch->note_count = list.count;
	return status;
}

/* Descendants' tables, for the families of the roots in [low, high]. */
static enum status read_family_tables(struct batch *batch, int64_t low, int64_t high,
				      struct error *error)
{
	const struct pack *pack = batch->caseload->pack;
	for (size_t i = 0; i < pack->record_count; i++) {
		const struct pack_record *record = &pack->records[i];
		struct rows rows;
		if (!is_family(batch, record) || !is_readable(record))
			continue;
		if (record->parent != NULL) {
			TRY(typed_range(caseload_typed(batch->caseload, record), low, high, &rows, error));
			TRY(read_rows(batch, record, &rows, error));
		}
		if (batch->caseload->shapes[i].several)
			TRY(read_sources(batch, record, low, high, error));
	}
	return read_notes(batch, low, high, error);
}

static enum status read_reference(struct batch *batch, struct error *error)
{
	const struct pack_decision *decision = &batch->caseload->pack->decision;
	for (size_t i = 0; i < decision->input_count; i++) {
		const struct pack_record *record = decision->inputs[i].record;
		struct rows rows;
		if (decision->inputs[i].take != PACK_TAKE_ALL || is_family(batch, record))
			continue;
		TRY(typed_page(caseload_typed(batch->caseload, record), 0, REFERENCE_MOST, &rows, error));
		TRY(read_rows(batch, record, &rows, error));
		if (batch->caseload->shapes[record->index].several)
			TRY(read_sources(batch, record, 0, INT64_MAX, error));
	}
	return STATUS_OK;
}

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
	TRY(read_family_tables(batch, roots->at[0].row.id, batch->last_root, error));
	return read_reference(batch, error);
}

enum status batch_next(struct batch *batch, int64_t most, bool *found, struct error *error)
{
	const struct pack_record *root = caseload_root(batch->caseload->pack->decision.about);
	struct rows rows;
	forget(batch);
	TRY(typed_page(caseload_typed(batch->caseload, root), batch->last_root, most, &rows, error));
	TRY(read_rows(batch, root, &rows, error));
	return read_families(batch, found, error);
}

enum status batch_family(struct batch *batch, int64_t root_id, struct error *error)
{
	const struct pack_record *root = caseload_root(batch->caseload->pack->decision.about);
	struct rows rows;
	bool found;
	forget(batch);
	TRY(typed_range(caseload_typed(batch->caseload, root), root_id, root_id, &rows, error));
	TRY(read_rows(batch, root, &rows, error));
	TRY(read_families(batch, &found, error));
	if (!found)
		return error_set(error, STATUS_NOT_FOUND, "record %lld is not there", (long long)root_id);
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
	struct { LIST_OF(struct assembled_row *); } list = { 0 };
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
