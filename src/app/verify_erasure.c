/* SPDX-License-Identifier: Apache-2.0 */
/* Erasures against the log: each has its entry, over the root of what it took out. */
#include "app/erase_internal.h"
#include "app/verify_internal.h"

enum status verify_erasure(struct verifying *it, const struct rows *rows, bool *good,
			   struct error *error)
{
	struct app *app = it->app;
	struct digest root;
	int64_t count, entries;
	TRY(erase_root(app, rows_int(rows, 0), &root, &count, error));
	*good = count == rows_int(rows, 2) && text_equal(digest_bytes(&root), rows_text(rows, 3));
	if (!*good)
		return STATUS_OK;
	TRY(store_number(app->store, SQL_erasure_entry,
			 BIND(dmn_number(rows_int(rows, 0)), store_text(rows_text(rows, 4)),
			      store_text(rows_text(rows, 1)), dmn_number(count),
			      store_text(digest_bytes(&root))),
			 &entries, NULL, error));
	*good = entries == 1;
	return STATUS_OK;
}

enum status verify_erased_count(struct verifying *it, const char *kind, int64_t *count,
				struct error *error)
{
	return store_number(it->app->store, SQL_erased_row_count, BIND(store_text(text_from(kind))),
			    count, NULL, error);
}

enum status verify_erased_entry(struct verifying *it, uint64_t number, bool *erased,
				struct error *error)
{
	int64_t count;
	TRY(store_number(it->app->store, SQL_erased_row_has,
			 BIND(store_text(TEXT("entry")), dmn_number((int64_t)number)), &count, NULL,
			 error));
	*erased = count != 0;
	return STATUS_OK;
}

/* Each erasure of the log is there, and no row is said to be erased but by one of them. */
enum status verify_erased_all(struct verifying *it, int64_t erasures, struct error *error)
{
	int64_t beyond, entries;
	TRY(store_number(it->app->store, SQL_erasure_entries, BIND_NONE, &entries, NULL, error));
	if (entries != erasures)
		verify_bad(it, "an erasure was removed");
	TRY(store_number(it->app->store, SQL_erased_row_all, BIND_NONE, &beyond, NULL, error));
	if (beyond != 0)
		verify_bad(it, "a row is said to be erased and no erasure on the log took it");
	return STATUS_OK;
}
