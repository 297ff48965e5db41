/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that an extract no longer has, though nobody has said that they ended. */
#include "app/access.h"
#include "app/import_internal.h"

enum {
	KEYS_LISTED = 1000
};

static enum status take(struct caseload *caseload, struct rows *rows,
			const struct access_hidden *hidden, struct import_gone *out,
			struct error *error)
{
	struct {
		LIST_OF(struct text);
	} keys = { 0 };
	bool found;
	enum status status;
	while ((status = rows_next(rows, &found, error)) == STATUS_OK && found) {
		if (access_is_hidden(hidden, rows_int(rows, 1)))
			continue;
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

enum status import_list_gone(struct caseload *caseload, size_t extract,
			     const struct pack_source_file *file, int64_t origin,
			     struct import_gone *out, struct error *error)
{
	const struct pack_extract *from = &caseload->pack->extracts[extract];
	struct access_hidden hidden;
	struct rows rows;
	TRY(access_read_hidden(app_casework(caseload->app), &hidden, error));
	*out = (struct import_gone){ .label = from->label,
				     .file = file->file,
				     .record = file->record->name };
	TRY(typed_gone(caseload_typed(caseload, file->record), caseload->sources[extract],
		       from->name, file->file, origin, INT64_C(1) << 40, &rows, error));
	return take(caseload, &rows, &hidden, out, error);
}

enum status import_find_gone(struct loading *loading, struct import_report *report,
			     struct error *error)
{
	struct caseload *caseload = loading->caseload;
	struct import_gone gone;
	if (loading->out->seen_before)
		return STATUS_OK;
	TRY(import_list_gone(caseload, (size_t)(loading->extract - caseload->pack->extracts),
			     loading->file, loading->out->origin, &gone, error));
	if (gone.count != 0)
		list_push(caseload->arena, &report->gone, gone);
	return STATUS_OK;
}
