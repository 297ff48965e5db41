/* SPDX-License-Identifier: Apache-2.0 */
/* Ridding a SQLite database's files of what was deleted, and looking whether they are. */
#include "store/driver.h"

#include "os/file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum {
	PIECE = 1 << 20,
	TEXT_MOST = 256 /* longer ones are looked for by their beginning */
};

/* The log of writes is emptied too; somebody who reads keeps it in use. */
static enum status empty_log(sqlite3 *connection, struct error *error)
{
	int result =
		sqlite3_wal_checkpoint_v2(connection, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (result == SQLITE_OK)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "SQLite: %s (emptying the log of writes)",
		  sqlite3_errmsg(connection));
	return error_remedy(error, "run it again when nobody reads for a moment");
}

/* All pages are written anew, so that nothing is left in free ones or between rows. */
enum status sqlite_purge(struct store *store, struct error *error)
{
	TRY(store->driver->script(store, "pragma secure_delete = on; vacuum", error));
	return empty_log(store->connection, error);
}

struct seeking {
	const struct text *texts;
	size_t count;
	char piece[TEXT_MOST + PIECE];
	size_t kept; /* of the piece before */
};

static bool holds(const struct seeking *it, size_t size)
{
	for (size_t i = 0; i < it->count; i++) {
		size_t length = it->texts[i].length < TEXT_MOST ? it->texts[i].length : TEXT_MOST;
		if (length != 0 && memmem(it->piece, size, it->texts[i].at, length) != NULL)
			return true;
	}
	return false;
}

static enum status seek(struct seeking *it, const char *path, bool *found, struct error *error)
{
	struct file file;
	size_t got = 1;
	it->kept = 0;
	if (!file_exists(path))
		return STATUS_OK;
	TRY(file_open(&file, path, error));
	enum status status = STATUS_OK;
	while (status == STATUS_OK && got != 0 && !*found) {
		status = file_next(&file, it->piece + it->kept, PIECE, &got, error);
		if (status != STATUS_OK)
			break;
		size_t size = it->kept + got;
		*found = holds(it, size);
		it->kept = size < TEXT_MOST ? size : TEXT_MOST;
		memmove(it->piece, it->piece + size - it->kept, it->kept);
	}
	file_close(&file);
	return status;
}

enum status sqlite_seek(struct store *store, const struct text *texts, size_t count, bool *found,
			struct error *error)
{
	const char *path = sqlite3_db_filename(store->connection, "main");
	struct seeking *it = arena_new_one(store->arena, struct seeking);
	*it = (struct seeking){ .texts = texts, .count = count };
	TRY(seek(it, path, found, error));
	return seek(it, text_format(store->arena, "%s-wal", path).at, found, error);
}
