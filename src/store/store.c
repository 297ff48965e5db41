/* SPDX-License-Identifier: Apache-2.0 */
/* Opening, transactions and named statements, over whichever driver. */
#include "store/driver.h"

#include "base/ensure.h"
#include "os/file.h"
#include "record/shape.h"
#include "store/sql_text.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const struct driver *driver_of(struct text url)
{
	bool postgres =
		text_starts(url, TEXT("postgresql://")) || text_starts(url, TEXT("postgres://"));
	return postgres ? &driver_postgres : &driver_sqlite;
}

static enum status open_driver(struct store *store, struct text url, bool fresh,
			       struct error *error)
{
	store->driver = driver_of(url);
	bool postgres = store->driver == &driver_postgres;
	if (text_starts(url, TEXT("sqlite:")))
		url = text_slice(url, 7, url.length);
	else if (!postgres && text_find(url, TEXT("://"), 0) != SIZE_MAX) {
		error_set(error, STATUS_USAGE, "'%.*s' is no database this program knows",
			  TEXT_ARG(url));
		return error_remedy(error, "give a file name, or postgresql://host/name");
	}
	return store->driver->open(store, text_c(store->arena, url), fresh, error);
}

/* "hub.sqlite" -> "hub.NAME.sqlite"; without an ending the name goes behind. */
static struct text file_beside(struct arena *arena, struct text url, struct text name)
{
	size_t end = url.length;
	for (size_t i = url.length; i-- > 0 && url.at[i] != '/';)
		if (url.at[i] == '.' && end == url.length)
			end = i;
	return text_format(arena, "%.*s.%.*s%.*s", (int)end, url.at, TEXT_ARG(name),
			   (int)(url.length - end), url.at + end);
}

static struct text place_of(struct store *store, const struct store_place *place)
{
	struct text url = place->own.length != 0 ? place->own : place->url;
	if (place->compartment.length == 0)
		return url;
	ensure(record_name_is_good(place->compartment));
	store->closed = true;
	if (driver_of(url) != &driver_sqlite)
		store->schema =
			text_format(store->arena, STORE_SCHEMA "%.*s", TEXT_ARG(place->compartment))
				.at;
	else if (place->own.length == 0)
		url = file_beside(store->arena, url, place->compartment);
	return url;
}

enum status store_open(struct text url, bool fresh, struct store **out, struct error *error)
{
	return store_open_at(&(struct store_place){ .url = url }, fresh, out, error);
}

enum status store_open_at(const struct store_place *place, bool fresh, struct store **out,
			  struct error *error)
{
	struct arena *arena = arena_new(0);
	if (arena == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for a database connection");
	struct store *store = arena_new_one(arena, struct store);
	store->arena = arena;
	store->url = text_copy(arena, place->url);
	enum status status = open_driver(store, place_of(store, place), fresh, error);
	if (status == STATUS_OK)
		status = store_migrate(store, fresh, error);
	if (status != STATUS_OK) {
		store_close(store);
		return status;
	}
	*out = store;
	return STATUS_OK;
}

static void release_all(struct store *store)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		if (store->named[i].handle != NULL)
			store->driver->release(&store->named[i]);
	for (struct statement *it = store->made; it != NULL; it = it->made_before)
		if (it->handle != NULL)
			store->driver->release(it);
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	if (store->connection != NULL) {
		store_rollback(store);
		release_all(store);
		store->driver->close(store);
	}
	arena_free(store->arena);
}

enum status store_open_beside(const struct store *store, struct store **out, struct error *error)
{
	TRY(store_open(store->url, false, out, error));
	if (store->driver->beside == NULL)
		return STATUS_OK;
	enum status status = store->driver->script(*out, store->driver->beside, error);
	if (status != STATUS_OK)
		store_close(*out);
	return status;
}

const char *store_kind(const struct store *store)
{
	return store->driver->name;
}

bool store_is_wanted(struct store *store)
{
	return store->driver->is_wanted != NULL && store->driver->is_wanted(store);
}

enum status store_spare_memory(struct store *store, bool spare, struct error *error)
{
	const char *sql = store->driver->memory[spare];
	return sql != NULL ? store->driver->script(store, sql, error) : STATUS_OK;
}

enum status store_learn(struct store *store, struct error *error)
{
	ensure(!store->in_transaction);
	const char *sql = store->driver->learn;
	return sql != NULL ? store->driver->script(store, sql, error) : STATUS_OK;
}

void store_give_way(struct store *store)
{
	const struct timespec pause = { .tv_nsec = 300000L };
	for (unsigned i = 0; i < 30 && store_is_wanted(store); i++)
		nanosleep(&pause, NULL);
}

static enum status begin(struct store *store, const char *sql, struct error *error)
{
	ensure(!store->in_transaction);
	TRY(store->driver->script(store, sql, error));
	store->in_transaction = true;
	return STATUS_OK;
}

enum status store_begin(struct store *store, struct error *error)
{
	return begin(store, store->driver->begin, error);
}

enum status store_begin_look(struct store *store, struct error *error)
{
	return begin(store, store->driver->look, error);
}

enum status store_soon(struct store *store, struct error *error)
{
	ensure(store->in_transaction);
	return store->driver->soon != NULL
		       ? store->driver->script(store, store->driver->soon, error)
		       : STATUS_OK;
}

enum status store_commit(struct store *store, struct error *error)
{
	ensure(store->in_transaction);
	TRY(store->driver->script(store, "commit", error));
	store->in_transaction = false;
	return STATUS_OK;
}

void store_rollback(struct store *store)
{
	if (!store->in_transaction)
		return;
	store->in_transaction = false;
	enum status ignored = store->driver->script(store, "rollback", NULL);
	(void)ignored; /* the connection is gone, and the transaction with it */
}

bool store_is_far(const struct store *store)
{
	return store->driver->copy != NULL;
}

bool store_url_is_far(struct text url)
{
	return driver_of(url)->copy != NULL;
}

bool store_in_transaction(const struct store *store)
{
	return store->in_transaction;
}

static struct statement *named(struct store *store, enum statement_name name)
{
	ensure(name < SQL_COUNT);
	struct statement *statement = &store->named[name];
	if (statement->sql == NULL) {
		const struct sql_text *text = &sql_texts[name];
		bool sqlite = store->driver == &driver_sqlite;
		*statement = (struct statement){ .store = store,
						 .sql = sqlite ? text->sqlite : text->postgres,
						 .name = text->name,
						 .parameter_count = text->parameter_count,
						 .bytes_mask = text->bytes_mask };
	}
	return statement;
}

enum status store_query(struct store *store, enum statement_name name, const dmn_value *values,
			size_t count, struct rows *rows, struct error *error)
{
	return statement_start(named(store, name), values, count, rows, error);
}

enum status store_do(struct store *store, enum statement_name name, const dmn_value *values,
		     size_t count, struct error *error)
{
	return statement_run(named(store, name), values, count, NULL, error);
}

enum status store_change(struct store *store, enum statement_name name, const dmn_value *values,
			 size_t count, uint64_t *changed, struct error *error)
{
	return statement_run(named(store, name), values, count, changed, error);
}

enum status store_number(struct store *store, enum statement_name name, const dmn_value *values,
			 size_t count, int64_t *out, bool *found, struct error *error)
{
	struct rows rows;
	bool there;
	TRY(store_query(store, name, values, count, &rows, error));
	enum status status = rows_next(&rows, &there, error);
	if (status == STATUS_OK && there)
		*out = rows_int(&rows, 0);
	rows_end(&rows);
	TRY(status);
	if (found != NULL)
		*found = there;
	else if (!there)
		return error_set(error, STATUS_NOT_FOUND, "%s gave no row", sql_texts[name].name);
	return STATUS_OK;
}

enum status store_size(struct store *store, uint64_t *size, struct error *error)
{
	struct statement *statement;
	struct rows rows;
	bool found;
	TRY(statement_make(store, "size", text_from(store->driver->size), 0, 0, &statement, error));
	TRY(statement_start(statement, BIND_NONE, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK)
		*size = found ? (uint64_t)rows_int(&rows, 0) : 0;
	rows_end(&rows);
	return status;
}

enum status store_backup(struct store *store, const char *path, struct error *error)
{
	char beside[4096];
	ensure(!store->in_transaction);
	if (snprintf(beside, sizeof beside, "%s.part", path) >= (int)sizeof beside)
		return error_set(error, STATUS_USAGE, "the path '%.200s...' is too long", path);
	if (file_exists(path)) {
		error_set(error, STATUS_CONFLICT, "'%s' is there already", path);
		return error_remedy(error, "give a new name: a backup is never written over");
	}
	unlink(beside); /* of a backup that was cut short */
	enum status status = store->driver->backup(store, beside, error);
	if (status == STATUS_OK)
		return file_keep(beside, path, error);
	unlink(beside);
	return status;
}

enum status store_check_backup(struct text url, const char *path, struct error *error)
{
	if (!file_exists(path)) {
		error_set(error, STATUS_NOT_FOUND, "there is no file '%s'", path);
		return error_remedy(error, "give a file that remit backup has written");
	}
	const struct driver *driver = driver_of(url);
	return driver->check_backup != NULL ? driver->check_backup(path, error) : STATUS_OK;
}

enum status store_restore(struct store *store, const char *path, struct error *error)
{
	ensure(!store->in_transaction);
	return store->driver->restore(store, path, error);
}

enum status store_purge(struct store *store, struct error *error)
{
	ensure(!store->in_transaction);
	return store->driver->purge(store, error);
}

enum status store_seek(struct store *store, const struct text *texts, size_t count, bool *looked,
		       bool *found, struct error *error)
{
	*found = false;
	*looked = store->driver->seek != NULL;
	return *looked ? store->driver->seek(store, texts, count, found, error) : STATUS_OK;
}

enum status store_check(struct store *store, struct error *error)
{
	return store->driver->check != NULL ? store->driver->check(store, error) : STATUS_OK;
}
