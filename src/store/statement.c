/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a prepared statement: made, started, stepped, ended. */
#include "store/driver.h"

#include "base/ensure.h"

static enum status make(struct store *store, const char *name, struct text sql,
			unsigned parameter_count, uint64_t bytes_mask, struct statement **out,
			struct error *error)
{
	struct statement *statement = arena_new_one(store->arena, struct statement);
	*statement = (struct statement){ .store = store,
					 .sql = text_c(store->arena, sql),
					 .name = name,
					 .parameter_count = parameter_count,
					 .bytes_mask = bytes_mask };
	TRY(store->driver->prepare(statement, error));
	*out = statement;
	return STATUS_OK;
}

enum status statement_make(struct store *store, const char *name, struct text sql,
			   unsigned parameter_count, uint64_t bytes_mask, struct statement **out,
			   struct error *error)
{
	TRY(make(store, name, sql, parameter_count, bytes_mask, out, error));
	(*out)->made_before = store->made;
	store->made = *out;
	return STATUS_OK;
}

/* The statement itself, prepared; or a copy, when it is busy. */
static enum status ready(struct statement **statement, struct error *error)
{
	struct statement *wanted = *statement;
	if (wanted->busy) {
		struct statement *copy;
		TRY(make(wanted->store, wanted->name, text_from(wanted->sql),
			 wanted->parameter_count, wanted->bytes_mask, &copy, error));
		copy->temporary = true;
		*statement = copy;
		return STATUS_OK;
	}
	return wanted->handle != NULL ? STATUS_OK : wanted->store->driver->prepare(wanted, error);
}

enum status statement_start(struct statement *statement, const dmn_value *values, size_t count,
			    struct rows *rows, struct error *error)
{
	rows->statement = NULL;
	ensure(count == statement->parameter_count);
	TRY(ready(&statement, error));
	enum status status = statement->store->driver->start(statement, values, count, error);
	statement->busy = true;
	rows->statement = statement;
	if (status != STATUS_OK)
		rows_end(rows);
	return status;
}

enum status rows_next(struct rows *rows, bool *found, struct error *error)
{
	return rows->statement->store->driver->step(rows->statement, found, error);
}

dmn_value rows_at(const struct rows *rows, unsigned column)
{
	return rows->statement->store->driver->column(rows->statement, column);
}

struct text rows_text(const struct rows *rows, unsigned column)
{
	dmn_value value = rows_at(rows, column);
	if (value.kind != DMN_STRING)
		return TEXT("");
	return (struct text){ value.as.string, value.count };
}

int64_t rows_int(const struct rows *rows, unsigned column)
{
	int64_t number = 0;
	return dmn_get_int(rows_at(rows, column), &number) ? number : 0;
}

unsigned rows_width(const struct rows *rows)
{
	return rows->statement->store->driver->width(rows->statement);
}

struct text rows_name(const struct rows *rows, unsigned column)
{
	return text_from(rows->statement->store->driver->name_of(rows->statement, column));
}

void rows_end(struct rows *rows)
{
	struct statement *statement = rows->statement;
	if (statement == NULL)
		return;
	rows->statement = NULL;
	statement->busy = false;
	if (statement->temporary)
		statement->store->driver->release(statement);
	else
		statement->store->driver->finish(statement);
}

enum status statement_run(struct statement *statement, const dmn_value *values, size_t count,
			  uint64_t *changed, struct error *error)
{
	struct rows rows;
	bool found = true;
	TRY(statement_start(statement, values, count, &rows, error));
	enum status status = STATUS_OK;
	while (status == STATUS_OK && found)
		status = rows_next(&rows, &found, error);
	if (changed != NULL)
		*changed = rows.statement->changed;
	rows_end(&rows);
	return status;
}
