/* SPDX-License-Identifier: Apache-2.0 */
/* A pack's version in the database: its files by content hash, so that any run can be replayed
 * with the very rules it used. */
#include "app/caseload_internal.h"
#include "app/content.h"

#include "os/file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct digest pack_digest(const struct pack *pack)
{
	struct digest_stream stream;
	digest_begin(&stream);
	for (size_t i = 0; i < pack->file_count; i++) {
		struct digest file = digest_of(pack->files[i].bytes);
		digest_add(&stream, pack->files[i].name);
		digest_add(&stream, (struct text){ "\0", 1 });
		digest_add(&stream, digest_bytes(&file));
	}
	return digest_end(&stream);
}

static enum status keep_files(struct app *app, const struct pack *pack, int64_t pack_id,
			      struct error *error)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		int64_t content;
		TRY(content_put(app, pack->files[i].bytes, &content, error));
		TRY(store_do(app->store, SQL_pack_file_put,
			     BIND(dmn_number(pack_id), store_text(pack->files[i].name),
				  dmn_number(content)),
			     error));
	}
	return STATUS_OK;
}

static enum status keep(struct app *app, const struct pack *pack, const struct digest *digest,
			int64_t *pack_id, struct error *error)
{
	bool added;
	TRY(store_number(app->store, SQL_pack_put,
			 BIND(store_text(pack->name), store_text(pack->version),
			      store_text(digest_bytes(digest)), store_text(app_now(app))),
			 pack_id, &added, error));
	if (!added)
		return store_number(app->store, SQL_pack_find,
				    BIND(store_text(digest_bytes(digest))), pack_id, NULL, error);
	TRY(keep_files(app, pack, *pack_id, error));
	struct app_log log = { .use = USE_TAKE_PACK,
			       .subject = TEXT("pack_version"),
			       .subject_id = *pack_id,
			       .detail = text_format(
				       app->arena, "{\"name\":\"%.*s\",\"version\":\"%.*s\"}",
				       TEXT_ARG(pack->name), TEXT_ARG(pack->version)) };
	return app_log(app, &log, error);
}

enum status pack_keep(struct app *app, const struct pack *pack, int64_t *pack_id,
		      struct error *error)
{
	struct digest digest = pack_digest(pack);
	bool found;
	TRY(store_number(app->store, SQL_pack_find, BIND(store_text(digest_bytes(&digest))),
			 pack_id, &found, error));
	if (found)
		return STATUS_OK;
	TRY(app_may(app, USE_TAKE_PACK, NULL, error));
	TRY(app_begin(app, error));
	return app_end(app, keep(app, pack, &digest, pack_id, error), error);
}

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
