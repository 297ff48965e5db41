/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite. The log is written ahead and synced at every commit: acknowledged is durable, but in a
 * folder of this process that nothing outlives. */
#include "store/driver.h"

#include "os/scratch.h"
#include "store/waiting.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PAGES "pragma cache_size = -64000" /* KiB */

enum {
	BUSY_MILLISECONDS = 20000,
	BUSY_MICROSECONDS_EACH = 500
};

static enum status failed(struct store *store, const char *what, struct error *error)
{
	sqlite3 *connection = store->connection;
	int code = sqlite3_errcode(connection);
	bool conflict = code == SQLITE_CONSTRAINT || code == SQLITE_BUSY || code == SQLITE_LOCKED;
	enum status status = conflict ? STATUS_CONFLICT : STATUS_DATABASE;
	error_set(error, status, "SQLite: %s (%s)", sqlite3_errmsg(connection), what);
	if (code == SQLITE_FULL)
		error_remedy(error,
			     "free some space on the disk and run it again: nothing was half done");
	else if (code == SQLITE_BUSY)
		error_remedy(error, "another process is writing: try again when it has ended");
	else if (code == SQLITE_NOTADB)
		error_remedy(error, "the file is no SQLite database: check the path");
	else if (code == SQLITE_CANTOPEN)
		error_remedy(error, "give the path of a file in a folder that is there");
	else if (code == SQLITE_READONLY || code == SQLITE_IOERR)
		error_remedy(error,
			     "check the disk and the permissions of the file and its folder");
	return status;
}

static enum status sqlite_script(struct store *store, const char *sql, struct error *error)
{
	int result = sqlite3_exec(store->connection, sql, NULL, NULL, NULL);
	waiting_hide(&store->waiting);
	return result == SQLITE_OK ? STATUS_OK : failed(store, "script", error);
}

/* Ask again soon, and show to long work that somebody waits: SQLite's own handler sleeps up to a
 * tenth of a second, in which the lock may be free and taken again. */
static int wait_for_lock(void *user, int times)
{
	const struct timespec pause = { .tv_nsec = BUSY_MICROSECONDS_EACH * 1000L };
	struct store *store = user;
	waiting_show(&store->waiting);
	if (times >= BUSY_MILLISECONDS * 1000 / BUSY_MICROSECONDS_EACH)
		return 0;
	nanosleep(&pause, NULL);
	return 1;
}

/* Does somebody wait to write? Then leave them time to take the lock. */
static bool sqlite_is_wanted(struct store *store)
{
	return waiting_seen(&store->waiting);
}

/* No connection reaches another's file: a compartment has a file of its own. (A vacuum attaches a
 * nameless one, and a backup says which it may: backup_sqlite.c.) */
static int deny_other_files(void *user, int action, const char *file, const char *b, const char *c,
			    const char *d)
{
	const struct store *store = user;
	(void)b, (void)c, (void)d;
	bool other = action == SQLITE_ATTACH && file != NULL && file[0] != '\0';
	return other && !store->copies ? SQLITE_DENY : SQLITE_OK;
}

/* A compartment's file is its owner's alone; SQLite gives its log of writes the same rights. */
static void make_own(const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (file >= 0)
		close(file);
}

/* Of two who turn a new file into one with a log of writes, SQLite fails one without asking its
 * handler: it asks again. */
static enum status keep_log(struct store *store, struct error *error)
{
	int times = 0;
	int result;
	do
		result = sqlite3_exec(store->connection, "pragma journal_mode = wal", NULL, NULL,
				      NULL);
	while (result == SQLITE_BUSY && wait_for_lock(store, times++) != 0);
	waiting_hide(&store->waiting);
	return result == SQLITE_OK ? STATUS_OK : failed(store, "journal_mode", error);
}

static enum status sqlite_open(struct store *store, const char *url, bool fresh,
			       struct error *error)
{
	if (!fresh && access(url, F_OK) != 0) {
		error_set(error, STATUS_NOT_FOUND, "there is no database '%s'", url);
		return error_remedy(error, "make it with: remit init --db %s", url);
	}
	if (fresh && store->closed)
		make_own(url);
	sqlite3 *connection = NULL;
	int flags = SQLITE_OPEN_READWRITE | (fresh ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
	int result = sqlite3_open_v2(url, &connection, flags, NULL);
	store->connection = connection;
	if (connection == NULL)
		return error_set(error, STATUS_DATABASE, "SQLite has no memory");
	if (result != SQLITE_OK) {
		enum status status = failed(store, url, error);
		sqlite3_close(connection);
		store->connection = NULL;
		return status;
	}
	store->waiting = waiting_open(url);
	sqlite3_busy_handler(connection, wait_for_lock, store);
	sqlite3_set_authorizer(connection, deny_other_files, store);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	const char *sync =
		scratch_holds(url) ? "pragma synchronous = off" : "pragma synchronous = full";
	TRY(sqlite_script(store, sync, error));
	TRY(keep_log(store, error));
	return sqlite_script(store,
			     "pragma foreign_keys = on; pragma trusted_schema = off;"
			     "pragma secure_delete = on;" PAGES
			     "; pragma wal_autocheckpoint = 8000;"
			     "pragma temp_store = memory",
			     error);
}

static void sqlite_close(struct store *store)
{
	sqlite3_close_v2(store->connection);
	waiting_close(&store->waiting);
}

static enum status sqlite_prepare(struct statement *statement, struct error *error)
{
	sqlite3_stmt *handle = NULL;
	int result = sqlite3_prepare_v3(statement->store->connection, statement->sql, -1,
					SQLITE_PREPARE_PERSISTENT, &handle, NULL);
	statement->handle = handle;
	return result == SQLITE_OK ? STATUS_OK : failed(statement->store, statement->name, error);
}

static int bind(sqlite3_stmt *handle, int at, dmn_value value, bool bytes)
{
	int64_t number;
	const char *string;
	switch ((enum dmn_kind)value.kind) {
	case DMN_NULL: return sqlite3_bind_null(handle, at);
	case DMN_BOOLEAN: return sqlite3_bind_int(handle, at, value.as.boolean);
	case DMN_NUMBER:
		if (!dmn_get_int(value, &number))
			return SQLITE_MISMATCH;
		return sqlite3_bind_int64(handle, at, number);
	case DMN_STRING:
		/* SQLite takes a NULL pointer for null, even of an empty text. */
		string = value.as.string != NULL ? value.as.string : "";
		if (bytes)
			return sqlite3_bind_blob64(handle, at, string, value.count, SQLITE_STATIC);
		return sqlite3_bind_text64(handle, at, string, value.count, SQLITE_STATIC,
					   SQLITE_UTF8);
	default: return SQLITE_MISMATCH;
	}
}

static enum status sqlite_start(struct statement *statement, const dmn_value *values, size_t count,
				struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		bool bytes = i < 64 && (statement->bytes_mask >> i & 1) != 0;
		int result = bind(statement->handle, (int)i + 1, values[i], bytes);
		if (result == SQLITE_MISMATCH)
			return error_set(error, STATUS_DATABASE,
					 "%s: value %zu has no form in a database", statement->name,
					 i + 1);
		if (result != SQLITE_OK)
			return failed(statement->store, statement->name, error);
	}
	return STATUS_OK;
}

static enum status sqlite_step(struct statement *statement, bool *found, struct error *error)
{
	int result = sqlite3_step(statement->handle);
	*found = result == SQLITE_ROW;
	if (result == SQLITE_DONE) {
		statement->changed = (uint64_t)sqlite3_changes64(statement->store->connection);
		return STATUS_OK;
	}
	return *found ? STATUS_OK : failed(statement->store, statement->name, error);
}

static dmn_value sqlite_column(const struct statement *statement, unsigned column)
{
	sqlite3_stmt *handle = statement->handle;
	int at = (int)column;
	const void *bytes;
	switch (sqlite3_column_type(handle, at)) {
	case SQLITE_INTEGER: return dmn_number(sqlite3_column_int64(handle, at));
	case SQLITE_BLOB: bytes = sqlite3_column_blob(handle, at); break;
	case SQLITE_NULL: return dmn_null();
	default: bytes = sqlite3_column_text(handle, at); break;
	}
	return dmn_string_view(bytes == NULL ? "" : bytes,
			       (size_t)sqlite3_column_bytes(handle, at));
}

static unsigned sqlite_width(const struct statement *statement)
{
	return (unsigned)sqlite3_column_count(statement->handle);
}

static const char *sqlite_name_of(const struct statement *statement, unsigned column)
{
	return sqlite3_column_name(statement->handle, (int)column);
}

static void sqlite_finish(struct statement *statement)
{
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
}

static void sqlite_release(struct statement *statement)
{
	sqlite3_finalize(statement->handle);
	statement->handle = NULL;
}

const struct driver driver_sqlite = {
	.name = "sqlite",
	.open = sqlite_open,
	.close = sqlite_close,
	.prepare = sqlite_prepare,
	.start = sqlite_start,
	.step = sqlite_step,
	.column = sqlite_column,
	.width = sqlite_width,
	.name_of = sqlite_name_of,
	.finish = sqlite_finish,
	.release = sqlite_release,
	.script = sqlite_script,
	.is_wanted = sqlite_is_wanted,
	.backup = sqlite_backup,
	.check_backup = sqlite_check_backup,
	.restore = sqlite_restore,
	.check = sqlite_check,
	.purge = sqlite_purge,
	.seek = sqlite_seek,
	.memory = { PAGES, "pragma cache_size = -4000" },
	.begin = "begin immediate",
	.look = "begin",
	.size = "select page_count * page_size from pragma_page_count(), pragma_page_size()",
};
