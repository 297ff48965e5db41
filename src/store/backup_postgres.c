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
	const char *const words[] = {
		"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", path, NULL
	};
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
