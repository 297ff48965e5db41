/* SPDX-License-Identifier: Apache-2.0 */
/* What the manifest of an extract says of a file: when it was drawn, how many rows it should hold;
 * and of mended rows, which extract they go on with. */
#include "app/import_internal.h"

#include <stdlib.h>

struct manifest {
	struct loading *loading;
	struct arena *arena;
	const char *path;
	bool found;
	bool continues; /* it has that column: rows that were rejected, mended */
};

static enum status read_continues(struct manifest *manifest, struct text hash, unsigned line,
				  struct error *error)
{
	manifest->loading->out->rows_declared = -1; /* of the rejected rows, not of the extract */
	if (digest_parse(hash, &manifest->loading->hash))
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "'%.*s' is no hash of an extract", TEXT_ARG(hash));
	error_remedy(error, "keep the manifest as the import has written it");
	error_place(error, manifest->path, line, "continues");
	return STATUS_INVALID;
}

/* One line of the manifest: file, snapshot, rows; of mended rows also continues. */
static enum status on_manifest_row(void *user, const struct text *cells, size_t count,
				   unsigned line, struct error *error)
{
	struct manifest *manifest = user;
	struct import_file *out = manifest->loading->out;
	int64_t day;
	if (line == 1)
		manifest->continues = count > 3 && text_is(text_trim(cells[3]), "continues");
	if (count < 2 || !text_equal(text_trim(cells[0]), out->file))
		return STATUS_OK;
	manifest->found = true;
	out->snapshot = text_copy(manifest->arena, text_trim(cells[1]));
	if (count > 2 && text_trim(cells[2]).length != 0)
		out->rows_declared =
			strtoll(text_c(manifest->arena, text_trim(cells[2])), NULL, 10);
	if (manifest->continues)
		TRY(read_continues(manifest, count > 3 ? text_trim(cells[3]) : TEXT(""), line,
				   error));
	if (clock_parse_day(out->snapshot, &day, error) == STATUS_OK)
		return STATUS_OK;
	error_place(error, manifest->path, line, "snapshot");
	return STATUS_INVALID;
}

enum status import_read_manifest(struct loading *loading, const char *folder, bool *found,
				 struct error *error)
{
	struct arena *arena = loading->caseload->arena;
	struct manifest manifest = { .loading = loading, .arena = arena };
	manifest.path =
		file_join(arena, file_join(arena, folder, text_c(arena, loading->extract->folder)),
			  "manifest.csv");
	loading->out->rows_declared = -1;
	TRY(import_read_csv(arena, manifest.path, on_manifest_row, &manifest, NULL, error));
	loading->out->continues = manifest.continues;
	*found = manifest.found;
	if (manifest.found || manifest.continues)
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the manifest does not name '%.*s'",
		  TEXT_ARG(loading->out->file));
	error_remedy(error, "add a line: file,snapshot,rows (the snapshot as 2022-03-31)");
	return error_place(error, manifest.path, 0, NULL);
}
