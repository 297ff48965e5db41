/* SPDX-License-Identifier: Apache-2.0 */
/* Every extract in the pack's order, each file to where its record type lies. */
#include "app/import_internal.h"

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

static enum status load(struct loading *loading, const struct import_call *call, uint64_t *done,
			uint64_t total, struct import_report *report, struct error *error)
{
	struct caseload *caseload = loading->caseload;
	list_push(caseload->arena, &report->files, *loading->out);
	loading->out = &report->files.at[report->files.count - 1];
	loading->row_arena = arena_new(0);
	if (loading->row_arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for an import");
	import_asking_start(loading);
	enum status status = import_hash_start(loading, error);
	if (status == STATUS_OK)
		status = import_one_file(loading, call, done, total, error);
	import_hash_end(loading);
	import_asking_end(loading);
	arena_free(loading->row_arena);
	return status == STATUS_OK ? import_find_gone(loading, report, error) : status;
}

struct progress_of {
	uint64_t done, total;
};

static enum status load_file(struct importing *importing, size_t extract_index,
			     const struct pack_source_file *file, struct progress_of *progress,
			     struct error *error)
{
	struct caseload *caseload = importing->caseload;
	const struct import_call *call = importing->call;
	const struct pack_extract *extract = &caseload->pack->extracts[extract_index];
	struct compartment *compartment;
	TRY(import_compartment(importing, file->record->compartment, &compartment, error));
	struct caseload *into = compartment != NULL ? &compartment->caseload : caseload;
	struct import_file out = { .kept_in = into,
				   .extract = extract->name,
				   .label = extract->label,
				   .folder = extract->folder,
				   .file = file->file,
				   .record = file->record->name };
	struct loading *loading = arena_new_one(caseload->arena, struct loading);
	bool found;
	*loading = (struct loading){ .caseload = into,
				     .casework = caseload,
				     .compartment = compartment,
				     .dry_run = call->dry_run,
				     .extract = extract,
				     .file = file,
				     .typed = caseload_typed(into, file->record),
				     .shape = &into->shapes[file->record->index],
				     .source = into->sources[extract_index],
				     .now = app_now(caseload->app),
				     .out = &out };
	TRY(import_read_manifest(loading, call->folder, &found, error));
	return found ? load(loading, call, &progress->done, progress->total, importing->report,
			    error)
		     : STATUS_OK;
}

static bool has_extract(const struct caseload *caseload, const char *folder,
			const struct pack_extract *extract)
{
	struct arena *arena = caseload->arena;
	return file_is_folder(file_join(arena, folder, text_c(arena, extract->folder)));
}

enum status import_extracts(struct importing *importing, struct error *error)
{
	struct caseload *caseload = importing->caseload;
	const struct import_call *call = importing->call;
	struct import_report *report = importing->report;
	struct progress_of progress = { 0, total_size(caseload, call->folder) };
	bool any = false;
	for (size_t e = 0; e < caseload->pack->extract_count; e++) {
		const struct pack_extract *extract = &caseload->pack->extracts[e];
		if (!has_extract(caseload, call->folder, extract)) {
			list_push(caseload->arena, &report->absent, extract->folder);
			continue;
		}
		any = true;
		for (size_t f = 0; f < extract->file_count; f++)
			TRY(load_file(importing, e, &extract->files[f], &progress, error));
	}
	if (any)
		return STATUS_OK;
	error_set(error, STATUS_NOT_FOUND, "'%s' has no folder of an extract that the pack knows",
		  call->folder);
	return error_remedy(error,
			    "give the folder that holds them, as 'remit synth --out' makes it");
}
