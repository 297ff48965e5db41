/* SPDX-License-Identifier: Apache-2.0 */
/* The import: every extract in the pack's order, then the reconciliation. */
#include "app/import_internal.h"

#include <stdlib.h>

static uint64_t total_size(const struct caseload *caseload, const char *folder)
{
	struct arena *arena = caseload->arena;
	uint64_t total = 0;
	for (size_t e = 0; e < caseload->pack->extract_count; e++) {
		const struct pack_extract *extract = &caseload->pack->extracts[e];
		const char *within = file_join(arena, folder, text_c(arena, extract->folder));
		for (size_t f = 0; f < extract->file_count; f++)
			total += file_size(
				file_join(arena, within, text_c(arena, extract->files[f].file)));
	}
	return total;
}

struct manifest {
	struct import_file *out;
	struct arena *arena;
	const char *path;
	bool found;
};

/* One line of the manifest: file, snapshot, rows. */
static enum status on_manifest_row(void *user, const struct text *cells, size_t count,
				   unsigned line, struct error *error)
{
	struct manifest *manifest = user;
	struct import_file *out = manifest->out;
	int64_t day;
	if (count < 2 || !text_equal(text_trim(cells[0]), out->file))
		return STATUS_OK;
	manifest->found = true;
	out->snapshot = text_copy(manifest->arena, text_trim(cells[1]));
	if (count > 2 && text_trim(cells[2]).length != 0)
		out->rows_declared =
			strtoll(text_c(manifest->arena, text_trim(cells[2])), NULL, 10);
	if (clock_parse_day(out->snapshot, &day, error) == STATUS_OK)
		return STATUS_OK;
	error_place(error, manifest->path, line, "snapshot");
	return STATUS_INVALID;
}

static enum status read_manifest(struct loading *loading, const char *folder, struct error *error)
{
	struct arena *arena = loading->caseload->arena;
	struct manifest manifest = { .out = loading->out, .arena = arena };
	manifest.path =
		file_join(arena, file_join(arena, folder, text_c(arena, loading->extract->folder)),
			  "manifest.csv");
	loading->out->rows_declared = -1;
	TRY(import_read_csv(arena, manifest.path, on_manifest_row, &manifest, NULL, error));
	if (manifest.found)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the manifest does not name '%.*s'",
		  TEXT_ARG(loading->out->file));
	error_remedy(error, "add a line: file,snapshot,rows (the snapshot as 2022-03-31)");
	return error_place(error, manifest.path, 0, NULL);
}

static enum status load_file(struct caseload *caseload, const struct import_call *call,
			     size_t extract_index, const struct pack_source_file *file,
			     struct import_report *report, uint64_t *done, uint64_t total,
			     struct error *error)
{
	const struct pack_extract *extract = &caseload->pack->extracts[extract_index];
	list_push(caseload->arena, &report->files,
		  (struct import_file){ .extract = extract->name,
					.label = extract->label,
					.file = file->file,
					.record = file->record->name });
	struct loading *loading = arena_new_one(caseload->arena, struct loading);
	*loading = (struct loading){ .caseload = caseload,
				     .extract = extract,
				     .file = file,
				     .typed = caseload_typed(caseload, file->record),
				     .shape = &caseload->shapes[file->record->index],
				     .source = caseload->sources[extract_index],
				     .now = app_now(caseload->app),
				     .out = &report->files.at[report->files.count - 1] };
	TRY(read_manifest(loading, call->folder, error));
	loading->row_arena = arena_new(0);
	if (loading->row_arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for an import");
	enum status status = import_one_file(loading, call, done, total, error);
	arena_free(loading->row_arena);
	return status == STATUS_OK ? import_find_gone(loading, report, error) : status;
}

static bool has_extract(const struct caseload *caseload, const char *folder,
			const struct pack_extract *extract)
{
	struct arena *arena = caseload->arena;
	return file_is_folder(file_join(arena, folder, text_c(arena, extract->folder)));
}

enum status import_run(struct caseload *caseload, const struct import_call *call,
		       struct import_report *report, struct error *error)
{
	*report = (struct import_report){ 0 };
	TRY(app_may(caseload->app, USE_IMPORT, caseload->pack, error));
	uint64_t total = total_size(caseload, call->folder);
	uint64_t done = 0;
	bool any = false;
	for (size_t e = 0; e < caseload->pack->extract_count; e++) {
		const struct pack_extract *extract = &caseload->pack->extracts[e];
		if (!has_extract(caseload, call->folder, extract)) {
			list_push(caseload->arena, &report->absent, extract->folder);
			continue;
		}
		any = true;
		for (size_t f = 0; f < extract->file_count; f++)
			TRY(load_file(caseload, call, e, &extract->files[f], report, &done, total,
				      error));
	}
	if (!any) {
		error_set(error, STATUS_NOT_FOUND,
			  "'%s' has no folder of an extract that the pack knows", call->folder);
		return error_remedy(
			error, "give the folder that holds them, as 'remit synth --out' makes it");
	}
	TRY(caseload_read_origins(caseload, error));
	return import_reconcile(caseload, call->folder, report, error);
}
