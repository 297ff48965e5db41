/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a proposal: another person takes it up or refuses it, or its proposer withdraws
 * it. */
#include "app/proposal_internal.h"
#include "work/flow.h"

static bool is_own(const struct app *app, const struct proposal *it)
{
	return text_equal(it->proposed_by, app->actor);
}

bool proposal_can_answer(const struct app *app, const struct proposal *proposal)
{
	return text_is(proposal->state, "open") && !is_own(app, proposal) &&
	       app_can(app, USE_PACK_AGREE, NULL);
}

bool proposal_can_withdraw(const struct app *app, const struct proposal *proposal)
{
	return text_is(proposal->state, "open") && is_own(app, proposal) &&
	       app_can(app, USE_PACK_WITHDRAW, NULL);
}

static struct app_log log_of(const struct answering *it)
{
	return (struct app_log){ .use = it->use,
				 .subject = TEXT("pack_proposal"),
				 .subject_id = it->it.id,
				 .detail = proposal_detail(it->app->arena, &it->it, it->reason) };
}

/* Whose answer it is: the proposer withdraws, and only another one takes up or refuses. */
static enum status check_who(const struct answering *it, struct error *error)
{
	bool own = it->use == USE_PACK_WITHDRAW;
	if (is_own(it->app, &it->it) == own)
		return STATUS_OK;
	struct app_log log = log_of(it);
	log.refused = true;
	TRY(app_look(it->app, &log, error));
	error_set(error, STATUS_REFUSED, "%s",
		  own ? "somebody else has proposed this" : "you have proposed this yourself");
	error_remedy(error, "%s",
		     own ? "refuse it, if your role may"
			 : "another person takes it up or refuses it");
	return STATUS_REFUSED;
}

enum status proposal_check_open(const struct proposal *it, struct error *error)
{
	if (text_is(it->state, "open"))
		return STATUS_OK;
	error_set(error, STATUS_CONFLICT, "proposal %lld is not open: it is %.*s",
		  (long long)it->id, TEXT_ARG(it->state));
	error_remedy(error, "propose the version anew, over the one that is in force");
	return STATUS_CONFLICT;
}

enum status proposal_begin(struct answering *it, int64_t id, struct error *error)
{
	TRY(app_may(it->app, it->use, NULL, error));
	TRY(proposal_find(it->app, id, &it->it, error));
	TRY(check_who(it, error));
	return proposal_check_open(&it->it, error);
}

enum status proposal_put(struct answering *it, int64_t pack_id, struct error *error)
{
	struct app *app = it->app;
	struct app_log log = log_of(it);
	uint64_t changed;
	TRY(store_change(app->store, SQL_proposal_answer,
			 BIND(store_text(text_from(it->state)), store_text(it->reason),
			      store_text(app->actor), store_text(app_now(app)),
			      pack_id != 0 ? dmn_number(pack_id) : dmn_null(),
			      dmn_number(it->it.id)),
			 &changed, error));
	if (changed == 1)
		return app_log(app, &log, error);
	error_set(error, STATUS_CONFLICT, "somebody else has just answered this");
	return error_remedy(error, "look at it again");
}

static enum status end_it(struct app *app, enum use_case use, int64_t id, struct text reason,
			  struct error *error)
{
	struct answering it = { .app = app,
				.use = use,
				.state = use == USE_PACK_REFUSE ? "refused" : "withdrawn",
				.reason = text_trim(reason) };
	TRY(proposal_begin(&it, id, error));
	if (work_word_count(reason) < 3)
		return error_at_field(error, "reason", "it is not said why",
				      "say it in at least three words");
	TRY(app_begin(app, error));
	return app_end(app, proposal_put(&it, 0, error), error);
}

enum status proposal_refuse(struct app *app, int64_t id, struct text reason, struct error *error)
{
	return end_it(app, USE_PACK_REFUSE, id, reason, error);
}

enum status proposal_withdraw(struct app *app, int64_t id, struct text reason, struct error *error)
{
	return end_it(app, USE_PACK_WITHDRAW, id, reason, error);
}
