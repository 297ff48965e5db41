/* SPDX-License-Identifier: Apache-2.0 */
/* Making the typed tables, and what two sources say of the same records. */
#include "store/typed_internal.h"

static enum status script(struct store *store, const struct builder *sql, struct error *error)
{
	return store->driver->script(store, text_c(store->arena, builder_text(sql)), error);
}

static enum status add_column(struct store *store, const struct record_shape *shape,
			      const struct record_column *column, const char *prefix,
			      struct error *error)
{
	struct builder sql = builder_new(store->arena);
	builder_add_c(&sql, "alter table \"");
	builder_add_c(&sql, prefix);
	builder_add(&sql, shape->name);
	builder_add_c(&sql, "\" add column ");
	typed_sql_name(&sql, column->name);
	builder_add_byte(&sql, ' ');
	builder_add_c(&sql, typed_sql_type(store, column));
	return script(store, &sql, error);
}

/* Asked of the catalogue: a statement that fails would end a transaction of PostgreSQL. */
static enum status has_column(struct store *store, const struct record_shape *shape,
			      const struct record_column *column, const char *prefix, bool *has,
			      struct error *error)
{
	struct text sql = store->driver == &driver_sqlite
				  ? TEXT("select 1 from pragma_table_info(?1) where name = ?2")
				  : TEXT("select 1 from information_schema.columns where "
					 "table_schema = any (current_schemas(false)) and "
					 "table_name = $1 and column_name = $2");
	struct text table = text_format(store->arena, "%s%.*s", prefix, TEXT_ARG(shape->name));
	struct statement *statement;
	struct rows rows;
	TRY(statement_make(store, "column", sql, 2, 0, &statement, error));
	statement->temporary = true;
	TRY(statement_start(statement, BIND(store_text(table), store_text(column->name)), &rows,
			    error));
	enum status status = rows_next(&rows, has, error);
	rows_end(&rows);
	return status;
}

static enum status make_column(struct store *store, const struct record_shape *shape,
			       const struct record_column *column, const char *prefix,
			       struct error *error)
{
	bool has;
	TRY(has_column(store, shape, column, prefix, &has, error));
	return has ? STATUS_OK : add_column(store, shape, column, prefix, error);
}

enum status typed_make(struct store *store, const struct record_shape *shape, struct error *error)
{
	struct builder sql = builder_new(store->arena);
	typed_sql_tables(&sql, store, shape);
	TRY(script(store, &sql, error));
	for (size_t i = 0; i < shape->count; i++) {
		const struct record_column *column = &shape->columns[i];
		TRY(make_column(store, shape, column, "rec_", error));
		if (shape->several)
			TRY(make_column(store, shape, column, "src_", error));
	}
	struct builder view = builder_new(store->arena);
	typed_sql_view(&view, shape);
	return script(store, &view, error);
}

enum status typed_is_there(struct store *store, const struct record_shape *shape, bool *there,
			   struct error *error)
{
	return has_column(store, shape, &shape->columns[shape->key], "rec_", there, error);
}

enum status typed_drop(struct store *store, const struct record_shape *shape, struct error *error)
{
	struct builder sql = builder_new(store->arena);
	builder_add_c(&sql, "drop view if exists ");
	typed_sql_table(&sql, "report_", shape);
	builder_add_c(&sql, "; drop table if exists ");
	typed_sql_table(&sql, "rec_", shape);
	builder_add_c(&sql, "; drop table if exists ");
	typed_sql_table(&sql, "src_", shape);
	return script(store, &sql, error);
}

enum status typed_index(struct store *store, const struct record_shape *shape, size_t column,
			struct error *error)
{
	struct builder sql = builder_new(store->arena);
	typed_sql_index(&sql, shape, column);
	return script(store, &sql, error);
}

enum status typed_only_in(struct typed *typed, int64_t source, int64_t other, int64_t most,
			  struct rows *rows, struct error *error)
{
	return statement_start(typed->statements[TYPED_ONLY_IN],
			       BIND(dmn_number(source), dmn_number(other), dmn_number(most)), rows,
			       error);
}

enum status typed_differences(struct typed *typed, int64_t source, int64_t other, size_t column,
			      int64_t *both, int64_t *differ, struct error *error)
{
	struct builder sql = builder_new(typed->store->arena);
	struct statement *statement;
	struct rows rows;
	bool found;
	typed_sql_differences(&sql, typed->store, typed->shape, column);
	TRY(statement_make(typed->store, text_c(typed->store->arena, typed->shape->name),
			   builder_text(&sql), 2, 0, &statement, error));
	statement->temporary = true;
	TRY(statement_start(statement, BIND(dmn_number(source), dmn_number(other)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		*both = rows_int(&rows, 0);
		*differ = rows_int(&rows, 1);
	}
	rows_end(&rows);
	return status;
}

enum status typed_count(struct typed *typed, int64_t source, int64_t *count, struct error *error)
{
	struct rows rows;
	bool found;
	const dmn_value values[] = { dmn_number(source) };
	bool of_source = source != 0 && typed->shape->several;
	TRY(statement_start(typed->statements[of_source ? TYPED_SOURCE_COUNT : TYPED_COUNT], values,
			    of_source ? 1 : 0, &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*count = rows_int(&rows, 0);
	rows_end(&rows);
	return status;
}
