/* SPDX-License-Identifier: Apache-2.0 */
/* PostgreSQL 15 and later by libpq. Values go as text, bytes as bytes; a result is fetched whole,
 * so callers read long tables by pages. */
#include "store/driver.h"
#include "store/sending.h"

#include "base/ensure.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	OID_BOOL = 16,
	OID_BYTES = 17,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23
};

/* The driver's part of a statement. */
struct handle {
	char name[24];
	unsigned connection; /* that it was prepared on */
	PGresult *result;
	int row;	       /* -1 before the first */
	struct arena *scratch; /* of the present execution: decoded bytes */
	const char *values[STORE_PARAMETERS_MOST];
	int lengths[STORE_PARAMETERS_MOST];
	int formats[STORE_PARAMETERS_MOST];
};

static enum status failed(struct store *store, const PGresult *result, const char *what,
			  struct error *error)
{
	const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message =
		result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	if (message == NULL)
		message = PQerrorMessage(store->connection);
	/* 23: integrity constraint; 40: rolled back for another; 55P03: lock not available. */
	bool conflict =
		state != NULL && (strncmp(state, "23", 2) == 0 || strncmp(state, "40", 2) == 0 ||
				  strcmp(state, "55P03") == 0);
	size_t length = strcspn(message, "\n");
	enum status status = conflict ? STATUS_CONFLICT : STATUS_DATABASE;
	error_set(error, status, "PostgreSQL: %.*s (%s)", (int)length, message, what);
	if (state != NULL && strcmp(state, "53100") == 0)
		error_remedy(
			error,
			"free some space on the server and run it again: nothing was half done");
	return status;
}

static void notice_nothing(void *user, const PGresult *result)
{
	(void)user;
	(void)result;
}

static const char settings[] = "set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD';"
			       "set timezone = 'UTC'; set standard_conforming_strings = on;"
			       "set synchronous_commit = on; set bytea_output = 'hex'";

/* Before anything else on a new connection. A compartment's schema is all that it looks in. */
static enum status settle_in(struct store *store, bool fresh, struct error *error)
{
	const char *schema = store->schema;
	struct text sql = text_from(settings);
	if (schema != NULL)
		sql = text_format(store->arena,
				  "%s%s%s%s; set search_path = \"%s\"; set application_name = '%s'",
				  settings, fresh ? "; create schema if not exists \"" : "",
				  fresh ? schema : "", fresh ? "\"" : "", schema, schema);
	PGresult *result = PQexec(store->connection, text_c(store->arena, sql));
	enum status status = PQresultStatus(result) == PGRES_COMMAND_OK
				     ? STATUS_OK
				     : failed(store, result, "settings", error);
	PQclear(result);
	return status;
}

/* A connection that the server has closed (it was restarted) is made anew, but not within a
 * transaction, which is lost. False: there is nothing to do anew. */
static bool revive(struct store *store)
{
	if (store->in_transaction || PQstatus(store->connection) == CONNECTION_OK)
		return false;
	PQreset(store->connection);
	if (PQstatus(store->connection) != CONNECTION_OK)
		return false;
	store->connection_count++;
	return settle_in(store, false, NULL) == STATUS_OK;
}

/* The end of a COPY that the server was left to work at. */
static enum status settle(struct store *store, struct error *error)
{
	enum status status = STATUS_OK;
	PGresult *result;
	if (store->sending == NULL)
		return STATUS_OK;
	bool sent = sending_end(store->sending);
	store->sending = NULL;
	if (!sent)
		status = failed(store, NULL, "copy", error);
	while ((result = PQgetResult(store->connection)) != NULL) {
		if (status == STATUS_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
			status = failed(store, result, "copy", error);
		PQclear(result);
	}
	return status;
}

static enum status pg_script(struct store *store, const char *sql, struct error *error)
{
	enum status before = settle(store, error);
	if (before != STATUS_OK && strcmp(sql, "rollback") != 0)
		return before;
	PGresult *result = PQexec(store->connection, sql);
	if (strncmp(sql, "begin", 5) == 0 && revive(store)) {
		PQclear(result);
		result = PQexec(store->connection, sql);
	}
	ExecStatusType state = PQresultStatus(result);
	bool good = state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK;
	/* A commit of a failed transaction is answered with ROLLBACK. */
	if (good && strcmp(sql, "commit") == 0 && strcmp(PQcmdStatus(result), "COMMIT") != 0) {
		PQclear(result);
		return error_set(error, STATUS_DATABASE, "PostgreSQL undid the transaction");
	}
	enum status status = good ? STATUS_OK : failed(store, result, "script", error);
	PQclear(result);
	return status;
}

/* One that is not there is told as a file that is not. */
static enum status find_schema(struct store *store, struct error *error)
{
	const char *const name[] = { store->schema };
	PGresult *result =
		PQexecParams(store->connection, "select 1 from pg_namespace where nspname = $1", 1,
			     NULL, name, NULL, NULL, 0);
	bool asked = PQresultStatus(result) == PGRES_TUPLES_OK;
	bool found = asked && PQntuples(result) == 1;
	enum status status = asked ? STATUS_OK : failed(store, result, "schema", error);
	PQclear(result);
	TRY(status);
	return found ? settle_in(store, false, error)
		     : error_set(error, STATUS_NOT_FOUND, "the server has no schema '%s'",
				 store->schema);
}

static enum status pg_open(struct store *store, const char *url, bool fresh, struct error *error)
{
	store->connection = PQconnectdb(url);
	if (PQstatus(store->connection) != CONNECTION_OK) {
		const char *message = PQerrorMessage(store->connection);
		error_set(error, STATUS_DATABASE, "PostgreSQL: %.*s", (int)strcspn(message, "\n"),
			  message);
		error_remedy(error,
			     "check the address and that the server runs; the database itself "
			     "is made with createdb");
		PQfinish(store->connection);
		store->connection = NULL;
		return STATUS_DATABASE;
	}
	PQsetNoticeReceiver(store->connection, notice_nothing, NULL);
	return store->schema == NULL || fresh ? settle_in(store, fresh, error)
					      : find_schema(store, error);
}

static void pg_close(struct store *store)
{
	if (store->sending != NULL)
		(void)sending_end(store->sending);
	PQfinish(store->connection);
}

/* Tell the server of the statement, on the present connection. */
static enum status tell(struct statement *statement, struct error *error)
{
	struct store *store = statement->store;
	struct handle *handle = statement->handle;
	TRY(settle(store, error));
	PGresult *result = PQprepare(store->connection, handle->name, statement->sql, 0, NULL);
	if (PQresultStatus(result) != PGRES_COMMAND_OK && revive(store)) {
		PQclear(result);
		result = PQprepare(store->connection, handle->name, statement->sql, 0, NULL);
	}
	enum status status = PQresultStatus(result) == PGRES_COMMAND_OK
				     ? STATUS_OK
				     : failed(store, result, statement->name, error);
	PQclear(result);
	handle->connection = store->connection_count;
	return status;
}

static enum status pg_prepare(struct statement *statement, struct error *error)
{
	struct store *store = statement->store;
	struct handle *handle = calloc(1, sizeof *handle);
	if (handle == NULL)
		return error_set(error, STATUS_LIMIT, "no memory for a statement");
	handle->scratch = arena_new(0);
	ensure(handle->scratch != NULL);
	snprintf(handle->name, sizeof handle->name, "s%u", ++store->last_made);
	statement->handle = handle;
	enum status status = tell(statement, error);
	if (status != STATUS_OK) {
		arena_free(handle->scratch);
		free(handle);
		statement->handle = NULL;
	}
	return status;
}

static bool bind(struct handle *handle, size_t at, dmn_value value, bool bytes)
{
	int64_t number;
	handle->formats[at] = bytes ? 1 : 0;
	handle->lengths[at] = (int)value.count;
	switch ((enum dmn_kind)value.kind) {
	case DMN_NULL: handle->values[at] = NULL; return true;
	case DMN_BOOLEAN: handle->values[at] = value.as.boolean ? "1" : "0"; return true;
	case DMN_NUMBER:
		if (!dmn_get_int(value, &number))
			return false;
		handle->values[at] = text_format(handle->scratch, "%lld", (long long)number).at;
		return true;
	case DMN_STRING: {
		struct text text = { value.as.string, value.count };
		if (!bytes && text.length != 0 && memchr(text.at, 0, text.length) != NULL)
			return false;
		if (text.length == 0)
			handle->values[at] = "";
		else
			handle->values[at] = bytes ? text.at : text_c(handle->scratch, text);
		return true;
	}
	default: return false;
	}
}

static enum status execute(struct statement *statement, size_t count, struct error *error)
{
	struct store *store = statement->store;
	struct handle *handle = statement->handle;
	TRY(settle(store, error));
	for (bool again = true; again; again = revive(store)) {
		if (handle->connection != store->connection_count)
			TRY(tell(statement, error));
		PQclear(handle->result);
		handle->result =
			PQexecPrepared(store->connection, handle->name, (int)count, handle->values,
				       handle->lengths, handle->formats, 0);
	}
	return STATUS_OK;
}

static enum status pg_start(struct statement *statement, const dmn_value *values, size_t count,
			    struct error *error)
{
	struct handle *handle = statement->handle;
	ensure(count <= STORE_PARAMETERS_MOST);
	arena_reset(handle->scratch);
	for (size_t i = 0; i < count; i++)
		if (!bind(handle, i, values[i], i < 64 && (statement->bytes_mask >> i & 1) != 0))
			return error_set(error, STATUS_DATABASE,
					 "%s: value %zu has no form in a database", statement->name,
					 i + 1);
	TRY(execute(statement, count, error));
	handle->row = -1;
	ExecStatusType state = PQresultStatus(handle->result);
	if (state != PGRES_COMMAND_OK && state != PGRES_TUPLES_OK)
		return failed(statement->store, handle->result, statement->name, error);
	statement->changed = (uint64_t)strtoull(PQcmdTuples(handle->result), NULL, 10);
	return STATUS_OK;
}

static enum status pg_step(struct statement *statement, bool *found, struct error *error)
{
	(void)error;
	struct handle *handle = statement->handle;
	*found = PQresultStatus(handle->result) == PGRES_TUPLES_OK &&
		 handle->row + 1 < PQntuples(handle->result);
	if (*found)
		handle->row++;
	return STATUS_OK;
}

static unsigned nibble(char letter)
{
	return (unsigned)(letter <= '9' ? letter - '0' : letter - 'a' + 10);
}

/* "\x0aff" to its bytes. */
static dmn_value decode_bytes(struct arena *scratch, const char *at, size_t size)
{
	if (size < 2)
		return dmn_string_view("", 0);
	size_t count = (size - 2) / 2;
	char *bytes = arena_alloc(scratch, count + 1);
	for (size_t i = 0; i < count; i++)
		bytes[i] = (char)(nibble(at[2 + 2 * i]) << 4 | nibble(at[3 + 2 * i]));
	return dmn_string_view(bytes, count);
}

static dmn_value pg_column(const struct statement *statement, unsigned column)
{
	struct handle *handle = statement->handle;
	int at = (int)column;
	if (PQgetisnull(handle->result, handle->row, at))
		return dmn_null();
	const char *text = PQgetvalue(handle->result, handle->row, at);
	size_t size = (size_t)PQgetlength(handle->result, handle->row, at);
	switch (PQftype(handle->result, at)) {
	case OID_BOOL: return dmn_boolean(text[0] == 't');
	case OID_BYTES: return decode_bytes(handle->scratch, text, size);
	case OID_INT8:
	case OID_INT2:
	case OID_INT4: return dmn_number(strtoll(text, NULL, 10));
	default: return dmn_string_view(text, size);
	}
}

static unsigned pg_width(const struct statement *statement)
{
	const struct handle *handle = statement->handle;
	return (unsigned)PQnfields(handle->result);
}

static const char *pg_name_of(const struct statement *statement, unsigned column)
{
	const struct handle *handle = statement->handle;
	return PQfname(handle->result, (int)column);
}

static void pg_finish(struct statement *statement)
{
	struct handle *handle = statement->handle;
	PQclear(handle->result);
	handle->result = NULL;
}

static void pg_release(struct statement *statement)
{
	struct handle *handle = statement->handle;
	PQclear(handle->result);
	char sql[40];
	snprintf(sql, sizeof sql, "deallocate %s", handle->name);
	PQclear(PQexec(statement->store->connection, sql));
	arena_free(handle->scratch);
	free(handle);
	statement->handle = NULL;
}

/* The server takes the rows while the program goes on; settle() hears how it ended. */
static enum status pg_copy(struct store *store, const char *sql, struct text rows,
			   struct error *error)
{
	TRY(settle(store, error));
	PGresult *result = PQexec(store->connection, sql);
	bool good = PQresultStatus(result) == PGRES_COPY_IN;
	enum status status = good ? STATUS_OK : failed(store, result, "copy", error);
	PQclear(result);
	TRY(status);
	store->sending = sending_begin(store->connection, rows);
	return store->sending != NULL ? STATUS_OK
				      : error_set(error, STATUS_LIMIT, "no memory for a copy");
}

/* A table in which nothing is left keeps the statistics of what was in it: to analyze it changes
 * nothing. A role that may not take them from their table says of each column that it is of the
 * type that it is of, which takes its statistics away (but where a view rests on it). */
#define FORGET_EMPTY                                                               \
	"do $$ declare it record; begin "                                          \
	"delete from pg_catalog.pg_statistic s using pg_catalog.pg_class c "       \
	"where c.oid = s.starelid and c.reltuples <= 0; "                          \
	"exception when insufficient_privilege then "                              \
	"for it in select c.oid::regclass as name, a.attname, "                    \
	"format_type(a.atttypid, a.atttypmod) as type from pg_catalog.pg_class c " \
	"join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 "   \
	"and not a.attisdropped where c.relkind = 'r' and c.reltuples <= 0 "       \
	"and pg_has_role(c.relowner, 'usage') "                                    \
	"loop begin execute format('alter table %s alter column %I type %s', "     \
	"it.name, it.attname, it.type); exception when others then null; end; end loop; end $$"

/* The statistics of columns hold values of theirs: they are made anew, and their own table is
 * rewritten where the role may. */
static enum status pg_purge(struct store *store, struct error *error)
{
	TRY(pg_script(store, "vacuum (full, analyze)", error));
	TRY(pg_script(store, FORGET_EMPTY, error));
	enum status more = pg_script(store, "vacuum (full) pg_catalog.pg_statistic", NULL);
	if (more == STATUS_OK)
		more = pg_script(store, "checkpoint", NULL);
	(void)more; /* a role that may not: docs/rights.md says what is left to the operator */
	return STATUS_OK;
}

const struct driver driver_postgres = {
	.name = "postgres",
	.open = pg_open,
	.close = pg_close,
	.prepare = pg_prepare,
	.start = pg_start,
	.step = pg_step,
	.column = pg_column,
	.width = pg_width,
	.name_of = pg_name_of,
	.finish = pg_finish,
	.purge = pg_purge,
	.release = pg_release,
	.script = pg_script,
	.copy = pg_copy,
	.backup = pg_backup,
	.check_backup = pg_check_backup,
	.restore = pg_restore,
	.begin = "begin",
	.look = "begin isolation level repeatable read",
	.beside = "set lock_timeout = '2s'",
	.soon = "set local synchronous_commit = off",
	.alone = "select pg_advisory_xact_lock(7267)",
	.learn = "analyze",
	.size = "select pg_database_size(current_database())",
};
