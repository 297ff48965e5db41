/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of a SQLite database while others write, and back. */
#include "store/driver.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static enum status failed(sqlite3 *connection, const char *what, struct error *error)
{
	error_set(error, STATUS_DATABASE, "SQLite: %s (%s)", sqlite3_errmsg(connection), what);
	if (sqlite3_errcode(connection) == SQLITE_FULL)
		error_remedy(error, "free some space on the disk and run it again");
	return STATUS_DATABASE;
}

/* One read transaction: a snapshot that writers do not wait for. */
enum status sqlite_backup(struct store *store, const char *path, struct error *error)
{
	sqlite3 *connection = store->connection;
	sqlite3_stmt *statement;
	store->copies = true;
	int result = sqlite3_prepare_v2(connection, "vacuum into ?1", -1, &statement, NULL);
	if (result == SQLITE_OK) {
		sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
		sqlite3_step(statement);
		result = sqlite3_finalize(statement);
	}
	store->copies = false;
	return result == SQLITE_OK ? STATUS_OK : failed(connection, "backup", error);
}

/* The first column of the statement's first row in `out`, on one line; false, with the cause, where
 * there is none. */
static bool first(sqlite3 *connection, const char *sql, char *out, size_t size)
{
	sqlite3_stmt *statement = NULL;
	bool row = sqlite3_prepare_v2(connection, sql, -1, &statement, NULL) == SQLITE_OK &&
		   sqlite3_step(statement) == SQLITE_ROW;
	const char *text =
		row ? (const char *)sqlite3_column_text(statement, 0) : sqlite3_errmsg(connection);
	sqlite3_snprintf((int)size, out, "%s", text != NULL ? text : "");
	sqlite3_finalize(statement);
	for (char *line = out; (line = strchr(line, '\n')) != NULL;)
		*line = ' ';
	return row;
}

static enum status check(sqlite3 *connection, const char *what, struct error *error)
{
	char said[200];
	if (!first(connection, "pragma integrity_check(1)", said, sizeof said) ||
	    strcmp(said, "ok") != 0)
		error_set(error, STATUS_TAMPERED, "%s is damaged: %s", what, said);
	else if (first(connection, "pragma foreign_key_check", said, sizeof said))
		error_set(error, STATUS_TAMPERED, "%s has a row of '%s' that refers to nothing",
			  what, said);
	else
		return STATUS_OK;
	error_remedy(error, "restore a backup that is whole");
	return STATUS_TAMPERED;
}

enum status sqlite_check(struct store *store, struct error *error)
{
	return check(store->connection, "the database", error);
}

/* Is it a whole database of this program, and not of a later release? */
static enum status check_source(sqlite3 *source, struct error *error)
{
	char last[200];
	TRY(check(source, "the backup", error));
	if (!first(source, "select max(number) from schema_migration", last, sizeof last)) {
		error_set(error, STATUS_INVALID, "the file is no database of this program");
		return error_remedy(error, "give a file that remit backup has written");
	}
	return backup_check_version(strtoul(last, NULL, 10), error);
}

static enum status copy(sqlite3 *source, sqlite3 *target, struct error *error)
{
	sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
	if (backup == NULL)
		return failed(target, "restore", error);
	int result;
	do {
		result = sqlite3_backup_step(backup, -1);
		if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
			sqlite3_sleep(20);
	} while (result == SQLITE_BUSY || result == SQLITE_LOCKED);
	result = sqlite3_backup_finish(backup);
	return result == SQLITE_OK ? STATUS_OK : failed(target, "restore", error);
}

static enum status open_source(const char *path, sqlite3 **out, struct error *error)
{
	if (sqlite3_open_v2(path, out, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
		return STATUS_OK;
	sqlite3_close(*out);
	return error_set(error, STATUS_DATABASE, "SQLite cannot open '%s'", path);
}

enum status sqlite_check_backup(const char *path, struct error *error)
{
	sqlite3 *source;
	TRY(open_source(path, &source, error));
	enum status status = check_source(source, error);
	sqlite3_close(source);
	return status;
}

enum status sqlite_restore(struct store *store, const char *path, struct error *error)
{
	sqlite3 *source;
	TRY(open_source(path, &source, error));
	enum status status = copy(source, store->connection, error);
	sqlite3_close(source);
	return status;
}
