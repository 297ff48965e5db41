/* SPDX-License-Identifier: Apache-2.0 */
/* A compartment's log in casework's: what it was at that moment can be told ever after. */
#include "app/compartment.h"
#include "app/log_tree.h"

/* The last anchor; size 0 when there is none. */
static enum status read_last(struct compartment *it, uint64_t *size, struct digest *root,
			     struct error *error)
{
	struct rows rows;
	bool found;
	*size = 0;
	TRY(store_query(it->app.casework->store, SQL_compartment_last,
			BIND(store_text(it->app.compartment)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found) {
		*size = (uint64_t)rows_int(&rows, 0);
		if (!digest_from_bytes(rows_text(&rows, 1), root))
			*size = 0;
	}
	rows_end(&rows);
	return status;
}

static enum status differs(struct compartment *it, uint64_t last, struct error *error)
{
	error_set(error, STATUS_TAMPERED,
		  "the compartment '%.*s' is not the one of which %llu entries are in the log",
		  TEXT_ARG(it->app.compartment), (unsigned long long)last);
	return error_remedy(error, "nothing is written; look with: remit audit verify");
}

enum status compartment_anchor(struct compartment *it, struct error *error)
{
	struct digest root, before, last_root;
	uint64_t size, last;
	TRY(log_newest(&it->app, &size, &root, error));
	TRY(read_last(it, &last, &last_root, error));
	if (last > size)
		return differs(it, last, error);
	TRY(log_root_at(&it->app, last, &before, error));
	if (last != 0 && !digest_equal(&before, &last_root))
		return differs(it, last, error);
	if (last == size)
		return STATUS_OK;
	struct app_log log = { .use = USE_COMPARTMENT_ANCHOR,
			       .purpose = it->app.compartment,
			       .subject = TEXT("compartment"),
			       .batch_count = size,
			       .batch_root = &root };
	return app_log(it->app.casework, &log, error);
}

static enum status anchor_in_turn(struct compartment *it, struct error *error)
{
	TRY(app_turn(it->app.casework, error));
	return compartment_anchor(it, error);
}

enum status compartment_anchor_now(struct compartment *it, struct error *error)
{
	TRY(app_begin(it->app.casework, error));
	return app_end(it->app.casework, anchor_in_turn(it, error), error);
}

static enum status anchor_one(struct app *casework, struct text name, struct error *error)
{
	struct compartment it;
	struct error why = { 0 };
	/* Who may not open it leaves it to who may. */
	if (compartment_open(casework, name, false, &it, &why) != STATUS_OK)
		return STATUS_OK;
	enum status status = compartment_anchor_now(&it, error);
	compartment_close(&it);
	return status;
}

enum status compartment_anchor_all(struct app *casework, struct error *error)
{
	struct compartment_names names;
	TRY(compartment_list(casework, &names, error));
	for (size_t i = 0; i < names.count; i++)
		TRY(anchor_one(casework, names.at[i], error));
	return STATUS_OK;
}
