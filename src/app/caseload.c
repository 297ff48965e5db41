/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a pack's records. */
#include "app/caseload_internal.h"
#include "app/packs.h"

#include <stdlib.h>

size_t caseload_extract(const struct caseload *caseload, int64_t source)
{
	size_t i = 0;
	while (i < caseload->pack->extract_count && caseload->sources[i] != source)
		i++;
	return i;
}

const struct pack_record *caseload_root(const struct pack_record *record)
{
	while (record->parent != NULL)
		record = record->parent;
	return record;
}

struct typed *caseload_typed(const struct caseload *caseload, const struct pack_record *record)
{
	return caseload->typed[record->index];
}

static enum status source_number(struct app *app, struct text extract, int64_t *number,
				 struct error *error)
{
	struct rows rows;
	bool found;
	struct text name = text_format(app->arena, "source.%.*s", TEXT_ARG(extract));
	TRY(store_query(app->store, SQL_setting_get, BIND(store_text(name)), &rows, error));
	enum status status = rows_next(&rows, &found, error);
	if (status == STATUS_OK && found)
		*number = strtoll(text_c(app->arena, rows_text(&rows, 0)), NULL, 10);
	rows_end(&rows);
	if (status != STATUS_OK || found)
		return status;
	TRY(store_number(app->store, SQL_counter_take,
			 BIND(store_text(TEXT("source")), dmn_number(1)), number, NULL, error));
	struct text value = text_format(app->arena, "%lld", (long long)*number);
	return store_do(app->store, SQL_setting_put, BIND(store_text(name), store_text(value)),
			error);
}

static enum status open_tables(struct caseload *caseload, struct error *error)
{
	const struct pack *pack = caseload->pack;
	for (size_t i = 0; i < pack->record_count; i++)
		TRY(typed_open(caseload->app->store, &caseload->shapes[i], &caseload->typed[i],
			       error));
	caseload->sources = arena_new_array(caseload->arena, int64_t, pack->extract_count);
	for (size_t i = 0; i < pack->extract_count; i++)
		TRY(source_number(caseload->app, pack->extracts[i].name, &caseload->sources[i],
				  error));
	return caseload_read_origins(caseload, error);
}

static enum status open_pack(struct app *app, const struct pack *pack, int64_t pack_id, bool make,
			     struct caseload *out, struct error *error)
{
	*out = (struct caseload){
		.app = app, .arena = app->arena, .pack = pack, .pack_id = pack_id
	};
	caseload_fill_shapes(out);
	if (make)
		TRY(caseload_make_tables(out, error));
	return open_tables(out, error);
}

/* A version is there with its tables, or not at all; two who take it up at once take turns. */
static enum status take(struct app *app, const struct pack *pack, struct caseload *out,
			struct error *error)
{
	int64_t pack_id;
	TRY(app_turn(app, error));
	TRY(pack_keep(app, pack, &pack_id, error));
	return open_pack(app, pack, pack_id, true, out, error);
}

enum status caseload_take(struct app *app, const char *folder, struct caseload *out,
			  struct error *error)
{
	struct pack *pack;
	TRY(pack_load(app->arena, folder, &pack, error));
	TRY(pack_may_keep(app, pack, error));
	TRY(app_begin(app, error));
	return app_end(app, take(app, pack, out, error), error);
}

enum status caseload_given(struct app *app, const char *folder, struct caseload *out,
			   struct error *error)
{
	struct pack *pack;
	int64_t pack_id;
	bool found;
	TRY(pack_load(app->arena, folder, &pack, error));
	struct digest digest = pack_digest(pack);
	TRY(store_number(app->store, SQL_pack_find, BIND(store_text(digest_bytes(&digest))),
			 &pack_id, &found, error));
	if (found)
		return open_pack(app, pack, pack_id, false, out, error);
	error_set(error, STATUS_CONFLICT, "the database has not this version of the pack");
	return error_remedy(error, "take it up first: remit init --db URL --pack %s", folder);
}

enum status caseload_version(struct app *app, int64_t pack_id, struct caseload *out,
			     struct error *error)
{
	return app->packs != NULL ? packs_version(app, pack_id, out, error)
				  : caseload_open(app, pack_id, out, error);
}

enum status caseload_open(struct app *app, int64_t pack_id, struct caseload *out,
			  struct error *error)
{
	struct pack *pack;
	TRY(pack_restore(app, pack_id, &pack, error));
	return open_pack(app, pack, pack_id, false, out, error);
}

enum status caseload_named(struct app *app, struct text name, struct caseload *out,
			   struct error *error)
{
	int64_t pack_id;
	bool found;
	TRY(store_number(app->store, SQL_pack_latest, BIND(store_text(name)), &pack_id, &found,
			 error));
	if (!found) {
		error_set(error, STATUS_NOT_FOUND, "the database has no pack '%.*s'",
			  TEXT_ARG(name));
		return error_remedy(
			error, "load its records first: remit import --db URL --pack DIR FOLDER");
	}
	return caseload_version(app, pack_id, out, error);
}
