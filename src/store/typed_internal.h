/* SPDX-License-Identifier: Apache-2.0 */
/* What typed.c and typed_sql.c share: the texts of a type's statements. */
#ifndef REMIT_STORE_TYPED_INTERNAL_H
#define REMIT_STORE_TYPED_INTERNAL_H

#include "store/driver.h"
#include "store/typed.h"

#include "base/builder.h"

enum typed_statement {
	TYPED_ADD,
	TYPED_REPLACE,
	TYPED_TOUCH,
	TYPED_FIND,
	TYPED_GET,
	TYPED_LOCATE,
	TYPED_PAGE,
	TYPED_RANGE,
	TYPED_SOURCE_ADD,
	TYPED_SOURCE_REPLACE,
	TYPED_SOURCE_TOUCH,
	TYPED_SOURCE_RANGE,
	TYPED_ONLY_IN,
	TYPED_COUNT,
	TYPED_SOURCE_COUNT,
	TYPED_FIND_MANY,
	TYPED_GET_MANY,
	TYPED_TOUCH_MANY,
	TYPED_STATEMENT_COUNT
};

struct typed {
	struct store *store;
	const struct record_shape *shape;
	struct statement *statements[TYPED_STATEMENT_COUNT];
	struct matcher *matchers;    /* made when first used */
	dmn_value *bound;	     /* room for one call's values */
	const char *copy_sql;	     /* where there is COPY */
	struct typed_filter *filter; /* of typed_new.c, while it works alone */
};

/* The columns before the values. */
enum {
	TYPED_REC_FIXED = 8,
	TYPED_SRC_FIXED = 7,
	TYPED_SECRET_AT = 6
};

/* Bind the values of a new record; returns how many. */
size_t typed_bind_add(struct typed *typed, const struct typed_row *row);
/* Is the key surely not in the table? It counts as there from now on. */
bool typed_is_new(struct typed *typed, struct text key);
/* COPY of the columns that `typed_bind_add` binds. */
void typed_sql_copy(struct builder *out, const struct record_shape *shape);
/* The text of a statement and how many values it takes. False when the type has none such. */
bool typed_sql(struct builder *out, const struct store *store, const struct record_shape *shape,
	       enum typed_statement which, unsigned *parameters);
/* "create table" and "create index" for the type. */
void typed_sql_tables(struct builder *out, const struct store *store,
		      const struct record_shape *shape);
void typed_sql_index(struct builder *out, const struct record_shape *shape, size_t column);
void typed_sql_match(struct builder *out, const struct store *store,
		     const struct record_shape *shape, const size_t *columns, size_t count,
		     bool parent);
void typed_sql_differences(struct builder *out, const struct store *store,
			   const struct record_shape *shape, size_t column);
/* The view for reports; drops the one of an earlier version. */
void typed_sql_view(struct builder *out, const struct record_shape *shape);
unsigned typed_sql_measure(struct builder *out, const struct store *store,
			   const struct record_shape *shape, const struct text *limits,
			   const int *told_by);
unsigned typed_sql_gone(struct builder *out, const struct store *store,
			const struct record_shape *shape);
/* Where the extract's name of a row stands. */
void typed_sql_key(struct builder *out, const struct record_shape *shape);
void typed_sql_without(struct builder *out, const struct store *store,
		       const struct record_shape *shape, size_t column);
/* The table's name in double quotes, "?1" or "$1". */
void typed_sql_table(struct builder *out, const char *prefix, const struct record_shape *shape);
void typed_sql_mark(struct builder *out, const struct store *store, unsigned number);
/* The column's name in double quotes, its type in this database. */
void typed_sql_name(struct builder *out, struct text name);
const char *typed_sql_type(const struct store *store, const struct record_column *column);

#endif
