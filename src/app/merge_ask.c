/* SPDX-License-Identifier: Apache-2.0 */
/* The first person: these two are one, are two again, or always were two. */
#include "app/merge_internal.h"

#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

#include <string.h>

struct asking {
	struct caseload *caseload;
	const char *kind;
	int64_t kept_id, merged_id;
	struct typed_row kept, merged;
	struct text reason;
};

static enum status cannot(struct error *error, const char *why, const char *remedy)
{
	error_set(error, STATUS_CONFLICT, "%s", why);
	error_remedy(error, "%s", remedy);
	return STATUS_CONFLICT;
}

static enum status check_open(struct asking *it, struct error *error)
{
	int64_t open;
	bool found;
	TRY(store_number(it->caseload->app->store, SQL_merge_open_of,
			 BIND(dmn_number(it->kept_id), dmn_number(it->merged_id)), &open, &found,
			 error));
	return found ? cannot(error, "something is asked for one of the two already",
			      "let it be answered first")
		     : STATUS_OK;
}

/* In the transaction: what holds now allows it. */
static enum status check_state(struct asking *it, struct error *error)
{
	int64_t kept;
	int64_t kept_of_kept;
	int64_t others;
	struct store *store = it->caseload->app->store;
	TRY(check_open(it, error));
	TRY(caseload_kept(it->caseload, it->merged_id, &kept, error));
	TRY(caseload_kept(it->caseload, it->kept_id, &kept_of_kept, error));
	bool is_merged = kept != it->merged_id;
	if (strcmp(it->kind, MERGE_SEPARATE) == 0)
		return kept == it->kept_id
			       ? STATUS_OK
			       : cannot(error, "the two are not merged", "look at them again");
	if (is_merged || kept_of_kept != it->kept_id)
		return cannot(error, "one of the two is merged into another record",
			      "separate that first, or name the record that it is merged into");
	TRY(store_number(store, SQL_merged_count, BIND(dmn_number(it->merged_id)), &others, NULL,
			 error));
	if (others != 0 && strcmp(it->kind, MERGE_MERGE) == 0)
		return cannot(error, "the one to be merged has others merged into it",
			      "keep that one, and merge the other into it");
	return STATUS_OK;
}

static struct text detail_of(const struct asking *it)
{
	struct builder out = builder_new(it->caseload->arena);
	builder_add_c(&out, "\"reason\":");
	json_write_string(&out, it->reason);
	return builder_text(&out);
}

static enum status put(struct asking *it, int64_t *id, struct error *error)
{
	struct caseload *caseload = it->caseload;
	struct app *app = caseload->app;
	bool distinct = strcmp(it->kind, MERGE_DISTINCT) == 0;
	TRY(app_turn(app, error));
	TRY(check_state(it, error));
	TRY(store_number(app->store, SQL_merge_put,
			 BIND(store_text(caseload->pack->name),
			      store_text(caseload_root(caseload->pack->decision.about)->name),
			      dmn_number(it->kept_id), dmn_number(it->merged_id),
			      store_text(text_from(it->kind)),
			      store_text(text_from(distinct ? MERGE_DONE : MERGE_ASKED)),
			      store_text(duplicate_alike(caseload, &it->kept, &it->merged)),
			      store_text(app->actor), store_text(app_now(app)),
			      store_text(it->reason)),
			 id, NULL, error));
	struct app_log log = { .use = USE_MERGE_ASK,
			       .purpose = text_from(it->kind),
			       .subject = TEXT("merge"),
			       .subject_id = *id,
			       .detail = detail_of(it) };
	return merge_log(caseload, &log, it->kept_id, it->merged_id, error);
}

enum status merge_ask(struct caseload *caseload, const char *kind, int64_t kept_id,
		      int64_t merged_id, struct text reason, int64_t *id, struct error *error)
{
	struct app *app = caseload->app;
	struct asking it = { .caseload = caseload,
			     .kind = kind,
			     .kept_id = kept_id,
			     .merged_id = merged_id,
			     .reason = text_trim(reason) };
	TRY(app_may(app, USE_MERGE_ASK, caseload->pack, error));
	TRY(merge_root(caseload, kept_id, &it.kept, error));
	TRY(merge_root(caseload, merged_id, &it.merged, error));
	if (kept_id == merged_id)
		return error_at_field(error, "kept", "both are the same record",
				      "name two records");
	if (work_word_count(it.reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, put(&it, id, error), error);
}
