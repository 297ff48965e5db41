/* SPDX-License-Identifier: Apache-2.0 */
/* Proposing a version of a pack. */
#include "app/impact.h"
#include "app/proposal_internal.h"
#include "work/flow.h"

struct making {
	struct app *app;
	const struct proposal_wanted *wanted;
	struct pack *pack;
	struct scratch folder; /* what is checked is what is kept */
	struct proposal_evidence evidence;
	struct proposal it;
	struct digest digest;
};

static enum status not_new(const struct pack *pack, struct error *error)
{
	error_set(error, STATUS_CONFLICT, "version %.*s of the pack '%.*s' was taken up already",
		  TEXT_ARG(pack->version), TEXT_ARG(pack->name));
	error_remedy(error, "a changed pack has another version: raise it in pack.yaml");
	return STATUS_CONFLICT;
}

static enum status check_new(struct making *making, struct error *error)
{
	struct store *store = making->app->store;
	const struct pack *pack = making->pack;
	bool found;
	int64_t id;
	TRY(store_number(store, SQL_pack_latest, BIND(store_text(pack->name)), &making->it.base_id,
			 &found, error));
	if (!found) {
		error_set(error, STATUS_CONFLICT, "no version of the pack '%.*s' is in force",
			  TEXT_ARG(pack->name));
		error_remedy(error, "the first is taken up by: remit init --db URL --pack FOLDER");
		return STATUS_CONFLICT;
	}
	TRY(store_number(store, SQL_pack_named,
			 BIND(store_text(pack->name), store_text(pack->version)), &id, &found,
			 error));
	if (!found)
		TRY(store_number(store, SQL_pack_find,
				 BIND(store_text(digest_bytes(&making->digest))), &id, &found,
				 error));
	return found ? not_new(pack, error) : STATUS_OK;
}

static enum status keep(struct making *making, struct error *error)
{
	struct app *app = making->app;
	struct proposal *it = &making->it;
	TRY(app_turn(app, error));
	TRY(check_new(making, error));
	TRY(store_number(app->store, SQL_proposal_put,
			 BIND(store_text(it->pack), store_text(it->version),
			      store_text(digest_bytes(&making->digest)), dmn_number(it->base_id),
			      store_text(it->statement), store_text(it->result),
			      store_text(it->impact), store_text(app->actor),
			      store_text(app_now(app))),
			 &it->id, NULL, error));
	TRY(proposal_keep_files(app, making->pack, &making->evidence, it->id, error));
	struct app_log log = { .use = USE_PACK_PROPOSE,
			       .subject = TEXT("pack_proposal"),
			       .subject_id = it->id,
			       .detail = proposal_detail(app->arena, it, it->statement) };
	return app_log(app, &log, error);
}

/* What it would do to the cases as they are. */
static enum status measure(struct making *making, struct caseload *base, struct error *error)
{
	struct impact impact;
	struct app *app = making->app;
	enum app_telling telling = app->telling;
	app->telling = APP_TELLS_ALL; /* sums of ten and more, for everybody */
	enum status status =
		impact_measure(base, making->pack, &(struct impact_call){ 0 }, &impact, error);
	app->telling = telling;
	TRY(status);
	making->it.impact = impact_json(making->app->arena, &impact);
	return STATUS_OK;
}

static enum status try_out(struct making *making, struct error *error)
{
	struct app *app = making->app;
	struct caseload base;
	struct text told;
	TRY(check_new(making, error));
	TRY(caseload_version(app, making->it.base_id, &base, error));
	TRY(proposal_assess(app, making->pack, base.pack, error));
	TRY(proposal_copy(making->pack, &making->folder, &making->evidence, error));
	TRY(proposal_try(app->arena, making->folder.folder, &making->it.result, error));
	TRY(making->wanted->stories(making->wanted->user, making->folder.folder, &told, error));
	making->it.result =
		text_format(app->arena, "%.*s%.*s", TEXT_ARG(making->it.result), TEXT_ARG(told));
	TRY(measure(making, &base, error));
	return proposal_check_fitted(app, making->pack, making->it.impact, error);
}

static enum status make(struct making *making, struct error *error)
{
	struct app *app = making->app;
	struct app_log refusal = { .use = USE_PACK_PROPOSE,
				   .subject = TEXT("pack_proposal"),
				   .refused = true };
	enum status status = try_out(making, error);
	if (status == STATUS_DIFFERS || status == STATUS_INVALID) {
		struct error kept = *error;
		refusal.detail = proposal_detail(app->arena, &making->it, text_from(kept.message));
		TRY(app_look(app, &refusal, error));
		*error = kept;
	}
	TRY(status);
	TRY(app_begin(app, error));
	return app_end(app, keep(making, error), error);
}

static void describe(struct making *making)
{
	char hash[DIGEST_TEXT_SIZE];
	making->digest = pack_digest(making->pack);
	digest_print(&making->digest, hash);
	making->it = (struct proposal){ .pack = making->pack->name,
					.version = making->pack->version,
					.hash = text_copy(making->app->arena, text_from(hash)),
					.statement = text_trim(making->wanted->statement) };
}

enum status proposal_make(struct app *app, const struct proposal_wanted *wanted, int64_t *id,
			  struct error *error)
{
	struct making making = { .app = app, .wanted = wanted };
	TRY(app_may(app, USE_PACK_PROPOSE, NULL, error));
	if (work_word_count(wanted->statement) < 3)
		return error_at_field(error, "statement", "it is not said what changes, and why",
				      "say it in at least three words");
	TRY(pack_load_deciding(app, wanted->folder, &making.pack, error));
	describe(&making);
	TRY(scratch_make(app->arena, &making.folder, error));
	enum status status = make(&making, error);
	scratch_end(&making.folder);
	*id = making.it.id;
	return status;
}
