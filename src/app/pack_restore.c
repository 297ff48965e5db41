/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's version out of the database, as it was taken up. */
#include "app/caseload_internal.h"

#include "os/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Make the folders that a name like "import/x.yaml" needs. */
static enum status make_folders(struct arena *arena, const char *folder, struct text name,
				struct error *error)
{
	for (size_t i = 0; i < name.length; i++)
		if (name.at[i] == '/')
			TRY(file_make_folder(
				file_join(arena, folder, text_c(arena, text_slice(name, 0, i))),
				error));
	return STATUS_OK;
}

struct written {
	const char *paths[256];
	size_t count;
};

static enum status write_files(struct app *app, int64_t pack_id, const char *folder,
			       struct written *written, struct error *error)
{
	struct rows rows;
	bool found;
	TRY(store_query(app->store, SQL_pack_file_list, BIND(dmn_number(pack_id)), &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found) {
		struct text name = text_copy(app->arena, rows_text(&rows, 0));
		if (text_find(name, TEXT(".."), 0) != SIZE_MAX || text_starts(name, TEXT("/")) ||
		    written->count == 256) {
			status = error_set(error, STATUS_DATABASE,
					   "a stored pack has a file '%.*s'", TEXT_ARG(name));
			break;
		}
		const char *path = file_join(app->arena, folder, text_c(app->arena, name));
		written->paths[written->count++] = path;
		if ((status = make_folders(app->arena, folder, name, error)) != STATUS_OK ||
		    (status = file_write(path, rows_text(&rows, 1), error)) != STATUS_OK)
			break;
	}
	rows_end(&rows);
	return status;
}

/* Remove the files, then their folders from the deepest, which is never above `folder`. */
static void remove_files(const struct written *written, const char *folder)
{
	for (size_t i = 0; i < written->count; i++)
		unlink(written->paths[i]);
	for (size_t i = 0; i < written->count; i++) {
		char path[PATH_MAX];
		size_t length = strlen(written->paths[i]);
		if (length >= sizeof path)
			continue;
		memcpy(path, written->paths[i], length + 1);
		for (char *slash; (slash = strrchr(path, '/')) != NULL;) {
			*slash = '\0';
			if (strlen(path) <= strlen(folder))
				break;
			rmdir(path);
		}
	}
	rmdir(folder);
}

enum status pack_restore(struct app *app, int64_t pack_id, struct pack **out, struct error *error)
{
	char folder[] = "/tmp/remit-pack-XXXXXX";
	if (mkdtemp(folder) == NULL)
		return error_set(error, STATUS_IO, "cannot make a folder under /tmp");
	struct written written = { 0 };
	enum status status = write_files(app, pack_id, folder, &written, error);
	if (status == STATUS_OK)
		status = pack_load(app->arena, text_c(app->arena, text_from(folder)), out, error);
	remove_files(&written, folder);
	return status;
}
