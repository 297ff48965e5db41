/* SPDX-License-Identifier: Apache-2.0 */
/* Ridding the database's files of what was erased, and looking whether they are. */
#include "app/erase_internal.h"

enum {
	SHORT = 6 /* bytes: a shorter text stands in any file by chance */
};

enum status erase_purge_record(struct app *app, struct text trace, struct error *error)
{
	struct app_log log = { .use = USE_PURGE, .purpose = trace, .subject = TEXT("database") };
	TRY(app_turn(app, error));
	TRY(store_do(app->store, SQL_erasure_purged,
		     BIND(store_text(app_now(app)), store_text(trace)), error));
	return app_log(app, &log, error);
}

enum status erase_purge_files(struct app *app, const struct text *texts, size_t count,
			      struct text *trace, struct error *error)
{
	struct text *long_enough = arena_new_array(app->arena, struct text, count + 1);
	size_t kept = 0;
	bool looked, found;
	for (size_t i = 0; i < count; i++)
		if (texts[i].length >= SHORT)
			long_enough[kept++] = texts[i];
	TRY(store_purge(app->store, error));
	TRY(store_seek(app->store, long_enough, kept, &looked, &found, error));
	*trace = looked ? TEXT("none found") : TEXT("not looked for");
	if (!found)
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT,
		  "the rows are erased, and the database's file still has a trace of them");
	return error_remedy(error, "somebody reads the database: purge it again later with "
				   "remit retention purge");
}

enum status erase_purge(struct app *app, const struct text *texts, size_t count,
			struct error *error)
{
	struct text trace;
	TRY(erase_purge_compartments(app, texts, count, error));
	TRY(erase_purge_files(app, texts, count, &trace, error));
	TRY(app_begin(app, error));
	return app_end(app, erase_purge_record(app, trace, error), error);
}

enum status erase_purge_again(struct app *app, struct error *error)
{
	TRY(app_may(app, USE_PURGE, NULL, error));
	return erase_purge(app, NULL, 0, error);
}
