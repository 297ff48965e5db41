/* SPDX-License-Identifier: Apache-2.0 */
/* A copy of a PostgreSQL database by its own tools, pg_dump and pg_restore. What they need to find
 * the server goes in their environment: a password on a command line is read by anyone. */
#include "store/driver.h"

#include "base/list.h"
#include "os/process.h"

#include <libpq-fe.h>

extern char **environ;

struct words {
	LIST_OF(const char *);
};

/* The connection's options by their names in the environment (PGHOST, ...), and this process's. */
static const char *const *environment(struct store *store)
{
	struct words out = { 0 };
	PQconninfoOption *options = PQconninfo(store->connection);
	for (PQconninfoOption *it = options; it != NULL && it->keyword != NULL; it++)
		if (it->envvar != NULL && it->val != NULL && it->val[0] != '\0')
			list_push(store->arena, &out,
				  text_c(store->arena,
					 text_format(store->arena, "%s=%s", it->envvar, it->val)));
	PQconninfoFree(options);
	/* Behind them: the first of a name counts. */
	for (char **at = environ; *at != NULL; at++)
		list_push(store->arena, &out, *at);
	list_push(store->arena, &out, NULL);
	return out.at;
}

static enum status run(struct store *store, const char *const *words, struct error *error)
{
	enum status status = process_run(words, environment(store), error);
	if (status == STATUS_NOT_FOUND)
		error_remedy(error, "install the PostgreSQL client of the server's version");
	return status;
}

enum status pg_backup(struct store *store, const char *path, struct error *error)
{
	/* A compartment is copied by who opens it, to a file of its own. */
	struct text which = store->schema != NULL
				    ? text_format(store->arena, "--schema=%s", store->schema)
				    : TEXT("--exclude-schema=" STORE_SCHEMA "*");
	const char *const words[] = { "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
				      which.at,	 "--file",	    path,	  NULL };
	return run(store, words, error);
}

enum status pg_restore(struct store *store, const char *path, struct error *error)
{
	const char *const words[] = { "pg_restore",
				      "--clean",
				      "--if-exists",
				      "--no-owner",
				      "--no-privileges",
				      "--single-transaction",
				      "--exit-on-error",
				      "--dbname",
				      PQdb(store->connection),
				      path,
				      NULL };
	return run(store, words, error);
}

/* The highest number in the lines of a table's data, "6\t0006_queue.sql\t..."; 0 when there is
 * none. */
static unsigned long last_number(struct text lines)
{
	unsigned long last = 0;
	for (size_t at = 0; at < lines.length;) {
		size_t end = text_find(lines, TEXT("\n"), at);
		end = end == SIZE_MAX ? lines.length : end;
		unsigned long number = 0;
		for (; at < end && lines.at[at] >= '0' && lines.at[at] <= '9'; at++)
			number = number * 10 + (unsigned long)(lines.at[at] - '0');
		if (at < end && lines.at[at] == '\t' && number > last)
			last = number;
		at = end + 1;
	}
	return last;
}

/* The dump's own rows of schema_migration, as text: the server is not asked. */
enum status pg_check_backup(const char *path, struct error *error)
{
	const char *const words[] = { "pg_restore", "--data-only", "--table=schema_migration",
				      "--file=-",   path,	   NULL };
	enum {
		MOST = 64 * 1024
	};
	struct text lines;
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory to read a backup");
	enum status status =
		process_read(arena, words, (const char *const *)environ, MOST, &lines, error);
	unsigned long last = status == STATUS_OK ? last_number(lines) : 0;
	arena_free(arena);
	if (status == STATUS_NOT_FOUND)
		return error_remedy(error, "install the PostgreSQL client of the server's version");
	TRY(status);
	return backup_check_version(last, error);
}
