/* SPDX-License-Identifier: Apache-2.0 */
/* Beginning the transactions of a file, each a batch of its rows. They end in import_batch_end.c.
 */
#include "app/import_internal.h"

/* The sums as they are under this turn: another process may have gone on with the extract. */
static enum status begin_mended(struct loading *loading, struct error *error)
{
	bool complete;
	bool found;
	return import_find_origin(loading, &complete, &found, error);
}

/* Whose keys are new need not be asked while no other file adds rows between the batches. */
static enum status look_at_others(struct loading *loading, struct error *error)
{
	bool first = loading->others_new < 0;
	int64_t others_new;
	TRY(store_number(loading->caseload->app->store, SQL_origin_others_new,
			 BIND(dmn_number(loading->out->origin)), &others_new, NULL, error));
	if (!first && others_new != loading->others_new)
		typed_shared(loading->typed);
	loading->others_new = others_new;
	return first && !loading->shape->several ? typed_alone(loading->typed, error) : STATUS_OK;
}

/* Into a compartment with casework's turn: nobody erases a person whose row comes in. */
static enum status begin(struct loading *loading, struct error *error)
{
	if (loading->compartment != NULL)
		return compartment_begin(loading->compartment, error);
	TRY(app_begin(loading->caseload->app, error));
	return app_turn(loading->caseload->app, error);
}

enum status import_end_both(struct loading *loading, enum status status, struct error *error)
{
	return loading->compartment != NULL ? compartment_end(loading->compartment, status, error)
					    : app_end(loading->caseload->app, status, error);
}

void import_undo_batch(struct loading *loading)
{
	enum status undone = import_end_both(loading, STATUS_CONFLICT, NULL);
	(void)undone; /* the cause is told by who undoes */
}

enum status import_begin_batch(struct reading *reading, int64_t done, struct error *error)
{
	struct loading *loading = reading->loading;
	struct app *app = loading->caseload->app;
	int64_t found_done;
	bool found;
	if (loading->dry_run)
		return STATUS_OK;
	TRY(begin(loading, error));
	if (loading->out->continues)
		return begin_mended(loading, error);
	TRY(store_number(app->store, SQL_origin_done, BIND(dmn_number(loading->out->origin)),
			 &found_done, &found, error));
	if (found && found_done == done)
		return look_at_others(loading, error);
	error_set(error, STATUS_CONFLICT, "another import of '%s' is under way", reading->path);
	return error_remedy(error, "wait for its end; to import again then changes nothing");
}
