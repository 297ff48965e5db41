/* SPDX-License-Identifier: Apache-2.0 */
/* Writing and reading the typed tables. Their texts are in typed_sql.c. */
#include "store/typed_internal.h"

#include "base/ensure.h"
#include "base/list.h"

#include <string.h>

/* A match rule's statement, kept for its columns. */
struct matcher {
	struct matcher *next;
	const size_t *columns;
	size_t count;
	bool parent;
	struct statement *statement;
};

const struct record_shape *typed_shape(const struct typed *typed)
{
	return typed->shape;
}

static enum status make_one(struct typed *typed, enum typed_statement which, struct error *error)
{
	struct builder sql = builder_new(typed->store->arena);
	unsigned parameters;
	if (!typed_sql(&sql, typed->store, typed->shape, which, &parameters))
		return STATUS_OK;
	uint64_t bytes = which == TYPED_ADD ? UINT64_C(1) << TYPED_SECRET_AT : 0;
	return statement_make(typed->store, text_c(typed->store->arena, typed->shape->name),
			      builder_text(&sql), parameters, bytes, &typed->statements[which],
			      error);
}

enum status typed_open(struct store *store, const struct record_shape *shape, struct typed **out,
		       struct error *error)
{
	struct typed *typed = arena_new_one(store->arena, struct typed);
	typed->store = store;
	typed->shape = shape;
	typed->bound = arena_new_array(store->arena, dmn_value, shape->count + TYPED_REC_FIXED);
	for (unsigned which = 0; which < TYPED_STATEMENT_COUNT; which++)
		TRY(make_one(typed, (enum typed_statement)which, error));
	struct builder copy = builder_new(store->arena);
	typed_sql_copy(&copy, shape);
	typed->copy_sql = text_c(store->arena, builder_text(&copy));
	*out = typed;
	return STATUS_OK;
}

static dmn_value number_or_null(int64_t number)
{
	return number == 0 ? dmn_null() : dmn_number(number);
}

/* Copy the row's values after the first `at` bound ones; returns how many are bound. */
static size_t bind_values(struct typed *typed, size_t at, const struct typed_row *row)
{
	const struct record_shape *shape = typed->shape;
	for (size_t i = 0; i < shape->count; i++)
		typed->bound[at + i] =
			record_to_column(typed->store->arena, &shape->columns[i], row->values[i]);
	return at + shape->count;
}

/* Run, forgetting what binding has allocated. */
static enum status run(struct typed *typed, enum typed_statement which, size_t count,
		       struct arena_mark mark, uint64_t *changed, struct error *error)
{
	enum status status =
		statement_run(typed->statements[which], typed->bound, count, changed, error);
	arena_rewind(typed->store->arena, mark);
	return status;
}

size_t typed_bind_add(struct typed *typed, const struct typed_row *row)
{
	const bool keeps_key = !typed->shape->key_loads && !typed->shape->several;
	const dmn_value fixed[TYPED_REC_FIXED] = {
		dmn_number(row->id),
		number_or_null(row->parent),
		dmn_number(row->root),
		dmn_number(row->origin),
		dmn_number(row->origin_row),
		dmn_number(row->version),
		row->secret.length == 0 ? dmn_null() : store_text(row->secret),
		keeps_key ? store_text(row->key) : dmn_null(),
	};
	memcpy(typed->bound, fixed, sizeof fixed);
	return bind_values(typed, TYPED_REC_FIXED, row);
}

enum status typed_add(struct typed *typed, const struct typed_row *row, bool *added,
		      struct error *error)
{
	struct arena_mark mark = arena_mark(typed->store->arena);
	uint64_t changed = 0;
	TRY(run(typed, TYPED_ADD, typed_bind_add(typed, row), mark, &changed, error));
	*added = changed == 1;
	return STATUS_OK;
}

enum status typed_source_add(struct typed *typed, const struct typed_row *row, bool *added,
			     struct error *error)
{
	struct arena_mark mark = arena_mark(typed->store->arena);
	const dmn_value fixed[TYPED_SRC_FIXED] = {
		dmn_number(row->source),  store_text(row->key),	   dmn_number(row->id),
		dmn_number(row->root),	  dmn_number(row->origin), dmn_number(row->origin_row),
		dmn_number(row->version),
	};
	memcpy(typed->bound, fixed, sizeof fixed);
	uint64_t changed = 0;
	TRY(run(typed, TYPED_SOURCE_ADD, bind_values(typed, TYPED_SRC_FIXED, row), mark, &changed,
		error));
	*added = changed == 1;
	return STATUS_OK;
}

static enum status write_back(struct typed *typed, enum typed_statement which,
			      const struct typed_row *row, bool values, bool source,
			      struct error *error)
{
	struct arena_mark mark = arena_mark(typed->store->arena);
	typed->bound[0] = dmn_number(row->origin);
	typed->bound[1] = dmn_number(row->origin_row);
	typed->bound[2] = dmn_number(row->version);
	size_t count = values ? bind_values(typed, 3, row) : 3;
	typed->bound[count++] = dmn_number(source ? row->source : row->id);
	if (source)
		typed->bound[count++] = store_text(row->key);
	return run(typed, which, count, mark, NULL, error);
}

enum status typed_replace(struct typed *typed, const struct typed_row *row, struct error *error)
{
	return write_back(typed, TYPED_REPLACE, row, true, false, error);
}

enum status typed_touch(struct typed *typed, const struct typed_row *row, struct error *error)
{
	return write_back(typed, TYPED_TOUCH, row, false, false, error);
}

enum status typed_source_replace(struct typed *typed, const struct typed_row *row,
				 struct error *error)
{
	return write_back(typed, TYPED_SOURCE_REPLACE, row, true, true, error);
}

enum status typed_source_touch(struct typed *typed, const struct typed_row *row,
			       struct error *error)
{
	return write_back(typed, TYPED_SOURCE_TOUCH, row, false, true, error);
}

static struct text kept_text(struct arena *arena, const struct rows *rows, unsigned column)
{
	struct text text = rows_text(rows, column);
	return text.length == 0 ? text : text_copy(arena, text);
}

static void read_values(const struct typed *typed, struct arena *arena, const struct rows *rows,
			unsigned from, struct typed_row *row)
{
	const struct record_shape *shape = typed->shape;
	row->values = arena_alloc(arena, shape->count * sizeof(dmn_value));
	for (size_t i = 0; i < shape->count; i++)
		row->values[i] = record_from_column(arena, &shape->columns[i],
						    rows_at(rows, from + (unsigned)i));
}

void typed_read(const struct typed *typed, struct arena *arena, const struct rows *rows,
		bool source, struct typed_row *row)
{
	*row = (struct typed_row){ 0 };
	if (source) {
		row->source = rows_int(rows, 0);
		row->key = kept_text(arena, rows, 1);
		row->id = rows_int(rows, 2);
		row->root = rows_int(rows, 3);
		row->origin = rows_int(rows, 4);
		row->origin_row = rows_int(rows, 5);
		row->version = rows_int(rows, 6);
		read_values(typed, arena, rows, TYPED_SRC_FIXED, row);
		return;
	}
	row->id = rows_int(rows, 0);
	row->parent = rows_int(rows, 1);
	row->root = rows_int(rows, 2);
	row->origin = rows_int(rows, 3);
	row->origin_row = rows_int(rows, 4);
	row->version = rows_int(rows, 5);
	row->secret = kept_text(arena, rows, TYPED_SECRET_AT);
	row->key = kept_text(arena, rows, 7);
	read_values(typed, arena, rows, TYPED_REC_FIXED, row);
}

enum status typed_find(struct typed *typed, struct arena *arena, int64_t source, struct text key,
		       struct typed_row *row, bool *found, struct error *error)
{
	struct rows rows;
	const dmn_value values[] = { store_text(key), dmn_number(source) };
	bool several = typed->shape->several;
	TRY(statement_start(typed->statements[TYPED_FIND], values, several ? 2 : 1, &rows, error));
	enum status status = rows_next(&rows, found, error);
	if (status == STATUS_OK && *found)
		typed_read(typed, arena, &rows, several, row);
	rows_end(&rows);
	return status;
}

enum status typed_get(struct typed *typed, struct arena *arena, int64_t id, struct typed_row *row,
		      bool *found, struct error *error)
{
	struct rows rows;
	TRY(statement_start(typed->statements[TYPED_GET], BIND(dmn_number(id)), &rows, error));
	enum status status = rows_next(&rows, found, error);
	if (status == STATUS_OK && *found)
		typed_read(typed, arena, &rows, false, row);
	rows_end(&rows);
	return status;
}

enum status typed_locate(struct typed *typed, int64_t source, struct text key,
			 struct typed_row *row, bool *found, struct error *error)
{
	struct rows rows;
	const dmn_value values[] = { store_text(key), dmn_number(source) };
	TRY(statement_start(typed->statements[TYPED_LOCATE], values, typed->shape->several ? 2 : 1,
			    &rows, error));
	enum status status = rows_next(&rows, found, error);
	if (status == STATUS_OK && *found) {
		*row = (struct typed_row){ 0 };
		row->id = rows_int(&rows, 0);
		row->root = rows_int(&rows, 1);
	}
	rows_end(&rows);
	return status;
}

static enum status matcher_of(struct typed *typed, const size_t *columns, size_t count, bool parent,
			      struct matcher **out, struct error *error)
{
	for (struct matcher *it = typed->matchers; it != NULL; it = it->next) {
		if (it->count == count && it->parent == parent &&
		    memcmp(it->columns, columns, count * sizeof *columns) == 0) {
			*out = it;
			return STATUS_OK;
		}
	}
	struct arena *arena = typed->store->arena;
	struct matcher *made = arena_new_one(arena, struct matcher);
	*made = (struct matcher){ .next = typed->matchers, .count = count, .parent = parent };
	made->columns = arena_copy(arena, columns, count * sizeof *columns);
	struct builder sql = builder_new(arena);
	typed_sql_match(&sql, typed->store, typed->shape, columns, count, parent);
	TRY(statement_make(typed->store, text_c(typed->store->arena, typed->shape->name),
			   builder_text(&sql), (unsigned)count + (parent ? 2 : 0), 0,
			   &made->statement, error));
	typed->matchers = made;
	*out = made;
	return STATUS_OK;
}

enum status typed_match(struct typed *typed, const size_t *columns, const dmn_value *values,
			size_t column_count, const struct typed_row *parent, int64_t ids[2],
			size_t *count, struct error *error)
{
	struct matcher *matcher;
	struct rows rows;
	bool found = true;
	ensure(column_count <= typed->shape->count);
	TRY(matcher_of(typed, columns, column_count, parent != NULL, &matcher, error));
	struct arena_mark mark = arena_mark(typed->store->arena);
	for (size_t i = 0; i < column_count; i++)
		typed->bound[i] = record_to_column(typed->store->arena,
						   &typed->shape->columns[columns[i]], values[i]);
	size_t bound = column_count;
	if (parent != NULL) {
		typed->bound[bound++] = dmn_number(parent->id);
		typed->bound[bound++] = dmn_number(parent->root);
	}
	TRY(statement_start(matcher->statement, typed->bound, bound, &rows, error));
	*count = 0;
	enum status status;
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found && *count < 2)
		ids[(*count)++] = rows_int(&rows, 0);
	rows_end(&rows);
	arena_rewind(typed->store->arena, mark);
	return status;
}

enum status typed_page(struct typed *typed, int64_t after, int64_t most, struct rows *rows,
		       struct error *error)
{
	return statement_start(typed->statements[TYPED_PAGE],
			       BIND(dmn_number(after), dmn_number(most)), rows, error);
}

enum status typed_range(struct typed *typed, int64_t low, int64_t high, struct rows *rows,
			struct error *error)
{
	return statement_start(typed->statements[TYPED_RANGE],
			       BIND(dmn_number(low), dmn_number(high)), rows, error);
}

enum status typed_source_range(struct typed *typed, int64_t low, int64_t high, struct rows *rows,
			       struct error *error)
{
	return statement_start(typed->statements[TYPED_SOURCE_RANGE],
			       BIND(dmn_number(low), dmn_number(high)), rows, error);
}
