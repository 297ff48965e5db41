/* SPDX-License-Identifier: Apache-2.0 */
#include "app/pack_folder.h"

#include "os/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status pack_folder_begin(struct arena *arena, struct pack_folder *out, struct error *error)
{
	*out = (struct pack_folder){ .arena = arena, .path = "/tmp/remit-pack-XXXXXX" };
	if (mkdtemp(out->path) != NULL)
		return STATUS_OK;
	out->path[0] = '\0';
	return error_set(error, STATUS_IO, "cannot make a folder under /tmp");
}

/* Make the folders that a name like "import/x.yaml" needs. */
static enum status make_folders(const struct pack_folder *folder, struct text name,
				struct error *error)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] == '/')
			TRY(file_make_folder(
				file_join(folder->arena, folder->path,
					  text_c(folder->arena, text_slice(name, 0, i))),
				error));
	return STATUS_OK;
}

enum status pack_folder_put(struct pack_folder *folder, struct text name, struct text bytes,
			    struct error *error)
{
	if (text_find(name, TEXT(".."), 0) != SIZE_MAX || text_starts(name, TEXT("/")) ||
	    folder->count == PACK_FOLDER_MOST)
		return error_set(error, STATUS_DATABASE, "a stored pack has a file '%.*s'",
				 TEXT_ARG(name));
	const char *path = file_join(folder->arena, folder->path, text_c(folder->arena, name));
	TRY(make_folders(folder, name, error));
	folder->files[folder->count++] = path;
	return file_write(path, bytes, error);
}

enum status pack_folder_fill(struct pack_folder *folder, struct app *app, enum statement_name name,
			     int64_t id, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, name, BIND(dmn_number(id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text file = text_copy(folder->arena, rows_text(&rows, 0));
		status = pack_folder_put(folder, file, rows_text(&rows, 1), error);
		if (status != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

/* The files, then their folders from the deepest, never one above the folder. */
void pack_folder_end(const struct pack_folder *folder)
{
	if (folder->path[0] == '\0')
		return;
	for (size_t i = 0; i < folder->count; i++)
		unlink(folder->files[i]);
	for (size_t i = 0; i < folder->count; i++) {
		char path[PATH_MAX];
		size_t length = strlen(folder->files[i]);
		if (length >= sizeof path)
			continue;
		memcpy(path, folder->files[i], length + 1);
		for (char *slash; (slash = strrchr(path, '/')) != NULL;) {
			*slash = '\0';
			if (strlen(path) <= strlen(folder->path))
				break;
			rmdir(path);
		}
	}
	rmdir(folder->path);
}
