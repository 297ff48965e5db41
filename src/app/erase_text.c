/* SPDX-License-Identifier: Apache-2.0 */
/* What names a person only by a text in it: rows of extracts that were not taken, and details of
 * the log under the system's own secret. */
#include "app/erase_internal.h"
#include "app/person_internal.h"

struct place {
	int64_t at, row;
};

struct places {
	LIST_OF(struct place);
};

/* Rows whose text in `column` names it. */
static enum status find(struct erasing *it, enum statement_name name, unsigned column,
			struct text named, struct places *out, struct error *error)
{
	struct rows rows;
	bool found;
	enum status status;
	struct arena *arena = it->caseload->arena;
	TRY(store_query(it->caseload->app->store, name,
			BIND(store_text(person_pattern(arena, named))), &rows, error));
	while ((status = rows_next(&rows, &found, error)) == STATUS_OK && found)
		if (person_is_named(rows_text(&rows, column), named) ||
		    (column + 1 < rows_width(&rows) &&
		     person_is_named(rows_text(&rows, column + 1), named)))
			list_push(arena, out,
				  (struct place){ rows_int(&rows, 0), rows_int(&rows, 1) });
	rows_end(&rows);
	return status;
}

enum status erase_rejects(struct erasing *it, struct text named, uint64_t *count,
			  struct error *error)
{
	struct places places = { 0 };
	TRY(find(it, SQL_held_reject, 5, named, &places, error));
	for (size_t i = 0; i < places.count; i++)
		TRY(store_do(it->caseload->app->store, SQL_erase_reject,
			     BIND(dmn_number(places.at[i].at), dmn_number(places.at[i].row)),
			     error));
	*count += places.count;
	return STATUS_OK;
}

enum status erase_texts(struct erasing *it, struct text named, uint64_t *count, struct error *error)
{
	struct store *store = it->caseload->app->store;
	struct places places = { 0 };
	TRY(find(it, SQL_erase_texts, 1, named, &places, error));
	for (size_t i = 0; i < places.count; i++) {
		const dmn_value number = dmn_number(places.at[i].at);
		TRY(store_do(store, SQL_erase_text, BIND(number), error));
		TRY(store_do(store, SQL_erased_row_put,
			     BIND(store_text(TEXT("entry")), number, dmn_number(it->id),
				  dmn_number(0), dmn_null()),
			     error));
	}
	*count += places.count;
	return STATUS_OK;
}
