/* SPDX-License-Identifier: Apache-2.0 */
/* The second person. What is agreed to holds from here on, and the rules are applied anew. */
#include "app/merge_internal.h"
#include "app/run.h"

#include "base/builder.h"
#include "format/json.h"
#include "work/flow.h"

struct answering {
	struct caseload *caseload;
	struct merge_step step;
	bool agrees;
	struct text answer;
};

static enum status refuse(struct answering *it, struct error *error)
{
	struct app *app = it->caseload->app;
	struct app_log log = { .use = USE_MERGE_ANSWER,
			       .subject = TEXT("merge"),
			       .subject_id = it->step.id,
			       .refused = true };
	TRY(app_look(app, &log, error));
	error_set(error, STATUS_REFUSED, "who asked cannot answer");
	error_remedy(error, "another person has to look at the two records");
	return STATUS_REFUSED;
}

static enum status apply_rules(struct caseload *caseload, int64_t root, struct error *error)
{
	struct run_report report;
	return run_family(caseload, root, &report, error);
}

/* Where the decision is about the root itself, the merged one's open item waits no more; and what
 * was decided on half of what is known lapses. */
static enum status close_items(struct answering *it, struct error *error)
{
	struct app *app = it->caseload->app;
	const struct pack *pack = it->caseload->pack;
	if (pack->decision.about->parent != NULL)
		return STATUS_OK;
	const dmn_value id = dmn_number(it->step.merged_id);
	TRY(store_do(app->store, SQL_merge_lapse, BIND(id, store_text(pack->name)), error));
	return store_do(app->store, SQL_merge_close_items,
			BIND(store_text(app_now(app)), id, store_text(pack->name)), error);
}

/* What the rules say of it has not changed meanwhile, so that applying them opens nothing. */
static enum status reopen_items(struct answering *it, struct error *error)
{
	struct app *app = it->caseload->app;
	const struct pack *pack = it->caseload->pack;
	if (pack->decision.about->parent != NULL)
		return STATUS_OK;
	return store_do(app->store, SQL_merge_reopen_items,
			BIND(store_text(app_now(app)), dmn_number(it->step.merged_id),
			     store_text(pack->name)),
			error);
}

static enum status merge(struct answering *it, struct error *error)
{
	TRY(store_do(it->caseload->app->store, SQL_merged_put,
		     BIND(dmn_number(it->step.merged_id), dmn_number(it->step.kept_id),
			  dmn_number(it->step.id)),
		     error));
	TRY(close_items(it, error));
	return apply_rules(it->caseload, it->step.kept_id, error);
}

static enum status separate(struct answering *it, struct error *error)
{
	TRY(store_do(it->caseload->app->store, SQL_merged_delete,
		     BIND(dmn_number(it->step.merged_id), dmn_number(it->step.kept_id)), error));
	TRY(reopen_items(it, error));
	TRY(apply_rules(it->caseload, it->step.kept_id, error));
	return apply_rules(it->caseload, it->step.merged_id, error);
}

static struct text detail_of(const struct answering *it)
{
	struct builder out = builder_new(it->caseload->arena);
	builder_add_format(&out, "\"agrees\":%s,\"answer\":", it->agrees ? "true" : "false");
	json_write_string(&out, it->answer);
	return builder_text(&out);
}

static enum status note(struct answering *it, struct error *error)
{
	struct app_log log = { .use = USE_MERGE_ANSWER,
			       .purpose = it->step.kind,
			       .subject = TEXT("merge"),
			       .subject_id = it->step.id,
			       .detail = detail_of(it) };
	return merge_log(it->caseload, &log, it->step.kept_id, it->step.merged_id, error);
}

static enum status record(struct answering *it, struct error *error)
{
	struct app *app = it->caseload->app;
	uint64_t changed;
	TRY(app_turn(app, error));
	TRY(store_change(app->store, SQL_merge_answer,
			 BIND(store_text(text_from(it->agrees ? MERGE_DONE : MERGE_REFUSED)),
			      store_text(app->actor), store_text(app_now(app)),
			      store_text(it->answer), dmn_number(it->step.id)),
			 &changed, error));
	if (changed == 0)
		return error_set(error, STATUS_CONFLICT, "it was answered meanwhile");
	TRY(note(it, error));
	if (!it->agrees)
		return STATUS_OK;
	return text_is(it->step.kind, MERGE_MERGE) ? merge(it, error) : separate(it, error);
}

enum status merge_answer(struct caseload *caseload, int64_t id, bool agrees, struct text answer,
			 struct error *error)
{
	struct app *app = caseload->app;
	struct answering it = { .caseload = caseload,
				.agrees = agrees,
				.answer = text_trim(answer) };
	TRY(app_may(app, USE_MERGE_ANSWER, caseload->pack, error));
	TRY(merge_read(caseload, id, &it.step, error));
	if (!text_is(it.step.state, MERGE_ASKED))
		return error_set(error, STATUS_CONFLICT, "it is answered already");
	if (text_equal(it.step.asked_by, app->actor))
		return refuse(&it, error);
	if (work_word_count(it.answer) < 3)
		return error_at_field(error, "answer", "it is not said why",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, record(&it, error), error);
}
