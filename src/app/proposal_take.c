/* SPDX-License-Identifier: Apache-2.0 */
/* Taking up a proposed version of a pack. */
#include "app/proposal_internal.h"

static enum status take(struct answering *it, const struct pack *pack, bool *moved,
			struct error *error)
{
	struct proposal now;
	struct caseload caseload;
	TRY(app_turn(it->app, error));
	TRY(proposal_find(it->app, it->it.id, &now, error));
	TRY(proposal_check_open(&now, error));
	TRY(caseload_take_pack(it->app, pack, &caseload, moved, error));
	return proposal_put(it, caseload.pack_id, error);
}

static enum status check_bytes(const struct proposal *it, const struct pack *pack,
			       struct error *error)
{
	char hash[DIGEST_TEXT_SIZE];
	struct digest digest = pack_digest(pack);
	digest_print(&digest, hash);
	if (text_is(it->hash, hash))
		return STATUS_OK;
	error_set(error, STATUS_DATABASE, "the files of proposal %lld are not those proposed",
		  (long long)it->id);
	return error_remedy(error, "propose the version anew, and look who changed the database");
}

/* The stored bytes are those that were proposed, and pass today with this program. */
static enum status try_again(struct answering *it, struct scratch *folder, struct pack **pack,
			     struct error *error)
{
	struct app *app = it->app;
	struct caseload base;
	struct text result;
	TRY(pack_write_files(app, SQL_proposal_file_list, it->it.id, folder, error));
	TRY(pack_load(app->arena, folder->folder, pack, error));
	TRY(check_bytes(&it->it, *pack, error));
	TRY(caseload_version(app, it->it.base_id, &base, error));
	TRY(proposal_assess(app, *pack, base.pack, error));
	TRY(proposal_check_fitted(app, *pack, it->it.impact, error));
	return proposal_try(app->arena, folder->folder, &result, error);
}

enum status proposal_take(struct app *app, int64_t id, struct error *error)
{
	struct answering it = { .app = app, .use = USE_PACK_AGREE, .state = "taken" };
	struct scratch folder;
	struct pack *pack;
	bool moved = false;
	TRY(proposal_begin(&it, id, error));
	TRY(scratch_make(app->arena, &folder, error));
	enum status status = try_again(&it, &folder, &pack, error);
	scratch_end(&folder);
	TRY(status);
	TRY(app_begin(app, error));
	TRY(app_end(app, take(&it, pack, &moved, error), error));
	return moved ? store_purge(app->store, error) : STATUS_OK;
}
