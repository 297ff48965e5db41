/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that an extract no longer has, though nobody has said that they ended. */
#include "app/import_internal.h"

enum {
	KEYS_LISTED = 1000
};

static enum status take(struct caseload *caseload, struct rows *rows, struct import_gone *out,
			struct error *error)
{
	struct {
		LIST_OF(struct text);
	} keys = { 0 };
	bool found;
	enum status status;
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found) {
		out->count++;
		if (keys.count < KEYS_LISTED)
			list_push(caseload->arena, &keys,
				  text_copy(caseload->arena, rows_text(rows, 0)));
	}
	rows_end(rows);
	out->keys = keys.at;
	out->key_count = keys.count;
	return status;
}

enum status import_find_gone(struct loading *loading, struct import_report *report,
			     struct error *error)
{
	struct caseload *caseload = loading->caseload;
	struct import_gone gone = { .label = loading->extract->label,
				    .file = loading->file->file,
				    .record = loading->file->record->name };
	struct rows rows;
	if (loading->out->seen_before)
		return STATUS_OK;
	TRY(typed_gone(loading->typed, loading->source, loading->extract->name, loading->file->file,
		       loading->out->origin, INT64_C(1) << 40, &rows, error));
	TRY(take(caseload, &rows, &gone, error));
	if (gone.count != 0)
		list_push(caseload->arena, &report->gone, gone);
	return STATUS_OK;
}
