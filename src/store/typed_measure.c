/* SPDX-License-Identifier: Apache-2.0 */
/* Counting what is there, what is old and what is missing, in the database itself. */
#include "store/typed_internal.h"

/* , sum(case when the value was told before the limit then 1 else 0 end) */
static void add_stale(struct builder *out, const struct store *store,
		      const struct record_shape *shape, size_t column, int told_by, unsigned number)
{
	builder_add_c(out, ", coalesce(sum(case when t.");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, " is not null and coalesce(");
	if (told_by >= 0) {
		builder_add_c(out, "cast(t.");
		typed_sql_name(out, shape->columns[told_by].name);
		builder_add_c(out, " as text), ");
	}
	builder_add_c(out, "o.snapshot) < ");
	typed_sql_mark(out, store, number);
	builder_add_c(out, " then 1 else 0 end), 0)");
}

unsigned typed_sql_measure(struct builder *out, const struct store *store,
			   const struct record_shape *shape, const struct text *limits,
			   const int *told_by)
{
	unsigned parameters = 0;
	builder_add_c(out, "select o.extract, count(*)");
	for (size_t i = 0; i < shape->count; i++) {
		builder_add_c(out, ", count(t.");
		typed_sql_name(out, shape->columns[i].name);
		builder_add_byte(out, ')');
		if (limits[i].length != 0)
			add_stale(out, store, shape, i, told_by[i], ++parameters);
		else
			builder_add_c(out, ", 0");
	}
	builder_add_c(out, " from ");
	typed_sql_table(out, shape->several ? "src_" : "rec_", shape);
	builder_add_c(out, " t join origin o on o.id = t._origin group by o.extract order by 1");
	return parameters;
}

void typed_sql_without(struct builder *out, const struct store *store,
		       const struct record_shape *shape, size_t column)
{
	builder_add_c(out, "select _id, _root from ");
	typed_sql_table(out, "rec_", shape);
	builder_add_c(out, " where ");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, " is null and _root > ");
	typed_sql_mark(out, store, 1);
	builder_add_c(out, " order by _root, _id limit ");
	typed_sql_mark(out, store, 2);
}

static void source_key(struct builder *out, const struct record_shape *shape)
{
	if (shape->several)
		builder_add_c(out, "_key");
	else
		typed_sql_key(out, shape);
}

unsigned typed_sql_gone(struct builder *out, const struct store *store,
			const struct record_shape *shape)
{
	builder_add_c(out, "select t.");
	source_key(out, shape);
	builder_add_c(out, ", t._root from ");
	typed_sql_table(out, shape->several ? "src_" : "rec_", shape);
	builder_add_c(out, " t join origin o on o.id = t._origin where o.extract = ");
	typed_sql_mark(out, store, 1);
	builder_add_c(out, " and o.file = ");
	typed_sql_mark(out, store, 2);
	builder_add_c(out, " and t._origin <> ");
	typed_sql_mark(out, store, 3);
	if (shape->several) {
		builder_add_c(out, " and t._source = ");
		typed_sql_mark(out, store, 5);
	}
	/* What the extract has and was rejected is not gone. */
	builder_add_c(out, " and cast(t.");
	source_key(out, shape);
	builder_add_c(out, " as text) not in (select key from reject where loaded = 0 and "
			   "origin_id = ");
	typed_sql_mark(out, store, 3);
	builder_add_c(out, ") order by 1 limit ");
	typed_sql_mark(out, store, 4);
	return shape->several ? 5 : 4;
}

/* For a statement that is used once. */
static enum status start(struct typed *typed, const struct builder *sql, const dmn_value *values,
			 unsigned count, struct rows *rows, struct error *error)
{
	struct statement *statement;
	TRY(statement_make(typed->store, text_c(typed->store->arena, typed->shape->name),
			   builder_text(sql), count, 0, &statement, error));
	statement->temporary = true;
	return statement_start(statement, values, count, rows, error);
}

enum status typed_measure(struct typed *typed, const struct text *limits, const int *told_by,
			  struct rows *rows, struct error *error)
{
	struct builder sql = builder_new(typed->store->arena);
	unsigned count = typed_sql_measure(&sql, typed->store, typed->shape, limits, told_by);
	dmn_value *values = arena_new_array(typed->store->arena, dmn_value, count + 1);
	unsigned at = 0;
	for (size_t i = 0; i < typed->shape->count; i++)
		if (limits[i].length != 0)
			values[at++] = store_text(limits[i]);
	return start(typed, &sql, values, count, rows, error);
}

enum status typed_without(struct typed *typed, size_t column, int64_t after, int64_t most,
			  struct rows *rows, struct error *error)
{
	struct builder sql = builder_new(typed->store->arena);
	typed_sql_without(&sql, typed->store, typed->shape, column);
	return start(typed, &sql, BIND(dmn_number(after), dmn_number(most)), rows, error);
}

enum status typed_gone(struct typed *typed, int64_t source, struct text extract, struct text file,
		       int64_t origin, int64_t most, struct rows *rows, struct error *error)
{
	struct builder sql = builder_new(typed->store->arena);
	const dmn_value values[] = { store_text(extract), store_text(file), dmn_number(origin),
				     dmn_number(most), dmn_number(source) };
	unsigned count = typed_sql_gone(&sql, typed->store, typed->shape);
	return start(typed, &sql, values, count, rows, error);
}
