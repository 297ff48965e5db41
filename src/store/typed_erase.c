/* SPDX-License-Identifier: Apache-2.0 */
/* Taking a whole family of records out of the typed tables. */
#include "store/typed_internal.h"

static enum status erase(struct typed *typed, const char *prefix, const char *column, int64_t root,
			 uint64_t *count, struct error *error)
{
	struct store *store = typed->store;
	struct builder sql = builder_new(store->arena);
	struct statement *statement;
	uint64_t changed;
	builder_add_c(&sql, "delete from ");
	typed_sql_table(&sql, prefix, typed->shape);
	builder_add_format(&sql, " where %s = ", column);
	typed_sql_mark(&sql, store, 1);
	TRY(statement_make(store, "erase", builder_text(&sql), 1, 0, &statement, error));
	TRY(statement_run(statement, BIND(dmn_number(root)), &changed, error));
	store->driver->release(statement);
	*count += changed;
	return STATUS_OK;
}

enum status typed_erase(struct typed *typed, int64_t root, uint64_t *count, struct error *error)
{
	*count = 0;
	TRY(erase(typed, "rec_", typed->shape->parent == NULL ? "_id" : "_root", root, count,
		  error));
	return typed->shape->several ? erase(typed, "src_", "_root", root, count, error)
				     : STATUS_OK;
}
