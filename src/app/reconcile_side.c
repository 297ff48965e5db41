/* SPDX-License-Identifier: Apache-2.0 */
/* The last file of each name: what the reconciliation stands on when nothing is imported, and why a
 * source's total may be another than its neighbour's. */
#include "app/import_internal.h"

/* *found is false when no file of that name was ever loaded. */
static enum status read_latest(struct caseload *caseload, const struct pack_extract *extract,
			       const struct pack_source_file *file, struct import_file *out,
			       bool *found, struct error *error)
{
	struct rows rows;
	*out = (struct import_file){ .extract = extract->name,
				     .label = extract->label,
				     .folder = extract->folder,
				     .file = file->file,
				     .record = file->record->name,
				     .rows_declared = -1 };
	TRY(store_query(caseload->app->store, SQL_origin_latest,
			BIND(store_text(file->record->owner), store_text(extract->name),
			     store_text(file->file)),
			&rows, error));
	enum status status = rows_next(&rows, found, error);
	if (status == STATUS_OK && *found) {
		int64_t *const sums[] = { &out->origin,		&out->rows_new,
					  &out->rows_changed,	&out->rows_unchanged,
					  &out->rows_duplicate, &out->rows_rejected };
		for (unsigned i = 0; i < 6; i++)
			*sums[i] = rows_int(&rows, i);
		out->snapshot = text_copy(caseload->arena, rows_text(&rows, 6));
		out->rows_in = out->rows_new + out->rows_changed + out->rows_unchanged +
			       out->rows_duplicate + out->rows_rejected;
	}
	rows_end(&rows);
	return status;
}

enum status import_read_side(struct caseload *caseload, size_t extract,
			     const struct pack_record *record, struct import_side *out,
			     struct error *error)
{
	const struct pack_extract *from = &caseload->pack->extracts[extract];
	*out = (struct import_side){ .label = from->label };
	for (size_t i = 0; i < from->file_count; i++) {
		struct import_file file;
		bool found;
		if (from->files[i].record != record)
			continue;
		TRY(read_latest(caseload, from, &from->files[i], &file, &found, error));
		if (!found)
			continue;
		out->snapshot = file.snapshot;
		out->rejected += file.rows_rejected;
		out->twice += file.rows_duplicate;
		struct import_gone gone;
		TRY(import_list_gone(caseload, extract, &from->files[i], file.origin, &gone,
				     error));
		out->gone += gone.count;
	}
	return STATUS_OK;
}

static enum status look_at(struct caseload *caseload, size_t extract,
			   const struct pack_source_file *file, struct import_report *report,
			   struct error *error)
{
	struct import_file latest;
	struct import_gone gone;
	bool found;
	const struct pack_extract *from = &caseload->pack->extracts[extract];
	if (file->record->compartment.length != 0)
		return STATUS_OK;
	TRY(read_latest(caseload, from, file, &latest, &found, error));
	if (!found)
		return STATUS_OK;
	list_push(caseload->arena, &report->files, latest);
	TRY(import_list_gone(caseload, extract, file, latest.origin, &gone, error));
	if (gone.count != 0)
		list_push(caseload->arena, &report->gone, gone);
	return STATUS_OK;
}

enum status import_look(struct caseload *caseload, struct import_report *report,
			struct error *error)
{
	struct app *app = caseload->app;
	struct app_log log = { .use = USE_EXTRACTS, .subject = TEXT("origin") };
	*report = (struct import_report){ 0 };
	TRY(app_may(app, USE_EXTRACTS, caseload->pack, error));
	TRY(app_look(app, &log, error));
	for (size_t e = 0; e < caseload->pack->extract_count; e++)
		for (size_t f = 0; f < caseload->pack->extracts[e].file_count; f++)
			TRY(look_at(caseload, e, &caseload->pack->extracts[e].files[f], report,
				    error));
	return import_reconcile(caseload, report, error);
}
