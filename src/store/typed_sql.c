/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of the typed tables' statements, from checked names. No value ever stands in them. */
#include "store/typed_internal.h"

#include "base/ensure.h"

static bool is_sqlite(const struct store *store)
{
	return store->driver == &driver_sqlite;
}

void typed_sql_name(struct builder *out, struct text name)
{
	ensure(record_name_is_good(name));
	builder_add_byte(out, '"');
	builder_add(out, name);
	builder_add_byte(out, '"');
}

void typed_sql_table(struct builder *out, const char *prefix, const struct record_shape *shape)
{
	ensure(record_name_is_good(shape->name));
	builder_add_byte(out, '"');
	builder_add_c(out, prefix);
	builder_add(out, shape->name);
	builder_add_byte(out, '"');
}

void typed_sql_mark(struct builder *out, const struct store *store, unsigned number)
{
	builder_add_byte(out, is_sqlite(store) ? '?' : '$');
	builder_add_format(out, "%u", number);
}

const char *typed_sql_type(const struct store *store, const struct record_column *column)
{
	bool sqlite = is_sqlite(store);
	if (column->kind == DMN_BOOLEAN)
		return sqlite ? "integer" : "boolean";
	if (column->kind == DMN_NUMBER && column->whole)
		return sqlite ? "integer" : "bigint";
	if (column->kind == DMN_NUMBER)
		return sqlite ? "text" : "numeric";
	return column->kind == DMN_DATE && !sqlite ? "date" : "text";
}

static void columns(struct builder *out, const struct record_shape *shape, const char *before)
{
	for (size_t i = 0; i < shape->count; i++) {
		builder_add_c(out, ", ");
		builder_add_c(out, before);
		typed_sql_name(out, shape->columns[i].name);
	}
}

static void define_columns(struct builder *out, const struct store *store,
			   const struct record_shape *shape)
{
	for (size_t i = 0; i < shape->count; i++) {
		builder_add_c(out, ", ");
		typed_sql_name(out, shape->columns[i].name);
		builder_add_byte(out, ' ');
		builder_add_c(out, typed_sql_type(store, &shape->columns[i]));
	}
}

void typed_sql_key(struct builder *out, const struct record_shape *shape)
{
	if (shape->key_loads)
		typed_sql_name(out, shape->columns[shape->key].name);
	else
		builder_add_c(out, "_key");
}

static void source_tables(struct builder *out, const struct store *store,
			  const struct record_shape *shape, const char *int_type)
{
	builder_add_c(out, "; create table if not exists ");
	typed_sql_table(out, "src_", shape);
	builder_add_format(out,
			   " (_source %s not null, _key text not null, _record %s not null,"
			   " _root %s not null, _origin integer not null, _row integer not null, "
			   "_version integer "
			   "not null",
			   int_type, int_type, int_type);
	define_columns(out, store, shape);
	builder_add_c(out, ", primary key (_source, _key)); create index if not exists ");
	typed_sql_table(out, "src_root_", shape);
	builder_add_c(out, " on ");
	typed_sql_table(out, "src_", shape);
	builder_add_c(out, " (_root, _record, _source)");
}

void typed_sql_tables(struct builder *out, const struct store *store,
		      const struct record_shape *shape)
{
	const char *int_type = is_sqlite(store) ? "integer" : "bigint";
	builder_add_c(out, "create table if not exists ");
	typed_sql_table(out, "rec_", shape);
	builder_add_format(
		out,
		" (_id %s primary key, _parent %s, _root %s not null, _origin integer not null,"
		" _row integer not null, _version integer not null, _secret %s, _key text",
		int_type, int_type, int_type, is_sqlite(store) ? "blob" : "bytea");
	define_columns(out, store, shape);
	builder_add_c(out, ")");
	if (!shape->several) {
		builder_add_c(out, "; create unique index if not exists ");
		typed_sql_table(out, "rec_key_", shape);
		builder_add_c(out, " on ");
		typed_sql_table(out, "rec_", shape);
		builder_add_c(out, " (");
		typed_sql_key(out, shape);
		builder_add_c(out, ")");
	}
	if (shape->parent != NULL) {
		builder_add_c(out, "; create index if not exists ");
		typed_sql_table(out, "rec_root_", shape);
		builder_add_c(out, " on ");
		typed_sql_table(out, "rec_", shape);
		builder_add_c(out, " (_root)");
	}
	if (shape->several)
		source_tables(out, store, shape, int_type);
}

void typed_sql_index(struct builder *out, const struct record_shape *shape, size_t column)
{
	ensure(column < shape->count && record_name_is_good(shape->columns[column].name));
	builder_add_c(out, "create index if not exists \"rec_");
	builder_add(out, shape->name);
	builder_add_c(out, "_by_");
	builder_add(out, shape->columns[column].name);
	builder_add_c(out, "\" on ");
	typed_sql_table(out, "rec_", shape);
	builder_add_c(out, " (");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, ")");
}

static void marks(struct builder *out, const struct store *store, unsigned count)
{
	for (unsigned i = 1; i <= count; i++) {
		builder_add_c(out, i == 1 ? "" : ", ");
		typed_sql_mark(out, store, i);
	}
}

static void add_columns(struct builder *out, const struct record_shape *shape, bool source)
{
	typed_sql_table(out, source ? "src_" : "rec_", shape);
	builder_add_c(out,
		      source ? " (_source, _key, _record, _root, _origin, _row, _version"
			     : " (_id, _parent, _root, _origin, _row, _version, _secret, _key");
	columns(out, shape, "");
	builder_add_byte(out, ')');
}

void typed_sql_copy(struct builder *out, const struct record_shape *shape)
{
	builder_add_c(out, "copy ");
	add_columns(out, shape, false);
	builder_add_c(out, " from stdin");
}

static void add(struct builder *out, const struct store *store, const struct record_shape *shape,
		bool source)
{
	builder_add_c(out, "insert into ");
	add_columns(out, shape, source);
	builder_add_c(out, " values (");
	marks(out, store, (unsigned)shape->count + (source ? TYPED_SRC_FIXED : TYPED_REC_FIXED));
	builder_add_c(out, ") on conflict ");
	if (source)
		builder_add_c(out, "(_source, _key) ");
	builder_add_c(out, "do nothing");
}

/* update TABLE set _origin = 1, _row = 2, _version = 3 [, columns] where KEY = last */
static unsigned replace(struct builder *out, const struct store *store,
			const struct record_shape *shape, bool source, bool values)
{
	unsigned at = 3;
	builder_add_c(out, "update ");
	typed_sql_table(out, source ? "src_" : "rec_", shape);
	builder_add_c(out, " set _origin = ");
	typed_sql_mark(out, store, 1);
	builder_add_c(out, ", _row = ");
	typed_sql_mark(out, store, 2);
	builder_add_c(out, ", _version = ");
	typed_sql_mark(out, store, 3);
	for (size_t i = 0; values && i < shape->count; i++) {
		builder_add_c(out, ", ");
		typed_sql_name(out, shape->columns[i].name);
		builder_add_c(out, " = ");
		typed_sql_mark(out, store, ++at);
	}
	builder_add_c(out, source ? " where _source = " : " where _id = ");
	typed_sql_mark(out, store, ++at);
	if (source) {
		builder_add_c(out, " and _key = ");
		typed_sql_mark(out, store, ++at);
	}
	return at;
}

static void select_rec(struct builder *out, const struct record_shape *shape)
{
	builder_add_c(out, "select _id, _parent, _root, _origin, _row, _version, _secret, ");
	typed_sql_key(out, shape);
	columns(out, shape, "");
	builder_add_c(out, " from ");
	typed_sql_table(out, "rec_", shape);
}

static void select_src(struct builder *out, const struct record_shape *shape)
{
	builder_add_c(out, "select _source, _key, _record, _root, _origin, _row, _version");
	columns(out, shape, "");
	builder_add_c(out, " from ");
	typed_sql_table(out, "src_", shape);
}

/* One key, or `many` in an array. */
static void where_key(struct builder *out, const struct store *store,
		      const struct record_shape *shape, bool many)
{
	builder_add_c(out, " where ");
	if (shape->several)
		builder_add_c(out, "_key");
	else
		typed_sql_key(out, shape);
	builder_add_c(out, many ? " = any(" : " = ");
	typed_sql_mark(out, store, 1);
	if (many)
		builder_add_byte(out, ')');
	if (!shape->several)
		return;
	builder_add_c(out, " and _source = ");
	typed_sql_mark(out, store, 2);
}

static unsigned find(struct builder *out, const struct store *store,
		     const struct record_shape *shape, bool many)
{
	shape->several ? select_src(out, shape) : select_rec(out, shape);
	where_key(out, store, shape, many);
	return shape->several ? 2 : 1;
}

static unsigned touch_many(struct builder *out, const struct record_shape *shape)
{
	builder_add_c(out, "update ");
	typed_sql_table(out, "rec_", shape);
	builder_add_c(out, " as t set _origin = $1, _row = u.r from "
			   "unnest($2::bigint[], $3::bigint[]) as u(i, r) where t._id = u.i");
	return 3;
}

static void locate(struct builder *out, const struct store *store, const struct record_shape *shape)
{
	builder_add_c(out,
		      shape->several ? "select _record, _root from " : "select _id, _root from ");
	typed_sql_table(out, shape->several ? "src_" : "rec_", shape);
	where_key(out, store, shape, false);
}

static void range(struct builder *out, const struct store *store, const char *column,
		  const char *order)
{
	builder_add_format(out, " where %s >= ", column);
	typed_sql_mark(out, store, 1);
	builder_add_format(out, " and %s <= ", column);
	typed_sql_mark(out, store, 2);
	builder_add_c(out, " order by ");
	builder_add_c(out, order);
}

static void only_in(struct builder *out, const struct store *store,
		    const struct record_shape *shape)
{
	builder_add_c(out, "select a._key, a._record, a._root from ");
	typed_sql_table(out, "src_", shape);
	builder_add_c(out, " a where a._source = ");
	typed_sql_mark(out, store, 1);
	builder_add_c(out, " and not exists (select 1 from ");
	typed_sql_table(out, "src_", shape);
	builder_add_c(out, " b where b._root = a._root and b._record = a._record and b._source = ");
	typed_sql_mark(out, store, 2);
	builder_add_c(out, ") order by a._key limit ");
	typed_sql_mark(out, store, 3);
}

static unsigned simple_sql(struct builder *out, const struct store *store,
			   const struct record_shape *shape, enum typed_statement which)
{
	switch (which) {
	case TYPED_FIND: return find(out, store, shape, false);
	case TYPED_FIND_MANY: return find(out, store, shape, true);
	case TYPED_TOUCH_MANY: return touch_many(out, shape);
	case TYPED_GET_MANY:
		select_rec(out, shape);
		builder_add_c(out, " where _id = any($1)");
		return 1;
	case TYPED_GET:
		select_rec(out, shape);
		builder_add_c(out, " where _id = ");
		typed_sql_mark(out, store, 1);
		return 1;
	case TYPED_LOCATE: locate(out, store, shape); return shape->several ? 2 : 1;
	case TYPED_PAGE:
		select_rec(out, shape);
		builder_add_c(out, " where _id > ");
		typed_sql_mark(out, store, 1);
		builder_add_c(out, " order by _id limit ");
		typed_sql_mark(out, store, 2);
		return 2;
	case TYPED_RANGE:
		select_rec(out, shape);
		range(out, store, shape->parent == NULL ? "_id" : "_root",
		      shape->parent == NULL ? "_id" : "_root, _id");
		return 2;
	case TYPED_SOURCE_RANGE:
		select_src(out, shape);
		range(out, store, "_root", "_root, _record, _source");
		return 2;
	default:
		builder_add_c(out, "select count(*) from ");
		typed_sql_table(out, which == TYPED_COUNT ? "rec_" : "src_", shape);
		if (which == TYPED_COUNT)
			return 0;
		builder_add_c(out, " where _source = ");
		typed_sql_mark(out, store, 1);
		return 1;
	}
}

bool typed_sql(struct builder *out, const struct store *store, const struct record_shape *shape,
	       enum typed_statement which, unsigned *parameters)
{
	bool of_source = (which >= TYPED_SOURCE_ADD && which <= TYPED_ONLY_IN) ||
			 which == TYPED_SOURCE_COUNT;
	bool many =
		which == TYPED_FIND_MANY || which == TYPED_TOUCH_MANY || which == TYPED_GET_MANY;
	if ((of_source && !shape->several) || (many && is_sqlite(store)))
		return false;
	switch (which) {
	case TYPED_ADD:
	case TYPED_SOURCE_ADD:
		add(out, store, shape, of_source);
		*parameters =
			(unsigned)shape->count + (of_source ? TYPED_SRC_FIXED : TYPED_REC_FIXED);
		return true;
	case TYPED_REPLACE:
	case TYPED_SOURCE_REPLACE:
		*parameters = replace(out, store, shape, of_source, true);
		return true;
	case TYPED_TOUCH:
	case TYPED_SOURCE_TOUCH:
		*parameters = replace(out, store, shape, of_source, false);
		return true;
	case TYPED_ONLY_IN:
		only_in(out, store, shape);
		*parameters = 3;
		return true;
	default: *parameters = simple_sql(out, store, shape, which); return true;
	}
}

void typed_sql_match(struct builder *out, const struct store *store,
		     const struct record_shape *shape, const size_t *columns_at, size_t count,
		     bool parent)
{
	builder_add_c(out, "select _id from ");
	typed_sql_table(out, "rec_", shape);
	for (size_t i = 0; i < count; i++) {
		builder_add_c(out, i == 0 ? " where " : " and ");
		typed_sql_name(out, shape->columns[columns_at[i]].name);
		builder_add_c(out, " = ");
		typed_sql_mark(out, store, (unsigned)i + 1);
	}
	if (parent) {
		/* The family is what the index knows. */
		builder_add_c(out, count == 0 ? " where _parent = " : " and _parent = ");
		typed_sql_mark(out, store, (unsigned)count + 1);
		builder_add_c(out, " and _root = ");
		typed_sql_mark(out, store, (unsigned)count + 2);
	}
	builder_add_c(out, " limit 2");
}

void typed_sql_differences(struct builder *out, const struct store *store,
			   const struct record_shape *shape, size_t column)
{
	builder_add_c(out, "select count(*), coalesce(sum(case when a.");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, " <> b.");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, " then 1 else 0 end), 0) from ");
	typed_sql_table(out, "src_", shape);
	builder_add_c(out, " a join ");
	typed_sql_table(out, "src_", shape);
	builder_add_c(out, " b on b._root = a._root and b._record = a._record where a._source = ");
	typed_sql_mark(out, store, 1);
	builder_add_c(out, " and b._source = ");
	typed_sql_mark(out, store, 2);
	builder_add_c(out, " and a.");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, " is not null and b.");
	typed_sql_name(out, shape->columns[column].name);
	builder_add_c(out, " is not null");
}

void typed_sql_view(struct builder *out, const struct record_shape *shape)
{
	builder_add_c(out, "drop view if exists ");
	typed_sql_table(out, "report_", shape);
	if (!shape->reported)
		return;
	builder_add_c(out, "; create view ");
	typed_sql_table(out, "report_", shape);
	builder_add_c(out, " as select t._id as id, t._parent as parent_id, t._root as case_id, "
			   "o.extract as told_by, o.snapshot as told_on");
	for (size_t i = 0; i < shape->count; i++) {
		if (!shape->columns[i].reported)
			continue;
		builder_add_c(out, ", t.");
		typed_sql_name(out, shape->columns[i].name);
	}
	builder_add_c(out, " from ");
	typed_sql_table(out, "rec_", shape);
	builder_add_c(out, " t join origin o on o.id = t._origin where not exists (select 1 from "
			   "case_restriction r where r.root_id = t._root and r.ended_at is null)");
}
