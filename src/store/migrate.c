/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations: forward only, one transaction each, checksummed. A database that is newer than the
 * program, or whose migrations were other ones, is refused. */
#include "store/driver.h"

#include "audit/digest.h"
#include "os/clock.h"
#include "store/sql_text.h"

static const char *const make_table = "create table if not exists schema_migration ("
				      "number integer primary key, name text not null,"
				      "checksum text not null, applied_at text not null)";

static bool is_sqlite(const struct store *store)
{
	return store->driver == &driver_sqlite;
}

static const char *text_of(const struct store *store, const struct sql_migration *migration)
{
	return is_sqlite(store) ? migration->sqlite : migration->postgres;
}

static enum status refuse_changed(const struct sql_migration *migration, struct error *error)
{
	error_set(error, STATUS_DATABASE,
		  "the database was made with another %s than this program's", migration->name);
	return error_remedy(error, "use the program's release that made it, or restore a backup");
}

/* Compare a row (number, checksum) of what was applied with what this program knows. */
static enum status check_row(const struct store *store, const struct rows *rows, unsigned *applied,
			     struct error *error)
{
	unsigned number = (unsigned)rows_int(rows, 0);
	if (number > sql_migration_count) {
		error_set(error, STATUS_DATABASE,
			  "the database is newer than this program (step %u; the program knows %u)",
			  number, sql_migration_count);
		return error_remedy(error, "use a newer release of remit with it");
	}
	const struct sql_migration *known = &sql_migrations[number - 1];
	struct digest digest = digest_of(text_from(text_of(store, known)));
	char checksum[DIGEST_TEXT_SIZE];
	digest_print(&digest, checksum);
	*applied = number;
	return text_is(rows_text(rows, 1), checksum) ? STATUS_OK : refuse_changed(known, error);
}

static enum status read_applied(struct store *store, unsigned *applied, struct error *error)
{
	struct statement *statement;
	struct rows rows;
	bool found;
	*applied = 0;
	TRY(statement_make(store, "schema_migration",
			   TEXT("select number, checksum from schema_migration order by number"), 0,
			   0, &statement, error));
	TRY(statement_start(statement, BIND_NONE, &rows, error));
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if ((status = check_row(store, &rows, applied, error)) != STATUS_OK)
			break;
	statement->temporary = true;
	rows_end(&rows);
	return status;
}

static enum status apply(struct store *store, const struct sql_migration *migration,
			 struct error *error)
{
	const char *sql = text_of(store, migration);
	struct digest digest = digest_of(text_from(sql));
	char checksum[DIGEST_TEXT_SIZE];
	char now[CLOCK_TEXT_SIZE];
	digest_print(&digest, checksum);
	clock_print(clock_now(), now);
	TRY(store->driver->script(store, sql, error));
	struct statement *statement;
	struct text insert = is_sqlite(store)
				     ? TEXT("insert into schema_migration values (?1, ?2, ?3, ?4)")
				     : TEXT("insert into schema_migration values ($1, $2, $3, $4)");
	TRY(statement_make(store, "schema_migration", insert, 4, 0, &statement, error));
	enum status status = statement_run(
		statement,
		BIND(dmn_number(migration->number), store_text(text_from(migration->name)),
		     store_text(text_from(checksum)), store_text(text_from(now))),
		NULL, error);
	store->driver->release(statement);
	return status;
}

/* The next step, unless another process has taken it meanwhile. */
static enum status apply_next(struct store *store, unsigned *applied, struct error *error)
{
	if (store->driver->alone != NULL)
		TRY(store->driver->script(store, store->driver->alone, error));
	TRY(read_applied(store, applied, error));
	if (*applied == sql_migration_count)
		return STATUS_OK;
	return apply(store, &sql_migrations[(*applied)++], error);
}

static enum status apply_alone(struct store *store, unsigned *applied, struct error *error)
{
	TRY(store_begin(store, error));
	enum status status = apply_next(store, applied, error);
	if (status == STATUS_OK)
		return store_commit(store, error);
	store_rollback(store);
	return status;
}

/* The table that says what was applied; two who make it at once take turns. */
static enum status make_first(struct store *store, struct error *error)
{
	TRY(store_begin(store, error));
	enum status status = STATUS_OK;
	if (store->driver->alone != NULL)
		status = store->driver->script(store, store->driver->alone, error);
	if (status == STATUS_OK)
		status = store->driver->script(store, make_table, error);
	if (status == STATUS_OK)
		return store_commit(store, error);
	store_rollback(store);
	return status;
}

enum status backup_check_version(unsigned long last, struct error *error)
{
	if (last == 0) {
		error_set(error, STATUS_INVALID, "the file is no database of this program");
		return error_remedy(error, "give a file that remit backup has written");
	}
	if (last <= sql_migration_count)
		return STATUS_OK;
	error_set(error, STATUS_DATABASE, "the backup is of a newer release than this program");
	return error_remedy(error, "use a newer release of remit with it");
}

enum status store_migrate(struct store *store, bool fresh, struct error *error)
{
	unsigned applied;
	if (fresh)
		TRY(make_first(store, error));
	enum status status = read_applied(store, &applied, error);
	if (status == STATUS_DATABASE && !fresh && error != NULL && error->remedy[0] == '\0')
		error_remedy(error, "make the database with: remit init --db URL");
	TRY(status);
	if (!fresh && applied < sql_migration_count) {
		error_set(error, STATUS_DATABASE,
			  "the database is older than this program (step %u of %u)", applied,
			  sql_migration_count);
		return error_remedy(error, "bring it up to date with: remit init --db URL");
	}
	while (applied < sql_migration_count)
		TRY(apply_alone(store, &applied, error));
	return STATUS_OK;
}
