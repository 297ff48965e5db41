/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a pack's records. */
#include "app/caseload_internal.h"
#include "app/packs.h"
#include "base/ensure.h"

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

bool caseload_has(const struct caseload *caseload, const struct pack_record *record)
{
	return text_equal(record->compartment, caseload->app->compartment);
}

struct typed *caseload_typed(const struct caseload *caseload, const struct pack_record *record)
{
	ensure(caseload->typed[record->index] != NULL);
	return caseload->typed[record->index];
}

/* A version is there with its tables, or not at all; two who take it up at once take turns. */
enum status caseload_take_pack(struct app *app, const struct pack *pack, struct caseload *out,
			       bool *moved, struct error *error)
{
	int64_t pack_id;
	TRY(pack_keep(app, pack, &pack_id, error));
	TRY(caseload_open_pack(app, pack, pack_id, true, out, error));
	return caseload_make_compartments(out, moved, error);
}

static enum status take(struct app *app, const struct pack *pack, struct caseload *out, bool *moved,
			struct error *error)
{
	TRY(app_turn(app, error));
	TRY(pack_check_first(app, pack, error));
	return caseload_take_pack(app, pack, out, moved, error);
}

/* A pack that only holds facts comes with those that use it. */
enum status pack_load_deciding(struct app *app, const char *folder, struct pack **out,
			       struct error *error)
{
	TRY(pack_load(app->arena, folder, out, error));
	if (pack_decides(*out))
		return STATUS_OK;
	error_set(error, STATUS_INVALID, "the pack '%.*s' decides nothing by itself",
		  TEXT_ARG((*out)->name));
	return error_remedy(error, "take up a pack that uses it: its records come with that one");
}

enum status caseload_take(struct app *app, const char *folder, struct caseload *out,
			  struct error *error)
{
	struct pack *pack;
	bool moved = false;
	TRY(pack_load_deciding(app, folder, &pack, error));
	TRY(pack_may_keep(app, pack, error));
	TRY(app_begin(app, error));
	TRY(app_end(app, take(app, pack, out, &moved, error), error));
	return moved ? store_purge(app->store, error) : STATUS_OK;
}

enum status caseload_given(struct app *app, const char *folder, struct caseload *out,
			   struct error *error)
{
	struct pack *pack;
	int64_t pack_id;
	bool found;
	TRY(pack_load_deciding(app, folder, &pack, error));
	struct digest digest = pack_digest(pack);
	TRY(store_number(app->store, SQL_pack_find, BIND(store_text(digest_bytes(&digest))),
			 &pack_id, &found, error));
	if (found)
		return caseload_open_pack(app, pack, pack_id, false, out, error);
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
	return caseload_open_pack(app, pack, pack_id, false, out, error);
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
